import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { ArtunitError } from "../errors.js";

/** The error body of both compatible protocols, and the headers that go with it. */
export interface Failure {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where errors nobody raised on purpose are written in full. */
export type Log = (message: string) => void;

/** How long a client should wait where the error does not say, in seconds. */
const RETRY_SECONDS = 5;

/**
 * Turns anything thrown into the answer a client gets: `{code, error, errorDetails, requestIdentifier}`, for
 * 413 also `message` and `detailedMessage` as the portal writes it. What was not raised on purpose is logged
 * in full and told nothing but its identifier.
 */
export function failureOf(thrown: unknown, log: Log): Failure {
  const requestIdentifier = randomUUID();
  const known = knownError(thrown);
  if (!known) {
    log(`request ${requestIdentifier} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  }
  const status = known?.status ?? 500;
  const details =
    known?.message ?? "This is a fault of ours. It has been logged under the request identifier.";
  const error = STATUS_CODES[status] ?? "Error";
  return {
    status,
    body: JSON.stringify({
      code: status,
      error,
      errorDetails: details,
      ...(status === 413 ? { message: error, detailedMessage: details } : {}),
      requestIdentifier,
    }),
    headers: status === 429 || status === 503 ? { "retry-after": String(RETRY_SECONDS) } : {},
  };
}

/** What was raised on purpose, here or by the server that reads the request; null for a fault of ours. */
export function knownError(thrown: unknown): ArtunitError | null {
  if (thrown instanceof ArtunitError) return thrown;
  if (!(thrown instanceof Error) || !("code" in thrown)) return null;
  switch (thrown.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new ArtunitError(
        "body-too-large",
        "The request body is larger than 1 MiB. Ask in several requests.",
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
