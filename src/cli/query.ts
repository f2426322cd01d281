import { type Command, Option } from "commander";
import { ArtunitError } from "../errors.js";
import { INSTALLATION } from "../installation.js";
import { NATIVE } from "../protocols/native/index.js";
import { contextInProcess, readParameters } from "../server/index.js";
import { type Answer, FORMATS, type Format, type Route } from "../server/route.js";
import { criteriaOf, dataFolder } from "./options.js";
import { openSnapshot } from "./snapshot.js";
import { tableOf } from "./table.js";

interface QueryOptions {
  readonly data?: string;
  readonly select?: string;
  readonly sort?: string;
  readonly limit?: string;
  readonly format: Format | "table";
  readonly raw?: boolean;
  readonly duplicates?: string;
  readonly source?: string;
  readonly asOf?: string;
}

/** `artunit query`: the records route of the native API straight on the snapshot, no server needed. */
export function addQuery(program: Command): void {
  program
    .command("query")
    .description("Print the records of a dataset that match, straight from the snapshot.")
    .argument("<dataset>", "key and version, e.g. oa_rejections/v2")
    .argument("[criteria...]", "what to match; all records when left out")
    .option("--data <folder>", "data folder")
    .option("--select <fields>", "only these fields, separated by commas")
    .option("--sort <fields>", 'fields to sort by, e.g. "submissionDate desc,id"')
    .option("--limit <n>", "at most so many records (default: 100 as json or table, all otherwise)")
    .addOption(formatOption("json, ndjson, csv, parquet, dta or table"))
    .option("--raw", "csv: leave cells that a spreadsheet would run as a formula as they are")
    .option("--duplicates <choice>", "include or exclude documents that duplicate another")
    .option("--source <source>", "only rows of this source, as api or release-2017")
    .option("--as-of <snapshot>", "answer from this snapshot")
    .addHelpText(
      "after",
      '\nExample:\n  artunit query oa_rejections/v2 "legalSectionCode:101" --format csv > rejections.csv',
    )
    .action(async (dataset: string, words: readonly string[], options: QueryOptions) => {
      const { select, sort, limit, raw, duplicates, source } = options;
      await ask("list-records", dataset, options, {
        criteria: criteriaOf(words) ?? "*:*",
        ...defined({ select, sort, limit, raw, duplicates, source }),
      });
    });
}

/** People read tables, programs JSON. */
function formatOption(choices: string): Option {
  const here = process.stdout.isTTY ? "table" : "json";
  return new Option("--format <format>", choices).default(here, "table on a terminal, json elsewhere");
}

interface GroupOptions extends Omit<QueryOptions, "select" | "sort" | "raw"> {
  readonly measure?: string;
  readonly order?: string;
}

/** `artunit group`: the groups route of the native API straight on the snapshot. */
export function addGroup(program: Command): void {
  program
    .command("group")
    .description("Count the records of a dataset by one to three fields.")
    .argument("<dataset>", "key and version, e.g. oa_rejections/v2")
    .argument("<by>", "fields, separated by commas; a date takes .year, .quarter or .month")
    .argument("[criteria...]", "what to match; all records when left out")
    .option("--data <folder>", "data folder")
    .option("--measure <measure>", "count, or distinct:FIELD")
    .option("--order <order>", "size or key")
    .option("--limit <n>", "at most so many groups (default: 1000 as json or table, all otherwise)")
    .addOption(formatOption("json, ndjson, csv, parquet, dta or table"))
    .option("--duplicates <choice>", "include or exclude documents that duplicate another")
    .option("--source <source>", "only rows of this source, as api or release-2017")
    .option("--as-of <snapshot>", "answer from this snapshot")
    .action(async (dataset: string, by: string, words: readonly string[], options: GroupOptions) => {
      const { measure, order, limit, duplicates, source } = options;
      await ask("list-groups", dataset, options, {
        by,
        criteria: criteriaOf(words) ?? "*:*",
        ...defined({ measure, order, limit, duplicates, source }),
      });
    });
}

async function ask(
  operation: string,
  dataset: string,
  options: { readonly data?: string; readonly format: Format | "table"; readonly asOf?: string },
  parameters: Readonly<Record<string, unknown>>,
): Promise<void> {
  const route = NATIVE.routes(INSTALLATION).find((each) => each.operationId === operation) as Route;
  const [key, version] = dataset.split("/");
  const formats = [...FORMATS, "table"];
  if (!formats.includes(options.format))
    throw new ArtunitError(
      "bad-parameter",
      `There is no format "${options.format}". There are: ${formats.join(", ")}.`,
    );
  const snapshot = await openSnapshot(dataFolder(options), options.asOf ?? null);
  const leaving = new AbortController();
  process.once("SIGINT", () => leaving.abort());
  process.stdout.on("error", endQuietly);
  try {
    const asked = {
      ...readParameters(route, { key, version, ...parameters }),
      format: options.format === "table" ? ("json" as const) : options.format,
      signal: leaving.signal,
    };
    const answer = await route.handle(asked, contextInProcess(INSTALLATION, snapshot.lease));
    if (options.format === "table") {
      const isChosen = "select" in parameters;
      const room = isChosen || !process.stdout.isTTY ? null : process.stdout.columns;
      process.stdout.write(tableOf(JSON.parse(await whole(answer)) as Record<string, unknown>, room));
    } else await print(answer, options.format);
  } finally {
    await snapshot.close();
  }
}

async function print(answer: Answer, format: Format): Promise<void> {
  if (answer.kind === "json") process.stdout.write(`${JSON.stringify(answer.body, null, 2)}\n`);
  else {
    for await (const chunk of chunksOf(answer)) if (!process.stdout.write(chunk)) await drained();
    // A server's JSON ends with its bracket, a file's with a line.
    if (format === "json") process.stdout.write("\n");
  }
}

async function* chunksOf(answer: Answer): AsyncIterable<string | Uint8Array> {
  switch (answer.kind) {
    case "json":
      yield JSON.stringify(answer.body);
      break;
    case "text":
      yield answer.body;
      break;
    case "stream":
      yield* answer.chunks;
      break;
    case "file":
    case "elsewhere":
      throw new Error("This route answers over HTTP only.");
  }
}

/** `artunit query … | head` closes the pipe when it has seen enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once("drain", resolve));
}

async function whole(answer: Answer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(answer)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
