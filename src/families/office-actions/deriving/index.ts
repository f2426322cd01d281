import type { Column, Deriving, Remark, Table, TableDeriving } from "../../../catalog/index.js";
import {
  ALL_REJECTIONS,
  BROUGHT,
  CITATIONS,
  ENRICHED_CITATIONS,
  FACTS_OF_DOCUMENT,
  REJECTIONS,
} from "../tables.js";
import { categorySql, sectionSql } from "../usual.js";
import { ACTION_NAMES, actionSteps, IS_GIVEN } from "./actions.js";
import {
  actionColumns,
  CENTER_OF_ACTION,
  CENTER_OF_OWN,
  CITATION_COLUMNS,
  CLAIM_COLUMNS,
  ENRICHED_COLUMNS,
  FACT_COLUMNS,
  latestUnits,
  OWN_FIRST,
  OWN_OF_API,
  reading,
  withActions,
} from "./columns.js";
import { statementDigest } from "./digest.js";
import { READINGS } from "./references.js";
import { ofRelease } from "./release.js";

/** Worked out at every load, wherever they stand. */
/** Of them, those never taken from a file. */
const AFRESH = [...FACTS_OF_DOCUMENT, "is_preferred", "claims", "reference_key"];
const DERIVED = [...FACTS_OF_DOCUMENT, "is_preferred", "tech_center", "claims", "reference_key"];

/** What citations of another source than the API get while they are built. */
const FILLED_IN = ["derived_art_unit", "work_group"];

/** Columns of rejections and citations that the release does not bring. */
const JOINED = new Set([...ACTION_NAMES, ...FILLED_IN, ...DERIVED]);

/** What rows of a table take from their Office action. */
function taken(table: Table): NonNullable<TableDeriving["taken"]> {
  const columns = namesOf(table);
  return { columns: ACTION_NAMES.filter((name) => columns.has(name)), brought: BROUGHT.name };
}

/** How a cell of the release is read. */
function cell({ name, type }: Column, text: string): string | null {
  if (name === "application_number")
    return `case when length(${text}) < 8 and regexp_full_match(${text}, '[0-9]+') then lpad(${text}, 8, '0') else ${text} end`;
  // The agency's exports write a missing date as the first day of 2001, or of the calendar and about; 9999 is
  // another's. The reader has written every day as yyyy-mm-dd; the engine would also read words such as epoch, years
  // before Christ, and days with something behind them.
  if (type === "date")
    return `case when length(${text}) = 10 and ${text} <> '2001-01-01' and ${text} >= '0002' and ${text} < '9999' then try_cast(${text} as date) end`;
  return null;
}

/** The release says in one column what an action states; later sources say it in two. */
const STATED = {
  action_category: { from: "action_type", sql: categorySql },
  legal_section: { from: "action_type", sql: sectionSql },
};

const OFFICE_ACTION_ROWS: TableDeriving = {
  given: IS_GIVEN,
  derived: DERIVED,
  afresh: AFRESH,
  cell,
  from: (_, isAlone) => withActions("described", isAlone),
  isWhole: true,
  // Other sources bring Office actions of their own, described from what they say of them.
  alongside: ["rejections", "citations"],
  columns: { ...FACT_COLUMNS, ...CENTER_OF_OWN },
};

const REJECTION_ROWS: TableDeriving = {
  derived: DERIVED,
  afresh: AFRESH,
  taken: taken(REJECTIONS),
  cell,
  stated: STATED,
  from: (_, isAlone) =>
    `${withActions("own_rejections", isAlone)} ${reading("rejections", "claims", "cl", "claim_numbers")}`,
  columns: {
    ...FACT_COLUMNS,
    ...actionColumns(namesOf(REJECTIONS), OWN_OF_API),
    ...CENTER_OF_ACTION,
    ...CLAIM_COLUMNS,
  },
  digest: statementDigest(REJECTIONS),
  alone: ofRelease(REJECTIONS, JOINED),
};

const CITATION_ROWS: TableDeriving = {
  derived: DERIVED,
  afresh: AFRESH,
  filled: { columns: FILLED_IN, ownFrom: ["api"] },
  taken: taken(CITATIONS),
  cell,
  stated: STATED,
  from: (_, isAlone) =>
    `${withActions("own_citations", isAlone)} ${reading("citations", "reference_key", "k", "reference_text")} ${latestUnits(isAlone)}`,
  columns: {
    ...FACT_COLUMNS,
    ...actionColumns(namesOf(CITATIONS), OWN_FIRST),
    ...CITATION_COLUMNS,
  },
  // A reference that only stands on a form belongs to the application.
  same: "r.application_number, case when r.in_office_action then r.document_id end",
  digest: statementDigest(CITATIONS),
  alone: ofRelease(CITATIONS, JOINED),
};

const ENRICHED_ROWS: TableDeriving = {
  derived: DERIVED,
  afresh: AFRESH,
  taken: taken(ENRICHED_CITATIONS),
  from: (_, isAlone) =>
    `${withActions("own_enriched_citations", isAlone)}
     ${reading("enriched_citations", "reference_key", "k", "reference_text")}
     ${reading("enriched_citations", "claims", "cl", "related_claims")}`,
  columns: {
    ...FACT_COLUMNS,
    ...actionColumns(namesOf(ENRICHED_CITATIONS), OWN_FIRST),
    ...CLAIM_COLUMNS,
    ...ENRICHED_COLUMNS,
  },
};

const ALL_REJECTION_ROWS: TableDeriving = {
  derived: DERIVED,
  afresh: AFRESH,
  cell,
  from: () => `own_${ALL_REJECTIONS.name} r`,
  columns: CENTER_OF_OWN,
};

/** References that we read as another number than the USPTO did. */
const DISAGREEMENT: Remark = {
  table: CITATIONS.name,
  condition: (isAlone) => {
    const [key, number] = isAlone ? ["other_key", "other_number"] : ["reference_key", "reference_number"];
    return `case when ${key} <> concat('US', ${number}) then
       ltrim(regexp_replace(${key}, '[^0-9]', '', 'g'), '0') <> ltrim(regexp_replace(${number}, '[^0-9]', '', 'g'), '0') end`;
  },
  says: [
    'citation that we read as another number than "parsed" says',
    'citations that we read as another number than "parsed" says',
  ],
};

/** How rows of Office actions, rejections and citations come to their columns. */
export const OFFICE_ACTION_DERIVING: Deriving = {
  readings: READINGS,
  steps: actionSteps,
  tables: {
    office_actions: OFFICE_ACTION_ROWS,
    rejections: REJECTION_ROWS,
    citations: CITATION_ROWS,
    enriched_citations: ENRICHED_ROWS,
    all_rejections: ALL_REJECTION_ROWS,
  },
  remarks: [DISAGREEMENT],
};

function namesOf({ columns }: Table): ReadonlySet<string> {
  return new Set(columns.map(({ name }) => name));
}
