import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ArtunitError } from "../errors.js";
import type { Client } from "./client.js";
import { keyOf, nameOfKey, takeKey } from "./keys/keys.js";
import { pathAsked } from "./mount.js";
import { type Installation, protocolBelow } from "./protocol.js";
import { forwarded } from "./proxies.js";
import type { Settings } from "./settings.js";

declare module "fastify" {
  interface FastifyRequest {
    client?: Client;
    /** The form that is still to be read holds the key, which is asked for; or may hold one. */
    formKey?: "wanted" | "welcome";
  }
}

export interface Guard {
  /** Lets a request go on, or throws `key-missing`, `key-wrong`, `too-many-requests`. */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** The same for one whose key stands in its form, once that has been read. The key is taken out of it. */
  admitForm(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/**
 * Keys and limits hold for every request but those whose route is declared open. What was asked is told by the route
 * that answers it, never by the spelling of its URL; what no route answers, and what cannot be read, is guarded too.
 */
export function guardOf(
  settings: Pick<Settings, "keys" | "keysFor" | "rateLimit" | "proxies" | "issuedKeys" | "selfServiceLimit">,
  installation: Installation,
): Guard {
  const { keys, keysFor, rateLimit, proxies, issuedKeys, selfServiceLimit } = settings;
  const wantsKey = (request: FastifyRequest) => {
    if (keys === null) return false;
    const mounted = request.routeOptions.config?.mounted;
    if (selfServiceLimit !== null && mounted?.route.forNewcomers) return false;
    if (keysFor === null || mounted?.route.guarded) return true;
    const protocol = mounted?.protocol ?? protocolBelow(pathAsked(request), installation);
    return protocol === null || keysFor.has(protocol.name);
  };
  /** Who sent a key that holds, and one request more of a key with a limit of its own. */
  const recognised = async (request: FastifyRequest, key: string | null, reply: FastifyReply) => {
    const holder = key === null || issuedKeys === null ? null : issuedKeys.holderOf(key);
    if (holder === null || issuedKeys === null) return;
    refuseTooMany(holder.limit, await issuedKeys.take(holder), reply);
    request.client = { address: request.client?.address ?? request.ip, key: holder.id, holder };
  };
  return {
    async admit(request, reply) {
      const { client: address } = forwarded(proxies, request.ip, request.headers);
      request.client = { address, key: null };
      if (request.routeOptions.config?.mounted?.route.open === true) return;
      const key = keyOf(request.headers);
      let refusal: unknown = null;
      let client = address;
      if (key === null && isForm(request)) {
        if (wantsKey(request)) request.formKey = "wanted";
        else if (issuedKeys) request.formKey = "welcome";
      } else if (wantsKey(request))
        try {
          keys?.check(key);
          client = key ?? address;
          request.client = { address, key: key === null ? null : nameOfKey(key) };
        } catch (error) {
          // Whoever guesses keys is counted by address.
          refusal = error;
        }
      if (rateLimit) refuseTooMany(rateLimit.perMinute, await rateLimit.take(client), reply);
      if (refusal !== null) throw refusal;
      await recognised(request, key, reply);
    },
    async admitForm(request, reply) {
      if (!request.formKey) return;
      const { key, rest } = takeKey(typeof request.body === "string" ? request.body : "");
      if (request.formKey === "wanted") {
        keys?.check(key);
        request.client = { address: request.client?.address ?? request.ip, key: nameOfKey(key ?? "") };
      }
      request.body = rest;
      await recognised(request, key, reply);
    },
  };
}

function refuseTooMany(perMinute: number | null, seconds: number, reply: FastifyReply): void {
  if (seconds === 0) return;
  reply.header("retry-after", String(seconds));
  throw new ArtunitError(
    "too-many-requests",
    `This server allows ${perMinute} requests a minute. Ask again in ${seconds} s.`,
  );
}

/** A form of a page, which has no other way to send a key. Files and long texts are not read for strangers. */
function isForm(request: FastifyRequest): boolean {
  const mounted = request.routeOptions.config?.mounted;
  if (request.is404 || mounted === undefined || mounted.route.body !== undefined) return false;
  const type = request.headers["content-type"] ?? "";
  return request.method === "POST" && type.startsWith("application/x-www-form-urlencoded");
}

export function addGuard(app: FastifyInstance, guard: Guard): void {
  app.addHook("onRequest", (request, reply) => guard.admit(request, reply));
  app.addHook("preHandler", (request, reply, done) => {
    if (!request.formKey) return done();
    guard.admitForm(request, reply).then(() => done(), done);
  });
}
