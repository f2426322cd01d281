import type { Catalog, Dataset } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { nearest } from "./edits.js";

/**
 * The dataset of a key and a version (also in an old spelling: `1` for `v1`). Throws `unknown-dataset`, with the one that was
 * probably meant, the versions of one that has others, or all there are.
 */
export function findDataset({ datasets }: Pick<Catalog, "datasets">, key: string, version: string): Dataset {
  const found = datasets.find(
    (each) => each.key === key && (each.version === version || each.versionAliases.includes(version)),
  );
  if (found) return found;
  const asked = version === "" ? key : `${key}/${version}`;
  throw new ArtunitError(
    "unknown-dataset",
    `There is no dataset "${asked}". ${whatThereIs(datasets, key, version)}`,
  );
}

function whatThereIs(datasets: readonly Dataset[], key: string, version: string): string {
  const keysOf = (name: string) => datasets.filter((each) => each.key === name).map(pathOf);
  const own = keysOf(key);
  if (own.length > 0) return `There are: ${own.join(", ")}.`;
  const meant = keyMeant(datasets, key);
  if (meant === null) return `There are: ${datasets.map(pathOf).join(", ")}.`;
  const paths = keysOf(meant);
  const same = paths.filter((path) => path === `${meant}/${version}`);
  return `Did you mean ${(same.length > 0 ? same : paths).join(" or ")}?`;
}

const pathOf = ({ key, version }: Dataset) => `${key}/${version}`;

/** The key that is nearest to what was asked for, by its letters or by its dataset's title; null where none is near. */
function keyMeant(datasets: readonly Dataset[], asked: string): string | null {
  const plain = asked.toLowerCase().replace(/[\s-]+/g, "_");
  const byKey = nearest(plain, [...new Set(datasets.map(({ key }) => key))]);
  if (byKey !== null) return byKey;
  const byTitle = nearest(
    plain.replaceAll("_", " "),
    datasets.map(({ title }) => title),
  );
  if (byTitle === null) return null;
  return datasets.find(({ title }) => title === byTitle)!.key;
}
