import { expect, test } from "vitest";
import {
  type Dataset,
  type NestedObject,
  nestedOf,
  nestedRecord,
  nestedRecords,
  readNested,
  type Table,
} from "../../src/catalog/index.js";
import { CellCounts } from "../../src/ingest/cells.js";
import { jsonShape, readJson } from "../../src/ingest/json.js";
import { rowOfNested } from "../../src/ingest/nestedRecords.js";

const TABLE: Table = {
  name: "nested",
  columns: [
    { name: "record_id", type: "text", meaning: "Row id." },
    { name: "art_unit", type: "integer", path: "meta.artUnit", meaning: "Art unit." },
    { name: "parties", type: "text", isList: true, path: "parties.name", meaning: "Parties." },
    { name: "source_row", type: "integer", meaning: "Its number in the file." },
    { name: "received", type: "json", meaning: "As it came." },
  ],
  order: ["record_id"],
  roles: { received: "received" },
  secondOrders: [],
};
const DATASET = { key: "nested", version: "v1", table: TABLE, rows: null, fields: [] } as unknown as Dataset;

const SOURCE = nestedRecords(DATASET, { bags: ["a.bag"], has: ["number"], identity: ["number"] });

function rowOf(json: string, source = SOURCE, table = TABLE) {
  const counts = new CellCounts();
  const context = { fileName: "f", render: () => ({}), occurrence: () => 1, counts, isTable: false };
  return {
    ...rowOfNested(nestedRecord(readNested(json) as NestedObject), source, table, 7, context),
    counts: counts.unread(),
  };
}

test("a nested record is a row: the object as it came, and in each column what stands at its path", () => {
  const json =
    '{"number":9007199254740993,"meta":{"artUnit":2100.0},"parties":[{"name":"A"},{"name":"B"}],"x":1.50}';
  expect(rowOf(json)).toMatchObject({
    row: {
      record_id: "9007199254740993",
      art_unit: 2100,
      parties: ["A", "B"],
      source_row: 7,
      received: json,
    },
    counts: [],
  });
});

test("what a column cannot hold is missing there, counted, and stays in the object", () => {
  const json = '{"number":"1","meta":{"artUnit":"none"}}';
  expect(rowOf(json)).toMatchObject({
    row: { art_unit: null, received: json },
    counts: [{ column: "meta.artUnit", filled: 1, unread: 1 }],
  });
});

test.each([
  ["14/574,014", "14574014"],
  ["US-201414574014-A", "14574014"],
  ["PCTUS2547756", "PCTUS2547756"],
  ["none of ours", "none of ours"],
])("the number of an application is stored as eight digits: %s", (written, stored) => {
  const columns = [
    ...TABLE.columns,
    { name: "about", type: "text", path: "about", meaning: "Application." } as const,
  ];
  const table: Table = { ...TABLE, columns, roles: { ...TABLE.roles, application: "about" } };
  expect(rowOf(JSON.stringify({ number: "1", about: written }), SOURCE, table)).toMatchObject({
    row: { about: stored, received: JSON.stringify({ number: "1", about: written }) },
    counts: [],
  });
});

test("a record without its identity is set aside", () => {
  expect(rowOf('{"number":" "}')).toMatchObject({ fault: "row-without-key: no number" });
});

test("a source of another shape is mapped to the object that is kept", () => {
  const map = (flat: NestedObject) =>
    nestedOf({ number: flat.get("NO"), meta: { artUnit: flat.get("AU") } }) as NestedObject;
  const other = nestedRecords(DATASET, { bags: [], has: ["NO"], identity: ["number"], map });
  expect(rowOf('{"NO":"5","AU":"1632"}', other)).toMatchObject({
    row: { record_id: "5", art_unit: 1632, received: '{"number":"5","meta":{"artUnit":"1632"}}' },
  });
});

async function recordsIn(text: string, bags: readonly string[], step: number): Promise<readonly string[]> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }
  const found: string[] = [];
  for await (const items of readJson(pieces(), jsonShape(bytes, bags), { bags, isNested: true }))
    for (const item of items) found.push("raw" in item ? item.raw.toString() : item.fault);
  return found;
}

test.each([
  [
    "at the top",
    '{"count":2,"bag":[{"n":1.0},{"n":9007199254740993}]}',
    ["bag"],
    ['{"n":1.0}', '{"n":9007199254740993}'],
  ],
  [
    "within",
    '{"q":{"bag":[0]},"a":{"b":[{"bag":[5]}],"bag":[{"n":1,"bag":[]}]},"z":[]}',
    ["a.bag"],
    ['{"n":1,"bag":[]}'],
  ],
  ["over lines", '{\n "a": {\n  "x": {},\n  "bag": [\n   {"n": 1}\n  ]\n }\n}\n', ["a.bag"], ['{"n": 1}']],
  ["deep", '{"a":{"b":{"c":{"d":[{"n":1}]}}}}', ["a.b.c.d"], ['{"n":1}']],
  ["nowhere, with a record a line", '{"n":1}\n{"n":2}\n', ["bag"], ['{"n":1}', '{"n":2}']],
])("records stand in a bag %s", async (_, text, bags, records) => {
  for (const step of [1, 7, 1000]) expect(await recordsIn(text, bags, step)).toEqual(records);
});
