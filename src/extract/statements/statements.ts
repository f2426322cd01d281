import {
  asSet,
  type ClaimList,
  type ClaimSlip,
  claimListsIn,
  readClaimList,
  readSubject,
  subjectBehind,
  subjectOfLine,
} from "../claims/index.js";
import {
  type GroundItem,
  groundByName,
  groundsBefore,
  inferGround,
  lastStatute,
  laterGrounds,
  misspeltGrounds,
  namedGrounds,
  paragraphAlone,
  readGrounds,
  withAlternatives,
} from "../grounds/index.js";
import {
  type Action,
  type FoundSection,
  isInQuotationMarks,
  readVerbGroup,
  sectionAt,
} from "../text/index.js";
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
  /^\s*(?:only|alone)?,?\s*(?:(?:are|is|each)\s+)?(?:also\s+|further\s+|likewise\s+|similarly\s+|in\s+turn,?\s+)?(?=(?:under|pursuant|over|as\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing)|on\s+the\s+ground)\b)/;

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

/** The next "claims … are rejected" in the same sentence ends this one's tail. */
function nextClause(lower: string, from: number, end: number): number {
  const text = lower.slice(from, Math.min(end, from + 4_000));
  const match =
    /[,;.]?\s(?:and|while|whereas|;)?\s*claims?\b[^.;]{3,120}?\s(?:is|are|is\/are|stand|remain)s?\s(?:also\s|further\s|provisionally\s){0,2}(?:rejected|objected|allowed|allowable)/.exec(
      text,
    );
  return match ? from + match.index : end;
}

/** "Applicant argues that claims 1-5 are rejected", or the statement stands between quotation marks. */
function isQuotedBefore(lower: string, sentenceStart: number, at: number, lead: string): boolean {
  if (isInQuotationMarks(lower, sentenceStart, at)) return true;
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
