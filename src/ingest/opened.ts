import { basename } from "node:path";
import { ArtunitError } from "../errors.js";
import { systemError } from "../systemErrors.js";
import type { Member } from "./load.js";

/** How much is read and unpacked at a time: memory for more is fetched anew from the system each time. */
export const READ_BYTES = 64 * 1024;

/** How files are unpacked: some pieces ahead, by another thread, while one is read. */
export const UNPACKING = { chunkSize: READ_BYTES, highWaterMark: 4 * READ_BYTES };

/** A file with the members it holds: itself, or the entries of an archive. Close it when they are read. */
export interface OpenedFile {
  readonly members: readonly Member[];
  close(): void;
}

/** Why a file cannot be read, as an error of ours. */
export function unreadable(path: string, error: unknown): ArtunitError {
  if (error instanceof ArtunitError) return error;
  const { message } = error as Error;
  const why =
    systemError(error, path)?.message ?? `${basename(path)} cannot be read: ${message.replace(/\.$/, "")}.`;
  return new ArtunitError("file-unreadable", why, { field: path });
}
