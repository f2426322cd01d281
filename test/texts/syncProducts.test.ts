import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { type SyncEvent, sync, USUAL_SYNC } from "../../src/load/sync/sync.js";
import { ODP_RECORDS } from "../../src/protocols/odp/feed.js";
import { PRODUCT_FILES } from "../../src/protocols/products/feed.js";

const root = mkdtempSync(join(tmpdir(), "artunit-sync-products-"));
const asked: string[] = [];
let service: Server;
let base: string;

const cases = (row: string) =>
  zipSync({ "cases.csv": strToU8(`case_row_id,case_number,case_name\n${row}\n`) });
const moonshot = zipSync({ "a.csv": strToU8("Patent_or_Publication_ID,Family_ID\nUS 8012966 B2,1\n") });
const codes = strToU8("event_code,event_description\nZZZZ,New\n");

/** What the office lists of some products, with the names and days that it gives files, and their bytes. */
const FILES: Readonly<Record<string, readonly (readonly [string, string, Uint8Array, string?])[]>> = {
  PTLITIG: [
    ["csv.zip", "2024-03-27", cases("1,1:10-cv-1,New")],
    ["dta.zip", "2024-03-27", strToU8("never asked for")],
    ["csv.zip", "2016-12-29", cases("1,1:10-cv-1,Old")],
    ["Litigation_Documentation.pdf", "2016-12-29", strToU8("about it"), "Document"],
  ],
  MOONSHOT: [["Cancer Data12A.zip", "2016-08-19", moonshot]],
  ECOPAIR: [
    ["event_codes.csv", "2023-09-26", codes],
    ["foreign_priority.dta.zip", "2023-09-26", strToU8("never asked for")],
  ],
};

beforeAll(async () => {
  service = createServer((request, response) => {
    asked.push(decodeURIComponent(request.url!));
    const [, product, day, name] = /products\/(?:files\/)?(\w+)(?:\/([^/]+)\/(.+))?(?:\?|$)/.exec(
      decodeURIComponent(request.url!),
    )!;
    const files = FILES[product!]!;
    if (name === undefined) {
      const fileDataBag = files.map(([fileName, to, bytes, fileTypeText = "Data"]) => ({
        fileName,
        fileSize: bytes.length,
        fileDataToDate: to,
        fileTypeText,
        fileDownloadURI: `${base}/api/v1/datasets/products/files/${product}/${to}/${encodeURIComponent(fileName)}`,
      }));
      response.end(JSON.stringify({ bulkDataProductBag: [{ productFileBag: { fileDataBag } }] }));
    } else response.end(files.find(([each, to]) => each === name && to === day)![2]);
  });
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(() => {
  service.close();
  rmSync(root, { recursive: true, force: true });
});

async function synced(product: string, data = mkdtempSync(join(root, "data-"))) {
  asked.length = 0;
  const events: SyncEvent[] = [];
  const report = await sync({
    ...USUAL_SYNC,
    feed: { files: PRODUCT_FILES, records: [ODP_RECORDS] },
    from: base,
    product,
    load: { data, installation: INSTALLATION, artunitVersion: "0" },
    onEvent: (event) => events.push(event),
  });
  const left = events.flatMap((event) => (event.kind === "left" ? event.files : []));
  const tables = Object.fromEntries(
    (report.manifest?.tables ?? [])
      .filter(({ rows }) => rows > 0)
      .map((each) => [each.name, each.rowsBySource]),
  );
  return { report, left, tables, data };
}

test("a product goes into the family that reads it, each release beside the others, Stata twins and documents left", async () => {
  const { left, tables, data } = await synced("PTLITIG");
  expect(left).toEqual(["dta.zip", "Litigation_Documentation.pdf"]);
  expect(tables).toEqual({
    litigation_cases: { "litigation-2024-03-27": 1, "litigation-2016-12-29": 1 },
  });
  expect(asked.some((each) => each.includes("dta.zip"))).toBe(false);
  // What is here already is not fetched again.
  await synced("PTLITIG", data);
  expect(asked).toHaveLength(1);
});

test("a name with blanks is fetched", async () => {
  expect((await synced("moonshot")).tables).toEqual({ cancer_moonshot: { moonshot: 1 } });
});

test("of a product that is read in part the rest is named and left", async () => {
  const { left, tables } = await synced("ECOPAIR");
  expect(left).toEqual(["foreign_priority.dta.zip"]);
  expect(tables).toEqual({ event_codes: { patex: 1 } });
});

test("a product that nothing reads is named as such before anything is asked", async () => {
  await expect(synced("PTGRXML")).rejects.toThrow(
    /Nothing here reads the files of the bulk product "PTGRXML".*Products that are read: .*OACT.*PTLITIG/,
  );
  expect(asked).toEqual([]);
});
