import { ArtunitError } from "../errors.js";
import { resolveEscapes, resolvePatternEscapes } from "./escapes.js";
import { MAX_CLAUSES, MAX_CRITERIA_LENGTH, MAX_DEPTH, MAX_EDITS } from "./limits.js";
import { faultInRegexp } from "./regexpSyntax.js";
import { isSpace, readToken, skipSpace, type Token, type TokenKind } from "./tokens.js";
import type { Clause, Occur, Query, Span } from "./tree.js";

/**
 * Reads criteria in Lucene's classic language: that of 3.6.2, and of later versions what does not contradict
 * it (mixed range ends, `/regular expressions/`, `~1` and `~2`), and `field:>=value` and its relatives.
 * AND, OR and NOT have no precedence; they mark the clauses beside them, default OR.
 * Takes time linear in the length of the text.
 *
 * @throws ArtunitError `criteria-empty`, `criteria-syntax` (with `position` and `hint`), `criteria-too-large`.
 */
export function parseCriteria(text: string): Query {
  if (text.length > MAX_CRITERIA_LENGTH) {
    throw new ArtunitError(
      "criteria-too-large",
      `The criteria are ${text.length} characters long; the limit is ${MAX_CRITERIA_LENGTH}. Ask in several requests.`,
      { position: MAX_CRITERIA_LENGTH },
    );
  }
  if (skipSpace(text, 0) === text.length) {
    throw new ArtunitError(
      "criteria-empty",
      "The criteria are blank. Leave them out, or write *:*, to get all records.",
      {
        position: 0,
      },
    );
  }
  const reader = new Reader(text);
  const query = readQuery(reader, NO_FIELD, 0);
  if (reader.token.kind !== "end") throw unexpected(reader);
  return query;
}

/** The field that values belong to which name none of their own. */
interface FieldScope {
  readonly field: string | null;
  readonly fieldSpan: Span | null;
}

const NO_FIELD: FieldScope = { field: null, fieldSpan: null };

/** The text and the token being looked at; only ever moves forward. */
class Reader {
  token: Token;
  clauses = 0;

  constructor(readonly text: string) {
    this.token = readToken(text, 0);
  }

  /** Moves past the present token and returns it. */
  take(): Token {
    const taken = this.token;
    this.token = readToken(this.text, taken.end);
    return taken;
  }

  isAt(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  moveTo(position: number): void {
    this.token = readToken(this.text, position);
  }

  textOf(token: Token): string {
    return this.text.slice(token.start, token.end);
  }
}

type Conjunction = "and" | "or" | null;

/** Clauses up to the end or a closing parenthesis; a single unmarked one stands for itself. */
function readQuery(reader: Reader, scope: FieldScope, depth: number): Query {
  const start = reader.token.start;
  const clauses: Clause[] = [];
  for (;;) {
    const conjunction = clauses.length === 0 ? null : readConjunction(reader);
    const mark = readMark(reader);
    addClause(clauses, conjunction, mark, readClause(reader, scope, depth));
    if (reader.token.kind === "end" || reader.token.kind === "close") break;
  }
  const [first] = clauses;
  if (clauses.length === 1 && first?.occur === "should") return first.query;
  return { kind: "group", clauses, boost: null, span: { start, end: lastEnd(clauses, start) } };
}

/** Lucene's own rule (QueryParserBase.addClause, default OR): AND also marks the clause before it. */
function addClause(clauses: Clause[], conjunction: Conjunction, mark: Occur | null, query: Query): void {
  const previous = clauses.at(-1);
  if (previous?.occur === "should" && conjunction === "and")
    clauses[clauses.length - 1] = { ...previous, occur: "must" };
  clauses.push({ occur: mark ?? (conjunction === "and" ? "must" : "should"), query });
}

function lastEnd(clauses: readonly Clause[], start: number): number {
  return clauses.at(-1)?.query.span.end ?? start;
}

function readConjunction(reader: Reader): Conjunction {
  const { kind } = reader.token;
  if (kind !== "and" && kind !== "or") return null;
  requireClauseAfter(reader);
  return kind;
}

function readMark(reader: Reader): Occur | null {
  const { kind } = reader.token;
  if (kind !== "plus" && kind !== "minus" && kind !== "not") return null;
  requireClauseAfter(reader);
  return kind === "plus" ? "must" : "must-not";
}

function requireClauseAfter(reader: Reader): void {
  const operator = reader.take();
  if (reader.token.kind === "end" || reader.token.kind === "close") {
    const written = reader.textOf(operator);
    throw syntaxError(
      operator.start,
      `Nothing follows "${written}"`,
      `Write what it applies to, or escape it as \\${written} if it is meant as a word.`,
    );
  }
}

/** `[field:] (term | range | phrase | group)` with its boost. */
function readClause(reader: Reader, outer: FieldScope, depth: number): Query {
  const scope = readField(reader) ?? outer;
  if (reader.token.kind === "open") return readGroup(reader, scope, depth + 1);
  if (++reader.clauses > MAX_CLAUSES) {
    throw new ArtunitError(
      "criteria-too-large",
      `The criteria have more than ${MAX_CLAUSES} clauses (character ${reader.token.start}). Ask in several requests.`,
      { position: reader.token.start },
    );
  }
  switch (reader.token.kind) {
    case "word":
    case "bare-operator":
      return readTerm(reader, scope);
    case "pattern":
      return readWildcard(reader, scope);
    case "regexp":
      return readRegexp(reader, scope);
    case "quoted":
      return readPhrase(reader, scope);
    case "range-open":
      return readRange(reader, scope);
    default:
      throw unexpected(reader);
  }
}

/** `name:`, if that comes next. `*:` is a field too: `*:*` means all records. */
function readField(reader: Reader): FieldScope | null {
  const name = reader.token;
  if (name.kind !== "word" && !(name.kind === "pattern" && reader.textOf(name) === "*")) return null;
  const colon = readToken(reader.text, name.end);
  if (colon.kind !== "colon") return null;
  const field = plain(reader, name.start, name.end);
  if (field === "_query_" || field === "_val_") {
    throw syntaxError(
      name.start,
      `"${field}" would run another query language`,
      "Write the criteria themselves.",
    );
  }
  reader.moveTo(colon.end);
  const next = reader.token;
  if (next.kind === "end" || next.kind === "close") {
    throw syntaxError(next.start, `"${field}:" has no value`, `${field}:* asks for records that have any.`);
  }
  return { field, fieldSpan: { start: name.start, end: name.end } };
}

function readGroup(reader: Reader, scope: FieldScope, depth: number): Query {
  const open = reader.take();
  if (depth > MAX_DEPTH) {
    throw new ArtunitError(
      "criteria-too-large",
      `The criteria nest more than ${MAX_DEPTH} groups (character ${open.start}). Leave out parentheses that change nothing.`,
      { position: open.start },
    );
  }
  if (reader.isAt("close")) {
    throw syntaxError(
      open.start,
      "The parentheses are empty",
      "Write a clause between them, or leave them out.",
    );
  }
  const query = reader.isAt("end") ? null : readQuery(reader, scope, depth);
  if (query === null || !reader.isAt("close")) {
    throw syntaxError(open.start, 'This "(" is never closed', 'Add the missing ")", or escape it as \\(.');
  }
  const close = reader.take();
  const boost = readBoost(reader);
  const span = query.kind === "group" ? { start: open.start, end: close.end } : query.span;
  return { ...query, span, boost: boost === undefined ? query.boost : boost };
}

function readTerm(reader: Reader, scope: FieldScope): Query {
  const token = reader.token;
  const comparison =
    token.kind === "word" && scope.field !== null ? COMPARISON.exec(reader.textOf(token)) : null;
  if (comparison !== null) return readComparison(reader, scope, comparison[0]);
  reader.take();
  const value = plain(reader, token.start, token.end);
  const span = { start: token.start, end: token.end };
  const { boost, tilde } = readSuffixes(reader);
  if (tilde === null) return { kind: "term", ...scope, value, boost, span };
  return { kind: "fuzzy", ...scope, value, ...readEdits(reader, tilde), boost, span };
}

function readWildcard(reader: Reader, scope: FieldScope): Query {
  const token = reader.take();
  const span = { start: token.start, end: token.end };
  const written = reader.textOf(token);
  if (scope.field !== null && COMPARISON.test(written)) {
    throw syntaxError(
      token.start,
      "A comparison takes a plain value",
      "Write >= or <= with a number, date or word, without * and ?.",
    );
  }
  const pattern = resolvePatternEscapes(written);
  if (typeof pattern !== "string") throw badEscape(token.start + pattern.at);
  const { boost, tilde } = readSuffixes(reader);
  if (tilde !== null) {
    throw syntaxError(
      tilde.start,
      "A wildcard cannot be fuzzy as well",
      `Leave out "${reader.textOf(tilde)}" or the * and ?.`,
    );
  }
  if (pattern === "*" && (scope.field === null || scope.field === "*"))
    return { kind: "everything", boost, span };
  return { kind: "wildcard", ...scope, pattern, boost, span };
}

function readRegexp(reader: Reader, scope: FieldScope): Query {
  const token = reader.take();
  const span = { start: token.start, end: token.end };
  const { boost, tilde } = readSuffixes(reader);
  if (tilde !== null) {
    throw syntaxError(
      tilde.start,
      "A regular expression cannot be fuzzy as well",
      `Leave out "${reader.textOf(tilde)}".`,
    );
  }
  const pattern = reader.text.slice(token.start + 1, token.end - 1);
  const fault = faultInRegexp(pattern);
  if (fault !== null)
    throw syntaxError(
      span.start + 1 + fault.at,
      "The regular expression cannot be read",
      `Here ${fault.says}.`,
    );
  return {
    kind: "regexp",
    ...scope,
    pattern,
    boost,
    span,
  };
}

function readPhrase(reader: Reader, scope: FieldScope): Query {
  const token = reader.take();
  const value = plain(reader, token.start + 1, token.end - 1);
  const span = { start: token.start, end: token.end };
  const { boost, tilde } = readSuffixes(reader);
  const slop = tilde === null ? 0 : readSlop(reader, tilde);
  // Lucene makes a term of a phrase of one word. Only here is that certain whatever the field's type.
  if (tilde === null && /^[A-Za-z0-9]+$/.test(value)) return { kind: "term", ...scope, value, boost, span };
  return { kind: "phrase", ...scope, value, slop, boost, span };
}

/** `~` and `^` after a value, in either order, at most one of each. */
function readSuffixes(reader: Reader): { boost: number | null; tilde: Token | null } {
  let tilde = reader.token.kind === "tilde" ? reader.take() : null;
  const boost = readBoost(reader);
  if (tilde === null && reader.token.kind === "tilde") tilde = reader.take();
  return { boost: boost ?? null, tilde };
}

/** The number after `^`; null for 1, which changes nothing; undefined where there is none. */
function readBoost(reader: Reader): number | null | undefined {
  if (reader.token.kind !== "caret") return undefined;
  const { end } = reader.token;
  const written = /^\d+(?:\.\d+)?/.exec(reader.text.slice(end, end + 40))?.[0];
  if (written === undefined) {
    throw syntaxError(
      reader.token.start,
      'A boost needs a number right after "^"',
      "Write ^2 or ^0.5, or escape the character as \\^.",
    );
  }
  if (written.length > 20) throw syntaxError(end, "The boost has too many digits", "Write at most twenty.");
  reader.moveTo(end + written.length);
  const boost = Number(written);
  return boost === 1 ? null : boost;
}

function readEdits(reader: Reader, tilde: Token): { edits: number | null; similarity: number | null } {
  const written = reader.textOf(tilde).slice(1);
  const number = written === "" ? MAX_EDITS : Number(written);
  if (number > 0 && number < 1) return { edits: null, similarity: number };
  if (Number.isInteger(number) && number <= MAX_EDITS) return { edits: number, similarity: null };
  throw syntaxError(
    tilde.start,
    `"${reader.textOf(tilde)}" is no fuzziness`,
    "Write ~1 or ~2 (edits), or a similarity between 0 and 1 such as ~0.7.",
  );
}

function readSlop(reader: Reader, tilde: Token): number {
  const written = reader.textOf(tilde).slice(1);
  const slop = written === "" ? 0 : Number(written);
  if (Number.isInteger(slop) && slop <= 0x7fffffff) return slop;
  throw syntaxError(
    tilde.start,
    `"${reader.textOf(tilde)}" is no distance`,
    'Write a whole number of words: "a b"~3.',
  );
}

const COMPARISON = /^[<>]=?/;

/** `field:>=v`: no part of Lucene's grammar, but what clients of the USPTO's present API send. */
function readComparison(reader: Reader, scope: FieldScope, operator: string): Query {
  const token = reader.take();
  let span: Span = { start: token.start + operator.length, end: token.end };
  let value = plain(reader, span.start, span.end);
  const isQuoted = value === "" && reader.token.kind === "quoted" && reader.token.start === token.end;
  if (isQuoted) {
    const quoted = reader.take();
    span = { start: quoted.start, end: quoted.end };
    value = plain(reader, quoted.start + 1, quoted.end - 1);
  }
  if (value === "") {
    throw syntaxError(
      token.end,
      `No value follows "${operator}"`,
      `Write ${scope.field}:${operator}2019-01-01, without a blank.`,
    );
  }
  const { boost, tilde } = readSuffixes(reader);
  if (tilde !== null)
    throw syntaxError(tilde.start, "A comparison cannot be fuzzy", `Leave out "${reader.textOf(tilde)}".`);
  const isLower = operator.startsWith(">");
  const isInclusive = operator.endsWith("=");
  return {
    kind: "range",
    ...scope,
    lower: isLower ? value : null,
    upper: isLower ? null : value,
    includesLower: !isLower || isInclusive,
    includesUpper: isLower || isInclusive,
    lowerSpan: isLower ? span : null,
    upperSpan: isLower ? null : span,
    boost,
    span: { start: token.start, end: span.end },
  };
}

/** `[a TO b]`, `{a TO b}`, one end of each kind, and 3.6.2's `[a b]`. */
function readRange(reader: Reader, scope: FieldScope): Query {
  const { text } = reader;
  const open = reader.token.start;
  if (text.startsWith("{!", open)) {
    throw syntaxError(
      open,
      '"{!" would run another query language',
      'If a value begins with "!", put it in quotes.',
    );
  }
  const lower = readBound(text, open + 1, open);
  let at = skipSpace(text, lower.span.end);
  if (isWordTo(text, at)) at += 2;
  else if (isWordTo(text, lower.span.start)) throw rangeLacksEnd(lower.span.start);
  else refuseOtherSeparator(text, lower, at);
  const upper = readBound(text, at, open);
  const close = skipSpace(text, upper.span.end);
  if (close === text.length) throw neverClosed(open);
  if (text[close] !== "]" && text[close] !== "}") {
    throw rangeWithMore(close, lower, upper);
  }
  reader.moveTo(close + 1);
  const boost = readBoost(reader);
  return {
    kind: "range",
    ...scope,
    lower: lower.value,
    upper: upper.value,
    includesLower: text[open] === "[",
    includesUpper: text[close] === "]",
    lowerSpan: lower.value === null ? null : lower.span,
    upperSpan: upper.value === null ? null : upper.span,
    boost: boost ?? null,
    span: { start: open, end: close + 1 },
  };
}

/** "TO" is a word of the grammar only between the ends of a range; elsewhere it is an ordinary value. */
function isWordTo(text: string, at: number): boolean {
  return text.startsWith("TO", at) && (isSpace(text[at + 2]) || text[at + 2] === "]" || text[at + 2] === "}");
}

/** One end of a range: a bare word (nothing but a blank or a closing bracket ends it), quoted text, or `*`. */
function readBound(text: string, from: number, open: number): { value: string | null; span: Span } {
  const start = skipSpace(text, from);
  if (start === text.length) throw neverClosed(open);
  if (text[start] === "]" || text[start] === "}") {
    throw syntaxError(
      start,
      "The range lacks an end",
      "Write [lower TO upper], with * for an end that is open.",
    );
  }
  const quoted = text[start] === '"' ? readToken(text, start) : null;
  if (quoted?.kind === "bad") throw unclosedQuote(start);
  const end = quoted?.end ?? endOfBareBound(text, start);
  const span = { start, end };
  if (quoted !== null && endOfBareBound(text, end) > end) {
    throw syntaxError(end, "Text follows the closing quote", 'Separate the ends of a range with " TO ".');
  }
  const written = quoted === null ? text.slice(start, end) : text.slice(start + 1, end - 1);
  if (written === "")
    throw syntaxError(start, "The end of the range is empty", "Write * for an end that is open.");
  if (written === "*" && quoted === null) return { value: null, span };
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(written)) {
    throw syntaxError(
      end - 1,
      "A backslash cannot end a value",
      "Put values that contain blanks or brackets in quotes.",
    );
  }
  const value = resolveEscapes(written);
  if (typeof value !== "string") throw badEscape(end - written.length + value.at - (quoted === null ? 0 : 1));
  return { value, span };
}

function endOfBareBound(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isSpace(text[end]) && text[end] !== "]" && text[end] !== "}") end++;
  return end;
}

/** The text between two positions with its escapes resolved. */
function plain(reader: Reader, start: number, end: number): string {
  const value = resolveEscapes(reader.text.slice(start, end));
  if (typeof value !== "string") throw badEscape(start + value.at);
  return value;
}

function syntaxError(position: number, says: string, hint: string): ArtunitError {
  return new ArtunitError("criteria-syntax", `${says} (character ${position}). ${hint}`, { position, hint });
}

function badEscape(position: number): ArtunitError {
  return syntaxError(
    position,
    '"\\u" needs four hexadecimal digits',
    "Write \\u0041, or \\\\u for the characters themselves.",
  );
}

function neverClosed(open: number): ArtunitError {
  return syntaxError(
    open,
    "This range is never closed",
    "Write [lower TO upper], or escape the bracket with \\.",
  );
}

function rangeLacksEnd(position: number): ArtunitError {
  return syntaxError(
    position,
    "The range lacks an end",
    "Write [lower TO upper], with * for an end that is open.",
  );
}

interface Bound {
  readonly value: string | null;
  readonly span: Span;
}

/** `[a to b]`, `[a - b]`, `[a and b]`: what stands for TO elsewhere. */
function rangeWithMore(position: number, lower: Bound, between: Bound): ArtunitError {
  if (/^(?:to|-|–|and|,|\.\.|until|thru|through)$/i.test(between.value ?? ""))
    return syntaxError(
      between.span.start,
      `"${between.value}" stands between the ends of a range`,
      `Write TO, in capitals: [${lower.value ?? "*"} TO …].`,
    );
  return syntaxError(position, "A range has two ends, not more", "Put values that contain blanks in quotes.");
}

/** `[a..b]` and `[a, b]`. A comma may end a value only in quotes. */
function refuseOtherSeparator(text: string, { value, span }: Bound, next: number): void {
  const isAlone = text[next] === "]" || text[next] === "}";
  const [, from, to] = (isAlone && /^(.+?)(?:\.\.+|,)(.+)$/.exec(value ?? "")) || [];
  const isCut = !isAlone && /.,$/.test(text.slice(span.start, span.end));
  if (from === undefined && !isCut) return;
  const says =
    from === undefined ? "A comma stands between the ends of a range" : `"${value}" is one end of a range`;
  const example = from === undefined ? `[${(value ?? "").slice(0, -1)} TO …]` : `[${from} TO ${to}]`;
  throw syntaxError(span.start, says, `Write TO between the ends: ${example}.`);
}

function unclosedQuote(position: number): ArtunitError {
  return syntaxError(position, "This quote is never closed", 'Add the missing quote, or escape it as \\".');
}

/** What is wrong with the token at which no clause can begin or the criteria cannot go on. */
function unexpected(reader: Reader): ArtunitError {
  const { token, text } = reader;
  const written = reader.textOf(token);
  switch (token.kind) {
    case "and":
    case "or":
      return syntaxError(
        token.start,
        `"${written}" has nothing before it to join`,
        `It stands between two clauses; as a word it is written \\${written}.`,
      );
    case "not":
    case "plus":
    case "minus":
      return syntaxError(
        token.start,
        `"${written}" cannot stand here`,
        `One mark per clause, before its field: -field:value. As a word it is written \\${written}.`,
      );
    case "close":
      return syntaxError(token.start, 'This ")" closes nothing', "Remove it, or escape it as \\).");
    case "colon":
      return syntaxError(
        token.start,
        token.start === skipSpace(text, 0)
          ? "No field stands before the colon"
          : "A second colon cannot stand here",
        'Put a value that contains colons in quotes ("2019-01-01T00:00:00Z"), or escape each as \\:.',
      );
    case "caret":
      return syntaxError(
        token.start,
        "This boost belongs to nothing",
        "It follows a value or a group, once; as a character it is \\^.",
      );
    case "tilde":
      return syntaxError(
        token.start,
        `"${written}" belongs to nothing`,
        "It follows a word or a phrase, once; as a character it is \\~.",
      );
    case "end":
      return syntaxError(token.start, "The criteria end too early", "Complete the last clause.");
    case "bad":
      if (written.startsWith('"')) return unclosedQuote(token.start);
      if (written === "\\") {
        return syntaxError(
          token.start,
          "A backslash cannot be the last character",
          "Write \\\\ for a backslash itself.",
        );
      }
      return syntaxError(
        token.start,
        `This "${written}" closes nothing`,
        `Remove it, or escape it as \\${written}.`,
      );
    default:
      return syntaxError(
        token.start,
        `"${written.slice(0, 40)}" cannot stand here`,
        "Separate clauses with blanks.",
      );
  }
}
