/**
 * What a spreadsheet takes for the beginning of a formula, in ASCII and full width; behind a ' or several, what may be
 * such a cell made safe. Our CSV puts a ' before both, and reading it takes one ' away: every text comes back as it was.
 */
export const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
