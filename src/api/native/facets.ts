import { columnOf, type Dataset, tableOf } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import type { GroupKey, Groups } from "../../store/index.js";
import { readKeys } from "./groups.js";
import { QUESTION, readLimit, readQuestion } from "./question.js";
import type { Answer, Asked, Context, Route } from "./route.js";
import { ECHO, list, object } from "./schemas.js";

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
      example: "legalSectionCode,tech_center,submissionDate.year",
    },
    {
      name: "limit",
      in: "query",
      kind: "count",
      meaning: `Values for each field: ${DEFAULT_LIMIT} when absent, at most ${MAX_LIMIT}.`,
    },
  ],
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
  const question = readQuestion(asked, context);
  const names = asked.list("fields") ?? [];
  if (names.length < 1 || names.length > MAX_FIELDS)
    throw new ArtunitError(
      "bad-parameter",
      `"fields" takes one to ${MAX_FIELDS} fields, not ${names.length}.`,
      { field: "fields" },
    );
  const rows = readLimit(asked, DEFAULT_LIMIT, MAX_LIMIT);
  const keys = names.map((each) => readKeys(question.dataset, [each]));
  const found = await Promise.all(
    keys.map((by) =>
      context.lease.store.groups({
        ...question.selection,
        by,
        measure: { kind: "count" },
        order: "size",
        start: 0,
        rows,
      }),
    ),
  );
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

function isList([key]: readonly GroupKey[], dataset: Dataset): boolean {
  return key !== undefined && columnOf(tableOf(dataset.table), key.column).type === "integers";
}

function listed(groups: Groups["groups"]): number {
  return groups.reduce((sum, group) => sum + group.size, 0);
}
