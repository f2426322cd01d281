/** How well the contract of what we serve is known. */
type Known = "recorded" | "documented" | "claimed" | "inferred";

/** One card of the Developer Hub's listing: what it was, what became of it, and what of it is here. */
export interface Entry {
  /** Its place in the listing. */
  readonly place: number;
  readonly title: string;
  /** As the card's badge has it. */
  readonly version: string;
  readonly category: "Patents" | "Trademarks" | "Patents; Trademark";
  readonly slug: string;
  /** Where else it answers here: a beginning of a path. */
  readonly path: string | null;
  readonly known: Known;
  /** What became of the original, and the day that is known for it. */
  readonly fate: string;
  readonly since: string | null;
  readonly state: "retired" | "moved" | "running";
  /** The slug of the entry that replaces it, in whole or in part; null where none of the listing does. */
  readonly replacedBy: string | null;
}

type Card = readonly [
  title: string,
  version: string,
  category: Entry["category"],
  slug: string,
  known: Known,
  state: Entry["state"],
  since: string | null,
  fate: string,
];

const [P, T] = ["Patents", "Trademarks"] as const;
const ODP = "the portal's Office-action routes (/api/v1/patent/oa)";

/** The 22 cards in the order of the listing. Slugs that were never seen are made from the title. */
const CARDS: readonly Card[] = [
  [
    "USPTO Enriched Citation API v3",
    "v3",
    P,
    "uspto-enriched-citation-api-v3",
    "recorded",
    "moved",
    "2026-03-24",
    `moved to ${ODP}`,
  ],
  [
    "Trademark Assignment Search Data",
    "1.4",
    T,
    "trademark-assignment-search-data",
    "claimed",
    "retired",
    null,
    "gone with the hub; only the assignment centre's web page is left",
  ],
  [
    "USPTO Office Action Weekly Zips API",
    "v1",
    P,
    "uspto-office-action-weekly-zips-api",
    "recorded",
    "moved",
    "2026-01-16",
    "became the bulk product OACT of the portal",
  ],
  [
    "USPTO Enriched Citation API v2",
    "v2",
    P,
    "uspto-enriched-citation-api-v2",
    "recorded",
    "retired",
    "2026-01-30",
    "decommissioned; version 3 replaces it",
  ],
  [
    "TSDR Data API",
    "Beta",
    T,
    "tsdr-data-api",
    "recorded",
    "running",
    null,
    "still running at the USPTO, with a key of its own",
  ],
  [
    "IP Marketplace Platform API",
    "v1",
    P,
    "ip-marketplace-platform-api",
    "claimed",
    "retired",
    null,
    "gone; nothing replaces it",
  ],
  [
    "USPTO Office Action Text Retrieval API",
    "v1",
    P,
    "uspto-office-action-text-retrieval-api",
    "recorded",
    "moved",
    "2026-03-24",
    `moved to ${ODP}`,
  ],
  [
    "USPTO Office Action Citations API",
    "v2",
    P,
    "uspto-office-action-citations-api",
    "recorded",
    "moved",
    "2026-03-24",
    `moved to ${ODP}`,
  ],
  [
    "USPTO Office Action Rejection API",
    "v2",
    P,
    "uspto-office-action-rejection-api",
    "recorded",
    "moved",
    "2026-03-24",
    `moved to ${ODP}`,
  ],
  [
    "PTAB API v2",
    "2.0",
    P,
    "ptab-api-v2",
    "recorded",
    "moved",
    "2026-01-06",
    "became the portal's trials, appeals and interferences. Records and filters are recorded; errors, the swagger text and the values of categories beyond those recorded are not known",
  ],
  [
    "USPTO Enriched Citation API",
    "V1",
    P,
    "uspto-enriched-citations-api",
    "documented",
    "retired",
    "2026-01-30",
    "decommissioned; version 3 replaces it",
  ],
  [
    "USPTO Office Action Citations API (beta)",
    "v1",
    P,
    "uspto-office-action-citations-api-beta",
    "documented",
    "retired",
    "2026-01-30",
    "decommissioned; version 2 replaces it in part",
  ],
  [
    "USPTO Office Action Rejection API (beta)",
    "v1",
    P,
    "uspto-office-action-rejection-api-beta",
    "documented",
    "retired",
    "2026-01-30",
    "decommissioned; version 2 replaces it in part",
  ],
  [
    "Bulk search and download",
    "1.0.0",
    P,
    "bulk-search-and-download",
    "claimed",
    "retired",
    null,
    "gone; the portal's bulk products replace it in part",
  ],
  [
    "OCE - Patent Examination Status Codes",
    "v1",
    P,
    "oce-patent-examination-status-codes",
    "documented",
    "moved",
    null,
    "the portal's status codes (/api/v1/patent/status-codes) replace it",
  ],
  [
    "Cancer Moonshot Patent Data Set API",
    "1.0.1",
    P,
    "cancer-moonshot-patent-data-set-api",
    "recorded",
    "retired",
    "2026-01-30",
    "decommissioned without a replacement; the bulk product MOONSHOT stays",
  ],
  [
    "OCE - Patent Examination Event Codes",
    "v1",
    P,
    "oce-patent-examination-event-codes",
    "inferred",
    "retired",
    null,
    "nothing replaces it",
  ],
  [
    "OCE - Patent Litigation Cases",
    "v1",
    P,
    "oce-patent-litigation-cases",
    "recorded",
    "retired",
    null,
    "nothing replaces it but the bulk product PTLITIG",
  ],
  [
    "Patent Assignment Search",
    "1.4",
    P,
    "patent-assignment-search",
    "recorded",
    "retired",
    null,
    "gone with the hub; the portal has assignments by application",
  ],
  [
    "PatentsView",
    "1.0.0",
    P,
    "patentsview",
    "recorded",
    "retired",
    "2026-03-20",
    "shut down; its tables are bulk products of the portal",
  ],
  [
    "Patent Examination Data System",
    "1.2.1",
    P,
    "patent-examination-data-system",
    "recorded",
    "retired",
    "2025-03-14",
    "shut down; the portal's Patent File Wrapper replaces it. Queries, facets, errors and document lists are recorded; packages, search-params and most of the XML are told by clients or inferred",
  ],
  [
    "BDSS",
    "1.1.0",
    "Patents; Trademark",
    "bdss",
    "recorded",
    "moved",
    null,
    "the portal's Bulk Datasets (/api/v1/datasets/products) replace it",
  ],
];

/** Where a system without a dataset of the same name answers here, once its routes are there. */
const PATHS: Readonly<Record<string, string>> = {
  "ptab-api-v2": "/ptab-api/proceedings",
  bdss: "/bdss/BDSS-API/products",
  "patent-examination-data-system": "/peds/api/queries",
};

/** Which card replaces which. */
const REPLACED: Readonly<Record<string, string>> = {
  "uspto-enriched-citation-api-v2": "uspto-enriched-citation-api-v3",
  "uspto-enriched-citations-api": "uspto-enriched-citation-api-v3",
  "uspto-office-action-citations-api-beta": "uspto-office-action-citations-api",
  "uspto-office-action-rejection-api-beta": "uspto-office-action-rejection-api",
};

export const ENTRIES: readonly Entry[] = CARDS.map(
  ([title, version, category, slug, known, state, since, fate], at) => ({
    place: at + 1,
    title,
    version,
    category,
    slug,
    path: PATHS[slug] ?? null,
    known,
    state,
    since,
    fate,
    replacedBy: REPLACED[slug] ?? null,
  }),
);

/**
 * The Hub wrote what became of a system into its title ("… (will be decommissioned on January 30, 2026)"), and made its
 * slug of the title, or added a number: links to such a slug broke with the next.
 */
const OLD_END =
  /^-(?:\d{1,3}|(?:(?:to|will)-be-|was-|has-been-)?(?:decommissioned|retired|deprecated)(?:-.*)?)$/;

/** The slug as it stays, of one that the Hub has had; null where no system has had it. */
export function lastingSlug(asked: string): string | null {
  const slug = asked.toLowerCase();
  const known = ENTRIES.find((each) => each.slug === slug || OLD_END.test(ending(slug, each.slug)));
  return known?.slug ?? null;
}

function ending(slug: string, beginning: string): string {
  return slug.startsWith(beginning) ? slug.slice(beginning.length) : "";
}
