import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");

// A device that is always full; other systems have none.
test.runIf(existsSync("/dev/full"))("a full disk is called by its name, and is no bug of ours", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [MAIN, "map", "oa_rejections", "v1", "v2"], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect(stderr).toMatch(
    /^artunit: The disk is full, .*and what was being written is incomplete\. Free some space/,
  );
  expect(status).toBe(2);
});
