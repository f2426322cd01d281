import { rm } from "node:fs/promises";
import { afterAll, describe } from "vitest";
import { openDuckDbStore } from "../../src/store/duckdb/store.js";
import { memoryStore } from "../../src/store/memory.js";
import { storeContract } from "./contract.js";
import { writeSnapshot } from "./fixture.js";
import { STRUCTURED } from "./generate.js";

describe("the in-memory store", () => storeContract(async (rows) => memoryStore(rows)));

describe("the DuckDB store", () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  storeContract(async (rows) => {
    const folder = await writeSnapshot(rows, STRUCTURED);
    folders.push(folder);
    return openDuckDbStore(folder);
  });
});
