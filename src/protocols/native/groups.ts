import { type Catalog, type ColumnType, columnOf, type Dataset } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { readCursor, writeCursor } from "../../server/cursor.js";
import { groupKeyOf } from "../../server/groupKeys.js";
import type { Answer, Asked, Context, Route } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";
import { CURSOR, fieldNamed, readLimit } from "../../server/usualParameters.js";
import { allGroups, type GroupKey, type GroupRequest } from "../../store/index.js";
import { exampleKeys } from "./examples.js";
import { checkFormat, EXPORT_TYPES, exportResult, RAW } from "./exports.js";
import { keyColumn, QUESTION, readQuestion } from "./question.js";
import { ECHO } from "./schemas.js";

const DEFAULT_LIMIT = 1000;
const MAX_LIMIT = 10_000;

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
      example: exampleKeys,
    },
    {
      name: "measure",
      in: "query",
      kind: "text",
      meaning: "count, or distinct:FIELD for the number of different values; count when absent.",
      example: (dataset) => `distinct:${dataset.fields[0]!.name}`,
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
      most: MAX_LIMIT,
      meaning: `Groups in the answer: ${DEFAULT_LIMIT} when absent, at most ${MAX_LIMIT} as JSON; an export holds all unless limited.`,
    },
    CURSOR,
    RAW,
  ],
  otherTypes: EXPORT_TYPES,
  answer: object({
    ...ECHO,
    by: list({ type: "string" }),
    measure: { type: "string" },
    total: { type: "integer", description: "How many records match." },
    groupTotal: { type: "integer", description: "How many groups there are." },
    groups: list(
      object({
        key: list({ type: ["string", "number", "boolean", "null"] }),
        size: {
          type: "integer",
          description: "What is measured: records in the group, or different values.",
        },
      }),
    ),
    cursor: { type: ["string", "null"] },
  }),
  handle: listGroups,
};

async function listGroups(asked: Asked, context: Context): Promise<Answer> {
  checkFormat(asked);
  const question = readQuestion(asked, context);
  const by = asked.list("by") ?? [];
  const measure = asked.text("measure") ?? "count";
  const order = (asked.text("order") ?? "size") as GroupRequest["order"];
  const identity = JSON.stringify([question.echo, by, measure, order]);
  const cursor = asked.text("cursor");
  const start = cursor === undefined ? 0 : Number(readCursor(cursor, identity, context.sealKey)[0]);
  const request: Omit<GroupRequest, "rows"> = {
    ...question.selection,
    by: readKeys(question.dataset, by, context.catalog),
    measure: readMeasure(question.dataset, measure, context.catalog),
    order,
    start,
  };
  if (asked.format !== "json") {
    const most = asked.count("limit") ?? Number.POSITIVE_INFINITY;
    const records = await groupRecords({ ...request, rows: most }, by, context);
    return exportResult(question, { columns: columnsOf(request, by), records }, asked, context);
  }
  const rows = readLimit(asked, DEFAULT_LIMIT, MAX_LIMIT);
  const found = await context.lease.store.groups({ ...request, rows });
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
      cursor: next < found.total ? writeCursor(question.asked, identity, [next]) : null,
    },
  };
}

/** Every group as a JSON object, `size` last; they are counted before the answer begins. */
async function groupRecords(
  request: GroupRequest,
  names: readonly string[],
  { lease }: Context,
): Promise<AsyncIterable<readonly string[]>> {
  const batches = await allGroups(lease.store, request);
  return (async function* () {
    for await (const batch of batches)
      yield batch.map(({ key, size }) =>
        JSON.stringify(Object.fromEntries([...names.map((name, i) => [name, key[i]]), ["size", size]])),
      );
  })();
}

function columnsOf({ dataset, by }: Omit<GroupRequest, "rows">, names: readonly string[]) {
  const type = ({ column, period }: GroupKey): ColumnType => {
    return period ? "text" : columnOf(dataset.table, column).type;
  };
  return [
    ...by.map((each, i) => ({ name: names[i]!, type: type(each) })),
    { name: "size", type: "integer" as const },
  ];
}

/** Reads `by=a,b.year`; throws where there are none or more than three. */
function readKeys(dataset: Dataset, names: readonly string[], { datasets }: Catalog): readonly GroupKey[] {
  if (names.length < 1 || names.length > 3)
    throw new ArtunitError("bad-parameter", `"by" takes one to three fields, not ${names.length}.`, {
      field: "by",
    });
  const twice = names.find((each, i) => names.indexOf(each) !== i);
  if (twice !== undefined)
    throw new ArtunitError("bad-parameter", `"by" names "${twice}" twice. Name each field once.`, {
      field: "by",
    });
  return names.map((each) => groupKeyOf(dataset, each, "by", datasets));
}

function readMeasure(dataset: Dataset, measure: string, { datasets }: Catalog): GroupRequest["measure"] {
  if (measure === "count") return { kind: "count" };
  if (measure.startsWith("distinct:"))
    return {
      kind: "distinct",
      ...keyColumn(fieldNamed(dataset, measure.slice("distinct:".length), "measure", datasets)),
    };
  throw new ArtunitError(
    "bad-parameter",
    `"measure" cannot be "${measure}": it is count or distinct:FIELD.`,
    { field: "measure" },
  );
}
