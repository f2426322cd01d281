import type { Extraction, Span } from "../model.js";
import { FIXED_ROLES, FORM_PARAGRAPH_PARTS, FORM_PARAGRAPHS } from "../vocabulary/index.js";

/** A paragraph of an action, without the blanks around it. */
export interface Paragraph {
  readonly span: Span;
  /** Number of the form paragraph it is; null for the examiner's own words. */
  readonly form: string | null;
}

/** What decides whether a paragraph holds more than a form says. */
export type FindingsOfParagraphs = Pick<
  Extraction,
  "rejections" | "objections" | "claimStatements" | "citations"
>;

/**
 * The paragraphs of an action in their order. One that says something of a claim or names a document is the examiner's
 * even where the words around it are a form's.
 */
export function paragraphsOf(text: string, found: FindingsOfParagraphs): readonly Paragraph[] {
  const findings = spansOf(found);
  let next = 0;
  return spansOfParagraphs(text).map((span) => {
    while (next < findings.length && findings[next]! < span.start) next++;
    const hasFinding = next < findings.length && findings[next]! < span.end;
    return { span, form: hasFinding ? null : formOf(text.slice(span.start, span.end)) };
  });
}

/** Where findings begin, in order. */
function spansOf({ rejections, objections, claimStatements, citations }: FindingsOfParagraphs): number[] {
  return [
    ...[...rejections, ...objections, ...claimStatements].flatMap(({ span }) => (span ? [span.start] : [])),
    ...citations.flatMap(({ spans }) => spans.map(({ start }) => start)),
  ].sort((a, b) => a - b);
}

/** A line that is longer was not broken to fit a page. */
const BROKEN_LINE = 120;

/** A line is a paragraph, except where a file broke its lines: there blank lines divide them. */
function spansOfParagraphs(text: string): Span[] {
  const lines = pieces(text, /\r?\n|\r/g);
  const isBroken = lines.every(({ start, end }) => end - start <= BROKEN_LINE);
  const whole = isBroken ? pieces(text, /\r?\n[^\S\n]*\r?\n/g) : lines;
  return whole.length > 1 ? whole : lines;
}

function pieces(text: string, divider: RegExp): Span[] {
  const found: Span[] = [];
  const add = (from: number, to: number) => {
    const words = text.slice(from, to);
    const start = from + words.length - words.trimStart().length;
    const end = start + words.trim().length;
    if (end > start) found.push({ start, end });
  };
  let from = 0;
  for (const match of text.matchAll(divider)) {
    add(from, match.index);
    from = match.index + match[0].length;
  }
  add(from, text.length);
  return found;
}

/** A longer paragraph has more in it than any form: the longest, 8.33, has about 1,500 characters. */
const LONGEST_FORM = 3_000;

const SIGNS = [
  ...FORM_PARAGRAPHS.filter(({ role }) => FIXED_ROLES.has(role)),
  ...FORM_PARAGRAPH_PARTS,
].flatMap(({ number, signs }) => signs.map((sign) => ({ number, sign: plain(sign) })));

const FILLED_IN = FORM_PARAGRAPHS.filter(({ role }) => !FIXED_ROLES.has(role)).flatMap(({ number, signs }) =>
  signs.map((sign) => ({ number, sign: plain(sign) })),
);

function formOf(paragraph: string): string | null {
  return paragraph.length > LONGEST_FORM ? null : formParagraphIn(paragraph, "fixed");
}

/**
 * Number of the first form paragraph of which a sign stands in the text; null where none does. A fixed one reads the same in
 * every action; others are filled in, and the examiner may go on in the same paragraph.
 */
export function formParagraphIn(text: string, which: "fixed" | "any"): string | null {
  const words = plain(text);
  const among = which === "fixed" ? SIGNS : [...SIGNS, ...FILLED_IN];
  return among.find(({ sign }) => words.includes(sign))?.number ?? null;
}

/** As signs are written: lower case, single blanks, straight quotation marks, no section sign. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\s§]+/g, " ")
    .replaceAll(" )", ")");
}

/** Form paragraphs that follow each other, as one stretch of the text up to where the next paragraph begins. */
export interface FormStretch {
  readonly span: Span;
  readonly numbers: readonly string[];
}

export function formStretches(text: string, found: FindingsOfParagraphs): readonly FormStretch[] {
  const stretches: { span: Span; numbers: string[] }[] = [];
  let open: { span: Span; numbers: string[] } | null = null;
  const paragraphs = paragraphsOf(text, found);
  paragraphs.forEach(({ span, form }, at) => {
    if (form === null) {
      open = null;
      return;
    }
    const end = paragraphs[at + 1]?.span.start ?? text.length;
    if (open === null) {
      open = { span: { start: span.start, end }, numbers: [form] };
      stretches.push(open);
      return;
    }
    open.span = { start: open.span.start, end };
    if (!open.numbers.includes(form)) open.numbers.push(form);
  });
  return stretches;
}
