import { nearest } from "../query/index.js";

/** What other services call a parameter; of each line, what the route has is meant, and of several lines the first. */
const SAME: readonly (readonly string[])[] = [
  // Where texts are searched, criteria only narrow the search.
  ["text", "q", "query", "search", "searchText", "words", "phrase"],
  ["criteria", "q", "query", "filter", "filters", "where", "search", "searchText"],
  ["limit", "rows", "size", "per_page", "pageSize", "page_size", "perPage", "maxResults", "num", "top"],
  ["start", "offset", "from", "skip", "cursor", "page"],
  ["sort", "order", "order_by", "orderBy", "sortBy", "sort_by"],
  ["select", "fl", "fields", "columns", "field"],
  ["by", "group", "group_by", "groupBy", "facet", "facets", "field"],
  ["file", "upload", "attachment"],
  ["as_of", "snapshot", "version"],
  ["count_only", "count", "total"],
];

/** The known name that was probably meant, as others call it or as it is spelled; null when nothing is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const same = SAME.filter((names) => names.some((each) => each.toLowerCase() === name.toLowerCase()));
  const meant = same.flat().find((each) => known.includes(each));
  if (meant !== undefined) return meant;
  return nearest(name, known);
}
