import {
  type Dataset,
  type NestedManner,
  type NestedObject,
  nestedRecords,
  type Source,
} from "../../../catalog/index.js";
import { made, numberAt, textAt } from "../../nestedValues.js";
import { pedsEntity, pedsSubclass, portalEntity, portalFlag, portalSubclass } from "./codes.js";
import { applicationOfAnswer } from "./fromAnswer.js";
import { applicationOfBulk } from "./fromBulk.js";
import { answerOfApplication } from "./toAnswer.js";
import { bulkOfApplication } from "./toBulk.js";
import { applicationOfXml, xmlOfApplication } from "./xml.js";

const META = "applicationMetaData";
const CORRESPONDENCE = "correspondenceAddressBag";
const ADJUSTMENT = "patentTermAdjustmentData";

/** The names of the Patent Examination Data System that the portal has a field for. */
const NAMES: Readonly<Record<string, string>> = {
  applId: "applicationNumberText",
  id: "applicationNumberText",
  applIdStr: "applicationNumberText",
  appl_id_txt: "applicationNumberText",
  appFilingDate: `${META}.filingDate`,
  appExamName: `${META}.examinerNameText`,
  appExamNameFacet: `${META}.examinerNameText`,
  appExamPrefrdName: `${META}.examinerNameText`,
  appGrpArtNumber: `${META}.groupArtUnitNumber`,
  appGrpArtNumberFacet: `${META}.groupArtUnitNumber`,
  appConfrNumber: `${META}.applicationConfirmationNumber`,
  appAttrDockNumber: `${META}.docketNumber`,
  appAttrDockNumberFacet: `${META}.docketNumber`,
  appCls: `${META}.class`,
  appSubCls: `${META}.subclass`,
  appClsSubCls: `${META}.uspcSymbolText`,
  appClsSubClsFacet: `${META}.uspcSymbolText`,
  appEntityStatus: `${META}.entityStatusData.businessEntityStatusCategory`,
  appEntityStatus_txt: `${META}.entityStatusData.businessEntityStatusCategory`,
  appEntityStatusFacet: `${META}.entityStatusData.businessEntityStatusCategory`,
  firstInventorFile: `${META}.firstInventorToFileIndicator`,
  firstInventorFileFacet: `${META}.firstInventorToFileIndicator`,
  patentTitle: `${META}.inventionTitle`,
  appStatus: `${META}.applicationStatusDescriptionText`,
  appStatus_txt: `${META}.applicationStatusDescriptionText`,
  appStatusFacet: `${META}.applicationStatusDescriptionText`,
  appStatusDate: `${META}.applicationStatusDate`,
  appType: `${META}.applicationTypeLabelName`,
  appTypeFacet: `${META}.applicationTypeLabelName`,
  appLocation: "peds.appLocation",
  appLocationFacet: "peds.appLocation",
  appLocationDate: "peds.appLocationDate",
  appEarlyPubNumber: `${META}.earliestPublicationNumber`,
  appEarlyPubNumberFacet: `${META}.earliestPublicationNumber`,
  appEarlyPubDate: `${META}.earliestPublicationDate`,
  patentNumber: `${META}.patentNumber`,
  patentNumberFacet: `${META}.patentNumber`,
  patentNumberStr: `${META}.patentNumber`,
  patentIssueDate: `${META}.grantDate`,
  appCustNumber: `${META}.customerNumber`,
  appCustNumberFacet: `${META}.customerNumber`,
  corrAddrCustNo: `${META}.customerNumber`,
  wipoEarlyPubNumber: `${META}.pctPublicationNumber`,
  wipoEarlyPubDate: `${META}.pctPublicationDate`,
  appIntlPubNumber: `${META}.internationalRegistrationNumber`,
  appIntlPubDate: `${META}.internationalRegistrationPublicationDate`,
  inventorName: `${META}.inventorBag.inventorNameText`,
  inventorNameFacet: `${META}.inventorBag.inventorNameText`,
  inventorsFullNameFacet: `${META}.inventorBag.inventorNameText`,
  primaryInventor: `${META}.firstInventorName`,
  primaryInventorFacet: `${META}.firstInventorName`,
  rankAndInventorsList: `${META}.inventorBag.inventorNameText`,
  firstNamedApplicant: `${META}.applicantBag.applicantNameText`,
  firstNamedApplicantFacet: `${META}.applicantBag.applicantNameText`,
  firstNamedApplicantName: `${META}.applicantBag.applicantNameText`,
  appTransHistoryDesc: "eventDataBag.eventDescriptionText",
  appTransHistoryDate: "eventDataBag.eventDate",
  corrAddrNameLineOne: `${CORRESPONDENCE}.nameLineOneText`,
  corrAddrNameLineTwo: `${CORRESPONDENCE}.nameLineTwoText`,
  corrAddrStreetLineOne: `${CORRESPONDENCE}.addressLineOneText`,
  corrAddrStreetLineTwo: `${CORRESPONDENCE}.addressLineTwoText`,
  corrAddrCity: `${CORRESPONDENCE}.cityName`,
  corrAddrPostalCode: `${CORRESPONDENCE}.postalCode`,
  corrAddrCountryCd: `${CORRESPONDENCE}.countryCode`,
  corrAddrCountryName: `${CORRESPONDENCE}.countryName`,
  aDelay: `${ADJUSTMENT}.aDelayQuantity`,
  bDelay: `${ADJUSTMENT}.bDelayQuantity`,
  cDelay: `${ADJUSTMENT}.cDelayQuantity`,
  overlapDelay: `${ADJUSTMENT}.overlappingDayQuantity`,
  ptoDelay: `${ADJUSTMENT}.nonOverlappingDayDelayQuantity`,
  ptoAdjustments: `${ADJUSTMENT}.ipOfficeAdjustmentDelayQuantity`,
  applDelay: `${ADJUSTMENT}.applicantDayDelayQuantity`,
  totalPtoDays: `${ADJUSTMENT}.adjustmentTotalQuantity`,
  LAST_MOD_TS: "lastIngestionDateTime",
  lastUpdatedTimestamp: "lastIngestionDateTime",
};

/** Applications as the Patent Examination Data System asked and answered them, and as its packages hold them. */
export const PEDS: NestedManner = {
  names: NAMES,
  asked(name, value) {
    if (/^appSubCls/.test(name)) return portalSubclass(value);
    if (/^appClsSubCls/.test(name)) return value.replace(/[^/]*$/, portalSubclass);
    if (/^appEntityStatus/.test(name)) return portalEntity(value);
    return /^firstInventorFile/.test(name) ? portalFlag(value) : value;
  },
  counted(name, value) {
    if (/^appClsSubCls/.test(name))
      return value.replace(
        /^([^/]*)\/(.*)$/,
        (_, main: string, sub: string) => `${main}/${pedsSubclass(sub)}`,
      );
    if (/^appEntityStatus/.test(name)) return pedsEntity(value);
    return /^firstInventorFile/.test(name) ? (value === "Y" ? "Yes" : "No") : value;
  },
  answered: { answer: answerOfApplication, package: bulkOfApplication, xml: xmlOfApplication },
};

/** The bulk files in three generations, their XML twin, packages, and saved answers. */
export function pedsFiles(applications: Dataset): readonly Source[] {
  const identity = ["applicationNumberText"];
  const bulk = { bags: ["PatentBulkData", "PatentData"], identity, map: applicationOfBulk };
  return [
    nestedRecords(applications, {
      ...bulk,
      has: ["patentRecordBag.patentRecord.patentCaseMetadata.applicationNumberText"],
    }),
    nestedRecords(applications, { ...bulk, has: ["patentCaseMetadata.applicationNumberText"] }),
    nestedRecords(applications, {
      bags: ["<PatentData>"],
      identity,
      map: applicationOfXml,
      has: ["patentCaseMetadata.applicationNumberText"],
    }),
    nestedRecords(applications, {
      bags: ["queryResults.searchResponse.response.docs"],
      identity,
      map: applicationOfAnswer,
      has: ["applId", "appFilingDate"],
    }),
  ];
}

/** The documents of a file wrapper as the Patent Examination Data System listed them. */
export const PEDS_DOCUMENTS: NestedManner = {
  names: { applicationNumberText: "applicationNumberText", mailRoomDate: "officialDate" },
  answered: { answer: listedDocument },
};

export function pedsDocumentFiles(documents: Dataset): readonly Source[] {
  return [
    nestedRecords(documents, {
      bags: [],
      has: ["applicationNumberText", "documentIdentifier", "mailRoomDate"],
      identity: ["applicationNumberText", "documentIdentifier"],
      map: documentOfList,
    }),
  ];
}

function documentOfList(document: NestedObject): NestedObject {
  const [number, id] = [textAt(document, "applicationNumberText"), textAt(document, "documentIdentifier")];
  return made({
    applicationNumberText: number,
    officialDate: textAt(document, "mailRoomDate"),
    documentIdentifier: id,
    documentCode: textAt(document, "documentCode"),
    documentCodeDescriptionText: textAt(document, "documentDescription"),
    downloadOptionBag: [
      made({
        mimeTypeIdentifier: "PDF",
        downloadUrl: `https://api.uspto.gov/api/v1/download/applications/${number}/${id}.pdf`,
        pageTotalQuantity: numberAt(document, "pageCount"),
      }),
    ],
    peds: document,
  });
}

function listedDocument(object: NestedObject): NestedObject {
  const peds = object.get("peds");
  if (peds instanceof Map) return peds;
  const [number, id] = [textAt(object, "applicationNumberText"), textAt(object, "documentIdentifier")];
  const pages = numberAt(object, "downloadOptionBag", "pageTotalQuantity");
  return made({
    applicationNumberText: number,
    mailRoomDate: mailRoomDate(textAt(object, "officialDate")),
    documentCode: textAt(object, "documentCode"),
    documentDescription: textAt(object, "documentCodeDescriptionText"),
    documentCategory: "PROSECUTION",
    accessLevelCategory: "PUBLIC",
    documentIdentifier: id,
    pageCount: pages,
    pdfUrl: `pdfDocument/${number}/${id}`,
  });
}

/** `2023-10-03T09:18:25.000-0400` as the instant it is. */
function mailRoomDate(official: string | undefined): string | undefined {
  if (official === undefined) return undefined;
  const instant = new Date(official.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(instant.getTime()) ? official : instant.toISOString();
}
