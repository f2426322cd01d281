import { ARTICLE_OF_DESIGN, DESIGN_STATUTE, ORNAMENTAL_DESIGN, OTHER_CLAIM } from "../vocabulary/index.js";
import type { ActionText } from "./text.js";

/** "the ornamental", "35 U.S.C.", "article of": the words right before, and as far behind. */
const ORNAMENTAL_BEFORE = 11;
const STATUTE_BEFORE = 12;
const ARTICLE_BEFORE = 11;
const BEHIND = 30;

/** A design application has one claim; the action speaks of "the claim" and of the ornamental design. */
export function isOfDesign(text: ActionText): boolean {
  const { lower, keywords } = text;
  if (!keywords.has(ORNAMENTAL_DESIGN) && !keywords.has(DESIGN_STATUTE)) return false;
  const says = (pattern: RegExp, before: number) =>
    keywords.of(pattern).some((at) => pattern.test(lower.slice(Math.max(0, at - before), at + BEHIND)));
  const sign =
    says(ORNAMENTAL_DESIGN, ORNAMENTAL_BEFORE) ||
    says(DESIGN_STATUTE, STATUTE_BEFORE) ||
    says(ARTICLE_OF_DESIGN, ARTICLE_BEFORE) ||
    lower.includes("35 usc171");
  return sign && namesOneClaim(text);
}

/** No other claim than claim 1 is ever named. */
export function namesOneClaim({ lower }: ActionText): boolean {
  return !OTHER_CLAIM.test(lower);
}
