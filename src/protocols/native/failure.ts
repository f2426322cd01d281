import { randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ArtunitError } from "../../errors.js";
import type { Log } from "../../server/failures.js";
import { sendText } from "../../server/send.js";

const JSON_TYPE = "application/json";

/** Answers with the native API's one error shape; what was not raised on purpose is logged and told nothing. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  log: Log,
): FastifyReply {
  const requestId = randomUUID();
  const known = error instanceof ArtunitError ? error : null;
  if (!known) log(`request ${requestId} failed: ${error instanceof Error ? error.stack : String(error)}`);
  for (const name of ["etag", "cache-control"]) reply.removeHeader(name);
  if (known && (known.status === 503 || known.status === 429)) reply.header("retry-after", "5");
  const body = {
    code: known?.code ?? "internal",
    message: known?.message ?? "This is a fault of ours. It has been logged under the request id.",
    field: known?.where.field ?? null,
    position: known?.where.position ?? null,
    suggestion: known?.where.suggestion ?? null,
    requestId,
  };
  return sendText(request, reply.code(known?.status ?? 500), JSON_TYPE, JSON.stringify(body));
}
