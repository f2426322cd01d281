/**
 * Decides what each sentence in the words of a rejection comes to, and which rejections count: each once, with the
 * reasons that decided.
 */

export { COUNTING } from "./admit.js";
export { type Completed, completeClaims } from "./completeClaims.js";
export { findInterpretations } from "./interpretations.js";
export type { DeadStatement, Judged, LiveRejection } from "./live.js";
export { decideRejections, type Rejections } from "./rejections.js";
export { AROUND, BEFOREHAND, SAID } from "./verdict.js";
