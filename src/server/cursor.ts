import { createHmac, timingSafeEqual } from "node:crypto";
import { ArtunitError } from "../errors.js";
import type { Lease, RowKey } from "../store/index.js";

/**
 * Cursors are opaque: where they stand, and two seals. One is over the cursor itself, so that a changed one is
 * noticed before its snapshot is looked for; the other is over the question too, so that a cursor works for its own
 * question only. The seals need no secret: whoever forges one only reaches records that everyone may read.
 */
const SEAL_KEY = "artunit-cursor-2";
const SEAL_BYTES = 12;

/** What a cursor carries from the first page to those after it. */
export interface FirstAsked {
  readonly snapshot: string;
  /** What `NOW` meant in the criteria; null where they do not say it. */
  readonly now: Date | null;
}

/** Prints a cursor for `question` (any text that names it in full) at `key`. */
export function writeCursor(asked: FirstAsked, question: string, key: RowKey): string {
  const body = Buffer.from(JSON.stringify([asked.snapshot, asked.now?.getTime() ?? null, key]));
  return Buffer.concat([seal(body), seal(body, question), body]).toString("base64url");
}

/** What a cursor says of the first page. Throws `cursor-invalid` where it was changed. */
export function askedBefore(cursor: string): FirstAsked {
  const { snapshot, now } = open(cursor);
  return { snapshot, now: now === null ? null : new Date(now) };
}

/** Where a cursor stands. Throws `cursor-invalid` where it was changed or belongs to another question. */
export function readCursor(cursor: string, question: string): RowKey {
  const { sealed, body, key } = open(cursor);
  if (!timingSafeEqual(sealed, seal(body, question))) throw invalid();
  return key;
}

/** What the cursors of a question with these criteria carry. */
export function firstAsked(
  criteria: string | undefined,
  context: { readonly lease: Lease; readonly now: Date },
): FirstAsked {
  return {
    snapshot: context.lease.store.manifest.id,
    now: dependsOnNow(criteria) ? context.now : null,
  };
}

/** Whether criteria mean another thing at another time. */
export function dependsOnNow(criteria: string | undefined): boolean {
  return criteria?.includes("NOW") ?? false;
}

function seal(body: Buffer, question = ""): Buffer {
  return createHmac("sha256", SEAL_KEY)
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

function open(cursor: string): Opened {
  if (!/^[A-Za-z0-9_-]{40,4000}$/.test(cursor)) throw invalid();
  const bytes = Buffer.from(cursor, "base64url");
  const body = bytes.subarray(2 * SEAL_BYTES);
  if (!timingSafeEqual(bytes.subarray(0, SEAL_BYTES), seal(body))) throw invalid();
  const [snapshot, now, key] = JSON.parse(body.toString("utf8")) as [string, number | null, RowKey];
  return { sealed: bytes.subarray(SEAL_BYTES, 2 * SEAL_BYTES), body, snapshot, now, key };
}

function invalid(): ArtunitError {
  return new ArtunitError(
    "cursor-invalid",
    "The cursor was not issued for this question. Send it with the same criteria, sort and dataset, unchanged.",
    { field: "cursor" },
  );
}
