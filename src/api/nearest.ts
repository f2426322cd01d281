import { editDistance } from "../query/edits.js";

/**
 * The known name that was probably meant, letter case aside; null when none is near. Names of any length are
 * compared by their first 64 characters.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const asked = name.slice(0, 64).toLowerCase();
  let best: { readonly name: string; readonly edits: number } | null = null;
  for (const each of known) {
    const edits = editDistance(asked, each.toLowerCase());
    if (!best || edits < best.edits) best = { name: each, edits };
  }
  return best && best.edits <= Math.max(2, asked.length * 0.4) ? best.name : null;
}
