import { ArtunitError } from "../../../errors.js";
import {
  MAX_CLAUSES,
  MAX_CRITERIA_LENGTH,
  MAX_DEPTH,
  MAX_EDITS,
  type Query,
  type Span,
} from "../../../query/index.js";

/**
 * Reads the portal's `q` ("Simplified Query Syntax"): words and `"phrases"` in all searchable fields or in `field:`,
 * `AND`, `OR`, `NOT`, parentheses, `*` and `?`, `[a TO b]`, `>=`. A blank between words means OR; `a NOT b` leaves
 * out what has b. Quotes may be single or double. NOT binds closest, then AND, then OR: the office does not say, and
 * that is what people mean by it (ours). A blank `q` asks for everything.
 *
 * @throws ArtunitError `criteria-syntax` (with `position`), `criteria-too-large`.
 */
export function parseQ(text: string): Query {
  if (text.length > MAX_CRITERIA_LENGTH)
    throw new ArtunitError(
      "criteria-too-large",
      `"q" is ${text.length} characters long; the limit is ${MAX_CRITERIA_LENGTH}. Ask in several requests.`,
      { position: MAX_CRITERIA_LENGTH },
    );
  const reader = new Reader(text);
  if (reader.isAtEnd()) return { kind: "everything", boost: null, span: { start: 0, end: text.length } };
  const query = readAlternatives(reader, NO_FIELD, 0);
  if (!reader.isAtEnd()) throw reader.unexpected();
  return query;
}

/** The field that values belong to which name none of their own. */
interface Scope {
  readonly field: string | null;
  readonly fieldSpan: Span | null;
}

const NO_FIELD: Scope = { field: null, fieldSpan: null };
const OPERATORS: ReadonlySet<string> = new Set(["AND", "OR", "NOT"]);
/** A name in front of a colon: `applicationMetaData.groupArtUnitNumber`. */
const FIELD = /[A-Za-z_][A-Za-z0-9_.]*(?=[ \t]*:)/y;
const SPACE = /[\s ]+/y;
/** What a word may hold; a colon too, so that `2024-01-01T00:00:00` and `14/574:014` are one. */
const WORD = /(?:\\[\s\S]|[^\s()"[\]{}^~\\])+/y;
const RANGE = /([[{])\s*("[^"]*"|'[^']*'|[^\s"'\]}]+)\s+(?:TO|to)\s+("[^"]*"|'[^']*'|[^\s"'\]}]+)\s*([\]}])/y;

/** The text and the place in it; only ever moves forward. */
class Reader {
  at = 0;
  clauses = 0;

  constructor(readonly text: string) {
    this.skipSpace();
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text[this.at] ?? "";
  }

  /** What a pattern finds right here, behind which the reader then stands. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }

  skipSpace(): void {
    this.take(SPACE);
  }

  /** Takes the operator that stands here as a word of its own. */
  takeOperator(name: "AND" | "OR" | "NOT"): boolean {
    if (!this.text.startsWith(name, this.at)) return false;
    const behind = this.text[this.at + name.length] ?? " ";
    if (!/[\s("'[]/.test(behind)) return false;
    const start = this.at;
    this.at += name.length;
    this.skipSpace();
    if (this.isAtEnd() || this.peek() === ")") throw this.fault(`Nothing follows "${name}"`, start);
    return true;
  }

  countClause(): void {
    if (++this.clauses > MAX_CLAUSES)
      throw new ArtunitError(
        "criteria-too-large",
        `"q" has more than ${MAX_CLAUSES} clauses. Ask in several requests, or use "filters".`,
        { position: this.at },
      );
  }

  unexpected(): ArtunitError {
    return this.fault(`"${this.peek()}" cannot stand here`, this.at);
  }

  fault(what: string, position: number): ArtunitError {
    const hint = "Put text that has such characters in quotes.";
    return new ArtunitError("criteria-syntax", `${what} (character ${position} of "q"). ${hint}`, {
      field: "q",
      position,
      hint,
    });
  }
}

/** What is joined by OR or a blank, less what stands behind a NOT that nothing joins. */
function readAlternatives(reader: Reader, scope: Scope, depth: number): Query {
  if (depth > MAX_DEPTH)
    throw new ArtunitError("criteria-too-large", `"q" has more than ${MAX_DEPTH} groups inside groups.`, {
      position: reader.at,
    });
  const start = reader.at;
  const any: Query[] = [];
  const none: Query[] = [];
  for (;;) {
    if (reader.takeOperator("NOT")) none.push(readValue(reader, scope, depth));
    else any.push(readConjunction(reader, scope, depth));
    if (reader.isAtEnd() || reader.peek() === ")") break;
    if (reader.takeOperator("OR") && reader.takeOperator("NOT")) {
      const child = readValue(reader, scope, depth);
      any.push(all([], [child], { start, end: reader.at }));
      if (reader.isAtEnd() || reader.peek() === ")") break;
    }
  }
  const span = { start, end: reader.at };
  if (none.length === 0) return anyOf(any, span);
  return all(any.length === 0 ? [] : [anyOf(any, span)], none, span);
}

/** What is joined by AND. */
function readConjunction(reader: Reader, scope: Scope, depth: number): Query {
  const start = reader.at;
  const must = [readValue(reader, scope, depth)];
  const not: Query[] = [];
  while (reader.takeOperator("AND")) {
    const isExcluded = reader.takeOperator("NOT");
    (isExcluded ? not : must).push(readValue(reader, scope, depth));
  }
  if (must.length === 1 && not.length === 0) return must[0]!;
  return all(must, not, { start, end: reader.at });
}

function anyOf(queries: readonly Query[], span: Span): Query {
  if (queries.length === 1) return queries[0]!;
  return { kind: "group", clauses: queries.map((query) => ({ occur: "should", query })), boost: null, span };
}

/** All of the first and none of the second; where the first are none, all records but the second. */
function all(must: readonly Query[], not: readonly Query[], span: Span): Query {
  const required = must.length > 0 ? must : [{ kind: "everything", boost: null, span } as const];
  return {
    kind: "group",
    clauses: [
      ...required.map((query) => ({ occur: "must", query }) as const),
      ...not.map((query) => ({ occur: "must-not", query }) as const),
    ],
    boost: null,
    span,
  };
}

/** A group or a value, with the field in front of it. */
function readValue(reader: Reader, outer: Scope, depth: number): Query {
  const start = reader.at;
  const named = reader.take(FIELD);
  let scope = outer;
  if (named) {
    scope = { field: named[0], fieldSpan: { start, end: reader.at } };
    reader.skipSpace();
    reader.at++;
    reader.skipSpace();
    if (reader.isAtEnd() || reader.peek() === ")") throw reader.fault(`"${named[0]}:" has no value`, start);
  }
  if (reader.peek() === "(") return readGroup(reader, scope, depth);
  const query = readLeaf(reader, scope);
  reader.countClause();
  reader.skipSpace();
  return query;
}

function readGroup(reader: Reader, scope: Scope, depth: number): Query {
  const start = reader.at++;
  reader.skipSpace();
  if (reader.peek() === ")") throw reader.fault("There is nothing between the parentheses", start);
  const query = readAlternatives(reader, scope, depth + 1);
  if (reader.peek() !== ")") throw reader.fault('"(" is not closed', start);
  reader.at++;
  skipBoost(reader);
  reader.skipSpace();
  return query;
}

function readLeaf(reader: Reader, scope: Scope): Query {
  const start = reader.at;
  const character = reader.peek();
  if (character === "[" || character === "{") return readRange(reader, scope);
  if (scope.field !== null && (character === ">" || character === "<")) return readComparison(reader, scope);
  const quoted = takeQuoted(reader);
  const at = () => ({ boost: null, span: { start, end: reader.at } });
  if (quoted !== null) {
    const slop = Number(reader.take(/~([0-9]{1,3})/y)?.[1] ?? 0);
    skipBoost(reader);
    return { kind: "phrase", value: quoted, slop, ...scope, ...at() };
  }
  const word = takeWord(reader);
  const fuzzy = reader.take(/~([0-9](?:\.[0-9]+)?)?/y);
  skipBoost(reader);
  if (fuzzy) {
    const edits = Math.min(MAX_EDITS, Math.ceil(Number(fuzzy[1] ?? MAX_EDITS)));
    return { kind: "fuzzy", value: unescaped(word), edits, similarity: null, ...scope, ...at() };
  }
  if (word === "*" && scope.field === null) return { kind: "everything", ...at() };
  if (/(?:^|[^\\])(?:\\\\)*[*?]/.test(word))
    return { kind: "wildcard", pattern: unescaped(word, true), ...scope, ...at() };
  return { kind: "term", value: unescaped(word), ...scope, ...at() };
}

/** `^2` weighs a clause; it never changes what matches. */
function skipBoost(reader: Reader): void {
  reader.take(/\^[0-9]+(?:\.[0-9]+)?/y);
}

function takeWord(reader: Reader): string {
  const start = reader.at;
  // `*:*`, as everybody writes for everything.
  if (reader.take(/\*:\*/y)) return "*";
  const found = reader.take(WORD);
  if (!found)
    throw reader.peek() === '"' ? reader.fault("The quote is not closed", start) : reader.unexpected();
  if (OPERATORS.has(found[0])) throw reader.fault(`Nothing stands before "${found[0]}"`, start);
  return found[0];
}

/** Text between quotes, which may be single where they close. */
function takeQuoted(reader: Reader): string | null {
  const found = reader.take(/"((?:\\[\s\S]|[^"\\])*)"|'((?:\\[\s\S]|[^'\\])*)'(?=[\s()~^]|$)/y);
  return found ? unescaped(found[1] ?? found[2] ?? "") : null;
}

/** Without the backslashes; in a pattern those before `*`, `?` and `\` stay. */
function unescaped(text: string, isPattern = false): string {
  return text.replace(/\\([\s\S])/g, (whole, character: string) =>
    isPattern && /[*?\\]/.test(character) ? whole : character,
  );
}

function readRange(reader: Reader, scope: Scope): Query {
  const start = reader.at;
  const found = reader.take(RANGE);
  if (!found)
    throw reader.fault('A range is written [a TO b], with "*" for an open end; this is none', start);
  if (scope.field === null) throw reader.fault("A range needs a field before it: field:[a TO b]", start);
  const [whole, open, lower = "", upper = "", close] = found;
  const spanOf = (text: string, from: number) => {
    const begin = start + whole.indexOf(text, from);
    return { start: begin, end: begin + text.length };
  };
  return {
    kind: "range",
    lower: boundOf(lower),
    upper: boundOf(upper),
    includesLower: open === "[",
    includesUpper: close === "]",
    lowerSpan: spanOf(lower, 1),
    upperSpan: spanOf(upper, 1 + lower.length),
    ...scope,
    boost: null,
    span: { start, end: reader.at },
  };
}

function boundOf(text: string): string | null {
  if (text === "*") return null;
  return /^["']/.test(text) ? text.slice(1, -1) : unescaped(text);
}

function readComparison(reader: Reader, scope: Scope): Query {
  const start = reader.at;
  const sign = reader.take(/[<>]=?/y)![0];
  reader.skipSpace();
  const from = reader.at;
  const value = takeQuoted(reader) ?? unescaped(takeWord(reader));
  const span = { start: from, end: reader.at };
  const isLower = sign.startsWith(">");
  const isIncluded = sign.endsWith("=");
  return {
    kind: "range",
    lower: isLower ? value : null,
    upper: isLower ? null : value,
    includesLower: isLower && isIncluded,
    includesUpper: !isLower && isIncluded,
    lowerSpan: isLower ? span : null,
    upperSpan: isLower ? null : span,
    ...scope,
    boost: null,
    span: { start, end: reader.at },
  };
}
