import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  CONTROL,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from "./jsonMarks.js";
/**
 * A JSON value that comes back as it came: members keep their order, numbers their spelling (`1.0`, 2^63). Families
 * map their sources to it, and protocols write it.
 */
export type Nested = string | boolean | null | NumberText | readonly Nested[] | NestedObject;
export type NestedObject = ReadonlyMap<string, Nested>;

/** A number as it was written. */
export class NumberText {
  constructor(readonly text: string) {}
}

export function isNestedObject(value: Nested | undefined): value is NestedObject {
  return value instanceof Map;
}

function isNestedList(value: Nested | undefined): value is readonly Nested[] {
  return Array.isArray(value);
}

/** Reads JSON text, which must be valid. Of a member that is there twice, the later counts. */
export function readNested(json: string): Nested {
  return new Reader(json).whole();
}

/** An object read, with its text as `writeNested` writes it. */
export interface NestedRecord {
  readonly object: NestedObject;
  readonly text: string;
}

export function nestedRecord(object: NestedObject): NestedRecord {
  return { object, text: writeNested(object) };
}

/**
 * Reads the text of an object of which nothing is doubtful: it is valid, each member is named once, no text holds a control
 * character, and values are nested no deeper than said. Null for any other text.
 */
export function readPlainly(json: string, deepest: number): NestedRecord | null {
  const reader = new Reader(json, deepest);
  let value: Nested;
  try {
    value = reader.whole();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!reader.isPlain || !isNestedObject(value)) return null;
  return { object: value, text: reader.isCanonical ? json : writeNested(value) };
}

/** A value of plain JavaScript, such as a row of a CSV, as a nested one. Members that are undefined are left out. */
export function nestedOf(value: unknown): Nested {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return new NumberText(JSON.stringify(value));
  if (value instanceof NumberText || value instanceof Map) return value as Nested;
  if (Array.isArray(value)) return value.map(nestedOf);
  if (typeof value !== "object") throw new Error(`A ${typeof value} is no JSON.`);
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return new Map(members.map(([key, each]) => [key, nestedOf(each)]));
}

/** Writes a value as JSON text, without blanks. */
export function writeNested(value: Nested): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof NumberText) return value.text;
  let text = "";
  if (isNestedList(value)) {
    for (const each of value) text += text === "" ? writeNested(each) : `,${writeNested(each)}`;
    return `[${text}]`;
  }
  if (!isNestedObject(value)) return String(value);
  for (const [key, each] of value)
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${writeNested(each)}`;
  return `{${text}}`;
}

/**
 * What of an object stands at some paths, in the object's own order. A path is names joined by points and passes through
 * lists, each element of which is pruned. The name of a parent brings all that it holds; `*` stands for any run of
 * characters, points among them. An object in a list that keeps nothing goes with the rest; a path that is nowhere
 * brings nothing.
 */
export function prune(object: NestedObject, paths: readonly string[]): NestedObject {
  return pruned(object, "", pathTests(paths)) ?? new Map();
}

interface PathTests {
  /** Whether all that stands at a path is kept. */
  readonly keeps: (path: string) => boolean;
  /** Whether something below a path may be kept. */
  readonly leadsOn: (path: string) => boolean;
}

function pathTests(paths: readonly string[]): PathTests {
  const exact = new Set(paths.filter((path) => !path.includes("*")));
  const parents = new Set<string>();
  for (const path of exact)
    for (let at = path.indexOf("."); at >= 0; at = path.indexOf(".", at + 1)) parents.add(path.slice(0, at));
  const patterns = paths.filter((path) => path.includes("*")).map(runMatcher);
  return {
    keeps: (path) => exact.has(path) || patterns.some((pattern) => pattern(path)),
    leadsOn: (path) => parents.has(path) || patterns.length > 0,
  };
}

/** Whether a name matches a pattern of literal pieces with any run (`*`) between them; each piece is found at its first place. */
export function runMatcher(pattern: string): (name: string) => boolean {
  const pieces = pattern.split("*");
  const [first = "", last = ""] = [pieces[0], pieces.at(-1)];
  const between = pieces.slice(1, -1);
  return (name) => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
      return false;
    let at = first.length;
    const end = name.length - last.length;
    for (const piece of between) {
      const found = name.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}

function pruned(object: NestedObject, path: string, tests: PathTests): NestedObject | null {
  const kept = new Map<string, Nested>();
  for (const [key, value] of object) {
    const below = path === "" ? key : `${path}.${key}`;
    if (tests.keeps(below)) kept.set(key, value);
    else if (tests.leadsOn(below)) {
      const part = prunedValue(value, below, tests);
      if (part !== null) kept.set(key, part);
    }
  }
  return kept.size === 0 ? null : kept;
}

function prunedValue(value: Nested, path: string, tests: PathTests): Nested {
  if (isNestedObject(value)) return pruned(value, path, tests);
  if (!isNestedList(value)) return null;
  const elements = value.map((each) => prunedValue(each, path, tests)).filter((each) => each !== null);
  return elements.length === 0 ? null : elements;
}

/** Every value at a path, through lists and in their order; nothing where it is missing or null. */
export function valuesAt(object: Nested, path: string): readonly Nested[] {
  let found: readonly Nested[] = [object];
  for (const name of path.split(".")) {
    found = found.flatMap(elements).flatMap((each) => {
      const value = isNestedObject(each) ? each.get(name) : undefined;
      return value === undefined || value === null ? [] : [value];
    });
  }
  return found.flatMap(elements).filter((each) => each !== null);
}

function elements(value: Nested): readonly Nested[] {
  return isNestedList(value) ? value.flatMap(elements) : [value];
}

/** Values within values up to so deep are read. */
const MAX_DEPTH = 200;

/** Blanks and control characters are below; of the blanks, JSON knows four. */
const LAST_BLANK = 0x20;
const BLANKS: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];

class Reader {
  /** Whether it is as `writeNested` writes it. */
  isCanonical = true;
  /** Whether each member is named once, and no text holds a control character or one by its number. */
  isPlain = true;
  private at = 0;
  private depth = 0;
  private readonly hasControls: boolean;

  constructor(
    private readonly json: string,
    private readonly deepest = MAX_DEPTH,
  ) {
    this.hasControls = CONTROL.test(json);
  }

  whole(): Nested {
    const value = this.value();
    this.next();
    if (this.at < this.json.length) throw this.invalid();
    return value;
  }

  private value(): Nested {
    switch (this.next()) {
      case OPEN_OBJECT:
        return this.object();
      case OPEN_LIST:
        return this.list();
      case QUOTE:
        return this.string();
      default:
        return this.word();
    }
  }

  private enter(): void {
    this.at++;
    if (++this.depth > this.deepest)
      throw new SyntaxError(`More than ${this.deepest} values are nested in each other.`);
  }

  private leave(closing: number): void {
    if (this.next() !== closing) throw this.invalid();
    this.at++;
    this.depth--;
  }

  private object(): NestedObject {
    const members = new Map<string, Nested>();
    this.enter();
    let named = 0;
    if (this.next() !== CLOSE_OBJECT)
      do {
        this.next();
        const key = this.string();
        if (!this.takes(COLON)) throw this.invalid();
        members.set(key, this.value());
        named++;
      } while (this.takes(COMMA));
    if (named !== members.size) this.isPlain = false;
    this.leave(CLOSE_OBJECT);
    return members;
  }

  private list(): readonly Nested[] {
    const elements: Nested[] = [];
    this.enter();
    if (this.next() !== CLOSE_LIST)
      do elements.push(this.value());
      while (this.takes(COMMA));
    this.leave(CLOSE_LIST);
    return elements;
  }

  private string(): string {
    const start = this.at;
    if (this.json.charCodeAt(start) !== QUOTE) throw this.invalid();
    const end = this.json.indexOf('"', start + 1);
    const plain = this.json.slice(start + 1, end);
    // Most strings have no escape: what stands between their quotes is their text.
    if (end > 0 && !plain.includes("\\")) {
      this.at = end + 1;
      if (this.hasControls && CONTROL.test(plain)) this.isPlain = false;
      return plain;
    }
    this.at++;
    while (this.at < this.json.length && this.json.charCodeAt(this.at) !== QUOTE)
      this.at += this.json[this.at] === "\\" ? 2 : 1;
    this.at++;
    const written = this.json.slice(start, this.at);
    const text = JSON.parse(written) as string;
    if (written.includes("\\u")) this.isPlain = false;
    if (this.isCanonical && JSON.stringify(text) !== written) this.isCanonical = false;
    return text;
  }

  /** A number, true, false or null. */
  private word(): Nested {
    const start = this.at;
    while (this.at < this.json.length && !" \t\r\n,]}".includes(this.json[this.at]!)) this.at++;
    const text = this.json.slice(start, this.at);
    const value = JSON.parse(text) as number | boolean | null;
    return typeof value === "number" ? new NumberText(text) : value;
  }

  private takes(character: number): boolean {
    if (this.next() !== character) return false;
    this.at++;
    return true;
  }

  /** The next character that is no blank. */
  private next(): number {
    let code = this.json.charCodeAt(this.at);
    if (code > LAST_BLANK) return code;
    while (BLANKS.includes(code)) {
      this.isCanonical = false;
      code = this.json.charCodeAt(++this.at);
    }
    return code;
  }

  private invalid(): SyntaxError {
    return new SyntaxError(`This is no JSON at character ${this.at}.`);
  }
}
