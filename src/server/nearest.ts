import { nearest } from "../query/index.js";

/** The known name that was probably meant; null when nothing is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const near = nearest(name, known);
  return near?.isLikely ? near.candidate : null;
}
