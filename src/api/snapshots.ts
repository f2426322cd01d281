import type { Store } from "../store/index.js";

/** The right to read one snapshot; it stays open, whatever is loaded meanwhile, until it is released. */
export interface Lease {
  readonly store: Store;
  release(): void;
}

/** Which snapshot answers. */
export interface Snapshots {
  /** The one being served; null while nothing is loaded. */
  current(): Lease | null;
  /** A kept one by its id; null when there is none of that name any more. */
  open(id: string): Promise<Lease | null>;
}
