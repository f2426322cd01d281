import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync, strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildProgram } from "../../src/cli/program.js";

/**
 * The commands that the pages show are run, in order, on the bundled sample: `curl` against a server that
 * `artunit start` started, `artunit` on a data folder that holds the sample. Each must succeed and print
 * something, and an answer with a total must have found something.
 */
const root = resolve(import.meta.dirname, "../..");
const bin = join(root, "dist/cli/main.js");
const PAGES = [
  "README.md",
  "docs/getting-the-data.md",
  "docs/moving-your-code.md",
  "docs/native-api.md",
  "docs/reading-an-action.md",
  "docs/serving.md",
];

/** What is shown and not run, and why. */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^(npx )?artunit (serve|start)\b/, "serves until it is ended; the packed package's test does it"],
  [/^(npx )?artunit verify --release/, "a sample is not the release, and the command says so"],
  [/api\.uspto\.gov/, "tests do not touch the network"],
  [/another-machine|\/folder\/of\/|\/backup\//, "names a place of the reader's own"],
];

let home: string;
let server: ChildProcess;
let environment: NodeJS.ProcessEnv;
let address: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "artunit-commands-"));
  environment = { ...process.env, ARTUNIT_DATA: join(home, "data"), ARTUNIT_USPTO_API_KEY: "" };
  layOutFiles(home);
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
  expect(loaded.stderr + loaded.stdout, "the sample loads").toContain("is the current one");
});

afterAll(async () => {
  const ended = new Promise((done) => server.once("exit", done));
  server.kill();
  await ended;
  rmSync(home, { recursive: true, force: true });
});

/** The files that the pages name, made of the sample and of a labelled action. The release's rejections are made up. */
function layOutFiles(folder: string): void {
  const from = (...path: readonly string[]) => readFileSync(join(root, ...path));
  const renamed = (name: string, to: string) => renameSync(join(folder, name), join(folder, to));
  const zipped = (name: string, content: Uint8Array) =>
    writeFileSync(join(folder, `${name}.zip`), zipSync({ [name]: content }));
  zipped("office_actions.csv", from("sample/research-2017/office_actions.csv"));
  zipped("citations.csv", from("sample/research-2017/citations.csv"));
  const [, application, action] = /\n(\w+),(\w+),/.exec(
    from("sample/research-2017/office_actions.csv").toString(),
  )!;
  zipped(
    "rejections.csv",
    strToU8(
      "app_id,ifw_number,action_type,action_subtype,claim_numbers,alice_in,bilski_in,mayo_in,myriad_in\n" +
        `${application},${action},103,a,"1,2",0,0,0,0\n`,
    ),
  );
  zipped(
    "oa_allrej_2007_2025.csv",
    strToU8(
      "patentApplicationNumber,hasrej101,hasrej102,hasrej103,hasrej112,submissionDate,groupartunitnumber\n" +
        `${application},0,0,1,0,2012-10-19,2431\n`,
    ),
  );
  zipped(
    "bdr_oa_bulkdata_weekly_2025-11-16.json",
    strToU8(weeklyLines(from("sample/oa_actions/dh-2023-records-app-14574014.json"))),
  );
  renamed("bdr_oa_bulkdata_weekly_2025-11-16.json.zip", "bdr_oa_bulkdata_weekly_2025-11-16.zip");
  renamed("oa_allrej_2007_2025.csv.zip", "oa_allrej_2007_2025.zip");
  const site = join(folder, "site", "api", "v1", "download", "applications", "14412875");
  mkdirSync(site, { recursive: true });
  writeFileSync(join(site, "LDXBTPQ7XBLUEX3.pdf"), "%PDF-1.7");
  mkdirSync(join(folder, "exports"));
  writeFileSync(
    join(folder, "exports", "citations-000000000000.csv.gz"),
    gzipSync(from("sample/research-2017/citations.csv")),
  );
  writeFileSync(join(folder, "page.json"), from("sample/oa_citations/dh-2023-records-app-14574014.json"));
  writeFileSync(
    join(folder, "action.docx"),
    from("corpora/development/texts/full-19182905-CTFR-2025-12-10.docx"),
  );
  writeFileSync(join(folder, "action.txt"), from("corpora/development/texts/14574014-CTNF-2016-05-11.txt"));
}

/** Lines as the weekly archives have them: scalars, under their names of members. */
function weeklyLines(page: Buffer): string {
  const { response } = JSON.parse(page.toString()) as {
    readonly response: { readonly docs: readonly Readonly<Record<string, readonly string[]>>[] };
  };
  return response.docs
    .map((each) => ({
      patentApplicationNumber: String(each.patentApplicationNumber),
      documentCode: String(each.legacyDocumentCodeIdentifier),
      obsoleteDocumentIdentifier: String(each.obsoleteDocumentIdentifier),
      submissionDate: String(each.submissionDate).slice(0, 10),
      oaText: String(each.bodyText),
    }))
    .map((each) => `${JSON.stringify(each)}\n`)
    .join("");
}

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
    .filter((line) => /^(\w+=\S* )*(curl|artunit|npx artunit|cat)\b/.test(line));
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
    timeout: 120_000,
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
    expect((stdout + stderr).trim() + (line.includes(">") ? "to a file" : "")).not.toBe("");
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

describe.each(PAGES)("what %s says of the command line exists", (page) => {
  const markdown = readFileSync(join(root, page), "utf8").replaceAll("\\\n", " ");
  const mentioned = [
    ...new Set([...markdown.matchAll(/\bartunit ([a-z]+\b[^`|\n]*)/g)].map((match) => match[1]!)),
  ];
  const { commands } = buildProgram();

  test.each(mentioned)("artunit %s", (line) => {
    const [first, second] = line.split(" ");
    const outer = commands.find((each) => each.name() === first);
    expect(outer?.name()).toBe(first);
    const command = outer?.commands.find((each) => each.name() === second) ?? outer;
    const known = command?.options.map((each) => each.long);
    for (const [flag] of line.matchAll(/(?<= )--[a-z-]+/g)) expect(known).toContain(flag);
  });
});
