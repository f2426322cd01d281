import type { Column, Dataset, Hints, Table } from "../../src/catalog/index.js";
import { catalogOf, own } from "../../src/catalog/index.js";
import type { Family } from "../../src/families/family.js";
import { FAMILIES, INSTALLATION } from "../../src/installation.js";
import type { Installation } from "../../src/server/index.js";

/** A version to come: every table has a column and a list more, texts one more that is searched, and there is one more table. */

const LATER: readonly Column[] = [
  { name: "later_word", type: "text", meaning: "Newer than the folder." },
  { name: "later_flag", type: "boolean", meaning: "Newer than the folder." },
  { name: "later_list", type: "integer", isList: true, meaning: "Newer than the folder." },
];
const LATER_TEXT: Column = { name: "later_text", type: "fulltext", meaning: "Newer than the folder." };

export const HEARINGS: Table = {
  name: "hearings",
  columns: [
    { name: "record_id", type: "text", meaning: "Row id." },
    { name: "application_number", type: "text", meaning: "Application." },
    { name: "heard_on", type: "date", meaning: "Day." },
    { name: "source", type: "text", meaning: "Source." },
    ...LATER,
  ],
  order: ["application_number", "record_id"],
  roles: {
    partition: "application_number",
    application: "application_number",
    date: "heard_on",
  },
  hints: { counted: { words: { columns: ["later_word"] } }, keys: ["later_list"] },
  secondOrders: [{ name: "hearings_by_day", by: "heard_on", columns: ["heard_on", "later_word"] }],
};

const isText = ({ columns }: Table) => columns.some(({ type }) => type === "fulltext");

function laterTable(table: Table): Table {
  const columns = [...table.columns, ...LATER, ...(isText(table) ? [LATER_TEXT] : [])];
  // Counted and sorted by what an older folder does not have, too.
  const { counted } = table.hints ?? {};
  return {
    ...table,
    columns,
    hints: {
      ...table.hints,
      keys: [...(table.hints?.keys ?? []), "later_list"],
      ...(counted ? { counted: laterCounts(counted) } : {}),
    },
    secondOrders: [
      ...table.secondOrders,
      { name: `${table.name}_by_later`, by: "later_word", columns: ["later_word"] },
    ].filter(() => !isText(table)),
  };
}

function laterCounts(counted: NonNullable<Hints["counted"]>): NonNullable<Hints["counted"]> {
  const counts = Object.entries(counted);
  return Object.fromEntries(
    counts.map(([name, each]) => [name, { ...each, columns: [...each.columns, "later_flag"] }]),
  );
}

function laterDataset(dataset: Dataset, tables: ReadonlyMap<string, Table>): Dataset {
  const table = tables.get(dataset.table.name)!;
  const ours = (column: string, match: Parameters<typeof own>[1]) =>
    own(column, match, "Newer than the folder.", "x", "Ours.");
  return {
    ...dataset,
    table,
    fields: [
      ...dataset.fields,
      ours("later_word", "keyword"),
      ours("later_flag", "flag"),
      ours("later_list", "integer"),
      ...(isText(table) ? [ours("later_text", "text")] : []),
    ],
  };
}

const HEARINGS_V1: Dataset = {
  key: "hearings",
  version: "v1",
  versionAliases: [],
  title: "Hearings",
  description: "Newer than the folder.",
  table: HEARINGS,
  rows: null,
  fields: HEARINGS.columns.map(({ name, type }) =>
    own(
      name,
      type === "date" ? "date" : type === "integer" ? "integer" : type === "boolean" ? "flag" : "keyword",
      "Newer.",
      "x",
      "Ours.",
    ),
  ),
  defaultFields: [],
  renamed: {},
  publishedIn: {},
  notes: [],
};

const tables = new Map(INSTALLATION.tables.map((table) => [table.name, laterTable(table)]));

/** The family writes its Office actions column by column; a version to come would name the new ones there. */
function laterDeriving(deriving: NonNullable<Family["deriving"]>): NonNullable<Family["deriving"]> {
  const { office_actions: rules, ...others } = deriving.tables;
  if (!rules) return deriving;
  const later = Object.fromEntries(
    LATER.map(({ name, isList, type }) => [
      name,
      () => `null::${isList ? "bigint[]" : type === "text" ? "varchar" : type}`,
    ]),
  );
  return {
    ...deriving,
    tables: { ...others, office_actions: { ...rules, columns: { ...rules.columns, ...later } } },
  };
}

export const LATER_FAMILIES: readonly Family[] = FAMILIES.map((family, at) => ({
  ...family,
  ...(family.deriving ? { deriving: laterDeriving(family.deriving) } : {}),
  tables: [...family.tables.map(({ name }) => tables.get(name)!), ...(at === 0 ? [HEARINGS] : [])],
  datasets: [
    ...family.datasets.map((each) => laterDataset(each, tables)),
    ...(at === 0 ? [HEARINGS_V1] : []),
  ],
}));

export const LATER_INSTALLATION: Installation = {
  ...INSTALLATION,
  ...catalogOf(LATER_FAMILIES),
  families: LATER_FAMILIES,
};
