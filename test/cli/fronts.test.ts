import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { IssuedKeys } from "../../src/server/index.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import {
  childrenOf,
  endAll,
  isThere,
  loadSample,
  MAIN,
  oneConnection,
  portsHeldBy,
  serve,
  type Told,
} from "./served.js";

const data = mkdtempSync(join(tmpdir(), "artunit-fronts-"));
afterAll(() => rmSync(data, { recursive: true, force: true, maxRetries: 5 }));
afterEach(endAll);
beforeAll(() => loadSample(data), 120_000);

const LOOKED_UP = "/v1/datasets/oa_rejections/v2/records?criteria=patentApplicationNumber:14574014";
const ENGINE = "/v1/datasets/oa_rejections/v2/groups?by=legalSectionCode";
const TWO = ["--workers", "2"] as const;

/** Each over a connection of its own, so that the front ends answer in turn. */
async function times(count: number, ask: () => Promise<Told>): Promise<readonly Told[]> {
  return Promise.all(Array.from({ length: count }, ask));
}

const statuses = (all: readonly Told[]) => all.map(({ status }) => status).sort();
const ok = (count: number) => Array.from({ length: count }, () => 200);

/** The samples of a metric, by what stands in braces. */
function samples(metrics: string, name: string): ReadonlyMap<string, number> {
  const lines = metrics
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return new Map(
    lines.map((line) => [/\{(.*)\}/.exec(line)?.[1] ?? "", Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

describe.skipIf(process.platform !== "linux")("several front ends of a server", { timeout: 240_000 }, () => {
  test("answer with one limit, one count and one engine's process, and end in order", async () => {
    const log = join(data, "access.log");
    const { server, ask, end } = await serve(data, ...TWO, "--rate-limit", "30", "--access-log", log);
    const [fronts, engines] = [childrenOf(server.pid!, "front.js"), childrenOf(server.pid!, "engine.js")];
    expect([fronts.length, engines.length]).toEqual([2, 1]);
    const began = performance.now();
    const answers = await times(50, () => ask(LOOKED_UP));
    const refilled = Math.ceil(((performance.now() - began) / 60_000) * 30);
    const allowed = answers.filter(({ status }) => status === 200);
    expect(allowed.length).toBeGreaterThanOrEqual(30);
    expect(allowed.length).toBeLessThanOrEqual(30 + refilled);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(refused.body).toContain("This server allows 30 requests a minute");
    expect(new Set(allowed.map(({ body }) => body)).size).toBe(1);

    const { body } = await ask("/metrics");
    expect(samples(body, "artunit_answers_total")).toEqual(
      new Map([
        ['status="200"', allowed.length],
        ['status="429"', 50 - allowed.length],
      ]),
    );
    const route = '{route="/v1/datasets/{key}/{version}/records"}';
    expect(body).toContain(`artunit_answer_seconds_count${route} 50\n`);
    expect(samples(body, "artunit_requests_in_flight").get("")).toBe(1);
    const memory = samples(body, "process_resident_memory_bytes");
    expect([...memory.keys()].sort()).toEqual(
      ["engine", "front-1", "front-2", "supervisor"].map((name) => `process="${name}"`),
    );
    for (const bytes of memory.values()) expect(bytes).toBeGreaterThan(20e6);

    expect(await end()).toEqual([0, null]);
    for (const each of [...fronts, ...engines]) expect(isThere(each)).toBe(false);
    const lines = readFileSync(log, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { readonly status: number }).status).sort()).toEqual(
      [...statuses(answers), 200].sort(),
    );
  });

  test("one that is killed is replaced; connections of others do not notice, and counts stay", async () => {
    const { server, ask, said, end } = await serve(data, ...TWO);
    const right = (await ask(LOOKED_UP)).body;
    const clients = Array.from({ length: 12 }, () => {
      const agent = oneConnection();
      return { agent, failed: 0, answered: 0, port: 0 };
    });
    let isOver = false;
    const asking = clients.map(async (client) => {
      while (!isOver && client.failed === 0) {
        try {
          const { status, body } = await ask(LOOKED_UP, { agent: client.agent });
          expect([status, body]).toEqual([200, right]);
          client.answered++;
          client.port ||= Object.values(client.agent.freeSockets)[0]?.[0]?.localPort ?? 0;
        } catch {
          client.failed++;
        }
      }
    });
    const steps = async (more: number) => {
      const before = clients.map(({ answered }) => answered);
      await expect
        .poll(
          () => clients.every(({ answered, failed }, at) => failed > 0 || answered >= before[at]! + more),
          {
            timeout: 60_000,
          },
        )
        .toBe(true);
    };
    await steps(5);
    const [killed, other] = childrenOf(server.pid!, "front.js") as [number, number];
    const [ofKilled, ofOther] = [portsHeldBy(killed), portsHeldBy(other)];
    expect(clients.filter(({ port }) => ofKilled.has(port)).length).toBeGreaterThan(0);
    expect(clients.filter(({ port }) => ofOther.has(port)).length).toBeGreaterThan(0);
    // What it has counted is asked once a second.
    await wait(1500);
    const before = samples((await ask("/metrics")).body, "artunit_answers_total").get('status="200"')!;
    process.kill(killed, "SIGKILL");
    await steps(20);
    for (const { port, failed } of clients) if (ofOther.has(port)) expect([port, failed]).toEqual([port, 0]);
    const fresh = await times(20, () => ask(LOOKED_UP));
    expect(statuses(fresh)).toEqual(ok(20));
    await expect.poll(() => childrenOf(server.pid!, "front.js").length, { timeout: 40_000 }).toBe(2);
    isOver = true;
    await Promise.all(asking);
    expect(said()).toContain("was replaced: it ended with SIGKILL.");
    const [, third] = childrenOf(server.pid!, "front.js");
    expect(third).not.toBe(killed);
    // The new one answers, too.
    await expect
      .poll(
        async () => {
          const agents = Array.from({ length: 4 }, oneConnection);
          expect(statuses(await Promise.all(agents.map((agent) => ask(LOOKED_UP, { agent }))))).toEqual(
            ok(4),
          );
          const ports = agents.map((agent) => Object.values(agent.freeSockets)[0]?.[0]?.localPort ?? 0);
          const isHeld = ports.some((port) => portsHeldBy(third!).has(port));
          for (const agent of agents) agent.destroy();
          return isHeld;
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    const after = samples((await ask("/metrics")).body, "artunit_answers_total").get('status="200"')!;
    expect(after).toBeGreaterThanOrEqual(before);
    expect(await end()).toEqual([0, null]);
  });

  test("know a key as soon as one has made it, and not when one has revoked it; its use is counted once", async () => {
    const keys = new IssuedKeys(join(data, "keys"));
    const operator = { "x-api-key": keys.init() };
    const { ask, end } = await serve(data, ...TWO, "--issued-keys");
    const made = await ask("/v1/keys/new?name=Ada&limit=100", { method: "POST", headers: operator });
    const { key, id } = JSON.parse(made.body) as { readonly key: string; readonly id: string };
    const mine = { headers: { "x-api-key": key } };
    expect(statuses(await times(12, () => ask(LOOKED_UP, mine)))).toEqual(ok(12));
    const listed = JSON.parse((await ask("/v1/keys", { headers: operator })).body) as {
      readonly keys: readonly { readonly id: string; readonly requests: number }[];
    };
    expect(listed.keys).toMatchObject([{ id, requests: 12 }]);
    // Made at one moment by both: none is lost.
    const several = await times(8, () => ask("/v1/keys/new?name=Bea", { method: "POST", headers: operator }));
    expect(statuses(several)).toEqual(ok(8));
    expect((await ask(`/v1/keys/${id}/revoke`, { method: "POST", headers: operator })).status).toBe(200);
    expect(new Set(statuses(await times(12, () => ask(LOOKED_UP, mine))))).toEqual(new Set([403]));
    expect(await end()).toEqual([0, null]);
    const kept = new IssuedKeys(join(data, "keys")).list();
    expect(kept).toHaveLength(9);
    expect(kept.find((each) => each.id === id)?.requests).toBe(12);
  });

  test("let one client have as many long readings under way as one server does", async () => {
    const { ask, end } = await serve(data, ...TWO);
    const body = "Claims 1-3 are rejected under 35 U.S.C. 103 as being unpatentable over Smith.\n".repeat(
      8000,
    );
    const read = () =>
      ask("/v1/extract", { method: "POST", headers: { "content-type": "text/plain" }, body });
    const answers = await times(10, read);
    expect(statuses(answers)).toEqual([...ok(4), ...Array.from({ length: 6 }, () => 429)]);
    expect((await read()).status).toBe(200);
    expect(await end()).toEqual([0, null]);
  });

  test("go over to a new snapshot, and read on in the old one where they are asked to", async () => {
    const folder = mkdtempSync(join(tmpdir(), "artunit-fronts-swap-"));
    const first = "sample/research-2017";
    const loadInto = (path: string) =>
      load({ data: folder, installation: INSTALLATION, paths: [path], artunitVersion: "test" });
    await loadInto(first);
    const before = currentId(folder)!;
    const { ask, end } = await serve(folder, ...TWO, "--embargo-days", "30");
    const day = /\.until-(.*)"/.exec((await ask("/healthz")).body)![1]!;
    const { cursor } = JSON.parse((await ask("/v1/datasets/citations/2017/records?limit=1")).body) as {
      readonly cursor: string;
    };
    await loadInto("sample/oa_actions");
    const after = currentId(folder)!;
    expect(after).not.toBe(before);
    const of = ({ headers }: Told) => headers["x-artunit-snapshot"];
    const served = async () =>
      new Set((await times(6, () => ask("/v1/applications/14574014"))).map((each) => of(each)));
    await expect.poll(served, { timeout: 60_000 }).toEqual(new Set([`${after}.until-${day}`]));
    for (const path of [
      `/v1/datasets/citations/2017/records?limit=1&cursor=${encodeURIComponent(cursor)}`,
      `/v1/datasets/citations/2017/records?limit=1&as_of=${before}`,
    ]) {
      const answers = await times(6, () => ask(path));
      expect(statuses(answers)).toEqual(ok(6));
      expect(new Set(answers.map((each) => of(each)))).toEqual(new Set([`${before}.until-${day}`]));
    }
    expect(await end()).toEqual([0, null]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test("end when their supervisor is killed, and the engine's process with them", async () => {
    const { server, ask } = await serve(data, ...TWO);
    expect((await ask(ENGINE)).status).toBe(200);
    const all = [...childrenOf(server.pid!, "front.js"), ...childrenOf(server.pid!, "engine.js")];
    expect(all).toHaveLength(3);
    process.kill(server.pid!, "SIGKILL");
    await expect.poll(() => all.filter(isThere), { timeout: 60_000 }).toEqual([]);
  });

  test("end when their supervisor is killed before they have begun", async () => {
    const { pid } = spawn(process.execPath, [MAIN, "serve", "--data", data, "--port", "0", ...TWO], {
      stdio: "ignore",
    });
    const begun = () => [...childrenOf(pid!, "front.js"), ...childrenOf(pid!, "engine.js")];
    await expect.poll(() => begun().length, { timeout: 60_000, interval: 5 }).toBe(3);
    const all = begun();
    process.kill(pid!, "SIGKILL");
    await expect.poll(() => all.filter(isThere), { timeout: 60_000 }).toEqual([]);
  });
});
