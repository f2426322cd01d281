import { formParagraphIn } from "../../../extract/index.js";
import { analyse } from "../../../query/analyse.js";

/** A stretch of a text, in UTF-16 code units, half-open. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A longer paragraph is cut where a sentence ends. */
const LONGEST = 1500;
/** Fewer words are a heading. */
const FEWEST_WORDS = 8;
/** Where a sentence ends, or what introduces it does; coarse, since it decides only what is compared together. */
const SENTENCE_END = /[.?!:]["\u201d)]?\s+(?=["\u201c(]?\p{Lu})/gu;

/** The paragraphs of a text that the examiner wrote: no headings, no form paragraphs. */
export function paragraphsOf(body: string): readonly Stretch[] {
  return stretchesOf(body).filter(({ start, end }) => isOwn(body.slice(start, end)));
}

/** What a text consists of, a line each as the office sends its paragraphs. */
export function stretchesOf(body: string): readonly Stretch[] {
  return [...body.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) =>
    pieces(line).map(({ start, end }) => trimmed(body, start + index, end + index)),
  );
}

/** Whether a paragraph has sentences of the examiner's own. */
export function isOwn(text: string): boolean {
  return formParagraphIn(text, "fixed") === null && wordsOf(ownWords(text).text).size >= FEWEST_WORDS;
}

/** The paragraph in which a place stands, whatever it is. */
export function lineAround(body: string, at: number): Stretch {
  const start = body.lastIndexOf("\n", at - 1) + 1;
  const end = body.indexOf("\n", at);
  const line = body.slice(start, end < 0 ? body.length : end);
  const piece = pieces(line).find((each) => at - start < each.end) ?? { start: 0, end: line.length };
  return trimmed(body, start + piece.start, start + piece.end);
}

/** A passage without the sentences of form paragraphs, and the numbers of these. */
export function ownWords(text: string): { readonly text: string; readonly forms: readonly string[] } {
  const whole = formParagraphIn(text, "fixed");
  if (whole) return { text: "", forms: [whole] };
  const kept: string[] = [];
  const forms = new Set<string>();
  for (const { start, end } of sentences(text)) {
    const sentence = text.slice(start, end);
    const form = formParagraphIn(sentence, "any");
    if (form) forms.add(form);
    else kept.push(sentence);
  }
  return { text: kept.join(" "), forms: [...forms] };
}

/** The different words of a text by which passages are compared; single characters and small numbers tell nothing. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    analyse(text)
      .map(({ term }) => term)
      .filter((term) => term.length > 1 && !/^\d{1,3}$/.test(term)),
  );
}

function sentences(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(SENTENCE_END)) {
    found.push({ start, end: index + mark.length });
    start = index + mark.length;
  }
  return [...found, { start, end: text.length }];
}

/** A line in pieces of whole sentences; a sentence that is too long itself stays as it is. */
function pieces(line: string): readonly Stretch[] {
  if (line.length <= LONGEST) return [{ start: 0, end: line.length }];
  const found: Stretch[] = [];
  for (const sentence of sentences(line)) {
    const last = found.at(-1);
    if (last && sentence.end - last.start <= LONGEST)
      found[found.length - 1] = { start: last.start, end: sentence.end };
    else found.push(sentence);
  }
  return found;
}

function trimmed(body: string, start: number, end: number): Stretch {
  const text = body.slice(start, end);
  const from = start + (text.length - text.trimStart().length);
  return { start: from, end: from + text.trim().length };
}
