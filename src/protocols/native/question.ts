import { type Dataset, datasetName, type Field, SOURCES } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { findDataset } from "../../installation.js";
import { bindCriteria, explain, type Predicate, parseCriteria } from "../../query/index.js";
import { nearestName } from "../../server/nearest.js";
import type { KeyColumn, Selection, SortKey } from "../../store/index.js";
import { dependsOnNow, type Asked as FirstAsked } from "./cursor.js";
import type { Asked, Context, Parameter } from "./route.js";

export const AS_OF: Parameter = {
  name: "as_of",
  in: "query",
  kind: "text",
  meaning: "Answer from this snapshot, while it is kept.",
};

export const SOURCE: Parameter = {
  name: "source",
  in: "query",
  kind: "choice",
  choices: SOURCES,
  meaning: "Only rows of this source, preferred or not; the dataset's own rows when absent.",
};

/** Parameters of everything that counts or lists records of a dataset. */
export const QUESTION: readonly Parameter[] = [
  { name: "key", in: "path", kind: "text", meaning: "Key of the dataset.", example: "oa_rejections" },
  { name: "version", in: "path", kind: "text", meaning: "Version of the dataset.", example: "v2" },
  {
    name: "criteria",
    in: "query",
    kind: "text",
    meaning: "What to match, in the criteria language; everything when absent.",
    example: "legalSectionCode:103 AND submissionDate:[2016-01-01 TO 2016-12-31]",
  },
  {
    name: "duplicates",
    in: "query",
    kind: "choice",
    choices: ["include", "exclude"],
    meaning: "Whether documents that duplicate another count; include when absent.",
  },
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
  const dataset = findDataset(asked.text("key") ?? "", asked.text("version") ?? "");
  const source = asked.text("source");
  const duplicates = asked.text("duplicates") ?? "include";
  if (duplicates === "exclude") needColumn(dataset, "is_duplicate", "duplicates");
  if (source !== undefined) needColumn(dataset, "source", "source");
  const criteria = asked.text("criteria") ?? "*:*";
  const bound = bindCriteria(parseCriteria(criteria), dataset, { now: context.now });
  return {
    dataset,
    predicate: bound.predicate,
    selection: {
      dataset: source ? { ...dataset, rows: { column: "source", value: source } } : dataset,
      predicate: bound.predicate,
      withoutDuplicates: duplicates === "exclude",
      signal: asked.signal,
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

/** What the cursors of a question with these criteria carry. */
export function firstAsked(criteria: string | undefined, context: Context): FirstAsked {
  return {
    snapshot: context.lease.store.manifest.id,
    now: dependsOnNow(criteria) ? context.now : null,
  };
}

/** Not every table marks duplicates, and archives have no source; an ignored narrowing would be a wrong count. */
function needColumn(dataset: Dataset, column: string, parameter: string): void {
  if (dataset.table.columns.some((each) => each.name === column)) return;
  throw new ArtunitError(
    "bad-parameter",
    `The records of ${datasetName(dataset)} cannot be told apart by "${parameter}". Ask without it.`,
    { field: parameter },
  );
}

/** The field of a name, or `unknown-field` with the nearest name and the parameter that holds it. */
export function fieldNamed(dataset: Dataset, name: string, parameter: string): Field {
  const found = dataset.fields.find((each) => each.name === name);
  if (found) return found;
  const suggestion =
    dataset.renamed[name] ??
    nearestName(
      name,
      dataset.fields.map((each) => each.name),
    );
  throw new ArtunitError(
    "unknown-field",
    `${datasetName(dataset)} has no field "${name}" (in "${parameter}").${suggestion ? ` Did you mean "${suggestion}"?` : ""}`,
    { field: parameter, ...(suggestion ? { suggestion } : {}) },
  );
}

/** What a store sorts, groups and counts by for a field. */
export function keyColumn({ column, spelling }: Field): KeyColumn {
  return spelling === undefined ? { column } : { column, spelling };
}

/** Reads `sort`: names separated by commas, each with ` asc` or ` desc`, or a minus before it. */
export function readSort(dataset: Dataset, names: readonly string[] | undefined): readonly SortKey[] {
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
    const field = fieldNamed(dataset, name, "sort");
    return { ...keyColumn(field), descending: minus === "-" || direction.toLowerCase() === "desc" };
  });
}

/** Reads `limit`; more than the most is refused, not cut. */
export function readLimit(asked: Asked, usual: number, most: number): number {
  const limit = asked.count("limit") ?? usual;
  if (limit <= most) return limit;
  throw new ArtunitError(
    "bad-parameter",
    `"limit" is ${limit}; at most ${most} fit one answer. Continue with the cursor.`,
    {
      field: "limit",
    },
  );
}
