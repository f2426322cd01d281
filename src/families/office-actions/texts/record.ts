import { createHash } from "node:crypto";
import { allNames, type ColumnType, columnOf } from "../../../catalog/index.js";
import { readCellOf } from "../../../ingest/cells.js";
import { OA_ACTIONS_V1, TEXTS } from "./dataset.js";

/** A stored row of `texts` without `verbatim`, by column. */
export type TextRow = Record<string, string | number | null>;

/** How a record of a text reached us; the best first. */
export type TextSource = "api" | "archive" | "document";

/** One record of a text as read: the row, and the members that no column takes, raw. */
export interface TextRecord {
  readonly row: TextRow;
  readonly extra: Readonly<Record<string, unknown>>;
  /** The protocol in which it was answered; null for a line of a weekly archive. */
  readonly protocol: string | null;
}

/** A record that cannot be read; the message says why, for the quarantine. */
export class UnreadableRecord extends Error {
  override readonly name = "UnreadableRecord";
}

const DATASET = OA_ACTIONS_V1;
const TABLE = TEXTS;

/** Weekly archives name some members otherwise than the API does; no real archive is at hand, so both are taken. */
const ARCHIVE_NAMES: Readonly<Record<string, string>> = {
  oaText: "body",
  documentCode: "document_code",
  ifwNumber: "document_id",
  applicationNumber: "application_number",
};

const COLUMN_OF_NAME: ReadonlyMap<string, string> = new Map([
  ...[...allNames(DATASET)]
    .filter(([, { derived }]) => !derived)
    .map(([name, { column }]) => [name, column] as const),
  ...Object.entries(ARCHIVE_NAMES),
]);

/** Fields that we fill, and spell otherwise: an export of ours has them. */
const DERIVED_NAMES = new Set(DATASET.fields.filter((each) => each.derived).map(({ name }) => name));

/** What an archive of our own adds to a line, so that it reads back to the same published fields. */
export const OWN_MEMBER = "artunit";

/**
 * Reads one record: a document of `oa_actions/v1` as either API answers it, or a line of a weekly archive. Takes
 * scalars or one-element lists, numbers or strings, dotted or nested sections. Throws `UnreadableRecord`.
 */
export function readTextRecord(record: unknown): TextRecord {
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    throw new UnreadableRecord("is no JSON object");
  }
  const row: TextRow = {};
  const extra: Record<string, unknown> = {};
  const own = ownMember(record as Record<string, unknown>);
  const isOurs = own.source !== null;
  for (const [name, value] of flattened(record)) {
    if (name === OWN_MEMBER || own.derived.includes(name) || (isOurs && DERIVED_NAMES.has(name))) continue;
    const column = COLUMN_OF_NAME.get(name);
    if (column === undefined) {
      extra[name] = value;
      continue;
    }
    const stored = storedValue(value, columnOf(TABLE, column).type, column);
    if (stored === undefined) extra[name] = value;
    else if (stored !== null) row[column] = stored;
    else row[column] ??= null;
  }
  const protocol = protocolOf(record as Record<string, unknown>);
  complete(row, own.source ?? (protocol === null ? "archive" : "api"));
  return { row, extra, protocol };
}

/** What an archive of our own says of a line: where its row came from, and which members it only derived. */
function ownMember(record: Record<string, unknown>): {
  readonly source: TextSource | null;
  readonly derived: readonly unknown[];
} {
  const own = record[OWN_MEMBER];
  // An export of ours says where each row came from.
  if (typeof own !== "object" || own === null) return { source: sourceIn(record.source), derived: [] };
  const { source, derived } = own as { source?: unknown; derived?: unknown };
  return {
    source: sourceIn(source),
    derived: Array.isArray(derived) ? derived : [],
  };
}

function sourceIn(source: unknown): TextSource | null {
  return source === "api" || source === "archive" || source === "document" ? source : null;
}

/** Members by their dotted names; `{"sections": {"a": 1}}` is `sections.a`. */
function flattened(record: object): readonly (readonly [string, unknown])[] {
  return Object.entries(record).flatMap(([name, value]) =>
    name === "sections" && typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([inner, each]) => [`sections.${inner}`, each] as const)
      : [[name, value] as const],
  );
}

/** The API's records hold lists and an id; a weekly archive holds scalars. */
function protocolOf(record: Record<string, unknown>): string | null {
  const isApi =
    typeof record.id === "string" &&
    (Array.isArray(record.obsoleteDocumentIdentifier) || Array.isArray(record.patentApplicationNumber));
  if (!isApi) return null;
  const dates = [record.submissionDate, record.createDateTime, record.filingDate];
  return dates.some((each) => typeof each === "string" && each.endsWith("Z")) ? "ds" : "odp";
}

/** The stored form of a received value; null when it says "none", undefined when the column cannot take it. */
function storedValue(value: unknown, type: ColumnType, name: string): string | number | null | undefined {
  const single = Array.isArray(value) ? oneOf(value, type) : value;
  if (single === null) return null;
  if (typeof single !== "string" && typeof single !== "number" && typeof single !== "boolean")
    return undefined;
  const text = String(single);
  // A long text keeps the blanks about it.
  if (type === "fulltext") return isNothing(text) ? null : text;
  const reading = readCellOf(TABLE, columnOf(TABLE, name), single);
  if ("value" in reading) return reading.value as string | number | null;
  return type === "text" ? text.trim() : undefined;
}

/** The element of a list; several texts are joined line by line. */
function oneOf(list: readonly unknown[], type: ColumnType): unknown {
  if (list.length === 0) return null;
  if (list.length === 1) return list[0];
  const isText = list.every((each) => typeof each === "string");
  return isText && type === "fulltext" ? list.join("\n") : list;
}

/** The USPTO spells a missing text as blanks or as the word null. */
function isNothing(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === "" || trimmed === "null";
}

/**
 * Fills what follows from other values: ids for texts that come without, the art unit as text, and, where the
 * record is none of the API's own, technology centre and work group.
 */
export function complete(row: TextRow, source: TextSource): void {
  if (row.application_number === undefined && row.document_id === undefined && row.body === undefined) {
    throw new UnreadableRecord("names no application and no document, and has no text");
  }
  row.source = source;
  const artUnit = row.art_unit_number ?? row.section_group_art_unit_number ?? null;
  row.art_unit = artUnit === null ? null : String(artUnit).padStart(4, "0");
  if (source !== "api" && row.art_unit !== null) {
    row.tech_center ??= `${row.art_unit.slice(0, 2)}00`;
    row.work_group ??= `${row.art_unit.slice(0, 3)}0`;
    row.art_unit_number ??= /^\d+$/.test(row.art_unit) ? Number(row.art_unit) : null;
  }
  row.record_id ??= computedId(row, source);
}

/** One action has one id: whoever brings the text again, corrected, brings the same document. */
function computedId(row: TextRow, source: TextSource): string {
  const { application_number: application, document_code: code, mail_date: mailed } = row;
  const isKnown = source === "document" && application && code && mailed;
  const names = row.document_id
    ? ["document", row.document_id]
    : isKnown
      ? ["action", application, code, mailed]
      : ["text", row.application_number ?? "", row.mail_date ?? "", row.document_code ?? "", row.body ?? ""];
  return createHash("sha224").update(JSON.stringify(names)).digest("hex");
}
