import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ownShape } from "../../src/catalog/index.js";
import { rowOfRecord } from "../../src/families/office-actions/texts/verbatim.js";
import { findDataset, tableOf } from "../../src/installation.js";
import type { Predicate, TextQuery } from "../../src/query/predicate.js";
import { shardFiles, TextsBuild } from "../../src/store/engines/fulltext/buildTexts.js";
import { layoutOf } from "../../src/store/engines/fulltext/layout.js";
import { Shard } from "../../src/store/engines/fulltext/shard.js";
import { TextStore } from "../../src/store/engines/fulltext/textStore.js";
import { memoryStore, type Page, type Row, type Store } from "../../src/store/index.js";
import { shapeOf } from "../shapes.js";

const dataset = findDataset("oa_actions", "v1");

function recorded(file: string): Record<string, unknown>[] {
  const path = new URL(`../data/recorded/oa_actions-v1/${file}`, import.meta.url);
  const answer = JSON.parse(readFileSync(path, "utf8")) as { response: { docs: Record<string, unknown>[] } };
  return answer.response.docs;
}

const RECORDED = [
  ["ds", "dh-2023-records-app-14574014.json"],
  ["ds", "dh-2023-records-match-all-38.json"],
  ["odp", "odp-2026-records-app-17248024.json"],
  ["odp", "odp-docs-sample-app-14390655.json"],
  ["odp", "pyuspto-records-2026.json"],
] as const;

const folder = mkdtempSync(join(tmpdir(), "artunit-texts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function build(name: string, rows: readonly Row[], options: { shardRows: number; from?: string }) {
  const next = join(folder, name);
  const made = new TextsBuild({
    table: TEXTS,
    current: options.from ?? null,
    next,
    scratch: join(folder, `${name}-scratch`),
    shardRows: options.shardRows,
    threads: 2,
  });
  for (let at = 0; at < rows.length; at += 7) await made.add(rows.slice(at, at + 7));
  await made.keep([0]);
  return { next, built: await made.finish() };
}

async function recordsOf(page: Page): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const batch of page.records) all.push(...batch.map((text) => JSON.parse(text) as unknown));
  return all;
}

const manifest = memoryStore({}).manifest;
const TEXTS = tableOf("texts");

describe("recorded records", () => {
  test.each(RECORDED)("of %s in %s go in and come out the same", async (manner, file) => {
    const docs = recorded(file);
    const { next } = await build(
      `recorded-${file}`,
      docs.map((doc) => rowOfRecord(doc).row),
      { shardRows: 10 },
    );
    const store = new TextStore(manifest, next, TEXTS, 2);
    const page = await store.page({
      dataset,
      shape: shapeOf(dataset, manner),
      predicate: { kind: "everything" },
      rows: Number.POSITIVE_INFINITY,
    });
    const records = (await recordsOf(page)) as { id: string }[];
    const byId = (all: { id: string }[]) => Object.fromEntries(all.map((each) => [each.id, each]));
    expect(page.total).toBe(docs.length);
    expect(byId(records)).toEqual(byId(docs as { id: string }[]));
    await store.close();
  });
});

describe("questions", () => {
  const words = [
    "anode",
    "cathode",
    "claim",
    "claims",
    "rejected",
    "103",
    "103(a)",
    "Don't",
    "3.5",
    "élan",
    "anodes",
    "the",
  ];
  const text = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((each) => each.join(" "));
  const maybeText = fc.option(text, { nil: null, freq: 4 });
  const row = fc.record({
    application_number: fc.constantFrom("14000001", "14000002", "13999999", null),
    mail_date: fc.constantFrom("2019-01-01", "2020-06-30", "2021-12-31", null),
    document_code: fc.constantFrom("CTNF", "CTFR", null),
    art_unit_number: fc.constantFrom(1713, 2889, null),
    body: maybeText,
    title: maybeText,
    section_103_rejection_text: maybeText,
  });
  const term = fc.constantFrom(
    "anode",
    "cathode",
    "claim",
    "rejected",
    "103",
    "don't",
    "3.5",
    "élan",
    "the",
    "none",
  );
  const textQuery: fc.Arbitrary<TextQuery> = fc.oneof(
    term.map((each) => ({ kind: "term", term: each }) as const),
    fc
      .record({ terms: fc.array(term, { minLength: 1, maxLength: 3 }), slop: fc.nat(4), gap: fc.boolean() })
      .map(({ terms, slop, gap }) => ({
        kind: "phrase" as const,
        terms: terms.map((each, at) => ({ term: each, position: gap && at > 0 ? at + 1 : at })),
        slop,
      })),
    fc
      .constantFrom("an*", "*", "*ode", "*a*e*", "cl?im", "?", "claim*s", "\\*", "no\\?thing")
      .map((pattern) => ({ kind: "pattern", pattern: { kind: "wildcard", pattern } }) as const),
    fc
      .record({ value: fc.constantFrom("anod", "claism", "cahtode", "thx"), edits: fc.nat(2) })
      .map((pattern) => ({ kind: "pattern", pattern: { kind: "fuzzy", ...pattern } }) as const),
    fc
      .constantFrom("[ac].*e", "10[0-9]", "claims?")
      .map((source) => ({ kind: "pattern", pattern: { kind: "regexp", source } }) as const),
    fc
      .record({ from: fc.option(term), to: fc.option(term), inclusive: fc.boolean() })
      .map(({ from, to, inclusive }) => ({
        kind: "term-range" as const,
        lower: from === null ? null : { value: from, inclusive },
        upper: to === null ? null : { value: to, inclusive: !inclusive },
      })),
  );
  const leaf: fc.Arbitrary<Predicate> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("text" as const),
        column: fc.constantFrom("body", "title", "section_103_rejection_text"),
        text: textQuery,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Predicate>(
        { kind: "everything" },
        { kind: "nothing" },
        { kind: "exists", column: "body" },
        { kind: "exists", column: "mail_date" },
        { kind: "in", column: "document_code", values: ["CTNF"] },
        { kind: "in", column: "art_unit_number", values: [1713, 2889] },
        { kind: "range", column: "mail_date", lower: { value: "2020-01-01", inclusive: true }, upper: null },
        { kind: "matches", column: "application_number", pattern: { kind: "wildcard", pattern: "14*" } },
        { kind: "matches", column: "document_code", pattern: { kind: "fuzzy", value: "CTFN", edits: 1 } },
      ),
    },
  );
  const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
    predicate: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({
        kind: fc.constantFrom("and" as const, "or" as const),
        children: fc.array(tie("predicate"), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant("not" as const), child: tie("predicate") }),
    ),
  }));

  let rows: readonly Row[];
  let store: TextStore;
  let oracle: Store;
  beforeAll(async () => {
    rows = fc.sample(row, { numRuns: 120, seed: 7 }).map((each, at) => ({
      ...each,
      document_id: at % 5 === 0 ? null : `DOC${String(at).padStart(4, "0")}`,
      record_id: `id${String((at * 37) % 120).padStart(4, "0")}`,
      source: at % 2 === 0 ? "api" : "archive",
    }));
    const { next } = await build("generated", rows, { shardRows: 50 });
    store = new TextStore(manifest, next, TEXTS, 2);
    oracle = memoryStore({ texts: rows });
  });
  afterAll(() => store.close());

  test("are answered as by a plain scan, in total, records and order", async () => {
    await fc.assert(
      fc.asyncProperty(
        predicate,
        fc.constantFrom(
          [],
          [{ column: "mail_date", descending: true }],
          [{ column: "document_code", descending: false }],
          [{ column: "title", descending: false }],
          [
            { column: "title", descending: true },
            { column: "mail_date", descending: false },
          ],
        ),
        fc.nat(30),
        fc.constantFrom(0, 1, 10, 500),
        async (asked, sort, start, count) => {
          const request = {
            dataset,
            shape: ownShape(dataset),
            predicate: asked,
            sort,
            start,
            rows: count,
          };
          const [ours, theirs] = await Promise.all([store.page(request), oracle.page(request)]);
          expect(ours.total).toBe(theirs.total);
          expect(await recordsOf(ours)).toEqual(await recordsOf(theirs));
        },
      ),
      { numRuns: 600 },
    );
  });

  test("continue behind a cursor until every record has been seen once", async () => {
    for (const sort of [
      [],
      [{ column: "mail_date", descending: true }],
      [{ column: "title", descending: false }],
    ]) {
      const request = {
        dataset,
        shape: ownShape(dataset),
        predicate: { kind: "everything" } as const,
        sort,
      };
      const seen: unknown[] = [];
      let after: Parameters<TextStore["page"]>[0]["after"];
      for (;;) {
        const page = await store.page({ ...request, rows: 17, ...(after ? { after } : {}) });
        const records = await recordsOf(page);
        if (records.length === 0) break;
        seen.push(...records);
        after = page.last()!;
      }
      const whole = await oracle.page({ ...request, rows: Number.POSITIVE_INFINITY });
      expect(seen).toEqual(await recordsOf(whole));
    }
  });

  test.each([
    [{ kind: "count" } as const, "size" as const],
    [{ kind: "distinct", column: "application_number" } as const, "key" as const],
  ])("are grouped as by a plain scan, by %o", async (measure, order) => {
    const request = {
      dataset,
      predicate: { kind: "text", column: "body", text: { kind: "term", term: "claim" } } as const,
      by: [{ column: "document_code" }, { column: "mail_date", period: "quarter" as const }],
      measure,
      order,
      start: 0,
      rows: 100,
    };
    expect(await store.groups(request)).toEqual(await oracle.groups(request));
  });
});

test("every short phrase with every distance finds what a plain scan finds", async () => {
  const word = ["a", "b", "c"];
  const bodies = fc.sample(fc.array(fc.constantFrom(...word, "x", "y"), { minLength: 1, maxLength: 9 }), {
    numRuns: 400,
    seed: 11,
  });
  const rows = bodies.map((each, at) => ({
    record_id: String(at).padStart(4, "0"),
    source: "document",
    body: each.join(" "),
  }));
  const { next } = await build("phrases", rows, { shardRows: 1000 });
  // Once by reading documents, once by the places that the index has.
  const [file] = shardFiles(next);
  const layout = layoutOf(TEXTS);
  const shards = [new Shard(join(next, file!), layout), new Shard(join(next, file!), layout, 0)];
  const oracle = memoryStore({ texts: rows });
  const phrases = word.flatMap((a) =>
    word.flatMap((b) => [[a, b], ...word.map((c) => [a, b, c])].map((terms) => terms)),
  );
  for (const terms of phrases) {
    for (const gap of [0, 1, 2]) {
      for (let slop = 0; slop <= 6; slop++) {
        const text = {
          kind: "phrase" as const,
          terms: terms.map((term, at) => ({ term, position: at === 0 ? 0 : at + gap })),
          slop,
        };
        const query = { dataset, predicate: { kind: "text", column: "body", text } as const };
        const expected = await oracle.count(query);
        expect(
          shards.map((shard) => shard.count(query)),
          JSON.stringify(text),
        ).toEqual([expected, expected]);
      }
    }
  }
  for (const shard of shards) shard.close();
});

test("a page far down is the one that a plain scan has there", async () => {
  const rows = Array.from({ length: 9000 }, (_, at) => ({
    record_id: String((at * 7919) % 9000).padStart(5, "0"),
    application_number: at % 11 === 0 ? null : String(14_000_000 + ((at * 31) % 500)),
    mail_date: `20${10 + (at % 10)}-01-01`,
    source: "archive",
    body: at % 3 === 0 ? "anode" : "cathode",
  }));
  const { next } = await build("far", rows, { shardRows: 2000 });
  const store = new TextStore(manifest, next, TEXTS, 2);
  const oracle = memoryStore({ texts: rows });
  for (const term of [null, "anode", "cathode"]) {
    const predicate: Predicate = term
      ? { kind: "text", column: "body", text: { kind: "term", term } }
      : { kind: "everything" };
    for (const start of [1999, 2000, 2600, 2999, 3000, 5990, 8995, 9000, 20_000]) {
      const request = { dataset, shape: ownShape(dataset, ["id"]), predicate, start, rows: 10 };
      expect(await recordsOf(await store.page(request))).toEqual(await recordsOf(await oracle.page(request)));
    }
  }
  await store.close();
});

describe("search for people", () => {
  const bodies = [
    "the anode of lithium",
    "lithium lithium lithium, an anode and a cathode",
    "a cathode alone",
    "nothing of the kind",
    null,
    "Claims 1-3 are rejected as obvious over the lithium anode of Smith.",
  ];
  const rows = bodies.map((body, at) => ({
    record_id: `r${at}`,
    application_number: `1400000${at}`,
    mail_date: `2019-01-0${9 - at}`,
    source: "archive",
    body,
    title: at === 4 ? "lithium" : null,
  }));
  let store: TextStore;
  beforeAll(async () => {
    store = new TextStore(manifest, (await build("search", rows, { shardRows: 4 })).next, TEXTS, 2);
  });
  afterAll(() => store.close());
  const term = (column: string, word: string): Predicate => ({
    kind: "text",
    column,
    text: { kind: "term", term: word },
  });
  const ask = (predicate: Predicate, more: object = {}) =>
    store.search({
      dataset,
      predicate,
      order: "relevance",
      shape: ownShape(dataset, ["id"]),
      limit: 10,
      passages: 2,
      ...more,
    });
  const ids = (hits: readonly { record: string }[]) =>
    hits.map(({ record }) => (JSON.parse(record) as { id: string }).id);

  test("puts the text that speaks of it most first, and counts exactly", async () => {
    const { total, hits, next } = await ask(term("body", "lithium"));
    expect(total).toBe(3);
    expect(ids(hits)[0]).toBe("r1");
    expect(hits.every(({ score }) => score! > 0)).toBe(true);
    expect(next).toBeNull();
  });

  test("reaches every match, also those that match by another field, once each", async () => {
    const predicate: Predicate = {
      kind: "or",
      children: [term("body", "lithium"), term("title", "lithium")],
    };
    const seen: string[] = [];
    let after: Parameters<TextStore["search"]>[0]["after"];
    do {
      const { total, hits, next } = await ask(predicate, { limit: 1, ...(after ? { after } : {}) });
      expect(total).toBe(4);
      seen.push(...ids(hits));
      after = next ?? undefined;
    } while (after);
    expect([...seen].sort()).toEqual(["r0", "r1", "r4", "r5"]);
    expect(seen.at(-1)).toBe("r4");
  });

  test("orders by date when asked, the latest first", async () => {
    const { hits } = await ask(term("body", "lithium"), { order: "date" });
    expect(ids(hits)).toEqual(["r0", "r1", "r5"]);
  });

  test("shows passages whose offsets lead to the words in the body", async () => {
    const phrase: Predicate = {
      kind: "text",
      column: "body",
      text: {
        kind: "phrase",
        slop: 0,
        terms: ["lithium", "anode"].map((word, position) => ({ term: word, position })),
      },
    };
    const { hits } = await ask(phrase);
    expect(ids(hits)).toEqual(["r5"]);
    const [passage] = hits[0]!.passages;
    const body = bodies[5]!;
    expect(passage!.text).toBe(body.slice(passage!.start, passage!.end));
    expect(passage!.highlights.map(({ start, end }) => body.slice(start, end))).toEqual(["lithium anode"]);
  });

  test("shows passages that do not overlap, with every highlight in them", async () => {
    const body = `${"x ".repeat(60)}lithium ${"y ".repeat(30)}lithium lithium lithium ${"z ".repeat(55)}lithium`;
    const row = { ...rows[0]!, record_id: "long", body };
    const long = new TextStore(manifest, (await build("long", [row], { shardRows: 4 })).next, TEXTS, 1);
    const asked = {
      dataset,
      predicate: term("body", "lithium"),
      order: "relevance",
      shape: ownShape(dataset, ["id"]),
    } as const;
    const { hits } = await long.search({ ...asked, limit: 1, passages: 5 });
    await long.close();
    const { passages } = hits[0]!;
    for (const [at, { start }] of passages.entries())
      expect(start).toBeGreaterThanOrEqual(passages[at - 1]?.end ?? 0);
    const places = [...body.matchAll(/lithium/g)].map(({ index }) => ({ start: index, end: index + 7 }));
    expect(passages.flatMap(({ highlights }) => highlights)).toEqual(places);
  });
});

test("the same text scores the same, however common its words are in the year of its shard", async () => {
  // Ten texts a year of ten words each; "anode" is rare in the first year and common in the second.
  const text = (anodes: number) =>
    [...Array(anodes).fill("anode"), ...Array(10 - anodes).fill("word")].join(" ");
  const anodes = [1, ...Array(9).fill(0), 1, 2, 3, 4, 5, 6, 0, 0, 0, 0] as number[];
  const rows = anodes.map((count, at) => ({
    record_id: `t${String(at).padStart(2, "0")}`,
    application_number: `140000${String(at).padStart(2, "0")}`,
    mail_date: at < 10 ? "2018-01-03" : "2019-01-03",
    source: "archive",
    body: text(count),
  }));
  const { next } = await build("years", rows, { shardRows: 10 });
  expect(readdirSync(next)).toHaveLength(2);
  const store = new TextStore(manifest, next, TEXTS, 2);
  const ask = (word: string, after?: Parameters<TextStore["search"]>[0]["after"]) =>
    store.search({
      dataset,
      predicate: { kind: "text", column: "body", text: { kind: "term", term: word } },
      order: "relevance",
      shape: ownShape(dataset, ["id"]),
      limit: 4,
      passages: 0,
      ...(after ? { after } : {}),
    });
  // A question before must not weigh on the next, nor a page on the one behind it.
  await ask("word");
  const first = await ask("anode");
  const hits = [...first.hits, ...(await ask("anode", first.next!)).hits];
  await store.close();
  const ranked = hits.map(({ record }) => (JSON.parse(record) as { id: string }).id);
  expect(ranked).toEqual(["t15", "t14", "t13", "t12", "t11", "t00", "t10"]);
  expect(hits[5]!.score).toBeCloseTo(hits[6]!.score!, 10);
});
