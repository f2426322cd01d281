import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Dataset, datasetName, dayAfter, dayOf } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { places } from "../../store/snapshots/dataFolder.js";
import { currentId, readManifest } from "../../store/snapshots/folder.js";
import { takeLock } from "../../store/snapshots/lock.js";
import { type LoadOptions, type LoadReport, load } from "../load.js";
import type { Network } from "./address.js";
import { PoliteClient } from "./client.js";
import type { Feed, RecordFeed } from "./feed.js";
import { dateFieldOf, fetchRecords } from "./fetchRecords.js";
import { fetchFile, listFiles, missingFiles, withSlash } from "./files.js";
import { checkSignature, lastSeen, MIRROR_MANIFEST, mirrorRefused, noteSeen, openMirror } from "./mirror.js";
import { readableProduct, sortFiles, usualProduct } from "./readable.js";
import { SIGNATURE_FILE } from "./signature.js";
import { MIRRORED_FILES, manifestOfMirror, mirroredSnapshot, takeSnapshot } from "./snapshotMirror.js";

export interface SyncOptions {
  /** A folder, or the base URL of a service that speaks as the feed says. */
  readonly from: string;
  readonly feed: Feed;
  /** A bulk product; null for the usual one. */
  readonly product: string | null;
  /** Fetch records of this dataset instead of files. */
  readonly dataset: Dataset | null;
  readonly since: string | null;
  readonly applications: readonly string[] | null;
  /** For the USPTO's own service, which alone is told it. */
  readonly usptoKey: string | null;
  /** For any other service. */
  readonly key: string | null;
  /** Of a mirror, in a folder or at an address: only what was signed with this key is taken. */
  readonly trust: string | null;
  readonly load: Omit<LoadOptions, "paths" | "dataset">;
  readonly network?: Network;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly onEvent?: (event: SyncEvent) => void;
}

/** What is fetched where nothing more is said: every file of the usual bulk product that is missing, without a key. */
export const USUAL_SYNC = {
  product: null,
  dataset: null,
  since: null,
  applications: null,
  usptoKey: null,
  key: null,
  trust: null,
} as const satisfies Partial<SyncOptions>;

export type SyncEvent =
  | { readonly kind: "listed"; readonly files: number; readonly missing: number }
  | { readonly kind: "left"; readonly files: readonly string[] }
  | { readonly kind: "fetching"; readonly file: string; readonly bytes: number; readonly of: number | null }
  | { readonly kind: "fetched"; readonly file: string }
  | { readonly kind: "unchanged"; readonly file: string }
  | { readonly kind: "slice"; readonly criteria: string; readonly records: number }
  | { readonly kind: "usual"; readonly field: string; readonly since: string; readonly until: string }
  | { readonly kind: "doubled"; readonly criteria: string; readonly records: number }
  | { readonly kind: "undated"; readonly field: string; readonly records: number }
  | { readonly kind: "waiting"; readonly why: string; readonly milliseconds: number };

/**
 * Brings a data folder up to date with a folder or a service: fetches what is missing, one thing at a time, and
 * loads it as one snapshot. What was fetched is kept until it is loaded, so an interrupted sync goes on.
 *
 * @throws ArtunitError `loader-busy` while another sync or load runs on the data folder.
 */
export async function sync(options: SyncOptions): Promise<LoadReport> {
  const base = baseOf(options.from);
  const lock = takeLock(options.load.data, "sync");
  try {
    return base === null ? await mirrored(options) : await fetched(base, options);
  } finally {
    lock.release();
  }
}

async function fetched(base: URL, options: SyncOptions): Promise<LoadReport> {
  const folder = places.incoming(options.load.data);
  const client = clientOf(base, options);
  if (options.trust !== null) return snapshotFrom(base, client, join(folder, "snapshot"), options);
  const records = options.dataset && {
    dataset: options.dataset,
    feed: feedOf(options.dataset, options.feed),
  };
  const paths = records
    ? await recordFiles(client, base, records, join(folder, "records"), options)
    : await productFiles(client, base, folder, options);
  const isToldByFile = records?.feed.around(records.dataset).tellsKind ?? true;
  const dataset = isToldByFile ? null : datasetName(records!.dataset);
  const report = await load({ ...options.load, dataset, paths });
  rmSync(folder, { recursive: true, force: true });
  return report;
}

function clientOf(base: URL, options: SyncOptions): PoliteClient {
  return new PoliteClient({
    base,
    ...(isUspto(base)
      ? { key: options.usptoKey, keySetting: "ARTUNIT_USPTO_API_KEY" }
      : { key: options.key, keySetting: "ARTUNIT_API_KEY" }),
    userAgent: `artunit/${options.load.artunitVersion}`,
    ...(options.network ? { network: options.network } : {}),
    ...(options.wait ? { wait: options.wait } : {}),
    onWait: (why, milliseconds) => options.onEvent?.({ kind: "waiting", why, milliseconds }),
  });
}

/**
 * A snapshot that somebody publishes at an address. It is opened here as it is, so only a signed one is taken. What was fetched is
 * kept until the snapshot is here, and a file that broke off goes on where it did.
 */
async function snapshotFrom(
  base: URL,
  client: PoliteClient,
  folder: string,
  { trust, load: { data }, onEvent }: SyncOptions,
): Promise<LoadReport> {
  const at = (name: string) => new URL(name, withSlash(base));
  const fetched = (name: string, into: string, bytes: number | null) =>
    fetchFile(
      client,
      {
        name,
        url: at(name === SIGNATURE_FILE || name === MIRROR_MANIFEST ? name : `${MIRRORED_FILES}/${name}`),
        bytes,
        toDate: null,
        isDocument: false,
        loadedSha256: null,
      },
      into,
      (have, of) => onEvent?.({ kind: "fetching", file: name, bytes: have, of }),
    );
  const told = join(folder, "told");
  rmSync(told, { recursive: true, force: true });
  await fetched(MIRROR_MANIFEST, told, null);
  await fetched(SIGNATURE_FILE, told, null);
  const text = readFileSync(join(told, MIRROR_MANIFEST));
  const signedAt = checkSignature(told, text, trust!, lastSeen(data, trust!));
  const manifest = mirroredSnapshot(text.toString("utf8"), at(MIRROR_MANIFEST).href);
  if (manifest === null)
    throw mirrorRefused(
      `${at(MIRROR_MANIFEST).href} tells of no snapshot. A mirror of archives is copied here, with its manifest and signature, and synced from that folder`,
    );
  const report = await takeSnapshot(data, manifest, async ({ sha256, bytes }) => {
    const path = await fetched(sha256, folder, bytes);
    onEvent?.({ kind: "fetched", file: sha256 });
    return path!;
  });
  rmSync(folder, { recursive: true, force: true });
  noteSeen(data, trust!, signedAt);
  return report;
}

/** A mirror is held against its manifest; any other folder is loaded as it is. */
async function mirrored(asked: SyncOptions): Promise<LoadReport> {
  const { from, trust, load: options } = asked;
  const told = manifestOfMirror(from);
  const snapshot = told && mirroredSnapshot(told.toString("utf8"), join(from, MIRROR_MANIFEST));
  if (told && snapshot) {
    const seen = trust === null ? null : lastSeen(options.data, trust);
    const signedAt = trust === null ? null : checkSignature(from, told, trust, seen);
    const report = await takeSnapshot(options.data, snapshot, async ({ sha256 }) =>
      join(from, MIRRORED_FILES, sha256),
    );
    if (trust !== null && signedAt) noteSeen(options.data, trust, signedAt);
    return report;
  }
  const mirror = await openMirror(from, trust, trust === null ? null : lastSeen(options.data, trust));
  const report = await load({ ...options, paths: mirror?.paths ?? [from] });
  if (trust !== null && mirror?.signedAt) noteSeen(options.data, trust, mirror.signedAt);
  return report;
}

function isUspto({ hostname, protocol }: URL): boolean {
  return /(?:^|\.)uspto\.gov$/.test(hostname) && protocol === "https:";
}

async function productFiles(
  client: PoliteClient,
  base: URL,
  folder: string,
  options: SyncOptions,
): Promise<readonly string[]> {
  const { installation } = options.load;
  const product = readableProduct(installation, options.product ?? usualProduct(installation));
  const listed = await listFiles(client, options.feed.files, base, product.id);
  const { wanted: remote, left } = sortFiles(listed, product);
  const id = currentId(options.load.data);
  const manifest = id === null ? null : readManifest(options.load.data, id);
  const missing = missingFiles(remote, manifest, options.since);
  options.onEvent?.({ kind: "listed", files: listed.length, missing: missing.length });
  if (left.length > 0) options.onEvent?.({ kind: "left", files: left.map(({ name }) => name) });
  const paths: string[] = [];
  for (const file of missing) {
    // Releases of a product may have files of one name, and a file's folder says which release it is of.
    const into = join(folder, product.id, file.toDate ?? "undated");
    const path = await fetchFile(client, file, into, (bytes, of) =>
      options.onEvent?.({ kind: "fetching", file: file.name, bytes, of }),
    );
    options.onEvent?.({ kind: path === null ? "unchanged" : "fetched", file: file.name });
    if (path !== null) paths.push(path);
  }
  return paths;
}

function feedOf(dataset: Dataset, { records }: Feed): RecordFeed {
  const found = records.find((each) => each.has(dataset));
  if (found) return found;
  throw new ArtunitError(
    "bad-parameter",
    `The records of ${datasetName(dataset)} cannot be fetched: a service answers them by number only. Load answers that you saved.`,
  );
}

async function recordFiles(
  client: PoliteClient,
  base: URL,
  { feed, dataset }: { readonly feed: RecordFeed; readonly dataset: Dataset },
  folder: string,
  options: SyncOptions,
): Promise<readonly string[]> {
  const { applications } = options;
  const until = dayOf(options.load.now?.() ?? new Date());
  const isUsual = options.since === null && applications === null && feed.usualDays !== null;
  const since = isUsual ? dayAfter(until, -feed.usualDays) : options.since;
  if (isUsual)
    options.onEvent?.({ kind: "usual", field: dateFieldOf({ feed, dataset }), since: since!, until });
  if (since === null && applications === null) {
    throw new ArtunitError(
      "bad-parameter",
      "Records are fetched by date or by application: add --since DATE or --applications FILE.",
    );
  }
  if (since !== null && since > until) {
    throw new ArtunitError("bad-parameter", `--since lies after today, ${until} (UTC).`);
  }
  return fetchRecords(client, {
    feed,
    dataset,
    base,
    folder,
    since,
    until,
    applications,
    onSlice: (criteria, records) => options.onEvent?.({ kind: "slice", criteria, records }),
    onDoubled: (criteria, records) => options.onEvent?.({ kind: "doubled", criteria, records }),
    onUndated: (field, records) => options.onEvent?.({ kind: "undated", field, records }),
  });
}

/** The base URL, or null for a folder or file that is there. */
function baseOf(from: string): URL | null {
  if (/^https?:\/\//i.test(from) && URL.canParse(from)) return new URL(from);
  if (existsSync(from) && (statSync(from).isDirectory() || statSync(from).isFile())) return null;
  throw new ArtunitError(
    "bad-parameter",
    `"${from.slice(0, 200)}" is neither a folder nor an address like https://api.uspto.gov.`,
  );
}
