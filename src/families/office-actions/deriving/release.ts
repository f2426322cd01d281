import type { AloneDeriving, AloneRows, SqlWords, Table } from "../../../catalog/index.js";
import { ACTION_FLAGS, PACKED_FLAGS, packReference, REFERENCE_DIGITS, unpackFlag } from "../packing.js";
import { keyOfCitation } from "./columns.js";
import { releaseDigest } from "./digest.js";
import { digitsOf } from "./references.js";

/**
 * The short way of rejections and citations that all come from the release. `joined` are the columns that they have
 * from elsewhere.
 */
export function ofRelease(table: Table, joined: ReadonlySet<string>): AloneDeriving {
  const isPacked = table.hints?.packing !== undefined;
  return {
    // Nearly every reference is a number that its text and our reading repeat: beside other rows each is a column.
    ...(isPacked
      ? {
          packed: {
            name: REFERENCE_DIGITS,
            sql: (textOf) => digitsOf(textOf("reference_text"), textOf("reference_number")),
            instead: ["reference_text", "reference_number", "reference_key"],
          },
        }
      : {}),
    constant: (rows, sql) =>
      new Map([...rows.house, ["is_preferred", "true"], ...nothingOf(table, joined, rows, sql)]),
    computed: () => computedOf(table),
    carried: () => [
      "nullif(a.canonical_action_id, r.document_id) as other_action_id",
      `a.${PACKED_FLAGS}`,
      "a.action_digest",
      ...(isPacked ? carriedReferences() : []),
    ],
    digest: releaseDigest(table),
  };
}

/** Columns that the release does not know. */
function nothingOf(
  table: Table,
  joined: ReadonlySet<string>,
  rows: AloneRows,
  sql: SqlWords,
): readonly (readonly [string, string])[] {
  return table.columns
    .filter(({ name }) => !rows.columns.has(name) && !joined.has(name))
    .map((column) => [column.name, `null::${sql.typeOf(column)}`]);
}

function computedOf(table: Table): ReadonlyMap<string, string> {
  const rules = (table.hints?.usual ?? []).filter(({ isRule }) => isRule);
  return new Map([
    ...rules.map(({ column, sql }) => [column, sql] as const),
    ["canonical_action_id", "coalesce(other_action_id, document_id)"],
    ...ACTION_FLAGS.map((name) => [name, unpackFlag(name)] as const),
    ...(table.hints?.packing?.read ?? []),
  ]);
}

/** What is written of a reference, of rows that carry its digits where all say the same and its columns elsewhere. */
function carriedReferences(): readonly string[] {
  const packed = packReference(
    { text: "r.reference_text", number: "r.reference_number", key: keyOfCitation },
    `r.${REFERENCE_DIGITS}`,
  );
  return [...packed].map(([name, sql]) => `${sql} as ${name}`);
}
