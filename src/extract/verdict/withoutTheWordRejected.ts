import type { Span } from "../model.js";
import type { CitingAction } from "../references/index.js";
import { announcedGrounds } from "../text/index.js";
import { ANSWERS_ARGUMENTS, SECTION_ENDED } from "../vocabulary/index.js";
import { readSection } from "./defectsPerClaim.js";
import { type Budget, readHeadings, readStatuteLines } from "./headingsOfClaimsAndArt.js";
import { standsIn } from "./implicitRejection.js";
import type { DeadStatement, LiveRejection } from "./liveOrDead.js";

/** That the rejections of a section ended, or that it answers arguments, is said at its beginning. */
const ENDED_WITHIN = 400;
const ANSWERS_WITHIN = 1_500;

/**
 * Rejections that no sentence states: under the heading of a ground, claim by claim, a defect is told. Only where the
 * section makes no rejection and says of none that it is withdrawn.
 */
export function findImplicit(
  action: CitingAction,
  live: readonly LiveRejection[],
  dead: readonly DeadStatement[],
): LiveRejection[] {
  const found: LiveRejection[] = [];
  const budget: Budget = { left: MOST_HEADINGS };
  for (const section of action.sections) {
    const grounds = announcedGrounds(section.kind);
    if (grounds.length === 0) continue;
    const inside = ({ span }: { readonly span: Span }) =>
      span.start >= section.start && span.start < section.end;
    if (live.some(inside) || dead.some((statement) => inside(statement) && statement.kind !== "restated"))
      continue;
    if (
      SECTION_ENDED.test(
        action.text.lower.slice(section.start, Math.min(section.end, section.start + ENDED_WITHIN)),
      )
    )
      continue;
    // Answers to arguments carry the same headings; they make no rejection.
    const opening = action.text.lower.slice(
      section.headingEnd,
      Math.min(section.end, section.headingEnd + ANSWERS_WITHIN),
    );
    if (ANSWERS_ARGUMENTS.test(opening)) continue;
    const headings = readHeadings(action, section, grounds, live, budget);
    if (headings.length > 0) {
      found.push(...headings);
      continue;
    }
    for (const ground of grounds) {
      const rejection = readSection(action, section, ground, live);
      if (rejection)
        found.push(...rejection.filter((one) => !live.some((other) => other.ground === one.ground)));
    }
  }
  const told = [...live, ...found];
  const lines = readStatuteLines(action, budget).filter((one) => !standsIn(told, one.ground, one.claims));
  return [...found, ...lines].filter(({ span }) => !action.text.isBlockQuoted(span.start));
}

/** Lines in the form of a heading that are read closely; no action has so many. */
const MOST_HEADINGS = 500;
