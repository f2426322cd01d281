import { createHash } from "node:crypto";

/** How often one client may ask. */
export interface RateLimit {
  readonly perMinute: number;
  /** Takes one request of this client: 0 where it may ask, else the whole seconds until it may. */
  take(client: string): number | Promise<number>;
}

/** A limit that this process counts itself. */
export interface OwnRateLimit extends RateLimit {
  take(client: string): number;
}

/** Clients remembered at once; the one that asked least recently is forgotten first. */
const MOST_CLIENTS = 50_000;

/**
 * A bucket of `perMinute` requests for each client, filled evenly. Who a client is, says the caller: the key that
 * is asked for, else the address, of which a trusted proxy tells.
 */
export function rateLimit(perMinute: number, now: () => number = () => performance.now()): OwnRateLimit {
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

  return {
    perMinute,
    take(client) {
      const bucket = filled(client);
      if (bucket.tokens < 1) return Math.max(1, Math.ceil(((1 - bucket.tokens) / perMinute) * 60));
      bucket.tokens -= 1;
      return 0;
    },
  };
}
