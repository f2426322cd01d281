import type { Dataset } from "../../catalog/index.js";
import { type Leaf, nestedFields, nestedTable, searchedFields } from "../nestedTable.js";
import { APPEAL_LEAVES } from "./appealLeaves.js";
import { INTERFERENCE_LEAVES } from "./interferenceLeaves.js";
import { APPEAL_DECISION_NAMES, APPEAL_NAMES, INTERFERENCE_NAMES } from "./v2/names.js";
import { mannerOf } from "./v2/records.js";

export const APPEALS = nestedTable(APPEAL_LEAVES, {
  name: "appeal_decisions",
  order: ["appealMetaData.appealFilingDate", "appealNumber", "documentData.documentIdentifier"],
  application: "appellantData.applicationNumberText",
  date: "decisionData.decisionIssueDate",
  stamp: "lastModifiedDateTime",
});

export const INTERFERENCES = nestedTable(INTERFERENCE_LEAVES, {
  name: "interference_decisions",
  order: ["documentData.decisionIssueDate", "interferenceNumber", "documentData.documentIdentifier"],
  date: "documentData.decisionIssueDate",
  stamp: "lastModifiedDateTime",
});

const APPEAL_PROCEEDING_LEAVES: readonly Leaf[] = [
  ...APPEAL_LEAVES.filter(([path]) => !/^(?:documentData|decisionData|appealDocumentCategory)/.test(path)),
  ["appealMetaData.appealStatusCategory", "name", "Where the appeal stands.", "Decision"],
  ["appealMetaData.decisionDate", "date", "When the board decided.", "2001-11-27"],
];

export const APPEAL_PROCEEDINGS = nestedTable(APPEAL_PROCEEDING_LEAVES, {
  name: "appeal_proceedings",
  order: ["appealNumber"],
  application: "appellantData.applicationNumberText",
  date: "appealMetaData.appealFilingDate",
  stamp: "lastModifiedDateTime",
});

export const APPEAL_PROCEEDINGS_V1: Dataset = {
  key: "appeal_proceedings",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["ptab", "appeals", "ex parte"],
  title: "PTAB appeals",
  description: "Appeals from rejections, with or without a decision, as PTAB API v2 told of them.",
  table: APPEAL_PROCEEDINGS,
  rows: null,
  fields: nestedFields(APPEAL_PROCEEDINGS, APPEAL_PROCEEDING_LEAVES),
  defaultFields: searchedFields(APPEAL_PROCEEDING_LEAVES),
  renamed: {},
  publishedIn: { "ptab-v2": { kind: "proceedings", place: "1" } },
  manners: { "ptab-v2": mannerOf(APPEAL_NAMES, "Appeal", "proceedingNumber") },
  notes: ["The portal has decisions on appeal alone; appeals as such are known from PTAB API v2."],
};

export const APPEAL_DECISIONS_V1: Dataset = {
  key: "appeal_decisions",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["ptab", "appeals", "decisions"],
  title: "PTAB decisions on appeal",
  description: "Decisions of the Patent Trial and Appeal Board on appeals from rejections.",
  table: APPEALS,
  rows: null,
  fields: nestedFields(APPEALS, APPEAL_LEAVES),
  defaultFields: searchedFields(APPEAL_LEAVES),
  renamed: {},
  publishedIn: {
    "odp-search": {
      errorCode: "text",
      path: "/api/v1/patent/appeals/decisions",
      bag: "patentAppealDataBag",
      download: "patentTrialData",
      downloadFields:
        "appealNumber,decisionData.decisionTypeCategory,decisionData.appealOutcomeCategory,decisionData.decisionIssueDate,appellantData.realPartyInInterestName,appellantData.technologyCenterNumber,appellantData.applicationNumberText",
      sort: "appealMetaData.appealFilingDate desc",
      id: "documentData.documentIdentifier",
      numbered: "/api/v1/patent/appeals/{appealNumber}/decisions appealNumber",
      hidden: "v2",
    },
    "ptab-v2": { kind: "decisions", place: "2" },
  },
  manners: { "ptab-v2": mannerOf(APPEAL_DECISION_NAMES, "Appeal", "decisionTypeCategory") },
  notes: [],
};

export const INTERFERENCE_DECISIONS_V1: Dataset = {
  key: "interference_decisions",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["ptab", "interferences", "decisions"],
  title: "PTAB decisions in interferences",
  description: "Decisions on who invented first.",
  table: INTERFERENCES,
  rows: null,
  fields: nestedFields(INTERFERENCES, INTERFERENCE_LEAVES),
  defaultFields: searchedFields(INTERFERENCE_LEAVES),
  renamed: {},
  publishedIn: {
    "odp-search": {
      errorCode: "text",
      path: "/api/v1/patent/interferences/decisions",
      bag: "patentInterferenceDataBag",
      download: "interferenceData",
      downloadFields:
        "interferenceNumber,interferenceMetaData.interferenceStyleName,documentData.decisionTypeCategory,documentData.decisionIssueDate,documentData.interferenceOutcomeCategory,seniorPartyData.realPartyInInterestName,seniorPartyData.applicationNumberText",
      sort: "documentData.decisionIssueDate desc",
      id: "documentData.documentIdentifier",
      numbered: "/api/v1/patent/interferences/{interferenceNumber}/decisions interferenceNumber",
      hidden: "v2",
    },
    "ptab-v2": { kind: "decisions", place: "3" },
  },
  manners: { "ptab-v2": mannerOf(INTERFERENCE_NAMES, "Interference", "decisionTypeCategory") },
  notes: [],
};
