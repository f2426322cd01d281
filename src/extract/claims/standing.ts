import type { ObjectionTarget, Span, StatementKind } from "../model.js";
import {
  type Action,
  headingKind,
  isInQuotationMarks,
  readVerbGroup,
  sectionAt,
  type VerbGroup,
} from "../text/index.js";
import {
  ADDED_CLAIMS,
  ALLOWED_IF,
  ALLOWED_TO_DO,
  ANOTHER_SUBJECT,
  APPLICANT_SAYS_ALLOWABLE,
  APPLICANT_SAYS_OBJECTED,
  CANCEL_CLAIMS,
  CLAIM_NAMED_BEHIND,
  CLAIMS_AGAIN,
  CLAIMS_HEADING,
  CLAIMS_NEAR,
  CONTAIN_ALLOWABLE,
  EXAMINED_BEFORE,
  endingOf,
  FOUND_ALLOWABLE,
  IF_REWRITTEN,
  IN_CONDITION_FOR,
  NEW_CLAIMS_BEHIND,
  NONE_ALLOWED,
  NOT_THE_CLAIMS,
  OBJECTION_EXPLAINED,
  OBJECTION_HEADING,
  OBJECTION_UNDONE,
  OBJECTION_WORD,
  OF_ABSTRACT,
  OF_CLAIMS,
  OF_DRAWINGS,
  OF_OATH,
  OF_SOMETHING_WITHDRAWN,
  OF_SPECIFICATION,
  OF_TITLE,
  ON_REJECTED_BASE,
  ONCE,
  ONLY_CLAIMS_BEFORE,
  OPENS_WITH_PRONOUN,
  OTHER_THING_TOO,
  PENDING_ARE,
  REJECTION_BETWEEN,
  type SectionKind,
  STANDING_WORD,
  STATUS_WORD,
  SUBJECT_MATTER,
  SUBJECT_TO_OBJECTION,
  TABLE_NUMBERS,
  THING_OF_CLAIM,
  TITLE_ARGUED,
  TO_BECAUSE,
  UNTICKED_BOX,
  WILL_BE,
  WITHDRAWN_AS_TO,
  WOULD_BE,
} from "../vocabulary/index.js";
import { asSet, type ClaimList, type ClaimSlip, claimListsIn, readClaimList } from "./lists.js";
import { readSubject, type Subject } from "./subject.js";
/** What a sentence says of the standing of claims. Positions are those of the clean text. */
export interface StandingStatement {
  readonly kind: StatementKind;
  readonly what: ObjectionTarget | null;
  readonly claims: readonly number[];
  readonly span: Span;
  readonly rule: string;
  readonly because: readonly string[];
  readonly confidence: number;
  /** Highest number written, ranges included. */
  readonly slips: readonly ClaimSlip[];
}

/** The rules by which a sentence tells the standing of claims, as `because` names them. */
export const STANDING = [
  { name: "standing-title-not-descriptive", says: "The title is not descriptive (form paragraph 6.11)." },
  { name: "standing-allowed", says: "Claims are allowed (form paragraph 7.97)." },
  { name: "standing-allowable", says: "Claims are found allowable as they stand." },
  { name: "standing-allowance", says: "Claims are in condition for allowance." },
  {
    name: "standing-would-be-allowable",
    says: "Claims would be allowable if rewritten (form paragraph 7.43).",
  },
  { name: "standing-allowable-subject-matter", says: "Claims contain allowable subject matter." },
  {
    name: "standing-objected",
    says: "Claims, drawings or the specification are objected to (form paragraph 7.29.01).",
  },
  {
    name: "standing-objected-dependent",
    says: "Claims are objected to as depending on a rejected claim (form paragraph 7.43).",
  },
  { name: "standing-subject-to-objection", says: "Claims are subject to an objection." },
  { name: "standing-objection-withdrawn", says: "An objection ended, in the words in which rejections do." },
  { name: "standing-cancelled", says: "Claims were cancelled." },
  { name: "standing-cancelling", says: "Somebody cancels claims: cancellation of, canceling." },
  { name: "standing-withdrawn", says: "Claims are withdrawn from consideration (form paragraph 8.05)." },
  { name: "standing-pending", says: "Claims are pending, presented or examined." },
  { name: "standing-pending-once", says: "Claims were pending once; it bounds no list of claims." },
  { name: "standing-added", says: "Claims were added: they are on file, whatever else is pending." },
  { name: "standing-objection-heading", says: "The heading of its section makes the objection." },
  { name: "standing-pending-are", says: "The pending claims are numbered behind the word." },
  { name: "standing-tabled", says: "A small table of the status: “Claims pending: 1-5”." },
] as const;

const TRIGGER_STEMS = [
  "added",
  "allow",
  "object",
  "cancel",
  "canel",
  "withdraw",
  "pending",
  "presented",
  "under",
  "examined",
  "remain",
  "currently",
  "title",
] as const;

const MOST_STATEMENTS = 5_000;

/** Finds allowed, allowable, objected, cancelled, withdrawn and pending claims. One pass over the triggers. */
export function findStandings(action: Action): StandingStatement[] {
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  const found: StandingStatement[] = [];
  let sentence = 0;
  let inSentence = 0;
  let lastStart = -1;
  for (const place of action.text.keywords.ofAny(TRIGGER_STEMS)) {
    // "are examined" begins with the verb before the stem.
    const verb = lower.startsWith("examined", place)
      ? EXAMINED_BEFORE.exec(lower.slice(Math.max(0, place - 6), place))
      : null;
    const at = place - (verb?.[0].length ?? 0);
    STANDING_WORD.lastIndex = at;
    const match = STANDING_WORD.exec(lower);
    if (!match) continue;
    while (sentence < starts.length - 1 && starts[sentence + 1]! <= at) sentence++;
    const start = starts[sentence]!;
    const end = ends[sentence]!;
    inSentence = start === lastStart ? inSentence + 1 : 0;
    lastStart = start;
    if (inSentence > 20) continue;
    if (found.length >= MOST_STATEMENTS) break;
    const statement = read(action, start, end, at, match[0], at + match[0].length);
    if (statement) found.push(...statement);
  }
  return [...found, ...objectionsOfHeadings(action, found)];
}

const TARGET_OF_SECTION: Partial<Record<SectionKind, ObjectionTarget>> = {
  specification: "specification",
  drawings: "drawings",
  oath: "oath",
  "claim-objections": "claims",
};

/** "Objection to the Specification", and its section only explains it: no sentence of it objects. */
function objectionsOfHeadings(action: Action, found: readonly StandingStatement[]): StandingStatement[] {
  const { lower } = action.text;
  return action.sections.flatMap(({ kind, heading, headingStart, headingEnd, end }) => {
    const what = TARGET_OF_SECTION[kind];
    if (!what || !OBJECTION_HEADING.test(heading.toLowerCase())) return [];
    const body = lower.slice(headingEnd, end);
    if (!OBJECTION_EXPLAINED.test(body) || OBJECTION_UNDONE.test(body)) return [];
    if (found.some((one) => one.what !== null && one.span.start >= headingStart && one.span.start < end))
      return [];
    const claims =
      what === "claims" ? asSet(claimListsIn(lower, headingEnd, end).flatMap((list) => list.claims)) : [];
    if (what === "claims" && claims.length === 0) return [];
    const named = what === "specification" ? (objectionTarget(heading.toLowerCase(), false) ?? what) : what;
    return [statement("objection", claims, headingStart, headingEnd, "objection-heading", 0.8, named)];
  });
}

function read(
  action: Action,
  start: number,
  end: number,
  at: number,
  word: string,
  wordEnd: number,
): StandingStatement[] | null {
  // Form paragraph 6.11: "The title of the invention is not descriptive. A new title is required".
  if (word.startsWith("title"))
    return TITLE_ARGUED.test(action.text.lower.slice(start, at))
      ? null
      : [statement("objection", [], start, end, "title-not-descriptive", 0.9, "title")];
  if (UNTICKED_BOX.test(sourceBefore(action, start, at))) return null;
  if (word.startsWith("allow")) return readAllowed(action, start, end, at, word, wordEnd);
  if (word.startsWith("object")) return readObjected(action, start, end, at, word, wordEnd);
  if (word.startsWith("cancel") || word.startsWith("cance"))
    return readCancelled(action, start, end, at, word, wordEnd);
  if (word === "added") return readAdded(action, start, end, at, wordEnd);
  if (word.startsWith("withdraw")) return readWithdrawn(action, start, end, at, word, wordEnd);
  return readPending(action, start, end, at, wordEnd);
}

/** A form's box stands so near before the sentence it belongs to. */
const BOX_REACH = 6;

/** What stands in the source from the box of a form to the word: boxes are blanks in the clean text. */
function sourceBefore({ text }: Action, start: number, at: number): string {
  const from = text.at(Math.max(0, start - BOX_REACH), at);
  const lines = text.source.slice(from.start, from.end);
  return lines.slice(lines.lastIndexOf("\n") + 1);
}

/** The verb is of the claims: no other subject stands between, and it is not a thing of the claims that it is about. */
function isOfClaims(lower: string, subject: Subject, start: number, at: number): boolean {
  if (subject.rule !== "list") return true;
  const between = lower.slice(subject.end, at);
  if (ANOTHER_SUBJECT.test(between) && !CLAIMS_AGAIN.test(between)) return false;
  return !THING_OF_CLAIM.test(lower.slice(Math.max(start, subject.start - 60), subject.start));
}

function statement(
  kind: StatementKind,
  claims: readonly number[],
  start: number,
  end: number,
  rule: string,
  confidence: number,
  what: ObjectionTarget | null = null,
  slips: readonly ClaimSlip[] = [],
): StandingStatement {
  return { kind, what, claims, span: { start, end }, rule, because: [`standing-${rule}`], confidence, slips };
}

/** A cascade of what keeps "allowed" from meaning it, each case with its pattern; then the two that it can mean. */
function readAllowed(
  action: Action,
  start: number,
  end: number,
  at: number,
  word: string,
  wordEnd: number,
): StandingStatement[] | null {
  const { lower } = action.text;
  const before = lower.slice(Math.max(start, at - 140), at);
  const after = lower.slice(wordEnd, Math.min(end, wordEnd + 160));
  const lead = lower.slice(start, at);
  if (ALLOWED_IF.test(lead) && !WOULD_BE.test(before)) return null;
  if (APPLICANT_SAYS_ALLOWABLE.test(lead) || isInQuotationMarks(lower, start, at)) return null;
  const subjectMatter = word === "allowable" && SUBJECT_MATTER.test(after);
  let verbAt = at;
  let verb = readVerbGroup(before);
  if (subjectMatter || word === "allowance") {
    if (word === "allowance" && !IN_CONDITION_FOR.test(before)) return null;
    const bridge = CONTAIN_ALLOWABLE.exec(before);
    if (!bridge) return null;
    verbAt = at - (before.length - bridge.index);
    verb = readVerbGroup(lower.slice(Math.max(start, verbAt - 140), verbAt));
  } else {
    const bridge = FOUND_ALLOWABLE.exec(before);
    if (bridge && verb.aux === "none") {
      verbAt = at - (before.length - bridge.index);
      verb = readVerbGroup(lower.slice(Math.max(start, verbAt - 140), verbAt));
      if (verb.aux === "none" && !verb.modal) return null;
    }
  }
  if (verb.negated || NONE_ALLOWED.test(lead.slice(-60))) return null;
  const subject = readSubject(action, start, verbAt - verb.length, start);
  if (!subject || (subject.claims.length === 0 && subject.rule !== "all-claims")) return null;
  // "Claims 6 and 7 are objected to as depending from a rejected claim. They would be allowable if rewritten."
  if (subject.rule === "pronoun" && !(verb.modal && OPENS_WITH_PRONOUN.test(lead))) return null;
  if (subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (word !== "allowance" && (ALLOWED_TO_DO.test(after) || isTold(verb, lower.slice(start, end))))
    return null;
  if (verb.aux === "none" && !verb.modal && !subjectMatter)
    if (subject.gap > 20 || CLAIM_NAMED_BEHIND.test(after)) return null;
  if (verb.aux === "past" && sectionAt(action.sections, at).kind === "response") return null;
  const conditional =
    (verb.modal && !WILL_BE.test(before)) ||
    IF_REWRITTEN.test(`${before.slice(-60)} ${after.slice(0, 60)}`) ||
    subjectMatter;
  const claims = subject.claims;
  const out: StandingStatement[] = [];
  if (conditional)
    out.push(
      statement(
        "allowable",
        claims,
        start,
        end,
        subjectMatter ? "allowable-subject-matter" : "would-be-allowable",
        0.95,
        null,
        subject.slips,
      ),
    );
  else
    out.push(
      statement("allowed", claims, start, end, word, word === "allowed" ? 0.97 : 0.9, null, subject.slips),
    );
  return out;
}

/** "Were previously allowed", "were allowed in the parent application". */
function isTold({ aux, formerly }: VerbGroup, sentence: string): boolean {
  return aux === "past" && (formerly || ONCE.test(sentence));
}

function readObjected(
  action: Action,
  start: number,
  end: number,
  at: number,
  word: string,
  wordEnd: number,
): StandingStatement[] | null {
  const lead = action.text.lower.slice(start, at);
  if (APPLICANT_SAYS_OBJECTED.test(lead)) return null;
  return word === "objected"
    ? readObjectedTo(action, start, end, at, wordEnd)
    : (readSubjectToObjection(action, start, end, at) ?? readEndedObjection(action, start, end, at, word));
}

/** The reason of an objection, as far as it tells that only the base claim is rejected. */
const OBJECTION_REASON = 420;

/** "Claims 5 and 14 are objected to as being dependent upon a rejected base claim", "the drawings are objected to". */
function readObjectedTo(
  action: Action,
  start: number,
  end: number,
  at: number,
  wordEnd: number,
): StandingStatement[] | null {
  const { lower } = action.text;
  const verb = readVerbGroup(lower.slice(Math.max(start, at - 140), at));
  if (verb.modal || verb.negated) return null;
  // "Claims 5, 14 objected to because of the following informalities": the verb was left out.
  const isVerbless =
    verb.aux === "none" &&
    ONLY_CLAIMS_BEFORE.test(lower.slice(start, at)) &&
    TO_BECAUSE.test(lower.slice(wordEnd, wordEnd + 16));
  if (!isVerbless && verb.aux !== "present") {
    // "Examiner objected to claims 1-8": told of the past, unless the section is one of objections.
    const { kind } = sectionAt(action.sections, at);
    if (verb.aux !== "perfect" || kind === "response" || kind === "withdrawn" || kind === "status")
      return null;
  }
  const subjectEnd = at - verb.length;
  const subject = readSubject(action, start, subjectEnd, start);
  const thing = objectionTarget(
    lower.slice(start, subjectEnd),
    subject !== null && subject.claims.length > 0,
  );
  const objection = (
    claims: readonly number[],
    what: ObjectionTarget,
    confidence: number,
    rule = "objected",
  ) => [statement("objection", claims, start, end, rule, confidence, what, subject?.slips ?? [])];
  if (thing === "claims") {
    const claims = subject?.claims ?? (action.isDesign ? [1] : []);
    const words = lower.slice(start, subjectEnd);
    const too = OTHER_THING_TOO.test(words) ? objectionTarget(words.slice(-80), false) : null;
    if (too && too !== "claims") return [...objection(claims, "claims", 0.97), ...objection([], too, 0.96)];
    return ON_REJECTED_BASE.test(lower.slice(wordEnd, Math.min(end, wordEnd + OBJECTION_REASON)))
      ? objection(claims, "claims (dependent on rejected base claim)", 0.97, "objected-dependent")
      : objection(claims, "claims", 0.97);
  }
  if (thing) return objection([], thing, 0.96);
  return subject?.rule === "all-claims" ? objection([], "claims", 0.8) : null;
}

/** "Claims 7, 9-13 are subject to objection" */
function readSubjectToObjection(
  action: Action,
  start: number,
  end: number,
  at: number,
): StandingStatement[] | null {
  const words = SUBJECT_TO_OBJECTION.exec(action.text.lower.slice(start, at));
  const subject = words && readSubject(action, start, at - words[0].length, start);
  if (!subject || subject.claims.length === 0) return null;
  const { claims, slips } = subject;
  return [statement("objection", claims, start, end, "subject-to-objection", 0.9, "claims", slips)];
}

/** "The objection to the drawings is withdrawn", unless it is a heading. */
function readEndedObjection(
  action: Action,
  start: number,
  end: number,
  at: number,
  word: string,
): StandingStatement[] | null {
  const { lower, clean } = action.text;
  const whole = lower.slice(start, end);
  const isHeading = end - start < 70 && headingKind(whole, clean.slice(start, end)) !== null;
  const ending = isHeading ? null : endingOf(whole);
  if (!ending || !OBJECTION_WORD.test(word)) return null;
  // "The rejection of claims 1-3 and the objection to claims 4-6 are withdrawn": its claims stand behind it.
  const behind = claimListsIn(lower, at, end);
  const lists = behind.length > 0 ? behind : claimListsIn(lower, start, end);
  const claims = asSet(lists.flatMap((list) => list.claims));
  const what = objectionTarget(whole, lists.length > 0) ?? "other";
  return [statement(ending.is, claims, start, end, "objection-withdrawn", 0.85, what)];
}

function objectionTarget(text: string, hasClaims: boolean): ObjectionTarget | null {
  const subject = text.slice(-260);
  if (hasClaims) return "claims";
  if (OF_ABSTRACT.test(subject)) return "abstract";
  if (OF_TITLE.test(subject)) return "title";
  if (OF_DRAWINGS.test(subject)) return "drawings";
  if (OF_SPECIFICATION.test(subject)) return "specification";
  if (OF_OATH.test(subject)) return "oath";
  if (OF_CLAIMS.test(subject)) return "claims";
  return null;
}

function readCancelled(
  action: Action,
  start: number,
  end: number,
  at: number,
  word: string,
  wordEnd: number,
): StandingStatement[] | null {
  const { lower } = action.text;
  const ahead = CANCEL_CLAIMS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + 60)));
  if (ahead) {
    const listAt = wordEnd + ahead[0].length;
    const added = NEW_CLAIMS_BEHIND.exec(lower.slice(listAt, end));
    const list = claimListsIn(lower, listAt, added ? listAt + added.index : end)[0];
    if (list && list.start === listAt && !NOT_THE_CLAIMS.test(lower.slice(Math.max(start, at - 20), at)))
      return [statement("cancelled", list.claims, start, end, "cancelling", 0.93, null, list.slips)];
  }
  const tabled = tabledList(lower, start, end, at, wordEnd);
  if (tabled) return [statement("cancelled", tabled.claims, start, end, "tabled", 0.9, null, tabled.slips)];
  if (word === "cancellation" || word === "cancels" || word === "cancel") return null;
  const before = lower.slice(Math.max(start, at - 140), at);
  const verb = readVerbGroup(before);
  if (verb.negated || verb.modal) return null;
  const subject = readSubject(action, clauseBefore(lower, start, at), at - verb.length, start);
  if (subject?.rule !== "list" || (verb.aux === "none" && subject.gap > 12)) return null;
  if (subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (verb.aux === "none" && CLAIM_NAMED_BEHIND.test(lower.slice(wordEnd, wordEnd + 30))) return null;
  return [statement("cancelled", subject.claims, start, end, "cancelled", 0.95, null, subject.slips)];
}

/** A status sentence tells several things: "claims 1-5 have been amended, claims 6 and 9 have been canceled". */
function clauseBefore(lower: string, start: number, at: number): number {
  const text = lower.slice(start, at);
  const matches = [...text.matchAll(STATUS_WORD)];
  const last = matches.at(-1);
  return last ? start + last.index + last[0].length : start;
}

function readWithdrawn(
  action: Action,
  start: number,
  end: number,
  at: number,
  word: string,
  wordEnd: number,
): StandingStatement[] | null {
  if (word !== "withdrawn") return null;
  const { lower } = action.text;
  const before = lower.slice(Math.max(start, at - 140), at);
  const verb = readVerbGroup(before);
  if (verb.negated || verb.modal) return null;
  const from = clauseBefore(lower, start, at);
  if (
    OF_SOMETHING_WITHDRAWN.test(lower.slice(Math.max(from, at - 200), at)) &&
    !CLAIMS_NEAR.test(lower.slice(Math.max(from, at - 80), at))
  )
    return null;
  const subject = readSubject(action, from, at - verb.length, start);
  if (subject?.rule !== "list" || subject.gap > 80) return null;
  const leading = lower.slice(Math.max(start, subject.start - 60), subject.start);
  if (WITHDRAWN_AS_TO.test(leading)) return null;
  if (REJECTION_BETWEEN.test(lower.slice(subject.end, at))) return null;
  if (subject.other || !isOfClaims(lower, subject, start, at)) return null;
  if (verb.aux === "none" && CLAIM_NAMED_BEHIND.test(lower.slice(wordEnd, wordEnd + 30))) return null;
  return [
    statement(
      "withdrawn-from-consideration",
      subject.claims,
      start,
      end,
      "withdrawn",
      0.93,
      null,
      subject.slips,
    ),
  ];
}

/** "Claims pending: 1-5, 8-15", "Claims canceled: dependent claims 6-7": a small table of the status. */
function tabledList(
  lower: string,
  start: number,
  end: number,
  at: number,
  wordEnd: number,
): ClaimList | null {
  if (!CLAIMS_HEADING.test(lower.slice(Math.max(start, at - 12), at))) return null;
  const lead = TABLE_NUMBERS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + 40)));
  return lead ? readClaimList(lower, wordEnd + lead[0].length, end, wordEnd) : null;
}

function readPending(
  action: Action,
  start: number,
  end: number,
  at: number,
  wordEnd: number,
): StandingStatement[] | null {
  const { lower } = action.text;
  const ahead = PENDING_ARE.exec(lower.slice(wordEnd, Math.min(end, wordEnd + 100)));
  if (ahead) {
    const lists = claimListsIn(lower, wordEnd, end);
    if (lists[0])
      return [statement("pending", lists[0].claims, start, end, "pending-are", 0.9, null, lists[0].slips)];
  }
  const tabled = tabledList(lower, start, end, at, wordEnd);
  if (tabled) return [statement("pending", tabled.claims, start, end, "tabled", 0.9, null, tabled.slips)];
  const before = lower.slice(Math.max(start, at - 140), at);
  const verb = readVerbGroup(before);
  if (verb.negated || verb.modal) return null;
  const from = clauseBefore(lower, start, at);
  const subject =
    readSubject(action, from, at - verb.length, start) ??
    (from > start ? readSubject(action, start, at - verb.length, start) : null);
  if (subject?.rule !== "list" || subject.other) return null;
  if (verb.aux === "none" && subject.gap > 14) return null;
  if (!isOfClaims(lower, subject, start, at)) return null;
  const around = `${lower.slice(start, subject.start)} ${lower.slice(wordEnd, Math.min(end, wordEnd + 60))}`;
  const isOnce = verb.aux === "past" || verb.formerly || ONCE.test(around);
  const rule = isOnce ? "pending-once" : "pending";
  return [statement("pending", subject.claims, start, end, rule, 0.95, null, subject.slips)];
}

/** "Claims 7-12 were added", "applicant has added claims 7-12". */
function readAdded(
  action: Action,
  start: number,
  end: number,
  at: number,
  wordEnd: number,
): StandingStatement[] | null {
  const { lower } = action.text;
  const ahead = ADDED_CLAIMS.exec(lower.slice(wordEnd, Math.min(end, wordEnd + 60)));
  if (ahead) {
    const listAt = wordEnd + ahead[0].length;
    const list = claimListsIn(lower, listAt, end)[0];
    return list?.start === listAt
      ? [statement("pending", list.claims, start, end, "added", 0.9, null, list.slips)]
      : null;
  }
  const verb = readVerbGroup(lower.slice(Math.max(start, at - 140), at));
  if (verb.negated || verb.modal || verb.aux === "none") return null;
  const subject = readSubject(action, clauseBefore(lower, start, at), at - verb.length, start);
  if (subject?.rule !== "list" || subject.other || !isOfClaims(lower, subject, start, at)) return null;
  return [statement("pending", subject.claims, start, end, "added", 0.9, null, subject.slips)];
}
