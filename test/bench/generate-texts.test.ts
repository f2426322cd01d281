import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateTexts, type TextsTruth } from "../../bench/texts/generate.js";

const folder = mkdtempSync(join(tmpdir(), "artunit-texts-"));
const sources = "corpora/development/texts";
type Document = Readonly<Record<string, unknown>> & { readonly oaText: string };
let truth: TextsTruth;
let archives: Document[][];

beforeAll(async () => {
  truth = await generateTexts({ folder, sources, documents: 250, documentsAWeek: 100, seed: 3 });
  archives = truth.archives.map(({ file }) => readArchive(join(folder, file)));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("writes weekly archives named for the Sunday that ends the week, one entry of JSON Lines each", () => {
  expect(truth.archives.map(({ file, documents }) => [file, documents])).toEqual([
    ["bdr_oa_bulkdata_weekly_2019-01-06.zip", 100],
    ["bdr_oa_bulkdata_weekly_2019-01-13.zip", 100],
    ["bdr_oa_bulkdata_weekly_2019-01-20.zip", 50],
  ]);
  expect(archives.map((documents) => documents.length)).toEqual([100, 100, 50]);
});

test("gives each document the members of the weekly layout and an id of its own", () => {
  const documents = archives.flat();
  for (const document of documents) {
    expect(document).toMatchObject({
      patentApplicationNumber: expect.stringMatching(/^\d{8}$/),
      documentCode: expect.stringMatching(/^(CTNF|CTFR|NOA|CTRS)$/),
      obsoleteDocumentIdentifier: expect.stringMatching(/^[0-9A-Z]{15}$/),
      submissionDate: expect.stringMatching(/^2019-\d\d-\d\dT00:00:00$/),
      oaText: expect.stringMatching(/\S/),
      rejections: expect.any(Array),
    });
  }
  expect(new Set(documents.map((document) => document.obsoleteDocumentIdentifier)).size).toBe(250);
});

test("makes texts of real length, about ten thousand characters", () => {
  const lengths = archives.flat().map((document) => document.oaText.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  expect(mean).toBeGreaterThan(8_000);
  expect(mean).toBeLessThan(13_000);
  expect(Math.min(...lengths)).toBeGreaterThan(2_000);
  expect(Math.max(...lengths)).toBeGreaterThan(25_000);
});

test("knows in how many documents each of its words, pairs, phrases and prefixes occurs, archive by archive", () => {
  const words = archives.map((documents) =>
    documents.map(
      ({ oaText }) =>
        ` ${oaText
          .toLowerCase()
          .split(/[^\p{L}\p{N}\p{M}_]+/u)
          .join(" ")} `,
    ),
  );
  const kinds = new Set<string>();
  for (const search of truth.searches) {
    kinds.add(`${search.kind} ${search.frequency}`);
    const has = (text: string): boolean => {
      if (search.kind === "phrase") return text.includes(` ${search.words.join(" ")} `);
      if (search.kind === "prefix") return text.includes(` ${search.words[0]}`);
      return search.words.every((word) => text.includes(` ${word} `));
    };
    let sum = 0;
    const recounted = words.map((texts) => {
      sum += texts.filter(has).length;
      return sum;
    });
    expect({ ...search, documents: recounted }).toEqual(search);
  }
  expect(kinds.size).toBeGreaterThanOrEqual(10);
});

test("knows the codes so far and the digests of a sample", () => {
  const codes: Record<string, number> = {};
  for (const { documentCode } of archives.flat())
    codes[String(documentCode)] = (codes[String(documentCode)] ?? 0) + 1;
  expect(truth.codes.at(-1)).toEqual(codes);
  const byId = new Map(archives.flat().map((document) => [document.obsoleteDocumentIdentifier, document]));
  for (const { documentId, sha256 } of truth.sample) {
    expect(createHash("sha256").update(byId.get(documentId)!.oaText).digest("hex")).toBe(sha256);
  }
});

test("gives the same bytes for the same seed", async () => {
  const again = join(folder, "again");
  await generateTexts({ folder: again, sources, documents: 250, documentsAWeek: 100, seed: 3 });
  for (const name of readdirSync(again)) {
    expect(readFileSync(join(again, name)).equals(readFileSync(join(folder, name))), name).toBe(true);
  }
});

function readArchive(path: string): Document[] {
  const [entry] = Object.values(unzipSync(readFileSync(path)));
  const lines = Buffer.from(entry!).toString("utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Document);
}
