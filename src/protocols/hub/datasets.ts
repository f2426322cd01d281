import { type Dataset, fieldName, fieldsOf } from "../../catalog/index.js";
import { DATASETS } from "../../installation.js";

/** The two manners of the USPTO's own API, by the names of the protocols: the Developer Hub's and the portal's. */
export type Envelope = "ds" | "odp";

/** Where the datasets of a protocol live below the base URL. */
export const PREFIX: Readonly<Record<Envelope, string>> = {
  ds: "/ds-api",
  odp: "/api/v1/patent/oa",
};

export function datasetsOf(envelope: Envelope): readonly Dataset[] {
  return DATASETS.filter((each) => envelope in each.publishedIn);
}

export function pathOf(dataset: Dataset, envelope: Envelope, what: "fields" | "records"): string {
  return `${PREFIX[envelope]}/${dataset.key}/${dataset.version}/${what}`;
}

/** The list of datasets, as `GET /ds-api/` answers it. */
export function datasetList(base: string): string {
  const apis = datasetsOf("ds").map((dataset) => ({
    apiKey: dataset.key,
    apiVersionNumber: dataset.version,
    apiUrl: base + pathOf(dataset, "ds", "fields"),
    apiDocumentationUrl: consoleUrl(dataset, base),
  }));
  return JSON.stringify({ total: apis.length, apis });
}

/**
 * What `fields` answers. Nothing may be added: a client in use fails on any further key. The names are sorted
 * in the Developer Hub and in declared order in the portal, whose own order is arbitrary.
 */
export function fieldsAnswer(dataset: Dataset, envelope: Envelope, base: string): string {
  const names = fieldsOf(dataset, envelope).map((each) => fieldName(each, envelope));
  const fields = envelope === "ds" ? names.sort() : names;
  return JSON.stringify({
    apiKey: dataset.key,
    apiVersionNumber: dataset.version,
    apiUrl: base + pathOf(dataset, envelope, "fields"),
    apiDocumentationUrl: consoleUrl(dataset, base),
    apiStatus: "PUBLISHED",
    fieldCount: fields.length,
    fields,
    lastDataUpdatedDate: dataset.publishedIn[envelope]?.lastDataUpdatedDate,
  });
}

function consoleUrl(dataset: Dataset, base: string): string {
  return `${base}/ds-api-docs/index.html?url=${base}${swaggerPath(dataset)}`;
}

/** Where a dataset's Swagger document is; the original's suffixes were irregular, and only some name the version. */
export function swaggerPath(dataset: Dataset): string {
  const path = `/ds-api/swagger/docs/${dataset.key}.json`;
  const suffix = swaggerSuffix(dataset);
  const isOwnPath = datasetOfSwagger(dataset.key, suffix.slice(1)) === dataset;
  return path + (isOwnPath ? suffix : `/${dataset.version}`);
}

/** The dataset a Swagger path means; without a version the one whose suffix is empty. Null where there is none. */
export function datasetOfSwagger(key: string, version: string): Dataset | null {
  const known = datasetsOf("ds").filter((each) => each.key === key);
  if (version === "") return known.find((each) => swaggerSuffix(each) === "") ?? known[0] ?? null;
  const asked = version.toLowerCase();
  return known.find((each) => [each.version, ...each.versionAliases].includes(asked)) ?? null;
}

function swaggerSuffix({ publishedIn }: Dataset): string {
  return publishedIn.ds?.swaggerSuffix ?? "";
}
