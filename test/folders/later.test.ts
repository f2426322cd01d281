import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { createServer } from "../../src/server/index.js";
import { openBuild, openLiveStore, openSnapshotStore } from "../../src/store/index.js";
import type { Manifest } from "../../src/store/manifest.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId, readManifest, setPinned, snapshotIds } from "../../src/store/snapshots/folder.js";
import { BASE_FORM, FORM } from "../../src/store/snapshots/form.js";
import { manifestHashLine } from "../../src/store/snapshots/hash.js";
import { upgrade } from "../../src/store/snapshots/rebuild.js";
import { verifySnapshot } from "../../src/store/snapshots/verify.js";
import { exportInto } from "../ingest/folders.js";
import { HEARINGS, LATER_FAMILIES, LATER_INSTALLATION } from "./later.js";

/** What a version to come, whose tables have more columns, makes of a folder that version 0.1.0 wrote. */
const FOLDERS = join(import.meta.dirname, "../data/folders");
const scratch = mkdtempSync(join(tmpdir(), "artunit-later-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let folders = 0;

function unpacked(version = "0.1.0"): string {
  const data = join(scratch, String(folders++));
  mkdirSync(data);
  execFileSync("tar", ["-xzf", join(FOLDERS, version, "data.tgz"), "-C", data]);
  return data;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server of the version to come over a folder; answers with status and JSON. */
async function serving(data: string) {
  const problems: unknown[] = [];
  const live = await openLiveStore(data, LATER_INSTALLATION, {
    onProblem: (problem) => problems.push(problem),
  });
  expect(problems).toEqual([]);
  const { app } = createServer({ installation: LATER_INSTALLATION, snapshots: live, log: () => {} });
  closing.push(
    () => app.close(),
    () => live.close(),
  );
  return async (url: string) => {
    const { statusCode, body } = await app.inject(url);
    return { statusCode, body };
  };
}

const DATASETS = LATER_INSTALLATION.datasets.map(({ key, version }) => `${key}/${version}`);
const total = (body: string) => (JSON.parse(body) as { total: number }).total;

async function checkAnswers(data: string, isEmptyOf: (dataset: string) => boolean): Promise<void> {
  const ask = await serving(data);
  for (const url of ["/", "/index.json", "/openapi.json", "/v1/datasets", "/v1/applications/14574014"])
    expect([url, (await ask(url)).statusCode]).toEqual([url, 200]);
  for (const dataset of DATASETS) {
    const at = `/v1/datasets/${dataset}`;
    const count = async (criteria: string) => {
      const { statusCode, body } = await ask(
        `${at}/records?limit=1&criteria=${encodeURIComponent(criteria)}`,
      );
      expect([dataset, criteria, statusCode, statusCode === 200 ? "" : body]).toEqual([
        dataset,
        criteria,
        200,
        "",
      ]);
      return total(body);
    };
    const all = await count("*:*");
    expect(all === 0).toBe(isEmptyOf(dataset));
    for (const criteria of [
      "later_word:*",
      "later_word:x",
      "later_flag:1",
      "later_list:[1 TO 9]",
      "later_list:7",
    ])
      expect([criteria, await count(criteria)]).toEqual([criteria, 0]);
    expect(await count("*:* NOT later_word:x")).toBe(all);
    const { fields, table } = LATER_INSTALLATION.datasets.find(
      ({ key, version }) => `${key}/${version}` === dataset,
    )!;
    const isText = fields.some(({ name }) => name === "later_text");
    if (isText)
      for (const criteria of [
        "later_text:claim",
        "later_text:cla*",
        'later_text:"a claim"~3',
        "later_text:*",
      ])
        expect([criteria, await count(criteria)]).toEqual([criteria, 0]);
    for (const url of [
      `${at}`,
      `${at}/records?limit=20&sort=later_word+desc`,
      `${at}/records?limit=2`,
      ...(table.roles.application ? [`${at}/records?limit=2&applications=12567731`] : []),
      `${at}/records.csv?limit=10`,
      `${at}/groups?by=later_word,later_flag`,
      // Texts are grouped by no list.
      ...(isText ? [] : [`${at}/groups?by=later_list`]),
      `${at}/facets?fields=later_word,later_flag`,
      `${at}/explain?criteria=later_list:7`,
    ]) {
      const { statusCode, body } = await ask(url);
      expect([url, statusCode, statusCode === 200 ? "" : body]).toEqual([url, 200, ""]);
    }
    const page = await ask(`${at}/records?limit=1&select=later_word,later_list,later_flag`);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/"later_(?:word|list|flag)":[^n]/);
    const groups = JSON.parse((await ask(`${at}/groups?by=later_flag`)).body) as { total: number };
    expect(groups.total).toBe(all);
  }
}

async function exportAll(
  data: string,
  format: "csv" | "parquet" | "dta",
): Promise<readonly (readonly [string, number])[]> {
  const out = join(scratch, `out-${folders++}`);
  mkdirSync(out);
  const files = await exportInto(out, data, format, { installation: LATER_INSTALLATION });
  return files.map(({ table, rows }) => [table, rows]);
}

const upgraded = (data: string) =>
  upgrade({ data, artunitVersion: "0.2.0", families: LATER_FAMILIES, datasets: LATER_INSTALLATION.datasets });

/** Datasets of which the folder, loaded by version 0.1.0, has no row. */
const EMPTY = new Set(["hearings/v1"]);

describe("a folder that is older than its tables", () => {
  test("is asked on every surface: what it does not have is missing", async () => {
    const data = unpacked();
    const manifest = readManifest(data, currentId(data)!);
    const rows = new Map(manifest.tables.map((table) => [table.name, table.rows]));
    expect(rows.get("citations")).toBeGreaterThan(200);
    await checkAnswers(data, (dataset) => EMPTY.has(dataset) || isWithout(dataset, rows));
  });

  test.each(["csv", "parquet", "dta"] as const)("is exported as %s with all columns", async (format) => {
    const data = unpacked();
    const rows = new Map(await exportAll(data, format));
    expect(rows.get("hearings")).toBe(0);
    expect(rows.get("citations")).toBeGreaterThan(200);
  });

  test("is upgraded: the same content, in the present form, with what was missing", async () => {
    const data = unpacked();
    const id = currentId(data)!;
    const before = readManifest(data, id);
    const pinned = snapshotIds(data)[0]!;
    await setPinned(data, pinned, true);
    const { manifest, changed } = await upgraded(data);
    expect(manifest).toMatchObject({ form: BASE_FORM, files: before.files });
    expect(changed).toEqual([]);
    expect(manifest!.tables.filter(({ rows }) => rows > 0).map(({ name, rows }) => [name, rows])).toEqual(
      before.tables.filter(({ rows }) => rows > 0).map(({ name, rows }) => [name, rows]),
    );
    expect((await verifySnapshot(data, manifest!.id)).damage).toEqual([]);
    const rows = new Map(manifest!.tables.map((table) => [table.name, table.rows]));
    await checkAnswers(data, (dataset) => EMPTY.has(dataset) || isWithout(dataset, rows));
    // Those before it are as they were, and readable.
    for (const each of [pinned, id]) {
      expect((await verifySnapshot(data, each)).damage).toEqual([]);
      const store = await openSnapshotStore(places.snapshot(data, each), LATER_INSTALLATION);
      const citations = LATER_INSTALLATION.datasets.find(({ table }) => table.name === "citations")!;
      expect(
        await store.count({ dataset: { ...citations, rows: null }, predicate: { kind: "everything" } }),
      ).toBeGreaterThan(200);
      await store.close();
    }
    expect((await upgraded(data)).manifest).toBeNull();
  });

  test("is loaded into", async () => {
    const data = unpacked();
    const id = currentId(data)!;
    const before = readManifest(data, id);
    const place = join(scratch, `load-${folders++}`);
    const folder = join(place, "snapshot");
    mkdirSync(place);
    const row = {
      record_id: "h1",
      application_number: "14574014",
      heard_on: "2030-01-02",
      source: "api",
      later_word: "x",
      later_flag: true,
      later_list: [7, 9],
      staged_file: 0,
    };
    writeFileSync(join(place, "hearings.jsonl"), `${JSON.stringify(row)}\n`);
    const build = openBuild({
      folder,
      scratch: place,
      previous: { folder: places.snapshot(data, id), manifest: before },
      families: LATER_FAMILIES,
      datasets: LATER_INSTALLATION.datasets,
    });
    const built = await build.finish({
      bulk: [],
      catalog: [{ table: HEARINGS.name, paths: [join(place, "hearings.jsonl")], rows: 1 }],
      files: [{ name: "hearings.jsonl", table: null, group: 0, isRefused: false }],
    });
    await build.close();
    const next = {
      ...before,
      form: BASE_FORM,
      id: "20990101T000000-abcdef",
      tables: built.tables,
      stored: built.files,
    };
    place_(data, folder, next);
    const rows = new Map(next.tables.map((table) => [table.name, table.rows]));
    expect(rows.get("hearings")).toBe(1);
    expect(rows.get("citations")).toBe(before.tables.find(({ name }) => name === "citations")!.rows);
    const ask = await serving(data);
    const found = await ask("/v1/datasets/hearings/v1/records?criteria=later_list:7");
    expect(total(found.body)).toBe(1);
    expect(total((await ask("/v1/datasets/oa_citations/v2/records?criteria=later_list:7")).body)).toBe(0);
  });
});

/** Puts a snapshot that was built into a data folder, and points at it. */
function place_(data: string, folder: string, manifest: Manifest): void {
  const to = places.snapshot(data, manifest.id);
  execFileSync("mv", [folder, to]);
  writeManifest(to, manifest);
  writeFileSync(places.current(data), `${manifest.id}\n`);
}

function writeManifest(folder: string, manifest: object): void {
  const text = JSON.stringify(manifest);
  writeFileSync(join(folder, "manifest.json"), text);
  writeFileSync(join(folder, "manifest.sha256"), manifestHashLine(text));
}

function isWithout(dataset: string, rows: ReadonlyMap<string, number>): boolean {
  const { table } = LATER_INSTALLATION.datasets.find(({ key, version }) => `${key}/${version}` === dataset)!;
  return table.bundled === undefined && (rows.get(table.name) ?? 0) === 0;
}

describe("a folder that cannot be right is refused by name, with the way out", () => {
  const folderOf = (data: string) => places.snapshot(data, currentId(data)!);
  const open = (data: string) => openSnapshotStore(folderOf(data), LATER_INSTALLATION);
  const FILES = [
    "store.duckdb",
    "counts.duckdb",
    "facts.json",
    "lookup/index.json",
    "lookup/citations",
    "manifest.sha256",
  ];

  test.each(FILES)("%s is missing", async (file) => {
    const data = unpacked();
    rmSync(join(folderOf(data), file));
    await expect(open(data)).rejects.toThrow(
      new RegExp(`${file} of snapshot .* is damaged \\(it is missing\\).*artunit rollback ID`),
    );
  });

  test.each(FILES.slice(0, -1))("%s is cut short", async (file) => {
    const data = unpacked();
    truncateSync(join(folderOf(data), file), 100);
    await expect(open(data)).rejects.toThrow(
      new RegExp(`${file} of snapshot .* is damaged \\(it has 100 bytes instead of .*artunit rollback ID`),
    );
  });

  test.each(["counts.duckdb", "lookup/all_rejections", "facts.json"])(
    "%s is of another snapshot, or was changed",
    async (file) => {
      const data = unpacked();
      const path = join(folderOf(data), file);
      // The same length, as another snapshot's may have.
      const other = join(places.snapshot(data, snapshotIds(data)[0]!), file);
      if (file === "counts.duckdb") copyFileSync(other, path);
      else writeFileSync(path, Buffer.from(readFileSync(path)).fill(48, 0, 2));
      await expect(open(data)).rejects.toThrow(
        new RegExp(`${file} of snapshot .*it is not what was written.*artunit rollback ID`),
      );
    },
  );

  test("its manifest is of another snapshot", async () => {
    const data = unpacked();
    const other = places.snapshot(data, snapshotIds(data)[0]!);
    copyFileSync(join(other, "manifest.json"), join(folderOf(data), "manifest.json"));
    await expect(open(data)).rejects.toThrow(/manifest\.json of snapshot .*it is not what was written/);
    copyFileSync(join(other, "manifest.sha256"), join(folderOf(data), "manifest.sha256"));
    await expect(open(data)).rejects.toThrow(/bytes instead of|is missing|not what was written/);
  });

  test("a text shard is missing", async () => {
    const data = unpacked();
    const [shard] = readdirSync(join(folderOf(data), "texts"));
    rmSync(join(folderOf(data), "texts", shard!));
    await expect(open(data)).rejects.toThrow(
      new RegExp(`texts/${shard} of snapshot .* is damaged \\(it is missing`),
    );
  });

  test("a damaged folder is not upgraded", async () => {
    const data = unpacked();
    rmSync(join(folderOf(data), "lookup/citations"));
    const id = currentId(data);
    await expect(upgraded(data)).rejects.toThrow(
      /lookup\/citations of snapshot .* is damaged \(it is missing/,
    );
    expect(currentId(data)).toBe(id);
  });

  test("a later version wrote it", async () => {
    const data = unpacked();
    const manifest = readManifest(data, currentId(data)!);
    writeManifest(folderOf(data), { ...manifest, form: FORM + 1, artunitVersion: "9.8.7" });
    const says = new RegExp(
      `was written by Artunit 9\\.8\\.7 in form ${FORM + 1}.*reads forms 1 to ${FORM}.*rollback`,
    );
    await expect(open(data)).rejects.toThrow(says);
    await expect(upgraded(data)).rejects.toThrow(says);
    expect(() => readManifest(data, currentId(data)!)).toThrow(says);
  });
});
