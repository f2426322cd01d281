import type { AccessLog } from "./accessLog.js";
import type { IssuedKeys } from "./issuedKeys.js";
import type { Keys } from "./keys.js";
import type { Proxies } from "./proxies.js";
import type { RateLimit } from "./rateLimit.js";

/** What an operator decides. */
export interface Settings {
  /** The address clients see, without a slash at its end; null takes it from each request. */
  readonly publicUrl: string | null;
  /**
   * What an unknown field gets on the routes of the originals: no match and a warning, as the USPTO's portal does, or a
   * 400. Routes of our own refuse it always.
   */
  readonly unknownFields: "refuse" | "as-uspto";
  /** Origins whose pages may call: `*`, one origin, or null for none. */
  readonly cors: string | null;
  /** Who may ask; null lets everyone. */
  readonly keys: Keys | null;
  /** The keys that are made here; null where none can be. They hold their own limits, asked for or not. */
  readonly issuedKeys: IssuedKeys | null;
  /** Anybody may make a key, of so many requests a minute; null leaves that to the operator. */
  readonly selfServiceLimit: number | null;
  /** The names of the protocols whose routes ask for a key; null for all. */
  readonly keysFor: ReadonlySet<string> | null;
  /** Whose `X-Forwarded-…` headers are believed; null believes nobody's. */
  readonly proxies: Proxies | null;
  /** Where each answer is noted; null notes none. */
  readonly accessLog: AccessLog | null;
  /** How often one client may ask; null sets no limit. */
  readonly rateLimit: RateLimit | null;
  /** How long a query may take until its answer begins, in milliseconds. */
  readonly queryTime: number;
  /** Where weekly archives that are downloaded are kept; null offers none. */
  readonly archivesFolder: string | null;
  /** Where files are kept that are served as they came; null has none. */
  readonly filesFolder: string | null;
  /** How long requests under way may take to end once the server is asked to, in milliseconds. */
  readonly closingTime: number;
  readonly version: string;
}

export const DEFAULT_SETTINGS: Settings = {
  publicUrl: null,
  unknownFields: "as-uspto",
  cors: "*",
  keys: null,
  issuedKeys: null,
  selfServiceLimit: null,
  keysFor: null,
  proxies: null,
  accessLog: null,
  rateLimit: null,
  queryTime: 30_000,
  archivesFolder: null,
  filesFolder: null,
  closingTime: 30_000,
  version: "0",
};
