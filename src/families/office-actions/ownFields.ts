import { type Field, field, own } from "../../catalog/index.js";
import { ART_UNITS, TECH_CENTERS } from "../codes.js";
import { ROW_SOURCES } from "./values.js";

const TECH_CENTER: Field = {
  values: TECH_CENTERS,
  ...own(
    "tech_center",
    "keyword",
    "Technology centre.",
    "2100",
    "First two digits of the art unit, then 00.",
  ),
};

const PROVENANCE: readonly Field[] = [
  {
    values: ROW_SOURCES,
    ...own(
      "source",
      "keyword",
      "Where the row came from: api, release-2017 or extraction.",
      "release-2017",
      "Set at load.",
    ),
  },
  own(
    "is_preferred",
    "flag",
    "No better source describes the same document.",
    "true",
    "api before release before extraction.",
  ),
  own("source_file", "keyword", "The file the row was read from.", "citations.csv.zip", "Set at load."),
  own("source_row", "integer", "Its line or record number there.", "42", "Set at load."),
];

const ACTION_ORDER: readonly Field[] = [
  own(
    "is_duplicate",
    "flag",
    "Another document of the same application, day and code stands for this one.",
    "false",
    "The 15-character id stands for the 9-digit one; otherwise the smaller id.",
  ),
  own(
    "canonical_action_id",
    "keyword",
    "The document that stands for this one.",
    "IO07UNHTRXEAPX0",
    "See is_duplicate.",
  ),
  own(
    "is_first_action",
    "flag",
    "The earliest dated action of its application.",
    "true",
    "Smallest mail date after duplicates are removed; then the smaller id.",
  ),
];

const SPAN: readonly Field[] = [
  own(
    "span_start",
    "integer",
    "Where in the text the passage begins.",
    "1042",
    "Extraction only; UTF-16 code units.",
  ),
  own(
    "span_end",
    "integer",
    "Where in the text the passage ends.",
    "1187",
    "Extraction only; UTF-16 code units.",
  ),
];

const CLAIMS = own(
  "claims",
  "integer",
  "The claim numbers as integers.",
  "7",
  "Re-read from the received claim list.",
);

const REFERENCE_KEY: Field = {
  numbers: "key",
  ...own(
    "reference_key",
    "keyword",
    "Country and digits of the reference, the same for every spelling.",
    "US6807434",
    "Parsed from the reference as transcribed, else from its digits.",
  ),
};

const MAIL_DATE = own(
  "mail_date",
  "date",
  "Day the Office action was mailed.",
  "2016-11-18",
  "That of the action.",
);
const DOCUMENT_CODE = own(
  "document_code",
  "keyword",
  "Kind of the Office action.",
  "CTNF",
  "That of the action.",
);
const DERIVED_ART_UNIT: Field = {
  values: ART_UNITS,
  ...own(
    "derived_art_unit",
    "keyword",
    "The art unit, also where the reference only stands on a form.",
    "2858",
    "For a form-only row: that of the application's latest dated action.",
  ),
};

/** The number as other data sets write it, for joining with them. Shown where it is selected. */
const APPLICATION_SPELLINGS: readonly Field[] = [
  field("application_patex", "application_number", "keyword", {
    meaning: "Application number as PatEx and the BigQuery copies of PatEx and of the release write it.",
    example: "14574014",
    derived: "The application number as it is stored.",
    isExtra: true,
  }),
  field("application_patentsview", "application_number", "keyword", {
    meaning: "Application number as PatentsView writes it.",
    example: "14/574014",
    derived: "Series code, a slash, serial number.",
    spelling: "application-patentsview",
    isExtra: true,
  }),
];

const REFERENCE_SPELLINGS: readonly Field[] = [
  field("reference_patentsview", "reference_key", "keyword", {
    meaning: "Number of the American reference as PatentsView and PatEx write patent numbers.",
    example: "20070217688",
    derived: "reference_key without its country; missing for documents of other offices.",
    spelling: "document-patentsview",
    isExtra: true,
  }),
  field("reference_bigquery", "reference_key", "keyword", {
    meaning:
      "Publication number of the American reference as Google's BigQuery tables write it, without the kind code at their end.",
    example: "US-2007217688",
    derived:
      "Country and number of reference_key, the serial number of a publication without its leading zero; missing for documents of other offices.",
    spelling: "document-bigquery",
    isExtra: true,
  }),
];

export const OWN = {
  APPLICATION_SPELLINGS,
  REFERENCE_SPELLINGS,
  TECH_CENTER,
  PROVENANCE,
  ACTION_ORDER,
  SPAN,
  CLAIMS,
  REFERENCE_KEY,
  MAIL_DATE,
  DOCUMENT_CODE,
  DERIVED_ART_UNIT,
} as const;
