import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach } from "vitest";
import type { Table } from "../../src/catalog/index.js";
import { INSTALLATION } from "../../src/installation.js";
import { type LoadOptions, type LoadReport, load } from "../../src/load/load.js";
import type { Installation } from "../../src/server/index.js";
import {
  type ExportedFile,
  type ExportFormat,
  exportTables,
} from "../../src/store/engines/duckdb/exportTables.js";
import { openSnapshotStore } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed after the test, with these files in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "artunit-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export function loadInto(
  data: string,
  paths: readonly string[],
  options: Partial<LoadOptions> = {},
): Promise<LoadReport> {
  return load({
    data,
    installation: INSTALLATION,
    paths,
    artunitVersion: "0.0.0-test",
    memoryLimit: "500MB",
    ...options,
  });
}

/** Exports tables of the current snapshot, all of them unless told otherwise. */
export async function exportInto(
  folder: string,
  data: string,
  format: ExportFormat,
  { installation = INSTALLATION, tables = installation.tables }: Exported = {},
): Promise<readonly ExportedFile[]> {
  const snapshot = places.snapshot(data, currentId(data)!);
  const store = await openSnapshotStore(snapshot, installation);
  try {
    return await exportTables({
      database: join(snapshot, "store.duckdb"),
      documents: store.documents,
      folder,
      tables,
      format,
      applications: null,
    });
  } finally {
    await store.close();
  }
}

interface Exported {
  readonly installation?: Installation;
  readonly tables?: readonly Table[];
}

/** Asks the tables of the current snapshot; values as text. */
export async function ask(data: string, sql: string): Promise<(string | null)[][]> {
  const folder = places.snapshot(data, currentId(data)!);
  const instance = await DuckDBInstance.create(join(folder, "store.duckdb"), { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  try {
    const found = await connection.runAndReadAll(sql);
    return found.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
