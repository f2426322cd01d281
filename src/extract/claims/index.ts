export { asSet, type ClaimList, type ClaimSlip, claimListsIn, ranges, readClaimList } from "./lists.js";
export { findElection, findRestriction } from "./restriction.js";
export { findStandings, STANDING, type StandingStatement } from "./standing.js";
export { type ClaimsByStatus, claimsByStatus } from "./status.js";
export { readSubject, type Subject, subjectBehind, subjectOfLine } from "./subject.js";
export { readSummaryForm, type SummaryForm } from "./summaryForm.js";
