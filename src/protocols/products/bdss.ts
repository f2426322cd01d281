import { ArtunitError } from "../../errors.js";
import type { BulkProduct } from "../../server/extension.js";
import type { Failure } from "../../server/failures.js";
import { Html, html } from "../../server/html.js";
import { type Installation, type Protocol, readLeniently } from "../../server/index.js";
import { shown } from "../../server/parameters.js";
import type { Answer, Asked, Context, Parameter, Route, Schema } from "../../server/route.js";
import { list } from "../../server/schemas.js";
import { warningHeader } from "../../server/warning.js";
import type { Manifest } from "../../store/index.js";
import { span } from "./portal.js";
import { type HeldFile, isHereOrListed, type KnownProduct, knownProducts, type Told } from "./registry.js";

const MOUNT = "/bdss/BDSS-API";
const PREFIX = `${MOUNT}/products`;
const NOT_FOUND = "Product with a short name";

/** The Bulk Data Storage System, version 1.1.0: products and their files, as it answered until 2024. */
export const BDSS: Protocol = {
  name: "bdss",
  title: "Bulk Data Storage System",
  description:
    "Products and their files as the retired BDSS API listed them; its base address is /bdss/BDSS-API.",
  mounts: [MOUNT],
  routes: bdssRoutes,
  read: readLeniently([]),
  error: ({ message }) => ({ message }),
  errorSchema: { type: "string", description: "What is wrong, as a sentence or a page." },
  errorPage: bdssError,
  tellsByPages: true,
  publishes: () => [],
  schemas: () => ({}),
};

function bdssRoutes(installation: Installation): readonly Route[] {
  const all = (context: Context) => bdssProducts(installation, context);
  const one = async (asked: Asked, context: Context) => {
    const id = asked.text("shortName") ?? "";
    const found = (await bdssProducts(installation, context, id)).find(
      ({ product }) => product.productShortName === id,
    );
    if (found) return found;
    throw new ArtunitError("not-found", `${NOT_FOUND} "${shown(id)}" not found`);
  };
  const route = (
    about: Pick<Route, "path" | "operationId" | "summary" | "parameters" | "answer" | "handle">,
  ) => ({ ...about, methods: ["GET"], changes: true, from: "snapshot-or-bundled" }) as const satisfies Route;
  return [
    route({
      path: `${PREFIX}/all/latest`,
      operationId: "all-latest",
      summary: "Every product with its latest file.",
      parameters: [],
      answer: list(PRODUCT),
      handle: async (_, context) => json((await all(context)).map(withLatest)),
    }),
    route({
      path: `${PREFIX}/popular`,
      operationId: "popular",
      summary: "Every product with its latest file; which ones were popular is not known.",
      parameters: [],
      answer: list(PRODUCT),
      handle: async (_, context) => json((await all(context)).map(withLatest)),
    }),
    route({
      path: `${PREFIX}/byname/{text}`,
      operationId: "by-name",
      summary: "Products whose name, title or description holds a text, with their first files.",
      parameters: [TEXT, ...WINDOW],
      answer: list(PRODUCT),
      handle: async (asked, context) => {
        const text = (asked.text("text") ?? "").toLowerCase();
        const found = (await all(context)).filter(({ product }) =>
          [product.productShortName, product.productTitle, product.productDesc].some((each) =>
            String(each ?? "")
              .toLowerCase()
              .includes(text),
          ),
        );
        return json(found.map((each) => withFiles(each, asked)));
      },
    }),
    route({
      path: `${PREFIX}/{shortName}`,
      operationId: "product",
      summary: "One product and its files, the earliest first.",
      parameters: [SHORT_NAME, ...WINDOW],
      answer: PRODUCT,
      handle: async (asked, context) => json(withFiles(await one(asked, context), asked)),
    }),
    route({
      path: `${PREFIX}/{shortName}/files`,
      operationId: "product-files",
      summary: "The files of one product, the earliest first.",
      parameters: [SHORT_NAME, ...WINDOW],
      answer: list(FILE),
      handle: async (asked, context) => json(filesAsked(await one(asked, context), asked)),
    }),
  ];
}

function json(body: unknown): Answer {
  return { kind: "json", body };
}

const TEXT: Parameter = {
  name: "text",
  in: "path",
  kind: "text",
  meaning: "What is looked for, in any case of letters.",
  example: "Office",
};
const SHORT_NAME: Parameter = {
  name: "shortName",
  in: "path",
  kind: "text",
  meaning: "The product's short name; its case matters.",
  example: "OACT",
};

/** Which files are listed. Years, months and days are numbers of their own, as the original had them. */
const WINDOW: readonly Parameter[] = [
  ...["from", "to"].flatMap((end) =>
    ["Year", "Month", "Day"].map(
      (part): Parameter => ({
        name: `${end}${part}`,
        in: "query",
        kind: "count",
        meaning: `Only files about ${end === "from" ? "this day or later ones" : "this day or earlier ones"}: the ${part.toLowerCase()}.`,
      }),
    ),
  ),
  { name: "fromDate", in: "query", kind: "day", meaning: "The same in one: yyyy-mm-dd." },
  { name: "toDate", in: "query", kind: "day", meaning: "The same in one: yyyy-mm-dd." },
  {
    name: "maxFiles",
    in: "query",
    kind: "count",
    meaning: "Files of each product at most; all when absent.",
  },
  {
    name: "hierarchy",
    in: "query",
    kind: "choice",
    choices: ["true", "false"],
    meaning: "Whether products stand below their parents; none here has one, so both answer the same.",
  },
];

/** A product with all its files, the earliest first. */
interface BdssProduct {
  readonly product: Told;
  readonly files: readonly Told[];
}

/** Every product, or one, that has files here or was listed, by the numbers they had. */
async function bdssProducts(
  installation: Installation,
  context: Context,
  only?: string,
): Promise<readonly BdssProduct[]> {
  const { manifest } = context.lease.store;
  const known = await knownProducts(installation, context, only);
  return known
    .filter(isHereOrListed)
    .map((each) => productOf(each, manifest, context.baseUrl))
    .sort((a, b) => numberOf(a.product.productIdentifier) - numberOf(b.product.productIdentifier));
}

function productOf({ offered, files, listed }: KnownProduct, manifest: Manifest, base: string): BdssProduct {
  if (offered !== null && files.length > 0) return ours(offered, files, manifest, base);
  if (listed.bdss) {
    const { productFiles: _, ...product } = listed.bdss.product;
    return { product, files: byDay(listed.bdss.files) };
  }
  const { product, files: told } = listed.portal!;
  const id = String(product.productIdentifier);
  return {
    product: productAs(id, numberFor(id), {
      productDesc: product.productDescriptionText ?? null,
      productTitle: product.productTitleText ?? null,
      productFrequency: product.productFrequencyText ?? null,
      productFromDate: product.productFromDate ?? null,
      productToDate: product.productToDate ?? null,
      numberOfFiles: product.productFileTotalQuantity ?? told.length,
    }),
    files: byDay(
      told.map((file) =>
        fileAs(`${id}/${file.fileName}`, {
          fileName: file.fileName,
          fileSize: file.fileSize ?? null,
          fileDownloadUrl: file.fileDownloadURI,
          fileFromTime: file.fileDataFromDate ?? null,
          fileToTime: file.fileDataToDate ?? null,
          fileType: file.fileTypeText ?? "Data",
          fileReleaseDate: String(file.fileReleaseDate ?? "").slice(0, 10) || null,
        }),
      ),
    ),
  };
}

function ours(
  offered: BulkProduct,
  held: readonly HeldFile[],
  { createdAt }: Manifest,
  base: string,
): BdssProduct {
  const { id, inBdss } = offered;
  const days = span(offered, held);
  const released = createdAt.slice(0, 10);
  return {
    product: productAs(id, inBdss?.number ?? numberFor(id), {
      productDesc: offered.description,
      productTitle: offered.title,
      productFrequency: inBdss ? inBdss.frequency : offered.frequency,
      productFromDate: days.productFromDate ?? released,
      productToDate: days.productToDate ?? released,
      numberOfFiles: held.length,
    }),
    files: byDay(
      held.map((file) =>
        fileAs(`${id}/${file.fileName}`, {
          fileName: file.fileName,
          fileSize: file.written?.bytes ?? null,
          fileDownloadUrl: `${base}/api/v1/datasets/products/files/${id}/${file.fileName}`,
          fileFromTime: file.from ?? released,
          fileToTime: file.to ?? released,
          fileType: "Data",
          fileReleaseDate: released,
        }),
      ),
    ),
  };
}

/** A product's members in the recorded order. */
function productAs(id: string, number: number, told: Told): Told {
  const { productDesc, productTitle, productFrequency, ...rest } = told;
  return {
    productLinkPath: `/BDSS-API/products/${id}`,
    productIdentifier: number,
    productShortName: id,
    productDesc,
    productTitle,
    productFrequency,
    productLevel: "PRODUCT",
    ...rest,
    parentProduct: null,
  };
}

function fileAs(name: string, told: Told): Told {
  const number = numberFor(name);
  return { fileLinkPath: `/BDSS-API/productFiles/${number}`, fileIdentifier: number, ...told };
}

/** A number that always is the same for a name, beyond those the original gave: FNV-1a, in 31 bits. */
function numberFor(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return 2 ** 30 + (hash % 2 ** 30);
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : Number.POSITIVE_INFINITY;
}

/** By their first day; files of one day stay in the order in which they were listed. */
function byDay(files: readonly Told[]): readonly Told[] {
  const day = (file: Told) => String(file.fileFromTime ?? "");
  return [...files].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

/** The file that ends last; of several the one with the least number, as the recorded answers have it. */
function withLatest({ product, files }: BdssProduct): Told {
  const latest = [...files].sort(
    (a, b) =>
      -compare(String(a.fileToTime ?? ""), String(b.fileToTime ?? "")) ||
      numberOf(a.fileIdentifier) - numberOf(b.fileIdentifier),
  );
  return { ...product, productFiles: latest.slice(0, 1) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withFiles(found: BdssProduct, asked: Asked): Told {
  return { ...found.product, productFiles: filesAsked(found, asked) };
}

function filesAsked({ files }: BdssProduct, asked: Asked): readonly Told[] {
  const from = asked.text("fromDate") ?? dayOf(asked, "from", ["01", "01"]);
  const to = asked.text("toDate") ?? dayOf(asked, "to", ["12", "31"]);
  const within = files.filter(
    (file) =>
      (from === null || String(file.fileToTime ?? "9999") >= from) &&
      (to === null || String(file.fileFromTime ?? "0000") <= to),
  );
  return within.slice(0, asked.count("maxFiles") ?? within.length);
}

/** `fromYear=2023&fromMonth=6&fromDay=1`; without month or day the whole year or month is meant. */
function dayOf(asked: Asked, end: string, whole: readonly [month: string, day: string]): string | null {
  const [year, month, day] = ["Year", "Month", "Day"].map((part) => asked.count(`${end}${part}`));
  if (year === undefined) {
    if (month === undefined && day === undefined) return null;
    throw new ArtunitError("bad-parameter", `${end}Month and ${end}Day go with ${end}Year.`, {
      field: `${end}Year`,
    });
  }
  const two = (value: number) => String(value).padStart(2, "0");
  if ((month ?? 1) < 1 || (month ?? 1) > 12 || (day ?? 1) < 1 || (day ?? 1) > 31)
    throw new ArtunitError("bad-parameter", `${end}Month is 1 to 12 and ${end}Day 1 to 31.`, {
      field: `${end}Month`,
    });
  const months = month === undefined ? whole[0] : two(month);
  return `${String(year).padStart(4, "0")}-${months}-${day === undefined ? whole[1] : two(day)}`;
}

/**
 * An unknown short name is 404 with a sentence that calls itself JSON [recorded 2023]; a path that is none is a page of
 * Tomcat's [recorded 2023], to which a header adds what there is. Other errors take that page, too [inferred].
 */
function bdssError({ status, message }: Failure): Answer {
  if (status === 404 && message.startsWith(NOT_FOUND))
    return { kind: "text", type: "application/json", body: message };
  const name = STATUS[status] ?? "Error";
  const described = status === 404 ? "The requested resource is not available." : message;
  return {
    kind: "text",
    type: "text/html;charset=utf-8",
    headers: warningHeader([message]),
    body: tomcatPage(status, name, described).text,
  };
}

function tomcatPage(status: number, name: string, described: string): Html {
  const says = html`<h1>HTTP Status ${status} - ${name}</h1><HR size="1" noshade="noshade"><p><b>type</b> Status report</p><p><b>message</b> <u>${name}</u></p><p><b>description</b> <u>${described}</u></p><HR size="1" noshade="noshade"><h3>Apache Tomcat/7.0.54</h3>`;
  return html`<html><head><title>Apache Tomcat/7.0.54 - Error report</title>${STYLE} </head><body>${says}</body></html>`;
}

/** Of the recorded page. */
const STYLE = new Html(
  "<style><!--H1 {font-family:Tahoma,Arial,sans-serif;color:white;background-color:#525D76;font-size:22px;} H2 {font-family:Tahoma,Arial,sans-serif;color:white;background-color:#525D76;font-size:16px;} H3 {font-family:Tahoma,Arial,sans-serif;color:white;background-color:#525D76;font-size:14px;} BODY {font-family:Tahoma,Arial,sans-serif;color:black;background-color:white;} B {font-family:Tahoma,Arial,sans-serif;color:white;background-color:#525D76;} P {font-family:Tahoma,Arial,sans-serif;background:white;color:black;font-size:12px;}A {color : black;}A.name {color : black;}HR {color : #525D76;}--></style>",
);

const STATUS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

const SAID = { type: "string" } as const;
const NUMBER = { type: "integer" } as const;
const MAYBE = { type: ["string", "null"] } as const;

const FILE: Schema = {
  type: "object",
  required: ["fileLinkPath", "fileIdentifier", "fileName", "fileDownloadUrl", "fileType"],
  properties: {
    fileLinkPath: SAID,
    fileIdentifier: NUMBER,
    fileName: SAID,
    fileSize: {
      type: ["integer", "null"],
      description: "Bytes; null while a large file was not asked for yet.",
    },
    fileDownloadUrl: SAID,
    fileFromTime: MAYBE,
    fileToTime: MAYBE,
    fileType: SAID,
    fileReleaseDate: MAYBE,
  },
};

const PRODUCT: Schema = {
  type: "object",
  required: ["productLinkPath", "productIdentifier", "productShortName", "productFiles"],
  properties: {
    productLinkPath: SAID,
    productIdentifier: NUMBER,
    productShortName: SAID,
    productDesc: MAYBE,
    productTitle: MAYBE,
    productFrequency: {
      ...MAYBE,
      description: "WEEKLY, YEARLY, NUMERICAL for what comes out once, or null.",
    },
    productLevel: SAID,
    productFromDate: MAYBE,
    productToDate: MAYBE,
    numberOfFiles: NUMBER,
    parentProduct: { type: ["object", "null"] },
    productFiles: list(FILE),
  },
};
