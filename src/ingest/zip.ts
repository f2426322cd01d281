import { basename } from "node:path";
import type { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { ArtunitError } from "../errors.js";
import { bomb, cutOff, isBomb, type OpenedFile, UNPACKED_CAPS, UNPACKING, unreadable } from "./opened.js";
import type { Member } from "./reader.js";

/** Ceilings of what an archive may hold and unpack to. */
const ZIP_CAPS = { entries: 20_000, ...UNPACKED_CAPS } as const;

/**
 * Opens a zip and lists its files as members. Nothing is ever written under an entry's name. Throws
 * `file-hostile` for names that leave the folder, links, duplicates, overlaps and sizes beyond the caps, and
 * `file-unreadable` for a damaged archive.
 */
export async function openZip(path: string): Promise<OpenedFile> {
  const archive = basename(path);
  let zip: ZipFile;
  try {
    zip = await openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    });
  } catch (error) {
    if (/end of central directory/i.test((error as Error).message)) throw cutOff(archive);
    throw unreadable(path, error);
  }
  try {
    const entries = await listEntries(zip, path);
    return {
      members: entries.map(({ entry, name }) => ({
        name: `${archive}/${name}`,
        bytes: entry.uncompressedSize,
        path: null,
        open: () => entryBytes(zip, entry, `${archive}/${name}`),
      })) satisfies readonly Member[],
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw unreadable(path, error);
  }
}

interface NamedEntry {
  readonly entry: Entry;
  readonly name: string;
}

async function listEntries(zip: ZipFile, path: string): Promise<readonly NamedEntry[]> {
  const archive = basename(path);
  const hostile = (what: string) => new ArtunitError("file-hostile", `${archive}: ${what}.`, { field: path });
  if (zip.entryCount > ZIP_CAPS.entries)
    throw hostile(`${zip.entryCount} entries, more than ${ZIP_CAPS.entries}`);
  const files: NamedEntry[] = [];
  const seen = new Set<string>();
  const spans: [number, number][] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (spans.length > ZIP_CAPS.entries) throw hostile(`more than ${ZIP_CAPS.entries} entries`);
    const name = Buffer.from(entry.fileNameRaw).toString("utf8");
    const fault = nameFault(name, entry);
    if (fault) throw hostile(`the entry ${JSON.stringify(name.slice(0, 200))} ${fault}`);
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw hostile(`two entries are named ${JSON.stringify(name.slice(0, 200))}`);
    seen.add(folded);
    total += entry.uncompressedSize;
    if (total > ZIP_CAPS.bytes) throw hostile(`unpacks to more than ${ZIP_CAPS.bytes} bytes`);
    const start = entry.relativeOffsetOfLocalHeader;
    spans.push([start, start + 30 + entry.fileNameLength + entry.compressedSize]);
    if (!name.endsWith("/")) files.push({ entry, name });
  }
  spans.sort((a, b) => a[0] - b[0]);
  for (let at = 1; at < spans.length; at++)
    if (spans[at]![0] < spans[at - 1]![1]) throw hostile("entries overlap");
  return files.filter(({ name }) => !isMacResidue(name));
}

function nameFault(name: string, entry: Entry): string | null {
  if (name === "") return "has no name";
  if (name.includes("\0")) return "holds a NUL";
  if (/^[\\/]/.test(name) || /^[a-z]:/i.test(name)) return "has an absolute path";
  if (name.split(/[\\/]/).includes("..")) return "leaves its folder";
  if (/(^|[\\/])(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.[^\\/]*)?$/i.test(name))
    return "is named like a device";
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & 0o170000) === 0o120000) return "is a symbolic link";
  if (entry.isEncrypted()) return "is encrypted";
  return null;
}

/** What the Finder adds to every archive it makes. */
function isMacResidue(name: string): boolean {
  return name.startsWith("__MACOSX/") || name.endsWith(".DS_Store");
}

async function* entryBytes(zip: ZipFile, entry: Entry, name: string): AsyncIterable<Uint8Array> {
  const damaged = (why: string) => new ArtunitError("file-unreadable", `${name} is damaged: ${why}.`);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw damaged(`packed by method ${entry.compressionMethod}, which is not supported`);
  let raw: Readable;
  try {
    raw = (await zip.openReadStreamPromise(entry, { decodeFileData: false })) as Readable;
  } catch (error) {
    throw damaged((error as Error).message);
  }
  const unpacked = entry.compressionMethod === 8 ? inflated(raw) : raw;
  let checksum = 0;
  let length = 0;
  try {
    for await (const piece of unpacked) {
      const chunk = piece as Buffer;
      length += chunk.length;
      if (length > entry.uncompressedSize) throw damaged("it unpacks to more than its stated size");
      if (isBomb(length, entry.compressedSize)) throw bomb(name);
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ArtunitError ? error : damaged((error as Error).message);
  } finally {
    // Whoever stops reading ends only the stream that he reads; the archive stays open as long as one of its members does.
    raw.destroy();
  }
  if (length !== entry.uncompressedSize)
    throw damaged(`${length} bytes instead of ${entry.uncompressedSize}`);
  if (checksum !== entry.crc32) throw damaged("its checksum is wrong");
}

function inflated(raw: Readable): Readable {
  const inflate = createInflateRaw(UNPACKING);
  raw.on("error", (error) => inflate.destroy(error));
  return raw.pipe(inflate);
}
