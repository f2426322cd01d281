export { buildCitations, referenceKind } from "./citations.js";
export { renderPage } from "./findingsPage.js";
export { deriveFlags } from "./flags.js";
export { actionTypeOf, aiaOf } from "./letter.js";
export { toUsptoRows } from "./usptoRows.js";
