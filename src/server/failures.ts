import { randomUUID } from "node:crypto";
import { ArtunitError } from "../errors.js";
import type { BodyRule } from "./route.js";

/** What went wrong, as a protocol needs it to say so in its manner. */
export interface Failure {
  readonly status: number;
  /** What was raised on purpose; null for a fault of ours. */
  readonly error: ArtunitError | null;
  /** What is wrong, where, and what to do next. */
  readonly message: string;
  /** Under which a fault of ours is logged. */
  readonly requestId: string;
  /** The path that was asked, without its query string. */
  readonly path: string;
}

/** Where errors nobody raised on purpose are written in full. */
export type Log = (message: string) => void;

/** How long a client should wait where the error does not say, in seconds. */
export const RETRY_SECONDS = 5;

/** What to tell of anything thrown. What was not raised on purpose is logged in full and told nothing but its id. */
export function failureOf(thrown: unknown, path: string, log: Log, body: BodyRule | undefined): Failure {
  const requestId = randomUUID();
  const error = knownError(thrown, body);
  if (!error) {
    log(`request ${requestId} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  }
  return {
    status: error?.status ?? 500,
    error,
    message: error?.message ?? "This is a fault of ours. It has been logged under the id of the request.",
    requestId,
    path,
  };
}

/** Bytes of a request's body where its route says nothing else. */
export const BODY_LIMIT = 1024 * 1024;

/** What was raised on purpose, here or by the server that reads the request; null for a fault of ours. */
function knownError(thrown: unknown, body: BodyRule | undefined): ArtunitError | null {
  if (thrown instanceof ArtunitError) return thrown;
  if (!(thrown instanceof Error) || !("code" in thrown)) return null;
  switch (thrown.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new ArtunitError(
        "body-too-large",
        `The request body is larger than ${(body?.limit ?? BODY_LIMIT) / 1024 / 1024} MiB. ${body?.beyond ?? "Ask in several requests."}`,
      );
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new ArtunitError("bad-parameter", "The request body is not as long as its Content-Length says.");
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new ArtunitError(
        "unsupported-media-type",
        "The Content-Type of the request is not one. Send application/x-www-form-urlencoded or application/json.",
      );
    case "FST_ERR_BAD_URL":
      return new ArtunitError(
        "bad-parameter",
        "The path of the request is not valid: it has an escape that is not UTF-8.",
      );
    default:
      return null;
  }
}
