import { type Dataset, field, records, releaseTable, type Source, withOwn } from "../../catalog/index.js";
import { ART_UNITS, TECH_CENTERS } from "../codes.js";
import { asUsual, both, DS, ODP } from "../wires.js";
import { OWN } from "./ownFields.js";
import { V1_ACTION } from "./rejections.js";
import { CITATIONS } from "./tables.js";
import { ACTION_TYPES, CATEGORIES, PARAGRAPHS, SECTIONS } from "./values.js";

const v1 = both(DS.list);
const v1Flag = both(DS.numberText);
const text = both(DS.string, ODP.string);
const indicator = both(DS.boolean, ODP.boolean);

const FROM_APPLICATION =
  "Where the reference only stands on a form: that of the application's latest dated action.";

const V1_TO_V2: Readonly<Record<string, string>> = {
  applicationId: "patentApplicationNumber",
  ifwNumber: "obsoleteDocumentIdentifier",
  Patent_PGPub: "parsedReferenceIdentifier",
  form892: "examinerCitedReferenceIndicator",
  form1449: "applicantCitedExaminerReferenceIndicator",
  citationInOA: "officeActionCitationReferenceIndicator",
  actionType: "legalSectionCode",
  actionSubtype: "paragraphNumber",
  artUnit: "groupArtUnitNumber",
};

export const OA_CITATIONS_V1: Dataset = {
  key: "oa_citations",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["patent application", "office actions", "citations", "prior art"],
  title: "USPTO Office Action Citations API (beta)",
  description:
    "References cited in Office actions mailed from 2008 to mid-2017, on the forms or in the text: the research release of 2017.",
  table: CITATIONS,
  rows: { column: "source", value: "release-2017" },
  fields: withOwn(
    [
      field("id", "record_id", "keyword", {
        ...v1,
        meaning: "Row id.",
        example: "0d6f6b7c1d5a4c3e9b8a7f6e5d4c3b2a",
        derived: "Computed from the row's content.",
      }),
      field("applicationId", "application_number", "keyword", {
        ...v1,
        meaning: "Application number.",
        example: "13371769",
      }),
      field("ifwNumber", "document_id", "keyword", {
        ...v1,
        meaning: "The action in which the reference is used.",
        example: "H20LX5QGPXXIFW4",
      }),
      field("Patent_PGPub", "reference_number", "keyword", {
        numbers: "digits",
        ...v1,
        meaning: "Number of the cited patent or publication.",
        example: "6992580",
      }),
      field("form892", "form892", "flag", {
        ...v1Flag,
        meaning: "1: on the examiner's form PTO-892.",
        example: "1",
      }),
      field("form1449", "form1449", "flag", {
        ...v1Flag,
        meaning: "1: on the applicant's form PTO-1449.",
        example: "1",
      }),
      field("citationInOA", "in_office_action", "flag", {
        ...v1Flag,
        meaning: "1: cited in the text of an action.",
        example: "1",
      }),
      field("actionType", "action_type", "keyword", {
        values: ACTION_TYPES,
        ...v1,
        meaning: "102 or 103 when used in an action.",
        example: "103",
      }),
      field("actionSubtype", "paragraph", "keyword", {
        values: PARAGRAPHS,
        ...v1,
        meaning: "Statute letter.",
        example: "a",
      }),
      ...V1_ACTION,
    ],
    OWN.REFERENCE_KEY,
    OWN.REFERENCE_SPELLINGS,
    OWN.APPLICATION_SPELLINGS,
    OWN.DERIVED_ART_UNIT,
    OWN.TECH_CENTER,
    OWN.ACTION_ORDER,
    OWN.PROVENANCE,
  ),
  defaultFields: [],
  renamed: Object.fromEntries(Object.entries(V1_TO_V2).map(([from, to]) => [to, from])),
  publishedIn: {
    ds: { lastDataUpdatedDate: "2018-03-01 13:29:19.0", swaggerSuffix: "", listed: "9" },
    odp: { lastDataUpdatedDate: "2018-03-01 08:29:19.0" },
  },
  known: "claimed",
  notes: ["No record of the original service is known; the 29 names come from a public script of 2017."],
};

export const OA_CITATIONS_V2: Dataset = {
  key: "oa_citations",
  version: "v2",
  versionAliases: ["2"],
  keywords: ["patent application", "office actions", "citations", "prior art"],
  title: "USPTO Office Action Citations API",
  description:
    "One row for each reference cited in an application; for each action and section when it is used in one.",
  table: CITATIONS,
  rows: { column: "is_preferred", value: true },
  fields: withOwn(
    [
      field("id", "record_id", "keyword", {
        ...text,
        meaning: "Row id.",
        example: "90d4b51ab322a638b1327494a7129975",
      }),
      field("patentApplicationNumber", "application_number", "keyword", {
        ...text,
        meaning: "Application number.",
        example: "16123456",
      }),
      field("obsoleteDocumentIdentifier", "document_id", "keyword", {
        ...text,
        meaning: "The action in which the reference is used.",
        example: "K87AK41FRXEAPX5",
      }),
      field("referenceIdentifier", "reference_text", "keyword", {
        numbers: "text",
        ...text,
        meaning: "The reference as transcribed.",
        example: "Sabe; Kohtaro US 20070217688 A1",
      }),
      field("parsedReferenceIdentifier", "reference_number", "keyword", {
        numbers: "digits",
        ...text,
        meaning: "Its digits.",
        example: "20070217688",
      }),
      field("officeActionCitationReferenceIndicator", "in_office_action", "flag", {
        ...indicator,
        meaning: "Cited in the text of an action.",
        example: "true",
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
      field("actionTypeCategory", "action_category", "keyword", {
        values: CATEGORIES,
        ...text,
        meaning: "rejected when used in a rejection.",
        example: "rejected",
      }),
      field("legalSectionCode", "legal_section", "keyword", {
        values: SECTIONS,
        ...text,
        meaning: "102, 103 or nonstatutory double patenting.",
        example: "102",
      }),
      field("paragraphNumber", "paragraph", "keyword", {
        values: PARAGRAPHS,
        ...both(DS.string, ODP.stringOrNothing),
        meaning: "Statute letter.",
        example: "b",
      }),
      field("groupArtUnitNumber", "derived_art_unit", "keyword", {
        values: ART_UNITS,
        ...text,
        meaning: "Group art unit.",
        example: "2641",
        derived: FROM_APPLICATION,
      }),
      field("workGroup", "work_group", "keyword", {
        ...text,
        meaning: "Work group.",
        example: "2640",
        derived: FROM_APPLICATION,
      }),
      field("techCenter", "tech_center", "keyword", {
        values: TECH_CENTERS,
        ...text,
        meaning: "Technology centre.",
        example: "2600",
        derived: FROM_APPLICATION,
      }),
      field("createUserIdentifier", "created_by", "keyword", {
        ...text,
        meaning: "Who loaded the record at the USPTO.",
        example: "ETL_SYS",
      }),
      field("createDateTime", "created_at", "instant", {
        ...both(DS.seconds, ODP.seconds),
        meaning: "When it was loaded there.",
        example: "2025-07-07T01:12:35",
      }),
    ],
    OWN.REFERENCE_KEY,
    OWN.REFERENCE_SPELLINGS,
    OWN.APPLICATION_SPELLINGS,
    OWN.MAIL_DATE,
    OWN.DOCUMENT_CODE,
    OWN.ACTION_ORDER,
    OWN.PROVENANCE,
    OWN.SPAN,
  ),
  defaultFields: [],
  renamed: V1_TO_V2,
  publishedIn: {
    ds: { lastDataUpdatedDate: "2019-06-26 15:20:17.0", swaggerSuffix: "/v2", listed: "7" },
    odp: { lastDataUpdatedDate: "2019-06-26 11:20:17.0" },
  },
  notes: [
    "The portal sent obsoleteDocumentIdentifier, actionTypeCategory and legalSectionCode always, empty when missing; the Developer Hub only when the reference is used in an action.",
    "From the 2017 release: createUserIdentifier and createDateTime are missing.",
  ],
};

/** The citations of the 2017 research release under their own column names. */
export const CITATIONS_2017: Dataset = {
  key: "citations",
  version: "2017",
  versionAliases: [],
  keywords: ["patent application", "office actions", "citations", "prior art", "research"],
  title: "Office Action Research Dataset: citations",
  description: "The table citations of the research release of 2017, under its own column names.",
  table: CITATIONS,
  rows: { column: "source", value: "release-2017" },
  fields: withOwn(
    asUsual(CITATIONS, [
      field("app_id", "application_number", "keyword", {
        meaning: "Application number.",
        example: "12000001",
      }),
      field("citation_pat_pgpub_id", "reference_text", "keyword", {
        numbers: "text",
        meaning: "The reference as transcribed.",
        example: "20060218340",
      }),
      field("parsed", "reference_number", "keyword", {
        numbers: "digits",
        meaning: "Its digits.",
        example: "20060218340",
      }),
      field("ifw_number", "document_id", "keyword", {
        meaning: "The action in which the reference is used.",
        example: "H20LX5QGPXXIFW4",
      }),
      field("action_type", "action_type", "keyword", {
        values: ACTION_TYPES,
        meaning: "102 or 103 when used in an action.",
        example: "103",
      }),
      field("action_subtype", "paragraph", "keyword", {
        values: PARAGRAPHS,
        meaning: "Statute letter.",
        example: "a",
      }),
      field("form892", "form892", "flag", { meaning: "On the examiner's form PTO-892.", example: "1" }),
      field("form1449", "form1449", "flag", { meaning: "On the applicant's form PTO-1449.", example: "0" }),
      field("citation_in_oa", "in_office_action", "flag", {
        meaning: "Cited in the text of an action.",
        example: "1",
      }),
    ]),
    OWN.REFERENCE_KEY,
    OWN.REFERENCE_SPELLINGS,
    OWN.APPLICATION_SPELLINGS,
    OWN.MAIL_DATE,
    OWN.DOCUMENT_CODE,
    OWN.DERIVED_ART_UNIT,
    OWN.TECH_CENTER,
    OWN.ACTION_ORDER,
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

export const CITATION_FILES: readonly Source[] = [
  ...releaseTable(CITATIONS_2017, ["app_id"], "release-2017"),
  records(OA_CITATIONS_V1, ["applicationId"]),
  records(OA_CITATIONS_V2, ["patentApplicationNumber"]),
];
