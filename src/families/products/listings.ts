import { createHash } from "node:crypto";
import {
  type Dataset,
  HOUSE,
  type Nested,
  type NestedObject,
  nestedRecords,
  nestedShape,
  type Source,
  writeNested,
} from "../../catalog/index.js";
import type { ListedProduct } from "../../server/extension.js";
import type { Store } from "../../store/index.js";
import { type Leaf, nestedFields, nestedTable, searchedFields } from "../nestedTable.js";

const LEAVES: readonly Leaf[] = [
  ["shortName", "code", "Short name of the product.", "PTGRXML"],
  ["manner", "code", "Which service listed it: portal or bdss.", "bdss"],
  ["title", "name", "Title of the product.", "Patent grant full text data/XML"],
  ["frequency", "code", "How often it comes out.", "WEEKLY"],
  ["fromDate", "code", "First day it is about, as it was listed.", "2002-01-01"],
  ["toDate", "code", "Last day it is about, as it was listed.", "2024-05-21"],
  ["fileQuantity", "integer", "How many files it has, as it was listed.", "1194"],
  ["digest", "code", "MD5 of what was answered.", "9e107d9d372bb6826bd81d3542a419d6"],
];

const TABLE = nestedTable(LEAVES, {
  name: "product_listings",
  order: ["shortName", "toDate", "digest"],
  sources: ["portal", "bdss"],
});

const PRODUCT_LISTINGS_V1: Dataset = {
  key: "product_listings",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["bulk data", "products"],
  title: "Bulk products as they were listed",
  description:
    "Answers of the Bulk Data Storage System and of the portal's Bulk Datasets that were loaded, one for each product and answer.",
  table: TABLE,
  rows: null,
  fields: nestedFields(TABLE, LEAVES),
  defaultFields: searchedFields(LEAVES),
  renamed: { productShortName: "shortName", productIdentifier: "shortName" },
  publishedIn: {},
  known: "recorded",
  notes: ["The product routes answer with the files of all answers about a product together."],
};

/** The members of an answer that columns are filled from, in the manner of each service. */
const MEMBERS = {
  bdss: {
    shortName: "productShortName",
    title: "productTitle",
    frequency: "productFrequency",
    fromDate: "productFromDate",
    toDate: "productToDate",
    fileQuantity: "numberOfFiles",
  },
  portal: {
    shortName: "productIdentifier",
    title: "productTitleText",
    frequency: "productFrequencyText",
    fromDate: "productFromDate",
    toDate: "productToDate",
    fileQuantity: "productFileTotalQuantity",
  },
} as const;

function listingSource(manner: keyof typeof MEMBERS, about: Pick<Source, "has" | "lacks">): Source {
  return nestedRecords(PRODUCT_LISTINGS_V1, {
    ...about,
    bags: ["bulkDataProductBag", "products"],
    identity: ["digest"],
    origin: manner,
    map: (record) => listingOf(manner, record),
  });
}

function listingOf(manner: keyof typeof MEMBERS, record: NestedObject): NestedObject {
  const digest = createHash("md5").update(writeNested(record)).digest("hex");
  const told = Object.entries(MEMBERS[manner]).map(([name, member]): [string, Nested] => [
    name,
    record.get(member) ?? null,
  ]);
  return new Map<string, Nested>([["manner", manner], ["digest", digest], ...told, ["product", record]]);
}

/** The table of what was listed, and the answers of either service as files. */
export const LISTINGS = {
  table: TABLE,
  dataset: PRODUCT_LISTINGS_V1,
  sources: [
    listingSource("bdss", { has: ["productShortName", "productLinkPath"], lacks: [] }),
    listingSource("portal", { has: ["productIdentifier", "productTitleText"], lacks: ["productShortName"] }),
  ],
};

/** What was loaded, in the order in which it was answered. */
export async function loadedListings(store: Store): Promise<readonly ListedProduct[]> {
  if (!store.manifest.tables.some(({ name, rows }) => name === TABLE.name && rows > 0)) return [];
  const { records } = await store.page({
    dataset: PRODUCT_LISTINGS_V1,
    predicate: { kind: "everything" },
    shape: nestedShape(PRODUCT_LISTINGS_V1, "own"),
    sort: [{ column: HOUSE.row, descending: false }],
    rows: Number.POSITIVE_INFINITY,
    counts: false,
  });
  const listings: ListedProduct[] = [];
  for await (const batch of records)
    for (const text of batch) {
      const { shortName, manner, product } = JSON.parse(text) as ListedRecord;
      listings.push({ id: shortName, manner, record: product });
    }
  return listings;
}

interface ListedRecord {
  readonly shortName: string;
  readonly manner: ListedProduct["manner"];
  readonly product: Readonly<Record<string, unknown>>;
}
