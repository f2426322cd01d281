/** No real claim set comes near it; a range beyond is a misreading (a paragraph or a page number). */
const MOST_CLAIMS = 5_000;

/**
 * Reads a claim list as the USPTO and examiners write it into claim numbers, in the order given and without
 * repetition: `6,7,8`, `1-5, 9 and 11`, `1 to 3`. Returns null for what cannot be read as a whole; `0` alone
 * stands for "none given" and is null too.
 */
export function parseClaims(text: string): readonly number[] | null {
  const parts = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\bclaims?\b/g, " ")
    .replace(/\b(?:to|through|thru)\b/g, "-")
    .replace(/\band\b|[&;]/g, ",")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "0");
  if (parts.length === 0) return null;
  const claims = new Set<number>();
  for (const part of parts) {
    const range = /^([0-9]{1,4})(?:\s*-\s*([0-9]{1,4}))?$/.exec(part);
    if (!range) return null;
    const first = Number(range[1]);
    const last = range[2] === undefined ? first : Number(range[2]);
    if (first < 1 || last < first || last > MOST_CLAIMS) return null;
    for (let claim = first; claim <= last; claim++) claims.add(claim);
  }
  return [...claims];
}
