export { findListed } from "./listed.js";
export { type Candidate, findCandidates } from "./statements.js";
