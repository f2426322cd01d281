import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

/**
 * Whatever fails after something was opened closes it and ends with its exit code, and a signal during the start
 * ends it too. Run on a folder that holds tables and texts, so that threads are there to be left behind.
 */
const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const SAMPLE = join(import.meta.dirname, "../../sample");
const home = mkdtempSync(join(tmpdir(), "artunit-ending-"));
const data = join(home, "data");
const taken = createServer();
let port: string;

const running = new Set<ChildProcess>();

interface Ended {
  /** The exit code, or the signal that ended it; "still there" after ten seconds. */
  readonly code: number | string;
  readonly said: string;
}

function launch(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: home,
    env: { ...process.env, ARTUNIT_DATA: join(home, "mine"), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  return child;
}

async function ended(child: ChildProcess, within = 60_000): Promise<Ended> {
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (part: Buffer) => {
      said += part.toString();
    });
  const patience = setTimeout(() => child.kill("SIGKILL"), within);
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  clearTimeout(patience);
  running.delete(child);
  return { code: signal === "SIGKILL" ? "still there" : (code ?? signal ?? "no code"), said };
}

beforeAll(async () => {
  const folders = readdirSync(SAMPLE, { withFileTypes: true }).filter((each) => each.isDirectory());
  const loaded = await ended(
    launch(["load", ...folders.map((each) => join(SAMPLE, each.name)), "--data", data]),
    60_000,
  );
  expect(loaded.code, loaded.said).toBe(0);
  await new Promise<void>((listening) => taken.listen(0, "127.0.0.1", listening));
  port = String((taken.address() as { readonly port: number }).port);
});

afterAll(() => {
  for (const each of running) each.kill("SIGKILL");
  taken.close();
  rmSync(home, { recursive: true, maxRetries: 5 });
});

test.each([
  ["a port that is taken", () => ["--host", "127.0.0.1", "--port", port], /is already in use/],
  ["an address of another machine", () => ["--host", "192.0.2.1"], /is not an address of this machine/],
  ["a name that is no address", () => ["--host", "nowhere.invalid"], /is not the name of an address/],
])("serve ends with exit code 2 on %s", async (_, args, message) => {
  const { code, said } = await ended(launch(["serve", "--data", data, ...args()]));
  expect(said).toMatch(message);
  expect(code).toBe(2);
});

test("a second start on the same port ends with exit code 2, and the first goes on", async () => {
  const first = launch(["start", "--port", "0", "--host", "127.0.0.1"]);
  let printed = "";
  first.stdout?.on("data", (part: Buffer) => {
    printed += part.toString();
  });
  await expect.poll(() => printed, { timeout: 60_000 }).toContain("listening on ");
  const base = /listening on (\S+)/.exec(printed)![1]!;

  const second = await ended(launch(["start", "--port", new URL(base).port, "--host", "127.0.0.1"]));
  expect(second.said).toContain("is already in use");
  expect(second.code).toBe(2);
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  first.kill("SIGTERM");
  expect((await ended(first)).code).toBe(process.platform === "win32" ? "SIGTERM" : 0);
});

test.each([
  ["query", ["query", "oa_rejections/v2", "noSuchField:1"]],
  ["query of texts", ["query", "oa_actions/v1", "noSuchField:1"]],
  ["group", ["group", "oa_rejections/v2", "noSuchField"]],
  ["export", ["export", "--all", "--as-of", "20200101T000000-abcdef"]],
  ["rollback", ["rollback", "20200101T000000-abcdef"]],
])("%s that fails with the store open ends", async (_, args) => {
  expect((await ended(launch([...args, "--data", data]))).code).toBe(2);
});

test("a worker thread that is idle keeps no process", async () => {
  const dist = pathToFileURL(join(import.meta.dirname, "../../dist/")).href;
  const script = `import { Thread } from "${dist}threads/threads.js";
    new Thread(new URL("${dist}store/engines/fulltext/searchWorker.js"), {});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  running.add(child);
  expect((await ended(child)).code).toBe(0);
});

/** A copy of the data folder in which one file is cut to half its size. */
function damaged(name: string, file: string): string {
  const copy = join(home, name);
  cpSync(data, copy, { recursive: true });
  const id = readFileSync(join(copy, "current"), "utf8").trim();
  const path = join(copy, "snapshots", id, file);
  truncateSync(path, Math.floor(readFileSync(path).length / 2));
  return copy;
}

test.each([
  ["store.duckdb", "tables"],
  ["counts.duckdb", "counts"],
  ["texts", "texts"],
])("commands end on a snapshot whose %s is damaged", async (file, name) => {
  const id = readFileSync(join(data, "current"), "utf8").trim();
  const inside = join(data, "snapshots", id);
  const path = file === "texts" ? join("texts", readdirSync(join(inside, "texts"))[0]!) : file;
  expect(existsSync(join(inside, path))).toBe(true);
  const folder = damaged(name, path);
  for (const args of [
    ["query", "oa_rejections/v2"],
    ["compare"],
    ["group", "oa_rejections/v2", "legalSectionCode"],
  ]) {
    const { code, said } = await ended(launch([...args, "--data", folder]));
    expect(said).toContain(basename(path));
    expect(said).toContain("artunit rollback");
    expect(code, said).toBe(2);
  }
});

// Windows ends a process that is sent a signal, and asks it nothing.
test.skipIf(process.platform === "win32").each(["SIGTERM", "SIGINT"] as const)(
  "%s while start loads its sample ends it at once and leaves neither lock nor staging",
  async (signal) => {
    const mine = join(home, `mine-${signal}`);
    const version = (await ended(launch(["--version"]))).said.trim();
    const folder = join(`${mine}-sample`, version);
    const child = launch(["start", "--port", "0", "--host", "127.0.0.1"], { ARTUNIT_DATA: mine });
    const done = ended(child);
    await expect.poll(() => existsSync(join(folder, "staging")), { interval: 5, timeout: 60_000 }).toBe(true);
    child.kill(signal);
    expect((await done).code).toBe(signal === "SIGTERM" ? 143 : 130);
    expect(existsSync(join(folder, "load.lock"))).toBe(false);
    expect(existsSync(join(folder, "staging"))).toBe(false);
  },
);

test.skipIf(process.platform === "win32").each([50, 200, 400, 600, 800, 1_200])(
  "serve that is asked to end after %i ms, opened or not, ends",
  async (delay) => {
    const child = launch(["serve", "--data", data, "--port", "0", "--host", "127.0.0.1"]);
    const done = ended(child);
    await new Promise((later) => setTimeout(later, delay));
    child.kill("SIGTERM");
    expect(["SIGTERM", 0]).toContain((await done).code);
  },
);
