import type { Ground } from "../model.js";
import type { RejectionStatement } from "../statements/index.js";
import type { Action } from "../text/index.js";
import {
  REASON_112A,
  REASON_112B,
  REASON_112D,
  STATED_112A,
  STATED_112B,
  STATED_112D,
} from "../vocabulary/index.js";

/** The sentences behind "are rejected under 112" that explain it, and where they end at the latest. */
const EXPLANATION_BEHIND = 600;
const EXPLANATION = 900;
/** The quotation of the statute at the beginning of a section. */
const QUOTATION = 1_500;

export interface ResolvedGround {
  readonly ground: Ground | "112(f)";
  readonly subsection: string | null;
}

/** The grounds a statement names; a bare "112" gets its letter from the reason, the heading, or what the section quotes. */
export function resolvedGrounds(action: Action, statement: RejectionStatement): ResolvedGround[] {
  return statement.grounds.map(({ ground, subsection }) =>
    ground === "112" ? { ground: letterFor(action, statement), subsection: null } : { ground, subsection },
  );
}

function letterFor(action: Action, { reasonsStart, span, section }: RejectionStatement): Ground {
  const { lower } = action.text;
  const until = (from: number, to: number) => letterOf112(lower.slice(from, to));
  return (
    until(reasonsStart, span.end) ??
    letterInHeading(section.heading.toLowerCase()) ??
    until(reasonsStart, Math.min(span.end + EXPLANATION_BEHIND, reasonsStart + EXPLANATION)) ??
    until(section.start, Math.min(span.start, section.start + QUOTATION)) ??
    "112(b)"
  );
}

function letterInHeading(heading: string): Ground | null {
  if (STATED_112A.test(heading)) return "112(a)";
  if (STATED_112B.test(heading)) return "112(b)";
  return STATED_112D.test(heading) ? "112(d)" : null;
}

/** A rejection under 112 that names no paragraph: the reason tells which. */
export function letterOf112(reason: string): "112(a)" | "112(b)" | "112(d)" | null {
  if (REASON_112A.test(reason)) return "112(a)";
  if (REASON_112D.test(reason)) return "112(d)";
  if (REASON_112B.test(reason)) return "112(b)";
  return null;
}
