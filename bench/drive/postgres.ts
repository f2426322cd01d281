import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import yauzl from "yauzl";
import { citationColumns, officeActionColumns, rejectionColumns } from "../release/columns.js";
import type { Condition, Table } from "../release/truth.js";
import { sizeOf } from "./artunit.js";
import type { Engine, Session } from "./engine.js";
import type { PostgresAnswer, PostgresConnection } from "./postgres-client.js";
import type { PostgresCluster } from "./postgres-cluster.js";
import type { Answer, Question, Row } from "./questions.js";

/** Columns that are not text. Ids never become numbers. */
const types: Readonly<Record<string, string>> = Object.fromEntries([
  ...officeActionColumns.slice(7).map((column) => [column, "smallint"]),
  ...["alice_in", "bilski_in", "mayo_in", "myriad_in", "form892", "form1449", "citation_in_oa"].map(
    (column) => [column, "smallint"],
  ),
  ["mail_dt", "date"],
]);

const columns = {
  office_actions: officeActionColumns,
  rejections: rejectionColumns,
  citations: citationColumns,
};

/** What someone who asks these questions often would index. */
const indexes: readonly string[] = [
  "CREATE UNIQUE INDEX ON office_actions (ifw_number)",
  "CREATE INDEX ON office_actions (app_id, mail_dt, ifw_number)",
  "CREATE INDEX ON office_actions (mail_dt)",
  "CREATE INDEX ON office_actions (art_unit, mail_dt)",
  "CREATE INDEX ON rejections (app_id, ifw_number)",
  "CREATE INDEX ON rejections (ifw_number)",
  "CREATE INDEX ON rejections (action_type, action_subtype)",
  "CREATE INDEX ON rejections USING gin (string_to_array(claim_numbers, ','))",
  "CREATE INDEX ON citations (app_id, ifw_number)",
  "CREATE INDEX ON citations (ifw_number) WHERE ifw_number IS NOT NULL",
  "CREATE INDEX ON citations (parsed)",
  "CREATE INDEX ON citations (citation_pat_pgpub_id)",
  "CREATE INDEX ON citations USING gin (citation_pat_pgpub_id gin_trgm_ops)",
];

/** Creates the tables, copies the files in, indexes and analyses. */
export async function loadPostgres(
  cluster: PostgresCluster,
  files: Readonly<Record<Table, string>>,
): Promise<{ readonly seconds: number; readonly diskBytes: number }> {
  const began = performance.now();
  const connection = await cluster.connect();
  await connection.run("CREATE EXTENSION pg_trgm");
  for (const table of Object.keys(columns) as Table[]) {
    const definition = columns[table].map((column) => `${column} ${types[column] ?? "text"}`).join(", ");
    // Created and filled in one transaction, so that nothing needs to be logged.
    await connection.run("BEGIN");
    await connection.run(`CREATE TABLE ${table} (${definition})`);
    await connection.copyIn(
      `COPY ${table} FROM STDIN (FORMAT csv, HEADER, FREEZE)`,
      await openCsv(files[table]),
    );
    await connection.run("COMMIT");
  }
  for (const index of indexes) await connection.run(index);
  await connection.run("VACUUM ANALYZE");
  await connection.run("CHECKPOINT");
  connection.close();
  return { seconds: (performance.now() - began) / 1000, diskBytes: sizeOf(cluster.folder) };
}

async function openCsv(path: string): Promise<AsyncIterable<Buffer>> {
  if (!path.endsWith(".zip")) return createReadStream(path, { highWaterMark: 1 << 20 });
  return new Promise<Readable>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on("entry", (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (failed, stream) => (failed ? reject(failed) : resolve(stream)));
      });
      zip.on("error", reject);
      zip.readEntry();
    });
  });
}

export function postgresEngine(cluster: PostgresCluster): Engine {
  return { name: "PostgreSQL", open: async () => new SqlSession(await cluster.connect()) };
}

class SqlSession implements Session {
  constructor(private readonly connection: PostgresConnection) {}

  async ask(question: Question): Promise<() => Answer> {
    switch (question.kind) {
      case "page": {
        const { table, where, newestFirst, start, limit } = question;
        const { from, condition, values } = matching(table, where);
        const total = await this.connection.ask(`SELECT count(*) FROM ${from}${condition}`, values);
        const hasDate = newestFirst && table !== "office_actions";
        const names = [...columns[table], ...(hasDate ? ["mail_dt"] : [])];
        const order = [
          ...(newestFirst ? [hasDate ? "a.mail_dt DESC NULLS LAST" : "t.mail_dt DESC NULLS LAST"] : []),
          table === "office_actions" ? "t.app_id, t.mail_dt, t.ifw_number" : "t.app_id, t.ifw_number",
        ];
        const page = await this.connection.ask(
          `SELECT ${names.map((name) => `${aliasOf(table, name)}.${name}`).join(", ")} ` +
            `FROM ${matching(table, where, hasDate).from}${condition} ` +
            `ORDER BY ${order.join(", ")} LIMIT ${limit} OFFSET ${start}`,
          values,
        );
        return () => ({
          total: Number(total.rows()[0]![0]),
          rows: page.rows().map((cells) => rowOf(cells, names)),
        });
      }
      case "count": {
        const { from, condition, values } = matching(question.table, question.where);
        const total = await this.connection.ask(`SELECT count(*) FROM ${from}${condition}`, values);
        return () => ({ total: Number(total.rows()[0]![0]) });
      }
      case "application": {
        const tables = ["office_actions", "rejections", "citations"] as const;
        const answers: PostgresAnswer[] = [];
        for (const table of tables) {
          answers.push(
            await this.connection.ask(`SELECT * FROM ${table} WHERE app_id = $1`, [question.application]),
          );
        }
        return () => ({
          counts: Object.fromEntries(tables.map((table, i) => [table, answers[i]!.count])) as Record<
            Table,
            number
          >,
        });
      }
      case "groups": {
        const needed = [
          ...question.by.map((column) => ({ column: column.replace(/:year$/, ""), is: "" })),
          ...question.where,
        ];
        const joins = matching(question.table, needed).from;
        const { condition, values } = matching(question.table, question.where);
        const keys = question.by.map((column) => keyOf(question.table, column));
        const answer = await this.connection.ask(
          `SELECT ${keys.join(", ")}, count(*) FROM ${joins}${condition} GROUP BY 1, 2`,
          values,
        );
        return () => ({
          groups: Object.fromEntries(
            answer.rows().map(([a, b, count]) => [`${a ?? ""}|${b ?? ""}`, Number(count)]),
          ),
        });
      }
      case "facets": {
        const needed = [...question.fields.map((column) => ({ column, is: "" })), ...question.where];
        const { from } = matching(question.table, needed);
        const { condition, values } = matching(question.table, question.where);
        const keys = question.fields.map((column) => keyOf(question.table, column));
        const sets = [...keys, ""].map((key) => `(${key})`).join(", ");
        const answer = await this.connection.ask(
          `SELECT ${keys.join(", ")}, count(*), grouping(${keys.join(", ")}) FROM ${from}${condition} GROUP BY GROUPING SETS (${sets})`,
          values,
        );
        return () => readFacets(answer.rows(), question.fields);
      }
    }
  }

  async export(table: Table, where: readonly Condition[], onBytes: (bytes: Buffer) => void): Promise<void> {
    const { from, condition, values } = matching(table, where);
    const bound = values.reduce(
      (sql, value, i) => sql.replace(`$${i + 1}`, `'${value.replaceAll("'", "''")}'`),
      condition,
    );
    const sql = `COPY (SELECT row_to_json(t) FROM (SELECT ${columns[table].map((c) => `t.${c}`).join(", ")} FROM ${from}${bound}) t) TO STDOUT`;
    await this.connection.copyOut(sql, onBytes);
  }

  close(): void {
    this.connection.close();
  }
}

interface Matching {
  readonly from: string;
  readonly condition: string;
  readonly values: readonly string[];
}

/** Conditions on columns of the action join it. */
function matching(table: Table, where: readonly Condition[], withAction = false): Matching {
  const values: string[] = [];
  const parameter = (value: string) => {
    values.push(value);
    return `$${values.length}`;
  };
  const needsAction = withAction || where.some(({ column }) => aliasOf(table, column) === "a");
  const from = needsAction
    ? `${table} t LEFT JOIN office_actions a ON a.ifw_number = t.ifw_number`
    : `${table} t`;
  const parts = where.map((condition) => {
    if (condition.column === "claims" && "is" in condition) {
      return `string_to_array(t.claim_numbers, ',') @> ARRAY[${parameter(condition.is)}]`;
    }
    const column = `${aliasOf(table, condition.column)}.${condition.column}`;
    if ("from" in condition)
      return `${column} BETWEEN ${parameter(condition.from)} AND ${parameter(condition.to)}`;
    if ("startsWith" in condition) {
      // A range instead of LIKE, so that a prepared statement can use the index whatever the prefix.
      const { startsWith } = condition;
      const after =
        startsWith.slice(0, -1) + String.fromCharCode(startsWith.charCodeAt(startsWith.length - 1) + 1);
      return `${column} >= ${parameter(startsWith)} AND ${column} < ${parameter(after)}`;
    }
    if ("contains" in condition)
      return `${column} LIKE ${parameter(`%${condition.contains.replace(/[%_\\]/g, "\\$&")}%`)}`;
    return condition.is === "" ? `${column} IS NULL` : `${column} = ${parameter(condition.is)}`;
  });
  return { from, condition: parts.length === 0 ? "" : ` WHERE ${parts.join(" AND ")}`, values };
}

function aliasOf(table: Table, column: string): "t" | "a" {
  return column === "claims" || (columns[table] as readonly string[]).includes(column) ? "t" : "a";
}

function keyOf(table: Table, column: string): string {
  const plain = column.replace(/:year$/, "");
  const name = `${aliasOf(table, plain)}.${plain}`;
  // The sentinel date stands for an empty field, so it has no year.
  return plain === column ? name : `extract(year FROM nullif(${name}, date '2001-01-01'))::int`;
}

function readFacets(rows: readonly (readonly (string | null)[])[], fields: readonly string[]): Answer {
  let total = 0;
  const facets: Record<string, Record<string, number>> = Object.fromEntries(
    fields.map((field) => [field, {}]),
  );
  for (const row of rows) {
    const count = Number(row[fields.length]);
    // Bit i from the right is 0 for the field that the row is grouped by.
    const grouping = Number(row[fields.length + 1]);
    const field = fields.findIndex((_, i) => ((grouping >> (fields.length - 1 - i)) & 1) === 0);
    if (field < 0) total = count;
    else facets[fields[field]!]![row[field] ?? ""] = count;
  }
  return { total, facets };
}

function rowOf(cells: readonly (string | null)[], names: readonly string[]): Row {
  return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
}
