import { ArtunitError } from "../errors.js";

/**
 * Reads an application number in any form people write it: `14/574,014`, `14574014`, `US 14/574,014`,
 * `US-14574014-A`, `14/574014`, `14574014.0`, and `US-201414574014-A`, where the year of filing stands before the series. Returns
 * series and serial number, eight digits, as it is stored. Throws `bad-value` where it is none; `parameter` is
 * where it was given.
 */
export function readApplicationNumber(written: string, parameter?: string): string {
  const number = applicationNumber(written);
  if (number !== null) return number;
  throw noApplication(written, parameter);
}

function applicationNumber(written: string): string | null {
  const digits = written
    .trim()
    .replace(/^(?:u\.?\s?s\.?|appl(?:ication)?\.?)?[\s-]*(?:ser(?:ial)?\.?)?[\s-]*(?:no\.?)?\s*/i, "")
    .replace(/[-\s]?[A-Z]\d?$/i, "")
    // As programs write a number that they took for a measure; the zero is no digit of the serial number.
    .replace(/^(\d{7,8})\.0+$/, "$1")
    .replace(/[\s,/.-]/g, "");
  if (/^\d{7,8}$/.test(digits)) return digits.padStart(8, "0");
  if (/^20\d{10}$/.test(digits)) return digits.slice(4);
  return null;
}

function noApplication(written: string, parameter: string | undefined): ArtunitError {
  return new ArtunitError(
    "bad-value",
    `"${written}" is not an application number. Write series and serial number, as 14/574,014 or 14574014.`,
    parameter === undefined ? {} : { field: parameter },
  );
}

const INTERNATIONAL = /^PCT[\s/-]?([A-Z]{2})[\s/-]?((?:19|20)?\d{2})[\s/-]?(\d{5,6})$/i;

/**
 * Every form in which the application that somebody wrote may be stored: its eight digits; for an international one, which
 * sources write in 12 to 17 characters (`PCTUS2547756`, `PCT/US2025/047756`), each of these. Null where it is none.
 */
export function storedApplicationNumbers(written: string): readonly string[] | null {
  const found = internationalNumber(written);
  if (found === null) {
    const number = applicationNumber(written);
    return number === null ? null : [number];
  }
  const { office, year, serial } = found;
  // Five digits until they did not suffice.
  const serials = serial.startsWith("0") ? [serial.slice(1), serial] : [serial];
  return [year.slice(-2), year].flatMap((filed) =>
    serials.flatMap((number) => [`PCT${office}${filed}${number}`, `PCT/${office}${filed}/${number}`]),
  );
}

interface InternationalNumber {
  readonly office: string;
  readonly year: string;
  /** Six digits. */
  readonly serial: string;
}

function internationalNumber(written: string): InternationalNumber | null {
  const [, office, filed, serial] = INTERNATIONAL.exec(written.trim()) ?? [];
  if (!office || !filed || !serial) return null;
  const year = filed.length === 4 ? filed : `${Number(filed) >= 78 ? "19" : "20"}${filed}`;
  return { office: office.toUpperCase(), year, serial: serial.padStart(6, "0") };
}

/**
 * One spelling for each application that somebody may have meant: the eight digits of a national one, an international one as it is
 * printed since 2004 (`PCT/US2015/012345`). Throws `bad-value`; `parameter` is where it was given.
 */
export function readAnyApplication(written: string, parameter?: string): string {
  const found = internationalNumber(written);
  return found === null
    ? readApplicationNumber(written, parameter)
    : `PCT/${found.office}${found.year}/${found.serial}`;
}

/** The same for what must be a number. Throws `bad-value`; `parameter` is where it was given. */
export function readStoredNumbers(written: string, parameter?: string): readonly string[] {
  const numbers = storedApplicationNumbers(written);
  if (numbers !== null) return numbers;
  throw noApplication(written, parameter);
}

/** The forms in which files write the number of an American application: `11798000`, `11/798000`, `11/798,000`. */
export function transcribedApplications(written: string): readonly string[] {
  return (storedApplicationNumbers(written) ?? []).flatMap((number) => {
    const [, series, first, last] = /^(\d{2})(\d{3})(\d{3})$/.exec(number) ?? [];
    return series === undefined
      ? [number]
      : [number, `${series}/${first}${last}`, `${series}/${first},${last}`];
  });
}
