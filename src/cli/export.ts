import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Command } from "commander";
import { counted, csvCell, datasetName, isFullText, type Table } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { readListFile } from "../ingest/listFile.js";
import { unreadable } from "../ingest/opened.js";
import { DATASETS, INSTALLATION, TABLES } from "../installation.js";
import { bindCriteria, explain, firstFew, nearest, parseCriteria } from "../query/index.js";
import { allGroups, EXPORT_FORMATS, type ExportFormat, exportTables, type Store } from "../store/index.js";
import { STORE_FILE } from "../store/snapshots/dataFolder.js";
import { makeFolder } from "../systemErrors.js";
import { type Cohort, readCohort } from "./cohort.js";
import { dataFolder, readDataset } from "./options.js";
import { bytes, rows } from "./progress.js";
import { openSnapshot } from "./snapshot.js";

interface ExportOptions {
  readonly data?: string;
  readonly all?: boolean;
  readonly cohort?: string;
  readonly column?: string;
  readonly criteria?: string;
  readonly dataset?: string;
  readonly select?: string;
  readonly format: string;
  readonly out: string;
  readonly asOf?: string;
}

/** `artunit export`: the joinable tables as files, with what one needs to use and to cite them. */
export function addExport(program: Command): void {
  program
    .command("export")
    .description(
      "Write the tables as Parquet, CSV or Stata files, texts as JSON Lines, with a data dictionary and a manifest.",
    )
    .option("--all", "every row of every table")
    .option(
      "--cohort <file>",
      "only the applications listed in this file: one number to a line, several in one line, a JSON list, or a column of a table",
    )
    .option("--column <name>", "the column of the cohort's table, by its name or its number")
    .option("--criteria <criteria>", "only the applications of which a record of --dataset matches")
    .option("--dataset <key/version>", "the dataset that --criteria ask")
    .option("--select <columns>", "only these columns, separated by commas")
    .option("--format <format>", "parquet, csv or dta (Stata 14 and later)", "parquet")
    .option("--out <folder>", "where to write", "artunit-export")
    .option("--data <folder>", "data folder")
    .option("--as-of <snapshot>", "export this snapshot")
    .addHelpText("after", "\nThe tables join on document_id (an Office action) and application_number.")
    .action(run);
}

async function run(options: ExportOptions): Promise<void> {
  const isPart = options.cohort !== undefined || options.criteria !== undefined;
  if (Boolean(options.all) === isPart)
    throw new ArtunitError(
      "bad-parameter",
      "Say which rows: --all, or --cohort FILE with application numbers, or --criteria with --dataset.",
    );
  refuseAlone(options, "column", "cohort");
  refuseAlone(options, "dataset", "criteria");
  const format = readFormat(options.format);
  const cohort = options.cohort === undefined ? null : await readCohortFile(options.cohort, options.column);
  const select = options.select === undefined ? null : readColumns(options.select);
  const snapshot = await openSnapshot(dataFolder(options), options.asOf ?? null);
  try {
    const { store } = snapshot.lease;
    const { manifest } = store;
    const asked = options.criteria === undefined ? null : await askCriteria(store, options);
    const tables = TABLES.filter(
      ({ roles, columns }) =>
        (!isPart || roles.application !== undefined) &&
        (select === null || columns.some(({ name }) => select.includes(name))),
    );
    refuseOtherExport(options.out, format, tables);
    makeFolder(options.out);
    let matched: ReadonlySet<string> = new Set();
    const files = await exportTables({
      database: join(snapshot.folder, STORE_FILE),
      documents: store.documents?.bind(store),
      folder: options.out,
      tables,
      format,
      select,
      applications: isPart ? applicationsOf(cohort, asked) : null,
      onMatched: (applications) => {
        matched = applications;
      },
      onFile: (each) =>
        process.stderr.write(`${each.file}: ${counted(each.rows, "row")}, ${bytes(each.bytes)}\n`),
    });
    if (asked) process.stderr.write(`${asked.meaning}: ${counted(asked.applications.size, "application")}\n`);
    const found = cohort && (await reportCohort(cohort, matched, options.out));
    await writeFile(join(options.out, "dictionary.csv"), dictionary(tables, select));
    await writeFile(
      join(options.out, "manifest.json"),
      `${JSON.stringify(
        {
          snapshot: manifest.id,
          contentHash: manifest.contentHash,
          createdAt: manifest.createdAt,
          artunitVersion: manifest.artunitVersion,
          command: ["artunit", ...process.argv.slice(2)].join(" "),
          ...(found ? { cohort: found } : {}),
          ...(asked
            ? {
                criteria: {
                  dataset: asked.dataset,
                  criteria: options.criteria,
                  meaning: asked.meaning,
                  applications: asked.applications.size,
                },
              }
            : {}),
          ...(select ? { select } : {}),
          files,
          sources: manifest.files,
        },
        null,
        2,
      )}\n`,
    );
  } finally {
    await snapshot.close();
  }
}

/** An option that only says more of another one means nothing without it. */
function refuseAlone(options: ExportOptions, one: "column" | "dataset", other: "cohort" | "criteria"): void {
  if (options[one] === undefined || options[other] !== undefined) return;
  throw new ArtunitError(
    "bad-parameter",
    `--${one} is about --${other}, which is missing. Add it, or leave --${one} out.`,
    { field: one },
  );
}

function readFormat(name: string): ExportFormat {
  const format = EXPORT_FORMATS.find((each) => each === name);
  if (format) return format;
  throw new ArtunitError(
    "bad-parameter",
    `There is no format "${name}". There are: ${EXPORT_FORMATS.join(", ")}.`,
  );
}

/** Columns by their own names or by those that datasets have for them. */
function readColumns(text: string): readonly string[] {
  const columns = new Map<string, Set<string>>();
  const add = (name: string, column: string) =>
    columns.set(name, (columns.get(name) ?? new Set<string>()).add(column));
  for (const table of TABLES) for (const { name } of table.columns) add(name, name);
  for (const { fields } of DATASETS)
    for (const { name, column } of fields) if (!columns.get(name)?.has(name)) add(name.toLowerCase(), column);
  const chosen = text.split(",").flatMap((part) => {
    const name = part.trim();
    const found = columns.get(name.toLowerCase());
    if (found !== undefined) return [...found];
    throw noColumn(name, [...columns.keys()]);
  });
  return [...new Set(chosen)];
}

function noColumn(name: string, all: readonly string[]): ArtunitError {
  const near = nearest(name, all);
  return new ArtunitError(
    "bad-parameter",
    `No table has a column "${name}".${near ? ` Did you mean "${near}"?` : ""} dictionary.csv of any export lists them.`,
    { field: "select", ...(near ? { suggestion: near } : {}) },
  );
}

interface CohortFile extends Cohort {
  readonly file: string;
  readonly sha256: string;
}

async function readCohortFile(path: string, column: string | undefined): Promise<CohortFile> {
  const content = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const file = basename(path);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { file, sha256, ...readCohort(await readListFile(path), file, column ?? null) };
}

interface AskedCriteria {
  readonly dataset: string;
  readonly meaning: string;
  readonly applications: ReadonlySet<string>;
}

/** The applications of which a record matches. */
async function askCriteria(store: Store, { criteria, dataset: name }: ExportOptions): Promise<AskedCriteria> {
  const dataset = readDataset(name);
  const column = dataset?.table.roles.application;
  if (!dataset || column === undefined)
    throw new ArtunitError(
      "bad-parameter",
      dataset
        ? `${datasetName(dataset)} says nothing of applications: --criteria need a dataset that does.`
        : "--criteria ask a dataset: say which with --dataset, for example oa_rejections/v2.",
      { field: "dataset" },
    );
  const bound = bindCriteria(parseCriteria(criteria!), dataset, {
    catalog: INSTALLATION,
    written: criteria!,
  });
  const batches = await allGroups(store, {
    dataset,
    predicate: bound.predicate,
    by: [{ column }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: Number.POSITIVE_INFINITY,
  });
  const applications = new Set<string>();
  for await (const groups of batches)
    for (const { key } of groups) if (key[0] !== null) applications.add(String(key[0]));
  return { dataset: datasetName(dataset), meaning: explain(bound), applications };
}

/** Of a cohort, of criteria, or of a cohort those that criteria match. */
function applicationsOf(cohort: Cohort | null, asked: AskedCriteria | null): readonly string[] {
  const listed = cohort?.numbers.flatMap(({ stored }) => stored);
  if (!asked) return listed ?? [];
  return listed ? listed.filter((number) => asked.applications.has(number)) : [...asked.applications];
}

/**
 * A folder holds one export: files of another would be taken for a part of this one. Throws `bad-parameter` where files stand
 * there that this export does not write anew.
 */
function refuseOtherExport(folder: string, format: ExportFormat, tables: readonly Table[]): void {
  const names = new Set(tables.map((table) => fileOf(table, format)));
  const others = TABLES.flatMap((table) => EXPORT_FORMATS.map((each) => fileOf(table, each))).filter(
    (file) => !names.has(file) && existsSync(join(folder, file)),
  );
  if (others.length === 0) return;
  const before = commandBefore(folder);
  throw new ArtunitError(
    "bad-parameter",
    `${folder} holds another export${before ? ` (${before})` : ""}: ${firstFew(others, 3)} would stay beside this one. Name another folder with --out, or empty it first.`,
    { field: "out" },
  );
}

/** Long texts are JSON Lines in every format. */
function fileOf(table: Table, format: ExportFormat): string {
  return isFullText(table) ? `${table.name}.ndjson` : `${table.name}.${format}`;
}

function commandBefore(folder: string): string | null {
  try {
    const { command } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
      command?: unknown;
    };
    return typeof command === "string" ? command : null;
  } catch {
    return null;
  }
}

/** Says what of a cohort was found, and writes it beside the tables, number by number. */
async function reportCohort(cohort: CohortFile, matched: ReadonlySet<string>, folder: string) {
  const isMatched = (stored: readonly string[]) => stored.some((number) => matched.has(number));
  const lines = cohort.numbers.map(({ line, written, stored }) =>
    [stored[0]!, csvCell(written, true), line, Number(isMatched(stored))].join(","),
  );
  await writeFile(
    join(folder, "cohort.csv"),
    `application,written,line,matched\r\n${lines.join("\r\n")}\r\n`,
  );
  const numbers = new Map(cohort.numbers.map(({ stored }) => [stored[0]!, isMatched(stored)]));
  const found = [...numbers.values()].filter((each) => each).length;
  const repeated = cohort.numbers.length - numbers.size;
  process.stderr.write(
    `${cohort.file}, ${cohort.column}: ${counted(numbers.size, "application")}${repeated > 0 ? ` (${counted(repeated, "line")} repeated)` : ""}, ${rows(found)} found, ${rows(numbers.size - found)} not; cohort.csv says which\n`,
  );
  const { file, sha256, column } = cohort;
  return {
    file,
    sha256,
    column,
    applications: numbers.size,
    matched: found,
    unmatched: numbers.size - found,
  };
}

/** The columns of the tables, and what the fields of datasets that show them are called. */
function dictionary(tables: readonly Table[], select: readonly string[] | null): string {
  const lines = tables.flatMap((table) =>
    table.columns
      .filter(({ name, wordsOf }) => select?.includes(name) ?? !wordsOf)
      .map(({ name, type, meaning }) =>
        [
          table.name,
          name,
          type,
          csvCell(meaning, true),
          csvCell(fieldsOf(table, name).join(", "), true),
        ].join(","),
      ),
  );
  return `table,column,type,meaning,fields\r\n${lines.join("\r\n")}\r\n`;
}

function fieldsOf(table: Table, column: string): readonly string[] {
  const names = DATASETS.filter((dataset) => dataset.table === table).flatMap(({ fields }) =>
    fields.filter((field) => field.column === column).map(({ name }) => name),
  );
  return [...new Set(names)].filter((name) => name !== column);
}
