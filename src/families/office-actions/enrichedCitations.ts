import { type Dataset, type Field, field, records, type Source, withOwn } from "../../catalog/index.js";
import { ART_UNITS, TECH_CENTERS } from "../codes.js";
import { both, DS, ODP } from "../wires.js";
import { OWN } from "./ownFields.js";
import { ENRICHED_CITATIONS } from "./tables.js";
import { CITATION_CATEGORIES, COUNTRIES, DOCUMENT_CODES, KIND_CODES } from "./values.js";

const text = both(DS.string, ODP.string);
const optional = both(DS.string, ODP.stringOrNothing);
const indicator = both(DS.boolean, ODP.boolean);

const FIELDS: readonly Field[] = [
  field("id", "record_id", "keyword", {
    ...text,
    meaning: "Row id.",
    example: "d7e95803517f677b3875dc476a61a817",
  }),
  field("patentApplicationNumber", "application_number", "keyword", {
    ...text,
    meaning: "Application number.",
    example: "15739603",
  }),
  field("obsoleteDocumentIdentifier", "document_id", "keyword", {
    ...text,
    meaning: "Image-file-wrapper id of the action.",
    example: "K1V5RMZ8RXEAPX0",
  }),
  field("officeActionDate", "mail_date", "date", {
    ...both(DS.dayOrNothing, ODP.dayOrNothing),
    meaning: "Day the action was mailed.",
    example: "2019-10-21",
  }),
  field("officeActionCategory", "document_code", "keyword", {
    values: DOCUMENT_CODES,
    ...text,
    meaning: "CTNF or CTFR.",
    example: "CTNF",
  }),
  field("citedDocumentIdentifier", "reference_text", "keyword", {
    numbers: "text",
    ...optional,
    meaning: "The cited document as written.",
    example: "US 20190165601 A1",
  }),
  field("publicationNumber", "publication_number", "keyword", {
    numbers: "digits",
    ...text,
    meaning: "Its number without country and kind.",
    example: "20190165601",
  }),
  field("countryCode", "country_code", "keyword", {
    ...text,
    values: COUNTRIES,
    meaning: "Its country or office.",
    example: "US",
  }),
  field("kindCode", "kind_code", "keyword", {
    values: KIND_CODES,
    ...text,
    meaning: "Its kind code.",
    example: "A1",
  }),
  field("inventorNameText", "inventor_name", "text", {
    ...optional,
    meaning: "Its first inventor.",
    example: "Bergeron; Noah P.",
  }),
  field("citationCategoryCode", "category_code", "keyword", {
    ...text,
    values: CITATION_CATEGORIES,
    meaning: "X relevant alone, Y in combination, A background.",
    example: "Y",
  }),
  field("relatedClaimNumberText", "related_claims", "keyword", {
    ...text,
    meaning: "Claims rejected over it; ranges occur.",
    example: "1-5,9-11,18-20",
  }),
  field("passageLocationText", "passages", "text", {
    ...both(DS.list, ODP.listOrEmpty),
    meaning: "Passages relied on, joined with |.",
    example: "figure 3|claim 9",
  }),
  field("examinerCitedReferenceIndicator", "form892", "flag", {
    ...indicator,
    meaning: "Listed on form PTO-892.",
    example: "true",
  }),
  field("applicantCitedExaminerReferenceIndicator", "form1449", "flag", {
    ...indicator,
    meaning: "Listed on form PTO-1449.",
    example: "false",
  }),
  field("nplIndicator", "is_npl", "flag", {
    ...indicator,
    meaning: "Non-patent literature.",
    example: "false",
  }),
  field("qualitySummaryText", "quality_summary", "keyword", {
    ...text,
    meaning: "AOK, or a code for what could not be resolved.",
    example: "AOK",
  }),
  field("groupArtUnitNumber", "art_unit", "keyword", {
    values: ART_UNITS,
    ...text,
    meaning: "Group art unit.",
    example: "2837",
  }),
  field("workGroupNumber", "work_group", "keyword", { ...text, meaning: "Work group.", example: "2830" }),
  field("techCenter", "tech_center", "keyword", {
    values: TECH_CENTERS,
    ...text,
    meaning: "Technology centre.",
    example: "2800",
  }),
  field("createUserIdentifier", "created_by", "keyword", {
    ...text,
    meaning: "Who loaded the record at the USPTO.",
    example: "ETL_SYS",
  }),
  field("createDateTime", "created_at", "instant", {
    ...both(DS.seconds, ODP.seconds),
    meaning: "When it was loaded there.",
    example: "2026-03-02T21:36:52",
  }),
];

const V1_LACKS = ["nplIndicator", "publicationNumber"];

/** Their places in the Developer Hub's list; that of version 3 is recorded. */
const PLACES: Readonly<Record<string, string>> = { v3: "1", v2: "6", "1": "8" };

function version(
  version: string,
  title: string,
  swaggerSuffix: string,
  fields: readonly Field[],
  notes: readonly string[],
): Dataset {
  return {
    key: "enriched_cited_reference_metadata",
    version,
    versionAliases: version === "1" ? ["v1"] : [version.slice(1)],
    keywords: ["patent application", "office actions", "citations", "prior art"],
    title,
    description: "One row for each action, cited reference and group of claims rejected over it.",
    table: ENRICHED_CITATIONS,
    rows: { column: "is_preferred", value: true },
    fields: withOwn(
      fields,
      OWN.CLAIMS,
      OWN.REFERENCE_KEY,
      OWN.REFERENCE_SPELLINGS,
      OWN.APPLICATION_SPELLINGS,
      OWN.ACTION_ORDER,
      OWN.PROVENANCE,
      OWN.SPAN,
    ),
    defaultFields: [],
    renamed: {},
    publishedIn: {
      ds: { lastDataUpdatedDate: "2024-07-11 15:33:41.0", swaggerSuffix, listed: PLACES[version]! },
      odp: { lastDataUpdatedDate: "2024-07-11 11:33:41.0" },
    },
    // Of version 3 whole answers are recorded; of the others only what the office wrote of them.
    known: version === "v3" ? "recorded" : "documented",
    notes,
  };
}

export const ENRICHED_V3 = version("v3", "USPTO Enriched Citation API v3", "/V3", FIELDS, []);

export const ENRICHED_V2 = version("v2", "USPTO Enriched Citation API v2", "/v2", FIELDS, [
  "No field list of v2 is recorded; it is served with the names of v3.",
]);

/** passageLocationText was a plain string here, joined with " | ". */
export const ENRICHED_V1 = version(
  "1",
  "USPTO Enriched Citation API",
  "",
  FIELDS.filter((each) => !V1_LACKS.includes(each.name)).map((each) =>
    each.name === "passageLocationText" ? { ...each, ...text } : each,
  ),
  ["Which two of the 22 names v1 lacked is unknown; we leave out nplIndicator and publicationNumber."],
);

const KEYS = ["patentApplicationNumber"];

/** The versions share their names. Only the first wrote passages as plain text. */
export const ENRICHED_CITATION_FILES: readonly Source[] = [
  records(ENRICHED_V1, KEYS, {
    has: [...KEYS, "passageLocationText"],
    lacks: V1_LACKS,
    plain: ["passageLocationText"],
    rank: 1,
  }),
  records(ENRICHED_V3, KEYS),
  records(ENRICHED_V2, KEYS, { rank: 3 }),
  records(ENRICHED_V1, KEYS, { rank: 3 }),
];
