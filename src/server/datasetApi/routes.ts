import { type Dataset, publishedNames } from "../../catalog/index.js";
import { findDataset } from "../../query/index.js";
import { schemaNamed } from "../openapi.js";
import type { Answer, Asked, Context, Parameter, Route, Schema } from "../route.js";
import { type DatasetApi, pathOf, publishedBy, refuseUnpublished } from "./api.js";
import { answerRecords } from "./records.js";
import { FIELDS_SCHEMA, recordSchema, recordsSchema } from "./schemas.js";

const KEY: Parameter = { name: "dataset", in: "path", kind: "key", meaning: "Key of the dataset." };
const VERSION: Parameter = {
  name: "version",
  in: "path",
  kind: "version",
  meaning: "Version of the dataset.",
};

/** The parameters of a search. */
export const RECORDS_PARAMETERS: readonly Parameter[] = [
  {
    name: "criteria",
    in: "query",
    kind: "criteria",
    meaning:
      "What to search for, in Lucene's classic query language: field:value, field:[a TO b], AND, OR, NOT; everything when absent.",
  },
  { name: "start", in: "query", kind: "count", meaning: "Records to skip; none when absent." },
  {
    name: "rows",
    in: "query",
    kind: "count",
    meaning: "Records to answer with: 100 when absent; there is no upper limit.",
  },
  { name: "sort", in: "query", kind: "text", meaning: "Fields to sort by, each with asc or desc behind it." },
  {
    name: "fl",
    in: "query",
    kind: "text",
    meaning: "Fields to answer with, separated by commas; all by default.",
  },
];

/** The two routes that every dataset has in such an API. */
export function datasetRoutes(api: DatasetApi): readonly Route[] {
  const datasetAsked = (asked: Asked, { catalog }: Context): Dataset => {
    const found = findDataset(catalog, asked.text("dataset") ?? "", asked.text("version") ?? "");
    refuseUnpublished(api, found, catalog);
    return found;
  };
  return [
    {
      path: `${api.prefix}/{dataset}/{version}/fields`,
      operationId: "list-fields",
      summary: "The fields that can be searched.",
      methods: ["GET"],
      parameters: [KEY, VERSION],
      from: "nothing",
      answer: FIELDS_SCHEMA,
      handle: async (asked, context): Promise<Answer> => ({
        kind: "json",
        body: fieldsAnswer(api, datasetAsked(asked, context), context),
      }),
    },
    {
      path: `${api.prefix}/{dataset}/{version}/records`,
      operationId: "search",
      summary: "The records that match; also where nothing matches, with numFound 0.",
      methods: ["GET", "POST"],
      parameters: [KEY, VERSION, ...RECORDS_PARAMETERS],
      answer: (dataset) => recordsSchema(api, schemaNamed(recordSchemaName(api, dataset))),
      handle: (asked, context) => answerRecords(api, datasetAsked(asked, context), asked, context),
    },
  ];
}

/**
 * What `fields` answers. Nothing may be added: a client in use fails on any further key.
 */
function fieldsAnswer(api: DatasetApi, dataset: Dataset, { baseUrl, catalog }: Context) {
  const fields = api.inOrder([...publishedNames(dataset, api.name).keys()]);
  return {
    apiKey: dataset.key,
    apiVersionNumber: dataset.version,
    apiUrl: baseUrl + pathOf(api, dataset, "fields"),
    apiDocumentationUrl: api.documentation(dataset, catalog, baseUrl),
    apiStatus: "PUBLISHED",
    fieldCount: fields.length,
    fields,
    lastDataUpdatedDate: dataset.publishedIn[api.name]?.lastDataUpdatedDate,
  };
}

/** The schemas of the records of each dataset. */
export function recordSchemas(
  api: DatasetApi,
  datasets: Parameters<typeof publishedBy>[1],
): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    publishedBy(api, datasets).map((each) => [recordSchemaName(api, each), recordSchema(api, each)]),
  );
}

function recordSchemaName({ name }: DatasetApi, { key, version }: Dataset): string {
  return `${name}_${key}_${version}`;
}
