import { nearMatcher } from "./edits.js";
import type { Pattern } from "./predicate.js";
import { parseRegexp, regexpMatcher } from "./regexp.js";
import { isRun, wildcardParts } from "./wildcards.js";

/** Says of one text whether the whole of it matches. Of all runs only the last is tried again: at most pattern times text, never more. */
export function patternMatcher(pattern: Pattern): (text: string) => boolean {
  switch (pattern.kind) {
    case "wildcard":
      return wildcardMatcher(pattern.pattern);
    case "regexp":
      return regexpMatcher(parseRegexp(pattern.source, "common"));
    case "fuzzy":
      return nearMatcher(pattern.value, pattern.edits);
  }
}

const RUN = Symbol("*");
const ONE = Symbol("?");

/** Each run takes as little as it can; when the rest fails, only the last run has to take more. */
function wildcardMatcher(pattern: string): (text: string) => boolean {
  const parts = wildcardParts(pattern).flatMap((part): readonly (string | symbol)[] =>
    typeof part === "string" ? Array.from(part) : [isRun(part) ? RUN : ONE],
  );
  return (text) => {
    const characters = Array.from(text);
    let part = 0;
    let at = 0;
    let run: { readonly part: number; at: number } | null = null;
    while (at < characters.length) {
      if (parts[part] === RUN) {
        run = { part: ++part, at };
      } else if (part < parts.length && (parts[part] === ONE || parts[part] === characters[at])) {
        part++;
        at++;
      } else if (run !== null) {
        part = run.part;
        at = ++run.at;
      } else return false;
    }
    while (parts[part] === RUN) part++;
    return part === parts.length;
  };
}
