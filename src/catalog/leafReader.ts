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
import { type Paths, pathsOf, type Sequence, type Step } from "./leafPaths.js";
import { eachLeaf, type LeafCell } from "./leaves.js";
import { type Nested, type NestedObject, type NestedRecord, NumberText, readNested } from "./nested.js";
import type { Column } from "./types.js";

/** What columns hold of an object that nobody made: its text was read along their paths. */
export interface LeavesRead {
  /** Calls for each column of which something stands there: what it holds, and whether something did not fit. */
  each(use: (column: Column, cell: LeafCell, isUnfit: boolean) => void): void;
  /** The values at the path of a column. */
  at(path: string): readonly Nested[];
}

/** A record whose columns may have been read from its text already; its object is then made when it is asked for. */
export interface LeavesRecord extends NestedRecord {
  readonly leaves?: LeavesRead;
}

export function leavesRecord(text: string, leaves: LeavesRead): LeavesRecord {
  return {
    text,
    leaves,
    get object() {
      return readNested(text) as NestedObject;
    },
  };
}

/**
 * Fills columns from the text of an object without making the object, which takes three times as long: what no path leads to
 * is passed over. Null where the text is not plain: as `writeNested` writes it, each member named once, nested no deeper than
 * said, no text with a control character. It is then read as a whole.
 */
export function readLeaves(json: string, columns: readonly Column[], deepest: number): LeavesRead | null {
  const paths = pathsOf(columns);
  const reader = new LeafReader(json, paths, deepest);
  if (!reader.isPlain()) return null;
  return {
    each: (use) => eachLeaf(reader.found, paths, use),
    at: (path) => reader.found[paths.declared.findIndex((column) => column.path === path)] ?? [],
  };
}

/** Objects of ever other members are read as a whole. */
const MOST_SEQUENCES = 20_000;

const WORD = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[,\]}])/y;

class LeafReader {
  readonly found: (Nested[] | undefined)[];
  private at = 0;
  private depth = 0;
  /** Where the next backslash stands; behind the end where there is none. */
  private escape = -1;

  constructor(
    private readonly json: string,
    private readonly paths: Paths,
    private readonly deepest: number,
  ) {
    this.found = new Array(paths.declared.length);
  }

  isPlain(): boolean {
    const { json } = this;
    if (json.charCodeAt(0) !== OPEN_OBJECT || CONTROL.test(json)) return false;
    this.findEscape();
    return this.value(this.paths.root) && this.at === json.length;
  }

  private value(step: Step | null): boolean {
    switch (this.json.charCodeAt(this.at)) {
      case QUOTE:
        return this.text(step);
      case OPEN_OBJECT:
        return this.object(step);
      case OPEN_LIST:
        return this.list(step);
      default:
        return this.word(step);
    }
  }

  private object(step: Step | null): boolean {
    const { json } = this;
    const from = this.at++;
    if (++this.depth > this.deepest) return false;
    if (json.charCodeAt(this.at) === CLOSE_OBJECT) this.at++;
    else {
      let sequence: Sequence | null = step === null ? this.paths.elsewhere : step.members;
      do {
        const latest: Sequence | null = sequence.latest;
        sequence =
          latest !== null && json.startsWith(latest.written, this.at) ? latest : this.member(sequence);
        if (sequence === null || sequence.isRepeated) return false;
        this.at += sequence.written.length;
        if (!this.value(sequence.step)) return false;
      } while (json.charCodeAt(this.at++) === COMMA);
      if (json.charCodeAt(this.at - 1) !== CLOSE_OBJECT) return false;
    }
    this.depth--;
    if (step !== null && step.ends.length > 0) this.keep(step, readNested(json.slice(from, this.at)));
    return true;
  }

  /** A member that is not the one that followed last time; null where its name is not plain, or there are too many. */
  private member(before: Sequence): Sequence | null {
    const { json, at, paths } = this;
    const end = json.charCodeAt(at) === QUOTE ? json.indexOf('"', at + 1) : -1;
    if (end < 0 || json.charCodeAt(end + 1) !== COLON) return null;
    const name = json.slice(at + 1, end);
    let found = before.next.get(name);
    if (!found) {
      if (name.includes("\\") || paths.sequences >= MOST_SEQUENCES) return null;
      paths.sequences++;
      found = {
        written: json.slice(at, end + 2),
        isRepeated: before.names.has(name),
        names: new Set([...before.names, name]),
        below: before.below,
        step: before.below?.get(name) ?? null,
        next: new Map(),
        latest: null,
      };
      before.next.set(name, found);
    }
    before.latest = found;
    return found;
  }

  private list(step: Step | null): boolean {
    const { json } = this;
    this.at++;
    if (++this.depth > this.deepest) return false;
    if (json.charCodeAt(this.at) === CLOSE_LIST) this.at++;
    else {
      do if (!this.value(step)) return false;
      while (json.charCodeAt(this.at++) === COMMA);
      if (json.charCodeAt(this.at - 1) !== CLOSE_LIST) return false;
    }
    this.depth--;
    return true;
  }

  private text(step: Step | null): boolean {
    const { json, at } = this;
    const end = json.indexOf('"', at + 1);
    if (end < 0) return false;
    if (this.escape < end) return this.escaped(step);
    if (step !== null && step.ends.length > 0) this.keep(step, json.slice(at + 1, end));
    this.at = end + 1;
    return true;
  }

  private escaped(step: Step | null): boolean {
    const { json, at: start } = this;
    let at = start + 1;
    while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json[at] === "\\" ? 2 : 1;
    const written = json.slice(start, ++at);
    // One by its number may be a control character.
    if (written.includes("\\u")) return false;
    let text: string;
    try {
      text = JSON.parse(written) as string;
    } catch {
      return false;
    }
    if (JSON.stringify(text) !== written) return false;
    if (step !== null && step.ends.length > 0) this.keep(step, text);
    this.at = at;
    this.findEscape();
    return true;
  }

  private word(step: Step | null): boolean {
    WORD.lastIndex = this.at;
    if (!WORD.test(this.json)) return false;
    const from = this.at;
    this.at = WORD.lastIndex;
    if (step === null || step.ends.length === 0) return true;
    const text = this.json.slice(from, this.at);
    if (text === "true" || text === "false") this.keep(step, text === "true");
    else if (text !== "null") this.keep(step, new NumberText(text));
    return true;
  }

  private keep({ ends }: Step, value: Nested): void {
    for (const end of ends) {
      const values = this.found[end];
      if (values === undefined) this.found[end] = [value];
      else values.push(value);
    }
  }

  private findEscape(): void {
    const at = this.json.indexOf("\\", this.at);
    this.escape = at < 0 ? this.json.length : at;
  }
}
