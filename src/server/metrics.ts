import type { Manifest } from "../store/index.js";
import { type ProcessUse, processUse } from "../store/remote/processUse.js";
import type { Synced } from "../store/snapshots/synced.js";

/** Upper ends of the histogram's buckets, in seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** What one process has counted, as another may be told it. */
export interface Counts {
  readonly answers: readonly (readonly [status: number, count: number])[];
  readonly times: readonly (readonly [route: string, times: Histogram])[];
  readonly inFlight: number;
  readonly unknownFields: number;
  readonly records: number;
  readonly damage: number;
}

/** What all processes of a server have counted, and what each takes of the machine. */
export interface Everybody {
  readonly counts: readonly Counts[];
  readonly processes: readonly ProcessUse[];
}

/** Counts since the server started. Holds no query text and nothing about who asked. */
export class Metrics {
  readonly #answers = new Map<number, number>();
  readonly #times = new Map<string, Histogram>();
  #inFlight = 0;
  #unknownFields = 0;
  #records = 0;
  #damage = 0;
  #damaged: () => number = () => 0;
  #everybody: () => Promise<Everybody> = async () => ({
    counts: [this.counts()],
    processes: [processUse("server")],
  });
  #synced: () => Synced | null = () => null;

  countRequest(): void {
    this.#inFlight++;
  }

  /** An answer of a route, as it is declared, or of none, that took so many milliseconds. */
  countAnswer(status: number, route: string | null, milliseconds: number): void {
    this.#inFlight--;
    this.#answers.set(status, (this.#answers.get(status) ?? 0) + 1);
    const name = route ?? "none";
    const times = this.#times.get(name) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
    this.#times.set(name, times);
    const seconds = milliseconds / 1000;
    const bucket = BUCKETS.findIndex((most) => seconds <= most);
    if (bucket >= 0) times.counts[bucket]!++;
    times.sum += seconds;
    times.count++;
  }

  /** A query whose unknown field matched nothing, as the portal's did. */
  countUnknownField(): void {
    this.#unknownFields++;
  }

  /** An answer that is an error because a stored file is not what was written. */
  countDamage(): void {
    this.#damage++;
  }

  /** How many stored files are known to be damaged is asked there. */
  askDamaged(damaged: () => number): void {
    this.#damaged = damaged;
  }

  /** Where several processes answer, what all of them have counted is asked there. */
  askEverybody(everybody: () => Promise<Everybody>): void {
    this.#everybody = everybody;
  }

  /** What came of the latest synchronisation is asked there. */
  askSynced(synced: () => Synced | null): void {
    this.#synced = synced;
  }

  countRecords(count: number): void {
    this.#records += count;
  }

  /** What this process has counted. */
  counts(): Counts {
    return {
      answers: [...this.#answers],
      times: [...this.#times],
      inFlight: this.#inFlight,
      unknownFields: this.#unknownFields,
      records: this.#records,
      damage: this.#damage,
    };
  }

  /** The counts of all processes in Prometheus' text format; of what is served, too, where there is a snapshot. */
  async text(snapshot: Manifest | null, version: string): Promise<string> {
    const { counts, processes } = await this.#everybody();
    const { answers, times, inFlight, records, unknownFields, damage } = sumOf(counts);
    return [
      ...metric("artunit_info", "gauge", "What is running and what it serves.", [
        `{version="${version}",snapshot="${snapshot?.id ?? ""}"} 1`,
      ]),
      ...metric(
        "artunit_answers_total",
        "counter",
        "Answers by HTTP status.",
        [...answers].sort(([a], [b]) => a - b).map(([status, count]) => `{status="${status}"} ${count}`),
      ),
      ...metric("artunit_answer_seconds", "histogram", "Time from request to the answer's end, by route.", [
        ...[...times]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([route, histogram]) => linesOf(route, histogram)),
      ]),
      ...metric("artunit_requests_in_flight", "gauge", "Requests whose answers have not ended.", [
        ` ${inFlight}`,
      ]),
      ...metric("artunit_records_total", "counter", "Records sent.", [` ${records}`]),
      ...metric(
        "artunit_unknown_field_queries_total",
        "counter",
        "Queries with an unknown field that matched nothing.",
        [` ${unknownFields}`],
      ),
      ...metric(
        "artunit_damage_answers_total",
        "counter",
        "Answers that are errors because a stored file is damaged.",
        [` ${damage}`],
      ),
      ...metric(
        "artunit_damaged_files",
        "gauge",
        "Stored files that were found damaged and are not restored.",
        [` ${this.#damaged()}`],
      ),
      ...(snapshot === null ? [] : ofSnapshot(snapshot)),
      ...ofProcesses(processes),
      ...ofSynced(this.#synced()),
      "",
    ].join("\n");
  }
}

/** What several processes have counted, as if one had. */
export function sumOf(all: readonly Counts[]): Counts {
  const answers = new Map<number, number>();
  const times = new Map<string, Histogram>();
  for (const [status, count] of all.flatMap((each) => each.answers))
    answers.set(status, (answers.get(status) ?? 0) + count);
  for (const [route, { counts, sum, count }] of all.flatMap((each) => each.times)) {
    const known = times.get(route);
    times.set(route, {
      counts: counts.map((each, at) => each + (known?.counts[at] ?? 0)),
      sum: sum + (known?.sum ?? 0),
      count: count + (known?.count ?? 0),
    });
  }
  const total = (name: "inFlight" | "unknownFields" | "records" | "damage") =>
    all.reduce((sum, each) => sum + each[name], 0);
  return {
    answers: [...answers],
    times: [...times],
    inFlight: total("inFlight"),
    unknownFields: total("unknownFields"),
    records: total("records"),
    damage: total("damage"),
  };
}

function metric(name: string, type: string, help: string, values: readonly string[]): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values.map((each) => name + each)];
}

function linesOf(route: string, { counts, sum, count }: Histogram): readonly string[] {
  let below = 0;
  return [
    ...BUCKETS.map((most, at) => {
      below += counts[at]!;
      return `_bucket{route="${route}",le="${most}"} ${below}`;
    }),
    `_bucket{route="${route}",le="+Inf"} ${count}`,
    `_sum{route="${route}"} ${sum}`,
    `_count{route="${route}"} ${count}`,
  ];
}

function ofProcesses(processes: readonly ProcessUse[]): readonly string[] {
  const each = (value: (use: ProcessUse) => number) =>
    processes.map((use) => `{process="${use.name}"} ${value(use)}`);
  return [
    ...metric(
      "process_resident_memory_bytes",
      "gauge",
      "Resident memory of each process.",
      each(({ memory }) => memory),
    ),
    ...metric(
      "process_cpu_seconds_total",
      "counter",
      "Processor time used by each process.",
      each(({ processor }) => processor),
    ),
    ...metric(
      "process_start_time_seconds",
      "gauge",
      "When each process started, since 1970.",
      each(({ started }) => started),
    ),
  ];
}

function ofSynced(synced: Synced | null): readonly string[] {
  if (synced === null) return [];
  return [
    ...metric("artunit_sync_last_seconds", "gauge", "When `artunit sync` ended last, since 1970.", [
      ` ${Date.parse(synced.at) / 1000}`,
    ]),
    ...metric("artunit_sync_done", "gauge", "1 where it did what it should, 0 where it failed.", [
      ` ${synced.isDone ? 1 : 0}`,
    ]),
    ...metric("artunit_sync_records", "gauge", "Records that it loaded.", [` ${synced.records}`]),
  ];
}

/** What is served, and what the loads that led to it did. */
function ofSnapshot({ createdAt, tables, files }: Manifest): readonly string[] {
  const sum = (name: "loaded" | "rejected") => files.reduce((total, each) => total + each[name], 0);
  const latest = Math.max(0, ...files.map(({ loadedAt }) => Date.parse(loadedAt) || 0));
  return [
    ...metric("artunit_snapshot_created_seconds", "gauge", "When the snapshot was made, since 1970.", [
      ` ${(Date.parse(createdAt) || 0) / 1000}`,
    ]),
    ...metric(
      "artunit_table_rows",
      "gauge",
      "Rows of each table of the snapshot.",
      tables.map(({ name, rows }) => `{table="${name}"} ${rows}`),
    ),
    ...metric("artunit_load_files", "gauge", "Files that went into the snapshot.", [` ${files.length}`]),
    ...metric("artunit_load_last_seconds", "gauge", "When the latest of them was loaded, since 1970.", [
      ` ${latest / 1000}`,
    ]),
    ...metric("artunit_load_records", "gauge", "Records of these files by what became of them.", [
      `{outcome="loaded"} ${sum("loaded")}`,
      `{outcome="set_aside"} ${sum("rejected")}`,
    ]),
  ];
}
