import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ArtunitServer, type HttpSession, loadArtunit, serveArtunit } from "./drive/artunit.js";
import { type QueryClass, queryClasses } from "./drive/classes.js";
import { type Engine, NotOffered } from "./drive/engine.js";
import { timeExport } from "./drive/exporting.js";
import { judged, ratiosOf } from "./drive/limits.js";
import { type Outcome, timeCases, timeInFlight, timeMixture } from "./drive/measure.js";
import { PeakMemory } from "./drive/memory.js";
import { loadPostgres, postgresEngine } from "./drive/postgres.js";
import { findPostgres, startPostgres } from "./drive/postgres-cluster.js";
import { postgresOverHttp } from "./drive/postgres-http.js";
import { type Findings, hasWrongAnswers, printReport, writeReport } from "./drive/report.js";
import { walkToTheEnd } from "./drive/walk.js";
import { decidingOptions, readOptions } from "./options.js";
import { type KeptRelease, keptRelease } from "./release/kept.js";
import type { Truth } from "./release/truth.js";

const usage = `npm run bench -- [options]

  --scale S         share of the release's size, up to 1 (default 0.02)
  --classes a,b     only these classes of queries
  --without-postgres
  --without-artunit
  --port N          port for the server under test (default: any free one)
  --data FOLDER     a store kept from an earlier run, or to be kept for a later one
  --seconds N       how long each throughput is measured (default 4)
  --work FOLDER     where generated files and stores are kept (default: below the temporary folder)
  --note TEXT       a remark for the report, such as what else ran
  --write           put the figures into BENCHMARKS.md
  --check           for continuous integration: fail on wrong answers and gross regressions; writes nothing
`;

const options = readOptions(usage, {
  scale: { type: "string", default: "0.02" },
  seed: { type: "string", default: "1" },
  classes: { type: "string" },
  "without-postgres": { type: "boolean", default: false },
  "without-artunit": { type: "boolean", default: false },
  port: { type: "string", default: "0" },
  data: { type: "string" },
  seconds: { type: "string" },
  work: { type: "string", default: join(tmpdir(), "artunit-bench") },
  note: { type: "string" },
  write: { type: "boolean", default: false },
  check: { type: "boolean", default: false },
});
// Servers and folders of this run go with it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
await main();

async function main(): Promise<void> {
  const scale = Number(options.scale);
  const release = await keptRelease(options.work, scale, Number(options.seed));
  const classes = chosenClasses(release.truth);
  const programs = options["without-postgres"] || options.check ? null : findPostgres();
  if (!programs && !options["without-postgres"] && !options.check) {
    console.log("PostgreSQL is not installed (on Debian: apt-get install postgresql); measuring without it.");
  }

  const cleaning: (() => Promise<void>)[] = [];
  try {
    const postgres = programs ? await preparePostgres(programs, release, cleaning) : null;
    const artunit = options["without-artunit"] ? null : await prepareArtunit(release, cleaning);
    const found = await ask(release.truth, classes, artunit?.server ?? null, postgres?.engine ?? null);
    const inFlight =
      artunit && !options.check ? await askInFlight(classes, artunit.data, postgres?.overHttp ?? null) : [];
    const findings: Findings = {
      date: new Date().toISOString().slice(0, 10),
      command:
        `npm run bench -- ${decidingOptions().join(" ")}`.trim() + (options.note ? ` (${options.note})` : ""),
      scale,
      rows: release.truth.rows,
      versions: {
        artunit: (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version,
        "Node.js": process.version,
        ...(postgres ? { PostgreSQL: postgres.version } : {}),
      },
      load: {
        generatedBytes: release.csvBytes,
        artunit: artunit?.load ?? null,
        postgres: postgres?.load ?? null,
      },
      ...found,
      inFlight,
      serving: artunit
        ? {
            startMilliseconds: artunit.server.startedIn,
            cold: artunit.cold,
            peakBytes: artunit.memory.stop(),
          }
        : null,
    };
    finish(findings);
  } finally {
    for (const clean of cleaning.reverse()) await clean();
  }
}

function chosenClasses(truth: Truth): readonly QueryClass[] {
  const all = queryClasses(truth);
  if (options.classes === undefined) return all;
  const names = options.classes.split(",");
  const unknown = names.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no class ${unknown.join(", ")}. There are: ${all.map((one) => one.name).join(", ")}.`,
    );
  }
  return all.filter((one) => names.includes(one.name));
}

async function prepareArtunit(release: KeptRelease, cleaning: (() => Promise<void>)[]) {
  const data = options.data ?? join(options.work, `data-${process.pid}`);
  if (!options.data) cleaning.push(async () => rmSync(data, { recursive: true, force: true }));
  const load = existsSync(join(data, "current"))
    ? null
    : await loadArtunit(data, Object.values(release.files));
  if (load) say(`artunit loaded in ${load.seconds.toFixed(1)} s`);
  const server = await serveArtunit(data, Number(options.port));
  cleaning.push(() => server.stop());
  say(`artunit listens after ${server.startedIn.toFixed(0)} ms`);
  return {
    data,
    load,
    server,
    cold: await firstQuestions(server, release.truth),
    memory: new PeakMemory(server.pid),
  };
}

/** One question of each kind, the first that a new server hears. */
async function firstQuestions(server: ArtunitServer, truth: Truth) {
  const session = await server.open();
  const cold: { title: string; milliseconds: number }[] = [];
  for (const { title, cases, inFlight } of queryClasses(truth)) {
    const question = cases.at(-1)?.question;
    if (inFlight > 1 || !question) continue;
    const began = performance.now();
    try {
      await session.ask(question);
      cold.push({ title, milliseconds: performance.now() - began });
    } catch (error) {
      if (!(error instanceof NotOffered)) say(`cold: ${title}: ${(error as Error).message}`);
    }
  }
  session.close();
  return cold;
}

async function preparePostgres(programs: string, release: KeptRelease, cleaning: (() => Promise<void>)[]) {
  const cluster = await startPostgres(programs);
  cleaning.push(() => cluster.stop());
  const load = { ...(await loadPostgres(cluster, release.files)), peakBytes: null };
  say(`PostgreSQL loaded in ${load.seconds.toFixed(1)} s`);
  const overHttp = await postgresOverHttp(cluster);
  cleaning.push(() => overHttp.stop());
  return { engine: postgresEngine(cluster), overHttp, version: cluster.version, load };
}

async function ask(
  truth: Truth,
  classes: readonly QueryClass[],
  artunit: ArtunitServer | null,
  postgres: Engine | null,
): Promise<Pick<Findings, "classes" | "firstPage" | "lastPage" | "mixture" | "exports">> {
  const seconds = Number(options.seconds ?? (options.check ? 1 : 4));
  const findings: Findings["classes"][number][] = [];
  for (const queryClass of classes) {
    const { name, cases, inFlight } = queryClass;
    const measure = (engine: Engine | null) =>
      engine === null
        ? null
        : inFlight > 1
          ? timeInFlight(engine, cases, inFlight, seconds)
          : timeCases(engine, cases);
    const finding = { queryClass, artunit: await measure(artunit), postgres: await measure(postgres) };
    findings.push(finding);
    say(`${name}: ${brief("artunit", finding.artunit)}${brief("PostgreSQL", finding.postgres)}`);
  }
  const whole = options.classes === undefined;
  const engines = [artunit, postgres].filter((engine) => engine !== null);
  const mixture: Findings["mixture"][number][] = [];
  const exports: Findings["exports"][number][] = [];
  if (whole) {
    const lookups = casesOf(truth, "rejections-of-application");
    for (const engine of engines) {
      const isTimed = (name: string) => {
        const finding = findings.find((one) => one.queryClass.name === name);
        return (engine === artunit ? finding?.artunit : finding?.postgres)?.kind === "timed";
      };
      const heavy = ["reference-infix", "groups-citations"]
        .filter(isTimed)
        .flatMap((name) => casesOf(truth, name));
      if (heavy.length === 0) continue;
      const both = await timeMixture(engine, lookups, heavy, seconds);
      mixture.push({ engine: engine.name, ...both });
      say(`mixture: ${brief(`${engine.name} lookups`, both.lookups)}${brief("heavy", both.heavy)}`);
    }
    for (const engine of engines) {
      const pid = engine === artunit ? artunit.pid : null;
      const outcome = await timeExport(engine, "rejections", [], truth.rows.rejections, pid);
      exports.push({ engine: engine.name, outcome });
      say(`export: ${engine.name} ${JSON.stringify(outcome)}`);
    }
  }
  const walked = whole && artunit ? await walk(artunit, truth) : null;
  return {
    classes: findings,
    mixture,
    exports,
    firstPage: walked?.firstPage ?? null,
    lastPage: walked?.lastPage ?? null,
  };
}

/** The classes with many in flight, asked of a server with one worker, one with two, and a plain handler over PostgreSQL, in turn. */
async function askInFlight(
  classes: readonly QueryClass[],
  data: string,
  overHttp: Engine | null,
): Promise<Findings["inFlight"]> {
  const seconds = Number(options.seconds ?? 4);
  const asked = classes.filter(({ inFlight }) => inFlight > 1);
  const outcomesOf = async (workers: number): Promise<Outcome[]> => {
    const server = await serveArtunit(data, 0, ["--workers", String(workers)]);
    try {
      return await inTurn(asked, ({ cases, inFlight }) => timeInFlight(server, cases, inFlight, seconds));
    } finally {
      await server.stop();
    }
  };
  const [one, two] = [await outcomesOf(1), await outcomesOf(2)];
  const postgres =
    overHttp &&
    (await inTurn(asked, ({ cases, inFlight }) => timeInFlight(overHttp, cases, inFlight, seconds)));
  return asked.map(({ title }, at) => {
    const found = {
      title,
      oneWorker: one[at]!,
      twoWorkers: two[at]!,
      postgresOverHttp: postgres?.[at] ?? null,
    };
    say(
      `${title}: ${brief("one worker", found.oneWorker)}${brief("two workers", found.twoWorkers)}${brief("PostgreSQL over HTTP", found.postgresOverHttp)}`,
    );
    return found;
  });
}

async function inTurn<One, Found>(all: readonly One[], find: (one: One) => Promise<Found>): Promise<Found[]> {
  const found: Found[] = [];
  for (const one of all) found.push(await find(one));
  return found;
}

async function walk(artunit: ArtunitServer, truth: Truth) {
  const session = (await artunit.open()) as HttpSession;
  try {
    return await walkToTheEnd(session, truth.rows.office_actions);
  } catch (error) {
    if (error instanceof NotOffered) return null;
    throw error;
  } finally {
    session.close();
  }
}

function casesOf(truth: Truth, name: string): QueryClass["cases"] {
  return queryClasses(truth).find((one) => one.name === name)?.cases ?? [];
}

function finish(findings: Findings): void {
  const report = printReport(findings);
  console.log(`\n${report}`);
  const wrong = findings.classes.flatMap(({ queryClass, artunit, postgres }) =>
    [artunit, postgres].flatMap((outcome) =>
      outcome?.kind === "wrong"
        ? outcome.faults.slice(0, 5).map((fault) => `${queryClass.name}: ${fault}`)
        : [],
    ),
  );
  for (const fault of wrong) console.error(`WRONG ${fault}`);
  if (hasWrongAnswers(findings)) process.exitCode = 1;
  if (options.check) {
    const { sentences, isFine } = judged(ratiosOf(findings));
    for (const sentence of sentences) console.log(sentence);
    if (!isFine) process.exitCode = 1;
    const right = `${findings.classes.length} kinds of questions, ${wrong.length} wrong answers`;
    console.log(`benchmark check: ${right}, ${isFine ? "no gross regression" : "a gross regression"}`);
  } else if (options.write && process.exitCode !== 1) {
    writeReport("BENCHMARKS.md", "figures", report);
  }
}

function brief(name: string, outcome: Outcome | null): string {
  switch (outcome?.kind) {
    case undefined:
      return "";
    case "timed":
      return `${name} p50 ${outcome.first.p50.toFixed(2)} ms p95 ${outcome.first.p95.toFixed(2)} ms  `;
    case "throughput":
      return `${name} ${outcome.perSecond.toFixed(0)}/s p99 ${outcome.latency.p99.toFixed(2)} ms  `;
    case "wrong":
      return `${name} WRONG: ${outcome.faults[0]}  `;
    case "not-offered":
      return `${name} does not offer it  `;
  }
}

function say(text: string): void {
  console.error(text);
}
