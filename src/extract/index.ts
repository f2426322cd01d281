export { ranges } from "./claims/index.js";
export { extract } from "./extract.js";
export * from "./model.js";
export { referenceKey } from "./references/index.js";
export {
  citationInWords,
  formParagraphIn,
  MARK_STYLE,
  referenceInWords,
  renderPage,
  renderParts,
  toUsptoRows,
  type UsptoRows,
} from "./rows/index.js";
export { paperOfOthersIn, readHeadOfAction } from "./text/index.js";
export { type Difference, difference, type ParagraphTold } from "./textDifference.js";
export { type SentenceTrace, traceExtraction } from "./trace.js";
export { OFFICES } from "./vocabulary/index.js";
