import { count, isFullText, viewName } from "../catalog/index.js";
import { type Html, html } from "../server/html.js";
import { type Installation, KEY_FIELD } from "../server/index.js";
import type { Context, Parameter, Route } from "../server/route.js";
import { sqlDeskOf } from "../server/sqlDesk.js";
import { facts, table } from "./components.js";
import { askNative } from "./native.js";
import { pageRoute } from "./pages.js";

interface SqlAnswered {
  readonly snapshot: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly isCut: boolean;
}

const WRITTEN: Parameter = {
  name: "sql",
  in: "query",
  kind: "text",
  meaning: "One statement that only asks.",
};

/**
 * `/sql`, where the operator allows it. The form shows nothing and asks nothing; what it sends is answered by POST alone, so that no
 * link can ask.
 */
export function sqlRoutes(installation: Installation): readonly Route[] {
  return [
    pageRoute(
      {
        path: "/sql",
        summary: "A form for questions in SQL, where the operator allows them.",
        parameters: [WRITTEN],
        from: "snapshot-if-any",
        open: true,
        async draw(asked, context) {
          sqlDeskOf(context.settings);
          return { title: "SQL: Artunit", body: sqlPage(asked.text("sql") ?? "SHOW TABLES", null, context) };
        },
      },
      installation,
    ),
    pageRoute(
      {
        path: "/sql/answer",
        summary: "Answers a question in SQL.",
        methods: ["POST"],
        guarded: true,
        isPrivate: true,
        parameters: [WRITTEN],
        async draw(asked, context) {
          const sql = asked.text("sql") ?? "";
          const given = { sql, limit: 1000 };
          const answer = await askNative<SqlAnswered>("sql", given, asked, context, installation);
          return { title: "SQL: Artunit", body: sqlPage(sql, answer, context) };
        },
      },
      installation,
    ),
  ];
}

function sqlPage(
  sql: string,
  answer: SqlAnswered | null,
  { baseUrl: base, settings, catalog }: Context,
): Html {
  const first = catalog.datasets.find(({ table }) => !isFullText(table));
  return html`<h1>SQL</h1>
<p>One statement that only asks, over the tables and views of the snapshot. <code>SHOW TABLES</code> lists them${first ? html`, <code>DESCRIBE ${viewName(first)}</code> tells the columns of one` : null}.</p>
<form method="post" action="${base}/sql/answer" aria-label="SQL">
<label>Statement
<textarea name="sql" rows="6" spellcheck="false">${sql}</textarea></label>
${
  settings.keys === null
    ? null
    : html`<label>Key <span class="hint">this server asks for one; programs send it as X-API-KEY</span>
<input name="${KEY_FIELD}" type="password" autocomplete="off"></label>
`
}<p class="buttons"><button>Ask</button></p>
</form>
${answer === null ? null : answered(answer)}`;
}

function answered({ snapshot, columns, rows, isCut }: SqlAnswered): Html {
  return html`<h2>Answer</h2>
${facts([
  ["Rows", `${isCut ? "the first " : ""}${count(rows.length)}`],
  ["Snapshot", snapshot],
])}
${table(
  "Rows of the answer",
  columns.map(({ name, type }) => ({
    title: name,
    ...(/INT|DOUBLE|DECIMAL|FLOAT/.test(type) && !type.endsWith("]") ? { isNumber: true as const } : {}),
  })),
  rows.map((row) => row.map(cellText)),
  true,
)}`;
}

function cellText(value: unknown): string | boolean | null {
  if (value === null || typeof value === "boolean") return value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
