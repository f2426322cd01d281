import { nearest } from "../query/index.js";

/** The known name that was probably meant; null when nothing is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  return nearest(name, known, Math.max(2, Math.floor(name.length * 0.4)));
}
