import type { Query } from "../../../src/query/index.js";

/** A tree as a short text: `(a & b & !c)`, `f=v`, `f~pattern`, `f in [a, b)`. */
export function explainQuery(query: Query): string {
  const field = "field" in query && query.field !== null ? query.field : "";
  switch (query.kind) {
    case "everything":
      return "all";
    case "term":
      return `${field}=${query.value}`;
    case "phrase":
      return `${field}="${query.value}"${query.slop > 0 ? `~${query.slop}` : ""}`;
    case "wildcard":
      return `${field}~${query.pattern}`;
    case "fuzzy":
      return `${field}≈${query.value}/${query.edits}`;
    case "regexp":
      return `${field}/${query.pattern}/`;
    case "range":
      return `${field} in ${query.includesLower ? "[" : "("}${query.lower ?? ""}, ${query.upper ?? ""}${query.includesUpper ? "]" : ")"}`;
    case "group": {
      const isAny = query.clauses.every(({ occur }) => occur === "should");
      const parts = query.clauses.map(
        ({ occur, query: child }) => (occur === "must-not" ? "!" : "") + explainQuery(child),
      );
      return `(${parts.join(isAny ? " | " : " & ")})`;
    }
  }
}
