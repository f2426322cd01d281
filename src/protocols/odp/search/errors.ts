import { STATUS_CODES } from "node:http";
import type { Failure } from "../../../server/failures.js";
import type { Schema } from "../../../server/route.js";

/** What is said where nothing was found [recorded 2024]. */
export const NOTHING_FOUND = "No matching records found, refine your search criteria and try again";

type Member = "code" | "error" | "errorDetails" | "message" | "detailedMessage" | "requestIdentifier";

/**
 * Which members the portal's searches write for a status. The office's documents of 2026 have `error` and
 * `errorDetails` [documented]; its host of 2024 sent `message` and `detailedMessage` [recorded]. Where both are
 * known, both are sent, so that clients of either find theirs.
 */
const SHAPES: Readonly<Record<number, { readonly members: readonly Member[]; readonly mark: string }>> = {
  400: { members: ["code", "error", "errorDetails", "requestIdentifier"], mark: "documented" },
  401: { members: ["message"], mark: "claimed, of a 403" },
  403: { members: ["code", "error", "message"], mark: "documented; message claimed" },
  404: {
    members: ["code", "error", "errorDetails", "message", "detailedMessage", "requestIdentifier"],
    mark: "recorded in 2024; error and errorDetails documented",
  },
  413: { members: ["code", "message", "detailedMessage", "requestIdentifier"], mark: "documented" },
  500: { members: ["code", "error", "errorDetails", "requestIdentifier"], mark: "documented" },
};

/** The body of an error as the portal's searches write it. */
export function searchError({ status, message, requestId }: Failure): Schema {
  const error = status === 413 ? "Payload Too Large" : (STATUS_CODES[status] ?? "Error");
  const said: Readonly<Record<Member, unknown>> = {
    code: status,
    error,
    errorDetails: message,
    message: status === 401 ? "Forbidden" : error,
    detailedMessage: message,
    requestIdentifier: requestId,
  };
  const { members } = SHAPES[status] ?? SHAPES[500]!;
  return Object.fromEntries(members.map((name) => [name, said[name]]));
}

export const SEARCH_ERROR: Schema = {
  type: "object",
  properties: {
    code: { type: "integer", description: "The HTTP status." },
    error: { type: "string", description: "The status in words." },
    errorDetails: { type: "string", description: "What is wrong, where, and what to do next." },
    message: { type: "string", description: "The status in words." },
    detailedMessage: { type: "string", description: "What is wrong, where, and what to do next." },
    requestIdentifier: { type: "string", format: "uuid" },
  },
};
