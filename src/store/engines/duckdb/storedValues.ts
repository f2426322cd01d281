import { setImmediate as pause } from "node:timers/promises";
import { patternMatcher } from "../../../query/index.js";
import type { ColumnPredicate, TextQuery } from "../../../query/predicate.js";
import type { Database } from "../../duckdb/database.js";
import { isListColumn } from "../../row.js";
import { Parameters } from "../../sql/compile.js";
import { DUCKDB } from "../../sql/dialect.js";
import type { Selection } from "../../store.js";
import { wordAnswers } from "../../words/wordAnswers.js";
import { wordTest } from "../../words/wordTest.js";
import { candidates, checkResolved, LEAVES_TOGETHER, textLeaves } from "./wordLeaves.js";

/** Values are tried for so long before others have their turn. */
const MILLISECONDS_WITHOUT_PAUSE = 20;
/** Answers that are kept. */
const KEPT = 100;

/** Finds which stored values satisfy what SQL cannot decide: words, patterns, likeness. */
export class StoredValues {
  private readonly resolved = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly database: Database) {}

  /**
   * How to find the stored values that satisfy a leaf. Many text questions to one column are put to its values together:
   * each alone would read all of them.
   */
  async finder(request: Selection): Promise<(leaf: ColumnPredicate) => Promise<readonly string[]>> {
    const together = new Map<string, Promise<readonly string[]>>();
    const all = textLeaves(request.predicate);
    for (const column of new Set(all.map((leaf) => leaf.column))) {
      const leaves = all.filter((leaf) => leaf.column === column);
      const distinct = [...new Map(leaves.map((leaf) => [JSON.stringify(leaf), leaf])).entries()];
      if (distinct.length < LEAVES_TOGETHER) continue;
      const found = await this.findTogether(
        request,
        column,
        distinct.map(([, leaf]) => leaf.text),
      );
      for (const [at, [name]] of distinct.entries()) together.set(name, Promise.resolve(found[at]!));
    }
    return (leaf) =>
      (together.size > 0 ? together.get(JSON.stringify(leaf)) : undefined) ?? this.valuesOf(request, leaf);
  }

  /** The stored values that satisfy a text or fuzzy leaf, decided in TypeScript. A snapshot never changes: kept. */
  private valuesOf(request: Selection, leaf: ColumnPredicate): Promise<readonly string[]> {
    const name = `${request.dataset.table.name} ${JSON.stringify(leaf)}`;
    const known = this.resolved.get(name);
    // Who asked first may have left, and the answer with him.
    if (known)
      return known.catch(() => {
        request.signal?.throwIfAborted();
        return this.valuesOf(request, leaf);
      });
    const found = this.findValues(request, leaf);
    this.resolved.set(name, found);
    found.catch(() => this.resolved.delete(name));
    if (this.resolved.size > KEPT) this.resolved.delete(this.resolved.keys().next().value!);
    return found;
  }

  private async findValues(request: Selection, leaf: ColumnPredicate): Promise<readonly string[]> {
    const test =
      leaf.kind === "text"
        ? wordTest(leaf.text)
        : leaf.kind === "matches"
          ? patternMatcher(leaf.pattern)
          : () => false;
    const parameters = new Parameters(DUCKDB);
    const condition = candidates(leaf, parameters);
    const found: string[] = [];
    await this.eachValue(request, leaf.column, condition, parameters, (value) => {
      if (test(value)) found.push(value);
    });
    checkResolved(request.dataset, leaf.column, found.length);
    return found;
  }

  private async findTogether(
    request: Selection,
    column: string,
    texts: readonly TextQuery[],
  ): Promise<readonly (readonly string[])[]> {
    const found: string[][] = texts.map(() => []);
    const answers = wordAnswers(texts);
    let held = 0;
    await this.eachValue(request, column, `${column} IS NOT NULL`, new Parameters(DUCKDB), (value) => {
      answers(value, (question) => {
        found[question]!.push(value);
        held++;
      });
      checkResolved(request.dataset, column, held);
    });
    return found;
  }

  /** Calls for each different value, now and then letting others have their turn. */
  private async eachValue(
    { dataset, signal }: Selection,
    column: string,
    condition: string,
    parameters: Parameters,
    use: (value: string) => void,
  ): Promise<void> {
    const { name } = dataset.table;
    const source = isListColumn(dataset.table, column)
      ? `(SELECT unnest(${column}) AS ${column} FROM ${name})`
      : name;
    const sql = `SELECT DISTINCT ${column} FROM ${source} WHERE ${condition}`;
    const [values] = await this.database.run(sql, parameters.list, { signal });
    let last = performance.now();
    for (const value of values!) {
      if (typeof value === "string") use(value);
      if (performance.now() - last < MILLISECONDS_WITHOUT_PAUSE) continue;
      await pause();
      signal?.throwIfAborted();
      last = performance.now();
    }
  }
}
