import { isNestedObject, type Nested, type NestedObject } from "../../../catalog/index.js";
import { at, dayAt, listAt, made, numberAt, objectsAt, spaced, textAt } from "../../nestedValues.js";
import { parentageCode, parentageWords, portalEntity, portalFlag, portalSubclass } from "./codes.js";

/**
 * A record of the bulk files of the Patent Examination Data System as the portal's object: of all three generations, as
 * JSON or read from XML. What the portal has no place for stands under `peds`, in the names of that system's answers.
 *
 * A record bears no stamp of its own: `lastIngestionDateTime` is the latest day it tells of, so that of two records of
 * one application the newer one stays.
 */
export function applicationOfBulk(record: NestedObject): NestedObject {
  const wrapped = objectsAt(record, "patentRecordBag", "patentRecord");
  // Of several in one wrapper, none would be the record: it is set aside, for it has no number.
  if (wrapped.length > 1) return made({});
  const [inner = record] = wrapped;
  const about = at(inner, "patentCaseMetadata");
  const number = textAt(about, "applicationNumberText");
  const events = objectsAt(inner, "prosecutionHistoryDataBag", "prosecutionHistoryData").map(eventOf);
  const assignments = objectsAt(inner, "assignmentDataBag", "assignmentData").map(assignmentOf);
  const related = objectsAt(about, "relatedDocumentData", "parentDocumentDataOrChildDocumentData");
  const parties = partiesOf(about);
  return made({
    applicationNumberText: number,
    applicationMetaData: metaDataOf(about, parties),
    correspondenceAddressBag: parties.correspondence,
    recordAttorney: recordAttorneyOf(parties),
    parentContinuityBag: related.filter((each) => !isChild(each)).map((each) => parentOf(each, number)),
    childContinuityBag: related.filter(isChild).map((each) => childOf(each, number)),
    foreignPriorityBag: objectsAt(about, "priorityClaimBag", "priorityClaim").map((claim) =>
      made({
        ipOfficeName: textAt(claim, "ipOfficeName"),
        filingDate: dayAt(claim, "filingDate"),
        applicationNumberText: textAt(claim, "applicationNumber", "applicationNumberText"),
      }),
    ),
    patentTermAdjustmentData: adjustmentOf(at(inner, "patentTermData", "patentTermAdjustmentData")),
    assignmentBag: assignments,
    eventDataBag: events,
    lastIngestionDateTime: latest(
      dayAt(about, "applicationStatusDate"),
      ...events.map((each) => each.get("eventDate")),
      ...assignments.map((each) => each.get("assignmentRecordedDate")),
    ),
    peds: made({
      appLocation: textAt(about, "officialFileLocationCategory"),
      appLocationDate: dayAt(about, "officialFileLocationDate"),
    }),
  });
}

/** The begin of the latest of some days, as an instant. */
function latest(...days: readonly (Nested | undefined)[]): string | undefined {
  const known = days.filter((day) => typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day)) as string[];
  const [last] = known.sort().reverse();
  return last && `${last}T00:00:00`;
}

function metaDataOf(about: Nested | undefined, parties: Parties): NestedObject {
  const national = at(
    about,
    "patentClassificationBag",
    "cpcClassificationBagOrIPCClassificationOrECLAClassificationBag",
    "mainNationalClassification",
  );
  const [main, sub] = [textAt(national, "nationalClass"), textAt(national, "nationalSubclass")];
  const subclass = sub && portalSubclass(sub.replace(/^.*\//, ""));
  const entity = textAt(about, "businessEntityStatusCategory");
  const flag = textAt(about, "firstInventorToFileIndicator");
  const published =
    at(about, "patentPublicationIdentification") ?? at(about, "relatedPatentPublicationIdentification");
  const publication = publicationNumber(published);
  const publicationDate = dayAt(published, "publicationDate");
  return made({
    nationalStageIndicator: undefined,
    entityStatusData: entityOf(entity),
    docketNumber: textAt(about, "applicantFileReference"),
    firstInventorToFileIndicator: flag && portalFlag(flag),
    firstApplicantName: parties.applicants[0] && textAt(parties.applicants[0], "applicantNameText"),
    firstInventorName: parties.inventors[0] && textAt(parties.inventors[0], "inventorNameText"),
    applicationConfirmationNumber: numberAt(about, "applicationConfirmationNumber"),
    applicationStatusDate: dayAt(about, "applicationStatusDate"),
    applicationStatusDescriptionText: textAt(about, "applicationStatusCategory"),
    filingDate: dayAt(about, "filingDate"),
    grantDate: dayAt(about, "patentGrantIdentification", "grantDate"),
    groupArtUnitNumber: textAt(about, "groupArtUnitNumber"),
    applicationTypeLabelName: textAt(about, "applicationTypeCategory"),
    inventionTitle: textAt(about, "inventionTitle"),
    patentNumber: textAt(about, "patentGrantIdentification", "patentNumber"),
    earliestPublicationNumber: publication,
    earliestPublicationDate: publicationDate,
    pctPublicationNumber: textAt(about, "pctRegionalPublicationData", "publicationNumber"),
    pctPublicationDate: dayAt(about, "pctRegionalPublicationData", "publicationDate"),
    internationalRegistrationNumber: textAt(about, "hagueAgreementData", "internationalRegistrationNumber"),
    examinerNameText: parties.examiner,
    class: main,
    subclass,
    uspcSymbolText: main && (subclass ? `${main}/${subclass}` : main),
    customerNumber: parties.customer,
    inventorBag: parties.inventors,
    applicantBag: parties.applicants,
  });
}

export function entityOf(peds: string | undefined): NestedObject | undefined {
  if (peds === undefined) return undefined;
  return made({
    smallEntityStatusIndicator: !/undiscounted/i.test(peds),
    businessEntityStatusCategory: portalEntity(peds),
  });
}

/** In 2018 the number stood without its country and year: `0203975`, and the kind beside it. */
function publicationNumber(published: Nested | undefined): string | undefined {
  const number = textAt(published, "publicationNumber");
  if (number === undefined || !/^\d{7}$/.test(number)) return number;
  const year = dayAt(published, "publicationDate")?.slice(0, 4);
  return year === undefined
    ? number
    : `US${year}${number}${textAt(published, "patentDocumentKindCode") ?? ""}`;
}

interface Parties {
  readonly examiner: string | undefined;
  readonly inventors: readonly NestedObject[];
  readonly applicants: readonly NestedObject[];
  readonly practitioners: readonly NestedObject[];
  readonly correspondence: readonly NestedObject[];
  readonly customer: Nested | undefined;
}

const NAME = ["name", "personNameOrOrganizationNameOrEntityName"] as const;

function partiesOf(about: Nested | undefined): Parties {
  const parties = objectsAt(about, "partyBag", "applicantBagOrInventorBagOrOwnerBag");
  const all = (kind: string) => parties.flatMap((each) => objectsAt(each, kind));
  const [examiner] = all("primaryExaminerOrAssistantExaminerOrAuthorizedOfficer");
  const contacts = all("partyIdentifierOrContact");
  const identifiers = parties.flatMap((each) => listAt(each, "partyIdentifierOrContact"));
  return {
    examiner: textAt(examiner, ...NAME, "personFullName"),
    inventors: all("inventorOrDeceasedInventor").map((each) =>
      inventorOf(at(each, "contactOrPublicationContact")),
    ),
    applicants: all("applicant").map((each) => applicantOf(at(each, "contactOrPublicationContact"))),
    practitioners: all("registeredPractitioner").map(practitionerOf),
    correspondence: contacts
      .filter((each) => each.has("name") || each.has("postalAddressBag"))
      .map(correspondenceOf),
    customer: identifiers
      .map((each) =>
        isNestedObject(each) ? (numberAt(each, "value") ?? numberAt(each, "contactText")) : numberAt(each),
      )
      .find((each) => each !== undefined),
  };
}

function inventorOf(contact: Nested | undefined): NestedObject {
  const name = at(contact, ...NAME, "personStructuredName");
  const [first, middle, last] = ["firstName", "middleName", "lastName"].map((each) => textAt(name, each));
  const suffix = textAt(name, "nameSuffix");
  return made({
    firstName: first,
    middleName: middle,
    lastName: last,
    nameSuffix: suffix,
    inventorNameText: spaced(first, middle, last, suffix) ?? textAt(contact, ...NAME, "personFullName"),
    countryCode: textAt(contact, "countryCode"),
    correspondenceAddressBag: placeOf(contact),
  });
}

function applicantOf(contact: Nested | undefined): NestedObject {
  const person = at(contact, ...NAME, "personStructuredName");
  const [first, middle, last] = ["firstName", "middleName", "lastName"].map((each) => textAt(person, each));
  return made({
    applicantNameText: textAt(contact, ...NAME, "organizationStandardName") ?? spaced(first, middle, last),
    firstName: first,
    middleName: middle,
    lastName: first === undefined ? undefined : last,
    countryCode: textAt(contact, "countryCode"),
    correspondenceAddressBag: placeOf(contact),
  });
}

function placeOf(contact: Nested | undefined): readonly NestedObject[] {
  const place = made({
    cityName: textAt(contact, "cityName"),
    geographicRegionCode: textAt(contact, "geographicRegionName"),
    countryCode: textAt(contact, "countryCode"),
  });
  return place.size === 0 ? [] : [place];
}

function practitionerOf(practitioner: NestedObject): NestedObject {
  const contact = at(practitioner, "contactOrPublicationContact");
  const name = at(contact, ...NAME, "personStructuredName");
  const phones = listAt(contact, "phoneNumberBag", "phoneNumber").map((each) => textAt(each));
  const category = textAt(practitioner, "registeredPractitionerCategory");
  return made({
    activeIndicator: activity(textAt(practitioner, "activeIndicator")),
    firstName: textAt(name, "firstName"),
    middleName: textAt(name, "middleName"),
    lastName: textAt(name, "lastName"),
    nameSuffix: textAt(name, "nameSuffix"),
    registrationNumber: textAt(practitioner, "registeredPractitionerRegistrationNumber"),
    telecommunicationAddressBag: phones.flatMap((each) =>
      each === undefined ? [] : [made({ telecommunicationNumber: each, telecomTypeCode: "TEL" })],
    ),
    registeredPractitionerCategory: category === "ATTORNEY" ? "ATTNY" : category,
  });
}

function activity(indicator: string | undefined): string | undefined {
  if (indicator === undefined) return undefined;
  return /^true$/i.test(indicator) ? "ACTIVE" : /^false$/i.test(indicator) ? "INACTIVE" : indicator;
}

function correspondenceOf(contact: NestedObject): NestedObject {
  const address = at(contact, "postalAddressBag", "postalAddress", "postalStructuredAddress");
  const [line, second] = objectsAt(address, "addressLineText").map((each) => textAt(each));
  const name = at(contact, ...NAME, "personStructuredName");
  return made({
    nameLineOneText: spaced(...["firstName", "middleName", "lastName"].map((each) => textAt(name, each))),
    addressLineOneText: line,
    addressLineTwoText: second,
    cityName: textAt(address, "cityName"),
    geographicRegionCode: textAt(address, "geographicRegionName"),
    countryCode: textAt(address, "countryCode"),
    postalCode: textAt(address, "postalCode"),
  });
}

function recordAttorneyOf({ practitioners, customer }: Parties): NestedObject {
  return made({
    customerNumberCorrespondenceData: customer && made({ patronIdentifier: customer }),
    attorneyBag: practitioners,
  });
}

/** In early 2018 the code stood at the end of the text: `Email Notification , EML_NTR`. */
function eventOf(event: NestedObject): NestedObject {
  const said = textAt(event, "eventDescriptionText");
  const code = textAt(event, "eventCode");
  const [, words, joined] = (code === undefined && /^([\s\S]*\S)\s+,\s+(\S+)$/.exec(said ?? "")) || [];
  return made({
    eventCode: code ?? joined,
    eventDescriptionText: words ?? said,
    eventDate: dayAt(event, "eventDate"),
  });
}

/** `which is Pending claims the benefit of 15396784`, or a status of a child: the other application is the child. */
function isChild(related: NestedObject): boolean {
  return related.has("childDocumentStatusCode") || /^which\b/.test(textAt(related, "descriptionText") ?? "");
}

function parentOf(related: NestedObject, number: string | undefined): NestedObject {
  const said = textAt(related, "descriptionText");
  return made({
    parentApplicationStatusDescriptionText: textAt(related, "parentDocumentStatusCode"),
    claimParentageTypeCode: said && parentageCode(said),
    claimParentageTypeCodeDescriptionText: said && parentageWords(said),
    parentApplicationNumberText: textAt(related, "applicationNumberText"),
    parentApplicationFilingDate: dayAt(related, "filingDate"),
    parentPatentNumber: textAt(related, "patentNumber"),
    childApplicationNumberText: number,
  });
}

function childOf(related: NestedObject, number: string | undefined): NestedObject {
  const said = textAt(related, "descriptionText");
  const words = said?.replace(/^which is \S+ /, "").replace(/ \S*\d\S*$/, "");
  return made({
    childApplicationStatusDescriptionText: textAt(related, "childDocumentStatusCode"),
    claimParentageTypeCode: words && parentageCode(words),
    claimParentageTypeCodeDescriptionText: words,
    childApplicationNumberText: textAt(related, "applicationNumberText"),
    childApplicationFilingDate: dayAt(related, "filingDate"),
    childPatentNumber: textAt(related, "patentNumber"),
    parentApplicationNumberText: number,
  });
}

function adjustmentOf(term: Nested | undefined): NestedObject | undefined {
  if (term === undefined) return undefined;
  const quantities = {
    aDelayQuantity: "aDelayQuantity",
    bDelayQuantity: "bDelayQuantity",
    cDelayQuantity: "cDelayQuantity",
    overlappingDayQuantity: "overlappingDayQuantity",
    nonOverlappingDayDelayQuantity: "nonOverlappingDayQuantity",
    ipOfficeAdjustmentDelayQuantity: "ipOfficeDayDelayQuantity",
    applicantDayDelayQuantity: "applicantDayDelayQuantity",
    adjustmentTotalQuantity: "adjustmentTotalQuantity",
  };
  const history = at(term, "patentTermAdjustmentHistoryDataBag");
  return made({
    ...Object.fromEntries(Object.entries(quantities).map(([portal, bulk]) => [portal, numberAt(term, bulk)])),
    patentTermAdjustmentHistoryDataBag: objectsAt(history, "patentTermAdjustmentHistoryData").map((event) =>
      made({
        eventDescriptionText: textAt(event, "eventDescriptionText"),
        eventDate: dayAt(event, "eventDate"),
        eventSequenceNumber: numberAt(event, "eventSequenceNumber"),
        ipOfficeDayDelayQuantity: numberAt(event, "ipOfficeDayDelayQuantity"),
        applicantDayDelayQuantity: numberAt(event, "applicantDayDelayQuantity"),
        originatingEventSequenceNumber: numberAt(event, "originatingEventSequenceNumber"),
      }),
    ),
  });
}

const LINES = ["One", "Two", "Three", "Four"];

/** Lines of an address in their order, as `addressLineOneText` and so on. */
export function addressLines(
  lines: readonly (string | undefined)[],
): Readonly<Record<string, Nested | undefined>> {
  return Object.fromEntries(LINES.map((name, line) => [`addressLine${name}Text`, lines[line]]));
}

function assignmentOf(assignment: NestedObject): NestedObject {
  const named = (party: NestedObject) => textAt(party, "contactOrPublicationContact", ...NAME);
  const linesOf = (contact: Nested | undefined) =>
    addressLines(
      objectsAt(contact, "postalAddressBag", "postalAddress", "postalAddressText").map((each) =>
        textAt(each),
      ),
    );
  const correspondent = at(assignment, "correspondenceAddress", "partyIdentifierOrContact");
  return made({
    ...reelAndFrame(textAt(assignment, "reelNumber"), textAt(assignment, "frameNumber")),
    pageTotalQuantity: numberAt(assignment, "pageTotalQuantity"),
    assignmentReceivedDate: dayAt(assignment, "documentReceivedDate"),
    assignmentRecordedDate: dayAt(assignment, "recordedDate"),
    assignmentMailedDate: dayAt(assignment, "mailDate"),
    conveyanceText: textAt(assignment, "conveyanceText"),
    assignorBag: objectsAt(assignment, "assignorBag", "assignor").map((each) =>
      made({ assignorName: named(each), executionDate: dayAt(each, "executionDate") }),
    ),
    assigneeBag: objectsAt(assignment, "assigneeBag", "assignee").map((each) =>
      made({
        assigneeNameText: named(each),
        assigneeAddress: made(linesOf(at(each, "contactOrPublicationContact"))),
      }),
    ),
    correspondenceAddress: made({
      correspondentNameText: textAt(correspondent, ...NAME),
      ...linesOf(correspondent),
    }),
  });
}

export function reelAndFrame(
  reel: string | undefined,
  frame: string | undefined,
): Readonly<Record<string, Nested | undefined>> {
  const isKnown = /^\d+$/.test(reel ?? "") && /^\d+$/.test(frame ?? "");
  return {
    reelNumber: numberAt(reel),
    frameNumber: numberAt(frame),
    reelAndFrameNumber: isKnown ? `${reel?.padStart(6, "0")}/${frame?.padStart(4, "0")}` : undefined,
  };
}
