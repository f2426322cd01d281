import { cpSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { INSTALLATION } from "../../src/installation.js";
import { keysFromFile, rateLimit } from "../../src/server/index.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { rollBack } from "../../src/store/snapshots/rollback.js";
import { weeklyRecord } from "../../test/texts/archives.js";
import {
  type Campaign,
  type Fault,
  loadWhole,
  recordFile,
  rounds,
  type Serving,
  serving,
  type Tally,
} from "./fault.js";
import { isRefused, sendRaw, spellings, statusesOf } from "./spellings.js";

const RECORDS = "/v1/datasets/oa_rejections/v2/records";

async function listening(server: Serving): Promise<number> {
  return Number(new URL(await server.app.listen({ port: 0, host: "127.0.0.1" })).port);
}

export const OPERATING: readonly Fault[] = [
  {
    number: 27,
    name: "key abuse",
    passesIf:
      "401 without, 403 with a wrong one; no spelling of an address goes around it; no key in an answer; revoked within 5 s",
    async run(at, tally) {
      const file = join(at.scratch, "keys");
      writeFileSync(file, "a-secret-key\n");
      const server = await serving(at.sample, { keys: keysFromFile(file) });
      try {
        const port = await listening(server);
        const ask = async (headers: Record<string, string>, url = RECORDS) =>
          server.app.inject({ url, headers });
        const expected: readonly (readonly [Record<string, string>, number])[] = [
          [{}, 401],
          [{ "x-api-key": "another" }, 403],
          [{ "x-api-key": "a-secret-key" }, 200],
          [{ referer: "http://x/?api_key=a-secret-key" }, 401],
        ];
        for (const [headers, status] of expected) {
          const answer = await ask(headers);
          tally.check(
            answer.statusCode === status && !answer.body.includes("a-secret-key"),
            () => `${JSON.stringify(headers)}: ${answer.statusCode}`,
          );
        }
        for (const round of rounds(at, 10)) {
          const requests = spellings(1000, at.random(2 ** 31) + round);
          const statuses = await statusesOf(port, requests, "");
          for (const [n, status] of statuses.entries())
            tally.check(isRefused(status), () => `${requests[n]}: ${status}`);
        }
        writeFileSync(file, "another-key\n");
        const began = performance.now();
        let status = 200;
        while (status === 200 && performance.now() - began < 6000) {
          await new Promise((done) => setTimeout(done, 100));
          status = (await ask({ "x-api-key": "a-secret-key" })).statusCode;
        }
        tally.check(status === 403, () => `a revoked key is let in after 6 s: ${status}`);
        tally.figure(`revoked within ${((performance.now() - began) / 1000).toFixed(1)} s`);
      } finally {
        await server.close();
      }
    },
  },
  {
    number: 28,
    name: "rate-limit evasion",
    passesIf:
      "the limit holds within 5 %; 429 with Retry-After; health exempt; a forged X-Forwarded-For changes nothing",
    async run(at, tally) {
      let clock = 0;
      const server = await serving(at.sample, { rateLimit: rateLimit(600, () => clock) });
      try {
        let allowed = 0;
        for (let n = 0; n < 1000; n++) {
          const { statusCode, headers } = await server.app.inject({
            url: "/v1/datasets",
            headers: { "x-forwarded-for": `10.0.0.${n % 250}`, "x-api-key": `key-${n}` },
          });
          if (statusCode === 429)
            tally.check(/^\d+$/.test(String(headers["retry-after"])), () => "429 without Retry-After");
          else allowed++;
        }
        tally.check(Math.abs(allowed - 600) <= 30, () => `${allowed} of 1,000 were let through, of 600`);
        for (const jump of [-3_600_000, 3_600_000]) {
          clock += jump;
          let more = 0;
          for (let n = 0; n < 700; n++) if ((await server.ask("/v1/datasets")).status !== 429) more++;
          tally.check(more <= 630, () => `${more} more after the clock jumped by ${jump / 3_600_000} h`);
        }
        tally.check((await server.ask("/healthz")).status === 200, () => "/healthz is limited");
        tally.figure(`${allowed} of 1,000 with a limit of 600`);
      } finally {
        await server.close();
      }
    },
  },
  {
    number: 29,
    name: "HTTP abuse",
    passesIf: "bounded; 400, 413, 415, 431 as fitting; other clients unaffected",
    async run(at, tally) {
      const server = await serving(at.sample);
      try {
        const port = await listening(server);
        const head = (lines: string) => `GET /healthz HTTP/1.1\r\n${lines}\r\n\r\n`;
        const abuses: readonly (readonly [string, string, RegExp])[] = [
          ["a header of 1 MB", head(`Host: x\r\nA: ${"x".repeat(1_000_000)}`), /^431/],
          ["two Host headers", head("Host: x\r\nHost: y\r\nConnection: close"), /^400/],
          [
            "length and encoding",
            "POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            /^400/,
          ],
          [
            "two lengths",
            "POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            /^400/,
          ],
          ["an odd method", "QUERY /v1/datasets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", /^40[05]/],
          ["no HTTP", "\x16\x03\x01\x02\x00\r\n\r\n", /^400/],
          [
            "a compressed body",
            "POST /ds-api/oa_rejections/v2/records HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
            /^4(?:00|15)/,
          ],
          [
            "a redirect elsewhere",
            "GET //example.org/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            /^(?:200|4\d\d)/,
          ],
        ];
        for (const [name, request, status] of abuses) {
          const answer = await sendRaw(port, request);
          tally.check(status.test(answer.slice(9)), () => `${name}: ${JSON.stringify(answer.slice(0, 80))}`);
        }
        const idle = at.seconds < 60 ? 200 : 2000;
        const sockets = await Promise.all(
          Array.from(
            { length: idle },
            () =>
              new Promise<ReturnType<typeof connect>>((done) => {
                const socket = connect(port, "127.0.0.1", () => {
                  socket.write("GET /healthz HT");
                  done(socket);
                });
                socket.on("error", () => done(socket));
              }),
          ),
        );
        const began = performance.now();
        const answer = await sendRaw(port, head("Host: x\r\nConnection: close"));
        const took = performance.now() - began;
        tally.check(
          / 200 /.test(answer.slice(0, 15)) && took < 1000,
          () => `beside ${idle} idle: ${took} ms`,
        );
        for (const socket of sockets) socket.destroy();
        tally.figure(`${took.toFixed(0)} ms beside ${idle} idle sockets`);
      } finally {
        await server.close();
      }
    },
  },
  {
    number: 30,
    name: "swap under load",
    share: 2,
    passesIf: "no failed request; every body is of the snapshot it declares; a roll-back serves the old one",
    async run(at, tally) {
      const data = join(at.scratch, "data");
      cpSync(at.sample, data, { recursive: true });
      const first = currentId(data)!;
      const server = await serving(data);
      const totals: Totals = new Map();
      let isAsking = true;
      const asking = Promise.all(
        Array.from({ length: 4 }, async () => {
          while (isAsking) await askOnce(server, totals, tally);
        }),
      );
      try {
        let swaps = 0;
        for (const round of rounds(at, 20)) {
          await loadWhole(data, [recordFile(at, 15_000_200 + round), textFile(at, round)]);
          const id = currentId(data)!;
          await until(() => totals.has(id));
          tally.check(totals.has(id), () => `${id} is not served 20 s after it was loaded`);
          swaps++;
          if (round === 2) {
            await rollBack(data, first, INSTALLATION);
            totals.delete(first);
            await until(() => totals.has(first));
          }
        }
        tally.figure(`${swaps} swaps`);
      } finally {
        isAsking = false;
        await asking;
        await server.close();
      }
      for (const [id, answers] of totals)
        for (const [url, bodies] of answers)
          tally.check(bodies.size === 1, () => `${id} gave ${bodies.size} different answers to ${url}`);
    },
  },
];

/** By snapshot and question, the different answers. */
type Totals = Map<string, Map<string, Set<string>>>;

const TEXT_OF_NEMESIS = "nemesis";

/** A letter with a word of its own. */
function textFile({ scratch }: Campaign, round: number): string {
  const path = join(scratch, `text-${round}.json`);
  const oaText = `Claim 1 is rejected. ${TEXT_OF_NEMESIS} ${round}`;
  writeFileSync(path, `${JSON.stringify(weeklyRecord(900_000 + round, { oaText }))}\n`);
  return path;
}

const ASKED = [
  `${RECORDS}?limit=1000`,
  "/v1/datasets/oa_actions/v1/records?criteria=bodyText:claim&limit=100&select=bodyText",
  `/v1/datasets/oa_actions/v1/records?criteria=bodyText:${TEXT_OF_NEMESIS}&limit=100`,
];

async function askOnce(server: Serving, totals: Totals, tally: Tally): Promise<void> {
  for (const url of ASKED) {
    const { status, body } = await server.ask(url);
    tally.check(status === 200, () => `${url}: ${status} ${body.slice(0, 200)}`);
    if (status !== 200) continue;
    const page = JSON.parse(body) as { snapshot: string; total: number; records: readonly unknown[] };
    tally.check(
      page.total === page.records.length,
      () => `${url}: ${page.records.length} records of ${page.total}`,
    );
    const answers = totals.get(page.snapshot) ?? new Map<string, Set<string>>();
    totals.set(page.snapshot, answers);
    answers.set(url, (answers.get(url) ?? new Set()).add(JSON.stringify(page.records)));
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; !holds() && performance.now() < end; )
    await new Promise((done) => setTimeout(done, 20));
}
