/** The criteria language: text in, trees and predicates out. No input or output. */
export { type BindOptions, type BoundCriteria, bindCriteria, type UnknownField } from "./bind.js";
export { nearest } from "./edits.js";
export { escapeTerm } from "./escapes.js";
export { explain } from "./explain.js";
export { formatCriteria } from "./format.js";
export { MAX_CLAUSES, MAX_CRITERIA_LENGTH, MAX_DEPTH, MAX_EDITS, MAX_PATTERNS } from "./limits.js";
export { readApplicationNumber, readStoredNumbers } from "./numbers.js";
export { parseCriteria } from "./parse.js";
export { patternMatcher } from "./patterns.js";
export type { Bound, Pattern, PhraseTerm, Predicate, TextQuery, Value } from "./predicate.js";
export { referenceKey } from "./references.js";
export { hasValue, spell } from "./spellings.js";
export type { Clause, Occur, Query, Span } from "./tree.js";
