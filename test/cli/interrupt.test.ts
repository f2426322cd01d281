import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const SAMPLE = fileURLToPath(new URL("../../sample/research-2017", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "artunit-interrupt-"));
const data = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

const big = join(folder, "big.csv");

/** Runs `artunit load`; sends the signal, if any, as soon as the file is recognised. */
async function load(file: string, signal?: "SIGINT" | "SIGTERM"): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [MAIN, "load", file, "--data", data], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said += part.toString();
    if (signal && !child.killed && said.includes(": citations/2017\n")) child.kill(signal);
  });
  const [code] = (await once(child, "close")) as [number];
  return { code, said };
}

// Windows ends a process that is sent a signal, and asks it nothing.
test.skipIf(process.platform === "win32").each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "a load that is ended by %s exits %i, says what is served, and leaves nothing",
  async (signal, code) => {
    const header =
      "app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa";
    writeFileSync(big, `${header}\n${"12000001,6807434,6807434,,,,1,0,0\n".repeat(400_000)}`);
    expect((await load(join(SAMPLE, "office_actions.csv"))).code).toBe(0);
    const served = readFileSync(join(data, "current"), "utf8").trim();

    const ended = await load(big, signal);
    expect(ended.code).toBe(code);
    expect(ended.said).toContain(
      `Interrupted. Nothing has changed: snapshot ${served} is served, as before. The same command can be run again.\n`,
    );
    expect(readFileSync(join(data, "current"), "utf8").trim()).toBe(served);
    expect(existsSync(join(data, "load.lock"))).toBe(false);
    expect(existsSync(join(data, "staging"))).toBe(false);
    expect(readdirSync(join(data, "snapshots"))).toEqual([served]);
  },
);
