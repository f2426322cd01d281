import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { killLoads } from "../../scripts/kill-loads.js";
import { INSTALLATION } from "../../src/installation.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import {
  currentId,
  nextSnapshotId,
  readManifest,
  setPinned,
  snapshotIds,
} from "../../src/store/snapshots/folder.js";
import { manifestHashLine } from "../../src/store/snapshots/hash.js";
import { takeLock } from "../../src/store/snapshots/lock.js";
import { rollBack } from "../../src/store/snapshots/rollback.js";
import { verifySnapshot } from "../../src/store/snapshots/verify.js";
import { publish } from "../../src/store/snapshots/write.js";
import { ask, folderWith, loadInto } from "../ingest/folders.js";

const BUILT_LOCK = pathToFileURL(resolve("dist/store/snapshots/lock.js")).href;

const HEADER =
  "app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa";

/** A data folder after so many loads of one row each; returns the snapshots' ids. */
async function dataWithLoads(
  count: number,
): Promise<{ readonly data: string; readonly ids: readonly string[] }> {
  const data = folderWith();
  const ids: string[] = [];
  for (let load = 0; load < count; load++) {
    const file = join(data, `c${load}.csv`);
    writeFileSync(file, `${HEADER}\n1300000${load},700000${load},700000${load},,,,1,0,0\n`);
    const { manifest } = await loadInto(data, [file]);
    ids.push(manifest!.id);
  }
  return { data, ids };
}

test("Ids sort by time", () => {
  expect(nextSnapshotId(folderWith(), new Date("2026-03-04T05:06:07.890Z"))).toMatch(
    /^20260304T050607-[0-9a-f]{6}$/,
  );
});

test("The current snapshot and the three before it are kept, and pinned ones", async () => {
  const { data, ids } = await dataWithLoads(2);
  await setPinned(data, ids[0]!, true);
  const more: string[] = [];
  for (let load = 2; load < 7; load++) {
    const file = join(data, `c${load}.csv`);
    writeFileSync(file, `${HEADER}\n1300000${load},700000${load},700000${load},,,,1,0,0\n`);
    more.push((await loadInto(data, [file])).manifest!.id);
  }
  expect(snapshotIds(data)).toEqual([ids[0], ...more.slice(-4)]);
  await setPinned(data, ids[0]!, false);
  writeFileSync(join(data, "last.csv"), `${HEADER}\n13000009,7000009,7000009,,,,1,0,0\n`);
  const last = await loadInto(data, [join(data, "last.csv")]);
  expect(last.removed).toContain(ids[0]);
  expect(await ask(data, "select count(*) from citations")).toEqual([["8"]]);
});

test("Roll-back serves an earlier snapshot; a later load continues from it", async () => {
  const { data, ids } = await dataWithLoads(3);
  await rollBack(data, ids[0]!, INSTALLATION);
  expect(currentId(data)).toBe(ids[0]);
  expect(await ask(data, "select count(*) from citations")).toEqual([["1"]]);
  const { manifest } = await loadInto(data, [join(data, "c2.csv")]);
  expect(manifest!.id > ids[2]!).toBe(true);
  expect(await ask(data, "select count(*) from citations")).toEqual([["2"]]);
  await expect(rollBack(data, "20200101T000000-000000", INSTALLATION)).rejects.toThrow(/no snapshot/);
});

test("What was served before a load is kept, however many newer ones were rolled back from", async () => {
  const { data, ids } = await dataWithLoads(5);
  const [, served] = ids;
  await setPinned(data, served!, true);
  await rollBack(data, served!, INSTALLATION);
  await setPinned(data, served!, false);
  writeFileSync(join(data, "next.csv"), `${HEADER}\n13000009,7000009,7000009,,,,1,0,0\n`);
  const { removed } = await loadInto(data, [join(data, "next.csv")]);
  expect(removed).not.toContain(served);
  await rollBack(data, served!, INSTALLATION);
  expect(currentId(data)).toBe(served);
});

test("Any flipped byte, missing file or wrong count is found", async () => {
  const { data, ids } = await dataWithLoads(1);
  const id = ids[0]!;
  expect((await verifySnapshot(data, id)).damage).toEqual([]);
  const path = join(places.snapshot(data, id), "store.duckdb");
  const bytes = readFileSync(path);
  for (const at of [0, 5_000, bytes.length - 1]) {
    const flipped = Buffer.from(bytes);
    flipped[at] = flipped[at]! ^ 1;
    writeFileSync(path, flipped);
    expect((await verifySnapshot(data, id)).damage).toEqual([expect.stringContaining("its hash differs")]);
  }
  writeFileSync(path, bytes.subarray(0, 4096));
  expect((await verifySnapshot(data, id)).damage).toEqual([expect.stringContaining("4096 bytes instead of")]);
  writeFileSync(path, bytes);
  const manifestPath = join(places.snapshot(data, id), "manifest.json");
  const written = readFileSync(manifestPath, "utf8");
  const other = written.replace(/("contentHash": ")./g, "$1x");
  writeFileSync(manifestPath, other);
  expect((await verifySnapshot(data, id)).damage).toEqual([
    "manifest.json is not what was written: its hash differs.",
  ]);
  const manifest = readManifest(data, id);
  const wrong = {
    ...manifest,
    tables: manifest.tables.map((table) => (table.name === "citations" ? { ...table, rows: 2 } : table)),
  };
  writeFileSync(manifestPath, JSON.stringify(wrong));
  writeFileSync(join(places.snapshot(data, id), "manifest.sha256"), manifestHashLine(JSON.stringify(wrong)));
  expect((await verifySnapshot(data, id)).damage).toEqual(["The table citations has 1 rows instead of 2."]);
});

test("The second of two loaders is refused with who holds the lock, and nothing of the first is touched", async () => {
  const data = folderWith();
  const lock = takeLock(data);
  mkdirSync(places.staging(data));
  await expect(loadInto(data, ["sample/research-2017"])).rejects.toThrow(
    new RegExp(`process ${process.pid} on`),
  );
  expect(existsSync(places.staging(data))).toBe(true);
  lock.release();
  expect((await loadInto(data, ["sample/research-2017"])).manifest).not.toBeNull();
});

test.each([
  ["whose process is gone", JSON.stringify({ pid: 2 ** 30, host: hostname(), since: "" }), 0],
  [
    "of another machine that nobody has touched for minutes",
    JSON.stringify({ pid: 1, host: "elsewhere", since: "" }),
    300,
  ],
  ["that is empty", "", 0],
  ["that a killed process left half written", '{"pid":1', 0],
  ["that holds anything else", "x".repeat(5000), 0],
])("A lock %s is taken over", (_, content, age) => {
  const data = folderWith({ "load.lock": content });
  const then = new Date(Date.now() - age * 1000);
  utimesSync(places.lock(data), then, then);
  takeLock(data).release();
  expect(existsSync(places.lock(data))).toBe(false);
});

test.each([
  ["of a living process", { pid: process.pid, host: hostname(), since: "" }],
  ["of another machine, touched just now", { pid: 2 ** 30, host: "elsewhere", since: "" }],
])("A lock %s is respected", (_, holder) => {
  const data = folderWith({ "load.lock": JSON.stringify(holder) });
  expect(() => takeLock(data)).toThrow(/Another load is running/);
});

test("A lock is held until it is released, also within one process", () => {
  const data = folderWith();
  const lock = takeLock(data);
  for (let attempt = 0; attempt < 3; attempt++)
    expect(() => takeLock(data)).toThrow(/Another load is running/);
  lock.check();
  lock.release();
  expect(() => lock.check()).toThrow(/Another load is running/);
  takeLock(data).release();
});

test("A loader that is suspended keeps its lock, and one that is killed has none", async () => {
  const data = folderWith();
  const holder = spawn(process.execPath, [
    "--input-type=module",
    "-e",
    `import { takeLock } from ${JSON.stringify(BUILT_LOCK)}; takeLock(${JSON.stringify(data)}); console.log("held"); setInterval(() => {}, 1000);`,
  ]);
  await once(holder.stdout, "data");
  holder.kill("SIGSTOP");
  // Long ago, as far as anybody can see.
  const then = new Date(Date.now() - 3_600_000);
  utimesSync(places.lock(data), then, then);
  expect(() => takeLock(data)).toThrow(new RegExp(`process ${holder.pid} on`));
  holder.kill("SIGKILL");
  await once(holder, "exit");
  takeLock(data).release();
});

test("A lock whose file somebody removed is lost, and nothing is published with it", () => {
  const data = folderWith();
  const lock = takeLock(data);
  rmSync(places.lock(data));
  const other = takeLock(data);
  expect(() => lock.check()).toThrow(/Another load is running/);
  lock.release();
  other.check();
  other.release();
});

test("A snapshot that lost a file while it was built is not published", async () => {
  const { data, ids } = await dataWithLoads(1);
  const folder = join(places.staging(data), "x", "snapshot");
  cpSync(places.snapshot(data, ids[0]!), folder, { recursive: true });
  const manifest = { ...readManifest(data, ids[0]!), id: "20300101T000000-abcdef" };
  rmSync(join(folder, "store.duckdb"));
  const lock = takeLock(data);
  await expect(publish(data, folder, manifest, lock)).rejects.toThrow(/store.duckdb of the new snapshot/);
  lock.release();
  expect(snapshotIds(data)).toEqual(ids);
});

test("What a killed load left is removed by the next", async () => {
  const { data, ids } = await dataWithLoads(1);
  const half = places.snapshot(data, "20300101T000000-abcdef");
  mkdirSync(half);
  writeFileSync(join(half, "store.duckdb"), "half");
  mkdirSync(places.staging(data));
  writeFileSync(`${places.current(data)}.next`, "half");
  expect(snapshotIds(data)).toEqual(ids);
  await loadInto(data, ["sample/research-2017"]);
  expect([half, places.staging(data), `${places.current(data)}.next`].filter(existsSync)).toEqual([]);
});

test("A load killed at any instant leaves the old snapshot or the new one, whole", async () => {
  const report = await killLoads({ count: 4, seed: 7, rows: 20_000 });
  expect(report.broken).toEqual([]);
});
