/** A `\u` that four hexadecimal digits do not follow; `at` counts from the start of the text. */
export interface BadEscape {
  readonly at: number;
}

/** Resolves `\x` and `\uXXXX`, as the classic parser does. The text must not end in a lone backslash. */
export function resolveEscapes(text: string): string | BadEscape {
  if (!text.includes("\\")) return text;
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const piece = readCharacter(text, at);
    if (piece === null) return { at };
    plain += piece.character;
    at += piece.length;
  }
  return plain;
}

/** As `resolveEscapes`, but an escaped `*`, `?` or `\` keeps its backslash, so that a pattern stays a pattern. */
export function resolvePatternEscapes(text: string): string | BadEscape {
  if (!text.includes("\\")) return text;
  let pattern = "";
  for (let at = 0; at < text.length; ) {
    const piece = readCharacter(text, at);
    if (piece === null) return { at };
    pattern += piece.length > 1 ? escapeInPattern(piece.character) : piece.character;
    at += piece.length;
  }
  return pattern;
}

/** One UTF-16 code unit of the meaning and how many of the text it took; null for a malformed `\u`. */
function readCharacter(text: string, at: number): { character: string; length: number } | null {
  if (text[at] !== "\\") return { character: text[at]!, length: 1 };
  if (text[at + 1] !== "u") return { character: text[at + 1]!, length: 2 };
  const digits = text.slice(at + 2, at + 6);
  if (!/^[0-9A-Fa-f]{4}$/.test(digits)) return null;
  return { character: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
}

/** Makes any text a pattern that matches only itself. */
function escapeInPattern(text: string): string {
  return text.replace(/[*?\\]/g, "\\$&");
}

/** Everything that is not an ordinary character of a term, wherever in the term it stands. */
const SPECIAL = /[ \t\n\r\u3000!():^[\]"{}~*?\\]/g;
/** Ordinary inside a term, but with a meaning of its own at the start (`>` and `<` after a field only). */
const SPECIAL_AT_START = /^[-+/<>]/;
const OPERATOR = /^(?:AND|OR|NOT|&&|\|\|)$/;

/** Writes a value or a field name so that it reads as one term. */
export function escapeTerm(value: string): string {
  if (OPERATOR.test(value)) return `\\${value}`;
  return value.replace(SPECIAL, "\\$&").replace(SPECIAL_AT_START, "\\$&");
}

/** Writes a wildcard pattern: its own stars and question marks stay, everything else reads as itself. */
export function escapePattern(pattern: string): string {
  const written = pattern.replace(/\\[*?\\]|[*?]|[^*?\\]+/g, (piece) =>
    piece === "*" || piece === "?" || piece.startsWith("\\") ? piece : piece.replace(SPECIAL, "\\$&"),
  );
  return written.replace(SPECIAL_AT_START, "\\$&");
}

/** Writes a phrase between quotes. */
export function escapeQuoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}
