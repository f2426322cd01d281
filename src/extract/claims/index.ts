/**
 * Reads lists of claim numbers, which claims a verb is about, and what is said of their standing: pending, allowed,
 * cancelled, withdrawn, restricted.
 */
export {
  asSet,
  type ClaimList,
  type ClaimSlip,
  claimListsIn,
  ranges,
  readClaimList,
} from "./numbersAndRanges.js";
export { findElection, findRestriction } from "./restrictionAndElection.js";
export { type ClaimsByStatus, claimsByStatus } from "./standing/claimsByStatus.js";
export { findStandings } from "./standing/standing.js";
export { STANDING, type StandingStatement } from "./standing/statement.js";
export type { Subject } from "./subject.js";
export { readSubject, subjectBehind, subjectOfLine } from "./subjectOfVerb.js";
export { readSummaryForm, type SummaryForm } from "./summaryForm.js";
