import type { ObjectionTarget } from "../../model.js";
import { type Action, headingKind, readVerbGroup, sectionAt } from "../../text/index.js";
import {
  APPLICANT_SAYS_OBJECTED,
  endingOf,
  OBJECTION_EXPLAINED,
  OBJECTION_HEADING,
  OBJECTION_UNDONE,
  OBJECTION_WORD,
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
  TO_BECAUSE,
} from "../../vocabulary/index.js";
import { asSet, claimListsIn } from "../lists.js";
import { readSubject } from "../subject.js";
import { type StandingStatement, type StandingTrigger, statement } from "./statement.js";

export function readObjected(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, at, word } = trigger;
  const lead = action.text.lower.slice(start, at);
  if (APPLICANT_SAYS_OBJECTED.test(lead)) return null;
  return word === "objected"
    ? readObjectedTo(trigger)
    : (readSubjectToObjection(trigger) ?? readEndedObjection(trigger));
}

/** The reason of an objection, as far as it tells that only the base claim is rejected. */
const OBJECTION_REASON = 420;

/** "Claims 5 and 14 are objected to as being dependent upon a rejected base claim", "the drawings are objected to". */
function readObjectedTo(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at, wordEnd } = trigger;
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
function readSubjectToObjection(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at } = trigger;
  const words = SUBJECT_TO_OBJECTION.exec(action.text.lower.slice(start, at));
  const subject = words && readSubject(action, start, at - words[0].length, start);
  if (!subject || subject.claims.length === 0) return null;
  const { claims, slips } = subject;
  return [statement("objection", claims, start, end, "subject-to-objection", 0.9, "claims", slips)];
}

/** "The objection to the drawings is withdrawn", unless it is a heading. */
function readEndedObjection(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at, word } = trigger;
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
