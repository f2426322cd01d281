import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import type { Table } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { unreadable } from "../ingest/opened.js";
import { TABLES } from "../installation.js";
import { readStoredNumbers } from "../query/index.js";
import { EXPORT_FORMATS, exportTables } from "../store/index.js";
import { dataFolder } from "./options.js";
import { bytes, counted } from "./progress.js";
import { openSnapshot } from "./snapshot.js";

interface ExportOptions {
  readonly data?: string;
  readonly all?: boolean;
  readonly cohort?: string;
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
      "only the applications listed in this file: one number to a line, or the first column of a CSV",
    )
    .option("--format <format>", "parquet, csv or dta (Stata 14 and later)", "parquet")
    .option("--out <folder>", "where to write", "artunit-export")
    .option("--data <folder>", "data folder")
    .option("--as-of <snapshot>", "export this snapshot")
    .addHelpText("after", "\nThe tables join on document_id (an Office action) and application_number.")
    .action(run);
}

async function run(options: ExportOptions): Promise<void> {
  if (Boolean(options.all) === Boolean(options.cohort))
    throw new ArtunitError(
      "bad-parameter",
      "Say which rows: --all, or --cohort FILE with application numbers.",
    );
  const format = EXPORT_FORMATS.find((each) => each === options.format);
  if (!format)
    throw new ArtunitError(
      "bad-parameter",
      `There is no format "${options.format}". There are: ${EXPORT_FORMATS.join(", ")}.`,
    );
  const applications = options.cohort ? await readCohort(options.cohort) : null;
  const snapshot = await openSnapshot(dataFolder(options), options.asOf ?? null);
  try {
    const { store } = snapshot.lease;
    const { manifest } = store;
    const exported = TABLES.filter(({ roles }) => applications === null || roles.application !== undefined);
    await mkdir(options.out, { recursive: true });
    const files = await exportTables({
      database: join(snapshot.folder, "store.duckdb"),
      documents: store.documents?.bind(store),
      folder: options.out,
      tables: exported,
      format,
      partitions: applications,
      onFile: (each) =>
        process.stderr.write(`${each.file}: ${counted(each.rows, "row")}, ${bytes(each.bytes)}\n`),
    });
    await writeFile(join(options.out, "dictionary.csv"), dictionary(exported));
    await writeFile(
      join(options.out, "manifest.json"),
      `${JSON.stringify(
        {
          snapshot: manifest.id,
          contentHash: manifest.contentHash,
          createdAt: manifest.createdAt,
          artunitVersion: manifest.artunitVersion,
          command: ["artunit", ...process.argv.slice(2)].join(" "),
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

/** Application numbers in any written form; a heading line is allowed. */
async function readCohort(path: string): Promise<readonly string[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const cells = text
    .split(/\r?\n/)
    .map((line, i) => ({
      line: i + 1,
      cell: (/^\s*"?([^",;\t]*(?:,\d{3})?)"?/.exec(line)?.[1] ?? "").trim(),
    }))
    .filter(({ cell }) => cell !== "");
  const body = /\d/.test(cells[0]?.cell ?? "") ? cells : cells.slice(1);
  return body.flatMap(({ line, cell }) => {
    try {
      return readStoredNumbers(cell);
    } catch (error) {
      throw new ArtunitError("bad-value", `${path}, line ${line}: ${(error as Error).message}`);
    }
  });
}

function dictionary(tables: readonly Table[]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = tables.flatMap((table) =>
    table.columns.map((each) => [table.name, each.name, each.type, cell(each.meaning)].join(",")),
  );
  return `table,column,type,meaning\r\n${lines.join("\r\n")}\r\n`;
}
