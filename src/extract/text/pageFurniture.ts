import type { Span } from "../model.js";
import {
  ART_UNIT_HEAD,
  LINE_UNFINISHED,
  NUMBERING_RESIDUE,
  PAGE_HEAD,
  PAGES_IN_ALL,
  PICTURE,
  PICTURE_KIND,
} from "../vocabulary/index.js";

/** "PNG" and a blank before the name of a picture; its name and its size, twice, behind. */
const PICTURE_BEFORE = 12;
const PICTURE_BEHIND = 90;
/** "Art Unit: 2626" with the number and the page that stand beside it. */
const ART_UNIT_LINE = 260;
/** What stands so near to other furniture belongs to it, if it is blank. */
const BLANK_BETWEEN = 20;
/** Blanks and line breaks around furniture are taken with it so far. */
const BLANKS = 200;

const SPACE = 32;
const CASE_GUARD = 400;

/** Page heads and feet, picture and numbering residue, embedded pictures. Each search is one pass for a fixed word. */
export function findFurniture(source: string): Span[] {
  const found: Span[] = [];
  // Where a word begins with a common letter, its rarest piece is searched instead.
  each(source, "='", (equals) => {
    const at = equals - 6;
    if (!source.startsWith("number", at)) return;
    let end = at + 8;
    while (end < at + 12 && isDigit(source.charCodeAt(end))) end++;
    if (end > at + 8 && source[end] === "'") found.push({ start: at, end: end + 1 });
  });
  each(source, "_x000", (at) => {
    if (NUMBERING_RESIDUE.test(source.slice(at, at + 7))) found.push({ start: at, end: at + 7 });
  });
  each(source, "_image", (at) => {
    if (at >= 5 && source.startsWith("media", at - 5)) found.push(pictureBlock(source, at - 5));
  });
  each(source, "](data:image/", (at) => {
    const close = source.indexOf(")", at);
    if (close > 0) found.push({ start: at, end: close + 1 });
  });
  each(source, "/C", (at) => {
    const is = (head: string) => at >= 10 && source.startsWith(head, at - 10);
    if (is("pplication/Control") || is("PPLICATION/CONTROL")) found.push(pageHead(source, at - 11));
  });
  each(source, "Unit: ", (unit) => {
    const at = unit - 4;
    if (!source.startsWith("Art ", at)) return;
    const end = artUnitEnd(source, at);
    if (end > 0) found.push({ start: at, end });
  });
  each(source, "\nP", (at) => {
    if (!source.startsWith("age ", at + 2) && !source.startsWith("AGE ", at + 2)) return;
    let end = at + 6;
    while (end < at + 10 && isDigit(source.charCodeAt(end))) end++;
    if (end === at + 6) return;
    const of = PAGES_IN_ALL.exec(source.slice(end, end + 9));
    if (of) end += of[0].length;
    let next = end;
    while (source.charCodeAt(next) === SPACE) next++;
    if (next >= source.length || source[next] === "\n" || source[next] === "\r")
      found.push({ start: at + 1, end: next });
  });
  found.sort((a, b) => a.start - b.start);
  const joined: Span[] = [];
  for (const span of found) {
    const last = joined.at(-1);
    const apart = last ? span.start - last.end : 0;
    if (last && (apart <= 0 || (apart < BLANK_BETWEEN && source.slice(last.end, span.start).trim() === ""))) {
      if (span.end > last.end) joined[joined.length - 1] = { start: last.start, end: span.end };
    } else joined.push(span);
  }
  return joined
    .map((span) => widen(source, span))
    .reduce<Span[]>((all, span) => {
      const last = all.at(-1);
      if (last && span.start < last.end)
        all[all.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
      else all.push(span);
      return all;
    }, []);
}

function each(source: string, word: string, visit: (at: number) => void): void {
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + word.length)) visit(at);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** "PNG", "media_image1.png", "172", "172" on lines of their own, or the same within one. */
function pictureBlock(source: string, at: number): Span {
  let start = at;
  const before = source.slice(Math.max(0, at - PICTURE_BEFORE), at);
  const kind = PICTURE_KIND.exec(before);
  if (kind) start = at - kind[0].length;
  const after = PICTURE.exec(source.slice(at, at + PICTURE_BEHIND));
  return { start, end: at + (after ? after[0].length : 11) };
}

/** "Application/Control Number: 12/345,678", with the page and art unit that stand beside it. */
function pageHead(source: string, at: number): Span {
  const piece = source.slice(at, at + CASE_GUARD);
  const head = PAGE_HEAD.exec(piece);
  return { start: at, end: at + (head ? head[0].length : 0) };
}

/** "Art Unit: 2626" as a page head: nothing else on its line, or "Page 3" after it. Not the signature's. */
function artUnitEnd(source: string, at: number): number {
  if (at > 4 && !source.slice(at - 5, at).includes("\n")) return -1;
  const match = ART_UNIT_HEAD.exec(source.slice(at, at + ART_UNIT_LINE));
  return match ? at + match[0].length : -1;
}

/** Furniture that interrupts a sentence takes its line breaks with it, so that the sentence runs on. */
function widen(source: string, span: Span): Span {
  let start = span.start;
  let end = span.end;
  while (start > 0 && source.charCodeAt(start - 1) <= SPACE && span.start - start < BLANKS) start--;
  while (end < source.length && source.charCodeAt(end) <= SPACE && end - span.end < BLANKS) end++;
  const last = source.charCodeAt(start - 1);
  const interrupts =
    start > 0 && !/[.:;!?]/.test(String.fromCharCode(last)) && /[a-z0-9,(]/.test(source[end] ?? "");
  const listGoesOn =
    /[,-]/.test(String.fromCharCode(last)) ||
    LINE_UNFINISHED.test(source.slice(Math.max(0, start - 8), start));
  return interrupts || listGoesOn ? { start, end } : span;
}
