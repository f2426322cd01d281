import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/**
 * The commands that the pages show are run, in order, on the bundled sample: `curl` against a server that
 * `artunit start` started, `artunit` on a data folder that holds the sample. Each must succeed and print
 * something, and an answer with a total must have found something.
 */
const root = resolve(import.meta.dirname, "../..");
const bin = join(root, "dist/cli/main.js");
const PAGES = ["README.md", "docs/moving-your-code.md"].filter((page) => existsSync(join(root, page)));

/** What is shown and not run, and why. */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^artunit (serve|start)\b/, "serves until it is ended; the packed package's test does it"],
  [/api\.uspto\.gov/, "tests do not touch the network"],
];

let home: string;
let server: ChildProcess;
let environment: NodeJS.ProcessEnv;
let address: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "artunit-commands-"));
  environment = { ...process.env, ARTUNIT_DATA: join(home, "data"), ARTUNIT_USPTO_API_KEY: "" };
  server = spawn(process.execPath, [bin, "start", "--port", "0"], { cwd: home, env: environment });
  address = await addressOf(server);
  const folders = readdirSync(join(root, "sample"), { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  const loaded = spawnSync(
    process.execPath,
    [bin, "load", ...folders.map((each) => join(root, "sample", each.name))],
    { cwd: home, env: environment, encoding: "utf8" },
  );
  expect(loaded.stderr + loaded.stdout, "the sample loads").toContain("is served now");
}, 60_000);

afterAll(async () => {
  const ended = new Promise((done) => server.once("exit", done));
  server.kill();
  await ended;
  rmSync(home, { recursive: true, force: true });
});

function addressOf(started: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let printed = "";
    for (const stream of [started.stdout, started.stderr])
      stream?.on("data", (chunk: Buffer) => {
        printed += chunk.toString("utf8");
        const found = /^listening on http:\/\/(\S+)$/m.exec(printed);
        if (found) done(found[1]!);
      });
    started.once("exit", (code) => fail(new Error(`artunit start ended with ${code}: ${printed}`)));
  });
}

/** The commands in the fences of a page; a backslash at the end of a line continues it. */
function commandsOf(page: string): readonly string[] {
  const markdown = readFileSync(join(root, page), "utf8");
  return [...markdown.matchAll(/^```(?:sh|bash|console)?\n([\s\S]*?)^```$/gm)]
    .flatMap((fence) => fence[1]!.replaceAll("\\\n", " ").split("\n"))
    .map((line) => line.replace(/^\$ /, "").trim())
    .filter((line) => /^(\w+=\S* )*(curl|artunit|npx artunit)\b/.test(line));
}

/** Runs a line as a user's shell does, with this version of `artunit` and this server. */
function runLine(line: string) {
  const script = `
    artunit() { "$NODE" "$BIN" "$@"; }
    npx() { shift; artunit "$@"; }
    curl() { command curl --silent --show-error --fail-with-body "$@"; }
    ${line.replaceAll("localhost:8892", address)}`;
  return spawnSync("sh", ["-c", script], {
    cwd: home,
    env: { ...environment, NODE: process.execPath, BIN: bin },
    encoding: "utf8",
    timeout: 30_000,
  });
}

// The pages write commands for a POSIX shell; what the commands do is tested on every system elsewhere.
describe.skipIf(process.platform === "win32").each(PAGES)("the commands of %s work", (page) => {
  const commands = commandsOf(page).filter((line) => !NOT_RUN.some(([pattern]) => pattern.test(line)));

  test("it shows some", () => {
    expect(commands).not.toEqual([]);
  });

  test.each(commands.map((line) => [line]))("%s", (line) => {
    const { status, stdout, stderr } = runLine(line);
    expect(status, stderr + stdout).toBe(0);
    expect(stdout.trim() + (line.includes(">") ? "to a file" : "")).not.toBe("");
    const total = /"(?:numFound|total)":\s*(\d+)/.exec(stdout);
    if (total) expect(Number(total[1])).toBeGreaterThan(0);
  });
});

/** Programs in JavaScript that ask this server. */
const programs = PAGES.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```js\n([\s\S]*?)^```$/gm)]
    .map((fence) => fence[1]!)
    .filter((program) => program.includes("fetch(")),
);

test.each(programs.map((each) => [each]))("the program works: %s", (program) => {
  const asked = program.replaceAll("localhost:8892", address);
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", asked], { encoding: "utf8" });
  expect(done.status, done.stderr).toBe(0);
  expect(done.stdout).toMatch(/[1-9]/);
});

test.skipIf(process.platform === "win32")(
  "a command that fails is noticed, and so is an answer that found nothing",
  () => {
    expect(runLine("artunit frobnicate").status).not.toBe(0);
    expect(runLine("curl http://localhost:8892/ds-api/nothing/v9/fields").status).not.toBe(0);
    const nothing = "curl http://localhost:8892/ds-api/oa_rejections/v2/records -d 'criteria=id:nothing'";
    expect(runLine(nothing).stdout).toMatch(/"numFound":\s*0/);
  },
);
