import { relative } from "node:path";
import { type Command, Option } from "commander";
import { counted, datasetName } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { KNOWN_CODES } from "../families/office-actions/texts/document.js";
import { INSTALLATION } from "../installation.js";
import { type DryRun, dryRun } from "../load/dryRun.js";
import { type LoadEvent, type LoadReport, load, OVERLAY_SHARE } from "../load/load.js";
import type { LoadOptions } from "../load/options.js";
import { readApplicationNumber } from "../query/index.js";
import type { OverlaySummary, TableSummary } from "../store/index.js";
import { VERSION } from "../version.js";
import { isCurrent } from "./current.js";
import { interruptible } from "./interrupt.js";
import { dataFolder, readDataset, readDay } from "./options.js";
import { bytes, duration, Progress, rows } from "./progress.js";
import { overlayLine } from "./snapshots.js";

interface LoadFlags {
  readonly data?: string;
  readonly dataset?: string;
  readonly map: readonly string[];
  readonly accept: readonly string[];
  readonly dryRun?: boolean;
  readonly extract: boolean;
  readonly application?: string;
  readonly code?: string;
  readonly mailed?: string;
}

export function addLoad(program: Command): void {
  program
    .command("load")
    .description(
      "Load bulk files, weekly archives, saved API pages, Office actions or folders of them into a new snapshot.",
    )
    .argument(
      "<file...>",
      "CSV, JSON, JSON Lines, Stata (plain, .zip, .gz), Parquet, .docx, .docm, .pdf, .txt, .md, .html, or a folder of these",
    )
    .option("--data <folder>", "data folder")
    .option("--dataset <key/version>", "what the files are, where their content cannot tell")
    .option(
      "--map <old=new>",
      "column name in the file = name expected; may be repeated",
      (one: string, before: readonly string[]) => [...before, one],
      [] as readonly string[],
    )
    .addOption(acceptOption())
    .option("--application <number>", "of a single Office action: the application it is about")
    .option("--code <code>", "of a single Office action: its document code, CTNF, CTFR, NOA, …")
    .option("--mailed <day>", "of a single Office action: when it was mailed, yyyy-mm-dd")
    .option("--no-extract", "do not look for rejections and citations in texts")
    .option("--dry-run", "say what would be recognised, how many rows and how much disk, and load nothing")
    .action(async (files: string[], flags: LoadFlags) => {
      const renamed = new Map(flags.map.map(readRenaming));
      const dataset = readDataset(flags.dataset);
      const options = {
        data: dataFolder(flags),
        installation: INSTALLATION,
        paths: files,
        dataset: dataset && datasetName(dataset),
        renamed,
        accepted: flags.accept,
        extracts: flags.extract,
        ...aboutDocument(flags),
      };
      if (flags.dryRun) return printDryRun(await dryRun(options));
      const progress = new Progress();
      const started = Date.now();
      const report = await interruptible(options.data, progress, () =>
        load({ ...options, artunitVersion: VERSION, onEvent: (event) => showEvent(progress, event) }),
      );
      printReport(report, (Date.now() - started) / 1000);
      process.exitCode = exitCodeOf(report);
    });
}

/** 1 where something was refused or set aside, 2 where nothing else was: what was named is wrong, and nothing was changed. */
export function exitCodeOf({ manifest, skipped, kept, rejected, refused }: LoadReport): 0 | 1 | 2 {
  if (refused.length > 0 && manifest === null && skipped.length === 0 && kept === 0) return 2;
  return rejected > 0 || refused.length > 0 ? 1 : 0;
}

/** What is said of a single Office action, checked. */
function aboutDocument({ application, code, mailed }: LoadFlags): Pick<LoadOptions, "about"> {
  if (application === undefined && code === undefined && mailed === undefined) return {};
  if (code !== undefined && !/^[A-Za-z][A-Za-z0-9.]{1,9}$/.test(code))
    throw new ArtunitError(
      "bad-parameter",
      `--code takes a document code, for example CTNF, not "${code}".`,
      {
        field: "code",
      },
    );
  if (code !== undefined && !KNOWN_CODES.includes(code.toUpperCase()))
    process.stderr.write(
      `--code ${code} is unknown here, which knows ${KNOWN_CODES.join(", ")}; the action is loaded under it all the same.\n`,
    );
  return {
    about: {
      ...(application === undefined
        ? {}
        : { application: readApplicationNumber(application, "application") }),
      ...(code === undefined ? {} : { code: code.toUpperCase() }),
      ...(mailed === undefined ? {} : { day: readDay("--mailed", mailed) }),
    },
  };
}

/** `--accept COLUMN`, also of sync. */
export function acceptOption(): Option {
  return new Option(
    "--accept <column>",
    "load a file though more than a tenth of this column's cells cannot be read; may be repeated",
  )
    .argParser((one: string, before: readonly string[]) => [...before, one])
    .default([] as readonly string[]);
}

function readRenaming(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at <= 0 || at === text.length - 1)
    throw new ArtunitError("bad-parameter", `--map takes old=new, not "${text}".`, { field: "map" });
  return [text.slice(0, at), text.slice(at + 1)];
}

export function showEvent(progress: Progress, event: LoadEvent): void {
  switch (event.kind) {
    case "recognised":
      progress.say(`${event.file}: ${event.as}`);
      break;
    case "noted":
      progress.say(`${event.file}: note: ${event.note}`);
      break;
    case "skipped":
      progress.say(`${event.file}: already loaded, skipped`);
      break;
    case "refused":
      progress.say(`${event.file}: refused: ${event.error.message}`);
      break;
    case "reading":
      progress.show(event.file, event.bytes, event.of, bytes);
      break;
    case "read": {
      const { read, loaded, rejected } = event.tally;
      progress.say(`${event.file}: read ${rows(read)} = loaded ${rows(loaded)} + rejected ${rows(rejected)}`);
      // One that is set aside in thousands is told by its reasons at the end; of a file without a good row, the first says what it is.
      if (event.firstRejected !== null && loaded === 0)
        progress.say(`${event.file}: no row could be read; the first: ${inWordsOf(event.firstRejected)}`);
      if (event.unknownColumns.length > 0)
        progress.say(`${event.file}: kept raw, not known to us: ${event.unknownColumns.join(", ")}`);
      break;
    }
    case "building":
      progress.showStep(event.what, event.done, event.of);
  }
}

/** A reason without its code. */
function inWordsOf(reason: string): string {
  return reason.replace(/^[a-z0-9-]+: /, "");
}

export function printReport(report: LoadReport, seconds: number): void {
  const { removed, refused } = report;
  const out = [
    ...(report.manifest
      ? servedLines(report.manifest, report, seconds)
      : ["nothing new: the snapshot stays as it was"]),
    ...(removed.length > 0 ? [`old snapshots removed: ${removed.join(", ")}`] : []),
    ...(report.kept > 0 ? [`${counted(report.kept, "file")} kept to be served as they came`] : []),
    ...asideLines(report),
    ...(refused.length > 0 ? [`${counted(refused.length, "file")} refused`] : []),
  ];
  process.stdout.write(`${out.join("\n")}\n`);
}

function servedLines(
  { id, tables, contentHash, overlay }: NonNullable<LoadReport["manifest"]>,
  { before, remarks }: LoadReport,
  seconds: number,
): readonly string[] {
  const grown = (table: TableSummary) => table.rows - (rowsBefore(before, table) ?? table.rows);
  return [
    isCurrent(id, ` (${duration(seconds)})`),
    ...tables
      .filter((table) => table.rows > 0 || grown(table) !== 0)
      .map(
        (table) =>
          `  ${table.name.padEnd(20)} ${rows(table.rows).padStart(12)} ${table.rows === 1 ? "row" : "rows"}${change(grown(table))}`,
      ),
    `  content hash ${contentHash}`,
    ...(overlay ? [`  ${overlayLine(overlay)}`, `  ${dueLine(overlay)}`] : []),
    ...remarks
      .filter(({ count }) => count > 0)
      .map(({ count, says }) => `  ${rows(count)} ${says[count === 1 ? 0 : 1]}`),
  ];
}

/** What a table had before; null where nothing was loaded before. */
function rowsBefore(before: LoadReport["before"], { name }: TableSummary): number | null {
  return before === null ? null : (before.find((each) => each.name === name)?.rows ?? 0);
}

function change(grown: number): string {
  if (grown === 0) return "";
  return `, ${rows(Math.abs(grown))} ${grown > 0 ? "more" : "less"} than before`;
}

/** Rows that were set aside, and cells that are missing now. */
function asideLines({ rejected, quarantine, reasons, unreadCells }: LoadReport): readonly string[] {
  const out: string[] = [];
  if (rejected > 0) {
    out.push(`${counted(rejected, "row")} set aside in ${relative(process.cwd(), quarantine ?? "")}:`);
    for (const [reason, count] of reasons) out.push(`  ${reason.padEnd(20)} ${rows(count).padStart(12)}`);
  }
  if (unreadCells.length > 0) {
    out.push("cells that cannot be read are missing now, their text is kept:");
    for (const { file, column, unread, filled } of unreadCells)
      out.push(`  ${file} ${column}: ${rows(unread)} of ${rows(filled)}`);
  }
  return out;
}

/** When the next load, or `artunit compact`, builds a new base. */
function dueLine({ baseRows, overlayRows }: OverlaySummary): string {
  const most = OVERLAY_SHARE * baseRows;
  return `a new base is due at ${rows(most)} rows in the overlay, ${rows((100 * overlayRows) / most)} % of which are there; artunit compact builds it before`;
}

function printDryRun(found: DryRun): void {
  for (const file of found.files)
    process.stdout.write(
      file.error
        ? `${file.name}: refused: ${file.error.message}\n`
        : `${file.name}: ${file.kind}, about ${counted(file.rows, "row")}${file.isLoaded ? ", already loaded" : ""}\n`,
    );
  process.stdout.write(
    `about ${counted(found.rows, "row")}, ${bytes(found.diskBytes)} of disk while loading\n`,
  );
  const refused = found.files.filter((file) => file.error).length;
  if (refused > 0) process.exitCode = refused === found.files.length ? 2 : 1;
}
