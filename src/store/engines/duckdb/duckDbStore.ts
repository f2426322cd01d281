import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Dataset, Served, Table } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import type { Predicate } from "../../../query/predicate.js";
import {
  COUNTS_BESIDE,
  COUNTS_DATABASE,
  countsFor,
  countsForGroups,
  spellingsTable,
} from "../../build/counts.js";
import { KEPT_FOR, keptTogether, togetherTable } from "../../build/together.js";
import {
  Database,
  type DatabaseLimits,
  DEFAULT_LIMITS,
  type EngineValue,
  type RunOptions,
} from "../../duckdb/database.js";
import { quoted } from "../../duckdb/sql.js";
import { once } from "../../groupBatches.js";
import type { Manifest } from "../../manifest.js";
import { OVERLAY_DATABASE, partViews, readOverlay } from "../../overlay/overlay.js";
import type { Places } from "../../overlay/positions.js";
import { recordRenderer } from "../../records/render.js";
import { isListColumn } from "../../row.js";
import { COUNTS_FILE, FACTS_FILE, OVERLAY_FOLDER, STORE_FILE } from "../../snapshots/dataFolder.js";
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
  TogetherRequest,
  TogetherRows,
} from "../../store.js";
import type { PlacedRecords } from "../lookup/lookupFile.js";
import {
  type AccessPath,
  DECLARED,
  fromClause,
  othersStatement,
  spelledParts,
  stretchStatement,
} from "./accessPath.js";
import { readFacts } from "./facts.js";
import { compileGroups, EACH_ROW, STORED_COUNT } from "./groups.js";
import { firstInOrder } from "./inOrder.js";
import { type OpenTable, openTables } from "./openTables.js";
import { type EngineRecord, engineRecord } from "./recordJson.js";
import { checkKey, isBehind, keyColumns, sorts, sortValue } from "./sortKeys.js";
import { StoredValues } from "./storedValues.js";
import { askedOfWords } from "./wordOrders.js";

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
  const counts = (name: string, of: string) =>
    existsSync(join(of, COUNTS_FILE)) ? { [name]: join(of, COUNTS_FILE) } : {};
  const others = {
    ...counts(COUNTS_DATABASE, folder),
    ...(overlay ? counts(COUNTS_BESIDE, latest) : {}),
    ...(overlay ? { [OVERLAY_DATABASE]: join(latest, STORE_FILE) } : {}),
  };
  const database = await Database.open(join(folder, STORE_FILE), limits, others);
  try {
    const tables = await openTables(database, readFacts(join(latest, FACTS_FILE)), served, overlay);
    return new DuckDbStore(manifest, database, tables, placed);
  } catch (error) {
    await database.close();
    throw error;
  }
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
  readonly path: AccessPath;
  /** Known already when a second order was weighed. */
  readonly total: number | null;
  /** The first positions that match, as many as the page needs, where they were found with the total. */
  readonly first: readonly number[] | null;
}

class DuckDbStore implements Store {
  private readonly values: StoredValues;

  constructor(
    readonly manifest: Manifest,
    private readonly database: Database,
    private readonly facts: ReadonlyMap<string, OpenTable>,
    private readonly placed: PlacedRecords | null,
  ) {
    this.values = new StoredValues(database);
  }

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
    const stored = countsForGroups(question.request, question.facts.counts);
    const statement = stored
      ? compileGroups(
          question.request,
          question.table,
          () => question.facts.stored(stored.name),
          STORED_COUNT,
        )
      : compileGroups(question.request, question.table, (to) => source(question, to), EACH_ROW);
    return { question, statement };
  }

  async together({ dataset, order, value, columns, signal }: TogetherRequest): Promise<TogetherRows | null> {
    const { table } = dataset;
    const kept = keptTogether(table).find(({ name }) => name === order);
    const facts = this.facts.get(table.name);
    if (!kept || !facts?.together.has(order)) return null;
    const parameters = new Parameters(DUCKDB);
    const sql = [
      `SELECT ${columns.map(quoted).join(", ")} FROM ${facts.stored(togetherTable(kept))}`,
      `WHERE ${KEPT_FOR} = ${parameters.add(value, "text")}`,
      `ORDER BY ${table.order.map((column) => `${quoted(column)} NULLS LAST`).join(", ")}`,
    ].join(" ");
    const found = await this.database.run(sql, parameters.list, { signal });
    return found[0]!.length === 0 ? null : found;
  }

  explain(request: PageRequest): readonly Statement[] {
    const table = request.dataset.table;
    const facts = this.factsOf(table);
    const question = {
      request: lean(request, facts),
      table,
      facts,
      path: DECLARED,
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
    const asked = facts.words
      ? { ...request, predicate: askedOfWords(request.predicate, facts.words) }
      : request;
    const predicate = await resolve(
      asked.predicate,
      (leaf) => needsResolving(leaf, DUCKDB),
      await this.values.decider(asked, facts.words),
    );
    const question = {
      request: lean({ ...request, predicate }, facts),
      table,
      facts,
      path: DECLARED,
      total: null,
      first: null,
    };
    const path = await this.secondPath(question);
    if (path === null) return question;
    const { total, first } = await this.weigh({ ...question, path });
    const most = path.isScan ? matchesToScan(request) : MATCHES_TO_REORDER;
    const isReadable = alsoRead.every((column) => path.order?.columns.includes(column));
    return { ...question, total, first, path: isReadable && total <= most ? path : DECLARED };
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
  private async secondPath(question: Question<Selection>): Promise<AccessPath | null> {
    const { request, table, facts } = question;
    const all = conjuncts(request.predicate);
    const asked = columnsAsked(request);
    for (const order of facts.orders) {
      if (isListColumn(table, order.by) || !asked.every((column) => order.columns.includes(column))) continue;
      const { by: leading, spelled } = order;
      if (all.some((each) => confines(each, leading))) return { order, parts: null, isScan: false };
      const narrowing = all.find((each) => spelled !== undefined && confines(each, spelled));
      const leaf = narrowing ?? all.find((each) => each.kind === "matches" && each.column === spelled);
      if (leaf && "column" in leaf && facts.spelled.has(order.name)) {
        const { sql, parameters } = othersStatement(
          leaf,
          order,
          facts.stored(spellingsTable(order.name)),
          table,
        );
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
    const stored = countsFor(question.request, question.facts.counts);
    const [from, total] = stored
      ? [question.facts.stored(stored.name), STORED_COUNT.total]
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
    const { request, table, facts, path } = question;
    const options = runOptions(request);
    const isPhysical = path.order === null && !sorts(request, table);
    const begins = isPhysical ? await this.firstPosition(question, slice, options) : null;
    if (begins === NONE) return { records: [], last: null };
    const place: Slice = begins === null ? slice : { limit: slice.limit, start: 0, from: begins };
    if (begins !== null && facts.places && isReadInOrder(question, slice.limit)) {
      const wanted = { from: begins, count: slice.limit };
      const positions = await firstInOrder(this.database, request, facts.places, wanted, options);
      return this.rowsAt(question, [positions], options);
    }

    // Their lines are read for a fifth of what the engine needs to write records.
    if (this.isPlaced(request)) {
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
  ): Promise<readonly (readonly EngineValue[])[]> {
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
    return this.select(question, keys, null, slice);
  }

  private pageStatement(question: Question<PageRequest>, slice: Slice): Compiled {
    const { request, facts } = question;
    const keys = keyColumns(request.sort ?? [], question.table);
    const { sql } = engineRecord(request.shape, facts.hasVerbatim);
    return this.select(question, keys, `${sql} AS record`, slice);
  }

  private select(
    question: Question<PageRequest>,
    keys: readonly string[],
    record: string | null,
    slice: Slice,
  ): Compiled {
    const { request, table, facts, path } = question;
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
    const order = [
      ...sort.map((key) => `${sortValue(key, table)} ${key.descending ? "DESC" : "ASC"} NULLS LAST`),
      "position",
    ];
    const ordering = `ORDER BY ${order.join(", ")}`;
    const isInOrder =
      sort.length === 0 &&
      facts.places === null &&
      !hasLongList(request.predicate) &&
      (path.order === null || isOneValue(request.predicate, path));
    const select = `SELECT ${[...keys, ...(record === null ? [] : [record])].join(", ")}`;
    const rows = [
      `FROM ${from}`,
      `WHERE ${conjunction(conditions)}`,
      ...(isInOrder ? [] : [ordering]),
      ...limit,
    ].join(" ");
    // Rows are chosen before they are rendered: the engine would otherwise render all that match.
    const sql =
      isInOrder || record === null ? `${select} ${rows}` : `${select} FROM (SELECT * ${rows}) ${ordering}`;
    return { sql, parameters: parameters.list };
  }

  /** The records at some positions, in the order given. */
  private async rowsAt(
    question: Question<PageRequest>,
    keys: readonly (readonly EngineValue[])[],
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

  private isPlaced({ dataset, shape }: Pick<PageRequest, "dataset" | "shape">): boolean {
    if (this.placed === null) return false;
    return shape.kind === "members" || this.placed.holdsObjects(dataset.table.name);
  }

  /** The records at some positions, without the engine; null where it has to read them. */
  private async recordsAt(
    { dataset, shape, signal }: PageRequest,
    positions: readonly number[],
  ): Promise<readonly string[] | null> {
    if (!this.placed || !this.isPlaced({ dataset, shape })) return null;
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

function lastOf(keys: readonly (readonly EngineValue[])[]): RowKey | null {
  return keys.at(-1)!.length === 0 ? null : keys.map((column) => column.at(-1)!);
}

function checkSent(sent: number, expected: number | null): void {
  if (expected !== null && sent !== expected) {
    throw new Error(`The engine returned ${sent} of ${expected} records.`);
  }
}

/** Groups from a result's columns: so many keys, then the size. */
function groupsIn(columns: readonly (readonly EngineValue[])[], width: number): Groups["groups"] {
  return columns[width]!.map((size, row) => ({
    key: columns.slice(0, width).map((column) => column[row]!),
    size: Number(size),
  }));
}

/** Whether the question asks for one value of the leading column: rows then stand in the declared order. */
function isOneValue(predicate: Predicate, { order, parts }: AccessPath): boolean {
  return (
    parts === null &&
    conjuncts(predicate).some(
      (each) => each.kind === "in" && each.column === order?.by && new Set(each.values).size === 1,
    )
  );
}

function source({ path, table, facts }: Question<Selection>, parameters: Parameters): string {
  return fromClause(path, table, parameters, facts.places !== null);
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
function stretchCount({ request, facts, path: { order, parts } }: Question<Selection>): Compiled | null {
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

function batchOf(
  columns: readonly (readonly EngineValue[])[],
  sort: readonly SortKey[],
  finish: EngineRecord["finish"],
): Batch {
  const records = columns[sort.length + 1]!.map((written) => finish(String(written)));
  const last =
    records.length === 0 ? null : columns.slice(0, sort.length + 1).map((column) => column.at(-1)!);
  return { records, last };
}
