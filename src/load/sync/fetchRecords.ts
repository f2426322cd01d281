import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import {
  type Dataset,
  datasetName,
  dayAfter,
  dayBetween,
  fieldName,
  type Roles,
} from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { type PoliteClient, upstreamFailed } from "./client.js";
import type { FoundRecords, RecordFeed } from "./feed.js";
import { withSlash } from "./files.js";

/** Applications asked for together. */
const APPLICATIONS = 50;
/** A count that changes while it is read is read again, so many times. */
const MOST_READS = 5;
/** So many times where a record came twice: then it may really be there twice. */
const DOUBLED_READS = 2;

export interface RecordSync {
  readonly feed: RecordFeed;
  readonly dataset: Dataset;
  readonly base: URL;
  /** Where the answers are kept until they are loaded. */
  readonly folder: string;
  readonly since: string | null;
  readonly until: string;
  readonly applications: readonly string[] | null;
  readonly onSlice?: (criteria: string, records: number) => void;
  /** So many records have no date, or one after today, so that no date finds them. */
  readonly onUndated?: (field: string, records: number) => void;
  /** So many records of a slice came twice, each time they were read, so that as many others may be missing. */
  readonly onDoubled?: (criteria: string, records: number) => void;
}

/**
 * Fetches records through the record API into files of records, sliced so that no slice passes what can be paged: by day, and
 * where one day holds more, by the digits of the application number. Returns the files. A slice that the same sync
 * fetched before it was interrupted is not fetched again.
 */
export async function fetchRecords(client: PoliteClient, sync: RecordSync): Promise<readonly string[]> {
  openFolder(sync);
  const files: string[] = [];
  let fetched = 0;
  for await (const { criteria, total } of slices(client, sync)) {
    const digest = createHash("sha256").update(criteria).digest("hex").slice(0, 16);
    const path = join(sync.folder, `${sync.dataset.key}-${sync.dataset.version}-${digest}.json`);
    const isThere = total === 0 || existsSync(path);
    const records = isThere ? total : await fetchSlice(client, sync, criteria, path);
    sync.onSlice?.(criteria, records);
    fetched += records;
    if (records > 0) files.push(path);
  }
  if (sync.applications === null) await tellUndated(client, sync, fetched);
  return files;
}

/** What an interrupted sync left is kept when this one asks for the same on the same day. */
function openFolder({ folder, dataset, base, since, until, applications }: RecordSync): void {
  const plan = JSON.stringify({ dataset: datasetName(dataset), base: base.href, since, until, applications });
  const path = join(folder, "plan");
  if (!existsSync(path) || readFileSync(path, "utf8") !== plan)
    rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, plan);
}

/** Writes every record of a slice into a file. One that changes in between is read again from its beginning. */
async function fetchSlice(
  client: PoliteClient,
  sync: RecordSync,
  criteria: string,
  path: string,
): Promise<number> {
  const part = `${path}.part`;
  for (let read = 1; read <= MOST_READS; read++) {
    const { isSteady, records, doubled } = await readInto(part, client, sync, criteria);
    if (!isSteady || (doubled > 0 && read < DOUBLED_READS)) continue;
    if (doubled > 0) sync.onDoubled?.(criteria, doubled);
    if (records === 0) rmSync(part);
    else renameSync(part, path);
    return records;
  }
  throw upstreamFailed(
    recordsUrl(sync),
    `the records of ${criteria} changed again and again while they were read`,
  );
}

/** Page by page, so that no more than a page is held. Steady is what has as many records at its end as at its beginning. */
async function readInto(
  path: string,
  client: PoliteClient,
  sync: RecordSync,
  criteria: string,
): Promise<{ readonly isSteady: boolean; readonly records: number; readonly doubled: number }> {
  const { before, after } = sync.feed.around(sync.dataset);
  const seen = new Set<string>();
  let records = 0;
  let total: number | null = null;
  let isSteady = true;
  const file = openSync(path, "w");
  try {
    writeSync(file, before);
    while (isSteady && (total === null || records < total)) {
      const rows = Math.min(sync.feed.rows, sync.feed.window - records);
      const page = await ask(client, sync, criteria, records, rows);
      isSteady =
        (total === null || page.total === total) && (page.records.length > 0 || page.total === records);
      total = page.total;
      for (const record of page.records) {
        seen.add(createHash("sha256").update(record).digest("base64"));
        writeSync(file, records++ === 0 ? record : `,\n${record}`);
      }
    }
    writeSync(file, after);
  } finally {
    closeSync(file);
  }
  return { isSteady: isSteady && records === total, records, doubled: records - seen.size };
}

/** A service writes a missing date as none, or as one of the first days of year 1: both lie before every real one. */
const FIRST_DAY = "1800-01-01";

async function tellUndated(client: PoliteClient, sync: RecordSync, fetched: number): Promise<void> {
  if (sync.since === null || sync.since < FIRST_DAY) return;
  const field = dateFieldOf(sync);
  const all = await count(client, sync, null);
  const before = await count(client, sync, `${field}:[${FIRST_DAY} TO ${dayAfter(sync.since, -1)}]`);
  // More may have come in meanwhile; then nothing is to be told.
  if (all - before > fetched) sync.onUndated?.(field, all - before - fetched);
}

/** Criteria that no more records answer than can be paged. */
interface Slice {
  readonly criteria: string;
  readonly total: number;
}

async function* slices(client: PoliteClient, sync: RecordSync): AsyncIterable<Slice> {
  if (sync.applications) {
    const name = fieldOf(sync, "application");
    for (let at = 0; at < sync.applications.length; at += APPLICATIONS) {
      const some = sync.applications.slice(at, at + APPLICATIONS);
      yield* byApplications(client, sync, name, some);
    }
    return;
  }
  if (sync.since === null) throw new Error("Records are fetched by date or by application.");
  yield* byDays(client, sync, sync.since, sync.until);
}

async function* byApplications(
  client: PoliteClient,
  sync: RecordSync,
  name: string,
  some: readonly string[],
): AsyncIterable<Slice> {
  const day = sync.since && ` AND ${dateFieldOf(sync)}:[${sync.since} TO ${sync.until}]`;
  const criteria = `${name}:(${some.join(" OR ")})${day ?? ""}`;
  const total = await count(client, sync, criteria);
  if (total <= sync.feed.window) yield { criteria, total };
  else if (some.length > 1) {
    const half = Math.ceil(some.length / 2);
    yield* byApplications(client, sync, name, some.slice(0, half));
    yield* byApplications(client, sync, name, some.slice(half));
  } else throw tooMany(sync, criteria, total);
}

/** Halves the days until a slice fits. */
async function* byDays(
  client: PoliteClient,
  sync: RecordSync,
  from: string,
  to: string,
): AsyncIterable<Slice> {
  const criteria = `${dateFieldOf(sync)}:[${from} TO ${to}]`;
  const total = await count(client, sync, criteria);
  if (total === 0) return;
  if (total <= sync.feed.window) yield { criteria, total };
  else if (from < to) {
    const middle = dayBetween(from, to);
    yield* byDays(client, sync, from, middle);
    yield* byDays(client, sync, dayAfter(middle), to);
  } else yield* byDigits(client, sync, criteria, "");
}

/** One day that holds too much: by the leading digits of the application numbers. */
async function* byDigits(
  client: PoliteClient,
  sync: RecordSync,
  day: string,
  prefix: string,
): AsyncIterable<Slice> {
  const name = nameOf(sync, "application");
  let found = 0;
  const whole = prefix === "" ? day : `${day} AND ${name}:${prefix}*`;
  const total = await count(client, sync, whole);
  if (name === null) throw tooMany(sync, whole, total);
  for (const digit of "0123456789") {
    const criteria = `${day} AND ${name}:${prefix}${digit}*`;
    const part = await count(client, sync, criteria);
    found += part;
    if (part === 0) continue;
    if (part <= sync.feed.window) yield { criteria, total: part };
    else if (prefix.length < 7) yield* byDigits(client, sync, day, `${prefix}${digit}`);
    else throw tooMany(sync, criteria, part);
  }
  // Numbers that do not go on with a digit (PCT, or the prefix itself) would otherwise be left out without a word.
  if (found < total) {
    const digits = [..."0123456789"].map((digit) => `${name}:${prefix}${digit}*`).join(" OR ");
    yield { criteria: `${whole} AND NOT (${digits})`, total: total - found };
  }
}

async function count(client: PoliteClient, sync: RecordSync, criteria: string | null): Promise<number> {
  return (await ask(client, sync, criteria, 0, 0)).total;
}

async function ask(
  client: PoliteClient,
  sync: RecordSync,
  criteria: string | null,
  start: number,
  rows: number,
): Promise<FoundRecords> {
  const { feed, dataset } = sync;
  const url = recordsUrl(sync);
  const { type, text } = feed.body(dataset, { criteria, start, rows });
  const answer = await client.jsonText(url, {
    method: "POST",
    headers: { "content-type": type, accept: "application/json" },
    body: text,
    accepts: feed.accepts,
  });
  const found = feed.recordsIn(dataset, answer);
  if (found === null)
    throw upstreamFailed(url, "its answer has no records, or does not say how many there are");
  return found;
}

function recordsUrl({ feed, base, dataset }: RecordSync): URL {
  return new URL(feed.path(dataset), withSlash(base));
}

/** The field that a column in a role is asked by, as the service calls it; null where the dataset has none of its own. */
function nameOf({ feed, dataset }: Pick<RecordSync, "feed" | "dataset">, role: keyof Roles): string | null {
  const found = dataset.fields.find((each) => each.column === dataset.table.roles[role] && !each.derived);
  return found ? fieldName(found, feed.protocol) : null;
}

function fieldOf(sync: Pick<RecordSync, "feed" | "dataset">, role: keyof Roles): string {
  const name = nameOf(sync, role);
  if (name !== null) return name;
  if (role === "application" && (nameOf(sync, "date") ?? nameOf(sync, "stamp")) !== null)
    throw new ArtunitError(
      "bad-parameter",
      `The records of ${datasetName(sync.dataset)} tell no application: add --since DATE in place of --applications.`,
    );
  throw new ArtunitError(
    "bad-parameter",
    `The records of ${datasetName(sync.dataset)} cannot be fetched: they tell neither day nor application. Weekly archives come without --dataset.`,
  );
}

/** The day a record is dated by; where a dataset has none, the one it was made on at its source. */
export function dateFieldOf(sync: Pick<RecordSync, "feed" | "dataset">): string {
  return nameOf(sync, "date") ?? fieldOf(sync, "stamp");
}

function tooMany({ dataset, feed }: RecordSync, criteria: string, total: number): ArtunitError {
  return new ArtunitError(
    "upstream-failed",
    `${dataset.key}/${dataset.version} has ${total} records for ${criteria}, more than the ${feed.window} that can be paged.`,
  );
}
