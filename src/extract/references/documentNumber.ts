import type { ReferenceKind } from "../model.js";

/** A document number found in the text, in its normal form. Positions are those of the clean text. */
export interface DocumentNumber {
  readonly start: number;
  readonly end: number;
  readonly kind: Exclude<ReferenceKind, "npl">;
  readonly country: string;
  readonly number: string;
  readonly kindCode: string | null;
  readonly repaired: boolean;
  readonly rule: string;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** The digits of a number, with those that character recognition took for letters. */
export function digitsIn(text: string): string {
  return text.replace(/o/g, "0").replace(/[il]/g, "1").replace(/\D/g, "");
}

export function digitCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (isDigit(text.charCodeAt(i))) count++;
  return count;
}

/** Digits of a web address are no document number. */
export function insideAddress(lower: string, at: number): boolean {
  let from = at;
  while (from > 0 && at - from < LONGEST_ADDRESS && lower.charCodeAt(from - 1) > 32) from--;
  if (from === at) return false;
  const word = lower.slice(from, at);
  return word.includes("http") || word.includes("www.") || word.includes("://");
}
const LONGEST_ADDRESS = 200;

/** Blanks and marks that open the words before a number, and do not belong to them. */
export function leadingBlank(phrase: string): number {
  return /^[\s("'[,;:/-]+/.exec(phrase)?.[0].length ?? 0;
}
