import { type ColumnType, columnOf, type Dataset } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { criteriaBehind, groupKeyOf } from "../../../server/groupKeys.js";
import { nearestName } from "../../../server/nearest.js";
import type { Installation } from "../../../server/protocol.js";
import type { Report } from "../../../server/report.js";
import type { Answer, Asked, Context, Parameter, Route } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { AS_OF, DUPLICATES, SOURCE } from "../../../server/usualParameters.js";
import { exampleKeys } from "../examples.js";
import { checkFormat, EXPORT_TYPES, exportResult, RAW } from "../exports.js";
import { DATASET_NAMED, datasetAsked, questionOf } from "../question.js";
import { readMeasure, readMeasures } from "./measures.js";
import { STATISTICS, type Statistics, type StatisticsAsked, statisticsOf } from "./statistics.js";

const NARROWING: readonly Parameter[] = [
  {
    name: "criteria",
    in: "query",
    kind: "criteria",
    meaning: "Which records, in the criteria language; all when absent.",
  },
  {
    ...DUPLICATES,
    meaning:
      "Whether documents that duplicate another count; exclude when absent, where the dataset tells them apart.",
  },
  SOURCE,
  AS_OF,
];

const ORDER: Parameter = {
  name: "order",
  in: "query",
  kind: "choice",
  choices: ["key", "size"],
  meaning: "By key, or largest first; key when absent.",
};

/** `/v1/statistics/{key}/{version}`: any measures of a dataset's records. */
export const DATASET_STATISTICS: Route = {
  path: "/v1/statistics/{key}/{version}",
  operationId: "statistics",
  summary: "Counts, distinct values, shares and means by up to three fields, each with n and its interval.",
  methods: ["GET", "POST"],
  parameters: [
    ...DATASET_NAMED,
    {
      name: "by",
      in: "query",
      kind: "list",
      meaning:
        "Up to three fields; a date takes .year, .quarter or .month behind its name. One figure of all records when absent.",
      example: exampleKeys,
    },
    {
      name: "measures",
      in: "query",
      kind: "text",
      meaning:
        "Measures separated by semicolons: count, count:CRITERIA, distinct:FIELD, share:CRITERIA, mean:FIELD; count when absent.",
      example: (dataset) => `count;distinct:${dataset.fields[0]!.name}`,
    },
    ORDER,
    ...NARROWING,
    RAW,
  ],
  otherTypes: EXPORT_TYPES,
  answer: object(STATISTICS),
  async handle(asked, context) {
    const dataset = datasetAsked(asked, context.catalog);
    const question: StatisticsAsked = {
      dataset,
      by: asked.list("by") ?? [],
      measures: readMeasures(dataset, asked.text("measures") ?? "count", context.catalog.datasets),
      order: asked.text("order") === "size" ? "size" : "key",
      ...narrowing(asked),
    };
    return answered(await statisticsOf(question, asked.signal, context), {}, dataset, asked, context);
  },
};

function narrowing(asked: Asked) {
  return {
    criteria: asked.text("criteria"),
    duplicates: asked.text("duplicates"),
    source: asked.text("source"),
  };
}

export function reportsOf({ families }: Pick<Installation, "families">): readonly Report[] {
  return families.flatMap(({ reports }) => reports ?? []);
}

/** Members of a report beside those of statistics. */
export const REPORT = {
  report: { type: "string" },
  title: { type: "string" },
  says: { type: "string" },
  keys: list({ type: "string", description: "What each field of the key is called, in their order." }),
  titles: list({ type: "string", description: "What each measure is called, in their order." }),
  chart: { type: ["string", "null"], enum: ["lines", "bars", null] },
} as const;

export interface ReportAnswer extends Statistics {
  readonly report: string;
  readonly title: string;
  readonly says: string;
  readonly keys: readonly string[];
  readonly titles: readonly string[];
  readonly chart: Report["chart"] | null;
}

/** A report over the records that are asked for, or over all. */
export async function reportAnswer(
  report: Report,
  given: { criteria?: string | undefined; duplicates?: string | undefined; source?: string | undefined },
  signal: AbortSignal,
  context: Context,
): Promise<ReportAnswer> {
  const { dataset, by, order } = report;
  const criteria = criteriaBehind(dataset, [report.criteria ?? null, given.criteria ?? null], [], []);
  const statistics = await statisticsOf(
    {
      dataset,
      by,
      order: order ?? "key",
      measures: report.measures.map(({ measure }) => readMeasure(dataset, measure)),
      criteria,
      duplicates: given.duplicates ?? report.duplicates,
      source: given.source,
    },
    signal,
    context,
  );
  return {
    report: report.name,
    title: report.title,
    says: report.says,
    keys: report.keys ?? by,
    titles: report.measures.map(({ title }) => title),
    chart: report.chart ?? null,
    ...statistics,
  };
}

/** `/v1/statistics`: the reports that there are, and `/v1/statistics/{report}`: each. */
export function reportRoutes(installation: Installation): readonly Route[] {
  const reports = reportsOf(installation);
  if (reports.length === 0) return [];
  return [
    {
      path: "/v1/statistics",
      operationId: "list-reports",
      summary: "The reports there are, with what each counts.",
      methods: ["GET"],
      parameters: [],
      from: "nothing",
      open: true,
      answer: object({
        reports: list(
          object({
            name: { type: "string" },
            title: { type: "string" },
            says: { type: "string" },
            dataset: { type: "string" },
            by: list({ type: "string" }),
            address: { type: "string" },
          }),
        ),
      }),
      handle: async (_asked, { baseUrl }) => ({
        kind: "json",
        body: {
          reports: reports.map(({ name, title, says, dataset: { key, version }, by }) => ({
            name,
            title,
            says,
            dataset: `${key}/${version}`,
            by,
            address: `${baseUrl}/v1/statistics/${name}`,
          })),
        },
      }),
    },
    {
      path: "/v1/statistics/{report}",
      operationId: "read-report",
      summary: "One report: its figures with n, interval and the rows behind each.",
      methods: ["GET"],
      parameters: [
        {
          name: "report",
          in: "path",
          kind: "text",
          meaning: "Name of the report.",
          example: reports[0]!.name,
        },
        ...NARROWING,
        RAW,
      ],
      otherTypes: EXPORT_TYPES,
      answer: object({ ...REPORT, ...STATISTICS }),
      async handle(asked, context) {
        const report = reportNamed(reports, asked.text("report") ?? "");
        const answer = await reportAnswer(report, narrowing(asked), asked.signal, context);
        const titles = Object.fromEntries(report.measures.map((each, at) => [at, each.title]));
        return answered(answer, titles, report.dataset, asked, context);
      },
    },
  ];
}

export function reportNamed(reports: readonly Report[], name: string): Report {
  const found = reports.find((each) => each.name === name);
  if (found) return found;
  const suggestion = nearestName(
    name,
    reports.map((each) => each.name),
  );
  throw new ArtunitError(
    "not-found",
    `There is no report "${name.slice(0, 80)}".${suggestion ? ` Did you mean "${suggestion}"?` : ""} The list is at /v1/statistics.`,
    { field: "report", ...(suggestion ? { suggestion } : {}) },
  );
}

/** As JSON, or as a table with one line for each figure of each group. */
function answered(
  answer: Statistics,
  titles: Readonly<Record<number, string>>,
  dataset: Dataset,
  asked: Asked,
  context: Context,
): Answer {
  checkFormat(asked);
  if (asked.format === "json") return { kind: "json", body: answer };
  const { by, groups, criteria, duplicates, source } = answer;
  const keyed = by.map((name) => ({ name, type: typeOf(dataset, name) }));
  const columns = [...keyed, ...FIGURE_COLUMNS];
  const lines = groups.flatMap(({ key, n, is_thin, figures }) =>
    figures.map(({ measure, rows, ...figure }, at) =>
      JSON.stringify({
        ...Object.fromEntries(by.map((name, place) => [name, key[place]])),
        measure: titles[at] ?? measure,
        ...figure,
        n,
        is_thin,
        rows,
      }),
    ),
  );
  const question = questionOf(
    dataset,
    { criteria, duplicates, source: source ?? undefined },
    asked.signal,
    context,
  );
  const records = (async function* () {
    yield lines;
  })();
  return exportResult(question, { columns, records }, asked, context);
}

const FIGURE_COLUMNS = [
  { name: "measure", type: "text" },
  { name: "value", type: "number" },
  { name: "count", type: "integer" },
  { name: "low", type: "number" },
  { name: "high", type: "number" },
  { name: "n", type: "integer" },
  { name: "is_thin", type: "boolean" },
  { name: "rows", type: "text" },
] as const;

function typeOf(dataset: Dataset, name: string): ColumnType {
  const { column, period } = groupKeyOf(dataset, name, "by");
  return period ? "text" : columnOf(dataset.table, column).type;
}
