import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFolder, systemError } from "../../src/systemErrors.js";

const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const SAMPLE = join(import.meta.dirname, "../../sample/research-2017/office_actions.csv");

/** An error as Node makes it. */
function thrown(code: string, rest: object = {}): Error {
  return Object.assign(new Error(`${code}: words of the system, open '/a/place'`), {
    code,
    path: "/a/place",
    syscall: "open",
    ...rest,
  });
}

test("a folder that the system makes for nobody is refused, not tried for ever", () => {
  const scratch = mkdtempSync(join(tmpdir(), "artunit-folders-"));
  makeFolder(join(scratch, "a/b/c"));
  makeFolder(join(scratch, "a/b/c"));
  writeFileSync(join(scratch, "a/b/c/file"), "");
  let refused: unknown = null;
  try {
    makeFolder("/proc/nowhere/out");
  } catch (error) {
    refused = error;
  }
  expect(systemError(refused)?.message).toMatch(/^The folder \/proc\/nowhere cannot be made/);
  expect(() => makeFolder(join(scratch, "a/b/c/file/d"))).toThrow();
  rmSync(scratch, { recursive: true });
});

test.each([
  ["ENOENT", "there is no such folder"],
  ["EACCES", "this account may not write there"],
  ["EROFS", "its disk can only be read"],
])("where no folder can be made in the temporary one (%s), that one and TMPDIR are named", (code, why) => {
  const refused = thrown(code, { path: "/nosuch/artunit-dta-XXXXXX", syscall: "mkdtemp" });
  expect(systemError(refused)?.message).toBe(
    `The temporary folder /nosuch cannot be used: ${why}. Name another in the variable TMPDIR (on Windows, TEMP).`,
  );
});

describe("what the system refuses is a sentence that names the place and what to do", () => {
  test.each([
    ["EACCES", /^\/a\/place may not be opened by this account\. Give/],
    ["EPERM", /^\/a\/place may not be opened by this account\. Give/],
    ["EROFS", /^\/a\/place is on a disk that can only be read\. Choose/],
    ["ENOTDIR", /^A folder is meant by \/a\/place.* Choose/],
    ["EEXIST", /^\/a\/place is there already\. Choose/],
    ["EISDIR", /^\/a\/place is a folder where a file is meant\. Name/],
    ["ENOENT", /^There is no file or folder \/a\/place\. Check/],
    ["ENOTEMPTY", /\/a\/place is not empty\. Choose/],
    ["ENOSPC", /disk is full.* where \/a\/place lies.* Free/],
    ["EDQUOT", /disk is full.* where \/a\/place lies.* Free/],
    ["EFBIG", /^\/a\/place would be larger .* Choose/],
    ["EMFILE", /^Too many files are open at once\. Allow more/],
    ["ENFILE", /^Too many files are open at once\. Allow more/],
    ["ENOMEM", /no memory left\. End/],
    ["ENAMETOOLONG", /^The path \/a\/place is longer .* Choose/],
    ["ELOOP", /^\/a\/place is a link that leads back to itself\. Name/],
    ["EBUSY", /^\/a\/place is in use by another program\. End/],
    ["ETXTBSY", /^\/a\/place is in use by another program\. End/],
    ["EXDEV", /^\/a\/place lies on two disks.* Choose/],
    ["EIO", /disk failed while \/a\/place .* Check/],
    ["EINVAL", /^"\/a\/place" cannot be the name .* Choose/],
    ["EPIPE", /reading the output has ended/],
  ])("%s", (code, sentence) => {
    expect(systemError(thrown(code))?.message).toMatch(sentence);
    // From a worker thread and from inside another message only the words come through.
    const words = systemError(new Error(`${code}: words of the system, open '/a/place'`));
    expect(words?.message).toMatch(sentence);
  });

  test.each([
    ["EADDRINUSE", { address: "::1", port: 80 }, /^::1:80 is already in use\. Choose/],
    ["EADDRNOTAVAIL", { address: "192.0.2.1" }, /^192\.0\.2\.1 is not an address of this machine\. Choose/],
    ["ENOTFOUND", { hostname: "nowhere.invalid" }, /^nowhere\.invalid is not the name of an address.* Check/],
    ["EAI_AGAIN", { hostname: "nowhere.invalid" }, /^nowhere\.invalid is not the name of an address.* Check/],
    ["ECONNREFUSED", { address: "127.0.0.1", port: 1 }, /^Nothing answers at 127\.0\.0\.1:1\. Check/],
    ["ECONNRESET", { address: "127.0.0.1", port: 1 }, /127\.0\.0\.1:1 broke off\. Try/],
    ["ETIMEDOUT", { address: "127.0.0.1", port: 1 }, /^127\.0\.0\.1:1 cannot be reached\. Check/],
    ["EHOSTUNREACH", { address: "127.0.0.1", port: 1 }, /^127\.0\.0\.1:1 cannot be reached\. Check/],
    ["ENETUNREACH", { address: "127.0.0.1", port: 1 }, /^127\.0\.0\.1:1 cannot be reached\. Check/],
  ])("%s", (code, rest, sentence) => {
    expect(systemError(thrown(code, { path: undefined, ...rest }))?.message).toMatch(sentence);
  });

  test.each([
    ['IO Error: Cannot open file "/a/place": Permission denied', "place-unusable", /^\/a\/place may not be/],
    ['IO Error: Cannot open file "/a/place": Not a directory', "place-unusable", /by \/a\/place/],
    [
      'IO Error: Could not set lock on file "/a/place": Conflicting lock is held in node (PID 1)',
      "place-unusable",
      /^\/a\/place is in use by another program/,
    ],
    [
      'IO Error: Could not write file "/a/place": No space left on device',
      "disk-full",
      /where \/a\/place lies/,
    ],
    [
      'IO Error: Could not read enough bytes from file "/a/place": attempted to read 6144 bytes',
      "snapshot-damaged",
      /^\/a\/place is damaged/,
    ],
    [
      'IO Error: The file "/a/place" exists, but it is not a valid DuckDB database file!',
      "snapshot-damaged",
      /^\/a\/place is damaged/,
    ],
    ["database disk image is malformed", "snapshot-damaged", /is damaged/],
    ["file is not a database", "snapshot-damaged", /is damaged/],
    ["database or disk is full", "disk-full", /disk is full/],
  ])("an engine's %s", (message, code, sentence) => {
    const known = systemError(new Error(message));
    expect(known?.code).toBe(code);
    expect(known?.message).toMatch(sentence);
  });

  test.each([
    new TypeError("Cannot read properties of undefined (reading 'a')"),
    new Error("EVERYTHING: is wrong, here"),
    Object.assign(new TypeError("The argument 'x' is invalid"), { code: "ERR_INVALID_ARG_VALUE" }),
  ])("a fault of ours stays one: %s", (error) => {
    expect(systemError(error)).toBeNull();
  });
});

const home = mkdtempSync(join(tmpdir(), "artunit-refused-"));
const at = (...names: readonly string[]) => join(home, ...names);
const isRoot = process.getuid?.() === 0;

/** Runs a command as an account that is not root: root may do everything. */
function artunit(...args: readonly string[]): { status: number | null; said: string } {
  const done = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: home,
    encoding: "utf8",
    timeout: 20_000,
    env: { ...process.env, ARTUNIT_DATA: at("closed", "mine"), HOME: home },
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  });
  return { status: done.status, said: done.stderr + done.stdout };
}

/** Why these cannot be run here; null where they can. */
function findHindrance(): string | null {
  if (process.platform === "win32") return "Windows knows no permissions of this kind";
  chmodSync(home, 0o755);
  const { status } = artunit("--version");
  return status === 0 ? null : "run as root in a folder that no other account may read";
}
const hindrance = findHindrance();

describe("a command that the system refuses something", () => {
  beforeAll(() => {
    chmodSync(home, 0o755);
    writeFileSync(at("actions.csv"), readFileSync(SAMPLE));
    writeFileSync(at("action.txt"), "Claims 1-3 are rejected under 35 U.S.C. 101.");
    const loaded = spawnSync(process.execPath, [MAIN, "load", at("actions.csv"), "--data", at("good")], {
      encoding: "utf8",
    });
    expect(loaded.stdout).toContain("is the current one");
    const opened = spawnSync("chmod", ["-R", "a+rX", at("good")]);
    expect(process.platform === "win32" || opened.status === 0).toBe(true);
    writeFileSync(at("secret.csv"), "");
    writeFileSync(at("file"), "");
    mkdirSync(at("secret"));
    mkdirSync(at("closed"));
    symlinkSync(at("loop"), at("loop"));
    chmodSync(at("secret.csv"), 0o000);
    chmodSync(at("secret"), 0o000);
    chmodSync(at("closed"), 0o555);
  });

  afterAll(() => {
    for (const name of ["secret", "closed"]) chmodSync(at(name), 0o755);
    rmSync(home, { recursive: true, maxRetries: 5 });
  });

  const long = "a".repeat(300);
  test.for<readonly [string, readonly string[]]>([
    ["/closed/x may not be made", ["load", "actions.csv", "--data", at("closed", "x")]],
    ["/file", ["load", "actions.csv", "--data", at("file")]],
    ["/file/below", ["load", "actions.csv", "--data", at("file", "below")]],
    [
      "there is no folder",
      ["serve", "--data", at("good"), "--port", "0", "--access-log", at("nowhere", "a.log")],
    ],
    ["longer than the system allows", ["load", "actions.csv", "--data", at(long)]],
    ["/closed/mine-sample", ["start", "--port", "0"]],
    ["/closed/x may not be made", ["rollback", "20200101T000000-abcdef", "--data", at("closed", "x")]],
    ["/secret/current may not be opened", ["query", "oa_rejections/v2", "--data", at("secret")]],
    ["/file is a file. Name a folder", ["query", "oa_rejections/v2", "--data", at("file")]],
    ["is a link that leads back", ["group", "oa_rejections/v2", "id", "--data", at("loop")]],
    ["/secret/current may not be opened", ["snapshots", "--data", at("secret")]],
    ["/file is a file. Name a folder", ["snapshots", "--data", at("file")]],
    ["/secret/current may not be opened", ["verify", "--data", at("secret")]],
    ["/secret/current may not be opened", ["compare", "--data", at("secret")]],
    ["/secret/current may not be opened", ["serve", "--data", at("secret"), "--port", "0"]],
    ["/file is a file. Name a folder", ["serve", "--data", at("file"), "--port", "0"]],
    ["is a folder where a file is meant", ["serve", "--data", at("good"), "--api-keys", at("closed")]],
    ["/closed/x may not be made", ["export", "--all", "--out", at("closed", "x"), "--data", at("good")]],
    ["/file is a file where a folder", ["export", "--all", "--out", at("file"), "--data", at("good")]],
    ["parquet may not be opened", ["export", "--all", "--out", at("closed"), "--data", at("good")]],
    ["/closed is a folder", ["export", "--cohort", at("closed"), "--data", at("good")]],
    ["/closed/x may not be made", ["publish", "archives", "--out", at("closed", "x"), "--data", at("good")]],
    ["/file is a file where a folder", ["publish", "archives", "--out", at("file"), "--data", at("good")]],
    ["secret.csv may not be opened", ["extract", "secret.csv"]],
    ["/closed/x.html may not be opened", ["extract", "action.txt", "--html", at("closed", "x.html")]],
    ["there is no folder", ["extract", "action.txt", "--html", at("nowhere", "x.html")]],
    ["There is no file or folder", ["extract", "nowhere.txt"]],
  ])("says %s and exits 2: %j", ([sentence, args], { skip }) => {
    skip(hindrance !== null, hindrance ?? "");
    const { status, said } = artunit(...args);
    expect(said).toContain(sentence);
    expect(said).not.toContain("bug of ours");
    expect(said).toMatch(/^artunit: [^\n]+\n$/);
    expect(status).toBe(2);
  });

  test.for([
    ["load", "nowhere.csv"],
    ["load", "nowhere.csv", "secret.csv"],
    ["load", "--dry-run", "nowhere.csv"],
  ])("%j refuses all that is named, changes nothing and exits 2", (args, { skip }) => {
    skip(hindrance !== null, hindrance ?? "");
    const data = at("unchanged");
    mkdirSync(data, { recursive: true });
    chmodSync(data, 0o777);
    const { status, said } = artunit(...args, "--data", data);
    expect(said).toContain("refused: There is no file or folder nowhere.csv");
    expect(status).toBe(2);
  });

  test.for(["secret.csv", "secret", "loop", long])(
    "a load refuses %s, says why, and reads the others",
    (name, { skip }) => {
      skip(hindrance !== null, hindrance ?? "");
      const data = at(`loaded-${name.slice(0, 10)}`);
      mkdirSync(data);
      chmodSync(data, 0o777);
      const { status, said } = artunit("load", name, "actions.csv", "--data", data);
      expect(said).toContain("refused: ");
      expect(said).toContain("is the current one");
      expect(status).toBe(1);
    },
  );
});
