import { KIND_CODE } from "../vocabulary/index.js";
import type { DocumentNumber } from "./documentNumber.js";

/** No kind code is longer, its bracket and what ends it included. */
const LONGEST_KIND = 14;

/** The kind code behind a number, with its leading blank, as written; null if none. */
export function kindAfter(clean: string, end: number): string | null {
  return KIND_CODE.exec(clean.slice(end, end + LONGEST_KIND))?.[0] ?? null;
}

/** A number with the kind code that stands behind it. */
export function withKind(clean: string, found: Omit<DocumentNumber, "kindCode">): DocumentNumber {
  const { start, kind, country, number, repaired, rule } = found;
  const code = kindAfter(clean, found.end);
  return {
    start,
    end: found.end + (code?.length ?? 0),
    kind,
    country,
    number,
    kindCode: code === null ? null : code.replace(/[\s()]/g, "").toUpperCase(),
    repaired,
    rule,
  };
}
