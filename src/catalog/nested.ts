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
  if (value instanceof NumberText) return value.text;
  if (isNestedList(value)) return `[${value.map(writeNested).join(",")}]`;
  if (!isNestedObject(value)) return JSON.stringify(value);
  const members = [...value].map(([key, each]) => `${JSON.stringify(key)}:${writeNested(each)}`);
  return `{${members.join(",")}}`;
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
  const patterns = paths.filter((path) => path.includes("*")).map(wildcard);
  return {
    keeps: (path) => exact.has(path) || patterns.some((pattern) => pattern(path)),
    leadsOn: (path) => parents.has(path) || patterns.length > 0,
  };
}

/** Whether a name matches a pattern of literal pieces with any run between them; each piece is found at its first place. */
function wildcard(pattern: string): (name: string) => boolean {
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

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly json: string) {}

  whole(): Nested {
    const value = this.value();
    this.skipBlank();
    if (this.at < this.json.length) throw this.invalid();
    return value;
  }

  private value(): Nested {
    this.skipBlank();
    switch (this.json[this.at]) {
      case "{":
        return this.within(() => this.object());
      case "[":
        return this.within(() => this.list());
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  private within<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH)
      throw new SyntaxError(`More than ${MAX_DEPTH} values are nested in each other.`);
    const value = read();
    this.depth--;
    return value;
  }

  private object(): NestedObject {
    const members = new Map<string, Nested>();
    this.at++;
    if (this.takes("}")) return members;
    do {
      this.skipBlank();
      const key = this.string();
      if (!this.takes(":")) throw this.invalid();
      members.set(key, this.value());
    } while (this.takes(","));
    if (!this.takes("}")) throw this.invalid();
    return members;
  }

  private list(): readonly Nested[] {
    const elements: Nested[] = [];
    this.at++;
    if (this.takes("]")) return elements;
    do elements.push(this.value());
    while (this.takes(","));
    if (!this.takes("]")) throw this.invalid();
    return elements;
  }

  private string(): string {
    const start = this.at;
    if (this.json[start] !== '"') throw this.invalid();
    const end = this.json.indexOf('"', start + 1);
    const plain = this.json.slice(start + 1, end);
    // Most strings have no escape: what stands between their quotes is their text.
    if (end > 0 && !plain.includes("\\")) {
      this.at = end + 1;
      return plain;
    }
    this.at++;
    while (this.at < this.json.length && this.json[this.at] !== '"')
      this.at += this.json[this.at] === "\\" ? 2 : 1;
    this.at++;
    return JSON.parse(this.json.slice(start, this.at)) as string;
  }

  /** A number, true, false or null. */
  private word(): Nested {
    const start = this.at;
    while (this.at < this.json.length && !" \t\r\n,]}".includes(this.json[this.at]!)) this.at++;
    const text = this.json.slice(start, this.at);
    const value = JSON.parse(text) as number | boolean | null;
    return typeof value === "number" ? new NumberText(text) : value;
  }

  private takes(character: string): boolean {
    this.skipBlank();
    if (this.json[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private skipBlank(): void {
    while (this.at < this.json.length && " \t\r\n".includes(this.json[this.at]!)) this.at++;
  }

  private invalid(): SyntaxError {
    return new SyntaxError(`This is no JSON at character ${this.at}.`);
  }
}
