import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishArchives } from "../../src/families/office-actions/bulk/publish.js";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { makeKeys, signMirror } from "../../src/load/sync/signature.js";
import { sync, USUAL_SYNC } from "../../src/load/sync/sync.js";
import { ODP_RECORDS } from "../../src/protocols/odp/feed.js";
import { PRODUCT_FILES } from "../../src/protocols/products/feed.js";
import { openSnapshotStore } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { weeklyRecord, zipOf } from "./archives.js";

const root = mkdtempSync(join(tmpdir(), "artunit-mirror-"));
const whole = join(root, "whole");
const [key, otherKey] = [join(root, "key.pem"), join(root, "other.pem")];
let trusted: string;
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(async () => {
  const data = join(root, "published");
  const archives = ["2019-01-06", "2019-01-13"].map((week, at) =>
    zipOf(root, `bdr_oa_bulkdata_weekly_${week}.zip`, [
      {
        name: "a.json",
        content: `${JSON.stringify(weeklyRecord(at, { submissionDate: `2019-01-0${at === 0 ? 3 : 9}T00:00:00` }))}\n`,
      },
    ]),
  );
  const { manifest } = await load({ data, installation: INSTALLATION, paths: archives, artunitVersion: "0" });
  const store = await openSnapshotStore(places.snapshot(data, manifest!.id), INSTALLATION);
  await publishArchives(store, { folder: whole, since: null });
  await store.close();
  trusted = makeKeys(key);
  makeKeys(otherKey);
  signMirror(whole, "manifest.json", key, new Date("2026-02-01T00:00:00Z"));
});

let made = 0;
async function mirror(change: (folder: string) => void = () => {}): Promise<string> {
  const folder = join(root, `mirror-${made++}`);
  await cp(whole, folder, { recursive: true });
  change(folder);
  return folder;
}

function synced(from: string, trust: string | null, data = join(root, `data-${made++}`)) {
  return sync({
    ...USUAL_SYNC,
    feed: { files: PRODUCT_FILES, records: [ODP_RECORDS] },
    from,
    trust,
    load: { data, installation: INSTALLATION, artunitVersion: "0", extracts: false },
  }).then(({ files }) => ({ files, data }));
}

const archivesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".zip"));

test("a mirror that is as it was published is loaded, signed or not", async () => {
  for (const trust of [null, trusted]) {
    const { files, data } = await synced(await mirror(), trust);
    expect(files.map(({ loaded }) => loaded)).toEqual([1, 1]);
    expect(currentId(data)).not.toBeNull();
  }
});

describe("a mirror is refused by the name of the file, and nothing of it is loaded, when", () => {
  test.each<readonly [string, RegExp, (folder: string) => void]>([
    [
      "an archive was edited",
      /zip does not have the checksum/,
      (folder) => {
        const path = join(folder, archivesIn(folder)[0]!);
        const bytes = readFileSync(path);
        bytes[40]! ^= 1;
        writeFileSync(path, bytes);
      },
    ],
    [
      "two archives were exchanged",
      /zip (?:does not have the checksum|has \d+ bytes instead)/,
      (folder) => {
        const [a, b] = archivesIn(folder).map((name) => join(folder, name)) as [string, string];
        renameSync(a, `${a}.x`);
        renameSync(b, a);
        renameSync(`${a}.x`, b);
      },
    ],
    [
      "an archive was removed",
      /zip is in the mirror's manifest and is not there/,
      (folder) => rmSync(join(folder, archivesIn(folder)[1]!)),
    ],
    [
      "a file was added",
      /more\.zip is not in the mirror's manifest/,
      (folder) => copyFileSync(join(folder, archivesIn(folder)[0]!), join(folder, "more.zip")),
    ],
  ])("%s", async (_, message, change) => {
    const data = join(root, `data-${made++}`);
    const from = await mirror(change);
    for (const trust of [null, trusted]) await expect(synced(from, trust, data)).rejects.toThrow(message);
    expect(currentId(data)).toBeNull();
  });

  test.each<readonly [string, RegExp, (folder: string) => void]>([
    ["it is not signed", /is not signed/, (folder) => rmSync(join(folder, "manifest.sig"))],
    [
      "another key signed it",
      /by another key/,
      (folder) => signMirror(folder, "manifest.json", otherKey, new Date("2026-03-01T00:00:00Z")),
    ],
    [
      "another key's signature bears the trusted name",
      /is not what was signed/,
      (folder) => {
        signMirror(folder, "manifest.json", otherKey, new Date("2026-03-01T00:00:00Z"));
        const path = join(folder, "manifest.sig");
        writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), key: trusted }));
      },
    ],
    [
      "its manifest was edited after it was signed",
      /manifest\.json is not what was signed/,
      (folder) => {
        const path = join(folder, "manifest.json");
        writeFileSync(path, readFileSync(path, "utf8").replace('"since": null', '"since": "2019-01-01"'));
      },
    ],
    [
      "the time of its signature was changed",
      /is not what was signed/,
      (folder) => {
        const path = join(folder, "manifest.sig");
        writeFileSync(path, readFileSync(path, "utf8").replace("2026-02-01", "2027-02-01"));
      },
    ],
    ["it has no manifest", /is no finished mirror/, (folder) => rmSync(join(folder, "manifest.json"))],
  ])("%s and a key is trusted", async (_, message, change) => {
    const data = join(root, `data-${made++}`);
    await expect(synced(await mirror(change), trusted, data)).rejects.toThrow(message);
    expect(currentId(data)).toBeNull();
  });

  test("an earlier state is put back", async () => {
    const { data } = await synced(await mirror(), trusted);
    const old = await mirror((folder) =>
      signMirror(folder, "manifest.json", key, new Date("2026-01-01T00:00:00Z")),
    );
    await expect(synced(old, trusted, data)).rejects.toThrow(
      /older than what was seen before, of 2026-02-01/,
    );
    const again = await synced(await mirror(), trusted, data);
    expect(again.data).toBe(data);
  });
});
