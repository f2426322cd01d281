export { findAsserted } from "./asserted.js";
export { fillFromPerClaim, findImplicit } from "./implicit.js";
export { findInterpretations } from "./interpretations.js";
export { type DeadStatement, decide, findMooted, type LiveRejection } from "./verdict.js";
