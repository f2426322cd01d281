/**
 * Finds document numbers, the names given to the documents, and the combinations that rejections rest on.
 */
export {
  bestName,
  type Combination,
  documentNameAsWritten,
  isAdmitted,
  listReferences,
  type NamedReference,
  nameAsWritten,
  readCombination,
  sameReference,
} from "./combination.js";
export { type CitedDocument, documentsByName } from "./names.js";
export type { DocumentNumber } from "./numbers.js";
export { OFFICE_FORMATS } from "./offices/formats.js";
export { US_FORMATS } from "./offices/us.js";
export { keyOf, referenceKey } from "./referenceKey.js";
export { type CitingAction, findReferences } from "./references.js";
