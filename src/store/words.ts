/** A word of a text and its place among the words, from 0. */
export interface Token {
  readonly term: string;
  readonly position: number;
}

/** The words of a text in lower case. */
export function analyse(text: string): readonly Token[] {
  const words = text.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  return words.map((word, position) => ({ term: word.toLowerCase(), position }));
}
