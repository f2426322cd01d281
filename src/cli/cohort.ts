import { ArtunitError } from "../errors.js";
import { listIn, withoutExcel } from "../ingest/cells.js";
import { DATASETS, TABLES } from "../installation.js";
import { firstFew, readStoredNumbers } from "../query/index.js";

/** The applications that a file lists. */
export interface Cohort {
  /** Where in the file they stand, in words. */
  readonly column: string;
  readonly numbers: readonly CohortNumber[];
}

export interface CohortNumber {
  readonly line: number;
  readonly written: string;
  /** The forms in which tables hold it. */
  readonly stored: readonly string[];
}

/**
 * The application numbers in a text: a JSON list, all of one line, one to a line, or a column of a table with commas, semicolons or
 * tabs. The column is the one that `wanted` names (or counts, from 1), else the one that is called like an application's number,
 * else the only one that holds nothing but such numbers, else the only one that mostly does. Numbers are taken in any written form.
 * Throws `bad-value` for a line that has none, and `bad-parameter` where no column or several may be meant.
 */
export function readCohort(text: string, name: string, wanted: string | null): Cohort {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .map((line, at): Line => ({ line: at + 1, text: line }))
    .filter((line) => line.text.trim() !== "");
  if (lines.length === 0) throw new ArtunitError("bad-value", `${name} is empty: it lists no application.`);
  const list = listOf(text, lines, name);
  if (list !== null) return listCohort(list, name, wanted);
  if (wanted === null) {
    const whole = lines.map(({ line, text: written }) => ({ line, written: unquoted(written) }));
    const body = storedIn(whole[0]!.written) === null ? whole.slice(1) : whole;
    if (body.length > 0 && body.every(({ written }) => isOneNumber(written)))
      return { column: "one number to a line", numbers: body.map(cohortNumber) };
  }
  return readTable(lines, name, wanted);
}

/**
 * What a text lists without columns: a JSON list, all that stands in a single line with several numbers, or lines of numbers with
 * nothing but blanks between them. Null for any other. Throws `format-refused` for JSON that is no list of numbers.
 */
function listOf(text: string, lines: readonly Line[], name: string): readonly Cell[] | null {
  const [first] = lines;
  if (/^\s*[[{]/.test(first!.text)) {
    const values = listIn(text.replace(/^\ufeff/, "").trim());
    if (values !== null)
      return values.map((value) => ({ line: first!.line, written: value === null ? "" : String(value) }));
    throw new ArtunitError(
      "format-refused",
      `${name} is JSON, and no list of numbers like ["14574014","13371769"]. Write such a list, or one number to a line.`,
    );
  }
  if (lines.length === 1) {
    const parts = partsOf(first!);
    const numbers = parts.filter(({ written }) => storedIn(written) !== null);
    return numbers.length > 1 && numbers.length > parts.length / 2 ? parts : null;
  }
  const parts = lines.map(({ line, text: written }) => writtenIn(line, written, / +/));
  return parts.some((each) => each.length > 1) &&
    parts.flat().every(({ written }) => storedIn(written) !== null)
    ? parts.flat()
    : null;
}

/** What a line lists, with commas, semicolons or tabs between, or else blanks; a number itself may hold a blank. */
function partsOf({ line, text }: Line): readonly Cell[] {
  if (isOneNumber(unquoted(text))) return [];
  const plain = text.replace(/\b(\d\d\/\d{3}),(\d{3})\b/g, "$1$2");
  const parts = writtenIn(line, plain, /[,;\t]/);
  return parts.every(({ written }) => storedIn(written) !== null) ? parts : writtenIn(line, plain, /[,;\s]+/);
}

function writtenIn(line: number, text: string, separator: RegExp): readonly Cell[] {
  return text
    .split(separator)
    .map((part) => ({ line, written: unquoted(part) }))
    .filter(({ written }) => written !== "");
}

function listCohort(list: readonly Cell[], name: string, wanted: string | null): Cohort {
  if (list.length === 0) throw new ArtunitError("bad-value", `${name} is empty: it lists no application.`);
  if (wanted !== null)
    throw new ArtunitError(
      "bad-parameter",
      `${name} is a list of numbers and has no columns: all of it is taken. Leave --column out, or write one row to a line.`,
      { field: "column" },
    );
  const wrong = list.filter(({ written }) => storedIn(written) === null);
  if (wrong.length > 0) throw notNumbers(wrong, list.length, "the list", name, 1);
  return { column: "a list", numbers: list.map(cohortNumber) };
}

interface Line {
  readonly line: number;
  readonly text: string;
}

interface Cell {
  readonly line: number;
  readonly written: string;
}

function readTable(lines: readonly Line[], name: string, wanted: string | null): Cohort {
  const separator = separatorOf(lines[0]!.text);
  const rows = lines.map(({ line, text }) => ({ line, cells: cellsOf(text, separator) }));
  const [first] = rows;
  const isHeading = !first!.cells.some((cell) => storedIn(cell) !== null);
  const heading = isHeading ? first!.cells.map((cell) => cell.trim()) : [];
  const body = isHeading ? rows.slice(1) : rows;
  if (body.length === 0)
    throw new ArtunitError(
      "bad-value",
      `${name} has one line, its heading or words: it lists no application.`,
    );
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, at): readonly Cell[] =>
    body
      .map(({ line, cells }) => ({ line, written: (cells[at] ?? "").trim() }))
      .filter(({ written }) => written !== ""),
  );
  const at = columnOf(columns, heading, name, wanted);
  const label = heading[at] ? `column ${at + 1} (${heading[at]})` : `column ${at + 1}`;
  const wrong = columns[at]!.filter(({ written }) => storedIn(written) === null);
  if (wrong.length > 0) throw notNumbers(wrong, columns[at]!.length, label, name, width);
  return { column: label, numbers: columns[at]!.map(cohortNumber) };
}

/** Says which lines hold no application number, and how many of all. */
function notNumbers(
  wrong: readonly Cell[],
  all: number,
  label: string,
  name: string,
  columns: number,
): ArtunitError {
  const lines = wrong.map(({ line, written }) => `line ${line}: "${written.slice(0, 40)}"`);
  const are = wrong.length === 1 ? "is not an application number" : "are not application numbers";
  return new ArtunitError(
    "bad-value",
    `${name}: ${wrong.length} of ${all} values in ${label} ${are}: ${firstFew(lines, MOST_LINES)}. Nothing was done. Write series and serial number, as 14/574,014 or 14574014, or take these lines out${columns > 1 ? "; --column names another column" : ""}.`,
  );
}

/** Lines that are told of a file with more. */
const MOST_LINES = 10;

function columnOf(
  columns: readonly (readonly Cell[])[],
  heading: readonly string[],
  name: string,
  wanted: string | null,
): number {
  const all = columns.map((_, at) => at);
  const label = (at: number) => (heading[at] ? `${at + 1} (${heading[at]})` : String(at + 1));
  if (wanted !== null) {
    const found = all.find((at) => heading[at]?.toLowerCase() === wanted.trim().toLowerCase());
    const counted = /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1;
    if (found === undefined && !all.includes(counted))
      throw new ArtunitError(
        "bad-parameter",
        `${name} has no column "${wanted}". It has: ${all.map(label).join(", ")}.`,
        { field: "column" },
      );
    return found ?? counted;
  }
  const named = all.filter((at) => isApplicationName(heading[at] ?? ""));
  const holding = all.filter(
    (at) => columns[at]!.length > 0 && columns[at]!.every(({ written }) => storedIn(written) !== null),
  );
  // A column of numbers with a slip in it is meant, and its lines are told.
  const mostly = all.filter((at) => {
    const wrong = columns[at]!.filter(({ written }) => storedIn(written) === null).length;
    return wrong < columns[at]!.length / 2;
  });
  for (const found of [named, holding, mostly]) {
    if (found.length === 1) return found[0]!;
    if (found.length > 1)
      throw new ArtunitError(
        "bad-parameter",
        `The applications of ${name} may stand in column ${found.map(label).join(" or ")}. Say which with --column.`,
        { field: "column" },
      );
  }
  throw new ArtunitError(
    "bad-parameter",
    `No column of ${name} holds application numbers only. It has: ${all.map(label).join(", ")}. Say which with --column.`,
    { field: "column" },
  );
}

/** The names that any table or dataset has for an application's number, and what people call it. */
const NAMES = new Set([
  ...[
    "application",
    "applicationno",
    "applno",
    "appno",
    "applnumber",
    "appnumber",
    "applid",
    "appid",
    "serialno",
  ],
  ...["serialnumber", "applicationid"],
  ...TABLES.flatMap(({ roles }) => roles.application ?? []).map(plain),
  ...DATASETS.flatMap(({ table, fields }) =>
    fields.filter(({ column }) => column === table.roles.application).map(({ name }) => plain(name)),
  ),
]);

function isApplicationName(heading: string): boolean {
  return NAMES.has(plain(heading));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

function cohortNumber({ line, written }: Cell): CohortNumber {
  return { line, written, stored: storedIn(written)! };
}

/** Whether a line is a number, and not several cells whose digits would read as one. */
function isOneNumber(written: string): boolean {
  const isNumber = /^[^,;\t]*$/.test(written) || /^\W*\d\d?[/,]\d{3},\d{3}\W*$/.test(written);
  return isNumber && storedIn(written) !== null;
}

/** Of a text; a program that took it for a number may have written `.0` behind it. */
function storedIn(written: string): readonly string[] | null {
  try {
    return readStoredNumbers(withoutExcel(written.trim()).replace(/(?<=^\d+)\.0+$/, ""));
  } catch (error) {
    if (error instanceof ArtunitError) return null;
    throw error;
  }
}

function separatorOf(heading: string): string {
  const counts = [",", ";", "\t"].map((each) => ({ each, count: heading.split(each).length }));
  return counts.reduce((most, other) => (other.count > most.count ? other : most)).each;
}

/** The cells of a line; a number that was written with its comma and without quotes is put together again. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  const pattern = /"((?:[^"]|"")*)"|[^"]/y;
  let cell = "";
  for (let found = pattern.exec(line); found; found = pattern.exec(line)) {
    if (found[1] !== undefined) cell += cell.trim() === "" ? found[1].replaceAll('""', '"') : found[0];
    else if (found[0] === separator) {
      cells.push(cell);
      cell = "";
    } else cell += found[0];
  }
  cells.push(cell);
  return separator === "," ? cells.flatMap(joinedNumber) : cells;
}

/** A cell as it is, or with the next one where both together are a number; the second half of one is no cell. */
function joinedNumber(cell: string, at: number, cells: readonly string[]): readonly string[] {
  const isHalf = (first: string | undefined, rest: string | undefined) =>
    /^\s*\d\d\/\d{3}$/.test(first ?? "") && /^\d{3}\s*$/.test(rest ?? "");
  if (isHalf(cell, cells[at + 1])) return [`${cell},${cells[at + 1]}`];
  return isHalf(cells[at - 1], cell) ? [] : [cell];
}

function unquoted(line: string): string {
  return line.trim().replace(/^"([^"]*)"$/, "$1");
}
