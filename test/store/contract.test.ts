import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { buildCounts } from "../../src/store/build/counts.js";
import { buildLookup } from "../../src/store/build/lookup.js";
import { askStore } from "../../src/store/duckdb/ask.js";
import { openDuckDbStore } from "../../src/store/engines/duckdb/duckDbStore.js";
import { buildFacts } from "../../src/store/engines/duckdb/facts.js";
import { Lookup } from "../../src/store/engines/lookup/lookupFile.js";
import { withLookup } from "../../src/store/engines/lookup/lookupStore.js";
import { MergedLookup } from "../../src/store/engines/lookup/merged.js";
import { memoryStore } from "../../src/store/inMemory/memory.js";
import { readOverlay } from "../../src/store/overlay/overlay.js";
import { COUNTS_FILE, FACTS_FILE, OVERLAY_FOLDER } from "../../src/store/snapshots/dataFolder.js";
import { storeContract } from "./contract.js";
import { EVERYTHING } from "./everything.js";
import { writeSnapshot } from "./fixture.js";
import { STRUCTURED } from "./generate.js";
import { writeOverlaid } from "./overlaid.js";

/** The engine's file holds every table of the catalog, those of texts and archives too. */
const ALL_TABLES = [...new Set([...INSTALLATION.tables, ...STRUCTURED])];

// A table with a column and a list of every type is asked with those of the families.
const ASKED = {
  tables: [...INSTALLATION.tables, EVERYTHING.table],
  datasets: [...INSTALLATION.datasets, EVERYTHING],
};

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe("the in-memory store", () => storeContract(async (rows) => memoryStore(rows)));

describe("the DuckDB store", () =>
  storeContract(async (rows) => {
    const folder = await writeSnapshot(rows, STRUCTURED);
    folders.push(folder);
    return openDuckDbStore(folder, ASKED);
  }));

describe("the DuckDB store with lookup files and stored counts", () =>
  storeContract(async (rows) => {
    const folder = await writeSnapshot(rows, ALL_TABLES);
    folders.push(folder);
    await askStore(join(folder, "store.duckdb"), async (ask) => {
      const counts = await buildCounts(ask, join(folder, COUNTS_FILE), ASKED.tables, { rowsPerCount: 0 });
      expect(counts.citations_statements_month).toBeGreaterThan(0);
      await buildLookup(ask, join(folder, "lookup"), ASKED.tables);
      await buildFacts(ask, join(folder, FACTS_FILE), ASKED);
    });
    const lookup = Lookup.open(join(folder, "lookup"), ASKED.tables)!;
    return withLookup(await openDuckDbStore(folder, ASKED, lookup), lookup);
  }));

// Once with the engine alone, once with look-up files as the program opens them.
describe.each([false, true])(
  "the DuckDB store over a base and an overlay, with look-up files: %s",
  (hasLookup) =>
    storeContract(
      async (rows) => {
        const folder = await writeOverlaid(rows, { ...ASKED, tables: STRUCTURED });
        folders.push(folder);
        if (!hasLookup) return openDuckDbStore(folder, ASKED);
        const [base, beside] = [folder, join(folder, OVERLAY_FOLDER)].map(
          (each) => Lookup.open(join(each, "lookup"), STRUCTURED)!,
        );
        const lookup = new MergedLookup(base!, beside!, readOverlay(folder)!);
        return withLookup(await openDuckDbStore(folder, ASKED, lookup), lookup);
      },
      { hasRanks: false },
    ),
);
