import { randomUUID } from "node:crypto";
import { type NestedShape, nestedShape } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import type { Predicate } from "../../../query/index.js";
import { enclosed } from "../../../server/pieces.js";
import type { Answer, Asked, Context } from "../../../server/route.js";
import { warningHeader } from "../../../server/warning.js";
import type { Page, Selection } from "../../../store/index.js";
import type { SearchQuestion } from "../grammar/question.js";
import { type Collection, SEARCHED } from "./collection.js";
import { bindQuestion } from "./criteria.js";
import { csvHead, csvLine } from "./csv.js";
import { collectionError } from "./errors.js";
import { leadingHere } from "./filesHere.js";
import { belowTest, type Facet, facetsOf, type Ignored, pathsOf, sortOf } from "./names.js";

/** Characters of an answer that are held before it is sent in parts; until then an error still gets its status. */
const HELD = 256 * 1024;
/** Different values of a field that are counted at most. */
const MOST_VALUES = 10_000;

/** What is said where nothing was found [recorded 2024]. */
export const NOTHING_FOUND = "No matching records found, refine your search criteria and try again";

/** What a route adds to a question. */
export interface About {
  /** Only records of which this holds. */
  readonly only?: Predicate;
  /** What is answered of each, where nothing else is asked for. */
  readonly paths?: readonly string[];
  /** One record is meant, which stands in no order. */
  readonly isOne?: boolean;
  /** Answers what is withheld elsewhere, too. */
  readonly isWhole?: boolean;
}

/** Answers a search: `{count, facets?, requestIdentifier, <bag>: […]}`; nothing found is a 404. */
export async function answerSearch(
  collection: Collection,
  question: SearchQuestion,
  about: About,
  asked: Asked,
  context: Context,
): Promise<Answer> {
  const found = await find(collection, question, about, asked, context);
  if (found.total === 0) return nothingFound(collection, question, found.ignored);
  const facets = facetsOf(question, collection, found.ignored);
  const counted = await Promise.all(facets.map((field) => facetOf(found.selection, field, context)));
  const before = [
    `"count":${found.total}`,
    ...(counted.length > 0 ? [`"facets":{${counted.join(",")}}`] : []),
    ...(collection.isByNumberOnly ? [] : [`"requestIdentifier":"${randomUUID()}"`]),
    `"${collection.bag}":[`,
  ];
  return {
    kind: "stream",
    type: "application/json",
    fileName: null,
    held: HELD,
    headers: warningOf(question, found.ignored),
    chunks: enclosed(`{${before.join(",")}`, found.page, "]}", context.metrics),
  };
}

/** Answers a download: the records alone, as a file, some fields of each where none are asked for. */
export async function answerDownload(
  collection: Collection,
  question: SearchQuestion,
  asked: Asked,
  context: Context,
): Promise<Answer> {
  const paths = collection.downloadFields;
  const { page, total, ignored, select } = await find(collection, question, { paths }, asked, context);
  if (total === 0) return nothingFound(collection, question, ignored);
  const time = context.now.toISOString().slice(0, 19).replaceAll(":", "-");
  const fileName = `results-${time}.${question.format}`;
  const headers = {
    ...warningOf(question, ignored),
    "content-disposition": `attachment;filename="${fileName}"`,
  };
  const common = { kind: "stream", fileName: null, held: HELD, headers } as const;
  if (question.format === "csv")
    return {
      ...common,
      type: "text/csv; charset=utf-8",
      chunks: asCsv(page, leavesBelow(collection, select)),
    };
  const before = `{"${collection.downloadRoot}":[`;
  return { ...common, type: "application/json", chunks: enclosed(before, page, "]}", context.metrics) };
}

/** Nothing found is an error of the portal's, which may have a reason in the question. */
export function nothingFound(
  collection: Pick<Collection, "path" | "errorCode">,
  question: SearchQuestion,
  ignored: Ignored,
): Answer {
  const failure = {
    status: 404,
    error: null,
    message: NOTHING_FOUND,
    requestId: randomUUID(),
    path: collection.path,
  };
  const body = collectionError(failure, collection);
  return { kind: "json", status: 404, headers: warningOf(question, ignored), body };
}

interface Found {
  readonly selection: Selection;
  readonly total: number;
  readonly page: Page;
  readonly select: readonly string[] | null;
  readonly ignored: Ignored;
}

async function find(
  collection: Collection,
  question: SearchQuestion,
  about: About,
  asked: Asked,
  context: Context,
): Promise<Found> {
  const { dataset } = collection;
  const { store } = context.lease;
  const { predicate, ignored } = bindQuestion(question.criteria, dataset, context);
  const select = pathsOf(question, collection, ignored) ?? about.paths ?? null;
  const sort = about.isOne ? [] : sortOf(question, collection, ignored);
  refuseUnknown(ignored, context);
  if (ignored.length > 0) context.metrics.countUnknownField();
  const selection: Selection = {
    dataset,
    predicate: about.only ? { kind: "and", children: [about.only, predicate] } : predicate,
    signal: asked.signal,
  };
  const { offset: start, limit: rows } = question;
  const page = await store.page({
    ...selection,
    sort,
    start,
    rows,
    shape: shapeOf(collection, select, about),
  });
  return { selection, total: page.total ?? 0, page: leadingHere(page, context), select, ignored };
}

function shapeOf(
  { dataset, withheld, hidden }: Collection,
  paths: readonly string[] | null,
  { isWhole }: About,
): NestedShape {
  const left = withheld !== null && !isWhole ? withheld.field : hidden;
  return nestedShape(dataset, SEARCHED, {
    ...(left === null ? {} : { without: left }),
    ...(paths ? { paths } : {}),
  });
}

/** One field's values and how many records have each, the most frequent first, as a member of `facets`. */
export async function facetOf(
  selection: Selection,
  { name, column }: Facet,
  { lease }: Context,
): Promise<string> {
  const { groups } = await lease.store.groups({
    ...selection,
    by: [{ column }],
    measure: { kind: "count" },
    order: "size",
    start: 0,
    rows: MOST_VALUES,
  });
  const values = groups.flatMap(({ key: [value], size }) =>
    value === null || value === undefined ? [] : [{ value: String(value), count: size }],
  );
  return `${JSON.stringify(name)}:${JSON.stringify(values)}`;
}

async function* asCsv(page: Page, paths: readonly string[]): AsyncGenerator<string> {
  yield csvHead(paths);
  for await (const batch of page.records) yield batch.map((record) => csvLine(record, paths)).join("");
}

/** The fields that stand at or below some paths, each a column of a CSV. */
function leavesBelow(
  { dataset, withheld, hidden }: Collection,
  paths: readonly string[] | null,
): readonly string[] {
  const isNotShown = belowTest(withheld?.field ?? "", hidden ?? "");
  const names = dataset.fields.map(({ name }) => name).filter((name) => !isNotShown(name));
  if (paths === null) return names;
  const exact = paths.filter((path) => names.includes(path));
  const others = belowTest(...paths.filter((path) => !names.includes(path)));
  return [...new Set([...exact, ...names.filter(others)])];
}

/** Where the operator wants unknown names refused, the first of them is. */
export function refuseUnknown(ignored: Ignored, { settings }: Context): void {
  const [first] = ignored.filter(({ why }) => why === "unknown");
  if (first === undefined || settings.unknownFields !== "refuse") return;
  throw new ArtunitError(
    "unknown-field",
    `There is no field "${first.name}" (in "${first.place}"). Names are whole paths, as applicationMetaData.filingDate.`,
    { field: first.place },
  );
}

/** What could not be honoured, in a header: the answer itself is as the portal's. */
export function warningOf(question: SearchQuestion, ignored: Ignored): Readonly<Record<string, string>> {
  return warningHeader([
    ...ignored.map(({ place, name, why }) => {
      if (why === "unheld") return name;
      if (why === "text") return `"${name}" in ${place} is a text and was ignored.`;
      return place === "q or filters"
        ? `No such field, so nothing matches it: ${name}.`
        : `No such field in ${place}: ${name}.`;
    }),
    ...(question.ignored.length > 0 ? [`Without meaning here: ${question.ignored.join(", ")}.`] : []),
  ]);
}
