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
  if (!keywords.has("design") && !keywords.has("171")) return false;
  const around = (before: number, pattern: RegExp) => (at: number) =>
    pattern.test(lower.slice(Math.max(0, at - before), at + BEHIND));
  const sign =
    keywords.at("design").some(around(ORNAMENTAL_BEFORE, ORNAMENTAL_DESIGN)) ||
    keywords.at("171").some(around(STATUTE_BEFORE, DESIGN_STATUTE)) ||
    keywords.at("manufacture").some(around(ARTICLE_BEFORE, ARTICLE_OF_DESIGN)) ||
    lower.includes("35 usc171");
  return sign && namesOneClaim(text);
}

/** No other claim than claim 1 is ever named. */
export function namesOneClaim({ lower }: ActionText): boolean {
  return !OTHER_CLAIM.test(lower);
}
