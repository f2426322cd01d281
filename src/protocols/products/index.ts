import { randomUUID } from "node:crypto";
import { ArtunitError } from "../../errors.js";
import type { BulkProduct } from "../../server/extension.js";
import {
  type Installation,
  OFFICE_ERROR,
  type OfficeErrors,
  officeError,
  type Protocol,
  readLeniently,
  USUAL_ERRORS,
} from "../../server/index.js";
import { shown } from "../../server/parameters.js";
import type { Answer, Asked, Context, Parameter, Route } from "../../server/route.js";
import { warningHeader } from "../../server/warning.js";
import { type PortalProduct, portalProduct } from "./portal.js";
import { searchProducts } from "./productSearch.js";
import { isHereOrListed, knownProducts, offeredProducts, shelfOf, type Told } from "./registry.js";
import { PRODUCT_ANSWER, SEARCH_ANSWER } from "./schemas.js";

export const PREFIX = "/api/v1/datasets/products";

/** A public client in Go reads the `code` of bulk products as a text and fails at a number [claimed]. */
const ERRORS: OfficeErrors = { ...USUAL_ERRORS, code: "text" };

/** The Bulk Datasets API of the portal, and the storage paths to which old links lead. */
export const PRODUCTS: Protocol = {
  name: "products",
  title: "Bulk Datasets",
  description: "Files in bulk, listed and sent as the Open Data Portal does.",
  mounts: [PREFIX],
  routes: productRoutes,
  read: readLeniently([]),
  error: (failure) => officeError(failure, ERRORS),
  errorSchema: OFFICE_ERROR,
  publishes: () => [],
  schemas: () => ({}),
};

function productRoutes(installation: Installation): readonly Route[] {
  const offered = offeredProducts(installation.families);
  const id = productId(offered);
  const listed = { methods: ["GET"], changes: true, from: "snapshot-or-bundled" } as const;
  return [
    {
      ...listed,
      path: `${PREFIX}/search`,
      operationId: "search",
      summary: "The products that match, and how many files each has.",
      parameters: SEARCH,
      answer: SEARCH_ANSWER,
      handle: async (asked, context) => searchAnswer(await products(installation, context), asked, context),
    },
    {
      ...listed,
      path: `${PREFIX}/{id}`,
      operationId: "read-product",
      summary: "One product and its files, the latest first.",
      parameters: [id, ...FILES],
      answer: PRODUCT_ANSWER,
      handle: async (asked, context) =>
        productAnswer(await productNamed(asked.text("id") ?? "", installation, context), asked),
    },
    {
      ...FILE,
      path: `${PREFIX}/files/{id}/{name}`,
      operationId: "download-file",
      summary: "One file of a product, or a part of it; with .sha256 behind its name its checksum.",
      parameters: [id, FILE_NAME],
      handle: (asked, context) => fileAnswer(offeredNamed(offered, asked.text("id") ?? ""), asked, context),
    },
    {
      ...FILE,
      path: `${PREFIX}/files/{id}/{year}/{name}`,
      operationId: "download-file-of-year",
      summary: "One file of a product, in the folder of its year, or a part of it.",
      parameters: [id, YEAR, FILE_NAME],
      handle: (asked, context) => fileAnswer(offeredNamed(offered, asked.text("id") ?? ""), asked, context),
    },
    ...offered.flatMap((product) =>
      product.oldPath === undefined ? [] : [oldRoute(product, product.oldPath)],
    ),
  ];
}

async function products(
  installation: Installation,
  context: Context,
  only?: string,
): Promise<readonly PortalProduct[]> {
  const { manifest } = context.lease.store;
  const filesUrl = `${context.baseUrl}${PREFIX}/files`;
  const known = await knownProducts(installation, context, only);
  // One that is asked for by its name answers without files, too.
  const told = only === undefined ? known.filter(isHereOrListed) : known;
  return told.map((each) => portalProduct(each, manifest, filesUrl));
}

async function productNamed(
  id: string,
  installation: Installation,
  context: Context,
): Promise<PortalProduct> {
  const [found] = await products(installation, context, id);
  if (found) return found;
  const known = (await products(installation, context)).map(({ product }) => product.productIdentifier);
  throw noProduct(id, known.map(String));
}

/** Names are taken in any case of letters, as people write them. */
function offeredNamed(offered: readonly BulkProduct[], id: string): BulkProduct {
  const found = offered.find((each) => each.id.toUpperCase() === id.toUpperCase());
  if (found) return found;
  throw noProduct(
    id,
    offered.map((each) => each.id),
  );
}

function noProduct(id: string, known: readonly string[]): ArtunitError {
  return new ArtunitError(
    "not-found",
    `No product is called "${shown(id)}". Files are here of ${known.slice(0, 60).join(", ")}; each of the office's other products answers under its identifier, as PTGRXML does.`,
  );
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
  parameter(
    "facets",
    "text",
    "Members whose values are counted, separated by commas; true counts those that the portal does, false none.",
  ),
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

function searchAnswer(found: readonly PortalProduct[], asked: Asked, context: Context): Answer {
  const { count, page, facets, warnings } = searchProducts(
    found.map(({ product }) => product),
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
    context.settings.unknownFields === "refuse",
  );
  const headers = warningHeader(warnings);
  // In this grammar a search that finds nothing is 404, in these words.
  if (count === 0) {
    const message = "No matching records found, refine your search criteria and try again";
    const failure = { status: 404, error: null, message, requestId: randomUUID(), path: PREFIX };
    return { kind: "json", status: 404, headers, body: officeError(failure, ERRORS) };
  }
  return { kind: "json", headers, body: { count, bulkDataProductBag: page, ...(facets ? { facets } : {}) } };
}

function productAnswer({ product, files }: PortalProduct, asked: Asked): Answer {
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

/** Documents about a product are of no day: they are listed whatever days are asked for, as the portal does [recorded]. */
function filesAsked(files: readonly Told[], asked: Asked): readonly Told[] {
  const [from, to] = [asked.text("fileDataFromDate"), asked.text("fileDataToDate")];
  const within = files.filter(
    (file) =>
      file.fileTypeText === "Document" ||
      ((from === undefined || String(file.fileDataToDate ?? "9999") >= from) &&
        (to === undefined || String(file.fileDataFromDate ?? "0000") <= to)),
  );
  const latest = asked.text("latest") === "true" ? within.slice(0, 1) : within;
  const offset = asked.count("offset") ?? 0;
  return latest.slice(offset, offset + (asked.count("limit") ?? latest.length));
}

const CHECKSUM = ".sha256";

async function fileAnswer(product: BulkProduct, asked: Asked, context: Context): Promise<Answer> {
  const name = asked.text("name") ?? "";
  const { store } = context.lease;
  const shelf = shelfOf(context);
  const wanted = name.endsWith(CHECKSUM) ? name.slice(0, -CHECKSUM.length) : name;
  const file = (await product.files(store)).find((each) => each.fileName === wanted);
  if (!file || shelf === null) throw noFile(name);
  const { fileName, type } = file;
  const taken = await shelf.take(store.manifest.id, fileName, file.write);
  return wanted === name
    ? { kind: "file", file: { ...taken, fileName, type } }
    : { kind: "text", type: "text/plain; charset=utf-8", body: `${taken.sha256}  ${fileName}\n` };
}

function noFile(name: string): ArtunitError {
  return new ArtunitError(
    "not-found",
    `There is no file "${shown(name)}" here; the product's list has those there are.`,
  );
}
