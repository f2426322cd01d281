import type { Lease } from "../store/index.js";

export type { Lease } from "../store/index.js";

/** Which snapshot answers. The live store is one; tests have their own. */
export interface Snapshots {
  /** The one being served; null while nothing is loaded. */
  current(): Lease | null;
  /** A kept one by its id; null when there is none of that name any more. */
  open(id: string): Promise<Lease | null>;
  /** What cursors are sealed with, where there is one that lasts. */
  readonly sealKey?: Uint8Array;
}
