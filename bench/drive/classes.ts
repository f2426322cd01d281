import type { Condition, KnownQuery, Table, Truth } from "../release/truth.js";
import type { Case } from "./questions.js";

/** A kind of query that is measured as one line of the report. */
export interface QueryClass {
  readonly name: string;
  readonly title: string;
  /** What is to be held at full scale; null where nothing is promised. */
  readonly bar: {
    readonly text: string;
    readonly p50?: number;
    readonly p95?: number;
    readonly perSecond?: number;
  } | null;
  readonly cases: readonly Case[];
  /** Connections that ask at the same time; at 1 each case is asked twice, above that for some seconds. */
  readonly inFlight: number;
}

/** All classes that ask one question after another, or many at once, from what the data set is known to hold. */
export function queryClasses(truth: Truth): QueryClass[] {
  const applications = shuffled(truth.sample);
  const lookups = applications.map(
    ({ app_id, citations }): Case => ({
      question: page("citations", [{ column: "app_id", is: app_id }], 5000),
      expected: { total: citations },
    }),
  );
  const joined = applications.map(
    ({ app_id, ...counts }): Case => ({
      question: { kind: "application", application: app_id },
      expected: { counts },
    }),
  );
  const rejectionLookups = applications.map(
    ({ app_id, rejections }): Case => ({
      question: page("rejections", [{ column: "app_id", is: app_id }], 100),
      expected: { total: rejections },
    }),
  );
  const reference = (kind: KnownQuery["kind"], column: "parsed" | "citation_pat_pgpub_id") =>
    truth.queries
      .filter(
        (query) =>
          query.table === "citations" &&
          query.kind === kind &&
          query.where.every((each) => each.column === column),
      )
      .map(({ table, where, total }): Case => ({ question: page(table, where, 100), expected: { total } }));
  const flags = truth.queries.filter((query) => query.kind === "flag-and-dates");
  const groups = truth.groups.map(
    ({ table, by, where, counts }): Case => ({
      question: { kind: "groups", table, by, where },
      expected: { groups: Object.fromEntries(counts.map(([a, b, count]) => [`${a}|${b}`, count])) },
    }),
  );
  const ofCitations = (one: Case) => one.question.kind === "groups" && one.question.table === "citations";

  return [
    {
      name: "rejections-of-application",
      title: "Rejections of one application",
      bar: { text: "p50 ≤ 3 ms, p95 ≤ 8 ms", p50: 3, p95: 8 },
      cases: rejectionLookups.slice(0, 1000),
      inFlight: 1,
    },
    {
      name: "citations-of-application",
      title: "Citations of one application",
      bar: { text: "p50 ≤ 3 ms, p95 ≤ 8 ms", p50: 3, p95: 8 },
      cases: lookups.slice(0, 1000),
      inFlight: 1,
    },
    {
      name: "application",
      title: "All records of one application, joined",
      bar: { text: "p50 ≤ 3 ms, p95 ≤ 8 ms", p50: 3, p95: 8 },
      cases: joined.slice(1000, 2000),
      inFlight: 1,
    },
    {
      name: "rejections-64",
      title: "Rejections of one application, 64 in flight",
      bar: { text: "≥ 2,000 requests/s", perSecond: 2000 },
      cases: rejectionLookups.slice(1000),
      inFlight: 64,
    },
    {
      name: "citations-64",
      title: "Citations of one application, 64 in flight",
      bar: { text: "≥ 2,000 requests/s", perSecond: 2000 },
      cases: lookups.slice(1000),
      inFlight: 64,
    },
    {
      name: "application-64",
      title: "All records of one application, joined, 64 in flight",
      bar: { text: "≥ 2,000 requests/s", perSecond: 2000 },
      cases: joined.slice(2000),
      inFlight: 64,
    },
    {
      name: "flags-and-dates",
      title: "Flag and date range, exact total, first 100",
      bar: { text: "p50 ≤ 25 ms", p50: 25 },
      cases: flags.map(({ table, where, total }) => ({
        question: page(table, where, 100),
        expected: { total },
      })),
      inFlight: 1,
    },
    {
      name: "claim",
      title: "Rejections of a claim number, exact total, first 100",
      bar: null,
      cases: truth.queries
        .filter(({ kind }) => kind === "claim")
        .map(({ table, where, total }) => ({ question: page(table, where, 100), expected: { total } })),
      inFlight: 1,
    },
    {
      name: "reference-exact",
      title: "Citation number, exact, with total",
      bar: { text: "p50 ≤ 20 ms", p50: 20 },
      cases: reference("exact", "parsed"),
      inFlight: 1,
    },
    {
      name: "reference-prefix",
      title: "Citation number, prefix, with total",
      bar: { text: "p50 ≤ 20 ms", p50: 20 },
      cases: reference("prefix", "parsed"),
      inFlight: 1,
    },
    {
      name: "reference-text-exact",
      title: "Citation as transcribed, exact, with total",
      bar: null,
      cases: reference("exact", "citation_pat_pgpub_id"),
      inFlight: 1,
    },
    {
      name: "reference-text-prefix",
      title: "Citation as transcribed, prefix, with total",
      bar: null,
      cases: reference("prefix", "citation_pat_pgpub_id"),
      inFlight: 1,
    },
    {
      name: "reference-infix",
      title: "Citation as transcribed, infix, with total",
      bar: null,
      cases: reference("infix", "citation_pat_pgpub_id"),
      inFlight: 1,
    },
    {
      name: "count",
      title: "Count only",
      bar: null,
      cases: [
        ...flags.filter((_, i) => i % 2 === 0),
        ...truth.queries.filter(({ kind }) => kind === "value"),
      ].map(
        ({ table, where, total }): Case => ({
          question: { kind: "count", table, where },
          expected: { total },
        }),
      ),
      inFlight: 1,
    },
    {
      name: "groups-citations",
      title: "Group all citations by two fields",
      bar: { text: "p50 ≤ 150 ms common, ≤ 600 ms any", p50: 600 },
      cases: groups.filter(ofCitations),
      inFlight: 1,
    },
    {
      name: "groups",
      title: "Group actions or rejections by two fields",
      bar: { text: "p50 ≤ 150 ms common, ≤ 600 ms any", p50: 600 },
      cases: groups.filter((one) => !ofCitations(one)),
      inFlight: 1,
    },
    {
      name: "facets",
      title: "Five facets over a filtered set",
      bar: null,
      cases: truth.facets
        // Rejections have no class, art unit or signature of their own.
        .map(({ table, where, total, fields }) => ({
          question: { kind: "facets" as const, table, where, fields: Object.keys(fields) },
          expected: { total, facets: fields },
        })),
      inFlight: 1,
    },
    {
      name: "deep-page",
      title: "Page at start=100,000 (or the deepest that exists)",
      bar: { text: "≤ 100 ms", p50: 100 },
      cases: deepest(truth).map(({ table, position, app_id }) => ({
        question: { ...page(table, [], 100), start: position },
        expected: { total: truth.rows[table], firstApplication: app_id },
      })),
      inFlight: 1,
    },
    {
      name: "newest",
      title: "Sort by date, newest 100",
      bar: null,
      cases: truth.newest.map(({ table, where, dates }) => ({
        question: { ...page(table, where, 100), newestFirst: true },
        expected: { dates },
      })),
      inFlight: 1,
    },
  ];
}

function page(table: Table, where: readonly Condition[], limit: number) {
  return { kind: "page", table, where, start: 0, limit, newestFirst: false } as const;
}

/** For each table the position nearest below 100,000 that is known. */
function deepest(truth: Truth) {
  return (["office_actions", "rejections", "citations"] as const).flatMap((table) => {
    const known = truth.positions.filter((one) => one.table === table && one.position <= 100_000);
    const last = known.reduce<(typeof known)[number] | null>(
      (deep, one) => (deep && deep.position > one.position ? deep : one),
      null,
    );
    return last ? [last] : [];
  });
}

/** In an order that jumps about, the same at every run. */
function shuffled<T>(items: readonly T[]): T[] {
  const step = 7919;
  return items
    .map((_, i) => items[(i * step) % items.length]!)
    .filter((item, i, all) => all.indexOf(item) === i);
}
