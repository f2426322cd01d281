import { ownTurns, type Turns } from "../threads/turns.js";
import type { AccessLog } from "./accessLog.js";
import type { ServedKeys } from "./keys/issuedKeys.js";
import type { Keys } from "./keys/keys.js";
import type { Proxies } from "./proxies.js";
import type { RateLimit } from "./rateLimit.js";
import type { SqlDesk } from "./sqlDesk.js";

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
  readonly issuedKeys: ServedKeys | null;
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
  /** Who may work at once on what takes long. */
  readonly turns: Turns;
  /** How long a query may take until its answer begins, in milliseconds. */
  readonly queryTime: number;
  /** Where bulk files that are downloaded are kept; null offers none. */
  readonly archivesFolder: string | null;
  /** Where files are kept that are served as they came; null has none. */
  readonly filesFolder: string | null;
  /** Where the rows are kept that loads set aside; null shows none. */
  readonly setAsideFolder: string | null;
  /** How long requests under way may take to end once the server is asked to, in milliseconds. */
  readonly closingTime: number;
  /** Answers questions in SQL to a snapshot, by its id; null where the operator does not allow them. */
  readonly sql: SqlDesk | null;
  /** Shows developers what users need not see. */
  readonly isDevelopment: boolean;
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
  turns: ownTurns(),
  queryTime: 30_000,
  archivesFolder: null,
  filesFolder: null,
  setAsideFolder: null,
  closingTime: 30_000,
  sql: null,
  isDevelopment: false,
  version: "0",
};
