import type { ExtractionContext } from "../model.js";
import { type FoundSection, findSections, isRejectionSection } from "./sections.js";
import { type Sentences, splitSentences } from "./sentences.js";
import { type ActionText, prepare } from "./text.js";
/** One Office action as its text tells it: what every later station looks things up in. */
export interface Action {
  readonly text: ActionText;
  readonly context: ExtractionContext;
  readonly sentences: Sentences;
  readonly sections: readonly FoundSection[];
  readonly isDesign: boolean;
  /** Whether "the claim" can only be claim 1: a design or plant application, or no other claim is ever named. */
  hasOneClaim(): boolean;
  /** A decision of the Board, an advisory action, a decision on a petition: it tells of rejections and makes none. */
  readonly isReport: boolean;
  readonly isBoardDecision: boolean;
}

export function readAction(source: string, context: ExtractionContext): Action {
  const text = prepare(source);
  const isDesign = looksLikeDesign(text);
  const head = text.lower.slice(0, 6_000);
  const isBoardDecision = looksLikeBoardDecision(head) && !REOPENED.test(head);
  const sections = findSections(text);
  const opensWithInterview = INTERVIEW_SUMMARY.test(head.slice(0, 200));
  return {
    text,
    context,
    sentences: splitSentences(text),
    sections,
    isDesign,
    hasOneClaim: once(() => isDesign || !OTHER_CLAIM.test(text.lower)),
    isReport:
      isBoardDecision ||
      looksLikeReport(head.slice(0, 800)) ||
      (opensWithInterview && !sections.some(({ kind }) => isRejectionSection(kind))),
    isBoardDecision,
  };
}

/** A design application has one claim; the action speaks of "the claim" and of the ornamental design. */
function looksLikeDesign({ lower, keywords }: ActionText): boolean {
  if (!keywords.has("design") && !keywords.has("171")) return false;
  const around = (before: number, pattern: RegExp) => (at: number) =>
    pattern.test(lower.slice(Math.max(0, at - before), at + 30));
  const sign =
    keywords
      .at("design")
      .some(around(11, /^.{0,11}(?:ornamental|claimed) design|^.{0,11}design (?:patent|claim)/)) ||
    keywords.at("171").some(around(12, /35 u\.?s\.?c\.? ?§? ?171/)) ||
    keywords.at("manufacture").some(around(11, /article of manufacture (?:in|as|to) which/)) ||
    lower.includes("35 usc171");
  return sign && !OTHER_CLAIM.test(lower);
}

function looksLikeBoardDecision(head: string): boolean {
  return (
    head.includes("decision") &&
    /decision\s+on\s+appeal/.test(head) &&
    /administrative\s+patent\s+judge|patent\s+(?:trial\s+and\s+)?appeals?\s+(?:board|and)|board\s+of\s+patent\s+appeals/.test(
      head,
    )
  );
}

/** Letters that tell of rejections made elsewhere: advisory actions, decisions on petitions and requests, interviews. */
function looksLikeReport(head: string): boolean {
  return (
    /panel\s+decision\s+from\s+pre-?\s?appeal|advisory\s+action\s+before\s+the\s+filing|decision\s+on\s+petition|decision\s+(?:granting|dismissing|denying)\s+(?:the\s+)?petition/.test(
      head,
    ) ||
    /(?:^|\n)\W{0,8}(?:advisory\s+action\b|continuation\s+sheet\s+\(ptol?-303\)|(?:order|decision)\s+(?:granting|denying)\b[^\n]{0,40}re-?examination)/.test(
      head,
    )
  );
}

/** The form of its own, or the first section of an action. */
const INTERVIEW_SUMMARY = /^\W{0,8}(?:(?:applicant|examiner)-initiated\s+)?interview\s+summary\b/;
/** After a decision of the Board the examiner may go on: 37 CFR 1.198, MPEP 1214.07. */
const REOPENED = /prosecution\s+(?:on\s+the\s+merits\s+)?(?:is|has\s+been)\s+(?:hereby\s+)?(?:re-?opened)/;

/** A claim other than claim 1. */
const OTHER_CLAIM = /\bclaims? (?:[2-9]|1\d|1\s?[-,])/;

/** Asked for at most once, since the answer takes a reading of the whole text. */
function once(ask: () => boolean): () => boolean {
  let answer: boolean | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}
