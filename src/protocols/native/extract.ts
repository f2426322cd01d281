import type { FastifyInstance } from "fastify";
import { ArtunitError } from "../../errors.js";
import { type ExtractionContext, extract } from "../../extract/index.js";
import { knownError } from "../../server/failures.js";
import { sendText } from "../../server/send.js";
import type { Service } from "../../server/service.js";
import { sendError } from "./failure.js";
import type { Schema } from "./route.js";
import { list, object } from "./schemas.js";

/** The longest Office action that is read over HTTP; the command line reads any. */
const BODY_LIMIT = 16 * 1024 * 1024;

const CONTEXT: Readonly<Record<keyof ExtractionContext, Schema>> = {
  documentId: { type: "string", description: "Repeated in the answer." },
  applicationNumber: {
    type: "string",
    description: "Tells the application's own rejections from those of others.",
  },
  documentCode: { type: "string", description: "The USPTO's document code, e.g. CTNF; settles actionType." },
  filingDate: { type: "string", description: "ISO date; settles the AIA status where the text is silent." },
  lastClaim: { type: "integer", description: "The highest claim number on file." },
};

/** `POST /v1/extract`: an Office action's text in, its rejections, citations and flags out. Stores nothing. */
export function addExtractRoute(app: FastifyInstance, service: Service): void {
  app.post(
    "/v1/extract",
    {
      bodyLimit: BODY_LIMIT,
      errorHandler: (error, request, reply) => {
        if (error.code !== "FST_ERR_CTP_BODY_TOO_LARGE")
          return sendError(request, reply, knownError(error) ?? error, service.log);
        // What is left of the body is read and dropped: a connection closed on it loses the answer.
        reply.removeHeader("connection");
        return sendError(request, reply, tooLarge(), service.log);
      },
    },
    async (request, reply) => {
      const { text, context } = readText(request.body, request.headers["content-type"] ?? "");
      return sendText(request, reply, "application/json", JSON.stringify(extract(text, context)));
    },
  );
}

function tooLarge(): ArtunitError {
  return new ArtunitError(
    "body-too-large",
    `The text is larger than ${BODY_LIMIT / 1024 / 1024} MiB, the most that is read over HTTP. The command "artunit extract" reads any.`,
  );
}

function readText(
  body: unknown,
  type: string,
): { readonly text: string; readonly context: ExtractionContext } {
  if (typeof body !== "string") return { text: "", context: {} };
  if (!type.startsWith("application/json")) return { text: body, context: {} };
  const { text, ...context } = readObject(body);
  if (typeof text !== "string")
    throw new ArtunitError("bad-parameter", '"text" is missing: send {"text": "DETAILED ACTION …"}.', {
      field: "text",
    });
  for (const [name, value] of Object.entries(context)) checkContext(name, value);
  return { text, context };
}

function readObject(body: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(body);
    if (typeof read === "object" && read !== null && !Array.isArray(read))
      return read as Record<string, unknown>;
  } catch {
    // Falls through: neither broken JSON nor another kind of value is an object.
  }
  throw new ArtunitError(
    "bad-parameter",
    'The body is not a JSON object. Send {"text": "…"}, or the text itself as text/plain.',
  );
}

function checkContext(name: string, value: unknown): void {
  const schema = CONTEXT[name as keyof ExtractionContext];
  if (!schema)
    throw new ArtunitError(
      "unknown-parameter",
      `There is no "${name}" here. Beside "text" there are: ${Object.keys(CONTEXT).join(", ")}.`,
      {
        field: name,
      },
    );
  const isRight = schema.type === "integer" ? Number.isSafeInteger(value) : typeof value === schema.type;
  if (!isRight)
    throw new ArtunitError("bad-parameter", `"${name}" must be of type ${schema.type}.`, { field: name });
}

const ARRAY = list({ type: "object" });

/** The route as `/openapi.json` shows it. */
export const EXTRACT_OPERATION = {
  operationId: "native-extract",
  summary:
    "Read the text of an Office action: rejections, objections, citations, flags, each with its passage.",
  requestBody: {
    required: true,
    content: {
      "text/plain": { schema: { type: "string" } },
      "application/json": {
        schema: {
          type: "object",
          required: ["text"],
          additionalProperties: false,
          properties: { text: { type: "string" }, ...CONTEXT },
        },
      },
    },
  },
  answer: object({
    documentId: { type: ["string", "null"] },
    actionType: { type: "string", enum: ["CTNF", "CTFR", "other", "unknown"] },
    aia: { type: "string", enum: ["post", "pre", "unknown"] },
    rejections: ARRAY,
    notRejections: ARRAY,
    objections: ARRAY,
    allowedClaims: list({ type: "integer" }),
    allowableIfRewritten: list({ type: "integer" }),
    citations: ARRAY,
    flags: { type: "object" },
    warnings: ARRAY,
  }),
} as const;
