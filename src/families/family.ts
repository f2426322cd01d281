import type { Catalog, Deriving } from "../catalog/index.js";
import type { Extension } from "../server/extension.js";

/**
 * Everything that is said of some datasets that belong together. A family is one folder that exports one value, and
 * imports no other family.
 */
export interface Family extends Catalog, Extension {
  /** As its folder is called: `office-actions`. */
  readonly name: string;
  /** How columns are worked out when a snapshot is built; a family without it keeps rows as they were read. */
  readonly deriving?: Deriving;
}
