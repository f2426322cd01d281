import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PublishedManifest, publishArchives } from "../../src/families/office-actions/bulk/publish.js";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { openSnapshotStore, type Store } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { serverOf } from "../server/servers.js";
import { type Manner, shapeOf } from "../shapes.js";
import { weeklyRecord, zipOf } from "./archives.js";

const root = mkdtempSync(join(tmpdir(), "artunit-publishing-"));
const RECORDED = [
  "dh-2023-records-app-14574014.json",
  "odp-2026-records-app-17248024.json",
  "pyuspto-records-2026.json",
];
let store: Store;
let published: PublishedManifest;
const out = join(root, "out");

async function loaded(name: string, paths: readonly string[]): Promise<Store> {
  const data = join(root, name);
  const report = await load({
    data,
    installation: INSTALLATION,
    paths,
    artunitVersion: "0",
    extracts: false,
  });
  return openSnapshotStore(places.snapshot(data, report.manifest!.id), INSTALLATION);
}

async function recordsOf(of: Store, manner: Manner): Promise<unknown> {
  const dataset = findDataset("oa_actions", "v1");
  const page = await of.page({
    dataset,
    shape: shapeOf(dataset, manner),
    predicate: { kind: "everything" },
    rows: Number.POSITIVE_INFINITY,
  });
  const records: unknown[] = [];
  for await (const batch of page.records) records.push(...batch.map((each) => JSON.parse(each) as unknown));
  return records;
}

beforeAll(async () => {
  const line = (serial: number, more = {}) => JSON.stringify(weeklyRecord(serial, more));
  const archive = zipOf(root, "bdr_oa_bulkdata_weekly_2019-01-06.zip", [
    { name: "a.json", content: `${line(1)}\n${line(2, { novel: [1, 2], rejections: [{ type: "103" }] })}\n` },
  ]);
  const recorded = RECORDED.map((file) =>
    fileURLToPath(new URL(`../data/recorded/oa_actions-v1/${file}`, import.meta.url)),
  );
  const codes = join(root, "event_codes.csv");
  writeFileSync(codes, 'event_code,event_description\nCTNF,Non-Final Rejection\nZZZZ,"=A, new one"\n');
  store = await loaded("first", [archive, ...recorded, codes]);
  published = await publishArchives(store, { folder: out, since: null });
});

afterAll(async () => {
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

describe("published archives", () => {
  test("are named by the Sunday of the week in which their actions were mailed", () => {
    expect(published.files.every((file) => new Date(file.to).getUTCDay() === 0)).toBe(true);
    expect(published.files.map(({ fileName, actions }) => [fileName, actions])).toContainEqual([
      "bdr_oa_bulkdata_weekly_2019-01-06.zip",
      2,
    ]);
    expect(published.files.reduce((sum, file) => sum + file.actions, 0)).toBe(11);
  });

  test("are the same bytes when they are published again, and their checksums are in the manifest", async () => {
    const again = join(root, "again");
    expect(await publishArchives(store, { folder: again, since: null })).toEqual(published);
    expect(readdirSync(again)).toEqual(readdirSync(out));
    for (const { fileName, sha256 } of published.files) {
      const digest = createHash("sha256")
        .update(readFileSync(join(again, fileName)))
        .digest("hex");
      expect(digest).toBe(sha256);
    }
  });

  test("load again to the same records, in both protocols", async () => {
    const files = published.files.map(({ fileName }) => join(out, fileName));
    const second = await loaded("second", files);
    for (const manner of ["ds", "odp"] as const) {
      expect(await recordsOf(second, manner)).toEqual(await recordsOf(store, manner));
    }
    const texts = (of: Store) => of.manifest.tables.find(({ name }) => name === "texts")?.contentHash;
    expect(texts(second)).toBe(texts(store));
    await second.close();
  });

  test("begin at the week asked for", async () => {
    const { files } = await publishArchives(store, { folder: join(root, "since"), since: "2019-01-05" });
    expect(files.every(({ to }) => to >= "2019-01-05")).toBe(true);
    expect(files.length).toBeGreaterThan(0);
  });
});

describe("the Bulk Datasets API", () => {
  const get = (url: string, headers: Record<string, string> = {}) =>
    serverOf(store, { archivesFolder: join(root, "shelf") }).app.inject({ url, headers });
  const NAME = "bdr_oa_bulkdata_weekly_2019-01-06.zip";

  test.each<[string, unknown]>([
    ["", ["OACT", "ECOPAIR"]],
    ["?q=weekly", ["OACT"]],
    ["?q=productIdentifier:ECOPAIR", ["ECOPAIR"]],
    ["?q=productFileTotalQuantity:[2 TO 100]", ["OACT"]],
    ["?q=productFileTotalQuantity:1", ["ECOPAIR"]],
    ["?q=productTotalFileSize:{60 TO *]", ["OACT", "ECOPAIR"]],
    ["?q=productFrequencyArrayText:YEARLY", ["ECOPAIR"]],
    ["?filters=productFrequencyText%20WEEKLY", ["OACT"]],
    ["?filters=productFrequencyArrayText 'WEEKLY'", ["OACT"]],
    ["?filters=productCategoryArrayText 'Patent Application','Petition'", ["OACT", "ECOPAIR"]],
    ["?filters=productFileTotalQuantity 1", ["ECOPAIR"]],
    ["?filters=productDataSetArrayText%20%22Research%22", ["ECOPAIR"]],
    ["?rangeFilters=productToDate%202020-01-01:2030-01-01", ["OACT"]],
    ["?rangeFilters=productFileTotalQuantity 2:100", ["OACT"]],
    ["?sort=productIdentifier%20desc", ["OACT", "ECOPAIR"]],
    ["?sort=productFileTotalQuantity desc", ["OACT", "ECOPAIR"]],
    ["?sort=productFileTotalQuantity asc", ["ECOPAIR", "OACT"]],
    ["?facets=false&offset=1&limit=1", ["ECOPAIR"]],
  ])("lists the products for search%s", async (query, expected) => {
    const answer = (await get(`/api/v1/datasets/products/search${query}`)).json();
    expect(
      answer.bulkDataProductBag.map((each: { productIdentifier: string }) => each.productIdentifier),
    ).toEqual(expected);
  });

  test("counts what the portal does where facets are switched on, and what is named", async () => {
    const facets = async (asked: string) =>
      (await get(`/api/v1/datasets/products/search?facets=${asked}`)).json().facets;
    expect(await facets("true")).toEqual({
      productLabelArrayText: [
        { value: "Patent", count: 2 },
        { value: "Research", count: 1 },
      ],
      productDataSetArrayText: [
        { value: "Authoritative", count: 1 },
        { value: "Research", count: 1 },
      ],
      productCategoryArrayText: [{ value: "Patent Application", count: 2 }],
      mimeTypeIdentifierArrayText: [
        { value: "JSON", count: 1 },
        { value: "CSV", count: 1 },
      ],
      productFrequencyArrayText: [
        { value: "WEEKLY", count: 1 },
        { value: "YEARLY", count: 1 },
      ],
    });
    expect(Object.keys(await facets("productFrequencyText"))).toEqual(["productFrequencyText"]);
    expect(await facets("false")).toBeUndefined();
  });

  test.each(["oact", "OACT", "Oact"])("takes the product's name as %s", async (id) => {
    const [product] = (await get(`/api/v1/datasets/products/${id}`)).json().bulkDataProductBag;
    expect(product.productIdentifier).toBe("OACT");
    expect((await get(`/api/v1/datasets/products/files/${id}/${NAME}`)).statusCode).toBe(200);
  });

  test("says what no product has in a header, and refuses it where the operator says so", async () => {
    const url = "/api/v1/datasets/products/search?q=noSuchField:1";
    const answer = await get(url);
    expect([answer.statusCode, answer.headers["x-artunit-warning"]]).toEqual([
      404,
      expect.stringContaining("noSuchField"),
    ]);
    const { app } = serverOf(store, { unknownFields: "refuse" });
    expect((await app.inject(url)).json()).toMatchObject({ code: "400", error: "Bad Request" });
  });

  test("offers the tables of a family as files, with size, range and checksum", async () => {
    const [product] = (await get("/api/v1/datasets/products/ECOPAIR")).json().bulkDataProductBag;
    const [file] = product.productFileBag.fileDataBag;
    const url = new URL(file.fileDownloadURI).pathname;
    const whole = await get(url);
    expect(whole.headers["content-type"]).toBe("text/csv");
    expect(whole.body.split("\r\n")).toEqual([
      "event_code,event_description,source",
      "CTNF,Non-Final Rejection,patex",
      'ZZZZ,"\'=A, new one",patex',
      "",
    ]);
    const bytes = whole.rawPayload.length;
    expect([file.fileSize, product.productTotalFileSize, product.productFileTotalQuantity]).toEqual([
      bytes,
      bytes,
      1,
    ]);
    expect((await get(url, { range: "bytes=0-9" })).body).toBe("event_code");
    const sha256 = createHash("sha256").update(whole.rawPayload).digest("hex");
    expect(whole.headers["x-artunit-sha256"]).toBe(sha256);
    expect((await get(`${url}.sha256`)).body).toBe(`${sha256}  oce_patent_examination_event_codes.csv\n`);
  });

  test("answers with the keys of a recorded product, and no others", async () => {
    const recorded = new URL("../data/recorded/odp_bulk/raw_get_bulk_product.json", import.meta.url);
    const [theirs] = JSON.parse(readFileSync(recorded, "utf8")).bulkDataProductBag;
    const { bulkDataProductBag } = (await get("/api/v1/datasets/products/OACT")).json();
    const [ours] = bulkDataProductBag;
    expect(Object.keys(theirs)).toEqual(expect.arrayContaining(Object.keys(ours)));
    const file = ours.productFileBag.fileDataBag[0];
    expect(Object.keys(theirs.productFileBag.fileDataBag[0])).toEqual(
      expect.arrayContaining(Object.keys(file)),
    );
  });

  test.each([
    ["?fileDataFromDate=2019-01-01&fileDataToDate=2019-01-31", [NAME]],
    ["?latest=true", ["bdr_oa_bulkdata_weekly_2023-10-08.zip"]],
    ["?limit=0", []],
  ])("lists the files of OACT%s", async (query, names) => {
    const [product] = (await get(`/api/v1/datasets/products/OACT${query}`)).json().bulkDataProductBag;
    const { count, fileDataBag } = product.productFileBag;
    expect(fileDataBag.map((file: { fileName: string }) => file.fileName)).toEqual(names);
    expect(count).toBe(names.length);
  });

  test.each([
    `/api/v1/datasets/products/files/OACT/${NAME}`,
    `/api/v1/datasets/products/files/OACT/2019/${NAME}`,
    `/bdr-oa-bulkdata/weekly/${NAME}`,
  ])("%s downloads the archive that is published", async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ "content-type": "application/zip", "accept-ranges": "bytes" });
    expect(answer.rawPayload.equals(readFileSync(join(out, NAME)))).toBe(true);
  });

  test("resumes a download with a range, and begins anew when the file is another", async () => {
    const url = `/bdr-oa-bulkdata/weekly/${NAME}`;
    const whole = readFileSync(join(out, NAME));
    const { etag } = (await get(url)).headers as { etag: string };
    const part = await get(url, { range: "bytes=100-", "if-range": etag });
    expect([part.statusCode, part.headers["content-range"]]).toEqual([
      206,
      `bytes 100-${whole.length - 1}/${whole.length}`,
    ]);
    expect(part.rawPayload.equals(whole.subarray(100))).toBe(true);
    expect((await get(url, { range: "bytes=100-", "if-range": '"other"' })).statusCode).toBe(200);
    expect((await get(url, { range: `bytes=${whole.length}-` })).statusCode).toBe(416);
    expect((await get(url, { "if-none-match": etag })).statusCode).toBe(304);
    expect((await get(url, { range: "bytes=-5" })).rawPayload.equals(whole.subarray(-5))).toBe(true);
  });

  test("says a file's length and tag without sending it", async () => {
    const url = `/bdr-oa-bulkdata/weekly/${NAME}`;
    const { headers } = await get(url);
    const { app } = serverOf(store, { archivesFolder: join(root, "shelf") });
    const head = await app.inject({ method: "HEAD", url });
    expect([head.statusCode, head.rawPayload.length]).toEqual([200, 0]);
    expect(head.headers["content-length"]).toBe(headers["content-length"]);
    expect(head.headers.etag).toBe(headers.etag);
    expect((await get(url, { "if-none-match": "*" })).statusCode).toBe(304);
  });

  test("says the size of a file before anybody asked for it", async () => {
    const url = "/api/v1/datasets/products/OACT?fileDataFromDate=2019-01-01&fileDataToDate=2019-01-31";
    const { app } = serverOf(store, { archivesFolder: join(root, "fresh-shelf") });
    const [product] = (await app.inject(url)).json().bulkDataProductBag;
    expect(product.productFileBag.fileDataBag[0].fileSize).toBe(readFileSync(join(out, NAME)).length);
  });

  test.each([
    ["/api/v1/datasets/products/search?q=nothinglikeit", 404],
    ["/api/v1/datasets/products/search?q=productFileTotalQuantity:[a TO b]", 400],
    ["/api/v1/datasets/products/search?filters=productFrequencyText", 400],
    ["/api/v1/datasets/products/search?row=1", 400],
    ["/api/v1/datasets/products/NOPE", 404],
    ["/api/v1/datasets/products/OACT?latest=yes", 400],
    ["/api/v1/datasets/products/OACT?fileDataFromDate=yesterday", 400],
    ["/api/v1/datasets/products/files/OACT/nope.zip", 404],
    ["/bdr-oa-bulkdata/weekly/..%2f..%2fmanifest.json", 404],
  ])("%s is %i", async (url, status) => {
    expect((await get(url)).statusCode).toBe(status);
  });
});
