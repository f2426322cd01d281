import { basename } from "node:path";
import type { Command } from "commander";
import { counted } from "../catalog/index.js";
import { readEnvironment } from "../environment.js";
import { ArtunitError } from "../errors.js";
import { withoutExcel } from "../ingest/cells.js";
import { readListFile } from "../ingest/listFile.js";
import { FEED, INSTALLATION } from "../installation.js";
import type { LoadEvent, LoadReport } from "../load/load.js";
import { usualProduct } from "../load/sync/readable.js";
import { readTrustedKey } from "../load/sync/signature.js";
import { type SyncEvent, type SyncOptions, sync } from "../load/sync/sync.js";
import { firstFew, readApplicationNumber } from "../query/index.js";
import { noteSynced } from "../store/snapshots/synced.js";
import { VERSION } from "../version.js";
import { readCohort } from "./cohort.js";
import { again, readEvery } from "./every.js";
import { interruptible } from "./interrupt.js";
import { acceptOption, exitCodeOf, printReport, showEvent } from "./load.js";
import { dataFolder, readDataset, readSince } from "./options.js";
import { bytes, duration, Progress, rows } from "./progress.js";

interface SyncFlags {
  readonly data?: string;
  readonly product: string;
  readonly dataset?: string;
  readonly since?: string;
  readonly applications?: string;
  readonly accept: readonly string[];
  readonly extract: boolean;
  readonly trust?: string;
  readonly every?: string;
}

/** `artunit sync` */
export function addSync(program: Command): void {
  program
    .command("sync")
    .description(
      "Fetch what is missing from a folder or a service, and load it as one snapshot; or take a published snapshot as it is.",
    )
    .argument(
      "<from>",
      "folder, base address of a service (https://api.uspto.gov, or another artunit), or with --trust the address of a published snapshot",
    )
    .option("--product <id>", "the bulk product whose files are fetched", usualProduct(INSTALLATION))
    .option(
      "--dataset <key/version>",
      "fetch records of this dataset through the service's record API or search instead of files",
    )
    .option("--since <date>", "only files or records from this day on, yyyy-mm-dd")
    .option(
      "--applications <file>",
      "with --dataset: only the applications listed in this file, as for export --cohort",
    )
    .option(
      "--trust <key>",
      "of a mirror: take only what was signed with this public key, or the one in this file",
    )
    .addOption(acceptOption())
    .option("--no-extract", "do not look for rejections and citations in texts")
    .option(
      "--every <time>",
      "again and again, like 6h or 1d, until ended; says something only where something came",
    )
    .option("--data <folder>", "data folder")
    .action(async (from: string, flags: SyncFlags) => {
      if (flags.applications !== undefined && flags.dataset === undefined)
        throw new ArtunitError("bad-parameter", "--applications goes with --dataset KEY/VERSION.");
      const every = readEvery(flags.every);
      const config = readEnvironment();
      const progress = new Progress();
      const data = dataFolder(flags);
      const options: SyncOptions = {
        from,
        feed: FEED,
        product: flags.product,
        dataset: readDataset(flags.dataset),
        since: readSince(flags.since),
        applications: flags.applications === undefined ? null : await readApplications(flags.applications),
        usptoKey: config.usptoApiKey,
        key: config.apiKey,
        trust: flags.trust === undefined ? null : readTrustedKey(flags.trust),
        load: {
          data,
          installation: INSTALLATION,
          artunitVersion: VERSION,
          accepted: flags.accept,
          extracts: flags.extract,
          onEvent: (event) => isTold(every, event) && showEvent(progress, event),
        },
        onEvent: (event) => isTold(every, event) && showSync(progress, event),
      };
      const once = async () => {
        const started = Date.now();
        const report = await noted(data, () => interruptible(data, progress, () => sync(options)));
        const hasNews = report.manifest !== null || report.rejected > 0 || report.refused.length > 0;
        if (every === null || hasNews) printReport(report, (Date.now() - started) / 1000);
        if (every === null) process.exitCode = exitCodeOf(report);
      };
      if (every === null) return once();
      await again(every, once, (message) => process.stderr.write(`${message}\n`));
    });
}

/** What came of it stands in the data folder, for the metrics of a server. */
async function noted(data: string, run: () => Promise<LoadReport>): Promise<LoadReport> {
  const note = (records: number, fault: string | null) =>
    noteSynced(data, { at: new Date().toISOString(), isDone: fault === null, records, fault });
  try {
    const report = await run();
    const records = report.files.reduce((sum, { loaded }) => sum + loaded, 0);
    const refused = report.refused.map(({ file, error }) => `${file}: ${error.message}`);
    note(records, refused.length > 0 ? refused.join("; ") : null);
    return report;
  } catch (error) {
    try {
      note(0, (error as Error).message);
    } catch {
      // A disk that is full, say: that is the error which is told.
    }
    throw error;
  }
}

/** One that comes again and again is quiet about what is as it was. */
function isTold(every: number | null, { kind }: SyncEvent | LoadEvent): boolean {
  return every === null || !["listed", "left", "skipped", "unchanged"].includes(kind);
}

function showSync(progress: Progress, event: SyncEvent): void {
  switch (event.kind) {
    case "listed":
      progress.say(`${counted(event.files, "file")} listed, ${event.missing} missing here`);
      break;
    case "left":
      progress.say(
        `${counted(event.files.length, "file")} left (documents, Stata files that are there as CSV, or read by nothing here): ${firstFew(event.files, 5)}`,
      );
      break;
    case "fetching":
      progress.show(event.file, event.bytes, event.of, bytes);
      break;
    case "fetched":
      progress.say(`${event.file}: fetched`);
      break;
    case "slice":
      progress.say(`${shortened(event.criteria)}: ${rows(event.records)} records`);
      break;
    case "unchanged":
      progress.say(`${event.file}: as it was loaded`);
      break;
    case "usual":
      progress.say(
        `Taken are records with ${event.field} from ${event.since} to ${event.until}; --since and --applications take others`,
      );
      break;
    case "doubled":
      progress.say(
        `${shortened(event.criteria)}: ${rows(event.records)} records came twice, so that as many others may be missing; sync again to be sure`,
      );
      break;
    case "undated":
      progress.say(
        `${rows(event.records)} more records have no ${event.field}, or one after today: --since leaves them out, --applications brings them`,
      );
      break;
    case "waiting":
      progress.say(`${event.why} Waiting ${duration(event.milliseconds / 1000)}.`);
  }
}

/** Many application numbers say no more than the first few. */
function shortened(criteria: string): string {
  return criteria.length <= 100 ? criteria : `${criteria.slice(0, 80)}… ${criteria.slice(-12)}`;
}

async function readApplications(path: string): Promise<readonly string[]> {
  const { numbers } = readCohort(await readListFile(path), basename(path), null);
  return [...new Set(numbers.map(({ written }) => readApplicationNumber(withoutExcel(written))))];
}
