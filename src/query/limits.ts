/**
 * What criteria may cost before anything is looked up. Lucene refuses more than 1,024 clauses; lists of a few
 * thousand application numbers are ordinary use here, so the limit is higher, but it is one.
 */

/** UTF-16 code units of the criteria: 8,000 quoted application numbers with OR between them fit. */
export const MAX_CRITERIA_LENGTH = 256 * 1024;

/** Terms, phrases, ranges and patterns in one query, groups not counted. */
export const MAX_CLAUSES = 8192;

/** Groups inside groups. */
export const MAX_DEPTH = 100;

/** Wildcards, fuzzy terms and regular expressions in one query: each may have to look at every value. */
export const MAX_PATTERNS = 256;

/** Lucene's fuzzy queries stop at two edits. */
export const MAX_EDITS = 2;
