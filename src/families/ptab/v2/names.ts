/** A field of version 2's flat records, and where in the portal's object it stands. */
type Names = Readonly<Record<string, string>>;

/** What version 2 says of a party, behind the party's name: `respondentPatentNumber`. */
const OF_PARTY: Names = {
  TechnologyCenterNumber: "technologyCenterNumber",
  GroupArtUnitNumber: "groupArtUnitNumber",
  PatentOwnerName: "patentOwnerName",
  PartyName: "realPartyInInterestName",
  InventorName: "inventorName",
  CounselName: "counselName",
  GrantDate: "grantDate",
  PatentNumber: "patentNumber",
  ApplicationNumberText: "applicationNumberText",
};
const PUBLICATION: Names = { PublicationDate: "publicationDate", PublicationNumber: "publicationNumber" };

function party(prefix: string, at: string, what: Names = OF_PARTY): Names {
  return Object.fromEntries(Object.entries(what).map(([name, path]) => [prefix + name, `${at}.${path}`]));
}

const OF_TRIAL: Names = {
  proceedingNumber: "trialNumber",
  subproceedingTypeCategory: "trialMetaData.trialTypeCode",
  ...party("respondent", "patentOwnerData"),
  ...party("petitioner", "regularPetitionerData"),
};

export const PROCEEDING_NAMES: Names = {
  institutionDecisionDate: "trialMetaData.institutionDecisionDate",
  proceedingFilingDate: "trialMetaData.petitionFilingDate",
  accordedFilingDate: "trialMetaData.accordedFilingDate",
  proceedingStatusCategory: "trialMetaData.trialStatusCategory",
  proceedingLastModifiedDate: "trialMetaData.trialLastModifiedDate",
  decisionDate: "trialMetaData.latestDecisionDate",
  ...OF_TRIAL,
};

export const DOCUMENT_NAMES: Names = {
  filingPartyCategory: "documentData.filingPartyCategory",
  documentNumber: "documentData.documentNumber",
  documentName: "documentData.documentName",
  documentCategory: "documentData.documentCategory",
  documentTitleText: "documentData.documentTitleText",
  documentFilingDate: "documentData.documentFilingDate",
  documentTypeName: "documentData.documentTypeDescriptionText",
  documentSize: "documentData.documentSizeQuantity",
  documentIdentifier: "documentData.documentIdentifier",
  ...OF_TRIAL,
};

export const DECISION_NAMES: Names = {
  decisionTypeCategory: "decisionData.decisionTypeCategory",
  subdecisionTypeCategory: "decisionData.trialOutcomeCategory",
  documentName: "documentData.documentName",
  documentIdentifier: "documentData.documentIdentifier",
  ocrSearchText: "documentData.documentOCRText",
  issueType: "decisionData.issueTypeBag",
  boardRulings: "decisionData.statuteAndRuleBag",
  decisionDate: "decisionData.decisionIssueDate",
  ...OF_TRIAL,
};

const OF_APPEAL: Names = {
  proceedingNumber: "appealNumber",
  subproceedingTypeCategory: "appealMetaData.applicationTypeCategory",
  proceedingFilingDate: "appealMetaData.appealFilingDate",
  proceedingLastModifiedDate: "appealMetaData.appealLastModifiedDate",
  docketNoticeMailDate: "appealMetaData.docketNoticeMailedDate",
  thirdPartyName: "thirdPartyRequesterData.thirdPartyName",
  ...party("appellant", "appellantData", { ...OF_PARTY, ...PUBLICATION }),
  // Of appeals, the party is told under both names [recorded].
  ...party("respondent", "appellantData", {
    TechnologyCenterNumber: "technologyCenterNumber",
    GroupArtUnitNumber: "groupArtUnitNumber",
    PartyName: "realPartyInInterestName",
    PatentNumber: "patentNumber",
    ApplicationNumberText: "applicationNumberText",
  }),
};

/** Version 2 alone told of an appeal without its decision. */
export const APPEAL_NAMES: Names = {
  proceedingStatusCategory: "appealMetaData.appealStatusCategory",
  decisionDate: "appealMetaData.decisionDate",
  ...OF_APPEAL,
};

export const APPEAL_DECISION_NAMES: Names = {
  ...OF_APPEAL,
  decisionTypeCategory: "decisionData.decisionTypeCategory",
  subdecisionTypeCategory: "decisionData.appealOutcomeCategory",
  documentName: "documentData.documentName",
  documentIdentifier: "documentData.documentIdentifier",
  ocrSearchText: "documentData.documentOCRText",
  issueType: "decisionData.issueTypeBag",
  boardRulings: "decisionData.statuteAndRuleBag",
  decisionDate: "decisionData.decisionIssueDate",
};

export const INTERFERENCE_NAMES: Names = {
  proceedingNumber: "interferenceNumber",
  styleNameText: "interferenceMetaData.interferenceStyleName",
  declarationDate: "interferenceMetaData.declarationDate",
  decisionTypeCategory: "documentData.decisionTypeCategory",
  subdecisionTypeCategory: "documentData.interferenceOutcomeCategory",
  documentName: "documentData.documentName",
  documentTitleText: "documentData.documentTitleText",
  documentIdentifier: "documentData.documentIdentifier",
  ocrSearchText: "documentData.documentOCRText",
  boardRulings: "documentData.statuteAndRuleBag",
  decisionDate: "documentData.decisionIssueDate",
  ...party("respondent", "seniorPartyData", { ...OF_PARTY, ...PUBLICATION }),
  ...party("petitioner", "juniorPartyData", { ...OF_PARTY, ...PUBLICATION }),
};
