import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { ArtunitError } from "../errors.js";
import { syncFolder } from "./snapshots/folder.js";
import { sha256Of } from "./snapshots/hash.js";

/** What is known of a file that is kept. */
export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Its media type. */
  readonly type: string;
  /** What a client saves it as. */
  readonly name: string;
}

/** The key of the file of a document. */
export function ofDocument(id: string): string {
  return `document ${id}`;
}

/** The key of the file that an address answers, by the address's path: `api/v1/download/…`. */
export function atPath(path: string): string {
  return `path ${path.replace(/^\/+/, "")}`;
}

/** The document that a PDF is named after, as the office's systems name it: its name without the ending. */
export function documentIn(name: string): string | null {
  return /([^/]+)\.pdf$/i.exec(name)?.[1] ?? null;
}

/** The keys under which the file of an address may be kept: that of its path, then that of the document it is named after. */
export function keysOfPath(path: string): readonly string[] {
  const document = documentIn(path);
  return [atPath(path), ...(document === null ? [] : [ofDocument(document)])];
}

/** A path of an address as it is kept, without what an address escapes; one that is escaped wrongly stays as it is written. */
export function unescapedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Files beside the snapshots, each kept once under the hash of its bytes, and which keys each answers. A key is hashed
 * before it becomes a name on disk, so no key leads out of the folder. Files and entries get their last name only when
 * they are whole: who reads meanwhile sees the state before or after, and a load that is killed leaves nothing half.
 * No snapshot holds or hashes them.
 */
export class FileStore {
  constructor(private readonly folder: string) {}

  /** Keeps a file under some keys; what a key answered before is replaced. `scratch` is a folder on the same disk. */
  async keep(
    keys: readonly string[],
    name: string,
    chunks: AsyncIterable<Uint8Array>,
    scratch: string,
  ): Promise<KeptFile> {
    await mkdir(scratch, { recursive: true });
    const part = join(scratch, `${process.pid}-${hashed(keys.join("\n"))}.part`);
    try {
      const { sha256, bytes, head } = await copy(chunks, part);
      const kept = { sha256, bytes, type: typeOf(name, head), name: basename(name) };
      await settle(part, this.pathOf(sha256), sha256);
      for (const key of keys) await this.enter(key, kept, part);
      return kept;
    } finally {
      await rm(part, { force: true });
    }
  }

  /** The file that the first of some keys answers; null where none does. Throws `snapshot-damaged` where it is not whole. */
  async find(keys: readonly string[]): Promise<(KeptFile & { readonly path: string }) | null> {
    for (const key of keys) {
      const entry = await this.entryOf(key);
      if (entry === null) continue;
      const path = this.pathOf(entry.sha256);
      const size = await stat(path).then(
        (found) => found.size,
        () => null,
      );
      if (size !== entry.bytes)
        throw new ArtunitError(
          "snapshot-damaged",
          `${path} is ${size === null ? "missing" : `${size} bytes long`} and should have ${entry.bytes} bytes. Load ${entry.name} again.`,
        );
      return { ...entry, path };
    }
    return null;
  }

  /** Whether a key has a file. */
  has(key: string): boolean {
    return existsSync(this.entryPath(key));
  }

  /** Whether no file was ever kept. */
  isEmpty(): boolean {
    return !existsSync(this.folder);
  }

  /** Hashes every file again: how many there are, and a sentence about each that is not what it was. */
  async check(): Promise<{ readonly files: number; readonly damage: readonly string[] }> {
    const damage: string[] = [];
    let files = 0;
    for (const place of await namesIn(join(this.folder, "bytes")))
      for (const sha256 of await namesIn(join(this.folder, "bytes", place))) {
        files++;
        const path = this.pathOf(sha256);
        if ((await sha256Of(path)) !== sha256)
          damage.push(`${path} is damaged: its bytes are no longer those that were loaded`);
      }
    for (const place of await namesIn(join(this.folder, "keys")))
      for (const entry of await namesIn(join(this.folder, "keys", place))) {
        const path = join(this.folder, "keys", place, entry);
        const kept = JSON.parse(await readFile(path, "utf8")) as KeptFile;
        if (!existsSync(this.pathOf(kept.sha256)))
          damage.push(`${kept.name} is missing: ${path} tells of it`);
      }
    return { files, damage };
  }

  private pathOf(sha256: string): string {
    return join(this.folder, "bytes", sha256.slice(0, 2), sha256);
  }

  private entryPath(key: string): string {
    const name = hashed(key);
    return join(this.folder, "keys", name.slice(0, 2), `${name}.json`);
  }

  private async entryOf(key: string): Promise<KeptFile | null> {
    try {
      return JSON.parse(await readFile(this.entryPath(key), "utf8")) as KeptFile;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  }

  private async enter(key: string, kept: KeptFile, part: string): Promise<void> {
    await written(part, JSON.stringify({ key, ...kept }));
    await named(part, this.entryPath(key));
  }
}

function hashed(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return existsSync(folder) ? (await readdir(folder)).sort() : [];
}

/** So much of a file's beginning tells its type. */
const HEAD = 512;

async function copy(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ readonly sha256: string; readonly bytes: number; readonly head: Uint8Array }> {
  const hash = createHash("sha256");
  let bytes = 0;
  let head = Buffer.alloc(0);
  const file = await open(path, "w");
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      if (head.length < HEAD) head = Buffer.concat([head, chunk]).subarray(0, HEAD);
      await file.writeFile(chunk);
    }
    await file.sync();
    await file.chmod(0o444);
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), bytes, head };
}

/** Gives a file its last name; one that is there already and whole stays. */
async function settle(part: string, path: string, sha256: string): Promise<void> {
  if (existsSync(path) && (await sha256Of(path)) === sha256) return rm(part, { force: true });
  await named(part, path);
}

/** Gives a file its last name, so that it survives a power cut. */
async function named(part: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rename(part, path);
  await syncFolder(dirname(path));
}

async function written(path: string, text: string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The bytes of a file on disk. */
export async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path)) yield chunk as Buffer;
}

/** How files begin, in hex from some byte on; a Word document is a zip, so its name comes first. */
const BEGINNINGS: readonly (readonly [name: RegExp, at: number, hex: string, type: string])[] = [
  [/^/, 0, "25504446", "application/pdf"],
  [/\.docx$/i, 0, "504b0304", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  [/^/, 0, "504b0304", "application/zip"],
  [/^/, 0, "89504e47", "image/png"],
  [/^/, 0, "ffd8ff", "image/jpeg"],
  [/^/, 0, "49492a00", "image/tiff"],
  [/^/, 0, "4d4d002a", "image/tiff"],
  [/^/, 257, "7573746172", "application/x-tar"],
  [/^/, 0, "1f8b", "application/gzip"],
];

/** Of files that are text. */
const TEXTS: Readonly<Record<string, string>> = {
  ".json": "application/json",
  ".xml": "application/xml",
  ".htm": "text/html; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

function typeOf(name: string, head: Uint8Array): string {
  const begin = Buffer.from(head).toString("hex");
  const found = BEGINNINGS.find(([called, at, hex]) => called.test(name) && begin.startsWith(hex, 2 * at));
  return found?.[3] ?? TEXTS[extname(name).toLowerCase()] ?? "application/octet-stream";
}
