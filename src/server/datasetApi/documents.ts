import type { Dataset } from "../../catalog/index.js";

/**
 * What a dataset's Swagger document is called: its key, and a version that only some need, since the original's
 * suffixes were irregular. `published` are the datasets that have one.
 */
export function documentName(dataset: Dataset, published: readonly Dataset[]): string {
  const suffix = suffixOf(dataset);
  const found = documented(published, dataset.key, suffix.slice(1));
  return `${dataset.key}.json${found === dataset ? suffix : `/${dataset.version}`}`;
}

/** The dataset a document's name means; without a version the one whose suffix is empty. Null where there is none. */
export function documented(published: readonly Dataset[], key: string, version: string): Dataset | null {
  const known = published.filter((each) => each.key === key);
  if (version === "") return known.find((each) => suffixOf(each) === "") ?? known[0] ?? null;
  const asked = version.toLowerCase();
  return known.find((each) => [each.version, ...each.versionAliases].includes(asked)) ?? null;
}

function suffixOf({ publishedIn }: Dataset): string {
  return Object.values(publishedIn).find((each) => each.swaggerSuffix !== undefined)?.swaggerSuffix ?? "";
}
