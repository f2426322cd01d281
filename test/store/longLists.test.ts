import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { ownShape } from "../../src/catalog/index.js";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { openDuckDbStore } from "../../src/store/engines/duckdb/duckDbStore.js";
import { writeSnapshot } from "./fixture.js";
import { STRUCTURED } from "./generate.js";

test("a list that the engine joins is put in order, or pages would overlap", async () => {
  const folder = await writeSnapshot({}, STRUCTURED);
  const store = await openDuckDbStore(folder, INSTALLATION);
  const dataset = findDataset("citations", "2017");
  const statements = (values: readonly string[]) =>
    store.explain({
      dataset,
      predicate: { kind: "and", children: [{ kind: "in", column: "application_number", values }] },
      shape: ownShape(dataset),
      rows: 10,
    });
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => String(12_000_000 + at));
  expect((await statements(numbers(60))).at(-1)?.sql).toMatch(
    /IN \(SELECT unnest.*ORDER BY position LIMIT 10/,
  );
  expect((await statements(numbers(2))).at(-1)?.sql).not.toContain("ORDER BY");
  await store.close();
  await rm(folder, { recursive: true, force: true });
});
