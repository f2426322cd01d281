import type { DocumentForm } from "../catalog/index.js";
import { referenceKey } from "../extract/index.js";

/**
 * Every form in which the document that somebody wrote may be stored, beside the value as it is: as a key, as digits, as the
 * office publishes it, or as it is transcribed. Plain digits stand for themselves where they are transcribed.
 */
export function storedDocuments(written: string, form: DocumentForm): readonly string[] {
  const key = referenceKey(written);
  if (key === null) return [];
  if (form === "key") return [key];
  const [, country = "", letters = "", digits = ""] = /^([A-Z]{2})([A-Z]*)([0-9]+)$/.exec(key) ?? [];
  const number = letters + digits;
  if (form === "digits") return [number];
  if (form === "published") return published(written, country, number);
  if (form === "spaced") return spaced(written, country, letters, digits);
  if (/^[0-9]+$/.test(written.trim())) return [];
  const spelled = isPublication(letters, digits)
    ? `${digits.slice(0, 4)}/${digits.slice(4)}`
    : `${letters}${digits.replace(/\B(?=(?:[0-9]{3})+$)/g, ",")}`;
  const kind = /\s([A-Z][0-9]?)$/.exec(written.trim())?.[1];
  const withKind = kind === undefined ? [] : [`${country} ${number} ${kind}`];
  if (country !== "US") return [key, `${country} ${number}`, ...withKind];
  return [number, spelled, key, `US ${number}`, `US ${spelled}`, ...withKind];
}

/** Kinds of published applications (WIPO standard ST.16). */
const PUBLISHED_KINDS = ["", "A1", "A2", "A3", "A4", "A8", "A9"] as const;

/**
 * A publication as the office writes it: the American with its kind and without blanks [recorded], the international with or
 * without a blank, a slash and a kind [both are recorded]. Where no kind is written, any is meant.
 */
function published(written: string, country: string, number: string): readonly string[] {
  const kind = /[A-Z][0-9]$/i.exec(written.trim().replace(/[\s.]+$/, ""))?.[0].toUpperCase();
  const kinds = kind === undefined ? PUBLISHED_KINDS : [kind];
  const numbers = [`${country}${number}`];
  // Year and serial number: six digits and a whole year since July 2002, five and two before.
  const [, year, serial] =
    (country === "WO" && /^((?:19|20)\d\d(?=\d{6}$)|\d\d(?=\d{5}$))(\d+)$/.exec(number)) || [];
  if (year !== undefined) numbers.push(`WO ${year}/${serial}`, `WO${year}/${serial}`);
  return numbers.flatMap((each) => kinds.map((letter) => `${each}${letter}`));
}

/** Kinds of granted patents (WIPO standard ST.16), by the letters before their numbers. */
const GRANTED_KINDS: Readonly<Record<string, readonly string[]>> = {
  "": ["A", "B1", "B2"],
  D: ["S", "S1"],
  RE: ["E", "E1"],
  PP: ["P", "P2", "P3"],
  H: ["H", "H1"],
};

/** Country, number and kind with blanks between them. Where no kind is written, any is meant. */
function spaced(written: string, country: string, letters: string, digits: string): readonly string[] {
  const plain = `${country} ${letters}${digits}`;
  const kind = /[\s0-9]([A-Z][0-9]?)$/i.exec(written.trim())?.[1]?.toUpperCase();
  const kinds =
    kind !== undefined
      ? [kind]
      : isPublication(letters, digits)
        ? PUBLISHED_KINDS
        : (GRANTED_KINDS[letters] ?? []);
  return [plain, ...kinds.filter((each) => each !== "").map((each) => `${plain} ${each}`)];
}

function isPublication(letters: string, digits: string): boolean {
  return letters === "" && /^(?:19|20)[0-9]{9}$/.test(digits);
}
