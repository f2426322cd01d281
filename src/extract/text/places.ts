import type { Sentences } from "./sentences.js";
/** Index of the first item that ends after `position`; items in text order, not overlapping. */
export function firstEndingAfter<T extends { readonly end: number }>(
  items: readonly T[],
  position: number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.end > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The items that lie between two positions. */
export function within<T extends { readonly start: number; readonly end: number }>(
  items: readonly T[],
  start: number,
  end: number,
): T[] {
  const found: T[] = [];
  for (let i = firstEndingAfter(items, start); i < items.length && items[i]!.start < end; i++)
    found.push(items[i]!);
  return found;
}

/** The first letter within so many characters, or the place behind them: past numbers and marks that open a line. */
export function letterFrom(lower: string, start: number, reach: number): number {
  let at = start;
  while (at < start + reach && (lower.charCodeAt(at) < 97 || lower.charCodeAt(at) > 122)) at++;
  return at;
}

export function sentenceIndexAt(sentences: Sentences, position: number): number {
  let low = 0;
  let high = sentences.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sentences.starts[middle]! <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a sticky pattern ends that matches at a place, if not beyond the limit; else null. */
export function matchEnd(pattern: RegExp, lower: string, at: number, limit = lower.length): number | null {
  pattern.lastIndex = at;
  return pattern.test(lower) && pattern.lastIndex <= limit ? pattern.lastIndex : null;
}

/** Every match of a pattern that is asked everywhere, in text order. `matchAll` would make a copy of the pattern each time. */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === "") pattern.lastIndex++;
  }
  return found;
}
