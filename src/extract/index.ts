export { extract } from "./extract.js";
export * from "./model.js";
export { normalizeReference } from "./normalizeReference.js";
export { renderPage } from "./page.js";
export { ranges, toUsptoRows } from "./usptoRows.js";
