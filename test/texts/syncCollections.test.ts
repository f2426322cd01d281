import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttp, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { type SyncEvent, type SyncOptions, sync, USUAL_SYNC } from "../../src/load/sync/sync.js";
import { ODP_RECORDS } from "../../src/protocols/odp/feed.js";
import { ODP_COLLECTIONS } from "../../src/protocols/odp/search/feed.js";
import { PRODUCT_FILES } from "../../src/protocols/products/feed.js";
import { createServer } from "../../src/server/index.js";
import { type Manifest, openLiveStore } from "../../src/store/index.js";

const WALL = 20;
const root = mkdtempSync(join(tmpdir(), "artunit-sync-collections-"));
const recorded = (path: string) => fileURLToPath(new URL(`../data/recorded/${path}`, import.meta.url));
const closing: (() => Promise<unknown>)[] = [];
let ours: Manifest;
let service: Server;
let base: string;

interface Question {
  readonly q?: string;
  readonly pagination: { readonly offset: number; readonly limit: number };
}
/** What the service was asked, with the keys that it was sent; and what it answers before its own answer. */
const asked: { readonly path: string; readonly key: unknown; readonly question: Question }[] = [];
let fault: (question: Question) => { readonly status: number; readonly retryAfter?: string } | null;

/** A crowded day, days around it, and an application whose number has letters and whose numbers are written oddly. */
function applications(): string {
  const days = Array.from({ length: 70 }, (_, at) => (at < 45 ? "2021-05-03" : `2021-0${1 + (at % 9)}-11`));
  const records = days.map((day, at) => wrapperOf(String(17_000_000 + at * 3571), day, "1.50"));
  records.push(wrapperOf("PCTUS2112345", "2021-05-03", "2e1"));
  return `{"patentFileWrapperDataBag":[${records.join(",")}]}`;
}

function wrapperOf(number: string, filingDate: string, quantity: string): string {
  const metaData = { filingDate, inventionTitle: `Title of ${number}`, applicationStatusCode: 150 };
  const record = { applicationNumberText: number, applicationMetaData: metaData };
  return JSON.stringify(record).replace(
    /}$/,
    `,"patentTermAdjustmentData":{"applicantDayDelayQuantity":${quantity}}}`,
  );
}

beforeAll(async () => {
  const wrappers = join(root, "wrappers.json");
  writeFileSync(wrappers, applications());
  const data = join(root, "first");
  const searches = [
    "odp_petition/search_petitions.json",
    "odp_ptab/search_trial_proceedings.json",
    "odp_ptab/search_trial_documents.json",
    "odp_ptab/search_trial_decisions.json",
    "odp_ptab/search_appeal_decisions.json",
    "odp_ptab/search_interference_decisions.json",
  ];
  const paths = [wrappers, ...searches.map(recorded)];
  ours = (await load({ data, installation: INSTALLATION, artunitVersion: "0", paths })).manifest!;
  const live = await openLiveStore(data, INSTALLATION);
  const { app } = createServer({ installation: INSTALLATION, snapshots: live });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const behind = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  service = await walled(behind);
  base = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  closing.push(
    () => app.close(),
    () => live.close(),
  );
});

afterAll(async () => {
  service.close();
  for (const close of closing) await close();
  rmSync(root, { recursive: true, force: true });
});

/** Our own server behind a wall as the portal's: it refuses to page beyond some records. */
async function walled(behind: string): Promise<Server> {
  const made = createHttp((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", async () => {
      const body = Buffer.concat(parts).toString("utf8");
      const question = JSON.parse(body) as Question;
      asked.push({ path: request.url!, key: request.headers["x-api-key"], question });
      const { offset, limit } = question.pagination;
      const refused = offset + limit > WALL ? { status: 413, retryAfter: undefined } : fault(question);
      if (refused) {
        const headers = refused.retryAfter === undefined ? {} : { "retry-after": refused.retryAfter };
        return response.writeHead(refused.status, headers).end("{}");
      }
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${behind}${request.url}`, { method: "POST", headers, body });
      response.writeHead(answer.status, headers).end(await answer.text());
    });
  });
  await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
  return made;
}

const folder = () => mkdtempSync(join(root, "data-"));

async function synced(name: string, more: Partial<SyncOptions> = {}, data = folder()) {
  asked.length = 0;
  const events: SyncEvent[] = [];
  const [key = "", version = ""] = name.split("/");
  const report = await sync({
    ...USUAL_SYNC,
    feed: { files: PRODUCT_FILES, records: [{ ...ODP_COLLECTIONS, window: WALL, rows: 6 }, ODP_RECORDS] },
    from: base,
    dataset: findDataset(key, version),
    key: "ours",
    load: {
      data,
      installation: INSTALLATION,
      artunitVersion: "0",
      now: () => new Date("2026-11-30T00:00:00Z"),
    },
    wait: async (milliseconds) => void waits.push(milliseconds),
    onEvent: (event) => events.push(event),
    ...more,
  });
  return { report, events, data };
}
const waits: number[] = [];

const EVERYTHING = { since: "1900-01-01" };
/** One page of records, not a count. */
const isPage = (question: Question) => !("fields" in question);

test("all collections, one after the other, are what the source has, whatever its wall", async () => {
  fault = () => null;
  const data = folder();
  let last: Manifest | null = null;
  for (const name of [
    "applications/v1",
    "petitions/v1",
    "trial_proceedings/v1",
    "trial_documents/v1",
    "trial_decisions/v1",
    "appeal_decisions/v1",
    "interference_decisions/v1",
  ]) {
    const { report, events } = await synced(name, EVERYTHING, data);
    expect([name, report.refused, report.rejected]).toEqual([name, [], 0]);
    expect(events.filter(({ kind }) => kind === "undated" || kind === "doubled")).toEqual([]);
    expect(new Set(asked.map(({ key }) => key))).toEqual(new Set(["ours"]));
    last = report.manifest ?? last;
  }
  const hashes = ({ tables }: Manifest) =>
    tables.filter(({ rows }) => rows > 0).map((each) => [each.name, each.rows, each.contentHash]);
  expect(hashes(last!)).toEqual(hashes(ours));
  expect(last!.contentHash).toBe(ours.contentHash);
});

test("a crowded day is divided by numbers, and numbers with letters are not lost", async () => {
  fault = () => null;
  const { report } = await synced("applications/v1", { since: "2021-05-03" });
  const slices = new Set(asked.filter(({ question }) => isPage(question)).map(({ question }) => question.q));
  expect([...slices].some((q) => q?.includes(":[2021-05-03 TO 2021-05-03] AND "))).toBe(true);
  expect(report.manifest?.tables.find(({ name }) => name === "applications")?.rows).toBe(
    46 + Array.from({ length: 25 }, (_, at) => 1 + ((45 + at) % 9)).filter((month) => month >= 5).length,
  );
});

test("goes on after an interruption without asking for a slice twice, and waits as long as it is told", async () => {
  const data = folder();
  let pages = 0;
  fault = (question) => (isPage(question) && ++pages > 5 ? { status: 403 } : null);
  await expect(synced("applications/v1", EVERYTHING, data)).rejects.toThrow("answered 403");
  const before = new Set(asked.filter(({ question }) => isPage(question)).map(({ question }) => question.q));
  const broken = asked.at(-1)!.question.q;
  let refusals = 0;
  fault = (question) => (isPage(question) && refusals++ === 0 ? { status: 429, retryAfter: "7" } : null);
  const { report } = await synced("applications/v1", EVERYTHING, data);
  const after = new Set(asked.filter(({ question }) => isPage(question)).map(({ question }) => question.q));
  expect(waits).toContain(7000);
  expect(before.size).toBeGreaterThan(1);
  expect([...before].filter((q) => after.has(q))).toEqual([broken]);
  const hash = ({ tables }: Manifest) => tables.find(({ name }) => name === "applications")!.contentHash;
  expect(hash(report.manifest!)).toBe(hash(ours));
});

test("some applications are fetched by their numbers", async () => {
  fault = () => null;
  const { report } = await synced("applications/v1", { applications: ["17000000", "17003571", "17999999"] });
  expect(report.manifest?.tables.find(({ name }) => name === "applications")?.rows).toBe(2);
});

test("without days or numbers the last thirty days are taken, and that is said", async () => {
  fault = () => null;
  const { report, events } = await synced("applications/v1");
  const usual = { since: "2026-10-31", until: "2026-11-30" };
  expect(events).toContainEqual({ kind: "usual", field: "applicationMetaData.filingDate", ...usual });
  expect(asked[0]?.question.q).toBe("applicationMetaData.filingDate:[2026-10-31 TO 2026-11-30]");
  expect(report.manifest).toBeNull();
});

test("a record that comes twice is told", async () => {
  const twice = ODP_COLLECTIONS.recordsIn;
  const records = {
    ...ODP_COLLECTIONS,
    recordsIn(...given: Parameters<typeof twice>) {
      const found = twice(...given);
      return found && { ...found, records: found.records.map(() => found.records[0]!) };
    },
  };
  fault = () => null;
  const feed = { files: PRODUCT_FILES, records: [{ ...records, window: WALL }] };
  const { events } = await synced("petitions/v1", { ...EVERYTHING, feed });
  expect(events).toContainEqual(expect.objectContaining({ kind: "doubled", records: 4 }));
});

test("an address that has no such search is no answer without records", async () => {
  fault = () => ({ status: 404 });
  await expect(synced("petitions/v1", EVERYTHING)).rejects.toThrow("its answer has no records");
});

test.each([
  ["application_documents/v1", /cannot be fetched: a service answers them by number only/],
  ["interference_decisions/v1", /tell no application: add --since DATE/],
])("%s by what it cannot be asked by is refused", async (name, message) => {
  await expect(synced(name, { applications: ["17000000"] })).rejects.toThrow(message);
  expect(asked).toEqual([]);
});

test.each(["odp_pct_403_404", "odp_transactions_404"])(
  "%s, as recorded, says that nothing was found",
  (file) => {
    const [{ response }] = JSON.parse(readFileSync(recorded(`odp_errors/${file}.json`), "utf8")) as [
      { response: { body: string } },
    ];
    const answer = { text: response.body, value: JSON.parse(response.body) as unknown };
    expect(ODP_COLLECTIONS.recordsIn(findDataset("petitions", "v1"), answer)).toEqual({
      total: 0,
      records: [],
    });
  },
);
