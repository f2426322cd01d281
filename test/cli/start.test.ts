import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "artunit-start-"));
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

/** Starts it, asks it for everything of one dataset, and ends it. */
async function startAndAsk(): Promise<{ numFound: number; snapshot: string | null }> {
  const child = spawn(process.execPath, [MAIN, "start", "--port", "0", "--host", "127.0.0.1"], {
    env: { ...process.env, ARTUNIT_DATA: join(folder, "mine") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (part: Buffer) => {
    output += part.toString();
  });
  while (!output.includes("listening on "))
    await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const base = /listening on (\S+)/.exec(output)?.[1] ?? "";
  const answer = await fetch(`${base}/api/v1/patent/oa/oa_rejections/v2/records`, { method: "POST" });
  const { response } = (await answer.json()) as { response: { numFound: number } };
  child.kill("SIGTERM");
  expect((await once(child, "exit"))[0]).toBe(0);
  return { numFound: response.numFound, snapshot: answer.headers.get("x-artunit-snapshot") };
}

test("start serves the sample from a folder of its own, and again without loading it twice", async () => {
  const first = await startAndAsk();
  expect(first.numFound).toBeGreaterThan(100);
  expect(await startAndAsk()).toEqual(first);
  expect(existsSync(join(folder, "mine"))).toBe(false);
});
