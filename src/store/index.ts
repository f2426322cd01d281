export {
  type FileInput,
  openBuild,
  outlineOfParquet,
  parquetToCsv,
  type RemarkMade,
  type SnapshotBuild,
} from "./build/index.js";
export { writeDta } from "./dta/write.js";
export { type ParquetColumn, writeParquet } from "./duckdb/parquet.js";
export { EXPORT_FORMATS, type ExportFormat, exportTables } from "./engines/duckdb/exportTables.js";
export { allGroups } from "./groupBatches.js";
export { manifestOf, memoryStore, type Rows } from "./inMemory/memory.js";
export { bundledStore } from "./layers/bundled.js";
export { openSnapshotStore } from "./layers/composite.js";
export { narrowedStore } from "./layers/narrowed.js";
export type * from "./manifest.js";
export { listText } from "./records/listText.js";
export { recordRenderer } from "./records/render.js";
export type { KeyColumn } from "./records/spelled.js";
export type { Row } from "./row.js";
export { type Lease, type LiveOptions, type LiveStore, openLiveStore } from "./snapshots/live.js";
export { statementsOf } from "./sql/statements.js";
export type * from "./store.js";
