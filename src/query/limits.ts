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

/** Wildcards, fuzzy terms, regular expressions and ranges of words in one query: each may have to look at every value. */
export const MAX_PATTERNS = 256;

/** Characters of one wildcard pattern that is more than a literal with * around it. */
export const MAX_WILDCARD_LENGTH = 1000;

/**
 * Characters that all regular expressions of a query ask for, and an eighth of what its wildcards do. An engine that is
 * linear in the text still looks at each of them for each character of each value, 12 ns at worst (measured), and
 * answers to nobody before it has done so for some thousand values.
 */
export const MAX_PATTERN_STEPS = 2000;

/** Words of a phrase with a distance that stand in it more than once: each may stand in a text at many places. */
export const MAX_REPEATED_WORDS = 32;

/** Lucene's fuzzy queries stop at two edits. */
export const MAX_EDITS = 2;
