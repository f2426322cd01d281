import type { Catalog, Dataset, Field } from "../../catalog/index.js";
import { bindCriteria, type Predicate, parseCriteria } from "../../query/index.js";
import type { Settings } from "../settings.js";

export interface BoundText {
  readonly predicate: Predicate;
  /** Fields that do not exist and therefore match nothing; only where the operator allows that. */
  readonly unknownFields: readonly string[];
  /** Sentences about values that their fields never hold. */
  readonly unheld: readonly string[];
}

/** Criteria as they were sent, understood in the names that the API has for the fields. */
export function bindSent(
  criteria: string,
  dataset: Dataset,
  names: ReadonlyMap<string, Field>,
  unknown: Settings["unknownFields"],
  { catalog, now }: { readonly catalog: Catalog; readonly now: Date },
): BoundText {
  const { predicate, warnings, unheld } = bindCriteria(parseCriteria(criteria), dataset, {
    names,
    unknownFields: unknown === "refuse" ? "refuse" : "nothing",
    now,
    catalog,
    written: criteria,
  });
  return {
    predicate,
    unknownFields: [...new Set(warnings.map(({ field }) => field || "(none named)"))],
    unheld: unheld.map(({ says }) => says),
  };
}
