import type { Predicate } from "../../query/predicate.js";
import type { Selection } from "../store.js";

/** The columns that decide whether a row belongs to the answer. */
export function columnsAsked({ dataset, predicate, withoutDuplicates }: Selection): readonly string[] {
  const { duplicate } = dataset.table.roles;
  return [
    ...columnsIn(predicate),
    ...(dataset.rows ? [dataset.rows.column] : []),
    ...(withoutDuplicates && duplicate !== undefined ? [duplicate] : []),
  ];
}

/** The columns that a predicate is about. */
export function columnsIn(predicate: Predicate): readonly string[] {
  switch (predicate.kind) {
    case "everything":
    case "nothing":
      return [];
    case "and":
    case "or":
      return predicate.children.flatMap(columnsIn);
    case "not":
      return columnsIn(predicate.child);
    default:
      return [predicate.column];
  }
}
