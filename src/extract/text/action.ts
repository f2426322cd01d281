import type { ExtractionContext } from "../model.js";
import { isOfDesign, namesOneClaim } from "./designApplication.js";
import { paperOfOthers } from "./paperOfOthers.js";
import { type ReportingLetter, readReportingLetter } from "./reportingLetter.js";
import { type FoundSection, findSections } from "./sections.js";
import { type Sentences, splitSentences } from "./sentences.js";
import { type ActionText, prepare } from "./text.js";

/** One Office action as its text tells it: what every later station looks things up in. */
export interface Action extends ReportingLetter {
  readonly text: ActionText;
  readonly context: ExtractionContext;
  readonly sentences: Sentences;
  readonly sections: readonly FoundSection[];
  readonly isDesign: boolean;
  /** What paper of another than the USPTO it is, as people are told it; null for an action. */
  readonly paper: string | null;
  /** Whether "the claim" can only be claim 1: a design or plant application, or no other claim is ever named. */
  hasOneClaim(): boolean;
}

export function readAction(source: string, context: ExtractionContext): Action {
  const text = prepare(source);
  const isDesign = isOfDesign(text);
  const sections = findSections(text);
  const paper = paperOfOthers(text.lower);
  const letter = readReportingLetter(text, sections);
  return {
    text,
    context,
    sentences: splitSentences(text),
    sections,
    isDesign,
    hasOneClaim: once(() => isDesign || namesOneClaim(text)),
    paper,
    ...letter,
    // Whoever gives the USPTO's code says that it is an action.
    isReport: letter.isReport || (paper !== null && context.documentCode === undefined),
  };
}

/** Asked for at most once, since the answer takes a reading of the whole text. */
function once(ask: () => boolean): () => boolean {
  let answer: boolean | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}
