import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";

const ROOT = join(import.meta.dirname, "../..");
const data = mkdtempSync(join(tmpdir(), "artunit-engine-"));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const each of running) each.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});
beforeAll(async () => {
  const paths = readdirSync(join(ROOT, "sample"), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => join(ROOT, "sample", each.name));
  await load({ data, installation: INSTALLATION, paths, artunitVersion: "test" });
}, 60_000);

async function serve(...more: readonly string[]) {
  const args = ["serve", "--data", data, "--port", "0", "--host", "127.0.0.1", ...more];
  const server = spawn(process.execPath, [join(ROOT, "dist/cli/main.js"), ...args]);
  running.add(server);
  let said = "";
  server.stderr.on("data", (text) => {
    said += text;
  });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  const address = /http:\/\/\S+/.exec(line.toString())![0];
  const ask = async (path: string) => {
    const answer = await fetch(`${address}${path}`);
    const text = await answer.text();
    return { status: answer.status, body: text.replaceAll(address, "") };
  };
  return { server, ask, said: () => said };
}

/** The processes that a process has started. */
function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number);
}

/** Without what differs from answer to answer. */
const steady = (body: string) => body.replace(/"requestIdentifier":"[^"]*"|"milliseconds":[\d.]+/g, "");

const ENGINE =
  "/v1/datasets/oa_rejections/v2/records?criteria=hasRej103:true&limit=500&sort=groupArtUnitNumber";
const LOOKED_UP = "/v1/datasets/oa_rejections/v2/records?criteria=patentApplicationNumber:14574014";
const TEXTS = "/v1/datasets/oa_actions/v1/records?criteria=bodyText:claims&limit=5";
const NESTED = "/api/v1/patent/applications/search?limit=2";
const PLAIN = "/v1/datasets/oa_rejections/v2/groups?by=legalSectionCode";
const EXPLAINED = "/v1/datasets/oa_rejections/v2/explain?criteria=legalSectionCode:103";

describe.skipIf(process.platform !== "linux")(
  "the engine's process of a server",
  { timeout: 180_000 },
  () => {
    test("gives the answers that one process gives", async () => {
      const [apart, together] = [await serve(), await serve("--workers", "0")];
      expect(childrenOf(apart.server.pid!)).toHaveLength(1);
      expect(childrenOf(together.server.pid!)).toHaveLength(0);
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
      const { server, ask, said } = await serve("--query-time", "8");
      const right = (await ask(ENGINE)).body;
      const [first] = childrenOf(server.pid!);
      process.kill(first!, "SIGKILL");
      // Asked again by itself, unless a busy machine takes longer to start a process than a question may take here.
      await expect.poll(async () => (await ask(ENGINE)).body, { timeout: 40_000 }).toBe(right);
      const [second] = childrenOf(server.pid!);
      expect(second).not.toBe(first);
      process.kill(second!, "SIGSTOP");
      const heavy = ask(`${ENGINE},id`);
      expect((await ask(LOOKED_UP)).status).toBe(200);
      expect((await heavy).status).toBe(503);
      expect((await ask(LOOKED_UP)).status).toBe(200);
      await expect.poll(() => childrenOf(server.pid!).includes(second!), { timeout: 20_000 }).toBe(false);
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
        const { server, ask } = await serve();
        await ask(ENGINE);
        const [engine] = childrenOf(server.pid!);
        if (isDeaf) process.kill(engine!, "SIGSTOP");
        server.kill(signal);
        await once(server, "exit");
        const isThere = () => {
          try {
            return process.kill(engine!, 0);
          } catch {
            return false;
          }
        };
        await expect.poll(isThere, { timeout: 10_000 }).toBe(false);
      }
    });
  },
);
