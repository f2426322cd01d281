/**
 * What a spreadsheet takes for the beginning of a formula, in ASCII and full width; behind a ' or several, what may be
 * such a cell made safe. Our CSV puts a ' before both, and reading it takes one ' away: every text comes back as it was.
 */
export const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A text as a cell of a CSV (RFC 4180); as it is where it is `raw`, else safe for a spreadsheet. */
export function csvCell(text: string, raw = false): string {
  const safe = !raw && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
