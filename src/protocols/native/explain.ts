import { datasetName, ownShape } from "../../catalog/index.js";
import { formatCriteria, parseCriteria } from "../../query/index.js";
import type { Answer, Asked, Context, Route } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";
import { QUESTION, readQuestion } from "./question.js";
import { ECHO } from "./schemas.js";

export const EXPLAIN: Route = {
  path: "/v1/datasets/{key}/{version}/explain",
  operationId: "explain-criteria",
  summary:
    "What criteria mean, in words and in SQL, how much they match, and the same call in four languages.",
  methods: ["GET", "POST"],
  parameters: QUESTION,
  answer: object({
    ...ECHO,
    normalized: { type: "string", description: "The criteria in Lucene's own normal form." },
    statements: list(
      object({ engine: { type: "string" }, sql: { type: "string" }, parameters: { type: "array" } }),
    ),
    estimate: object({
      records: { type: "integer", description: "Counted, not estimated." },
      milliseconds: { type: "number" },
    }),
    calls: object({
      curl: { type: "string" },
      python: { type: "string" },
      r: { type: "string" },
      typescript: { type: "string" },
    }),
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const question = readQuestion(asked, context);
    const { store } = context.lease;
    const before = performance.now();
    const records = await store.count(question.selection);
    const milliseconds = Math.round((performance.now() - before) * 10) / 10;
    const criteria = asked.text("criteria") ?? "*:*";
    const [duplicates, source, asOf] = [asked.text("duplicates"), asked.text("source"), asked.text("as_of")];
    const url = `${context.baseUrl}/v1/datasets/${datasetName(question.dataset)}/records`;
    return {
      kind: "json",
      body: {
        ...question.echo,
        normalized: formatCriteria(parseCriteria(criteria)),
        statements: await store.explain({
          ...question.selection,
          shape: ownShape(question.dataset),
          rows: 100,
        }),
        estimate: { records, milliseconds },
        calls: calls(url, {
          criteria,
          ...(duplicates === undefined ? {} : { duplicates }),
          ...(source === undefined ? {} : { source }),
          ...(asOf === undefined ? {} : { as_of: asOf }),
        }),
      },
    };
  },
};

/** The same request for a shell, Python, R and TypeScript, ready to paste. */
function calls(url: string, parameters: Readonly<Record<string, string>>) {
  const given = Object.entries(parameters);
  const shell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const dictionary = `{${given.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`).join(", ")}}`;
  const named = given.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(", ");
  return {
    curl: `curl -G ${url}${given.map(([name, value]) => ` --data-urlencode ${shell(`${name}=${value}`)}`).join("")}`,
    python: `import requests\nanswer = requests.get(${JSON.stringify(url)}, params=${dictionary}).json()`,
    r: `answer <- httr2::request(${JSON.stringify(url)}) |> httr2::req_url_query(${named}) |> httr2::req_perform() |> httr2::resp_body_json()`,
    typescript: `const answer = await fetch(${JSON.stringify(`${url}?`)} + new URLSearchParams(${dictionary}));\nconst { total, records } = await answer.json();`,
  };
}
