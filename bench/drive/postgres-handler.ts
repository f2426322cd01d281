import { createServer, type IncomingMessage } from "node:http";
import { citationColumns, officeActionColumns, rejectionColumns } from "../release/columns.js";
import type { Table } from "../release/truth.js";
import { PostgresConnection } from "./postgres-client.js";

/**
 * What somebody would write who puts PostgreSQL behind HTTP and nothing else: a process of its own that answers look-ups of one
 * application with the JSON that Artunit's routes answer. Its argument is PostgreSQL's socket; it tells its parent its port.
 */
const CONNECTIONS = 16;

const COLUMNS: Readonly<Record<Table, readonly string[]>> = {
  office_actions: officeActionColumns,
  rejections: rejectionColumns,
  citations: citationColumns,
};

type Row = Readonly<Record<string, string | null>>;

/** Connections that are lent for one question each. */
const idle: PostgresConnection[] = [];
const waiting: ((connection: PostgresConnection) => void)[] = [];
for (let at = 0; at < CONNECTIONS; at++)
  idle.push(await PostgresConnection.open(process.argv[2]!, "bench", "postgres"));

async function rowsOf(sql: string, values: readonly string[], names: readonly string[]): Promise<Row[]> {
  const connection = idle.pop() ?? (await new Promise<PostgresConnection>((lent) => waiting.push(lent)));
  try {
    const answer = await connection.ask(sql, values);
    return answer.rows().map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at]!])));
  } finally {
    const next = waiting.shift();
    if (next) next(connection);
    else idle.push(connection);
  }
}

/** `POST /ds-api/TABLE/2017/records` with `criteria=app_id:"N"`. */
async function records(table: Table, body: string): Promise<object> {
  const form = new URLSearchParams(body);
  const application = /^app_id:"(.*)"$/.exec(form.get("criteria") ?? "")![1]!;
  const [start, rows] = [Number(form.get("start") ?? 0), Number(form.get("rows") ?? 100)];
  const names = COLUMNS[table];
  // One question for page and total.
  const docs = await rowsOf(
    `SELECT ${names.join(", ")}, count(*) OVER () FROM ${table} WHERE app_id = $1 ` +
      `ORDER BY app_id, ifw_number LIMIT ${rows} OFFSET ${start}`,
    [application],
    [...names, "total"],
  );
  const numFound = Number(docs[0]?.total ?? 0);
  return { response: { start, numFound, docs: docs.map(({ total: _, ...row }) => row) } };
}

/** `GET /v1/applications/N`: its actions with what belongs to each. */
async function application(number: string): Promise<object> {
  const [sources, rejections, citations] = await Promise.all(
    (Object.keys(COLUMNS) as Table[]).map((table) =>
      rowsOf(`SELECT ${COLUMNS[table].join(", ")} FROM ${table} WHERE app_id = $1`, [number], COLUMNS[table]),
    ),
  );
  const of = (rows: readonly Row[], document: string | null) =>
    rows.filter((row) => row.ifw_number === document);
  const documents = new Set(
    [...sources!, ...rejections!, ...citations!].flatMap(({ ifw_number }) => ifw_number ?? []),
  );
  return {
    application_number: number,
    actions: [...documents].map((document) => ({
      document_id: document,
      sources: of(sources!, document),
      rejections: of(rejections!, document),
      citations: of(citations!, document),
    })),
    form_citations: of(citations!, null),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function answer(request: IncomingMessage): Promise<object> {
  const path = request.url!.split("/");
  if (path[1] === "ds-api") return records(path[2] as Table, await bodyOf(request));
  return application(path[3]!);
}

const server = createServer((request, response) => {
  answer(request).then(
    (body) => {
      const text = Buffer.from(JSON.stringify(body));
      response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
      response.end(text);
    },
    (error: Error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, "127.0.0.1", () => process.send!((server.address() as { readonly port: number }).port));
process.on("disconnect", () => process.exit());
