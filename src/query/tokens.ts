/** What the classic grammar tells apart, outside ranges. `word` covers every unquoted value. */
export type TokenKind =
  | "and"
  | "or"
  | "not"
  | "plus"
  | "minus"
  | "open"
  | "close"
  | "colon"
  | "caret"
  | "tilde"
  | "range-open"
  | "quoted"
  | "word"
  | "pattern"
  | "regexp"
  /** `+`, `-` or `!` with white space after it: an ordinary term. */
  | "bare-operator"
  | "end"
  /** Nothing that may stand here: an open quote, a stray bracket, a backslash at the end. */
  | "bad";

/** Half-open, in UTF-16 code units. A `tilde` takes its number with it, a `quoted` its quotes. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

const SINGLE: ReadonlyMap<string, TokenKind> = new Map([
  ["(", "open"],
  [")", "close"],
  [":", "colon"],
  ["^", "caret"],
  ["[", "range-open"],
  ["{", "range-open"],
  ["!", "not"],
  ["+", "plus"],
  ["-", "minus"],
  ["]", "bad"],
  ["}", "bad"],
]);

const OPERATORS: ReadonlyMap<string, TokenKind> = new Map([
  ["AND", "and"],
  ["&&", "and"],
  ["OR", "or"],
  ["||", "or"],
  ["NOT", "not"],
]);

/** The next token at or after `from`; the longest possible one, as Lucene's generated lexer takes it. */
export function readToken(text: string, from: number): Token {
  const start = skipSpace(text, from);
  if (start >= text.length) return { kind: "end", start, end: start };
  const first = text[start]!;
  if ((first === "+" || first === "-" || first === "!") && isSpace(text[start + 1])) {
    return { kind: "bare-operator", start, end: start + 1 };
  }
  const single = SINGLE.get(first);
  if (single !== undefined) return { kind: single, start, end: start + 1 };
  if (first === '"') return readQuoted(text, start);
  if (first === "~") return readTilde(text, start);
  return (first === "/" ? readRegexp(text, start) : null) ?? readWord(text, start);
}

/** The blanks of the classic grammar; a non-breaking blank is an ordinary character there. */
export function isSpace(character: string | undefined): boolean {
  return character !== undefined && " \t\n\r\u3000".includes(character);
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text[at])) at++;
  return at;
}

function readTilde(text: string, start: number): Token {
  const number = /^\d+(?:\.\d+)?/.exec(text.slice(start + 1, start + 40))?.[0] ?? "";
  return { kind: "tilde", start, end: start + 1 + number.length };
}

function readQuoted(text: string, start: number): Token {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return { kind: "quoted", start, end: at + 1 };
  }
  return { kind: "bad", start, end: text.length };
}

/**
 * Lucene 4 reads `/…/` as a regular expression wherever a slash begins a value, 3.6.2 never. Numbers of
 * patents contain slashes, so only a value that also ends in an unescaped slash is taken for one.
 */
function readRegexp(text: string, start: number): Token | null {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "/") {
      const next = text[at + 1];
      const endsHere = next === undefined || isSpace(next) || next === ")" || next === "^" || next === "~";
      return endsHere && at > start + 1 ? { kind: "regexp", start, end: at + 1 } : null;
    }
  }
  return null;
}

const ENDS_WORD = /[ \t\n\r\u3000!():^[\]"{}~]/;

function readWord(text: string, start: number): Token {
  let isPattern = false;
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (character === "\\") {
      if (++at >= text.length) return { kind: "bad", start: at - 1, end: at };
    } else if (character === "*" || character === "?") isPattern = true;
    else if (ENDS_WORD.test(character)) break;
  }
  const kind = isPattern ? "pattern" : (OPERATORS.get(text.slice(start, at)) ?? "word");
  return { kind, start, end: at };
}
