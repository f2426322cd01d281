import { once } from "node:events";
import { request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import type { PageRequest, Store } from "../../src/store/index.js";
import { FORM, serverOf, storeOf } from "./servers.js";

const RECORD = JSON.stringify({ id: "0".repeat(32), bodyText: "x".repeat(960) });
const BATCH = Array.from({ length: 1000 }, () => RECORD);

interface Watched {
  readonly store: Store;
  readonly seen: { batches: number; aborted: boolean; released: boolean };
}

/** A store whose page has so many batches of a megabyte, and may fail after some of them. */
function longPage(batches: number, failsAfter = Number.POSITIVE_INFINITY): Watched {
  const seen = { batches: 0, aborted: false, released: false };
  async function* records(signal: AbortSignal | undefined): AsyncGenerator<readonly string[]> {
    try {
      for (let at = 0; at < batches; at++) {
        if (signal?.aborted) {
          seen.aborted = true;
          throw new Error("interrupted");
        }
        if (at >= failsAfter) throw new Error("the engine stopped");
        seen.batches++;
        yield BATCH;
        await new Promise(setImmediate);
      }
    } finally {
      seen.released = true;
    }
  }
  const page = async ({ signal }: PageRequest) => ({
    total: batches * BATCH.length,
    records: records(signal),
    last: () => null,
  });
  return { store: { ...storeOf({}), page }, seen };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listening(store: Store): Promise<number> {
  const { app } = serverOf(store);
  await app.listen({ port: 0, host: "127.0.0.1" });
  closing.push(() => app.close());
  return (app.server.address() as AddressInfo).port;
}

interface Received {
  readonly bytes: number;
  readonly complete: boolean;
  readonly body: Buffer;
}

function post(port: number, headers: Record<string, string> = {}, keep = false): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        method: "POST",
        path: "/ds-api/oa_rejections/v2/records",
        headers: { "content-type": FORM, ...headers },
      },
      (answer) => {
        let bytes = 0;
        const kept: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (keep) kept.push(chunk);
        });
        answer.on("close", () => resolve({ bytes, complete: answer.complete, body: Buffer.concat(kept) }));
        answer.on("error", () => {});
      },
    );
    sent.on("error", reject);
    sent.end("rows=100001");
  });
}

test("a page of three hundred thousand records streams whole, with flat memory", async () => {
  const { store } = longPage(300);
  const port = await listening(store);
  await post(port);
  const before = process.memoryUsage().rss;
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const answer = await post(port);
  clearInterval(sampling);
  expect(answer.complete).toBe(true);
  expect(answer.bytes).toBeGreaterThan(300_000 * RECORD.length);
  // A busy machine collects garbage late: what must not happen is that memory grows with the page.
  expect(most - before).toBeLessThan(answer.bytes / 2);
});

test("a compressed stream is the same JSON", async () => {
  const { store } = longPage(3);
  const answer = await post(await listening(store), { "accept-encoding": "gzip" }, true);
  const { response } = JSON.parse(gunzipSync(answer.body).toString()) as { response: { docs: unknown[] } };
  expect(response.docs).toHaveLength(3000);
});

test.each([
  ["plain", {}],
  ["compressed", { "accept-encoding": "gzip" }],
])(
  "a %s stream whose query fails midway is cut, not ended",
  async (_title, headers: Record<string, string>) => {
    const { store } = longPage(50, 10);
    const answer = await post(await listening(store), headers);
    expect(answer.complete).toBe(false);
  },
);

test.each([
  ["failed is logged", 10, /^an answer was cut off: Error: the engine stopped/],
  ["lost its client is not", Number.POSITIVE_INFINITY, /^$/],
])("a stream that %s", async (_, failsAfter, expected) => {
  for (const path of ["/ds-api/oa_rejections/v2/records", "/v1/datasets/oa_rejections/v2/records.ndjson"]) {
    const { store, seen } = longPage(100_000, failsAfter);
    const { app, logged } = serverOf(store);
    await app.listen({ port: 0, host: "127.0.0.1" });
    closing.push(() => app.close());
    const { port } = app.server.address() as AddressInfo;
    const sent = request({
      port,
      host: "127.0.0.1",
      method: "POST",
      path,
      headers: { "content-type": FORM },
    });
    sent.on("error", () => {});
    sent.on("response", (answer) => {
      answer.on("error", () => {});
      answer.on("data", () => failsAfter > 10 && sent.destroy());
    });
    sent.end(path.startsWith("/v1/") ? "" : "rows=100000000");
    const patience = { timeout: 20_000 };
    await expect.poll(() => seen.released, patience).toBe(true);
    await expect.poll(() => logged.join(), patience).toMatch(expected);
  }
});

test("the names of trailers are separated by commas", async () => {
  const { store } = longPage(1);
  const { app } = serverOf(store);
  const answer = await app.inject({ url: "/v1/datasets/oa_rejections/v2/records.ndjson" });
  expect(answer.headers.trailer).toBe("x-artunit-rows, x-artunit-sha256");
  expect(answer.trailers["x-artunit-rows"]).toBe("1000");
});

test("a query that fails before its first record gets a status", async () => {
  const { store } = longPage(50, 0);
  const answer = await post(await listening(store), {}, true);
  expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 500 });
});

test("nothing is read ahead of a client that does not read", async () => {
  const { store, seen } = longPage(500);
  const port = await listening(store);
  const sent = request({
    port,
    host: "127.0.0.1",
    method: "POST",
    path: "/ds-api/oa_rejections/v2/records",
    headers: { "content-type": FORM },
  });
  const answered = new Promise((resolve) => sent.on("response", (answer) => resolve(answer.pause())));
  sent.end("rows=500000");
  await answered;
  let before = -1;
  while (before !== seen.batches) {
    before = seen.batches;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(seen.batches).toBeLessThan(50);
  sent.destroy();
});

test("a client that leaves stops the query within a second", async () => {
  const { store, seen } = longPage(100_000);
  const port = await listening(store);
  const sent = request({
    port,
    host: "127.0.0.1",
    method: "POST",
    path: "/ds-api/oa_rejections/v2/records",
    headers: { "content-type": FORM },
  });
  sent.on("error", () => {});
  sent.on("response", (answer) => {
    answer.on("error", () => {});
    answer.once("data", () => sent.destroy());
  });
  sent.end("rows=100000000");
  const deadline = performance.now() + 1000;
  while (!seen.released && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(seen.released).toBe(true);
});

test("a client that leaves before the answer begins stops the query", async () => {
  let signal: AbortSignal | undefined;
  const page = (asked: PageRequest) => {
    signal = asked.signal;
    return new Promise<never>(() => {});
  };
  const port = await listening({ ...storeOf({}), page });
  const sent = request({ port, host: "127.0.0.1", method: "POST", path: "/ds-api/oa_rejections/v2/records" });
  sent.on("error", () => {});
  sent.end();
  await expect.poll(() => signal).toBeDefined();
  sent.destroy();
  await expect.poll(() => signal?.aborted).toBe(true);
});

test("a query over its time is stopped and answered with 503", async () => {
  const page = ({ signal }: PageRequest) =>
    new Promise<never>((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new Error("interrupted by the engine")));
    });
  const { app } = serverOf({ ...storeOf({}), page }, { queryTime: 20 });
  const answer = await app.inject({ method: "POST", url: "/ds-api/oa_rejections/v2/records" });
  expect(answer.statusCode).toBe(503);
  expect(answer.json<{ errorDetails: string }>().errorDetails).toContain("longer than 0.02 s");
});

test("an answer whose client left while it read slowly has ended, and is noted as cut off", async () => {
  const { store } = longPage(1000);
  const noted: { readonly isCut: boolean }[] = [];
  const accessLog = { note: (line: { readonly isCut: boolean }) => noted.push(line), close: async () => {} };
  const { app } = serverOf(store, { accessLog });
  const address = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
  closing.push(() => app.close());
  const socket = connect(Number(address.port), address.hostname);
  socket.write("GET /v1/datasets/oa_actions/v1/records.ndjson HTTP/1.1\r\nHost: x\r\n\r\n");
  // It reads the beginning, and then nothing for so long that no more is written to it.
  await once(socket, "readable");
  await pause(300);
  socket.destroy();
  await expect.poll(() => noted).toEqual([expect.objectContaining({ isCut: true })]);
  expect((await app.inject("/metrics")).body).toContain("\nartunit_requests_in_flight 1\n");
});
