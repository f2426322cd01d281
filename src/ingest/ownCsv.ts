import { FORMULA } from "../catalog/index.js";

/** Whether a CSV of records is one that Artunit wrote, with what it says of each record's origin. */
export function isOwnCsv(header: readonly string[]): boolean {
  return header.includes("source_file") && header.includes("source_row");
}

/** A cell of our CSV as it was before it was made safe for a spreadsheet. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
