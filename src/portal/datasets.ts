import { columnOf, count, type Dataset, datasetName, type Field, HOUSE, typeName } from "../catalog/index.js";
import { address } from "../server/address.js";
import { breakable, type Html, html } from "../server/html.js";
import type { Summary } from "../server/index.js";
import { code, copyAs, facts, type Head, link, list, more, table } from "./components.js";

/** A page of records as the native API answers it. */
export interface RecordsAnswer {
  readonly snapshot: string;
  readonly criteria: string;
  readonly meaning: string;
  readonly total: number;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly cursor: string | null;
}

/** What was asked of the table. */
export interface TableAsked {
  readonly criteria: string | undefined;
  readonly sort: string | undefined;
  readonly cursor: string | undefined;
  readonly duplicates: string | undefined;
  readonly source: string | undefined;
}

/** Every dataset that is served, with what is loaded of it. */
export function datasetsPage(datasets: readonly Dataset[], summary: Summary | null, base: string): Html {
  const records = new Map(summary?.datasets.map((each) => [each.name, each.records]));
  return html`<h1>Datasets</h1>
<p>Each has its rows, its dictionary and its exports on a page of its own.</p>
${table(
  "Datasets",
  ["Dataset", "What it is", { title: "Records", isNumber: true }],
  datasets.map((each) => [
    link(base + tablePath(each), code(datasetName(each))),
    each.title,
    link(base + tablePath(each), count(records.get(datasetName(each)) ?? 0)),
  ]),
)}`;
}

export function tablePath(dataset: Pick<Dataset, "key" | "version">): string {
  return `/datasets/${datasetName(dataset)}`;
}

/** What a table shows of its records: no long text, no whole object; the row's id first, where it is published. */
export function shownFields(dataset: Dataset): readonly Field[] {
  const shown = dataset.fields.filter((each) => {
    const { type, isShort } = columnOf(dataset.table, each.column);
    return !each.isExtra && type !== "json" && (type !== "fulltext" || isShort === true);
  });
  const id = idField(dataset);
  return id ? [id, ...shown.filter((each) => each !== id)] : shown;
}

/** The field with the row's id; undefined where it is not published. */
export function idField({ fields }: Dataset): Field | undefined {
  return fields.find(({ column, spelling }) => column === HOUSE.record && spelling === undefined);
}

/** The rows of a dataset, with its dictionary and every way to take them along. */
export function datasetPage(dataset: Dataset, answer: RecordsAnswer, asked: TableAsked, base: string): Html {
  const name = datasetName(dataset);
  const path = base + tablePath(dataset);
  const { criteria, sort, duplicates, source } = asked;
  const kept = { duplicates, source };
  return html`<h1>${breakable(name)}</h1>
<p>${dataset.title}. ${dataset.description}</p>
<form action="${path}" aria-label="Criteria">
<label>Criteria <span class="hint">field:value, field:[from TO to], AND, OR, NOT</span>
<textarea name="criteria" rows="2" spellcheck="false">${criteria ?? "*:*"}</textarea></label>
<label>Sort <select name="sort"><option value="">in the declared order</option>
${sortChoices(dataset).map((each) => html`<option value="${each}"${each === sort ? html` selected` : null}>${each}</option>`)}</select></label>
${Object.entries(kept).map(([name, value]) => (value ? html`<input type="hidden" name="${name}" value="${value}">` : null))}
<p class="buttons"><button>Show the rows</button></p>
</form>
<h2 id="rows">Rows</h2>
${facts([
  ["Records that match, exactly", answer.total],
  ["Understood as", answer.meaning],
  ["Documents that duplicate another", duplicates === "exclude" ? "left out" : null],
  ["Source", source ?? null],
  ["Snapshot", answer.snapshot],
])}
<p class="hint">Of what is loaded; ${link(`${path}/about`, "how much that is, by month and file")}.</p>
${answer.records.length === 0 ? html`<p>No record matches.</p>` : rowsTable(dataset, answer, asked, base)}
${pager(dataset, answer, asked, base)}
${exportLinks(dataset, answer, asked, base)}
<h2>Dictionary</h2>
${table(
  `Fields of ${name}`,
  ["Field", "Type", "Searched as", "Meaning", "Example"],
  dataset.fields.map((field) => [
    code(field.name),
    typeName(columnOf(dataset.table, field.column)),
    field.match,
    `${field.meaning}${field.derived ? ` (${field.derived})` : ""}`,
    field.example === "" ? null : code(field.example),
  ]),
)}
${dataset.notes.length === 0 ? null : html`<h2>Notes</h2>${list(dataset.notes)}`}
<p>${link(`${path}/about`, "Provenance, files, change log, licence, coverage by month and how often each field is missing")}; ${link(address(`${base}/console`, { search: name }), "its calls in the console")}; the same ${link(`${base}/v1/datasets/${name}`, "as JSON")}.</p>`;
}

function sortChoices(dataset: Dataset): readonly string[] {
  return shownFields(dataset)
    .filter((each) => columnOf(dataset.table, each.column).type !== "fulltext")
    .flatMap(({ name }) => [name, `${name} desc`]);
}

function rowsTable(dataset: Dataset, answer: RecordsAnswer, asked: TableAsked, base: string): Html {
  const { criteria, sort, duplicates, source } = asked;
  const fields = shownFields(dataset);
  const id = idField(dataset);
  const heads = fields.map((field): Head => {
    const column = columnOf(dataset.table, field.column);
    const isDown = sort === `${field.name} desc`;
    const next = sort === field.name ? `${field.name} desc` : field.name;
    const href = address(base + tablePath(dataset), {
      criteria,
      sort: next,
      duplicates,
      source,
    });
    return {
      title: column.type === "fulltext" ? breakable(field.name) : link(`${href}#rows`, breakable(field.name)),
      ...(column.type === "integer" || column.type === "number" ? { isNumber: true as const } : {}),
      ...(sort === field.name ? { sorted: "ascending" as const } : {}),
      ...(isDown ? { sorted: "descending" as const } : {}),
    };
  });
  return table(
    `Records of ${datasetName(dataset)}`,
    id ? heads : [{ title: "Row" }, ...heads],
    answer.records.map((record, at) => {
      const cells = fields.map((field) => {
        const value = shortValue(record[field.name]);
        if (value === null) return null;
        if (field === id) return link(base + recordPath(dataset, value), breakable(value));
        const shown = linked(dataset, field, value, base);
        return value.length > LONG_CELL ? html`<div class="long">${shown}</div>` : shown;
      });
      return id ? cells : [link(base + rowPath(dataset, asked, at + 1), String(at + 1)), ...cells];
    }),
    true,
  );
}

function recordPath(dataset: Dataset, id: string): string {
  return `${tablePath(dataset)}/records/${encodeURIComponent(id)}`;
}

/** A record of a dataset that publishes no ids is named by where it stands in the table. */
function rowPath(dataset: Dataset, asked: TableAsked, row: number): string {
  const { criteria, sort, cursor, duplicates, source } = asked;
  return address(`${tablePath(dataset)}/row`, {
    row: String(row),
    criteria,
    sort,
    cursor,
    duplicates,
    source,
  });
}

/** A value with the page about it, where its column plays a part that has one. */
function linked({ table: { roles } }: Dataset, field: Field, value: string, base: string): Html | string {
  if (field.spelling !== undefined) return value;
  if (field.column === roles.application)
    return link(`${base}/applications/${encodeURIComponent(value)}`, value);
  if (field.column === roles.document) return link(address(`${base}/find`, { q: value }), value);
  return value;
}

const LONGEST_CELL = 120;
/** A longer value has a column of some width. */
const LONG_CELL = 40;

/** A value in a cell; null for a missing one. */
function shortValue(value: unknown): string | null {
  const text = plainValue(value);
  return text === null || text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL)}…`;
}

function plainValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((each) => plainValue(each) ?? "").join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function pager(
  dataset: Dataset,
  answer: RecordsAnswer,
  { criteria, sort, cursor, duplicates, source }: TableAsked,
  base: string,
): Html {
  const path = base + tablePath(dataset);
  const given = { criteria, sort, duplicates, source };
  return html`<p class="pager">${cursor ? link(`${address(path, given)}#rows`, "First rows") : null} ${
    answer.cursor ? link(`${address(path, { ...given, cursor: answer.cursor })}#rows`, "Next rows") : null
  } ${link(address(path, { ...given, as_of: answer.snapshot }), "Permanent link to these rows")}</p>`;
}

const EXPORTS = [
  ["csv", "CSV"],
  ["ndjson", "NDJSON"],
  ["parquet", "Parquet"],
  ["dta", "Stata"],
] as const;

function exportLinks(
  dataset: Dataset,
  answer: RecordsAnswer,
  { criteria, sort, duplicates, source }: TableAsked,
  base: string,
): Html {
  const records = `${base}/v1/datasets/${datasetName(dataset)}/records`;
  const given = { criteria: criteria ?? "*:*", sort, duplicates, source };
  const url = address(records, given);
  const all = answer.total === 1 ? "The record" : `All ${count(answer.total)} records`;
  return html`<p>${all} as ${EXPORTS.map(
    ([extension, title], at) =>
      html`${at > 0 ? ", " : ""}${link(address(`${records}.${extension}`, { ...given, as_of: answer.snapshot }), title)}`,
  )}; this page as ${link(url, "JSON")}.</p>
${copyAs(address(`${records}.csv`, given), "records.csv")}`;
}

/** One record, each field with its meaning: made from the declaration, whatever dataset it is of. */
export function recordPage(
  dataset: Dataset,
  record: Readonly<Record<string, unknown>>,
  /** How it is called: its id, or where it stands. */
  called: string,
  snapshot: string,
  base: string,
): Html {
  const name = datasetName(dataset);
  const own = dataset.fields.filter((each) => Object.hasOwn(record, each.name));
  const others = Object.keys(record).filter((key) => !own.some((each) => each.name === key));
  return html`<h1>A record of ${breakable(name)}</h1>
<p>${link(base + tablePath(dataset), dataset.title)}. Snapshot ${snapshot}.</p>
${table(
  called,
  ["Field", "Value", "Meaning"],
  [
    ...own.map((field) => [
      code(field.name),
      wholeValue(record[field.name], dataset, field, base),
      field.meaning,
    ]),
    ...others.map((key) => [code(key), nestedValue(record[key]), null]),
  ],
)}`;
}

function wholeValue(value: unknown, dataset: Dataset, field: Field, base: string): Html | string | null {
  if (typeof value === "object" && value !== null) return nestedValue(value);
  const text = plainValue(value);
  if (text === null || text.length <= 400) return text === null ? null : linked(dataset, field, text, base);
  return more(
    `${text.slice(0, 80)}… (${count(text.length)} characters)`,
    html`<div class="text">${text}</div>`,
  );
}

/** An object within a record, member by member; a list value by value. */
function nestedValue(value: unknown): Html | string | null {
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== "object")) return value.length === 0 ? null : value.join(", ");
    return html`<ol>${value.map((each) => html`<li>${nestedValue(each)}</li>`)}</ol>`;
  }
  if (typeof value !== "object" || value === null) return plainValue(value);
  return html`<dl>${Object.entries(value).map(
    ([name, member]) => html`<dt>${breakable(name)}</dt><dd>${nestedValue(member) ?? "–"}</dd>`,
  )}</dl>`;
}
