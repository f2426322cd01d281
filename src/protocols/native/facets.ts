import { columnOf, type Dataset } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import type { Result } from "../../server/csvLines.js";
import { groupKeyOf } from "../../server/groupKeys.js";
import type { Answer, Asked, Context, Route } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";
import { readLimit } from "../../server/usualParameters.js";
import type { GroupKey, Groups } from "../../store/index.js";
import { exampleKeys } from "./examples.js";
import { checkFormat, EXPORT_TYPES, exportResult, RAW } from "./exports.js";
import { QUESTION, readQuestion } from "./question.js";
import { ECHO } from "./schemas.js";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;
const MAX_FIELDS = 20;

export const FACETS: Route = {
  path: "/v1/datasets/{key}/{version}/facets",
  operationId: "list-facets",
  summary: "Counts of several fields at once over the same records.",
  methods: ["GET", "POST"],
  parameters: [
    ...QUESTION,
    {
      name: "fields",
      in: "query",
      kind: "list",
      required: true,
      meaning: `Up to ${MAX_FIELDS} fields; a date takes .year, .quarter or .month.`,
      example: exampleKeys,
    },
    {
      name: "limit",
      in: "query",
      kind: "count",
      most: MAX_LIMIT,
      meaning: `Values for each field: ${DEFAULT_LIMIT} when absent, at most ${MAX_LIMIT}.`,
    },
    RAW,
  ],
  otherTypes: EXPORT_TYPES,
  answer: object({
    ...ECHO,
    total: { type: "integer" },
    facets: list(
      object({
        field: { type: "string" },
        valueTotal: {
          type: "integer",
          description: "How many different values there are, missing counted as one.",
        },
        otherRecords: {
          type: ["integer", "null"],
          description:
            "Records whose value is not among those listed; null for a list, where a record has several.",
        },
        values: list(
          object({ value: { type: ["string", "number", "boolean", "null"] }, count: { type: "integer" } }),
        ),
      }),
    ),
  }),
  handle: listFacets,
};

async function listFacets(asked: Asked, context: Context): Promise<Answer> {
  checkFormat(asked);
  const question = readQuestion(asked, context);
  const names = asked.list("fields") ?? [];
  if (names.length < 1 || names.length > MAX_FIELDS)
    throw new ArtunitError(
      "bad-parameter",
      `"fields" takes one to ${MAX_FIELDS} fields, not ${names.length}.`,
      { field: "fields" },
    );
  const rows = readLimit(asked, DEFAULT_LIMIT, MAX_LIMIT);
  const keys = names.map((each) => groupKeyOf(question.dataset, each, "fields", context.catalog.datasets));
  const found = await Promise.all(
    keys.map((key) =>
      context.lease.store.groups({
        ...question.selection,
        by: [key],
        measure: { kind: "count" },
        order: "size",
        start: 0,
        rows,
      }),
    ),
  );
  if (asked.format !== "json") return exportResult(question, asLines(names, found), asked, context);
  return {
    kind: "json",
    body: {
      ...question.echo,
      total: found[0]?.records ?? 0,
      facets: found.map((each, i) => ({
        field: names[i],
        valueTotal: each.total,
        otherRecords: isList(keys[i]!, question.dataset) ? null : each.records - listed(each.groups),
        values: each.groups.map((group) => ({ value: group.key[0], count: group.size })),
      })),
    },
  };
}

/** One line for each value of each field. */
function asLines(names: readonly string[], found: readonly Groups[]): Result {
  const lines = found.flatMap(({ groups }, i) =>
    groups.map(({ key: [value], size }) =>
      JSON.stringify({ field: names[i], value: value === null ? null : String(value), count: size }),
    ),
  );
  return {
    columns: [
      { name: "field", type: "text" },
      { name: "value", type: "text" },
      { name: "count", type: "integer" },
    ],
    records: (async function* () {
      yield lines;
    })(),
  };
}

function isList(key: GroupKey, dataset: Dataset): boolean {
  return columnOf(dataset.table, key.column).isList === true;
}

function listed(groups: Groups["groups"]): number {
  return groups.reduce((sum, group) => sum + group.size, 0);
}
