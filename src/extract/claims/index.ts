export { asSet, type ClaimList, type ClaimSlip, claimListsIn, ranges, readClaimList } from "./lists.js";
export { findElection, findRestriction } from "./restriction.js";
export { findStandings, type StandingStatement } from "./standing.js";
export { readSubject, subjectBehind, subjectOfLine } from "./subject.js";
export { readSummaryForm } from "./summaryForm.js";
