import { type Dataset, publishedNames, publishedShape } from "../../catalog/index.js";
import type { Page, PageRequest } from "../../store/index.js";
import { enclosed } from "../pieces.js";
import type { Answer, Asked, Context } from "../route.js";
import { sourcesHeader } from "../sourcesHeader.js";
import { warningHeader } from "../warning.js";
import type { DatasetApi } from "./api.js";
import { bindSent } from "./criteria.js";
import { readFieldList, readSort, readSortLeniently } from "./question.js";

/** Records in a page where the client names no number (documented). */
const DEFAULT_ROWS = 100;
/** Characters of an answer that are held before it is sent in parts; until then an error still gets its status. */
const HELD = 256 * 1024;

/** Answers a search in the envelope of an API. */
export async function answerRecords(
  api: DatasetApi,
  dataset: Dataset,
  asked: Asked,
  context: Context,
): Promise<Answer> {
  const began = performance.now();
  const names = publishedNames(dataset, api.name);
  const { lease, settings, metrics } = context;
  const criteria = asked.text("criteria") ?? "*:*";
  const start = asked.count("start") ?? 0;
  const wanted = asked.count("rows") ?? DEFAULT_ROWS;
  const rows = wanted === 0 ? api.noRows : wanted;
  const bound = bindSent(criteria, dataset, names, settings.unknownFields, context);
  const fields = readFieldList(asked.text("fl") ?? null, names);
  if (bound.unknownFields.length > 0) metrics.countUnknownField();
  const sort = asked.text("sort") ?? null;
  const { keys, ignored } =
    settings.unknownFields === "refuse"
      ? { keys: readSort(sort, dataset, names), ignored: [] }
      : readSortLeniently(sort, dataset, names);
  const query: PageRequest = {
    dataset,
    predicate: bound.predicate,
    signal: asked.signal,
    shape: publishedShape(dataset, api.name, fields.select ?? undefined),
    sort: keys,
    start,
    rows,
  };
  const page = rows === 0 ? await countOnly(lease.store.count(query)) : await lease.store.page(query);
  const [before, behind] = api.envelope({
    criteria,
    start,
    rows,
    took: Math.round(performance.now() - began),
    total: page.total ?? 0,
    fl: () => fieldListOf(api, dataset, fields.select),
  });
  const warnings = warningsOf(bound.unheld, {
    "No such field, so nothing matches it": bound.unknownFields,
    "No such field in fl": fields.unknown,
    "Not sorted by": ignored,
  });
  const sources = await sourcesHeader(lease.store, query, page.total ?? 0);
  return {
    kind: "stream",
    type: "application/json",
    fileName: null,
    chunks: enclosed(before, page, behind, metrics),
    held: HELD,
    headers: { ...sources, ...warningHeader(warnings) },
  };
}

const fieldLists = new WeakMap<DatasetApi, Map<Dataset, string>>();

function fieldListOf(api: DatasetApi, dataset: Dataset, select: readonly string[] | null): string {
  if (select) return select.join(",");
  const lists = fieldLists.get(api) ?? new Map<Dataset, string>();
  fieldLists.set(api, lists);
  const known = lists.get(dataset);
  if (known !== undefined) return known;
  const made = api.inOrder([...publishedNames(dataset, api.name).keys()]).join(",");
  lists.set(dataset, made);
  return made;
}

async function countOnly(count: Promise<number>): Promise<Page> {
  return { total: await count, records: noRecords(), last: () => null };
}

async function* noRecords(): AsyncGenerator<readonly string[]> {}

/** What was asked and could not be honoured, in sentences. */
function warningsOf(
  said: readonly string[],
  told: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const named = Object.entries(told)
    .filter(([, names]) => names.length > 0)
    .map(([says, names]) => `${says}: ${names.join(", ")}.`);
  return [...named, ...said];
}
