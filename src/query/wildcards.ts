import type { Regexp } from "./regexp.js";

/** A wildcard pattern in its parts: literal text, any run, any one code point. */
export type WildcardPart = string | { readonly any: "run" | "one" };

const RUN: WildcardPart = { any: "run" };
const ONE: WildcardPart = { any: "one" };

/**
 * The parts of a pattern in their normal form: of wildcards that follow each other, each `?` comes first and then one
 * `*`, if there is any. `?*?**` is `??*`: it means the same, and there is one way to try instead of many.
 */
export function wildcardParts(pattern: string): readonly WildcardPart[] {
  const parts: WildcardPart[] = [];
  let literal = "";
  let hasRun = false;
  const endRun = () => {
    if (hasRun) parts.push(RUN);
    hasRun = false;
  };
  const endLiteral = () => {
    if (literal !== "") parts.push(literal);
    literal = "";
  };
  for (const [piece] of pattern.matchAll(/\\.|./gsu)) {
    if (piece === "*" || piece === "?") {
      endLiteral();
      if (piece === "?") parts.push(ONE);
      else hasRun = true;
    } else {
      endRun();
      literal += piece.replace(/^\\(?=.)/su, "");
    }
  }
  endLiteral();
  endRun();
  return parts;
}

export function isRun(part: WildcardPart | undefined): boolean {
  return typeof part === "object" && part.any === "run";
}

/**
 * Whether the pattern has runs of which each could end at many places, so that LIKE would try them all, each with
 * each. A last run ends where the text does.
 */
export function wanders(parts: readonly WildcardPart[]): boolean {
  return parts.slice(0, -1).filter(isRun).length > 1;
}

/** A literal with a run before it, behind it, or both: what engines find without a pattern, however long it is. */
function isSimple(parts: readonly WildcardPart[]): boolean {
  return parts.filter((part) => typeof part === "string").length <= 1 && !parts.some((part) => part === ONE);
}

/** How many characters a pattern asks for one by one; none where nothing but a literal is looked for. */
export function wildcardLength(parts: readonly WildcardPart[]): number {
  if (isSimple(parts)) return 0;
  return parts.reduce((sum, part) => sum + (typeof part === "string" ? Array.from(part).length : 1), 0);
}

/** The same pattern as a regular expression. */
export function wildcardRegexp(parts: readonly WildcardPart[]): Regexp {
  const any: Regexp = { kind: "characters", ranges: [[0, 0x10ffff]], negated: false };
  return {
    kind: "sequence",
    parts: parts.flatMap((part): readonly Regexp[] => {
      if (typeof part !== "string")
        return [isRun(part) ? { kind: "repeat", part: any, least: 0, most: null } : any];
      return Array.from(part, (character) => {
        const point = character.codePointAt(0)!;
        return { kind: "characters", ranges: [[point, point]], negated: false };
      });
    }),
  };
}
