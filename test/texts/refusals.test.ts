import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findDataset, tableOf } from "../../src/installation.js";
import { TextStore } from "../../src/store/engines/fulltext/textStore.js";
import { memoryStore } from "../../src/store/inMemory/memory.js";

test("what texts cannot be grouped by is called by the field's name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "artunit-texts-"));
  const store = new TextStore(memoryStore({}).manifest, folder, tableOf("texts"));
  const asked = store.groups({
    dataset: findDataset("oa_actions", "v1"),
    predicate: { kind: "everything" },
    by: [{ column: "body" }],
    measure: { kind: "count" },
    order: "size",
    start: 0,
    rows: 10,
  });
  await expect(asked).rejects.toMatchObject({
    code: "unsupported-match",
    message: "Texts cannot be sorted or grouped by bodyText.",
    where: { field: "bodyText" },
  });
  await store.close();
  await rm(folder, { recursive: true, force: true });
});
