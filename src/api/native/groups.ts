import { columnOf, type Dataset, tableOf } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import type { GroupKey, GroupRequest } from "../../store/index.js";
import { readCursor, writeCursor } from "./cursor.js";
import { fieldNamed, QUESTION, readLimit, readQuestion } from "./question.js";
import type { Answer, Asked, Context, Route } from "./route.js";
import { ECHO, list, object } from "./schemas.js";

const DEFAULT_LIMIT = 1000;
const MAX_LIMIT = 10_000;
const PERIODS = ["year", "quarter", "month"] as const;

export const GROUPS: Route = {
  path: "/v1/datasets/{key}/{version}/groups",
  operationId: "list-groups",
  summary: "Exact counts by one to three fields.",
  methods: ["GET", "POST"],
  parameters: [
    ...QUESTION,
    {
      name: "by",
      in: "query",
      kind: "list",
      required: true,
      meaning:
        "One to three fields; a date takes .year, .quarter or .month behind its name. A record is in one group for each element of a list (claims).",
      example: "tech_center,submissionDate.year",
    },
    {
      name: "measure",
      in: "query",
      kind: "text",
      meaning: "count, or distinct:FIELD for the number of different values; count when absent.",
      example: "distinct:patentApplicationNumber",
    },
    {
      name: "order",
      in: "query",
      kind: "choice",
      choices: ["size", "key"],
      meaning: "Largest first, or by key; size when absent.",
    },
    {
      name: "limit",
      in: "query",
      kind: "count",
      meaning: `Groups in the answer: ${DEFAULT_LIMIT} when absent, at most ${MAX_LIMIT}.`,
    },
    {
      name: "cursor",
      in: "query",
      kind: "text",
      meaning: "Continue where the answer that gave this cursor ended.",
    },
  ],
  answer: object({
    ...ECHO,
    by: list({ type: "string" }),
    measure: { type: "string" },
    total: { type: "integer", description: "How many records match." },
    groupTotal: { type: "integer", description: "How many groups there are." },
    groups: list(
      object({ key: list({ type: ["string", "number", "boolean", "null"] }), size: { type: "integer" } }),
    ),
    cursor: { type: ["string", "null"] },
  }),
  handle: listGroups,
};

async function listGroups(asked: Asked, context: Context): Promise<Answer> {
  const question = readQuestion(asked, context);
  const by = asked.list("by") ?? [];
  const measure = asked.text("measure") ?? "count";
  const order = (asked.text("order") ?? "size") as GroupRequest["order"];
  const identity = JSON.stringify([question.echo, by, measure, order]);
  const cursor = asked.text("cursor");
  const start = cursor === undefined ? 0 : Number(readCursor(cursor, identity)[0]);
  const rows = readLimit(asked, DEFAULT_LIMIT, MAX_LIMIT);
  const found = await context.lease.store.groups({
    ...question.selection,
    by: readKeys(question.dataset, by),
    measure: readMeasure(question.dataset, measure),
    order,
    start,
    rows,
  });
  const next = start + found.groups.length;
  return {
    kind: "json",
    body: {
      ...question.echo,
      by,
      measure,
      total: found.records,
      groupTotal: found.total,
      groups: found.groups,
      cursor: next < found.total ? writeCursor(context.lease.store.manifest.id, identity, [next]) : null,
    },
  };
}

/** Reads `by=a,b.year`; throws where there are none, more than three, or a period stands on no date. */
export function readKeys(dataset: Dataset, names: readonly string[]): readonly GroupKey[] {
  if (names.length < 1 || names.length > 3)
    throw new ArtunitError("bad-parameter", `"by" takes one to three fields, not ${names.length}.`, {
      field: "by",
    });
  return names.map((each) => {
    const period = PERIODS.find((candidate) => each.endsWith(`.${candidate}`));
    const field = fieldNamed(dataset, period ? each.slice(0, -period.length - 1) : each, "by");
    const type = columnOf(tableOf(dataset.table), field.column).type;
    if (!period) return { column: field.column };
    if (type !== "date" && type !== "timestamp")
      throw new ArtunitError("bad-parameter", `"${each}": only dates have a ${period}.`, { field: "by" });
    return { column: field.column, period };
  });
}

function readMeasure(dataset: Dataset, measure: string): GroupRequest["measure"] {
  if (measure === "count") return { kind: "count" };
  if (measure.startsWith("distinct:"))
    return {
      kind: "distinct",
      column: fieldNamed(dataset, measure.slice("distinct:".length), "measure").column,
    };
  throw new ArtunitError(
    "bad-parameter",
    `"measure" cannot be "${measure}": it is count or distinct:FIELD.`,
    { field: "measure" },
  );
}
