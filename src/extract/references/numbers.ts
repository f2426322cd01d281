import type { ReferenceKind } from "../model.js";
import type { ActionText } from "../text/index.js";
import { OFFICES } from "../vocabulary/index.js";
/** A document number found in the text, in its normal form. Positions are those of the clean text. */
export interface DocumentNumber {
  readonly start: number;
  readonly end: number;
  readonly kind: Exclude<ReferenceKind, "npl">;
  readonly country: string;
  readonly number: string;
  readonly kindCode: string | null;
  readonly repaired: boolean;
  readonly rule: string;
}

const OFFICE_BY_CODE = new Map(OFFICES.map((office) => [office.code, office]));
// "UK 1 234 567": the code of the country's post, not of the office.
OFFICE_BY_CODE.set("UK", OFFICE_BY_CODE.get("GB")!);
/** Codes that are also English words in capitals: they need more around them to count. */
const WORDLIKE = new Set([
  "NO",
  "IN",
  "IT",
  "AT",
  "BE",
  "IL",
  "ES",
  "SE",
  "FI",
  "IE",
  "CA",
  "DE",
  "CH",
  "AU",
  "US",
  "IS",
  "ID",
  "AR",
  "PE",
  "MY",
  "SI",
  "RO",
  "SA",
  "CS",
  "CL",
  "PT",
  "TH",
  "EE",
  "AP",
  "OA",
  "GC",
  "RS",
]);
/** Codes that mostly stand for something else (plasmids, GenBank accessions, units) unless a kind code follows. */
const RARE = new Set([
  "IS",
  "ID",
  "AR",
  "PE",
  "MY",
  "SI",
  "RO",
  "SA",
  "CS",
  "CL",
  "PT",
  "TH",
  "EE",
  "AP",
  "OA",
  "GC",
  "RS",
  "BG",
  "LV",
  "LT",
  "YU",
  "VN",
  "EG",
  "PH",
  "GR",
  "HR",
  "SK",
]);
const OFFICE_WORDS = new RegExp(
  `(?:^|[\\s(,;])(${OFFICES.flatMap((office) => office.words.map((word) => word.replace(/\./g, "\\."))).join("|")})\\s+(?:laid[- ]open\\s+|unexamined\\s+|examined\\s+|utility\\s+model\\s+|published\\s+|laid\\s+open\\s+)?(?:patents?|pat\\.?|publications?|pub\\.?|applications?|appl?n?\\.?|kokai|document|utility\\s+model|reference|offenlegungsschrift|auslegeschrift|patentschrift|gebrauchsmuster)(?:\\s+(?:patents?|publications?|pub\\.?|applications?|appl?n?\\.?|laid-open|model|document|doc\\.?|specification))*\\s*(?:(?:no|nos|number|#)\\b\\.?\\s*:?\\s*)?(?:[a-z]{2}[\\s-]?(?:a[\\s-])?)?$`,
);
/** No wording from the name of an office to the number is longer. */
const OFFICE_REACH = 110;
const CODE_OF_WORD = new Map(
  OFFICES.flatMap((office) => office.words.map((word) => [word, office.code] as const)),
);

/** What stands before a number is read backwards from it: that costs no more than the words that fit. */
const US_LEFT =
  /(?<=((?:(?:^|[\s("'[,;:/-])(?:u\.?\s?s\.?\s?a?\.?|united\s+states|usp?|us-?pgpub|uspgpub|usppn|uspap|us-pg-pub|usgpub|uspub|uspat|uspn|u\.?s\.?p\.?(?:n\.?)?)(?![a-z])[\s.,-]*)?(?:(?<![a-z])(?:pre[- ]?grant|granted|issued|published|patents?|pats?|pgpubs?|pg-pub|pgp|pg|pubs?|publ|publications?|applications?|appl|app|appln|appin|document|reference|utility|design|des|plant|reissue|nos?|number|num|n\.o|ser|serial|us)(?![a-z])(?:\s?\((?:no|us)\.?\))?[\s.,:-]*|#\s{0,3})*(?:(?:(?<![a-z])|(?<=pat|patent|pub|nos?))(?:u\.?\s?s\.?\s?|us[\s-]{0,2}))?))/y;

export interface FoundNumbers {
  readonly numbers: DocumentNumber[];
  /** Digits introduced as a U.S. document whose number cannot be read: "U.S. Patent No. 6,12,456". */
  readonly unreadable: { readonly start: number; readonly end: number }[];
}

/** Finds every patent and publication number. One pass; only digits are looked at closely. */
export function findNumbers(text: ActionText): FoundNumbers {
  const { lower } = text;
  const found: DocumentNumber[] = [];
  const unreadable: FoundNumbers["unreadable"] = [];
  let from = 0;
  for (const run of text.keywords.digits) {
    let at = run;
    // A number read before may end within this run; what is left of the run is looked at again.
    if (at < from) {
      if (
        !isDigit(lower.charCodeAt(from)) ||
        !isDigit(lower.charCodeAt(from - 1)) ||
        !sameRun(lower, run, from)
      )
        continue;
      at = from;
    }
    for (;;) {
      const number = readNumber(text, at, found.at(-1), unreadable);
      if (!number) break;
      const last = found.at(-1);
      if (!last || number.start >= last.end) found.push(number);
      from = Math.max(number.end, at + 1);
      if (!isDigit(lower.charCodeAt(from)) || !sameRun(lower, at, from)) break;
      at = from;
    }
  }
  return { numbers: found, unreadable };
}

const CLUSTER = /\d{1,13}(?:(?:\s?[-,/.\\']\s?|\s)\d{1,12}){0,5}/y;
const PGPUB =
  /((?:19|20)\d{2})\s?[/\\-]\s?(0\d{6})(?!\d)|(20[0-4]\d)(0\d{6})(?!\d)|(20[0-4]\d)\s(0\d{6})(?!\d)/y;
/** A wrong mark, a blank, a hyphen at a line's end, a zero too few, letters in the place of digits. */
const PGPUB_SLIP =
  /(2[0o][0-4o][\do])(?:\s?[/\\-]{1,2}\s?(\d{3}[,. ]?\d{3}|\d{1,2}[,. ]\d{2,3}[,. ]?\d{2,3}[,. ]?\d{0,2}|0\d{3}[,. ]\d{3}|0\d{1,5}-\s\d{1,5}|[0o][\doil]{6})|(\d{6}))(?![\d])/y;
/** Letters O and L in the place of digits. */
const LETTER_SLIP = /(?:\d{1,2},[\dlo]{3},[\dlo]{3}|2[0o][0-4o][\do][/-][0o][\doil]{6})(?![a-z\d])/y;
const GROUPED = /\d{1,2}([,.' ])\s?\d{3}(?:\1|[,. ])\s?\d{3}(?![\d]|,\d{3})/y;
const PLAIN = /\d{7,8}(?!\d)/y;
const GROUP_SLIP =
  /(?:\d{1,2},\d{6}|\d{4,5},\d{3}|\d{1,2},\d{3},\s\d{3}|\d{1,2},\d{3},(?:\d\s\d\d|\d\d\s\d)|\d{1,2},\d{3}\/\d{3}|\d{1,2};\d{3},\d{3}|\d{1,2},\d{3};\d{3}|\d{1,2},\d{1,2},\d{3},\d{3})(?!\d)/y;

function readNumber(
  { clean, lower, keywords }: ActionText,
  at: number,
  previous: DocumentNumber | undefined,
  unreadable: FoundNumbers["unreadable"],
): DocumentNumber | null {
  if (!couldBeNumber(lower, at)) return null;
  CLUSTER.lastIndex = at;
  const cluster = CLUSTER.exec(lower)![0];
  const before = lower.charCodeAt(at - 1);
  // Letters right before the digits: a country code, a design or reissue letter, or a word that is none.
  if (
    digitCount(cluster) < 4 &&
    !/^[lo]/.test(lower.slice(at + cluster.length, at + cluster.length + 1)) &&
    !/^,?[lo]/.test(lower.slice(at + cluster.length, at + cluster.length + 2))
  )
    return null;
  const prefixed = readPrefixed(clean, lower, at, cluster);
  if (prefixed) return prefixed;
  if (prefixed === undefined) return null;
  if (isLetter(before) && !/(?:us|no|pub|pat)$/.test(lower.slice(Math.max(0, at - 3), at))) return null;
  if (before === 47 || before === 46 || before === 45) {
    if (!/(?:us[-/.]|no\.|pub\.|pat\.|s\.|#\.)$/.test(lower.slice(Math.max(0, at - 4), at))) return null;
  }
  if (insideAddress(lower, at)) return null;
  // Every notation has a group of three digits somewhere.
  if (digitCount(cluster) < 6 || !/\d{3}/.test(cluster)) {
    LETTER_SLIP.lastIndex = at;
    if (!LETTER_SLIP.test(lower) && !/\b(?:plant|reissue)\b/.test(lower.slice(Math.max(0, at - 30), at)))
      return null;
  }
  const left = lower.slice(Math.max(0, at - 90), at);
  US_LEFT.lastIndex = at;
  const phrase = US_LEFT.exec(lower)![1]!;
  const start = at - phrase.length + leadingBlank(phrase);
  const listed =
    previous?.country === "US" &&
    at - previous.end < 9 &&
    /^(?:[,;]|\s|and|or|&){1,8}$/.test(lower.slice(previous.end, at));
  const saysUs =
    listed ||
    /(?:^|[^a-z])(?:u\.?\s?s|us|usp|united states|uspgpub|uspub|uspat|uspn|usgpub|usppn)/.test(phrase);
  const saysPatent = /pat|uspn/.test(phrase);
  const saysPublication = /pub|pg|usppn|uspap/.test(phrase);
  const saysApplication = /app|serial|\bser\b/.test(phrase) && !saysPublication;
  const foreign =
    !saysUs && isNearOffice(keywords.offices, at)
      ? OFFICE_WORDS.exec(lower.slice(Math.max(0, at - OFFICE_REACH), at))
      : null;
  if (foreign) {
    const country = CODE_OF_WORD.get(foreign[1]!)!;
    const from = at - foreign[0].length + leadingBlank(foreign[0]);
    return foreignNumber(clean, country, from, at, cluster, "office-word");
  }
  // "PCT/US2010/012345" is an application; a phone number or a date is nothing.
  if (/pct\s?\/?\s?[a-z]{0,2}\s?$/.test(left)) return null;

  PGPUB.lastIndex = at;
  const published = PGPUB.exec(lower);
  if (published) {
    const end = PGPUB.lastIndex;
    const number = `${published[1] ?? published[3] ?? published[5]}${published[2] ?? published[4] ?? published[6]}`;
    const bare = published[1] === undefined && published[3] === undefined;
    if (!bare || saysUs || saysPublication)
      return us("us-pgpub", number, clean, lower, start, end, false, "us-publication");
  }
  if (saysUs || saysPublication || /[("]\s?$/.test(left)) {
    PGPUB_SLIP.lastIndex = at;
    const slip = PGPUB_SLIP.exec(lower);
    if (slip) {
      const digits = digitsIn(slip[2] ?? slip[3]!);
      const serial =
        digits.length === 7 && digits[0] === "0" ? digits : digits.length === 6 ? `0${digits}` : null;
      if (serial && (saysUs || saysPublication) && !(digits.length === 6 && !saysUs && !saysPublication)) {
        return us(
          "us-pgpub",
          digitsIn(slip[1]!) + serial,
          clean,
          lower,
          start,
          PGPUB_SLIP.lastIndex,
          true,
          "us-publication-repaired",
        );
      }
    }
  }
  if (
    saysApplication &&
    !/pat[a-z.]*[\s.,:#-]*(?:no|number|us)?[\s.,:#-]*(?:us)?\s*$/.test(phrase) &&
    !/\bus\s?$/.test(phrase)
  )
    return null;
  if (/(?:f\.\s?[23]d|u\.?s\.?p\.?q|fed|reg|o\.g)\s?$/.test(left)) return null;
  if (/(?:^|[^a-z])usp\s?$/.test(left) && !/^\d{1,2},\d{3},\d{3}/.test(cluster)) return null;
  if (/^\d{2}\/\d{3}[,.]?\d{3}/.test(cluster)) return null;
  const lettered = saysPatent ? letteredByWord(phrase, cluster) : null;
  if (lettered)
    return us("us-patent", lettered.number, clean, lower, start, at + lettered.length, false, "us-lettered");
  GROUPED.lastIndex = at;
  if (GROUPED.test(lower)) {
    const end = GROUPED.lastIndex;
    const number = lower.slice(at, end).replace(/\D/g, "");
    const commas = /^\d{1,2},\d{3},\d{3}/.test(cluster);
    const value = Number(number);
    const plausible = value <= 13_999_999 && (saysUs || saysPatent || value >= 3_000_000);
    const context =
      saysUs ||
      saysPatent ||
      (commas && bracketed(lower, at, end)) ||
      (commas && kindAfter(clean, end) !== null) ||
      (commas && namedBefore(clean, at)) ||
      (commas && /no\.\s?$/.test(left));
    if (plausible && context && (commas || saysUs || saysPatent))
      return us("us-patent", number, clean, lower, start, end, false, "us-patent");
  }
  PLAIN.lastIndex = at;
  if (PLAIN.test(lower)) {
    const end = PLAIN.lastIndex;
    const number = lower.slice(at, end);
    const value = Number(number);
    if (value <= 13_999_999 && value >= 100_000 && !saysApplication) {
      if (saysUs || saysPatent) return us("us-patent", number, clean, lower, start, end, false, "us-patent");
      if (kindAfter(clean, end) && bracketed(lower, at, end + kindAfter(clean, end)!.length))
        return us("us-patent", number, clean, lower, start, end, false, "us-patent-bare");
    } else if (value <= 13_999_999 && saysUs && /\bus\s?$/.test(phrase))
      return us("us-patent", number, clean, lower, start, end, false, "us-patent");
  }
  if (saysUs || saysPatent || bracketed(lower, at, at + cluster.length)) {
    GROUP_SLIP.lastIndex = at;
    if (GROUP_SLIP.test(lower)) {
      const end = GROUP_SLIP.lastIndex;
      const number = lower.slice(at, end).replace(/\D/g, "");
      const value = Number(number);
      if (value >= 1_000_000 && value <= 13_999_999 && (number.length === 7 || number.length === 8))
        return us("us-patent", number, clean, lower, start, end, true, "us-patent-repaired");
    }
    // One digit before the slash is no series of applications: "U.S. Patent No. 5/874,928".
    const slashed =
      saysPatent && !saysApplication ? /^[1-9]\/\d{3},\d{3}(?!\d)/.exec(lower.slice(at, at + 10)) : null;
    if (slashed)
      return us(
        "us-patent",
        slashed[0].replace(/\D/g, ""),
        clean,
        lower,
        start,
        at + slashed[0].length,
        true,
        "us-patent-repaired",
      );
  }
  const letters = /^\d{1,2},[\dol]{3},[\dol]{3}(?![a-z\d])/.exec(lower.slice(at, at + 12));
  if (letters && (saysUs || saysPatent || bracketed(lower, at, at + letters[0].length))) {
    const number = digitsIn(letters[0]);
    return us("us-patent", number, clean, lower, start, at + letters[0].length, true, "us-patent-repaired");
  }
  // Six digits and fewer only with the full words ("U.S. Patent No. 692,578").
  if (saysUs && saysPatent) {
    const old = /^(?:\d{3},\d{3}|\d{1,2},\d{3}|\d{6})(?![\d,])/.exec(cluster);
    if (old && Number(old[0].replace(",", "")) > 10_000)
      return us(
        "us-patent",
        old[0].replace(",", ""),
        clean,
        lower,
        start,
        at + old[0].length,
        false,
        "us-patent-old",
      );
  }
  if (
    saysUs &&
    !listed &&
    (saysPatent || saysPublication) &&
    !saysApplication &&
    unreadable.length < MOST_UNREADABLE &&
    !YEARS.test(cluster)
  )
    unreadable.push({ start, end: at + cluster.trimEnd().length });
  return null;
}

/** "U.S. Design Patent No. 412,345", "Plant Pat. No. 11,204", "Reissue Patent 35,612": the letters told in words. */
function letteredByWord(phrase: string, cluster: string): { number: string; length: number } | null {
  const word = /\b(?:des|plant|reissue)/.exec(phrase)?.[0];
  const digits = word && /^(?:\d{1,3},\d{3}|\d{4,6})(?![\d,]\d)/.exec(cluster)?.[0];
  if (!digits) return null;
  const number = digits.replace(",", "");
  if (word === "des") return number.length === 6 ? { number: `D${number}`, length: digits.length } : null;
  if (number.length > 5) return null;
  return { number: `${word === "plant" ? "PP" : "RE"}${number}`, length: digits.length };
}

const MOST_UNREADABLE = 100;
/** "U.S. patents 2001-2005" */
const YEARS = /^(?:19|20)\d{2}\s?[-,/]\s?(?:19|20)\d{2}(?!\d)/;

/**
 * Four digits follow, with nothing but single marks and blanks among them, or right behind digits one of the letters
 * that OCR takes for digits. Claim numbers and statutes, which are most of all digits, end here.
 */
function couldBeNumber(lower: string, at: number): boolean {
  let digits = 0;
  let others = 0;
  for (let i = at; digits < 4 && others < 4; i++) {
    const code = lower.charCodeAt(i);
    if (isDigit(code)) {
      digits++;
      others = 0;
    } else if (code === 108 || code === 111) {
      const before = lower.charCodeAt(i - 1);
      return isDigit(before) || (before === 44 && others === 1);
    } else if (code <= 47 || code === 92) others++;
    else return false;
  }
  return digits >= 4;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Nothing but digits stands between two positions. */
function sameRun(lower: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isDigit(lower.charCodeAt(i))) return false;
  return true;
}

const KIND =
  /^[\s-]?\(?\s?([ABCEHPSUYTIMWX][1-9])\)?(?![A-Za-z0-9])|^([ABCEFPSUY])(?![A-Za-z0-9])|^\s?([ABCEPSUY])(?=\s?[,;).\]:](?!\d)|\s?$|\s(?:\(|to\b|in\b|and\b|or\b|as\b|by\b|further\b|hereinafter\b|taken\b))|^([abu][1-9])(?![A-Za-z0-9])|^\s\(([ABCEPSUY])\)/;

/** The kind code behind a number, with its leading blank, as written; null if none. */
function kindAfter(clean: string, end: number): string | null {
  const match = KIND.exec(clean.slice(end, end + 14));
  return match ? match[0] : null;
}

function kindCode(written: string | null): string | null {
  return written === null ? null : written.replace(/[\s()]/g, "").toUpperCase();
}

function us(
  kind: "us-patent" | "us-pgpub",
  number: string,
  clean: string,
  lower: string,
  start: number,
  end: number,
  repaired: boolean,
  rule: string,
): DocumentNumber {
  const code = kindAfter(clean, end);
  const from = start + (lower[start] === "(" ? 1 : 0);
  return {
    start: from,
    end: end + (code?.length ?? 0),
    kind,
    country: "US",
    number,
    kindCode: kindCode(code),
    repaired,
    rule,
  };
}

const PREFIX =
  /(?<=(?<![A-Za-z])((?:(?:U\.?\s?S\.?|US|United States)[\s-]*)?(?:(?:Design\s+)?(?:Patent|Pat\.?)\s*(?:No|Number)?\.?:?\s*)?(?:Des\.?\s?|DES\.?\s?|D\.?\s?|RE\.?\s?|Re\.?\s?|PP\.?\s?|SIR\s?H|H))(\s?))/y;
const CODE_BEFORE =
  /(?<=(?<![A-Za-z])([A-Z]{2}|wo|ep|jp|kr|cn|gb|fr|tw)((?:[\s-]?(?:(?:patent|pat\.?|publication|pub\.?|application|appl\.?|document)\s*(?:no\.?|number)?:?\s*|No\.?:?\s*|Patent\s*(?:No\.?)?:?\s*|Pub\.?\s*(?:No\.?)?:?\s*|Publication\s*(?:No\.?)?:?\s*|Application\s*(?:No\.?)?:?\s*)|[\s-]{0,3}|-A-|\sA\s|\/)(?:([HSMIPD])\s?|(?:(?:Hei|Sho|HEI|SHO)[\s-]?))?))/y;

/** The words in small letters that end a prefix: an office's code, what kind of document it is, an era of Japan. */
const PREFIX_WORDS = new Set(
  "wo ep jp kr cn gb fr tw patent pat publication pub application appl document no number hei sho des re".split(
    " ",
  ),
);

/**
 * A capital, a mark or a word that a prefix can end with stands before the digits: "[0035]", "May 4, 2015", "in 2015" are
 * most of all.
 */
function mayBePrefixed(clean: string, lower: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && lower.charCodeAt(before) <= 32) before--;
  const code = clean.charCodeAt(before);
  if (code < 97 || code > 122) return (code >= 65 && code <= 90) || (code >= 45 && code <= 47) || code === 58;
  let start = before;
  while (start > 0 && before - start < 12 && isLetter(lower.charCodeAt(start - 1))) start--;
  return PREFIX_WORDS.has(lower.slice(start, before + 1));
}

/** `undefined`: letters stand before the digits that make them no document number at all. */
function readPrefixed(
  clean: string,
  lower: string,
  at: number,
  cluster: string,
): DocumentNumber | null | undefined {
  if (!mayBePrefixed(clean, lower, at)) return null;
  CODE_BEFORE.lastIndex = at;
  const code = CODE_BEFORE.exec(clean);
  if (code && code[1] !== "US") {
    const office = OFFICE_BY_CODE.get(code[1]!.toUpperCase());
    if (office) {
      const glue = code[2]!;
      const from = at - glue.length - 2;
      if (insideAddress(lower, at)) return undefined;
      if (/pct\/$/i.test(clean.slice(Math.max(0, from - 4), from))) return undefined;
      // "79 FR 74618": the Federal Register.
      if (office.code === "FR" && /\d\s$/.test(clean.slice(Math.max(0, from - 2), from))) return undefined;
      if (
        WORDLIKE.has(code[1]!) &&
        (glue.includes(".") ||
          (digitCount(cluster) < 6 && !RARE.has(code[1]!)) ||
          /(?:PATENT|PUB|APPLICATION|SERIAL)\.?\s$/.test(clean.slice(Math.max(0, from - 12), from)))
      )
        return null;
      const era = /(?:^|[^a-z])(?:hei|sho)/i.test(glue)
        ? /(?:hei)/i.test(glue)
          ? "H"
          : "S"
        : (code[3] ?? "");
      const number = foreignNumber(clean, office.code, from, at, cluster, "office-code", era);
      return number && RARE.has(office.code) && number.kindCode === null ? null : number;
    }
  }
  PREFIX.lastIndex = at;
  const letter = PREFIX.exec(clean);
  if (letter) {
    const words = letter[1]!;
    const kindLetters = /(Des|DES|D|RE|Re|PP|H)\.?\s?$/.exec(words);
    const digits = /^(?:\d{1,3},\d{3}|\d{3,6}|\d{2},\d{3})(?![\d,]\d)/.exec(cluster);
    if (kindLetters && digits) {
      const prefix = kindLetters[1]!.toUpperCase().startsWith("D") ? "D" : kindLetters[1]!.toUpperCase();
      const number = digits[0].replace(/\D/g, "");
      const context = /US|U\.|United|Pat/.test(words);
      const plausible =
        prefix === "D"
          ? number.length === 6 && (context || digits[0].includes(",") || /^[89765]/.test(number))
          : prefix === "RE"
            ? number.length === 5
            : prefix === "PP"
              ? number.length >= 4 && number.length <= 5
              : context && number.length <= 4 && number.length >= 2;
      if (plausible && (context || prefix !== "H")) {
        const from = at - words.length - letter[2]!.length;
        return us(
          "us-patent",
          prefix + number,
          clean,
          lower,
          from,
          at + digits[0].length,
          false,
          "us-lettered",
        );
      }
    }
  }
  return null;
}

function foreignNumber(
  clean: string,
  country: string,
  from: number,
  at: number,
  cluster: string,
  rule: string,
  era = "",
): DocumentNumber | null {
  const office = OFFICE_BY_CODE.get(country)!;
  let taken =
    country === "WO"
      ? (/^(?:(?:19|20)\d{2}|\d{2})\s?[/-]\s?\d{5,6}|^(?:19|20)?\d{2}\/?\d{5,6}(?!\d)|^\d{4}\s\d{6}|^\d{7,10}/.exec(
          cluster,
        )?.[0] ?? null)
      : null;
  if (country !== "WO") {
    // The longest run of groups whose digits fit the office; blanks and commas join groups of three only.
    const pieces = cluster.match(/\d+|\D+/g) ?? [];
    let length = 0;
    let digits = 0;
    let best = 0;
    for (let k = 0; k < pieces.length && k < 9; k++) {
      const piece = pieces[k]!;
      if (k % 2 === 1) {
        const next = pieces[k + 1] ?? "";
        const separator = piece.trim();
        if (separator === "," && next.length !== 3) break;
        if (
          separator === "" &&
          next.length !== 3 &&
          !isYear(next) &&
          !isYear(pieces[k - 1]!) &&
          !(country === "DE" && (next.length === 4 || next.length === 2)) &&
          !(country === "KR") &&
          !(country === "JP" && digits === 4)
        )
          break;
        if (separator === "." && next.length > 1 && !(country === "CN" && next.length === 1)) break;
        if (separator === "." && next.length === 1 && country !== "CN") break;
        if ((separator === "/" || separator === "\\" || separator === "'") && digits > 4) break;
      } else digits += piece.length;
      length += piece.length;
      if (k % 2 === 0 && digits >= office.fewestDigits - (era ? 2 : 0) && digits <= office.mostDigits)
        best = length;
      if (digits > office.mostDigits) break;
    }
    taken = best > 0 ? cluster.slice(0, best) : null;
  }
  if (!taken) return null;
  const end = at + taken.length;
  const number = era + taken.replace(/\D/g, "");
  const code = kindAfter(clean, end);
  return {
    start: from,
    end: end + (code?.length ?? 0),
    kind: "foreign",
    country,
    number,
    kindCode: kindCode(code),
    repaired: false,
    rule,
  };
}

/** "BR 10 2013 012345", "DK 2009 00123": blanks around the year of the filing. */
function isYear(digits: string): boolean {
  return /^(?:19|20)\d{2}$/.test(digits);
}

/** Whether the word of an office stands within reach before a position. */
function isNearOffice(offices: readonly number[], at: number): boolean {
  let low = 0;
  let high = offices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offices[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low > 0 && offices[low - 1]! >= at - OFFICE_REACH;
}

/** Digits of a web address are no document number. */
function insideAddress(lower: string, at: number): boolean {
  let from = at;
  while (from > 0 && at - from < 200 && lower.charCodeAt(from - 1) > 32) from--;
  if (from === at) return false;
  const word = lower.slice(from, at);
  return word.includes("http") || word.includes("www.") || word.includes("://");
}

function bracketed(lower: string, start: number, end: number): boolean {
  let from = start - 1;
  while (from >= 0 && lower.charCodeAt(from) === 32) from--;
  const open = lower[from];
  if (open !== "(" && open !== "[") return false;
  const after = lower.slice(end, end + 4).trimStart()[0];
  return (
    after === ")" ||
    after === "]" ||
    after === "," ||
    after === ";" ||
    /^\s?[a-z][1-9]?\s?\)/.test(lower.slice(end, end + 5))
  );
}

/** "Smith et al. 6,123,456", "Smith (6,123,456)", "Smith, 6,123,456": a name right before a comma-grouped number. */
function namedBefore(clean: string, at: number): boolean {
  return (
    /(?:et\.?\s?al\.?,?|[A-Z][a-z]+(?:\s?'\d{3})?\s?[,;:]?)\s?\(?\s?$/.test(
      clean.slice(Math.max(0, at - 30), at),
    ) && !/(?:[Cc]laims?|[Ll]ines?|[Tt]able|Step|SEQ ID NO:?)\s?$/.test(clean.slice(Math.max(0, at - 12), at))
  );
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** The digits of a number, with those that character recognition took for letters. */
function digitsIn(text: string): string {
  return text.replace(/o/g, "0").replace(/[il]/g, "1").replace(/\D/g, "");
}

function digitCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}

function leadingBlank(phrase: string): number {
  const match = /^[\s("'[,;:/-]+/.exec(phrase);
  return match ? match[0].length : 0;
}
