import type { UsptoFlags } from "../model.js";
import type { ActionText } from "../text/index.js";
import { DECISION_STEMS, DECISIONS } from "../vocabulary/index.js";

const LONGEST_DECISION = Math.max(
  ...DECISIONS.flatMap((decision) => decision.names.map((name) => name.length)),
);

/** Which of the decisions on eligibility the text names. */
export function decisionsIn({
  lower,
  keywords,
}: ActionText): Pick<UsptoFlags, "alice" | "mayo" | "bilski" | "myriad"> {
  const named = { alice: false, mayo: false, bilski: false, myriad: false };
  for (const at of keywords.ofAny(DECISION_STEMS)) {
    const words = lower.slice(Math.max(0, at - LONGEST_DECISION), at + LONGEST_DECISION);
    for (const { flag, names } of DECISIONS)
      if (!named[flag] && names.some((name) => words.includes(name))) named[flag] = true;
  }
  return named;
}
