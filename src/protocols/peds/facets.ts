import { columnOf } from "../../catalog/index.js";
import type { Lease } from "../../server/snapshots.js";
import type { Selection } from "../../store/index.js";
import { type Asked, fieldsByName } from "./criteria.js";

/** The fields that are counted, in the recorded order, and whether records without a value are counted, too. */
const COUNTED: readonly (readonly [name: string, countsMissing: boolean])[] = [
  ["appClsSubClsFacet", true],
  ["appGrpArtNumberFacet", true],
  ["appAttrDockNumberFacet", true],
  ["appCustNumberFacet", true],
  ["appExamNameFacet", true],
  ["inventorNameFacet", false],
  ["appTypeFacet", true],
  ["firstNamedApplicantFacet", false],
  ["appStatusFacet", true],
  ["appEntityStatusFacet", true],
  ["appStatus", true],
];
/**
 * Answered empty: two are all of a record's people in one text, by which nothing here is counted; what the third counted
 * is not known, for the recorded answer has no count of its one record.
 */
const UNCOUNTED = ["applicantsFacet", "inventorsFacet", "inventorsFullNameFacet"];
/** In the recorded answers these are in capitals. */
const CAPITALS = new Set(["inventorNameFacet", "firstNamedApplicantFacet"]);
const RANGES = [
  "patentIssueDate",
  "appEarlyPubDate",
  "wipoEarlyPubDate",
  "appIntlPubDate",
  "appFilingDate",
  "appStatusDate",
];
const MOST_VALUES = 20;
const YEARS = 50;

/** `facet_counts` as Solr writes it: values and counts in turn, and years of some dates. */
export async function facetCounts(
  selection: Selection,
  asked: Asked,
  lease: Lease,
  now: Date,
): Promise<object> {
  const fields = await Promise.all(
    COUNTED.map(async ([name, countsMissing]) => [
      name,
      await valuesOf(name, countsMissing, selection, asked, lease),
    ]),
  );
  const ranges = await Promise.all(
    RANGES.map(async (name) => [name, await yearsOf(name, selection, asked, lease, now.getUTCFullYear())]),
  );
  return {
    facet_queries: {},
    facet_fields: Object.fromEntries([...fields, ...UNCOUNTED.map((name) => [name, []])]),
    facet_ranges: Object.fromEntries(ranges),
    facet_intervals: {},
    facet_heatmaps: {},
  };
}

async function valuesOf(
  name: string,
  countsMissing: boolean,
  selection: Selection,
  asked: Asked,
  { store }: Lease,
): Promise<readonly (string | number | null)[]> {
  const field = fieldsByName(asked).get(name)!;
  const { groups } = await store.groups({
    ...selection,
    by: [{ column: field.column }],
    measure: { kind: "count" },
    order: "size",
    start: 0,
    rows: MOST_VALUES + 1,
  });
  const { counted = (_: string, value: string) => value } = asked.manner;
  const written = (value: string) => (CAPITALS.has(name) ? value.toUpperCase() : counted(name, value));
  const missing = groups.find(({ key: [value] }) => value === null)?.size ?? 0;
  const values = groups.flatMap(({ key: [value], size }) =>
    value === null || value === undefined ? [] : [written(String(value)), size],
  );
  return [...values.slice(0, 2 * MOST_VALUES), ...(countsMissing ? [null, missing] : [])];
}

/** Fifty years up to this one; what is earlier is `before`. */
async function yearsOf(
  name: string,
  selection: Selection,
  asked: Asked,
  { store }: Lease,
  thisYear: number,
): Promise<object> {
  const { column } = fieldsByName(asked).get(name)!;
  const isDay = columnOf(asked.dataset.table, column).type === "date";
  if (!isDay) throw new Error(`${name} is no day.`);
  const { groups } = await store.groups({
    ...selection,
    by: [{ column, period: "year" }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: 1_000,
  });
  const sizes = new Map(groups.map(({ key: [year], size }) => [Number(String(year).slice(0, 4)), size]));
  const first = thisYear - YEARS + 1;
  const instant = (year: number) => `${year}-01-01T00:00:00Z`;
  const before = [...sizes].filter(([year]) => year < first).reduce((sum, [, size]) => sum + size, 0);
  return {
    counts: Array.from({ length: YEARS }, (_, at) => [
      instant(first + at),
      sizes.get(first + at) ?? 0,
    ]).flat(),
    gap: "+1YEAR",
    before,
    start: instant(first),
    end: instant(thisYear + 1),
  };
}
