import { ArtunitError } from "../errors.js";
import { PASSING_KEY } from "./cursor.js";
import type { Log } from "./failures.js";
import { Metrics } from "./metrics.js";
import type { Installation } from "./protocol.js";
import type { Context } from "./route.js";
import { DEFAULT_SETTINGS, type Settings } from "./settings.js";
import type { Lease, Snapshots } from "./snapshots.js";

/** What a server works with. */
export interface Service {
  readonly installation: Installation;
  readonly snapshots: Snapshots;
  readonly settings: Settings;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The snapshot being served. Throws `no-data` while there is none; the caller releases it. */
export function leaseOf(snapshots: Snapshots): Lease {
  const lease = snapshots.current();
  if (lease) return lease;
  throw noData();
}

function noData(): ArtunitError {
  return new ArtunitError(
    "no-data",
    "Nothing is loaded yet. Load the USPTO's files with: artunit load FILE… (the same --data folder as this server); the server notices by itself.",
  );
}

/** What a route is handled with: by a server, over a snapshot it may not have. */
export function contextOf(
  {
    installation,
    settings,
    metrics,
    snapshots,
  }: Pick<Service, "installation" | "settings" | "metrics"> & { readonly snapshots?: Snapshots },
  held: Lease | null,
  now: Date,
  baseUrl: string,
  client = "in process",
  role: Context["role"] = "anybody",
): Context {
  return {
    catalog: installation,
    get lease() {
      if (held === null) throw noData();
      return held;
    },
    isLoaded: held !== null,
    now,
    client,
    role,
    baseUrl,
    settings,
    metrics,
    sealKey: snapshots?.sealKey ?? PASSING_KEY,
  };
}

/** The address that stands in links where no client has said how it knows the server. */
export const USUAL_ADDRESS = "http://localhost:8892";

/** What a route is handled with where there is no server, as on the command line. */
export function contextInProcess(installation: Installation, lease: Lease): Context {
  const service = { installation, settings: DEFAULT_SETTINGS, metrics: new Metrics() };
  return contextOf(service, lease, new Date(), USUAL_ADDRESS);
}
