import { existsSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import {
  type Dataset,
  datasetName,
  fieldOfColumn,
  type SecondOrder,
  type Served,
  type Table,
} from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { patternMatcher } from "../../../query/index.js";
import type { Predicate, TextQuery } from "../../../query/predicate.js";
import {
  COUNTS_DATABASE,
  COUNTS_FILE,
  isCounted,
  isGroupedByCounts,
  spellingsTable,
} from "../../build/counts.js";
import { type Ask, columnsIn } from "../../duckdb/ask.js";
import {
  type Answer,
  Database,
  type DatabaseLimits,
  DEFAULT_LIMITS,
  type RunOptions,
} from "../../duckdb/database.js";
import type { Manifest } from "../../manifest.js";
import {
  OVERLAY_DATABASE,
  OVERLAY_FOLDER,
  type Overlay,
  partViews,
  readOverlay,
} from "../../overlay/overlay.js";
import { Places } from "../../overlay/places.js";
import { recordRenderer } from "../../records/render.js";
import { spelledColumn } from "../../records/spelled.js";
import { columnType, isListColumn } from "../../row.js";
import { manifestIn } from "../../snapshots/folder.js";
import { columnsAsked } from "../../sql/columnsAsked.js";
import {
  conjunction,
  hasLongList,
  needsResolving,
  type Parameter,
  Parameters,
  selectionConditions,
} from "../../sql/compile.js";
import { DUCKDB } from "../../sql/dialect.js";
import { confines, conjuncts, isScanFilter, resolve, stretchOf } from "../../sql/resolve.js";
import type {
  GroupRequest,
  Groups,
  Page,
  PageRequest,
  RowKey,
  Selection,
  SortKey,
  Statement,
  Store,
} from "../../store.js";
import { wordAnswers } from "../../words/wordAnswers.js";
import { wordTest } from "../../words/wordTest.js";
import type { PlacedRecords } from "../lookup/lookupFile.js";
import { countFacts, FACTS_FILE, readFacts, type TableFacts } from "./facts.js";
import { compileGroups, EACH_ROW, STORED_COUNT } from "./groups.js";
import { firstInOrder } from "./inOrder.js";
import { laterViews } from "./later.js";
import {
  DECLARED,
  fromClause,
  othersStatement,
  type Reading,
  spelledParts,
  stretchStatement,
} from "./reading.js";
import { type EngineRecord, engineRecord } from "./recordJson.js";

/** A second order is used up to so many matches; beyond, finding them in the declared order is cheaper. */
const MATCHES_TO_REORDER = 200_000;
/** So much less it costs to look at the texts of a second order, in which equal ones stand together. */
const SCANS_COMPARED = 5;
/** Records of the first batch of a long page, so that its first byte comes early, and of the others. */
const FIRST_BATCH = 1_000;
const BATCH = 10_000;
/** Pages up to so many records are read at once; so many are read from the lookup files without a pause. */
const ROWS_PLACED = 2_000;
const ROWS_BETWEEN_OTHERS = 200;
/** Places found by one sorting of all that match; each takes a new look at all of them. */
const KEYS_AT_ONCE = 1_000_000;
/** Positions that are found by reading base and overlay side by side; more are found by sorting all that match. */
const MOST_IN_ORDER = 200_000;
/** Row numbers that are looked up in one statement. */
const ROWS_AT_ONCE = 10_000;
/** Positions up to this many are found while rows are counted. */
const FIRST_POSITIONS = 1_000;
/** Values are tried for so long before others have their turn. */
const MILLISECONDS_WITHOUT_PAUSE = 20;
/** From so many text questions to a column on, they are put to its values together. */
const LEAVES_TOGETHER = 8;
/** Values that a text or fuzzy question may be resolved to. */
const VALUES_RESOLVED = 500_000;

/** What is known of a table once the files are open. */
interface OpenTable extends TableFacts {
  /** Set where some of its rows stand in an overlay. */
  readonly places: Places | null;
  /** Rows are counted beforehand by common columns. */
  readonly hasCounts: boolean;
  /** Second orders whose other spellings are known. */
  readonly spelled: ReadonlySet<string>;
  /** Second orders that hold every column they are declared with. */
  readonly orders: readonly SecondOrder[];
  /** The datasets to which every row belongs; one that a question has narrowed is another. */
  readonly unnarrowed: ReadonlySet<Dataset>;
}

/**
 * Opens the structured tables of a snapshot folder for reading. Where the snapshot has lookup files, rows whose
 * positions the engine has found are read from them: the engine would search every column for each.
 */
export async function openDuckDbStore(
  folder: string,
  served: Served,
  placed: PlacedRecords | null = null,
  limits: DatabaseLimits = DEFAULT_LIMITS,
): Promise<Store> {
  const manifest = manifestIn(folder);
  const overlay = readOverlay(folder);
  const latest = overlay ? join(folder, OVERLAY_FOLDER) : folder;
  const counts = join(latest, COUNTS_FILE);
  const others = {
    ...(existsSync(counts) ? { [COUNTS_DATABASE]: counts } : {}),
    ...(overlay ? { [OVERLAY_DATABASE]: join(latest, "store.duckdb") } : {}),
  };
  const database = await Database.open(join(folder, "store.duckdb"), limits, others);
  try {
    const tables = await openTables(database, readFacts(join(latest, FACTS_FILE)), served, overlay);
    return new DuckDbStore(manifest, database, tables, placed);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openTables(
  database: Database,
  stored: ReadonlyMap<string, TableFacts> | null,
  { tables, datasets }: Served,
  overlay: Overlay | null,
): Promise<ReadonlyMap<string, OpenTable>> {
  const [[name]] = (await database.run("SELECT current_database()")) as [[string]];
  const ask: Ask = async (sql) => rowsOf(await database.run(sql));
  const present = await columnsIn(ask, name);
  const counted = await columnsIn(ask, COUNTS_DATABASE);
  await database.define(laterViews(tables, name, present, overlay));
  const askOne = async (sql: string) => (await database.run(sql)).map(([value]) => value!);
  const open = new Map<string, OpenTable>();
  for (const table of tables.filter((each) => present.has(each.name))) {
    const standing = overlay?.tables[table.name];
    const position = standing ? "position" : "rowid";
    const facts = stored?.get(table.name) ?? (await countFacts(askOne, table, datasets, position));
    open.set(table.name, {
      ...facts,
      places: standing ? new Places(standing) : null,
      unnarrowed: new Set(datasets.filter((dataset) => facts.whole.includes(datasetName(dataset)))),
      hasCounts: hasAll(counted.get(table.name), table.hints?.counted ?? []),
      orders: table.secondOrders.filter((order) => hasAll(present.get(order.name), order.columns)),
      spelled: new Set(
        table.secondOrders.flatMap(({ name }) => (counted.has(spellingsTable(name)) ? [name] : [])),
      ),
    });
  }
  return open;
}

function hasAll(columns: ReadonlySet<string> | undefined, wanted: readonly string[]): boolean {
  return columns !== undefined && wanted.every((each) => columns.has(each));
}

function rowsOf(columns: readonly (readonly Answer[])[]): readonly (readonly Answer[])[] {
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row]!));
}

/** Some rows with what a page needs of them. */
interface Batch {
  readonly records: readonly string[];
  readonly last: RowKey | null;
}

/** A question made ready for the engine. */
interface Question<Request extends Selection> {
  readonly request: Request;
  readonly table: Table;
  readonly facts: OpenTable;
  readonly reading: Reading;
  /** Known already when a second order was weighed. */
  readonly total: number | null;
  /** The first positions that match, as many as the page needs, where they were found with the total. */
  readonly first: readonly number[] | null;
}

type ResolvedLeaf = Extract<Predicate, { column: string }>;

class DuckDbStore implements Store {
  private readonly resolved = new Map<string, Promise<readonly string[]>>();

  constructor(
    readonly manifest: Manifest,
    private readonly database: Database,
    private readonly facts: ReadonlyMap<string, OpenTable>,
    private readonly placed: PlacedRecords | null,
  ) {}

  async count(query: Selection): Promise<number> {
    const question = await this.prepare(query);
    return question.total ?? (await this.countRows(question));
  }

  async page(request: PageRequest): Promise<Page> {
    checkKey(request);
    const sorted = (request.sort ?? []).map(({ column }) => column);
    const question = await this.prepare(request, sorted);
    const { start = 0, after, rows } = request;
    if (this.placed && rows <= ROWS_PLACED) return this.smallPage(question);
    let total = question.total;
    if (total === null && request.counts !== false) total = await this.countRows(question);
    const expected = total === null || after ? null : Math.max(0, Math.min(rows, total - start));
    let last: RowKey | null = null;
    const remember = (key: RowKey) => {
      last = key;
    };
    return {
      total: request.counts === false ? null : total,
      records: await this.begun(this.records(question, total, expected, remember)),
      last: () => last,
    };
  }

  /** A page that is read at once: its rows are found first, and counted only where they are not all there are. */
  private async smallPage(question: Question<PageRequest>): Promise<Page> {
    const { start = 0, after, rows, counts } = question.request;
    const isEmpty = rows === 0 || (question.total !== null && !after && start >= question.total);
    const batch = isEmpty
      ? { records: [], last: null }
      : question.first
        ? await this.rowsAt(question, [question.first.slice(start)], runOptions(question.request))
        : await this.batch(question, question.total, { limit: rows, start, after });
    const found = batch.records.length;
    const isEnd = !after && found < rows && (found > 0 || start === 0);
    let { total } = question;
    if (counts === false) total = null;
    else if (isEnd) total = start + found;
    else total ??= await this.countRows(question);
    return { total, records: once(batch.records), last: () => batch.last };
  }

  async groups(request: GroupRequest): Promise<Groups> {
    const { question, statement } = await this.prepareGroups(request);
    const columns = await this.database.run(statement.sql, statement.parameters, runOptions(request));
    const width = request.by.length;
    const groups = groupsIn(columns, width);
    if (groups.length > 0 && !statement.countsRecordsApart) {
      return { total: Number(columns[width + 1]![0]), records: Number(columns[width + 2]![0]), groups };
    }
    const records = question.total ?? (await this.countRows(question));
    if (groups.length > 0) return { total: Number(columns[width + 1]![0]), records, groups };
    if (request.start === 0 && request.rows > 0) return { total: 0, records, groups };
    const first = await this.groups({ ...request, start: 0, rows: 1 });
    return { ...first, groups: [] };
  }

  /** Counted once; the engine holds what has not been fetched yet. */
  async groupBatches(request: GroupRequest): Promise<AsyncIterable<Groups["groups"]>> {
    const { statement } = await this.prepareGroups(request);
    const options = { ...runOptions(request), unlimitedTime: true };
    const batches = await this.database.runInBatches(statement.sql, statement.parameters, options, BATCH);
    return (async function* () {
      for await (const columns of batches) yield groupsIn(columns, request.by.length);
    })();
  }

  private async prepareGroups(request: GroupRequest) {
    const measured = request.measure.kind === "distinct" ? [request.measure.column] : [];
    const question = await this.prepare(request, [...request.by.map(({ column }) => column), ...measured]);
    const isStored = question.facts.hasCounts && isGroupedByCounts(question.request);
    const statement = isStored
      ? compileGroups(question.request, question.table, () => countsOf(question.table), STORED_COUNT)
      : compileGroups(question.request, question.table, (to) => source(question, to), EACH_ROW);
    return { question, statement };
  }

  explain(request: PageRequest): readonly Statement[] {
    const table = request.dataset.table;
    const facts = this.factsOf(table);
    const question = {
      request: lean(request, facts),
      table,
      facts,
      reading: DECLARED,
      total: null,
      first: null,
    };
    const count = this.countStatement(question);
    const page = this.pageStatement(question, { limit: request.rows, start: request.start ?? 0 });
    return [count, page].map(({ sql, parameters }) => ({
      engine: "duckdb",
      sql,
      parameters: parameters.map(({ value }) =>
        typeof value === "object" && value !== null ? JSON.stringify(value) : value,
      ),
    }));
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  private factsOf(table: Table): OpenTable {
    const facts = this.facts.get(table.name);
    if (!facts) throw new ArtunitError("no-data", `This snapshot has no ${table.name}.`);
    return facts;
  }

  /** Resolves what SQL cannot decide, drops conditions that every row satisfies, and chooses the order to read. */
  private async prepare<Request extends Selection>(
    request: Request,
    alsoRead: readonly string[] = [],
  ): Promise<Question<Request>> {
    const table = request.dataset.table;
    const facts = this.factsOf(table);
    const predicate = await resolve(
      request.predicate,
      (leaf) => needsResolving(leaf, DUCKDB),
      await this.valuesOfMany(request),
    );
    const question = {
      request: lean({ ...request, predicate }, facts),
      table,
      facts,
      reading: DECLARED,
      total: null,
      first: null,
    };
    const reading = await this.secondReading(question);
    if (reading === null) return question;
    const { total, first } = await this.weigh({ ...question, reading });
    const most = reading.isScan ? matchesToScan(request) : MATCHES_TO_REORDER;
    const isReadable = alsoRead.every((column) => reading.order?.columns.includes(column));
    return { ...question, total, first, reading: isReadable && total <= most ? reading : DECLARED };
  }

  /** Counts the rows, and for a small page in the declared order finds its positions in the same reading. */
  private async weigh(
    question: Question<Selection | PageRequest>,
  ): Promise<{ readonly total: number; readonly first: readonly number[] | null }> {
    const { request, table } = question;
    const most = this.placed ? firstNeeded(request) : 0;
    if (most === 0) return { total: await this.countRows(question), first: null };
    // Of many matches the first are soon found in the declared order.
    if (stretchCount(question) !== null) {
      const total = await this.countRows(question);
      if (total > MATCHES_TO_REORDER) return { total, first: null };
    }
    const parameters = new Parameters(DUCKDB);
    const from = source(question, parameters);
    const condition = conjunction(selectionConditions(request, table, parameters));
    const sql = [
      "SELECT total, unnest(positions)",
      `FROM (SELECT count(*) AS total, min(position, ${most}) AS positions FROM ${from} WHERE ${condition})`,
    ].join(" ");
    const [totals, first] = await this.database.run(sql, parameters.list, runOptions(request));
    return { total: Number(totals![0] ?? 0), first: first!.map(Number) };
  }

  /** A second order in which the question's rows are found with less reading; null when there is none. */
  private async secondReading(question: Question<Selection>): Promise<Reading | null> {
    const { request, table, facts } = question;
    const all = conjuncts(request.predicate);
    const asked = columnsAsked(request);
    for (const order of facts.orders) {
      if (!asked.every((column) => order.columns.includes(column))) continue;
      const { by: leading, spelled } = order;
      if (all.some((each) => confines(each, leading))) return { order, parts: null, isScan: false };
      const narrowing = all.find((each) => spelled !== undefined && confines(each, spelled));
      const leaf = narrowing ?? all.find((each) => each.kind === "matches" && each.column === spelled);
      if (leaf && "column" in leaf && facts.spelled.has(order.name)) {
        const { sql, parameters } = othersStatement(leaf, order, spellingsOf(order), table);
        const [others] = await this.database.run(sql, parameters, runOptions(request));
        const values = others!.map((each) => (each === null ? null : String(each)));
        const parts = spelledParts(leaf, order, values, facts.leading[order.name] ?? 0);
        return { order, parts, isScan: parts === null || narrowing === undefined };
      }
      // Equal texts stand together in the second order and are looked at once.
      const reads = (each: Predicate) =>
        each.kind === "matches" && (each.column === leading || each.column === spelled);
      if (all.some(reads)) return { order, parts: null, isScan: true };
    }
    return null;
  }

  /**
   * How to find the stored values that satisfy a leaf. Many text questions to one column are put to its values together:
   * each alone would read all of them.
   */
  private async valuesOfMany(
    request: Selection,
  ): Promise<(leaf: ResolvedLeaf) => Promise<readonly string[]>> {
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
  private valuesOf(request: Selection, leaf: ResolvedLeaf): Promise<readonly string[]> {
    const name = `${request.dataset.table.name} ${JSON.stringify(leaf)}`;
    const known = this.resolved.get(name);
    if (known) return known;
    const found = this.findValues(request, leaf);
    this.resolved.set(name, found);
    found.catch(() => this.resolved.delete(name));
    if (this.resolved.size > 100) this.resolved.delete(this.resolved.keys().next().value!);
    return found;
  }

  private async findValues(request: Selection, leaf: ResolvedLeaf): Promise<readonly string[]> {
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

  private async countRows(question: Question<Selection>): Promise<number> {
    const { request, facts } = question;
    if (isEverything(question)) return facts.rows;
    const { sql, parameters } = this.countStatement(question);
    const [[count]] = (await this.database.run(sql, parameters, runOptions(request))) as [[number]];
    return count;
  }

  private countStatement(question: Question<Selection>): Compiled {
    const stretch = stretchCount(question);
    if (stretch !== null) return stretch;
    const parameters = new Parameters(DUCKDB);
    const conditions = selectionConditions(question.request, question.table, parameters);
    const isStored = question.facts.hasCounts && isCounted(question.request);
    const [from, total] = isStored
      ? [countsOf(question.table), STORED_COUNT.total]
      : [source(question, parameters), EACH_ROW.total];
    return {
      sql: `SELECT ${total} FROM ${from} WHERE ${conjunction(conditions)}`,
      parameters: parameters.list,
    };
  }

  /** Reads the first batch before the page is handed out, so that its errors come as errors. */
  private async begun(batches: AsyncGenerator<readonly string[]>): Promise<AsyncIterable<readonly string[]>> {
    const first = await batches.next();
    return (async function* () {
      try {
        if (first.done) return;
        yield first.value;
        yield* batches;
      } finally {
        await batches.return(undefined);
      }
    })();
  }

  /** The page's records, batch by batch, the next being read while one is sent. */
  private async *records(
    question: Question<PageRequest>,
    total: number | null,
    expected: number | null,
    remember: (key: RowKey) => void,
  ): AsyncGenerator<readonly string[]> {
    const { rows, start = 0, after } = question.request;
    let sent = 0;
    if (rows === 0 || expected === 0) return;
    if (rows > BATCH && sorts(question.request, question.table)) {
      for await (const batch of this.sortedBatches(question)) {
        sent += batch.records.length;
        remember(batch.last!);
        yield batch.records;
      }
      checkSent(sent, expected);
      return;
    }
    // Where no statement has to run for them, small batches are cheaper: they are gone before they grow old.
    const most =
      this.placed && isEverything(question) && !question.request.sort?.length ? FIRST_BATCH : BATCH;
    const isWhole = rows <= most;
    let size = isWhole ? rows : FIRST_BATCH;
    let next: Promise<Batch> | null = this.batch(question, total, { limit: size, start, after });
    while (next) {
      const batch: Batch = await next;
      sent += batch.records.length;
      const isLast = batch.records.length < size || sent >= rows || sent === expected;
      size = Math.min(most, rows - sent);
      next =
        isLast || batch.last === null
          ? null
          : this.batch(question, total, { limit: size, start: 0, after: batch.last });
      next?.catch(() => {});
      if (batch.last) remember(batch.last);
      if (batch.records.length > 0) yield batch.records;
    }
    checkSent(sent, expected);
  }

  /** Many records in another order than the declared one: sorted by the million, read by the batch. */
  private async *sortedBatches(question: Question<PageRequest>): AsyncGenerator<Batch> {
    const { rows, start = 0 } = question.request;
    const options = { ...runOptions(question.request), unlimitedTime: !Number.isFinite(rows) };
    let { after } = question.request;
    for (let sent = 0; sent < rows; ) {
      const limit = Math.min(KEYS_AT_ONCE, rows - sent);
      const { sql, parameters } = this.keyStatement(question, {
        limit,
        start: sent === 0 ? start : 0,
        after,
      });
      let found = 0;
      for await (const keys of await this.database.runInBatches(sql, parameters, options, FIRST_BATCH)) {
        const batch = await this.rowsAt(question, keys, options);
        if (batch.last === null) return;
        found += batch.records.length;
        after = batch.last;
        yield batch;
      }
      if (found < limit) return;
      sent += found;
    }
  }

  private async batch(question: Question<PageRequest>, total: number | null, slice: Slice): Promise<Batch> {
    const { request, table, facts, reading } = question;
    const options = runOptions(request);
    const isPhysical = reading.order === null && !sorts(request, table);
    const begins = isPhysical ? await this.firstPosition(question, slice, options) : null;
    if (begins === NONE) return { records: [], last: null };
    const place: Slice = begins === null ? slice : { limit: slice.limit, start: 0, from: begins };
    if (begins !== null && facts.places && isReadInOrder(question, slice.limit)) {
      const wanted = { from: begins, count: slice.limit };
      const positions = await firstInOrder(this.database, request, facts.places, wanted, options);
      return this.rowsAt(question, [positions], options);
    }

    // Their lines are read for a fifth of what the engine needs to write records.
    if (this.placed && request.shape.kind === "members") {
      const keys = await this.keysOf(question, place, begins, options);
      const records = await this.recordsAt(request, keys.at(-1)!.map(Number));
      if (records) return { records, last: lastOf(keys) };
    }
    const isDense = total !== null && total * 20 >= facts.rows;
    const all = conjuncts(request.predicate);
    if (isPhysical && (isDense || all.every((each) => isScanFilter(each, table)))) {
      const { sql, parameters } = this.pageStatement(question, place);
      const { finish } = engineRecord(request.shape, facts.hasVerbatim);
      return batchOf(await this.database.run(sql, parameters, options), request.sort ?? [], finish);
    }
    const { sql, parameters } = this.keyStatement(question, place);
    const keys = await this.database.run(sql, parameters, options);
    return this.rowsAt(question, keys, options);
  }

  /** Positions and sort keys of a slice; of all rows of a table without asking the engine. */
  private async keysOf(
    question: Question<PageRequest>,
    slice: Slice,
    begins: number | null,
    options: RunOptions,
  ): Promise<readonly (readonly Answer[])[]> {
    const { request, facts } = question;
    if (begins !== null && isEverything(question) && !request.sort?.length) {
      if (facts.places) return [facts.places.from(facts.places.rankOf(begins), slice.limit)];
      const count = Math.max(0, Math.min(slice.limit, facts.rows - begins));
      return [Array.from({ length: count }, (_, at) => begins + at)];
    }
    const { sql, parameters } = this.keyStatement(question, slice);
    return this.database.run(sql, parameters, options);
  }

  /** The position at which a slice of the declared order begins; NONE past the end. */
  private async firstPosition(
    question: Question<PageRequest>,
    slice: Slice,
    options: RunOptions,
  ): Promise<number | typeof NONE | null> {
    const { request, table, facts } = question;
    if (slice.after) return Number(slice.after.at(-1)) + 1;
    if (slice.start === 0) return 0;
    const parameters = new Parameters(DUCKDB);
    const conditions = selectionConditions(request, table, parameters);
    if (conditions.length === 0) {
      if (slice.start >= facts.rows) return NONE;
      return facts.places ? facts.places.from(slice.start, 1)[0]! : slice.start;
    }
    if (facts.places && isReadInOrder(question, slice.start)) {
      const wanted = { from: 0, count: slice.start + 1 };
      const positions = await firstInOrder(this.database, request, facts.places, wanted, options);
      return positions[slice.start] ?? NONE;
    }
    const isInOrder = facts.places === null && !hasLongList(request.predicate);
    const ordering = isInOrder ? "" : " ORDER BY position";
    const sql = `SELECT position FROM ${table.name} WHERE ${conjunction(conditions)}${ordering} LIMIT 1 OFFSET ${slice.start}`;
    const [positions] = await this.database.run(sql, parameters.list, options);
    return positions!.length === 0 ? NONE : Number(positions![0]);
  }

  /** Positions and sort keys alone: narrow, so that many rows are weighed cheaply. */
  private keyStatement(question: Question<PageRequest>, slice: Slice): Compiled {
    const keys = keyColumns(question.request.sort ?? [], question.table);
    return this.select(question, keys, slice);
  }

  private pageStatement(question: Question<PageRequest>, slice: Slice): Compiled {
    const { request, facts } = question;
    const keys = keyColumns(request.sort ?? [], question.table);
    const { sql } = engineRecord(request.shape, facts.hasVerbatim);
    return this.select(question, [...keys, `${sql} AS record`], slice);
  }

  private select(question: Question<PageRequest>, columns: readonly string[], slice: Slice): Compiled {
    const { request, table, facts, reading } = question;
    const parameters = new Parameters(DUCKDB);
    const from = source(question, parameters);
    const conditions = selectionConditions(request, table, parameters);
    const sort = sorts(request, table) ? (request.sort ?? []) : [];
    if (slice.from) conditions.push(`position >= ${parameters.add(slice.from, "integer")}`);
    if (slice.after) conditions.push(isBehind(slice.after, request.sort ?? [], sort, table, parameters));
    const limit = [
      ...(Number.isFinite(slice.limit) ? [`LIMIT ${slice.limit}`] : []),
      ...(slice.start > 0 ? [`OFFSET ${slice.start}`] : []),
    ];
    const matching = [`FROM ${from}`, `WHERE ${conjunction(conditions)}`];
    const order = [
      ...sort.map((key) => `${sortValue(key, table)} ${key.descending ? "DESC" : "ASC"} NULLS LAST`),
      "position",
    ];
    const ordering = `ORDER BY ${order.join(", ")}`;
    const isInOrder =
      sort.length === 0 &&
      facts.places === null &&
      !hasLongList(request.predicate) &&
      (reading.order === null || isOneValue(request.predicate, reading));
    // Rows are chosen before they are rendered: the engine would otherwise render all that match.
    const sql = isInOrder
      ? ["SELECT", columns.join(", "), ...matching, ...limit].join(" ")
      : [
          `SELECT ${columns.join(", ")} FROM (SELECT * ${[...matching, ordering, ...limit].join(" ")})`,
          ordering,
        ].join(" ");
    return { sql, parameters: parameters.list };
  }

  /** The records at some positions, in the order given. */
  private async rowsAt(
    question: Question<PageRequest>,
    keys: readonly (readonly Answer[])[],
    options: RunOptions,
  ): Promise<Batch> {
    const { request, table, facts } = question;
    const positions = keys.at(-1)!.map(Number);
    if (positions.length === 0) return { records: [], last: null };
    const last = lastOf(keys);
    const placed = await this.recordsAt(request, positions);
    if (placed) return { records: placed, last };
    const { sql: json, finish } = engineRecord(request.shape, facts.hasVerbatim);
    const found = new Map<number, string>();
    for (let at = 0; at < positions.length; at += ROWS_AT_ONCE) {
      const wanted = positions.slice(at, at + ROWS_AT_ONCE);
      for (const [name, rows] of rowsWanted(table, facts.places, wanted)) {
        const parameters = new Parameters(DUCKDB);
        const among = DUCKDB.isAmong("rowid", parameters.add(rows, "integer"));
        const sql = `SELECT position, ${json} AS record FROM ${name} WHERE ${among}`;
        const [places, records] = await this.database.run(sql, parameters.list, options);
        for (const [row, place] of places!.entries()) found.set(Number(place), finish(String(records![row])));
      }
    }
    const records = positions.map((position) => {
      const record = found.get(position);
      if (record === undefined) throw new Error(`Table ${table.name} has no row at position ${position}.`);
      return record;
    });
    return { records, last };
  }

  /** The records at some positions, without the engine; null where it has to read them. */
  private async recordsAt(
    { dataset, shape, signal }: PageRequest,
    positions: readonly number[],
  ): Promise<readonly string[] | null> {
    if (!this.placed || shape.kind === "nested") return null;
    const render = recordRenderer(shape);
    const records: string[] = [];
    for (let at = 0; at < positions.length; at += ROWS_BETWEEN_OTHERS) {
      // Others' requests have their turn, and this one's client may have left.
      if (at > 0) await new Promise(setImmediate);
      signal?.throwIfAborted();
      const wanted = positions.slice(at, at + ROWS_BETWEEN_OTHERS);
      const these = this.placed.recordsAt(dataset.table.name, wanted, render);
      if (these === null) return null;
      for (const record of these) records.push(record);
    }
    return records;
  }
}

/**
 * Up to so many matches, reading a whole second order costs less than reading the declared order until a page is full;
 * groups look at every row in any case. A long page is read in batches, each of which would begin anew.
 */
function matchesToScan(request: Selection | PageRequest): number {
  if (!("rows" in request && "shape" in request)) return Number.POSITIVE_INFINITY;
  return Math.min(BATCH, SCANS_COMPARED * ((request.start ?? 0) + request.rows));
}

/** Positions that a small page in the declared order needs from its beginning on; 0 for every other question. */
function firstNeeded(request: Selection | PageRequest): number {
  if (!("rows" in request && "shape" in request)) return 0;
  const { start = 0, rows, after, sort = [] } = request;
  return after || sort.length > 0 || start + rows > FIRST_POSITIONS ? 0 : start + rows;
}

function lastOf(keys: readonly (readonly Answer[])[]): RowKey | null {
  return keys.at(-1)!.length === 0 ? null : keys.map((column) => column.at(-1)!);
}

function checkSent(sent: number, expected: number | null): void {
  if (expected !== null && sent !== expected) {
    throw new Error(`The engine returned ${sent} of ${expected} records.`);
  }
}

async function* once(records: readonly string[]): AsyncGenerator<readonly string[]> {
  if (records.length > 0) yield records;
}

/** Groups from a result's columns: so many keys, then the size. */
function groupsIn(columns: readonly (readonly Answer[])[], width: number): Groups["groups"] {
  return columns[width]!.map((size, row) => ({
    key: columns.slice(0, width).map((column) => column[row]!),
    size: Number(size),
  }));
}

/** Whether the question asks for one value of the leading column: rows then stand in the declared order. */
function isOneValue(predicate: Predicate, { order, parts }: Reading): boolean {
  return (
    parts === null &&
    conjuncts(predicate).some(
      (each) => each.kind === "in" && each.column === order?.by && new Set(each.values).size === 1,
    )
  );
}

function source({ reading, table, facts }: Question<Selection>, parameters: Parameters): string {
  return fromClause(reading, table, parameters, facts.places !== null);
}

/** Whether the first of a question's rows in the declared order are found by reading, and not by sorting. */
function isReadInOrder(question: Question<PageRequest>, count: number): boolean {
  const { sort = [], predicate } = question.request;
  return sort.length === 0 && count <= MOST_IN_ORDER && !hasLongList(predicate) && !isEverything(question);
}

/** Row numbers by the table, or the part of it, that they are of. */
function rowsWanted(
  { name }: Table,
  places: Places | null,
  positions: readonly number[],
): readonly (readonly [string, readonly number[]])[] {
  if (places === null) return [[name, positions]];
  const found = positions.map((position) => places.placeOf(position));
  const rowsIn = (isBase: boolean) => found.filter((place) => place.isBase === isBase).map(({ row }) => row);
  const views = partViews(name);
  const parts = [
    [views.base, rowsIn(true)],
    [views.overlay, rowsIn(false)],
  ] as const;
  return parts.filter(([, rows]) => rows.length > 0);
}

function spellingsOf({ name }: SecondOrder): string {
  return `${COUNTS_DATABASE}.${spellingsTable(name)}`;
}

function countsOf(table: Table): string {
  return `${COUNTS_DATABASE}.${table.name}`;
}

interface Compiled {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** Which part of the matching rows: behind a key, or from a position on, skipping some. */
interface Slice {
  readonly limit: number;
  readonly start: number;
  readonly after?: RowKey | undefined;
  readonly from?: number;
}

const NONE = Symbol("past the end");

/** Whether every row of the table answers the question. */
function isEverything({ request }: Question<Selection>): boolean {
  const { dataset, predicate, withoutDuplicates } = request;
  return dataset.rows === null && !withoutDuplicates && predicate.kind === "everything";
}

/** Counts a question whose rows are one stretch of a second order, whole; null for any other. */
function stretchCount({ request, facts, reading: { order, parts } }: Question<Selection>): Compiled | null {
  const withLeading = order === null ? undefined : facts.leading[order.name];
  if (order === null || parts !== null || withLeading === undefined || facts.places !== null) return null;
  if (request.dataset.rows !== null || request.withoutDuplicates) return null;
  const [only, ...others] = conjuncts(request.predicate);
  if (only === undefined || others.length > 0 || !confines(only, order.by)) return null;
  const stretch = stretchOf(only);
  return stretch && stretchStatement(stretch, request.dataset.table, order, withLeading);
}

function runOptions(request: Selection): RunOptions {
  return { signal: request.signal };
}

/** Leaves out conditions that every row of the table satisfies. */
function lean<Request extends Selection>(request: Request, facts: OpenTable): Request {
  const { dataset, withoutDuplicates } = request;
  return {
    ...request,
    dataset: facts.unnarrowed.has(dataset) ? unconditional(dataset) : dataset,
    withoutDuplicates: withoutDuplicates === true && facts.hasDuplicates,
  };
}

const unconditionals = new WeakMap<Dataset, Dataset>();

/** The dataset without its condition; the same object each time, because renderers are kept by dataset. */
function unconditional(dataset: Dataset): Dataset {
  const known = unconditionals.get(dataset);
  if (known) return known;
  const made = { ...dataset, rows: null };
  unconditionals.set(dataset, made);
  return made;
}

function checkKey({ after, sort = [] }: PageRequest): void {
  if (after && after.length !== sort.length + 1) {
    throw new ArtunitError("cursor-invalid", "The cursor was not issued for this query.");
  }
}

/** Whether the sort asks for anything but the declared order. */
function sorts({ sort = [] }: PageRequest, table: Table): boolean {
  return sort.some(
    ({ column, descending, spelling }, at) => descending || spelling || column !== table.order[at],
  );
}

function keyColumns(sort: readonly SortKey[], table: Table): string[] {
  return [...sort.map((key, at) => `${sortValue(key, table)} AS key${at}`), "position"];
}

function sortValue(key: SortKey, table: Table): string {
  const { column, descending } = key;
  if (!isListColumn(table, column)) return spelledColumn(key);
  return descending ? DUCKDB.greatestElement(column) : DUCKDB.leastElement(column);
}

/** The rows behind a key in the order of the page; nulls are last in either direction. */
function isBehind(
  after: RowKey,
  given: readonly SortKey[],
  sort: readonly SortKey[],
  table: Table,
  parameters: Parameters,
): string {
  const position = `position > ${parameters.add(Number(after[given.length]), "integer")}`;
  return sort.reduceRight((behind, key, at) => {
    const value = after[at] ?? null;
    const column = sortValue(key, table);
    if (value === null) return `(${column} IS NULL AND ${behind})`;
    const place = parameters.add(value, columnType(table, key.column));
    return `(${column} ${key.descending ? "<" : ">"} ${place} OR ${column} IS NULL OR (${column} = ${place} AND ${behind}))`;
  }, position);
}

function batchOf(
  columns: readonly (readonly Answer[])[],
  sort: readonly SortKey[],
  finish: EngineRecord["finish"],
): Batch {
  const records = columns[sort.length + 1]!.map((written) => finish(String(written)));
  const last =
    records.length === 0 ? null : columns.slice(0, sort.length + 1).map((column) => column.at(-1)!);
  return { records, last };
}

function checkResolved(dataset: Dataset, column: string, values: number): void {
  if (values <= VALUES_RESOLVED) return;
  throw new ArtunitError(
    "too-expensive",
    `The criteria on ${fieldOfColumn(dataset, column)} match more than ${VALUES_RESOLVED} different values. Use a longer or more exact term, or fewer.`,
  );
}

type TextLeaf = Extract<Predicate, { kind: "text" }>;

function textLeaves(predicate: Predicate): readonly TextLeaf[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.children.flatMap(textLeaves);
    case "not":
      return textLeaves(predicate.child);
    case "text":
      return [predicate];
    default:
      return [];
  }
}

/** A condition that every value satisfying the leaf satisfies, and few others. */
function candidates(leaf: Extract<Predicate, { column: string }>, parameters: Parameters): string {
  const isText = `${leaf.column} IS NOT NULL`;
  if (leaf.kind === "text") {
    const terms =
      leaf.text.kind === "term"
        ? [leaf.text.term]
        : leaf.text.kind === "phrase"
          ? leaf.text.terms.map(({ term }) => term)
          : [];
    // Lower case of other alphabets depends on the library; ASCII words do not.
    const safe = terms.filter((term) => /^[\x20-\x7e]+$/.test(term));
    return [
      isText,
      ...safe.map((term) => `contains(lower(${leaf.column}), ${parameters.add(term, "text")})`),
    ].join(" AND ");
  }
  if (leaf.kind === "matches" && leaf.pattern.kind === "fuzzy") {
    const { value, edits } = leaf.pattern;
    const length = [...value].length;
    return `${isText} AND length(${leaf.column}) BETWEEN ${Math.max(0, length - edits)} AND ${length + edits}`;
  }
  return isText;
}
