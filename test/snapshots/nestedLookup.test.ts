import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applications } from "../../bench/applications/applications.js";
import { type Dataset, nestedShape, ownShape } from "../../src/catalog/index.js";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import type { Predicate } from "../../src/query/predicate.js";
import { openDuckDbStore } from "../../src/store/engines/duckdb/duckDbStore.js";
import { openSnapshotStore, type PageRequest, type Store } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { folderWith, loadInto } from "../ingest/folders.js";

const DATASET: Dataset = findDataset("applications", "v1");
const NUMBER = "application_number_text";
const PATENT = "application_meta_data_patent_number";

type Application = { applicationMetaData: Record<string, unknown>; [name: string]: unknown };
const ALL = [...applications(2020, 0, 12, 7)] as Application[];

function bag(records: readonly object[], indent?: number): string {
  return JSON.stringify({ patentFileWrapperDataBag: records }, null, indent);
}

/** A base of ten applications; beside it, one of them in a later state and two that the base has never seen. */
async function overBaseAndOverlay() {
  const [first, ...others] = ALL;
  const later = {
    ...first!,
    lastIngestionDateTime: "2026-06-01T00:00:00",
    applicationMetaData: { ...first!.applicationMetaData, inventionTitle: 'A "later"\nstate' },
  };
  const files = { "base.json": bag(ALL.slice(0, 10)), "later.json": bag([later, ...others.slice(9)], 1) };
  const folder = folderWith(files);
  const data = folderWith();
  await loadInto(data, [join(folder, "base.json")]);
  const { manifest } = await loadInto(data, [join(folder, "later.json")], { overlayShare: 1000 });
  return { data, manifest: manifest!, later, snapshot: places.snapshot(data, currentId(data)!) };
}

async function answered(store: Store, request: Omit<PageRequest, "dataset" | "rows">) {
  const page = await store.page({ dataset: DATASET, rows: 20, ...request });
  const records: string[] = [];
  for await (const batch of page.records) records.push(...batch);
  return { total: page.total, records, last: page.last() };
}

const isOf = (column: string, ...values: string[]): Predicate => ({ kind: "in", column, values });

test("look-up files answer of nested records what the engine answers, over a base and an overlay", async () => {
  const { snapshot, manifest, later } = await overBaseAndOverlay();
  expect(manifest.overlay).toBeDefined();
  const store = await openSnapshotStore(snapshot, INSTALLATION);
  const engine = await openDuckDbStore(snapshot, INSTALLATION);
  const granted = ALL.filter(({ applicationMetaData }) => applicationMetaData.patentNumber);
  const numbers = ALL.map((each) => String(each.applicationNumberText));
  // The first is in its later state, the second in the base, the last in the overlay alone.
  const predicates: Predicate[] = [
    ...[0, 1, 11].map((at) => isOf(NUMBER, numbers[at]!)),
    isOf(NUMBER, ...numbers),
    isOf(NUMBER, "99999999"),
    ...[0, -1].map((at) => isOf(PATENT, String(granted.at(at)!.applicationMetaData.patentNumber))),
    {
      kind: "and",
      children: [isOf(NUMBER, ...numbers), isOf("event_data_bag_event_code", "CTNF", "IFEE")],
    },
    { kind: "everything" },
  ];
  const shapes = [
    nestedShape(DATASET, "received"),
    nestedShape(DATASET, "pruned", { paths: ["applicationMetaData.*Name*", "eventDataBag.eventCode"] }),
    ownShape(DATASET),
  ];
  for (const shape of shapes)
    for (const predicate of predicates) {
      const asked = { shape, predicate };
      expect(await answered(store, asked)).toEqual(await answered(engine, asked));
    }
  const [first] = (await answered(store, { shape: shapes[0]!, predicate: predicates[0]! })).records;
  expect(first).toBe(JSON.stringify(later));
  expect((await answered(store, { shape: shapes[0]!, predicate: isOf(NUMBER, ...numbers) })).total).toBe(12);
  await store.close();
  await engine.close();
});

test("an object that is not what was written is damage, and named", async () => {
  const data = folderWith();
  await loadInto(data, [join(folderWith({ "base.json": bag(ALL.slice(0, 3)) }), "base.json")]);
  const snapshot = places.snapshot(data, currentId(data)!);
  const path = join(snapshot, "lookup", "applications.received");
  const bytes = readFileSync(path);
  bytes[100]! ^= 1;
  const store = await openSnapshotStore(snapshot, INSTALLATION);
  writeFileSync(path, bytes);
  const asked = {
    shape: nestedShape(DATASET, "received"),
    predicate: isOf(NUMBER, String(ALL[0]!.applicationNumberText)),
  };
  await expect(answered(store, asked)).rejects.toMatchObject({
    code: "snapshot-damaged",
    message: expect.stringContaining("applications.received"),
  });
  await store.close();
});
