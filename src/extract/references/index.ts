/**
 * Finds document numbers, the names given to the documents, and the combinations that rejections rest on.
 */
export { type Combination, listReferences, readCombination } from "./combination.js";
export type { DocumentNumber } from "./findNumbers.js";
export { documentNameAsWritten, nameAsWritten } from "./nameAsWritten.js";
export { bestName, type CitedDocument, documentsByName } from "./names.js";
export { OFFICE_FORMATS } from "./offices/foreign.js";
export { US_FORMATS } from "./offices/us.js";
export { isAdmitted, takesOfficialNotice } from "./officialNoticeAndAdmissions.js";
export { type NamedReference, sameReference } from "./oneReference.js";
export { keyOf, referenceKey } from "./referenceKey.js";
export { type CitingAction, findReferences } from "./references.js";
