import { type Dataset, fieldName, fieldsOf, type Generation } from "../../catalog/index.js";
import { DATASETS } from "../../installation.js";

/** The two generations of the USPTO's own API. */
export type EnvelopeGeneration = Exclude<Generation, "native">;

/** Where the datasets of a generation live below the base URL. */
export const PREFIX: Readonly<Record<EnvelopeGeneration, string>> = {
  ds: "/ds-api",
  odp: "/api/v1/patent/oa",
};

export function datasetsOf(generation: EnvelopeGeneration): readonly Dataset[] {
  return DATASETS.filter((each) => each.generations.includes(generation));
}

export function pathOf(dataset: Dataset, generation: EnvelopeGeneration, what: "fields" | "records"): string {
  return `${PREFIX[generation]}/${dataset.key}/${dataset.version}/${what}`;
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
export function fieldsAnswer(dataset: Dataset, generation: EnvelopeGeneration, base: string): string {
  const names = fieldsOf(dataset, generation).map((each) => fieldName(each, generation));
  const fields = generation === "ds" ? names.sort() : names;
  return JSON.stringify({
    apiKey: dataset.key,
    apiVersionNumber: dataset.version,
    apiUrl: base + pathOf(dataset, generation, "fields"),
    apiDocumentationUrl: consoleUrl(dataset, base),
    apiStatus: "PUBLISHED",
    fieldCount: fields.length,
    fields,
    lastDataUpdatedDate: dataset.lastDataUpdatedDate[generation],
  });
}

function consoleUrl(dataset: Dataset, base: string): string {
  return `${base}/ds-api-docs/index.html?url=${base}${swaggerPath(dataset)}`;
}

/** Where a dataset's Swagger document is; the original's suffixes were irregular, and only some name the version. */
export function swaggerPath(dataset: Dataset): string {
  const path = `/ds-api/swagger/docs/${dataset.key}.json`;
  const isOwnPath = datasetOfSwagger(dataset.key, dataset.swaggerSuffix.slice(1)) === dataset;
  return path + (isOwnPath ? dataset.swaggerSuffix : `/${dataset.version}`);
}

/** The dataset a Swagger path means; without a version the one whose suffix is empty. Null where there is none. */
export function datasetOfSwagger(key: string, version: string): Dataset | null {
  const known = datasetsOf("ds").filter((each) => each.key === key);
  if (version === "") return known.find((each) => each.swaggerSuffix === "") ?? known[0] ?? null;
  const asked = version.toLowerCase();
  return known.find((each) => [each.version, ...each.versionAliases].includes(asked)) ?? null;
}
