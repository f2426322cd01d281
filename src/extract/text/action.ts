import type { ExtractionContext } from "../model.js";
import {
  ARTICLE_OF_DESIGN,
  DESIGN_STATUTE,
  INTERVIEW_SUMMARY,
  ON_APPEAL,
  ORNAMENTAL_DESIGN,
  OTHER_CLAIM,
  REOPENED,
  REPORTING_HEAD,
  REPORTING_LETTER,
  THE_BOARD,
} from "../vocabulary/index.js";
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
    keywords.at("design").some(around(11, ORNAMENTAL_DESIGN)) ||
    keywords.at("171").some(around(12, DESIGN_STATUTE)) ||
    keywords.at("manufacture").some(around(11, ARTICLE_OF_DESIGN)) ||
    lower.includes("35 usc171");
  return sign && !OTHER_CLAIM.test(lower);
}

function looksLikeBoardDecision(head: string): boolean {
  return head.includes("decision") && ON_APPEAL.test(head) && THE_BOARD.test(head);
}

/** Letters that tell of rejections made elsewhere: advisory actions, decisions on petitions and requests, interviews. */
function looksLikeReport(head: string): boolean {
  return REPORTING_LETTER.test(head) || REPORTING_HEAD.test(head);
}

/** Asked for at most once, since the answer takes a reading of the whole text. */
function once(ask: () => boolean): () => boolean {
  let answer: boolean | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}
