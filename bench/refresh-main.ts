import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import type { Manifest } from "../src/store/index.js";
import { places } from "../src/store/snapshots/dataFolder.js";
import { currentId, readManifest, setPinned } from "../src/store/snapshots/folder.js";
import {
  type ArtunitServer,
  type CommandRun,
  type HttpSession,
  loadArtunit,
  runArtunit,
  serveArtunit,
} from "./drive/artunit.js";
import { type QueryClass, queryClasses } from "./drive/classes.js";
import { timeExport } from "./drive/exporting.js";
import { type Outcome, timeCases, timeInFlight, timeMixture } from "./drive/measure.js";
import { PeakMemory } from "./drive/memory.js";
import { bytes, ms, table, writeReport } from "./drive/report.js";
import { walkToTheEnd } from "./drive/walk.js";
import { decidingOptions, readOptions } from "./options.js";
import { applicationsIn, DAY, type Day, writeDay, writeRepeated } from "./refresh/day.js";
import { lookUpSteadily, type Steady, servedAfter } from "./refresh/steady.js";
import { keptRelease } from "./release/kept.js";
import type { Truth } from "./release/truth.js";

const usage = `npm run bench:refresh -- [options]

Measures what a refresh costs: fills the overlay of a full store and asks every query class again, then loads ten days beside
a server under look-ups, one action's document, and builds a new base. A figure that misses its bar is printed like any other.

  --scale S         share of the release's size, up to 1 (default 0.02); the days shrink with it
  --seed N          another seed (default 1)
  --days N          days in a row (default 10)
  --per-second N    look-ups a second beside the loads (default 100)
  --seconds N       how long each throughput is measured (default 4)
  --one-load        compare with one load of everything, which above scale 0.25 is left out otherwise
  --data FOLDER     a store kept from an earlier run of npm run bench, or to be kept for a later one
  --work FOLDER     where generated files and stores are kept (default: below the temporary folder)
  --note TEXT       a remark for the report, such as what else ran
  --write           put the figures into BENCHMARKS.md
`;

const options = readOptions(usage, {
  scale: { type: "string", default: "0.02" },
  seed: { type: "string", default: "1" },
  days: { type: "string", default: "10" },
  "per-second": { type: "string", default: "100" },
  seconds: { type: "string", default: "4" },
  "one-load": { type: "boolean", default: false },
  data: { type: "string" },
  work: { type: "string", default: join(tmpdir(), "artunit-bench") },
  note: { type: "string" },
  write: { type: "boolean", default: false },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const scale = Number(options.scale);
const started = performance.now();
const work = join(options.work, `refresh-${process.pid}`);
const data = options.data ?? join(work, "data");
/** An overlay holds at most this share of the base's rows: see `OVERLAY_SHARE`. */
const FULL = 1 / 50;
const DOCUMENT = "corpora/development/texts";

/** The rows of the report, as they come. */
const lines: string[][] = [];
/** What the README tells of. */
const beside: { readonly loaded: CommandRun; readonly steady: Steady }[] = [];
let compacted: CommandRun | null = null;
try {
  mkdirSync(work, { recursive: true });
  await run();
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const release = await keptRelease(options.work, scale, Number(options.seed));
  const first = await firstLoad(Object.values(release.files));
  const base = manifest();
  const folder = places.snapshot(data, base.id);
  await setPinned(data, base.id, true);
  const known = await applicationsIn(folder);
  say(`${known.all.length} applications`);

  const rows = base.tables.reduce((sum, each) => sum + each.rows, 0);
  const again = await writeRepeated(folder, join(work, "again"), rows * FULL * 0.97);
  await attempt("filling the overlay", async () => {
    const filled = await loadArtunit(data, [again]);
    const { overlay, contentHash } = manifest();
    report("the overlay filled with what is there already", filled, "", contentHash === base.contentHash);
    const share = overlay ? (100 * overlay.overlayRows) / (rows * FULL) : 0;
    say(`the overlay is ${share.toFixed(1)} % full`);
    lines.push(["how full that is, of a fiftieth of the rows", `${share.toFixed(0)} %`, "", ""]);
  });
  const classes = await withServer((server) => askClasses(server, release.truth));

  await rollBackTo(base.id);
  const days = await withServer((server) => loadDays(server, known));
  await attempt("compaction", async () => {
    const before = manifest();
    compacted = await runArtunit("compact", data);
    const isSame = manifest().contentHash === before.contentHash;
    const bar = first === null ? "≤ 4 GiB" : `≤ ${(2 * first.seconds).toFixed(0)} s, ≤ 4 GiB`;
    report("a new base (`artunit compact`)", compacted, bar, isSame);
  });
  if (options["one-load"] || scale <= 0.25)
    await attempt("one load of everything", () => oneLoad(release.files, days));
  await rollBackTo(base.id);
  await setPinned(data, base.id, false);
  finish(classes);
}

async function firstLoad(files: readonly string[]): Promise<{ readonly seconds: number } | null> {
  const figures = join(data, "first-load.json");
  if (existsSync(join(data, "current")))
    return existsSync(figures) ? (JSON.parse(readFileSync(figures, "utf8")) as { seconds: number }) : null;
  const loaded = await loadArtunit(data, files);
  writeFileSync(figures, JSON.stringify({ seconds: loaded.seconds }));
  report("the first load, everything in it", loaded, "≤ 360 s, ≤ 4 GiB", true);
  return loaded;
}

async function withServer<T>(use: (server: ArtunitServer) => Promise<T>): Promise<T> {
  const server = await serveArtunit(data, 0);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

/** Every class of queries, each answer held against what is known to be true. */
async function askClasses(server: ArtunitServer, truth: Truth): Promise<readonly string[][]> {
  const seconds = Number(options.seconds);
  const memory = new PeakMemory(server.pid);
  const found: string[][] = [];
  const all = queryClasses(truth);
  for (const each of all) {
    const outcome =
      each.inFlight > 1
        ? await timeInFlight(server, each.cases, each.inFlight, seconds)
        : await timeCases(server, each.cases);
    found.push(classLine(each, outcome));
    say(found.at(-1)!.join("  "));
  }
  const casesOf = (name: string) => all.find((each) => each.name === name)?.cases ?? [];
  const heavy = ["reference-infix", "groups-citations"].flatMap(casesOf);
  const mixture = await timeMixture(server, casesOf("rejections-of-application"), heavy, seconds);
  found.push([
    "Nine connections looking up beside heavy questions",
    told(mixture.lookups),
    "",
    "≥ 4,000/s, p99 ≤ 20 ms",
    "",
  ]);
  const exported = await timeExport(server, "rejections", [], truth.rows.rejections, server.pid);
  found.push([
    "Export of all rejections",
    exported.kind === "exported"
      ? `first byte ${ms(exported.firstByte)} ms, ${exported.megabytesPerSecond.toFixed(0)} MB/s`
      : JSON.stringify(exported),
    "",
    "first byte ≤ 300 ms, ≥ 50 MB/s",
    "",
  ]);
  await attempt("the walk by cursor", async () => {
    const session = (await server.open()) as HttpSession;
    const { firstPage, lastPage } = await walkToTheEnd(session, truth.rows.office_actions);
    session.close();
    found.push([
      "Last page by cursor against the first",
      `${ms(lastPage.p50)} / ${ms(firstPage.p50)}`,
      "",
      "≤ 2 ×",
      "",
    ]);
  });
  found.push(["Most memory while serving", bytes(memory.stop()), "", "≤ 2 GiB", ""]);
  say(
    found
      .slice(-4)
      .map((line) => line.join("  "))
      .join("\n"),
  );
  return found;
}

function classLine({ title, bar }: QueryClass, outcome: Outcome): string[] {
  const within = isWithin(bar, outcome);
  const mark = within === null ? "" : within ? "yes" : "**no**";
  if (outcome.kind !== "timed") return [title, told(outcome), "", bar?.text ?? "", mark];
  const { first, again } = outcome;
  return [
    title,
    `${ms(first.p50)} / ${ms(first.p95)}`,
    `${ms(again.p50)} / ${ms(again.p95)}`,
    bar?.text ?? "",
    mark,
  ];
}

function told(outcome: Outcome): string {
  switch (outcome.kind) {
    case "throughput":
      return `${Math.round(outcome.perSecond).toLocaleString("en")}/s (p99 ${ms(outcome.latency.p99)})`;
    case "wrong":
      process.exitCode = 1;
      console.error(`WRONG ${outcome.faults.slice(0, 3).join("; ")}`);
      return "**wrong answer**";
    case "not-offered":
      return "not offered";
    case "timed":
      return ms(outcome.first.p50);
  }
}

function isWithin(bar: QueryClass["bar"], outcome: Outcome): boolean | null {
  if (bar === null) return null;
  if (outcome.kind === "throughput") return bar.perSecond === undefined || outcome.perSecond >= bar.perSecond;
  if (outcome.kind !== "timed") return null;
  return outcome.first.p50 <= (bar.p50 ?? Infinity) && outcome.first.p95 <= (bar.p95 ?? Infinity);
}

/** Ten days in a row, then one action's document, beside a server that is asked all the time. */
async function loadDays(
  server: ArtunitServer,
  known: Awaited<ReturnType<typeof applicationsIn>>,
): Promise<readonly string[]> {
  const files: string[] = [];
  const days = Number(options.days);
  const loadBeside = async (name: string, bar: string, paths: readonly string[], document: string) => {
    const stop = await lookUpSteadily(server, known.newest, Number(options["per-second"]));
    let loaded: CommandRun | null = null;
    let served = Number.NaN;
    await attempt(name, async () => {
      loaded = await loadArtunit(data, paths);
      served = await servedAfter(server, document);
    });
    const steady = await stop();
    if (loaded) reportBeside(name, loaded, bar, served, steady);
    files.push(...paths);
  };
  for (let day = 1; day <= days; day++) {
    const made: Day = writeDay(join(work, `day-${day}`), known, { day, scale });
    await loadBeside(`day ${day}`, "≤ 60 s, ≤ 1 GiB, none fails", made.files, made.documents[0]!);
    say(`the overlay: ${JSON.stringify(manifest().overlay ?? "none, a new base was built")}`);
  }
  const text = readdirSync(DOCUMENT).filter((name) => name.endsWith(".txt"))[0]!;
  const number = known.newest[Math.floor(known.newest.length / 2)]!;
  const document = join(work, `${number}.txt`);
  writeFileSync(document, readFileSync(join(DOCUMENT, text)));
  const stop = await lookUpSteadily(server, known.newest, Number(options["per-second"]));
  await attempt("one action's document", async () => {
    const loaded = await loadArtunit(data, [document]);
    reportBeside("one action's document", loaded, "≤ 5 s", null, await stop());
    files.push(document);
  });
  return files;
}

/** What all of it comes to when it is loaded at once. */
async function oneLoad(release: Readonly<Record<string, string>>, days: readonly string[]): Promise<void> {
  const other = join(work, "one");
  const loaded = await loadArtunit(other, [...Object.values(release), ...days]);
  const isSame = readManifest(other, currentId(other)!).contentHash === manifest().contentHash;
  report("one load of the release, the days and the document", loaded, "the same content hash", isSame);
  rmSync(other, { recursive: true, force: true });
}

function manifest(): Manifest {
  return readManifest(data, currentId(data)!);
}

async function rollBackTo(id: string): Promise<void> {
  if (currentId(data) !== id) await runArtunit("rollback", data, [id]);
}

/** What fails is a line of the report, and the rest goes on. */
async function attempt(what: string, doIt: () => Promise<void>): Promise<void> {
  try {
    await doIt();
  } catch (error) {
    process.exitCode = 1;
    console.error(`FAILED ${what}: ${(error as Error).message}`);
    lines.push([what, "**failed**", (error as Error).message.split("\n")[0]!.slice(0, 120), ""]);
  }
}

function report(name: string, { seconds, peakBytes }: CommandRun, bar: string, isSame: boolean): void {
  if (!isSame) process.exitCode = 1;
  const hash = isSame ? "" : "**another content hash**";
  lines.push([name, `${seconds.toFixed(1)} s, most memory ${bytes(peakBytes)}`, hash, bar]);
  say(lines.at(-1)!.join("  "));
}

function reportBeside(
  name: string,
  loaded: CommandRun,
  bar: string,
  served: number | null,
  steady: Steady,
): void {
  const { seconds, peakBytes } = loaded;
  const { asked, failed, latency } = steady;
  beside.push({ loaded, steady });
  const lookUps = `${asked.toLocaleString("en")} look-ups, ${failed.length === 0 ? "none" : failed.length} failed, p50 ${ms(latency.p50)} ms, p99 ${ms(latency.p99)} ms`;
  lines.push([
    name,
    `${seconds.toFixed(1)} s, most memory ${bytes(peakBytes)}${served === null ? "" : `, served ${served.toFixed(1)} s later`}`,
    lookUps,
    bar,
  ]);
  say(lines.at(-1)!.join("  "));
  for (const fault of failed.slice(0, 3)) say(`  ${fault}`);
}

function finish(classes: readonly (readonly string[])[]): void {
  const note = options.note ? ` (${options.note})` : "";
  const day = Object.entries(DAY).map(
    ([name, count]) => `${Math.round(count * scale).toLocaleString("en")} ${name}`,
  );
  const text = [
    `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench:refresh -- ${decidingOptions().join(" ")}\`${note}, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model}. A day: ${day.join(", ")}.`,
    "",
    ...table(["", "", `beside it, ${options["per-second"]} look-ups a second`, "bar at scale 1"], lines),
    "",
    "With the overlay full:",
    "",
    ...table(["query", "first p50 / p95", "again p50 / p95", "bar at scale 1", "held"], classes),
  ].join("\n");
  console.log(`\n${text}`);
  if (!options.write) return;
  writeReport("BENCHMARKS.md", "refresh figures", text);
  writeReport("README.md", "refresh figures", inShort(day));
}

/** What a refresh costs, in two sentences. */
function inShort(day: readonly string[]): string {
  const days = beside.slice(0, -1);
  const document = beside.at(-1);
  if (days.length === 0 || !document || !compacted) return "The last run did not get to its end.";
  const times = days.map(({ loaded }) => loaded.seconds);
  const memory = bytes(Math.max(...days.map(({ loaded }) => loaded.peakBytes ?? 0)));
  const failed = beside.reduce((sum, { steady }) => sum + steady.failed.length, 0);
  const share = scale === 1 ? "the whole dataset" : `${100 * scale} % of the dataset`;
  return [
    `Into ${share}, a day's refresh (${day.join(", ")}) took ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} s and ${memory} beside a server`,
    `with ${options["per-second"]} look-ups a second, of which ${failed === 0 ? "none" : failed} failed; one action's document ${document.loaded.seconds.toFixed(1)} s; a new base ${compacted.seconds.toFixed(0)} s.`,
  ].join("\n");
}

function say(text: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(5);
  console.error(`${seconds} s  ${text}`);
}
