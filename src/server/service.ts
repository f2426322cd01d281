import type { FastifyRequest } from "fastify";
import { ArtunitError } from "../errors.js";
import type { Log } from "./failures.js";
import type { Keys } from "./keys.js";
import type { Metrics } from "./metrics.js";
import type { RateLimit } from "./rateLimit.js";
import type { Lease, Snapshots } from "./snapshots.js";

/** What an operator decides. */
export interface Settings {
  /** The address clients see, without a slash at its end; null takes it from each request. */
  readonly publicUrl: string | null;
  /** What an unknown field in criteria gets: a 400, or (as the USPTO's portal does) no match and a warning. */
  readonly unknownFields: "refuse" | "as-uspto";
  /** Origins whose pages may call: `*`, one origin, or null for none. */
  readonly cors: string | null;
  /** Who may ask; null lets everyone. */
  readonly keys: Keys | null;
  /** How often one client may ask; null sets no limit. */
  readonly rateLimit: RateLimit | null;
  /** How long a query may take until its answer begins, in milliseconds. */
  readonly queryTime: number;
  /** Where weekly archives that are downloaded are kept; null offers none. */
  readonly archivesFolder: string | null;
  readonly version: string;
}

export const DEFAULT_SETTINGS: Settings = {
  publicUrl: null,
  unknownFields: "refuse",
  cors: "*",
  keys: null,
  rateLimit: null,
  queryTime: 30_000,
  archivesFolder: null,
  version: "0",
};

/** What every route works with. */
export interface Service {
  readonly snapshots: Snapshots;
  readonly settings: Settings;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The snapshot being served. Throws `no-data` while there is none; the caller releases it. */
export function leaseOf(service: Service): Lease {
  const lease = service.snapshots.current();
  if (lease) return lease;
  throw new ArtunitError(
    "no-data",
    "Nothing is loaded yet. Load the USPTO's files with: artunit load FILE… (the same --data folder as this server); the server notices by itself.",
  );
}

const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i;

/** The path of a request, without its query string. */
export function pathAsked({ url }: FastifyRequest): string {
  return url.split("?", 1)[0] ?? url;
}

/** The address of this server as the client knows it, without a slash at its end. */
export function baseUrlOf(service: Service, request: FastifyRequest): string {
  if (service.settings.publicUrl !== null) return service.settings.publicUrl;
  const host = request.headers.host ?? "";
  return HOST.test(host) ? `http://${host}` : "http://localhost:8892";
}
