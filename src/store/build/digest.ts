import type { Column, Table } from "../../catalog/index.js";
import { ACTION_COLUMNS } from "../../families/office-actions/tables.js";
import { tableOf } from "../../installation.js";
import { quoted } from "../duckdb/sql.js";
import { ACTION_FLAGS, PACKED_FLAGS, packFlags, packingOf } from "./packed.js";

/** Where a row was read from is no part of what it says: the same rows come from a zip or from its shards. */
const NOT_CONTENT = new Set(["source_file", "source_row"]);

/** Columns of the action that say which it is, or follow from others. */
const NAMED_OR_FOLLOWING = ["application_number", "document_id", "tech_center", "canonical_action_id"];

/** What rejections and citations have from their Office action, beside its flags. */
const OF_ACTION = tableOf("office_actions").columns.filter(
  ({ name }) =>
    ACTION_COLUMNS.has(name) && !ACTION_FLAGS.includes(name) && !NAMED_OR_FOLLOWING.includes(name),
);

/** Of release rows, beside the id: what was made of the content that the id stands for, or stands beside it. */
const BESIDE_ID = ["record_id", "reference_key", "claims", "derived_art_unit", "is_preferred", "verbatim"];

/**
 * The order-independent digest of a table's rows: the sum, modulo 2^64, of a number for each row, which is the lower
 * half of the MD5 of its cells. In rejections and citations it is combined (xor) from the row's own cells and those
 * of its Office action, which many rows share. The id of a row of the release is the MD5 of what was received, and
 * stands for it. MD5 rather than the engine's own hash, which may change between versions.
 */
export function digestSql(table: Table): string {
  const cells = table.columns.filter(({ name }) => !NOT_CONTENT.has(name));
  if (!isOfAction(table)) return summed(digestOf(cells.map(cellText)));
  const shared = new Set([...OF_ACTION.map(({ name }) => name), ...ACTION_FLAGS]);
  const received = digestOf(cells.filter(({ name }) => !shared.has(name)).map(cellText));
  const own = `case when source = 'release-2017' then ${ownOfRelease(table, "canonical_action_id")} else ${received} end`;
  const flags = packingOf(table).written.has(PACKED_FLAGS) ? PACKED_FLAGS : packFlags();
  return summed(`xor(${own}, ${actionDigestSql(flags)})`);
}

/**
 * The same over staged rows that all come from the release: they carry the digest of their Office action, and which
 * one stands for it only where that is another.
 */
export function digestOfReleaseSql(table: Table): string {
  const none = digestOf([...OF_ACTION.map(({ name }) => (name === "is_duplicate" ? "'0'" : "''")), "''"]);
  const own = ownOfRelease(
    table,
    "coalesce(other_action_id, document_id)",
    new Map([
      ["is_preferred", "'1'"],
      ...[...packingOf(table).read].map(([name, sql]) => [name, `coalesce(${sql}, '')`] as const),
    ]),
  );
  return summed(`xor(${own}, coalesce(action_digest, ${none}))`);
}

/** The digest of what rows have from their Office action; `flags` holds its flags as one integer. */
export function actionDigestSql(flags: string): string {
  return digestOf([...OF_ACTION.map(cellText), `coalesce((${flags})::varchar, '')`]);
}

function isOfAction({ name }: Table): boolean {
  return name === "rejections" || name === "citations";
}

function ownOfRelease(
  table: Table,
  canonical: string,
  known: ReadonlyMap<string, string> = new Map(),
): string {
  const cells = BESIDE_ID.flatMap((name) => {
    const column = table.columns.find((each) => each.name === name);
    return column ? [known.get(name) ?? cellText(column)] : [];
  });
  return digestOf([...cells, `coalesce(nullif(${canonical}, document_id), '')`]);
}

function cellText({ name, type }: Column): string {
  if (type === "boolean")
    return `case when ${quoted(name)} then '1' when not ${quoted(name)} then '0' else '' end`;
  const isText = type === "text" || type === "json" || type === "fulltext";
  return `coalesce(${quoted(name)}${isText ? "" : "::varchar"}, '')`;
}

/** The engine's own `md5_number_lower` goes by the text of the whole number, and takes four times as long. */
function digestOf(cells: readonly string[]): string {
  return `(md5_number(concat(${cells.join(", chr(31), ")})) >> 64)::ubigint`;
}

function summed(number: string): string {
  return `(sum((${number})::hugeint) % 18446744073709551616::hugeint)::hugeint`;
}
