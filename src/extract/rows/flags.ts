import type { UsptoFlags } from "../model.js";
import { isAdmitted } from "../references/index.js";
import { type Action, type ActionText, isStem, type Stem } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import {
  CONTACT_WORDS,
  DECISIONS,
  DIRECTOR,
  EXAMINER_TITLE,
  FORM_PARAGRAPHS,
  INITIALS_LINE,
  NO_TITLE_LINE,
  PRIMARY,
  SUPERVISOR_NAMED,
  SUPERVISORY,
} from "../vocabulary/index.js";
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
  const raised = new Set<string>();
  let rejects112 = false;
  let most102 = 0;
  let most103 = 0;
  let one103 = false;
  for (const rejection of live) {
    const { ground } = rejection;
    if (ground !== "other") raised.add(ground);
    if (ground.startsWith("112") || (ground === "other" && rejection.subsection?.startsWith("112")))
      rejects112 = true;
    // A reference that serves as evidence is one of the references of the rejection: MPEP 2131.01.
    // What the applicant admits is no reference (MPEP 2129).
    const references = rejection.combination.references.filter((one) => !isAdmitted(one)).length;
    if (ground === "102") most102 = Math.max(most102, references);
    if (ground === "103") {
      most103 = Math.max(most103, references);
      if (references === 1) one103 = true;
    }
  }
  const has = (ground: string): 0 | 1 => (raised.has(ground) ? 1 : 0);
  const forms = formsIn(action.text);
  return {
    ...decisionsIn(action.text),
    hasRej101: has("101"),
    hasRej102: has("102"),
    hasRej103: has("103"),
    hasRej112: rejects112 ? 1 : 0,
    hasRejDP: has("DP"),
    hasObjection: objections > 0 ? 1 : 0,
    allowedClaimIndicator: allowed > 0,
    cite102GT1: most102 > 1 ? 1 : 0,
    cite103GT3: most103 > 3 ? 1 : 0,
    cite103EQ1: one103 ? 1 : 0,
    cite103Max: most103,
    headerMissing: action.sections.length > 1 ? 0 : 1,
    formParagraphMissing: isMissing(raised, forms) ? 1 : 0,
    rejectFormMissmatch: live.length > 0 && differ(forms, raised) ? 1 : 0,
    closingMissing: hasClosing(action.text) ? 0 : 1,
    signatureType: signatureType(action),
  };
}

interface Forms {
  /** Grounds whose statute is quoted, or that have their preamble. */
  readonly grounds: ReadonlySet<string>;
  /** 7.103: the statute is quoted in an earlier action. */
  readonly elsewhere: boolean;
}

function formsIn(text: ActionText): Forms {
  const grounds = new Set<string>();
  let elsewhere = false;
  for (const paragraph of QUOTATIONS) {
    if (paragraph.statute && grounds.has(paragraph.statute)) continue;
    if (!hasAnySign(text, paragraph.signs)) continue;
    if (paragraph.number === "7.103") elsewhere = true;
    else if (paragraph.statute) grounds.add(paragraph.statute);
  }
  return { grounds, elsewhere };
}

const QUOTATIONS = FORM_PARAGRAPHS.filter(({ role }) => role === "quotation" || role === "preamble");

function isMissing(raised: ReadonlySet<string>, { grounds, elsewhere }: Forms): boolean {
  if (elsewhere) return false;
  for (const ground of raised) if (!grounds.has(ground)) return true;
  return false;
}

/** The paragraphs of 112 are one ground here. */
function differ(forms: Forms, raised: ReadonlySet<string>): boolean {
  const withForms = withoutLetters(forms.grounds);
  const withSentences = withoutLetters(raised);
  for (const ground of withForms) if (!withSentences.has(ground)) return true;
  if (!forms.elsewhere) for (const ground of withSentences) if (!withForms.has(ground)) return true;
  return false;
}

function withoutLetters(grounds: ReadonlySet<string>): Set<string> {
  const coarse = new Set<string>();
  for (const ground of grounds)
    if (ground !== "112(f)") coarse.add(ground.startsWith("112(") ? "112" : ground);
  return coarse;
}

/** Every name of a decision has one of these in it; most actions have none. */
const DECISION_STEMS = ["alice", "mayo", "bilski", "myriad", "cls bank", "prometheus"] as const;
const LONGEST_DECISION = Math.max(
  ...DECISIONS.flatMap((decision) => decision.names.map((name) => name.length)),
);

function decisionsIn({
  lower,
  keywords,
}: ActionText): Pick<UsptoFlags, "alice" | "mayo" | "bilski" | "myriad"> {
  const named = { alice: false, mayo: false, bilski: false, myriad: false };
  for (const at of keywords.ofAny(DECISION_STEMS)) {
    const words = lower.slice(Math.max(0, at - LONGEST_DECISION), at + LONGEST_DECISION);
    for (const { flag, names } of DECISIONS)
      if (!named[flag] && names.some((name) => words.includes(name))) named[flag] = true;
  }
  return named;
}

/** The contact paragraph stands at the end; the whole text is asked only for its fixed words. */
function hasClosing(text: ActionText): boolean {
  const { lower, keywords } = text;
  return (
    contactParagraph(text) !== null ||
    CONTACT_WORDS.test(lower.slice(-6_000)) ||
    keywords.at("inquir").some((at) => lower.startsWith("inquiries concerning", at)) ||
    keywords
      .at("telephone")
      .some((at) => lower.startsWith("telephone number is", at) || lower.startsWith("whose ", at - 6))
  );
}

/** Where the contact paragraph begins, "Any inquiry concerning this communication …"; the last, if it is repeated. */
function contactParagraph({ lower, keywords }: ActionText): number | null {
  const at = keywords
    .at("inquir")
    .findLast((place) => lower.startsWith("inquiry", place) && lower.startsWith("any ", place - 4));
  return at === undefined ? null : at - 4;
}

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

function hasAnySign({ lower, keywords }: ActionText, signs: readonly string[]): boolean {
  for (const words of signs) {
    const { keyword, reach, pattern, rest } = readSign(words);
    for (const at of keywords.at(keyword)) {
      rest.lastIndex = at;
      if (rest.test(lower) && pattern.test(lower.slice(Math.max(0, at - reach), rest.lastIndex))) return true;
    }
  }
  return false;
}

/** Titles in the signature block, which is the end of the text behind the contact paragraph. */
function signatureType(action: Action): UsptoFlags["signatureType"] {
  const { lower } = action.text;
  const from = contactParagraph(action.text) ?? Math.max(0, lower.length - 1_500);
  const after = lower.slice(from);
  const block = after.slice(Math.max(0, after.length - 1_200)).replace(SUPERVISOR_NAMED, " ");
  const lines = block
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length > 0 && line.length < 160);
  let primary = 0;
  let supervisory = false;
  let director = false;
  let plain = false;
  for (const line of lines) {
    if (NO_TITLE_LINE.test(line)) continue;
    if (DIRECTOR.test(line)) director = true;
    if (SUPERVISORY.test(line)) supervisory = true;
    else if (PRIMARY.test(line)) primary++;
    else if (EXAMINER_TITLE.test(line)) plain = true;
  }
  if (director) return 4;
  if (supervisory) return 3;
  if (primary > 0 && (plain || initialsBefore(lines))) return 2;
  if (primary > 0) return 1;
  return plain ? 0 : null;
}

/** "/J.S./" or "HM" above a primary examiner's name: the assistant's initials. */
function initialsBefore(lines: readonly string[]): boolean {
  return lines.some((line) => INITIALS_LINE.test(line));
}
