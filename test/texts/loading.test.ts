import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { type LoadReport, load } from "../../src/load/load.js";
import { openSnapshotStore, type Store } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { type Manner, shapeOf } from "../shapes.js";
import { type Entry, weeklyRecord, zipBytes, zipOf } from "./archives.js";

const root = mkdtempSync(join(tmpdir(), "artunit-loading-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(root, "data-"));
});

function loadInto(folder: string, paths: readonly string[], extracts = false): Promise<LoadReport> {
  return load({ data: folder, installation: INSTALLATION, paths, artunitVersion: "0", extracts });
}

function loadFiles(...paths: readonly string[]): Promise<LoadReport> {
  return loadInto(data, paths);
}

async function opened<T>(folder: string, report: LoadReport, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSnapshotStore(places.snapshot(folder, report.manifest!.id), INSTALLATION);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function recordsOf(
  folder: string,
  report: LoadReport,
  key: string,
  version = "v1",
  manner: Manner = "native",
) {
  return opened(folder, report, async (store) => {
    const dataset = findDataset(key, version);
    const page = await store.page({
      dataset,
      shape: shapeOf(dataset, manner),
      predicate: { kind: "everything" },
      rows: Number.POSITIVE_INFINITY,
    });
    const records: Record<string, unknown>[] = [];
    for await (const batch of page.records) records.push(...batch.map((each) => JSON.parse(each)));
    return records;
  });
}

const lines = (...records: readonly unknown[]) =>
  records.map((each) => `${typeof each === "string" ? each : JSON.stringify(each)}\n`).join("");
const WEEK = "bdr_oa_bulkdata_weekly_2019-01-06.zip";
const zipped = (...entries: readonly Entry[]) => zipOf(mkdtempSync(join(root, "zip-")), WEEK, entries);

describe("a weekly archive", () => {
  test("is loaded with a row of its own in oa_zip_data, over all its entries", async () => {
    const report = await loadFiles(
      zipped(
        { name: "a.json", content: lines(weeklyRecord(1), weeklyRecord(2)) },
        { name: "b.json", content: lines(weeklyRecord(3, { submissionDate: "2019-01-04" })) },
      ),
    );
    expect(report.files).toMatchObject([{ read: 3, loaded: 3, rejected: 0 }]);
    const [archive, ...others] = await recordsOf(data, report, "oa_zip_data");
    expect(others).toEqual([]);
    expect(archive).toMatchObject({
      archiveFileName: WEEK,
      fromDate: "2018-12-31",
      toDate: "2019-01-06",
      firstSubmissionDate: "2019-01-02",
      lastSubmissionDate: "2019-01-04",
      officeActionCount: 3,
    });
    expect(report.manifest?.tables.find(({ name }) => name === "texts")).toMatchObject({ rows: 3 });
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["numbers for strings", { patentApplicationNumber: 9000001 }, { patentApplicationNumber: "09000001" }],
    [
      "one-element lists",
      { oaText: ["a text"], documentCode: ["CTFR"] },
      { bodyText: "a text", legacyDocumentCodeIdentifier: "CTFR" },
    ],
    ["the API's names", { oaText: undefined, bodyText: "a text" }, { bodyText: "a text" }],
    [
      "nested sections",
      { sections: { section103RejectionText: "over Smith" } },
      { "sections.section103RejectionText": "over Smith" },
    ],
    [
      "dotted sections",
      { "sections.section103RejectionText": "over Smith" },
      { "sections.section103RejectionText": "over Smith" },
    ],
    [
      "a slash in the number",
      { patentApplicationNumber: "15/000,001" },
      { patentApplicationNumber: "15000001" },
    ],
    [
      "a number that is a text",
      { groupArtUnitNumber: "0713" },
      { groupArtUnitNumber: 713, art_unit: "0713" },
    ],
    ["a sentinel date", { filingDate: "0001-01-01T00:00:00" }, { filingDate: null }],
    ["a sentinel date of the far end", { filingDate: "9999-12-31" }, { filingDate: null }],
    [
      "a date that is none",
      { filingDate: "2019-02-30" },
      { filingDate: null, extra: { filingDate: "2019-02-30" } },
    ],
    ["a member we do not know", { novel: { a: 1 } }, { extra: { novel: { a: 1 } } }],
  ])("is read with %s", async (_, given, expected) => {
    const report = await loadFiles(zipped({ name: "a.json", content: lines(weeklyRecord(1, given)) }));
    expect((await recordsOf(data, report, "oa_actions"))[0]).toMatchObject(expected);
  });

  test("feeds rejections and citations with what is found in its texts, with the place", async () => {
    const text =
      "DETAILED ACTION\nClaim Rejections - 35 USC 103\nClaims 1-3 are rejected under 35 U.S.C. 103 as being " +
      "unpatentable over Smith (US 6,807,434) in view of Jones (US 2004/0159476 A1).\n";
    const file = zipped({ name: "a.json", content: lines(weeklyRecord(1, { oaText: text })) });
    const report = await loadInto(data, [file], true);
    const [rejection] = await recordsOf(data, report, "oa_rejections", "v2");
    expect(rejection).toMatchObject({
      obsoleteDocumentIdentifier: "DOC000000000001",
      legalSectionCode: "103",
      hasRej103: true,
      claims: [1, 2, 3],
      source: "extraction",
      groupArtUnitNumber: "1713",
    });
    expect(text.slice(Number(rejection!.span_start), Number(rejection!.span_end))).toContain(
      "Claims 1-3 are rejected",
    );
    const citations = await recordsOf(data, report, "oa_citations", "v2");
    expect(citations.map((each) => each.reference_key).sort()).toEqual(["US20040159476", "US6807434"]);
    const [action] = await recordsOf(data, report, "oa_actions");
    expect(action!["sections.section103RejectionText"]).toContain("Claims 1-3 are rejected");
  });

  test("is not read twice, and a second week joins the first", async () => {
    const first = zipped({ name: "a.json", content: lines(weeklyRecord(1)) });
    const before = await loadFiles(first);
    expect((await loadFiles(first)).skipped).toEqual([first]);
    const second = zipped({ name: "a.json", content: lines(weeklyRecord(2)) });
    const after = await loadFiles(second);
    expect(after.manifest?.tables.find(({ name }) => name === "texts")?.rows).toBe(2);
    expect(before.manifest?.contentHash).not.toBe(after.manifest?.contentHash);
  });
});

describe("a single document", () => {
  const corpus = (name: string) =>
    fileURLToPath(new URL(`../../corpora/development/texts/${name}`, import.meta.url));

  test("is known by its name and the head of its pages, and feeds rejections", async () => {
    const report = await loadInto(data, [corpus("12327132-CTFR-2015-06-19.txt")], true);
    const [action] = await recordsOf(data, report, "oa_actions");
    expect(action).toMatchObject({
      patentApplicationNumber: "12327132",
      legacyDocumentCodeIdentifier: "CTFR",
      submissionDate: "2015-06-19",
      source: "document",
    });
    const [rejection] = await recordsOf(data, report, "oa_rejections", "v2");
    expect(rejection).toMatchObject({ patentApplicationNumber: "12327132", source: "extraction" });
  });

  test("is the same from Word and from text", async () => {
    for (const name of ["full-19182905-CTFR-2025-12-10.docx", "full-19182905-CTFR-2025-12-10.md"]) {
      const folder = mkdtempSync(join(root, "data-"));
      const report = await loadInto(folder, [corpus(name)]);
      const [action] = await recordsOf(folder, report, "oa_actions");
      expect(action).toMatchObject({ patentApplicationNumber: "19182905", submissionDate: "2025-12-10" });
      expect(String(action!.bodyText)).toContain("request for continued examination under 37 CFR 1.114");
    }
  });

  test("in a PDF that was cut off is refused, saying what to do", async () => {
    const path = join(mkdtempSync(join(root, "pdf-")), "action.pdf");
    writeFileSync(path, "%PDF-1.7\n");
    const [refused] = (await loadFiles(path)).refused;
    expect(refused?.error).toMatchObject({ code: "file-unreadable" });
    expect(refused?.error.message).toMatch(/cut off\. Fetch it again/);
  });
});

describe("the same files", () => {
  test("give the same content hash in any order, together or one by one", async () => {
    const files = [1, 2, 3].map((week) =>
      zipped({
        name: "a.json",
        content: lines(weeklyRecord(week), weeklyRecord(9, { createDateTime: `2022-01-0${week}T00:00:00` })),
      }),
    );
    const together = await loadInto(mkdtempSync(join(root, "data-")), files);
    let last: LoadReport | null = null;
    for (const file of [files[2]!, files[0]!, files[1]!]) last = await loadFiles(file);
    expect(last!.manifest!.contentHash).toBe(together.manifest!.contentHash);
  });
});

describe("broken lines", () => {
  test.each<[string, string | Buffer, string]>([
    ["JSON cut in a record", '{"oaText":"a', "bad-json"],
    ["bytes that are not UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), "bad-utf8"],
    ["a lone surrogate", '{"oaText":"\\ud800","obsoleteDocumentIdentifier":"X"}', "lone-surrogate"],
    ["a NUL in a text", '{"oaText":"\\u0000","obsoleteDocumentIdentifier":"X"}', "nul"],
    ["a depth of 10,000", `{"oaText":${"[".repeat(10_000)}${"]".repeat(10_000)}}`, "too-deep"],
    ["a key twice", '{"oaText":"a","oaText":"b","obsoleteDocumentIdentifier":"X"}', "duplicate-key"],
    ["1e400", '{"oaText":"a","customerNumber":1e400}', "number-out-of-range"],
    ["2^63", '{"oaText":"a","customerNumber":9223372036854775808}', "number-out-of-range"],
    ["a list for a record", "[1]", "not-a-record"],
    ["a record of nothing", '{"unrelated":1}', "unreadable"],
    ["a line of 200 MB", `{"oaText":"${"x".repeat(200 * 1024 * 1024)}"}`, "too-long"],
  ])("with %s are set aside with file, entry and line; the rest is loaded", async (_, bad, reason) => {
    const content = Buffer.concat([
      Buffer.from(lines(weeklyRecord(1))),
      Buffer.from(bad),
      Buffer.from(`\n${lines(weeklyRecord(2))}`),
    ]);
    const folder = mkdtempSync(join(root, "plain-"));
    const path = join(folder, "week.json");
    writeFileSync(path, content);
    const report = await loadFiles(path);
    expect(report.files).toMatchObject([{ read: 3, loaded: 2, rejected: 1 }]);
    const [name] = readdirSync(places.quarantine(data));
    const kept = readFileSync(join(places.quarantine(data), name!), "utf8");
    expect(kept).toContain(reason);
    expect(kept.length).toBeLessThan(20_000);
    expect(JSON.parse(kept.split("\n")[0]!)).toMatchObject({ line: 2 });
  });
});

test("a snapshot that lacks a shard is not served, rather than answered without its texts", async () => {
  const report = await loadFiles(zipped({ name: "a.json", content: lines(weeklyRecord(1)) }));
  const folder = places.snapshot(data, report.manifest!.id);
  rmSync(join(folder, report.manifest!.stored.find(({ path }) => path.startsWith("texts/"))!.path));
  await expect(openSnapshotStore(folder, INSTALLATION)).rejects.toMatchObject({ code: "snapshot-damaged" });
});

describe("a hostile archive", () => {
  const good: Entry = { name: "a.json", content: lines(weeklyRecord(1)) };
  const bomb = "a".repeat(40 * 1024 * 1024);
  test.each<[string, () => string]>([
    ["a name that leaves the folder", () => zipped({ ...good, name: "../../etc/a.json" })],
    ["an absolute name", () => zipped({ ...good, name: "/etc/a.json" })],
    ["a NUL in a name", () => zipped({ ...good, name: "a\0.json" })],
    ["a symbolic link", () => zipped({ ...good, mode: 0o120777 })],
    ["names equal but for case", () => zipped(good, { ...good, name: "A.JSON" })],
    [
      "a thousand to one",
      () => zipped({ name: "a.json", content: lines({ ...weeklyRecord(1), oaText: bomb }) }),
    ],
    ["a lying size", () => zipped({ ...good, lies: { size: 5 } })],
    ["a wrong checksum", () => zipped({ ...good, lies: { crc: 1 } })],
    ["entries that share their bytes", () => zipped(good, { ...good, name: "b.json", overlaps: true })],
    ["a zip inside", () => zipped({ name: "inner.zip", content: zipBytes([good]) })],
    [
      "its end cut off",
      () => {
        const path = zipped(good);
        const bytes = readFileSync(path);
        writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)));
        return path;
      },
    ],
    [
      "twenty thousand entries and more",
      () => zipped(...Array.from({ length: 20_001 }, (_, at) => ({ name: `${at}.json`, content: "" }))),
    ],
  ])("with %s is refused whole, and what was served is served on", async (_, make) => {
    const before = await loadFiles(zipped({ name: "z.json", content: lines(weeklyRecord(7)) }));
    const report = await loadFiles(make());
    expect(report.refused).toHaveLength(1);
    expect(report.manifest).toBeNull();
    expect(readFileSync(places.current(data), "utf8").trim()).toBe(before.manifest!.id);
  });
});
