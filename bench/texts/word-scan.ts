/**
 * Document frequencies by the plainest means: lower-case the text, cut it into runs of letters, digits, marks and
 * underscores, and look. Kept apart from the product's own analysis, so that one can check the other.
 */
export class WordScan {
  private readonly ids = new Map<string, number>();
  private readonly prefixIds = new Map<string, number>();
  private readonly searches: readonly Search[];
  /** Index: pair of word ids; value: the phrase that begins with them. */
  private readonly phrases = new Map<number, { readonly third: number; readonly search: number }[]>();
  readonly documents: Float64Array;
  /** Words that were met joined to another by an apostrophe or point, where word breaking is a matter of taste. */
  private readonly joined = new Set<number>();

  constructor(searches: readonly Search[]) {
    this.searches = searches;
    this.documents = new Float64Array(searches.length);
    for (const [i, search] of searches.entries()) {
      if (search.kind === "prefix") {
        this.prefixIds.set(search.words[0]!, i);
        continue;
      }
      const ids = search.words.map((word) => this.idOf(word));
      if (search.kind !== "phrase") continue;
      const pair = ids[0]! * 65_536 + ids[1]!;
      this.phrases.set(pair, [...(this.phrases.get(pair) ?? []), { third: ids[2] ?? -1, search: i }]);
    }
  }

  /** Counts one document. */
  scan(text: string): void {
    const lower = text.toLowerCase();
    const met = new Set<number>();
    const found = new Set<number>();
    let before = -1;
    let beforeThat = -1;
    for (const match of lower.matchAll(WORD)) {
      const word = match[0];
      const id = this.ids.get(word) ?? -1;
      if (id >= 0) {
        met.add(id);
        if (isJoined(lower, match.index, match.index + word.length)) this.joined.add(id);
        this.follow(beforeThat, before, id, found);
      }
      const prefix = this.prefixIds.get(word.slice(0, PREFIX_LENGTH));
      if (prefix !== undefined) found.add(prefix);
      beforeThat = before;
      before = id;
    }
    for (const search of found) this.documents[search]!++;
    for (const [i, search] of this.searches.entries()) {
      if (search.kind === "phrase" || search.kind === "prefix") continue;
      if (search.words.every((word) => met.has(this.ids.get(word)!))) this.documents[i]!++;
    }
  }

  /** Whether every word of the search stood by itself wherever it stood. */
  isPlain(search: Search): boolean {
    return search.words.every((word) => !this.joined.has(this.ids.get(word) ?? -1));
  }

  private follow(first: number, second: number, third: number, found: Set<number>): void {
    if (second < 0) return;
    for (const phrase of this.phrases.get(second * 65_536 + third) ?? []) {
      if (phrase.third < 0) found.add(phrase.search);
    }
    if (first < 0) return;
    for (const phrase of this.phrases.get(first * 65_536 + second) ?? []) {
      if (phrase.third === third) found.add(phrase.search);
    }
  }

  private idOf(word: string): number {
    const known = this.ids.get(word);
    if (known !== undefined) return known;
    this.ids.set(word, this.ids.size);
    return this.ids.size - 1;
  }
}

/** How often the searched-for thing occurs: in few, in some, or in most documents. */
export type Frequency = "rare" | "middling" | "common";

/** `words`: all of them anywhere in the document; `phrase`: two or three in a row; `prefix`: words that begin so. */
export interface Search {
  readonly kind: "word" | "words" | "phrase" | "prefix";
  readonly frequency: Frequency;
  readonly words: readonly string[];
}

export const PREFIX_LENGTH = 5;
export const WORD = /[\p{L}\p{N}\p{M}_]+/gu;

function isJoined(text: string, start: number, end: number): boolean {
  return (
    (JOINERS.includes(text[start - 1] ?? " ") && /[\p{L}\p{N}]/u.test(text[start - 2] ?? " ")) ||
    (JOINERS.includes(text[end] ?? " ") && /[\p{L}\p{N}]/u.test(text[end + 1] ?? " "))
  );
}

const JOINERS = "'’.:·,;‘․﹒＇．‧";
