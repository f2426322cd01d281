import type { Hints } from "../../catalog/index.js";

type Counts = NonNullable<Hints["counted"]>;

const GROUNDS = ["has_rej_101", "has_rej_102", "has_rej_103", "has_rej_112", "has_rej_dp", "has_objection"];

/** How many references rejections name. */
const REFERENCES = ["has_rej_103", "cite102_gt1", "cite103_gt3", "cite103_eq1", "cite103_max"];

/** What tells which rows a question is about, whatever it counts. */
const WHICH = ["source", "is_preferred", "is_duplicate"];

/** What reports on Office actions are grouped and narrowed by: of all, of a technology centre, an art unit, a class. */
export const COUNTED_ACTIONS: Counts = {
  quality: {
    columns: [
      "tech_center",
      "mail_date",
      "header_missing",
      "form_paragraph_missing",
      "reject_form_mismatch",
      "closing_missing",
      ...WHICH,
    ],
  },
  grounds: {
    columns: ["tech_center", "mail_date", "document_code", "is_first_action", ...GROUNDS, ...WHICH],
  },
  units: { columns: ["art_unit", "tech_center", "mail_date", ...WHICH], period: "year" },
  unit_references: {
    columns: ["art_unit", "tech_center", "mail_date", ...REFERENCES, ...WHICH],
    period: "year",
  },
  unit_signatures: { columns: ["art_unit", "tech_center", "signature_type", ...GROUNDS, ...WHICH] },
  unit_grounds: {
    columns: [
      "art_unit",
      "tech_center",
      "mail_date",
      "document_code",
      "is_first_action",
      ...GROUNDS,
      ...WHICH,
    ],
    period: "year",
  },
  class_units: {
    columns: ["uspc_class", "art_unit", "tech_center", "mail_date", ...WHICH],
    period: "year",
  },
  class_references: { columns: ["uspc_class", "mail_date", ...REFERENCES, ...WHICH], period: "year" },
  class_grounds: {
    columns: ["uspc_class", "mail_date", "document_code", "is_first_action", ...GROUNDS, ...WHICH],
    period: "year",
  },
};

/** What reports on rejections are grouped and narrowed by. */
export const COUNTED_REJECTIONS: Counts = {
  statements: {
    columns: [
      "mail_date",
      "tech_center",
      "document_code",
      "action_category",
      "legal_section",
      "paragraph",
      "alice",
      "bilski",
      "mayo",
      "myriad",
      ...WHICH,
    ],
  },
};

/** Groupings of the largest table that people ask for. */
export const COUNTED_CITATIONS: Counts = {
  statements: {
    columns: [
      "mail_date",
      "art_unit",
      "derived_art_unit",
      "work_group",
      "tech_center",
      "document_code",
      "action_type",
      "action_category",
      "legal_section",
      "paragraph",
      "form892",
      "form1449",
      "in_office_action",
      ...WHICH,
    ],
  },
};
