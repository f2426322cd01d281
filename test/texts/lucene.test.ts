import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Dataset, Field } from "../../src/catalog/index.js";
import { ownShape } from "../../src/catalog/index.js";
import { ArtunitError } from "../../src/errors.js";
import { findDataset, tableOf } from "../../src/installation.js";
import { bindCriteria, parseCriteria } from "../../src/query/index.js";
import { TextsBuild } from "../../src/store/engines/fulltext/buildTexts.js";
import { TextStore } from "../../src/store/engines/fulltext/textStore.js";
import { memoryStore } from "../../src/store/index.js";

interface Case {
  readonly input: string;
  readonly "8.7.0": readonly string[] | { readonly error: string };
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../query/lucene/${file}`, import.meta.url), "utf8"));
const { documents } = read("cases.json") as { documents: (readonly [string, string])[][] };

/** The fields of Lucene's documents, and the columns of texts that stand for them here. */
const COLUMNS: Readonly<Record<string, string>> = {
  id: "record_id",
  app: "application_number",
  code: "document_code",
  section: "uspc_class",
  tc: "tech_center",
  ref: "patent_number",
  missing: "docket",
  text: "body",
  text2: "title",
};
const dataset: Dataset = {
  ...findDataset("oa_actions", "v1"),
  defaultFields: ["text"],
  fields: Object.entries(COLUMNS).map(
    ([name, column]): Field => ({
      name,
      column,
      match: name.startsWith("text") ? "text" : "keyword",
      meaning: "",
      example: "",
    }),
  ),
};

/** Criteria that ask the texts and are meant the same by us; those that are not have their tests with the criteria. */
const cases = (read("matches.json") as Case[]).filter(
  ({ input, "8.7.0": answer }) =>
    Array.isArray(answer) && !/\b(?:section|app|code|tc|ref|missing|id):/.test(input),
);

describe("Lucene 8.7.0 and the text store find the same", () => {
  const folder = mkdtempSync(join(tmpdir(), "artunit-lucene-"));
  let store: TextStore;
  beforeAll(async () => {
    const rows = documents.map((document) => ({
      ...Object.fromEntries(document.map(([name, value]) => [COLUMNS[name], value])),
      source: "document",
    }));
    const build = new TextsBuild({
      table: tableOf("texts"),
      current: null,
      next: join(folder, "texts"),
      scratch: join(folder, "scratch"),
      shardRows: 3,
    });
    await build.add(rows);
    await build.keep([0]);
    await build.finish();
    store = new TextStore(memoryStore({}).manifest, join(folder, "texts"), tableOf("texts"), 2);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function find(criteria: string): Promise<readonly string[] | string> {
    try {
      const { predicate } = bindCriteria(parseCriteria(criteria), dataset, { now: new Date(0) });
      const page = await store.page({ dataset, shape: ownShape(dataset, ["id"]), predicate, rows: 100 });
      const ids: string[] = [];
      for await (const batch of page.records)
        ids.push(...batch.map((each) => (JSON.parse(each) as { id: string }).id));
      return ids.sort();
    } catch (error) {
      if (error instanceof ArtunitError) return error.code;
      throw error;
    }
  }

  test("there are such cases", () => {
    expect(cases.length).toBeGreaterThan(100);
  });

  test.each(cases.map((each) => [each.input, each["8.7.0"]] as const))("%s", async (criteria, expected) => {
    expect(await find(criteria)).toEqual([...(expected as readonly string[])].sort());
  });
});
