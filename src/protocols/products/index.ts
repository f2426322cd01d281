import { ArtunitError } from "../../errors.js";
import type { BulkFile, BulkProduct } from "../../server/extension.js";
import {
  ERROR_BY_STATUS,
  errorByStatus,
  type Installation,
  type Protocol,
  readLeniently,
} from "../../server/index.js";
import { shown } from "../../server/parameters.js";
import type { Answer, Asked, Context, Parameter, Route } from "../../server/route.js";
import { Shelf } from "../../server/shelf.js";
import { searchProducts } from "./productSearch.js";
import { type ListedProduct, listed, type ProductFile } from "./products.js";
import { PRODUCT_ANSWER, SEARCH_ANSWER } from "./schemas.js";

const PREFIX = "/api/v1/datasets/products";

/** The Bulk Datasets API of the portal, and the storage paths to which old links lead. */
export const PRODUCTS: Protocol = {
  name: "products",
  title: "Bulk Datasets",
  description: "Files in bulk, listed and sent as the Open Data Portal does.",
  mounts: [PREFIX],
  routes: productRoutes,
  read: readLeniently([]),
  error: errorByStatus,
  errorSchema: ERROR_BY_STATUS,
  publishes: () => [],
  schemas: () => ({}),
};

function productRoutes({ families }: Installation): readonly Route[] {
  const products = families.flatMap((family) => family.products);
  const list = (context: Context) => Promise.all(products.map((each) => listedOf(each, context)));
  const named = (asked: Asked) => productNamed(products, asked.text("id") ?? "");
  const id = productId(products);
  return [
    {
      path: `${PREFIX}/search`,
      operationId: "search",
      summary: "The products that match, and how many files each has.",
      methods: ["GET"],
      parameters: SEARCH,
      changes: true,
      answer: SEARCH_ANSWER,
      handle: async (asked, context) => searchAnswer(await list(context), asked),
    },
    {
      path: `${PREFIX}/{id}`,
      operationId: "read-product",
      summary: "One product and its files, the latest first.",
      methods: ["GET"],
      parameters: [id, ...FILES],
      changes: true,
      answer: PRODUCT_ANSWER,
      handle: async (asked, context) => productAnswer(await listedOf(named(asked), context), asked),
    },
    {
      ...FILE,
      path: `${PREFIX}/files/{id}/{name}`,
      operationId: "download-file",
      summary: "One file of a product, or a part of it.",
      parameters: [id, FILE_NAME],
      handle: (asked, context) => fileAnswer(named(asked), asked, context),
    },
    {
      ...FILE,
      path: `${PREFIX}/files/{id}/{year}/{name}`,
      operationId: "download-file-of-year",
      summary: "One file of a product, in the folder of its year, or a part of it.",
      parameters: [id, YEAR, FILE_NAME],
      handle: (asked, context) => fileAnswer(named(asked), asked, context),
    },
    ...products.flatMap((product) =>
      product.oldPath === undefined ? [] : [oldRoute(product, product.oldPath)],
    ),
  ];
}

const parameter = (name: string, kind: Parameter["kind"], meaning: string): Parameter => ({
  name,
  in: "query",
  kind,
  meaning,
});

const SEARCH: readonly Parameter[] = [
  parameter("q", "text", "Words, phrases, wildcards and ranges to find in the products' members."),
  parameter("filters", "text", 'Values a member must have, like productFrequencyText "WEEKLY".'),
  parameter(
    "rangeFilters",
    "text",
    "What a member must lie between, like productToDate 2020-01-01:2020-12-31.",
  ),
  parameter("sort", "text", "A member, and asc or desc."),
  parameter("fields", "text", "Members to answer with, separated by commas; all by default."),
  parameter("facets", "text", "Members whose values are counted, separated by commas."),
  parameter("offset", "count", "Products to skip."),
  parameter("limit", "count", "Products to answer with: 25 when absent."),
];

const FILES: readonly Parameter[] = [
  parameter("fileDataFromDate", "day", "Only files about this day or later ones."),
  parameter("fileDataToDate", "day", "Only files about this day or earlier ones."),
  parameter("offset", "count", "Files to skip."),
  parameter("limit", "count", "Files to answer with; all by default."),
  { ...parameter("includeFiles", "choice", "Whether files are listed."), choices: ["true", "false"] },
  { ...parameter("latest", "choice", "Only the latest file."), choices: ["true", "false"] },
];

const FILE_NAME: Parameter = { name: "name", in: "path", kind: "text", meaning: "The name of the file." };
const YEAR: Parameter = { name: "year", in: "path", kind: "count", meaning: "The year of the file." };

function productId(products: readonly BulkProduct[]): Parameter {
  const [example] = products;
  return {
    name: "id",
    in: "path",
    kind: "text",
    meaning: "The product, as search lists it.",
    ...(example ? { example: example.id } : {}),
  };
}

const FILE = {
  methods: ["GET"],
  type: "application/zip",
  // Its tag is the digest of the file.
  changes: true,
  answer: { type: "string", format: "binary" },
} as const satisfies Partial<Route>;

function oldRoute(product: BulkProduct, path: string): Route {
  return {
    ...FILE,
    path,
    operationId: `download-${product.id}`,
    summary: `One file of ${product.id}, where old links lead.`,
    parameters: [FILE_NAME],
    handle: (asked, context) => fileAnswer(product, asked, context),
  };
}

function searchAnswer(products: readonly ListedProduct[], asked: Asked): Answer {
  const { count, page, facets } = searchProducts(
    products.map(({ product }) => product),
    {
      q: asked.text("q"),
      filters: asked.text("filters"),
      rangeFilters: asked.text("rangeFilters"),
      sort: asked.text("sort"),
      fields: asked.text("fields"),
      facets: asked.text("facets"),
      offset: asked.count("offset"),
      limit: asked.count("limit"),
    },
  );
  // In this grammar a search that finds nothing is 404, in these words.
  if (count === 0)
    throw new ArtunitError(
      "not-found",
      "No matching records found, refine your search criteria and try again",
    );
  return { kind: "json", body: { count, bulkDataProductBag: page, ...(facets ? { facets } : {}) } };
}

function productAnswer({ product, files }: ListedProduct, asked: Asked): Answer {
  const bag = asked.text("includeFiles") === "false" ? null : filesAsked(files, asked);
  return {
    kind: "json",
    body: {
      count: 1,
      bulkDataProductBag: [
        bag ? { ...product, productFileBag: { count: bag.length, fileDataBag: bag } } : product,
      ],
    },
  };
}

function filesAsked(files: readonly ProductFile[], asked: Asked): readonly ProductFile[] {
  const [from, to] = [asked.text("fileDataFromDate"), asked.text("fileDataToDate")];
  const within = files.filter(
    (file) =>
      (from === undefined || (file.fileDataToDate ?? "9999") >= from) &&
      (to === undefined || (file.fileDataFromDate ?? "0000") <= to),
  );
  const latest = asked.text("latest") === "true" ? within.slice(0, 1) : within;
  const offset = asked.count("offset") ?? 0;
  return latest.slice(offset, offset + (asked.count("limit") ?? latest.length));
}

async function fileAnswer(product: BulkProduct, asked: Asked, context: Context): Promise<Answer> {
  const name = asked.text("name") ?? "";
  const { store } = context.lease;
  const file = (await product.files(store)).find((each) => each.fileName === name);
  if (!file) throw noFile(name);
  return sent(file, context);
}

async function sent({ fileName, content }: BulkFile, context: Context): Promise<Answer> {
  if (content.kind === "route") return { kind: "elsewhere", url: context.baseUrl + content.path };
  const shelf = shelfOf(context);
  if (shelf === null) throw noFile(fileName);
  const taken = await shelf.take(context.lease.store.manifest.id, fileName, content.write);
  return { kind: "file", file: { ...taken, fileName, type: "application/zip" } };
}

const shelves = new Map<string, Shelf>();

/** Where files are kept; null where the operator offers none. */
function shelfOf({ settings: { archivesFolder } }: Context): Shelf | null {
  if (archivesFolder === null) return null;
  const shelf = shelves.get(archivesFolder) ?? new Shelf(archivesFolder);
  shelves.set(archivesFolder, shelf);
  return shelf;
}

function listedOf(product: BulkProduct, context: Context): Promise<ListedProduct> {
  const url = `${context.baseUrl}${PREFIX}/files/${product.id}`;
  return listed(product, context.lease.store, shelfOf(context), url);
}

function productNamed(products: readonly BulkProduct[], id: string): BulkProduct {
  const found = products.find((each) => each.id === id);
  if (found) return found;
  const known = products.map((each) => each.id).join(", ");
  throw new ArtunitError("not-found", `There is no product "${shown(id)}" here. There are ${known}.`);
}

function noFile(name: string): ArtunitError {
  return new ArtunitError(
    "not-found",
    `There is no file "${shown(name)}" here; the product's list has those there are.`,
  );
}
