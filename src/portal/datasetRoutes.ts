import { type Dataset, datasetName } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { escapeTerm, findDataset } from "../query/index.js";
import { address } from "../server/address.js";
import { type Installation, summaryOf } from "../server/index.js";
import type { Asked, Parameter, Route } from "../server/route.js";
import { AS_OF, CURSOR, DUPLICATES, SOURCE } from "../server/usualParameters.js";
import {
  datasetPage,
  datasetsPage,
  idField,
  type RecordsAnswer,
  recordPage,
  shownFields,
  type TableAsked,
  tablePath,
} from "./datasets.js";
import { askNative } from "./native.js";
import { pageRoute } from "./pages.js";

const KEY: readonly Parameter[] = [
  { name: "key", in: "path", kind: "key", meaning: "Key of the dataset." },
  { name: "version", in: "path", kind: "version", meaning: "Version of the dataset." },
];
/** Rows of a table on one page. */
const ROWS = 50;

/** Every dataset, its table, and each of its records. */
export function datasetRoutes(installation: Installation): readonly Route[] {
  return [
    pageRoute(
      {
        path: "/datasets",
        operationId: "datasets",
        summary: "Every dataset that is served.",
        parameters: [AS_OF],
        from: "snapshot-if-any",
        open: true,
        async draw(_asked, context) {
          const { catalog, isLoaded, baseUrl } = context;
          const summary = isLoaded ? await summaryOf(context.lease.store, catalog.datasets) : null;
          return {
            title: "Datasets: Artunit",
            body: datasetsPage(installation.datasets, summary, baseUrl),
            twin: "/index.json",
          };
        },
      },
      installation,
    ),
    pageRoute(
      {
        path: "/datasets/{key}/{version}",
        operationId: "dataset-table",
        summary: "The rows of a dataset with its dictionary, exports and a permanent link.",
        parameters: [...KEY, ...TABLE],
        async draw(asked, context) {
          const dataset = findDataset(installation, asked.text("key") ?? "", asked.text("version") ?? "");
          const shown = tableAsked(asked);
          const select = shownFields(dataset).map(({ name }) => name);
          const given = { ...recordsGiven(dataset, shown, ROWS), select: select.join(",") || undefined };
          const answer = await askNative<RecordsAnswer>("list-records", given, asked, context, installation);
          return {
            title: `${datasetName(dataset)}: Artunit`,
            body: datasetPage(dataset, answer, shown, context.baseUrl),
            twin: recordsTwin(dataset, shown, ROWS),
          };
        },
      },
      installation,
    ),
    findRoute(installation),
    recordRoute(installation),
    rowRoute(installation),
  ];
}

/** What is asked of a table, beside which dataset it is of. */
const TABLE: readonly Parameter[] = [
  { name: "criteria", in: "query", kind: "criteria", meaning: "What to match." },
  { name: "sort", in: "query", kind: "text", meaning: "A field, with or without desc." },
  DUPLICATES,
  SOURCE,
  CURSOR,
  AS_OF,
];

function tableAsked(asked: Asked): TableAsked {
  return {
    criteria: asked.text("criteria") || undefined,
    sort: asked.text("sort") || undefined,
    cursor: asked.text("cursor"),
    duplicates: asked.text("duplicates"),
    source: asked.text("source"),
  };
}

/** What the native route is given for the first rows of a table. */
function recordsGiven({ key, version }: Dataset, shown: TableAsked, limit: number) {
  const { criteria, sort, cursor, duplicates, source } = shown;
  return { key, version, criteria: criteria ?? "*:*", sort, cursor, duplicates, source, limit };
}

function recordsTwin(dataset: Dataset, shown: TableAsked, rows: number): string {
  const { key: _, version: __, limit, ...given } = recordsGiven(dataset, shown, rows);
  return address(`/v1/datasets/${datasetName(dataset)}/records`, { ...given, limit: String(limit) });
}

/** What the form for words in records holds, as criteria of the dataset's table. */
function findRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/datasets/find",
      operationId: "dataset-find",
      summary: "Words in the records of a dataset: leads to its table.",
      from: "nothing",
      parameters: [
        { name: "in", in: "query", kind: "text", required: true, meaning: "The dataset, as key/version." },
        { name: "words", in: "query", kind: "text", meaning: "All of them must occur." },
        AS_OF,
      ],
      async draw(asked) {
        const [key = "", version = ""] = (asked.text("in") ?? "").split("/");
        const dataset = findDataset(installation, key, version);
        const words = (asked.text("words") ?? "").match(/\S+/g) ?? [];
        return {
          elsewhere: address(tablePath(dataset), {
            criteria: words.length === 0 ? null : words.map(escapeTerm).join(" AND "),
          }),
        };
      },
    },
    installation,
  );
}

function rowRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/datasets/{key}/{version}/row",
      operationId: "dataset-row",
      summary: "One record of a dataset that publishes no row ids, by where it stands in its table.",
      parameters: [
        ...KEY,
        { name: "row", in: "query", kind: "count", required: true, meaning: "Which row, from 1 on." },
        ...TABLE,
      ],
      async draw(asked, context) {
        const dataset = findDataset(installation, asked.text("key") ?? "", asked.text("version") ?? "");
        const row = asked.count("row") ?? 0;
        if (row < 1 || row > ROWS)
          throw new ArtunitError(
            "bad-parameter",
            `"row" is ${row}; a page of the table has rows 1 to ${ROWS}.`,
            {
              field: "row",
            },
          );
        const shown = tableAsked(asked);
        const { records, snapshot } = await askNative<RecordsAnswer>(
          "list-records",
          recordsGiven(dataset, shown, row),
          asked,
          context,
          installation,
        );
        const record = records[row - 1];
        if (!record)
          throw new ArtunitError("not-found", `This table of ${datasetName(dataset)} has no row ${row}.`, {
            field: "row",
          });
        const called = `Row ${row}${shown.criteria ? ` of ${shown.criteria}` : ""}`;
        return {
          title: `${called}: ${datasetName(dataset)}`,
          body: recordPage(dataset, record, called, snapshot, context.baseUrl),
          twin: recordsTwin(dataset, shown, row),
        };
      },
    },
    installation,
  );
}

function recordRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/datasets/{key}/{version}/records/{id}",
      operationId: "dataset-record",
      summary: "One record of a dataset, each field with its meaning.",
      parameters: [...KEY, { name: "id", in: "path", kind: "text", meaning: "Id of the row." }, AS_OF],
      async draw(asked, context) {
        const dataset = findDataset(installation, asked.text("key") ?? "", asked.text("version") ?? "");
        const id = asked.text("id") ?? "";
        const given = { key: dataset.key, version: dataset.version, ids: [id], limit: 100 };
        const { records, snapshot } = await askNative<RecordsAnswer>(
          "list-records",
          given,
          asked,
          context,
          installation,
        );
        const field = idField(dataset);
        const record = records.find((each) => field && each[field.name] === id) ?? records[0];
        if (!record)
          throw new ArtunitError("not-found", `${datasetName(dataset)} has no record "${id.slice(0, 80)}".`, {
            field: "id",
          });
        return {
          title: `${id}: ${datasetName(dataset)}`,
          body: recordPage(dataset, record, `Record ${id}`, snapshot, context.baseUrl),
          twin: address(`/v1/datasets/${datasetName(dataset)}/records`, { ids: id }),
        };
      },
    },
    installation,
  );
}
