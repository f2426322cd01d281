import { ArtunitError } from "../../errors.js";
import type { Answer, Asked, Context, Route } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";
import { sqlDeskOf } from "../../server/sqlDesk.js";
import { AS_OF, limitOf, readLimit, USUAL_ROWS } from "../../server/usualParameters.js";

/** Rows of one answer; a program that wants more asks on the command line, or for an export. */
const MOST_ROWS = 1_000;

/** `/v1/sql`: questions in SQL, where the operator allows them. */
export const SQL: Route = {
  path: "/v1/sql",
  operationId: "sql",
  summary: "Answer one question in SQL, read-only and sandboxed, where the operator allows it.",
  methods: ["POST"],
  guarded: true,
  parameters: [
    {
      name: "sql",
      in: "query",
      kind: "text",
      required: true,
      meaning: "One statement that only asks, over the views of the datasets, each called KEY_VERSION.",
      example: "SHOW TABLES",
    },
    limitOf(MOST_ROWS),
    AS_OF,
  ],
  answer: object({
    snapshot: { type: "string" },
    columns: list(
      object({
        name: { type: "string" },
        type: { type: "string", description: "As the engine calls it." },
      }),
    ),
    rows: list({ type: "array", items: {}, description: "A value for each column." }),
    isCut: { type: "boolean", description: "The answer has more rows than were asked for." },
  }),
  handle: answer,
};

async function answer(asked: Asked, { lease, settings }: Context): Promise<Answer> {
  const desk = sqlDeskOf(settings);
  const sql = asked.text("sql");
  if (sql === undefined)
    throw new ArtunitError(
      "bad-parameter",
      '"sql" is missing. Send one statement, for example SHOW TABLES.',
      {
        field: "sql",
      },
    );
  const limit = readLimit(asked, USUAL_ROWS, MOST_ROWS);
  const { id } = lease.store.manifest;
  const { columns, batches } = await desk.ask(id, sql, asked.signal);
  const found: (readonly unknown[])[] = [];
  for await (const batch of batches) {
    found.push(...batch.slice(0, limit + 1 - found.length));
    if (found.length > limit) break;
  }
  const body = { snapshot: id, columns, rows: found.slice(0, limit), isCut: found.length > limit };
  return { kind: "json", body };
}
