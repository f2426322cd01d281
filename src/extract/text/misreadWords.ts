import { CLAIM_MISREAD, ET_AL_MISREAD, ET_AL_WRITTEN_OUT, PLURAL_APART } from "../vocabulary/index.js";
import type { Keywords } from "./keywords.js";

/**
 * The word that everything hangs on is put right, without a change of place: character recognition reads "claim" as "ciaim",
 * and a form leaves its plural apart ("Claim s 1-3", "Claim' s 1-3").
 */
export function withClaims(lower: string, keywords: Keywords): string {
  const isMisread = keywords.of(CLAIM_MISREAD).length > 0;
  const read = isMisread ? lower.replace(CLAIM_MISREAD, "claim") : lower;
  return rewritten(read, keywords.of(PLURAL_APART), PLURAL_APART, (apart) =>
    apart.replace("'", " ").replace(/^claim(\s+)s$/, "claims$1"),
  );
}

/** "et at.", "eta!.", "ef al.": what character recognition makes of "et al."; "et alia", "et als.". Put right in place. */
export function withEtAl(clean: string, keywords: Keywords): string {
  const read = rewritten(clean, keywords.of(ET_AL_MISREAD), ET_AL_MISREAD, endingInAl);
  return rewritten(read, keywords.of(ET_AL_WRITTEN_OUT), ET_AL_WRITTEN_OUT, withoutEnding);
}

/** "al" stands at the end, before its full stop; what is neither blank nor mark between the two words is a blank. */
const endingInAl = (found: string) => `et${found.slice(2, -2).replace(/[^\s.,]/g, " ")}al`;

/** The ending behind "al" is blank. */
const withoutEnding = (found: string) => `et${/^..([\s.,]*)/.exec(found)![1]}al`.padEnd(found.length);

/** The text with what a sticky pattern finds at some of the places, ascending, written as told; no length may change. */
function rewritten(
  text: string,
  places: readonly number[],
  pattern: RegExp,
  write: (found: string) => string,
): string {
  let written = "";
  let from = 0;
  for (const at of places) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    written += text.slice(from, at) + write(found);
    from = at + found.length;
  }
  return from === 0 ? text : written + text.slice(from);
}
