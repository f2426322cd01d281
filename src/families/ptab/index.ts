import { nestedRecords } from "../../catalog/index.js";
import type { Family } from "../family.js";
import {
  APPEAL_DECISIONS_V1,
  APPEAL_PROCEEDINGS,
  APPEAL_PROCEEDINGS_V1,
  APPEALS,
  INTERFERENCE_DECISIONS_V1,
  INTERFERENCES,
} from "./appeals.js";
import { decisionFeed } from "./feed.js";
import { keysOfPaper, PAPERS } from "./papers.js";
import {
  PROCEEDINGS,
  TRIAL_DECISIONS_V1,
  TRIAL_DOCUMENTS,
  TRIAL_DOCUMENTS_V1,
  TRIAL_PROCEEDINGS_V1,
} from "./trials.js";
import { v2Files } from "./v2/files.js";

/** What came before the Patent Trial and Appeal Board, and what it decided. */
export const PTAB_FAMILY: Family = {
  name: "ptab",
  tables: [PROCEEDINGS, TRIAL_DOCUMENTS, APPEALS, INTERFERENCES, APPEAL_PROCEEDINGS],
  datasets: [
    TRIAL_PROCEEDINGS_V1,
    TRIAL_DECISIONS_V1,
    TRIAL_DOCUMENTS_V1,
    APPEAL_DECISIONS_V1,
    INTERFERENCE_DECISIONS_V1,
    APPEAL_PROCEEDINGS_V1,
  ],
  sources: [
    nestedRecords(TRIAL_PROCEEDINGS_V1, {
      bags: ["patentTrialProceedingDataBag", "patentTrialData"],
      has: ["trialNumber", "trialMetaData.petitionFilingDate"],
      lacks: ["documentData.documentIdentifier"],
      identity: ["trialNumber"],
    }),
    nestedRecords(TRIAL_DOCUMENTS_V1, {
      bags: ["patentTrialDocumentDataBag"],
      has: ["trialNumber", "documentData.documentIdentifier"],
      identity: ["documentData.documentIdentifier"],
    }),
    nestedRecords(APPEAL_DECISIONS_V1, {
      bags: ["patentAppealDataBag"],
      has: ["appealNumber", "documentData.documentIdentifier"],
      identity: ["documentData.documentIdentifier"],
    }),
    nestedRecords(INTERFERENCE_DECISIONS_V1, {
      bags: ["patentInterferenceDataBag"],
      has: ["interferenceNumber", "documentData.documentIdentifier"],
      identity: ["documentData.documentIdentifier"],
    }),
    ...v2Files({
      proceedings: TRIAL_PROCEEDINGS_V1,
      documents: TRIAL_DOCUMENTS_V1,
      appealProceedings: APPEAL_PROCEEDINGS_V1,
      appeals: APPEAL_DECISIONS_V1,
      interferences: INTERFERENCE_DECISIONS_V1,
    }),
  ],
  readers: () => [PAPERS],
  keeps: keysOfPaper,
  routes: [
    decisionFeed([
      {
        dataset: TRIAL_DECISIONS_V1,
        kind: "Trial",
        path: "/api/v1/patent/trials/decisions",
        number: "trialNumber",
        date: "decisionData.decisionIssueDate",
        outcome: "decisionData.trialOutcomeCategory",
        name: "patentOwnerData.realPartyInInterestName",
      },
      {
        dataset: APPEAL_DECISIONS_V1,
        kind: "Appeal",
        path: "/api/v1/patent/appeals/decisions",
        number: "appealNumber",
        date: "decisionData.decisionIssueDate",
        outcome: "decisionData.appealOutcomeCategory",
        name: "appellantData.realPartyInInterestName",
      },
      {
        dataset: INTERFERENCE_DECISIONS_V1,
        kind: "Interference",
        path: "/api/v1/patent/interferences/decisions",
        number: "interferenceNumber",
        date: "documentData.decisionIssueDate",
        outcome: "documentData.interferenceOutcomeCategory",
        name: "interferenceMetaData.interferenceStyleName",
      },
    ]),
  ],
  contributions: [],
  products: [],
  pages: [],
  firstQuestions: [
    {
      says: "Find trials that were not instituted",
      dataset: TRIAL_PROCEEDINGS_V1,
      criteria: 'trialMetaData.trialStatusCategory:"institution denied"',
    },
  ],
};
