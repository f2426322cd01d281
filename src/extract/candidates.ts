import type { Action } from "./action.js";
import { sectionAt } from "./action.js";
import { asSet, type ClaimList, type ClaimSlip, claimListsIn, readClaimList } from "./claimList.js";
import { type GroundItem, readGrounds } from "./ground.js";
import type { FoundSection } from "./sections.js";
import { PARAGRAPH_LETTERS } from "./vocabulary/statutes.js";

/**
 * A statement in the words of a rejection, before it is decided whether it counts. `standing` is what the sentence
 * itself says; `form` tells "claims … are rejected" from "the rejection of claims …".
 */
export interface Candidate {
  readonly form: "verb" | "noun" | "active";
  standing: Standing;
  grounds: readonly GroundItem[];
  readonly groundsFromContext: boolean;
  readonly preAia: boolean;
  claims: readonly number[];
  readonly claimStart: number;
  readonly claimEnd: number;
  readonly dependentsInherit: boolean;
  readonly placeholder: boolean;
  readonly start: number;
  readonly end: number;
  /** Where the word stands that rejects. */
  readonly at: number;
  /** Where a clause ends that shares its verb with further ones: what is said behind them is said of all. */
  readonly verdictEnd?: number;
  /** Where the reasons and references begin: behind the statute. */
  readonly tailStart: number;
  readonly sentence: number;
  readonly section: FoundSection;
  readonly provisional: boolean;
  /** The statement opens its sentence. */
  readonly opens: boolean;
  readonly slips: readonly ClaimSlip[];
  readonly letterSlips: readonly string[];
  rule: string;
  confidence: number;
}

export type Standing =
  | "live"
  | "perfect"
  | "recalled"
  | "maintained"
  | "conditional"
  | "quoted"
  | "withdrawn"
  | "moot"
  | "overcome"
  | "reversed"
  | "other-application"
  | "negated"
  | "plain";

/** Stems of "reject", with what OCR makes of them. */
const REJECT_STEMS = ["rej", "rei", "rey", "re ", "re\n", "re-", "refused", "arerej", "isrej"] as const;
/** "arerejected", "isrejected": the verb joined to its auxiliary. */
const JOINED = /(?:are|is)(?=rej)/y;
const REJECT =
  /reject(?:ed|ion|ions)(?=under(?:\s|35))|reject-\s{1,3}(?:ed|ions?)\b|re(?:j(?:ect|et(?=ed|ion)|ecct|eet|ecl|cct|cet|ec[dr]|eot|ct|etc)|iect|i ect|yect)[a-z]{0,6}\b|rej\s?ect\s?(?:ed|ion|ions)\b|re(?:\s|-\s{0,3})(?:jected|jections?)\b|refused\s(?=under)|rej\.(?=\s{1,3}(?:under|over|as|35|§)\b)/y;

const ADVERBS = new Set(
  "also further hereby herein again provisionally finally now thus therefore still similarly likewise each all both correspondingly additionally alternatively newly respectively accordingly currently properly and then consequently hence so maintained continually continue to together collectively initially therefor as instead here too separately individually yet presently (provisionally) only hereinafter hereunder".split(
    " ",
  ),
);
const PRESENT = new Set([
  "is",
  "are",
  "is/are",
  "are/is",
  "stand",
  "stands",
  "remain",
  "remains",
  "is(are)",
  "is/ are",
  "stand/stands",
  "ae",
  "arc",
  "ate",
  "aare",
  "ar",
  "aer",
  "re",
  "iis",
  "isare",
  "is/arc",
  "was/are",
  "isl",
  "ls",
  "is/a",
  "/are",
  "are.",
  "continue",
  "continues",
]);
const PAST = new Set(["was", "were", "was/were", "stood"]);
const MODAL = new Set([
  "will",
  "would",
  "could",
  "should",
  "may",
  "might",
  "must",
  "shall",
  "cannot",
  "can",
  "if",
]);

/** No action has so many; a text that does is noise, and what is decided about each is compared with the others. */
const MOST_CANDIDATES = 2_000;

/** Finds every statement of rejection. Each sentence is read once; work in it is bounded by its length. */
export function findCandidates(action: Action): Candidate[] {
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  const found: Candidate[] = [];
  let sentence = 0;
  let clauseStart = 0;
  let words = 0;
  for (const place of action.text.keywords.ofAny(REJECT_STEMS)) {
    JOINED.lastIndex = place;
    const at = JOINED.test(lower) ? JOINED.lastIndex : place;
    REJECT.lastIndex = at;
    const match = REJECT.exec(lower);
    if (!match) continue;
    while (sentence < starts.length - 1 && starts[sentence + 1]! <= at) sentence++;
    const start = starts[sentence]!;
    const end = ends[sentence]!;
    if (clauseStart < start || clauseStart > at) {
      clauseStart = start;
      words = 0;
    }
    if (found.length >= MOST_CANDIDATES) break;
    // A sentence with this many is a repetition, not prose.
    if (++words > 40) continue;
    const word = match[0].replace(/[\s-]/g, "");
    const wordEnd = at + match[0].length;
    const candidate = /ion|iions/.test(word)
      ? readNoun(action, sentence, start, end, at, wordEnd)
      : /s$/.test(word) && !/ss$/.test(word)
        ? readActive(action, sentence, start, end, clauseStart, at, wordEnd, "present")
        : /e[dt]$|d$|ec$|ecl$|^rej\.$/.test(word) ||
            AUXILIARY_BEFORE.test(lower.slice(Math.max(0, at - 12), at))
          ? readVerb(action, sentence, start, end, clauseStart, at, wordEnd)
          : readActive(action, sentence, start, end, clauseStart, at, wordEnd, "infinitive");
    if (candidate) {
      found.push(...withFurtherClauses(action, candidate));
      if (candidate.form === "verb") clauseStart = Math.max(wordEnd, found.at(-1)!.tailStart);
    }
  }
  return found;
}

/** "are reject under": the ending was lost. */
const AUXILIARY_BEFORE = /\b(?:is|are|is\/are|stands?|remains?)\s{1,3}$/;

/** What may follow claims that are told without a verb of their own. */
const CLAUSE_TAIL =
  /^\s*,?\s*(?:(?:are|is|each)\s+)?(?:also\s+|further\s+|likewise\s+|similarly\s+|in\s+turn,?\s+)?(?=(?:under|pursuant|over|as\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing)|on\s+the\s+ground)\b)/;

/**
 * "Claims 1-4 are rejected under 35 U.S.C. 101, claims 5-6 under 35 U.S.C. 112(b)": one verb or noun rejects several
 * lists, each with its own statute or art.
 */
function withFurtherClauses(action: Action, given: Candidate): Candidate[] {
  const candidate = withLikewise(action.text.lower, given);
  if (candidate.claims.length === 0 || candidate.grounds.length === 0) return [candidate];
  const { lower } = action.text;
  if (candidate.form === "noun") {
    const shares = apportioned(lower, candidate);
    if (shares.length > 0) return shares;
  }
  const shared = respective(lower, candidate);
  if (shared.length > 0) return shared;
  const clauses = [candidate];
  let from = candidate.tailStart;
  const end = Math.min(candidate.end, from + 2_000);
  for (const list of claimListsIn(lower, from, end)) {
    if (list.start < from) continue;
    const between = lower.slice(from, list.start);
    if (/\b(?:reject|allow|object|cancel|pending|withdraw)/.test(between)) break;
    if (
      !/(?:[,;:]|\band|\bas\s+to|\bas\s+well\s+as)\s+(?:also\s+)?(?:of\s+|for\s+|\(?[a-h1-9ivx]{1,3}[.)]\s+)?$/.test(
        between,
      )
    )
      continue;
    const lead = CLAUSE_TAIL.exec(lower.slice(list.end, Math.min(end, list.end + 60)));
    if (!lead) continue;
    const at = list.end + lead[0].length;
    const grounds = readGrounds(lower, at, end) ?? laterGrounds(lower, at, Math.min(end, at + 160));
    const inferred = grounds ? null : inferGround(lower.slice(at, Math.min(end, at + 300)));
    const items = grounds?.items ?? (inferred ? [inferred] : candidate.grounds);
    clauses[clauses.length - 1] = { ...clauses.at(-1)!, end: list.start, verdictEnd: candidate.end };
    clauses.push({
      ...candidate,
      verdictEnd: candidate.end,
      grounds: items,
      preAia: grounds?.preAia ?? candidate.preAia,
      claims: list.claims,
      claimStart: list.start,
      claimEnd: list.end,
      dependentsInherit: list.dependentsInherit,
      placeholder: list.placeholder,
      start: list.start,
      tailStart: grounds?.end ?? at,
      provisional: /provisional/.test(lower.slice(list.end, at + 40)),
      slips: list.slips,
      letterSlips: grounds?.slips ?? [],
      rule: `${candidate.rule}/further-clause`,
    });
    from = clauses.at(-1)!.tailStart;
  }
  return clauses;
}

/** "Claim 8 is rejected for the same reason, as are claims 9 and 10": they are rejected by the same verb. */
function withLikewise(lower: string, candidate: Candidate): Candidate {
  if (candidate.form !== "verb" || candidate.claims.length === 0) return candidate;
  const match = LIKEWISE.exec(lower.slice(candidate.at, Math.min(candidate.end, candidate.at + 300)));
  if (!match) return candidate;
  const list = claimListsIn(lower, candidate.at + match.index + match[0].length, candidate.end)[0];
  if (!list || list.start !== candidate.at + match.index + match[0].length) return candidate;
  return { ...candidate, claims: asSet([...candidate.claims, ...list.claims]) };
}
const LIKEWISE = /,?\s(?:as|so)\s+(?:are|is)\s+(?:also\s+)?(?:dependent\s+)?(?=claims?\b)/;

/** "Claims 1-4 and 5-6 are rejected under 102(b) and 103(a), respectively": each list has the ground of its place. */
function respective(lower: string, candidate: Candidate): Candidate[] {
  const { grounds, claimStart, claimEnd, at, tailStart } = candidate;
  if (grounds.length < 2) return [];
  const isSaid =
    /\brespectively\b/.test(lower.slice(at, tailStart)) ||
    /^[\s,(]*respectively\b/.test(lower.slice(tailStart, tailStart + 20));
  if (!isSaid) return [];
  const beginnings = (pattern: RegExp, first: readonly number[]) => [
    ...first,
    ...[...lower.slice(claimStart, claimEnd).matchAll(pattern)].map(
      (match) => claimStart + match.index + match[0].length,
    ),
  ];
  // By the word "claims" where each list has it, else by "and".
  let starts = beginnings(/(?=\bclaims?\b)/g, []);
  if (starts.length !== grounds.length) starts = beginnings(/,?\s+and\s+/g, [claimStart]);
  if (starts.length !== grounds.length) return [];
  const shares: Candidate[] = [];
  for (const [index, start] of starts.entries()) {
    const word = /^claims?(?:\s?\(s\))?/.exec(lower.slice(start, start + 10));
    const end = starts[index + 1] ?? claimEnd;
    const list = readClaimList(lower, start + (word?.[0].length ?? 0), end);
    if (!list) return [];
    shares.push({
      ...candidate,
      grounds: [grounds[index]!],
      claims: list.claims,
      slips: list.slips,
      rule: `${candidate.rule}/respective`,
    });
  }
  return shares;
}

const APPORTIONED =
  /\b(maintained|sustained|repeated|extended(?=\s+to)|withdrawn|overcome|moot)\s+(?:only\s+)?(?:to|with\s+(?:respect|regards?)\s+to|as\s+to|for|against|as\s+applied\s+to|in\s+regards?\s+to|regarding)\s+(?:the\s+)?(?=claims?\b)/g;

/** "The rejection of claims 1-7 is withdrawn with respect to claims 3-4 and maintained with respect to claims 5-7". */
function apportioned(lower: string, candidate: Candidate): Candidate[] {
  const text = lower.slice(candidate.claimEnd, candidate.end);
  const shares: Candidate[] = [];
  for (const match of text.matchAll(APPORTIONED)) {
    let list = claimListsIn(lower, candidate.claimEnd + match.index + match[0].length, candidate.end)[0];
    if (!list) continue;
    const verb = match[1]!;
    const standing = verb === "withdrawn" || verb === "overcome" || verb === "moot" ? verb : "maintained";
    // "Maintained as to claims 7-9 and extended to claims 1-6": one rejection of them all.
    if (verb === "extended") list = { ...list, claims: asSet([...candidate.claims, ...list.claims]) };
    const same = shares.findIndex((share) => share.standing === standing);
    if (same >= 0) {
      shares[same] = { ...shares[same]!, claims: asSet([...shares[same]!.claims, ...list.claims]) };
      continue;
    }
    shares.push({
      ...candidate,
      standing,
      claims: list.claims,
      claimStart: list.start,
      claimEnd: list.end,
      dependentsInherit: list.dependentsInherit,
      slips: list.slips,
      rule: "noun/apportioned",
    });
  }
  return shares;
}

const AFTER_VERB =
  /^[\s,(]*(?:under|on|over|as|for|because|based|in view|in light|since|by|pursuant|using|with|due|upon|provisionally|herein|35|u\.s\.c|according|,|\(|§|section|again|via|in accordance|accordingly|at least|likewise|similarly|along|given|now|also|in the|1[01][1-3]\b)/;

function readVerb(
  action: Action,
  sentence: number,
  start: number,
  end: number,
  clauseStart: number,
  at: number,
  wordEnd: number,
): Candidate | null {
  const { lower } = action.text;
  const before = lower.slice(Math.max(clauseStart, at - 200), at);
  const verb = readVerbGroup(before);
  const subjectEnd = at - verb.length;
  const after = lower.slice(wordEnd, Math.min(end, wordEnd + 40));
  if (
    /^\s+(?:independent\s|dependent\s|base\s|parent\s|pending\s)?(?:claim|base claim|parent claim)/.test(
      after,
    )
  ) {
    if (verb.aux === "none" || verb.aux === "perfect")
      return readActive(action, sentence, start, end, clauseStart, at, wordEnd, "past");
    if (/^\s+claims?\b(?!\s*\d)/.test(after) && verb.aux !== "present") return null;
  }
  let standing: Standing;
  if (verb.negated) standing = "negated";
  else if (verb.modal) standing = "conditional";
  else if (verb.aux === "past") standing = "recalled";
  else if (verb.aux === "perfect") standing = "perfect";
  else standing = "live";

  const subject =
    (verb.negated || verb.modal ? null : subjectBehind(action, start, subjectEnd, wordEnd, end)) ??
    readSubject(action, clauseStart, subjectEnd, start) ??
    (verb.aux === "none" && AFTER_VERB.test(after) ? subjectOfLine(action, sentence, at) : null);
  if (verb.aux === "none" && subject?.rule !== "list-behind" && subject?.rule !== "head-of-line") {
    // "Claims 1-24, 26-28 provisionally rejected on …": the verb was left out.
    if (!subject || subject.gap > 30) return null;
    if (!AFTER_VERB.test(after) && !groundsBefore(lower, start, subject.start)) return null;
    const lead = lower.slice(start, subject.start).replace(/^[\s\d.)(\]*-]+/, "");
    if (lead.length > 24 && !/(?:^|\s)(?:dependent|independent|pending|and|said|the)?\s*$/.test(lead))
      return null;
    if (lead.length > 40) return null;
    // "Claims 1-15 rejected under 35 U.S.C. 103(a) was previously set forth": a noun phrase, and what became of it.
    if (TOLD_OF.test(lower.slice(wordEnd, end))) standing = "recalled";
  }
  const clauseEnd = nextClause(lower, wordEnd, end);
  let grounds =
    readGrounds(lower, wordEnd, clauseEnd) ??
    misspeltGrounds(lower, wordEnd, clauseEnd) ??
    paragraphAlone(lower, wordEnd, clauseEnd);
  let tailStart = grounds?.end ?? wordEnd;
  let fromContext = false;
  if (!grounds) {
    const later = laterGrounds(lower, wordEnd, clauseEnd);
    if (later) grounds = later;
    else {
      // "Claims 1-4 are unpatentable under 35 U.S.C. 103 over Smith and are rejected".
      const between = subject?.rule === "list" ? namedGrounds(lower, subject.end, subjectEnd) : null;
      if (between) tailStart = between.end;
      grounds = between ?? groundsBefore(lower, start, subject ? Math.max(subject.start, start) : subjectEnd);
    }
  }
  let items: readonly GroundItem[] = grounds?.items ?? [];
  const tail = lower.slice(tailStart, clauseEnd);
  if (items.length === 0) {
    const inferred = inferGround(tail);
    if (inferred) items = [inferred];
    else fromContext = true;
  } else items = withAlternatives(lower, tailStart, clauseEnd, items);
  if (
    items.length === 1 &&
    items[0]!.ground === "101" &&
    /double patent/.test(lower.slice(wordEnd, clauseEnd)) &&
    /non-?statutory|obviousness/.test(lower.slice(wordEnd, clauseEnd))
  ) {
    items = [{ ground: "DP", subsection: "nonstatutory" }];
  }
  if (!subject && items.length === 0) return null;
  if (standing === "live" && verb.aux === "present" && !subject && !AFTER_VERB.test(after)) return null;
  const whole = lower.slice(start, end);
  const lead = lower.slice(start, Math.min(subject?.start ?? subjectEnd, at));
  if (standing === "live" || standing === "recalled" || standing === "perfect") {
    if (isQuotedBefore(lower, start, subject?.start ?? at, lead)) standing = "quoted";
    else if (subject?.other || IN_OTHER_APPLICATION.test(lead)) standing = "other-application";
    else if (
      standing === "live" &&
      /\b(?:if|should|unless|whether|were)\b[^,;]{0,80}$/.test(lead) &&
      /\bif\b|\bwhether\b|\bunless\b/.test(lead)
    )
      standing = "conditional";
    else if (
      standing === "live" &&
      (verb.formerly ||
        /^(?:previously|in the (?:last|previous|prior|parent|non-final|final))/.test(lead.trim()))
    )
      standing = "recalled";
  }
  const opening = lead.replace(/^[\s\d.,)(\]*'"-]+/, "");
  return {
    form: "verb",
    standing,
    grounds: items,
    groundsFromContext: fromContext,
    preAia: grounds?.preAia ?? false,
    claims: subject?.claims ?? [],
    claimStart: subject?.start ?? -1,
    claimEnd: subject?.end ?? -1,
    dependentsInherit: subject?.dependentsInherit ?? false,
    placeholder: subject?.placeholder ?? false,
    start: clauseStart > start && subject ? Math.min(subject.start, at) : start,
    end: clauseEnd,
    at,
    tailStart,
    sentence,
    section: sectionAt(action.sections, at),
    provisional:
      /provisional/.test(lower.slice(Math.max(start, at - 60), Math.min(end, wordEnd + 40))) ||
      (/co-?pending/.test(tail) && items.some((item) => item.ground === "DP") && /provisional/.test(whole)),
    opens:
      opening.length < 30 || /^(?:regarding|as to|with re|as per|in re|for claim|dependent|re)/.test(opening),
    slips: subject?.slips ?? [],
    letterSlips: grounds?.slips ?? [],
    rule: subject?.rule ? `verb/${subject.rule}` : "verb",
    confidence: subject ? (verb.aux === "none" ? 0.85 : subject.confidence) : 0.6,
  };
}

/** "The examiner notes that in copending Application No. 13/445,566, claims 1-8 were rejected" */
const IN_OTHER_APPLICATION =
  /\bin\s+(?:the\s+|its\s+)?(?:co-?pending|related|parent|sister)\s+(?:u\.s\.\s+)?(?:patent\s+)?application\b[^.;]{0,5}[^;]{0,40},\s*$/;

const TOLD_OF =
  /\s(?:was|were|had\s+been)\s+(?:previously\s+|hereby\s+)?(?:set\s+forth|presented|issued|withdrawn|overcome)\b/;

export interface VerbGroup {
  readonly length: number;
  readonly aux: "present" | "past" | "perfect" | "none";
  readonly modal: boolean;
  readonly negated: boolean;
  /** "were previously rejected", "originally rejected": told of an earlier action. */
  readonly formerly: boolean;
}

const FORMERLY = /^(?:previously|formerly|originally|earlier|initially|once)$/;

/** "are, as best understood by the examiner, rejected": words between commas or brackets part the verb. */
const PARTED =
  /(?:^|[\s)\]\d])(is|are|is\/are|stand|stands|remain|remains|was|were)\s{0,3}(?:(?:also|further|hereby|still|again|therefore|thus)\s{0,3})?[,(]\s{0,3}(?!rejected)([^.;:()]{3,120})[,)]\s{0,3}$/;

/** Reads the words before "rejected" backwards: "are, therefore, also", "have been", "would be". */
export function readVerbGroup(before: string): VerbGroup {
  let end = before.length;
  let aux: VerbGroup["aux"] = "none";
  let modal = false;
  let negated = false;
  let formerly = false;
  let sawBe = false;
  let taken = before.length;
  for (let count = 0; count < 14; count++) {
    while (end > 0 && /[\s,;:()]/.test(before[end - 1]!)) end--;
    let from = end;
    while (from > 0 && !/[\s,;:()]/.test(before[from - 1]!)) from--;
    let word = before.slice(from, end);
    if (!/^[a-z]+$/.test(word)) word = word.replace(/^["'[]+|["'.\]]+$/g, "");
    if (word === "") break;
    if (word === "not" || word === "never" || word === "longer" || word === "neither") negated = true;
    else if (PRESENT.has(word) && aux === "none") aux = "present";
    else if (PAST.has(word) && aux === "none") aux = "past";
    else if (word === "been") {
      aux = "perfect";
      sawBe = true;
    } else if (word === "be" || word === "being") {
      sawBe = true;
      if (word === "be" && !/\b(?:continues?\s+to|must(?:\s+\w+){0,2})\s+be\s*$/.test(before.slice(0, end)))
        modal = true;
    } else if (word === "have" || word === "has" || word === "had") {
      if (aux === "none" && !sawBe) break;
      if (word === "had") aux = "past";
    } else if (word === "must" && sawBe && aux === "none") aux = "present";
    else if (MODAL.has(word) && (aux !== "none" || sawBe || taken < before.length)) {
      if (word === "if" && aux === "present") break;
      modal = true;
    } else if (!isAdverb(word) || (word === "and" && aux !== "none")) {
      if (aux !== "none" || sawBe || modal) break;
      const rest = before.slice(0, taken).trimEnd();
      const parted = rest.endsWith(",") || rest.endsWith(")") ? PARTED.exec(rest) : null;
      if (!parted || /\b(?:claims?|pending|reject|allow|object|withdrawn|cancel)/.test(parted[2]!)) break;
      end = parted.index + parted[0].indexOf(parted[1]!) + parted[1]!.length;
      taken = end;
      continue;
    } else if (
      (word === "each" || word === "all" || word === "both" || word === "as" || word === "to") &&
      aux !== "none"
    )
      break;
    else if (FORMERLY.test(word)) formerly = true;
    taken = from;
    end = from;
  }
  // Drop trailing adverbs taken without any verb behind them, so that the list can be read.
  if (aux === "none" && !sawBe && !modal) {
    const bare =
      /(?:^|[\s,(])((?:provisionally|also|finally|further|newly|hereby|and|previously|,|\s)+)$/.exec(before);
    return {
      length: bare ? bare[1]!.length : before.length - before.trimEnd().length,
      aux: "none",
      modal: false,
      negated,
      formerly,
    };
  }
  if (sawBe && aux === "none" && !modal)
    return { length: before.length - taken, aux: "none", modal: false, negated, formerly };
  return { length: before.length - taken, aux: aux === "none" ? "present" : aux, modal, negated, formerly };
}

/** Words that may stand between the verb's parts: those listed, and whatever ends like an adverb. */
function isAdverb(word: string): boolean {
  return ADVERBS.has(word) || (word.length > 4 && word.endsWith("ly") && /^[a-z]+$/.test(word));
}

export interface Subject {
  readonly claims: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly gap: number;
  readonly dependentsInherit: boolean;
  readonly placeholder: boolean;
  readonly other: boolean;
  readonly slips: readonly ClaimSlip[];
  readonly rule: string;
  readonly confidence: number;
}

/** Lists that belong to something else than the subject: base claims, other claims compared with. */
const NOT_SUBJECT =
  /(?:depend\w*(?:\s+(?:directly|indirectly|ultimately|either|or|and|and\/or)){0,3}\s+(?:from|on|upon|of|to)|as applied to|applied to|applied in|limitations?\s+(?:of|in)|features?\s+(?:of|in)|recited in|set forth in|discussed in|stated in|in view of|similar to|identical to|same as|same [a-z]{2,14} as|(?:same|rationale|reasons?|manner|basis)\s+(?:as|for)(?:\s+(?:that\s+of|in|for))?|analogous to|corresponding to|correspond to|parallel|commensurate with|see|except(?:ing)?(?:\s+for)?|exception\s+of|excluding|other\s+than|all\s+but|but\s+not|deficienc\w+\s+of|rejection of|like|than|with|by|to|from|from which|in|of)\s+(?:(?:the\s+)?(?:rejected|base|independent|parent|above|instant|said|method|system|apparatus|cancell?ed|withdrawn|preceding|previous)\s+){0,3}$|\bbase\s+claims?\s+\(\s?$/;
const SUBJECT_LEAD =
  /(?:^|[\s.;:,(*])(?:as to|with respect to|with regards? to|in regards? to|regarding|as per|as for|for|in reference to|concerning|referring to|re:?|each of|all of|any of|some of|both of|one or more of|either of|the subject matter of|at least|and|or|elected|the examination of)\s+(?:(?:the|independent|dependent|pending|instant|method|system|apparatus|product|device|original|amended|newly added|new|elected|rejected|following|remaining)\s+){0,3}$/;

const BESIDE = /,\s+(?:along|together)\s+with\s+(?:dependent\s+)?$/;

export function readSubject(
  action: Action,
  clauseStart: number,
  subjectEnd: number,
  sentenceStart: number,
): Subject | null {
  const { lower } = action.text;
  const from = Math.max(clauseStart, subjectEnd - 3_000);
  const lists = claimListsIn(lower, from, subjectEnd).slice(-40);
  let chosen = -1;
  for (let i = lists.length - 1; i >= 0; i--) {
    if (i > 0 && isAside(lower, lists[i - 1]!.end, lists[i]!, subjectEnd)) continue;
    if (belongsToSubject(lower, lists[i]!, sentenceStart)) {
      chosen = i;
      break;
    }
  }
  if (
    chosen < 0 &&
    lists.length === 1 &&
    !/(?:depend\w*\s+(?:from|on|upon)|rejection of|applied to|except(?:\s+for)?|all but|but not)\s*$/.test(
      lower.slice(Math.max(from, lists[0]!.start - 30), lists[0]!.start),
    )
  )
    chosen = 0;
  if (chosen >= 0) {
    let first = chosen;
    while (first > 0) {
      const gap = lower.slice(lists[first - 1]!.end, lists[first]!.start);
      const joined =
        /^[\s,;(]*(?:\([^()]{0,60}\)[\s,;]*)?(?:and\s+with\s+(?:it|them)|and|or|&|as well as|along with|together with|plus)?[\s,;]*(?:also|the|dependent|independent|method|system|apparatus|further|their dependent)?\s*$/.test(
          gap,
        );
      if (!joined) break;
      first--;
    }
    // "Claim 17 is indefinite and, along with claims 18 and 19, is rejected"
    const beside = lists
      .slice(chosen + 1)
      .find((list) => BESIDE.test(lower.slice(Math.max(from, list.start - 24), list.start)));
    const group = beside ? [...lists.slice(first, chosen + 1), beside] : lists.slice(first, chosen + 1);
    const last = group.at(-1)!;
    const gap = lower.slice(last.end, subjectEnd);
    return {
      claims: asSet(group.flatMap((list) => list.claims)),
      start: group[0]!.start,
      end: last.end,
      gap: gap.trim().length,
      dependentsInherit: group.some((list) => list.dependentsInherit) || DEPENDENTS_IN_GAP.test(gap),
      placeholder: group.every((list) => list.placeholder),
      other: ofOther(action, gap),
      slips: group.flatMap((list: ClaimList) => list.slips),
      rule: "list",
      confidence: gap.trim().length < 60 ? 0.98 : 0.9,
    };
  }
  return readWordSubject(action, from, subjectEnd, sentenceStart);
}

/**
 * "The following claims are rejected under 35 U.S.C. 103 over Smith: 11 and 12", "Claims rejected over Smith: 11 and 12",
 * "Rejected under 35 U.S.C. 103 as obvious over Smith are claims 13 and 15": the claims behind the verb.
 */
function subjectBehind(
  action: Action,
  start: number,
  subjectEnd: number,
  wordEnd: number,
  end: number,
): Subject | null {
  const { lower } = action.text;
  const lead = lower.slice(start, subjectEnd).slice(0, 80);
  const announced = /^[\s\d.)(]*(?:the\s+)?(?:following\s+)?(?:pending\s+)?claims?\s*$/.test(lead);
  const inverted = /^[\s\d.)(]*(?:also\s+|further\s+|likewise\s+)?$/.test(lead);
  if (!announced && !inverted) return null;
  const list = announced ? listAfterColon(lower, wordEnd, end) : listAfterVerb(lower, wordEnd, end);
  if (!list || list.claims.length === 0) return null;
  return {
    claims: list.claims,
    start: list.start,
    end: list.end,
    gap: 0,
    dependentsInherit: list.dependentsInherit,
    placeholder: list.placeholder,
    other: false,
    slips: list.slips,
    rule: "list-behind",
    confidence: 0.85,
  };
}

const LONGEST_LINE = 600;

/** "Claim 14: "substantially real-time" is a relative term. Rejected under 35 U.S.C. 112": the claims that open the line. */
function subjectOfLine(action: Action, sentence: number, at: number): Subject | null {
  const { lower } = action.text;
  const { starts } = action.sentences;
  if (starts[sentence] !== at || sentence === 0) return null;
  const before = lower.slice(Math.max(0, at - LONGEST_LINE), at);
  const lineStart = at - before.length + before.lastIndexOf("\n") + 1;
  const list = claimListsIn(lower, lineStart, at)[0];
  if (!list || !/^[\s\d.)(*-]{0,8}$/.test(lower.slice(lineStart, list.start)) || lower[list.end] !== ":")
    return null;
  return {
    claims: list.claims,
    start: list.start,
    end: list.end,
    gap: 0,
    dependentsInherit: list.dependentsInherit,
    placeholder: false,
    other: false,
    slips: list.slips,
    rule: "head-of-line",
    confidence: 0.8,
  };
}

/** The list that ends the sentence behind a colon, with or without the word "claims". */
function listAfterColon(lower: string, wordEnd: number, end: number): ClaimList | null {
  const colon = lower.lastIndexOf(":", end);
  if (colon < wordEnd) return null;
  const word = /^:\s*(?:claims?(?:\s?\(s\))?\s*)?(?=\d)/.exec(lower.slice(colon, Math.min(end, colon + 20)));
  const list = word
    ? readClaimList(lower, colon + word[0].length, end, colon + word[0].search(/[a-z\d]|$/))
    : null;
  return list && /^[\s.;]*$/.test(lower.slice(list.end, end)) ? list : null;
}

/** "… are claims 13 and 15", at the end or before the reasons. */
function listAfterVerb(lower: string, wordEnd: number, end: number): ClaimList | null {
  for (const list of claimListsIn(lower, wordEnd, end)) {
    if (
      !/[\s,](?:is|are|is\/are)\s+(?:(?:in)?dependent\s+)?$/.test(
        lower.slice(Math.max(wordEnd, list.start - 24), list.start),
      )
    )
      continue;
    if (/^[\s.;]*$|^\s*,?\s+(?:as|over|because|for)\b/.test(lower.slice(list.end, end))) return list;
  }
  return null;
}

const DEPENDENTS_IN_GAP =
  /^\s*,?\s*(?:and|as well as|along with|together with|including|plus)\s+(?:(?:all|any|the|their|its|other|respective|those|of|remaining|corresponding)\s+){0,4}(?:claims\s+)?(?:(?:that|which|directly|indirectly|or|and)\s+){0,4}depend(?!\w*\s+claims?\s*\d)/;

/** "claims 1-6 and 9 (i.e., all claims except claims 10-14)": what the brackets say of the list is not the list. */
function isAside(lower: string, from: number, list: ClaimList, subjectEnd: number): boolean {
  const before = lower.slice(from, list.start);
  return (
    /^\s*[([](?!\s*(?:and|or|as well|plus|including|also)\b)[^()[\]]*$/.test(before) &&
    /^[^()[\]]*[)\]]/.test(lower.slice(list.end, subjectEnd))
  );
}

function belongsToSubject(lower: string, list: ClaimList, sentenceStart: number): boolean {
  const before = lower.slice(Math.max(sentenceStart, list.start - 90), list.start);
  if (
    SUBJECT_LEAD.test(` ${before}`) &&
    !/(?:rationale|reasons?|manner|basis|rejections?|applied|same)\s+(?:as\s+)?(?:for|of|and|or)\s+(?:\w+\s+){0,2}$/.test(
      before,
    )
  )
    return true;
  return !NOT_SUBJECT.test(before);
}

/** "claims 1-5 of copending application 12/345,678": another application's claims. */
function ofOther(action: Action, gap: string): boolean {
  const match = /^\s*,?\s*(?:of|in|from)\s+(?:the\s+)?([^,;]{3,120})/.exec(gap);
  if (!match) return false;
  const owner = match[1]!;
  if (
    /instant|present|this|pending application|current|elected|examined|the application\b/.test(owner) &&
    !/co-?pending|parent|related/.test(owner)
  )
    return false;
  // The claims of a patent under re-examination are its own.
  if (/patent/.test(owner) && /re-?examination/.test(action.text.lower.slice(0, 3_000))) return false;
  const own = action.context.applicationNumber;
  if (own && owner.replace(/\D/g, "").includes(own)) return false;
  return /co-?pending|parent|related|patent|application|'\d{3}/.test(owner);
}

/** "All pending claims, namely 1-20," */
const NAMELY = /\bclaims,?\s+\(?(?:namely|that\s+is|i\.e\.|viz\.?),?\s+(?:claims?\s+)?(?=\d)/;

function readWordSubject(
  action: Action,
  from: number,
  subjectEnd: number,
  sentenceStart: number,
): Subject | null {
  const { lower } = action.text;
  const text = lower.slice(from, subjectEnd);
  const make = (
    claims: readonly number[],
    start: number,
    rule: string,
    confidence: number,
    placeholder = false,
  ): Subject => ({
    claims,
    start,
    end: subjectEnd,
    gap: 0,
    dependentsInherit: false,
    placeholder,
    other: false,
    slips: [],
    rule,
    confidence,
  });
  // "1-5 and 7 are rejected": the head of the line was lost.
  const bare =
    /(?:^|[\s(])((?:[a-z]{0,4}\s)?)(\d{1,3}(?:\s?(?:-|,|and|to|through|&|;)\s?){0,2})[\d\s,;&-]{0,400}(?:and\s\d{1,3}(?:\s?-\s?\d{1,3})?\s?)?$/.exec(
      text.slice(-420),
    );
  if (bare) {
    const lead = text.slice(0, text.length - bare[0].length).trim();
    if (lead.length < 12) {
      const listAt = subjectEnd - bare[0].length + bare[0].search(/\d/);
      const list = readClaimList(lower, listAt, subjectEnd);
      if (list && list.end >= subjectEnd - 3)
        return { ...make(list.claims, listAt, "lost-word", 0.8), slips: list.slips };
    }
  }
  const near = text.slice(-160);
  if (
    /\b(?:all|every|each)\s+(?:of\s+)?(?:the\s+)?(?:(?:pending|presented|examined|remaining|elected|instant|above|currently|considered|original)\s+){0,3}claims?\b/.test(
      near,
    )
  ) {
    const at = subjectEnd - near.length + near.search(/\b(?:all|every|each)\b/);
    const named = NAMELY.exec(near);
    const list = named
      ? readClaimList(lower, subjectEnd - near.length + named.index + named[0].length, subjectEnd)
      : null;
    return list ? make(list.claims, at, "all-claims", 0.85) : make([], at, "all-claims", 0.85);
  }
  const single =
    /\b(?:the|sole|single|only|this|instant)\s+(?:(?:sole|single|only|pending|instant|design|ornamental|present)\s+)?claim\b(?!s)[^.;]{0,60}$/.exec(
      near,
    );
  if (single && action.hasOneClaim())
    return make([1], subjectEnd - near.length + single.index, "design-claim", 0.93);
  const pronoun =
    /\b(?:the|these|those|said|such|this|that)\s+(?:(?:pending|instant|above|dependent|independent|identified|listed)\s+){0,2}claims?\b[^.;]{0,60}$|\b(?:they|it|which)\b[^.;]{0,24}$/.exec(
      near,
    );
  if (pronoun) {
    const earlier = claimListsIn(
      lower,
      Math.max(sentenceStart - 700, sectionAt(action.sections, sentenceStart).start),
      sentenceStart,
    );
    // "Claim 14 depends from cancelled claim 7. It is rejected": what the earlier sentence is about.
    const list =
      [...earlier].reverse().find((one) => belongsToSubject(lower, one, Math.max(0, one.start - 60))) ??
      earlier.at(-1);
    if (list && lower.slice(list.end, sentenceStart).split("\n").length <= 2)
      return make(list.claims, list.start, "pronoun", 0.6);
    return make([], subjectEnd - near.length + pronoun.index, "pronoun", 0.4);
  }
  if (/\bclaims?\s*(?:\(s\))?\s*(?:,|:)?\s*$/.test(near))
    return make([], Math.max(from, subjectEnd - 10), "placeholder", 0.6, true);
  return null;
}

/** The next "claims … are rejected" in the same sentence ends this one's tail. */
function nextClause(lower: string, from: number, end: number): number {
  const text = lower.slice(from, Math.min(end, from + 4_000));
  const match =
    /[,;.]?\s(?:and|while|whereas|;)?\s*claims?\b[^.;]{3,120}?\s(?:is|are|is\/are|stand|remain)s?\s(?:also\s|further\s|provisionally\s){0,2}(?:rejected|objected|allowed|allowable)/.exec(
      text,
    );
  return match ? from + match.index : end;
}

/** What may open the name of a statute, behind "under" or "per". */
const STATUTE_NAME =
  /(?:\(?(?:pre-?\s?aia|post-?\s?aia|aia)\)?\s{1,3})?(?:the\s{1,3})?(?:(?:(?:first|second|fourth|1st|2nd|4th)(?:\s{1,3}and\s{1,3}(?:second|2nd))?\s{1,3}paragraphs?\s{1,3}of\s{1,3})?(?:the\s{1,3})?(?:35|title|u\.\s?s\.\s?c|usc|§|sections?\s{1,3}1|sec\.?\s{1,3}1|1[01]\d))/
    .source;
const LATER_STATUTE = new RegExp(
  `(?:\\b(?:under|by|per|pursuant to|in accordance with|based (?:up)?on|on the basis of|§)\\s{1,3}|[,([]\\s{0,3}(?=35\\s{0,2}u))(?=${STATUTE_NAME})`,
);

function laterGrounds(lower: string, from: number, end: number) {
  const text = lower.slice(from, Math.min(end, from + 1_200));
  const match = LATER_STATUTE.exec(text);
  if (!match) return null;
  if (
    /(?:rejections?|requirements?|eligib\w+|set forth|quotation|purposes?)[^.]{0,40}$/.test(
      text.slice(0, match.index),
    )
  )
    return null;
  return readGrounds(lower, from + match.index + match[0].length, end);
}

/** "rejected udner 35 U.SC. 103": words of the phrase are misread or misspelt, but it is plain where the section stands. */
function misspeltGrounds(lower: string, from: number, end: number) {
  const match = MISSPELT.exec(lower.slice(from, Math.min(end, from + 60)));
  return match ? readGrounds(lower, from + match[0].length, end) : null;
}
const MISSPELT =
  /^[\s,([:]{0,4}(?!over\b|as\b|because\b|for\b|in\b)(?:[a-z]{2,8}[\s,]{1,3}){0,2}35(?:[a-z.,\s§$]{1,14})(?=1[01][1-3])/;

/** "rejected under the second paragraph only": of section 112, which alone has paragraphs that are called so. */
function paragraphAlone(lower: string, from: number, end: number) {
  const match = PARAGRAPH_ALONE.exec(lower.slice(from, Math.min(end, from + 40)));
  if (!match) return null;
  const ground = `112(${PARAGRAPH_LETTERS[match[1]!]})` as GroundItem["ground"];
  return { items: [{ ground, subsection: null }], preAia: true, end: from + match[0].length, slips: [] };
}
const PARAGRAPH_ALONE = /^\s+under\s+(?:the\s+)?(first|1st|second|2nd|fourth|4th)\s+paragraph\b(?!s?\s+of\b)/;

/** A statute named anywhere in words that say what is wrong: "fail to comply with the requirements of 35 U.S.C. 112(b)". */
function namedGrounds(lower: string, from: number, end: number) {
  const text = lower.slice(from, Math.min(end, from + 600));
  const match = /\b(?=35\s{0,2}u\.?\s?s|§\s?1[01]\d)/.exec(text);
  if (!match || /\b(?:rejections?|overcome|withdrawn)\b/.test(text)) return null;
  return readGrounds(lower, from + match.index, end);
}

const OPENING_STATUTE = new RegExp(
  `^[\\s\\d.)(]{0,12}(?:(?:pursuant to|in accordance with|under|for|per|on the grounds? of|as to the)\\s{1,3})?(?=${STATUTE_NAME})`,
);

/** "Under 35 U.S.C. 103, claims 1-5 are rejected", "35 U.S.C. 103: Claims 1-5 are rejected". */
function groundsBefore(lower: string, start: number, end: number) {
  const text = lower.slice(start, Math.min(end, start + 200));
  const match = OPENING_STATUTE.exec(text);
  if (!match) return null;
  const grounds = readGrounds(lower, start + match[0].length, end);
  // Only the claims may follow: "35 U.S.C. 112 having been overcome, claims 1-5 are rejected".
  return grounds &&
    /^[\s,;:.()*-]*(?:paragraphs?[\s,;:.()*-]*)?(?:(?:the|all|pending|instant)\s+)*$/.test(
      lower.slice(grounds.end, end),
    )
    ? grounds
    : null;
}

function inferGround(tail: string): GroundItem | null {
  const text = tail.slice(0, 400);
  if (
    /^[^.]{0,90}(?:unpatentable|obvious|not patentably distinct|anticipated)[^.]{0,30}\b(?:over|by|from)\s+(?:the\s+)?claims?\s/.test(
      text,
    )
  )
    return { ground: "DP", subsection: "nonstatutory" };
  if (
    /^[\s,]*(?:over|in view of)\s+(?:the\s+)?claims?\s[^.;]{1,80}\b(?:of|in)\s+[^.;]{0,60}\b(?:patent|application|u\.?s\b)/.test(
      text,
    )
  )
    return { ground: "DP", subsection: "nonstatutory" };
  if (/double patenting/.test(text))
    return /statutory double|same invention/.test(text) && !/non-?statutory/.test(text)
      ? { ground: "101", subsection: null }
      : { ground: "DP", subsection: "nonstatutory" };
  if (/improper markush|markush grouping/.test(text))
    return { ground: "other", subsection: "improper Markush grouping" };
  if (/^[^.]{0,40}(?:as\s+)?(?:being\s+)?(?:clearly\s+)?anticipated\s+by/.test(text))
    return { ground: "102", subsection: null };
  if (/^[^.]{0,40}(?:as\s+)?(?:being\s+)?(?:unpatentable|obvious)\s+(?:over|in view)/.test(text))
    return { ground: "103", subsection: null };
  if (/^[^.]{0,30}(?:as\s+)?(?:being\s+)?indefinite\b/.test(text))
    return { ground: "112(b)", subsection: null };
  if (/^[^.]{0,30}(?:new matter|failing to comply with the (?:written description|enablement))/.test(text))
    return { ground: "112(a)", subsection: null };
  if (/^[^.]{0,60}(?:non-?statutory subject matter|abstract idea)/.test(text))
    return { ground: "101", subsection: null };
  return null;
}

/** "or, in the alternative, under 35 U.S.C. 103(a) as obvious over": a second ground behind the first reason. */
function withAlternatives(
  lower: string,
  from: number,
  end: number,
  items: readonly GroundItem[],
): readonly GroundItem[] {
  const text = lower.slice(from, Math.min(end, from + 1_500));
  const alternative =
    /\b(?:alternative(?:ly)?|and\/or|or|and|as well as|or,)[,\s]{1,4}(?:as\s+best\s+understood[^,;.]{0,40},\s{1,3})?(?:also\s|further\s|rejected\s|provisionally\s){0,3}(?:rejected\s+)?(?:as\s+)?(?:being\s+)?(?:(?:obvious|unpatentable|anticipated)\s+)?under\s+(?:pre-aia\s+)?(?:35|§|section|u\.s\.c|title|aia)/g;
  let all = items;
  for (let match = alternative.exec(text); match; match = alternative.exec(text)) {
    const more = readGrounds(lower, from + match.index + match[0].lastIndexOf("under"), end);
    if (!more) continue;
    const fresh = more.items.filter((item) => !all.some((known) => known.ground === item.ground));
    if (fresh.length > 0) all = [...all, ...fresh];
  }
  return all;
}

/** "Applicant argues that claims 1-5 are rejected", or the statement stands between quotation marks. */
export function isQuotedBefore(lower: string, sentenceStart: number, at: number, lead: string): boolean {
  let quotes = 0;
  for (let i = sentenceStart; i < at; i++) if (lower.charCodeAt(i) === 34) quotes++;
  if (quotes % 2 === 1) {
    if (lower.slice(at, at + 2_000).includes('"')) return true;
  }
  return /\b(?:applicants?|appellants?|attorney|remarks|response|applicant's representative)\b[^.]{0,80}\b(?:argues?|argued|states?|stated|asserts?|asserted|submits?|submitted|contends?|contended|alleges?|alleged|notes?|noted|traverses?|traversed|believes?|points? out|requests?|disagrees?|argument|arguments|assertion|discuss\w*|respond\w*)\b/.test(
    lead,
  );
}

/** "Examiner rejected claims 1-8 on the ground of …", "the Office action rejects claims …". */
function readActive(
  action: Action,
  sentence: number,
  start: number,
  end: number,
  clauseStart: number,
  at: number,
  wordEnd: number,
  tense: "present" | "past" | "infinitive",
): Candidate | null {
  const { lower } = action.text;
  const lead = lower.slice(Math.max(clauseStart, at - 120), at);
  const head =
    /^\s*(?:the\s+)?(?:all\s+(?:of\s+)?)?(?:(?:pending|independent|dependent|amended|instant)\s+)?/.exec(
      lower.slice(wordEnd, wordEnd + 50),
    )![0];
  const lists = claimListsIn(lower, wordEnd, Math.min(end, wordEnd + head.length + 12));
  const first = lists[0];
  if (!first) return null;
  const list = claimListsIn(lower, first.start, end)[0]!;
  if (list.start > wordEnd + head.length + 2) return null;
  if (!/\b(?:examiner|office|action|i|we|office action|examiner's)\b[^.;]{0,40}$/.test(lead)) return null;
  const grounds = readGrounds(lower, list.end, end) ?? laterGrounds(lower, list.end, end);
  const isPresent =
    tense === "present" ||
    (tense === "infinitive" && /\b(?:i|we)\s+(?:\w+ly\s+|also\s+|therefore\s+)?$/.test(lead));
  let standing: Standing = isPresent ? "live" : tense === "past" ? "recalled" : "conditional";
  if (
    /(?:previous|prior|last|first|earlier|non-?final|final|parent)\s[^.;]{0,30}$/.test(lead) &&
    standing === "live"
  )
    standing = "recalled";
  if (isQuotedBefore(lower, start, at, lower.slice(start, at))) standing = "quoted";
  return {
    form: "active",
    standing,
    grounds: grounds?.items ?? [],
    groundsFromContext: !grounds,
    preAia: grounds?.preAia ?? false,
    claims: list.claims,
    claimStart: list.start,
    claimEnd: list.end,
    dependentsInherit: list.dependentsInherit,
    placeholder: list.placeholder,
    start,
    end,
    at,
    tailStart: grounds?.end ?? list.end,
    sentence,
    section: sectionAt(action.sections, at),
    provisional: /provisional/.test(lower.slice(start, Math.min(end, list.end + 80))),
    opens: lead.trim().length < 24,
    slips: list.slips,
    letterSlips: grounds?.slips ?? [],
    rule: "active",
    confidence: 0.85,
  };
}

/** "the rejection of claims 1-5 under 35 U.S.C. 103", "the 35 U.S.C. 112, 2nd paragraph rejection of claim 15". */
function readNoun(
  action: Action,
  sentence: number,
  start: number,
  end: number,
  at: number,
  wordEnd: number,
): Candidate | null {
  const { lower } = action.text;
  const after = lower.slice(wordEnd, Math.min(end, wordEnd + 160));
  const of =
    /^(?:\s?\(s\))?\s+(?:made\s+)?(?:of|to|for|against|under (?:[^.]|\.(?=\s?[a-z(\d])){0,90}? of|based on [^.]{0,60}? of|\([^()]{0,60}\) of|over [^.]{0,60}? of)\s+(?:(?:the|all|pending|independent|dependent|instant|currently|amended|now|canceled|cancelled|previously|presented|said)\s+){0,4}/.exec(
      after,
    );
  const listStart = of ? wordEnd + of[0].length : -1;
  const list = of && lower.startsWith("cl", listStart) ? claimListsIn(lower, listStart, end)[0] : undefined;
  const direct = (list && list.start === listStart ? list : undefined) ?? listOfNoun(lower, wordEnd, end);
  const beforeText = lower.slice(Math.max(start, at - 130), at).replace(/^.*\brejections?\b/s, "");
  let beforeList: ClaimList | undefined;
  let isSubject = false;
  if (!direct) {
    // "Claims 1-5 rejections", "the claims 1-5 rejection under 101"
    const lists = claimListsIn(lower, Math.max(start, at - 130), at);
    const last = lists.at(-1);
    const between = last ? lower.slice(last.end, at) : "";
    isSubject = SUBJECT_TO.test(between);
    if (
      last &&
      (isSubject ||
        (between.length < 40 && /^\s*(?:'s|'|\s)*(?:under\s)?[\s§.()a-z0-9]{0,40}$/.test(between)) ||
        isAbout(lower, start, last, at))
    )
      beforeList = last;
  }
  const chosen = direct ?? beforeList;
  const groundBefore = lastStatute(lower, at - beforeText.length, at);
  const groundAfter =
    chosen && chosen === direct
      ? (readGrounds(lower, chosen.end, Math.min(end, chosen.end + 300)) ??
        laterGrounds(lower, chosen.end, Math.min(end, chosen.end + 160)))
      : (laterGrounds(lower, wordEnd, Math.min(end, wordEnd + 120)) ??
        readGrounds(lower, wordEnd, Math.min(end, wordEnd + 120)));
  // "the rejection under 35 U.S.C. 103(a) of claims 1-3", "the obviousness rejection of claims 1-3"
  const groundBetween = direct ? laterGrounds(lower, wordEnd, direct.start) : null;
  const grounds = groundAfter ?? groundBetween ?? groundBefore ?? groundByName(lower, start, at);
  if (!chosen && !grounds) return null;
  if (!chosen && !/^(?:s|\(s\))?\s*(?:under|of|is|are|has|have|stands?|\W*$)/.test(after.trimStart()))
    return null;
  const isOver = (place: number) => OVER.test(lower.slice(place, Math.min(end, place + 60)));
  let tailStart = chosen?.end ?? wordEnd;
  // The references may stand between the statute and the claims, or between the claims and the statute.
  if (groundAfter && chosen === direct && !isOver(tailStart))
    tailStart = Math.max(groundAfter.end, tailStart);
  else if (groundBetween && !groundAfter && isOver(groundBetween.end)) tailStart = groundBetween.end;
  const lead = lower.slice(start, at);
  let standing: Standing = isSubject ? "maintained" : "plain";
  if (
    /\b(?:applicants?|appellants?)\b[^.]{0,80}\b(?:argues?|argued|states?|stated|asserts?|asserted|submits?|submitted|contends?|contended|alleges?|notes?|noted|points?\s+out|discusses|acknowledges|traverses?|traversed|requests?)\b/.test(
      lead,
    )
  )
    standing = "quoted";
  if (
    /\b(?:would|will|may|could|might)\b[^.]{0,60}$/.test(beforeText) ||
    /\b(?:will|would|may|could|might)\s+(?:be|result|necessitate|likely)/.test(after.slice(0, 80)) ||
    (chosen &&
      /\b(?:will|would|could|might)\s+(?:still\s+|also\s+)?(?:be\s+(?:maintained|withdrawn|repeated|sustained|made|applied)|remain|stand)\b/.test(
        lower.slice(chosen.end, end),
      ))
  )
    standing = "conditional";
  return {
    form: "noun",
    standing,
    grounds: grounds?.items ?? [],
    groundsFromContext: !grounds,
    preAia: grounds?.preAia ?? false,
    claims: chosen?.claims ?? [],
    claimStart: chosen?.start ?? -1,
    claimEnd: chosen?.end ?? -1,
    dependentsInherit: chosen?.dependentsInherit ?? false,
    placeholder: false,
    start,
    end,
    at,
    tailStart,
    sentence,
    section: sectionAt(action.sections, at),
    provisional: /provisional/.test(beforeText),
    opens:
      lead.trim().length < 40 ||
      /\b(?:withdrawn|moot|overcome|maintained)\b[,;]?\s+(?:but|and|while|whereas|however,?)\s+(?:that\s+)?the\s+[^.;,]{0,40}$/.test(
        lead,
      ),
    slips: [],
    letterSlips: [],
    rule: "noun",
    confidence: 0.7,
  };
}

const OVER =
  /^[\s,]*(?:as\s+(?:being\s+)?(?:unpatentable|anticipated|obvious)\s+)?(?:over|by|in\s+view\s+of)\s/;

/** "Claims 1-5 are subject to a nonstatutory double patenting rejection": as much as "are rejected". */
const SUBJECT_TO =
  /^\s+(?:are|is|remain|remains|stand|stands)\s+(?:also\s+|still\s+)?subject\s+to\s+(?:an?|the)\s+[^,;:.]{0,90}$/;

/** "Regarding claims 1-5, the previous rejection under 35 U.S.C. 103 …": the list opens the sentence. */
function isAbout(lower: string, start: number, list: ClaimList, at: number): boolean {
  return (
    /^[\s\d.)(]*(?:regarding|as\s+(?:to|for)|with\s+(?:respect|regards?)\s+to|concerning)\s+(?:the\s+)?$/.test(
      lower.slice(start, list.start),
    ) && /^\s*,\s*(?:the|these|those)\s+(?:[a-z-]+\s+){0,3}$/.test(lower.slice(list.end, at))
  );
}

/** "The rejection of record under 35 U.S.C. 103 of claims 1-4", "… is maintained as to claims 1-4": further from the noun. */
function listOfNoun(lower: string, wordEnd: number, end: number): ClaimList | undefined {
  const until = lower.slice(wordEnd, Math.min(end, wordEnd + 300)).search(/\breject/);
  for (const list of claimListsIn(
    lower,
    wordEnd,
    until < 0 ? Math.min(end, wordEnd + 400) : wordEnd + until,
  )) {
    const before = lower.slice(Math.max(wordEnd, list.start - 40), list.start);
    if (
      /(?:\s(?:of|against|as\s+to|regarding)|respect\s+to)\s+(?:(?:the|all|pending|instant|amended)\s+){0,2}$/.test(
        before,
      ) &&
      !/(?:applied|over|view|features?|limitations?|subject\s+matter|scope|dependency|amendments?|cancell?ation)\s+(?:\w+\s+){0,2}$/.test(
        before,
      )
    )
      return list;
  }
  return undefined;
}

const NAMED_GROUNDS: readonly (readonly [RegExp, GroundItem])[] = [
  [/\bobviousness\s+$/, { ground: "103", subsection: null }],
  [/\banticipation\s+$/, { ground: "102", subsection: null }],
  [/\b(?:enablement|written\s+description|new\s+matter)\s+$/, { ground: "112(a)", subsection: null }],
  [/\bindefiniteness\s+$/, { ground: "112(b)", subsection: null }],
  [/\b(?:subject\s+matter\s+)?(?:eligibility|utility)\s+$/, { ground: "101", subsection: null }],
];

/** "the obviousness rejection": the ground told by its name alone. */
function groundByName(lower: string, from: number, at: number) {
  const before = lower.slice(Math.max(from, at - 40), at);
  const item = NAMED_GROUNDS.find(([pattern]) => pattern.test(before))?.[1];
  return item ? { items: [item], preAia: false, end: at, slips: [] } : null;
}

/** The statute named last before a position: "the 35 U.S.C. 112, 2nd paragraph rejection". */
function lastStatute(lower: string, from: number, to: number) {
  const text = lower.slice(from, to);
  const match =
    /(?:pre-aia\s+)?(?:35\s*u\.?\s?s\.?\s?c|u\.s\.c|\busc|§|section\s+1|\b10[123]\b|\b112\b|double patenting|non-?statutory)[^;]{0,70}$/.exec(
      text,
    );
  if (!match) return null;
  const grounds = readGrounds(lower, from + match.index, to);
  // Nothing else may be told between the statute and its rejection.
  return grounds &&
    !/[,;]|\b(?:is|are|was|were|which|has|have|all|any)\b/.test(
      lower.slice(grounds.end, to).replace(/^[\s,)]+/, ""),
    )
    ? grounds
    : null;
}
