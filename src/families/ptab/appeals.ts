import type { Dataset } from "../../catalog/index.js";
import { nestedFields, nestedTable, searchedFields } from "../nestedTable.js";
import { APPEAL_LEAVES } from "./appealLeaves.js";
import { INTERFERENCE_LEAVES } from "./interferenceLeaves.js";

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

export const APPEAL_DECISIONS_V1: Dataset = {
  key: "appeal_decisions",
  version: "v1",
  versionAliases: ["1"],
  title: "PTAB decisions on appeal",
  description: "Decisions of the Patent Trial and Appeal Board on appeals from rejections.",
  table: APPEALS,
  rows: null,
  fields: nestedFields(APPEALS, APPEAL_LEAVES),
  defaultFields: searchedFields(APPEAL_LEAVES),
  renamed: {},
  publishedIn: {
    "odp-search": {
      path: "/api/v1/patent/appeals/decisions",
      bag: "patentAppealDataBag",
      download: "patentTrialData",
      downloadFields:
        "appealNumber,decisionData.decisionTypeCategory,decisionData.appealOutcomeCategory,decisionData.decisionIssueDate,appellantData.realPartyInInterestName,appellantData.technologyCenterNumber,appellantData.applicationNumberText",
      sort: "appealMetaData.appealFilingDate desc",
      id: "documentData.documentIdentifier",
      numbered: "/api/v1/patent/appeals/{appealNumber}/decisions appealNumber",
    },
  },
  notes: [],
};

export const INTERFERENCE_DECISIONS_V1: Dataset = {
  key: "interference_decisions",
  version: "v1",
  versionAliases: ["1"],
  title: "PTAB decisions in interferences",
  description: "Decisions on who invented first.",
  table: INTERFERENCES,
  rows: null,
  fields: nestedFields(INTERFERENCES, INTERFERENCE_LEAVES),
  defaultFields: searchedFields(INTERFERENCE_LEAVES),
  renamed: {},
  publishedIn: {
    "odp-search": {
      path: "/api/v1/patent/interferences/decisions",
      bag: "patentInterferenceDataBag",
      download: "interferenceData",
      downloadFields:
        "interferenceNumber,interferenceMetaData.interferenceStyleName,documentData.decisionTypeCategory,documentData.decisionIssueDate,documentData.interferenceOutcomeCategory,seniorPartyData.realPartyInInterestName,seniorPartyData.applicationNumberText",
      sort: "documentData.decisionIssueDate desc",
      id: "documentData.documentIdentifier",
      numbered: "/api/v1/patent/interferences/{interferenceNumber}/decisions interferenceNumber",
    },
  },
  notes: [],
};
