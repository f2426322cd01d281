import type { Manifest } from "../store/index.js";

/** Upper ends of the histogram's buckets, in seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** Counts since the server started. Holds no query text and nothing about who asked. */
export class Metrics {
  readonly #answers = new Map<number, number>();
  readonly #times = new Map<string, Histogram>();
  readonly #started = Date.now() / 1000 - process.uptime();
  #inFlight = 0;
  #unknownFields = 0;
  #records = 0;
  #damage = 0;
  #damaged: () => number = () => 0;

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

  countRecords(count: number): void {
    this.#records += count;
  }

  /** The counts in Prometheus' text format; of what is served, too, where there is a snapshot. */
  text(snapshot: Manifest | null, version: string): string {
    const { rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    return [
      ...metric("artunit_info", "gauge", "What is running and what it serves.", [
        `{version="${version}",snapshot="${snapshot?.id ?? ""}"} 1`,
      ]),
      ...metric(
        "artunit_answers_total",
        "counter",
        "Answers by HTTP status.",
        [...this.#answers]
          .sort(([a], [b]) => a - b)
          .map(([status, count]) => `{status="${status}"} ${count}`),
      ),
      ...metric("artunit_answer_seconds", "histogram", "Time from request to the answer's end, by route.", [
        ...[...this.#times]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([route, times]) => linesOf(route, times)),
      ]),
      ...metric("artunit_requests_in_flight", "gauge", "Requests whose answers have not ended.", [
        ` ${this.#inFlight}`,
      ]),
      ...metric("artunit_records_total", "counter", "Records sent.", [` ${this.#records}`]),
      ...metric(
        "artunit_unknown_field_queries_total",
        "counter",
        "Queries with an unknown field that matched nothing.",
        [` ${this.#unknownFields}`],
      ),
      ...metric(
        "artunit_damage_answers_total",
        "counter",
        "Answers that are errors because a stored file is damaged.",
        [` ${this.#damage}`],
      ),
      ...metric(
        "artunit_damaged_files",
        "gauge",
        "Stored files that were found damaged and are not restored.",
        [` ${this.#damaged()}`],
      ),
      ...(snapshot === null ? [] : ofSnapshot(snapshot)),
      ...metric("process_resident_memory_bytes", "gauge", "Resident memory.", [` ${rss}`]),
      ...metric("process_cpu_seconds_total", "counter", "Processor time used.", [
        ` ${(user + system) / 1e6}`,
      ]),
      ...metric("process_start_time_seconds", "gauge", "When the process started, since 1970.", [
        ` ${this.#started}`,
      ]),
      "",
    ].join("\n");
  }
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
