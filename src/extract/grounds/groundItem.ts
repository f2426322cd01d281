import type { Ground } from "../model.js";

/** A ground as a rejection names it. A bare "112" gets its letter later, from the reason or the heading. */
export interface GroundItem {
  readonly ground: Ground | "112" | "112(f)";
  /** As far as it is said: `102(a)(1)`, `103(a)`, `nonstatutory`. */
  readonly subsection: string | null;
}
