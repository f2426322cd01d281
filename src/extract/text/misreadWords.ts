import { ET_AL_MISREAD, ET_AL_WRITTEN_OUT, PLURAL_APART } from "../vocabulary/index.js";
import { ET_AL_STEMS, type Keywords, MISREAD_CLAIM_STEMS, SINGULAR_CLAIM_STEMS } from "./keywords.js";

/**
 * The word that everything hangs on is put right, without a change of place: character recognition reads "claim" as "ciaim",
 * and a form leaves its plural apart ("Claim s 1-3", "Claim' s 1-3").
 */
export function withClaims(lower: string, keywords: Keywords): string {
  const isMisread = MISREAD_CLAIM_STEMS.some((stem) => keywords.has(stem));
  const read = isMisread ? lower.replaceAll("ciaim", "claim") : lower;
  return rewritten(read, keywords.ofAny(SINGULAR_CLAIM_STEMS), PLURAL_APART, (apart) =>
    apart.replace("'", " ").replace(/^claim(\s+)s$/, "claims$1"),
  );
}

/** "et at.", "eta!.", "ef al.": what character recognition makes of "et al."; "et alia", "et als.". Put right in place. */
export function withEtAl(clean: string, keywords: Keywords): string {
  const places = keywords.ofAny(ET_AL_STEMS);
  const read = rewritten(clean, places, ET_AL_MISREAD, (misread) => {
    if (misread[1] === " ") return `et${misread.slice(3, -2)} al`;
    const apart = misread.slice(2, -2);
    return apart.endsWith("a") ? `et${apart.slice(0, -1)} al` : `et${apart}al`;
  });
  return rewritten(read, places, ET_AL_WRITTEN_OUT, (written) =>
    written
      .toLowerCase()
      .replace(/(?<=\sal).*$/, "")
      .padEnd(written.length),
  );
}

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
