/**
 * What leaves extraction: findings, warnings, citations, the USPTO's flags and rows, and the page that shows them.
 */
export { buildCitations } from "./citations.js";
export { asObjections, asRejection, asSections, asStatement } from "./findings.js";
export { MARK_STYLE, renderPage, renderParts } from "./findingsPage.js";
export { deriveFlags } from "./flags.js";
export { formParagraphIn, paragraphsOf } from "./formParagraphs.js";
export { citationInWords, referenceInWords } from "./inWords.js";
export { actionTypeOf, aiaOf, typeInText } from "./letter.js";
export { toUsptoRows, type UsptoRows } from "./usptoRows.js";
export { warningsAbout } from "./warnings.js";
