import type { Nested, NestedObject } from "../../../catalog/index.js";
import { dayAt, made, numberAt, objectsAt, spaced, textAt } from "../../nestedValues.js";
import { parentageCode, parentageWords, portalFlag, portalSubclass } from "./codes.js";
import { addressLines, entityOf, reelAndFrame } from "./fromBulk.js";

/**
 * A record that the Patent Examination Data System answered, as the portal's object. The record itself stands whole
 * under `peds`, so that it is answered again as it was.
 */
export function applicationOfAnswer(record: NestedObject): NestedObject {
  const text = (name: string) => textAt(record, name);
  const customer = numberAt(record, "appCustNumber") ?? numberAt(record, "corrAddrCustNo");
  const attorneys = objectsAt(record, "attrnyAddr").map(attorneyOf);
  return made({
    applicationNumberText: text("applId"),
    applicationMetaData: metaDataOf(record, customer),
    correspondenceAddressBag: [correspondenceOf(text)].filter((each) => each.size > 0),
    recordAttorney: made({
      customerNumberCorrespondenceData: customer && made({ patronIdentifier: customer }),
      attorneyBag: attorneys,
    }),
    parentContinuityBag: objectsAt(record, "parentContinuity").map(parentOf),
    childContinuityBag: objectsAt(record, "childContinuity").map(childOf),
    foreignPriorityBag: objectsAt(record, "foreignPriority").map((claim) =>
      made({
        ipOfficeName: textAt(claim, "countryName"),
        filingDate: dayAt(claim, "filingDate"),
        applicationNumberText: textAt(claim, "priorityClaim"),
      }),
    ),
    patentTermAdjustmentData: adjustmentOf(record),
    assignmentBag: objectsAt(record, "assignments").map(assignmentOf),
    eventDataBag: objectsAt(record, "transactions").map((event) =>
      made({
        eventCode: textAt(event, "code"),
        eventDescriptionText: textAt(event, "description"),
        eventDate: dayAt(event, "recordDate"),
      }),
    ),
    lastIngestionDateTime: (text("LAST_MOD_TS") ?? text("lastUpdatedTimestamp"))?.replace(/Z$/, ""),
    peds: record,
  });
}

function metaDataOf(record: NestedObject, customer: Nested | undefined): NestedObject {
  const text = (name: string) => textAt(record, name);
  const day = (name: string) => dayAt(record, name);
  const [main, sub, flag] = [text("appCls"), text("appSubCls"), text("firstInventorFile")];
  const subclass = sub && portalSubclass(sub);
  const inventors = objectsAt(record, "inventors").map(inventorOf);
  const applicants = objectsAt(record, "applicants").map(applicantOf);
  return made({
    entityStatusData: entityOf(text("appEntityStatus")),
    docketNumber: text("appAttrDockNumber"),
    firstInventorToFileIndicator: flag && portalFlag(flag),
    firstApplicantName: spaced(text("firstNamedApplicant")),
    firstInventorName: spaced(text("inventorName")),
    applicationConfirmationNumber: numberAt(record, "appConfrNumber"),
    applicationStatusDate: day("appStatusDate"),
    applicationStatusDescriptionText: text("appStatus"),
    filingDate: day("appFilingDate"),
    grantDate: day("patentIssueDate"),
    groupArtUnitNumber: text("appGrpArtNumber"),
    applicationTypeLabelName: text("appType"),
    inventionTitle: text("patentTitle"),
    patentNumber: text("patentNumber"),
    earliestPublicationNumber: text("appEarlyPubNumber"),
    earliestPublicationDate: day("appEarlyPubDate"),
    pctPublicationNumber: text("wipoEarlyPubNumber"),
    pctPublicationDate: day("wipoEarlyPubDate"),
    internationalRegistrationNumber: text("appIntlPubNumber"),
    internationalRegistrationPublicationDate: day("appIntlPubDate"),
    examinerNameText: text("appExamName"),
    class: main,
    subclass,
    uspcSymbolText: main && (subclass ? `${main}/${subclass}` : main),
    customerNumber: customer,
    inventorBag: inventors,
    applicantBag: applicants,
  });
}

/** The family name, then the others; a city with a comma behind it, a country in parentheses. */
function inventorOf(person: NestedObject): NestedObject {
  const last = textAt(person, "nameLineOne");
  const [first, ...middle] = textAt(person, "nameLineTwo")?.split(" ") ?? [];
  const suffix = textAt(person, "suffix");
  return made({
    firstName: first,
    middleName: spaced(...middle),
    lastName: last,
    nameSuffix: suffix,
    inventorNameText: spaced(first, ...middle, last, suffix),
    countryCode: countryOf(person),
    correspondenceAddressBag: placesOf(person),
  });
}

function applicantOf(party: NestedObject): NestedObject {
  const last = textAt(party, "nameLineOne");
  const first = textAt(party, "nameLineTwo");
  return made({
    applicantNameText: spaced(first, last),
    firstName: first,
    lastName: first && last,
    countryCode: countryOf(party),
    correspondenceAddressBag: placesOf(party),
  });
}

function countryOf(party: NestedObject): string | undefined {
  return textAt(party, "country")?.replace(/^\((.*)\)$/, "$1") || undefined;
}

function placesOf(party: NestedObject): readonly NestedObject[] {
  const place = made({
    cityName: textAt(party, "city")?.replace(/,\s*$/, ""),
    geographicRegionCode: textAt(party, "geoCode"),
    countryCode: countryOf(party),
  });
  return place.size === 0 ? [] : [place];
}

function correspondenceOf(text: (name: string) => string | undefined): NestedObject {
  return made({
    nameLineOneText: text("corrAddrNameLineOne"),
    nameLineTwoText: text("corrAddrNameLineTwo"),
    addressLineOneText: text("corrAddrStreetLineOne"),
    addressLineTwoText: text("corrAddrStreetLineTwo"),
    cityName: text("corrAddrCity"),
    geographicRegionName: text("corrAddrGeoRegionNA"),
    geographicRegionCode: text("corrAddrGeoRegionCode"),
    postalCode: text("corrAddrPostalCode"),
    countryCode: text("corrAddrCountryCd"),
    countryName: text("corrAddrCountryName"),
  });
}

/** `Birch, Terrell  `: the family name, then the others. */
function attorneyOf(attorney: NestedObject): NestedObject {
  const [last, others = ""] = textAt(attorney, "fullName")?.split(", ") ?? [];
  const [first, ...middle] = others.trim().split(/\s+/);
  const phone = textAt(attorney, "phoneNum");
  return made({
    activeIndicator: textAt(attorney, "regStatus"),
    firstName: first || undefined,
    middleName: spaced(...middle),
    lastName: last,
    registrationNumber: textAt(attorney, "registrationNo"),
    telecommunicationAddressBag: phone && [made({ telecommunicationNumber: phone, telecomTypeCode: "TEL" })],
  });
}

function isFirstToFile(relation: NestedObject): boolean | undefined {
  const flag = textAt(relation, "aiaIndicator");
  return flag === undefined ? undefined : portalFlag(flag) === "Y";
}

function parentOf(relation: NestedObject): NestedObject {
  const said = textAt(relation, "applicationStatusDescription");
  return made({
    firstInventorToFileIndicator: isFirstToFile(relation),
    parentApplicationStatusDescriptionText: textAt(relation, "applicationStatus"),
    claimParentageTypeCode: said && parentageCode(said),
    claimParentageTypeCodeDescriptionText: said && parentageWords(said),
    parentApplicationNumberText: textAt(relation, "claimApplicationNumberText"),
    parentApplicationFilingDate: dayAt(relation, "filingDate"),
    parentPatentNumber: textAt(relation, "patentNumberText"),
    childApplicationNumberText: textAt(relation, "applicationNumberText"),
  });
}

function childOf(relation: NestedObject): NestedObject {
  const said = textAt(relation, "applicationStatusDescription");
  return made({
    firstInventorToFileIndicator: isFirstToFile(relation),
    childApplicationStatusDescriptionText: textAt(relation, "applicationStatus"),
    claimParentageTypeCode: said && parentageCode(said),
    claimParentageTypeCodeDescriptionText: said && parentageWords(said),
    childApplicationNumberText: textAt(relation, "claimApplicationNumberText"),
    childApplicationFilingDate: dayAt(relation, "filingDate"),
    childPatentNumber: textAt(relation, "patentNumberText"),
    parentApplicationNumberText: textAt(relation, "applicationNumberText"),
  });
}

function adjustmentOf(record: NestedObject): NestedObject {
  return made({
    aDelayQuantity: numberAt(record, "aDelay"),
    bDelayQuantity: numberAt(record, "bDelay"),
    cDelayQuantity: numberAt(record, "cDelay"),
    overlappingDayQuantity: numberAt(record, "overlapDelay"),
    nonOverlappingDayDelayQuantity: numberAt(record, "ptoDelay"),
    ipOfficeAdjustmentDelayQuantity: numberAt(record, "ptoAdjustments"),
    applicantDayDelayQuantity: numberAt(record, "applDelay"),
    adjustmentTotalQuantity: numberAt(record, "totalPtoDays"),
    patentTermAdjustmentHistoryDataBag: objectsAt(record, "ptaPteTranHistory").map((event) =>
      made({
        eventDescriptionText: textAt(event, "contentsDescription"),
        eventDate: dayAt(event, "ptaOrPteDate"),
        eventSequenceNumber: numberAt(event, "number"),
        ipOfficeDayDelayQuantity: numberAt(event, "ptoDays"),
        applicantDayDelayQuantity: numberAt(event, "applDays"),
        originatingEventSequenceNumber: numberAt(event, "start"),
        ptaPTECode: textAt(record, "ptaPteInd"),
      }),
    ),
  });
}

function assignmentOf(assignment: NestedObject): NestedObject {
  const text = (name: string) => textAt(assignment, name);
  return made({
    ...reelAndFrame(text("reelNumber"), text("frameNumber")),
    pageTotalQuantity: numberAt(assignment, "pagesCount"),
    assignmentReceivedDate: dayAt(assignment, "receivedDate"),
    assignmentRecordedDate: dayAt(assignment, "recordedDate"),
    assignmentMailedDate: dayAt(assignment, "mailDate"),
    conveyanceText: text("converyanceName"),
    assignorBag: objectsAt(assignment, "assignors").map((each) =>
      made({ assignorName: textAt(each, "assignorName"), executionDate: dayAt(each, "execDate") }),
    ),
    assigneeBag: objectsAt(assignment, "assignee").map((each) =>
      made({
        assigneeNameText: textAt(each, "assigneeName"),
        assigneeAddress: made({
          ...addressLines([textAt(each, "streetLineOneText"), textAt(each, "streetLineTwoText")]),
          cityName: textAt(each, "cityName"),
          postalCode: textAt(each, "postalCode"),
          countryOrStateCode: textAt(each, "countryCode"),
        }),
      }),
    ),
    correspondenceAddress: made({
      correspondentNameText: text("addressNameText"),
      ...addressLines(["One", "Two", "Three", "Four"].map((line) => text(`addressLine${line}Text`))),
    }),
  });
}
