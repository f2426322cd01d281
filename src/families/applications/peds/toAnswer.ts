import { isNestedObject, type Nested, type NestedObject } from "../../../catalog/index.js";
import { at, dayAt, made, monthFirst, objectsAt, textAt } from "../../nestedValues.js";
import { pedsEntity, pedsSubclass } from "./codes.js";

/**
 * The portal's object as the Patent Examination Data System answered an application; one that it answered itself as it
 * was. Members for which the portal has nothing are left out.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list, one member of the answer after another.
export function answerOfApplication(object: NestedObject): NestedObject {
  const peds = object.get("peds");
  if (isNestedObject(peds) && peds.has("applId")) return peds;
  const about = at(object, "applicationMetaData");
  const number = textAt(object, "applicationNumberText");
  const text = (name: string) => textAt(about, name);
  const instant = (name: string) => instantOf(dayAt(about, name));
  const people = objectsAt(about, "inventorBag");
  const applicants = objectsAt(about, "applicantBag");
  const [main, sub] = [text("class"), text("subclass")];
  const [publication, status, art, customer] = [
    text("earliestPublicationNumber"),
    text("applicationStatusDescriptionText"),
    text("groupArtUnitNumber"),
    text("customerNumber"),
  ];
  const location = textAt(peds, "appLocation");
  const subclass = sub && pedsSubclass(sub);
  const symbol = main && (subclass ? `${main}/${subclass}` : main);
  const first = text("firstInventorToFileIndicator");
  const flag = first === undefined ? undefined : first === "Y" ? "Yes" : "No";
  const inventor = people[0] ? nameOf(people[0]) : text("firstInventorName");
  const applicant = applicants[0] ? firstApplicant(applicants[0]) : text("firstApplicantName");
  const entity = textAt(about, "entityStatusData", "businessEntityStatusCategory");
  const type = text("applicationTypeLabelName");
  const [docket, patent, examiner] = [text("docketNumber"), text("patentNumber"), text("examinerNameText")];
  return made({
    ...corresponding(at(object, "correspondenceAddressBag")),
    applId: number,
    ...adjusted(at(object, "patentTermAdjustmentData")),
    assignments: objectsAt(object, "assignmentBag").map(assignmentOf),
    applicants: applicants.map((each, index) => partyOf(each, index + 1, textAt(each, "applicantNameText"))),
    applicantsFacet: facetOf(applicants, "applicantNameText"),
    appFilingDate: instant("filingDate"),
    appExamName: examiner,
    appExamNameFacet: examiner,
    publicInd: "Y",
    inventorName: inventor,
    inventorNameFacet: inventor,
    appEarlyPubDate: instant("earliestPublicationDate"),
    appLocation: location,
    appLocationDate: instantOf(dayAt(peds, "appLocationDate")),
    appEarlyPubNumber: publication,
    id: number,
    appGrpArtNumber: art,
    appGrpArtNumberFacet: art,
    applIdStr: number,
    appl_id_txt: number,
    appSubCls: subclass,
    patentNumber: patent,
    LAST_MOD_TS: stamp(textAt(object, "lastIngestionDateTime")),
    transactions: objectsAt(object, "eventDataBag").map((event) =>
      made({
        recordDate: textAt(event, "eventDate") && `${textAt(event, "eventDate")} 00:00:00`,
        code: textAt(event, "eventCode") ?? "",
        description: textAt(event, "eventDescriptionText") ?? "",
      }),
    ),
    appCls: main,
    appStatus: status,
    appStatusFacet: status,
    appStatus_txt: status,
    patentTitle: text("inventionTitle"),
    appStatusDate: instant("applicationStatusDate"),
    appAttrDockNumber: docket,
    inventors: people.map((each, index) => partyOf(each, index + 1, textAt(each, "inventorNameText"))),
    inventorsFacet: facetOf(people, "inventorNameText"),
    firstInventorFile: flag,
    foreignPriority: objectsAt(object, "foreignPriorityBag").map((claim) =>
      made({
        applicationNumberText: number,
        priorityClaim: textAt(claim, "applicationNumberText") ?? "",
        countryName: textAt(claim, "ipOfficeName") ?? "",
        filingDate: monthFirst(textAt(claim, "filingDate")) ?? "",
      }),
    ),
    parentContinuity: objectsAt(object, "parentContinuityBag").map((each) =>
      relationOf(each, "parent", "child"),
    ),
    childContinuity: objectsAt(object, "childContinuityBag").map((each) =>
      relationOf(each, "child", "parent"),
    ),
    appType: type,
    appTypeFacet: type,
    appCustNumber: customer,
    appCustNumberFacet: customer,
    corrAddrCustNo: customer,
    appClsSubCls: symbol,
    appClsSubClsFacet: symbol,
    patentIssueDate: instant("grantDate"),
    firstNamedApplicant: applicant && [applicant],
    firstNamedApplicantFacet: applicant,
    attrnyAddr: attorneysOf(object),
    wipoEarlyPubNumber: text("pctPublicationNumber"),
    wipoEarlyPubDate: instant("pctPublicationDate"),
    appIntlPubNumber: text("internationalRegistrationNumber"),
    appIntlPubDate: instant("internationalRegistrationPublicationDate"),
    appEntityStatus: entity && pedsEntity(entity),
    appEntityStatusFacet: entity && pedsEntity(entity),
    appConfrNumber: text("applicationConfirmationNumber"),
    appAttrDockNumberFacet: docket,
    firstInventorFileFacet: flag,
    appLocationFacet: location,
    appEarlyPubNumberFacet: publication,
    patentNumberFacet: patent,
  });
}

function instantOf(day: string | undefined): string | undefined {
  return day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T00:00:00Z` : day;
}

function stamp(text: string | undefined): string | undefined {
  return text === undefined || text.endsWith("Z") ? text : `${text}Z`;
}

/** `Shoji  KANADA`: an empty middle name leaves its blank. */
function nameOf(person: NestedObject): string | undefined {
  const [first, middle, last] = partsOf(person);
  if (last === undefined) return textAt(person, "inventorNameText");
  return `${first ?? ""} ${middle ?? ""} ${last}`;
}

function partsOf(person: NestedObject): readonly (string | undefined)[] {
  return ["firstName", "middleName", "lastName"].map((name) => textAt(person, name));
}

/** `  FUJIFILM Corporation`: the names that an organisation lacks leave their blanks. */
function firstApplicant(party: NestedObject): string | undefined {
  const name = textAt(party, "applicantNameText");
  return name !== undefined && textAt(party, "lastName") === undefined ? `  ${name}` : name;
}

function partyOf(party: NestedObject, rank: number, whole: string | undefined): NestedObject {
  const [first, middle, last] = partsOf(party);
  const place = at(party, "correspondenceAddressBag");
  const city = textAt(place, "cityName");
  return made({
    nameLineOne: last ?? whole ?? "",
    nameLineTwo: `${first ?? ""} ${middle ?? ""}`,
    suffix: textAt(party, "nameSuffix") ?? "",
    streetOne: "",
    streetTwo: "",
    city: city === undefined ? "" : `${city}, `,
    geoCode: textAt(place, "geographicRegionCode") ?? "",
    country: `(${textAt(party, "countryCode") ?? textAt(place, "countryCode") ?? ""})`,
    rankNo: String(rank),
  });
}

/** `{Shoji||KANADA||||Tokyo||JP|IND|1}`, of all one behind the other. */
function facetOf(parties: readonly NestedObject[], whole: string): string | undefined {
  if (parties.length === 0) return undefined;
  const texts = parties.map((party, index) => {
    const [first = "", middle = "", last] = partsOf(party);
    const place = at(party, "correspondenceAddressBag");
    const kind = last === undefined ? "ORG" : "IND";
    const [city = "", region = "", country = ""] = ["cityName", "geographicRegionCode", "countryCode"].map(
      (name) => textAt(place, name),
    );
    const name = last ?? textAt(party, whole) ?? "";
    return `{${first}|${middle}|${name}||||${city}|${region}|${country}|${kind}|${index + 1}}`;
  });
  return texts.join(",");
}

function corresponding(address: Nested | undefined): Readonly<Record<string, Nested | undefined>> {
  return {
    corrAddrCountryName: textAt(address, "countryName"),
    corrAddrGeoRegionCode: textAt(address, "geographicRegionCode"),
    corrAddrStreetLineOne: textAt(address, "addressLineOneText"),
    corrAddrStreetLineTwo: textAt(address, "addressLineTwoText"),
    corrAddrGeoRegionNA: textAt(address, "geographicRegionName"),
    corrAddrPostalCode: textAt(address, "postalCode"),
    corrAddrNameLineOne: textAt(address, "nameLineOneText"),
    corrAddrNameLineTwo: textAt(address, "nameLineTwoText"),
    corrAddrCountryCd: textAt(address, "countryCode"),
    corrAddrCity: textAt(address, "cityName"),
  };
}

function adjusted(term: Nested | undefined): Readonly<Record<string, Nested | undefined>> {
  if (term === undefined) return {};
  const history = objectsAt(term, "patentTermAdjustmentHistoryDataBag");
  return {
    totalPtoDays: textAt(term, "adjustmentTotalQuantity"),
    ptaPteInd: textAt(history[0], "ptaPTECode") ?? "PTA",
    ptaPteTranHistory: history.map((event) =>
      made({
        number: plainNumber(textAt(event, "eventSequenceNumber")) ?? "",
        ptaOrPteDate: monthFirst(textAt(event, "eventDate")) ?? "",
        contentsDescription: textAt(event, "eventDescriptionText") ?? "",
        ptoDays: daysOf(textAt(event, "ipOfficeDayDelayQuantity")),
        applDays: daysOf(textAt(event, "applicantDayDelayQuantity")),
        start: plainNumber(textAt(event, "originatingEventSequenceNumber")) ?? "",
      }),
    ),
    applDelay: textAt(term, "applicantDayDelayQuantity"),
    cDelay: textAt(term, "cDelayQuantity"),
    ptoAdjustments: textAt(term, "ipOfficeAdjustmentDelayQuantity"),
    overlapDelay: textAt(term, "overlappingDayQuantity"),
    aDelay: textAt(term, "aDelayQuantity"),
    bDelay: textAt(term, "bDelayQuantity"),
    ptoDelay: textAt(term, "nonOverlappingDayDelayQuantity") ?? textAt(term, "nonOverlappingDayQuantity"),
  };
}

/** `51.0` is written 51. */
function plainNumber(text: string | undefined): string | undefined {
  return text?.replace(/\.0+$/, "");
}

/** An event without a delay has none. */
function daysOf(text: string | undefined): string {
  return text === undefined || text === "0" ? "" : text;
}

function relationOf(
  relation: NestedObject,
  other: "parent" | "child",
  own: "parent" | "child",
): NestedObject {
  const text = (name: string) => textAt(relation, name) ?? "";
  const said = text("claimParentageTypeCodeDescriptionText");
  const flag = at(relation, "firstInventorToFileIndicator");
  return made({
    claimApplicationNumberText: text(`${other}ApplicationNumberText`),
    applicationNumberText: text(`${own}ApplicationNumberText`),
    filingDate: monthFirst(text(`${other}ApplicationFilingDate`)),
    aiaIndicator: flag === true ? "Y" : flag === false ? "N" : "",
    patentNumberText: text(`${other}PatentNumber`),
    applicationStatus: text(`${other}ApplicationStatusDescriptionText`),
    applicationStatusDescription: other === "parent" && said !== "" ? `This application ${said}` : said,
  });
}

function attorneysOf(object: NestedObject): readonly NestedObject[] {
  return objectsAt(object, "recordAttorney", "attorneyBag").map((attorney) => {
    const [first = "", middle = "", last = ""] = partsOf(attorney);
    return made({
      applicationId: null,
      registrationNo: textAt(attorney, "registrationNumber") ?? "",
      fullName: `${last}, ${first} ${middle} `,
      phoneNum: textAt(attorney, "telecommunicationAddressBag", "telecommunicationNumber") ?? "",
      regStatus: textAt(attorney, "activeIndicator") ?? "",
    });
  });
}

/** What an address lacks was the word `null`. */
function assignmentOf(assignment: NestedObject, index: number): NestedObject {
  const text = (...path: string[]) => textAt(assignment, ...path) ?? "null";
  return made({
    reelNumber: text("reelNumber"),
    frameNumber: text("frameNumber"),
    addressNameText: text("correspondenceAddress", "correspondentNameText"),
    ...Object.fromEntries(
      ["One", "Two", "Three", "Four"].map((line) => [
        `addressLine${line}Text`,
        text("correspondenceAddress", `addressLine${line}Text`),
      ]),
    ),
    mailDate: monthFirst(textAt(assignment, "assignmentMailedDate")) ?? "",
    receivedDate: monthFirst(textAt(assignment, "assignmentReceivedDate")) ?? "",
    recordedDate: monthFirst(textAt(assignment, "assignmentRecordedDate")) ?? "",
    pagesCount: textAt(assignment, "pageTotalQuantity") ?? "",
    converyanceName: textAt(assignment, "conveyanceText") ?? "",
    sequenceNumber: String(index + 1),
    assignors: objectsAt(assignment, "assignorBag").map((each) =>
      made({
        assignorName: textAt(each, "assignorName") ?? "",
        execDate: monthFirst(textAt(each, "executionDate")) ?? "",
      }),
    ),
    assignee: objectsAt(assignment, "assigneeBag").map((each) => {
      const address = at(each, "assigneeAddress");
      return made({
        assigneeName: textAt(each, "assigneeNameText") ?? "",
        streetLineOneText: textAt(address, "addressLineOneText") ?? "null",
        streetLineTwoText: textAt(address, "addressLineTwoText") ?? "null",
        cityName: textAt(address, "cityName") ?? "null",
        countryCode: textAt(address, "countryOrStateCode") ?? textAt(address, "countryName") ?? "null",
        postalCode: textAt(address, "postalCode") ?? "null",
      });
    }),
  });
}
