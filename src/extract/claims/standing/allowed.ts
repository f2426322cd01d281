import { isInQuotationMarks, readVerbGroup, sectionAt, type VerbGroup } from "../../text/index.js";
import {
  ALLOWED_IF,
  ALLOWED_TO_DO,
  APPLICANT_SAYS_ALLOWABLE,
  CLAIM_NAMED_BEHIND,
  CONTAIN_ALLOWABLE,
  FOUND_ALLOWABLE,
  IF_REWRITTEN,
  IN_CONDITION_FOR,
  NONE_ALLOWED,
  ONCE,
  OPENS_WITH_PRONOUN,
  SUBJECT_MATTER,
  WILL_BE,
  WOULD_BE,
} from "../../vocabulary/index.js";
import { readSubject } from "../subject.js";
import { isOfClaims, type StandingStatement, type StandingTrigger, statement } from "./statement.js";

/** A cascade of what keeps "allowed" from meaning it, each case with its pattern; then the two that it can mean. */
export function readAllowed(trigger: StandingTrigger): StandingStatement[] | null {
  const { action, start, end, at, word, wordEnd } = trigger;
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
  if (subject.other || !isOfClaims(lower, subject, start, verbAt)) return null;
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
