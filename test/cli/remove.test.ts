import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";

const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const home = mkdtempSync(join(tmpdir(), "artunit-remove-"));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

function artunit(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [MAIN, ...args, "--data", "data"], { cwd: home, encoding: "utf8" });
}

const files = () =>
  readManifest(join(home, "data"), currentId(join(home, "data"))!).files.map(({ name }) => name);

test("An Office action is loaded with what a person says of it, and removed by its file's name or its id", () => {
  expect(artunit("remove", "letter.txt")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("Nothing is loaded"),
  });
  writeFileSync(join(home, "letter.txt"), "Claims 1-5 are rejected under 35 U.S.C. 101.\n");
  writeFileSync(join(home, "other.txt"), "Claims 1-6 are rejected under 35 U.S.C. 101.\n");
  const said = ["--application", "14/574,014", "--code", "ctnf", "--mailed"];
  expect(artunit("load", "letter.txt", ...said, "2016-02-31")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("--mailed is a day like"),
  });
  const loaded = artunit("load", "letter.txt", ...said, "2016-05-11");
  expect([loaded.status, loaded.stderr]).toEqual([0, expect.not.stringContaining("note:")]);
  expect(loaded.stdout).toMatch(/rejections +1 row/);
  expect(artunit("load", "other.txt").stderr).toMatch(
    /note: 1 rejection was found.*--application N --code CTNF/,
  );

  const unknown = artunit("remove", "nothing.txt");
  expect(unknown).toMatchObject({ status: 2, stderr: expect.stringMatching(/letter\.txt.*\n.*other\.txt/) });
  const id = /([0-9a-f]{56}) {2}other\.txt/.exec(unknown.stderr)![1]!;
  expect(artunit("remove", "letter.txt").status).toBe(0);
  expect(files()).toEqual(["other.txt"]);
  expect(artunit("remove", id).status).toBe(0);
  expect(files()).toEqual([]);
});
