import { allNames, publishedShape } from "../../../catalog/index.js";
import { mergePatch } from "../../../ingest/mergePatch.js";
import { type Row, recordRenderer } from "../../../store/index.js";
import { OA_ACTIONS_V1 } from "./dataset.js";
import { OWN_MEMBER, readTextRecord, type TextRow } from "./record.js";

const DATASET = OA_ACTIONS_V1;
const TEXT_COLUMNS = new Map(
  [...allNames(DATASET)]
    .filter(([, { match }]) => match === "text")
    .map(([name, { column }]) => [name, column]),
);

/**
 * The row of a record with `verbatim`: what was received otherwise than it would be written again (a merge patch of
 * the protocol's record), and the members that no column takes.
 */
export function rowOfRecord(record: unknown): { readonly row: Row; readonly unknown: readonly string[] } {
  const { row, extra, protocol } = readTextRecord(record);
  const unknown = Object.keys(extra);
  const kept: Record<string, unknown> = { ...ownVerbatim(record) };
  if (protocol !== null) {
    const patch = difference(record as Record<string, unknown>, row, protocol);
    if (Object.keys(patch).length > 0) kept[protocol] = patch;
  } else if (unknown.length > 0) {
    kept.extra = { ...(kept.extra as object | undefined), ...extra };
  }
  row.verbatim = Object.keys(kept).length > 0 ? JSON.stringify(kept) : null;
  return { row, unknown };
}

/** An archive that we published carries the patches of its rows. */
function ownVerbatim(record: unknown): Record<string, unknown> {
  const own = (record as Record<string, unknown>)[OWN_MEMBER];
  const verbatim =
    typeof own === "object" && own !== null ? (own as { verbatim?: unknown }).verbatim : undefined;
  return typeof verbatim === "object" && verbatim !== null ? (verbatim as Record<string, unknown>) : {};
}

/** The merge patch that turns what we would write into what was received. */
function difference(
  received: Record<string, unknown>,
  row: TextRow,
  protocol: string,
): Record<string, unknown> {
  const short: TextRow = { ...row };
  const left = new Map(Object.entries(received));
  // A text that came in its usual form goes out so; comparing the rest is enough.
  for (const [name, column] of TEXT_COLUMNS) {
    const value = left.get(name);
    if (Array.isArray(value) && value.length === 1 && value[0] === row[column] && row[column] !== null) {
      left.delete(name);
      short[column] = null;
    }
  }
  const written = JSON.parse(recordRenderer(publishedShape(DATASET, protocol))(short)) as Record<
    string,
    unknown
  >;
  return mergePatch(written, Object.fromEntries(left));
}
