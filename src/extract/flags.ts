import type { Action } from "./action.js";
import type { LiveRejection } from "./decide.js";
import { isStem, type Stem } from "./keywords.js";
import type { UsptoFlags } from "./model.js";
import type { ActionText } from "./text.js";
import { DECISIONS } from "./vocabulary/decisions.js";
import { FORM_PARAGRAPHS } from "./vocabulary/formParagraphs.js";

/**
 * The USPTO's indicators, derived. The agency's exact rules are not published; these follow the definitions of its
 * field lists. `formParagraphMissing`: a raised ground has neither its statute quotation or preamble, nor 7.103.
 * `rejectFormMissmatch`: the grounds with form paragraphs differ from those with rejection sentences.
 */
export function deriveFlags(
  action: Action,
  live: readonly LiveRejection[],
  objections: number,
  allowed: number,
): UsptoFlags {
  const has = (test: (rejection: LiveRejection) => boolean): 0 | 1 => (live.some(test) ? 1 : 0);
  const counts102 = live.filter((rejection) => rejection.ground === "102").map(referenceCount);
  const counts103 = live.filter((rejection) => rejection.ground === "103").map(referenceCount);
  const { lower, keywords } = action.text;
  const present = new Set<string>();
  let elsewhere = false;
  for (const paragraph of FORM_PARAGRAPHS) {
    if (paragraph.role !== "quotation" && paragraph.role !== "preamble") continue;
    if (paragraph.statute && present.has(paragraph.statute)) continue;
    if (!paragraph.signs.some((sign) => hasSign(action.text, sign))) continue;
    if (paragraph.number === "7.103") elsewhere = true;
    else if (paragraph.statute) present.add(paragraph.statute);
  }
  const raised = new Set<string>(
    live.filter((rejection) => rejection.ground !== "other").map((rejection) => rejection.ground),
  );
  const missing = [...raised].some((ground) => !present.has(ground));
  const grounds112 = ["112(a)", "112(b)", "112(d)"];
  const coarse = (set: Set<string>) =>
    new Set(
      [...set].filter((one) => one !== "112(f)").map((one) => (grounds112.includes(one) ? "112" : one)),
    );
  const withForms = coarse(present);
  const withSentences = coarse(raised);
  const differs =
    [...withForms].some((one) => !withSentences.has(one)) ||
    (!elsewhere && [...withSentences].some((one) => !withForms.has(one)));
  const decisions = keywords
    .ofAny(DECISION_STEMS)
    .map((at) => lower.slice(Math.max(0, at - LONGEST_DECISION), at + LONGEST_DECISION))
    .join("\n");
  const named = (flag: string) =>
    DECISIONS.find((decision) => decision.flag === flag)!.names.some((name) => decisions.includes(name));
  const max = Math.max(0, ...counts103);
  return {
    alice: named("alice"),
    mayo: named("mayo"),
    bilski: named("bilski"),
    myriad: named("myriad"),
    hasRej101: has((rejection) => rejection.ground === "101"),
    hasRej102: has((rejection) => rejection.ground === "102"),
    hasRej103: has((rejection) => rejection.ground === "103"),
    hasRej112: has(
      (rejection) =>
        rejection.ground.startsWith("112") ||
        (rejection.ground === "other" && rejection.subsection?.startsWith("112") === true),
    ),
    hasRejDP: has((rejection) => rejection.ground === "DP"),
    hasObjection: objections > 0 ? 1 : 0,
    allowedClaimIndicator: allowed > 0,
    cite102GT1: counts102.some((count) => count > 1) ? 1 : 0,
    cite103GT3: max > 3 ? 1 : 0,
    cite103EQ1: counts103.includes(1) ? 1 : 0,
    cite103Max: max,
    headerMissing: action.sections.length > 1 ? 0 : 1,
    formParagraphMissing: missing && !elsewhere ? 1 : 0,
    rejectFormMissmatch: live.length > 0 && differs ? 1 : 0,
    closingMissing: hasClosing(lower) ? 0 : 1,
    signatureType: signatureType(action),
  };
}

function referenceCount(rejection: LiveRejection): number {
  // A reference that serves as evidence is one of the references of the rejection: MPEP 2131.01.
  return rejection.combination.references.length;
}

/** The contact paragraph stands at the end; the whole text is asked only for its fixed words. */
function hasClosing(lower: string): boolean {
  return (
    /any\s+inquir|whose\s+telephone|telephone\s+number\s+is|should\s+be\s+directed\s+to/.test(
      lower.slice(-6_000),
    ) ||
    ["any inquiry", "inquiries concerning", "whose telephone", "telephone number is"].some((words) =>
      lower.includes(words),
    )
  );
}

/** Every name of a decision has one of these in it; most actions have none. */
const DECISION_STEMS = ["alice", "mayo", "bilski", "myriad", "cls bank", "prometheus"] as const;
const LONGEST_DECISION = Math.max(
  ...DECISIONS.flatMap((decision) => decision.names.map((name) => name.length)),
);

interface Sign {
  /** The rarest word of the sign. */
  readonly keyword: Stem;
  /** Longest way from the beginning of the sign to the keyword. */
  readonly reach: number;
  readonly pattern: RegExp;
  /** The sign from the keyword on: most occurrences of the keyword fail here at once. */
  readonly rest: RegExp;
}

const SIGNS = new Map<string, Sign>();

/** Words with any blanks between them; the text may break a line anywhere. */
function readSign(words: string): Sign {
  const known = SIGNS.get(words);
  if (known) return known;
  const parts = words.split(" ");
  // Not the first word: behind a blank, every other one stands where a keyword is found.
  const keyword = parts.slice(1).filter(isStem)[0];
  if (!keyword) throw new Error(`No word of the sign "${words}" is a keyword.`);
  const at = parts.indexOf(keyword, 1);
  const join = (some: readonly string[]) =>
    some
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s{1,6}(?:\\(?\\s?pre-aia\\s?\\)?\\s{1,3})?");
  const sign: Sign = {
    keyword,
    reach: parts.slice(0, at).join(" ").length + at * 20,
    pattern: new RegExp(join(parts)),
    rest: new RegExp(join(parts.slice(at)), "y"),
  };
  SIGNS.set(words, sign);
  return sign;
}

function hasSign({ lower, keywords }: ActionText, words: string): boolean {
  const { keyword, reach, pattern, rest } = readSign(words);
  return keywords.at(keyword).some((at) => {
    rest.lastIndex = at;
    return rest.test(lower) && pattern.test(lower.slice(Math.max(0, at - reach), rest.lastIndex));
  });
}

/** Titles in the signature block, which is the end of the text behind the contact paragraph. */
function signatureType(action: Action): UsptoFlags["signatureType"] {
  const { lower } = action.text;
  let from = lower.lastIndexOf("any inquiry");
  if (from < 0) from = Math.max(0, lower.length - 1_500);
  const after = lower.slice(from);
  const block = after.slice(Math.max(0, after.length - 1_200)).replace(/examiner's\s+supervisor[^\n]*/g, " ");
  const lines = block
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length > 0 && line.length < 160);
  let primary = 0;
  let supervisory = false;
  let director = false;
  let plain = false;
  for (const line of lines) {
    if (
      /telephone|inquiry|information|attempts|should you|visit|http|is requested|the examiner can/.test(line)
    )
      continue;
    if (/(?:group|technology center|tc)\s+director|\bdirector\b/.test(line)) director = true;
    if (/supervisory\s+(?:primary\s+)?(?:patent\s+)?examiner|supervisory\s+patent|\bspe\b/.test(line))
      supervisory = true;
    else if (/primary\s+(?:patent\s+)?examiner/.test(line)) primary++;
    else if (/\bexaminer\b/.test(line)) plain = true;
  }
  if (director) return 4;
  if (supervisory) return 3;
  if (primary > 0 && (plain || initialsBefore(lines))) return 2;
  if (primary > 0) return 1;
  return plain ? 0 : null;
}

/** "/J.S./" or "HM" above a primary examiner's name: the assistant's initials. */
function initialsBefore(lines: readonly string[]): boolean {
  return lines.some((line) => /^\/?[a-z]\.?\s?[a-z]?\.?\s?[a-z]\.?\/?$/.test(line));
}
