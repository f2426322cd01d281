import { columnOf, type Dataset, type Field, isOrdered } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { patternMatcher } from "../../../query/index.js";
import type { SortKey } from "../../../store/index.js";
import type { SearchQuestion } from "../grammar/question.js";
import type { Collection } from "./collection.js";

/** Names that were sent where a field's name belongs, and mean nothing there. */
export type Ignored = { readonly place: string; readonly name: string; readonly why: "unknown" | "text" }[];

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
    if (isPath([...names.keys()], name)) return true;
    ignored.push({ place: "fields", name, why: "unknown" });
    return false;
  });
  return known.length === 0 ? null : known;
}

function isPath(paths: readonly string[], name: string): boolean {
  if (!name.includes("*")) return paths.some((each) => each === name || each.startsWith(`${name}.`));
  const matches = patternMatcher({ kind: "wildcard", pattern: name.replace(/[\\?]/g, "\\$&") });
  return paths.some((each) => matches(each) || parentsOf(each).some(matches));
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split(".");
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("."));
}
