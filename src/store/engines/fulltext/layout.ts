import { type Column, HOUSE, hasColumn, type Table } from "../../../catalog/index.js";
import type { Cell } from "../../row.js";

/**
 * How a shard of texts is laid out, so that the writer and the reader agree:
 *
 * - `texts`: one row for each document in the declared order of the table, numbered from 1. A column of
 *   analysed text holds only how many words it has (missing where the text is): enough to ask whether it is there.
 *   A short one, such as the title, has its text beside it, to sort by.
 * - `contents`: the long texts of the same row, and what was received otherwise, packed together (sections repeat
 *   the body, which costs nothing then), and the digest of the row.
 * - `body_words`, `section_words`: full-text indexes of our own analyser's words, without content. The body, which is the
 *   first long text of the table, has one of its own, because most questions ask it and bm25 is computed over it.
 * - `body_terms`, `section_terms`: each word that occurs and at how many places, for patterns over words.
 * - `facts`: what the shard says of itself.
 */
export const FORMAT = 3;

/** A table of texts as its shards hold it. */
export interface Layout {
  readonly table: Table;
  /** The first long text. */
  readonly body: string;
  /** The other columns whose text is analysed into words. */
  readonly sections: readonly string[];
  /** The columns stored as plain values in `texts`. */
  readonly plain: readonly Column[];
  /** Analysed columns whose text is stored as a plain value as well. */
  readonly short: readonly string[];
  readonly order: readonly string[];
}

const layouts = new WeakMap<Table, Layout>();

export function layoutOf(table: Table): Layout {
  const known = layouts.get(table);
  if (known) return known;
  const body = table.columns.find(({ type, isShort }) => type === "fulltext" && !isShort)?.name;
  if (body === undefined || !hasColumn(table, HOUSE.record))
    throw new Error(`The table ${table.name} needs a long text and ${HOUSE.record} to live in shards.`);
  const analysed = table.columns.filter(({ type }) => type === "fulltext");
  const layout: Layout = {
    table,
    body,
    sections: analysed.map(({ name }) => name).filter((name) => name !== body),
    plain: table.columns.filter(({ type, name }) => type !== "fulltext" && name !== HOUSE.verbatim),
    short: analysed.filter(({ isShort }) => isShort).map(({ name }) => name),
    order: table.order,
  };
  layouts.set(table, layout);
  return layout;
}

/** A table without what cannot be sent to another thread: its family's functions. */
export function sendable(table: Table): Table {
  const { hints, ...rest } = table;
  return hints?.keys ? { ...rest, hints: { keys: hints.keys } } : rest;
}

/** The column of `texts` that holds the values of a column of the table. */
export function valueColumn({ short }: Layout, column: string): string {
  return short.includes(column) ? `${column}_text` : column;
}

/** The columns of `texts` beside the position. */
export function shownColumns(layout: Layout): readonly string[] {
  const { plain, body, sections, short } = layout;
  return [
    ...plain.map(({ name }) => name),
    body,
    ...sections,
    ...short.map((name) => valueColumn(layout, name)),
  ];
}

/** Where the words of a column are indexed. */
export function indexOf(
  { body }: Layout,
  column: string,
): { readonly words: "body_words" | "section_words"; readonly terms: string } {
  return column === body
    ? { words: "body_words", terms: "body_terms" }
    : { words: "section_words", terms: "section_terms" };
}

/** A value as a plain column stores it: flags as 0 and 1, lists as JSON. */
export function storedCell(cell: Cell | undefined): string | number | null {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  return typeof cell === "object" ? JSON.stringify(cell) : cell;
}

/** A value out of a plain column. */
export function cellOf({ type, isList }: Column, stored: string | number | null): Cell {
  if (stored === null) return null;
  if (isList) return JSON.parse(String(stored)) as Cell;
  return type === "boolean" ? stored === 1 : stored;
}

// Our words come in already analysed and joined by single blanks, so the engine's tokenizer has only to split at
// them: every other printable ASCII character is declared part of a word, as all beyond ASCII are anyway.
const PUNCTUATION = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~';
const TOKENIZER = `tokenize = "ascii tokenchars '${PUNCTUATION.replaceAll('"', '""')}'''"`;

/** The indexes of words that a shard has. */
export function wordIndexes({ sections }: Layout): readonly ("body" | "section")[] {
  return sections.length > 0 ? ["body", "section"] : ["body"];
}

export function schemaOf(layout: Layout): string {
  const { plain, body, sections, short } = layout;
  const isNumber = ({ type }: Column) => type === "integer" || type === "boolean";
  const columns = [
    "position INTEGER PRIMARY KEY",
    ...plain.map((each) => `${each.name} ${isNumber(each) ? "INTEGER" : "TEXT"}`),
    ...[body, ...sections].map((name) => `${name} INTEGER`),
    ...short.map((name) => `${valueColumn(layout, name)} TEXT`),
  ];
  return `
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (
  ${columns.join(",\n  ")}
);
CREATE TABLE contents (position INTEGER PRIMARY KEY, packed BLOB NOT NULL, digest BLOB NOT NULL);
CREATE VIRTUAL TABLE body_words USING fts5(${body}, content = '', ${TOKENIZER});
${sections.length > 0 ? `CREATE VIRTUAL TABLE section_words USING fts5(${sections.join(", ")}, content = '', columnsize = 0, ${TOKENIZER});` : ""}
${wordIndexes(layout)
  .map(
    (index) => `CREATE TABLE ${index}_terms (term TEXT PRIMARY KEY, places INTEGER NOT NULL) WITHOUT ROWID;`,
  )
  .join("\n")}
`;
}

/** Made once the rows are in. */
export function indexesOf({ table, plain }: Layout): string {
  const { partition, document, date } = table.roles;
  const wanted = new Set([partition, document, HOUSE.record, date, ...(table.hints?.keys ?? [])]);
  return plain
    .filter(({ name, isList }) => wanted.has(name) && !isList)
    .map(({ name }) => `CREATE INDEX texts_by_${name} ON texts (${name});`)
    .join("\n");
}

export const SHARD_NAME = /^shard-[0-9a-f]{16}\.db$/;
