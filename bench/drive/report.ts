import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, release, totalmem } from "node:os";
import type { QueryClass } from "./classes.js";
import type { ExportOutcome } from "./exporting.js";
import type { Outcome, Timing } from "./measure.js";

/** Everything one run has found out. */
export interface Findings {
  readonly date: string;
  readonly command: string;
  readonly scale: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly load: {
    readonly generatedBytes: number;
    readonly artunit: LoadFinding | null;
    readonly postgres: LoadFinding | null;
  };
  readonly serving: ServingFinding | null;
  readonly classes: readonly ClassFinding[];
  /** Look-ups with many in flight, of servers and of a plain handler over PostgreSQL. */
  readonly inFlight: readonly InFlightFinding[];
  readonly lastPage: Timing | null;
  readonly firstPage: Timing | null;
  readonly mixture: readonly {
    readonly engine: string;
    readonly lookups: Outcome;
    readonly heavy: Outcome;
  }[];
  readonly exports: readonly { readonly engine: string; readonly outcome: ExportOutcome }[];
}

interface InFlightFinding {
  readonly title: string;
  readonly oneWorker: Outcome;
  readonly twoWorkers: Outcome;
  readonly postgresOverHttp: Outcome | null;
}

interface LoadFinding {
  readonly seconds: number;
  readonly peakBytes: number | null;
  readonly diskBytes: number;
}

interface ServingFinding {
  readonly startMilliseconds: number;
  /** The first question of a class after the start. */
  readonly cold: readonly { readonly title: string; readonly milliseconds: number }[];
  readonly peakBytes: number | null;
}

interface ClassFinding {
  readonly queryClass: Pick<QueryClass, "name" | "title" | "bar" | "inFlight">;
  readonly artunit: Outcome | null;
  readonly postgres: Outcome | null;
}

/** Whether any answer of ours or of PostgreSQL was wrong. */
export function hasWrongAnswers(findings: Findings): boolean {
  const outcomes = [
    ...findings.classes.flatMap(({ artunit, postgres }) => [artunit, postgres]),
    ...findings.inFlight.flatMap((each) => [each.oneWorker, each.twoWorkers, each.postgresOverHttp]),
    ...findings.mixture.flatMap(({ lookups, heavy }) => [lookups, heavy]),
    ...findings.exports.map(({ outcome }) => outcome),
  ];
  return outcomes.some((outcome) => outcome?.kind === "wrong");
}

/** Puts figures between their two markers in BENCHMARKS.md; what stands outside is written by people. */
export function writeReport(
  path: string,
  name:
    | "figures"
    | "text figures"
    | "extraction figures"
    | "refresh figures"
    | "flat figures"
    | "application figures",
  markdown: string,
): void {
  const begin = `<!-- ${name}: begin (written by the program) -->`;
  const end = `<!-- ${name}: end -->`;
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} has lost its markers:\n${begin}\n${end}`);
  writeFileSync(path, `${text.slice(0, from + begin.length)}\n\n${markdown.trim()}\n\n${text.slice(to)}`);
}

export function printReport(findings: Findings): string {
  const { load, serving } = findings;
  return [
    `Measured on ${findings.date} with \`${findings.command}\`.`,
    "",
    ...table(
      ["", ""],
      [
        [
          "machine",
          `${cpus().length} × ${cpus()[0]?.model ?? arch()}, ${gigabytes(totalmem())}, ${platform()} ${release()}`,
        ],
        ...Object.entries(findings.versions),
        ["scale", String(findings.scale)],
        ...Object.entries(findings.rows).map(([name, rows]) => [name, `${rows.toLocaleString("en")} rows`]),
      ],
    ),
    "",
    "### Loading and serving",
    "",
    ...table(
      ["", "Artunit", "PostgreSQL", "bar at scale 1"],
      [
        [
          "CSV zips to served",
          load.artunit ? `${load.artunit.seconds.toFixed(1)} s` : "–",
          load.postgres ? `${load.postgres.seconds.toFixed(1)} s` : "–",
          "≤ 360 s",
        ],
        [
          "rate (CSV)",
          load.artunit ? rate(load.generatedBytes, load.artunit.seconds) : "–",
          load.postgres ? rate(load.generatedBytes, load.postgres.seconds) : "–",
          "",
        ],
        ["most memory while loading", bytes(load.artunit?.peakBytes), "–", "≤ 4 GiB"],
        ["on disk", bytes(load.artunit?.diskBytes), bytes(load.postgres?.diskBytes), ""],
        ["server start", serving ? `${serving.startMilliseconds.toFixed(0)} ms` : "–", "–", "≤ 2 s"],
        ["most memory while serving", bytes(serving?.peakBytes), "–", "≤ 2 GiB"],
      ],
    ),
    "",
    "### Queries over HTTP",
    "",
    "Milliseconds until the whole answer is there. *First* is the first time a question is asked, *again* the",
    "second; the ratio compares p50 of the first time (or requests a second), above 1 in Artunit's favour.",
    "",
    ...table(
      ["query", "first p50 / p95", "again p50 / p95", "PostgreSQL p50 / p95", "ratio", "bar at scale 1"],
      findings.classes.map(classRow),
    ),
    "",
    ...(findings.firstPage && findings.lastPage
      ? [
          `Last page by cursor: p50 ${ms(findings.lastPage.p50)} ms against ${ms(findings.firstPage.p50)} ms for the first page (bar: ≤ 2 ×).`,
          "",
        ]
      : []),
    ...inFlightLines(findings),
    ...mixtureLines(findings),
    ...exportLines(findings),
    ...coldLines(serving),
  ].join("\n");
}

function classRow({ queryClass, artunit, postgres }: ClassFinding): string[] {
  const bar = queryClass.bar?.text ?? "";
  if (queryClass.inFlight > 1) {
    return [queryClass.title, throughput(artunit), "", throughput(postgres), ratio(artunit, postgres), bar];
  }
  return [
    queryClass.title,
    cell(artunit, "first"),
    cell(artunit, "again"),
    cell(postgres, "first"),
    ratio(artunit, postgres),
    bar,
  ];
}

function cell(outcome: Outcome | null, pass: "first" | "again"): string {
  if (outcome?.kind === "timed") return `${ms(outcome[pass].p50)} / ${ms(outcome[pass].p95)}`;
  return unmeasured(outcome);
}

function throughput(outcome: Outcome | null): string {
  if (outcome?.kind !== "throughput") return unmeasured(outcome);
  return `${Math.round(outcome.perSecond).toLocaleString("en")}/s (p50 ${ms(outcome.latency.p50)}, p99 ${ms(outcome.latency.p99)})`;
}

function unmeasured(outcome: Outcome | null): string {
  if (outcome?.kind === "wrong") return "**wrong answer**";
  return outcome?.kind === "not-offered" ? "not offered" : "–";
}

function ratio(artunit: Outcome | null, postgres: Outcome | null): string {
  if (artunit?.kind === "timed" && postgres?.kind === "timed") {
    return `${(postgres.first.p50 / artunit.first.p50).toFixed(1)} ×`;
  }
  if (artunit?.kind === "throughput" && postgres?.kind === "throughput") {
    return `${(artunit.perSecond / postgres.perSecond).toFixed(1)} ×`;
  }
  return "";
}

/** Processors that one server, two workers' engine and the load generator have each for themselves. */
const ENOUGH = 4;

function inFlightLines({ inFlight }: Findings): string[] {
  if (inFlight.length === 0) return [];
  return [
    "### 64 in flight, by workers, beside PostgreSQL through a plain HTTP handler",
    "",
    "The handler is what somebody would write who puts PostgreSQL behind Node's HTTP server and nothing else; it answers the same JSON, of",
    `the release's own columns.${cpus().length < ENOUGH ? ` Only ${cpus().length} cores are there to measure, and the load generator takes one of them: what a second worker gains does not show.` : ""}`,
    "",
    ...table(
      ["query", "one worker", "two workers", "two ÷ one", "PostgreSQL over HTTP", "one worker ÷ it"],
      inFlight.map(({ title, oneWorker, twoWorkers, postgresOverHttp }) => [
        title,
        throughput(oneWorker),
        throughput(twoWorkers),
        ratio(twoWorkers, oneWorker),
        throughput(postgresOverHttp),
        ratio(oneWorker, postgresOverHttp),
      ]),
    ),
    "",
  ];
}

function mixtureLines({ mixture }: Findings): string[] {
  if (mixture.length === 0) return [];
  return [
    "### Nine connections looking up applications beside one that asks heavy questions",
    "",
    ...table(
      ["", "lookups", "heavy"],
      mixture.map(({ engine, lookups, heavy }) => [engine, throughput(lookups), throughput(heavy)]),
    ),
    "",
  ];
}

function exportLines({ exports }: Findings): string[] {
  if (exports.length === 0) return [];
  return [
    "### Export as JSON lines",
    "",
    ...table(
      ["", "rows", "first byte", "rate", "server memory before → most"],
      exports.map(({ engine, outcome }) =>
        outcome.kind === "exported"
          ? [
              engine,
              outcome.rows.toLocaleString("en"),
              `${ms(outcome.firstByte)} ms`,
              `${outcome.megabytesPerSecond.toFixed(0)} MB/s`,
              outcome.residentBefore === null
                ? "–"
                : `${bytes(outcome.residentBefore)} → ${bytes(outcome.residentMost)}`,
            ]
          : [engine, outcome.kind === "wrong" ? "**wrong answer**" : "not offered", "", "", ""],
      ),
    ),
    "",
    "Bar at scale 1: first byte ≤ 300 ms, ≥ 50 MB/s, memory flat.",
    "",
  ];
}

function coldLines(serving: ServingFinding | null): string[] {
  if (!serving || serving.cold.length === 0) return [];
  return [
    "### The first question after a start",
    "",
    "The operating system's file cache is left as it is: other work on the machine needs it.",
    "",
    ...table(
      ["query", "milliseconds"],
      serving.cold.map(({ title, milliseconds }) => [title, ms(milliseconds)]),
    ),
    "",
  ];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

export function ms(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return value >= 1 << 30 ? gigabytes(value) : `${(value / (1 << 20)).toFixed(0)} MiB`;
}

function gigabytes(value: number): string {
  return `${(value / (1 << 30)).toFixed(1)} GiB`;
}

export function rate(size: number, seconds: number): string {
  return `${(size / 1e6 / seconds).toFixed(1)} MB/s`;
}
