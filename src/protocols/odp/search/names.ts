import { columnOf, type Dataset, type Field, isOrdered, runMatcher } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import type { SortKey } from "../../../store/index.js";
import type { SearchQuestion } from "../grammar/question.js";
import type { Collection } from "./collection.js";

/** Names that were sent where a field's name belongs, and mean nothing there; of a value that is never held, what to say of it. */
export type Ignored = {
  readonly place: string;
  readonly name: string;
  readonly why: "unknown" | "text" | "unheld";
}[];

/** Text that is only searched: the portal neither sorts nor counts by it [documented]. */
function isOnlySearched(dataset: Dataset, { column }: Field): boolean {
  return columnOf(dataset.table, column).type === "fulltext";
}

/** What is searched, with its fields by the names that the portal has for them. */
export type Searched = Pick<Collection, "dataset" | "names" | "sort">;

/**
 * The order that is asked for, or the collection's own.
 *
 * @throws ArtunitError `unsupported-match` for a text field.
 */
export function sortOf(
  { sort }: SearchQuestion,
  { dataset, names, sort: usual }: Searched,
  ignored: Ignored,
): readonly SortKey[] {
  const keys = sort.flatMap(({ field: name, descending }) => {
    const field = names.get(name);
    if (field === undefined) {
      ignored.push({ place: "sort", name, why: "unknown" });
      return [];
    }
    const column = columnOf(dataset.table, field.column);
    if (isOnlySearched(dataset, field) || (!column.isList && !isOrdered(column)))
      throw new ArtunitError(
        "unsupported-match",
        `Records cannot be sorted by "${name}": it is a text. Sort by a code, a name, a number or a date.`,
        { field: "sort" },
      );
    return [{ column: field.column, descending }];
  });
  if (keys.length > 0 || usual === null) return keys;
  return [{ column: names.get(usual.field)!.column, descending: usual.descending }];
}

/** A field to count, by the portal's name for it. */
export interface Facet {
  readonly name: string;
  readonly column: string;
}

/** The fields to count, each once. */
export function facetsOf(
  { facets }: SearchQuestion,
  { dataset, names }: Searched,
  ignored: Ignored,
): readonly Facet[] {
  return [...new Set(facets)].flatMap((name) => {
    const field = names.get(name);
    if (field !== undefined && !isOnlySearched(dataset, field)) return [{ name, column: field.column }];
    ignored.push({ place: "facets", name, why: field === undefined ? "unknown" : "text" });
    return [];
  });
}

/** The paths to answer with: those of the names that mean something; null for all. */
export function pathsOf(
  { fields }: SearchQuestion,
  { names }: Searched,
  ignored: Ignored,
): readonly string[] | null {
  if (fields === null) return null;
  const known = fields.filter((name) => {
    if ([...names.keys()].some(belowTest(name))) return true;
    ignored.push({ place: "fields", name, why: "unknown" });
    return false;
  });
  return known.length === 0 ? null : known;
}

/** Whether a name stands at or below one of some paths, in which `*` is any run. */
export function belowTest(...paths: readonly string[]): (name: string) => boolean {
  const tests = paths.map((path) => {
    if (!path.includes("*")) return (name: string) => name === path || name.startsWith(`${path}.`);
    const [at, below] = [runMatcher(path), runMatcher(`${path}.*`)];
    return (name: string) => at(name) || below(name);
  });
  return (name) => tests.some((test) => test(name));
}
