export { extract } from "./extract.js";
export * from "./model.js";
export { normalizeReference } from "./normalizeReference.js";
export { renderPage } from "./page.js";
export {
  type CitationRow,
  type EnrichedCitationRow,
  type RejectionRow,
  ranges,
  type SectionTexts,
  toUsptoRows,
  type UsptoRows,
} from "./usptoRows.js";
