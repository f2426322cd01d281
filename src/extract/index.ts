export { ranges } from "./claims/index.js";
export { type Difference, difference, type ParagraphTold } from "./difference.js";
export { extract } from "./extract.js";
export * from "./model.js";
export { normalizeReference } from "./references/index.js";
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
export { type SentenceTrace, traceExtraction } from "./trace.js";
