/** A list of claim numbers as it stands in the text. Positions are those of the lower-case text. */
export interface ClaimList {
  readonly start: number;
  readonly end: number;
  /** Expanded, sorted, without repeats. */
  readonly claims: readonly number[];
  /** "and their dependents", "and all claims depending therefrom". */
  readonly dependentsInherit: boolean;
  readonly placeholder: boolean;
  readonly slips: readonly ClaimSlip[];
  /** Ranges as written, for the check against the pending claims. */
  readonly highest: number;
}

export interface ClaimSlip {
  readonly code: "range-backwards" | "range-too-wide" | "range-open" | "placeholder";
  readonly start: number;
  readonly end: number;
}

const WIDEST_RANGE = 1_000;
const LARGEST_CLAIM = 999;
const TITLE_35 = /^35\s?u\.?\s?s/;

/**
 * "claim", "claims", "claim(s)", "claims:", "clams", "laims" (head of the line lost): the length of the word at
 * `at`, or 0.
 */
function claimWord(lower: string, at: number): number {
  if (lower.charCodeAt(at) !== 99 || !/[^a-z]/.test(lower[at - 1] ?? " ")) return 0;
  CLAIM_WORD.lastIndex = at;
  return CLAIM_WORD.test(lower) ? CLAIM_WORD.lastIndex - at : 0;
}
const CLAIM_WORD =
  /cl(?:ai|a|ia|aí|al|ai1|aim)m?(?:s\b|\b|s?(?=\d))(?:\s?[([{]\s?s\s?[)\]}])?|cl(?:ms?|s)\.(?=\s?\d)/y;

const SEPARATOR =
  /\s*(?:,\s*;?\s*(?:and\s*\/\s*or|and(?:\s+and)?|adn|nad|ad|amd|an\sd|or|&|as well as|plus|along with|together with|including)?(?![a-z])|;\s*(?:and|or|&)?(?![a-z])|(?:and\s*\/\s*or|and(?:\s+and)?|adn|nad|ad(?=\s\d)|amd|an\sd|or|&|as well as|plus|along with|together with)(?![a-z])|\/(?=\d))\s*,?\s*(?:(?:also|the|each of|all of|any of|further|new|newly added|amended|corresponding|remaining|similar|their|its|respective)\s+){0,3}(?:(?:(?:in)?dependents?|method|system|apparatus|device|product|process|medium|amended|composition|original|corresponding)\s+){0,2}(?:claims?\b(?:\s?\(s\))?:?\s*(?:nos?\.\s*)?|nos?\.\s*)?/y;
const RANGE = /\s*(?:-{1,3}|to\b|through\b|thru\b|thr\b|until\b|~|—|\.\.{1,2})\s*(?:claims?\s+)?/y;
/** "[1]-[5]": each number in brackets of its own. */
const BRACKETED_RANGE = /\s*[)\]}]\s*(?:-{1,3}|to\b|through\b)\s*[([{]\s*(?=\d)/y;
const NUMBER =
  /(?:\d{1,6}|[il|](?=\s*(?:-|,|(?:and|to|through|is|stands)\b))|(?:[1-9l|][0-9olz|]|[il]\d|\d{2}[ol]|\d[ol]\d))(?:(?![a-z\d%])|(?=(?:and|is|are|a[a-z]{1,2}\s+rejected)\b|and\d|(?:is|are)rej))/y;
const ASIDE = /\s*[([](?!\s*\d)[^()[\]]{1,80}[)\]]/y;
const INCLUSIVE = /\s*,?\s*inclusive(?:ly)?\b/y;
const NOT_A_CLAIM =
  /\s*(?:u\.?\s?s\.?\s?c|usc\b|cfr\b|c\.f\.r|lines?\b|fig|%|\/\d|:\d|(?:st|nd|rd|th)\b|months?\b|years?\b|pages?\b|steps?\b|paragraphs?\b|times\b|mm\b|cm\b|wt\b)|[.,]\d{3}/y;
const DEPENDENTS =
  /\s*[,(]?\s*(?:(?:and|as well as|plus|together with|along with|including|with|or)\s+)?,?\s*(?:(?:all|any|each|of|their|its|the|other|respective|corresponding|remaining|those|which|that|associated|or)\s+){0,4}(?:claims?\s+)?(?:(?:directly|indirectly|or|and\/or|and|directly\/indirectly|that|which|are)\s+){0,4}depend(?:ents?|ant|ants|ing|encies|ent claims?|ant claims?)?\b(?!\s*(?:claims?\s*)?\d)(?:\s+claims?)?(?:\s+(?:thereof|therefrom|thereon|thereupon|from|on|upon|of))?/y;
/** "claims 1-10 except claims 3 and 5", "claims 1-10, excluding cancelled claim 6". */
const EXCEPT =
  /\s*[,(]?\s*(?:except(?:ing)?(?:\s+for)?|with\s+the\s+exception\s+of|excluding|exclusive\s+of|not\s+including|other\s+than|but\s+not)\s+(?:the\s+)?(?:(?:cancell?ed|withdrawn|allowed|objected|dependent|non-?elected)\s+)?(?:claims?\s+)?(?=\d)/y;
const PLACEHOLDER =
  /\s*[:\s]*(?:\[?\s*\*{1,5}\s*\]?|_{2,20}|#{1,6}|x{2,4}\b|\.{3,12}|\[\s*(?:x|n|insert[^\]]{0,30}|claim[^\]]{0,20}|\s*)\s*\]|-{2,8}(?=\s+(?:is|are)\b)|<[^<>]{0,20}>)/y;

/** Reads the list that begins at `at`, right behind the word "claim(s)"; null if no number stands there. */
export function readClaimList(lower: string, at: number, limit: number, wordAt = at): ClaimList | null {
  const numbers: number[] = [];
  const slips: ClaimSlip[] = [];
  let i = at;
  let end = at;
  let highest = 0;
  const skip = /\s*:?\s*(?:nos?\.?\s*)?(?:(?:number(?:s|ed)?)\s+)?#?/y;
  skip.lastIndex = i;
  if (skip.test(lower)) i = skip.lastIndex;
  let bracket = "";
  if ((lower[i] === "(" || lower[i] === "[" || lower[i] === "{") && /[\d\s[(]/.test(lower[i + 1] ?? "")) {
    bracket = lower[i]!;
    while (lower[i] === bracket) i++;
    while (lower.charCodeAt(i) <= 32) i++;
  }
  for (;;) {
    let opened = false;
    if (numbers.length > 0 && (lower[i] === "[" || lower[i] === "(") && /\d/.test(lower[i + 1] ?? "")) {
      i++;
      opened = true;
    }
    let first = number(lower, i, limit);
    if (!first) break;
    if (first.value > LARGEST_CLAIM || first.value === 0) {
      if (numbers.length === 0 && first.value > LARGEST_CLAIM) return null;
      break;
    }
    let after = pastBases(lower, first.end, first.value);
    const slashed = after === first.end ? slashedClaims(lower, first.end, first.value) : null;
    if (slashed) {
      numbers.push(first.value, ...slashed.claims);
      highest = Math.max(highest, slashed.claims.at(-1)!);
      first = { value: slashed.claims.at(-1)!, end: slashed.end };
      after = slashed.end;
    }
    NOT_A_CLAIM.lastIndex = after;
    if (
      NOT_A_CLAIM.test(lower) &&
      !/^\s*(?:lines?|steps?|pages?|paragraphs?)/.test(lower.slice(after, after + 8))
    )
      break;
    if (
      numbers.length > 0 &&
      /^\s*(?:lines?|steps?|pages?|paragraphs?|times)\b/.test(lower.slice(after, after + 14))
    )
      break;
    let last = first.value;
    RANGE.lastIndex = after;
    if (RANGE.test(lower) && RANGE.lastIndex <= limit) {
      const second = number(lower, RANGE.lastIndex, limit);
      // "Claims 1-4, 9 - 35 U.S.C. 103": the dash parts the claims from the statute.
      if (second && TITLE_35.test(lower.slice(second.end - 2, second.end + 6))) {
        numbers.push(first.value);
        highest = Math.max(highest, first.value);
        end = after;
        break;
      }
      if (second) {
        last = second.value;
        after = second.end;
      } else if (lower.slice(first.end, RANGE.lastIndex).includes("-")) {
        slips.push({ code: "range-open", start: i, end: RANGE.lastIndex });
        after = Math.max(first.end, trimEnd(lower, RANGE.lastIndex));
      }
    }
    if (bracket || opened) {
      BRACKETED_RANGE.lastIndex = after;
      const second = BRACKETED_RANGE.test(lower) ? number(lower, BRACKETED_RANGE.lastIndex, limit) : null;
      if (second) {
        last = second.value;
        after = second.end;
      }
    }
    if (last - first.value >= WIDEST_RANGE || last > LARGEST_CLAIM) {
      slips.push({ code: "range-too-wide", start: i, end: after });
      numbers.push(first.value);
    } else if (last < first.value) slips.push({ code: "range-backwards", start: i, end: after });
    else for (let n = first.value; n <= last; n++) numbers.push(n);
    after = pastBases(lower, after, first.value);
    highest = Math.max(highest, first.value, last <= LARGEST_CLAIM ? last : 0);
    i = after;
    if (opened && (lower[i] === "]" || lower[i] === ")")) i++;
    end = i;
    if (numbers.length > 4_000) break;
    // "claim 2 (two)", "claims 1, 3 (as amended), 5": an aside is skipped if the list goes on behind it.
    let from = i;
    INCLUSIVE.lastIndex = from;
    if (INCLUSIVE.test(lower) && INCLUSIVE.lastIndex <= limit) end = from = i = INCLUSIVE.lastIndex;
    ASIDE.lastIndex = from;
    if (ASIDE.test(lower) && ASIDE.lastIndex <= limit) from = ASIDE.lastIndex;
    if (bracket && /^\s*[)\]}]/.test(lower.slice(from, from + 3))) {
      const closing = bracket === "(" ? ")" : bracket === "[" ? "]" : "}";
      from = lower.indexOf(closing, from) + 1 || from;
      while (lower[from] === closing) from++;
      bracket = "";
      end = from;
    }
    EXCEPT.lastIndex = from;
    if (EXCEPT.test(lower)) break;
    SEPARATOR.lastIndex = from;
    if (SEPARATOR.test(lower) && SEPARATOR.lastIndex <= limit && SEPARATOR.lastIndex > from) {
      i = SEPARATOR.lastIndex;
      if (!/[\d[(]/.test(lower[i] ?? "")) i = qualified(lower, i, limit);
      if (lower[i] === "#") i++;
    } else {
      const opening = /^\s*[([](?=\d)/.exec(lower.slice(from, from + 4));
      // "claims 1. 2, 3": a comma read as a stop.
      const stop = /^\.\s{1,2}(?=\d{1,3}(?:\s?[-,]\s?\d|\s(?:and|is|are|is\/are)\s))/.exec(
        lower.slice(from, from + 16),
      );
      // "claims 1 2 3": separators lost at a line break; only if a verb or another number follows.
      const lost = /^\s+(?=\d{1,3}(?:\s*[-,]\s*\d|\s+(?:and|is|are|is\/are)\b))/.exec(
        lower.slice(from, from + 16),
      );
      if (opening) i = from + opening[0].length - 1;
      else if (stop && from === end && numbers.length < 3) i = from + stop[0].length;
      else if (lost && from === end) i = from + lost[0].length;
      else break;
      if (i >= limit) break;
    }
  }
  // "claims 12-9": which claims are meant cannot be told, so the range gives none.
  if (numbers.length === 0 && slips.length > 0)
    return { start: wordAt, end, claims: [], dependentsInherit: false, placeholder: false, slips, highest };
  if (numbers.length === 0) {
    PLACEHOLDER.lastIndex = at;
    if (PLACEHOLDER.test(lower) && PLACEHOLDER.lastIndex <= limit + 1) {
      const stop = PLACEHOLDER.lastIndex;
      return {
        start: wordAt,
        end: stop,
        claims: [],
        dependentsInherit: false,
        placeholder: true,
        slips: [{ code: "placeholder", start: wordAt, end: stop }],
        highest: 0,
      };
    }
    return null;
  }
  EXCEPT.lastIndex = end;
  if (EXCEPT.test(lower) && EXCEPT.lastIndex < limit) {
    const without = readClaimList(lower, EXCEPT.lastIndex, limit);
    if (without && without.claims.length > 0) {
      const left = numbers.filter((claim) => !without.claims.includes(claim));
      if (left.length > 0) {
        numbers.splice(0, numbers.length, ...left);
        end = without.end;
      }
    }
  }
  let dependentsInherit = false;
  DEPENDENTS.lastIndex = end;
  if (DEPENDENTS.test(lower) && DEPENDENTS.lastIndex <= limit + 1) {
    const words = lower.slice(end, DEPENDENTS.lastIndex);
    // "claims 2-8 depend from claim 1" states whose dependents they are; it adds none.
    if (
      /^\s*[,(]?\s*(?:and|as well as|plus|together|along|including|with|or)\b/.test(words) &&
      !/\bdepend$/.test(words)
    ) {
      dependentsInherit = true;
      end = DEPENDENTS.lastIndex;
    }
  }
  return {
    start: wordAt,
    end,
    claims: asSet(numbers),
    dependentsInherit,
    placeholder: false,
    slips,
    highest,
  };
}

/**
 * "9/4", "12 / 9 / 4", "9/5-7": claim 9 as it depends from those earlier claims (37 CFR 1.75(c)); only claim 9 is named.
 * The end of what stands behind the slashes, or `at`.
 */
function pastBases(lower: string, at: number, claim: number): number {
  let end = at;
  for (;;) {
    BASE.lastIndex = end;
    const base = BASE.exec(lower);
    if (!base || Number(base[1]) >= claim) return end;
    end = BASE.lastIndex;
  }
}
const BASE = /\s?\/\s?(\d{1,3})(?:\s?-\s?\d{1,3})?(?![\d%]|[.,]\d{3}|\s?\/\s?\d{4})/y;

/** "claims 1/11/20": three claims of one wording, ascending, with nothing but slashes between. */
function slashedClaims(lower: string, at: number, claim: number): { claims: number[]; end: number } | null {
  SLASHED.lastIndex = at;
  const match = SLASHED.exec(lower);
  if (!match) return null;
  const claims = match[0].match(/\d+/g)!.map(Number);
  const ascends = claims.every((one, index) => one > (claims[index - 1] ?? claim));
  return ascends ? { claims, end: SLASHED.lastIndex } : null;
}
const SLASHED = /(?:\s?\/\s?\d{1,3}){1,6}(?=\s(?:is|are|stand|recites?|under|over)\b|\s?[,;:)]\s)/y;

/** Words that cannot qualify a further claim of the list: they begin another phrase. */
const NO_QUALIFIER = new Set(
  "only of in to from with by as on over under than for is are was were be been has have had depend depends depending dependent rejected objected allowed which that because since wherein where see per like no not when if while whereas but except excluding including regarding respect applied".split(
    " ",
  ),
);

/** "claim 1, method claim 9 and computer program product claim 15": past the words that qualify the next claim; else `at`. */
function qualified(lower: string, at: number, limit: number): number {
  let i = at;
  for (let count = 0; count < 5; count++) {
    WORD.lastIndex = i;
    const word = WORD.exec(lower);
    if (!word || WORD.lastIndex > limit) return at;
    i = WORD.lastIndex;
    if (/^claims?$/.test(word[1]!) && count > 0) return /\d/.test(lower[i] ?? "") ? i : at;
    if (NO_QUALIFIER.has(word[1]!)) return at;
  }
  return at;
}
const WORD = /([a-z][a-z-]{0,18})(?:\s?\(s\))?\s{1,3}/y;

function number(lower: string, at: number, limit: number): { value: number; end: number } | null {
  NUMBER.lastIndex = at;
  if (!NUMBER.test(lower) || NUMBER.lastIndex > limit) return null;
  const digits = lower.slice(at, NUMBER.lastIndex);
  // Character recognition reads 1 as l, i or |, and 0 as o.
  const read = /^\d+$/.test(digits)
    ? digits
    : digits.replace(/[il|]/g, "1").replace(/o/g, "0").replace(/z/g, "2");
  return { value: Number(read), end: NUMBER.lastIndex };
}

function trimEnd(lower: string, end: number): number {
  while (end > 0 && lower.charCodeAt(end - 1) <= 32) end--;
  return end;
}

/** Sorted and without repeats. */
export function asSet(numbers: readonly number[]): number[] {
  if (numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)) return [...numbers];
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Every claim list that begins between `start` and `end`, in text order. */
export function claimListsIn(lower: string, start: number, end: number): ClaimList[] {
  const lists: ClaimList[] = [];
  // A search in the whole text would run to its end each time.
  const text = lower.slice(start, end);
  let at = text.indexOf("cl");
  while (at >= 0) {
    const word = claimWord(lower, start + at);
    let next = at + 2;
    if (word > 0) {
      const list = readClaimList(lower, start + at + word, end, start + at);
      if (list) {
        lists.push(list);
        next = list.end - start;
      }
    }
    at = text.indexOf("cl", next);
  }
  return lists;
}

/** 1,2,3,5 → "1-3,5". */
export function ranges(claims: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < claims.length; i++) {
    const first = claims[i]!;
    let last = first;
    while (claims[i + 1] === last + 1) last = claims[++i]!;
    parts.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return parts.join(",");
}
