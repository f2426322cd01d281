import type { Ground } from "../model.js";
import {
  BASIS_BEST_MODE,
  BASIS_CATEGORY,
  BASIS_DEPENDENT,
  BASIS_DESCRIPTION,
  BASIS_ENABLEMENT,
  BASIS_EXCEPTION,
  BASIS_HUMAN,
  BASIS_INDEFINITE,
  BASIS_INVENTOR,
  BASIS_NEW_MATTER,
  BASIS_NOT_DISTINCT,
  BASIS_OMITTED,
  BASIS_SAME_INVENTION,
  BASIS_UTILITY,
} from "../vocabulary/index.js";

const BASES: readonly (readonly [Ground | "112", RegExp, string])[] = [
  ["101", BASIS_SAME_INVENTION, "same invention"],
  ["101", BASIS_UTILITY, "utility"],
  ["101", BASIS_EXCEPTION, "judicial exception"],
  ["101", BASIS_CATEGORY, "not a statutory category"],
  ["101", BASIS_HUMAN, "human organism"],
  ["101", BASIS_INVENTOR, "inventorship"],
  ["112(a)", BASIS_NEW_MATTER, "written description"],
  ["112(a)", BASIS_ENABLEMENT, "enablement"],
  ["112(a)", BASIS_DESCRIPTION, "written description"],
  ["112(a)", BASIS_BEST_MODE, "best mode"],
  ["112(b)", BASIS_INDEFINITE, "indefinite"],
  ["112(b)", BASIS_OMITTED, "essential elements omitted"],
  ["112(d)", BASIS_DEPENDENT, "improper dependent form"],
  ["DP", BASIS_NOT_DISTINCT, "not patentably distinct"],
];

/** The reason a rejection gives, where its words are known. */
export function basisOf(ground: Ground, reason: string): string | null {
  for (const [of, pattern, basis] of BASES) if (of === ground && pattern.test(reason)) return basis;
  return null;
}
