import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Condition, Table } from "../../bench/release/truth.js";

export type Row = Readonly<Record<string, string>>;
export type Tables = Readonly<Record<Table, readonly Row[]>>;

/** Reads the three files the slow, obvious way. Rejections and citations get the columns of their action. */
export function readTables(folder: string): Tables {
  const actions = readCsv(join(folder, "office_actions.csv"));
  const byDocument = new Map(actions.map((row) => [row.ifw_number, row]));
  const withAction = (row: Row): Row => ({ ...byDocument.get(row.ifw_number!), ...row });
  return {
    office_actions: actions,
    rejections: readCsv(join(folder, "rejections.csv")).map(withAction),
    citations: readCsv(join(folder, "citations.csv")).map(withAction),
  };
}

function readCsv(path: string): Row[] {
  const [header, ...records] = readFileSync(path, "utf8").trimEnd().split("\n").map(splitRecord);
  return records.map((cells) => Object.fromEntries(header!.map((name, i) => [name, cells[i]!])));
}

export function splitRecord(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "",
  );
}

function meets(row: Row, condition: Condition): boolean {
  if (condition.column === "claims" && "is" in condition) {
    return row.claim_numbers!.split(",").includes(condition.is);
  }
  const value = cell(row, condition.column);
  if ("is" in condition) return value === condition.is;
  if ("from" in condition) return value !== "" && condition.from <= value && value <= condition.to;
  return "startsWith" in condition
    ? value.startsWith(condition.startsWith)
    : value.includes(condition.contains);
}

/** A column's value; `mail_dt:year` is the year of a date, which the sentinel is not. */
export function cell(row: Row, column: string): string {
  if (column === "mail_dt:year") return (row.mail_dt ?? "").slice(0, 4).replace("2001", "");
  return row[column] ?? "";
}

export function matching(rows: readonly Row[], where: readonly Condition[]): Row[] {
  return rows.filter((row) => where.every((condition) => meets(row, condition)));
}

export function countBy(rows: readonly Row[], key: (row: Row) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
