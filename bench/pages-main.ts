import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { loadArtunit, serveArtunit } from "./drive/artunit.js";
import { readOptions } from "./options.js";
import { droppedFiles, shownAfterDrop } from "./pages/drops.js";
import { CHROMIUM, feltOf, hasChromium, launchChromium } from "./pages/vitals.js";
import { keptRelease } from "./release/kept.js";

const usage = `npm run bench:pages -- [options]

Opens every kind of page of the portal over HTTP, on a store of a generated release: the first time after the start of the
server, and so many times again. The subjects are the hardest there are: the reference that is cited most, the largest art
unit and class, the application with the most citations. Then opens the main
pages on the sample in Chromium and tells what a reader feels: LCP, INP, CLS; and how long an action of twenty pages that is
dropped on the start page takes until what it says is drawn. Fails where a page misses its bar.

  --scale S        share of the release's size, up to 1 (default 0.02)
  --data FOLDER    a store kept from an earlier run, of any benchmark, or to be kept for a later one
  --work FOLDER    where generated files and stores are kept (default: below the temporary folder)
  --times N        how often each page is opened (default 20)
  --only TEXT      pages whose address holds it
  --part PART      "server" or "browser" alone
`;

const options = readOptions(usage, {
  scale: { type: "string", default: "0.02" },
  data: { type: "string" },
  work: { type: "string", default: join(tmpdir(), "artunit-bench") },
  times: { type: "string", default: "20" },
  only: { type: "string", default: "" },
  part: { type: "string" },
});

/** What a page must keep, in milliseconds on the server and bytes on the way. */
const BARS = {
  /** Of any page: half of the openings. */
  usual: 150,
  /** Of the reference that is cited most and the largest art unit: nineteen of twenty. */
  hardest: 500,
  /** Of suggestions while something is written: nineteen of twenty. */
  suggestions: 50,
  /** Of a report, the first time too. */
  report: 300,
  /** Of a long action with many marks, the first time too. */
  reader: 500,
  /** Of a first view with its style and script, compressed; and of its script. */
  view: 120 * 1024,
  script: 30 * 1024,
  /** Until the largest thing is drawn; until something that is done shows; what is shifted. Three of four openings. */
  lcp: 1200,
  inp: 200,
  cls: 0.05,
  /** From the drop of an action of twenty pages until what it says is drawn, each time. */
  drop: 2000,
} as const;

/** Pages that a reader meets first, of what the sample holds. */
const MAIN_PAGES = [
  "/",
  "/find?q=14574014&all=true",
  "/office-actions/IVLC08MNRXEAPX5",
  "/applications/14574014",
  "/references/US20090048582",
  "/combinations/US20090048582",
  "/search?text=rejected",
  "/verify",
  "/read",
  "/statistics",
  "/art-units/3763",
  "/datasets/oa_rejections/v2",
  "/apis",
  "/console",
  "/coverage",
];

/** A page to open, and what it must keep beside the bar of any page. */
interface Visit {
  readonly path: string;
  readonly p95?: number;
  readonly first?: number;
  /** What is sent, where the page is asked for by a form. */
  readonly form?: Readonly<Record<string, string>>;
}

interface Opened {
  readonly status: number;
  readonly milliseconds: number;
  /** Compressed, as they came. */
  readonly bytes: number;
  readonly type: string;
}

async function main(): Promise<void> {
  const failed = [
    ...(options.part === "browser" ? [] : await askedOfServer()),
    ...(options.part === "server" ? [] : await feltInBrowser()),
  ];
  for (const each of failed) console.log(`MISSED ${each}`);
  if (failed.length > 0) process.exitCode = 1;
}

async function askedOfServer(): Promise<readonly string[]> {
  const data = options.data ?? join(options.work, `data-${process.pid}`);
  try {
    await prepare(data);
    return await openAll(data);
  } finally {
    if (options.data === undefined) rmSync(data, { recursive: true, force: true });
  }
}

/** What a reader feels of the main pages of the sample. */
async function feltInBrowser(): Promise<readonly string[]> {
  if (!hasChromium()) return [`LCP, INP and CLS were not measured: ${CHROMIUM} is missing`];
  const data = join(options.work, `sample-${process.pid}`);
  await loadArtunit(data, ["sample"]);
  const server = await serveArtunit(data, 0);
  const browser = await launchChromium();
  try {
    const failed: string[] = [];
    console.log(`${"page".padEnd(58)}   LCP   INP    CLS`);
    for (const path of MAIN_PAGES.filter((each) => each.includes(options.only))) {
      const felt = [];
      for (let at = 0; at < OPENINGS; at++)
        felt.push(await feltOf(`http://127.0.0.1:${server.port}${path}`, browser));
      const [lcp, inp, cls] = [
        felt.map((each) => each.lcp),
        felt.map((each) => each.inp ?? 0),
        felt.map((each) => each.cls),
      ].map(threeOfFour) as [number, number, number];
      console.log(
        `${path.padEnd(57)} ${lcp.toFixed(0).padStart(6)} ${inp.toFixed(0).padStart(5)} ${cls.toFixed(3).padStart(6)}`,
      );
      failed.push(
        ...missed(path, "LCP", lcp, BARS.lcp),
        ...missed(path, "INP", inp, BARS.inp),
        ...missed(path, "CLS", cls, BARS.cls),
      );
    }
    for (const file of droppedFiles().filter(() => "/read".includes(options.only))) {
      const took: number[] = [];
      for (let at = 0; at < OPENINGS; at++)
        took.push(await shownAfterDrop(`http://127.0.0.1:${server.port}/`, file, browser));
      console.log(`drop of ${file.name}: ${took.map((each) => each.toFixed(0)).join(", ")} ms`);
      failed.push(...missed(`drop of ${file.name}`, "the slowest", Math.max(...took), BARS.drop));
    }
    return failed;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** How often each page is opened in the browser, each time in a window that knows nothing. */
const OPENINGS = 5;

/** What three of four openings keep, as these figures are judged. */
function threeOfFour(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(0.75 * sorted.length))]!;
}

function missed(page: string, what: string, value: number, bar: number): readonly string[] {
  return value > bar
    ? [`${page}: ${what} ${bar < 1 ? value.toFixed(3) : value.toFixed(0)}, at most ${bar}`]
    : [];
}

/** Loads a generated release where nothing is loaded. */
async function prepare(data: string): Promise<void> {
  if (existsSync(join(data, "current"))) return;
  const release = await keptRelease(options.work, Number(options.scale), 1);
  const { seconds } = await loadArtunit(data, Object.values(release.files));
  console.log(`loaded at scale ${options.scale} in ${seconds.toFixed(1)} s`);
}

async function openAll(data: string): Promise<readonly string[]> {
  const subjects = await subjectsOf(data);
  console.log(`subjects: ${JSON.stringify(subjects)}`);
  const server = await serveArtunit(data, 0);
  try {
    const browser = new Browser(server.port);
    const visits = (await visitsOf(subjects, browser)).filter(({ path }) => path.includes(options.only));
    const failed: string[] = [];
    console.log(`${"page".padEnd(58)} first    p50    p95  bytes`);
    for (const visit of visits) failed.push(...(await judged(visit, browser)));
    console.log(`server: ${server.startedIn.toFixed(0)} ms to start, ${visits.length} pages`);
    return failed;
  } finally {
    await server.stop();
  }
}

interface Subjects {
  readonly reference: string;
  readonly application: string;
  readonly artUnit: string;
  readonly techCenter: string;
  readonly class: string;
  readonly day: string;
}

/** The hardest subjects of a store, as the engine's own file tells them. */
async function subjectsOf(data: string): Promise<Subjects> {
  const snapshot = readFileSync(join(data, "current"), "utf8").trim();
  const folder = join(data, "snapshots", snapshot);
  if (readdirSync(folder).includes("overlay"))
    throw new Error(`${data} has an overlay: run "artunit compact" first, so that the file holds every row.`);
  const instance = await DuckDBInstance.create(join(folder, "store.duckdb"), { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const most = async (column: string, table: string, where = "true") => {
    const sql = `select ${column}::varchar from ${table} where ${column} is not null and ${where} group by 1 order by count(*) desc limit 1`;
    return String((await connection.runAndReadAll(sql)).getRows()[0]?.[0] ?? "");
  };
  // Equal numbers stand side by side, so that a part of the rows tells which is the most frequent.
  const number = await most("reference_number", "citations_by_number", "rowid % 101 = 0");
  const found = {
    reference: `US${number}`,
    application: await most("application_number", "citations"),
    artUnit: await most("art_unit", "office_actions"),
    techCenter: await most("tech_center", "office_actions"),
    class: await most("uspc_class", "office_actions"),
    day: await most("mail_date", "office_actions"),
  };
  connection.closeSync();
  instance.closeSync();
  return found;
}

async function visitsOf(subjects: Subjects, browser: Browser): Promise<readonly Visit[]> {
  const { reference, application, artUnit, day } = subjects;
  const told = await browser.json<{ reports: { name: string }[] }>("/v1/statistics");
  const { datasets } = await browser.json<{ datasets: { key: string; version: string; rows: number }[] }>(
    "/v1/datasets",
  );
  const held = datasets.filter((each) => each.rows > 0).map(({ key, version }) => `${key}/${version}`);
  const found = (text: string) => `/find?q=${encodeURIComponent(text)}`;
  const hardest = { p95: BARS.hardest };
  return [
    "/",
    "/datasets",
    ...held.flatMap((name) => [`/datasets/${name}`, `/datasets/${name}/about`]),
    { path: `/applications/${application}`, ...hardest },
    { path: `/references/${reference}`, ...hardest },
    { path: `/combinations/${reference}`, ...hardest },
    "/combinations",
    "/statistics",
    ...told.reports.map(({ name }) => ({ path: `/statistics/${name}`, first: BARS.report })),
    { path: `/art-units/${artUnit}`, ...hardest },
    { path: `/tech-centers/${subjects.techCenter}`, ...hardest },
    { path: `/classes/${subjects.class}`, ...hardest },
    "/search",
    "/search?text=solid+electrolyte",
    "/search/build",
    "/similar",
    "/verify",
    "/read",
    { path: "/read", form: { text: longAction() }, first: BARS.reader },
    found(application),
    found(reference),
    found(artUnit),
    found("hasRej103:1"),
    found("solid electrolyte"),
    `/datasets/oa_rejections/v2?criteria=${encodeURIComponent(`submissionDate:[${day} TO ${day}]`)}`,
    ...[
      "/coverage",
      "/status",
      "/changes",
      "/about",
      "/accessibility",
      "/apis",
      "/apis/uspto-office-action-citations-api",
    ],
    ...[artUnit.slice(0, 2), application.slice(0, 6), reference.slice(2, -2), "grounds"].map((written) => ({
      path: `/v1/suggestions?q=${written}`,
      p95: BARS.suggestions,
    })),
    ...["/console", "/keys", "/nothing-of-that-name"],
  ].map((each) => (typeof each === "string" ? { path: each } : each));
}

/** 100 KB of an action with some 300 passages that are marked. */
function longAction(): string {
  const said = (at: number) =>
    `Claims ${at + 1}-${at + 3} are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,992,580) in view of Jones (US 2009/0048582).\n\nAs to claim ${at + 1}, Smith teaches the housing, the lever and the spring that the claim recites, and one of ordinary skill would have joined them.\n\n`;
  const parts = Array.from({ length: 60 }, (_, at) => said(at * 3));
  const filling = "The applicant's arguments have been considered and are not found persuasive. ";
  const missing = Math.ceil((100 * 1024 - parts.join("").length) / parts.length / filling.length);
  return parts.map((part) => `${part}${filling.repeat(missing)}\n\n`).join("");
}

/** Opens a page as often as is asked for, prints its figures, and tells what it missed. */
async function judged(visit: Visit, browser: Browser): Promise<readonly string[]> {
  const times: number[] = [];
  let last: Opened | null = null;
  for (let at = 0; at < Number(options.times); at++) {
    last = await browser.open(visit);
    times.push(last.milliseconds);
  }
  const [first] = times as [number];
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const [p50, p95] = [at(0.5), at(0.95)];
  const view = last!.type.startsWith("text/html") ? await browser.view(visit) : null;
  const name = visit.form ? `${visit.path} (a long action)` : visit.path;
  const cells = [first, p50, p95].map((each) => each.toFixed(1).padStart(6)).join(" ");
  console.log(`${name.slice(0, 56).padEnd(57)}${cells} ${String(last!.bytes).padStart(6)}`);
  return [
    ...(last!.status < 400 || visit.path.startsWith("/nothing") ? [] : [`${name}: answers ${last!.status}`]),
    ...missed(name, "p50", p50, BARS.usual),
    ...(visit.p95 ? missed(name, "p95", p95, visit.p95) : []),
    ...(visit.first ? missed(name, "the first time", first, visit.first) : []),
    ...(view ? missed(name, "bytes of the first view", view.bytes, BARS.view) : []),
    ...(view ? missed(name, "bytes of script", view.script, BARS.script) : []),
  ];
}

/** Asks as a browser does: one connection that stays open, compressed answers, no cache. */
class Browser {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly port: number) {}

  async open({ path, form }: Visit): Promise<Opened> {
    return (await this.ask(path, form, "gzip")).opened;
  }

  async json<T>(path: string): Promise<T> {
    return JSON.parse((await this.ask(path, undefined, "identity")).body.toString("utf8")) as T;
  }

  /** What a first view brings: the page, its style and its scripts. */
  async view({ path, form }: Visit): Promise<{ readonly bytes: number; readonly script: number }> {
    const { body } = await this.ask(path, form, "identity");
    const page = body.toString("utf8");
    const named = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, url]) => new URL(url!).pathname);
    /** Of files, and of the modules that they import. */
    const sizes = async (paths: readonly string[]) => {
      let sum = 0;
      const all = new Set(paths);
      for (const each of all) {
        const { body } = await this.ask(each, undefined, "identity");
        for (const [, from] of body.toString("utf8").matchAll(/import "\.(\/[\w.]+)"/g)) all.add(from!);
        sum += (await this.open({ path: each })).bytes;
      }
      return sum;
    };
    const style = await sizes(named(/<link rel="stylesheet" href="([^"]+)"/g));
    const script = await sizes(named(/<script [^>]*src="([^"]+)"/g));
    return { bytes: (await this.open({ path, ...(form ? { form } : {}) })).bytes + style + script, script };
  }

  private ask(
    path: string,
    form: Visit["form"],
    encoding: string,
  ): Promise<{ readonly opened: Opened; readonly body: Buffer }> {
    const sent = form ? new URLSearchParams(form).toString() : null;
    const headers = {
      accept: "text/html,*/*",
      "accept-encoding": encoding,
      ...(sent ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    };
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const method = sent ? "POST" : "GET";
      const asked = request({ port: this.port, path, method, headers, agent: this.agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.once("error", reject);
        answer.once("end", () => {
          const body = Buffer.concat(chunks);
          const milliseconds = performance.now() - began;
          const type = answer.headers["content-type"];
          const opened = {
            status: answer.statusCode!,
            milliseconds,
            bytes: body.length,
            type: type ?? "",
          };
          resolve({ opened, body });
        });
      });
      asked.once("error", reject);
      asked.end(sent ?? undefined);
    });
  }
}

await main();
