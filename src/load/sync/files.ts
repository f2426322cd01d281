import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ArtunitError, isDiskFull } from "../../errors.js";
import type { Manifest } from "../../store/index.js";
import { sha256Of } from "../../store/snapshots/hash.js";
import { type PoliteClient, type Reply, upstreamFailed } from "./client.js";
import type { FileFeed } from "./feed.js";

/** A file of a product as the service lists it. */
export interface RemoteFile {
  readonly name: string;
  readonly url: URL;
  /** Null where the service does not say. */
  readonly bytes: number | null;
  readonly toDate: string | null;
  /** About the data, and none itself. */
  readonly isDocument: boolean;
}

/** Attempts without a single new byte before a download is given up. */
const MOST_STALLS = 6;
// Blanks, too: one product has a "Cancer Data12A.zip".
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._ -]{0,199}$/;

/** The files of a product. Throws `upstream-failed` when the answer is not such a list. */
export async function listFiles(
  client: PoliteClient,
  feed: FileFeed,
  base: URL,
  product: string,
): Promise<readonly RemoteFile[]> {
  const url = new URL(feed.path(product), withSlash(base));
  const listed = feed.filesIn(await client.json(url));
  if (listed === null) throw upstreamFailed(url, `it lists no files of ${product}`);
  return listed.map(({ name, uri, bytes: size, toDate: to, isDocument }): RemoteFile => {
    if (typeof name !== "string" || !SAFE_NAME.test(name))
      throw upstreamFailed(url, "it lists a file without a proper name");
    const target = typeof uri === "string" && URL.canParse(uri, base.href) ? new URL(uri, base) : null;
    if (!target) throw upstreamFailed(url, `it does not say where ${name} is`);
    return {
      name,
      url: target,
      bytes: typeof size === "number" && Number.isSafeInteger(size) ? size : null,
      toDate: typeof to === "string" && /^\d{4}-\d{2}-\d{2}$/.test(to) ? to : null,
      isDocument,
    };
  });
}

/** A file to ask for: missing here, or perhaps another one than was loaded under its name. */
export interface WantedFile extends RemoteFile {
  /** Digest of the loaded file of this name, where the service does not tell a size to compare. */
  readonly loadedSha256: string | null;
}

/** Those that no loaded file has the name and size of. */
export function missingFiles(
  remote: readonly RemoteFile[],
  manifest: Manifest | null,
  since: string | null,
): readonly WantedFile[] {
  const loaded = manifest?.files ?? [];
  return remote.flatMap((file): WantedFile[] => {
    if (since !== null && file.toDate !== null && file.toDate < since) return [];
    // Several releases of a product may have a file of one name.
    const known = loaded.filter(({ name }) => name === file.name);
    if (known.some(({ bytes }) => bytes === file.bytes)) return [];
    return [{ ...file, loadedSha256: file.bytes === null ? (known.at(-1)?.sha256 ?? null) : null }];
  });
}

/**
 * Fetches a file into a folder and returns its path, or null when it is the one that was loaded before. A broken
 * download goes on where it broke, as long as the service still has the same version; what is whole already is not
 * fetched again.
 */
export async function fetchFile(
  client: PoliteClient,
  file: WantedFile,
  folder: string,
  onProgress?: (bytes: number, of: number | null) => void,
): Promise<string | null> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, file.name);
  if (existsSync(path)) return path;
  const part = `${path}.part`;
  // What is there without its note cannot be gone on with, and goes.
  readExpected(part);
  for (let stalls = 0; ; ) {
    const have = sizeOf(part);
    const outcome = await fetchMore(client, file, part, onProgress);
    if (outcome === "unchanged") return null;
    if (outcome === "whole") break;
    const size = sizeOf(part);
    stalls = size > have ? 0 : stalls + 1;
    if (stalls >= MOST_STALLS)
      throw upstreamFailed(file.url, `the download broke off at byte ${size} again and again`);
    await client.pause(`${file.name} broke off at byte ${size}.`, stalls);
  }
  await verify(part, file, readExpected(part));
  await rename(part, path);
  rmSync(`${part}.json`, { force: true });
  return path;
}

/** Asks for what is missing of a file, and appends what comes of it. */
async function fetchMore(
  client: PoliteClient,
  file: WantedFile,
  part: string,
  onProgress?: (bytes: number, of: number | null) => void,
): Promise<"whole" | "unchanged" | "broken off"> {
  const before = readExpected(part);
  const have = sizeOf(part);
  try {
    const headers = have > 0 ? rangeHeaders(have, before) : changeHeaders(file);
    const reply = await client.ask(file.url, { isDownload: true, headers });
    if (reply.status === 304) {
      reply.stream.resume();
      return "unchanged";
    }
    const expected = expectedOf(reply, have, file);
    writeFileSync(`${part}.json`, JSON.stringify(expected));
    await append(reply, part, reply.status === 206 ? have : 0, (bytes) =>
      onProgress?.(bytes, expected.bytes),
    );
    const size = statSync(part).size;
    if (expected.bytes === null || size === expected.bytes) return "whole";
    if (size > expected.bytes)
      throw new ArtunitError("upstream-failed", `${file.name} is longer than it was announced.`);
  } catch (error) {
    if (error instanceof ArtunitError) throw error;
    // Of this machine, not of the connection: a disk that is full, a folder that may not be written to.
    if ((error as NodeJS.ErrnoException).path !== undefined || isDiskFull(error)) throw error;
  }
  return "broken off";
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** What the download must turn out to be; kept beside it, so that it can go on after a restart. */
interface Expected {
  readonly etag: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
}

function readExpected(part: string): Expected | null {
  try {
    return JSON.parse(readFileSync(`${part}.json`, "utf8")) as Expected;
  } catch {
    rmSync(part, { force: true });
    return null;
  }
}

function rangeHeaders(have: number, expected: Expected | null): Record<string, string> {
  if (expected?.etag === null || expected === null) return {};
  return { range: `bytes=${have}-`, "if-range": expected.etag };
}

/** The entity tags of an artunit are digests; a service with others sends the file, and the load finds it known. */
function changeHeaders({ loadedSha256 }: WantedFile): Record<string, string> {
  return loadedSha256 === null ? {} : { "if-none-match": `"${loadedSha256}"` };
}

function expectedOf(reply: Reply, have: number, file: RemoteFile): Expected {
  const { headers, status } = reply;
  const length = headers["content-length"] === undefined ? null : Number(headers["content-length"]);
  const etag = headers.etag && !headers.etag.startsWith("W/") ? headers.etag : null;
  const told = headers["x-artunit-sha256"];
  const sha256 = typeof told === "string" && /^[0-9a-f]{64}$/.test(told) ? told : null;
  const whole = length === null ? file.bytes : status === 206 ? have + length : length;
  return { etag, bytes: whole, sha256 };
}

/**
 * Writes what arrives as it arrives, so that a connection that breaks costs nothing of what came before: a stream
 * that is read by iteration would drop what it still holds.
 */
function append(reply: Reply, part: string, from: number, onBytes: (bytes: number) => void): Promise<void> {
  const out = openSync(part, from === 0 ? "w" : "r+");
  let bytes = from;
  return new Promise<void>((done, failed) => {
    if (reply.stream.errored) return failed(reply.stream.errored);
    if (reply.stream.readableEnded) return done();
    reply.stream.on("data", (chunk: Buffer) => {
      try {
        for (let at = 0; at < chunk.length; ) at += writeSync(out, chunk, at, chunk.length - at, bytes + at);
      } catch (error) {
        reply.stream.destroy();
        return failed(error);
      }
      bytes += chunk.length;
      onBytes(bytes);
    });
    reply.stream.on("end", done);
    reply.stream.on("error", failed);
    reply.stream.resume();
  }).finally(() => closeSync(out));
}

async function verify(part: string, file: RemoteFile, expected: Expected | null): Promise<void> {
  const damaged = async (why: string) => {
    await rm(part, { force: true });
    await rm(`${part}.json`, { force: true });
    throw upstreamFailed(file.url, why);
  };
  if (expected?.sha256 && (await sha256Of(part)) !== expected.sha256) {
    await damaged(`${file.name} does not have the checksum it was announced with`);
  }
  if (/\.zip$/i.test(file.name) && !(await isWholeZip(part))) {
    await damaged(`${file.name} is no whole zip archive`);
  }
}

/** Begins as a zip does, and has the end of one. */
async function isWholeZip(path: string): Promise<boolean> {
  const { size } = await stat(path);
  const file = await open(path, "r");
  try {
    const start = Buffer.alloc(2);
    await file.read(start, 0, 2, 0);
    const tail = Buffer.alloc(Math.min(size, 66_000));
    await file.read(tail, 0, tail.length, size - tail.length);
    return start.toString("latin1") === "PK" && tail.includes(Buffer.from("PK\x05\x06", "latin1"));
  } finally {
    await file.close();
  }
}

export function withSlash(base: URL): URL {
  return base.pathname.endsWith("/") ? base : new URL(`${base.href}/`);
}
