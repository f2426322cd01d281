import {
  APPLICATION_NUMBER,
  APPLICATION_THAT_IS_PATENT,
  COUNTED_THING_BEFORE,
  IN_THREES,
  KIND_CODE_BEHIND,
  LAW_REPORT,
  MISREAD_DIGITS,
  NAME_BEFORE,
  NUMBER_SIGN,
  OLD_PATENT,
  PATENT_IN_GROUPS,
  PATENT_RUN_TOGETHER,
  PATENT_SLIP,
  PATENT_WITH_SLASH,
  PUBLICATION,
  PUBLICATION_SLIP,
  REFERENCE_NAME_BEFORE,
  US_RIGHT_BEFORE,
  USP_ALONE,
} from "../../vocabulary/index.js";
import { type DocumentNumber, digitsIn } from "../documentNumber.js";
import { kindAfter } from "../kindCode.js";
import { letteredByWord } from "./designsReissuesPlants.js";
import { type UsPlace, usDocument } from "./usPlace.js";

/** The name of a reference, "Smith et al., ", right before a bare number. */
const NAMED_BEFORE = 60;
/** A patent's digits with a slash, or a letter, among them. */
const SLASH_REACH = 10;
const SLIP_REACH = 12;

/** A way of writing U.S. numbers: reads one, or says that the digits are none at all, or leaves them to the next. */
interface UsFormat {
  readonly name: string;
  readonly says: string;
  readonly read: (place: UsPlace) => DocumentNumber | "none" | null;
}

/** The highest patent number that may be granted for years to come, and what a bare number must have to be one. */
const HIGHEST_PATENT = 13_999_999;
const LOWEST_BARE_PATENT = 3_000_000;
const LOWEST_PLAIN_PATENT = 100_000;
const LOWEST_REPAIRED_PATENT = 1_000_000;
const LOWEST_OLD_PATENT = 10_000;

/** In this order; the first that reads the digits, or says that they are none, decides. */
export const US_FORMATS: readonly UsFormat[] = [
  { name: "us-publication", says: "2018/0130905", read: publication },
  { name: "us-publication-repaired", says: "2018/130905, 2o18/0130905", read: repairedPublication },
  { name: "us-application", says: "16/269,712, Ser. No. …: no document", read: application },
  { name: "law-report", says: "545 F.3d 943, USP 32: no document", read: lawReport },
  { name: "us-lettered", says: "Design Patent No. 412,345", read: letteredByWord },
  { name: "us-patent", says: "6,123,456", read: grouped },
  { name: "us-patent-plain", says: "Patent 7993972", read: runTogether },
  { name: "us-patent-repaired", says: "6,123456, 5/874,928, 6,l23,456", read: repairedPatent },
  { name: "us-patent-old", says: "U.S. Patent No. 692,578", read: old },
];

export function readUs(place: UsPlace): DocumentNumber | "none" | null {
  for (const { read } of US_FORMATS) {
    const number = read(place);
    if (number) return number;
  }
  return null;
}

function publication(place: UsPlace): DocumentNumber | null {
  PUBLICATION.lastIndex = place.at;
  const found = PUBLICATION.exec(place.lower);
  if (!found) return null;
  const number = `${found[1] ?? found[3] ?? found[5]}${found[2] ?? found[4] ?? found[6]}`;
  const isBare = found[5] !== undefined;
  return !isBare || place.saysUs || place.saysPublication
    ? usDocument(place, "us-pgpub", number, PUBLICATION.lastIndex, "us-publication")
    : null;
}

/** The digits behind the year of a publication, and the fewest that are read where zeros are left out. */
const SERIAL = 7;
const SHORT_SERIAL = 5;

function repairedPublication(place: UsPlace): DocumentNumber | null {
  const { lower, at, phrase, saysUs, saysPublication } = place;
  if (!saysUs && !saysPublication) return null;
  PUBLICATION_SLIP.lastIndex = at;
  const slip = PUBLICATION_SLIP.exec(lower);
  if (!slip) return null;
  const digits = digitsIn(slip[2] ?? slip[3]!);
  const isShort = digits.length === SHORT_SERIAL && (saysPublication || US_RIGHT_BEFORE.test(phrase));
  if (!isShort && digits.length !== SERIAL - 1 && !(digits.length === SERIAL && digits[0] === "0"))
    return null;
  const serial = digits.padStart(SERIAL, "0");
  const number = digitsIn(slip[1]!) + serial;
  return usDocument(place, "us-pgpub", number, PUBLICATION_SLIP.lastIndex, "us-publication-repaired");
}

function application({ saysApplication, phrase }: UsPlace): "none" | null {
  return saysApplication && !APPLICATION_THAT_IS_PATENT.test(phrase) ? "none" : null;
}

function lawReport({ left, cluster }: UsPlace): "none" | null {
  if (LAW_REPORT.test(left)) return "none";
  if (USP_ALONE.test(left) && !isInThrees(cluster)) return "none";
  return APPLICATION_NUMBER.test(cluster) ? "none" : null;
}

function isInThrees(cluster: string): boolean {
  return IN_THREES.test(cluster);
}

function grouped(place: UsPlace): DocumentNumber | null {
  const { clean, lower, at, cluster, left, saysUs, saysPatent } = place;
  PATENT_IN_GROUPS.lastIndex = at;
  if (!PATENT_IN_GROUPS.test(lower)) return null;
  const end = PATENT_IN_GROUPS.lastIndex;
  const number = lower.slice(at, end).replace(/\D/g, "");
  const value = Number(number);
  const isSaid = saysUs || saysPatent;
  if (value > HIGHEST_PATENT || (!isSaid && value < LOWEST_BARE_PATENT)) return null;
  const isPlain =
    isSaid ||
    (isInThrees(cluster) &&
      (isBracketed(lower, at, end) ||
        kindAfter(clean, end) !== null ||
        isNamedBefore(clean, at) ||
        NUMBER_SIGN.test(left)));
  return isPlain ? usDocument(place, "us-patent", number, end, "us-patent") : null;
}

function runTogether(place: UsPlace): DocumentNumber | null {
  const { clean, lower, at, phrase, saysUs, saysPatent, saysApplication } = place;
  PATENT_RUN_TOGETHER.lastIndex = at;
  if (!PATENT_RUN_TOGETHER.test(lower)) return null;
  const end = PATENT_RUN_TOGETHER.lastIndex;
  const number = lower.slice(at, end);
  const value = Number(number);
  if (value > HIGHEST_PATENT) return null;
  if (value < LOWEST_PLAIN_PATENT || saysApplication)
    return saysUs && US_RIGHT_BEFORE.test(phrase)
      ? usDocument(place, "us-patent", number, end, "us-patent")
      : null;
  if (saysUs || saysPatent) return usDocument(place, "us-patent", number, end, "us-patent");
  const kind = kindAfter(clean, end);
  const isNamed =
    value >= LOWEST_BARE_PATENT &&
    REFERENCE_NAME_BEFORE.test(clean.slice(Math.max(0, at - NAMED_BEFORE), at));
  return isNamed || (kind && isBracketed(lower, at, end + kind.length))
    ? usDocument(place, "us-patent", number, end, "us-patent-bare")
    : null;
}

function repairedPatent(place: UsPlace): DocumentNumber | null {
  const { lower, at, cluster, saysUs, saysPatent, saysApplication } = place;
  const isSaid = saysUs || saysPatent;
  const repaired = (number: string, end: number) =>
    usDocument(place, "us-patent", number, end, "us-patent-repaired");
  if (isSaid || isBracketed(lower, at, at + cluster.length)) {
    PATENT_SLIP.lastIndex = at;
    if (PATENT_SLIP.test(lower)) {
      const number = lower.slice(at, PATENT_SLIP.lastIndex).replace(/\D/g, "");
      const value = Number(number);
      const isLong = number.length === 7 || number.length === 8;
      if (isLong && value >= LOWEST_REPAIRED_PATENT && value <= HIGHEST_PATENT)
        return repaired(number, PATENT_SLIP.lastIndex);
    }
    const slashed =
      saysPatent && !saysApplication ? PATENT_WITH_SLASH.exec(lower.slice(at, at + SLASH_REACH)) : null;
    if (slashed) return repaired(slashed[0].replace(/\D/g, ""), at + slashed[0].length);
  }
  const letters = MISREAD_DIGITS.exec(lower.slice(at, at + SLIP_REACH))?.[0];
  return letters && (isSaid || isBracketed(lower, at, at + letters.length))
    ? repaired(digitsIn(letters), at + letters.length)
    : null;
}

function old(place: UsPlace): DocumentNumber | null {
  if (!place.saysUs || !place.saysPatent) return null;
  const digits = OLD_PATENT.exec(place.cluster)?.[0];
  if (!digits || Number(digits.replace(",", "")) <= LOWEST_OLD_PATENT) return null;
  return usDocument(place, "us-patent", digits.replace(",", ""), place.at + digits.length, "us-patent-old");
}

function isBracketed(lower: string, start: number, end: number): boolean {
  let from = start - 1;
  while (from >= 0 && lower.charCodeAt(from) === 32) from--;
  const open = lower[from];
  if (open !== "(" && open !== "[") return false;
  const after = lower.slice(end, end + 4).trimStart()[0] ?? "";
  return (after !== "" && ")],;".includes(after)) || KIND_CODE_BEHIND.test(lower.slice(end, end + 5));
}

/** The name of an inventor right before the digits, and nothing else that is numbered. */
const NAME_REACH = 30;
const THING_REACH = 12;

function isNamedBefore(clean: string, at: number): boolean {
  return (
    NAME_BEFORE.test(clean.slice(Math.max(0, at - NAME_REACH), at)) &&
    !COUNTED_THING_BEFORE.test(clean.slice(Math.max(0, at - THING_REACH), at))
  );
}
