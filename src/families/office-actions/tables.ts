import type { Column, ColumnType, Roles, Table } from "../../catalog/index.js";
import { COUNTED_ACTIONS, COUNTED_CITATIONS, COUNTED_REJECTIONS } from "./counted.js";
import { PACKED_CITATIONS } from "./packing.js";
import { USUAL_OF_ACTIONS, USUAL_OF_CITATIONS, USUAL_OF_REJECTIONS } from "./usual.js";
import { SOURCES } from "./values.js";
import { ALSO_CALLED } from "./words.js";

function column(name: string, type: ColumnType, meaning: string): Column {
  return { name, type, meaning };
}

/** A text that may look like a number: a code of so many digits, or (0) of any length. */
function code(name: string, digits: number, meaning: string): Column {
  return { name, type: "text", meaning, digits };
}

/** Columns of the Office action; stored with each of its rejections and citations so that queries never join. */
const ACTION: readonly Column[] = [
  code("document_code", 0, "Kind of the document: CTNF (non-final rejection) or CTFR (final rejection)."),
  column(
    "mail_date",
    "date",
    "Day the Office action was mailed; null where the USPTO gives none or a sentinel.",
  ),
  code("art_unit", 0, "Group art unit, four characters."),
  code("tech_center", 0, "Technology centre: the first two digits of the art unit and 00."),
  code("uspc_class", 3, "USPC class, three characters with leading zeros."),
  code("uspc_subclass", 6, "USPC subclass, three digits and three decimals without a point."),
  column("header_missing", "boolean", "Standard section headings are absent."),
  column("form_paragraph_missing", "boolean", "The form paragraph of a raised rejection is absent."),
  column("reject_form_mismatch", "boolean", "Form paragraphs disagree with the rejection sentences."),
  column("closing_missing", "boolean", "The closing paragraph with contact data is absent."),
  column("has_rej_101", "boolean", "The action raises a rejection under 35 U.S.C. 101."),
  column("has_rej_102", "boolean", "The action raises a rejection under 35 U.S.C. 102."),
  column("has_rej_103", "boolean", "The action raises a rejection under 35 U.S.C. 103."),
  column("has_rej_112", "boolean", "The action raises a rejection under 35 U.S.C. 112."),
  column("has_rej_dp", "boolean", "The action raises non-statutory double patenting."),
  column("has_objection", "boolean", "The action raises an objection."),
  column("allowed_claims", "boolean", "The action allows some claim (an indicator, not a count)."),
  column("cite102_gt1", "boolean", "Some 102 rejection names more than one reference."),
  column("cite103_gt3", "boolean", "Some 103 rejection names more than three references."),
  column("cite103_eq1", "boolean", "Some 103 rejection names exactly one reference."),
  column("cite103_max", "integer", "The most references named in one 103 rejection."),
  column(
    "signature_type",
    "integer",
    "0 examiner, 1 primary, 2 examiner and primary, 3 with supervisor, 4 with director.",
  ),
];

/** What we add to a document: duplicates marked, first actions found (research dataset, rules 3 to 5). */
const DOCUMENT: readonly Column[] = [
  column(
    "is_duplicate",
    "boolean",
    "Another document has the same application, day and code and stands for this one.",
  ),
  column(
    "canonical_action_id",
    "text",
    "The document that stands for this one: itself, or the one it duplicates.",
  ),
  column("is_first_action", "boolean", "The earliest dated action of its application, duplicates removed."),
];

/** Where a row came from, so that every figure leads back to its source. */
const PROVENANCE: readonly Column[] = [
  column("source", "text", "api, release-2017 or extraction."),
  column("is_preferred", "boolean", "No better source describes the same document."),
  column("source_file", "text", "Name of the file the row was read from."),
  column("source_row", "integer", "Line of a CSV, or number of the record in the file, from 1."),
  column("span_start", "integer", "Where in the text the passage begins (extraction only)."),
  column("span_end", "integer", "Where in the text the passage ends (extraction only)."),
  column(
    "verbatim",
    "json",
    "Received values whose canonical rendering would differ, by protocol; unknown members.",
  ),
];

const LOAD_STAMP: readonly Column[] = [
  column("created_by", "text", "Who loaded the record at the USPTO."),
  column("created_at", "timestamp", "When the record was loaded at the USPTO."),
];

const RECORD_ID = column("record_id", "text", "Row id: the USPTO's, or computed from the row's content.");
const APPLICATION = code("application_number", 8, "Series and serial number, eight digits.");
const DOCUMENT_ID = code("document_id", 0, "Image-file-wrapper id of the Office action; joins all datasets.");

/** Columns that are the same in every row of one Office action. */
export const ACTION_COLUMNS: readonly string[] = [APPLICATION, DOCUMENT_ID, ...ACTION, ...DOCUMENT].map(
  ({ name }) => name,
);

/** What an Office action says of itself, as it is read; its technology centre follows from the art unit. */
export const STATED_OF_ACTION: readonly Column[] = ACTION.filter(({ name }) => name !== "tech_center");

/** Which of the action's columns a row brought itself, and did not take from the action. */
export const BROUGHT = column(
  "brought",
  "integer",
  "Which columns of the Office action the record itself brought: a bit each, in their order; null for none.",
);

/** What is worked out for every document. */
export const FACTS_OF_DOCUMENT: readonly string[] = DOCUMENT.map(({ name }) => name);

/** Columns that often hold one value throughout a table. */
const STEADY = [
  "source",
  "is_preferred",
  "source_file",
  "span_start",
  "span_end",
  "verbatim",
  "created_by",
  "created_at",
  "is_duplicate",
  "brought",
];

/** What a rejection row and a citation row say about the statement they come from. */
const STATEMENT: readonly Column[] = [
  code("action_type", 0, "As the release writes it: a statute (103) or a state (objected)."),
  column("action_category", "text", "State of the claims: rejected, objected, allowed, cancelled, …"),
  code("legal_section", 0, "101, 102, 103, 112 or nonstatutory double patenting."),
  code("paragraph", 0, "Statute letter, or a running paragraph number in newer records."),
];

/** What generic code may ask of a table that describes documents of applications. */
const DOCUMENT_ROLES: Roles = {
  application: "application_number",
  partition: "application_number",
  document: "document_id",
  date: "mail_date",
  preferred: "is_preferred",
  duplicate: "is_duplicate",
};

const RECORD_ROLES: Roles = { ...DOCUMENT_ROLES, stamp: "created_at" };

export const OFFICE_ACTIONS: Table = {
  name: "office_actions",
  columns: [RECORD_ID, APPLICATION, DOCUMENT_ID, ...ACTION, ...DOCUMENT, ...PROVENANCE],
  order: ["application_number", "mail_date", "document_id", "record_id"],
  roles: DOCUMENT_ROLES,
  alsoCalled: ALSO_CALLED,
  sources: SOURCES,
  hints: {
    usual: USUAL_OF_ACTIONS,
    counted: COUNTED_ACTIONS,
    steady: STEADY,
    shared: ACTION_COLUMNS,
  },
  secondOrders: [],
};

export const REJECTIONS: Table = {
  name: "rejections",
  columns: [
    RECORD_ID,
    APPLICATION,
    DOCUMENT_ID,
    ...STATEMENT,
    { ...code("claim_numbers", 0, "Claim numbers as received, comma-joined."), joinedWith: "," },
    {
      ...column(
        "claims",
        "integer",
        "The claim numbers as integers, re-read by us; null where they cannot be read.",
      ),
      isList: true,
    },
    column("alice", "boolean", "The rejection names Alice v. CLS Bank."),
    column("bilski", "boolean", "The rejection names Bilski v. Kappos."),
    column("mayo", "boolean", "The rejection names Mayo v. Prometheus."),
    column("myriad", "boolean", "The rejection names AMP v. Myriad."),
    ...ACTION,
    ...DOCUMENT,
    ...LOAD_STAMP,
    ...PROVENANCE,
    BROUGHT,
  ],
  order: ["application_number", "mail_date", "document_id", "record_id"],
  roles: RECORD_ROLES,
  alsoCalled: ALSO_CALLED,
  sources: SOURCES,
  hints: {
    undigested: [BROUGHT.name],
    usual: USUAL_OF_REJECTIONS,
    counted: COUNTED_REJECTIONS,
    steady: STEADY,
    shared: ACTION_COLUMNS,
  },
  secondOrders: [],
};

export const CITATIONS: Table = {
  name: "citations",
  columns: [
    RECORD_ID,
    APPLICATION,
    DOCUMENT_ID,
    ...STATEMENT,
    code("reference_text", 0, "The reference as the USPTO transcribed it."),
    code("reference_number", 0, "Its digits, as the USPTO parsed them."),
    column(
      "reference_key",
      "text",
      "Our reading: country and digits (US6807434, JP2004159476), the same for every spelling.",
    ),
    column("form892", "boolean", "Listed by the examiner on form PTO-892."),
    column("form1449", "boolean", "Listed by the applicant on form PTO-1449."),
    column("in_office_action", "boolean", "Cited in the text of an Office action."),
    code("work_group", 0, "Work group: the first three digits of the art unit and 0."),
    code(
      "derived_art_unit",
      0,
      "The art unit; for a reference that only stands on a form, that of the application's latest dated action.",
    ),
    ...ACTION,
    ...DOCUMENT,
    ...LOAD_STAMP,
    ...PROVENANCE,
    BROUGHT,
  ],
  order: ["application_number", "mail_date", "document_id", "record_id"],
  roles: RECORD_ROLES,
  alsoCalled: ALSO_CALLED,
  sources: SOURCES,
  hints: {
    undigested: [BROUGHT.name],
    usual: USUAL_OF_CITATIONS,
    packing: PACKED_CITATIONS,
    counted: COUNTED_CITATIONS,
    steady: STEADY,
    shared: ACTION_COLUMNS,
  },
  secondOrders: [
    {
      name: "citations_by_number",
      by: "reference_number",
      spelled: "reference_text",
      columns: [
        "reference_number",
        "reference_text",
        "mail_date",
        "document_code",
        "art_unit",
        "derived_art_unit",
        "work_group",
        "tech_center",
        "action_type",
        "action_category",
        "legal_section",
        "paragraph",
        "form892",
        "form1449",
        "in_office_action",
        "source",
        "is_preferred",
        "is_duplicate",
      ],
      // A document that is cited thousands of times was combined with thousands of others.
      together: {
        above: 5000,
        statement: ["document_id", "legal_section", "paragraph"],
        within: "legal_section",
        columns: [
          "derived_art_unit",
          "reference_key",
          "reference_text",
          "source",
          "is_preferred",
          "is_duplicate",
        ],
      },
    },
  ],
};

export const ENRICHED_CITATIONS: Table = {
  name: "enriched_citations",
  columns: [
    RECORD_ID,
    APPLICATION,
    DOCUMENT_ID,
    column("mail_date", "date", "Day the Office action was mailed."),
    code("document_code", 0, "CTNF or CTFR."),
    code("art_unit", 0, "Group art unit, four characters."),
    code("work_group", 0, "Work group: the first three digits of the art unit and 0."),
    code("tech_center", 0, "Technology centre: the first two digits of the art unit and 00."),
    code("reference_text", 0, "The cited document as the USPTO writes it."),
    code("publication_number", 0, "Its number without country and kind."),
    column("country_code", "text", "Country or office of the cited document."),
    column("kind_code", "text", "Kind code of the cited document."),
    column("reference_key", "text", "Our reading: country and digits, the same for every spelling."),
    column("inventor_name", "text", "Name of the first inventor of the cited document."),
    column("category_code", "text", "X relevant alone, Y in combination, A background."),
    {
      ...code("related_claims", 0, "Claims rejected over the document, as received; ranges occur."),
      joinedWith: ",",
    },
    { ...column("claims", "integer", "The same claims as integers."), isList: true },
    { ...column("passages", "text", "Passages relied on, joined with |."), joinedWith: "|" },
    column("form892", "boolean", "Listed by the examiner on form PTO-892."),
    column("form1449", "boolean", "Listed by the applicant on form PTO-1449."),
    column("is_npl", "boolean", "Non-patent literature."),
    column("quality_summary", "text", "AOK or a code for what could not be resolved."),
    ...DOCUMENT,
    ...LOAD_STAMP,
    ...PROVENANCE,
    BROUGHT,
  ],
  order: ["application_number", "mail_date", "document_id", "record_id"],
  roles: RECORD_ROLES,
  alsoCalled: ALSO_CALLED,
  sources: SOURCES,
  hints: { undigested: [BROUGHT.name], steady: STEADY, shared: ACTION_COLUMNS },
  secondOrders: [],
};

/** The later bulk file, which names no document: a table of its own that never mixes with the others. */
export const ALL_REJECTIONS: Table = {
  name: "all_rejections",
  columns: [
    RECORD_ID,
    APPLICATION,
    column("mail_date", "date", "Day the Office action was mailed."),
    code("art_unit", 0, "Group art unit, four characters."),
    code("tech_center", 0, "Technology centre: the first two digits of the art unit and 00."),
    column("has_rej_101", "boolean", "The action raises a rejection under 35 U.S.C. 101."),
    column("has_rej_102", "boolean", "The action raises a rejection under 35 U.S.C. 102."),
    column("has_rej_103", "boolean", "The action raises a rejection under 35 U.S.C. 103."),
    column("has_rej_112", "boolean", "The action raises a rejection under 35 U.S.C. 112."),
    ...PROVENANCE,
  ],
  order: ["application_number", "mail_date", "record_id"],
  alsoCalled: ALSO_CALLED,
  roles: {
    application: "application_number",
    partition: "application_number",
    date: "mail_date",
    preferred: "is_preferred",
  },
  sources: [...SOURCES, "oa_allrej-2025"],
  hints: { steady: STEADY, shared: ACTION_COLUMNS },
  secondOrders: [],
};
