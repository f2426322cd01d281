import { type Dataset, datasetName } from "../../catalog/index.js";
import { firstDay, lastDay } from "../../server/groupKeys.js";
import type { Installation, Summary } from "../../server/index.js";

/**
 * The catalogue in the form of DCAT-US 1.1 (`data.json`): what is served here, as it was loaded. The two codes of federal
 * agencies are left out: whoever runs this is not one by that.
 */
export function dataJson(installation: Installation, summary: Summary | null, base: string, now: string) {
  const modified = dayOf(summary, now);
  return {
    "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
    "@id": `${base}/data.json`,
    "@type": "dcat:Catalog",
    conformsTo: "https://project-open-data.cio.gov/v1.1/schema",
    describedBy: "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
    dataset: installation.datasets.map((each) => {
      const covered = coverageOf(each, summary);
      return {
        ...describe(each, installation, base),
        modified,
        ...(covered === null ? {} : { temporal: `${covered.startDate}/${covered.endDate}` }),
      };
    }),
  };
}

function dayOf(summary: Summary | null, now: string): string {
  return (summary?.createdAt ?? now).slice(0, 10);
}

/** From the first day of the first month that has rows to the last of the last; null where none is dated. */
function coverageOf(dataset: Dataset, summary: Summary | null) {
  const loaded = summary?.datasets.find(({ name }) => name === datasetName(dataset));
  const months = Object.keys(loaded?.months ?? {})
    .filter((month) => month !== "undated")
    .sort();
  return months.length === 0 ? null : { startDate: firstDay(months[0]!), endDate: lastDay(months.at(-1)!) };
}

const OPERATOR = "The operator of this Artunit server; not the USPTO";
const CONTACT = { fn: "The operator of this server", hasEmail: "mailto:operator@localhost.localdomain" };
const LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/";

/**
 * The same in the form of DCAT-US 3.0: each dataset with its files, each protocol that serves datasets as a service. A
 * catalogue of services alone is not valid, so datasets always stand in it.
 */
export function dcat3(installation: Installation, summary: Summary | null, base: string, now: string) {
  const kind = { "@type": "Kind", ...CONTACT };
  const publisher = { "@type": "Organization", name: OPERATOR };
  const openApi = `${base}/openapi.json`;
  const modified = dayOf(summary, now);
  const page = (title: string, accessURL: string) => ({ "@type": "Document", title, accessURL });
  const named = (dataset: Dataset) => ({
    "@type": "Dataset",
    identifier: `artunit:${datasetName(dataset)}`,
    title: dataset.title,
    description: dataset.description,
    contactPoint: kind,
  });
  return {
    "@id": `${base}/dcat3.json`,
    "@type": "Catalog",
    conformsTo: { "@type": "Standard", title: "DCAT-US 3.0" },
    title: "What this Artunit server serves",
    description: "The USPTO's open data as it was loaded on this server, which is not the USPTO's.",
    publisher: { "@type": "Agent", name: OPERATOR },
    contactPoint: [kind],
    homepage: page("Artunit", `${base}/`),
    modified,
    dataset: installation.datasets.map((each) => {
      const covered = coverageOf(each, summary);
      const name = datasetName(each);
      return {
        ...named(each),
        version: each.version,
        keyword: keywordsOf(each),
        accessRights: "public",
        language: ["en"],
        publisher,
        modified,
        ...(covered === null ? {} : { temporal: [{ "@type": "PeriodOfTime", ...covered }] }),
        landingPage: page(each.title, `${base}/datasets/${name}`),
        describedBy: {
          "@type": "Distribution",
          accessURL: `${base}/v1/datasets/${name}`,
          mediaType: "application/json",
        },
        distribution: FILES.map(({ extension, mediaType, title }) => ({
          "@type": "Distribution",
          title,
          mediaType,
          license: LICENSE,
          downloadURL: `${base}/v1/datasets/${name}/records.${extension}`,
        })),
      };
    }),
    service: installation.protocols
      .filter(({ mounts }) => mounts.length > 0)
      .map((each) => ({
        "@type": "DataService",
        identifier: `artunit:${each.name}`,
        title: each.title,
        description: each.description,
        publisher,
        contactPoint: [kind],
        license: LICENSE,
        endpointURL: each.mounts.map((path) => base + path),
        endpointDescription: [openApi],
        servesDataset: installation.datasets.filter((one) => each.publishes(one).length > 0).map(named),
      })),
  };
}

/** As the office's own entries have them: whose it is, what it is about, and that it is an API. */
function keywordsOf({ keywords = [] }: Dataset): readonly string[] {
  return ["uspto", "patent", ...keywords, "api"];
}

const FILES = [
  { extension: "csv", mediaType: "text/csv", title: "All records as CSV" },
  { extension: "parquet", mediaType: "application/vnd.apache.parquet", title: "All records as Parquet" },
] as const;

function describe(dataset: Dataset, { protocols }: Installation, base: string) {
  const name = datasetName(dataset);
  const page = `${base}/datasets/${name}`;
  return {
    "@type": "dcat:Dataset",
    identifier: `artunit:${name}`,
    title: dataset.title,
    description: dataset.description,
    keyword: keywordsOf(dataset),
    theme: keywordsOf(dataset),
    accessLevel: "public",
    license: LICENSE,
    language: ["en-US"],
    publisher: { "@type": "org:Organization", name: OPERATOR },
    contactPoint: { "@type": "vcard:Contact", ...CONTACT },
    landingPage: page,
    describedBy: `${base}/v1/datasets/${name}`,
    describedByType: "application/json",
    distribution: [
      ...protocols.flatMap((protocol) =>
        protocol
          .publishes(dataset)
          .filter((path) => path.endsWith("/records"))
          .map((path) => ({
            "@type": "dcat:Distribution",
            title: `API in the manner of: ${protocol.title}`,
            format: "api",
            accessURL: base + path,
            describedBy: `${base}/openapi.json`,
            describedByType: "application/json",
          })),
      ),
      {
        "@type": "dcat:Distribution",
        title: "All records as CSV",
        mediaType: "text/csv",
        downloadURL: `${base}/v1/datasets/${name}/records.csv`,
      },
    ],
  };
}
