import { STATUS_CODES } from "node:http";
import type { Failure } from "./failures.js";
import type { Schema } from "./route.js";

type Member = "code" | "error" | "errorDetails" | "message" | "detailedMessage" | "requestIdentifier";

/** How one of the office's services writes errors. */
export interface OfficeErrors {
  /** Whether `code` is a number or a text. */
  readonly code: "number" | "text";
  /** Which members are written for a status; for others those of 500. */
  readonly members: Readonly<Record<number, readonly Member[]>> & { readonly 500: readonly Member[] };
}

/** What every error has [documented]. */
export const USUAL_MEMBERS: readonly Member[] = ["code", "error", "errorDetails", "requestIdentifier"];

/** Our choice for the services whose errors are not recorded: one body for all. That of 413 is documented. */
export const USUAL_ERRORS: OfficeErrors = {
  code: "number",
  members: {
    413: ["code", "error", "errorDetails", "message", "detailedMessage", "requestIdentifier"],
    500: USUAL_MEMBERS,
  },
};

/** Errors as most of the office's services write them. */
export function errorByStatus(failure: Failure): Schema {
  return officeError(failure, USUAL_ERRORS);
}

/** The body of an error as one of the office's services writes it. */
export function officeError(
  { status, message, requestId }: Failure,
  { code, members }: OfficeErrors,
): Schema {
  const error = status === 413 ? "Payload Too Large" : (STATUS_CODES[status] ?? "Error");
  const said: Readonly<Record<Member, unknown>> = {
    code: code === "text" ? String(status) : status,
    error,
    errorDetails: message,
    message: error,
    detailedMessage: message,
    requestIdentifier: requestId,
  };
  return Object.fromEntries((members[status] ?? members[500]).map((name) => [name, said[name]]));
}

/** All members that an error may have. */
export const OFFICE_ERROR: Schema = {
  type: "object",
  properties: {
    code: {
      oneOf: [{ type: "integer" }, { type: "string" }],
      description: "The HTTP status; of some collections a text.",
    },
    error: { type: "string", description: "The status in words." },
    errorDetails: { type: "string", description: "What is wrong, where, and what to do next." },
    message: { type: "string", description: "The status in words." },
    detailedMessage: { type: "string", description: "What is wrong, where, and what to do next." },
    requestIdentifier: { type: "string", format: "uuid" },
  },
};

/** Those of a route where `code` is a number. */
export const ERROR_BY_STATUS: Schema = {
  type: "object",
  required: ["code", "error", "errorDetails", "requestIdentifier"],
  properties: {
    code: { type: "integer", description: "The HTTP status." },
    error: { type: "string", description: "The status in words." },
    errorDetails: { type: "string", description: "What is wrong, where, and what to do next." },
    message: { type: "string", description: "The status in words, where a body is too large." },
    detailedMessage: { type: "string", description: "What is wrong, where a body is too large." },
    requestIdentifier: { type: "string", format: "uuid" },
  },
};
