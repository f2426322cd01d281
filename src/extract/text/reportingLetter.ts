import {
  INTERVIEW_SUMMARY,
  ON_APPEAL,
  REOPENED,
  REPORTING_HEAD,
  REPORTING_LETTER,
  THE_BOARD,
} from "../vocabulary/index.js";
import { type FoundSection, isRejectionSection } from "./sections.js";
import type { ActionText } from "./text.js";

/** The title, the parties and the panel of a decision stand so near the beginning of its text; */
const HEAD = 6_000;
/** the title of a letter this near, */
const TITLE = 800;
/** and that of an interview summary right there. */
const OPENING = 200;

/** Letters that tell of rejections made elsewhere and make none: MPEP 706.07(f), 713.04, 1002, 1213. */
export interface ReportingLetter {
  /** A decision of the Board, an advisory action, a decision on a petition, an interview summary. */
  readonly isReport: boolean;
  readonly isBoardDecision: boolean;
}

/** Whether the text is such a letter, by its head. An interview that is told within an action with rejections is none. */
export function readReportingLetter(
  { lower }: ActionText,
  sections: readonly FoundSection[],
): ReportingLetter {
  const head = lower.slice(0, HEAD);
  const isBoardDecision = looksLikeBoardDecision(head) && !REOPENED.test(head);
  const opensWithInterview = INTERVIEW_SUMMARY.test(head.slice(0, OPENING));
  return {
    isReport:
      isBoardDecision ||
      hasTitleOfReport(head.slice(0, TITLE)) ||
      (opensWithInterview && !sections.some(({ kind }) => isRejectionSection(kind))),
    isBoardDecision,
  };
}

function looksLikeBoardDecision(head: string): boolean {
  return head.includes("decision") && ON_APPEAL.test(head) && THE_BOARD.test(head);
}

/** Advisory actions, decisions on petitions and requests. */
function hasTitleOfReport(head: string): boolean {
  return REPORTING_LETTER.test(head) || REPORTING_HEAD.test(head);
}
