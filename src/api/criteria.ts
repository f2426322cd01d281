import type { Dataset, Generation } from "../catalog/index.js";
import { type Predicate, parseCriteria } from "../query/index.js";

export interface BoundText {
  readonly predicate: Predicate;
  /** Fields that do not exist and therefore match nothing; only where the operator allows that. */
  readonly unknownFields: readonly string[];
}

export function bindText(
  criteria: string,
  _dataset: Dataset,
  _generation: Generation,
  _unknown: "refuse" | "as-uspto",
): BoundText {
  parseCriteria(criteria);
  return { predicate: { kind: "everything" }, unknownFields: [] };
}
