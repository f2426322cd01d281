import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { turn } from "../../bench/nemesis/flips.js";
import { ownShape } from "../../src/catalog/index.js";
import { findDataset, tableOf } from "../../src/installation.js";
import { bindCriteria, parseCriteria } from "../../src/query/index.js";
import { TextsBuild, type TextsBuilt } from "../../src/store/engines/fulltext/buildTexts.js";
import { TextStore } from "../../src/store/engines/fulltext/textStore.js";
import { memoryStore, type Row } from "../../src/store/index.js";
import { sha256Of } from "../../src/store/snapshots/hash.js";

const folder = mkdtempSync(join(tmpdir(), "artunit-build-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** Loads each list of rows as one snapshot upon the one before. */
async function loads(
  lists: readonly (readonly Row[])[],
  limits: { shardRows: number; roundRows?: number; renews?: boolean },
) {
  let current: string | null = null;
  let built: TextsBuilt | null = null;
  for (const rows of lists) {
    const next = join(folder, String(made++));
    const build = new TextsBuild({
      table: tableOf("texts"),
      current,
      next,
      scratch: `${next}-scratch`,
      // By however many it is built, it is the same; each costs a start.
      threads: 1 + (made % 2),
      ...limits,
    });
    for (let at = 0; at < rows.length; at += 5) await build.add(rows.slice(at, at + 5));
    await build.keep([0]);
    built = await build.finish();
    current = next;
  }
  return { folder: current!, built: built! };
}

async function recordsIn(folder: string): Promise<unknown[]> {
  const store = new TextStore(memoryStore({}).manifest, folder, tableOf("texts"), 1);
  const dataset = findDataset("oa_actions", "v1");
  const page = await store.page({
    dataset,
    shape: ownShape(dataset),
    predicate: { kind: "everything" },
    rows: Number.POSITIVE_INFINITY,
  });
  const records: unknown[] = [];
  for await (const batch of page.records) records.push(...batch.map((each) => JSON.parse(each) as unknown));
  await store.close();
  return records;
}

/** What is answered to questions of every kind. */
async function answersOf(folder: string) {
  const store = new TextStore(memoryStore({}).manifest, folder, tableOf("texts"), 2);
  const dataset = findDataset("oa_actions", "v1");
  const found: unknown[] = [];
  for (const criteria of [
    "*:*",
    "bodyText:text",
    "bodyText:correction",
    'bodyText:"text of r00"',
    "NOT bodyText:r27",
    "bodyText:r*",
  ]) {
    const { predicate } = bindCriteria(parseCriteria(criteria), dataset);
    const query = { dataset, predicate };
    const page = await store.page({
      ...query,
      shape: ownShape(dataset),
      rows: 3,
      start: 20,
      sort: [{ column: "mail_date", descending: true }],
    });
    const records: string[] = [];
    for await (const batch of page.records) records.push(...batch);
    const { hits } = await store.search({
      ...query,
      order: "date",
      shape: ownShape(dataset),
      limit: 50,
      passages: 1,
    });
    found.push([criteria, await store.count(query), page.total, records, hits]);
  }
  await store.close();
  return found;
}

function text(record: string, more: Row = {}): Row {
  return {
    record_id: record,
    document_id: `D${record}`,
    application_number: "14000001",
    mail_date: "2019-01-01",
    source: "archive",
    body: `text of ${record}`,
    ...more,
  };
}

describe("a load of texts", () => {
  test("gives the same content whatever the order of the rows and however they are split", async () => {
    const readings = fc.record({
      record_id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      document_id: fc.constantFrom("D1", "D2", "D3", "D4", null),
      created_at: fc.constantFrom("2022-01-01T00:00:00", "2023-01-01T00:00:00", null),
      mail_date: fc.constantFrom("2019-01-01", "2020-01-01", null),
      source: fc.constantFrom("api", "archive", "document"),
      body: fc.constantFrom("one", "two", null),
    });
    // A record keeps its document through all readings, as in the USPTO's data.
    const rows = fc
      .array(readings, { minLength: 1, maxLength: 14 })
      .map((all) => all.map((row) => ({ ...row, document_id: documentOf[row.record_id]! })));
    const documentOf: Record<string, string | null> = {
      a: "D1",
      b: "D1",
      c: "D2",
      d: null,
      e: "D3",
      f: "D3",
    };
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.nat(99)), async (all, random) => {
        const shuffled = all
          .map((row) => ({ row, by: random.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ row }) => row);
        const cut = (random.next().value as number) % (all.length + 1);
        const whole = await loads([all], { shardRows: 100 });
        // Shards that are rewritten, and one of which rows leave.
        for (const limits of [{ shardRows: 3, roundRows: 4 }, { shardRows: 100 }]) {
          const split = await loads([shuffled.slice(0, cut), shuffled.slice(cut)], limits);
          expect(split.built.facts).toEqual(whole.built.facts);
          expect(await recordsIn(split.folder)).toEqual(await recordsIn(whole.folder));
        }
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  test("of rows that are there already changes nothing and links every shard", async () => {
    const rows = Array.from({ length: 40 }, (_, at) => text(`r${at}`));
    const { built, folder: last } = await loads([rows, rows], { shardRows: 10 });
    expect(built).toMatchObject({ added: 0, unchanged: 40, replaced: 0, superseded: 0, written: [] });
    expect(built.linked).toHaveLength(4);
    for (const name of readdirSync(last)) expect(statSync(join(last, name)).nlink).toBe(2);
  });

  test("replaces an older reading of a record, and leaves the shard that held it as it is", async () => {
    const old = Array.from({ length: 40 }, (_, at) =>
      text(`r${String(at).padStart(2, "0")}`, {
        mail_date: `2019-01-${String(1 + (at % 28)).padStart(2, "0")}`,
      }),
    );
    const newer = text("r07", { created_at: "2024-01-01T00:00:00", body: "corrected" });
    const { built, folder: last } = await loads([old, [newer]], { shardRows: 10 });
    expect(built).toMatchObject({ added: 0, replaced: 1, unchanged: 0 });
    expect(built.facts.rows).toBe(40);
    expect(built.linked).toHaveLength(4);
    expect(built.written).toHaveLength(1);
    expect(await recordsIn(last)).toContainEqual(
      expect.objectContaining({ id: "r07", bodyText: "corrected" }),
    );
  });

  test("of which a few replace others answers every question as one load of all does, until shards are written anew", async () => {
    const old = Array.from({ length: 40 }, (_, at) =>
      text(`r${String(at).padStart(2, "0")}`, {
        mail_date: `2019-01-${String(1 + (at % 28)).padStart(2, "0")}`,
      }),
    );
    const newer = [0, 27].map((at) => ({
      ...old[at]!,
      created_at: "2024-01-01T00:00:00",
      mail_date: "2019-02-01",
      body: "rare words of a correction",
    }));
    const one = await loads([[...old, ...newer]], { shardRows: 100 });
    const many = await loads([old, [newer[0]!], [newer[1]!]], { shardRows: 100 });
    const left = readdirSync(many.folder).filter((name) => name.endsWith(".left.json"));
    expect(left).toHaveLength(1);
    expect(many.built.facts).toEqual(one.built.facts);
    const renewed = await loads([old, [newer[0]!], [newer[1]!], []], { shardRows: 100, renews: true });
    expect(readdirSync(renewed.folder).some((name) => name.endsWith(".left.json"))).toBe(false);
    const [all, ...others] = await Promise.all(
      [one, many, renewed].map(({ folder: each }) => answersOf(each)),
    );
    for (const other of others) expect(other).toEqual(all);
  });

  test("keeps the API's record of a document instead of the weekly archive's", async () => {
    const fromArchive = text("computed", { document_id: "DOC1" });
    const fromApi = text("theirs", { document_id: "DOC1", source: "api" });
    for (const order of [[[fromArchive], [fromApi]], [[fromApi], [fromArchive]], [[fromArchive, fromApi]]]) {
      const { folder: last } = await loads(order, { shardRows: 10 });
      expect(await recordsIn(last)).toMatchObject([{ id: "theirs" }]);
    }
  });
});

test("a shard that is not what its snapshot says is neither linked nor copied from", async () => {
  const { folder: before } = await loads([[text("r1"), text("r2")]], { shardRows: 4 });
  const [name] = readdirSync(before);
  const path = join(before, name!);
  const hashes = new Map([[name!, await sha256Of(path)]]);
  turn(path, 8 * 600);
  for (const [as, rows] of [
    ["linked", []],
    ["copied", [text("r1", { body: "another text", created_at: "2030-01-01T00:00:00" })]],
  ] as const) {
    const next = `${before}-${as}`;
    const scratch = `${next}-scratch`;
    const build = new TextsBuild({ table: tableOf("texts"), current: before, next, scratch, hashes });
    if (rows.length > 0) await build.add(rows);
    await build.keep([0]);
    await expect(build.finish()).rejects.toThrow(/is damaged .*artunit repair/);
    await build.close();
  }
});
