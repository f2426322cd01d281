import { ArtunitError } from "../errors.js";
import { MAX_EDITS, MAX_WILDCARD_LENGTH } from "./limits.js";
import type { Pattern } from "./predicate.js";
import { refusal } from "./refusals.js";
import { formatRegexp, type lowerCaseRegexp, parseRegexp, RegexpRefusal, sizeOf } from "./regexp.js";
import type { FuzzyQuery, RangeQuery, RegexpQuery, WildcardQuery } from "./tree.js";
import { isRun, wanders, wildcardLength, wildcardParts } from "./wildcards.js";

/** What a pattern adds to the steps of its query. One that cannot be read is refused where it is bound. */
export function stepsOf(leaf: WildcardQuery | FuzzyQuery | RegexpQuery | RangeQuery): number {
  switch (leaf.kind) {
    case "fuzzy":
    case "range":
      return 0;
    case "regexp":
      try {
        return sizeOf(parseRegexp(leaf.pattern, "lucene"));
      } catch {
        return 0;
      }
    case "wildcard": {
      const parts = wildcardParts(leaf.pattern);
      const length = wildcardLength(parts);
      if (length > MAX_WILDCARD_LENGTH) {
        const { start } = leaf.span;
        throw new ArtunitError(
          "too-expensive",
          `The pattern has ${length} characters (character ${start}); one that is more than a text with * around it has at most ${MAX_WILDCARD_LENGTH}. Use a shorter part of the value.`,
          { position: start },
        );
      }
      const open = wanders(parts)
        ? parts.filter((part) => typeof part === "object" && !isRun(part)).length
        : 0;
      return Math.ceil(length / 8) + open;
    }
  }
}

export function wildcardPattern({ pattern }: WildcardQuery, normal: (text: string) => string): Pattern {
  return { kind: "wildcard", pattern: normal(pattern) };
}

/** A similarity of 0.7 leaves three tenths of the length for edits, and never more than two (Lucene 4, in its floats). */
export function fuzzyPattern({ edits, similarity }: FuzzyQuery, value: string): Pattern & { kind: "fuzzy" } {
  const allowed = edits ?? Math.floor((1 - Math.fround(similarity ?? 0)) * Array.from(value).length);
  return { kind: "fuzzy", value, edits: Math.min(allowed, MAX_EDITS) };
}

export function regexpPattern(leaf: RegexpQuery, name: string, normal: typeof lowerCaseRegexp): Pattern {
  try {
    return { kind: "regexp", source: formatRegexp(normal(parseRegexp(leaf.pattern, "lucene"))) };
  } catch (error) {
    if (!(error instanceof RegexpRefusal)) throw error;
    const code = (
      { syntax: "criteria-syntax", unsupported: "unsupported-match", "too-large": "too-expensive" } as const
    )[error.reason];
    const position = leaf.span.start + 1 + error.at;
    throw refusal(
      code,
      name,
      { start: position, end: position },
      "The regular expression cannot be used",
      `Here ${error.message}.`,
    );
  }
}
