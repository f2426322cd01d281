import { execFile } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ArtunitError } from "../../src/errors.js";
import { INSTALLATION } from "../../src/installation.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import { verifyQuickly, verifySnapshot } from "../../src/store/snapshots/verify.js";
import { folderWith, loadInto } from "../ingest/folders.js";

const ACTIONS = "sample/research-2017/office_actions.csv";
const CITATIONS = "sample/research-2017/citations.csv";
const REJECTIONS = "sample/oa_rejections/dh-2023-records-app-14574014.json";
const STOP_AT = fileURLToPath(new URL("stopAt.js", import.meta.url));
/** Of all steps, so many are tried, from the first to the last. */
const TRIED = 10;

/** A data folder whose current snapshot has an overlay. */
async function overlaidFolder(): Promise<string> {
  const data = folderWith();
  await loadInto(data, [ACTIONS]);
  const { manifest } = await loadInto(data, [CITATIONS], { overlayShare: 1000 });
  expect(manifest!.overlay).toBeDefined();
  return data;
}

function hashOf(data: string): string {
  return readManifest(data, currentId(data)!).contentHash;
}

/** Loads in another process that is stopped at a step; returns what it said, or the signal that ended it. */
async function stopped(data: string, at: number, how: "before" | "behind" | "full"): Promise<string> {
  const args = [STOP_AT, data, String(at), how, REJECTIONS];
  return promisify(execFile)(process.execPath, args).then(
    ({ stdout }) => stdout.trim(),
    (error: { signal: string }) => error.signal,
  );
}

test("A load over an overlay that is killed, or finds the disk full, at any step leaves the old snapshot or the new one, whole", async () => {
  const data = await overlaidFolder();
  const old = hashOf(data);
  const whole = folderWith();
  cpSync(data, whole, { recursive: true });
  const steps = Number(await stopped(whole, 0, "before"));
  expect(steps).toBeGreaterThan(20);
  const made = hashOf(whole);
  expect(made).not.toBe(old);
  const seen = new Set<string>();
  for (let tried = 0; tried < TRIED; tried++) {
    const at = 1 + Math.round((tried * (steps - 1)) / (TRIED - 1));
    const how = (["before", "behind", "full"] as const)[tried % 3]!;
    const folder = folderWith();
    cpSync(data, folder, { recursive: true });
    const said = await stopped(folder, at, how);
    expect(said, `step ${at}, ${how}`).toBe(how === "full" ? "disk-full" : "SIGKILL");
    const left = hashOf(folder);
    expect([old, made], `step ${at}, ${how}`).toContain(left);
    if (how === "full") expect(existsSync(places.staging(folder)), `step ${at}`).toBe(false);
    seen.add(left);
    expect((await verifySnapshot(folder, currentId(folder)!)).damage, `step ${at}, ${how}`).toEqual([]);
    expect((await verifyQuickly(folder, currentId(folder)!, INSTALLATION)).damage).toEqual([]);
    // What was interrupted is loaded again, over whatever was left.
    const { manifest } = await loadInto(folder, [REJECTIONS], { overlayShare: 1000 });
    if (left === old) expect(manifest!.overlay).toBeDefined();
    expect(hashOf(folder), `the load behind step ${at}, ${how}`).toBe(made);
    expect(existsSync(places.staging(folder))).toBe(false);
  }
  expect(seen).toEqual(new Set([old, made]));
});

test("Of two loads over an overlay at once the second is refused, and the first is as if it had been alone", async () => {
  const data = await overlaidFolder();
  let second: Promise<unknown> | null = null;
  await loadInto(data, [REJECTIONS], {
    overlayShare: 1000,
    onEvent: (event) => {
      if (event.kind === "building")
        second ??= loadInto(data, [CITATIONS], { overlayShare: 1000 }).catch((error: unknown) => error);
    },
  });
  expect(await second).toBeInstanceOf(ArtunitError);
  expect(await second).toMatchObject({ code: "loader-busy" });
  const alone = await overlaidFolder();
  await loadInto(alone, [REJECTIONS], { overlayShare: 1000 });
  expect(hashOf(data)).toBe(hashOf(alone));
});

test("A file that is refused leaves base and overlay as they are; what comes with it is loaded", async () => {
  const data = await overlaidFolder();
  const id = currentId(data);
  const bad = folderWith({ "bad.json": '{"response": {"docs": [{"nothing": "we know"}]}}' });
  const refused = await loadInto(data, [`${bad}/bad.json`], { overlayShare: 1000 });
  expect([refused.refused.length, refused.manifest, currentId(data)]).toEqual([1, null, id]);
  const both = await loadInto(data, [`${bad}/bad.json`, REJECTIONS], { overlayShare: 1000 });
  expect([both.refused.length, both.manifest!.overlay?.base]).toEqual([
    1,
    readManifest(data, id!).overlay!.base,
  ]);
  const alone = await overlaidFolder();
  await loadInto(alone, [REJECTIONS], { overlayShare: 1000 });
  expect(hashOf(data)).toBe(hashOf(alone));
});
