import { type Dataset, nestedRecords } from "../../catalog/index.js";
import type { Family } from "../family.js";
import { nestedFields, nestedTable, searchedFields } from "../nestedTable.js";
import { PETITION_LEAVES } from "./leaves.js";

const PETITIONS = nestedTable(PETITION_LEAVES, {
  alsoCalled: {
    firstApplicantName: ["applicant", "applicant name"],
    inventorBag: ["inventor", "inventors"],
    inventionTitle: ["title"],
    decisionTypeCodeDescriptionText: ["decision", "outcome"],
  },
  name: "petition_decisions",
  order: ["petitionMailDate", "petitionDecisionRecordIdentifier"],
  application: "applicationNumberText",
  date: "decisionDate",
  stamp: "lastIngestionDateTime",
});

const PETITION_DECISIONS: Dataset = {
  key: "petitions",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["patent application", "petitions", "decisions"],
  title: "Final petition decisions",
  description: "Decisions on petitions in patent matters, as the Open Data Portal answers them.",
  table: PETITIONS,
  rows: null,
  fields: nestedFields(PETITIONS, PETITION_LEAVES),
  defaultFields: searchedFields(PETITION_LEAVES),
  renamed: {},
  publishedIn: {
    "odp-search": {
      path: "/api/v1/petition/decisions",
      bag: "petitionDecisionDataBag",
      download: "petitionDecisionData",
      downloadFields:
        "petitionDecisionRecordIdentifier,petitionMailDate,technologyCenter,finalDecidingOfficeName,decisionPetitionTypeCode,petitionIssueConsideredTextBag,patentNumber,decisionTypeCodeDescriptionText,decisionDate",
      id: "petitionDecisionRecordIdentifier",
      withheld: "documentBag includeDocuments",
    },
  },
  notes: ["The portal names no default order; here petitions stand by the day they were mailed."],
};

/** Decisions on petitions. */
export const PETITION_FAMILY: Family = {
  name: "petitions",
  tables: [PETITIONS],
  datasets: [PETITION_DECISIONS],
  sources: [
    nestedRecords(PETITION_DECISIONS, {
      bags: ["petitionDecisionDataBag", "petitionDecisionData"],
      has: ["petitionDecisionRecordIdentifier"],
      identity: ["petitionDecisionRecordIdentifier"],
    }),
  ],
  routes: [],
  contributions: [],
  products: [],
  pages: [],
  firstQuestions: [
    {
      says: "Find petitions that were denied",
      dataset: PETITION_DECISIONS,
      criteria: "decisionTypeCodeDescriptionText:denied",
    },
  ],
};
