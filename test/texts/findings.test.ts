import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { ownShape } from "../../src/catalog/index.js";
import { EXTRACTOR_VERSION } from "../../src/extract/index.js";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { type LoadReport, load } from "../../src/load/load.js";
import { openSnapshotStore } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { weeklyRecord, zipOf } from "./archives.js";

// Every test loads twice.
vi.setConfig({ testTimeout: 90_000 });

const root = mkdtempSync(join(tmpdir(), "artunit-findings-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(root, "data-"));
});

const BODY =
  "Claim Rejections - 35 USC § 103\nClaims 1-3 are rejected under 35 U.S.C. 103 as being unpatentable over Weber (US 4,444,444).\n";

/** One archive of three batches. */
function archive(): string {
  const records = Array.from({ length: 250 }, (_, at) =>
    JSON.stringify(weeklyRecord(at + 1, { oaText: BODY })),
  );
  return zipOf(mkdtempSync(join(root, "zip-")), "bdr_oa_bulkdata_weekly_2019-01-06.zip", [
    { name: "a.json", content: `${records.join("\n")}\n` },
  ]);
}

const inFull = (path: string) =>
  load({ data, installation: INSTALLATION, paths: [path], artunitVersion: "0" });

/** A load that ends when everything is read and nothing is built yet. */
const interrupted = (path: string) =>
  load({
    data,
    installation: INSTALLATION,
    paths: [path],
    artunitVersion: "0",
    onEvent: (event) => {
      if (event.kind === "building") throw new Error("interrupted");
    },
  });

function keptFiles(): string[] {
  const folder = join(places.findings(data), EXTRACTOR_VERSION);
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".gz"))
    .map((name) => join(folder, name));
}

async function claimsOf(report: LoadReport): Promise<Map<string, number>> {
  const store = await openSnapshotStore(places.snapshot(data, report.manifest!.id), INSTALLATION);
  try {
    const dataset = findDataset("oa_rejections", "v2");
    const page = await store.page({
      dataset,
      shape: ownShape(dataset),
      predicate: { kind: "everything" },
      rows: Number.POSITIVE_INFINITY,
    });
    const counts = new Map<string, number>();
    for await (const batch of page.records)
      for (const record of batch) {
        const claims = String(JSON.parse(record).claimNumberArrayDocument);
        counts.set(claims, (counts.get(claims) ?? 0) + 1);
      }
    return counts;
  } finally {
    await store.close();
  }
}

test("a load that was interrupted takes up what was found before, and leaves nothing of it", async () => {
  const path = archive();
  await expect(interrupted(path)).rejects.toThrow("interrupted");
  const kept = keptFiles();
  expect(kept).toHaveLength(3);
  // Another claim in one of them shows which were read.
  const changed = gunzipSync(readFileSync(kept[0]!)).toString().replaceAll('"1,2,3"', '"7"');
  writeFileSync(kept[0]!, gzipSync(changed));
  const counts = await claimsOf(await inFull(path));
  expect([...counts.keys()].sort()).toEqual(["1,2,3", "7"]);
  expect(counts.get("1,2,3")! + counts.get("7")!).toBe(250);
  expect(existsSync(places.findings(data))).toBe(false);
});

test("what is cut short is found again", async () => {
  const path = archive();
  await expect(interrupted(path)).rejects.toThrow("interrupted");
  for (const file of keptFiles()) writeFileSync(file, readFileSync(file).subarray(0, 40));
  expect(await claimsOf(await inFull(path))).toEqual(new Map([["1,2,3", 250]]));
});

test("findings taken up are the findings of a load in one go", async () => {
  const path = archive();
  await expect(interrupted(path)).rejects.toThrow("interrupted");
  const taken = await inFull(path);
  rmSync(data, { recursive: true });
  const afresh = await inFull(path);
  const hashes = ({ manifest }: LoadReport) =>
    manifest!.tables.map(({ name, contentHash }) => [name, contentHash]);
  expect(hashes(taken)).toEqual(hashes(afresh));
});
