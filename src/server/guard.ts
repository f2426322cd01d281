import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Client } from "./client.js";
import { keyOf, nameOfKey, takeKey } from "./keys.js";
import { pathAsked } from "./mount.js";
import { type Installation, protocolBelow } from "./protocol.js";
import { forwarded } from "./proxies.js";
import type { Settings } from "./settings.js";

declare module "fastify" {
  interface FastifyRequest {
    client?: Client;
    /** The form that is still to be read holds the key. */
    awaitsKey?: true;
  }
}

export interface Guard {
  /** Lets a request go on, or throws `key-missing`, `key-wrong`, `too-many-requests`. */
  admit(request: FastifyRequest, reply: FastifyReply): void;
  /** The same for one whose key stands in its form, once that has been read. The key is taken out of it. */
  admitForm(request: FastifyRequest): void;
}

/**
 * Keys and limits hold for every request but those whose route is declared open. What was asked is told by the route
 * that answers it, never by the spelling of its URL; what no route answers, and what cannot be read, is guarded too.
 */
export function guardOf(
  { keys, keysFor, rateLimit, proxies }: Pick<Settings, "keys" | "keysFor" | "rateLimit" | "proxies">,
  installation: Installation,
): Guard {
  const wantsKey = (request: FastifyRequest) => {
    if (keys === null) return false;
    if (keysFor === null) return true;
    const mounted = request.routeOptions.config?.mounted;
    const protocol = mounted?.protocol ?? protocolBelow(pathAsked(request), installation);
    return protocol === null || keysFor.has(protocol.name);
  };
  return {
    admit(request, reply) {
      const { client: address } = forwarded(proxies, request.ip, request.headers);
      request.client = { address, key: null };
      if (request.routeOptions.config?.mounted?.route.open === true) return;
      const key = keyOf(request.headers);
      let refusal: unknown = null;
      let client = address;
      if (wantsKey(request)) {
        if (key === null && isForm(request)) request.awaitsKey = true;
        else
          try {
            keys?.check(key);
            client = key ?? address;
            request.client = { address, key: key === null ? null : nameOfKey(key) };
          } catch (error) {
            // Whoever guesses keys is counted by address.
            refusal = error;
          }
      }
      try {
        rateLimit?.take(client);
      } catch (error) {
        reply.header("retry-after", String(rateLimit?.retryAfter(client)));
        throw error;
      }
      if (refusal !== null) throw refusal;
    },
    admitForm(request) {
      if (!request.awaitsKey) return;
      const { key, rest } = takeKey(typeof request.body === "string" ? request.body : "");
      keys?.check(key);
      request.body = rest;
      request.client = { address: request.client?.address ?? request.ip, key: nameOfKey(key ?? "") };
    },
  };
}

/** A form of a page, which has no other way to send a key. Files and long texts are not read for strangers. */
function isForm(request: FastifyRequest): boolean {
  const mounted = request.routeOptions.config?.mounted;
  if (request.is404 || mounted === undefined || mounted.route.body !== undefined) return false;
  const type = request.headers["content-type"] ?? "";
  return request.method === "POST" && type.startsWith("application/x-www-form-urlencoded");
}

export function addGuard(app: FastifyInstance, guard: Guard): void {
  app.addHook("onRequest", (request, reply, done) => {
    guard.admit(request, reply);
    done();
  });
  app.addHook("preHandler", (request, _reply, done) => {
    guard.admitForm(request);
    done();
  });
}
