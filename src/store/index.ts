export { openSnapshotStore } from "./composite.js";
export { type ParquetColumn, writeParquet } from "./duckdb/parquet.js";
export { type Lease, type LiveOptions, type LiveStore, openLiveStore } from "./live.js";
export type * from "./manifest.js";
export { memoryStore, type Rows } from "./memory.js";
export { recordRenderer } from "./render.js";
export type { Cell, Row } from "./row.js";
export { statementsOf } from "./statements.js";
export type * from "./store.js";
