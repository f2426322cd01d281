import type { Row } from "../../../store/index.js";
import { OA_ACTIONS_V1 } from "../texts/dataset.js";

/** Names in which a weekly archive differs from the text API. */
const ARCHIVE_NAMES: Readonly<Record<string, string>> = {
  body: "oaText",
  document_code: "documentCode",
};
/** These come first, as consumers of the archives read them. */
const FIRST = ["application_number", "document_code", "document_id", "mail_date"];

const FIELDS = OA_ACTIONS_V1.fields.filter((each) => !each.derived && each.wires);
const ORDERED = [
  ...FIRST.map((column) => FIELDS.find((each) => each.column === column)!),
  ...FIELDS.filter((each) => !FIRST.includes(each.column) && each.column !== "body"),
];

const GROUNDS: readonly (readonly [type: string, column: string])[] = [
  ["101", "section_101_rejection_text"],
  ["102", "section_102_rejection_text"],
  ["103", "section_103_rejection_text"],
  ["112", "section_112_rejection_text"],
  ["double patenting", "section_double_patenting_rejection_text"],
];

/**
 * One line of a weekly archive: scalars under the archives' names, sections nested, then what the record brought
 * that we do not know. The member `artunit` holds what a reader of ours needs to make the same row of it again.
 */
export function weeklyLine(row: Row): string {
  const line: Record<string, unknown> = {};
  const sections: Record<string, unknown> = {};
  for (const { name, column, match } of ORDERED) {
    const value = row[column] ?? null;
    if (value === null) continue;
    const written = match === "date" ? `${value}T00:00:00` : value;
    if (name.startsWith("sections.")) sections[name.slice("sections.".length)] = written;
    else line[ARCHIVE_NAMES[column] ?? name] = written;
  }
  line.oaText = row.body ?? "";
  if (Object.keys(sections).length > 0) line.sections = sections;

  const { extra = {}, ...verbatim } = verbatimOf(row);
  const own: Record<string, unknown> = { source: row.source };
  if (!("rejections" in (extra as object))) {
    line.rejections = GROUNDS.filter(([, column]) => typeof row[column] === "string").map(([type], at) => ({
      type,
      position: at + 1,
    }));
    own.derived = ["rejections"];
  }
  if (Object.keys(verbatim).length > 0) own.verbatim = verbatim;
  return JSON.stringify({ ...line, ...(extra as object), artunit: own });
}

function verbatimOf(row: Row): Record<string, unknown> {
  return typeof row.verbatim === "string" ? (JSON.parse(row.verbatim) as Record<string, unknown>) : {};
}
