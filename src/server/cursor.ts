import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { ArtunitError } from "../errors.js";
import type { Lease, RowKey } from "../store/index.js";

/**
 * Cursors are opaque: where they stand, and two seals. One is over the cursor itself, so that a changed one is
 * noticed before its snapshot is looked for; the other is over the question too, so that a cursor works for its own
 * question only. The key of the seals belongs to the data folder, so cursors outlive the server.
 */
const SEAL_BYTES = 12;

/** Seals what lasts no longer than this process, where there is no data folder. */
export const PASSING_KEY: Uint8Array = randomBytes(32);
/** The furthest instant that JavaScript knows. */
const LAST_INSTANT = 8.64e15;

/** What a cursor carries from the first page to those after it. */
export interface FirstAsked {
  readonly snapshot: string;
  /** What `NOW` meant in the criteria; null where they do not say it. */
  readonly now: Date | null;
  readonly sealKey: Uint8Array;
}

/** Prints a cursor for `question` (any text that names it in full) at `key`. */
export function writeCursor(asked: FirstAsked, question: string, key: RowKey): string {
  const body = Buffer.from(JSON.stringify([asked.snapshot, asked.now?.getTime() ?? null, key]));
  return Buffer.concat([seal(asked.sealKey, body), seal(asked.sealKey, body, question), body]).toString(
    "base64url",
  );
}

/** What a cursor says of the first page. Throws `cursor-invalid` where it was changed. */
export function askedBefore(cursor: string, sealKey: Uint8Array): FirstAsked {
  const { snapshot, now } = open(cursor, sealKey);
  return { snapshot, now: now === null ? null : new Date(now), sealKey };
}

/** Where a cursor stands. Throws `cursor-invalid` where it was changed or belongs to another question. */
export function readCursor(cursor: string, question: string, sealKey: Uint8Array): RowKey {
  const { sealed, body, key } = open(cursor, sealKey);
  if (!timingSafeEqual(sealed, seal(sealKey, body, question))) throw invalid();
  return key;
}

/** What the cursors of a question with these criteria carry. */
export function firstAsked(
  criteria: string | undefined,
  context: { readonly lease: Lease; readonly now: Date; readonly sealKey: Uint8Array },
): FirstAsked {
  return {
    snapshot: context.lease.store.manifest.id,
    now: dependsOnNow(criteria) ? context.now : null,
    sealKey: context.sealKey,
  };
}

/** Whether criteria mean another thing at another time. */
export function dependsOnNow(criteria: string | undefined): boolean {
  return criteria?.includes("NOW") ?? false;
}

function seal(sealKey: Uint8Array, body: Buffer, question = ""): Buffer {
  return createHmac("sha256", sealKey)
    .update(body)
    .update("\n")
    .update(question)
    .digest()
    .subarray(0, SEAL_BYTES);
}

interface Opened {
  /** The seal over cursor and question. */
  readonly sealed: Buffer;
  readonly body: Buffer;
  readonly snapshot: string;
  readonly now: number | null;
  readonly key: RowKey;
}

function open(cursor: string, sealKey: Uint8Array): Opened {
  if (!/^[A-Za-z0-9_-]{40,4000}$/.test(cursor)) throw invalid();
  const bytes = Buffer.from(cursor, "base64url");
  const body = bytes.subarray(2 * SEAL_BYTES);
  if (!timingSafeEqual(bytes.subarray(0, SEAL_BYTES), seal(sealKey, body))) throw invalid();
  const [snapshot, now, key] = JSON.parse(body.toString("utf8")) as [string, number | null, RowKey];
  if (now !== null && !(Math.abs(now) <= LAST_INSTANT)) throw invalid();
  return { sealed: bytes.subarray(SEAL_BYTES, 2 * SEAL_BYTES), body, snapshot, now, key };
}

function invalid(): ArtunitError {
  return new ArtunitError(
    "cursor-invalid",
    "The cursor was not issued for this question. Send it with the same criteria, sort and dataset, unchanged.",
    { field: "cursor" },
  );
}
