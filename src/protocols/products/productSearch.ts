import { ArtunitError } from "../../errors.js";
import { parseCriteria, patternMatcher, type Query } from "../../query/index.js";
import { nearestName } from "../../server/nearest.js";
import type { Told } from "./registry.js";

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

export interface ProductsFound {
  /** Of all matches, before offset and limit. */
  readonly count: number;
  readonly page: readonly Told[];
  readonly facets: object | null;
  /** What no product has and what was made of that, one sentence each. */
  readonly warnings: readonly string[];
}

const MEMBERS = {
  productIdentifier: "text",
  productDescriptionText: "text",
  productTitleText: "text",
  productFrequencyText: "text",
  daysOfWeekText: "text",
  productLabelArrayText: "text",
  productDatasetArrayText: "text",
  productDatasetCategoryArrayText: "text",
  productFromDate: "text",
  productToDate: "text",
  productTotalFileSize: "number",
  productFileTotalQuantity: "number",
  lastModifiedDateTime: "text",
  mimeTypeIdentifierArrayText: "text",
} as const;
type Member = keyof typeof MEMBERS;
const NAMES = Object.keys(MEMBERS) as readonly Member[];

/** Names that the office's documents have and its answers do not. */
const DOCUMENTED: Readonly<Record<string, Member>> = {
  productFrequencyArrayText: "productFrequencyText",
  productCategoryArrayText: "productDatasetCategoryArrayText",
};

/** What the portal counts where facets are switched on, as its documents call it. */
const FACETS = [
  "productLabelArrayText",
  "productDataSetArrayText",
  "productCategoryArrayText",
  "mimeTypeIdentifierArrayText",
  "productFrequencyArrayText",
];
const DEFAULT_LIMIT = 25;

/** Searches. A name that no product has matches nothing and is told, or with `refuses` is a 400. */
export function searchProducts(
  products: readonly Told[],
  search: ProductSearch,
  refuses: boolean,
): ProductsFound {
  const names = new Names(refuses);
  const tests = [
    queryTest(search.q, names),
    ...partsOf(search.filters, ";").map((filter) => filterTest(filter, names)),
    ...partsOf(search.rangeFilters, ";").map((filter) => rangeTest(filter, names)),
  ];
  const found = products.filter((product) => tests.every((test) => test(product)));
  const sorted = sortProducts(found, search.sort, names);
  const offset = search.offset ?? 0;
  const page = sorted.slice(offset, offset + (search.limit ?? DEFAULT_LIMIT));
  const fields = partsOf(search.fields, ",").flatMap((name) => names.known(name, "fields") ?? []);
  const facets = facetsAsked(search.facets).flatMap((name) => {
    const member = names.known(name, "facets");
    return member === null ? [] : [[name, countValues(found, member)] as const];
  });
  return {
    count: found.length,
    page: partsOf(search.fields, ",").length === 0 ? page : page.map((product) => pick(product, fields)),
    facets: facets.length === 0 ? null : Object.fromEntries(facets),
    warnings: names.warnings,
  };
}

/** What members are called, in the live service's spelling and in the documents'. */
class Names {
  readonly warnings: string[] = [];

  constructor(private readonly refuses: boolean) {}

  /** The member; null where there is none of that name, which is told. */
  known(name: string, parameter: string): Member | null {
    const live = DOCUMENTED[name] ?? name.replace(/^productDataSet/, "productDataset");
    const found = NAMES.find((each) => each === live);
    if (found) return found;
    const nearest = nearestName(name, NAMES);
    const says = `There is no field "${name.slice(0, 80)}" (in "${parameter}").${nearest ? ` Did you mean "${nearest}"?` : ""}`;
    if (this.refuses)
      throw new ArtunitError("unknown-field", says, {
        field: parameter,
        ...(nearest ? { suggestion: nearest } : {}),
      });
    this.warnings.push(says);
    return null;
  }
}

/** `true` and `false` switch what the portal counts on and off; anything else is names. */
function facetsAsked(facets: string | undefined): readonly string[] {
  if (/^\s*true\s*$/i.test(facets ?? "")) return FACETS;
  return /^\s*false\s*$/i.test(facets ?? "") ? [] : partsOf(facets, ",");
}

type Test = (product: Told) => boolean;

function queryTest(q: string | undefined, names: Names): Test {
  if (q === undefined || q.trim() === "" || q.trim() === "*") return () => true;
  return testOf(parseCriteria(q), names);
}

function testOf(query: Query, names: Names): Test {
  switch (query.kind) {
    case "everything":
      return () => true;
    case "group": {
      const clauses = query.clauses.map(({ occur, query }) => ({ occur, test: testOf(query, names) }));
      const needsOne = clauses.every(({ occur }) => occur === "should");
      return (product) =>
        clauses.every(({ occur, test }) => occur === "should" || test(product) === (occur === "must")) &&
        (!needsOne || clauses.some(({ test }) => test(product)));
    }
    case "term":
    case "phrase":
      return valuesTest(query.field, names, (value) =>
        typeof value === "number"
          ? value === Number(query.value)
          : value.toLowerCase().includes(query.value.toLowerCase()),
      );
    case "wildcard": {
      const matches = patternMatcher({ kind: "wildcard", pattern: query.pattern.toLowerCase() });
      return valuesTest(query.field, names, (value) => {
        const text = String(value).toLowerCase();
        return matches(text) || text.split(/\s+/).some(matches);
      });
    }
    case "range": {
      const { lower, upper, includesLower, includesUpper } = query;
      const over = (value: Value) => {
        const order = lower === null ? 1 : compare(value, lower);
        return includesLower ? order >= 0 : order > 0;
      };
      const under = (value: Value) => {
        const order = upper === null ? -1 : compare(value, upper);
        return includesUpper ? order <= 0 : order < 0;
      };
      return valuesTest(query.field, names, (value) => over(value) && under(value));
    }
    case "fuzzy":
    case "regexp":
      throw new ArtunitError(
        "unsupported-match",
        "Products are searched by words, phrases, wildcards and ranges.",
        { field: "q" },
      );
  }
}

type Value = string | number;

function valuesTest(field: string | null, names: Names, test: (value: Value) => boolean): Test {
  const known = field === null ? null : names.known(field, "q");
  const members = field === null ? NAMES : known === null ? [] : [known];
  return (product) => members.some((member) => valuesOf(product, member).some(test));
}

/** `field value1,value2`, values perhaps in quotes of either kind. */
function filterTest(filter: string, names: Names): Test {
  const [name, rest] = split(filter, " ", "filters", "productFrequencyText 'WEEKLY'");
  const wanted = (rest.match(/'[^']*'|"[^"]*"|[^,]+/g) ?? []).map((value) =>
    value
      .trim()
      .replace(/^(["'])(.*)\1$/, "$2")
      .toLowerCase(),
  );
  const member = names.known(name, "filters");
  return (product) =>
    member !== null &&
    valuesOf(product, member).some((value) =>
      wanted.some((each) =>
        typeof value === "number" ? value === Number(each) : value.toLowerCase() === each,
      ),
    );
}

/** `field from:to`. */
function rangeTest(filter: string, names: Names): Test {
  const example = "productToDate 2020-01-01:2020-12-31";
  const [name, rest] = split(filter, " ", "rangeFilters", example);
  const [from, to] = split(rest, ":", "rangeFilters", example).map((each) =>
    each.trim().replace(/^(["'])(.*)\1$/, "$2"),
  ) as [string, string];
  const member = names.known(name, "rangeFilters");
  return (product) =>
    member !== null &&
    valuesOf(product, member).some((value) => compare(value, from) >= 0 && compare(value, to) <= 0);
}

function split(text: string, at: string, parameter: string, example: string): [string, string] {
  const place = text.trim().indexOf(at);
  if (place > 0) return [text.trim().slice(0, place), text.trim().slice(place + 1)];
  throw new ArtunitError("bad-parameter", `"${parameter}" is written like ${example}.`, { field: parameter });
}

function sortProducts(products: readonly Told[], sort: string | undefined, names: Names): readonly Told[] {
  if (sort === undefined || sort.trim() === "") return products;
  const [name = "", direction = "asc"] = sort.trim().split(/\s+/);
  if (!/^(?:asc|desc)$/i.test(direction)) {
    throw new ArtunitError("bad-parameter", '"sort" takes a field and asc or desc.', { field: "sort" });
  }
  const member = names.known(name, "sort");
  if (member === null) return products;
  const sign = /^desc$/i.test(direction) ? -1 : 1;
  return [...products].sort((a, b) => {
    const [first, second] = [valuesOf(a, member)[0], valuesOf(b, member)[0]];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined);
    return sign * compare(first, second);
  });
}

/** Numbers compare as numbers, texts without regard to the case of letters. An end that is no number is refused. */
function compare(value: Value, to: Value): number {
  if (typeof value === "number") {
    const number = Number(to);
    if (to === "" || Number.isNaN(number))
      throw new ArtunitError("bad-value", `"${String(to).slice(0, 80)}" is no number.`);
    return value - number;
  }
  const [a, b] = [value.toLowerCase(), String(to).toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A member's values; in some saved answers two names are spelled as the documents have them. */
function valuesOf(product: Told, member: Member): readonly Value[] {
  const value = product[member] ?? product[member.replace(/^productDataset/, "productDataSet")];
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((each: unknown) =>
    typeof each === "number" ? each : String(each),
  );
}

function countValues(products: readonly Told[], member: Member): readonly object[] {
  const counts = new Map<Value, number>();
  for (const product of products) {
    for (const value of valuesOf(product, member)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value: String(value), count }));
}

function pick(product: Told, members: readonly Member[]): Told {
  return Object.fromEntries(
    members.flatMap((name) => (product[name] === undefined ? [] : [[name, product[name]]])),
  );
}

function partsOf(text: string | undefined, separator: string): readonly string[] {
  return (text ?? "")
    .split(separator)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
