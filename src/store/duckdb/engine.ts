import "./engineMemory.js";
import { DuckDBInstance } from "@duckdb/node-api";

// Whoever needs the driver takes it from here, so that it is loaded behind the setting above.
export * from "@duckdb/node-api";

export interface EngineSettings {
  /** DuckDB's spelling: `2GB`. */
  readonly memory: string;
  readonly threads?: number;
  readonly others?: Readonly<Record<string, string>>;
}

/** Opens a database file of the engine, or one in memory, to be asked by people who wait. */
export function openEngine(
  path: string,
  { memory, threads, others }: EngineSettings,
): Promise<DuckDBInstance> {
  return DuckDBInstance.create(path, {
    memory_limit: memory,
    ...(threads === undefined ? {} : { threads: String(threads) }),
    ...others,
  });
}

/**
 * The same for long work: its buffers are kept until it closes, up to all the memory it may use, instead of being
 * given back to the system after each statement and asked for again.
 */
export function openEngineForWork(path: string, settings: EngineSettings): Promise<DuckDBInstance> {
  return openEngine(path, {
    ...settings,
    others: { ...settings.others, block_allocator_memory: settings.memory },
  });
}
