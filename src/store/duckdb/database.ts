import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ColumnType } from "../../catalog/index.js";
import { ArtunitError, damaged, isDamage, isDiskFull, overTime } from "../../errors.js";
import type { Value } from "../../query/predicate.js";
import { storedName } from "../snapshots/damage.js";
import type { Parameter } from "../sql/compile.js";
import {
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
  driver,
  openEngine,
} from "./engine.js";
import { MemoryBudget, type MemoryShare } from "./memoryBudget.js";
import { literal } from "./sql.js";

export interface DatabaseLimits {
  readonly threads: number;
  /** What all engines that are opened with it may take together. */
  readonly memory: MemoryBudget;
  /** What a sort or a grouping may lay aside on disk when its memory is full, in DuckDB's spelling: `2GB`. */
  readonly spill: string;
  /** A statement that takes longer is ended, unless it brings a signal: then that alone decides, as `serve --query-time` does. */
  readonly secondsWithoutSignal: number;
  /** Statements that run at the same time; others wait their turn. */
  readonly connections: number;
}

export const DEFAULT_LIMITS: DatabaseLimits = {
  threads: 2,
  memory: new MemoryBudget(1000),
  spill: "16GB",
  secondsWithoutSignal: 30,
  connections: 4,
};

/** A value as it comes out of the engine: integers as number, dates and timestamps as text. */
export type EngineValue = string | number | boolean | null;

export interface RunOptions {
  /** Ends the statement, whose time it then limits. */
  readonly signal?: AbortSignal | undefined;
  /** Exports are bounded by memory and by their reader, not by time. */
  readonly unlimitedTime?: boolean;
}

/** Distinct statement texts kept prepared per connection. */
const PREPARED_KEPT = 200;

/** A statement that waits for a connection. */
interface Waiting {
  take(connection: PooledConnection): void;
  fail(error: unknown): void;
}

/**
 * One DuckDB file, opened for reading only: no other file, no network, no extension. What a statement cannot hold in
 * memory it lays aside in a folder of this process below the system's temporary one. Results are always complete when
 * they arrive, because a result that DuckDB streams simply ends when its query fails.
 */
export class Database {
  private readonly idle: PooledConnection[] = [];
  private readonly waiting: Waiting[] = [];
  private opened = 0;
  private definitions: readonly string[] = [];

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly limits: DatabaseLimits,
    private readonly spillFolder: string,
    private readonly path: string,
    private readonly share: MemoryShare,
  ) {}

  /** Opens a file, and others beside it under names of their own. */
  static async open(
    path: string,
    limits: DatabaseLimits = DEFAULT_LIMITS,
    others: Readonly<Record<string, string>> = {},
  ): Promise<Database> {
    const share = await limits.memory.take();
    try {
      const instance = await openEngine(path, {
        memory: `${share.megabytes}MB`,
        threads: limits.threads,
        others: { access_mode: "READ_ONLY" },
      });
      try {
        const spillFolder = await Database.setUp(instance, limits, others);
        await share.follow((megabytes) => limitMemory(instance, megabytes));
        return new Database(instance, limits, spillFolder, path, share);
      } catch (error) {
        instance.closeSync();
        throw error;
      }
    } catch (error) {
      await share.release();
      throw error;
    }
  }

  /** Attaches the other files and closes all else; returns the folder for what does not fit into memory. */
  private static async setUp(
    instance: DuckDBInstance,
    limits: DatabaseLimits,
    others: Readonly<Record<string, string>>,
  ): Promise<string> {
    const connection = await instance.connect();
    // The engine makes the folder when it first needs it.
    const spillFolder = join(tmpdir(), `${SPILL}${process.pid}-${randomUUID()}`);
    for (const [name, file] of Object.entries(others)) {
      await connection.run(`ATTACH ${literal(file)} AS ${name} (READ_ONLY)`);
    }
    for (const setting of [
      "preserve_insertion_order = true",
      // Lists of row numbers up to this long are looked up instead of scanned for.
      "dynamic_or_filter_threshold = 10000",
      "autoinstall_known_extensions = false",
      "autoload_known_extensions = false",
      `temp_directory = ${literal(spillFolder)}`,
      `max_temp_directory_size = ${literal(limits.spill)}`,
      "enable_external_access = false",
      // As more or fewer snapshots are open, each has less or more.
      "allowed_configs = ['memory_limit']",
      "lock_configuration = true",
    ]) {
      await connection.run(`SET GLOBAL ${setting}`);
    }
    connection.closeSync();
    return spillFolder;
  }

  /**
   * Runs one statement and returns all its rows, column by column. Throws `over-time` or `over-memory` when a
   * limit ends it, and the signal's reason when that does.
   */
  async run(
    sql: string,
    parameters: readonly Parameter[] = [],
    options: RunOptions = {},
  ): Promise<readonly (readonly EngineValue[])[]> {
    const { value } = await batchesOf(await this.execute(sql, parameters, options)).next();
    return value as readonly (readonly EngineValue[])[];
  }

  /**
   * The same rows, so many at a time: the engine holds the complete result and this side one batch of it. The first
   * batch may be empty, no other is.
   */
  async runInBatches(
    sql: string,
    parameters: readonly Parameter[],
    options: RunOptions,
    rows: number,
  ): Promise<AsyncGenerator<readonly (readonly EngineValue[])[]>> {
    return batchesOf(await this.execute(sql, parameters, options), rows, options.signal);
  }

  private async execute(
    sql: string,
    parameters: readonly Parameter[],
    options: RunOptions,
  ): Promise<DuckDBResult> {
    options.signal?.throwIfAborted();
    const pooled = await this.acquire(options.signal);
    let isOverTime = false;
    const interrupt = () => pooled.connection.interrupt();
    const timer =
      options.signal || options.unlimitedTime
        ? undefined
        : setTimeout(() => {
            isOverTime = true;
            interrupt();
          }, this.limits.secondsWithoutSignal * 1000);
    options.signal?.addEventListener("abort", interrupt, { once: true });
    try {
      options.signal?.throwIfAborted();
      const statement = await pooled.prepare(sql);
      options.signal?.throwIfAborted();
      bind(statement, parameters);
      return await statement.run();
    } catch (error) {
      options.signal?.throwIfAborted();
      throw isOverTime
        ? overTime(this.limits.secondsWithoutSignal)
        : explained(error, this.share.megabytes, this.limits.spill, this.path);
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", interrupt);
      this.release(pooled);
    }
  }

  /** Has every connection run these statements first. To be called before anything else is under way. */
  async define(statements: readonly string[]): Promise<void> {
    this.definitions = statements;
    for (const { connection } of this.idle)
      for (const statement of statements) await connection.run(statement);
  }

  /** Waits for the statements under way. */
  async close(): Promise<void> {
    for (; this.opened > 0; this.opened--) {
      const free =
        this.idle.pop() ??
        (await new Promise<PooledConnection>((take, fail) => this.waiting.push({ take, fail })));
      free.connection.closeSync();
    }
    this.instance.closeSync();
    await this.share.release();
    rmSync(this.spillFolder, { recursive: true, force: true });
  }

  /** A connection, once one is free. Throws the signal's reason when that comes first. */
  private async acquire(signal?: AbortSignal): Promise<PooledConnection> {
    const free = this.idle.pop();
    if (free) return free;
    if (this.opened < this.limits.connections) return this.connect();
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(waiting), 1);
        reject(signal!.reason);
      };
      const waiting: Waiting = {
        take: (pooled) => {
          signal?.removeEventListener("abort", leave);
          resolve(pooled);
        },
        fail: reject,
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.waiting.push(waiting);
    });
  }

  private async connect(): Promise<PooledConnection> {
    this.opened++;
    let connection: DuckDBConnection | undefined;
    try {
      connection = await this.instance.connect();
      for (const statement of this.definitions) await connection.run(statement);
      return new PooledConnection(connection);
    } catch (error) {
      connection?.closeSync();
      this.opened--;
      // Nobody is left who would hand one on.
      if (this.opened === 0) for (const { fail } of this.waiting.splice(0)) fail(error);
      throw error;
    }
  }

  private release(pooled: PooledConnection): void {
    this.share.statementEnded();
    const next = this.waiting.shift();
    if (next) next.take(pooled);
    else this.idle.push(pooled);
  }
}

async function limitMemory(instance: DuckDBInstance, megabytes: number): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(`SET GLOBAL memory_limit = '${megabytes}MB'`);
  } finally {
    connection.closeSync();
  }
}

class PooledConnection {
  private readonly prepared = new Map<string, DuckDBPreparedStatement>();

  constructor(readonly connection: DuckDBConnection) {}

  async prepare(sql: string): Promise<DuckDBPreparedStatement> {
    const known = this.prepared.get(sql);
    if (known) {
      // Used last, dropped last.
      this.prepared.delete(sql);
      this.prepared.set(sql, known);
      return known;
    }
    const statement = await this.connection.prepare(sql);
    this.prepared.set(sql, statement);
    if (this.prepared.size > PREPARED_KEPT) {
      const [oldest, old] = this.prepared.entries().next().value!;
      this.prepared.delete(oldest);
      old.destroySync();
    }
    return statement;
  }
}

/** A complete result column by column, at least so many rows at a time. */
async function* batchesOf(
  result: DuckDBResult,
  rows = Number.POSITIVE_INFINITY,
  signal?: AbortSignal,
): AsyncGenerator<readonly (readonly EngineValue[])[]> {
  const none = () => Array.from({ length: result.columnCount }, (): EngineValue[] => []);
  let columns = none();
  let isFirst = true;
  for (;;) {
    signal?.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (const [index, column] of columns.entries()) {
      chunk.visitColumnValues(index, (value) => {
        column.push(answerOf(value));
      });
    }
    if (columns[0]!.length < rows) continue;
    yield columns;
    isFirst = false;
    columns = none();
  }
  if (isFirst || columns[0]!.length > 0) yield columns;
}

function answerOf(value: DuckDBValue): EngineValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  const text = String(value);
  return value instanceof driver().DuckDBTimestampValue ? text.replace(" ", "T") : text;
}

function engineType(type: ColumnType): DuckDBType {
  const { BIGINT, BOOLEAN, DATE, DOUBLE, TIMESTAMP, VARCHAR } = driver();
  switch (type) {
    case "text":
    case "fulltext":
    case "json":
      return VARCHAR;
    case "integer":
      return BIGINT;
    case "number":
      return DOUBLE;
    case "boolean":
      return BOOLEAN;
    case "date":
      return DATE;
    case "timestamp":
      return TIMESTAMP;
  }
}

function bind(statement: DuckDBPreparedStatement, parameters: readonly Parameter[]): void {
  for (const [at, { value, type }] of parameters.entries()) {
    if (value === null) statement.bindNull(at + 1);
    else if (isList(value)) {
      statement.bindList(
        at + 1,
        value.map((each) => engineValue(each, type)),
        driver().LIST(engineType(type)),
      );
    } else statement.bindValue(at + 1, engineValue(value, type), engineType(type));
  }
}

function isList(value: Exclude<Parameter["value"], null>): value is readonly Value[] {
  return Array.isArray(value);
}

function engineValue(value: Value, type: ColumnType): DuckDBValue {
  switch (type) {
    case "integer":
      return BigInt(value);
    case "date":
      return driver().DuckDBDateValue.fromParts(datePartsOf(String(value)));
    case "timestamp":
      return new (driver().DuckDBTimestampValue)(microseconds(String(value)));
    default:
      return value;
  }
}

function datePartsOf(day: string): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** `yyyy-mm-ddThh:mm:ss[.ffffff]` as microseconds since 1970. */
function microseconds(instant: string): bigint {
  const fraction = (instant.split(".")[1] ?? "").padEnd(6, "0").slice(0, 6);
  return BigInt(Date.parse(`${instant.slice(0, 19)}Z`)) * 1000n + BigInt(fraction);
}

/** How the folders are called in which an engine lays aside what does not fit into memory. */
const SPILL = "artunit-spill-";

/** Errors of the engine that are the query's own fault become errors of ours. */
function explained(error: unknown, megabytes: number, spill: string, path: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes("Out of Memory Error")) {
    return new ArtunitError(
      "over-memory",
      `The query needs more than the ${megabytes}MB of memory and ${spill} of disk that queries may use. Narrow it, sort by fewer fields or group by fields with fewer values.`,
    );
  }
  if (message.includes(SPILL)) {
    const why = isDiskFull(error) ? "is full" : "cannot be written";
    return new ArtunitError(
      "over-memory",
      `The query needs more than the ${megabytes}MB of memory that queries may use, and the temporary folder of the server, where the rest would be laid aside, ${why}. Narrow the query; who runs the server can make room there, or name another folder in TMPDIR.`,
    );
  }
  return isDamage(error) ? damaged(storedName(path), wordsOf(message)) : error;
}

/** What the engine found, without where the file lies. */
function wordsOf(message: string): string {
  return message
    .split("\n")[0]!
    .replace(/^\w+(?: \w+)* Error: /, "")
    .replace(/(["'])(?:[^"']*[\\/])([^"'\\/]+)\1/g, "$2");
}
