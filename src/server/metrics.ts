/** Counts since the server started. Holds no query text and nothing about who asked. */
export class Metrics {
  readonly #answers = new Map<number, number>();
  #unknownFields = 0;
  #records = 0;

  countAnswer(status: number): void {
    this.#answers.set(status, (this.#answers.get(status) ?? 0) + 1);
  }

  /** A query whose unknown field matched nothing, as the portal's did. */
  countUnknownField(): void {
    this.#unknownFields++;
  }

  countRecords(count: number): void {
    this.#records += count;
  }

  /** The counts in Prometheus' text format. */
  text(snapshot: string | null, version: string): string {
    const memory = process.memoryUsage().rss;
    return [
      "# HELP artunit_info What is running and what it serves.",
      "# TYPE artunit_info gauge",
      `artunit_info{version="${version}",snapshot="${snapshot ?? ""}"} 1`,
      "# HELP artunit_answers_total Answers by HTTP status.",
      "# TYPE artunit_answers_total counter",
      ...[...this.#answers]
        .sort(([a], [b]) => a - b)
        .map(([status, count]) => `artunit_answers_total{status="${status}"} ${count}`),
      "# HELP artunit_records_total Records sent.",
      "# TYPE artunit_records_total counter",
      `artunit_records_total ${this.#records}`,
      "# HELP artunit_unknown_field_queries_total Queries with an unknown field that matched nothing.",
      "# TYPE artunit_unknown_field_queries_total counter",
      `artunit_unknown_field_queries_total ${this.#unknownFields}`,
      "# HELP process_resident_memory_bytes Resident memory.",
      "# TYPE process_resident_memory_bytes gauge",
      `process_resident_memory_bytes ${memory}`,
      "",
    ].join("\n");
  }
}
