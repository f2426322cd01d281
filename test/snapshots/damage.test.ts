import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Flip, flipBits, turn } from "../../bench/nemesis/flips.js";
import { randomOf } from "../../bench/operators/questions.js";
import { INSTALLATION, TABLES } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { createServer } from "../../src/server/index.js";
import { openLiveStore } from "../../src/store/index.js";
import { damagedFiles, noteChecked, sharedFiles } from "../../src/store/snapshots/checked.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import { repair } from "../../src/store/snapshots/repair.js";
import { scrub } from "../../src/store/snapshots/scrub.js";
import { verifySnapshot } from "../../src/store/snapshots/verify.js";

const SAMPLE = fileURLToPath(new URL("../../sample", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "artunit-damage-"));
const sample = join(root, "sample");
const LONG_AGO = { at: "2020-01-01T00:00:00Z" };
afterAll(() => rmSync(root, { recursive: true, maxRetries: 5 }));

beforeAll(async () => {
  const paths = readdirSync(SAMPLE, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => join(SAMPLE, each.name));
  await load({ data: sample, installation: INSTALLATION, paths, artunitVersion: "test" });
});

test("no turned bit of tables and look-up files is served as data while a server has them open", async () => {
  const flips: Flip[] = [];
  const isMeant = (path: string) => /^(?:lookup\/|store\.duckdb|counts\.duckdb)/.test(path);
  // One for each of these files.
  const trials = readManifest(sample, currentId(sample)!).stored.filter(({ path }) => isMeant(path)).length;
  for await (const flip of flipBits({ data: sample, scratch: root, trials, random: randomOf(3), isMeant }))
    flips.push(flip);
  const wrong = flips.filter((flip) => flip.wrong.length > 0 || flip.faults.length > 0);
  expect(wrong).toEqual([]);
  const named = flips.filter(({ file, refused }) => refused.some((said) => said.includes(file)));
  expect(named.length).toBeGreaterThan(3);
});

/** A copy of the sample, and the one file of it that holds texts. */
function copied(as: string): { readonly data: string; readonly shard: string; readonly name: string } {
  const data = join(root, as);
  cpSync(sample, data, { recursive: true });
  const id = currentId(data)!;
  const { path } = readManifest(data, id).stored.find((each) => each.path.startsWith("texts/"))!;
  return { data, shard: join(places.snapshot(data, id), path), name: path };
}

test("a text shard in which a bit is turned is never taken over into the next snapshot", async () => {
  const { data, shard, name } = copied("taken");
  const before = currentId(data);
  turn(shard, 8 * 5000);
  const one = join(root, "one.json");
  writeFileSync(
    one,
    readFileSync(join(SAMPLE, "oa_rejections/dh-2023-records-app-14574014.json"), "utf8").replaceAll(
      "14574014",
      "14574015",
    ),
  );
  await expect(
    load({ data, installation: INSTALLATION, paths: [one], artunitVersion: "test" }),
  ).rejects.toThrow(new RegExp(`${name} of snapshot ${before} is damaged .*artunit repair`));
  expect(currentId(data)).toBe(before);
});

test("the scrub finds a turned bit in a shard that a server has open: it is named, counted and served no more", async () => {
  const { data, shard, name } = copied("scrubbed");
  const live = await openLiveStore(data, INSTALLATION);
  const { app, metrics } = createServer({ installation: INSTALLATION, snapshots: live, log: () => {} });
  metrics.askDamaged(() => damagedFiles(data));
  const ending = new AbortController();
  const found: string[] = [];
  try {
    const url = "/v1/datasets/oa_actions/v1/records?criteria=bodyText:claims";
    const other = "/v1/datasets/oa_rejections/v2/records?criteria=patentApplicationNumber:14574014";
    expect((await app.inject({ url })).statusCode).toBe(200);
    turn(shard, 8 * 5000);
    void scrub({
      data,
      days: 1 / 24 / 60,
      signal: ending.signal,
      // Everything is overdue.
      now: () => Date.now() + 24 * 60 * 60 * 1000,
      onDamage: ({ names }) => found.push(...names),
      onProblem: (problem) => found.push(String(problem)),
    });
    await expect.poll(() => found, { timeout: 40_000 }).toEqual([`${currentId(data)}/${name}`]);
    await expect.poll(async () => (await app.inject({ url })).statusCode, { timeout: 5000 }).toBe(500);
    expect((await app.inject({ url })).json()).toMatchObject({
      code: "snapshot-damaged",
      message: expect.stringMatching(new RegExp(`^${name} of snapshot .* is damaged`)),
    });
    expect((await app.inject({ url: other })).statusCode).toBe(200);
    const counts = (await app.inject({ url: "/metrics" })).body;
    expect(counts).toContain("artunit_damaged_files 1\n");
    expect(counts).toMatch(/artunit_damage_answers_total [12]\n/);
  } finally {
    ending.abort();
    await app.close();
    await live.close();
  }
});

test("the scrub reads first what was longest unchecked, and the folder remembers when that was", async () => {
  const { data } = copied("remembered");
  const files = sharedFiles(data);
  const first = files[3]!;
  noteChecked(
    data,
    new Map(files.map(({ names: [name] }, at) => [name!, { at: `2026-02-0${at === 3 ? 1 : 2}T00:00:00Z` }])),
  );
  const ending = new AbortController();
  const now = Date.parse("2026-03-01T00:00:00Z");
  void scrub({
    data,
    days: 7,
    signal: ending.signal,
    now: () => now,
    onDamage: () => {},
    onProblem: (problem) => {
      throw problem;
    },
  });
  const checked = () => sharedFiles(data).filter(({ checked: { at } }) => at === "2026-03-01T00:00:00.000Z");
  await expect.poll(() => checked().length).toBeGreaterThan(0);
  ending.abort();
  expect(checked().map(({ path }) => path)).toContain(first.path);
  expect(checked().length).toBeLessThan(files.length);
});

test("a manifest that cannot be read is told once, and what other snapshots store is still read", async () => {
  const { data, name } = copied("unreadable");
  const bad = "20200101T000000-000000";
  mkdirSync(places.snapshot(data, bad));
  writeFileSync(join(places.snapshot(data, bad), "manifest.json"), "{");
  noteChecked(
    data,
    new Map(sharedFiles(data, () => {}).flatMap(({ names }) => names.map((each) => [each, LONG_AGO]))),
  );
  turn(join(places.snapshot(data, currentId(data)!), name), 8 * 5000);
  const ending = new AbortController();
  const problems: unknown[] = [];
  const found: string[] = [];
  void scrub({
    data,
    days: 7,
    signal: ending.signal,
    onDamage: ({ path }) => found.push(path),
    onProblem: (problem) => problems.push(problem),
  });
  await expect.poll(() => found, { timeout: 60_000 }).toEqual([name]);
  ending.abort();
  expect(problems).toHaveLength(1);
  expect(String(problems[0])).toContain(bad);
});

test("repair restores a shard from another data folder and a look-up file from the tables, and the server goes on with them", async () => {
  const { data, shard, name } = copied("repaired");
  const id = currentId(data)!;
  const lines = join(places.snapshot(data, id), "lookup/rejections");
  const live = await openLiveStore(data, INSTALLATION);
  const { app } = createServer({ installation: INSTALLATION, snapshots: live, log: () => {} });
  const texts = "/v1/datasets/oa_actions/v1/records?criteria=bodyText:claims";
  const looked = "/v1/datasets/oa_rejections/v2/records?criteria=patentApplicationNumber:14574014";
  const ask = async (url: string) => {
    const { statusCode, body } = await app.inject({ url });
    return statusCode === 200 ? body : statusCode;
  };
  try {
    const right = [await ask(texts), await ask(looked)];
    turn(shard, 8 * 5000);
    for (let at = 100; at < 50_000; at += 1000) turn(lines, 8 * at);
    expect(await ask(looked)).toBe(500);
    const alone = await repair({ data, from: [], tables: TABLES });
    expect(alone.restored.map((each) => each.name)).toEqual([`${id}/lookup/rejections`]);
    expect(alone.missing).toEqual([`${id}/${name}`]);
    await expect.poll(() => ask(texts)).toBe(500);
    expect(await ask(looked)).toBe(right[1]);
    await expect(repair({ data, from: [root], tables: TABLES })).rejects.toThrow(/is no data folder/);
    const helped = await repair({ data, from: [sample], tables: TABLES });
    expect(helped.restored.map((each) => each.name)).toEqual([`${id}/${name}`]);
    await expect.poll(() => ask(texts)).toBe(right[0]);
    expect((await verifySnapshot(data, id)).damage).toEqual([]);
  } finally {
    await app.close();
    await live.close();
  }
});
