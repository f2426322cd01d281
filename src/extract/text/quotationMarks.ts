/** No quotation is longer. */
const LONGEST_QUOTATION = 2_000;
const QUOTATION_MARK = 34;

/** Whether a position of a sentence stands between quotation marks: one was opened before it and is closed behind it. */
export function isInQuotationMarks(lower: string, sentenceStart: number, at: number): boolean {
  let marks = 0;
  for (let i = sentenceStart; i < at; i++) if (lower.charCodeAt(i) === QUOTATION_MARK) marks++;
  return marks % 2 === 1 && lower.slice(at, at + LONGEST_QUOTATION).includes('"');
}
