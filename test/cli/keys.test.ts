import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { buildProgram } from "../../src/cli/program.js";

const data = mkdtempSync(join(tmpdir(), "artunit-cli-keys-"));
afterAll(() => rmSync(data, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** What `artunit keys …` writes. */
async function keys(...args: readonly string[]): Promise<string> {
  let written = "";
  const note = (text: string | Uint8Array) => {
    written += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(note);
  vi.spyOn(process.stderr, "write").mockImplementation(note);
  await buildProgram().parseAsync(["keys", ...args, "--data", data], { from: "user" });
  return written;
}

test("the operator's key is printed once; keys are made, listed and revoked", async () => {
  await expect(keys("create", "Ada")).rejects.toThrow("artunit keys init");
  expect(await keys("init")).toMatch(/^artunit_o_[0-9a-f]{56}\n$/);
  await expect(keys("init")).rejects.toThrow("--again");
  const made = await keys("create", "Ada", "--limit", "600");
  expect(made).toMatch(/^artunit_k_[0-9a-f]{56}\nid [0-9a-f]{12}, 600 a minute\n$/);
  const id = /id (\w+)/.exec(made)?.[1] ?? "";
  expect(await keys("list")).toMatch(
    new RegExp(`^${id}  Ada  600 a minute  made 20\\S+  0 requests  never used\\n$`),
  );
  expect(await keys("revoke", id)).toBe(`${id} (Ada) no longer holds\n`);
  expect(await keys("list")).toContain("revoked 20");
  await expect(keys("revoke", "nobody")).rejects.toThrow("no key with the id");
  expect(await keys("init", "--again")).toMatch(/^artunit_o_/);
});
