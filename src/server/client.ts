import type { Holder } from "./keys/keyFile.js";

/** Who asks, as far as it is told. */
export interface Client {
  readonly address: string;
  /** What tells the client's key from others without telling it; null where it has sent none that holds. */
  readonly key: string | null;
  /** Whose key it is, where it was made here. */
  readonly holder?: Holder;
}
