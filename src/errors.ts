/**
 * Every error Artunit raises on purpose: a code that never changes, the HTTP status it becomes, and a
 * sentence that says what, where and what to do next. Lower layers throw; only the edge (HTTP, command
 * line) turns an error into a response or an exit code. Anything else that is thrown is our own bug.
 */
export class ArtunitError extends Error {
  override readonly name = "ArtunitError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Where in the input: the parameter, field or file, and a character position from 0. */
    readonly where: {
      readonly field?: string;
      readonly position?: number;
      readonly suggestion?: string;
      /** What to do next, as the message says it too. */
      readonly hint?: string;
    } = {},
  ) {
    super(message);
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** The catalog of codes. `means` is printed in the reference documentation. */
export const ERRORS = {
  // criteria
  "criteria-syntax": { status: 400, means: "The criteria do not parse; `position` is the character." },
  "criteria-empty": { status: 400, means: "Criteria are present but blank." },
  "criteria-too-large": {
    status: 400,
    means: "The criteria exceed a stated limit of size, clauses or depth.",
  },
  "unknown-field": {
    status: 400,
    means:
      "The dataset has no such field; `suggestion` is the name that was probably meant, or the message lists those there are.",
  },
  "bad-value": { status: 400, means: "The field cannot have this value." },
  "unsupported-match": { status: 400, means: "The field's type does not support this kind of match." },
  "too-expensive": {
    status: 400,
    means: "The query would exceed a stated limit; the message says how to narrow it.",
  },
  // requests
  "unknown-parameter": { status: 400, means: "The request has a parameter this route does not know." },
  "bad-parameter": { status: 400, means: "A parameter's value is outside its domain." },
  "cursor-invalid": { status: 400, means: "The cursor was not issued for this query." },
  "cursor-expired": { status: 410, means: "The snapshot a cursor belongs to is no longer kept." },
  "snapshot-unknown": { status: 404, means: "There is no such snapshot, or it is no longer kept." },
  "unknown-dataset": {
    status: 404,
    means: "There is no such dataset or version; the message lists those that exist.",
  },
  "unknown-route": {
    status: 404,
    means:
      "There is no such route; the message lists the nearest, or what there is below the part that is right.",
  },
  "not-found": { status: 404, means: "No such application, document, reference or file." },
  "method-not-allowed": { status: 405, means: "The route does not answer this method." },
  "body-too-large": { status: 413, means: "The request body exceeds the stated limit." },
  "unsupported-media-type": { status: 415, means: "The request body is of a type this route does not read." },
  "key-missing": { status: 401, means: "The operator requires an API key and none was sent." },
  "key-wrong": { status: 403, means: "The API key is not one the operator issued." },
  "too-many-requests": {
    status: 429,
    means: "The operator's rate limit is reached; `Retry-After` says when to come back.",
  },
  "too-busy": {
    status: 503,
    means: "Too many requests of a kind that takes long are waiting; `Retry-After` says when to come back.",
  },
  "bad-sql": { status: 400, means: "The SQL cannot be read or answered; the message is the engine's." },
  "sql-refused": {
    status: 403,
    means: "The SQL is more than a question to the snapshot's tables and views, or SQL is not answered here.",
  },
  "over-time": { status: 503, means: "The query reached its time limit; the message says how to narrow it." },
  "engine-lost": {
    status: 503,
    means: "The engine's process was replaced while a question was being answered; ask again.",
  },
  "over-memory": {
    status: 503,
    means: "The query reached its limit of memory and temporary disk; the message says how to narrow it.",
  },
  "no-data": { status: 503, means: "Nothing is loaded yet; the message says how to load." },
  // files and snapshots
  "file-unreadable": { status: 422, means: "A file cannot be opened or is damaged." },
  "format-unknown": { status: 422, means: "A file is of no kind Artunit reads." },
  "format-refused": {
    status: 422,
    means: "A file is of a kind that is refused by name; the message says what to bring instead.",
  },
  "format-ambiguous": {
    status: 422,
    means: "The columns of a file fit several kinds; the message names them, and `--dataset` settles it.",
  },
  "cells-unreadable": {
    status: 422,
    means: "More than a tenth of a column's cells cannot be read; the message names it and how to accept it.",
  },
  "column-missing": { status: 422, means: "A table lacks a column; the message shows the difference." },
  "file-hostile": {
    status: 422,
    means: "An archive or a document exceeds a cap, or an archive holds a hostile entry.",
  },
  "snapshot-damaged": { status: 500, means: "A stored file does not match its manifest." },
  "snapshot-newer": {
    status: 503,
    means: "A snapshot was written by a later version, in a form this one does not read.",
  },
  "disk-full": { status: 507, means: "The disk is full; a load has changed nothing." },
  "place-unusable": {
    status: 500,
    means: "The system refuses a file, a folder or an address; the message names it and says what to do.",
  },
  "loader-busy": { status: 409, means: "Another load is running on this data folder." },
  "mirror-refused": {
    status: 422,
    means:
      "A mirror is not what its manifest, its signature or what was seen before says; the message names the file.",
  },
  "upstream-failed": { status: 502, means: "A service that is synced from failed; the message says how." },
} as const satisfies Record<string, { readonly status: number; readonly means: string }>;

/** A code of the catalog; it never changes its meaning. */
export type ErrorCode = keyof typeof ERRORS;

/** How the engines say that a file is not what they wrote. */
const DAMAGE =
  /not a valid DuckDB database file|Could not read enough bytes|Corrupt database file|checksum|Failed to (?:load|deserialize)|Serialization Error|database does not exist|database disk image is malformed|file is not a database|file is encrypted|unsupported file format|database has been invalidated/i;

/** The way out of a damaged snapshot. A load continues it, so its files are loaded elsewhere; repair takes them from there. */
export const OTHER_SNAPSHOT =
  "`artunit rollback ID` goes back to another snapshot; or load its files into another folder, with --data.";

/** A stored file is not what was written: which, why that is known, and the way out. */
export function damaged(which: string, fault: string): ArtunitError {
  return new ArtunitError(
    "snapshot-damaged",
    `${which} is damaged (${fault.replace(/[.!]+$/, "")}). \`artunit verify\` says what is damaged, \`artunit repair\` ` +
      `restores it, ${OTHER_SNAPSHOT}`,
  );
}

/** A question that went on for longer than it may, in seconds. */
export function overTime(seconds: number): ArtunitError {
  return new ArtunitError(
    "over-time",
    `The question took longer than ${seconds} s and was ended. Narrow it, for example to an application or a range of dates.`,
  );
}

/** Whether an engine found a file damaged, told by its words. */
export function isDamage(error: unknown): boolean {
  return DAMAGE.test(error instanceof Error ? error.message : String(error));
}

/** Whether the disk was full, told by the words of the system, the engine and the index of texts. */
export function isDiskFull(error: unknown): boolean {
  return /ENOSPC|EDQUOT|no space left|not enough space|disk is full|quota exceeded/i.test(String(error));
}
