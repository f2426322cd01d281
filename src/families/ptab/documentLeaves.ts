import type { Leaf } from "../nestedTable.js";
import { TRIAL_LEAVES } from "./trialLeaves.js";

/** Every place of a document or decision of a trial that can be asked, as the portal's schema and its recorded answers have it. */
export const TRIAL_DOCUMENT_LEAVES: readonly Leaf[] = [
  ["trialDocumentCategory", "name", "Trial document category.", "Decision"],
  ["lastModifiedDateTime", "timestamp", "Last modified date time.", "2026-06-05T17:22:35"],
  ["trialNumber", "code", "Trial number.", "IPR2021-01599"],
  ["trialTypeCode", "code", "Trial type code.", "IPR"],
  ...TRIAL_LEAVES,
  ["documentData.documentCategory", "name", "Document category (document).", "OTHER"],
  ["documentData.documentFilingDate", "date", "Document filing date (document).", "2026-06-05"],
  ["documentData.documentIdentifier", "code", "Document identifier (document).", "171339223"],
  [
    "documentData.documentName",
    "code",
    "Document name (document).",
    "IPR2021-01599 Final Written Decision.pdf",
  ],
  ["documentData.documentNumber", "integer", "Document number (document).", "30"],
  ["documentData.documentSizeQuantity", "integer", "Document size quantity (document).", "125945"],
  [
    "documentData.documentOCRText",
    "words",
    "Text of the document as read by a machine (document).",
    "TransportRoom",
  ],
  ["documentData.documentTitleText", "words", "Document title (document).", "Other: Fed Circuit mandate"],
  [
    "documentData.documentTypeDescriptionText",
    "name",
    "Document type description (document).",
    "Other: Fed Circuit mandate",
  ],
  [
    "documentData.fileDownloadURI",
    "code",
    "File download URI (document).",
    "https://api.uspto.gov/api/v1/patent/ptab-files/IPR/2021/0159",
  ],
  ["documentData.filingPartyCategory", "name", "Filing party category (document).", "BOARD"],
  ["documentData.mimeTypeIdentifier", "code", "Mime type identifier (document).", "application/pdf"],
  ["decisionData.statuteAndRuleBag", "name[]", "Statute and rule (decision).", "37 CFR 42.100"],
  ["decisionData.decisionIssueDate", "date", "Decision issue date (decision).", "2026-06-05"],
  ["decisionData.decisionTypeCategory", "name", "Decision type category (decision).", "Decision"],
  ["decisionData.issueTypeBag", "name[]", "Issue type (decision).", "102"],
  ["decisionData.trialOutcomeCategory", "name", "Trial outcome category (decision).", "Affirmed"],
  ["decisionData.appealOutcomeCategory", "name", "Appeal outcome category (decision).", "Denied"],
];
