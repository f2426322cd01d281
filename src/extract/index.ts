export { extract } from "./extract.js";
export * from "./model.js";
export { normalizeReference } from "./normalizeReference.js";
export {
  type CitationRow,
  type EnrichedCitationRow,
  type RejectionRow,
  type SectionTexts,
  toUsptoRows,
  type UsptoRows,
} from "./usptoRows.js";
