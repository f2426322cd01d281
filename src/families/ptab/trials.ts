import type { Dataset, KnownValues } from "../../catalog/index.js";
import { columnAt, nestedFields, nestedTable, searchedFields } from "../nestedTable.js";
import { TRIAL_DOCUMENT_LEAVES } from "./documentLeaves.js";
import { PROCEEDING_LEAVES } from "./proceedingLeaves.js";
import { DECISION_NAMES, DOCUMENT_NAMES, PROCEEDING_NAMES } from "./v2/names.js";
import { mannerOf } from "./v2/records.js";

/** Kinds of trial (35 U.S.C. 311, 321; AIA § 18; 35 U.S.C. 135), as trial numbers begin with them. */
const TRIAL_TYPES: KnownValues = {
  held: [
    { value: "IPR", meaning: "Inter partes review.", alsoWritten: ["inter partes review"] },
    { value: "PGR", meaning: "Post-grant review.", alsoWritten: ["post grant review"] },
    {
      value: "CBM",
      meaning: "Covered business method review.",
      alsoWritten: ["covered business method", "covered business method review"],
    },
    { value: "DER", meaning: "Derivation proceeding.", alsoWritten: ["derivation", "derivation proceeding"] },
  ],
  isOpen: true,
};

const TRIAL_CODES = { trialTypeCode: TRIAL_TYPES };

export const PROCEEDINGS = nestedTable(PROCEEDING_LEAVES, {
  alsoCalled: {
    "regularPetitionerData.realPartyInInterestName": ["petitioner", "petitioner name"],
    "patentOwnerData.patentOwnerName": ["patent owner", "owner"],
    "patentOwnerData.patentNumber": ["patent", "patent number"],
    "patentOwnerData.inventorName": ["inventor", "inventors"],
    "trialMetaData.trialTypeCode": ["type", "trial type"],
    "trialMetaData.trialStatusCategory": ["status", "trial status"],
    trialNumber: ["trial", "proceeding", "proceeding number", "ipr"],
  },
  name: "trial_proceedings",
  order: ["trialMetaData.petitionFilingDate", "trialNumber"],
  application: "patentOwnerData.applicationNumberText",
  date: "trialMetaData.petitionFilingDate",
  stamp: "lastModifiedDateTime",
});

/** Decisions are documents, too: the portal answers the same record in both collections. */
export const TRIAL_DOCUMENTS = nestedTable(TRIAL_DOCUMENT_LEAVES, {
  name: "trial_documents",
  order: ["documentData.documentFilingDate", "trialNumber", "documentData.documentIdentifier"],
  application: "patentOwnerData.applicationNumberText",
  date: "documentData.documentFilingDate",
  stamp: "lastModifiedDateTime",
});

const ROOT = "/api/v1/patent/trials";
/** Recorded of proceedings; the office answers all its trials so [claimed]. */
const DOWNLOAD = "patentTrialData";
const OF_THE_TRIAL =
  "trialNumber,trialMetaData.trialStatusCategory,trialMetaData.petitionFilingDate,patentOwnerData.patentNumber,patentOwnerData.technologyCenterNumber,patentOwnerData.applicationNumberText,patentOwnerData.realPartyInInterestName";

export const TRIAL_PROCEEDINGS_V1: Dataset = {
  key: "trial_proceedings",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["ptab", "inter partes review", "post-grant review", "trials"],
  title: "PTAB trial proceedings",
  description: "Proceedings before the Patent Trial and Appeal Board: IPR, PGR, CBM and derivations.",
  table: PROCEEDINGS,
  rows: null,
  fields: nestedFields(PROCEEDINGS, PROCEEDING_LEAVES, TRIAL_CODES),
  defaultFields: searchedFields(PROCEEDING_LEAVES),
  renamed: {},
  publishedIn: {
    "odp-search": {
      // A public client in Go reads it so in all collections of the board, and fails at a number [claimed].
      errorCode: "text",
      path: `${ROOT}/proceedings`,
      bag: "patentTrialProceedingDataBag",
      download: DOWNLOAD,
      downloadFields: OF_THE_TRIAL,
      sort: "trialMetaData.petitionFilingDate desc",
      id: "trialNumber",
      hidden: "v2",
    },
    "ptab-v2": { kind: "proceedings", place: "2" },
  },
  manners: { "ptab-v2": mannerOf(PROCEEDING_NAMES, "AIA Trial", "proceedingNumber") },
  notes: [],
};

const DOCUMENTS = {
  versionAliases: ["1"],
  keywords: ["ptab", "trials", "documents", "decisions"],
  table: TRIAL_DOCUMENTS,
  fields: nestedFields(TRIAL_DOCUMENTS, TRIAL_DOCUMENT_LEAVES, TRIAL_CODES),
  defaultFields: searchedFields(TRIAL_DOCUMENT_LEAVES),
  renamed: {},
  notes: ["A decision is a document, too: loaded in one, it is answered in both."],
} as const;

export const TRIAL_DOCUMENTS_V1: Dataset = {
  ...DOCUMENTS,
  key: "trial_documents",
  version: "v1",
  title: "PTAB trial documents",
  description: "What was filed and decided in trials: papers and exhibits.",
  rows: null,
  publishedIn: {
    "odp-search": {
      errorCode: "text",
      path: `${ROOT}/documents`,
      bag: "patentTrialDocumentDataBag",
      download: DOWNLOAD,
      downloadFields: `${OF_THE_TRIAL},documentData.documentIdentifier,documentData.documentTitleText,documentData.documentFilingDate`,
      sort: "documentData.documentFilingDate desc",
      id: "documentData.documentIdentifier",
      numbered: `${ROOT}/{trialNumber}/documents trialNumber`,
      hidden: "v2",
    },
    "ptab-v2": { kind: "documents", place: "1", sort: "documentFilingDate desc" },
  },
  manners: { "ptab-v2": mannerOf(DOCUMENT_NAMES, "AIA Trial", "documentFilingDate") },
};

export const TRIAL_DECISIONS_V1: Dataset = {
  ...DOCUMENTS,
  key: "trial_decisions",
  version: "v1",
  title: "PTAB trial decisions",
  description: "What the board decided in trials.",
  rows: { column: columnAt("trialDocumentCategory"), value: "Decision" },
  publishedIn: {
    "odp-search": {
      errorCode: "text",
      path: `${ROOT}/decisions`,
      bag: "patentTrialDocumentDataBag",
      download: DOWNLOAD,
      downloadFields: `${OF_THE_TRIAL},decisionData.decisionTypeCategory,decisionData.trialOutcomeCategory,decisionData.decisionIssueDate`,
      sort: "documentData.documentFilingDate desc",
      id: "documentData.documentIdentifier",
      numbered: `${ROOT}/{trialNumber}/decisions trialNumber`,
      hidden: "v2",
    },
    "ptab-v2": { kind: "decisions", place: "1" },
  },
  manners: { "ptab-v2": mannerOf(DECISION_NAMES, "AIA Trial", "decisionTypeCategory") },
};
