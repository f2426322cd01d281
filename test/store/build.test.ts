import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Column,
  type ColumnType,
  type Dataset,
  own,
  ownShape,
  type Served,
  type Table,
} from "../../src/catalog/index.js";
import type { Predicate } from "../../src/query/predicate.js";
import { openBuild } from "../../src/store/build/index.js";
import type { BulkInput } from "../../src/store/build/input.js";
import { Lookup } from "../../src/store/engines/lookup/lookupFile.js";
import { manifestOf, memoryStore, type Rows } from "../../src/store/inMemory/memory.js";
import { openSnapshotStore } from "../../src/store/layers/composite.js";
import type { Manifest } from "../../src/store/manifest.js";
import { overlaySummary } from "../../src/store/overlay/overlay.js";
import type { Row } from "../../src/store/row.js";
import { LOOKUP_FOLDER } from "../../src/store/snapshots/dataFolder.js";
import { BASE_FORM, FORM } from "../../src/store/snapshots/form.js";
import { manifestHashLine } from "../../src/store/snapshots/hash.js";
import type { Store } from "../../src/store/store.js";

// The mill and the engines know no table: these have never been heard of, and are built, continued and asked.

const columns = (types: Readonly<Record<string, ColumnType | "integers">>): readonly Column[] =>
  Object.entries(types).map(([name, type]) => ({
    name,
    meaning: `${name}.`,
    ...(type === "integers" ? { type: "integer", isList: true } : { type }),
  }));

/** No partition, and a column called as one of another family's. */
const UNITS: Table = {
  name: "units",
  columns: columns({ record_id: "text", art_unit: "text", seats: "integer", source: "text" }),
  order: ["art_unit", "record_id"],
  roles: {},
  secondOrders: [],
};

/** Cut by a number; several sources, of which one is preferred; a stamp. */
const SERIALS: Table = {
  name: "serials",
  columns: columns({
    record_id: "text",
    serial: "integer",
    paper: "text",
    art_unit: "text",
    filed_on: "date",
    made_at: "timestamp",
    is_best: "boolean",
    repeats: "boolean",
    source: "text",
    source_file: "text",
  }),
  order: ["serial", "record_id", "source"],
  roles: {
    partition: "serial",
    document: "paper",
    date: "filed_on",
    preferred: "is_best",
    duplicate: "repeats",
    stamp: "made_at",
  },
  sources: ["office", "archive"],
  secondOrders: [],
};

/** Nothing but two columns. */
const PAIRS: Table = {
  name: "pairs",
  columns: columns({ code: "text", says: "text" }),
  order: ["code", "says"],
  roles: {},
  secondOrders: [],
};

/** Cut by a text that is no number, looked up by a list, counted beforehand. */
const FILINGS: Table = {
  name: "filings",
  columns: columns({
    record_id: "text",
    docket: "text",
    paper: "text",
    filed_on: "date",
    parties: "integers",
    kind: "text",
    verbatim: "json",
    source: "text",
  }),
  order: ["docket", "record_id"],
  roles: { partition: "docket", document: "paper", date: "filed_on" },
  hints: {
    counted: { kinds: { columns: ["kind", "filed_on"] } },
    keys: ["parties", "kind"],
    steady: ["source"],
  },
  secondOrders: [
    { name: "filings_by_kind", by: "kind", columns: ["kind", "filed_on"] },
    { name: "filings_by_party", by: "parties", columns: ["parties"] },
  ],
};

const OPINIONS: Table = {
  name: "opinions",
  columns: [
    ...columns({ record_id: "text", serial: "integer", is_final: "boolean", judges: "integers" }),
    { name: "opinion", type: "fulltext", meaning: "The whole." },
  ],
  order: ["serial", "record_id"],
  roles: { partition: "serial" },
  secondOrders: [],
};

const LETTERS: Table = {
  name: "letters",
  columns: [
    ...columns({ record_id: "text", sent_on: "date", source: "text", verbatim: "json" }),
    { name: "subject", type: "fulltext", isShort: true, meaning: "One line." },
    { name: "letter", type: "fulltext", meaning: "The whole." },
    { name: "answer", type: "fulltext", meaning: "What came back." },
  ],
  order: ["sent_on", "record_id"],
  roles: { date: "sent_on" },
  hints: { keys: ["source"] },
  secondOrders: [],
};

const TABLES = [UNITS, SERIALS, PAIRS, FILINGS, OPINIONS, LETTERS];
const MATCH = {
  text: "keyword",
  fulltext: "text",
  json: "keyword",
  integer: "integer",
  number: "number",
  boolean: "flag",
  date: "date",
  timestamp: "instant",
} as const;

function datasetOf(table: Table): Dataset {
  return {
    key: table.name,
    version: "v1",
    versionAliases: [],
    title: table.name,
    description: table.name,
    table,
    rows: null,
    fields: table.columns
      .filter(({ name }) => name !== "verbatim")
      .map(({ name, type, meaning }) => own(name, MATCH[type], meaning, "x", "Ours.")),
    defaultFields: [],
    renamed: {},
    publishedIn: {},
    notes: [],
  };
}

const CATALOG: Served = { tables: TABLES, datasets: TABLES.map(datasetOf) };

// ---- rows

const number = (at: number) => String(at).padStart(4, "0");

function units(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    record_id: `u${number(at)}`,
    art_unit: at % 7 === 0 ? null : String(3600 + (at % 90)),
    seats: at,
    source: "office",
  }));
}

function serials(count: number, source: string, made: string): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    record_id: `s${number(at)}`,
    serial: at % 19 === 0 ? null : ((at * 37) % 1000) - 400,
    paper: `P${number(at % 150)}`,
    art_unit: "none of yours",
    filed_on: `20${10 + (at % 9)}-02-03`,
    made_at: made,
    is_best: null,
    repeats: at % 5 === 0,
    source,
    source_file: `${made}.jsonl`,
  }));
}

function filings(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    record_id: `f${number(at)}`,
    docket: at % 23 === 0 ? null : `${"ABCDEFGHIJ"[at % 10]}-${number(at % 60)}`,
    paper: at % 3 === 0 ? null : `P${number(at)}`,
    filed_on: `2019-0${1 + (at % 9)}-05`,
    parties: at % 4 === 0 ? null : [at % 11, 100 + (at % 13)],
    kind: at % 2 === 0 ? "motion" : "brief",
    verbatim: null,
    source: "court",
  }));
}

const WORDS = ["claim", "denied", "granted", "appeal", "remand", "obvious", "novel"];
const saying = (at: number) =>
  Array.from({ length: 12 }, (_, word) => WORDS[(at * 3 + word * (1 + (at % 4))) % WORDS.length]).join(" ");

function opinions(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    record_id: `o${number(at)}`,
    serial: (at * 7) % 50,
    is_final: at % 3 === 0 ? null : at % 2 === 0,
    judges: at % 4 === 0 ? null : [at % 5, at % 6],
    opinion: saying(at),
  }));
}

function letters(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    record_id: `l${number(at)}`,
    sent_on: at % 6 === 0 ? null : `2020-01-${String(1 + (at % 28)).padStart(2, "0")}`,
    source: at % 2 === 0 ? "post" : "fax",
    verbatim: null,
    subject: `About ${WORDS[at % 7]}`,
    letter: saying(at + 1),
    answer: at % 3 === 0 ? null : saying(at + 2),
  }));
}

/** What the mill should make of serials: each record of a source once, the latest; of a paper the best source. */
function settled(rows: readonly Row[]): Row[] {
  const latest = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.source} ${row.record_id}`;
    const other = latest.get(key);
    if (!other || String(row.made_at) > String(other.made_at)) latest.set(key, row);
  }
  const kept = [...latest.values()];
  const ofOffice = new Set(
    kept.filter((row) => row.source === "office").map((row) => `${row.serial} ${row.paper}`),
  );
  return kept.map((row) => ({
    ...row,
    is_best: row.source === "office" || !ofOffice.has(`${row.serial} ${row.paper}`),
  }));
}

// ---- building

const scratch = mkdtempSync(join(tmpdir(), "artunit-build-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let builds = 0;

async function build(
  rows: Rows,
  previous: { folder: string; manifest: Manifest } | null,
  bulk: readonly BulkInput[] = [],
  /** Which share of the base an overlay may hold. */
  share = 0,
): Promise<{ folder: string; manifest: Manifest; ranges: number }> {
  const place = join(scratch, `build-${builds++}`);
  const folder = join(place, "snapshot");
  mkdirSync(place);
  let ranges = 0;
  const building = openBuild({
    folder,
    scratch: place,
    previous,
    families: [{ tables: TABLES }],
    datasets: CATALOG.datasets,
    memoryLimit: "500MB",
    rangeRows: 60,
    overlay: { share, leastRows: 0, artunitVersion: manifestOf({}).artunitVersion },
    onStep: ({ what, of }) => {
      if (what === "building tables") ranges = Math.max(ranges, of - 1);
    },
  });
  const catalog = [];
  for (const [table, these] of Object.entries(rows)) {
    const sink = building.sinks[table];
    if (sink) await sink.add(these, 0);
    else {
      const path = join(place, `${table}.jsonl`);
      writeFileSync(path, these.map((row) => `${JSON.stringify({ ...row, staged_file: 0 })}\n`).join(""));
      catalog.push({ table, paths: [path], rows: these.length });
    }
  }
  await building.keep([0]);
  const files = [
    { name: "a.jsonl", table: null, group: 0, isRefused: false },
    { name: "b.csv", table: "serials", group: 1, isRefused: false },
  ];
  const built = await building.finish({ bulk, catalog, files });
  await building.close();
  const manifest: Manifest = {
    ...manifestOf(rows, TABLES),
    id: `20260101T000000-00000${builds}`,
    tables: built.tables,
    stored: built.files,
    form: built.overlay ? FORM : BASE_FORM,
    ...(built.overlay ? { overlay: overlaySummary(built.overlay) } : {}),
  };
  const text = JSON.stringify(manifest);
  writeFileSync(join(folder, "manifest.json"), text);
  writeFileSync(join(folder, "manifest.sha256"), manifestHashLine(text));
  return { folder, manifest, ranges };
}

async function recordsOf(
  store: Store,
  table: Table,
  predicate: Predicate = { kind: "everything" },
  more: Partial<Parameters<Store["page"]>[0]> = {},
): Promise<{ total: number | null; records: readonly unknown[] }> {
  const dataset = CATALOG.datasets.find((each) => each.table === table)!;
  const page = await store.page({ dataset, predicate, shape: ownShape(dataset), rows: Infinity, ...more });
  const records: unknown[] = [];
  for await (const batch of page.records) records.push(...batch.map((text) => JSON.parse(text)));
  return { total: page.total, records };
}

const word = (column: string, term: string): Predicate => ({
  kind: "text",
  column,
  text: { kind: "term", term },
});
const among = (column: string, ...values: (string | number)[]): Predicate => ({ kind: "in", column, values });

/** Questions of each table, all of which the oracle answers. */
const QUESTIONS: readonly (readonly [Table, Predicate])[] = [
  ...TABLES.map((table) => [table, { kind: "everything" }] as const),
  [UNITS, among("art_unit", "3601", "3605")],
  [SERIALS, among("serial", 17, -3)],
  [SERIALS, among("paper", "P0003")],
  [SERIALS, { kind: "not", child: among("source", "office") }],
  [PAIRS, among("code", "c0003")],
  [FILINGS, among("docket", "B-0011", "C-0002")],
  [FILINGS, among("paper", "P0007")],
  [FILINGS, among("parties", 104)],
  [FILINGS, among("kind", "motion")],
  [OPINIONS, word("opinion", "remand")],
  [OPINIONS, { kind: "and", children: [word("opinion", "novel"), among("serial", 7, 14, 21)] }],
  [OPINIONS, among("judges", 3)],
  [LETTERS, word("subject", "denied")],
  [
    LETTERS,
    { kind: "and", children: [word("answer", "novel"), { kind: "not", child: word("letter", "appeal") }] },
  ],
];

async function agrees(folder: string, rows: Rows): Promise<void> {
  const store = await openSnapshotStore(folder, CATALOG);
  const oracle = memoryStore(rows);
  try {
    for (const [table, predicate] of QUESTIONS) {
      const asked = `${table.name}: ${JSON.stringify(predicate)}`;
      expect(await recordsOf(store, table, predicate), asked).toEqual(
        await recordsOf(oracle, table, predicate),
      );
    }
    for (const table of [SERIALS, FILINGS]) {
      const options = { withoutDuplicates: true, rows: 7, start: 3 };
      expect(await recordsOf(store, table, { kind: "everything" }, options)).toEqual(
        await recordsOf(oracle, table, { kind: "everything" }, options),
      );
    }
    const byKind = {
      dataset: CATALOG.datasets.find(({ table }) => table === FILINGS)!,
      predicate: { kind: "everything" },
      by: [{ column: "kind" }, { column: "filed_on", period: "year" }],
      measure: { kind: "count" },
      order: "key",
      start: 0,
      rows: 50,
    } as const;
    expect(await store.groups(byKind)).toEqual(await oracle.groups(byKind));
  } finally {
    await store.close();
  }
}

describe("tables that nobody has heard of", () => {
  const first: Rows = {
    units: units(120),
    serials: [
      ...serials(200, "office", "2024-01-01T00:00:00"),
      ...serials(260, "archive", "2024-01-01T00:00:00"),
    ],
    pairs: Array.from({ length: 90 }, (_, at) => ({ code: `c${number(at % 40)}`, says: `s${at}` })),
    filings: filings(240),
    opinions: opinions(60),
    letters: letters(50),
  };
  let before: { folder: string; manifest: Manifest };

  test("are built in several ranges, each row once and in its place", async () => {
    const built = await build(first, null);
    before = built;
    expect(built.ranges).toBeGreaterThan(1);
    await agrees(built.folder, { ...first, serials: settled(first.serials!) });
    const { tables } = built.manifest;
    expect(tables.map(({ name, rows }) => [name, rows])).toEqual(
      TABLES.map(({ name }) => [name, first[name]!.length]),
    );
    expect(tables.find(({ name }) => name === "filings")).toMatchObject({
      firstDate: "2019-01-05",
      lastDate: "2019-09-05",
      rowsBySource: { court: 240 },
    });
  });

  test("are looked up by their partition, document and other keys, lists too", () => {
    const lookup = Lookup.open(join(before.folder, LOOKUP_FOLDER), TABLES)!;
    const dockets = (column: string, value: string, has: (row: Row) => boolean) => {
      const expected = new Set(first.filings!.filter(has).map(({ docket }) => String(docket)));
      // Documents are written down of all tables together.
      const found =
        lookup.partitionsOf(FILINGS, column, value)?.filter((each) => /^[A-J]-/.test(each)) ?? null;
      if (expected.has("null")) expect(found).toBeNull();
      else expect(new Set(found)).toEqual(expected);
      return expected.size;
    };
    expect(dockets("paper", "P0007", ({ paper }) => paper === "P0007")).toBe(1);
    expect(
      dockets("parties", "104", ({ parties }) => (parties as number[] | null)?.includes(104) ?? false),
    ).toBeGreaterThan(3);
    const rows = lookup.rows("filings", "B-0011", new Set(["record_id"]))!.rows;
    expect(rows.map(({ record_id }) => record_id)).toEqual(
      first.filings!.filter(({ docket }) => docket === "B-0011").map(({ record_id }) => record_id),
    );
    lookup.close();
  });

  test("are looked up by whole numbers, below zero too, however many digits they have", () => {
    const lookup = Lookup.open(join(before.folder, LOOKUP_FOLDER), TABLES)!;
    const all = settled(first.serials!);
    const asked = [...new Set(all.map(({ serial }) => serial))].filter((each) => each !== null);
    expect(asked.some((each) => Number(each) < 0)).toBe(true);
    for (const serial of [...asked, 7_000_000, -7_000_000]) {
      const rows = lookup.rows("serials", String(serial), new Set(["serial", "record_id"]))!.rows;
      const expected = all.filter((row) => row.serial === serial).map(({ record_id }) => record_id);
      expect(rows.map(({ record_id }) => record_id).sort()).toEqual(expected.sort());
      expect(new Set(rows.map((row) => row.serial))).toEqual(new Set(expected.length > 0 ? [serial] : []));
    }
    expect(lookup.rows("serials", "B-0011", new Set())!.rows).toEqual([]);
    lookup.close();
  });

  test("are continued: what comes later takes the place of the same record, all else stays", async () => {
    const more: Rows = {
      serials: [
        ...serials(30, "office", "2024-06-01T00:00:00"),
        ...serials(40, "archive", "2023-01-01T00:00:00"),
      ],
      units: units(130).slice(120),
      letters: letters(70).slice(50),
    };
    const { folder, ranges } = await build(more, before);
    expect(ranges).toBeGreaterThan(1);
    await agrees(folder, {
      ...first,
      serials: settled([...first.serials!, ...more.serials!]),
      units: [...first.units!, ...more.units!],
      letters: [...first.letters!, ...more.letters!],
    });
  });

  test("stand partly in an overlay after small loads, and are what one load of everything makes", async () => {
    const loads: readonly Rows[] = [
      {
        serials: [
          ...serials(30, "office", "2024-06-01T00:00:00"),
          ...serials(3, "archive", "2025-01-01T00:00:00"),
        ],
        letters: letters(70).slice(50),
      },
      {
        units: units(130).slice(120),
        serials: [
          ...serials(280, "archive", "2025-02-01T00:00:00").slice(250),
          { ...serials(1, "office", "2025-02-01T00:00:00")[0]!, serial: -50, record_id: "other" },
        ],
      },
      { filings: filings(250).slice(240), opinions: opinions(64).slice(60) },
    ];
    const all = (count: number): Rows => {
      const given = [first, ...loads.slice(0, count)];
      const rowsOf = (name: string) => given.flatMap((rows) => rows[name] ?? []);
      return Object.fromEntries(TABLES.map(({ name }) => [name, rowsOf(name)]));
    };
    let latest = await build(first, null);
    const base = latest.manifest;
    for (const [at, load] of loads.entries()) {
      latest = await build(load, latest, [], 10);
      const rows = all(at + 1);
      expect(latest.manifest.overlay, `load ${at}`).toMatchObject({ base: base.id });
      const hashOf = ({ stored }: Manifest) => stored.find(({ path }) => path === "store.duckdb");
      expect(hashOf(latest.manifest)).toEqual(hashOf(base));
      await agrees(latest.folder, { ...rows, serials: settled(rows.serials!) });
    }
    expect(latest.manifest.tables).toEqual((await build(all(3), null)).manifest.tables);
    const compacted = await build({}, latest);
    expect(compacted.manifest.overlay).toBeUndefined();
    expect(compacted.manifest.tables).toEqual(latest.manifest.tables);
    await agrees(compacted.folder, { ...all(3), serials: settled(all(3).serials!) });
  });

  test("come from bulk files, too, cut by a number that the file's buckets say nothing of", async () => {
    const cells = (at: number) => [
      `s${number(at)}x`,
      String(at % 97),
      `P${number(at)}`,
      "2020-02-02",
      at % 2 ? "1" : "0",
    ];
    const path = join(scratch, "odd");
    const lines = Array.from({ length: 200 }, (_, at) => [1, at + 2, ...cells(at), ""].join("\x1f"));
    writeFileSync(path, `${lines.join("\n")}\n`);
    const bulk: BulkInput = {
      table: "serials",
      source: "office",
      columns: ["id", "number", "paper", "day", "again"],
      stored: ["art_unit", "serial", "paper", "filed_on", "repeats"],
      bucketedBy: "paper",
      buckets: [{ holds: { prefix: "1234" }, path, rows: 200 }],
      hasLineBreaks: false,
      patch: "release",
    };
    const { folder, ranges, manifest } = await build({}, null, [bulk]);
    expect(ranges).toBeGreaterThan(1);
    expect(manifest.tables.find(({ name }) => name === "serials")?.rows).toBe(200);
    const store = await openSnapshotStore(folder, CATALOG);
    const { records } = await recordsOf(store, SERIALS);
    await store.close();
    const expected = Array.from({ length: 200 }, (_, at) => at).map((at) => ({
      serial: at % 97,
      paper: `P${number(at)}`,
      repeats: at % 2 === 1,
      is_best: true,
      source_file: "b.csv",
    }));
    const shown = (records as Row[]).map(({ serial, paper, repeats, is_best, source_file }) => ({
      serial,
      paper,
      repeats,
      is_best,
      source_file,
    }));
    const byPaper = (a: { paper: unknown }, b: { paper: unknown }) =>
      String(a.paper) < String(b.paper) ? -1 : 1;
    expect([...shown].sort(byPaper)).toEqual(expected);
    expect(shown.map(({ serial }) => serial)).toEqual(
      expected.map(({ serial }) => serial).sort((a, b) => a - b),
    );
  });
});
