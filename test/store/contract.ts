import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allGroups } from "../../src/store/groupBatches.js";
import { memoryStore, type Rows } from "../../src/store/oracle/memory.js";
import type { Groups, Page, PageRequest, RowKey, Store } from "../../src/store/store.js";
import { MANNERS, shapeOf } from "../shapes.js";
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

/** What every store must do: give the oracle's answers to any question over any rows. */
export function storeContract(open: (rows: Rows) => Promise<Store>): void {
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
          expect(actual.last()).toEqual(expected.last());
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
          expect(actual.last()).toEqual(expected.last());
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
          expect(actual.last()).toEqual(expected.last());
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
        for (const manner of MANNERS) {
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
