/**
 * Finds every statement in the words of a rejection: its claims, its grounds and how the sentence puts it. Whether it
 * counts is not decided here.
 */
export type { RejectionStatement } from "./statement.js";
export { findStatements } from "./statements.js";
