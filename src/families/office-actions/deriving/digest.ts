import { type Column, hasColumn, type SqlWords, type Table } from "../../../catalog/index.js";
import { ACTION_FLAGS, PACKED_FLAGS, packFlags } from "../packing.js";
import { ACTION_COLUMNS, OFFICE_ACTIONS } from "../tables.js";

/** Columns of the action that say which it is, or follow from others. */
const NAMED_OR_FOLLOWING = ["application_number", "document_id", "tech_center", "canonical_action_id"];

/** What rejections and citations have from their Office action, beside its flags. */
const OF_ACTION = OFFICE_ACTIONS.columns.filter(
  ({ name }) =>
    ACTION_COLUMNS.includes(name) && !ACTION_FLAGS.includes(name) && !NAMED_OR_FOLLOWING.includes(name),
);

/** Of release rows, beside the id: what was made of the content that the id stands for, or stands beside it. */
const BESIDE_ID = ["record_id", "reference_key", "claims", "derived_art_unit", "is_preferred", "verbatim"];

/** The digest of what rows have from their Office action; `flags` holds its flags as one integer. */
export function actionDigest(flags: string, { textOf, digestOf }: SqlWords): string {
  return digestOf([...OF_ACTION.map(textOf), `coalesce((${flags})::varchar, '')`]);
}

/**
 * Of a rejection or citation: combined (xor) from the row's own cells and those of its Office action, which many rows
 * share. The id of a row of the release is the MD5 of what was received, and stands for it.
 */
export function statementDigest(table: Table) {
  const packed = table.hints?.packing?.written.has(PACKED_FLAGS);
  return (content: readonly Column[], sql: SqlWords): string => {
    const shared = new Set([...OF_ACTION.map(({ name }) => name), ...ACTION_FLAGS]);
    const received = sql.digestOf(content.filter(({ name }) => !shared.has(name)).map(sql.textOf));
    const release = ownOfRelease(table, "canonical_action_id", sql);
    const own = `case when source = 'release-2017' then ${release} else ${received} end`;
    return `xor(${own}, ${actionDigest(packed ? PACKED_FLAGS : packFlags(), sql)})`;
  };
}

/**
 * The same over staged rows that all come from the release: they carry the digest of their Office action, and which
 * one stands for it only where that is another.
 */
export function releaseDigest(table: Table) {
  return (sql: SqlWords): string => {
    const none = sql.digestOf([
      ...OF_ACTION.map(({ name }) => (name === "is_duplicate" ? "'0'" : "''")),
      "''",
    ]);
    const known = new Map([
      ["is_preferred", "'1'"],
      ...[...(table.hints?.packing?.read ?? [])].map(
        ([name, packed]) => [name, `coalesce(${packed}, '')`] as const,
      ),
    ]);
    const own = ownOfRelease(table, "coalesce(other_action_id, document_id)", sql, known);
    return `xor(${own}, coalesce(action_digest, ${none}))`;
  };
}

function ownOfRelease(
  table: Table,
  canonical: string,
  { textOf, digestOf }: SqlWords,
  known: ReadonlyMap<string, string> = new Map(),
): string {
  const cells = BESIDE_ID.filter((name) => hasColumn(table, name)).map(
    (name) => known.get(name) ?? textOf(table.columns.find((each) => each.name === name)!),
  );
  return digestOf([...cells, `coalesce(nullif(${canonical}, document_id), '')`]);
}
