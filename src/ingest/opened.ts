import { basename } from "node:path";
import { ArtunitError } from "../errors.js";
import { systemError } from "../systemErrors.js";
import type { Member } from "./reader.js";

/** How much is read and unpacked at a time: memory for more is fetched anew from the system each time. */
export const READ_BYTES = 64 * 1024;

/** How files are unpacked: some pieces ahead, by another thread, while one is read. */
export const UNPACKING = { chunkSize: READ_BYTES, highWaterMark: 4 * READ_BYTES };

/** Ceilings of what a file may unpack to, however it is packed; the largest real one (citations) holds 2.7 GB. */
export const UNPACKED_CAPS = {
  bytes: 256 * 1024 ** 3,
  /** Text deflates to a tenth or so; what unpacks to more than 250 times is a bomb. Looked at once a file has unpacked 1 MB. */
  ratio: 250,
  from: 1_000_000,
} as const;

/** Whether so many bytes may come of so many. */
export function isBomb(unpacked: number, packed: number): boolean {
  const { bytes, ratio, from } = UNPACKED_CAPS;
  return unpacked > bytes || (unpacked > from && unpacked > packed * ratio);
}

export function bomb(name: string): ArtunitError {
  const { bytes, ratio } = UNPACKED_CAPS;
  return new ArtunitError(
    "file-hostile",
    `${name} unpacks to more than ${ratio} times its size, or to more than ${bytes} bytes. If it is what it should be, unpack it yourself and load that.`,
  );
}

/** What a file unpacks to, as long as it is no bomb. Throws `file-hostile`. */
export async function* capped(
  unpacked: AsyncIterable<Uint8Array>,
  packed: number,
  name: string,
): AsyncIterable<Uint8Array> {
  let length = 0;
  for await (const chunk of unpacked) {
    length += chunk.length;
    if (isBomb(length, packed)) throw bomb(name);
    yield chunk;
  }
}

/** A file with the members it holds: itself, or the entries of an archive. Close it when they are read. */
export interface OpenedFile {
  readonly members: readonly Member[];
  close(): void;
}

/** A zip ends with the list of its entries: one without it was cut off. */
export function cutOff(name: string): ArtunitError {
  return new ArtunitError(
    "file-unreadable",
    `${name} is damaged: it is a zip without its end, as when a download was cut off or is still under way. Download or copy it again.`,
  );
}

/** Why a file cannot be read, as an error of ours. */
export function unreadable(path: string, error: unknown): ArtunitError {
  if (error instanceof ArtunitError) return error;
  const { message } = error as Error;
  const why =
    systemError(error, path)?.message ?? `${basename(path)} cannot be read: ${message.replace(/\.$/, "")}.`;
  return new ArtunitError("file-unreadable", why, { field: path });
}
