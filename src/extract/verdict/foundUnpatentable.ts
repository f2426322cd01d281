import { claimListsIn } from "../claims/index.js";
import { type Grounds, readGrounds } from "../grounds/index.js";
import { type CitingAction, type Combination, readCombination } from "../references/index.js";
import { type FoundSection, letterFrom, sectionAt } from "../text/index.js";
import {
  ASSERTS,
  ASSERTS_OVER_ART,
  NAMES_STATUTE,
  NOT_MADE,
  OTHERS_SAY_BEHIND,
  OVER_SOME_ART,
  THEREFORE_LEAD,
} from "../vocabulary/index.js";
import { implicit, standsIn } from "./implicitRejection.js";
import type { DeadStatement, LiveRejection } from "./liveOrDead.js";

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
const LONGEST = 500;

/** "under", or another preposition, right before the statute that ends what a sentence finds. */
const UNDER = /\s+\w+(?:\s+the\s+\w+\s+of)?\s+$/;

/** What the sentence finds wrong, and the art it finds it over. */
interface Assertion extends Pick<Grounds, "items" | "preAia"> {
  readonly combination: Combination;
}

/** A sentence that names the statute within `near`. */
function underStatute(action: CitingAction, from: number, near: number, end: number): Assertion | null {
  const { lower } = action.text;
  const asserts = ASSERTS.exec(lower.slice(from, near));
  const grounds = asserts && readGrounds(lower, from + asserts[0].length, near);
  if (!grounds) return null;
  const behind = readCombination(action, grounds.end, end, false);
  // "Claims 1-5 are not allowable over Kato under 35 U.S.C. 103": the references stand before the statute.
  const isBehind = behind.references.length > 0;
  const combination = isBehind
    ? behind
    : readCombination(action, from, from + UNDER.exec(asserts[0])!.index, false);
  return { ...grounds, combination };
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
  THEREFORE_LEAD.lastIndex = letter;
  const at = THEREFORE_LEAD.test(lower) ? THEREFORE_LEAD.lastIndex : letter;
  return lower.startsWith("claim", at) ? at : -1;
}

/**
 * "Claims 1-20 are indefinite under 35 U.S.C. 112(b)", "Claims 1-4 are unpatentable over Smith": a sentence that opens
 * with its claims, finds a defect in them and names the statute or the art, but does not say that they are rejected.
 * Only for claims that stand under no such ground otherwise: where they do, it explains that rejection. The tests stand in the
 * order of their cost, since every sentence of an action passes them.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: tests in the order of their cost, since every sentence of an action passes them.
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
    if (TELLING.has(section.kind) || action.text.isBlockQuoted(from)) continue;
    const sentenceEnd = ends[index]!;
    const end = Math.min(sentenceEnd, start + LONGEST);
    const text = lower.slice(from, end);
    const namesStatute = NAMES_STATUTE.test(text);
    if ((!namesStatute && !OVER_SOME_ART.test(text)) || text.includes("reject")) continue;
    const list = claimListsIn(lower, from, end)[0];
    if (list?.start !== from || list.claims.length === 0) continue;
    const assertion = namesStatute
      ? underStatute(action, list.end, end, sentenceEnd)
      : overArt(action, list.end, sentenceEnd);
    const behind = lower.slice(list.end, sentenceEnd);
    if (!assertion || NOT_MADE.test(behind) || OTHERS_SAY_BEHIND.test(behind)) continue;
    if (dead.some((statement) => statement.span.start < end && statement.span.end > start)) continue;
    for (const { ground, subsection } of assertion.items) {
      if (ground === "112" || ground === "112(f)" || ground === "DP" || ground === "other") continue;
      if (standsIn(live, ground, list.claims) || standsIn(found, ground, list.claims)) continue;
      found.push({
        ...implicit({
          section,
          ground,
          subsection,
          claims: list.claims,
          span: { start, end: sentenceEnd },
          combination: assertion.combination,
        }),
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
