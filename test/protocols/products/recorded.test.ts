import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadedServer, RECORDED } from "../../server/loaded.js";
import { serverOf } from "../../server/servers.js";
import { DIFFERENCES } from "./differences.js";

type Server = Awaited<ReturnType<typeof loadedServer>>;
type Product = Readonly<Record<string, unknown>> & { readonly productFiles: readonly object[] };

const folder = mkdtempSync(join(tmpdir(), "artunit-products-"));
const servers = new Map<string, Promise<Server>>();
afterAll(async () => {
  for (const server of servers.values()) await (await server).close();
  rmSync(folder, { recursive: true });
});

const recorded = (path: string) => JSON.parse(readFileSync(join(RECORDED, path), "utf8"));

/** A server over some files, one for all tests about them. */
function serving(files: readonly string[]): Promise<Server> {
  const key = files.join(" ");
  const known =
    servers.get(key) ?? loadedServer(files, { archivesFolder: join(folder, `shelf-${servers.size}`) });
  servers.set(key, known);
  return known;
}

describe("the Bulk Data Storage System", () => {
  const NAMES = [
    "products_all_latest.json",
    "products_by_name.json",
    "product_by_short_name.json",
    "product_by_short_name_date_range.json",
  ];
  const exchange = (name: string) => {
    const { request, response } = recorded(`bdss/${name}`);
    return { url: ours(request.url), body: response.body as Product | Product[] };
  };
  /** The answer as it came, in a file. */
  const saved = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(exchange(name).body));
    return path;
  };

  test.each(NAMES)("%s, loaded and asked again, comes out member by member", async (name) => {
    const { app } = await serving([saved(name)]);
    const { url, body } = exchange(name);
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(JSON.stringify(body));
  });

  test("all answers together come out, but for files that other answers have beside them", async () => {
    const { app } = await serving(NAMES.map(saved));
    for (const name of NAMES) {
      const { url, body } = exchange(name);
      const answer = (await app.inject(url)).json() as Product | Product[];
      const windowed = DIFFERENCES.windowed.get(name) ?? [];
      for (const [at, theirs] of [body].flat().entries()) {
        const mine = [answer].flat()[at]!;
        if (!windowed.includes(String(theirs.productShortName))) expect(mine).toEqual(theirs);
        else {
          expect({ ...mine, productFiles: [] }).toEqual({ ...theirs, productFiles: [] });
          expect(mine.productFiles).toEqual(expect.arrayContaining([...theirs.productFiles]));
          expect(mine.productFiles.length).toBeGreaterThan(theirs.productFiles.length);
        }
      }
    }
  });

  test.each(["bdss_product_404.json", "bdss_byName_404.json"])("%s is told as recorded", async (name) => {
    const { app } = await serving([saved("products_all_latest.json")]);
    for (const { request, response } of recorded(`bdss/${name}`)) {
      const answer = await app.inject(ours(request.uri));
      expect([answer.statusCode, answer.body]).toEqual([response.status, response.body]);
      for (const [header, [value]] of Object.entries<string[]>(response.headers))
        if (!DIFFERENCES.headers.includes(header) && !header.startsWith("Access-Control"))
          expect([header, answer.headers[header.toLowerCase()]]).toEqual([header, value]);
      expect(answer.headers["access-control-allow-methods"]).toContain("GET");
    }
  });

  test("lists what is here with true sizes, and dates as it wrote them", async () => {
    const cases = join(folder, "cases.csv");
    writeFileSync(cases, "case_row_id,case_number,case_name,date_filed\n1,1:10-cv-1,A v. B,2010-05-07\n");
    const { app } = await serving([cases]);
    const [product] = (await app.inject("/bdss/BDSS-API/products/all/latest")).json();
    const { fileDownloadUrl, fileSize, ...file } = product.productFiles[0];
    expect(product).toMatchObject({
      productLinkPath: "/BDSS-API/products/PTLITIG",
      productIdentifier: 16280,
      productFrequency: "NUMERICAL",
      productFromDate: "2010-05-07",
      productToDate: "2010-05-07",
      numberOfFiles: 1,
      parentProduct: null,
    });
    expect(file).toMatchObject({ fileName: "oce_patent_litigation_cases.csv", fileType: "Data" });
    const download = await app.inject(new URL(fileDownloadUrl).pathname);
    expect([download.statusCode, download.rawPayload.length]).toEqual([200, fileSize]);
    expect((await app.inject("/bdss/BDSS-API/products/PTLITIG/files")).json()).toEqual(product.productFiles);
    expect((await app.inject("/bdss/BDSS-API/products/popular")).json()).toEqual([product]);
    expect((await app.inject("/bdss/BDSS-API/products/byname/docket")).json()).toEqual([product]);
    expect((await app.inject("/bdss/BDSS-API/products/byname/nothing")).json()).toEqual([]);
    expect((await app.inject("/bdss/BDSS-API/products/ptlitig")).statusCode).toBe(404);
    expect((await app.inject("/bdss/BDSS-API/products/PTLITIG?toYear=2009")).json().productFiles).toEqual([]);
  });

  test.each([
    ["fromMonth=3", 400],
    ["fromYear=2023&fromMonth=13", 400],
    ["fromYear=x", 400],
    ["maxFiles=-1", 400],
    ["hierarchy=maybe", 400],
    ["hierarchy=true&maxFiles=2&fromDate=2023-06-01&toDate=2023-06-30", 200],
  ])("%s is %i", async (query, status) => {
    const { app } = await serving([saved("product_by_short_name.json")]);
    const answer = await app.inject(`/bdss/BDSS-API/products/PTGRXML?${query}`);
    expect(answer.statusCode).toBe(status);
    if (status === 200) expect(answer.json().productFiles).toHaveLength(2);
  });

  test("answers an empty list where nothing is loaded", async () => {
    expect((await serverOf(null).app.inject("/bdss/BDSS-API/products/all/latest")).json()).toEqual([]);
  });
});

/** Where the original's address leads here. */
function ours(url: string): string {
  const { pathname, search } = new URL(url);
  return `/bdss${pathname}${search}`;
}

describe("the portal's Bulk Datasets", () => {
  const file = (name: string) => join(RECORDED, "odp_bulk", name);

  test.each([
    ["search_bulk_products.json", "search?q=&offset=0&limit=10"],
    ["search_datasets_full.json", "search?limit=100"],
    ["raw_search_bulk_products.json", "search?q=APS&limit=1"],
    ["raw_get_bulk_product.json", "PTGRXML?fileDataFromDate=2024-01-01&fileDataToDate=2024-01-10"],
    ["get_bulk_product.json", "PTGRXML"],
  ])("%s, loaded and asked again, comes out member by member", async (name, query) => {
    const { app } = await serving([file(name)]);
    const answer = await app.inject(`/api/v1/datasets/products/${query}`);
    const theirs = recorded(`odp_bulk/${name}`);
    if (DIFFERENCES.cut.has(name)) {
      const bag = theirs.bulkDataProductBag[0].productFileBag;
      bag.count = bag.fileDataBag.length;
    }
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual(theirs);
  });

  test("what one service listed, the other answers in its manner", async () => {
    const { app } = await serving([file("raw_get_bulk_product.json")]);
    const product = (await app.inject("/bdss/BDSS-API/products/PTGRXML")).json();
    expect(product).toMatchObject({
      productShortName: "PTGRXML",
      productTitle: "Patent Grant Full-Text Data (No Images) - XML",
      numberOfFiles: 1312,
      productToDate: "2026-06-09",
    });
    expect(product.productFiles.at(-1)).toMatchObject({
      fileName: "ipg240109.zip",
      fileSize: 171326087,
      fileFromTime: "2024-01-09",
      fileReleaseDate: "2024-01-09",
    });
  });

  test("a product of which nothing is here says no day on which it was changed", async () => {
    const { app } = serverOf(null);
    const [product] = (await app.inject("/api/v1/datasets/products/PTLITIG")).json().bulkDataProductBag;
    expect(product).toMatchObject({ productIdentifier: "PTLITIG", productFileTotalQuantity: 0 });
    expect(product).not.toHaveProperty("lastModifiedDateTime");
  });

  test("a product that is only listed is told apart: its files are not here", async () => {
    const { app } = await serving([file("raw_get_bulk_product.json")]);
    const answer = await app.inject("/api/v1/datasets/products/files/PTGRXML/ipg240109.zip");
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: "404", error: "Not Found" });
  });
});

describe("the office's own list", () => {
  const { app } = serverOf(null);
  const ask = async (query: string) =>
    (await app.inject(`/v1/datasets/bulk_products/v1/records?${query}`)).json();

  test("has its 287 products, in its order, as metadata that says where it comes from", async () => {
    const { total, records } = await ask("limit=300");
    expect([total, records.length]).toEqual([287, 287]);
    expect(new Set(records.map((each: { source: string }) => each.source))).toEqual(new Set(["bundled"]));
    expect(records[0]).toMatchObject({
      place: 1,
      title: "Patent Official Gazettes (Rolling 52 weeks) SEARCHABLE",
      product_code: "EIP-2200P-OL",
      coverage: "JUL 2023 - JUL 2024 (Rolling Year)",
      size_compressed: null,
    });
  });

  test.each([
    ["product:PTLITIG", 3],
    ["product:ECOPAIR", 8],
    ["product:MOONSHOT AND access:Research", 1],
    ["title:*Gazettes*", 2],
  ])("%s finds %i", async (criteria, total) => {
    expect((await ask(`criteria=${encodeURIComponent(criteria)}`)).total).toBe(total);
  });
});
