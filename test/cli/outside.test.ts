import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

/** What the command line meets outside: readers that leave, names that do not exist, its own files coming back. */
const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const SAMPLE = join(import.meta.dirname, "../../sample");
const home = mkdtempSync(join(tmpdir(), "artunit-outside-"));
afterAll(() => rmSync(home, { recursive: true, maxRetries: 5 }));

/** Runs a command whose output nobody reads: both pipes are closed before it has said anything. */
async function unread(...args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: home, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  child.stderr.destroy();
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

function artunit(...args: readonly string[]): { status: number | null; said: string } {
  const done = spawnSync(process.execPath, [MAIN, ...args], { cwd: home, encoding: "utf8", timeout: 50_000 });
  return { status: done.status, said: done.stderr + done.stdout };
}

test("a load is completed though nobody reads what it says", async () => {
  const files = [join(SAMPLE, "research-2017"), join(SAMPLE, "oa_actions")];
  expect(await unread("load", ...files, "--data", "data")).toBe(0);
  expect(existsSync(join(home, "data", "current"))).toBe(true);
});

test("archives are published, and tables exported, though nobody reads what is said", async () => {
  expect(await unread("publish", "archives", "--out", "archives", "--data", "data")).toBe(0);
  expect(existsSync(join(home, "archives", "manifest.json"))).toBe(true);
  expect(await unread("export", "--all", "--out", "tables", "--data", "data")).toBe(0);
  expect(existsSync(join(home, "tables", "manifest.json"))).toBe(true);
});

test.each([
  ["query", "office_actions/2017"],
  ["snapshots"],
  ["verify"],
  ["map", "oa_rejections", "v1", "v2"],
])("%s that nobody reads is no bug of ours", async (...command) => {
  const args = command[0] === "map" ? command : [...command, "--data", "data"];
  expect(await unread(...args)).not.toBe(70);
});

test("a folder of published archives loads, with its manifest", () => {
  const { status, said } = artunit("load", "archives", "--no-extract", "--data", "again");
  expect(said).toContain("manifest.json: manifest of published archives");
  expect(said).not.toContain("refused");
  expect(status).toBe(0);
});

test("a service whose name is not found is not waited for", () => {
  const { status, said } = artunit("sync", "http://nowhere.invalid", "--data", "synced");
  expect(said).toContain("nowhere.invalid is not the name of an address");
  expect(said).not.toContain("Waiting");
  expect(status).toBe(2);
});
