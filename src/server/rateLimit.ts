import { createHash } from "node:crypto";
import { ArtunitError } from "../errors.js";

/** How often one client may ask. */
export interface RateLimit {
  /** Takes one request of this client. Throws `too-many-requests`; `retryAfter` then says how long to wait. */
  take(client: string): void;
  /** Whole seconds until this client may ask again. */
  retryAfter(client: string): number;
}

/** Clients remembered at once; the one that asked least recently is forgotten first. */
const MOST_CLIENTS = 50_000;

/**
 * A bucket of `perMinute` requests for each client, filled evenly. Clients are told apart by key, else by
 * address; `X-Forwarded-For` is not believed.
 */
export function rateLimit(perMinute: number, now: () => number = () => performance.now()): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();

  function filled(client: string): { tokens: number; at: number } {
    const name = createHash("sha256").update(client).digest("base64");
    const at = now();
    const known = buckets.get(name);
    const bucket = known
      ? { tokens: Math.min(perMinute, known.tokens + ((at - known.at) / 60_000) * perMinute), at }
      : { tokens: perMinute, at };
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size > MOST_CLIENTS) buckets.delete(buckets.keys().next().value!);
    return bucket;
  }

  const secondsUntil = (tokens: number) => Math.max(1, Math.ceil(((1 - tokens) / perMinute) * 60));
  return {
    take(client) {
      const bucket = filled(client);
      if (bucket.tokens < 1) {
        throw new ArtunitError(
          "too-many-requests",
          `This server allows ${perMinute} requests a minute. Ask again in ${secondsUntil(bucket.tokens)} s.`,
        );
      }
      bucket.tokens -= 1;
    },
    retryAfter: (client) => secondsUntil(filled(client).tokens),
  };
}
