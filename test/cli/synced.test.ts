import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Metrics } from "../../src/server/metrics.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { noteSynced, readSynced } from "../../src/store/snapshots/synced.js";

const data = mkdtempSync(join(tmpdir(), "artunit-synced-"));
afterAll(() => rmSync(data, { recursive: true, force: true }));

function metrics(): Promise<string> {
  const all = new Metrics();
  all.askSynced(() => readSynced(data));
  return all.text(null, "0.0.0");
}

test("The metrics of a server say what came of the latest synchronisation of its folder", async () => {
  expect(await metrics()).not.toContain("artunit_sync");
  noteSynced(data, { at: "2026-01-02T00:00:00Z", isDone: true, records: 12, fault: null });
  expect(await metrics()).toContain("artunit_sync_last_seconds 1767312000\n");
  expect(await metrics()).toContain("artunit_sync_done 1\n");
  expect(await metrics()).toContain("artunit_sync_records 12\n");
  writeFileSync(places.synced(data), "{");
  expect(await metrics()).not.toContain("artunit_sync");
});

test("A synchronisation that fails leaves that it did, and why", () => {
  const args = ["dist/cli/main.js", "sync", join(data, "nowhere"), "--data", data];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(status).not.toBe(0);
  expect(readSynced(data)).toMatchObject({ isDone: false, records: 0 });
  expect(stderr).toContain(readSynced(data)!.fault);
});
