import {
  columnOf,
  type Dataset,
  field,
  own,
  releaseTable,
  type Source,
  withOwn,
} from "../../catalog/index.js";
import { ART_UNITS } from "../codes.js";
import { asUsual } from "../wires.js";
import { OWN } from "./ownFields.js";
import { OFFICE_ACTIONS } from "./tables.js";
import { DOCUMENT_CODES } from "./values.js";

/** The Office actions of the 2017 research release under their own column names. */
export const OFFICE_ACTIONS_2017: Dataset = {
  key: "office_actions",
  version: "2017",
  versionAliases: [],
  keywords: ["patent application", "office actions", "claims"],
  title: "Office Action Research Dataset: office_actions",
  description: "The table office_actions of the research release of 2017, under its own column names.",
  table: OFFICE_ACTIONS,
  rows: { column: "source", value: "release-2017" },
  fields: withOwn(
    asUsual(OFFICE_ACTIONS, [
      field("app_id", "application_number", "keyword", {
        meaning: "Application number.",
        example: "14209643",
      }),
      field("ifw_number", "document_id", "keyword", {
        meaning: "Image-file-wrapper id.",
        example: "HJZTZNLTPXXIFW4",
      }),
      field("document_cd", "document_code", "keyword", {
        values: DOCUMENT_CODES,
        meaning: "CTNF or CTFR.",
        example: "CTNF",
      }),
      field("mail_dt", "mail_date", "date", { meaning: "Day the action was mailed.", example: "2013-08-05" }),
      field("art_unit", "art_unit", "keyword", {
        values: ART_UNITS,
        meaning: "Group art unit.",
        example: "1612",
      }),
      field("uspc_class", "uspc_class", "keyword", { meaning: "USPC class, zero-padded.", example: "424" }),
      field("uspc_subclass", "uspc_subclass", "keyword", {
        meaning: "USPC subclass, three digits and three decimals.",
        example: "049000",
      }),
      field("header_missing", "header_missing", "flag", {
        meaning: "Standard section headings are absent.",
        example: "0",
      }),
      field("fp_missing", "form_paragraph_missing", "flag", {
        meaning: "The form paragraph of a raised rejection is absent.",
        example: "1",
      }),
      field("rejection_fp_mismatch", "reject_form_mismatch", "flag", {
        meaning: "Form paragraphs disagree with the rejection sentences.",
        example: "0",
      }),
      field("closing_missing", "closing_missing", "flag", {
        meaning: "The closing paragraph is absent.",
        example: "0",
      }),
      field("rejection_101", "has_rej_101", "flag", { meaning: "A 101 rejection is raised.", example: "0" }),
      field("rejection_102", "has_rej_102", "flag", { meaning: "A 102 rejection is raised.", example: "1" }),
      field("rejection_103", "has_rej_103", "flag", { meaning: "A 103 rejection is raised.", example: "0" }),
      field("rejection_112", "has_rej_112", "flag", { meaning: "A 112 rejection is raised.", example: "1" }),
      field("rejection_dp", "has_rej_dp", "flag", {
        meaning: "Non-statutory double patenting is raised.",
        example: "0",
      }),
      field("objection", "has_objection", "flag", { meaning: "An objection is raised.", example: "0" }),
      field("allowed_claims", "allowed_claims", "flag", {
        meaning: "Some claim is allowed (an indicator, not a count).",
        example: "0",
      }),
      field("cite102_gt1", "cite102_gt1", "flag", {
        meaning: "Some 102 rejection names more than one reference.",
        example: "1",
      }),
      field("cite103_gt3", "cite103_gt3", "flag", {
        meaning: "Some 103 rejection names more than three.",
        example: "0",
      }),
      field("cite103_eq1", "cite103_eq1", "flag", {
        meaning: "Some 103 rejection names exactly one.",
        example: "0",
      }),
      field("cite103_max", "cite103_max", "integer", {
        meaning: "The most references in one 103 rejection.",
        example: "0",
      }),
      field("signature_type", "signature_type", "integer", {
        meaning: "0 examiner, 1 primary, 2 both, 3 with supervisor, 4 with director.",
        example: "1",
      }),
    ]),
    OWN.TECH_CENTER,
    OWN.ACTION_ORDER,
    OWN.APPLICATION_SPELLINGS,
    OWN.PROVENANCE,
  ),
  defaultFields: [],
  renamed: {},
  publishedIn: {
    ds: { lastDataUpdatedDate: "2017-11-29 00:00:00.0", swaggerSuffix: "" },
    odp: { lastDataUpdatedDate: "2017-11-29 00:00:00.0" },
  },
  known: "documented",
  notes: ["Duplicate actions of October 2015 to March 2016 are marked, not dropped."],
};

/** Every Office action once, from the best source that describes it, under our own column names: what reports count. */
export const OFFICE_ACTIONS_ALL: Dataset = {
  key: "office_actions",
  version: "all",
  versionAliases: [],
  keywords: ["patent application", "office actions", "claims"],
  title: "Office actions of every source",
  description:
    "Every Office action that is loaded, once, from the best source that describes it: the API's records, else the research release of 2017, else what was read in its text.",
  table: OFFICE_ACTIONS,
  rows: { column: "is_preferred", value: true },
  fields: withOwn(
    [
      own("record_id", "keyword", columnOf(OFFICE_ACTIONS, "record_id").meaning, "", "Made at load."),
      ...OFFICE_ACTIONS_2017.fields
        .filter(({ derived, spelling }) => !derived && spelling === undefined)
        .map(({ column, match, meaning, example, values }) =>
          field(column, column, match, { meaning, example, ...(values ? { values } : {}) }),
        ),
    ],
    OWN.TECH_CENTER,
    OWN.ACTION_ORDER,
    OWN.APPLICATION_SPELLINGS,
    OWN.PROVENANCE,
  ),
  defaultFields: [],
  renamed: {},
  publishedIn: {},
  notes: ["An action that only shows up in rejections or citations is made from these."],
};

export const OFFICE_ACTION_FILES: readonly Source[] = releaseTable(
  OFFICE_ACTIONS_2017,
  ["app_id", "ifw_number"],
  "release-2017",
);
