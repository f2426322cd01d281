import { ArtunitError } from "../errors.js";

/**
 * Reads an application number in any form people write it: `14/574,014`, `14574014`, `US 14/574,014`,
 * `US-14574014-A`, `14/574014`, and `US-201414574014-A`, where the year of filing stands before the series. Returns
 * series and serial number, eight digits, as it is stored. Throws `bad-value` where it is none; `parameter` is
 * where it was given.
 */
export function readApplicationNumber(written: string, parameter?: string): string {
  const digits = written
    .trim()
    .replace(/^(?:u\.?\s?s\.?|appl(?:ication)?\.?)?[\s-]*(?:ser(?:ial)?\.?)?[\s-]*(?:no\.?)?\s*/i, "")
    .replace(/[-\s]?[A-Z]\d?$/i, "")
    .replace(/[\s,/.-]/g, "");
  if (/^\d{7,8}$/.test(digits)) return digits.padStart(8, "0");
  if (/^20\d{10}$/.test(digits)) return digits.slice(4);
  throw new ArtunitError(
    "bad-value",
    `"${written}" is not an application number. Write series and serial number, as 14/574,014 or 14574014.`,
    parameter === undefined ? {} : { field: parameter },
  );
}
