/**
 * What leaves extraction: findings, warnings, citations, the USPTO's flags and rows, and the page that shows them.
 */

export { actionTypeOf, typeInText } from "./actionType.js";
export { aiaOf } from "./aia.js";
export { buildCitations } from "./citations.js";
export { asObjections, asRejection, asSections, asStatement } from "./findings.js";
export { MARK_STYLE, renderPage, renderParts } from "./findingsPage.js";
export { formParagraphIn, paragraphsOf } from "./formParagraphs.js";
export { citationInWords, referenceInWords } from "./referenceInWords.js";
export { deriveFlags } from "./usptoFlags.js";
export { toUsptoRows, type UsptoRows } from "./usptoRows.js";
export { warningsAbout } from "./warnings.js";
