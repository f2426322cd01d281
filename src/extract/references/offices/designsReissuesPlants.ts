import {
  DIGITS_OF_A_SERIES,
  LETTERED_DIGITS,
  LETTERED_WORD,
  LETTERS_BEFORE,
  LETTERS_OF_A_SERIES,
  SAYS_US_BEFORE_LETTERS,
} from "../../vocabulary/index.js";
import { type DocumentNumber, digitCount } from "../documentNumber.js";
import { type UsPlace, usDocument } from "./usPlace.js";

/** "U.S. Design Patent No. 412,345", "Plant Pat. No. 11,204", "Reissue Patent 35,612": the letters told in words. */
export function letteredByWord(place: UsPlace): DocumentNumber | null {
  const word = place.saysPatent && LETTERED_WORD.exec(place.phrase)?.[0];
  const digits = word && LETTERED_DIGITS.exec(place.cluster)?.[0];
  if (!digits) return null;
  const number = digits.replaceAll(",", "");
  const letters = word === "des" ? "D" : word === "plant" ? "PP" : "RE";
  const isPlain = letters === "D" ? number.length > 5 : number.length < 6;
  if (!isPlain) return null;
  return usDocument(place, "us-patent", letters + number, place.at + digits.length, "us-lettered");
}

/** "US D412,345", "RE35,612", "PP11204": designs, reissues, plants, statutory invention registrations. */
export function readLettered(
  clean: string,
  lower: string,
  at: number,
  cluster: string,
): DocumentNumber | null {
  LETTERS_BEFORE.lastIndex = at;
  const found = LETTERS_BEFORE.exec(clean);
  if (!found) return null;
  const words = found[1]!;
  const letters = LETTERS_OF_A_SERIES.exec(words)?.[1]?.toUpperCase();
  const digits = DIGITS_OF_A_SERIES.exec(cluster)?.[0];
  if (!letters || !digits) return null;
  const prefix = letters.startsWith("D") ? "D" : letters;
  const isSaid = SAYS_US_BEFORE_LETTERS.test(words);
  if (!isPlausible(prefix, digits, isSaid)) return null;
  const start = at - words.length - found[2]!.length;
  const number = prefix + digits.replace(/\D/g, "");
  return usDocument({ clean, lower, start }, "us-patent", number, at + digits.length, "us-lettered");
}

function isPlausible(prefix: string, written: string, isSaid: boolean): boolean {
  const count = digitCount(written);
  switch (prefix) {
    case "D":
      // A million of designs was reached in 2023; of fewer digits are those before 1936.
      if (count !== 6) return isSaid || (count === 7 && written.includes(","));
      return isSaid || written.includes(",") || /^[89765]/.test(written);
    case "RE":
      return count === 5;
    case "PP":
      return count === 4 || count === 5;
    default:
      return isSaid && count >= 2 && count <= 4;
  }
}
