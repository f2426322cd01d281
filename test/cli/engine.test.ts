import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { childrenOf, endAll, isThere, loadSample, serve } from "./served.js";

const data = mkdtempSync(join(tmpdir(), "artunit-engine-"));
afterAll(() => {
  endAll();
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});
beforeAll(() => loadSample(data), 120_000);

const enginesOf = (pid: number) => childrenOf(pid, "engine.js");

/** Without what differs from answer to answer. */
const steady = (body: string) => body.replace(/"requestIdentifier":"[^"]*"|"milliseconds":[\d.]+/g, "");

const ENGINE =
  "/v1/datasets/oa_rejections/v2/records?criteria=hasRej103:true&limit=500&sort=groupArtUnitNumber";
const LOOKED_UP = "/v1/datasets/oa_rejections/v2/records?criteria=patentApplicationNumber:14574014";
const TEXTS = "/v1/datasets/oa_actions/v1/records?criteria=bodyText:claims&limit=5";
const NESTED = "/api/v1/patent/applications/search?limit=2";
const PLAIN = "/v1/datasets/oa_rejections/v2/groups?by=legalSectionCode";
const EXPLAINED = "/v1/datasets/oa_rejections/v2/explain?criteria=legalSectionCode:103";

describe.skipIf(process.platform !== "linux")("the engine's process of a server", () => {
  test("gives the answers that one process gives", async () => {
    const [apart, together] = [await serve(data), await serve(data, "--workers", "0")];
    expect(enginesOf(apart.server.pid!)).toHaveLength(1);
    expect(childrenOf(together.server.pid!, "")).toHaveLength(0);
    for (const path of [ENGINE, LOOKED_UP, TEXTS, NESTED, PLAIN, EXPLAINED, "/v1/applications/14574014"]) {
      const [one, other] = [await apart.ask(path), await together.ask(path)];
      expect([path, one.status]).toEqual([path, 200]);
      expect(steady(one.body)).toBe(steady(other.body));
    }
    for (const each of [apart, together]) {
      each.server.kill("SIGTERM");
      await once(each.server, "exit");
    }
  });

  test("is replaced when it dies or does not listen; look-ups do not notice", async () => {
    const { server, ask, said } = await serve(data, "--query-time", "8");
    const right = (await ask(ENGINE)).body;
    const [first] = enginesOf(server.pid!);
    process.kill(first!, "SIGKILL");
    // Asked again by itself, unless a busy machine takes longer to start a process than a question may take here.
    await expect.poll(async () => (await ask(ENGINE)).body, { timeout: 40_000 }).toBe(right);
    const [second] = enginesOf(server.pid!);
    expect(second).not.toBe(first);
    process.kill(second!, "SIGSTOP");
    const heavy = ask(`${ENGINE},id`);
    expect((await ask(LOOKED_UP)).status).toBe(200);
    expect((await heavy).status).toBe(503);
    expect((await ask(LOOKED_UP)).status).toBe(200);
    await expect.poll(() => enginesOf(server.pid!).includes(second!), { timeout: 60_000 }).toBe(false);
    await expect.poll(async () => (await ask(ENGINE)).body === right, { timeout: 40_000 }).toBe(true);
    expect(said()).toMatch(
      /replaced: it ended with SIGKILL.*replaced: a question that was given up did not end/s,
    );
    server.kill("SIGTERM");
    expect(await once(server, "exit")).toEqual([0, null]);
  });

  test("ends with the server, also where that is killed or it does not listen itself", async () => {
    for (const [signal, isDeaf] of [
      ["SIGTERM", false],
      ["SIGTERM", true],
      ["SIGKILL", false],
    ] as const) {
      const { server, ask } = await serve(data);
      await ask(ENGINE);
      const [engine] = enginesOf(server.pid!);
      if (isDeaf) process.kill(engine!, "SIGSTOP");
      server.kill(signal);
      await once(server, "exit");
      await expect.poll(() => isThere(engine!), { timeout: 10_000 }).toBe(false);
    }
  });
});
