import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isBroken, linksOf } from "./links.js";

/**
 * What we ship, as a user gets it: packed, unpacked into an empty folder, and run with nothing beside it but
 * its production dependencies. They are linked, not downloaded, so that no network is needed.
 */
const root = resolve(import.meta.dirname, "../..");
const about = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
};
let home: string;
let installed: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "artunit-packed-"));
  npm("pack", root, "--ignore-scripts", "--silent");
  const [tarball] = readdirSync(home).filter((file) => file.endsWith(".tgz"));
  run("tar", ["-xzf", tarball!]);
  installed = join(home, "node_modules", "artunit");
  mkdirSync(dirname(installed));
  run(process.execPath, ["-e", "fs.renameSync('package', 'node_modules/artunit')"]);
  for (const name of Object.keys(about.dependencies)) {
    mkdirSync(dirname(join(home, "node_modules", name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(home, "node_modules", name), "junction");
  }
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

function run(program: string, args: readonly string[]): string {
  const done = spawnSync(program, args, { cwd: home, encoding: "utf8", timeout: 180_000 });
  if (done.status !== 0)
    throw new Error(`${program} ${args.join(" ")}: ${done.error ?? done.stderr + done.stdout}`);
  return done.stdout;
}

/** npm as a program of Node's: on Windows `npm` itself is a script that cannot be started directly. */
function npm(...args: readonly string[]): string {
  return run(process.execPath, [...npmCli(), ...args]);
}

function npmCli(): readonly string[] {
  const beside = join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  const besideOnWindows = join(dirname(process.execPath), "node_modules/npm/bin/npm-cli.js");
  return [process.env.npm_execpath ?? (existsSync(beside) ? beside : besideOnWindows)];
}

const bin = () => {
  const { bin } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
    bin: { artunit: string };
  };
  return join(installed, bin.artunit);
};
const artunit = (...args: readonly string[]) => run(process.execPath, [bin(), ...args]);

describe("the packed package", () => {
  test("holds what is run and read, and nothing of how it is made", () => {
    expect(readdirSync(installed).sort()).toEqual(
      [
        "BENCHMARKS.md",
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "RELIABILITY.md",
        "dist",
        "docs",
        "package.json",
        "sample",
      ].filter((name) => existsSync(join(root, name))),
    );
  });

  test("has no page with a link that leads out of it", () => {
    const pages = readdirSync(installed, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md") && !file.includes("node_modules"))
      .map((file) => join(installed, file));
    expect(pages.length).toBeGreaterThan(5);
    const broken = pages.flatMap((page) =>
      linksOf(readFileSync(page, "utf8"))
        .filter((link) => isBroken(page, link))
        .map((link) => `${relative(installed, page)}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test("says what it is about, and holds every file that it names", () => {
    const packed = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
      readonly keywords: readonly string[];
      readonly files: readonly string[];
    };
    expect(packed.keywords).toContain("uspto");
    for (const file of packed.files.filter((each) => !each.startsWith("!")))
      expect(existsSync(join(installed, file)), file).toBe(true);
  });

  test("is run as `npx artunit` in a clone", () => {
    const inClone = spawnSync(
      process.execPath,
      [...npmCli(), "exec", "--offline", "--", "artunit", "--version"],
      {
        cwd: root,
        encoding: "utf8",
        timeout: 180_000,
      },
    );
    expect(inClone.stdout.trim(), inClone.stderr).toBe(about.version);
  });

  test("says its version and its commands", () => {
    expect(artunit("--version").trim()).toBe(about.version);
    expect(artunit("--help")).toMatch(/^Usage: artunit/);
  });

  test("loads a CSV and answers from it", () => {
    const sample = join(installed, "sample", "research-2017");
    artunit("load", join(sample, "office_actions.csv"), join(sample, "citations.csv"), "--data", "data");
    const printed = artunit(
      "query",
      "citations/2017",
      "citation_in_oa:1",
      "--data",
      "data",
      "--format",
      "json",
    );
    const { total, records } = JSON.parse(printed) as { total: number; records: unknown[] };
    expect(total).toBeGreaterThan(0);
    expect(records).toHaveLength(total);
  });

  test("serves what it loaded", async () => {
    const server = spawn(process.execPath, [bin(), "serve", "--data", "data", "--port", "0"], { cwd: home });
    try {
      const address = await addressOf(server);
      const answer = await fetch(`${address}/ds-api/citations/2017/records`, {
        method: "POST",
        body: new URLSearchParams({ criteria: "*:*", rows: "1" }),
      });
      const { response } = (await answer.json()) as { response: { numFound: number; docs: unknown[] } };
      expect(response.numFound).toBe(32);
      expect(response.docs).toHaveLength(1);
    } finally {
      const ended = new Promise<number | null>((done) => server.once("exit", done));
      server.kill("SIGTERM");
      const code = await ended;
      // Windows has no SIGTERM: there the process is ended, not asked to end.
      if (process.platform !== "win32") expect(code).toBe(0);
    }
  });

  test("is a library", () => {
    const script = `
      import { bindCriteria, explain, extract, findDataset, formatCriteria, parseCriteria, VERSION } from "artunit";
      const rejections = findDataset("oa_rejections", "v2");
      console.log(JSON.stringify([
        formatCriteria(parseCriteria("a OR b AND c")),
        explain(bindCriteria(parseCriteria("legalSectionCode:103"), rejections)),
        extract("Claims 1-3 are rejected under 35 U.S.C. 101.").rejections.map(({ ground, claims }) => [ground, claims]),
        VERSION,
      ]));`;
    const printed = run(process.execPath, ["--input-type=module", "-e", script]);
    expect(JSON.parse(printed)).toEqual([
      "a +b +c",
      "legalSectionCode is 103",
      [["101", [1, 2, 3]]],
      about.version,
    ]);
  });

  test("has types that a strict program can use", () => {
    writeFileSync(
      join(home, "user.mts"),
      `import { bindCriteria, extract, findDataset, parseCriteria, type Rejection, type Store } from "artunit";
       const dataset = findDataset("oa_rejections", "v2");
       const { predicate } = bindCriteria(parseCriteria("hasRej101:1"), dataset);
       export const count = (store: Store): Promise<number> => store.count({ dataset, predicate });
       export const found: readonly Rejection[] = extract("").rejections;`,
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const settings = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2023"];
    run(process.execPath, [tsc, ...settings, "--module", "nodenext", "user.mts"]);
  });
});

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let printed = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
      const address = /^listening on (\S+)$/m.exec(printed);
      if (address) done(address[1]!);
    });
    server.once("exit", (code) => fail(new Error(`The server ended with ${code}: ${printed}`)));
  });
}
