/** Why Lucene would not read a pattern; `at` counts UTF-16 code units from its start. */
export interface RegexpFault {
  readonly at: number;
  readonly says: string;
}

/** Deeper groups are for binding to refuse, by their size. */
const MAX_NESTING = 50;
const MOST = 2 ** 31 - 1;

/**
 * What Lucene's own reader of regular expressions (RegExp of 8.7.0, all optional syntax on) refuses in a pattern; null where it
 * reads it. Some that it reads match nothing here: binding says so. `test/query/lucene` has its answers.
 */
export function faultInRegexp(pattern: string): RegexpFault | null {
  const reader = new Checker(pattern);
  try {
    if (pattern !== "") reader.readUnion(0);
    if (reader.more()) reader.fail("this closes nothing; escape it with \\");
    return null;
  } catch (error) {
    if (error instanceof Fault) return { at: error.at, says: error.message };
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

class TooDeep extends Error {}

class Fault extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** The rules of Lucene's reader, named as there. */
class Checker {
  private at = 0;

  constructor(private readonly pattern: string) {}

  more(): boolean {
    return this.at < this.pattern.length;
  }

  fail(says: string, at = this.at): never {
    throw new Fault(at, says);
  }

  readUnion(depth: number): void {
    if (depth > MAX_NESTING) throw new TooDeep();
    do {
      do {
        do this.readRepeat(depth);
        while (this.more() && !this.peek(")|&"));
      } while (this.match("&"));
    } while (this.match("|"));
  }

  private readRepeat(depth: number): void {
    while (this.match("~"));
    this.readClassOrSimple(depth);
    while (this.peek("?*+{")) {
      const isCount = this.peek("{");
      this.at++;
      if (isCount) this.readCounts();
    }
  }

  private readCounts(): void {
    if (this.readDigits() === null)
      this.fail('after "{" comes a count: {2}, {2,} or {2,5}; escape the character as \\{');
    if (this.match(",")) this.readDigits();
    if (!this.match("}")) this.fail('a "}" is missing');
  }

  private readDigits(): number | null {
    const start = this.at;
    while (this.peek("0123456789")) this.at++;
    if (this.at === start) return null;
    const count = Number(this.pattern.slice(start, this.at));
    if (count > MOST) this.fail("the count is too large", start);
    return count;
  }

  private readClassOrSimple(depth: number): void {
    if (!this.match("[")) {
      this.readSimple(depth);
      return;
    }
    this.match("^");
    do this.readClassMember();
    while (this.more() && !this.peek("]"));
    if (!this.match("]")) this.fail('a "]" is missing');
  }

  private readClassMember(): void {
    if (this.matchPredefined()) return;
    const start = this.at;
    const from = this.readCharacter();
    if (this.match("-") && this.readCharacter() < from)
      this.fail(`the range of characters is reversed; escape the character as \\-`, start);
  }

  private readSimple(depth: number): void {
    if (this.match(".") || this.match("#") || this.match("@")) return;
    if (this.match('"')) this.readUntil('"', 'a quote is missing; escape the character as \\"');
    else if (this.match("<")) this.readInterval();
    else if (this.match("(")) this.readGroup(depth);
    else if (!this.matchPredefined()) this.readCharacter();
  }

  private readGroup(depth: number): void {
    if (this.match(")")) return;
    this.readUnion(depth + 1);
    if (!this.match(")")) this.fail('a ")" is missing');
  }

  private readUntil(end: string, says: string): void {
    while (this.more() && !this.peek(end)) this.at++;
    if (!this.match(end)) this.fail(says);
  }

  /** `<1-9>`; names of automata, which no query has, are refused. */
  private readInterval(): void {
    const start = this.at;
    this.readUntil(">", 'a ">" is missing; escape the character as \\<');
    const ends = /^(\d+)-(\d+)$/.exec(this.pattern.slice(start, this.at - 1));
    if (ends === null || Number(ends[1]) > MOST || Number(ends[2]) > MOST)
      this.fail("an interval is two numbers, <1-9>; escape the character as \\<", start);
  }

  private matchPredefined(): boolean {
    if (!/^\\[dDsSwW\\]/.test(this.pattern.slice(this.at, this.at + 2))) return false;
    this.at += 2;
    return true;
  }

  private readCharacter(): number {
    this.match("\\");
    const character = this.pattern.codePointAt(this.at);
    if (character === undefined) this.fail("it ends too early");
    this.at += character > 0xffff ? 2 : 1;
    return character;
  }

  private peek(characters: string): boolean {
    return this.more() && characters.includes(this.pattern[this.at]!);
  }

  private match(character: string): boolean {
    if (!this.peek(character)) return false;
    this.at++;
    return true;
  }
}
