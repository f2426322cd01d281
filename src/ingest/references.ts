export { referenceKey } from "../query/references.js";
