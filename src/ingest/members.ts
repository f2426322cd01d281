import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import type { Served } from "../catalog/index.js";
import { MaybeDta, namesOfNumbers } from "./dta/table.js";
import type { Kinds } from "./kindOfFile.js";
import { capped, type OpenedFile, READ_BYTES, UNPACKING, unreadable } from "./opened.js";
import type { Member } from "./reader.js";
import { elementsOf, maybeXml } from "./xml.js";
import { openZip } from "./zip.js";

/** How a zip begins: with an entry, or with its end. */
const ENTRY = Buffer.from("PK\x03\x04", "latin1");
const EMPTY_ZIP = Buffer.from("PK\x05\x06", "latin1");
/** Every package of an Office program has one of these (ECMA-376 part 2; OpenDocument 1.2 part 3). */
const IS_OF_A_PACKAGE = /^[^/]*\/(?:\[Content_Types\]\.xml|mimetype)$/;

/** How much of a member is looked at to recognise it. */
const HEAD_BYTES = 256 * 1024;

/** What of a file's members has to be known before they are read: see `namesOfNumbers` and `elementsOf`. */
interface KnownNames {
  readonly numbers: ReadonlySet<string>;
  readonly elements: ReadonlySet<string>;
}

/** The names that an installation knows. */
export function namesKnownTo(installation: Served & { readonly sources: Kinds }): KnownNames {
  return { numbers: namesOfNumbers(installation), elements: elementsOf(installation.sources) };
}

const NO_NAMES: KnownNames = { numbers: new Set(), elements: new Set() };

/**
 * Opens a file by content: zip, gzip or plain, with Stata files in them as the tables they hold and records in XML as
 * JSON. Throws `file-unreadable` or `file-hostile`.
 */
export async function openFile(path: string, names: KnownNames = NO_NAMES): Promise<OpenedFile> {
  const opened = await openPacked(path);
  const tables = opened.members.map((member) => new MaybeDta(member, names.numbers));
  return {
    members: tables.map(({ member }) => maybeXml(member, names.elements)),
    close() {
      for (const table of tables) table.close();
      opened.close();
    },
  };
}

async function openPacked(path: string): Promise<OpenedFile> {
  const magic = await firstBytes(path, 4);
  if (magic.equals(ENTRY) || magic.equals(EMPTY_ZIP)) {
    // Also one that is damaged is read, or refused, as what it is.
    if (/\.(?:docx|docm|xlsx|xlsm|pptx|odt|ods)$/i.test(path)) return plainFile(path);
    const zip = await openZip(path);
    if (!zip.members.some(({ name }) => IS_OF_A_PACKAGE.test(name))) return zip;
    // A Word document is a zip, too, but one document.
    zip.close();
    return plainFile(path);
  }
  const name = basename(path);
  if (magic[0] === 0x1f && magic[1] === 0x8b) {
    const packed = await sizeOf(path);
    const open = () => capped(gunzipped(path), packed, name);
    return {
      members: [{ name: name.replace(/\.gz$/i, ""), bytes: null, path: null, open }],
      close: () => {},
    };
  }
  return plainFile(path);
}

async function plainFile(path: string): Promise<OpenedFile> {
  const member = { name: basename(path), bytes: await sizeOf(path), path, open: () => plainBytes(path) };
  return { members: [member], close: () => {} };
}

/** The first bytes of a member, at most HEAD_BYTES. */
export async function headOf(member: Member): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of member.open()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  try {
    const file = await open(path, "r");
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, "r");
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function* plainBytes(path: string): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) yield chunk as Buffer;
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Zlib rejects a wrong checksum or a cut end itself. */
async function* gunzipped(path: string): AsyncIterable<Uint8Array> {
  const source = createReadStream(path, { highWaterMark: READ_BYTES });
  const unzip = createGunzip(UNPACKING);
  source.on("error", (error) => unzip.destroy(error));
  try {
    for await (const chunk of source.pipe(unzip)) yield chunk as Buffer;
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    source.destroy();
  }
}
