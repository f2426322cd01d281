import type { ObjectionTarget } from "../../model.js";
import {
  type Action,
  endInHeading,
  headingKind,
  readVerbGroup,
  sectionAt,
  type VerbGroup,
} from "../../text/index.js";
import {
  APPLICANT_SAYS_OBJECTED,
  CLAIMS_ANNOUNCED,
  EXAMINER_BEFORE,
  endingOf,
  NO_BEFORE,
  NOTHING_BEFORE_VERB,
  OBJECTION_ARGUED,
  OBJECTION_EXPLAINED,
  OBJECTION_HEADING,
  OBJECTION_MADE_TO,
  OBJECTION_UNDONE,
  OBJECTS_TO,
  OF_ABSTRACT,
  OF_CLAIMS,
  OF_DRAWINGS,
  OF_OATH,
  OF_SPECIFICATION,
  OF_TITLE,
  ON_REJECTED_BASE,
  ONLY_CLAIMS_BEFORE,
  OTHER_THING_TOO,
  type SectionKind,
  SUBJECT_TO_OBJECTION,
  TICKED_BOX,
  TITLE_ARGUED,
  TO_AND_COLON,
  TO_BECAUSE,
} from "../../vocabulary/index.js";
import { asSet, claimListsIn } from "../numbersAndRanges.js";
import type { Subject } from "../subject.js";
import { readSubject, subjectBehind } from "../subjectOfVerb.js";
import {
  type StandingStatement,
  type StandingTrigger,
  sourceBefore,
  statement,
  VERB_REACH,
} from "./statement.js";

/** "to because of" right behind "objected". */
const REASON_RIGHT_BEHIND = 16;
/** "… and the specification" right before the verb. */
const OTHER_THING = 80;
/** A heading is no longer. */
const LONGEST_HEADING = 70;
/** Between the heading of ended objections and one that belongs to it stands no more than this. */
const NEAR_HEADING = 600;
/** What is objected to is named so near before the word. */
const THING_BEFORE = 260;

/** A sentence that names an objection: claims are subject to it, it is made, or it ended. */
export function readObjection(trigger: StandingTrigger): StandingStatement[] | null {
  if (isOfApplicant(trigger)) return null;
  return readSubjectToObjection(trigger) ?? readEndedObjection(trigger) ?? readObjectionMade(trigger);
}

function isOfApplicant({ action, sentence: { start }, word: { start: at } }: StandingTrigger): boolean {
  return APPLICANT_SAYS_OBJECTED.test(action.text.lower.slice(start, at));
}

/** The reason of an objection, as far as it tells that only the base claim is rejected. */
const OBJECTION_REASON = 420;

/** "Claims 5 and 14 are objected to as being dependent upon a rejected base claim", "the drawings are objected to". */
export function readObjected(trigger: StandingTrigger): StandingStatement[] | null {
  if (isOfApplicant(trigger)) return null;
  const {
    action,
    sentence,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const verb = readVerbGroup(lower.slice(Math.max(start, at - VERB_REACH), at));
  if (verb.modal || verb.negated) return null;
  // "Claims 5, 14 objected to because of the following informalities": the verb was left out.
  const isVerbless =
    verb.aux === "none" &&
    ONLY_CLAIMS_BEFORE.test(lower.slice(start, at)) &&
    TO_BECAUSE.test(lower.slice(wordEnd, Math.min(end, wordEnd + REASON_RIGHT_BEHIND)));
  const section = sectionAt(action.sections, at);
  const behind = claimsBehind(trigger, verb);
  const isTicked = TICKED_BOX.test(sourceBefore(action, start, at));
  if (!isVerbless && !isTicked && !behind && verb.aux !== "present") {
    // "Examiner objected to claims 1-8": told of the past, unless the section is one of objections.
    const { kind } = section;
    if (verb.aux !== "perfect" || kind === "response" || kind === "withdrawn" || kind === "status")
      return null;
  }
  const subjectEnd = at - verb.length;
  const subject = behind ?? readSubject(action, start, subjectEnd, start);
  const thing = objectionTarget(
    lower.slice(start, subjectEnd),
    subject !== null && subject.claims.length > 0,
  );
  const isUnderEnded = section.kind === "withdrawn" && start - section.headingEnd < NEAR_HEADING;
  const objection = (
    claims: readonly number[],
    what: ObjectionTarget,
    confidence: number,
    rule = "objected",
  ) => [
    statement({
      kind: isUnderEnded ? endInHeading(section) : "objection",
      claims,
      span: sentence,
      rule,
      confidence,
      what,
      slips: subject?.slips ?? [],
    }),
  ];
  if (thing === "claims") {
    const claims = subject?.claims ?? (action.isDesign ? [1] : []);
    const words = lower.slice(start, subjectEnd);
    const too = OTHER_THING_TOO.test(words) ? objectionTarget(words.slice(-OTHER_THING), false) : null;
    if (too && too !== "claims") return [...objection(claims, "claims", 0.97), ...objection([], too, 0.96)];
    return ON_REJECTED_BASE.test(lower.slice(wordEnd, Math.min(end, wordEnd + OBJECTION_REASON)))
      ? objection(claims, "claims (dependent on rejected base claim)", 0.97, "objected-dependent")
      : objection(claims, "claims", 0.97);
  }
  if (thing) return objection([], thing, 0.96);
  return subject?.rule === "all-claims" ? objection([], "claims", 0.8) : null;
}

/** "The following claims are objected to: 5 and 7", "claims objected to: 5 and 7", "objected to are claims 5 and 7". */
function claimsBehind(
  { action, sentence, sentence: { start, end }, word: { start: at, end: wordEnd } }: StandingTrigger,
  verb: VerbGroup,
): Subject | null {
  const { lower } = action.text;
  const lead = lower.slice(start, at);
  const isListed =
    verb.aux === "none" &&
    (NOTHING_BEFORE_VERB.test(lead) ||
      (CLAIMS_ANNOUNCED.test(lead) &&
        TO_AND_COLON.test(lower.slice(wordEnd, Math.min(end, wordEnd + REASON_RIGHT_BEHIND)))));
  return isListed || verb.aux === "present"
    ? subjectBehind(action, sentence, { start: at - verb.length, end: wordEnd })
    : null;
}

/** "Claims 7, 9-13 are subject to objection" */
function readSubjectToObjection(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence,
    sentence: { start },
    word: { start: at },
  } = trigger;
  const { lower } = action.text;
  const words = SUBJECT_TO_OBJECTION.exec(lower.slice(start, at));
  if (!words) return null;
  const verbEnd = at - words[0].length;
  const verb = readVerbGroup(lower.slice(Math.max(start, verbEnd - VERB_REACH), verbEnd));
  if (verb.negated || verb.modal || verb.aux === "past" || verb.formerly) return null;
  const subject = readSubject(action, start, verbEnd - verb.length, start);
  if (!subject || subject.claims.length === 0) return null;
  const { claims, slips } = subject;
  return [
    statement({
      kind: "objection",
      claims,
      span: sentence,
      rule: "subject-to-objection",
      confidence: 0.9,
      what: "claims",
      slips,
    }),
  ];
}

/** "The objection to the drawings is withdrawn", unless it is a heading. */
function readEndedObjection(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence,
    sentence: { start, end },
    word: { start: at },
  } = trigger;
  const { lower, clean } = action.text;
  const whole = lower.slice(start, end);
  const isHeading = end - start < LONGEST_HEADING && headingKind(whole, clean.slice(start, end)) !== null;
  const ending = isHeading ? null : endingOf(whole);
  if (!ending) return null;
  // "The rejection of claims 1-3 and the objection to claims 4-6 are withdrawn": its claims stand behind it.
  const behind = claimListsIn(lower, at, end);
  const lists = behind.length > 0 ? behind : claimListsIn(lower, start, end);
  const claims = asSet(lists.flatMap((list) => list.claims));
  const what = objectionTarget(whole, lists.length > 0) ?? "other";
  return [
    statement({
      kind: ending.is,
      claims,
      span: sentence,
      rule: "objection-withdrawn",
      confidence: 0.85,
      what,
    }),
  ];
}

/** "The examiner objects to claims 3-5". */
export function readObjecting(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const to = OBJECTS_TO.exec(lower.slice(wordEnd, end));
  if (!to || !EXAMINER_BEFORE.test(lower.slice(start, at)) || isOfApplicant(trigger)) return null;
  return objectionBehind(trigger, wordEnd + to[0].length, "objecting");
}

/** "Objection is made to claims 3-5". */
function readObjectionMade(trigger: StandingTrigger): StandingStatement[] | null {
  const {
    action,
    sentence: { start, end },
    word: { start: at, end: wordEnd },
  } = trigger;
  const { lower } = action.text;
  const made = OBJECTION_MADE_TO.exec(lower.slice(wordEnd, end));
  if (!made || NO_BEFORE.test(lower.slice(start, at))) return null;
  return objectionBehind(trigger, wordEnd + made[0].length, "objection-made");
}

/** What is objected to stands so near behind the verb. */
const TARGET_REACH = 60;

function objectionBehind(
  { action, sentence, sentence: { end } }: StandingTrigger,
  from: number,
  rule: string,
): StandingStatement[] | null {
  const { lower } = action.text;
  const list = claimListsIn(lower, from, end)[0];
  if (list && list.start - from < LEAD_OF_CLAIMS)
    return [
      statement({
        kind: "objection",
        claims: list.claims,
        span: sentence,
        rule,
        confidence: 0.9,
        what: "claims",
        slips: list.slips,
      }),
    ];
  const what = objectionTarget(lower.slice(from, Math.min(end, from + TARGET_REACH)), false);
  return what && [statement({ kind: "objection", claims: [], span: sentence, rule, confidence: 0.9, what })];
}
/** "the pending dependent claims 3-5". */
const LEAD_OF_CLAIMS = 30;

function objectionTarget(text: string, hasClaims: boolean): ObjectionTarget | null {
  const subject = text.slice(-THING_BEFORE);
  if (hasClaims) return "claims";
  if (OF_ABSTRACT.test(subject)) return "abstract";
  if (OF_TITLE.test(subject)) return "title";
  if (OF_DRAWINGS.test(subject)) return "drawings";
  if (OF_SPECIFICATION.test(subject)) return "specification";
  if (OF_OATH.test(subject)) return "oath";
  if (OF_CLAIMS.test(subject)) return "claims";
  return null;
}

const TARGET_OF_SECTION: Partial<Record<SectionKind, ObjectionTarget>> = {
  specification: "specification",
  drawings: "drawings",
  oath: "oath",
  "claim-objections": "claims",
};

/** "Objection to the Specification", and its section only explains it: no sentence of it objects. */
export function objectionsOfHeadings(
  action: Action,
  found: readonly StandingStatement[],
): StandingStatement[] {
  const { lower } = action.text;
  return action.sections.flatMap(({ kind, heading, headingStart, headingEnd, end }) => {
    const what = TARGET_OF_SECTION[kind];
    if (!what || !OBJECTION_HEADING.test(heading.toLowerCase())) return [];
    const body = lower.slice(headingEnd, end);
    if (!OBJECTION_EXPLAINED.test(body) || OBJECTION_UNDONE.test(body) || OBJECTION_ARGUED.test(body))
      return [];
    if (found.some((one) => one.what !== null && one.span.start >= headingStart && one.span.start < end))
      return [];
    const claims =
      what === "claims" ? asSet(claimListsIn(lower, headingEnd, end).flatMap((list) => list.claims)) : [];
    if (what === "claims" && claims.length === 0) return [];
    const named = what === "specification" ? (objectionTarget(heading.toLowerCase(), false) ?? what) : what;
    return [
      statement({
        kind: "objection",
        claims,
        span: { start: headingStart, end: headingEnd },
        rule: "objection-heading",
        confidence: 0.8,
        what: named,
      }),
    ];
  });
}

/** Form paragraph 6.11: "The title of the invention is not descriptive. A new title is required". */
export function readTitle({
  action,
  sentence,
  sentence: { start },
  word: { start: at },
}: StandingTrigger): StandingStatement[] | null {
  if (TITLE_ARGUED.test(action.text.lower.slice(start, at))) return null;
  return [
    statement({
      kind: "objection",
      claims: [],
      span: sentence,
      rule: "title-not-descriptive",
      confidence: 0.9,
      what: "title",
    }),
  ];
}
