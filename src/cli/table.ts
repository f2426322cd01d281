import { counted } from "../catalog/index.js";
import { rows } from "./progress.js";

/**
 * An answer of the native API for people: its rows in columns, then its question. Where `room`, the width of a
 * terminal, has no place for all columns, the ones that tell most are shown and the others named.
 */
export function tableOf(answer: Record<string, unknown>, room: number | null): string {
  const found = rowsOf(answer);
  const left = columnsLeftOut(found, room);
  return `${inColumns(found, room)}\n\n${summary(answer, found.length)}\n${left.length > 0 ? `${leftOut(left)}\n` : ""}`;
}

/** Rows in columns, as many as there is room for. */
export function inColumns(found: readonly Record<string, unknown>[], room: number | null): string {
  const { columns } = columnsAndLeft(found, room);
  const line = (cellOf: (column: Column) => string) =>
    columns
      .map((column) => fitted(cellOf(column), column.width))
      .join("  ")
      .trimEnd();
  return [
    line(({ name }) => name),
    line(({ width }) => "-".repeat(width)),
    ...found.map((_, row) => line(({ cells }) => cells[row] ?? "")),
  ].join("\n");
}

/** The names of columns that there was no room for. */
export function columnsLeftOut(
  found: readonly Record<string, unknown>[],
  room: number | null,
): readonly string[] {
  return columnsAndLeft(found, room).left;
}

function columnsAndLeft(found: readonly Record<string, unknown>[], room: number | null) {
  const all = [...new Set(found.flatMap((each) => Object.keys(each)))].map((name) => columnOf(name, found));
  const columns = room === null ? all : fitting(all, room);
  return { columns, left: all.filter((column) => !columns.includes(column)).map(({ name }) => name) };
}

interface Column {
  readonly name: string;
  readonly cells: readonly string[];
  readonly width: number;
}

function columnOf(name: string, found: readonly Record<string, unknown>[]): Column {
  const cells = found.map((row) => shown(row[name]).replaceAll(/\s+/g, " "));
  return { name, cells, width: Math.min(WIDEST, Math.max(name.length, ...cells.map((each) => each.length))) };
}

/** As many columns as there is room for: those with different values first, empty ones last; at least one. */
function fitting(columns: readonly Column[], room: number): readonly Column[] {
  const tells = ({ cells }: Column) => {
    const values = new Set(cells);
    return values.size > 1 ? 2 : values.has("") ? 0 : 1;
  };
  const taken = new Set<Column>();
  let used = -GAP;
  for (const column of [...columns].sort((a, b) => tells(b) - tells(a))) {
    if (taken.size > 0 && used + GAP + column.width > room) continue;
    used += GAP + column.width;
    taken.add(column);
  }
  return columns.filter((column) => taken.has(column));
}

function leftOut(names: readonly string[]): string {
  return `Left out for want of room: ${names.join(", ")}. Choose with --select FIELD,FIELD; --format csv or json has all.`;
}

/** Between two columns. */
const GAP = 2;
const WIDEST = 40;

function rowsOf(answer: Record<string, unknown>): readonly Record<string, unknown>[] {
  if (Array.isArray(answer.records)) return answer.records as Record<string, unknown>[];
  const by = answer.by as readonly string[];
  const groups = answer.groups as readonly { key: readonly unknown[]; size: number }[];
  return groups.map((each) => ({
    ...Object.fromEntries(by.map((name, i) => [name, each.key[i]])),
    size: each.size,
  }));
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join(",") : String(value);
}

// A longer cell is cut with an ellipsis: seen to be cut.
function fitted(cell: string, width: number): string {
  return cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width);
}

function summary(answer: Record<string, unknown>, shownRows: number): string {
  const what = answer.groups
    ? `${counted(Number(answer.groupTotal), "group")} of ${counted(Number(answer.total), "record")}`
    : counted(Number(answer.total), "record");
  const sized = answer.groups && answer.measure !== "count" ? ` Size: ${answer.measure}.` : "";
  return `${what}, ${rows(shownRows)} shown.${sized} ${answer.dataset}: ${answer.meaning}. Duplicates: ${answer.duplicates}. Snapshot ${answer.snapshot}.`;
}
