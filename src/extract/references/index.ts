export {
  bestName,
  type Combination,
  documentNameAsWritten,
  listReferences,
  type NamedReference,
  nameAsWritten,
  readCombination,
  sameReference,
} from "./combination.js";
export { type CitedDocument, documentsByName } from "./names.js";
export { normalizeReference } from "./normalize.js";
export type { DocumentNumber } from "./numbers.js";
export { type CitingAction, findReferences } from "./references.js";
