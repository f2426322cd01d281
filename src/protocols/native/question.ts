import {
  BUNDLED,
  type Catalog,
  type Dataset,
  datasetName,
  type Field,
  houseColumn,
} from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import {
  bindCriteria,
  explain,
  findDataset,
  inWords,
  type Predicate,
  parseCriteria,
  sortMeant,
} from "../../query/index.js";
import { type FirstAsked, firstAsked } from "../../server/cursor.js";
import { shown } from "../../server/parameters.js";
import type { Asked, Context, Parameter, Parameters } from "../../server/route.js";
import { AS_OF, DUPLICATES, fieldNamed, SOURCE, sortOtherwise } from "../../server/usualParameters.js";
import type { KeyColumn, Selection, SortKey } from "../../store/index.js";
import { exampleCriteria } from "./examples.js";

/** Which dataset the path names. */
export const DATASET_NAMED: readonly Parameter[] = [
  { name: "key", in: "path", kind: "key", meaning: "Key of the dataset." },
  { name: "version", in: "path", kind: "version", meaning: "Version of the dataset." },
];

export function datasetAsked(asked: Parameters, catalog: Catalog): Dataset {
  return findDataset(catalog, asked.text("key") ?? "", asked.text("version") ?? "");
}

/** Parameters of everything that counts or lists records of a dataset. */
export const QUESTION: readonly Parameter[] = [
  ...DATASET_NAMED,
  {
    name: "criteria",
    in: "query",
    kind: "criteria",
    meaning: "What to match, in the criteria language; everything when absent.",
    example: exampleCriteria,
  },
  DUPLICATES,
  SOURCE,
  AS_OF,
];

/** What was asked of which records, and how an answer repeats it. */
export interface Question {
  readonly dataset: Dataset;
  readonly selection: Selection;
  readonly predicate: Predicate;
  /** The members every answer begins with, so that no number stands without its question. */
  readonly echo: Readonly<Record<string, unknown>>;
  /** What cursors of this question carry. */
  readonly asked: FirstAsked;
}

/** Reads and binds the question of a request. Throws what parsing and binding throw. */
export function readQuestion(asked: Asked, context: Context): Question {
  const given = {
    criteria: asked.text("criteria"),
    duplicates: asked.text("duplicates"),
    source: asked.text("source"),
  };
  return questionOf(datasetAsked(asked, context.catalog), given, asked.signal, context);
}

/** What may be asked of a dataset beside what is counted or listed. */
export interface Narrowing {
  readonly criteria?: string | undefined;
  readonly duplicates?: string | undefined;
  readonly source?: string | undefined;
}

/** A question about a dataset. Throws what parsing and binding throw. */
export function questionOf(
  dataset: Dataset,
  { criteria = "*:*", duplicates = "include", source }: Narrowing,
  signal: AbortSignal,
  context: Context,
): Question {
  const { catalog, now } = context;
  const { roles } = dataset.table;
  const told = houseColumn(dataset.table, "source");
  if (duplicates === "exclude" && roles.duplicate === undefined) throw notTold(dataset, "duplicates");
  if (source !== undefined && told === undefined) throw notTold(dataset, "source");
  if (source !== undefined) checkSource(source, dataset, context);
  const bound = bindCriteria(parseCriteria(criteria), dataset, {
    now,
    catalog,
    written: criteria,
    unheldValues: "refuse",
  });
  return {
    dataset,
    predicate: bound.predicate,
    selection: {
      dataset: source && told ? { ...dataset, rows: { column: told, value: source } } : dataset,
      predicate: bound.predicate,
      withoutDuplicates: duplicates === "exclude",
      signal,
    },
    echo: {
      snapshot: context.lease.store.manifest.id,
      dataset: datasetName(dataset),
      criteria,
      meaning: explain(bound),
      duplicates,
      source: source ?? null,
    },
    asked: firstAsked(criteria, context),
  };
}

/** A source that no row can have is refused: the answer would be none, and nobody would know why. */
function checkSource(source: string, dataset: Dataset, context: Context): void {
  const known = sourcesOf(dataset.table, context);
  if (known.includes(source)) return;
  throw new ArtunitError(
    "bad-parameter",
    `"source" of ${datasetName(dataset)} must be ${inWords(known, "or") || "left out: nothing is loaded"}, and is "${shown(source)}".`,
    { field: "source" },
  );
}

/** What rows of a table may say that they come from: as it is declared, and as they are loaded. */
function sourcesOf(table: Dataset["table"], { catalog, lease }: Context): readonly string[] {
  const { bundled, sources = [] } = table;
  const files = catalog.sources.filter(
    ({ names, isReleased }) =>
      !isReleased && ("dataset" in names ? names.dataset.table : names.table) === table,
  );
  const held = lease.store.manifest.tables.find(({ name }) => name === table.name)?.rowsBySource ?? {};
  const learnt = catalog.tables.flatMap(({ teaches }) =>
    teaches !== undefined && teaches.subject === bundled?.learns?.subject ? [teaches.source] : [],
  );
  const all = [...sources, ...files.map(({ origin }) => origin), ...Object.keys(held), ...learnt];
  return [...new Set(bundled ? [...all, BUNDLED] : all)].filter((each) => each !== "");
}

/** Not every table marks duplicates, and archives have no source; an ignored narrowing would be a wrong count. */
function notTold(dataset: Dataset, parameter: string): ArtunitError {
  return new ArtunitError(
    "bad-parameter",
    `The records of ${datasetName(dataset)} cannot be told apart by "${parameter}". Ask without it.`,
    { field: parameter },
  );
}

/** What a store sorts, groups and counts by for a field. */
export function keyColumn({ column, spelling }: Field): KeyColumn {
  return spelling === undefined ? { column } : { column, spelling };
}

/** Reads `sort`: names separated by commas, each with ` asc` or ` desc`, or a minus before it. */
export function readSort(
  dataset: Dataset,
  names: readonly string[] | undefined,
  datasets: readonly Dataset[],
): readonly SortKey[] {
  return (names ?? []).map((each) => {
    const [, minus, name = "", direction = ""] = /^(-?)(\S+)(?:\s+(\S+))?$/.exec(each) ?? [];
    if (!["", "asc", "desc"].includes(direction.toLowerCase()))
      throw new ArtunitError(
        "bad-parameter",
        `"sort" cannot be "${each}": write "${name} asc" or "${name} desc".`,
        {
          field: "sort",
        },
      );
    const isField = (of: string) => dataset.fields.some((known) => known.name === of);
    const meant = isField(name) ? null : sortMeant(each, isField);
    if (meant !== null) throw sortOtherwise(each, meant);
    const field = fieldNamed(dataset, name, "sort", datasets);
    return { ...keyColumn(field), descending: minus === "-" || direction.toLowerCase() === "desc" };
  });
}
