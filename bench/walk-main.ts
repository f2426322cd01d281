import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Dataset, datasetName } from "../src/catalog/index.js";
import { DATASETS } from "../src/installation.js";
import { NativeClient } from "./answers/client.js";
import { loadArtunit, serveArtunit } from "./drive/artunit.js";
import { readOptions } from "./options.js";
import { generateRelease } from "./release/generate.js";

const usage = `npm run bench:walk -- [options]

Walks a dataset by cursor from its first record to its last while new snapshots are loaded and swapped in beneath the
walk, and checks that it returns each record of the snapshot it began in, exactly once and in order.

  --data FOLDER    the store to walk, which is loaded into; without it, one is generated
  --scale S        share of the release's size to generate (default 0.02)
  --dataset K/V    what to walk (default oa_citations/v2)
  --page N         records to a page (default 10000)
  --swaps N        snapshots swapped in (default 3)
  --loads N        how many of them are new loads; for the others, \`artunit rollback\` goes to and fro between the first
                   snapshot and the last, because a load into a store of full size takes long (default: all)
`;

const options = readOptions(usage, {
  data: { type: "string" },
  scale: { type: "string", default: "0.02" },
  dataset: { type: "string", default: "oa_citations/v2" },
  page: { type: "string", default: "10000" },
  swaps: { type: "string", default: "3" },
  loads: { type: "string" },
});

async function main(): Promise<void> {
  const data = options.data ?? (await generated());
  const dataset = DATASETS.find((each) => datasetName(each) === options.dataset);
  if (!dataset) throw new Error(`There is no dataset ${options.dataset}.`);
  const expected = await contentOf(data, dataset);
  console.log(`${options.dataset} of snapshot ${expected.snapshot}: ${expected.rows} records`);
  const server = await serveArtunit(data, 0);
  try {
    const swaps = new Swaps(data, expected);
    const client = new NativeClient(`http://127.0.0.1:${server.port}`);
    const walked = await walk(client, dataset, swaps);
    const { snapshot: newest } = await client.describe("/v1/datasets");
    const faults = [
      ...(walked.snapshots.size === 1 ? [] : [`answers of ${[...walked.snapshots].join(", ")}`]),
      ...(walked.snapshots.has(expected.snapshot) ? [] : ["answers of another snapshot than the first"]),
      ...(newest === swaps.current ? [] : [`the server shows ${newest} instead of ${swaps.current}`]),
      ...(walked.rows === expected.rows ? [] : [`${walked.rows} records instead of ${expected.rows}`]),
      ...(walked.digest === expected.digest ? [] : ["other records than the snapshot holds"]),
      ...(swaps.done === Number(options.swaps) ? [] : [`only ${swaps.done} snapshots were swapped in`]),
    ];
    for (const fault of faults) console.log(`WRONG ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
    else
      console.log(
        `each of ${walked.rows} records once, in order, while ${swaps.done} snapshots were swapped in`,
      );
  } finally {
    await server.stop();
  }
}

async function generated(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "artunit-walk-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const release = await generateRelease({ folder, scale: Number(options.scale), seed: 1, zip: true });
  const data = join(folder, "data");
  mkdirSync(data);
  await loadArtunit(
    data,
    release.files.map((each) => each.path),
  );
  return data;
}

/** What the engine's file itself says: how many records the dataset has, and a digest of their ids. */
async function contentOf(data: string, { table, rows }: Dataset) {
  const snapshot = currentOf(data);
  const instance = await DuckDBInstance.create(join(data, "snapshots", snapshot, "store.duckdb"), {
    access_mode: "READ_ONLY",
  });
  const connection = await instance.connect();
  const only = rows === null ? "TRUE" : `${rows.column} = '${rows.value}'`;
  const found = await connection.runAndReadAll(
    `SELECT count(*), coalesce(bit_xor(('0x' || left(record_id, 8))::UINTEGER), 0) FROM ${table} WHERE ${only}`,
  );
  const [count, digest] = found.getRows()[0]!.map(Number);
  connection.closeSync();
  instance.closeSync();
  return { snapshot, rows: count!, digest: digest! };
}

interface Walked {
  readonly rows: number;
  readonly digest: number;
  readonly snapshots: ReadonlySet<unknown>;
}

/** Follows cursors to the end; throws where a record does not stand behind the one before it. */
async function walk(client: NativeClient, dataset: Dataset, swaps: Swaps): Promise<Walked> {
  const named = (column: string) => dataset.fields.find((each) => each.column === column)?.name;
  const order = ["application_number", "mail_date", "document_id", "record_id"].map(named);
  if (order.includes(undefined)) throw new Error(`${datasetName(dataset)} does not show its order.`);
  const names = order as readonly string[];
  const snapshots = new Set<unknown>();
  const began = performance.now();
  let [rows, digest, reported] = [0, 0, 0];
  let before: readonly (string | null)[] | null = null;
  let cursor: unknown = null;
  do {
    await swaps.reached(rows);
    const page = await client.ask(`/v1/datasets/${datasetName(dataset)}/records`, {
      select: names,
      limit: Number(options.page),
      ...(cursor === null ? {} : { cursor }),
    });
    snapshots.add(page.snapshot);
    for (const record of page.records as Record<string, string | null>[]) {
      const key = names.map((name) => record[name] ?? null);
      if (before !== null && compare(before, key) >= 0)
        throw new Error(`Record ${rows} does not stand behind the one before it: ${before} then ${key}.`);
      before = key;
      digest = (digest ^ Number.parseInt(key[3]!.slice(0, 8), 16)) >>> 0;
      rows++;
    }
    cursor = page.cursor;
    const seconds = (performance.now() - began) / 1000;
    if (seconds - reported > 10) {
      reported = seconds;
      console.log(`${rows} of ${String(page.total)} records, ${swaps.done} swaps, ${seconds.toFixed(0)} s`);
    }
  } while (cursor !== null);
  console.log(`walked ${rows} records in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return { rows, digest, snapshots };
}

/** The declared order: by code point, missing last. */
function compare(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at]!;
    if (left === right) continue;
    if (left === null || right === null) return left === null ? 1 : -1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** Swaps another snapshot in each time the walk has come a part further; all are in before the last part. */
class Swaps {
  done = 0;
  private begun = 0;
  private underWay: Promise<void> = Promise.resolve();
  private readonly wanted = Number(options.swaps);
  private readonly loads = Number(options.loads ?? options.swaps);

  constructor(
    private readonly data: string,
    private readonly walked: { readonly snapshot: string; readonly rows: number },
  ) {}

  get current(): string {
    return currentOf(this.data);
  }

  async reached(record: number): Promise<void> {
    const part = Math.floor((record * (this.wanted + 2)) / this.walked.rows);
    if (part < this.begun + 1) return;
    await this.underWay;
    if (this.begun < this.wanted) this.underWay = this.swap(++this.begun);
  }

  /** In a process of its own, as a user would; the walk goes on meanwhile. */
  private async swap(nth: number): Promise<void> {
    if (nth <= this.loads) await this.loadMore(nth);
    else await run(["rollback", this.other(), "--data", this.data]);
    this.done++;
    console.log(`swapped in snapshot ${this.current}`);
  }

  /** Loads a few citations more. */
  private async loadMore(nth: number): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "artunit-swap-"));
    const file = join(folder, `citations-${nth}.csv`);
    writeFileSync(file, citations(nth));
    await run(["load", "--data", this.data, file]);
    rmSync(folder, { recursive: true, force: true });
  }

  private other(): string {
    if (this.current !== this.walked.snapshot) return this.walked.snapshot;
    return readdirSync(join(this.data, "snapshots")).sort().at(-1)!;
  }
}

function currentOf(data: string): string {
  return readFileSync(join(data, "current"), "utf8").trim();
}

async function run(command: readonly string[]): Promise<void> {
  const artunit = spawn(process.execPath, ["dist/cli/main.js", ...command], { stdio: "ignore" });
  const [code] = (await once(artunit, "exit")) as [number | null];
  if (code !== 0) throw new Error(`artunit ${command[0]} ended with ${code}.`);
}

/** Rows before, between and behind those of the walk: whoever mixed snapshots would see places shift. */
function citations(nth: number): string {
  const { fields } = DATASETS.find((each) => datasetName(each) === "citations/2017")!;
  const names = fields.filter((each) => !each.derived).map((each) => each.name);
  const rows = Array.from({ length: 900 }, (_, at) => {
    const series = ["02", "13", "29"][at % 3]!;
    const row: Record<string, string> = {
      app_id: `${series}${String(nth * 1000 + at).padStart(6, "0")}`,
      citation_pat_pgpub_id: String(6_000_000 + at),
      parsed: String(6_000_000 + at),
      form892: "1",
      form1449: "0",
      citation_in_oa: "0",
    };
    return names.map((name) => row[name] ?? "").join(",");
  });
  return `${names.join(",")}\n${rows.join("\n")}\n`;
}

// At the end, where the classes above are known.
await main();
