import type { Extraction, Span } from "../../../extract/index.js";
import type { Action } from "../pages/reader.js";
import type { Evidence, FoundRejection, Passage } from "./judge.js";

/** What a text says, as it was read. */
export function evidenceOfText(text: string, found: Extraction): Evidence {
  const namesOf = new Map<string, Set<string>>();
  for (const { normalized, shortNames } of found.citations) {
    if (normalized === null) continue;
    const names = namesOf.get(normalized) ?? new Set();
    for (const each of shortNames) names.add(each);
    namesOf.set(normalized, names);
  }
  const at = (span: Span): Passage => ({
    source: "text",
    start: span.start,
    end: span.end,
    text: text.slice(span.start, span.end).replaceAll(/\s+/g, " ").trim(),
  });
  const standings = (kinds: readonly string[]) =>
    [...found.claimStatements, ...found.objections]
      .filter(({ kind, claims }) => kinds.includes(kind) && claims.length > 0)
      .map(({ claims, span }) => ({ claims, passage: at(span) }));
  const summed = (claims: readonly number[], words: string) =>
    claims.length === 0 ? [] : [{ claims, passage: { source: "text", start: null, end: null, text: words } }];
  return {
    isWhole: true,
    hasNames: true,
    rejections: found.rejections.map((each) => ({
      ground: each.ground,
      claims: each.claims,
      references: each.references.map(({ normalized, name, raw }) => ({
        key: normalized,
        names: [name, raw, ...(normalized ? (namesOf.get(normalized) ?? []) : [])].filter(
          (one) => one !== null,
        ),
      })),
      passage: at(each.span),
    })),
    allowed: [
      ...standings(["allowed", "allowable"]),
      ...summed(found.allowedClaims, "allowed"),
      ...summed(found.allowableIfRewritten, "allowable if rewritten"),
    ],
    objected: standings(["objection", "allowable"]),
  };
}

type Row = Readonly<Record<string, unknown>>;

/** What the office's rows say: no names; whole where rejections and their citations are loaded. */
export function evidenceOfRows({
  rejections,
  citations,
  enriched_citations,
  other_sources,
}: Action): Evidence {
  const published = rejections.some(({ source }) => source !== "extraction")
    ? rejections
    : other_sources.rejections;
  const used = citations.filter(({ legal_section }) => legal_section !== null);
  const found = published.flatMap((row): FoundRejection[] => {
    const section = row.legal_section as string | null;
    if (section === null || (row.action_category !== null && row.action_category !== "rejected")) return [];
    return [
      {
        ground: /double/i.test(section) ? "DP" : section,
        claims: (row.claims as readonly number[] | null) ?? [],
        references: [
          ...used
            .filter((each) => each.legal_section === section)
            .map((each) => ({ key: each.reference_key as string | null, names: [] })),
          ...namedIn(enriched_citations, row),
        ],
        passage: rowPassage(row),
      },
    ];
  });
  const standing = (categories: readonly string[]) =>
    published
      .filter((row) => categories.includes(String(row.action_category)))
      .map((row) => ({ claims: (row.claims as readonly number[] | null) ?? [], passage: rowPassage(row) }));
  const needs = found.some(({ ground }) => ground === "102" || ground === "103");
  return {
    isWhole: published.length > 0 && (!needs || used.length > 0),
    hasNames: false,
    rejections: found,
    allowed: standing(["allowed", "allowable"]),
    objected: standing(["objected"]),
  };
}

/** Enriched citations tell an inventor's name and the claims. */
function namedIn(enriched: readonly Row[], { claims }: Row): FoundRejection["references"] {
  const these = (claims as readonly number[] | null) ?? [];
  return enriched
    .filter((each) =>
      ((each.claims as readonly number[] | null) ?? []).some((claim) => these.includes(claim)),
    )
    .map((each) => ({
      key: each.reference_key as string | null,
      names: typeof each.inventor_name === "string" ? [each.inventor_name] : [],
    }));
}

function rowPassage(row: Row): Passage {
  const told = [row.legal_section, row.paragraph, row.action_category].filter((each) => each).join(" ");
  return {
    source: String(row.source),
    start: null,
    end: null,
    text: `Row ${row.record_id}: ${told}, claims ${row.claim_numbers ?? "not told"}`,
  };
}
