import type { KnownValues } from "../../catalog/index.js";
import { OFFICES } from "../../extract/index.js";

/** What a ground is called that no statute names. */
const DOUBLE_PATENTING = {
  value: "nonstatutory double patenting",
  meaning: "Double patenting that no statute names.",
  alsoWritten: ["DP", "NSDP", "ODP", "OTDP", "double patenting", "obviousness-type double patenting"],
};

const STATUTES = [
  { value: "101", meaning: "Not eligible, or without use." },
  { value: "102", meaning: "Not new." },
  { value: "103", meaning: "Obvious." },
  { value: "112", meaning: "Not described, not enabled or not clear." },
].map((each) => ({
  ...each,
  alsoWritten: ["section ", "sec. ", "s. ", "35 USC ", "rejection "].map((before) => before + each.value),
}));

const STATES = [
  { value: "rejected", meaning: "Rejected.", alsoWritten: ["rejection", "reject"] },
  { value: "objected", meaning: "Objected to.", alsoWritten: ["objection", "object", "objected to"] },
  { value: "allowed", meaning: "Allowed.", alsoWritten: ["allow", "allowance"] },
  { value: "allowable", meaning: "Allowable if rewritten." },
  { value: "cancelled", meaning: "Cancelled; also written canceled." },
  { value: "canceled", meaning: "Cancelled; also written cancelled." },
  { value: "cancellation", meaning: "Cancelled; also written cancelled." },
  { value: "withdrawn", meaning: "Withdrawn.", alsoWritten: ["withdrew", "withdraw"] },
  { value: "interpreted", meaning: "Read under 112(f): no rejection." },
];

// 103(a), 35 U.S.C. § 103 (a), 102b, 112/2
const LETTERED =
  /^(?:35 ?u\.? ?s\.? ?c\.? ?)?(?:§|sec(?:tion|\.)?)? ?(10[123]|112) ?[(/]? ?(?:[a-f]|[1-6])\b/i;

/** `legal_section`: the grounds, and nothing else. */
export const SECTIONS: KnownValues = {
  held: [...STATUTES, DOUBLE_PATENTING],
  parts: { whole: LETTERED, restIn: "paragraph", says: "the letter" },
};

/** `action_category`: other words may come. */
export const CATEGORIES: KnownValues = { held: STATES, isOpen: true };

/** `action_type` of the release: a statute or a state. */
export const ACTION_TYPES: KnownValues = {
  held: [...SECTIONS.held, ...STATES],
  isOpen: true,
  parts: SECTIONS.parts!,
};

const FINAL = {
  value: "CTFR",
  meaning: "Final rejection.",
  alsoWritten: ["final", "final rejection", "final action"],
};
const NON_FINAL = {
  value: "CTNF",
  meaning: "Non-final rejection.",
  alsoWritten: ["non-final", "non-final rejection", "non-final action", "non final office action"],
};

/** `document_code` of actions that reject. */
export const DOCUMENT_CODES: KnownValues = { held: [NON_FINAL, FINAL] };

/** `document_code` of texts, of which there are more kinds than are listed. */
export const TEXT_CODES: KnownValues = {
  held: [
    NON_FINAL,
    FINAL,
    { value: "NOA", meaning: "Notice of allowance.", alsoWritten: ["allowance", "notice of allowance"] },
    { value: "CTRS", meaning: "Restriction.", alsoWritten: ["restriction", "restriction requirement"] },
    { value: "PETDEC", meaning: "Decision on a petition.", alsoWritten: ["petition decision"] },
  ],
  isOpen: true,
};

/** `category_code` of a citation (WIPO standard ST.14). */
export const CITATION_CATEGORIES: KnownValues = {
  held: [
    { value: "X", meaning: "Relevant alone." },
    { value: "Y", meaning: "Relevant together with others." },
    { value: "A", meaning: "Background." },
  ],
  isOpen: true,
};

/** `country_code` of a cited document. */
export const COUNTRIES: KnownValues = {
  held: [
    {
      value: "US",
      meaning: "United States.",
      alsoWritten: ["USA", "United States", "United States of America"],
    },
    ...OFFICES.map(({ code, name, words }) => ({
      value: code,
      meaning: `${name}.`,
      alsoWritten: [name, ...words],
    })),
  ],
  isOpen: true,
};

/** `paragraph` of a ground: a letter, `(A)`; numbers of paragraphs are left alone. */
export const PARAGRAPHS: KnownValues = {
  held: [],
  isOpen: true,
  spelled: { as: /^\(?([a-z])\)?$/i, stored: (letter) => letter.toLowerCase() },
};

/** `kind_code` of a cited document (WIPO standard ST.16): `b2`. */
export const KIND_CODES: KnownValues = {
  held: [],
  isOpen: true,
  spelled: { as: /^([a-z][0-9]?)$/i, stored: (code) => code.toUpperCase() },
};

/** Where rows come from; in order of precedence, the best first. */
export const SOURCES = ["api", "release-2017", "extraction"] as const;
/** A source that rows come from; see `SOURCES`. */
export type RowSource = (typeof SOURCES)[number];

/** `source` of a row. */
export const ROW_SOURCES: KnownValues = {
  held: [
    { value: "api", meaning: "Records of the USPTO's APIs.", alsoWritten: ["uspto", "uspto api"] },
    {
      value: "release-2017",
      meaning: "The research dataset of 2017.",
      alsoWritten: ["release", "2017", "research dataset", "oce"],
    },
    {
      value: "extraction",
      meaning: "Our readings of texts.",
      alsoWritten: ["extracted", "extract", "text", "texts"],
    },
  ],
  isOpen: true,
};
