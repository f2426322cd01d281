import { isNestedObject, type Nested, type NestedObject } from "../../../catalog/index.js";
import { applicationOfBulk } from "./fromBulk.js";
import { bulkOfApplication } from "./toBulk.js";

/**
 * In the bulk files' JSON a choice of elements is one member, called by all of them; in XML each stands under its own
 * name. Recorded in XML are only short records: which names stand below these is inferred from the JSON.
 */
const CHOICES: Readonly<Record<string, string>> = {
  primaryExaminer: "primaryExaminerOrAssistantExaminerOrAuthorizedOfficer",
  assistantExaminer: "primaryExaminerOrAssistantExaminerOrAuthorizedOfficer",
  authorizedOfficer: "primaryExaminerOrAssistantExaminerOrAuthorizedOfficer",
  inventor: "inventorOrDeceasedInventor",
  deceasedInventor: "inventorOrDeceasedInventor",
  contact: "contactOrPublicationContact",
  publicationContact: "contactOrPublicationContact",
  personName: "personNameOrOrganizationNameOrEntityName",
  organizationName: "personNameOrOrganizationNameOrEntityName",
  entityName: "personNameOrOrganizationNameOrEntityName",
  parentDocumentData: "parentDocumentDataOrChildDocumentData",
  childDocumentData: "parentDocumentDataOrChildDocumentData",
};
const CLASSIFICATIONS = "cpcClassificationBagOrIPCClassificationOrECLAClassificationBag";
const PARTIES = "applicantBagOrInventorBagOrOwnerBag";
const CORRESPONDENCE = "partyIdentifierOrContact";

/** A record of the bulk files' XML twin as the portal's object. */
export function applicationOfXml(record: NestedObject): NestedObject {
  return applicationOfBulk(named(record, ""));
}

function named(object: NestedObject, above: string): NestedObject {
  if (above === "partyBag" && !object.has(PARTIES)) return new Map([[PARTIES, partiesOf(object)]]);
  if (above === "patentClassificationBag" && !object.has(CLASSIFICATIONS)) {
    const bags = [...object.values()].flatMap(listed).map((each) => namedValue(each, ""));
    return new Map([[CLASSIFICATIONS, bags]]);
  }
  const result = new Map<string, Nested>();
  for (const [name, value] of object) {
    const isWithinAddress = above === "correspondenceAddress" && /^(?:partyIdentifier|contact)$/.test(name);
    const called = isWithinAddress ? CORRESPONDENCE : (CHOICES[name] ?? name);
    const before = result.get(called);
    const read = namedValue(value, name);
    result.set(called, before === undefined ? read : [...listed(before), ...listed(read)]);
  }
  return result;
}

function namedValue(value: Nested, name: string): Nested {
  if (isNestedObject(value)) return named(value, name);
  return Array.isArray(value) ? (value as readonly Nested[]).map((each) => namedValue(each, name)) : value;
}

function partiesOf(bag: NestedObject): readonly Nested[] {
  return [...bag].flatMap(([name, value]) => listed(value).map((each) => namedValue(each, name)));
}

function listed(value: Nested): readonly Nested[] {
  return Array.isArray(value) ? (value as readonly Nested[]) : [value];
}

/** The bags that parties of a kind stand in. */
const BAGS: Readonly<Record<string, string>> = {
  primaryExaminerOrAssistantExaminerOrAuthorizedOfficer: "ExaminerBag",
  applicant: "ApplicantBag",
  inventorOrDeceasedInventor: "InventorBag",
  registeredPractitioner: "RegisteredPractitionerBag",
  partyIdentifierOrContact: "CorrespondenceAddress",
};
/** Prefixes of the two recorded records; `uspat` for what they do not have. */
const PREFIXES: Readonly<Record<string, string>> = {
  ApplicationNumberText: "uscom",
  ApplicationTypeCategory: "uscom",
  BusinessEntityStatusCategory: "uscom",
  OfficialFileLocationDate: "uscom",
  OfficialFileLocationCategory: "uscom",
  InventionTitle: "pat",
};
const ELEMENTS: Readonly<Record<string, string>> = {
  primaryExaminerOrAssistantExaminerOrAuthorizedOfficer: "PrimaryExaminer",
  inventorOrDeceasedInventor: "Inventor",
  contactOrPublicationContact: "Contact",
  personNameOrOrganizationNameOrEntityName: "PersonName",
  partyIdentifierOrContact: "Contact",
  [CLASSIFICATIONS]: "NationalClassificationBag",
};

/** The portal's object as an element of the XML twin: members are elements, those with `@` attributes, `#` text. */
export function xmlOfApplication(object: NestedObject): NestedObject {
  const bulk = bulkOfApplication(object);
  return elementsOf(new Map([...bulk].filter(([name]) => !/Version$/.test(name))));
}

function elementsOf(object: NestedObject): NestedObject {
  const result = new Map<string, Nested>();
  const add = (name: string, value: Nested) => {
    const before = result.get(name);
    result.set(name, before === undefined ? value : [...listed(before), ...listed(value)]);
  };
  for (const [name, value] of object) {
    if (name === PARTIES) for (const party of listed(value)) addParty(party, add);
    else if (name === "electronicText") add("@uscom:electronicText", value);
    else if (name === "value" || name === "content") add("#", value);
    else for (const each of listed(value)) add(prefixed(elementCalled(name, each)), elementOf(each));
  }
  return result;
}

function addParty(party: Nested, add: (name: string, value: Nested) => void): void {
  if (!isNestedObject(party)) return;
  for (const [kind, members] of party)
    add(prefixed(BAGS[kind] ?? capital(kind)), elementsOf(new Map([[kind, members]])));
}

function elementCalled(name: string, value: Nested): string {
  if (name !== "parentDocumentDataOrChildDocumentData") return ELEMENTS[name] ?? capital(name);
  const isChild = isNestedObject(value) && value.has("childDocumentStatusCode");
  return isChild ? "ChildDocumentData" : "ParentDocumentData";
}

function elementOf(value: Nested): Nested {
  return isNestedObject(value) ? elementsOf(value) : value;
}

function prefixed(name: string): string {
  return `${PREFIXES[name] ?? "uspat"}:${name}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
