import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { ownShape } from "../../src/catalog/index.js";
import { findDataset, INSTALLATION, TABLES, tableOf } from "../../src/installation.js";
import { buildLookup } from "../../src/store/build/lookup.js";
import { askStore } from "../../src/store/duckdb/ask.js";
import { Database } from "../../src/store/duckdb/database.js";
import { writeParquet } from "../../src/store/duckdb/parquet.js";
import { openDuckDbStore } from "../../src/store/engines/duckdb/duckDbStore.js";
import { Lookup } from "../../src/store/engines/lookup/lookupFile.js";
import { memoryStore } from "../../src/store/inMemory/memory.js";
import type { PageRequest, Store } from "../../src/store/store.js";
import { writeSnapshot } from "./fixture.js";
import { sampleRows } from "./generate.js";

async function recordsOf(store: Store, request: PageRequest): Promise<readonly (readonly string[])[]> {
  const batches: (readonly string[])[] = [];
  for await (const batch of (await store.page(request)).records) batches.push(batch);
  return batches;
}

test("a whole export in another order is sorted once", async () => {
  const rows = sampleRows(7, 5000);
  const folder = await writeSnapshot(rows, [tableOf("citations")]);
  const store = await openDuckDbStore(folder, INSTALLATION);
  const dataset = findDataset("citations", "2017");
  const request: PageRequest = {
    dataset: { ...dataset, rows: null },
    predicate: { kind: "everything" },
    shape: ownShape(findDataset("citations", "2017")),
    sort: [{ column: "art_unit", descending: true }],
    start: 3,
    rows: Number.POSITIVE_INFINITY,
  };
  const sorting = vi.spyOn(Database.prototype, "runInBatches");
  const batches = await recordsOf(store, request);
  expect(batches.length).toBeGreaterThan(1);
  expect(sorting).toHaveBeenCalledTimes(1);
  expect(batches.flat()).toEqual((await recordsOf(memoryStore(rows), request)).flat());
  sorting.mockRestore();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test("a whole export is written from the lookup files, batch by batch", async () => {
  const rows = sampleRows(8, 5000);
  const folder = await writeSnapshot(rows, [tableOf("citations")]);
  await askStore(join(folder, "store.duckdb"), (ask) => buildLookup(ask, join(folder, "lookup"), TABLES));
  const lookup = Lookup.open(join(folder, "lookup"), TABLES)!;
  const store = await openDuckDbStore(folder, INSTALLATION, lookup);
  const asked = vi.spyOn(Database.prototype, "run");
  const request: PageRequest = {
    dataset: { ...findDataset("citations", "2017"), rows: null },
    predicate: { kind: "everything" },
    shape: ownShape(findDataset("citations", "2017")),
    start: 3,
    rows: Number.POSITIVE_INFINITY,
  };
  const batches = await recordsOf(store, request);
  expect(batches.length).toBeGreaterThan(4);
  expect(batches.flat()).toEqual((await recordsOf(memoryStore(rows), request)).flat());
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
  await store.close();
  lookup.close();
  await rm(folder, { recursive: true, force: true });
});

test("a Parquet file is given up when its reader leaves, and nothing of it stays", async () => {
  const folder = await mkdtemp(join(tmpdir(), "artunit-parquet-"));
  const leaving = new AbortController();
  let read = 0;
  async function* records() {
    while (read < 5000) {
      if (++read === 3) leaving.abort(new Error("left"));
      yield ['{"a":1}'];
    }
  }
  const columns = [{ name: "a", type: "integer" }] as const;
  await expect(writeParquet(records(), columns, join(folder, "x.parquet"), leaving.signal)).rejects.toThrow();
  expect(read).toBeLessThan(1000);
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});
