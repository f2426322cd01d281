import { type Dataset, nestedRecords, type Source } from "../../catalog/index.js";
import { type Leaf, nestedFields, nestedTable, searchedFields } from "../nestedTable.js";
import { PEDS_DOCUMENTS, pedsDocumentFiles } from "./peds/index.js";

/** Every place of a document of a file wrapper, as recorded. `officialDate` bears a zone, so it is text. */
const LEAVES: readonly Leaf[] = [
  ["applicationNumberText", "code", "The application.", "17248024"],
  ["officialDate", "code", "When it was made, with its zone.", "2023-10-03T09:18:25.000-0400"],
  ["documentIdentifier", "code", "The document.", "LN4VBTHCXBLUEX2"],
  ["documentCode", "code", "What kind of document it is.", "PETDEC"],
  ["documentCodeDescriptionText", "name", "The kind in words.", "Petition Decision"],
  ["directionCategory", "name", "Whether it came in, went out or stayed.", "OUTGOING"],
  ["downloadOptionBag.mimeTypeIdentifier", "code[]", "A form in which it is offered.", "PDF"],
  [
    "downloadOptionBag.downloadUrl",
    "code[]",
    "Where that is.",
    "https://api.uspto.gov/api/v1/download/applications/1.pdf",
  ],
  ["downloadOptionBag.pageTotalQuantity", "integer[]", "How many pages that has.", "2"],
];

export const APPLICATION_DOCUMENTS_TABLE = nestedTable(LEAVES, {
  name: "application_documents",
  key: "applicationNumberText",
  order: ["officialDate", "documentIdentifier"],
  application: "applicationNumberText",
});

export const APPLICATION_DOCUMENTS: Dataset = {
  key: "application_documents",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["patent application", "file wrapper", "documents"],
  title: "Documents of applications",
  description: "The documents of patent file wrappers, as the Open Data Portal lists them.",
  table: APPLICATION_DOCUMENTS_TABLE,
  rows: null,
  fields: nestedFields(APPLICATION_DOCUMENTS_TABLE, LEAVES),
  defaultFields: searchedFields(LEAVES),
  renamed: {},
  publishedIn: {
    "odp-search": {
      only: "numbered",
      bag: "documentBag",
      id: "documentIdentifier",
      sort: "officialDate desc",
      numbered: "/api/v1/patent/applications/{applicationNumberText}/documents applicationNumberText",
      conditions:
        "documentCodes documentCode one-of;officialDateFrom officialDate from;officialDateTo officialDate to",
      hidden: "peds",
    },
    peds: { kind: "documents" },
  },
  manners: { peds: PEDS_DOCUMENTS },
  notes: ["An address leads to this server where the file behind it was loaded, else to the office."],
};

/** The portal's lists of documents. */
export const APPLICATION_DOCUMENT_FILES: readonly Source[] = [
  nestedRecords(APPLICATION_DOCUMENTS, {
    bags: ["documentBag"],
    has: ["applicationNumberText", "documentIdentifier", "officialDate"],
    identity: ["applicationNumberText", "documentIdentifier"],
  }),
  ...pedsDocumentFiles(APPLICATION_DOCUMENTS),
];
