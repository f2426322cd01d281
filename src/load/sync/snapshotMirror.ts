import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ArtunitError } from "../../errors.js";
import type { Manifest, StoredFile } from "../../store/index.js";
import { sharedFiles } from "../../store/snapshots/checked.js";
import { MANIFEST_FILE, places, SNAPSHOT_ID } from "../../store/snapshots/dataFolder.js";
import { currentId, readManifest, snapshotIds } from "../../store/snapshots/folder.js";
import { checkForm } from "../../store/snapshots/form.js";
import { isWhole, sha256Of } from "../../store/snapshots/hash.js";
import { removeFolder, removeLeftovers, removeOldSnapshots } from "../../store/snapshots/leftovers.js";
import { takeLock } from "../../store/snapshots/lock.js";
import { makeSealKey } from "../../store/snapshots/sealKey.js";
import { checkWhole } from "../../store/snapshots/whole.js";
import { publish, takeOver } from "../../store/snapshots/write.js";
import { makeFolder } from "../../systemErrors.js";
import type { LoadReport } from "../load.js";
import { MIRROR_MANIFEST, mirrorRefused } from "./mirror.js";
import { SIGNATURE_FILE } from "./signature.js";

/** What a mirror's manifest says of the snapshot that it holds. */
interface SnapshotMirror {
  readonly kind: typeof KIND;
  readonly manifest: Manifest;
}

const KIND = "artunit snapshot";
/** In a mirror: the files of the snapshot, each under its hash, so that what did not change keeps its name. */
export const MIRRORED_FILES = "files";

export interface PublishedSnapshot {
  readonly manifest: Manifest;
  /** Files that the mirror did not have before, and their bytes. */
  readonly written: { readonly files: number; readonly bytes: number };
}

/**
 * Writes a snapshot into a folder that others `sync` from: its files, each under its hash and once, and last the manifest. What
 * an earlier one left and this one does not need goes. A file that is not what the snapshot's manifest says is published to
 * nobody: throws `snapshot-damaged`.
 */
export async function publishSnapshot(
  data: string,
  id: string,
  folder: string,
  onFile?: (path: string, bytes: number) => void,
): Promise<PublishedSnapshot> {
  const manifest = readManifest(data, id);
  checkWhole(places.snapshot(data, id), manifest);
  const files = join(folder, MIRRORED_FILES);
  makeFolder(files);
  // A signature of the manifest before says nothing of this one.
  for (const name of [MIRROR_MANIFEST, SIGNATURE_FILE]) rmSync(join(folder, name), { force: true });
  const written = { files: 0, bytes: 0 };
  for (const stored of manifest.stored) {
    const to = join(files, stored.sha256);
    if (statSync(to, { throwIfNoEntry: false })?.size === stored.bytes) continue;
    const from = join(places.snapshot(data, id), stored.path);
    onFile?.(stored.path, stored.bytes);
    if ((await sha256Of(from)) !== stored.sha256)
      throw new ArtunitError(
        "snapshot-damaged",
        `${stored.path} of snapshot ${id} is not what was written, and is published to nobody. \`artunit repair\` may restore it.`,
      );
    rmSync(to, { force: true });
    takeOver(from, `${to}.part`);
    renameSync(`${to}.part`, to);
    written.files++;
    written.bytes += stored.bytes;
  }
  const needed = new Set(manifest.stored.map(({ sha256 }) => sha256));
  for (const name of readdirSync(files)) if (!needed.has(name)) rmSync(join(files, name), { force: true });
  const mirror: SnapshotMirror = { kind: KIND, manifest };
  writeFileSync(join(folder, `${MIRROR_MANIFEST}.part`), `${JSON.stringify(mirror, null, 1)}\n`);
  renameSync(join(folder, `${MIRROR_MANIFEST}.part`), join(folder, MIRROR_MANIFEST));
  return { manifest, written };
}

/**
 * The snapshot that a mirror's manifest tells of; null where it tells of something else. Nothing in it leads out of a
 * snapshot's folder. Throws `mirror-refused` and `snapshot-newer`.
 */
export function mirroredSnapshot(text: string, where: string): Manifest | null {
  let told: Partial<SnapshotMirror>;
  try {
    told = JSON.parse(text) as Partial<SnapshotMirror>;
  } catch {
    return null;
  }
  if (told?.kind !== KIND) return null;
  const { manifest } = told;
  const isProper =
    typeof manifest?.id === "string" &&
    SNAPSHOT_ID.test(manifest.id) &&
    Array.isArray(manifest.stored) &&
    manifest.stored.every(isStored);
  if (!isProper) throw mirrorRefused(`${where} is not what \`artunit publish snapshot\` writes`);
  checkForm(manifest);
  return manifest;
}

function isStored(file: unknown): file is StoredFile {
  const { path, bytes, sha256 } = (file ?? {}) as Record<string, unknown>;
  const isPath =
    typeof path === "string" && /^(?:[A-Za-z0-9_][A-Za-z0-9._-]*\/)*[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(path);
  return (
    isPath &&
    path !== MANIFEST_FILE &&
    Number.isSafeInteger(bytes) &&
    typeof sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
}

/** Brings one file of a mirror here; returns its path. */
export type BringFile = (file: StoredFile) => Promise<string>;

/**
 * Makes the snapshot of a mirror the one that is served here. Files that a snapshot here has already are taken over, all others are
 * brought; each is hashed before the snapshot counts. Null where it is here and current. Throws `mirror-refused`, which names the
 * file, and `loader-busy`.
 */
export async function takeSnapshot(data: string, manifest: Manifest, bring: BringFile): Promise<LoadReport> {
  const lock = takeLock(data);
  try {
    removeLeftovers(data);
    const current = currentId(data);
    if (current === manifest.id) return reportOf(null, []);
    if (current !== null && manifest.id < current)
      throw mirrorRefused(
        `Its snapshot ${manifest.id} is older than ${current}, which is served here. \`artunit rollback\` goes back; another data folder (--data) can hold both`,
      );
    if (snapshotIds(data).includes(manifest.id))
      throw mirrorRefused(
        `Snapshot ${manifest.id} is here already: \`artunit rollback ${manifest.id}\` serves it`,
      );
    const folder = join(places.staging(data), manifest.id);
    const here = new Map(sharedFiles(data).map((file) => [file.sha256, file]));
    for (const file of manifest.stored) {
      const kept = here.get(file.sha256);
      const to = join(folder, ...file.path.split("/"));
      mkdirSync(dirname(to), { recursive: true });
      if (kept && !kept.checked.isDamaged && (await isWhole(kept.file, file))) takeOver(kept.file, to);
      else takeOver(await checked(await bring(file), file), to);
    }
    makeSealKey(data);
    await publish(data, folder, manifest, lock);
    return reportOf(manifest, removeOldSnapshots(data, current));
  } finally {
    removeFolder(places.staging(data));
    lock.release();
  }
}

/** What was brought and is not what the manifest says goes, so that the next attempt brings it anew. */
async function checked(path: string, file: StoredFile): Promise<string> {
  if (await isWhole(path, file)) return path;
  const isThere = existsSync(path);
  throw mirrorRefused(
    isThere
      ? `${path} (${file.path} of the snapshot) does not have the checksum that the mirror's manifest says`
      : `${path} (${file.path} of the snapshot) is in the mirror's manifest and is not there`,
  );
}

function reportOf(manifest: Manifest | null, removed: readonly string[]): LoadReport {
  return {
    manifest,
    before: null,
    files: [],
    skipped: [],
    refused: [],
    rejected: 0,
    reasons: new Map(),
    unreadCells: [],
    notes: [],
    kept: 0,
    quarantine: null,
    remarks: [],
    removed,
  };
}

/** The manifest of a mirror's folder; null where there is none. */
export function manifestOfMirror(folder: string): Buffer | null {
  const path = join(folder, MIRROR_MANIFEST);
  return statSync(folder).isDirectory() && existsSync(path) ? readFileSync(path) : null;
}
