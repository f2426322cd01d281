/**
 * Lucene's regular expressions, read into a tree, so that they can be checked, handed to an engine whose time
 * is linear in the text (RE2), and matched here without backtracking.
 */

/** Inclusive, by code point. */
export type CharacterRange = readonly [from: number, to: number];

export type Regexp =
  | { readonly kind: "characters"; readonly ranges: readonly CharacterRange[]; readonly negated: boolean }
  | { readonly kind: "sequence"; readonly parts: readonly Regexp[] }
  | { readonly kind: "choice"; readonly options: readonly Regexp[] }
  /** `most` null: without end. */
  | { readonly kind: "repeat"; readonly part: Regexp; readonly least: number; readonly most: number | null };

/** Why a pattern is refused; `at` counts UTF-16 code units from its start. */
export class RegexpRefusal extends Error {
  constructor(
    readonly reason: "syntax" | "unsupported" | "too-large",
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * `lucene` is what users write. `common` is what `formatRegexp` prints: a subset that RE2 and JavaScript
 * read in the same way, with `.` for any character, line ends included.
 */
export type RegexpSyntax = "lucene" | "common";

const MAX_REPEAT = 1000;
/** RE2 takes no more repetitions, nested ones multiplied. */
const MAX_SIZE = 1000;
/** Ranges of characters in brackets that are looked at in the time of one character. */
const RANGES_OF_ONE = 8;
const MAX_NESTING = 50;
const LAST_CODE_POINT = 0x10ffff;
const ANY: Regexp = { kind: "characters", ranges: [[0, LAST_CODE_POINT]], negated: false };

/** @throws RegexpRefusal */
export function parseRegexp(pattern: string, syntax: RegexpSyntax): Regexp {
  const reader = new PatternReader(pattern, syntax);
  const regexp = reader.readChoice(0);
  if (!reader.isAtEnd())
    throw reader.refusal("syntax", `"${pattern[reader.at]}" closes nothing; escape it with \\`);
  if (sizeOf(regexp) > MAX_SIZE)
    throw new RegexpRefusal("too-large", 0, "its repetitions multiply to more than 1,000 characters");
  return regexp;
}

class PatternReader {
  at = 0;

  constructor(
    private readonly pattern: string,
    private readonly syntax: RegexpSyntax,
  ) {}

  isAtEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  refusal(reason: RegexpRefusal["reason"], message: string): RegexpRefusal {
    return new RegexpRefusal(reason, this.at, message);
  }

  readChoice(depth: number): Regexp {
    if (depth > MAX_NESTING) throw this.refusal("too-large", `it nests more than ${MAX_NESTING} groups`);
    const options = [this.readSequence(depth)];
    while (this.take("|")) options.push(this.readSequence(depth));
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  private readSequence(depth: number): Regexp {
    const parts: Regexp[] = [];
    while (!this.isAtEnd() && !this.isNext("|") && !this.isNext(")")) parts.push(this.readRepeat(depth));
    if (parts.length === 0)
      throw this.refusal("syntax", "an alternative is empty; () matches the empty text");
    return parts.length === 1 ? parts[0]! : { kind: "sequence", parts };
  }

  private readRepeat(depth: number): Regexp {
    let part = this.readSimple(depth);
    for (;;) {
      if (this.take("?")) part = { kind: "repeat", part, least: 0, most: 1 };
      else if (this.take("*")) part = { kind: "repeat", part, least: 0, most: null };
      else if (this.take("+")) part = { kind: "repeat", part, least: 1, most: null };
      else if (this.take("{")) part = { kind: "repeat", part, ...this.readCounts() };
      else return part;
    }
  }

  private readCounts(): { least: number; most: number | null } {
    const counts = /^(\d{1,4})(,(\d{0,4}))?\}/.exec(this.pattern.slice(this.at, this.at + 12));
    if (counts === null)
      throw this.refusal(
        "syntax",
        'after "{" comes a count: {2}, {2,} or {2,5}; escape the character as \\{',
      );
    const least = Number(counts[1]);
    const most = counts[2] === undefined ? least : counts[3] === "" ? null : Number(counts[3]);
    if (least > MAX_REPEAT || (most !== null && (most > MAX_REPEAT || most < least))) {
      throw this.refusal("syntax", `counts rise, and to at most ${MAX_REPEAT}`);
    }
    this.at += counts[0].length;
    return { least, most };
  }

  private readSimple(depth: number): Regexp {
    if (this.take("(")) {
      if (this.take(")")) return { kind: "sequence", parts: [] };
      const inner = this.readChoice(depth + 1);
      if (!this.take(")")) throw this.refusal("syntax", 'a ")" is missing');
      return inner;
    }
    if (this.take("[")) return this.readClass();
    if (this.take(".")) return ANY;
    if (/^[?*+{]/.test(this.pattern.slice(this.at))) {
      throw this.refusal("syntax", `"${this.pattern[this.at]}" has nothing to repeat; escape it with \\`);
    }
    if (this.syntax === "lucene") {
      if (this.take("@")) return { kind: "repeat", part: ANY, least: 0, most: null };
      if (this.take('"')) return this.readQuoted();
      if (/^[~&<#]/.test(this.pattern.slice(this.at))) {
        throw this.refusal(
          "unsupported",
          `complements (~), intersections (&), intervals (<1-9>) and the empty language (#) are not supported; for the character itself write \\${this.pattern[this.at]}`,
        );
      }
    }
    return this.readCharacterOrShorthand();
  }

  private readQuoted(): Regexp {
    const end = this.pattern.indexOf('"', this.at);
    if (end < 0) throw this.refusal("syntax", 'a quote is missing; escape the character as \\"');
    const parts = Array.from(this.pattern.slice(this.at, end), (character) =>
      only(character.codePointAt(0)!),
    );
    this.at = end + 1;
    return { kind: "sequence", parts };
  }

  private readClass(): Regexp {
    const negated = this.take("^");
    const ranges: CharacterRange[] = [];
    while (!this.take("]")) {
      if (this.isAtEnd()) throw this.refusal("syntax", 'a "]" is missing');
      const shorthand = this.readShorthand();
      if (shorthand !== null) {
        if (shorthand.negated)
          throw this.refusal("unsupported", "\\D, \\W and \\S cannot stand inside brackets");
        ranges.push(...shorthand.ranges);
        continue;
      }
      const from = this.readCharacter();
      const to =
        this.isNext("-") && this.pattern[this.at + 1] !== "]" && this.take("-") ? this.readCharacter() : from;
      if (to < from) throw this.refusal("syntax", "the range of characters is reversed");
      ranges.push([from, to]);
    }
    if (ranges.length === 0) throw this.refusal("syntax", "the brackets are empty");
    return { kind: "characters", ranges, negated };
  }

  private readCharacterOrShorthand(): Regexp {
    return this.readShorthand() ?? only(this.readCharacter());
  }

  /** Lucene since 8.6: `\d`, `\w`, `\s` and their opposites, ASCII only. */
  private readShorthand(): (Regexp & { kind: "characters" }) | null {
    if (this.syntax !== "lucene" || this.pattern[this.at] !== "\\") return null;
    const letter = this.pattern[this.at + 1] ?? "";
    const ranges = SHORTHANDS.get(letter.toLowerCase());
    if (ranges === undefined) return null;
    this.at += 2;
    return { kind: "characters", ranges, negated: letter !== letter.toLowerCase() };
  }

  private readCharacter(): number {
    if (this.take("\\") && this.isAtEnd())
      throw this.refusal("syntax", "a backslash cannot be the last character");
    const codePoint = this.pattern.codePointAt(this.at);
    if (codePoint === undefined) throw this.refusal("syntax", "it ends too early");
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  private isNext(character: string): boolean {
    return this.pattern[this.at] === character;
  }

  private take(character: string): boolean {
    if (!this.isNext(character)) return false;
    this.at++;
    return true;
  }
}

const SHORTHANDS: ReadonlyMap<string, readonly CharacterRange[]> = new Map([
  ["d", [range("0", "9")]],
  ["w", [range("A", "Z"), range("a", "z"), range("0", "9"), range("_", "_")]],
  ["s", [range(" ", " "), range("\t", "\n"), range("\r", "\r")]],
]);

function range(from: string, to: string): CharacterRange {
  return [from.codePointAt(0)!, to.codePointAt(0)!];
}

function only(codePoint: number): Regexp {
  return { kind: "characters", ranges: [[codePoint, codePoint]], negated: false };
}

/** How many characters the pattern asks for with its repetitions written out; long classes count for several. */
export function sizeOf(regexp: Regexp): number {
  switch (regexp.kind) {
    case "characters":
      return Math.ceil(regexp.ranges.length / RANGES_OF_ONE);
    case "sequence":
      return regexp.parts.reduce((size, part) => size + sizeOf(part), 0);
    case "choice":
      return regexp.options.reduce((size, option) => size + sizeOf(option), 0);
    case "repeat":
      return Math.max(1, sizeOf(regexp.part)) * Math.max(1, regexp.most ?? regexp.least);
  }
}

/** The pattern with its letters in lower case, for words that are analysed so. */
export function lowerCaseRegexp(regexp: Regexp): Regexp {
  switch (regexp.kind) {
    case "characters":
      return { ...regexp, ranges: regexp.ranges.map(lowerCaseRange) };
    case "sequence":
      return { ...regexp, parts: regexp.parts.map(lowerCaseRegexp) };
    case "choice":
      return { ...regexp, options: regexp.options.map(lowerCaseRegexp) };
    case "repeat":
      return { ...regexp, part: lowerCaseRegexp(regexp.part) };
  }
}

function lowerCaseRange([from, to]: CharacterRange): CharacterRange {
  const lower = (codePoint: number) => {
    const character = String.fromCodePoint(codePoint).toLowerCase();
    return [...character].length === 1 ? character.codePointAt(0)! : codePoint;
  };
  return lower(from) <= lower(to) ? [lower(from), lower(to)] : [from, to];
}

/** Prints the common syntax. It matches the whole value and needs the option "dot matches line ends". */
export function formatRegexp(regexp: Regexp): string {
  switch (regexp.kind) {
    case "characters":
      return formatCharacters(regexp.ranges, regexp.negated);
    case "sequence":
      return regexp.parts.length === 0 ? "()" : regexp.parts.map(formatPart).join("");
    case "choice":
      return regexp.options.map(formatRegexp).join("|");
    case "repeat":
      return formatRepeated(regexp.part) + formatCounts(regexp.least, regexp.most);
  }
}

function formatPart(part: Regexp): string {
  return part.kind === "choice" ? `(${formatRegexp(part)})` : formatRegexp(part);
}

function formatRepeated(part: Regexp): string {
  const written = formatRegexp(part);
  return part.kind === "characters" || written === "()" ? written : `(${written})`;
}

function formatCounts(least: number, most: number | null): string {
  if (least === 0 && most === null) return "*";
  if (least === 1 && most === null) return "+";
  if (least === 0 && most === 1) return "?";
  return `{${least}${most === least ? "" : `,${most ?? ""}`}}`;
}

function formatCharacters(ranges: readonly CharacterRange[], negated: boolean): string {
  const [first] = ranges;
  if (first !== undefined && ranges.length === 1 && !negated) {
    if (first[0] === 0 && first[1] === LAST_CODE_POINT) return ".";
    if (first[0] === first[1]) return String.fromCodePoint(first[0]).replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
  }
  const written = ranges.map(([from, to]) =>
    from === to ? inClass(from) : `${inClass(from)}-${inClass(to)}`,
  );
  return `[${negated ? "^" : ""}${written.join("")}]`;
}

function inClass(codePoint: number): string {
  return String.fromCodePoint(codePoint).replace(/[\\^\-[\]]/, "\\$&");
}

type Step =
  | { readonly kind: "characters"; readonly ranges: readonly CharacterRange[]; readonly negated: boolean }
  | { readonly kind: "fork"; first: number; second: number }
  | { readonly kind: "accept" };

/** Steps that a text has come to, and where each character led from there. */
interface State {
  readonly steps: readonly number[];
  readonly accepts: boolean;
  readonly next: Map<number, State | null>;
}

/** States kept at once. A pattern that counts can have more than could ever be held; they are found anew then. */
const MAX_STATES = 500;

/**
 * Whether a text as a whole matches. Takes time proportional to text length times pattern size at worst, and to the text
 * alone where the characters of texts lead to the same few states again and again.
 */
export function regexpMatcher(regexp: Regexp): (text: string) => boolean {
  const steps: Step[] = [];
  addSteps(steps, regexp);
  steps.push({ kind: "accept" });
  let known = new Map<string, State>();
  const stateOf = (from: readonly number[]): State => {
    const reached = [...reach(steps, from)].sort((a, b) => a - b);
    const name = reached.join();
    const before = known.get(name);
    if (before !== undefined) return before;
    const state = { steps: reached, accepts: reached.at(-1) === steps.length - 1, next: new Map() };
    known.set(name, state);
    return state;
  };
  let start = stateOf([0]);
  return (text) => {
    if (known.size > MAX_STATES) {
      known = new Map();
      start = stateOf([0]);
    }
    let state: State | null = start;
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      let next: State | null | undefined = state.next.get(codePoint);
      if (next === undefined) {
        const places = placesBehind(steps, state.steps, codePoint);
        next = places.length === 0 ? null : stateOf(places);
        if (known.size <= MAX_STATES) state.next.set(codePoint, next);
        else known = new Map();
      }
      if (next === null) return false;
      state = next;
    }
    return state.accepts;
  };
}

/** Where a character leads from each of the steps. */
function placesBehind(steps: readonly Step[], from: readonly number[], codePoint: number): number[] {
  const places: number[] = [];
  for (const at of from) {
    const step = steps[at]!;
    if (step.kind !== "characters") continue;
    if (step.ranges.some(([first, last]) => first <= codePoint && codePoint <= last) !== step.negated) {
      places.push(at + 1);
    }
  }
  return places;
}

/** Each part's steps end where the next part's begin. */
function addSteps(steps: Step[], regexp: Regexp): void {
  switch (regexp.kind) {
    case "characters":
      steps.push(regexp);
      return;
    case "sequence":
      for (const part of regexp.parts) addSteps(steps, part);
      return;
    case "choice":
      addChoice(steps, regexp.options);
      return;
    case "repeat":
      for (let i = 0; i < regexp.least; i++) addSteps(steps, regexp.part);
      if (regexp.most === null) addLoop(steps, regexp.part);
      else for (let i = regexp.least; i < regexp.most; i++) addOptional(steps, regexp.part);
  }
}

function addFork(steps: Step[]): Step & { kind: "fork" } {
  const fork = { kind: "fork" as const, first: steps.length + 1, second: steps.length + 1 };
  steps.push(fork);
  return fork;
}

function addOptional(steps: Step[], part: Regexp): void {
  const fork = addFork(steps);
  addSteps(steps, part);
  fork.second = steps.length;
}

function addLoop(steps: Step[], part: Regexp): void {
  const start = steps.length;
  const fork = addFork(steps);
  addSteps(steps, part);
  const back = addFork(steps);
  back.first = start;
  fork.second = back.second;
}

function addChoice(steps: Step[], options: readonly Regexp[]): void {
  const ends = options.map((option, i) => {
    if (i === options.length - 1) return addSteps(steps, option);
    const fork = addFork(steps);
    addSteps(steps, option);
    const end = addFork(steps);
    fork.second = steps.length;
    return end;
  });
  for (const end of ends) if (end) end.first = end.second = steps.length;
}

/** All states that forks lead to; forks themselves are left in, they match nothing. */
function reach(steps: readonly Step[], from: readonly number[]): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (reached.has(state)) continue;
    reached.add(state);
    const step = steps[state]!;
    if (step.kind === "fork") open.push(step.first, step.second);
  }
  return reached;
}
