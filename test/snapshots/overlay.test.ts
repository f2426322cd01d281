import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { refreshSequences, samplePieces } from "../../scripts/refresh-sequences.js";
import { ownShape } from "../../src/catalog/index.js";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { type Manifest, openSnapshotStore, type Store } from "../../src/store/index.js";
import { overlayFile } from "../../src/store/overlay/overlay.js";
import { Places, STEP } from "../../src/store/overlay/positions.js";
import type { EngineLink } from "../../src/store/remote/engineLink.js";
import { openRemoteStore } from "../../src/store/remote/remoteStore.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import { manifestHashLine } from "../../src/store/snapshots/hash.js";
import { compact } from "../../src/store/snapshots/rebuild.js";
import { rollBack } from "../../src/store/snapshots/rollback.js";
import { verifyQuickly, verifySnapshot } from "../../src/store/snapshots/verify.js";
import { folderWith, loadInto } from "../ingest/folders.js";

// Each makes several snapshots.
vi.setConfig({ testTimeout: 120_000 });

const ACTIONS = "sample/research-2017/office_actions.csv";
const CITATIONS = "sample/research-2017/citations.csv";
const BETTER = "sample/oa_actions/dh-2023-records-app-14574014.json";

/** A data folder whose current snapshot has an overlay. */
async function overlaidFolder() {
  const data = folderWith();
  await loadInto(data, [ACTIONS]);
  const base = currentId(data)!;
  const { manifest } = await loadInto(data, [CITATIONS, BETTER], { overlayShare: 1000 });
  return { data, base, manifest: manifest!, folder: places.snapshot(data, manifest!.id) };
}

const COMPACTING = { artunitVersion: "0.0.0-test", ...INSTALLATION };

describe("places", () => {
  // Base rows 0 to 5, of which 2 and 3 left; two overlay rows before 2, one before 5, one behind all.
  const standing = {
    base: 6,
    left: [[2, 4]],
    runs: [
      [0, 2],
      [2, 5],
      [3, 6],
    ],
    overlay: 4,
  } as const;
  const all = new Places(standing);
  const rows = ["b0", "b1", "o0", "o1", "b4", "o2", "b5", "o3"];

  test("stand in the declared order, by rank and by position", () => {
    expect(all.rows).toBe(8);
    const positions = all.from(0, 100);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(
      positions.map((each) => all.placeOf(each)).map(({ isBase, row }) => (isBase ? "b" : "o") + row),
    ).toEqual(rows);
    expect(positions.map((each) => all.rankOf(each))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(positions.map((each) => all.rankOf(each + 1))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(all.rankOf(0)).toBe(0);
    expect(all.from(3, 2)).toEqual(positions.slice(3, 5));
    expect(all.ofBase(4)).toBe(5 * STEP);
    expect([0, 1, 2, 3, 4, 5].map((row) => all.isThere(all.ofBase(row)))).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(positions.map((each) => all.overlayFrom(each))).toEqual([0, 0, 0, 1, 2, 2, 3, 3]);
    expect(positions.map((each) => all.overlayFrom(each + 1))).toEqual([0, 0, 1, 2, 2, 3, 3, 4]);
    expect(all.ofOverlay(2)).toBe(positions[5]);
  });
});

test("A front that leaves the engine to another process looks an application up where it stands, base or overlay", async () => {
  const { folder } = await overlaidFolder();
  const together = folderWith();
  const { manifest: one } = await loadInto(together, [ACTIONS, CITATIONS, BETTER]);
  const whole = await openSnapshotStore(places.snapshot(together, one!.id), INSTALLATION);
  // It opens, and answers nothing: what is told here stands in the look-up files alone.
  const engine = {
    ask: async ({ kind }: { readonly kind: string }) => {
      if (kind !== "open") throw new Error(`The engine is asked to ${kind}.`);
      return { id: 0, value: null };
    },
    tell: () => {},
  };
  const front = await openRemoteStore(folder, INSTALLATION, engine as unknown as EngineLink);
  const dataset = findDataset("office_actions", "all");
  const asked = (number: string) =>
    ({
      dataset,
      predicate: { kind: "in", column: "application_number", values: [number] },
      shape: ownShape(dataset),
      rows: 100,
    }) as const;
  const told = async (store: Store, number: string) => {
    const { total, records } = await store.page(asked(number));
    const found: string[] = [];
    for await (const batch of records) found.push(...batch);
    return [total, found.map((record) => (JSON.parse(record) as { document_id: string }).document_id)];
  };
  const numbers = readFileSync(ACTIONS, "utf8")
    .split("\n")
    .slice(1, 12)
    .map((line) => line.split(",")[0]!)
    .filter((number) => number !== "");
  for (const number of [...numbers, "14574014"])
    expect(await told(front, number)).toEqual(await told(whole, number));
  await whole.close();
});

test("Loads, compactions and roll-backs in any order are what one load of what is left makes", async () => {
  const broken = await refreshSequences({
    count: 1,
    seed: 3,
    pieces: samplePieces(),
    first: 6,
    steps: 6,
    killer: null,
  });
  expect(broken).toEqual([]);
});

test("What citations take from their Office action does not depend on the order in which its descriptions came", async () => {
  const ofApplication = (dataset: string) => `sample/${dataset}/dh-2023-records-app-14574014.json`;
  const files = ["oa_rejections", "oa_citations", "oa_actions"].map(ofApplication);
  const hashOf = async (loads: readonly (readonly string[])[], overlayShare: number) => {
    const data = folderWith();
    for (const paths of loads) await loadInto(data, paths, { overlayShare });
    return readManifest(data, currentId(data)!).contentHash;
  };
  const once = await hashOf([files], 0);
  for (const order of [
    [0, 1, 2],
    [1, 0, 2],
    [2, 1, 0],
  ])
    for (const share of [0, 1000])
      expect(
        await hashOf(
          order.map((at) => [files[at]!]),
          share,
        ),
        `${order} at ${share}`,
      ).toBe(once);
});

test("An id that comes again under another application's number is the same in one load, in ranges and in an overlay", async () => {
  const file = "sample/oa_rejections/dh-2023-records-match-all-rows100.json";
  const { response } = JSON.parse(readFileSync(file, "utf8")) as {
    response: { docs: { patentApplicationNumber: string }[] };
  };
  const again = folderWith({
    "again.json": JSON.stringify({
      response: { docs: [{ ...response.docs[5]!, patentApplicationNumber: "12999999" }] },
    }),
  });
  const files = [file, join(again, "again.json")];
  const hashOf = async (loads: readonly (readonly string[])[], options: object) => {
    const data = folderWith();
    for (const paths of loads) await loadInto(data, paths, options);
    return readManifest(data, currentId(data)!).contentHash;
  };
  const once = await hashOf([files], {});
  expect(await hashOf([files], { rangeRows: 10 })).toBe(once);
  for (const overlayShare of [0, 1000])
    expect(await hashOf([files.slice(0, 1), files.slice(1)], { overlayShare })).toBe(once);
});

test("A small load leaves the base as it is, and a document that a better source describes moves", async () => {
  const { data, base, manifest } = await overlaidFolder();
  expect(manifest.overlay).toMatchObject({ base });
  const fileOf = (id: string) => join(places.snapshot(data, id), "store.duckdb");
  expect(statSync(fileOf(manifest.id)).ino).toBe(statSync(fileOf(base)).ino);
  const together = folderWith();
  const { manifest: one } = await loadInto(together, [ACTIONS, CITATIONS, BETTER]);
  expect(manifest.contentHash).toBe(one!.contentHash);
  expect(manifest.tables).toEqual(one!.tables);
  expect((await verifySnapshot(data, manifest.id)).damage).toEqual([]);
  expect((await verifyQuickly(data, manifest.id, INSTALLATION)).damage).toEqual([]);
  await rollBack(data, base, INSTALLATION);
  expect(currentId(data)).toBe(base);
});

test("A new base is built of base and overlay: the same is served", async () => {
  const { data, manifest } = await overlaidFolder();
  const compacted = await compact({ data, ...COMPACTING });
  expect(compacted.manifest!.overlay).toBeUndefined();
  expect(compacted.manifest!.tables).toEqual(manifest.tables);
  expect(compacted.manifest!.contentHash).toBe(manifest.contentHash);
  expect((await compact({ data, ...COMPACTING })).manifest).toBeNull();
});

test("Documents are taken out of a base and of an overlay, also the last of an application", async () => {
  const [overlaid, anew] = [folderWith(), folderWith()];
  const removes = ["HJZTZNLTPXXIFW4", "IO07UNHTRXEAPX0"];
  const loads = [
    { paths: [ACTIONS, CITATIONS], options: {} },
    { paths: [], options: { removes } },
    { paths: [BETTER], options: {} },
    { paths: [], options: { removes } },
  ];
  for (const { paths, options } of loads) {
    const one = await loadInto(overlaid, paths, { ...options, overlayShare: 1000 });
    const other = await loadInto(anew, paths, { ...options, overlayShare: 0 });
    expect(one.manifest!.tables).toEqual(other.manifest!.tables);
    expect((await verifySnapshot(overlaid, one.manifest!.id)).damage).toEqual([]);
  }
  expect(readManifest(overlaid, currentId(overlaid)!).overlay).toBeDefined();
  expect(readManifest(anew, currentId(anew)!).overlay).toBeUndefined();
});

test("Texts alone leave tables and their base as they are", async () => {
  const { data, base, manifest } = await overlaidFolder();
  await rollBack(data, base, INSTALLATION);
  writeFileSync(join(data, "15123456.txt"), "DETAILED ACTION\n\nClaims 1-3 are pending.\n");
  const { manifest: next } = await loadInto(data, [join(data, "15123456.txt")], {
    overlayShare: 1000,
    extracts: false,
  });
  const actions = ({ tables }: Manifest) => tables.find(({ name }) => name === "office_actions");
  expect(actions(next!)).toEqual(actions(readManifest(data, base)));
  expect((await verifySnapshot(data, next!.id)).damage).toEqual([]);
  expect(manifest.id).not.toBe(next!.id);
});

test("Another version of the program, or a load too large, builds a new base", async () => {
  const { data } = await overlaidFolder();
  const rejections = "sample/oa_rejections/dh-2023-records-match-all-rows100.json";
  const other = await loadInto(data, [rejections], { overlayShare: 1000, artunitVersion: "0.0.1" });
  expect(other.manifest!.overlay).toBeUndefined();
  const large = await loadInto(data, [samplePieces()[1]!], { overlayShare: 1e-9, artunitVersion: "0.0.1" });
  expect(large.manifest?.overlay).toBeUndefined();
});

test("open.sql opens a base, and a base with its overlay, for anyone who has DuckDB", async () => {
  const { data, base, manifest } = await overlaidFolder();
  for (const id of [base, manifest.id]) {
    const folder = places.snapshot(data, id);
    const program = [
      `process.chdir(${JSON.stringify(folder)});`,
      'import("@duckdb/node-api").then(async ({ DuckDBInstance }) => {',
      "const connection = await (await DuckDBInstance.create()).connect();",
      'for (const each of require("node:fs").readFileSync("open.sql", "utf8").split(";\\n")) if (each.trim()) await connection.run(each);',
      'const found = await connection.runAndReadAll("select (select count(*) from oa_citations_v2)::int, (select count(*) from office_actions)::int");',
      "console.log(JSON.stringify(found.getRows()));});",
    ].join("\n");
    const output = execFileSync(process.execPath, ["-e", program], { encoding: "utf8" });
    const [[citations, rows]] = JSON.parse(output) as [[number, number]];
    expect(rows).toBe(readManifest(data, id).tables.find(({ name }) => name === "office_actions")!.rows);
    expect(citations > 0).toBe(id === manifest.id);
  }
});

/**
 * The questions that the docs ask behind `open.sql`, by program. Neither DuckDB's shell nor its Python or R package comes
 * from npm or Debian: what they are told is put to the same engine here, the whole of `open.sql` in one go, as they do.
 */
const DOCUMENTED = {
  shell: /\ncd DATA\/snapshots\/ID\nduckdb -init open\.sql -c '([^']+)'\n/.exec(
    readFileSync("README.md", "utf8"),
  ),
  python: /\ndb\.execute\(open\("open\.sql"\)\.read\(\)\)\ndb\.sql\("([^"]+)"\)\.df\(\)\n/.exec(
    readFileSync("docs/native-api.md", "utf8"),
  ),
  r: /\ninvisible\(dbExecute\(db, paste\(readLines\("open\.sql"\), collapse = "\\n"\)\)\)\ndbGetQuery\(db, "([^"]+)"\)\n/.exec(
    readFileSync("docs/native-api.md", "utf8"),
  ),
};

test.each(Object.entries(DOCUMENTED))(
  "what the docs tell the %s is answered of base and overlay",
  async (_, told) => {
    const data = folderWith();
    await loadInto(data, ["sample/oa_rejections/dh-2023-records-match-all-rows100.json"]);
    const { manifest } = await loadInto(data, [BETTER], { overlayShare: 1000 });
    const program = [
      `process.chdir(${JSON.stringify(data)});`,
      'const { readFileSync } = require("node:fs");',
      // As the docs go there: `current` holds the snapshot's name, and a last line end at most.
      'process.chdir("snapshots/" + readFileSync("current", "utf8").trim());',
      'import("@duckdb/node-api").then(async ({ DuckDBInstance }) => {',
      "const connection = await (await DuckDBInstance.create()).connect();",
      'await connection.run(readFileSync("open.sql", "utf8"));',
      `const found = await connection.runAndReadAll(${JSON.stringify(told![1])});`,
      "console.log(JSON.stringify(found.getRowsJson()));});",
    ].join("\n");
    const rows = JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })) as [
      string,
      string,
    ][];
    const store = await openSnapshotStore(places.snapshot(data, manifest!.id), INSTALLATION);
    try {
      const dataset = findDataset("oa_rejections", "v2")!;
      const total = await store.count({ dataset, predicate: { kind: "everything" } });
      expect(rows.map(([, count]) => Number(count)).reduce((a, b) => a + b)).toBe(total);
      expect(rows.map(([section]) => section)).toContain("103");
    } finally {
      await store.close();
    }
  },
);

describe("damage", () => {
  test("An overlay of another base is named, with the way out", async () => {
    const { data, manifest, folder } = await overlaidFolder();
    const path = overlayFile(folder);
    const text = readFileSync(path, "utf8").replace(/("sha256":")./, "$1x");
    writeFileSync(path, text);
    await expect(openSnapshotStore(folder, INSTALLATION)).rejects.toThrow(
      /overlay\/overlay.json of snapshot \S+ is damaged \(it is not what was written/,
    );
    // Even where the manifest says so.
    const stored = readManifest(data, manifest.id).stored.map((file) =>
      file.path === "overlay/overlay.json" ? { ...file, sha256: sha256(text), bytes: text.length } : file,
    );
    const told = JSON.stringify({ ...manifest, stored });
    writeFileSync(join(folder, "manifest.json"), told);
    writeFileSync(join(folder, "manifest.sha256"), manifestHashLine(told));
    await expect(openSnapshotStore(folder, INSTALLATION)).rejects.toThrow(
      /made for the base of snapshot \S+, and store.duckdb is another one\).*`artunit rollback ID`/,
    );
    expect((await verifySnapshot(data, manifest.id)).damage.join(" ")).toMatch(/another one/);
  });

  test("A base that is missing is named, and so is an overlay", async () => {
    const { data, manifest, folder } = await overlaidFolder();
    for (const file of ["store.duckdb", "overlay/store.duckdb", "overlay/overlay.json"]) {
      copyFileSync(join(folder, file), join(data, "kept"));
      unlinkSync(join(folder, file));
      await expect(openSnapshotStore(folder, INSTALLATION)).rejects.toThrow(
        `${file} of snapshot ${manifest.id} is damaged (it is missing)`,
      );
      expect((await verifyQuickly(data, manifest.id, INSTALLATION)).damage).toContain(`${file} is missing.`);
      await expect(loadInto(data, ["sample/oa_rejections"], { overlayShare: 1000 })).rejects.toThrow(file);
      copyFileSync(join(data, "kept"), join(folder, file));
    }
    rmSync(join(data, "kept"));
    expect(currentId(data)).toBe(manifest.id);
  });
});

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
