/** The criteria language: text in, trees and predicates out. No input or output, no clock of its own. */
export { formatCriteria } from "./format.js";
export { MAX_CLAUSES, MAX_CRITERIA_LENGTH, MAX_DEPTH } from "./limits.js";
export { readApplicationNumber } from "./numbers.js";
export { parseCriteria } from "./parse.js";
export type { Bound, Pattern, PhraseTerm, Predicate, TextQuery, Value } from "./predicate.js";
export { referenceKey } from "./references.js";
export type { Clause, Occur, Query, Span } from "./tree.js";
