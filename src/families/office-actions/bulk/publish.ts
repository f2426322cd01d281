import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writtenWhole } from "../../../server/shelf.js";
import type { Store } from "../../../store/index.js";
import { makeFolder } from "../../../systemErrors.js";
import { TEXTS } from "../texts/dataset.js";
import { type Week, weeksOf, writeWeek } from "./weekly.js";

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
  makeFolder(folder);
  // A signature of the manifest before says nothing of this one.
  for (const name of [MANIFEST, "manifest.sig"]) await rm(join(folder, name), { force: true });
  const files: PublishedArchive[] = [];
  for (const week of [...(await weeksOf(store))].reverse()) {
    if (since !== null && week.to < since) continue;
    const archive = {
      ...week,
      ...(await writtenWhole(join(folder, week.fileName), (path) => writeWeek(store, week, path))),
    };
    files.push(archive);
    options.onArchive?.(archive);
  }
  const texts = store.manifest.tables.find((table) => table.name === TEXTS.name);
  const manifest = { snapshot: store.manifest.id, contentHash: texts?.contentHash ?? "", since, files };
  await writeFile(join(folder, `${MANIFEST}.part`), `${JSON.stringify(manifest, null, 1)}\n`);
  await rename(join(folder, `${MANIFEST}.part`), join(folder, MANIFEST));
  return manifest;
}
