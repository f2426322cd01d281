import {
  type Dataset,
  type Field,
  field,
  records,
  releaseTable,
  type Source,
  withOwn,
} from "../../catalog/index.js";
import { ART_UNITS } from "../codes.js";
import { asUsual, both, DS, ODP } from "../wires.js";
import { OWN } from "./ownFields.js";
import { ACTION_CATEGORY_IN_V1, ACTION_TYPE_IN_V2 } from "./retold.js";
import { ALL_REJECTIONS, REJECTIONS } from "./tables.js";
import { ACTION_TYPES, CATEGORIES, DOCUMENT_CODES, PARAGRAPHS, SECTIONS } from "./values.js";

const v1 = both(DS.list);
const v1Flag = both(DS.numberText);
const v1Day = both(DS.dayText);
const text = both(DS.string, ODP.string);
const flag = both(DS.float, ODP.number);
const dsFlag = { wires: { ds: DS.float } } as const;
const indicator = both(DS.boolean, ODP.boolean);

/** Columns of the action in the v1 datasets; the citations carry them too. */
export const V1_ACTION: readonly Field[] = [
  field("documentCd", "document_code", "keyword", {
    values: DOCUMENT_CODES,
    ...v1,
    meaning: "Kind of the Office action.",
    example: "CTNF",
  }),
  field("mailDate", "mail_date", "date", {
    ...v1Day,
    meaning: "Day the action was mailed.",
    example: "2016-04-14",
  }),
  field("artUnit", "art_unit", "keyword", {
    values: ART_UNITS,
    ...v1,
    meaning: "Group art unit.",
    example: "2431",
  }),
  field("uspcClass", "uspc_class", "keyword", { ...v1, meaning: "USPC class, zero-padded.", example: "073" }),
  field("uspcSubClass", "uspc_subclass", "keyword", {
    ...v1,
    meaning: "USPC subclass, three digits and three decimals.",
    example: "064530",
  }),
  field("headerMissing", "header_missing", "flag", {
    ...v1Flag,
    meaning: "1: standard section headings are absent.",
    example: "0",
  }),
  field("formParagraphMissing", "form_paragraph_missing", "flag", {
    ...v1Flag,
    meaning: "1: the form paragraph of a raised rejection is absent.",
    example: "0",
  }),
  field("rejectFpMisMatch", "reject_form_mismatch", "flag", {
    ...v1Flag,
    meaning: "1: form paragraphs disagree with the rejection sentences.",
    example: "0",
  }),
  field("closingMissing", "closing_missing", "flag", {
    ...v1Flag,
    meaning: "1: the closing paragraph is absent.",
    example: "0",
  }),
  field("rejection101", "has_rej_101", "flag", {
    ...v1Flag,
    meaning: "1: the action raises a 101 rejection.",
    example: "1",
  }),
  field("rejectionDp", "has_rej_dp", "flag", {
    ...v1Flag,
    meaning: "1: the action raises non-statutory double patenting.",
    example: "0",
  }),
  field("rejection102", "has_rej_102", "flag", {
    ...v1Flag,
    meaning: "1: the action raises a 102 rejection.",
    example: "0",
  }),
  field("rejection103", "has_rej_103", "flag", {
    ...v1Flag,
    meaning: "1: the action raises a 103 rejection.",
    example: "1",
  }),
  field("rejection112", "has_rej_112", "flag", {
    ...v1Flag,
    meaning: "1: the action raises a 112 rejection.",
    example: "0",
  }),
  field("objection", "has_objection", "flag", {
    ...v1Flag,
    meaning: "1: the action raises an objection.",
    example: "1",
  }),
  field("allowedClaims", "allowed_claims", "flag", {
    ...v1Flag,
    meaning: "1: the action allows some claim (not a count).",
    example: "0",
  }),
  field("cite102Gt1", "cite102_gt1", "flag", {
    ...v1Flag,
    meaning: "1: some 102 rejection names more than one reference.",
    example: "0",
  }),
  field("cite103Gt3", "cite103_gt3", "flag", {
    ...v1Flag,
    meaning: "1: some 103 rejection names more than three.",
    example: "0",
  }),
  field("cite103Eq1", "cite103_eq1", "flag", {
    ...v1Flag,
    meaning: "1: some 103 rejection names exactly one.",
    example: "0",
  }),
  field("cite103Max", "cite103_max", "integer", {
    ...v1Flag,
    meaning: "The most references in one 103 rejection.",
    example: "3",
  }),
  field("signatureType", "signature_type", "integer", {
    ...v1Flag,
    meaning: "0 examiner, 1 primary, 2 both, 3 with supervisor, 4 with director.",
    example: "1",
  }),
];

const V1_TO_V2: Readonly<Record<string, string>> = {
  applicationId: "patentApplicationNumber",
  ifwNumber: "obsoleteDocumentIdentifier",
  artUnit: "groupArtUnitNumber",
  documentCd: "legacyDocumentCodeIdentifier",
  mailDate: "submissionDate",
  uspcClass: "nationalClass",
  uspcSubClass: "nationalSubclass",
  rejectFpMisMatch: "rejectFormMissmatch",
  rejection101: "hasRej101",
  rejection102: "hasRej102",
  rejection103: "hasRej103",
  rejection112: "hasRej112",
  rejectionDp: "hasRejDP",
  allowedClaims: "allowedClaimIndicator",
  objection: "hasObjection",
  cite102Gt1: "cite102GT1",
  cite103Gt3: "cite103GT3",
  cite103Eq1: "cite103EQ1",
  actionType: "legalSectionCode",
  actionSubtype: "paragraphNumber",
  claimNumbers: "claimNumberArrayDocument",
};

function reversed(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).map(([from, to]) => [to, from]));
}

export const OA_REJECTIONS_V1: Dataset = {
  key: "oa_rejections",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["patent application", "office actions", "rejections", "claims"],
  title: "USPTO Office Action Rejection API (beta)",
  description:
    "Rejections and other statements about claims in Office actions mailed from 2008 to mid-2017: the research release of 2017.",
  table: REJECTIONS,
  rows: { column: "source", value: "release-2017" },
  fields: withOwn(
    [
      field("id", "record_id", "keyword", {
        ...v1,
        meaning: "Row id.",
        example: "5f0f2c1e9ad84d6c2b1f0d3e4c5b6a79",
        derived: "Computed from the row's content.",
      }),
      field("applicationId", "application_number", "keyword", {
        ...v1,
        meaning: "Application number.",
        example: "14509643",
      }),
      field("ifwNumber", "document_id", "keyword", {
        ...v1,
        meaning: "Image-file-wrapper id of the action.",
        example: "IO07UNHTRXEAPX0",
      }),
      ...V1_ACTION,
      field("actionType", "action_type", "keyword", {
        values: ACTION_TYPES,
        ...v1,
        meaning:
          "A statute (101, 102, 103, 112, nonstatutory double patenting) or a state (objected, cancelled, allowed).",
        example: "103",
      }),
      field("actionSubtype", "paragraph", "keyword", {
        values: PARAGRAPHS,
        ...v1,
        meaning: "Statute letter.",
        example: "a",
      }),
      field("claimNumbers", "claim_numbers", "keyword", {
        ...v1,
        meaning: "Claim numbers, comma-joined.",
        example: "7,14,19",
      }),
    ],
    OWN.CLAIMS,
    OWN.TECH_CENTER,
    OWN.ACTION_ORDER,
    OWN.APPLICATION_SPELLINGS,
    OWN.PROVENANCE,
  ),
  defaultFields: [],
  renamed: reversed(V1_TO_V2),
  retold: { actionTypeCategory: ACTION_CATEGORY_IN_V1 },
  publishedIn: {
    ds: { lastDataUpdatedDate: "2018-03-01 13:29:19.0", swaggerSuffix: "", listed: "10" },
    odp: { lastDataUpdatedDate: "2018-03-01 08:29:19.0" },
  },
  known: "inferred",
  notes: [
    "No complete record of the original service is known; the set of 27 names is inferred from client code.",
  ],
};

export const OA_REJECTIONS_V2: Dataset = {
  key: "oa_rejections",
  version: "v2",
  versionAliases: ["2"],
  keywords: ["patent application", "office actions", "rejections", "claims"],
  title: "USPTO Office Action Rejection API",
  description:
    "One row for each action type and statute section of an Office action, with the claims and the flags of the action.",
  table: REJECTIONS,
  rows: { column: "is_preferred", value: true },
  fields: withOwn(
    [
      field("id", "record_id", "keyword", {
        ...text,
        meaning: "Row id.",
        example: "14642e2cc522ac577468fb6fc026d135",
      }),
      field("patentApplicationNumber", "application_number", "keyword", {
        ...text,
        meaning: "Application number.",
        example: "12190351",
      }),
      field("obsoleteDocumentIdentifier", "document_id", "keyword", {
        ...text,
        meaning: "Image-file-wrapper id of the action.",
        example: "GTYKOVWIPPOPPY5",
      }),
      field("groupArtUnitNumber", "art_unit", "keyword", {
        values: ART_UNITS,
        ...text,
        meaning: "Group art unit.",
        example: "1713",
      }),
      field("legacyDocumentCodeIdentifier", "document_code", "keyword", {
        values: DOCUMENT_CODES,
        ...text,
        meaning: "Kind of the action.",
        example: "CTNF",
      }),
      field("submissionDate", "mail_date", "date", {
        ...both(DS.day, ODP.day),
        meaning: "Day the action was mailed.",
        example: "2011-10-19",
      }),
      field("nationalClass", "uspc_class", "keyword", {
        ...text,
        meaning: "USPC class, zero-padded.",
        example: "438",
      }),
      field("nationalSubclass", "uspc_subclass", "keyword", {
        ...text,
        meaning: "USPC subclass.",
        example: "725000",
      }),
      field("headerMissing", "header_missing", "flag", {
        ...flag,
        meaning: "1: standard section headings are absent.",
        example: "0",
      }),
      field("formParagraphMissing", "form_paragraph_missing", "flag", {
        ...flag,
        meaning: "1: the form paragraph of a raised rejection is absent.",
        example: "0",
      }),
      field("rejectFormMissmatch", "reject_form_mismatch", "flag", {
        ...flag,
        meaning: "1: form paragraphs disagree with the rejection sentences.",
        example: "0",
      }),
      field("closingMissing", "closing_missing", "flag", {
        ...flag,
        meaning: "1: the closing paragraph is absent.",
        example: "0",
      }),
      field("hasRej101", "has_rej_101", "flag", {
        ...flag,
        meaning: "1: the action raises a 101 rejection.",
        example: "0",
      }),
      field("hasRejDP", "has_rej_dp", "flag", {
        ...flag,
        meaning: "1: the action raises non-statutory double patenting.",
        example: "0",
      }),
      field("hasRej102", "has_rej_102", "flag", {
        ...flag,
        meaning: "1: the action raises a 102 rejection.",
        example: "0",
      }),
      field("hasRej103", "has_rej_103", "flag", {
        ...flag,
        meaning: "1: the action raises a 103 rejection.",
        example: "1",
      }),
      field("hasRej112", "has_rej_112", "flag", {
        ...flag,
        meaning: "1: the action raises a 112 rejection.",
        example: "1",
      }),
      field("hasObjection", "has_objection", "flag", {
        ...dsFlag,
        meaning: "1: the action raises an objection.",
        example: "0",
      }),
      field("cite102GT1", "cite102_gt1", "flag", {
        ...dsFlag,
        meaning: "1: some 102 rejection names more than one reference.",
        example: "0",
      }),
      field("cite103GT3", "cite103_gt3", "flag", {
        ...flag,
        meaning: "1: some 103 rejection names more than three.",
        example: "0",
      }),
      field("cite103EQ1", "cite103_eq1", "flag", {
        ...flag,
        meaning: "1: some 103 rejection names exactly one.",
        example: "1",
      }),
      field("cite103Max", "cite103_max", "integer", {
        ...flag,
        meaning: "The most references in one 103 rejection.",
        example: "2",
      }),
      field("signatureType", "signature_type", "integer", {
        ...dsFlag,
        meaning: "0 examiner, 1 primary, 2 both, 3 with supervisor, 4 with director.",
        example: "3",
      }),
      field("actionTypeCategory", "action_category", "keyword", {
        values: CATEGORIES,
        ...text,
        meaning: "State of the claims: rejected, objected, allowed, cancelled, …",
        example: "rejected",
      }),
      field("legalSectionCode", "legal_section", "keyword", {
        values: SECTIONS,
        ...text,
        meaning: "101, 102, 103, 112 or nonstatutory double patenting.",
        example: "103",
      }),
      field("paragraphNumber", "paragraph", "keyword", {
        values: PARAGRAPHS,
        ...text,
        meaning: "Statute letter, or a paragraph number of the document.",
        example: "a",
      }),
      field("claimNumberArrayDocument", "claim_numbers", "keyword", {
        ...both(DS.list, ODP.list),
        meaning: "One string of comma-joined claim numbers in text order.",
        example: "1,2,3",
      }),
      field("aliceIndicator", "alice", "flag", {
        ...indicator,
        meaning: "The action names Alice v. CLS Bank.",
        example: "false",
      }),
      field("bilskiIndicator", "bilski", "flag", {
        ...indicator,
        meaning: "The action names Bilski v. Kappos.",
        example: "false",
      }),
      field("mayoIndicator", "mayo", "flag", {
        ...indicator,
        meaning: "The action names Mayo v. Prometheus.",
        example: "false",
      }),
      field("myriadIndicator", "myriad", "flag", {
        ...indicator,
        meaning: "The action names AMP v. Myriad.",
        example: "false",
      }),
      field("allowedClaimIndicator", "allowed_claims", "flag", {
        ...indicator,
        meaning: "The action allows some claim.",
        example: "false",
      }),
      field("createUserIdentifier", "created_by", "keyword", {
        ...text,
        meaning: "Who loaded the record at the USPTO.",
        example: "ETL_SYS",
      }),
      field("createDateTime", "created_at", "instant", {
        ...both(DS.seconds, ODP.seconds),
        meaning: "When it was loaded there.",
        example: "2025-07-15T21:22:06",
      }),
    ],
    OWN.CLAIMS,
    OWN.TECH_CENTER,
    OWN.ACTION_ORDER,
    OWN.APPLICATION_SPELLINGS,
    OWN.PROVENANCE,
    OWN.SPAN,
  ),
  defaultFields: [],
  renamed: V1_TO_V2,
  retold: { actionType: ACTION_TYPE_IN_V2 },
  publishedIn: {
    ds: { lastDataUpdatedDate: "2021-05-26 12:17:45.0", swaggerSuffix: "", listed: "3" },
    odp: { lastDataUpdatedDate: "2021-05-26 08:17:45.0" },
  },
  notes: [
    "From the 2017 release: a statute in action_type becomes legalSectionCode with actionTypeCategory rejected; a state becomes actionTypeCategory.",
    "From the 2017 release: createUserIdentifier and createDateTime are missing.",
  ],
};

/** The rejections of the 2017 research release under their own column names. */
export const REJECTIONS_2017: Dataset = {
  key: "rejections",
  version: "2017",
  versionAliases: [],
  keywords: ["patent application", "office actions", "rejections", "claims", "research"],
  title: "Office Action Research Dataset: rejections",
  description: "The table rejections of the research release of 2017, under its own column names.",
  table: REJECTIONS,
  rows: { column: "source", value: "release-2017" },
  fields: withOwn(
    asUsual(REJECTIONS, [
      field("app_id", "application_number", "keyword", {
        meaning: "Application number.",
        example: "14509643",
      }),
      field("ifw_number", "document_id", "keyword", {
        meaning: "Image-file-wrapper id of the action.",
        example: "IO07UNHTRXEAPX0",
      }),
      field("action_type", "action_type", "keyword", {
        values: ACTION_TYPES,
        meaning: "A statute or a state.",
        example: "103",
      }),
      field("action_subtype", "paragraph", "keyword", {
        values: PARAGRAPHS,
        meaning: "Statute letter.",
        example: "a",
      }),
      field("claim_numbers", "claim_numbers", "keyword", {
        meaning: "Claim numbers, comma-joined.",
        example: "6,7,8,11,12,13",
      }),
      field("alice_in", "alice", "flag", { meaning: "The rejection names Alice.", example: "0" }),
      field("bilski_in", "bilski", "flag", { meaning: "The rejection names Bilski.", example: "0" }),
      field("mayo_in", "mayo", "flag", { meaning: "The rejection names Mayo.", example: "0" }),
      field("myriad_in", "myriad", "flag", { meaning: "The rejection names Myriad.", example: "0" }),
    ]),
    OWN.CLAIMS,
    OWN.MAIL_DATE,
    OWN.DOCUMENT_CODE,
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
  notes: [],
};

/** The later bulk file of 2007 to 2025, which names no document. */
export const OA_ALLREJ_2025: Dataset = {
  key: "oa_allrej",
  version: "2025",
  versionAliases: [],
  keywords: ["patent application", "office actions", "rejections", "claims", "research"],
  title: "Office action rejections 2007 to 2025",
  description:
    "The bulk file oa_allrej_2007_2025.csv: which grounds each Office action raises. It names no document and never mixes with the other datasets.",
  table: ALL_REJECTIONS,
  rows: null,
  fields: withOwn(
    asUsual(ALL_REJECTIONS, [
      field("patentApplicationNumber", "application_number", "keyword", {
        meaning: "Application number.",
        example: "16123456",
      }),
      field("hasrej101", "has_rej_101", "flag", { meaning: "1: a 101 rejection is raised.", example: "0" }),
      field("hasrej102", "has_rej_102", "flag", { meaning: "1: a 102 rejection is raised.", example: "1" }),
      field("hasrej103", "has_rej_103", "flag", { meaning: "1: a 103 rejection is raised.", example: "1" }),
      field("hasrej112", "has_rej_112", "flag", { meaning: "1: a 112 rejection is raised.", example: "0" }),
      field("submissionDate", "mail_date", "date", {
        meaning: "Day the action was mailed.",
        example: "2019-02-14",
      }),
      field("groupartunitnumber", "art_unit", "keyword", {
        values: ART_UNITS,
        meaning: "Group art unit.",
        example: "3761",
      }),
    ]),
    OWN.TECH_CENTER,
    OWN.APPLICATION_SPELLINGS,
    OWN.PROVENANCE,
  ),
  defaultFields: [],
  renamed: {},
  publishedIn: {
    ds: { lastDataUpdatedDate: "2025-09-01 00:00:00.0", swaggerSuffix: "" },
    odp: { lastDataUpdatedDate: "2025-09-01 00:00:00.0" },
  },
  known: "claimed",
  notes: ["Only the columns two public programs use are known; others are kept raw."],
};

export const REJECTION_FILES: readonly Source[] = [
  ...releaseTable(REJECTIONS_2017, ["app_id"], "release-2017"),
  // Whatever the case of their letters, its columns are all among those of oa_rejections/v2, which names documents.
  ...releaseTable(OA_ALLREJ_2025, ["patentApplicationNumber"], "oa_allrej-2025").map((source) => ({
    ...source,
    lacks: ["obsoleteDocumentIdentifier"],
  })),
  records(OA_REJECTIONS_V1, ["applicationId"]),
  records(OA_REJECTIONS_V2, ["patentApplicationNumber"]),
];
