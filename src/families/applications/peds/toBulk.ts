import type { Nested, NestedObject } from "../../../catalog/index.js";
import { at, made, numberText, objectsAt, textAt } from "../../nestedValues.js";
import { pedsEntity, pedsSubclass } from "./codes.js";

/** The portal's object as a record of the bulk files and packages of 2019, generation `US_V8_0`. */
export function bulkOfApplication(object: NestedObject): NestedObject {
  const about = at(object, "applicationMetaData");
  const text = (name: string) => textAt(about, name);
  const number = textAt(object, "applicationNumberText");
  const art = text("groupArtUnitNumber");
  const entity = textAt(about, "entityStatusData", "businessEntityStatusCategory");
  const title = text("inventionTitle");
  const flag = text("firstInventorToFileIndicator");
  return made({
    patentCaseMetadata: made({
      applicationNumberText: number && made({ value: number, electronicText: number }),
      filingDate: text("filingDate"),
      applicationTypeCategory: text("applicationTypeLabelName"),
      partyBag: made({ applicantBagOrInventorBagOrOwnerBag: partiesOf(object, about) }),
      groupArtUnitNumber: art && made({ value: art, electronicText: art }),
      applicationConfirmationNumber: text("applicationConfirmationNumber"),
      applicantFileReference: text("docketNumber"),
      priorityClaimBag: made({
        priorityClaim: objectsAt(object, "foreignPriorityBag").map((claim, index) =>
          made({
            ipOfficeName: textAt(claim, "ipOfficeName"),
            applicationNumber: made({ applicationNumberText: textAt(claim, "applicationNumberText") }),
            filingDate: textAt(claim, "filingDate"),
            sequenceNumber: String(index + 1),
          }),
        ),
      }),
      patentClassificationBag: classificationOf(text("class"), text("subclass")),
      businessEntityStatusCategory: entity && pedsEntity(entity),
      firstInventorToFileIndicator: flag && String(flag === "Y"),
      inventionTitle: title && made({ content: [title] }),
      applicationStatusCategory: text("applicationStatusDescriptionText"),
      applicationStatusDate: text("applicationStatusDate"),
      officialFileLocationCategory: textAt(object, "peds", "appLocation"),
      patentPublicationIdentification: made({
        publicationNumber: text("earliestPublicationNumber"),
        publicationDate: text("earliestPublicationDate"),
      }),
      patentGrantIdentification: made({ patentNumber: text("patentNumber"), grantDate: text("grantDate") }),
      relatedDocumentData: made({
        parentDocumentDataOrChildDocumentData: [
          ...objectsAt(object, "parentContinuityBag").map((each) => relatedOf(each, "parent")),
          ...objectsAt(object, "childContinuityBag").map((each) => relatedOf(each, "child")),
        ],
      }),
    }),
    prosecutionHistoryDataBag: made({
      prosecutionHistoryData: objectsAt(object, "eventDataBag").map((event) =>
        made({
          eventDate: textAt(event, "eventDate"),
          eventCode: textAt(event, "eventCode"),
          eventDescriptionText: textAt(event, "eventDescriptionText"),
        }),
      ),
    }),
    patentTermData: termOf(at(object, "patentTermAdjustmentData")),
    assignmentDataBag: assignmentsOf(object),
    st96Version: "V3_1",
    ipoVersion: "US_V8_0",
  });
}

function classificationOf(main: string | undefined, sub: string | undefined): NestedObject | undefined {
  if (main === undefined) return undefined;
  const national = made({ nationalClass: main, nationalSubclass: sub && pedsSubclass(sub) });
  return made({
    cpcClassificationBagOrIPCClassificationOrECLAClassificationBag: [
      made({ ipOfficeCode: "US", mainNationalClassification: national }),
    ],
  });
}

function named(name: NestedObject): NestedObject {
  return made({ personNameOrOrganizationNameOrEntityName: [name] });
}

function personName(person: NestedObject): NestedObject {
  return made({
    personStructuredName: made({
      firstName: textAt(person, "firstName") ?? "",
      middleName: textAt(person, "middleName") ?? "",
      lastName: textAt(person, "lastName") ?? textAt(person, "inventorNameText"),
      nameSuffix: textAt(person, "nameSuffix"),
    }),
  });
}

function contactOf(party: NestedObject, name: NestedObject): NestedObject {
  const place = at(party, "correspondenceAddressBag");
  return made({
    contactOrPublicationContact: [
      made({
        name: named(name),
        cityName: textAt(place, "cityName"),
        geographicRegionName: made({
          value: textAt(place, "geographicRegionCode") ?? "",
          geographicRegionCategory: "STATE",
        }),
        countryCode: textAt(party, "countryCode") ?? textAt(place, "countryCode") ?? "",
      }),
    ],
  });
}

function partiesOf(object: NestedObject, about: Nested | undefined): readonly NestedObject[] {
  const examiner = textAt(about, "examinerNameText");
  const customer = textAt(about, "customerNumber");
  const party = (kind: string, members: readonly NestedObject[]) => made({ [kind]: members });
  const address = objectsAt(object, "correspondenceAddressBag");
  return [
    party(
      "primaryExaminerOrAssistantExaminerOrAuthorizedOfficer",
      examiner === undefined ? [] : [made({ name: named(made({ personFullName: examiner })) })],
    ),
    party(
      "applicant",
      objectsAt(about, "applicantBag").map((each) =>
        contactOf(
          each,
          textAt(each, "lastName") === undefined
            ? made({ organizationStandardName: made({ content: [textAt(each, "applicantNameText") ?? ""] }) })
            : personName(each),
        ),
      ),
    ),
    party(
      "inventorOrDeceasedInventor",
      objectsAt(about, "inventorBag").map((each) => contactOf(each, personName(each))),
    ),
    party("registeredPractitioner", objectsAt(object, "recordAttorney", "attorneyBag").map(practitionerOf)),
    party("partyIdentifierOrContact", [
      ...address.slice(0, 1).map(correspondenceOf),
      ...(customer === undefined ? [] : [made({ value: customer })]),
    ]),
  ].filter((each) => each.size > 0);
}

function practitionerOf(attorney: NestedObject, index: number): NestedObject {
  const phone = textAt(attorney, "telecommunicationAddressBag", "telecommunicationNumber");
  const category = textAt(attorney, "registeredPractitionerCategory");
  const isActive = textAt(attorney, "activeIndicator");
  return made({
    registeredPractitionerRegistrationNumber: textAt(attorney, "registrationNumber"),
    registeredPractitionerCategory: category === "ATTNY" ? "ATTORNEY" : category,
    contactOrPublicationContact: [
      made({
        name: named(personName(attorney)),
        phoneNumberBag: phone && made({ phoneNumber: [made({ value: phone })] }),
      }),
    ],
    sequenceNumber: String(index + 1),
    activeIndicator: isActive === undefined ? undefined : isActive === "ACTIVE",
  });
}

function correspondenceOf(address: NestedObject): NestedObject {
  const lines = ["One", "Two"].map((line) => textAt(address, `addressLine${line}Text`));
  const name = textAt(address, "nameLineOneText");
  const region = textAt(address, "geographicRegionCode");
  return made({
    name: name && named(made({ personStructuredName: made({ lastName: name }) })),
    postalAddressBag: made({
      postalAddress: [
        made({
          postalStructuredAddress: made({
            addressLineText: lines.flatMap((value) => (value === undefined ? [] : [made({ value })])),
            cityName: textAt(address, "cityName"),
            geographicRegionName: region && [made({ value: region })],
            countryCode: textAt(address, "countryCode"),
            postalCode: textAt(address, "postalCode"),
          }),
        }),
      ],
    }),
  });
}

function relatedOf(relation: NestedObject, other: "parent" | "child"): NestedObject {
  const said = textAt(relation, "claimParentageTypeCodeDescriptionText") ?? "";
  const status = textAt(relation, `${other}ApplicationStatusDescriptionText`);
  const own = textAt(relation, "parentApplicationNumberText") ?? "";
  return made({
    descriptionText:
      other === "parent" ? `This application ${said}` : `which is ${status ?? "Pending"} ${said} ${own}`,
    applicationNumberText: textAt(relation, `${other}ApplicationNumberText`),
    filingDate: textAt(relation, `${other}ApplicationFilingDate`),
    [`${other}DocumentStatusCode`]: status ?? "-",
    patentNumber: textAt(relation, `${other}PatentNumber`) ?? "",
  });
}

function termOf(term: Nested | undefined): NestedObject | undefined {
  if (term === undefined) return undefined;
  const number = (from: Nested | undefined, name: string) => at(from, name);
  return made({
    patentTermAdjustmentData: made({
      aDelayQuantity: number(term, "aDelayQuantity"),
      bDelayQuantity: number(term, "bDelayQuantity"),
      cDelayQuantity: number(term, "cDelayQuantity"),
      overlappingDayQuantity: number(term, "overlappingDayQuantity"),
      nonOverlappingDayQuantity:
        number(term, "nonOverlappingDayDelayQuantity") ?? number(term, "nonOverlappingDayQuantity"),
      ipOfficeDayDelayQuantity: number(term, "ipOfficeAdjustmentDelayQuantity"),
      applicantDayDelayQuantity: number(term, "applicantDayDelayQuantity"),
      adjustmentTotalQuantity: number(term, "adjustmentTotalQuantity"),
      patentTermAdjustmentHistoryDataBag: made({
        patentTermAdjustmentHistoryData: objectsAt(term, "patentTermAdjustmentHistoryDataBag").map((event) =>
          made({
            eventSequenceNumber: number(event, "eventSequenceNumber"),
            eventDate: textAt(event, "eventDate"),
            eventDescriptionText: textAt(event, "eventDescriptionText"),
            ipOfficeDayDelayQuantity: number(event, "ipOfficeDayDelayQuantity"),
            applicantDayDelayQuantity: number(event, "applicantDayDelayQuantity"),
            originatingEventSequenceNumber: number(event, "originatingEventSequenceNumber"),
          }),
        ),
      }),
    }),
  });
}

function assignmentsOf(object: NestedObject): NestedObject | undefined {
  const assignments = objectsAt(object, "assignmentBag");
  if (assignments.length === 0) return undefined;
  const party = (name: string | undefined, lines: readonly string[] = []) =>
    made({
      name: name && named(made({ value: name })),
      postalAddressBag:
        lines.length === 0
          ? undefined
          : made({
              postalAddress: [
                made({
                  postalAddressText: lines.map((value, index) =>
                    made({ sequenceNumber: String(index + 1), value }),
                  ),
                }),
              ],
            }),
    });
  return made({
    assignmentData: assignments.map((assignment, index) =>
      made({
        reelNumber: textAt(assignment, "reelNumber"),
        frameNumber: textAt(assignment, "frameNumber"),
        documentReceivedDate: textAt(assignment, "assignmentReceivedDate"),
        recordedDate: textAt(assignment, "assignmentRecordedDate"),
        mailDate: textAt(assignment, "assignmentMailedDate"),
        pageTotalQuantity: at(assignment, "pageTotalQuantity"),
        conveyanceText: textAt(assignment, "conveyanceText"),
        assignorBag: made({
          assignor: objectsAt(assignment, "assignorBag").map((each) =>
            made({
              executionDate: textAt(each, "executionDate"),
              contactOrPublicationContact: [party(textAt(each, "assignorName"))],
            }),
          ),
        }),
        assigneeBag: made({
          assignee: objectsAt(assignment, "assigneeBag").map((each) =>
            made({
              contactOrPublicationContact: [
                party(textAt(each, "assigneeNameText"), linesOf(at(each, "assigneeAddress"))),
              ],
            }),
          ),
        }),
        correspondenceAddress: made({
          partyIdentifierOrContact: [
            party(
              textAt(assignment, "correspondenceAddress", "correspondentNameText"),
              linesOf(at(assignment, "correspondenceAddress")),
            ),
          ],
        }),
        sequenceNumber: String(index + 1),
      }),
    ),
    assignmentTotalQuantity: numberText(assignments.length),
  });
}

function linesOf(address: Nested | undefined): readonly string[] {
  const lines = ["One", "Two", "Three", "Four"].map((line) => textAt(address, `addressLine${line}Text`));
  const place = [
    textAt(address, "cityName"),
    textAt(address, "countryOrStateCode") ?? textAt(address, "geographicRegionCode"),
    textAt(address, "postalCode"),
  ].filter((each) => each !== undefined);
  return [...lines, place.length === 0 ? undefined : place.join(" ")].filter((each) => each !== undefined);
}
