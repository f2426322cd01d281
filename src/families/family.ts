import type { Catalog } from "../catalog/index.js";

/**
 * Everything that is said of some datasets that belong together. A family is one folder that exports one value, and
 * imports no other family.
 */
export interface Family extends Catalog {
  /** As its folder is called: `office-actions`. */
  readonly name: string;
}
