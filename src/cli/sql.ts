import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type ColumnType, counted } from "../catalog/index.js";
import { csvLines, type Result } from "../server/csvLines.js";
import { writeParquet } from "../store/index.js";
import type { SqlColumn } from "../store/sandbox/messages.js";
import { askInSql, type SqlAnswer } from "../store/sandbox/sandbox.js";
import { dataFolder } from "./options.js";

import { openSnapshot } from "./snapshot.js";
import { columnsLeftOut, inColumns } from "./table.js";

interface SqlOptions {
  readonly data?: string;
  readonly asOf?: string;
  readonly format: "json" | "csv" | "parquet" | "table";
  readonly limit?: number;
  readonly time: number;
  readonly memory: string;
}

/** `artunit sql`: a question in SQL to the views of a snapshot, in a sandbox. */
export function addSql(program: Command): void {
  program
    .command("sql")
    .description(
      "Ask a snapshot in SQL: read-only, one statement, nothing but its tables and views in reach.",
    )
    .argument("<statement...>", "one statement that only asks, over views as oa_rejections_v2")
    .option("--data <folder>", "data folder")
    .option("--as-of <snapshot>", "ask this snapshot")
    .addOption(
      new Option("--format <format>", "json, csv, parquet or table")
        .choices(["json", "csv", "parquet", "table"])
        .default(process.stdout.isTTY ? "table" : "json", "table on a terminal, json elsewhere"),
    )
    .option("--limit <n>", "at most so many rows (default: 100 as a table, all otherwise)", readWhole)
    .option("--time <seconds>", "how long the question may take, its rows included", readWhole, 300)
    .option("--memory <size>", "how much memory it may use, as 2GB", readSize, "2GB")
    .addHelpText(
      "after",
      '\nSHOW TABLES lists the views, DESCRIBE oa_rejections_v2 the columns of one. Texts of actions live in files of their own, which `artunit query` asks.\nExample:\n  artunit sql "SELECT legalSectionCode, count(*) FROM oa_rejections_v2 GROUP BY ALL" --format csv',
    )
    .action(async (words: readonly string[], options: SqlOptions) => {
      const snapshot = await openSnapshot(dataFolder(options), options.asOf ?? null);
      const leaving = new AbortController();
      process.once("SIGINT", () => leaving.abort());
      try {
        const limits = { seconds: options.time, memory: options.memory };
        const answer = await askInSql(snapshot.folder, words.join(" "), limits, leaving.signal);
        await print(answer, options);
      } finally {
        await snapshot.close();
      }
    });
}

async function print(answer: SqlAnswer, { format, limit }: SqlOptions): Promise<void> {
  const most = limit ?? (format === "table" ? 100 : Number.POSITIVE_INFINITY);
  const columns = named(answer.columns);
  const result = { columns, records: recordsOf(answer, columns, most) };
  if (format === "csv") {
    for await (const { text } of csvLines(result, false)) process.stdout.write(text);
  } else if (format === "parquet") await printParquet(result);
  else {
    const records: string[] = [];
    for await (const batch of result.records) records.push(...batch);
    if (format === "json") process.stdout.write(`[${records.join(",\n")}]\n`);
    else printTable(records);
  }
}

function printTable(records: readonly string[]): void {
  const rows = records.map((each) => JSON.parse(each) as Record<string, unknown>);
  const room = process.stdout.isTTY ? process.stdout.columns : null;
  process.stdout.write(`${inColumns(rows, room)}\n`);
  const left = columnsLeftOut(rows, room);
  if (left.length > 0)
    process.stdout.write(
      `Left out for want of room: ${left.join(", ")}. Name fewer columns; --format csv or json has all.\n`,
    );
  process.stderr.write(`${counted(rows.length, "row")} shown\n`);
}

async function printParquet(result: Result): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "artunit-sql-"));
  try {
    const path = join(folder, "answer.parquet");
    await writeParquet(result.records, result.columns, path);
    process.stdout.write(await readFile(path));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Columns with a name each and a type of ours; a type that we do not have is written as text. */
function named(columns: readonly SqlColumn[]): Result["columns"] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let own = name;
    for (let n = 2; taken.has(own); n++) own = `${name}_${n}`;
    taken.add(own);
    const isList = type.endsWith("[]");
    return {
      name: own,
      type: typeOf(isList ? type.slice(0, -2) : type),
      ...(isList ? { isList: true } : {}),
    };
  });
}

function typeOf(type: string): ColumnType {
  if (/^U?(?:TINY|SMALL|BIG)?INT(?:EGER)?$/.test(type)) return "integer";
  if (/^(?:DOUBLE|FLOAT|DECIMAL.*)$/.test(type)) return "number";
  if (type === "BOOLEAN") return "boolean";
  if (type === "DATE") return "date";
  return /^TIMESTAMP(?:_\w+)?$/.test(type) ? "timestamp" : "text";
}

async function* recordsOf(
  { batches }: SqlAnswer,
  columns: Result["columns"],
  most: number,
): AsyncIterable<readonly string[]> {
  let left = most;
  for await (const batch of batches) {
    const taken = batch.slice(0, left);
    left -= taken.length;
    yield taken.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map(({ name }, at) => [name, row[at]]))),
    );
    if (left === 0) return;
  }
}

function readWhole(text: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}

function readSize(text: string): string {
  if (/^[1-9][0-9]{0,5}(?:MB|GB)$/.test(text)) return text;
  throw new InvalidArgumentError("It must be a size like 500MB or 2GB.");
}
