import { claimListsIn } from "../claims/index.js";
import { type Grounds, readGrounds } from "../grounds/index.js";
import { type CitingAction, type Combination, readCombination } from "../references/index.js";
import { type FoundSection, letterFrom, sectionAt } from "../text/index.js";
import { implicit, STATUTE, standsIn } from "./implicit.js";
import type { DeadStatement, LiveRejection } from "./live.js";

/** Sections whose sentences tell of rejections, and make none. */
const TELLING = new Set<FoundSection["kind"]>([
  "allowable",
  "allowance-reasons",
  "interview",
  "response",
  "withdrawn",
]);

/** Numbers and marks that may stand before the first word of a sentence. */
const LONGEST_LEAD = 8;
/** What the sentence says of its claims, up to the statute. */
const ASSERTS =
  /^\s{0,3}(?:of\s+the\s+(?:instant|present)\s+application\s+)?(?:(?:is|are)\s+(?:(?:clearly|also|further|therefore|thus|additionally|deemed|considered|held|found)\s+(?:to\s+be\s+|as\s+)?){0,3}(?:unpatentable|anticipated|obvious|rendered\s+obvious|indefinite|(?:non-?statutory|(?:patent[\s-]+)?ineligible)\b|directed\s+to\s+(?:non-?statutory|an?\s+abstract\s+idea|a\s+judicial\s+exception)|not\s+(?:enabled|(?:adequately\s+)?(?:described|supported)|(?:patent[\s-]+)?eligible|directed\s+to\s+(?:patent[\s-]*(?:able|eligible)|statutory)))|(?:fails?|do(?:es)?\s+not)\s+(?:to\s+)?(?:comply|meet|satisfy|conform|particularly\s+point|further\s+limit)|(?:recites?|claims?|covers?|encompass(?:es)?)\s+(?:patent[\s-]+)?(?:ineligible|non-?statutory)\b|lacks?\s+(?:an?\s+)?(?:adequate\s+)?(?:utility|written\s+description|enablement|clarity))(?:[^.;]|(?<=\bal)\.){0,200}?\b(?:under|of|by|per|to|with)\s+(?:the\s+(?:provisions|requirements?)\s+of\s+)?(?=(?:pre-aia\s+)?(?:35\s?u|§))/;
const OVER_ART = /\b(?:unpatentable|obvious|anticipated)\s+(?:over|by|in\s+view)\b/;
/** "are unpatentable over Schmidt in view of Varga": the reason tells the ground, unless other claims are the art. */
const ASSERTS_OVER_ART =
  /^\s{0,3}(?:is|are)\s+(?:(?:clearly|also|further|therefore|thus|deemed|considered|held|found)\s+(?:to\s+be\s+|as\s+)?){0,3}(unpatentable|obvious|anticipated)\s+(?=(?:over|by|in\s+view\s+of)\s+(?!(?:the\s+)?claims?\b))/;
/** It is told, or thought of, or of something else. */
const NOT_MADE =
  /\b(?:applicants?|appellants?|if|unless|would|could|withdr[ae]w\w*|moot|overc[ao]me\w*|maintain\w*|allow\w*|no\s+longer|previous\w*)\b/;
const LONGEST = 500;

/** What the sentence finds wrong, and the art it finds it over. */
interface Assertion extends Pick<Grounds, "items" | "preAia"> {
  readonly combination: Combination;
}

/** A sentence that names the statute within `near`. */
function underStatute(action: CitingAction, from: number, near: number, end: number): Assertion | null {
  const { lower } = action.text;
  const asserts = ASSERTS.exec(lower.slice(from, near));
  const grounds = asserts && readGrounds(lower, from + asserts[0].length, near);
  return grounds && { ...grounds, combination: readCombination(action, grounds.end, end, false) };
}

/** A sentence that names no statute: only over references that the text knows by a number. */
function overArt(action: CitingAction, from: number, end: number): Assertion | null {
  const asserts = ASSERTS_OVER_ART.exec(action.text.lower.slice(from, end));
  if (!asserts) return null;
  const combination = readCombination(action, from, end, false);
  const { references } = combination;
  if (references.length === 0 || references.some(({ document }) => document === null)) return null;
  const ground = asserts[1] === "anticipated" ? "102" : "103";
  return { items: [{ ground, subsection: null }], preAia: false, combination };
}

/** Where the claims stand that open the sentence; -1 if it opens otherwise. */
function claimsAt(lower: string, start: number): number {
  const letter = letterFrom(lower, start, LONGEST_LEAD);
  LEAD.lastIndex = letter;
  const at = LEAD.test(lower) ? LEAD.lastIndex : letter;
  return lower.startsWith("claim", at) ? at : -1;
}
const LEAD = /(?:accordingly|therefore|thus|hence|consequently|as\s+such),?\s+/y;

/**
 * "Claims 1-20 are indefinite under 35 U.S.C. 112(b)", "Claims 1-4 are unpatentable over Smith": a sentence that opens
 * with its claims, finds a defect in them and names the statute or the art, but does not say that they are rejected.
 * Only for claims that stand under no such ground otherwise: where they do, it explains that rejection.
 */
export function findAsserted(
  action: CitingAction,
  live: readonly LiveRejection[],
  dead: readonly DeadStatement[],
): LiveRejection[] {
  const found: LiveRejection[] = [];
  if (action.isReport) return found;
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!;
    const from = claimsAt(lower, start);
    if (from < 0) continue;
    const section = sectionAt(action.sections, start);
    if (TELLING.has(section.kind)) continue;
    const sentenceEnd = ends[index]!;
    const end = Math.min(sentenceEnd, start + LONGEST);
    const text = lower.slice(from, end);
    const namesStatute = STATUTE.test(text);
    if ((!namesStatute && !OVER_ART.test(text)) || text.includes("reject")) continue;
    const list = claimListsIn(lower, from, end)[0];
    if (list?.start !== from || list.claims.length === 0) continue;
    const assertion = namesStatute
      ? underStatute(action, list.end, end, sentenceEnd)
      : overArt(action, list.end, sentenceEnd);
    if (!assertion || NOT_MADE.test(lower.slice(list.end, sentenceEnd))) continue;
    if (dead.some((statement) => statement.span.start < end && statement.span.end > start)) continue;
    for (const { ground, subsection } of assertion.items) {
      if (ground === "112" || ground === "112(f)" || ground === "DP" || ground === "other") continue;
      if (standsIn(live, ground, list.claims) || standsIn(found, ground, list.claims)) continue;
      found.push({
        ...implicit(
          section,
          ground,
          subsection,
          list.claims,
          start,
          sentenceEnd,
          null,
          assertion.combination,
        ),
        preAia: assertion.preAia,
        dependentsInherit: list.dependentsInherit,
        claimSpan: { start: list.start, end: list.end },
        rule: "implicit/asserted",
        because: ["asserted-under-statute-or-art"],
      });
    }
  }
  return found;
}
