import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ArtunitError } from "../../errors.js";
import { readParameters, refuseParameters, shown } from "../../server/parameters.js";
import { sendText } from "../../server/send.js";
import { baseUrlOf, leaseOf, type Service } from "../../server/service.js";
import type { Store } from "../../store/index.js";
import { ArchiveShelf, weeksOf } from "./archives.js";
import { countOf, searchProducts } from "./productSearch.js";
import { type ListedProduct, listProducts, type ProductFile, RELEASE_FILES } from "./products.js";
import { sendFile } from "./sendFile.js";

const PRODUCTS = "/api/v1/datasets/products";
const SEARCH = {
  q: null,
  filters: null,
  rangeFilters: null,
  sort: null,
  fields: null,
  facets: null,
  offset: null,
  limit: null,
} as const;
const FILES = {
  fileDataFromDate: null,
  fileDataToDate: null,
  offset: null,
  limit: null,
  includeFiles: ["true", "false"],
  latest: ["true", "false"],
} as const;

/** The Bulk Datasets API of the portal, and the storage path to which the Developer Hub's links led. */
export function addBulkRoutes(app: FastifyInstance, service: Service): void {
  const { archivesFolder } = service.settings;
  const shelf = archivesFolder === null ? null : new ArchiveShelf(archivesFolder);
  const withStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    const lease = leaseOf(service);
    try {
      return await use(lease.store);
    } finally {
      lease.release();
    }
  };
  const list = (request: FastifyRequest) =>
    withStore((store) => listProducts(store, shelf, baseUrlOf(service, request)));

  app.get(`${PRODUCTS}/search`, async (request, reply) => {
    const asked = readParameters(request.url, SEARCH);
    const listed = await list(request);
    const { count, page, facets } = searchProducts(
      listed.map(({ product }) => product),
      asked,
    );
    if (count === 0) throw nothingFound();
    const body = { count, bulkDataProductBag: page, ...(facets ? { facets } : {}) };
    return sendText(request, reply, "application/json", JSON.stringify(body));
  });

  app.get<{ Params: { id: string } }>(`${PRODUCTS}/:id`, async (request, reply) => {
    const asked = readParameters(request.url, FILES);
    const { product, files } = productOf(await list(request), request.params.id);
    const bag = asked.includeFiles === "false" ? null : filesAsked(files, asked);
    const body = {
      count: 1,
      bulkDataProductBag: [
        bag ? { ...product, productFileBag: { count: bag.length, fileDataBag: bag } } : product,
      ],
    };
    return sendText(request, reply, "application/json", JSON.stringify(body));
  });

  // The path may carry the folder of a year, as in PTGRXML/2026/ipg260602.zip.
  app.get<{ Params: { id: string; "*": string } }>(`${PRODUCTS}/files/:id/*`, async (request, reply) => {
    refuseParameters(request.url);
    const { files } = productOf(await list(request), request.params.id);
    const name = request.params["*"].replace(/^\d{4}\//, "");
    if (!files.some((file) => file.fileName === name)) throw noFile(name);
    const exported = RELEASE_FILES[name];
    if (exported) return reply.redirect(`${baseUrlOf(service, request)}${exported}`, 302);
    return sendArchive(request, reply, name);
  });

  app.get<{ Params: { name: string } }>("/bdr-oa-bulkdata/weekly/:name", (request, reply) => {
    refuseParameters(request.url);
    return sendArchive(request, reply, request.params.name);
  });

  async function sendArchive(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
  ): Promise<FastifyReply> {
    const { path, archive } = await withStore(async (store) => {
      const week = (await weeksOf(store)).find((each) => each.fileName === name);
      if (!week || !shelf) throw noFile(name);
      reply.header("x-artunit-snapshot", store.manifest.id);
      return shelf.take(store, week);
    });
    return sendFile(request, reply, { ...archive, path, type: "application/zip" });
  }
}

function productOf(listed: readonly ListedProduct[], id: string): ListedProduct {
  const found = listed.find(({ product }) => product.productIdentifier === id);
  if (found) return found;
  const known = listed.map(({ product }) => product.productIdentifier).join(", ");
  throw new ArtunitError("not-found", `There is no product "${shown(id)}" here. There are ${known}.`);
}

function filesAsked(
  files: readonly ProductFile[],
  asked: Partial<Record<keyof typeof FILES, string>>,
): readonly ProductFile[] {
  const from = dayOf(asked.fileDataFromDate, "fileDataFromDate");
  const to = dayOf(asked.fileDataToDate, "fileDataToDate");
  const within = files.filter(
    (file) =>
      (from === null || (file.fileDataToDate ?? "9999") >= from) &&
      (to === null || (file.fileDataFromDate ?? "0000") <= to),
  );
  const latest = asked.latest === "true" ? within.slice(0, 1) : within;
  const offset = countOf(asked.offset, "offset", 0);
  return latest.slice(offset, offset + countOf(asked.limit, "limit", latest.length));
}

function dayOf(text: string | undefined, name: string): string | null {
  if (text === undefined) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))) return text;
  throw new ArtunitError("bad-parameter", `"${name}" is a day like 2025-01-05, and is "${shown(text)}".`, {
    field: name,
  });
}

function noFile(name: string): ArtunitError {
  return new ArtunitError(
    "not-found",
    `There is no file "${shown(name)}" here; the product's list has those there are.`,
  );
}

/** In this grammar a search that finds nothing is 404, in these words. */
function nothingFound(): ArtunitError {
  return new ArtunitError(
    "not-found",
    "No matching records found, refine your search criteria and try again",
  );
}
