import { prepare } from "../text/index.js";
import { findNumbers } from "./numbers.js";
/**
 * The key under which every spelling of a document number meets: country and digits. Reads the USPTO's own forms
 * ("Itagaki; Takeshi US 20150044531 A1 ", "20150044531", "US 7,725,375 B2"); null if no number is recognised.
 */
export function normalizeReference(written: string): string | null {
  const digits = written.trim();
  if (/^\d{11}$/.test(digits) && /^20\d{2}0/.test(digits)) return `US${digits}`;
  if (/^\d{6,8}$/.test(digits)) return `US${digits.replace(/^0+/, "")}`;
  if (/^(?:RE|PP|D|H|T)\d{3,6}$/i.test(digits)) return `US${digits.toUpperCase()}`;
  const number = findNumbers(prepare(written)).numbers[0];
  return number ? number.country + number.number : null;
}
