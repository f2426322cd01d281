import { type Dataset, isNestedObject, readNested, writeNested } from "../../../catalog/index.js";
import { NOTHING_FOUND } from "./answer.js";
import { type Collection, collectionsOf, SEARCHED } from "./collection.js";

interface Question {
  readonly criteria: string | null;
  readonly start: number;
  readonly rows: number;
}

/**
 * How another installation, or the portal itself, is asked for the records of its collections, by their searches: see
 * `RecordFeed`.
 */
export const ODP_COLLECTIONS = {
  protocol: SEARCHED,
  window: 10_000,
  // The wrapper of one application may have 100 KB and more.
  rows: 100,
  usualDays: 30,
  // Nothing found is one.
  accepts: [404],
  has: (dataset: Dataset) => collectionsOf({ datasets: [dataset] }).some((each) => !each.isByNumberOnly),
  path: (dataset: Dataset) => `${collectionOf(dataset).path.slice(1)}/search`,
  body(dataset: Dataset, { criteria, start, rows }: Question) {
    const { id } = collectionOf(dataset);
    const date = dataset.fields.find(({ column }) => column === dataset.table.roles.date);
    const question = {
      ...(criteria === null ? {} : { q: criteria }),
      ...(date === undefined || rows === 0 ? {} : { sort: [{ field: date.name, order: "asc" }] }),
      // The office documents 1 as the least limit: of records that are only counted one comes, and no more than its id.
      ...(rows === 0 ? { fields: [id] } : {}),
      pagination: { offset: start, limit: Math.max(rows, 1) },
    };
    return { type: "application/json", text: JSON.stringify(question) };
  },
  recordsIn(dataset: Dataset, { value, text }: { readonly value: unknown; readonly text: string }) {
    const { bag } = collectionOf(dataset);
    const answer = value as Readonly<Record<string, unknown>> | null;
    if (saysNothingFound(answer)) return { total: 0, records: [] };
    const object = Number.isSafeInteger(answer?.count) && Array.isArray(answer?.[bag]) && readNested(text);
    if (!object || !isNestedObject(object)) return null;
    const records = object.get(bag);
    return {
      total: answer!.count as number,
      records: Array.isArray(records) ? records.map(writeNested) : [],
    };
  },
  around: (dataset: Dataset) => ({
    before: `{"${collectionOf(dataset).bag}":[`,
    after: "]}",
    tellsKind: true,
  }),
};

function collectionOf(dataset: Dataset): Collection {
  return collectionsOf({ datasets: [dataset] })[0]!;
}

/** A 404 that is the portal's for a search without a match, in whichever member it says so; not that of a wrong address. */
function saysNothingFound(answer: Readonly<Record<string, unknown>> | null): boolean {
  return (
    Number(answer?.code) === 404 &&
    Object.values(answer!).some((each) => typeof each === "string" && each.startsWith(NOTHING_FOUND))
  );
}
