/** The criteria language: text in, trees and predicates out. No input or output. */

export { referenceKey } from "../extract/index.js";
export { analyse } from "./analyse.js";
export { readAnyApplication, readApplicationNumber, readStoredNumbers } from "./applicationNumbers.js";
export {
  type BindOptions,
  type BoundCriteria,
  bindCriteria,
  type UnknownField,
} from "./bind.js";
export { findDataset } from "./datasets.js";
export { nearest } from "./edits.js";
export { escapeTerm } from "./escapes.js";
export { explain } from "./explain.js";
export { formatCriteria } from "./format.js";
export { MAX_CLAUSES, MAX_CRITERIA_LENGTH, MAX_DEPTH, MAX_EDITS, MAX_PATTERNS } from "./limits.js";
export { firstFew, inWords, listed } from "./listed.js";
export { parseCriteria } from "./parse.js";
export { patternMatcher } from "./patterns.js";
export type { Bound, Pattern, PhraseTerm, Predicate, TextQuery, Value } from "./predicate.js";
export { sortMeant } from "./sortMeant.js";
export { hasValue, spell } from "./spelledElsewhere.js";
export { storedNumbers } from "./storedForms.js";
export type { Clause, Leaf, Occur, Query, Span } from "./tree.js";
