import type { Column } from "../../../catalog/index.js";
import { tableOf } from "../../../installation.js";

/**
 * How a shard of texts is laid out, so that the writer and the reader agree:
 *
 * - `texts`: one row for each document in the declared order of the table, numbered from 1. A column of
 *   analysed text holds only how many words it has (missing where the text is): enough to ask whether it is there.
 *   A short one, such as the title, has its text beside it, to sort by.
 * - `contents`: the long texts of the same row, and what was received otherwise, packed together (sections repeat
 *   the body, which costs nothing then), and the digest of the row.
 * - `body_words`, `section_words`: full-text indexes of our own analyser's words, without content. The body has one
 *   of its own, because most questions ask it and bm25 is computed over it.
 * - `body_terms`, `section_terms`: each word that occurs and at how many places, for patterns over words.
 * - `facts`: what the shard says of itself.
 */
export const FORMAT = 3;

/** The columns of the table whose text is analysed into words. */
export const WORD_COLUMNS: readonly string[] = tableOf("texts")
  .columns.filter((each) => each.type === "fulltext")
  .map((each) => each.name);

export const BODY = "body";
export const SECTION_COLUMNS: readonly string[] = WORD_COLUMNS.filter((name) => name !== BODY);

/** The columns stored as plain values in `texts`. */
export const PLAIN_COLUMNS: readonly Column[] = tableOf("texts").columns.filter(
  (each) => each.type !== "fulltext" && each.name !== "verbatim",
);

/** Analysed columns whose text is stored as a plain value as well. */
export const SHORT_COLUMNS: readonly string[] = tableOf("texts")
  .columns.filter((each) => each.isShort)
  .map((each) => each.name);

/** The column of `texts` that holds the values of a column of the table. */
export function valueColumn(column: string): string {
  return SHORT_COLUMNS.includes(column) ? `${column}_text` : column;
}

export const ORDER: readonly string[] = tableOf("texts").order;

/** Where the words of a column are indexed. */
export function indexOf(column: string): { readonly words: string; readonly terms: string } {
  return column === BODY
    ? { words: "body_words", terms: "body_terms" }
    : { words: "section_words", terms: "section_terms" };
}

// Our words come in already analysed and joined by single blanks, so the engine's tokenizer has only to split at
// them: every other printable ASCII character is declared part of a word, as all beyond ASCII are anyway.
const PUNCTUATION = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~';
const TOKENIZER = `tokenize = "ascii tokenchars '${PUNCTUATION.replaceAll('"', '""')}'''"`;

export const SCHEMA = `
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (
  position INTEGER PRIMARY KEY,
  ${PLAIN_COLUMNS.map((each) => `${each.name} ${each.type === "integer" ? "INTEGER" : "TEXT"}`).join(",\n  ")},
  ${[BODY, ...SECTION_COLUMNS].map((name) => `${name} INTEGER`).join(",\n  ")},
  ${SHORT_COLUMNS.map((name) => `${valueColumn(name)} TEXT`).join(",\n  ")}
);
CREATE TABLE contents (position INTEGER PRIMARY KEY, packed BLOB NOT NULL, digest BLOB NOT NULL);
CREATE VIRTUAL TABLE body_words USING fts5(${BODY}, content = '', ${TOKENIZER});
CREATE VIRTUAL TABLE section_words USING fts5(${SECTION_COLUMNS.join(", ")}, content = '', columnsize = 0, ${TOKENIZER});
CREATE TABLE body_terms (term TEXT PRIMARY KEY, places INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE section_terms (term TEXT PRIMARY KEY, places INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Made once the rows are in. */
export const INDEXES = `
CREATE INDEX texts_by_application ON texts (application_number);
CREATE INDEX texts_by_document ON texts (document_id);
CREATE INDEX texts_by_record ON texts (record_id);
CREATE INDEX texts_by_date ON texts (mail_date);
CREATE INDEX texts_by_code ON texts (document_code);
CREATE INDEX texts_by_art_unit ON texts (art_unit_number);
`;

export const SHARD_NAME = /^shard-[0-9a-f]{16}\.db$/;
