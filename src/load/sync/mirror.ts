import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ArtunitError } from "../../errors.js";
import { places } from "../../store/snapshots/dataFolder.js";
import { sha256Of } from "../../store/snapshots/hash.js";
import { replaceFile } from "../../store/snapshots/replaceFile.js";
import { makeFolder } from "../../systemErrors.js";
import { isSignedBy, readSignature, SIGNATURE_FILE } from "./signature.js";

/** What `artunit publish` writes last into a folder of files. */
export const MIRROR_MANIFEST = "manifest.json";

interface MirroredFile {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A folder of published files that is as its manifest says. */
export interface Mirror {
  readonly paths: readonly string[];
  /** When it was signed; null where no key was asked for. */
  readonly signedAt: string | null;
}

/**
 * The files of a mirror, each with the checksum that the manifest says, and nothing else in the folder; null where a folder is
 * no mirror. With a trusted key the manifest has to be signed by it, and not before what was seen last. Throws
 * `mirror-refused`, which names the file.
 */
export async function openMirror(
  folder: string,
  trust: string | null,
  seen: string | null,
): Promise<Mirror | null> {
  const path = join(folder, MIRROR_MANIFEST);
  const isFolder = statSync(folder).isDirectory();
  const manifest = isFolder && existsSync(path) ? readFileSync(path) : null;
  if (manifest === null) {
    if (trust === null) return null;
    throw mirrorRefused(
      `${folder} has no ${MIRROR_MANIFEST}: it is no finished mirror, and --trust takes nothing else`,
    );
  }
  const signedAt = trust === null ? null : checkSignature(folder, manifest, trust, seen);
  const files = filesOf(manifest);
  if (files === null) {
    if (trust === null) return null;
    throw mirrorRefused(`${path} is not what \`artunit publish\` writes`);
  }
  for (const file of files) await checkFile(folder, file);
  const known = new Set([MIRROR_MANIFEST, SIGNATURE_FILE, ...files.map(({ fileName }) => fileName)]);
  const other = readdirSync(folder).find((name) => !known.has(name) && !name.startsWith("."));
  if (other !== undefined)
    throw mirrorRefused(
      `${join(folder, other)} is not in the mirror's manifest; remove it, or load it by itself`,
    );
  return { paths: files.map(({ fileName }) => join(folder, fileName)), signedAt };
}

/** When a mirror's folder was signed, by the trusted key and not before what was seen last. Throws `mirror-refused`. */
export function checkSignature(folder: string, manifest: Buffer, trust: string, seen: string | null): string {
  const path = join(folder, SIGNATURE_FILE);
  if (!existsSync(path))
    throw mirrorRefused(
      `${folder} is not signed: it has no ${SIGNATURE_FILE}. Its publisher signs it with \`--sign\``,
    );
  const signature = readSignature(readFileSync(path, "utf8"));
  if (signature === null) throw mirrorRefused(`${path} is no signature`);
  if (signature.key !== trust)
    throw mirrorRefused(
      `${path} is by another key, ${signature.key.slice(0, 80)}, than the one that is trusted`,
    );
  if (!isSignedBy(trust, manifest, signature))
    throw mirrorRefused(`${join(folder, MIRROR_MANIFEST)} is not what was signed`);
  if (seen !== null && Date.parse(signature.signedAt) < Date.parse(seen))
    throw mirrorRefused(
      `${path} is of ${signature.signedAt}, older than what was seen before, of ${seen}: an earlier state was put back`,
    );
  return signature.signedAt;
}

async function checkFile(folder: string, { fileName, bytes, sha256 }: MirroredFile): Promise<void> {
  const path = join(folder, fileName);
  const found = statSync(path, { throwIfNoEntry: false })?.size;
  if (found === undefined) throw mirrorRefused(`${path} is in the mirror's manifest and is not there`);
  if (found !== bytes) throw mirrorRefused(`${path} has ${found} bytes instead of ${bytes}`);
  if ((await sha256Of(path)) !== sha256)
    throw mirrorRefused(`${path} does not have the checksum that the mirror's manifest says`);
}

/** Null where the manifest is of something else. */
function filesOf(manifest: Buffer): readonly MirroredFile[] | null {
  try {
    const { files } = JSON.parse(manifest.toString("utf8")) as { files?: unknown };
    return Array.isArray(files) && files.every(isMirrored) ? files : null;
  } catch {
    return null;
  }
}

function isMirrored(file: unknown): file is MirroredFile {
  const { fileName, bytes, sha256 } = (file ?? {}) as Record<string, unknown>;
  // No name that leads out of the folder.
  const isName = typeof fileName === "string" && /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(fileName);
  return isName && typeof bytes === "number" && typeof sha256 === "string";
}

/** Why nothing is taken of a mirror. */
export function mirrorRefused(why: string): ArtunitError {
  return new ArtunitError("mirror-refused", `${why}. Nothing of the mirror is loaded.`);
}

/** When the latest state was signed that a data folder has taken from the holder of a key. */
export function lastSeen(data: string, key: string): string | null {
  try {
    const seen = (JSON.parse(readFileSync(places.trusted(data), "utf8")) as Record<string, unknown>)[key];
    return typeof seen === "string" ? seen : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new ArtunitError(
      "mirror-refused",
      `${places.trusted(data)} cannot be read, so that nobody knows what was seen before: ${(error as Error).message}. Remove it to begin anew.`,
    );
  }
}

export function noteSeen(data: string, key: string, signedAt: string): void {
  const path = places.trusted(data);
  const all = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, string>) : {};
  makeFolder(data);
  replaceFile(path, `${JSON.stringify({ ...all, [key]: signedAt }, null, 1)}\n`);
}
