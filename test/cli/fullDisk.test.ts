import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");

const TEXT = join(import.meta.dirname, "../../corpora/adversarial/development/texts");

// A device that is always full; other systems have none.
test
  .runIf(existsSync("/dev/full"))
  .each([
    [["map", "oa_rejections", "v1", "v2"]],
    [["explain", "hasRej101:1"]],
    [["extract", join(TEXT, readdirSync(TEXT)[0]!)]],
    [["--help"]],
    [["query", "--help"]],
  ])("%j on a full disk says which stream and why, and is no bug of ours", (args) => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect(stderr).toMatch(
    /(?:^|\n)artunit: What is printed \(standard output\) cannot be written: the disk that it goes to is full, and it is incomplete\. [^\n]+\n$/,
  );
  expect(status).toBe(2);
});
