import { setImmediate as pause } from "node:timers/promises";
import { patternMatcher } from "../../../query/index.js";
import type { ColumnPredicate, Predicate, TextQuery } from "../../../query/predicate.js";
import type { Database } from "../../duckdb/database.js";
import { isListColumn } from "../../row.js";
import { compilePredicate, Parameters } from "../../sql/compile.js";
import { DUCKDB } from "../../sql/dialect.js";
import type { Decide } from "../../sql/resolve.js";
import type { Selection } from "../../store.js";
import { wordAnswers } from "../../words/wordAnswers.js";
import { wordTest } from "../../words/wordTest.js";
import { candidates, checkResolved, LEAVES_TOGETHER, textLeaves } from "./wordLeaves.js";
import { type WordsColumn, wordsOfLeaf } from "./wordOrders.js";

/** Values are tried for so long before others have their turn. */
const MILLISECONDS_WITHOUT_PAUSE = 20;
/** Rows that are read one by one; where more may match, their different values are fewer. */
const ROWS_READ = 100_000;
/** Answers that are kept. */
const KEPT = 100;

/** Finds which stored values satisfy what SQL cannot decide: words, patterns, likeness. */
export class StoredValues {
  private readonly resolved = new Map<string, Promise<Predicate>>();

  constructor(private readonly database: Database) {}

  /**
   * How to decide a leaf. Many text questions to one column are put to its values together: each alone would read all of
   * them. Where the table has the `words` of its columns written down, they tell which rows to read.
   */
  async decider(request: Selection, words: WordsColumn | null): Promise<Decide> {
    const together = new Map<string, Predicate>();
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
      for (const [at, [name]] of distinct.entries())
        together.set(name, { kind: "in", column, values: found[at]! });
    }
    return async (leaf) =>
      (together.size > 0 ? together.get(JSON.stringify(leaf)) : undefined) ??
      this.decided(request, leaf, words);
  }

  /** A text or fuzzy leaf, decided in TypeScript. A snapshot never changes: kept. */
  private decided(request: Selection, leaf: ColumnPredicate, words: WordsColumn | null): Promise<Predicate> {
    const name = `${request.dataset.table.name} ${JSON.stringify(leaf)}`;
    const known = this.resolved.get(name);
    // Who asked first may have left, and the answer with him.
    if (known)
      return known.catch(() => {
        request.signal?.throwIfAborted();
        return this.decided(request, leaf, words);
      });
    const rows = words && wordsOfLeaf(leaf, words);
    const found = rows ? this.findRows(request, leaf, rows) : this.findValues(request, leaf);
    this.resolved.set(name, found);
    found.catch(() => this.resolved.delete(name));
    if (this.resolved.size > KEPT) this.resolved.delete(this.resolved.keys().next().value!);
    return found;
  }

  private async findValues(request: Selection, leaf: ColumnPredicate): Promise<Predicate> {
    const test = testOf(leaf);
    const parameters = new Parameters(DUCKDB);
    const condition = candidates(leaf, parameters);
    const values: string[] = [];
    await this.eachValue(request, leaf.column, condition, parameters, (value) => {
      if (test(value)) values.push(value);
    });
    checkResolved(request.dataset, leaf.column, values.length);
    return { kind: "in", column: leaf.column, values };
  }

  /** The rows whose value satisfies the leaf, of those that may have such a value; its values where those rows are many. */
  private async findRows(request: Selection, leaf: ColumnPredicate, rows: Predicate): Promise<Predicate> {
    const test = testOf(leaf);
    const { table } = request.dataset;
    const { column } = leaf;
    const parameters = new Parameters(DUCKDB);
    const value = isListColumn(table, column) ? `unnest(${column})` : column;
    const sql = `SELECT ${value}, position FROM ${table.name} WHERE ${compilePredicate(rows, table, parameters)} LIMIT ${ROWS_READ + 1}`;
    const [values, places] = await this.database.run(sql, parameters.list, { signal: request.signal });
    if (values!.length > ROWS_READ) return this.findValues(request, leaf);
    const found = new Set<number>();
    await inTurns(values!, request.signal, (each, at) => {
      if (typeof each === "string" && test(each)) found.add(Number(places![at]));
    });
    return { kind: "in", column: "position", values: [...found] };
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

  /** Calls for each different value. */
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
    await inTurns(values!, signal, (value) => {
      if (typeof value === "string") use(value);
    });
  }
}

/** Calls for each value, now and then letting others have their turn. */
async function inTurns<Value>(
  values: readonly Value[],
  signal: AbortSignal | undefined,
  use: (value: Value, at: number) => void,
): Promise<void> {
  let last = performance.now();
  for (const [at, value] of values.entries()) {
    use(value, at);
    if (performance.now() - last < MILLISECONDS_WITHOUT_PAUSE) continue;
    await pause();
    signal?.throwIfAborted();
    last = performance.now();
  }
}

function testOf(leaf: ColumnPredicate): (value: string) => boolean {
  if (leaf.kind === "text") return wordTest(leaf.text);
  return leaf.kind === "matches" ? patternMatcher(leaf.pattern) : () => false;
}
