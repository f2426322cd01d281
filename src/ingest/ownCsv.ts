import { FORMULA } from "../catalog/index.js";

/** A cell of our CSV as it was before it was made safe for a spreadsheet. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
