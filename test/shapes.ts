import { type Dataset, type MemberShape, ownShape, publishedShape } from "../src/catalog/index.js";

/** The manners in which records are written: as either protocol of the USPTO publishes them, and as we do. */
export const MANNERS = ["ds", "odp", "native"] as const;
export type Manner = (typeof MANNERS)[number];

/** The manners in which a dataset has something to write. */
export function mannersOf(dataset: Dataset): readonly Manner[] {
  return MANNERS.filter((manner) => shapeOf(dataset, manner).members.length > 0);
}

export function shapeOf(dataset: Dataset, manner: Manner, select?: readonly string[]): MemberShape {
  return manner === "native" ? ownShape(dataset, select) : publishedShape(dataset, manner, select);
}
