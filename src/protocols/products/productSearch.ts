import { ArtunitError } from "../../errors.js";
import { parseCriteria, type Query } from "../../query/index.js";
import { nearestName } from "../../server/nearest.js";
import type { Product } from "./products.js";

/** The portal's own grammar for searching products, as far as it concerns a handful of them. */
export interface ProductSearch {
  readonly q?: string | undefined;
  readonly filters?: string | undefined;
  readonly rangeFilters?: string | undefined;
  readonly sort?: string | undefined;
  readonly fields?: string | undefined;
  readonly facets?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

const KEYS: readonly (keyof Product)[] = [
  "productIdentifier",
  "productDescriptionText",
  "productTitleText",
  "productFrequencyText",
  "daysOfWeekText",
  "productLabelArrayText",
  "productDatasetArrayText",
  "productDatasetCategoryArrayText",
  "productFromDate",
  "productToDate",
  "productTotalFileSize",
  "productFileTotalQuantity",
  "lastModifiedDateTime",
  "mimeTypeIdentifierArrayText",
];
const DEFAULT_LIMIT = 25;

/** Searches; `count` is that of all matches, before offset and limit. */
export function searchProducts(
  products: readonly Product[],
  search: ProductSearch,
): { readonly count: number; readonly page: readonly object[]; readonly facets: object | null } {
  const tests = [
    queryTest(search.q),
    ...listOf(search.filters, ";").map(filterTest),
    ...listOf(search.rangeFilters, ";").map(rangeTest),
  ];
  const found = products.filter((product) => tests.every((test) => test(product)));
  const sorted = sortProducts(found, search.sort);
  const offset = search.offset ?? 0;
  const limit = search.limit ?? DEFAULT_LIMIT;
  const fields = listOf(search.fields, ",").map((name) => keyOf(name, "fields"));
  const page = sorted.slice(offset, offset + limit);
  const facets = listOf(search.facets, ",").map((name) => keyOf(name, "facets"));
  return {
    count: found.length,
    page: fields.length === 0 ? page : page.map((product) => pick(product, fields)),
    facets:
      facets.length === 0 ? null : Object.fromEntries(facets.map((key) => [key, countValues(found, key)])),
  };
}

type Test = (product: Product) => boolean;

function queryTest(q: string | undefined): Test {
  if (q === undefined || q.trim() === "" || q.trim() === "*") return () => true;
  return testOf(parseCriteria(q));
}

function testOf(query: Query): Test {
  switch (query.kind) {
    case "everything":
      return () => true;
    case "group": {
      const clauses = query.clauses.map(({ occur, query }) => ({ occur, test: testOf(query) }));
      const needsOne = clauses.every(({ occur }) => occur === "should");
      return (product) =>
        clauses.every(({ occur, test }) => occur === "should" || test(product) === (occur === "must")) &&
        (!needsOne || clauses.some(({ test }) => test(product)));
    }
    case "term":
    case "phrase":
      return valuesTest(query.field, (text) => text.includes(query.value.toLowerCase()));
    case "wildcard": {
      const source = query.pattern
        .toLowerCase()
        .replace(/[\\^$.+()[\]{}|/]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".");
      const expression = new RegExp(`^(?:${source})$`, "su");
      return valuesTest(
        query.field,
        (text) => expression.test(text) || text.split(/\s+/).some((word) => expression.test(word)),
      );
    }
    case "range":
      return valuesTest(
        query.field,
        (text) =>
          (query.lower === null || text >= query.lower.toLowerCase()) &&
          (query.upper === null || text <= query.upper.toLowerCase()),
      );
    case "fuzzy":
    case "regexp":
      throw new ArtunitError(
        "unsupported-match",
        "Products are searched by words, phrases, wildcards and ranges.",
        {
          field: "q",
        },
      );
  }
}

function valuesTest(field: string | null, test: (text: string) => boolean): Test {
  const keys = field === null ? KEYS : [keyOf(field, "q")];
  return (product) => keys.some((key) => valuesOf(product, key).some((value) => test(value.toLowerCase())));
}

/** `field value1,value2`, values perhaps in quotes. */
function filterTest(filter: string): Test {
  const [name, rest] = split(filter, " ", "filters", 'productFrequencyText "WEEKLY"');
  const wanted = rest.split(",").map((value) => value.trim().replace(/^"(.*)"$/, "$1"));
  return (product) => valuesOf(product, keyOf(name, "filters")).some((value) => wanted.includes(value));
}

/** `field from:to`. */
function rangeTest(filter: string): Test {
  const [name, rest] = split(filter, " ", "rangeFilters", "productToDate 2020-01-01:2020-12-31");
  const [from, to] = split(rest, ":", "rangeFilters", "productToDate 2020-01-01:2020-12-31");
  const key = keyOf(name, "rangeFilters");
  return (product) => valuesOf(product, key).some((value) => value >= from && value <= to);
}

function split(text: string, at: string, parameter: string, example: string): [string, string] {
  const place = text.trim().indexOf(at);
  if (place > 0) return [text.trim().slice(0, place), text.trim().slice(place + 1)];
  throw new ArtunitError("bad-parameter", `"${parameter}" is written like ${example}.`, { field: parameter });
}

function sortProducts(products: readonly Product[], sort: string | undefined): readonly Product[] {
  if (sort === undefined) return products;
  const [name = "", direction = "asc"] = sort.trim().split(/\s+/);
  const key = keyOf(name, "sort");
  if (!/^(?:asc|desc)$/i.test(direction)) {
    throw new ArtunitError("bad-parameter", '"sort" takes a field and asc or desc.', { field: "sort" });
  }
  const sign = /^desc$/i.test(direction) ? -1 : 1;
  return [...products].sort((a, b) => sign * compare(a[key], b[key]));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "") < String(b ?? "") ? -1 : String(a ?? "") > String(b ?? "") ? 1 : 0;
}

function valuesOf(product: Product, key: keyof Product): readonly string[] {
  const value = product[key];
  if (value === undefined) return [];
  return typeof value === "object" ? value : [String(value)];
}

function countValues(products: readonly Product[], key: keyof Product): readonly object[] {
  const counts = new Map<string, number>();
  for (const product of products) {
    for (const value of valuesOf(product, key)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

/** The specification spells two keys with a capital S that the live service does not have; both are taken. */
function keyOf(name: string, parameter: string): keyof Product {
  const live = name.replace(/^productDataSet/, "productDataset");
  const found = KEYS.find((key) => key === live);
  if (found) return found;
  const nearest = nearestName(name, KEYS);
  throw new ArtunitError(
    "unknown-field",
    `There is no field "${name.slice(0, 80)}" (in "${parameter}").${nearest ? ` Did you mean "${nearest}"?` : ""}`,
    { field: parameter, ...(nearest ? { suggestion: nearest } : {}) },
  );
}

function pick(product: Product, keys: readonly (keyof Product)[]): object {
  return Object.fromEntries(keys.flatMap((key) => (product[key] === undefined ? [] : [[key, product[key]]])));
}

function listOf(text: string | undefined, separator: string): readonly string[] {
  return (text ?? "")
    .split(separator)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
