import { type Dataset, nestedRecords, type Table } from "../../catalog/index.js";
import type { Family } from "../family.js";
import { nestedFields, nestedTable, searchedFields } from "../nestedTable.js";
import { applicationContribution } from "./contribution.js";
import {
  APPLICATION_DOCUMENT_FILES,
  APPLICATION_DOCUMENTS,
  APPLICATION_DOCUMENTS_TABLE,
} from "./documents.js";
import { APPLICATION_LEAVES } from "./leaves.js";
import { keysOfPaper, PAPERS } from "./papers.js";
import { PEDS, pedsFiles } from "./peds/index.js";

/** Where a word without a name is looked for. */
const SEARCHED = searchedFields(APPLICATION_LEAVES.filter(([path]) => !path.startsWith("peds.")));

const APPLICATIONS: Table = {
  ...nestedTable(APPLICATION_LEAVES, {
    name: "applications",
    key: "applicationNumberText",
    order: ["applicationMetaData.filingDate"],
    searchedTogether: SEARCHED,
    lookedUpBy: ["applicationMetaData.patentNumber", "applicationMetaData.earliestPublicationNumber"],
    application: "applicationNumberText",
    date: "applicationMetaData.filingDate",
    stamp: "lastIngestionDateTime",
    alsoCalled: {
      "applicationMetaData.firstApplicantName": ["applicant", "applicants", "applicant name", "company"],
      "applicationMetaData.firstInventorName": ["inventor", "inventors", "inventor name"],
      "applicationMetaData.examinerNameText": ["examiner", "examiner name"],
      "applicationMetaData.inventionTitle": ["title", "invention"],
      "applicationMetaData.applicationStatusDescriptionText": ["status", "application status"],
      "applicationMetaData.patentNumber": ["patent", "patent no"],
      "applicationMetaData.grantDate": ["granted", "issued", "issue date", "patent date"],
      "applicationMetaData.earliestPublicationNumber": ["publication", "publication number", "pgpub"],
      "applicationMetaData.groupArtUnitNumber": ["art unit", "gau", "au"],
      "applicationMetaData.uspcSymbolText": ["uspc", "us class", "classification"],
      "applicationMetaData.cpcClassificationBag": ["cpc", "cpc class"],
      "applicationMetaData.docketNumber": ["docket", "attorney docket"],
      "assignmentBag.assigneeBag.assigneeNameText": ["assignee", "assignees", "owner"],
    },
  }),
  teaches: {
    subject: "events",
    list: "eventDataBag",
    code: "eventCode",
    meaning: "eventDescriptionText",
    source: "transactions",
  },
};

const PATENT_APPLICATIONS: Dataset = {
  key: "applications",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["patent application", "file wrapper", "prosecution history"],
  title: "Patent file wrapper",
  description:
    "Applications as the Open Data Portal answers them: bibliography, events, continuity, assignments.",
  table: APPLICATIONS,
  rows: null,
  fields: nestedFields(APPLICATIONS, APPLICATION_LEAVES),
  defaultFields: SEARCHED,
  renamed: {},
  publishedIn: {
    "odp-search": {
      path: "/api/v1/patent/applications",
      bag: "patentFileWrapperDataBag",
      download: "patentdata",
      downloadFields:
        "applicationMetaData.firstInventorName,applicationMetaData.filingDate,applicationMetaData.applicationStatusDescriptionText,applicationMetaData.applicationTypeLabelName,applicationMetaData.publicationCategoryBag,applicationMetaData.applicationStatusDate,applicationMetaData.inventionTitle,applicationMetaData.patentNumber",
      sort: "applicationMetaData.filingDate desc",
      id: "applicationNumberText",
      hidden: "peds",
      parts: [
        "meta-data applicationMetaData",
        "adjustment patentTermAdjustmentData",
        "assignment assignmentBag",
        "attorney recordAttorney",
        "continuity parentContinuityBag,childContinuityBag",
        "foreign-priority foreignPriorityBag",
        "transactions eventDataBag",
        "associated-documents pgpubDocumentMetaData,grantDocumentMetaData",
      ].join(";"),
    },
    peds: { kind: "applications" },
  },
  manners: { peds: PEDS },
  notes: [
    "A record of the Patent Examination Data System's bulk files bears no stamp: lastIngestionDateTime is then the latest day it tells of.",
    "Conditions on a list hold where any of its elements satisfies them, as in the original.",
  ],
};

/** Applications and what happened to them: the patent file wrapper. */
export const APPLICATION_FAMILY: Family = {
  name: "applications",
  tables: [APPLICATIONS, APPLICATION_DOCUMENTS_TABLE],
  datasets: [PATENT_APPLICATIONS, APPLICATION_DOCUMENTS],
  // Answers and the members of the bulk zips PTFWPRE and PTFWPRD are alike. Parts of an application and downloads,
  // which have some of its fields, would take the place of the whole, and are left.
  sources: [
    ...APPLICATION_DOCUMENT_FILES,
    ...pedsFiles(PATENT_APPLICATIONS),
    nestedRecords(PATENT_APPLICATIONS, {
      bags: ["patentFileWrapperDataBag"],
      has: ["applicationNumberText", "applicationMetaData.filingDate"],
      identity: ["applicationNumberText"],
    }),
  ],
  readers: () => [PAPERS],
  keeps: keysOfPaper,
  routes: [],
  contributions: [applicationContribution(PATENT_APPLICATIONS)],
  products: [],
  reads: [{ id: "PTFWPRE" }, { id: "PTFWPRD" }],
  pages: [],
  firstQuestions: [],
};
