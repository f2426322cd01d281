import { counted, rows } from "./progress.js";

/** Prints an answer of the native API for people: its question, then its rows in columns. */
export function printTable(answer: Record<string, unknown>): void {
  const found = rowsOf(answer);
  const names = [...new Set(found.flatMap((each) => Object.keys(each)))];
  const cells = [names, ...found.map((row) => names.map((name) => shown(row[name])))];
  const widths = names.map((_, i) =>
    Math.min(WIDEST, Math.max(...cells.map((line) => line[i]?.length ?? 0))),
  );
  const lines = cells.map((line) =>
    line
      .map((cell, i) => fitted(cell, widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
  process.stdout.write(`${lines.join("\n")}\n\n${summary(answer, found.length)}\n`);
}

const WIDEST = 40;

function rowsOf(answer: Record<string, unknown>): readonly Record<string, unknown>[] {
  if (Array.isArray(answer.records)) return answer.records as Record<string, unknown>[];
  const by = answer.by as readonly string[];
  const groups = answer.groups as readonly { key: readonly unknown[]; size: number }[];
  return groups.map((each) => ({
    ...Object.fromEntries(by.map((name, i) => [name, each.key[i]])),
    [answer.measure as string]: each.size,
  }));
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join(",") : String(value);
}

// A longer cell is cut with an ellipsis: seen to be cut.
function fitted(cell: string, width: number): string {
  const line = cell.replaceAll(/\s+/g, " ");
  return line.length > width ? `${line.slice(0, width - 1)}…` : line.padEnd(width);
}

function summary(answer: Record<string, unknown>, shownRows: number): string {
  const what = answer.groups
    ? `${counted(Number(answer.groupTotal), "group")} of ${counted(Number(answer.total), "record")}`
    : counted(Number(answer.total), "record");
  return `${what}, ${rows(shownRows)} shown. ${answer.dataset}: ${answer.meaning}. Duplicates: ${answer.duplicates}. Snapshot ${answer.snapshot}.`;
}
