import type { Condition, Table } from "../release/truth.js";

/** What is asked of every engine, in the words of the release. */
export type Question =
  /** One page of the rows that match, in the engine's fixed order, with the exact total. */
  | {
      readonly kind: "page";
      readonly table: Table;
      readonly where: readonly Condition[];
      readonly start: number;
      readonly limit: number;
      readonly newestFirst: boolean;
    }
  | { readonly kind: "count"; readonly table: Table; readonly where: readonly Condition[] }
  /** All rows of all tables about one application. */
  | { readonly kind: "application"; readonly application: string }
  | {
      readonly kind: "groups";
      readonly table: Table;
      readonly by: readonly [string, string];
      readonly where: readonly Condition[];
    }
  | {
      readonly kind: "facets";
      readonly table: Table;
      readonly where: readonly Condition[];
      readonly fields: readonly string[];
    };

export type Row = Readonly<Record<string, string>>;

/** An answer in the words of the release again; what the question did not ask for is left out. */
export interface Answer {
  readonly total?: number;
  readonly rows?: readonly Row[];
  /** Rows of each table. */
  readonly counts?: Readonly<Record<Table, number>>;
  /** Keys joined by a bar. */
  readonly groups?: Readonly<Record<string, number>>;
  readonly facets?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface Expected extends Answer {
  /** The application of the first row. */
  readonly firstApplication?: string;
  /** `mail_dt` of the rows in their order. */
  readonly dates?: readonly string[];
}

export interface Case {
  readonly question: Question;
  readonly expected: Expected;
}

/** What is wrong with an answer, or null. */
export function faultOf({ question, expected }: Case, answer: Answer): string | null {
  const asked = JSON.stringify(question);
  const differs = (what: string, wanted: unknown, got: unknown) =>
    JSON.stringify(wanted) === JSON.stringify(got)
      ? null
      : `${asked}: ${what} is ${brief(got)}, and should be ${brief(wanted)}`;
  if (expected.total !== undefined && expected.total !== answer.total) {
    return differs("the total", expected.total, answer.total ?? null);
  }
  if (expected.counts) {
    const fault = differs("the number of rows", sorted(expected.counts), sorted(answer.counts ?? {}));
    if (fault) return fault;
  }
  if (expected.groups) {
    const fault = differs("the grouping", sorted(expected.groups), sorted(answer.groups ?? {}));
    if (fault) return fault;
  }
  for (const [field, counts] of Object.entries(expected.facets ?? {})) {
    const fault = differs(`the facet ${field}`, sorted(counts), sorted(answer.facets?.[field] ?? {}));
    if (fault) return fault;
  }
  if (question.kind !== "page") return null;
  const rows = answer.rows ?? [];
  if (expected.total !== undefined) {
    const wanted = Math.max(0, Math.min(question.limit, expected.total - question.start));
    if (rows.length !== wanted) return differs("the number of rows in the page", wanted, rows.length);
  }
  const stray = rows.find((row) => !question.where.every((condition) => meets(row, condition)));
  if (stray) return `${asked}: the page holds ${brief(stray)}, which does not match`;
  if (expected.firstApplication !== undefined) {
    const fault = differs("the first application", expected.firstApplication, rows[0]?.app_id);
    if (fault) return fault;
  }
  if (expected.dates) {
    const dates = rows.map((row) => row.mail_dt);
    return differs("the dates in their order", expected.dates.slice(0, question.limit), dates);
  }
  return null;
}

/** Conditions on columns that the row does not show are taken as met. */
function meets(row: Row, condition: Condition): boolean {
  if (condition.column === "claims" && "is" in condition) {
    return row.claim_numbers === undefined || row.claim_numbers.split(",").includes(condition.is);
  }
  const value = row[condition.column];
  if (value === undefined) return true;
  if ("is" in condition) return value === condition.is;
  if ("from" in condition) return value !== "" && condition.from <= value && value <= condition.to;
  return "startsWith" in condition
    ? value.startsWith(condition.startsWith)
    : value.includes(condition.contains);
}

function sorted(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
