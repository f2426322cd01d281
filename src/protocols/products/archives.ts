import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findDataset } from "../../installation.js";
import type { Store } from "../../store/index.js";
import { sha256Of } from "../../store/snapshots/hash.js";
import { weeklyLine } from "./weeklyLine.js";
import { writeZip } from "./zipFile.js";

const TEXTS = findDataset("oa_actions", "v1");
const DAY = 86_400_000;

/** A week of texts: Monday to the Sunday that names its archive. */
export interface Week {
  readonly fileName: string;
  readonly from: string;
  readonly to: string;
  readonly actions: number;
}

/** A weekly archive on disk. */
export interface PublishedArchive extends Week {
  readonly bytes: number;
  readonly sha256: string;
}

const MANIFEST = "manifest.json";

/** What a folder of published archives says of itself; written last. */
export interface PublishedManifest {
  readonly snapshot: string;
  readonly contentHash: string;
  readonly since: string | null;
  readonly files: readonly PublishedArchive[];
}

/** The weeks in which texts of a snapshot were mailed, the latest first. Texts without a date are in none. */
export async function weeksOf(store: Store): Promise<readonly Week[]> {
  const { groups } = await store.groups({
    dataset: TEXTS,
    predicate: { kind: "exists", column: "mail_date" },
    by: [{ column: "mail_date" }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: Number.POSITIVE_INFINITY,
  });
  const weeks = new Map<string, number>();
  for (const { key, size } of groups) {
    const sunday = sundayOf(String(key[0]));
    weeks.set(sunday, (weeks.get(sunday) ?? 0) + size);
  }
  return [...weeks].map(([to, actions]) => weekEnding(to, actions)).sort((a, b) => (a.to < b.to ? 1 : -1));
}

function archiveName(sunday: string): string {
  return `bdr_oa_bulkdata_weekly_${sunday}.zip`;
}

function weekEnding(to: string, actions: number): Week {
  return { fileName: archiveName(to), from: dayAfter(to, -6), to, actions };
}

function sundayOf(day: string): string {
  return dayAfter(day, (7 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Writes one week's archive; a half-written one is never seen under its name. */
async function writeArchive(store: Store, week: Week, folder: string): Promise<PublishedArchive> {
  if (!store.documents) throw new Error("This store keeps no texts.");
  const documents = store.documents({
    dataset: TEXTS,
    predicate: {
      kind: "range",
      column: "mail_date",
      lower: { value: week.from, inclusive: true },
      upper: { value: week.to, inclusive: true },
    },
  });
  await mkdir(folder, { recursive: true });
  const path = join(folder, week.fileName);
  const part = `${path}.${process.pid}.part`;
  try {
    const name = week.fileName.replace(/\.zip$/, ".json");
    await writeZip(part, { name, date: week.to }, linesOf(documents));
    const published = { ...week, bytes: (await stat(part)).size, sha256: await sha256Of(part) };
    await rename(part, path);
    return published;
  } finally {
    await rm(part, { force: true });
  }
}

async function* linesOf(documents: ReturnType<NonNullable<Store["documents"]>>): AsyncIterable<string> {
  for await (const rows of documents) yield rows.map((row) => `${weeklyLine(row)}\n`).join("");
}

export interface PublishOptions {
  readonly folder: string;
  /** Only weeks that end on this day or later. */
  readonly since: string | null;
  readonly onArchive?: (archive: PublishedArchive) => void;
}

/**
 * Writes the weekly archives of a snapshot and, last, a manifest with their checksums: a folder without one is not
 * finished. The same snapshot gives the same bytes.
 */
export async function publishArchives(store: Store, options: PublishOptions): Promise<PublishedManifest> {
  const { folder, since } = options;
  await mkdir(folder, { recursive: true });
  await rm(join(folder, MANIFEST), { force: true });
  const files: PublishedArchive[] = [];
  for (const week of [...(await weeksOf(store))].reverse()) {
    if (since !== null && week.to < since) continue;
    const archive = await writeArchive(store, week, folder);
    files.push(archive);
    options.onArchive?.(archive);
  }
  const texts = store.manifest.tables.find((table) => table.name === "texts");
  const manifest = { snapshot: store.manifest.id, contentHash: texts?.contentHash ?? "", since, files };
  await writeFile(join(folder, `${MANIFEST}.part`), `${JSON.stringify(manifest, null, 1)}\n`);
  await rename(join(folder, `${MANIFEST}.part`), join(folder, MANIFEST));
  return manifest;
}

/** Archives that are kept for downloads: made when first asked for, thrown away when their snapshot is not served. */
export class ArchiveShelf {
  private readonly making = new Map<string, Promise<PublishedArchive>>();

  constructor(private readonly folder: string) {}

  /** The archive of a week as a file of this snapshot. */
  async take(
    store: Store,
    week: Week,
  ): Promise<{ readonly path: string; readonly archive: PublishedArchive }> {
    const folder = this.folderOf(store);
    const path = join(folder, week.fileName);
    const archive = (await this.known(store, week)) ?? (await this.make(store, week, folder, path));
    return { path, archive };
  }

  /** What is known of the archive without making it. */
  async known(store: Store, week: Week): Promise<PublishedArchive | null> {
    try {
      const path = join(this.folderOf(store), `${week.fileName}.json`);
      return JSON.parse(await readFile(path, "utf8")) as PublishedArchive;
    } catch {
      return null;
    }
  }

  private folderOf(store: Store): string {
    return join(this.folder, store.manifest.id);
  }

  private make(store: Store, week: Week, folder: string, path: string): Promise<PublishedArchive> {
    const known = this.making.get(path);
    if (known) return known;
    const making = this.write(store, week, folder, path).finally(() => this.making.delete(path));
    this.making.set(path, making);
    return making;
  }

  private async write(store: Store, week: Week, folder: string, path: string): Promise<PublishedArchive> {
    await this.forgetOthers(store.manifest.id);
    const archive = await writeArchive(store, week, folder);
    await writeFile(`${path}.json.part`, JSON.stringify(archive));
    await rename(`${path}.json.part`, `${path}.json`);
    return archive;
  }

  private async forgetOthers(id: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    for (const name of await readdir(this.folder)) {
      if (name !== id) await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }
}
