import {
  type Column,
  type ColumnType,
  type Dataset,
  type Field,
  field,
  type Matching,
  nested,
  type Table,
} from "../../src/catalog/index.js";
import { both, DS, ODP } from "../../src/families/wires.js";

/** How each type of column is asked. */
const MATCHING: Readonly<Record<Exclude<ColumnType, "fulltext">, Matching>> = {
  text: "keyword",
  integer: "integer",
  number: "number",
  boolean: "flag",
  date: "date",
  timestamp: "instant",
  json: "keyword",
};
const TYPES = ["text", "integer", "number", "boolean", "date", "timestamp"] as const;

const VALUES: readonly Column[] = [
  ...TYPES.map((type): Column => ({ name: `one_${type}`, type, meaning: "" })),
  ...TYPES.map((type): Column => ({ name: `some_${type}`, type, isList: true, meaning: "" })),
  { name: "words", type: "text", isList: true, meaning: "Searched by word." },
];

/** A leaf of the received object. */
const CODES: Column = { name: "codes", type: "text", isList: true, path: "list.code", meaning: "" };

/** A table of no family with a column and a list of every type, which stands for the tables to come. */
const TABLE: Table = {
  name: "everything",
  columns: [
    { name: "row_id", type: "text", meaning: "" },
    { name: "application_number", type: "text", meaning: "" },
    ...VALUES,
    CODES,
    { name: "object", type: "json", meaning: "" },
    { name: "verbatim", type: "json", meaning: "" },
  ],
  order: ["application_number", "one_date", "row_id"],
  roles: { partition: "application_number", received: "object" },
  secondOrders: [],
};

function fieldOf({ name, type }: Column): Field {
  const about = { meaning: "", example: "" };
  if (name === "words") return field("theWords", name, "text", { ...both(DS.list, ODP.list), ...about });
  const wires = {
    text: both(DS.list, ODP.string),
    fulltext: both(DS.list),
    json: both(DS.string),
    integer: both(DS.float, ODP.number),
    number: both(DS.float, ODP.number),
    boolean: both(DS.numberText, ODP.boolean),
    date: both(DS.day, ODP.day),
    timestamp: both(DS.milliseconds, ODP.seconds),
  }[type];
  return field(name, name, MATCHING[type as keyof typeof MATCHING], { ...wires, ...about });
}

export const EVERYTHING: Dataset = {
  key: "everything",
  version: "v1",
  versionAliases: [],
  title: "Everything",
  description: "",
  table: TABLE,
  rows: null,
  fields: [
    field("id", "row_id", "keyword", { ...both(DS.string), meaning: "", example: "" }),
    field("number", "application_number", "keyword", { ...both(DS.string), meaning: "", example: "" }),
    ...VALUES.map(fieldOf),
    nested(CODES, "keyword", { ...both(DS.list), example: "x" }),
  ],
  defaultFields: [],
  renamed: {},
  publishedIn: { ds: {}, odp: {} },
  notes: [],
};
