import type { FoundSection } from "../text/index.js";

/** Sections in which rejections are talked about rather than made: "Response to Arguments", the status of claims, the conclusion. */
const TALK = new Set([
  "response",
  "status",
  "conclusion",
  "interview",
  "allowable",
  "allowance-reasons",
  "contact",
  "terminal-disclaimer",
  "withdrawn",
  "continued-examination",
  "examiner-amendment",
]);

export function isTalk(section: FoundSection): boolean {
  return TALK.has(section.kind);
}
