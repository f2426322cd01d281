import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { publishedShape } from "../../src/catalog/index.js";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { kindOf } from "../../src/load/sync/address.js";
import { PoliteClient, retryAfter } from "../../src/load/sync/client.js";
import { type SyncEvent, type SyncOptions, sync, USUAL_SYNC } from "../../src/load/sync/sync.js";
import { ODP_RECORDS } from "../../src/protocols/odp/feed.js";
import { PRODUCT_FILES } from "../../src/protocols/products/feed.js";
import { createServer } from "../../src/server/index.js";
import { type Manifest, openLiveStore, openSnapshotStore, type Store } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { weeklyRecord, zipOf } from "./archives.js";

const root = mkdtempSync(join(tmpdir(), "artunit-sync-"));
const recorded = (path: string) => fileURLToPath(new URL(`../data/recorded/${path}`, import.meta.url));
const closing: (() => Promise<unknown>)[] = [];
let base: string;
let first: Store;

const loading = (data: string) => ({ data, installation: INSTALLATION, artunitVersion: "0", extracts: true });

beforeAll(async () => {
  const line = (serial: number, more = {}) => `${JSON.stringify(weeklyRecord(serial, more))}\n`;
  const texts = Array.from({ length: 40 }, (_, at) =>
    line(at, {
      submissionDate: `2019-0${1 + (at % 3)}-0${1 + (at % 9)}`,
      oaText: `${"Some words of it. ".repeat(600)}${at}`,
    }),
  );
  const archive = zipOf(root, "bdr_oa_bulkdata_weekly_2019-01-06.zip", [
    { name: "a.json", content: texts.join("") },
  ]);
  const data = join(root, "first");
  await load({
    ...loading(data),
    paths: [
      archive,
      recorded("oa_actions-v1/dh-2023-records-app-14574014.json"),
      recorded("oa_rejections-v2/dh-2023-records-app-14574014.json"),
    ],
  });
  const live = await openLiveStore(data, INSTALLATION);
  const { app } = createServer({
    installation: INSTALLATION,
    snapshots: live,
    settings: { archivesFolder: join(root, "shelf") },
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const lease = live.current()!;
  first = lease.store;
  closing.push(
    async () => lease.release(),
    () => app.close(),
    () => live.close(),
  );
});

afterAll(async () => {
  for (const close of closing) await close();
  rmSync(root, { recursive: true, force: true });
});

const proxies: Server[] = [];
afterEach(() => {
  for (const proxy of proxies.splice(0)) proxy.close();
});

/** Passes requests on to the first server, unless the fault answers itself. */
async function faulty(
  fault: (request: IncomingMessage, response: ServerResponse, pass: () => void) => void,
): Promise<string> {
  const proxy = createHttp((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const pass = async () => {
        const answer = await fetch(`${base}${request.url}`, {
          method: request.method ?? "GET",
          headers: Object.fromEntries(
            Object.entries(request.headers).filter(([name]) =>
              /^(?:content-type|range|if-range|if-none-match)$/.test(name),
            ),
          ) as Record<string, string>,
          ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}),
        });
        const own = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
        const bytes = Buffer.from(await answer.arrayBuffer());
        const isJson = answer.headers.get("content-type")?.includes("json");
        const body = isJson ? Buffer.from(bytes.toString("utf8").replaceAll(base, own)) : bytes;
        const kept = ["content-type", "etag", "content-range", "x-artunit-sha256"];
        const headers = Object.fromEntries(
          kept.flatMap((name) => (answer.headers.get(name) ? [[name, answer.headers.get(name)!]] : [])),
        );
        const length = answer.status === 304 ? {} : { "content-length": body.length };
        response.writeHead(answer.status, { ...headers, ...length });
        response.end(body);
      };
      bodies.set(request, Buffer.concat(parts).toString("utf8"));
      fault(request, response, () => void pass());
    });
  });
  proxies.push(proxy);
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

let made = 0;
async function synced(from: string, more: Partial<SyncOptions> = {}, data = join(root, `second-${made++}`)) {
  const waits: number[] = [];
  const report = await sync({
    ...USUAL_SYNC,
    feed: { files: PRODUCT_FILES, records: [ODP_RECORDS] },
    from,
    load: loading(data),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    ...more,
  });
  return { report, data, waits };
}

async function answers(store: Store): Promise<unknown> {
  const all: unknown[] = [];
  for (const [key, version] of [["oa_actions", "v1"]] as const) {
    const dataset = findDataset(key, version);
    for (const protocol of ["ds", "odp"]) {
      const page = await store.page({
        dataset,
        shape: publishedShape(dataset, protocol),
        predicate: { kind: "everything" },
        rows: Number.POSITIVE_INFINITY,
      });
      for await (const batch of page.records) all.push(...batch.map((each) => JSON.parse(each) as unknown));
    }
  }
  const words = { kind: "text", column: "body", text: { kind: "term", term: "rejected" } } as const;
  all.push(await store.count({ dataset: findDataset("oa_actions", "v1"), predicate: words }));
  return all;
}

async function expectEqual(data: string): Promise<void> {
  const id = readFileSync(places.current(data), "utf8").trim();
  const store = await openSnapshotStore(places.snapshot(data, id), INSTALLATION);
  try {
    expect(await answers(store)).toEqual(await answers(first));
  } finally {
    await store.close();
  }
}

describe("sync from another artunit", () => {
  test("is refused while another sync fetches into the same folder, which goes on undisturbed", async () => {
    const held: (() => void)[] = [];
    let isHeld = true;
    const from = await faulty((_request, _response, pass) => {
      if (isHeld) held.push(pass);
      else pass();
    });
    const data = join(root, "two-syncs");
    const under = synced(from, {}, data);
    await expect.poll(() => held.length).toBe(1);
    await expect(synced(base, {}, data)).rejects.toThrow(
      new RegExp(
        `^Another sync is running on this data folder \\(process ${process.pid} on .* then sync again`,
      ),
    );
    isHeld = false;
    held[0]!();
    expect((await under).report.refused).toEqual([]);
    await expectEqual(data);
  });

  test("ends with equal answers to the same questions, and has nothing to fetch the second time", async () => {
    const { data, report } = await synced(base);
    expect(report.refused).toEqual([]);
    await expectEqual(data);
    const events: unknown[] = [];
    const again = await synced(base, { onEvent: (event) => events.push(event) }, data);
    expect(again.report.manifest).toBeNull();
    expect(events).toContainEqual(expect.objectContaining({ kind: "listed", missing: 0 }));
  });

  test("goes on where the connection broke off, at whatever byte", async () => {
    const ranges: (string | undefined)[] = [];
    let broken = 0;
    const from = await faulty((request, response, pass) => {
      if (!request.url!.includes("/files/") || broken >= 12) return pass();
      ranges.push(request.headers.range);
      broken++;
      void fetch(`${base}${request.url}`, {
        headers: request.headers.range ? { range: request.headers.range } : {},
      }).then(async (answer) => {
        const body = Buffer.from(await answer.arrayBuffer());
        const kept = Object.fromEntries(
          ["etag", "content-range", "x-artunit-sha256"].flatMap((name) =>
            answer.headers.get(name) ? [[name, answer.headers.get(name)!]] : [],
          ),
        );
        response.writeHead(answer.status, { ...kept, "content-length": body.length });
        // A prime step, so that the breaks fall on odd bytes.
        response.write(body.subarray(0, Math.min(body.length - 1, 37 * broken)), () =>
          response.socket?.end(),
        );
      });
    });
    const { data } = await synced(from);
    expect(broken).toBe(12);
    expect(ranges.filter((range) => range !== undefined).length).toBeGreaterThan(5);
    await expectEqual(data);
  });

  test.each([
    ["429 with seconds", 429, "7", 7000],
    ["503 with seconds", 503, "2", 2000],
  ])("waits as long as a %s says", async (_, status, seconds, expected) => {
    let refused = 0;
    const from = await faulty((_request, response, pass) => {
      if (refused++ % 2 === 1) return pass();
      response.writeHead(status, { "retry-after": seconds }).end();
    });
    const { data, waits } = await synced(from);
    expect(waits).toContain(expected);
    await expectEqual(data);
  });

  test("is sent the key meant for it, never the USPTO's, and whoever lacks it is told where to put it", async () => {
    const told: unknown[] = [];
    const from = await faulty((request, response, pass) => {
      told.push(request.headers["x-api-key"]);
      if (request.headers["x-api-key"] === "ours") pass();
      else response.writeHead(401, { "content-type": "application/json" }).end('{"message":"No key."}');
    });
    const lacking = synced(from, { usptoKey: "theirs" });
    await expect(lacking).rejects.toThrow(/answered 401: No key; .* ARTUNIT_API_KEY, which is empty\.$/);
    await expect(synced(from, { key: "wrong" })).rejects.toThrow(/sent the key .* ARTUNIT_API_KEY\.$/);
    expect((await synced(from, { usptoKey: "theirs", key: "ours" })).report.manifest).not.toBeNull();
    expect(new Set(told)).toEqual(new Set([undefined, "wrong", "ours"]));
  });

  test("gives up in the end, and leaves what was there", async () => {
    let asked = 0;
    const from = await faulty((_request, response) => {
      asked++;
      response.writeHead(503).end();
    });
    await expect(synced(from)).rejects.toMatchObject({ code: "upstream-failed" });
    expect(asked).toBeLessThan(10);
  });

  test.each(["text/plain", "text/html; charset=utf-8", "application/json", "application/zip"])(
    "follows a text that says where the download is, sent as %s",
    async (type) => {
      const from = await faulty((request, response, pass) => {
        if (!request.url!.includes("/files/")) return pass();
        const name = request.url!.split("/").at(-1);
        const told = `Use redirect URL to download: ${base}/bdr-oa-bulkdata/weekly/${name}. IMPORTANT: it lives five seconds.`;
        response.writeHead(200, { "content-type": type });
        response.end(type === "application/json" ? JSON.stringify(told) : told);
      });
      await expectEqual((await synced(from)).data);
    },
  );

  test.each(["text/html", "application/zip"])("refuses a web page sent as %s for a file", async (type) => {
    const from = await faulty((request, response, pass) => {
      if (!request.url!.includes("/files/")) return pass();
      response.writeHead(200, { "content-type": type }).end("<!DOCTYPE html><title>Sign in</title>");
    });
    const waits: number[] = [];
    const asked = synced(from, { wait: async (milliseconds) => void waits.push(milliseconds) });
    await expect(asked).rejects.toThrow(/web page instead of data/);
    expect(waits).toEqual([]);
  });

  test("asks again when lists break off, and says what happened in the end", async () => {
    let asked = 0;
    const breaksOff = (times: number) =>
      faulty((request, response, pass) => {
        if (request.url!.includes("/files/") || ++asked > times) return pass();
        response.writeHead(200, { "content-length": 1000 });
        response.write("{", () => response.destroy());
      });
    await expectEqual((await synced(await breaksOff(4))).data);
    asked = 0;
    await expect(synced(await breaksOff(100))).rejects.toThrow(/broke off in the middle of its answer/);
  });

  test("fetches an archive again that has become another one, though no size is told", async () => {
    const data = join(root, `second-${made++}`);
    const elsewhere = join(root, `elsewhere-${made++}`);
    const line = (serial: number) =>
      `${JSON.stringify(weeklyRecord(serial, { submissionDate: "2019-01-02" }))}\n`;
    const grow = (name: string, lines: string) =>
      load({ ...loading(elsewhere), paths: [zipOf(root, name, [{ name: "a.json", content: lines }])] });
    await grow("bdr_oa_bulkdata_weekly_2019-01-06.zip", line(1) + line(2));
    const live = await openLiveStore(elsewhere, INSTALLATION);
    const { app } = createServer({
      installation: INSTALLATION,
      snapshots: live,
      settings: { archivesFolder: join(root, "shelf-2") },
    });
    await app.listen({ port: 0, host: "127.0.0.1" });
    closing.unshift(
      () => app.close(),
      () => live.close(),
    );
    const from = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const texts = (report: { manifest: Manifest | null }) =>
      report.manifest?.tables.find(({ name }) => name === "texts")?.rows;
    expect(texts((await synced(from, {}, data)).report)).toBe(2);
    const events: string[] = [];
    const onEvent = (event: SyncEvent) => void events.push(event.kind);
    await grow("late.zip", line(3));
    const filesServed = () => {
      const lease = live.current()!;
      lease.release();
      return lease.store.manifest.files.length;
    };
    await expect.poll(filesServed, { timeout: 10_000 }).toBe(2);
    expect(texts((await synced(from, { onEvent }, data)).report)).toBe(3);
    expect(events).toContain("fetched");
  });

  test("does not fetch again what is the same, though no size is told", async () => {
    const from = await faulty((request, response, pass) => {
      if (request.url!.includes("/files/")) return pass();
      void fetch(`${base}${request.url}`).then(async (answer) => {
        const own = `http://${request.headers.host}`;
        const text = (await answer.text()).replaceAll(base, own).replaceAll(/"fileSize":\d+,/g, "");
        response.writeHead(200, { "content-type": "application/json" }).end(text);
      });
    });
    const { data } = await synced(from);
    const events: string[] = [];
    await synced(from, { onEvent: (event) => void events.push(event.kind) }, data);
    expect(new Set(events)).toEqual(new Set(["listed", "unchanged"]));
  });

  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      "a web page for data",
      (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
      /web page/,
    ],
    ["JSON that is none", (response) => response.writeHead(200).end("{"), /not JSON/],
    ["an answer of another kind", (response) => response.writeHead(200).end("[]"), /lists no files/],
    ["a refusal", (response) => response.writeHead(403).end('{"error":"Forbidden"}'), /403: Forbidden/],
    [
      "redirects without end",
      (response) => response.writeHead(302, { location: "/again" }).end(),
      /more than 5 times/,
    ],
    [
      "a redirect to a file",
      (response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
      /no web address/,
    ],
    [
      "a redirect to a neighbour's metadata",
      (response) => response.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
      /link-local address; that is refused/,
    ],
  ])("refuses %s", async (_, answer, message) => {
    const from = await faulty((_request, response) => answer(response));
    await expect(synced(from)).rejects.toMatchObject({
      code: "upstream-failed",
      message: expect.stringMatching(message),
    });
  });

  test("refuses a file whose checksum is another, and does not keep it", async () => {
    const from = await faulty((request, response, pass) => {
      if (!request.url!.includes("/files/")) return pass();
      response
        .writeHead(200, { "x-artunit-sha256": "0".repeat(64), "content-length": 9 })
        .end("PK\x03\x04 PK\x05\x06");
    });
    await expect(synced(from)).rejects.toThrow(/checksum/);
  });
});

describe("a public service", () => {
  const network = {
    resolve: async (host: string) => [host === "oa.example" ? "8.8.8.8" : host],
    dial: () => "127.0.0.1",
  };
  const clientOf = (port: string, key: string | null = null) =>
    new PoliteClient({
      base: new URL(`http://oa.example:${port}`),
      key,
      keySetting: "A_SETTING",
      userAgent: "test",
      network,
      wait: async () => {},
    });

  test.each([
    ["http://127.0.0.1/", "loopback"],
    ["http://[::1]/", "loopback"],
    ["http://169.254.169.254/", "link-local"],
    ["http://10.0.0.1/", "private"],
    ["http://[::ffff:192.168.1.1]/", "private"],
  ])("may not redirect to %s", async (location, kind) => {
    const port = (await faulty((_request, response) => void response.writeHead(302, { location }).end()))
      .split(":")
      .at(-1)!;
    const asked = clientOf(port).ask(new URL(`http://oa.example:${port}/file`));
    await expect(asked).rejects.toThrow(`a ${kind} address; that is refused`);
  });

  test("alone is told the key", async () => {
    const told: (string | string[] | undefined)[] = [];
    const from = await faulty((request, response) => {
      told.push(request.headers["x-api-key"]);
      const port = (proxies.at(-1)!.address() as AddressInfo).port;
      if (request.url === "/elsewhere") response.writeHead(200).end("{}");
      else response.writeHead(302, { location: `http://other.example:${port}/elsewhere` }).end();
    });
    const port = from.split(":").at(-1)!;
    const client = new PoliteClient({
      base: new URL(`http://oa.example:${port}`),
      key: "secret",
      keySetting: "A_SETTING",
      userAgent: "test",
      network: { ...network, resolve: async () => ["8.8.8.8"] },
    });
    await client.json(new URL(`http://oa.example:${port}/`));
    expect(told).toEqual(["secret", undefined]);
  });
});

/** A port at which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createHttp();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

describe("where nobody ever answered", () => {
  const asking = (from: string, waits: number[], resolve?: () => Promise<readonly string[]>) =>
    new PoliteClient({
      base: new URL(from),
      key: null,
      keySetting: "A_SETTING",
      userAgent: "test",
      wait: async (milliseconds) => void waits.push(milliseconds),
      ...(resolve ? { network: { resolve, dial: (address) => address } } : {}),
    });

  test("a port that is closed fails at once, and says what to check", async () => {
    const waits: number[] = [];
    const from = `http://127.0.0.1:${await closedPort()}`;
    await expect(asking(from, waits).json(new URL(from))).rejects.toThrow(
      /Nothing answers at 127\.0\.0\.1:\d+\. Check the address, and whether its service is running\./,
    );
    expect(waits).toEqual([]);
  });

  test.each(["ENOTFOUND", "EAI_AGAIN"])("a name that is not found (%s) fails at once", async (code) => {
    const waits: number[] = [];
    const failure = Object.assign(new Error(code), {
      code,
      hostname: "nowhere.invalid",
      syscall: "getaddrinfo",
    });
    const client = asking("http://nowhere.invalid", waits, () => Promise.reject(failure));
    await expect(client.json(new URL("http://nowhere.invalid"))).rejects.toThrow(/Check its spelling/);
    expect(waits).toEqual([]);
  });

  test("https where http is spoken, and http where neither is, are told at once", async () => {
    const waits: number[] = [];
    const plain = createHttp((_request, response) => void response.end("{}"));
    const other = createTcpServer((socket) => void socket.resume().end("SSH-2.0-x\r\n"));
    for (const server of [plain, other])
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const port = (server: typeof plain | typeof other) => (server.address() as { port: number }).port;
    const [tls, ssh] = [`https://127.0.0.1:${port(plain)}`, `http://127.0.0.1:${port(other)}`];
    await expect(asking(tls, waits).json(new URL(tls))).rejects.toThrow(/not answer in TLS.*http:/);
    await expect(asking(ssh, waits).json(new URL(ssh))).rejects.toThrow(/does not speak HTTP/);
    expect(waits).toEqual([]);
    for (const server of [plain, other]) await new Promise((done) => server.close(done));
  });

  test("what answered once is asked again when its port is closed", async () => {
    const waits: number[] = [];
    const server = createHttp((_request, response) => void response.end("{}"));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const from = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const client = asking(from, waits);
    await client.json(new URL(from));
    await new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
    await expect(client.json(new URL(from))).rejects.toThrow(/Nothing answers/);
    expect(waits.length).toBeGreaterThan(2);
  });
});

describe("sync of records", () => {
  const dataset = findDataset("oa_rejections", "v2");
  test.each<[string, Partial<SyncOptions>]>([
    ["by date", { since: "2008-01-01" }],
    ["by application", { applications: ["14574014", "15000001"] }],
  ])("%s brings the same records", async (_, how) => {
    const data = join(root, `records-${made++}`);
    const { report } = await synced(base, { dataset, ...how, load: loading(data) }, data);
    const rows = async (store: Store) => {
      const page = await store.page({
        dataset,
        shape: publishedShape(dataset, "odp"),
        predicate: { kind: "in", column: "application_number", values: ["14574014"] },
        rows: 1000,
      });
      const all: unknown[] = [];
      for await (const batch of page.records) all.push(...batch.map((each) => JSON.parse(each) as unknown));
      return all;
    };
    const store = await openSnapshotStore(places.snapshot(data, report.manifest!.id), INSTALLATION);
    const [ours, theirs] = [await rows(store), await rows(first)];
    await store.close();
    expect(ours).toHaveLength(10);
    expect(ours).toEqual(theirs);
  });

  test("never asks beyond record 10,000, and loses none of a crowded day", async () => {
    // A service that holds 25,000 records of one day and 10 of another.
    const held = [
      ...Array.from({ length: 25_000 }, (_, at) => ({ n: String(10_000_000 + at * 37), day: "2019-01-02" })),
      ...Array.from({ length: 10 }, (_, at) => ({ n: String(16_000_000 + at), day: "2019-03-01" })),
    ];
    let deepest = 0;
    const from = await faulty((request, response, pass) => {
      if (!request.url!.includes("/records")) return pass();
      const asked = new URLSearchParams(bodyOf(request));
      const criteria = asked.get("criteria")!;
      const [, low = "", high = ""] = /\[(\S+) TO (\S+)\]/.exec(criteria) ?? [];
      const prefix = /:(\d*)\*/.exec(criteria)?.[1] ?? "";
      const found = held.filter((each) => each.day >= low && each.day <= high && each.n.startsWith(prefix));
      const [start, rows] = [Number(asked.get("start")), Number(asked.get("rows"))];
      deepest = Math.max(deepest, start + rows);
      const docs = found.slice(start, start + rows).map((each) => record(each.n, each.day));
      response.writeHead(200).end(JSON.stringify({ response: { numFound: found.length, start, docs } }));
    });
    const data = join(root, `crowded-${made++}`);
    const { report } = await synced(
      from,
      {
        dataset,
        since: "2019-01-01",
        load: { ...loading(data), now: () => new Date("2019-06-01T00:00:00Z") },
      },
      data,
    );
    expect(deepest).toBeLessThanOrEqual(10_000);
    expect(report.manifest?.tables.find(({ name }) => name === "rejections")?.rows).toBe(held.length);
  });
});

describe("sync of records from a service that holds few", () => {
  const dataset = findDataset("oa_rejections", "v2");
  const held = [
    { n: "10000001", day: "2019-01-02" },
    { n: "10000002", day: "2019-03-04" },
    { n: "10000060", day: "2019-03-05" },
    { n: "10000003", day: "0001-01-01" },
    { n: "10000004", day: "2999-01-01" },
  ];
  /** Answers a range of days, some applications, both, or everything. */
  const service = (seen: string[], breaksAt: (criteria: string) => boolean = () => false) =>
    faulty((request, response, pass) => {
      if (!request.url!.includes("/records")) return pass();
      const asked = new URLSearchParams(bodyOf(request));
      const criteria = asked.get("criteria")!;
      if (Number(asked.get("rows")) > 0) {
        if (breaksAt(criteria)) return response.writeHead(403).end("{}");
        seen.push(criteria);
      }
      const [, low = "0000", high = "9999"] = /\[(\S+) TO (\S+)\]/.exec(criteria) ?? [];
      const some = /:\(([^)]*)\)/.exec(criteria)?.[1]?.split(" OR ");
      const found = held.filter(
        (each) => each.day >= low && each.day <= high && (some?.includes(each.n) ?? true),
      );
      const docs = found.map((each) => record(each.n, each.day));
      response.writeHead(200).end(JSON.stringify({ response: { numFound: found.length, start: 0, docs } }));
    });
  const asked = (more: Partial<SyncOptions>, data = join(root, `few-${made++}`)) => ({
    dataset,
    load: { ...loading(data), now: () => new Date("2019-06-01T00:00:00Z") },
    ...more,
  });

  test("says how many have no day, or one to come", async () => {
    const events: SyncEvent[] = [];
    const onEvent = (event: SyncEvent) => void events.push(event);
    await synced(await service([]), asked({ since: "2019-02-01", onEvent }));
    expect(events).toContainEqual({ kind: "undated", field: "submissionDate", records: 2 });
  });

  test("by application and by day brings what answers both", async () => {
    const seen: string[] = [];
    const applications = ["10000001", "10000002"];
    const { report } = await synced(await service(seen), asked({ since: "2019-02-01", applications }));
    expect(report.manifest?.tables.find(({ name }) => name === "rejections")?.rows).toBe(1);
  });

  test("goes on after an interruption without fetching a slice twice", async () => {
    const data = join(root, `few-${made++}`);
    const applications = Array.from({ length: 60 }, (_, at) => String(10_000_001 + at));
    const seen: string[] = [];
    let isBroken = true;
    const from = await service(seen, (criteria) => isBroken && criteria.includes("10000060"));
    await expect(synced(from, asked({ applications }, data))).rejects.toThrow("403");
    expect(seen).toHaveLength(1);
    isBroken = false;
    const { report } = await synced(from, asked({ applications }, data), data);
    expect(seen).toHaveLength(2);
    expect(report.manifest?.tables.find(({ name }) => name === "rejections")?.rows).toBe(5);
  });

  test("refuses a day to come before it asks", async () => {
    const asking = synced("http://127.0.0.1:1", asked({ since: "2019-06-02" }));
    await expect(asking).rejects.toMatchObject({ code: "bad-parameter" });
  });

  test("refuses a dataset whose records tell neither day nor application", async () => {
    const zips = { dataset: findDataset("oa_zip_data", "v1"), since: "2019-01-01" };
    await expect(synced(await service([]), asked(zips))).rejects.toThrow("neither day nor application");
  });
});

test("the first version of the enriched citations is synced under either of its names", async () => {
  const data = join(root, `enriched-${made++}`);
  const dataset = findDataset("enriched_cited_reference_metadata", "v1");
  const { report } = await synced(base, { dataset, since: "2008-01-01" }, data);
  expect(report.refused).toEqual([]);
});

const bodies = new WeakMap<IncomingMessage, string>();
function bodyOf(request: IncomingMessage): string {
  return bodies.get(request) ?? "";
}

function record(application: string, day: string): Record<string, unknown> {
  return {
    id: application.padStart(32, "0"),
    patentApplicationNumber: application,
    obsoleteDocumentIdentifier: `DOC${application}`,
    legacyDocumentCodeIdentifier: "CTNF",
    submissionDate: `${day}T00:00:00`,
    groupArtUnitNumber: "1713",
    actionTypeCategory: "rejected",
    legalSectionCode: "103",
    claimNumberArrayDocument: ["1"],
  };
}

test.each([
  ["127.0.0.1", "loopback"],
  ["0.0.0.0", "loopback"],
  ["169.254.169.254", "link-local"],
  ["172.20.0.1", "private"],
  ["100.64.0.1", "private"],
  ["8.8.8.8", "public"],
  ["::1", "loopback"],
  ["fe80::1", "link-local"],
  ["fd00::1", "private"],
  ["::ffff:127.0.0.1", "loopback"],
  ["64:ff9b::7f00:1", "private"],
  ["2606:4700::1", "public"],
  ["2001:4860:4860::8888", "public"],
  ["fec0::1", "private"],
  ["feff::1", "private"],
  ["2001::7f00:1", "private"],
  ["2001:0:4136:e378::1", "private"],
  ["2001:db8::1", "private"],
  ["198.18.0.1", "private"],
  ["203.0.113.9", "private"],
])("%s is a %s address", (address, kind) => {
  expect(kindOf(address)).toBe(kind);
});

test("Retry-After is seconds or a date", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(retryAfter("5", now)).toBe(5000);
  expect(retryAfter("Thu, 01 Jan 2026 00:00:30 GMT", now)).toBe(30_000);
  expect(retryAfter("soon", now)).toBeNull();
});
