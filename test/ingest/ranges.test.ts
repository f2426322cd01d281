import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateRelease } from "../../bench/release/generate.js";
import type { LoadOptions } from "../../src/load/load.js";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import { ask, folderWith, loadInto } from "./folders.js";

// A store of any size is built in ranges of applications; which rows fall into one must not show.

const RECORDED = "test/data/recorded";
const PAGES = [
  `${RECORDED}/oa_rejections-v2/dh-2023-records-app-14574014.json`,
  `${RECORDED}/oa_citations-v2/dh-2023-records-match-all-rows100.json`,
];
const MANY: Partial<LoadOptions> = { rangeRows: 4_000 };

const folder = mkdtempSync(join(tmpdir(), "artunit-ranges-"));
let files: readonly string[];
let few: string;

beforeAll(async () => {
  const release = await generateRelease({ folder, scale: 0.0003, seed: 4, zip: false });
  few = join(folder, "few.csv");
  writeFileSync(
    few,
    `app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa
13000007,5386490,5386490,,,,1,0,0
13000007,5386490,5386490,,,,1,0,0
02000001,6992580,6992580,,,,0,1,0
`,
  );
  files = [...release.files.map(({ path }) => path), few, ...PAGES];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hashOf(data: string): string {
  return readManifest(data, currentId(data)!).contentHash;
}

/** Every table, in its order. */
function contentOf(data: string): Promise<unknown> {
  return Promise.all(
    ["office_actions", "rejections", "citations"].map((table) =>
      ask(
        data,
        `select count(*), min(position), max(position), md5(string_agg(record_id, ',' order by position)) from ${table}`,
      ),
    ),
  );
}

test("A store built in many ranges holds what one built at once holds", async () => {
  const atOnce = folderWith();
  const inRanges = folderWith();
  const steps = new Set<number>();
  await loadInto(atOnce, files);
  await loadInto(inRanges, files, {
    ...MANY,
    onEvent: (event) => {
      if (event.kind === "building") steps.add(event.of);
    },
  });
  expect(Math.max(...steps)).toBeGreaterThan(4);
  expect(hashOf(inRanges)).toBe(hashOf(atOnce));
  expect(await contentOf(inRanges)).toEqual(await contentOf(atOnce));
});

test("So does a store that was loaded file by file, in another order", async () => {
  const atOnce = folderWith();
  const oneByOne = folderWith();
  const [actions, , citations] = files;
  const order = [citations!, few, PAGES[0]!, actions!];
  await loadInto(atOnce, order);
  for (const file of order) await loadInto(oneByOne, [file], MANY);
  expect(hashOf(oneByOne)).toBe(hashOf(atOnce));
  expect(await contentOf(oneByOne)).toEqual(await contentOf(atOnce));
});

test("A table of the release may have no row in most ranges", async () => {
  for (const some of [
    [few, files[0]!],
    [few, files[1]!, PAGES[0]!],
    [files[2]!, few],
  ]) {
    const atOnce = folderWith();
    const inRanges = folderWith();
    await loadInto(atOnce, some);
    await loadInto(inRanges, some, MANY);
    expect(hashOf(inRanges)).toBe(hashOf(atOnce));
  }
});
