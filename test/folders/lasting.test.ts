import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/store/snapshots/folder.js";
import { contentHashOf } from "../../src/store/snapshots/hash.js";

/** Data that one version wrote, every later version opens, serves and loads into. */
const MAIN = join(import.meta.dirname, "../../dist/cli/main.js");
const FOLDERS = join(import.meta.dirname, "../data/folders");
/** Run with KILLS=50 before a release. */
const KILLS = Number(process.env.KILLS ?? 4);
const versions = readdirSync(FOLDERS, { withFileTypes: true }).filter((each) => each.isDirectory());

interface Questions {
  readonly exact: readonly string[];
  readonly growing: readonly string[];
}

/** What every folder was asked, and what one alone was. */
function questionsOf(folder: string): Questions {
  const read = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Questions;
  const all = read(join(FOLDERS, "questions.json"));
  const path = join(folder, "questions.json");
  if (!existsSync(path)) return all;
  const own = read(path);
  return { exact: [...all.exact, ...own.exact], growing: [...all.growing, ...own.growing] };
}

const scratch = mkdtempSync(join(tmpdir(), "artunit-lasting-"));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const each of running) each.kill("SIGKILL");
  rmSync(scratch, { recursive: true, force: true });
});

function unpacked(version: string, as: string): string {
  const data = mkdtempSync(join(scratch, `${version}-${as}-`));
  execFileSync("tar", ["-xzf", join(FOLDERS, version, "data.tgz"), "-C", data]);
  return data;
}

function artunit(...args: readonly string[]): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
  return { code: status, output: stdout + stderr };
}

async function serve(data: string): Promise<string> {
  const server = spawn(process.execPath, [
    MAIN,
    "serve",
    "--data",
    data,
    "--port",
    "0",
    "--host",
    "127.0.0.1",
  ]);
  running.add(server);
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  return /http:\/\/\S+/.exec(line.toString())![0];
}

function contentHash(output: string): string | undefined {
  return /content hash ([0-9a-f]{64})/.exec(output)?.[1];
}

describe.each(versions.map(({ name }) => name))("the folder %s", (version) => {
  const folder = join(FOLDERS, version);
  const { exact, growing } = questionsOf(folder);
  const answers = JSON.parse(gunzipSync(readFileSync(join(folder, "answers.json.gz"))).toString()) as Record<
    string,
    { readonly status: number; readonly body: string }
  >;
  let base: string;

  beforeAll(async () => {
    base = await serve(unpacked(version, "served"));
  });

  test.each(exact)("answers %s as before", async (question) => {
    expect(await ask(base, question)).toEqual(timeless(answers[question]!));
  });

  test.each(growing)("%s holds what it held", async (question) => {
    const { body } = await ask(base, question);
    // What to ask first is advice to people, and no data.
    const { firstCalls: _, ...before } = JSON.parse(timeless(answers[question]!).body) as Record<
      string,
      unknown
    >;
    expect(held(before, JSON.parse(body))).toEqual([]);
  });

  test("its pages are there", async () => {
    for (const page of ["/", "/ds-api-docs"]) expect((await fetch(`${base}${page}`)).status).toBe(200);
  });

  test("is verified, and listed", () => {
    const data = unpacked(version, "verified");
    expect(artunit("verify", "--data", data)).toMatchObject({ code: 0 });
    expect(artunit("snapshots", "--data", data).code).toBe(0);
  });

  test("takes what comes after it, and holds the same as one load of everything", () => {
    const data = unpacked(version, "continued");
    const later = join(scratch, `${version}-later`);
    const atOnce = mkdtempSync(join(scratch, `${version}-whole-`));
    cpSync(
      join(folder, "../../recorded/oa_citations-v2/odp-docs-sample-app-14404075.json"),
      join(later, "a.json"),
    );
    const continued = artunit("load", "--data", data, later);
    expect(continued.code, continued.output).toBe(0);
    const whole = artunit("load", "--data", atOnce, join(folder, "first"), join(folder, "more"), later);
    expect(whole.code, whole.output).toBe(0);
    // What an earlier version read in a text stays until the text is read anew.
    expect(received(data)).toEqual(received(atOnce));
    expect(artunit("verify", "--data", data)).toMatchObject({ code: 0 });
  });

  test("is upgraded: the same content, whole, and what was before it stays", () => {
    const data = unpacked(version, "upgraded");
    const kept = readdirSync(join(data, "snapshots"));
    const upgraded = artunit("upgrade", "--data", data);
    expect(upgraded.code, upgraded.output).toBe(0);
    const listed = artunit("snapshots", "--data", data);
    for (const id of kept) expect(listed.output).toContain(`${id}  `);
    expect(listed.output).toMatch(/ {2}form 4 .* {2}current$/m);
    expect(artunit("verify", "--data", data, "--all")).toMatchObject({ code: 0 });
    const { tables } = readManifest(data, kept.sort().at(-1)!);
    if (!upgraded.output.includes("present form already"))
      expect(contentHash(upgraded.output)).toBe(contentHashOf(tables));
    expect(artunit("upgrade", "--data", data).output).toContain("present form already");
  });

  test(
    "an upgrade that is killed leaves the old snapshot or the new one, whole",
    async () => {
      const data = unpacked(version, "killed");
      const before = readFileSync(join(data, "current"), "utf8");
      const started = performance.now();
      artunit("upgrade", "--data", unpacked(version, "timed"));
      const whole = performance.now() - started;
      for (let kill = 0; kill < KILLS; kill++) {
        const { pid } = spawn(process.execPath, [MAIN, "upgrade", "--data", data], { stdio: "ignore" });
        // Evenly over its time; the last fifth, in which it is moved and pointed at, twice.
        const share = kill % 3 === 2 ? 0.8 + (0.25 * kill) / KILLS : (1.05 * kill) / KILLS;
        await new Promise((resolve) => setTimeout(resolve, share * whole));
        try {
          process.kill(pid!, "SIGKILL");
        } catch {
          // It ended before.
        }
        const verified = artunit("verify", "--data", data, "--all");
        expect(verified.code, `killed at ${share}: ${verified.output}`).toBe(0);
        if (readFileSync(join(data, "current"), "utf8") === before) continue;
        // The new one: back to the old.
        expect(artunit("rollback", "--data", data, before.trim()).code).toBe(0);
      }
      expect(artunit("upgrade", "--data", data).code).toBe(0);
    },
    KILLS * 60_000,
  );

  test("is exported whole, and the export holds the same", () => {
    const data = unpacked(version, "exported");
    const out = join(scratch, `${version}-export`);
    const written = artunit("export", "--data", data, "--all", "--format", "csv", "--out", out);
    expect(written.code, written.output).toBe(0);
    const again = artunit("load", "--data", join(scratch, `${version}-again`), out);
    expect(again.code, again.output).toBe(0);
    const rows = (text: string) =>
      text.match(/^ {2}(?:rejections|citations|office_actions) +[0-9,]+ rows$/gm);
    expect(rows(again.output)).toHaveLength(3);
  });

  test("goes back to the snapshot before", () => {
    const data = unpacked(version, "back");
    const [first] = readdirSync(join(data, "snapshots")).sort();
    expect(artunit("rollback", "--data", data, first!)).toMatchObject({ code: 0 });
    const { output } = artunit("query", "--data", data, "citations/2017", "--format", "ndjson");
    const lines = readFileSync(join(folder, "first/citations.csv"), "utf8").trim().split("\n").length;
    expect(output).toContain(`{"artunit":{"rows":${lines - 1},`);
  });
});

/** The release of litigation files whose names tell none is the day on which they were loaded. */
const DAY_OF_LOADING = /\blitigation-\d{4}-\d{2}-\d{2}\b/g;

/** Every row of an export but those that were read in texts, by file. */
function received(data: string): Readonly<Record<string, readonly string[]>> {
  const out = join(data, "out");
  const { code, output } = artunit("export", "--data", data, "--all", "--format", "csv", "--out", out);
  expect(code, output).toBe(0);
  const linesOf = (name: string): string[] =>
    readFileSync(join(out, name), "utf8").replaceAll(DAY_OF_LOADING, "litigation-DAY").split("\n");
  const files = readdirSync(out).filter((name) => name.endsWith(".csv") && name !== "dictionary.csv");
  return Object.fromEntries(
    files.map((name) => [
      name,
      lasting(name, linesOf(name)).filter((line) => !line.includes(",extraction,")),
    ]),
  );
}

/**
 * What cannot be the same of rows that an earlier version stored: nobody knows what they brought of their actions, so they
 * count as having brought all; and since form 4 the id of a row of the moonshot stands for its cells.
 */
function lasting(file: string, lines: readonly string[]): readonly string[] {
  const names = lines[0]!.split(",");
  const other = names.includes("brought") ? "brought" : file === "cancer_moonshot.csv" ? "record_id" : null;
  if (other === null) return lines;
  const behind = names.length - names.indexOf(other);
  return lines.map((line) => {
    const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    cells.splice(-behind, 1);
    return cells.join(",");
  });
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function ask(base: string, question: string): Promise<Answer> {
  const answer = await fetch(`${base}${question}`);
  return timeless({
    status: answer.status,
    body: (await answer.text()).replaceAll(base, "http://localhost"),
  });
}

/** Without the milliseconds that an answer took, its id, and the seals of cursors, which each folder makes its own. */
function timeless({ status, body }: Answer): Answer {
  const same = body
    .replace(/"QTime":[0-9]+/, '"QTime":0')
    .replaceAll(/"(cursor|requestId|requestIdentifier)":"[^"]+"/g, '"$1":"…"');
  return { status, body: same };
}

/** Paths of what stood in the first value and does not stand in the second. */
function held(before: unknown, now: unknown, path = ""): readonly string[] {
  if (Array.isArray(before)) {
    if (!Array.isArray(now)) return [path];
    const missing = before.filter((each) => !now.some((other) => held(each, other).length === 0));
    return missing.map((each) => `${path}[${JSON.stringify(each).slice(0, 80)}]`);
  }
  if (before !== null && typeof before === "object") {
    if (now === null || typeof now !== "object") return [path];
    return Object.entries(before).flatMap(([name, value]) =>
      held(value, (now as Record<string, unknown>)[name], `${path}.${name}`),
    );
  }
  return before === now ? [] : [path];
}
