import { isDay, monthCalled } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { referenceKey } from "../../../extract/index.js";
import { readApplicationNumber } from "../../../query/index.js";

/** What a statement says of an Office action, as it was understood. */
export interface Stated {
  readonly kind: "rejected" | "allowed" | "objected";
  readonly isDenied: boolean;
  /** Empty where it names none. */
  readonly claims: readonly number[];
  /** `103`, `112(b)`, `DP`; empty where it names none. */
  readonly grounds: readonly string[];
  readonly references: readonly StatedReference[];
  readonly date: string | null;
  readonly document: string | null;
  readonly application: string | null;
  readonly code: "CTNF" | "CTFR" | null;
}

export interface StatedReference {
  readonly written: string;
  /** Country and digits, where it is written as a number. */
  readonly key: string | null;
}

/** Claims of one list at most. */
const MOST_CLAIMS = 2000;

/** Reads a statement such as "claims 1-5 rejected under 103 over Smith in view of Jones, action of 2021-03-02". */
export function readStatement(written: string): Stated {
  const { rest: undated, date } = takeDate(written.replaceAll(/\s+/g, " ").trim());
  const { rest: unplaced, application, document } = takeNumbers(undated);
  const code = /\bnon-?\s?final\b|\bCTNF\b/i.test(unplaced)
    ? "CTNF"
    : /\bfinal\b|\bCTFR\b/i.test(unplaced)
      ? "CTFR"
      : null;
  const { rest, claims } = takeClaims(withoutAction(unplaced));
  const { head, references } = takeReferences(rest);
  const kind = /\ballow(?:ed|able|ance)\b/i.test(head)
    ? "allowed"
    : /\bobject(?:ed|ion)/i.test(head)
      ? "objected"
      : "rejected";
  const grounds = kind === "rejected" ? groundsOf(head) : [];
  if (claims.length === 0 && grounds.length === 0 && references.length === 0)
    throw new ArtunitError(
      "bad-value",
      "This says nothing that can be checked. Name claims, a ground or references, as in: claims 1-5 rejected under 103 over Smith in view of Jones, action of 2021-03-02.",
      { field: "statement" },
    );
  const isDenied = DENIAL.test(head);
  return { kind, isDenied, claims, grounds, references, date, document, application, code };
}

/** Stands where a date or a number stood. */
const PLACE = "†";
/** "not rejected", "no rejection under 101", "without a rejection"; a number is written "No." */
const DENIAL =
  /\b(?:not|never|neither|nor)\b|\bn['’]t\b|\bno (?:\S+ ){0,4}(?:rejections?|objections?)\b|\bnone of\b|\bwithout (?:a|any) (?:\S+ ){0,4}(?:rejections?|objections?)\b/i;

const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

/** Days as people write them; of figures with slashes the month stands first, as American examiners write. */
const DATES: readonly (readonly [RegExp, (found: RegExpExecArray) => readonly [string, string, string]])[] = [
  [/\b(\d{4})-(\d{2})-(\d{2})\b/, ([, y = "", m = "", d = ""]) => [y, m, d]],
  [/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/, ([, m = "", d = "", y = ""]) => [y, m, d]],
  [
    new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, "i"),
    ([, m = "", d = "", y = ""]) => [y, String(monthCalled(m)), d],
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH},? (\\d{4})\\b`, "i"),
    ([, d = "", m = "", y = ""]) => [y, String(monthCalled(m)), d],
  ],
];

function takeDate(text: string): { readonly rest: string; readonly date: string | null } {
  for (const [pattern, parts] of DATES) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [year, month, day] = parts(found);
    const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    if (!isDay(date))
      throw new ArtunitError("bad-value", `"${found[0]}" is no day of the calendar.`, { field: "statement" });
    return {
      rest: `${text.slice(0, found.index)}${PLACE}${text.slice(found.index + found[0].length)}`,
      date,
    };
  }
  return { rest: text, date: null };
}

const APPLICATION =
  /\b(?:in |of |for )?(?:u\.?s\.? )?(?:(?:patent )?appl(?:ication|n|\.)?(?: serial)?(?: n(?:o|umber)\.?| #)? ?(\d{2}\/?\d{3},?\d{3})|(\d{2}\/\d{3},?\d{3}))\b/i;
const DOCUMENT =
  /(?:,? ?\b(?:in )?(?:the )?[Dd]ocument (?:id |no\. )?)?\b((?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{14,16})\b/;

/** The application's number and the document's id, where it names them. */
function takeNumbers(text: string): {
  readonly rest: string;
  readonly application: string | null;
  readonly document: string | null;
} {
  const named = APPLICATION.exec(text);
  const rest = named ? text.replace(named[0], PLACE) : text;
  const [whole, document = null] = DOCUMENT.exec(rest) ?? [];
  return {
    rest: whole ? rest.replace(whole, PLACE) : rest,
    application: named ? readApplicationNumber(named[1] ?? named[2] ?? "") : null,
    document,
  };
}

/** Leaves out what only says which action is meant; `†` stands where a date or number stood. */
function withoutAction(text: string): string {
  return text
    .replaceAll(
      /[,;(]?\s*\b(?:in|by|of|per|see|from)?\s*(?:the |that |an? )?(?:first |second |last |non-?\s?final |final )*(?:office )?(?:actions?|rejections? (?=†|dated|mailed|of †))(?: (?:of|dated|mailed|from|sent|issued))?(?: on)?\s*†?\)?/gi,
      " † ",
    )
    .replaceAll(/\b(?:CTNF|CTFR)\b|\b(?:non-?\s?)?finally?\b/gi, " ");
}

const NUMBER_OR_RANGE = "\\d{1,3}(?:\\s?(?:-|–|—|to|through)\\s?\\d{1,3})?";
const CLAIMS = new RegExp(
  `\\bclaims?\\s+(?:nos?\\.\\s*)?(${NUMBER_OR_RANGE}(?:\\s?(?:,\\s?and|,\\s?or|,|and|&|or)\\s?${NUMBER_OR_RANGE})*)`,
  "gi",
);

function takeClaims(text: string): { readonly rest: string; readonly claims: readonly number[] } {
  const claims = new Set<number>();
  const rest = text.replaceAll(CLAIMS, (_, numbers: string) => {
    for (const part of numbers.match(new RegExp(NUMBER_OR_RANGE, "g")) ?? []) {
      const [from = 0, to = from] = (part.match(/\d+/g) ?? []).map(Number);
      for (let claim = from; claim <= to && claims.size < MOST_CLAIMS; claim++) claims.add(claim);
    }
    return "claims";
  });
  return { rest, claims: [...claims].sort((a, b) => a - b) };
}

const OVER =
  /\b(?:over|anticipated by|disclosed by|taught by|obvious (?:over|from|in view of|in light of)|in view of|in light of|based (?:up)?on|citing|cites|relying on|on the basis of)\b/i;
const JOINED =
  /\s*(?:,\s*)?(?:\b(?:and )?(?:in )?(?:further )?(?:in )?(?:view of|light of|combination with)\b|\bcombined with\b|\btogether with\b|\bas evidenced by\b|\band further\b|\band\b|\bwith\b|&|\+|,|;)\s*/i;

/** What stands before "over", and the documents behind it. */
function takeReferences(text: string): {
  readonly head: string;
  readonly references: readonly StatedReference[];
} {
  const over = OVER.exec(text);
  if (!over) return { head: text, references: [] };
  const behind = text.slice(over.index + over[0].length);
  const [list = "", ...further] = behind.split(
    /†|\bunder\b|\bpursuant\b|(?<=[a-z\d)])(?<!\b(?:no|nos|pat|pub|appl|al|ser|u\.s))\.(?=\s|$)|\bas (?:being )?(?:obvious|unpatentable)/i,
  );
  const references = protect(list)
    .split(JOINED)
    .map((each) => each.replaceAll("¤", ",").replaceAll(/^[\s(.]+|[\s(.]+$/g, ""))
    .filter((each) => /[a-z]{2}|\d[\d,]{3}/i.test(each))
    .map(asReference);
  return { head: `${text.slice(0, over.index)} ${over[0]} ${further.join(" ")}`, references };
}

/** Commas inside numbers separate no documents. */
function protect(list: string): string {
  return list.replaceAll(/(?<=\d),(?=\d{3})/g, "¤").replaceAll(/,?\s+et\s+al\.?/gi, "");
}

function asReference(written: string): StatedReference {
  const number = /(?:\b[A-Z]{2}\s?-?)?\d[\d,./-]{4,}\d(?:\s?[A-Z]\d?)?\b/.exec(written)?.[0];
  const key = number ? (referenceKey(written) ?? referenceKey(number.replaceAll(/[,\s]/g, ""))) : null;
  return { written: written.replace(/^(?:the )?(?:references?|patent|publication) /i, ""), key };
}

const SECTION = /(?<![\d,/])\b(?:35 ?u\.? ?s\.? ?c\.? ?)?§*\s?(10[123]|112)(?!\d|,\d)(?:\s?\(([a-f])\))?/gi;

/** The grounds a text names, by number or in words. */
function groundsOf(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, section = "", letter] of text.matchAll(SECTION))
    found.add(section === "112" && letter ? `112(${letter.toLowerCase()})` : section);
  if (/double.?patenting|\bODP\b|\bDP\b/i.test(text)) found.add("DP");
  if (found.size > 0) return [...found];
  for (const [pattern, ground] of IN_WORDS) if (pattern.test(text)) found.add(ground);
  return [...found];
}

const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/anticipat/i, "102"],
  [/obvious|unpatentable over/i, "103"],
  [/indefinite/i, "112(b)"],
  [/written description|enable|new matter/i, "112(a)"],
  [/ineligible|eligib|abstract idea|non-?statutory subject/i, "101"],
];
