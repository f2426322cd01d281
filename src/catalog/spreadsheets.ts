/**
 * What a spreadsheet takes for the beginning of a formula, in ASCII and full width. Our CSV puts a ' before such a
 * cell, and reading it takes the ' away.
 */
export const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
