import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findDataset } from "../../src/installation.js";
import type { Pattern, Predicate } from "../../src/query/predicate.js";
import { allGroups } from "../../src/store/groupBatches.js";
import { memoryStore, type Rows } from "../../src/store/inMemory/memory.js";
import type { Row } from "../../src/store/row.js";
import type { Groups, Page, PageRequest, RowKey, Store } from "../../src/store/store.js";
import { mannersOf, shapeOf } from "../shapes.js";
import {
  anyGroups,
  anyLookup,
  anyPage,
  anyQuestion,
  anyReference,
  commonGroups,
  STRUCTURED_DATASETS,
  sampleRows,
} from "./generate.js";

async function readAll(page: Page): Promise<string[]> {
  const records: string[] = [];
  for await (const batch of page.records) records.push(...batch);
  return records;
}

function ofTheRelease(rows: Rows): Rows {
  return Object.fromEntries(
    Object.entries(rows).map(([table, some]) => [
      table,
      some.map((row) => ({ ...row, source: "release-2017", is_preferred: true })),
    ]),
  );
}

export interface Contract {
  /** Positions are ranks: an overlay's stand between those of the base, and only ascend. */
  readonly hasRanks?: boolean;
}

/** What every store must do: give the oracle's answers to any question over any rows. */
export function storeContract(
  open: (rows: Rows) => Promise<Store>,
  { hasRanks = true }: Contract = {},
): void {
  const comparable = (key: RowKey | null) => (hasRanks ? key : (key?.slice(0, -1) ?? null));
  /** The rows in the oracle, and in a store that is open while the tests of a block run. */
  const bothOver = (rows: Rows) => {
    const both = { oracle: memoryStore(rows) } as { readonly oracle: Store; store: Store };
    beforeAll(async () => {
      both.store = await open(rows);
    });
    afterAll(async () => {
      await both.store.close();
    });
    return both;
  };

  describe.each([1, 20260101])("over generated rows, seed %i", (seed) => {
    const rows = sampleRows(seed, 250);
    const both = bothOver(rows);
    const { oracle } = both;

    const held = (property: fc.IAsyncProperty<unknown>, numRuns: number) =>
      fc.assert(property as fc.IAsyncProperty<[unknown]>, { numRuns, seed });

    test("pages have the oracle's total, records and order", async () => {
      await held(
        fc.asyncProperty(anyPage(), async (request) => {
          const [expected, actual] = [await oracle.page(request), await both.store.page(request)];
          expect(actual.total).toBe(expected.total);
          expect(await readAll(actual)).toEqual(await readAll(expected));
          expect(comparable(actual.last())).toEqual(comparable(expected.last()));
        }),
        80,
      );
    });

    test("questions about an application, a document or a reference get the oracle's answers", async () => {
      await held(
        fc.asyncProperty(anyLookup(), async (request) => {
          const [expected, actual] = [await oracle.page(request), await both.store.page(request)];
          expect(actual.total).toBe(expected.total);
          expect(await readAll(actual)).toEqual(await readAll(expected));
          expect(comparable(actual.last())).toEqual(comparable(expected.last()));
          expect(await both.store.count(request)).toBe(expected.total);
        }),
        60,
      );
    });

    test("questions about what citations cite get the oracle's answers", async () => {
      await held(
        fc.asyncProperty(anyReference(), async (request) => {
          const [expected, actual] = [await oracle.page(request), await both.store.page(request)];
          expect(actual.total).toBe(expected.total);
          expect(await readAll(actual)).toEqual(await readAll(expected));
          expect(comparable(actual.last())).toEqual(comparable(expected.last()));
          expect(await both.store.count(request)).toBe(expected.total);
        }),
        60,
      );
    });

    test("counts are the oracle's, and a condition and its complement add up to everything", async () => {
      await held(
        fc.asyncProperty(anyQuestion(), async (question) => {
          const complement = { ...question, predicate: { kind: "not", child: question.predicate } as const };
          const everything = { ...question, predicate: { kind: "everything" } as const };
          const count = await both.store.count(question);
          expect(count).toBe(await oracle.count(question));
          expect(count + (await both.store.count(complement))).toBe(await both.store.count(everything));
        }),
        80,
      );
    });

    test("groups are the oracle's", async () => {
      await held(
        fc.asyncProperty(anyGroups(), async (request) => {
          const expected = await oracle.groups(request);
          expect(await both.store.groups(request)).toEqual(expected);
          const all: Groups["groups"][number][] = [];
          for await (const batch of await allGroups(both.store, request)) all.push(...batch);
          expect(all).toEqual(expected.groups);
        }),
        80,
      );
    });

    test("common groups and their counts are the oracle's", async () => {
      await held(
        fc.asyncProperty(commonGroups(), async (request) => {
          expect(await both.store.groups(request)).toEqual(await oracle.groups(request));
          expect(await both.store.count(request)).toBe(await oracle.count(request));
        }),
        80,
      );
    });

    test("walking by key returns every record once, in order", async () => {
      await held(
        fc.asyncProperty(anyPage(), async (request) => {
          const everything = await readAll(
            await oracle.page({ ...request, start: 0, rows: Number.POSITIVE_INFINITY }),
          );
          expect(await walk(both.store, { ...request, rows: 37 })).toEqual(everything);
        }),
        25,
      );
    });

    test.each(STRUCTURED_DATASETS.map((dataset) => [`${dataset.key}/${dataset.version}`, dataset] as const))(
      "%s is rendered as plain TypeScript renders it, in every shape",
      async (_, dataset) => {
        for (const manner of mannersOf(dataset)) {
          const request: PageRequest = {
            dataset,
            predicate: { kind: "everything" },
            shape: shapeOf(dataset, manner),
            rows: Number.POSITIVE_INFINITY,
          };
          expect(await readAll(await both.store.page(request))).toEqual(
            await readAll(await oracle.page(request)),
          );
        }
      },
    );

    test("a key of another length is refused", async () => {
      const request: PageRequest = {
        dataset: STRUCTURED_DATASETS[0]!,
        predicate: { kind: "everything" },
        shape: shapeOf(STRUCTURED_DATASETS[0]!, "native"),
        after: ["x", 1],
        rows: 1,
      };
      await expect(both.store.page(request)).rejects.toThrow("The cursor was not issued for this query.");
    });

    test("a query whose client has left is not answered", async () => {
      const question = { dataset: STRUCTURED_DATASETS[0]!, predicate: { kind: "nothing" } as const };
      const signal = AbortSignal.abort(new Error("the client left"));
      await expect(both.store.count({ ...question, signal })).rejects.toThrow("the client left");
    });
  });

  // One character again and again, two in turn, by chance: patterns almost match them, in very many ways.
  describe("over texts made to be slow", () => {
    const both = bothOver({ citations: SLOW_TEXTS.map(slowCitation) });

    test.each(SLOW_PATTERNS)("%s has the oracle's answer, and soon", async (_, pattern) => {
      for (const column of ["reference_text", "reference_number"]) {
        const predicate: Predicate = { kind: "matches", column, pattern };
        const question = { dataset: findDataset("oa_citations", "v2"), predicate };
        const expected = await both.oracle.count(question);
        const before = performance.now();
        expect(await both.store.count(question)).toBe(expected);
        expect(performance.now() - before).toBeLessThan(5000);
      }
    });
  });

  // Where every row is the release's, a dataset has no condition of its own and fewer are left to decide.
  describe("over rows of the release alone", () => {
    const rows = ofTheRelease(sampleRows(7, 400));
    const both = bothOver(rows);
    const { oracle } = both;

    test("questions about what citations cite get the oracle's answers", async () => {
      await fc.assert(
        fc.asyncProperty(anyReference(), async (request) => {
          const [expected, actual] = [await oracle.page(request), await both.store.page(request)];
          expect(actual.total).toBe(expected.total);
          expect(await readAll(actual)).toEqual(await readAll(expected));
          expect(await both.store.count(request)).toBe(expected.total);
        }),
        { numRuns: 120, seed: 7 },
      );
    });
  });
}

const SLOW_TEXTS: readonly string[] = [
  ...[10, 60, 100, 3000, 20_000].flatMap((length) => [
    "a".repeat(length),
    "ab".repeat(length),
    `${"0123456789".repeat(length / 10)}9z`,
    Array.from({ length }, (_, at) => (Math.imul(at + length, 2654435761) & 0x10000 ? "a" : "b")).join(""),
  ]),
  "𝒳".repeat(500),
  "a\nb\nc",
];

const SLOW_PATTERNS: readonly (readonly [string, Pattern])[] = [
  ...[
    `${"?*".repeat(11)}9z`,
    `${"*?".repeat(11)}9z*`,
    `${"*a".repeat(40)}*c`,
    `${"a*".repeat(40)}`,
    `*ab${"*ba".repeat(100)}`,
    `a*a?b*b?a*?c`,
    `*a${"?".repeat(200)}*b${"?".repeat(20)}*`,
    `*${"a".repeat(900)}?b*`,
    `*${"a".repeat(30_000)}b*`,
    "𝒳*?𝒳*?𝒳*𝒳?",
    "a?b*\n*?c",
  ].map((pattern) => [`the wildcard ${pattern.slice(0, 30)}`, { kind: "wildcard", pattern }] as const),
  ...["(a{1,100}){1,10}", "(a{1,99}){1,10}c", ".*a.{300}b", "((a*)*(b|a)*)*c", "(a?){400}(a|b){250}c"].map(
    (source) => [`the expression ${source}`, { kind: "regexp", source }] as const,
  ),
  ...["a".repeat(3001), `${"ab".repeat(3000)}`, "a".repeat(100_000)].map(
    (value) => [`two edits of ${value.length} letters`, { kind: "fuzzy", value, edits: 2 }] as const,
  ),
];

function slowCitation(text: string, at: number): Row {
  return {
    record_id: String(at).padStart(32, "0"),
    application_number: String(12_000_000 + at),
    document_id: `DOC${at}`,
    mail_date: "2017-03-01",
    reference_text: text,
    reference_number: text,
    source: "release-2017",
    is_preferred: true,
  };
}

async function walk(store: Store, request: PageRequest): Promise<string[]> {
  const { start: _, ...from } = request;
  const records: string[] = [];
  let after: RowKey | null = null;
  do {
    const page: Page = await store.page({ ...from, ...(after ? { after } : {}), counts: false });
    records.push(...(await readAll(page)));
    after = page.last();
  } while (after !== null);
  return records;
}
