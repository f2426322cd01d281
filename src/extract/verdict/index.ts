/**
 * Decides what each sentence in the words of a rejection comes to, and which rejections count: each once, with the
 * reasons that decided.
 */

export { type Completed, completeClaims } from "./completeClaims.js";
export { COUNTING } from "./counted.js";
export { findInterpretations } from "./interpretedUnder112f.js";
export type { DeadStatement, Judged, LiveRejection } from "./liveOrDead.js";
export { decideRejections, type Rejections } from "./rejections.js";
export { AROUND, BEFOREHAND, SAID } from "./verdict.js";
