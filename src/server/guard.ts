import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { keyOf } from "./keys.js";
import type { Settings } from "./settings.js";

/** Lets a request go on, or throws `key-missing`, `key-wrong`, `too-many-requests`. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Keys and limits hold for every request but those whose route is declared open. What was asked is told by the route
 * that answers it, never by the spelling of its URL; what no route answers, and what cannot be read, is guarded too.
 */
export function guardOf({ keys, rateLimit }: Pick<Settings, "keys" | "rateLimit">): Guard {
  return (request, reply) => {
    if (request.routeOptions.config?.mounted?.route.open === true) return;
    let client = request.ip;
    let refusal: unknown = null;
    try {
      keys?.check(request.headers);
      if (keys) client = keyOf(request.headers) ?? client;
    } catch (error) {
      // Whoever guesses keys is counted by address.
      refusal = error;
    }
    try {
      rateLimit?.take(client);
    } catch (error) {
      reply.header("retry-after", String(rateLimit?.retryAfter(client)));
      throw error;
    }
    if (refusal !== null) throw refusal;
  };
}

export function addGuard(app: FastifyInstance, guard: Guard): void {
  app.addHook("onRequest", (request, reply, done) => {
    guard(request, reply);
    done();
  });
}
