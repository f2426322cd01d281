import { datasetName, ownShape } from "../../catalog/index.js";
import { formatCriteria, parseCriteria } from "../../query/index.js";
import { address } from "../../server/address.js";
import type { Answer, Asked, Context, Route } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";
import { inLanguages } from "../../server/writtenCalls.js";
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
      object({
        engine: { type: "string" },
        sql: { type: "string" },
        parameters: list({ type: ["string", "number", "boolean", "null"] }),
      }),
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
        calls: callsOf(
          address(url, { criteria, duplicates, source, as_of: asOf }),
          context.settings.keys !== null,
        ),
      },
    };
  },
};

/** The same request in each language, ready to paste. */
function callsOf(url: string, asksForKey: boolean): Readonly<Record<string, string>> {
  const call = {
    method: "GET",
    url,
    body: null,
    answers: "json",
    fileName: "records.json",
    asksForKey,
  } as const;
  return Object.fromEntries(inLanguages(call).map(([language, text]) => [language.toLowerCase(), text]));
}
