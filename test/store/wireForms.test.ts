import { DuckDBInstance } from "@duckdb/node-api";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Column, ColumnType, Shape, WireForm } from "../../src/catalog/index.js";
import { columnSqlType } from "../../src/store/duckdb/sql.js";
import { engineRecord } from "../../src/store/engines/duckdb/recordJson.js";
import { lineRecord } from "../../src/store/engines/lookup/lineRecords.js";
import {
  fieldsReader,
  formatOf,
  lineField,
  NO_KEY,
  SEPARATOR,
} from "../../src/store/engines/lookup/rowFormat.js";
import { recordRenderer } from "../../src/store/records/render.js";
import { FORMS, formOf, schemaOf } from "../../src/store/records/wireForms.js";
import type { Cell, Scalar } from "../../src/store/row.js";
import { sqlLiteral } from "./fixture.js";

/** Values of each type at which writing one may go wrong. */
const VALUES: Readonly<Record<ColumnType, readonly Scalar[]>> = {
  text: ["a", "", " ", "null", 'q"\\', "\u0000\u001f\n", "é 漢 𝒳", "\u2028", "1.0", "[]", "{}", "a\u001eb"],
  fulltext: ["two words", '"', "\n"],
  json: ['{"a":1.0}', "null"],
  integer: [0, 1, -1, 7, 2 ** 31, 9007199254740991, -9007199254740991],
  number: [0, 1, -1.5, 0.1, 1e20, 1e21, -1e21, 1e-6, 1e-7, 1.5e300, 5e-324, 123456789012345680000, 2 ** 53],
  boolean: [true, false],
  date: [
    "2016-11-06",
    "2016-11-07",
    "2007-03-11",
    "2007-03-12",
    "1999-04-04",
    "1974-01-06",
    "1974-01-07",
    "1975-02-23",
    "1966-07-01",
    "1986-04-27",
    "0001-01-01",
    "9999-12-31",
  ],
  timestamp: [
    "2023-06-02T17:17:19",
    "2023-06-02T17:17:19.32",
    "2023-06-02T17:17:19.000001",
    "1974-01-06T05:00:00",
    "1975-02-23T23:59:59.999",
    "2016-11-06T00:00:00",
  ],
};
const TYPES = Object.keys(VALUES) as ColumnType[];
const LISTS: readonly ColumnType[] = ["text", "integer", "number", "boolean", "date", "timestamp"];

const COLUMNS: readonly Column[] = [
  ...TYPES.map((type): Column => ({ name: `one_${type}`, type, meaning: "" })),
  ...LISTS.map((type): Column => ({ name: `some_${type}`, type, isList: true, meaning: "" })),
];

/** A row for each value and for each list of values, the empty one among them; in the first, everything is missing. */
const ROWS: readonly Readonly<Record<string, Cell>>[] = [
  {},
  ...TYPES.flatMap((type) => VALUES[type].map((value) => ({ [`one_${type}`]: value }))),
  ...LISTS.flatMap((type) =>
    [[], ...VALUES[type].map((value) => [value]), VALUES[type], [VALUES[type][0]!, VALUES[type][0]!]].map(
      (list) => ({
        [`some_${type}`]: list as readonly Scalar[],
      }),
    ),
  ),
].map((row, position) => ({ application_number: "14574014", ...row, position }));

/** Every column in every form that can write it, with each way of saying that nothing is there. */
const MEMBERS = COLUMNS.flatMap((column) =>
  (Object.keys(FORMS) as WireForm[])
    .filter((form) => FORMS[form].element.types.includes(column.type))
    .flatMap((form) => [null, "null"].map((absent) => ({ column, form, absent }))),
);

const TABLE = {
  name: "forms",
  columns: [{ name: "application_number", type: "text", meaning: "" } as Column, ...COLUMNS],
  order: ["position"],
  roles: { partition: "application_number" },
  secondOrders: [],
} as const;

let connection: Awaited<ReturnType<DuckDBInstance["connect"]>>;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  const names = TABLE.columns.map((column) => `${column.name} ${columnSqlType(column)}`);
  await connection.run(`CREATE TABLE forms (position BIGINT, ${names.join(", ")})`);
  for (const row of ROWS) {
    const cells = TABLE.columns.map((column) => sqlLiteral(row[column.name] ?? null, column));
    await connection.run(`INSERT INTO forms VALUES (${row.position}, ${cells.join(", ")})`);
  }
});

afterAll(() => connection.closeSync());

async function asked(expression: string): Promise<readonly string[]> {
  const answer = await connection.runAndReadAll(`SELECT ${expression} FROM forms ORDER BY position`);
  return answer.getRows().map(([value]) => String(value));
}

function shapeOf({ column, form, absent }: (typeof MEMBERS)[number]): Shape {
  return {
    kind: "members",
    name: "any",
    members: [{ key: "m", column, wire: { form, absent } }],
    verbatim: null,
  };
}

test("the engine writes every value in every form as the renderer does, and as the schema says", async () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const wrong: unknown[] = [];
  for (const member of MEMBERS) {
    const render = recordRenderer(shapeOf(member));
    const texts = await asked(engineRecord(shapeOf(member)).sql);
    const isValid = ajv.compile(schemaOf(member.column, member.form));
    for (const [at, row] of ROWS.entries()) {
      const text = render(row);
      if (texts[at] !== text) wrong.push([member, row, texts[at], text]);
      const value = (JSON.parse(text) as { m?: unknown }).m ?? null;
      if (value !== null && !isValid(value)) wrong.push([member, text, isValid.errors]);
    }
  }
  expect(wrong).toEqual([]);
});

test("a line of a look-up file becomes the same record", async () => {
  const texts = COLUMNS.filter(({ type, isList }) => !isList && ["text", "fulltext", "json"].includes(type));
  const format = formatOf(TABLE, { constants: {}, jsonColumns: new Set(texts.map(({ name }) => name)) });
  const flags = format.flags.map(
    (names) =>
      `(${names.map((name, place) => `(coalesce(${name}::INTEGER, 2) << ${2 * place})`).join(" | ")})`,
  );
  const fields = [
    `coalesce(application_number, '${NO_KEY}')`,
    "position",
    ...flags,
    ...format.columns.map(lineField),
  ];
  const lines = await asked(`concat(${fields.join(`, '${SEPARATOR}', `)})`);
  const rows = { format, table: TABLE };
  const read = fieldsReader(rows);
  for (const member of MEMBERS) {
    const render = recordRenderer(shapeOf(member));
    const write = lineRecord(rows, render);
    for (const [at, row] of ROWS.entries()) expect(write(lines[at]!, read(lines[at]!)!)).toBe(render(row));
  }
});

test("what is written in a form is read back, as far as the form holds it", () => {
  for (const type of TYPES)
    for (const form of Object.keys(FORMS) as WireForm[]) {
      const { element } = FORMS[form];
      if (!element.types.includes(type)) continue;
      for (const value of VALUES[type]) {
        const back = element.read(JSON.parse(element.write(value, type)), type);
        expect(back).not.toBeUndefined();
        expect(element.write(back!, type)).toBe(element.write(value, type));
      }
      for (const foreign of [{}, [], null]) expect(element.read(foreign, type)).toBeUndefined();
    }
});

test("a form that cannot write a column is a fault of ours", () => {
  expect(() => formOf({ name: "c", type: "text", meaning: "" }, "number")).toThrow(
    /cannot be written as number/,
  );
});
