import "./engineMemory.js";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Driver from "@duckdb/node-api";

export type * from "@duckdb/node-api";

const require = createRequire(import.meta.url);
let loaded: typeof Driver | null = null;

/**
 * DuckDB's driver, behind the setting above. It is read when it is first needed: its two hundred modules and its library are a third
 * of what a program of ours reads at its start, and the processes that answer from look-up files never need them.
 */
export function driver(): typeof Driver {
  loaded ??= require("@duckdb/node-api") as typeof Driver;
  return loaded;
}

let opened = 0;

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
): Promise<Driver.DuckDBInstance> {
  return driver().DuckDBInstance.create(path, {
    memory_limit: memory,
    ...(threads === undefined ? {} : { threads: String(threads) }),
    // Made when it is needed, and removed. Else it stands beside the file, where nothing else belongs.
    temp_directory: join(tmpdir(), `artunit-spill-${process.pid}-${opened++}`),
    ...others,
  });
}

/**
 * The same for long work: its buffers are kept until it closes, up to all the memory it may use, instead of being
 * given back to the system after each statement and asked for again.
 */
export function openEngineForWork(path: string, settings: EngineSettings): Promise<Driver.DuckDBInstance> {
  return openEngine(path, {
    ...settings,
    others: { ...settings.others, block_allocator_memory: settings.memory },
  });
}
