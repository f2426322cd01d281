import { type Dataset, datasetName, lastDayOf } from "../../catalog/index.js";
import type { Installation, Summary } from "../../server/index.js";

/**
 * The catalogue in the form of DCAT-US 1.1 (`data.json`): what is served here, as it was loaded. The two codes of federal
 * agencies are left out: whoever runs this is not one by that.
 */
export function dataJson(installation: Installation, summary: Summary | null, base: string, now: string) {
  const loaded = new Map(summary?.datasets.map((each) => [each.name, each]));
  const modified = (summary?.createdAt ?? now).slice(0, 10);
  return {
    "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
    "@id": `${base}/data.json`,
    "@type": "dcat:Catalog",
    conformsTo: "https://project-open-data.cio.gov/v1.1/schema",
    describedBy: "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
    dataset: installation.datasets.map((each) => {
      const months = Object.keys(loaded.get(datasetName(each))?.months ?? {})
        .filter((month) => month !== "undated")
        .sort();
      return {
        ...describe(each, installation, base),
        modified,
        ...(months.length === 0 ? {} : { temporal: `${months[0]}-01/${lastDayOf(months.at(-1)!)}` }),
      };
    }),
  };
}

function describe(dataset: Dataset, { protocols }: Installation, base: string) {
  const name = datasetName(dataset);
  const page = `${base}/datasets/${name}`;
  return {
    "@type": "dcat:Dataset",
    identifier: `artunit:${name}`,
    title: dataset.title,
    description: dataset.description,
    keyword: ["patents", dataset.key],
    accessLevel: "public",
    license: "https://creativecommons.org/publicdomain/zero/1.0/",
    language: ["en-US"],
    publisher: { "@type": "org:Organization", name: "The operator of this Artunit server; not the USPTO" },
    contactPoint: {
      "@type": "vcard:Contact",
      fn: "The operator of this server",
      hasEmail: "mailto:operator@localhost.localdomain",
    },
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
