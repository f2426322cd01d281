import { type Dataset, type NestedObject, nestedRecords, type Source } from "../../../catalog/index.js";
import { dayAt, made, textAt } from "../../nestedValues.js";
import {
  APPEAL_DECISION_NAMES,
  APPEAL_NAMES,
  DECISION_NAMES,
  DOCUMENT_NAMES,
  INTERFERENCE_NAMES,
  PROCEEDING_NAMES,
} from "./names.js";
import { objectOf } from "./records.js";

interface Datasets {
  readonly proceedings: Dataset;
  readonly documents: Dataset;
  readonly appealProceedings: Dataset;
  readonly appeals: Dataset;
  readonly interferences: Dataset;
}

const BAGS = ["results"];

/** Saved answers of version 2, of which one list holds proceedings or decisions of several kinds; and the weekly archives. */
export function v2Files(datasets: Datasets): readonly Source[] {
  const { proceedings, documents, appealProceedings, appeals, interferences } = datasets;
  const document = ["documentData.documentIdentifier"];
  const appealOf = nestedRecords(appealProceedings, {
    bags: [],
    has: ["proceedingNumber", "appellantPartyName", "proceedingStatusCategory"],
    lacks: ["documentIdentifier"],
    identity: ["appealNumber"],
    map: (record) => objectOf(record, APPEAL_NAMES),
  });
  const appealDecision = nestedRecords(appeals, {
    bags: [],
    has: ["decisionTypeCategory", "documentIdentifier", "appellantPartyName"],
    identity: document,
    map: (record) => objectOf(record, APPEAL_DECISION_NAMES, { appealDocumentCategory: "Decision" }),
  });
  const interference = nestedRecords(interferences, {
    bags: [],
    has: ["decisionTypeCategory", "documentIdentifier", "declarationDate"],
    identity: document,
    map: (record) => objectOf(record, INTERFERENCE_NAMES),
  });
  const interferencePaper = nestedRecords(interferences, {
    bags: [],
    has: ["DOCUMENT_IMAGE_ID", "INTERFERENCE_NO"],
    identity: document,
    map: interferenceOfWeek,
  });
  return [
    nestedRecords(proceedings, {
      bags: BAGS,
      has: ["proceedingNumber", "proceedingTypeCategory", "proceedingStatusCategory"],
      lacks: ["documentIdentifier"],
      identity: ["trialNumber"],
      map: (record) => objectOf(record, PROCEEDING_NAMES),
      divides: (record) => (kindOf(record) === "Appeal" ? appealOf : null),
    }),
    nestedRecords(documents, {
      bags: BAGS,
      has: ["proceedingNumber", "documentIdentifier", "documentFilingDate"],
      identity: document,
      map: (record) => objectOf(record, DOCUMENT_NAMES, { trialDocumentCategory: "Document" }),
    }),
    nestedRecords(documents, {
      bags: BAGS,
      has: ["proceedingNumber", "documentIdentifier", "decisionTypeCategory"],
      lacks: ["documentFilingDate"],
      identity: document,
      map: decisionOf,
      divides: (record) =>
        kindOf(record) === "Appeal"
          ? appealDecision
          : kindOf(record) === "Interference"
            ? interference
            : null,
    }),
    nestedRecords(appeals, {
      bags: ["<DATA_RECORD>"],
      has: ["DOCUMENT_IMAGE_ID"],
      identity: document,
      map: appealOfWeek,
      divides: (record) => (textAt(record, "INTERFERENCE_NO") === undefined ? null : interferencePaper),
    }),
  ];
}

function kindOf(record: NestedObject): string | undefined {
  return textAt(record, "proceedingTypeCategory");
}

/** Version 2 says when a decision was made; the portal says so of the document, too. */
function decisionOf(record: NestedObject): NestedObject {
  const day = dayAt(record, "decisionDate");
  return objectOf(record, DECISION_NAMES, {
    trialDocumentCategory: "Decision",
    ...(day === undefined ? {} : { "documentData.documentFilingDate": day }),
  });
}

/** A record of the weekly archives `PTAB_YYYYMMDD_WKnn.zip`; the names are told by a program that read them [claimed]. */
function appealOfWeek(record: NestedObject): NestedObject {
  const text = (name: string) => textAt(record, name);
  return made({
    appealNumber: text("APPEAL_NO"),
    appealDocumentCategory: "Decision",
    lastModifiedDateTime: instantOf(text("LAST_MODIFIED_TS")),
    appealMetaData: made({ applicationTypeCategory: text("APPLICATION_TYPE_CD") }),
    appellantData: made({
      applicationNumberText: text("BD_PATENT_APPLICATION_NO"),
      inventorName: text("INVENTOR_STRING_TX") ?? text("INVENTOR_FAMILY_NM"),
      patentNumber: text("PATENT_NO"),
      publicationNumber: text("PRE_GRANT_PUBLICATION_NO"),
      publicationDate: dayAt(record, "PRE_GRANT_PUBLICATION_DT"),
      grantDate: dayAt(record, "PATENT_ISSUE_DT"),
    }),
    documentData: paperOf(record),
    decisionData: made({ decisionTypeCategory: "Decision", decisionIssueDate: decidedOn(record) }),
  });
}

function interferenceOfWeek(record: NestedObject): NestedObject {
  return made({
    interferenceNumber: textAt(record, "INTERFERENCE_NO"),
    lastModifiedDateTime: instantOf(textAt(record, "LAST_MODIFIED_TS")),
    interferenceMetaData: made({ interferenceStyleName: textAt(record, "INVENTOR_STRING_TX") }),
    seniorPartyData: made({
      applicationNumberText: textAt(record, "BD_PATENT_APPLICATION_NO"),
      patentNumber: textAt(record, "PATENT_NO"),
    }),
    documentData: made({
      ...Object.fromEntries(paperOf(record)),
      decisionTypeCategory: "Decision",
      decisionIssueDate: decidedOn(record),
    }),
  });
}

function paperOf(record: NestedObject): NestedObject {
  const id = textAt(record, "DOCUMENT_IMAGE_ID");
  return made({
    documentIdentifier: id,
    documentName: id && `${id}.pdf`,
    documentFilingDate: dayAt(record, "DOCUMENT_CREATE_DT") ?? decidedOn(record),
    documentTypeDescriptionText: textAt(record, "FK_DT_DOCUMENT_TYPE_NM"),
  });
}

function decidedOn(record: NestedObject): string | undefined {
  return dayAt(record, "DECISION_MAILED_DT") ?? dayAt(record, "MAILED_DATE");
}

function instantOf(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text;
}
