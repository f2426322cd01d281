import {
  type Dataset,
  nestedRecords,
  records,
  releaseTable,
  type Table,
  withOwn,
} from "../../../src/catalog/index.js";
import type { Family } from "../../../src/families/family.js";
import {
  columnsOf,
  type FileColumn,
  fieldsOf,
  flatFamily,
  flatTable,
  SOURCE_FIELD,
} from "../../../src/families/flat.js";
import { type Leaf, nestedFields, nestedTable, searchedFields } from "../../../src/families/nestedTable.js";
import { answered, asUsual } from "../../../src/families/wires.js";

/**
 * A family that only tests know, made to try every door: nothing of it is an Office action's. A register cut by a number
 * and not by an application, with lists and a column that another family has too; a table of millions that comes as one
 * CSV; and nested records.
 */

const ABOUT = { versionAliases: ["1"], rows: null, defaultFields: [], renamed: {}, notes: [] } as const;
const PUBLISHED = { ds: { lastDataUpdatedDate: "2026-01-01 00:00:00.0", swaggerSuffix: "" } };

const MARK: readonly FileColumn[] = [
  ["mark_number", "integer", "Number of the mark.", "70000012"],
  ["art_unit", "text", "Unit that registered it.", "0042"],
  ["is_live", "boolean", "Whether it stands.", "1"],
  ["group", "text", "A word of SQL's: the group it is of.", "order"],
  ["registered_on", "date", "Day of its registration.", "2014-03-01"],
];

const MARKS = flatTable(
  "planted_marks",
  [
    ...columnsOf(MARK),
    { name: "weight", type: "number", meaning: "What it weighs." },
    { name: "seen_at", type: "timestamp", meaning: "When it was last seen." },
    { name: "classes", type: "integer", isList: true, meaning: "Classes of goods." },
    { name: "owners", type: "text", isList: true, meaning: "Who owns it." },
  ],
  ["mark_number"],
  {
    roles: { partition: "mark_number", date: "registered_on", stamp: "seen_at" },
    hints: { keys: ["classes", "group_text"], counted: { groups: { columns: ["group_text", "is_live"] } } },
  },
);

const MARKS_V1: Dataset = {
  ...ABOUT,
  key: "planted_marks",
  version: "v1",
  title: "Planted marks",
  description: "A register that no other family has.",
  table: MARKS,
  fields: withOwn(
    asUsual(MARKS, [
      { name: "id", column: "record_id", match: "keyword", meaning: "Row id.", example: "70000012" },
      ...fieldsOf(MARK),
      { name: "weight", column: "weight", match: "number", meaning: "What it weighs.", example: "1.5" },
      {
        name: "seen_at",
        column: "seen_at",
        match: "instant",
        meaning: "When it was last seen.",
        example: "2020-01-31T12:00:00",
      },
      { name: "classes", column: "classes", match: "integer", meaning: "Classes of goods.", example: "9" },
      { name: "owners", column: "owners", match: "keyword", meaning: "Who owns it.", example: "Acme, Inc." },
    ]),
    SOURCE_FIELD,
  ),
  publishedIn: { ...PUBLISHED, odp: { lastDataUpdatedDate: "2026-01-01 00:00:00.0" } },
};

const WEIGHED: readonly FileColumn[] = [
  ["weighing_number", "integer", "Number of the weighing.", "1000012"],
  ["art_unit", "text", "Unit that weighed.", "0042"],
  ["weighed_on", "date", "Day of the weighing.", "2014-03-01"],
  ["is_final", "boolean", "Whether it was the last.", "1"],
  ["order", "integer", "A word of SQL's: of which order it was.", "3"],
];

const WEIGHINGS: Table = {
  ...flatTable(
    "planted_weighings",
    [...columnsOf(WEIGHED), { name: "grams", type: "number", meaning: "Weight in grams." }],
    ["weighing_number"],
    {
      roles: { partition: "weighing_number", date: "weighed_on" },
      hints: { counted: { orders: { columns: ["order_text", "weighed_on"] } }, keys: ["order_text"] },
    },
  ),
  secondOrders: [{ name: "planted_weighings_by_order", by: "order_text", columns: ["order_text", "grams"] }],
};

export const WEIGHINGS_2020: Dataset = {
  ...ABOUT,
  key: "planted_weighings",
  version: "2020",
  versionAliases: [],
  title: "Planted weighings",
  description: "A release: whole tables, by the million.",
  table: WEIGHINGS,
  fields: withOwn(
    asUsual(WEIGHINGS, [
      ...fieldsOf(WEIGHED),
      { name: "grams", column: "grams", match: "number", meaning: "Weight in grams.", example: "12.5" },
    ]),
    SOURCE_FIELD,
  ),
  publishedIn: {},
};

const LEAVES: readonly Leaf[] = [
  ["hearingIdentifier", "code", "Its number.", "H-12"],
  ["applicationNumberText", "code", "Its application.", "14574014"],
  ["hearingData.heardDate", "date", "Day of the hearing.", "2014-03-01"],
  ["hearingData.art_unit", "code", "Unit that heard.", "0042"],
  ["hearingData.judgeBag", "name[]", "Who heard.", "Judge 3"],
  ["hearingData.minutes", "integer[]", "How long each part took.", "30"],
  ["lastIngestionDateTime", "timestamp", "When it was last changed.", "2020-01-31T12:00:00"],
];

const HEARINGS = nestedTable(LEAVES, {
  name: "planted_hearings",
  order: ["hearingData.heardDate", "hearingIdentifier"],
  application: "applicationNumberText",
  date: "hearingData.heardDate",
  stamp: "lastIngestionDateTime",
});

const HEARINGS_V1: Dataset = {
  ...ABOUT,
  key: "planted_hearings",
  version: "v1",
  title: "Planted hearings",
  description: "Nested records, each kept as it came.",
  table: HEARINGS,
  fields: nestedFields(HEARINGS, LEAVES),
  defaultFields: searchedFields(LEAVES),
  publishedIn: {
    "odp-search": {
      path: "/api/v1/planted/hearings",
      bag: "plantedHearingDataBag",
      download: "plantedHearingData",
      downloadFields: "hearingIdentifier,hearingData.heardDate",
      id: "hearingIdentifier",
    },
  },
};

export const PLANTED: Family = flatFamily("planted", {
  tables: [MARKS, WEIGHINGS, HEARINGS],
  datasets: [MARKS_V1, WEIGHINGS_2020, HEARINGS_V1],
  sources: [
    answered(
      records(MARKS_V1, ["mark_number"], {
        has: ["mark_number", "classes"],
        origin: "registry",
        identity: ["mark_number"],
      }),
    ),
    ...releaseTable(WEIGHINGS_2020, ["weighing_number"], "release-2020"),
    nestedRecords(HEARINGS_V1, {
      bags: ["plantedHearingDataBag"],
      has: ["hearingIdentifier", "hearingData.heardDate"],
      identity: ["hearingIdentifier"],
    }),
  ],
});
