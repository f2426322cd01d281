import { createHmac, timingSafeEqual } from "node:crypto";
import { ArtunitError } from "../../errors.js";
import type { RowKey } from "../../store/index.js";

/**
 * Cursors are opaque: the snapshot they read from, the place they stand at, and a seal over both and the
 * question. A cursor therefore works for its own question only, and a changed one is noticed. The seal needs
 * no secret: whoever forges one only reaches records that everyone may read.
 */
const SEAL_KEY = "artunit-cursor-1";
const SEAL_BYTES = 12;

/** Prints a cursor for `question` (any text that names it in full) at `key` in `snapshot`. */
export function writeCursor(snapshot: string, question: string, key: RowKey): string {
  const body = Buffer.from(JSON.stringify([snapshot, key]));
  return Buffer.concat([seal(body, question), body]).toString("base64url");
}

/** The snapshot a cursor belongs to, before its seal is checked; throws `cursor-invalid`. */
export function snapshotOf(cursor: string): string {
  return open(cursor).snapshot;
}

/** Where a cursor stands. Throws `cursor-invalid` where it was changed or belongs to another question. */
export function readCursor(cursor: string, question: string): RowKey {
  const { sealed, body, key } = open(cursor);
  if (!timingSafeEqual(sealed, seal(body, question))) throw invalid();
  return key;
}

function seal(body: Buffer, question: string): Buffer {
  return createHmac("sha256", SEAL_KEY)
    .update(body)
    .update("\n")
    .update(question)
    .digest()
    .subarray(0, SEAL_BYTES);
}

function open(cursor: string): { sealed: Buffer; body: Buffer; snapshot: string; key: RowKey } {
  if (!/^[A-Za-z0-9_-]{20,4000}$/.test(cursor)) throw invalid();
  const bytes = Buffer.from(cursor, "base64url");
  const body = bytes.subarray(SEAL_BYTES);
  try {
    const [snapshot, key] = JSON.parse(body.toString("utf8")) as [unknown, unknown];
    if (typeof snapshot === "string" && Array.isArray(key))
      return { sealed: bytes.subarray(0, SEAL_BYTES), body, snapshot, key: key as RowKey };
  } catch {
    // Falls through: whatever it is, it is not a cursor of ours.
  }
  throw invalid();
}

function invalid(): ArtunitError {
  return new ArtunitError(
    "cursor-invalid",
    "The cursor was not issued for this question. Send it with the same criteria, sort, select and dataset, unchanged.",
    { field: "cursor" },
  );
}
