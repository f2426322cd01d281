import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTALLATION } from "../../../src/installation.js";
import { dryRun } from "../../../src/load/dryRun.js";
import { load } from "../../../src/load/load.js";
import { atPath, bytesOf, FileStore, ofDocument } from "../../../src/store/files.js";
import { zipOf } from "../../ingest/zips.js";
import { loadedServer } from "../../server/loaded.js";
import { RECORDED } from "../odp/nestedRows.js";

const OFFICE = "https://api.uspto.gov";
const WEEK = `<?xml version="1.0"?><main>
<DATA_RECORD><DOCUMENT_IMAGE_ID>fd2014001234-05-29-2015-1</DOCUMENT_IMAGE_ID><APPEAL_NO>2014001234</APPEAL_NO>
<DECISION_MAILED_DT>2015-05-29</DECISION_MAILED_DT></DATA_RECORD></main>`;

/** Files laid out as addresses, by their paths. */
const LAID_OUT = {
  "api/v1/patent/ptab-files/PGR/2025/00004/171340177.pdf": "%PDF-1.7 a final decision",
  "api/v1/download/applications/14412875/LDXBTPQ7XBLUEX3.pdf": "%PDF-1.7 an action",
  "api/v1/download/applications/14412875/LDXBTPQ7XBLUEX3/files/media_image1.png": "\x89PNG an image",
  "api/v1/patent/ptab-files/INTF/106130/Intf508_10613014862663_1738040400000.pdf": "%PDF-1.7 a judgment",
  "api/v1/download/applications/14412875/LDXBTPQ7XBLUEX3/xmlarchive": `${"\0".repeat(257)}ustar\0`,
  "ptab-api/documents/4711/download": "%PDF-1.4 as version 2 answered",
};

const folder = mkdtempSync(join(tmpdir(), "artunit-files-"));
let server: Awaited<ReturnType<typeof loadedServer>>;

function put(path: string, content: string | Uint8Array): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, typeof content === "string" ? Buffer.from(content, "latin1") : content);
  return whole;
}

beforeAll(async () => {
  for (const [path, content] of Object.entries(LAID_OUT)) put(`site/${path}`, content);
  put("site/171316732.pdf", "%PDF-1.7 named by its document");
  const week = put(
    "PTAB_20150605_WK22.zip",
    zipOf([
      { name: "PTAB_20150605_WK22/PDF_image/fd2014001234-05-29-2015-1.pdf", content: "%PDF-1.4 a page" },
      { name: "PTAB_20150605_WK22/PTAB_20150605_WK22.xml", content: WEEK },
    ]),
  );
  const documents = put(
    "documents.json",
    JSON.stringify({
      documentBag: ["LDXBTPQ7XBLUEX3", "LDXBTPQ7XBLUEX4"].map((id) => ({
        applicationNumberText: "14412875",
        officialDate: "2022-01-31T00:00:00.000-0500",
        documentIdentifier: id,
        downloadOptionBag: [
          {
            mimeTypeIdentifier: "PDF",
            downloadUrl: `${OFFICE}/api/v1/download/applications/14412875/${id}.pdf`,
          },
        ],
      })),
    }),
  );
  server = await loadedServer([
    join(folder, "site"),
    week,
    documents,
    ...["raw_search_trial_decisions", "raw_search_interference_decisions"].map(
      (name) => new URL(`odp_ptab/${name}.json`, RECORDED).pathname,
    ),
  ]);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ["/ptab-api/documents/fd2014001234-05-29-2015-1/download", "%PDF-1.4 a page", "application/pdf"],
  ["/ptab-api/documents/171316732/download", "%PDF-1.7 named by its document", "application/pdf"],
  ["/ptab-api/documents/171340177/download", "%PDF-1.7 a final decision", "application/pdf"],
  [
    "/ptab-api/documents/229ba0b8d5f70d2e45cc36b79476f56f3faf51bd26c7ccc977208e7b/download",
    "%PDF-1.7 a judgment",
    "application/pdf",
  ],
  ["/ptab-api/documents/4711/download", "%PDF-1.4 as version 2 answered", "application/pdf"],
  [
    "/api/v1/patent/ptab-files/PGR/2026/00039/171316732.pdf",
    "%PDF-1.7 named by its document",
    "application/pdf",
  ],
  ...Object.entries(LAID_OUT)
    .slice(0, 4)
    .map(([path, content]) => [`/${path}`, content, path.endsWith(".png") ? "image/png" : "application/pdf"]),
])("%s is served as it was loaded", async (url, content, type) => {
  const { statusCode, headers, rawPayload } = await server.app.inject(url!);
  expect([statusCode, rawPayload.toString("latin1")]).toEqual([200, content]);
  expect(headers).toMatchObject({
    "content-type": type,
    "content-length": String(content!.length),
    etag: `"${createHash("sha256").update(Buffer.from(content!, "latin1")).digest("hex")}"`,
  });
});

test("a part of a file, and a file that the client has", async () => {
  const url = "/ptab-api/documents/171340177/download";
  const part = await server.app.inject({ url, headers: { range: "bytes=0-3" } });
  expect([part.statusCode, part.body, part.headers["content-range"]]).toEqual([206, "%PDF", "bytes 0-3/25"]);
  const known = await server.app.inject({ url, headers: { "if-none-match": String(part.headers.etag) } });
  expect([known.statusCode, known.body]).toEqual([304, ""]);
});

test.each([
  [
    "/ptab-api/documents/d8c2fdbf4c9e2a4e8c989e88b8f5ca7fbd8c2806afce701bf2de4903/download",
    `${OFFICE}/api/v1/patent/ptab-files/INTF/106130/Intf504_10613014862663_1738040400000.pdf`,
  ],
  [
    "/ptab-api/documents/171318999/download",
    "https://developer.uspto.gov/ptab-api/documents/171318999/download",
  ],
  [
    "/api/v1/download/applications/14412875/NONE.pdf",
    `${OFFICE}/api/v1/download/applications/14412875/NONE.pdf`,
  ],
  [
    "/api/v1/patent/ptab-files/IPR/2025/01188/171321204.pdf",
    `${OFFICE}/api/v1/patent/ptab-files/IPR/2025/01188/171321204.pdf`,
  ],
  ["/ptab-api/documents/..%2f..%2fcurrent/download", "documents/..%2F..%2Fcurrent/download"],
  ["/api/v1/download/applications/..%2f..%2f..%2f/..%2fcurrent", "/..%2F..%2F..%2F/..%2Fcurrent"],
])("%s is not here, and it is said where it would be", async (url, elsewhere) => {
  const { statusCode, body } = await server.app.inject(url);
  expect(statusCode).toBe(404);
  expect(body).toContain(elsewhere);
});

test("lists lead to files that are here, and of others to the office", async () => {
  const headers = { host: "patents.example" };
  const decisions = await server.app.inject({
    url: "/api/v1/patent/trials/decisions/search?limit=100",
    headers,
  });
  const addresses = [...decisions.body.matchAll(/"fileDownloadURI":"([^"]+\.pdf)"/g)].map(
    ([, each]) => each!,
  );
  const here = addresses.filter((each) => each.startsWith("http://patents.example/"));
  expect(here).toContain("http://patents.example/api/v1/patent/ptab-files/PGR/2025/00004/171340177.pdf");
  expect(here.every((each) => /171340177|171316732/.test(each))).toBe(true);
  expect(addresses.length).toBeGreaterThan(here.length);
  expect(addresses.filter((each) => each.startsWith(OFFICE)).length).toBe(addresses.length - here.length);
  const list = await server.app.inject({ url: "/api/v1/patent/applications/14412875/documents", headers });
  expect(list.body).toContain(
    '"http://patents.example/api/v1/download/applications/14412875/LDXBTPQ7XBLUEX3.pdf"',
  );
  expect(list.body).toContain(`"${OFFICE}/api/v1/download/applications/14412875/LDXBTPQ7XBLUEX4.pdf"`);
});

test("a dry run tells what is kept", async () => {
  const options = { data: join(folder, "none"), installation: INSTALLATION, paths: [join(folder, "site")] };
  const { files } = await dryRun(options);
  expect(files.filter(({ error }) => error).length).toBe(0);
  expect(files.map(({ kind }) => kind)).toContain("kept as it is");
});

test("files alone make no snapshot, and the same bytes may answer for several documents", async () => {
  const data = join(folder, "data");
  const paths = ["111111.pdf", "222222.pdf"].map((name) => put(`twins/${name}`, "%PDF-1.4 twins"));
  const laidOut = put("twins/api/v1/patent/ptab-files/IPR/2025/00001/333333.pdf", "%PDF-1.4 another");
  const report = await load({
    data,
    installation: INSTALLATION,
    paths: [...paths, laidOut],
    artunitVersion: "test",
  });
  expect(report).toMatchObject({ manifest: null, kept: 3, rejected: 0, refused: [] });
  const files = new FileStore(join(data, "files"));
  const found = await files.find([ofDocument("222222")]);
  expect(found).toEqual(await files.find([ofDocument("none"), ofDocument("222222")]));
  expect((await files.find([ofDocument("111111")]))?.path).toBe(found?.path);
  expect(await files.check()).toEqual({ files: 2, damage: [] });
  expect(statSync(found!.path).mode & 0o222).toBe(0);
});

test("a file that breaks off leaves nothing, one that changes is told, and what is loaded again is mended", async () => {
  const root = join(folder, "store");
  const files = new FileStore(root);
  const [path, scratch] = [put("a.bin", "first"), join(folder, "scratch")];
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("half");
    throw new Error("broken off");
  }
  await expect(files.keep([ofDocument("../../a")], "a.pdf", broken(), scratch)).rejects.toThrow("broken off");
  expect([files.has(ofDocument("../../a")), files.isEmpty(), readdirSync(scratch)]).toEqual([
    false,
    true,
    [],
  ]);

  const key = atPath("api/../../../a");
  const kept = await files.keep([key], "a.bin", bytesOf(path), scratch);
  expect(kept).toMatchObject({ bytes: 5, type: "application/octet-stream" });
  expect(readdirSync(root).sort()).toEqual(["bytes", "keys"]);
  const { path: stored } = (await files.find([key]))!;
  chmodSync(stored, 0o644);
  writeFileSync(stored, "worse");
  expect((await files.check()).damage).toEqual([expect.stringContaining("is damaged")]);
  await files.keep([key], "a.bin", bytesOf(path), scratch);
  expect(await files.check()).toEqual({ files: 1, damage: [] });
  chmodSync(stored, 0o644);
  writeFileSync(stored, "fir");
  await expect(files.find([key])).rejects.toThrow("should have 5 bytes");
  expect((await files.check()).damage).toEqual([expect.stringContaining("is damaged")]);
  await files.keep([key], "a.bin", bytesOf(path), scratch);
  expect(await files.check()).toEqual({ files: 1, damage: [] });
  rmSync(stored);
  expect((await files.check()).damage).toEqual([expect.stringContaining("a.bin is missing")]);
});

test("an archive whose address has no ending is called by its kind", async () => {
  const path = "/api/v1/download/applications/14412875/LDXBTPQ7XBLUEX3/xmlarchive";
  const { headers } = await server.app.inject(path);
  expect(headers["content-type"]).toBe("application/x-tar");
  expect(headers["content-disposition"]).toBe('attachment; filename="xmlarchive.tar"');
});
