import { STATUS_CODES } from "node:http";
import type { Known } from "../catalog/index.js";
import type { Failure } from "./failures.js";
import type { Schema } from "./route.js";

type Member = "code" | "error" | "errorDetails" | "message" | "detailedMessage" | "requestIdentifier";

/** How errors are written below some paths. */
interface ErrorShape {
  /** Beginnings of paths; the first shape that has one of the request's is its own. */
  readonly below: readonly string[];
  /** Whether `code` is a number or a text, and how that is known. */
  readonly code: "number" | "text";
  readonly codeIs: Known;
  /** Which members are written for a status, and how they are known; of others those of 500. */
  readonly members: Readonly<Record<number, readonly [members: readonly Member[], known: Known]>>;
}

const USUAL: readonly Member[] = ["code", "error", "errorDetails", "requestIdentifier"];

/**
 * The office's documents of 2026 have `error` and `errorDetails` [documented]; its host of 2024 sent `message` and
 * `detailedMessage` [recorded]. Where both are known, both are sent, so that clients of either find theirs.
 */
const SEARCHED: ErrorShape["members"] = {
  400: [USUAL, "documented"],
  401: [["message"], "claimed"],
  403: [["code", "error", "message"], "documented"],
  404: [["code", "error", "errorDetails", "message", "detailedMessage", "requestIdentifier"], "recorded"],
  413: [["code", "message", "detailedMessage", "requestIdentifier"], "documented"],
  500: [USUAL, "documented"],
};

/** Our choice for the Office-action routes and the Developer Hub, whose errors are not recorded: one body for all. */
const ACTIONS: ErrorShape["members"] = {
  413: [[...USUAL.slice(0, 3), "message", "detailedMessage", "requestIdentifier"], "documented"],
  500: [USUAL, "documented"],
};

/**
 * Every shape of the office's errors, and how it is known. A public client in Go reads the `code` of bulk products and
 * of the PTAB's collections as a text and fails at a number [claimed]; elsewhere a number is recorded.
 */
const ERROR_SHAPES: readonly ErrorShape[] = [
  { below: ["/api/v1/datasets/products"], code: "text", codeIs: "claimed", members: ACTIONS },
  {
    below: ["/api/v1/patent/trials", "/api/v1/patent/appeals", "/api/v1/patent/interferences"],
    code: "text",
    codeIs: "claimed",
    members: SEARCHED,
  },
  {
    below: ["/api/v1/patent/applications", "/api/v1/petition", "/api/v1/patent/status-codes"],
    code: "number",
    codeIs: "recorded",
    members: SEARCHED,
  },
  { below: ["/"], code: "number", codeIs: "documented", members: ACTIONS },
];

/** The body of an error as the USPTO's services write it at the path that was asked. */
export function officeError({ status, message, requestId, path }: Failure): Schema {
  const { code, members } = shapeAt(path);
  const error = status === 413 ? "Payload Too Large" : (STATUS_CODES[status] ?? "Error");
  const said: Readonly<Record<Member, unknown>> = {
    code: code === "text" ? String(status) : status,
    error,
    errorDetails: message,
    message: status === 401 ? "Forbidden" : error,
    detailedMessage: message,
    requestIdentifier: requestId,
  };
  const [written] = members[status] ?? members[500]!;
  return Object.fromEntries(written.map((name) => [name, said[name]]));
}

function shapeAt(path: string): ErrorShape {
  const isBelow = (beginning: string) =>
    beginning === "/" || path === beginning || path.startsWith(`${beginning}/`);
  return ERROR_SHAPES.find(({ below }) => below.some(isBelow))!;
}

/** All members that an error may have. */
export const OFFICE_ERROR: Schema = {
  type: "object",
  properties: {
    code: {
      oneOf: [{ type: "integer" }, { type: "string" }],
      description: "The HTTP status; a text for bulk products and the PTAB's collections.",
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
