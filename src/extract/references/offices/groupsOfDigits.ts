import { OFFICES, YEAR } from "../../vocabulary/index.js";

/** How an office writes its numbers, where digits follow its code or its name. */
export interface OfficeFormat {
  readonly says: string;
  /** The beginning of a cluster of digits that is a number of this office; null if none is. */
  readonly read: (cluster: string, code: string, era: string) => string | null;
  /** The letter of the era by which the office counts the year behind these words; "" if they name none. */
  readonly era?: (words: string) => string;
  /** The number that its digits are, with the letter of their era; without marks if nothing else is said. */
  readonly number?: (taken: string, era: string) => string;
}

/** What joins groups of digits in the numbers of one office beyond what does in all. */
export interface Joins {
  /** A blank before this group, behind so many digits. */
  readonly blank?: (next: string, digits: number) => boolean;
  /** A stop before this group. */
  readonly stop?: (next: string) => boolean;
}

const OFFICE_BY_CODE = new Map(OFFICES.map((office) => [office.code, office]));
/** A number has no more groups than these, separators counted. */
const MOST_PIECES = 9;
/** The digits of a year of an era are two less than those of the common one. */
const ERA_SAVES = 2;
/** A slash parts a year from a number, and no year has more digits. */
const YEAR_DIGITS = 4;

/** The longest run of groups whose digits fit the office; blanks and commas join groups of three only. */
export function groupsOf(joins: Joins): OfficeFormat["read"] {
  return (cluster, code, era) => {
    const { fewestDigits, mostDigits } = OFFICE_BY_CODE.get(code)!;
    const fewest = fewestDigits - (era ? ERA_SAVES : 0);
    const pieces = cluster.match(/\d+|\D+/g) ?? [];
    let length = 0;
    let digits = 0;
    let best = 0;
    for (let k = 0; k < pieces.length && k < MOST_PIECES; k++) {
      const piece = pieces[k]!;
      const isSeparator = k % 2 === 1;
      if (isSeparator && !doesJoin(piece.trim(), pieces[k - 1]!, pieces[k + 1] ?? "", digits, joins)) break;
      if (!isSeparator) digits += piece.length;
      length += piece.length;
      if (!isSeparator && digits >= fewest && digits <= mostDigits) best = length;
      if (digits > mostDigits) break;
    }
    return best > 0 ? cluster.slice(0, best) : null;
  };
}

function doesJoin(mark: string, before: string, next: string, digits: number, joins: Joins): boolean {
  switch (mark) {
    case "":
      return (
        next.length === 3 || YEAR.test(next) || YEAR.test(before) || joins.blank?.(next, digits) === true
      );
    case ",":
      return next.length === 3;
    case ".":
      return next === "" || joins.stop?.(next) === true;
    case "/":
    case "\\":
    case "'":
      return digits <= YEAR_DIGITS;
    default:
      return true;
  }
}
