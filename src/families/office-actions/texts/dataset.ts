import {
  type Column,
  type ColumnType,
  type Dataset,
  type Field,
  field,
  type Matching,
  records,
  type Source,
  type Table,
  type Wire,
  withOwn,
} from "../../../catalog/index.js";
import { DS, ODP } from "../../wires.js";
import { OWN } from "../ownFields.js";
import { TEXT_CODES } from "../values.js";
import { ALSO_CALLED } from "../words.js";

/** One field of the text data set: its published name, what it is, and how either protocol writes it. */
interface TextField {
  readonly name: string;
  readonly column: string;
  readonly kind: Kind;
  readonly meaning: string;
  readonly example: string;
  readonly odp: boolean;
  readonly odpName?: string;
}

/** `words` are searched by word, `code` as a whole; `spelled` codes are sent as `["null"]` when missing. */
type Kind =
  | "id"
  | "code"
  | "spelled"
  | "words"
  | "title"
  | "number"
  | "day"
  | "section-day"
  | "second"
  | "load-stamp";

const KINDS: Record<
  Kind,
  { readonly type: ColumnType; readonly match: Matching; readonly ds: Wire; readonly odp: Wire }
> = {
  id: { type: "text", match: "keyword", ds: DS.string, odp: ODP.string },
  code: { type: "text", match: "keyword", ds: DS.list, odp: ODP.list },
  spelled: {
    type: "text",
    match: "keyword",
    ds: { form: "string-list", absent: '["null"]' },
    odp: { form: "string-list", absent: '["null"]' },
  },
  words: { type: "fulltext", match: "text", ds: DS.list, odp: ODP.list },
  title: { type: "fulltext", match: "text", ds: DS.list, odp: ODP.list },
  number: { type: "integer", match: "integer", ds: DS.number, odp: ODP.number },
  day: { type: "date", match: "date", ds: DS.day, odp: ODP.day },
  "section-day": { type: "date", match: "date", ds: DS.dayOrNothing, odp: ODP.dayOrNothing },
  second: { type: "timestamp", match: "instant", ds: DS.seconds, odp: ODP.seconds },
  "load-stamp": { type: "timestamp", match: "instant", ds: DS.milliseconds, odp: ODP.seconds },
};

/** A field that both publish. */
function both(name: string, column: string, kind: Kind, meaning: string, example: string): TextField {
  return { name, column, kind, meaning, example, odp: true };
}

/** A field that only the Developer Hub published. */
function hub(name: string, column: string, kind: Kind, meaning: string, example: string): TextField {
  return { name, column, kind, meaning, example, odp: false };
}

const ACTION: readonly TextField[] = [
  both(
    "id",
    "record_id",
    "id",
    "Row id, 56 hex digits; computed for texts that come without one.",
    "465d7b35bcc6c042b57b15b1db5e2045be25ca136a085994ba9d1170",
  ),
  both("patentApplicationNumber", "application_number", "code", "Application number.", "14574014"),
  both(
    "obsoleteDocumentIdentifier",
    "document_id",
    "code",
    "Image-file-wrapper id; joins all data sets.",
    "IVLC08MNRXEAPX5",
  ),
  both(
    "legacyDocumentCodeIdentifier",
    "document_code",
    "code",
    "Kind of the document: CTNF, CTFR, NOA, CTRS, …",
    "CTFR",
  ),
  both("bodyText", "body", "words", "The full text.", "DETAILED ACTION …"),
  both("submissionDate", "mail_date", "day", "Day the document was mailed.", "2016-11-18"),
  both("filingDate", "filing_date", "day", "Day the application was filed.", "2014-12-17"),
  both("grantDate", "grant_date", "day", "Day the patent was granted.", "2017-12-26"),
  both("effectiveFilingDate", "effective_filing_date", "day", "Effective filing date.", "2006-02-28"),
  both(
    "applicationDeemedWithdrawnDate",
    "abandonment_date",
    "day",
    "Day the application was abandoned.",
    "2017-06-29",
  ),
  both(
    "lastModifiedTimestamp",
    "modified_at",
    "second",
    "When the text was last changed in the USPTO's store.",
    "2016-11-16T20:13:12",
  ),
  both(
    "createDateTime",
    "created_at",
    "load-stamp",
    "When the record was loaded at the USPTO.",
    "2022-07-23T03:52:57.322",
  ),
  both("patentNumber", "patent_number", "spelled", "Number of the patent granted.", "9849038"),
  both(
    "applicationStatusNumber",
    "application_status",
    "number",
    "Status code of the application: 150 patented, 161 abandoned, …",
    "150",
  ),
  both(
    "customerNumber",
    "customer_number",
    "number",
    "Customer number of the correspondence address.",
    "60402",
  ),
  both(
    "patentApplicationConfirmationNumber",
    "confirmation_number",
    "number",
    "Confirmation number, four digits.",
    "8505",
  ),
  both("groupArtUnitNumber", "art_unit_number", "number", "Group art unit, a number here.", "3763"),
  both("techCenter", "tech_center", "code", "Technology centre.", "3700"),
  both("workGroup", "work_group", "code", "Work group.", "3760"),
  both("nationalClass", "uspc_class", "code", "USPC class, zero-padded.", "604"),
  both(
    "nationalSubclass",
    "uspc_subclass",
    "code",
    "USPC subclass, three digits and three decimals.",
    "028000",
  ),
  both("examinerEmployeeNumber", "examiner_number", "code", "The examiner's employee number.", "84263"),
  both("inventionTitle", "title", "title", "Title of the invention.", "THERAPY DELIVERY SYSTEMS AND METHODS"),
  both("inventionSubjectMatterCategory", "subject_matter", "code", "UTL, DES or PLT.", "UTL"),
  both("applicationTypeCategory", "application_type", "code", "Type of the application.", "REGULAR"),
  both("accessLevelCategory", "access_level", "code", "PUBLIC.", "PUBLIC"),
  both(
    "documentActiveIndicator",
    "document_active",
    "code",
    "0 in every record that is known, though documented as inactive.",
    "0",
  ),
  both("sourceSystemName", "source_system", "code", "System of the USPTO that the text comes from.", "OACS"),
  both(
    "legacyCMSIdentifier",
    "legacy_cms_id",
    "code",
    "Id in the USPTO's content store.",
    "PATENT-14574014-OACS-IVLC08MNRXEAPX5",
  ),
];

const HUB: readonly TextField[] = [
  hub("applicantFileReference", "docket", "code", "The applicant's docket number.", "VAC.0893N1"),
  hub("businessAreaCategory", "business_area", "code", "PATENT or PATENT_APPLICATION_NO.", "PATENT"),
  hub("businessEntityStatusCategory", "entity_status", "code", "N large, Y small entity.", "N"),
  hub("documentDirectionCategory", "document_direction", "spelled", "OUTGOING or INTERNAL.", "OUTGOING"),
  hub("effectiveClaimTotalQuantity", "claim_count", "number", "Number of claims.", "35"),
  hub(
    "independentClaimTotalQuantity",
    "independent_claim_count",
    "number",
    "Number of independent claims.",
    "3",
  ),
  hub("figureQuantity", "figure_count", "number", "Number of figures.", "0"),
  hub("examinationProgramCode", "examination_program", "code", "N or Y.", "N"),
  hub(
    "lastModifiedUserIdentifier",
    "modified_by",
    "code",
    "Who last changed the text in the USPTO's store.",
    "CMS_ADD",
  ),
  hub("nSRDCurrentLocationDate", "nsrd_location_date", "day", "Only sentinels are known.", "2016-11-18"),
  hub("nSRDCurrentLocationNumber", "nsrd_location", "code", "Location code.", "e"),
  hub(
    "patentApplicationPatentCooperationTreatyNumber",
    "pct_number",
    "spelled",
    "Number of the international application.",
    "PCTUS2014012345",
  ),
  hub("priorityClaimIndicator", "priority_claim", "spelled", "Foreign priority is claimed: N or Y.", "N"),
  hub(
    "priorityClaimRequirementMetIndicator",
    "priority_requirement_met",
    "spelled",
    "The conditions of the priority claim are met: N or Y.",
    "N",
  ),
  hub("relatedDocumentCategory", "related_document", "spelled", "CON, DIV or CIP.", "CON"),
  ...[
    "legacyRepositoryLogicalPackageNumber",
    "legacyRepositoryOffsetNumber",
    "legacyRepositoryPackageSequenceNumber",
    "legacyRepositoryProceduralName",
    "legacyReviewCompleteIndicator",
    "obsoleteSubmissionPackageNumber",
    "sourceSystemDocumentIdentifier",
  ].map((name) => hub(name, inSnakeCase(name), "code", "Listed by the USPTO; never seen in a record.", "0")),
];

/** Repetitions of the action's values beside its sections. */
const SECTION_REPEATS: readonly (readonly [name: string, kind: Kind, example: string])[] = [
  ["officeActionIdentifier", "code", "465d7b35bcc6c042b57b15b1db5e2045be25ca136a085994ba9d1170"],
  ["patentApplicationNumber", "code", "14574014"],
  ["obsoleteDocumentIdentifier", "code", "IVLC08MNRXEAPX5"],
  ["legacyDocumentCodeIdentifier", "code", "CTFR"],
  ["groupArtUnitNumber", "code", "3763"],
  ["techCenterNumber", "code", "3700"],
  ["workGroupNumber", "code", "3760"],
  ["nationalClass", "code", "604"],
  ["nationalSubclass", "code", "028000"],
  ["examinerEmployeeNumber", "code", "84263"],
  ["submissionDate", "section-day", "2016-11-18"],
  ["filingDate", "section-day", "2014-12-17"],
  ["grantDate", "section-day", "2017-12-26"],
];

const SECTION_TEXTS: readonly (readonly [name: string, meaning: string])[] = [
  ["section101RejectionText", "The rejection under 101, from its first sentence."],
  ["section102RejectionText", "The rejection under 102, from its first sentence."],
  ["section102RejectionFormParagraphText", "The form paragraph that quotes 102."],
  ["section103RejectionText", "The rejection under 103, from its first sentence."],
  ["section103RejectionFormParagraphText", "The form paragraph that quotes 103."],
  ["section112RejectionText", "The rejection under 112, from its first sentence."],
  ["section112RejectionFormParagraphText", "The form paragraph that quotes 112."],
  ["summaryText", "The summary part."],
  ["detailCitationText", "The text under the heading Detailed Action."],
  ["specificationTitleText", "Objections to specification, title or abstract."],
  ["terminalDisclaimerStatusText", "The part on terminal disclaimers."],
  ["withdrawalRejectionText", "The part on withdrawn rejections."],
  ["proceedingAppendixText", "The appendix."],
];

/** Listed by the Developer Hub beside those above; no record with one of them is known. */
const HUB_SECTIONS: readonly string[] = [
  "abstractText",
  "afterFinalPracticeText",
  "aiaStatusNoticeText",
  "allowableSubjectMatterText",
  "allowanceReasonText",
  "amendmentAcknowledgementText",
  "amendmentAfterFinalStatusText",
  "applicationStatusCategory",
  "argumentAcknowledgementText",
  "certifiedCopyText",
  "claimAppendixText",
  "claimInterpretationText",
  "claimObjectionText",
  "claimSpecificationObjectionText",
  "claimStatusCategory",
  "claimSubjectMatterSummaryText",
  "communicationText",
  "conclusionFormParagraphText",
  "conclusionText",
  "contactText",
  "continueExaminationStatusText",
  "continueProsecutionApplicationStatusText",
  "correspondenceText",
  "detailText",
  "doublePatentingRejectionFormParagraphText",
  "doublePatentingRejectionText",
  "drawingText",
  "electionRestrictionText",
  "evidenceText",
  "examinerAmendmentText",
  "examinerAnswerText",
  "examinerContactText",
  "examinerNote",
  "faxTelephone",
  "foreignPriorityStatusText",
  "informationDisclosureStatementText",
  "interferenceText",
  "internetCommunicationStatementText",
  "introductionText",
  "inventorshipStatusText",
  "newGroundRejectionText",
  "oathDeclarationText",
  "preliminaryAmendmentAcknowledgementText",
  "priorityApplicationStatusText",
  "provisionalElectionText",
  "realPartyInInterestText",
  "reexaminationStatusText",
  "reissueStatusText",
  "relatedAppealText",
  "relatedDocumentText",
  "restrictionText",
  "section102AndOr103RejectionFormParagraphText",
  "section102AndOr103RejectionText",
  "section112FInterpretationText",
  "section112InterpretationText",
];

const SECTIONS: readonly TextField[] = [
  ...SECTION_REPEATS.map(([name, kind, example]) =>
    both(`sections.${name}`, sectionColumn(name), kind, "Repeats the action's own value.", example),
  ),
  ...SECTION_TEXTS.map(([name, meaning]) =>
    both(`sections.${name}`, sectionColumn(name), "words", meaning, "Claims 33, 40, and 42 are rejected …"),
  ),
  {
    name: "sections.section101FormParagraphRejectionText",
    column: sectionColumn("section101FormParagraphRejectionText"),
    kind: "words",
    meaning: "The form paragraph that quotes 101; the portal turned two words of its name around.",
    example: "35 U.S.C. 101 reads as follows …",
    odp: true,
    odpName: "sections.section101RejectionFormParagraphText",
  },
  ...HUB_SECTIONS.map((name) =>
    hub(
      `sections.${name}`,
      sectionColumn(name),
      name.endsWith("Text") || name === "examinerNote" ? "words" : "code",
      "Listed by the USPTO; never seen in a record.",
      "…",
    ),
  ),
];

const PUBLISHED: readonly TextField[] = [...ACTION, ...HUB, ...SECTIONS];

/** `sections.section103RejectionText` is stored in `section_103_rejection_text`. */
function sectionColumn(name: string): string {
  return `section_${inSnakeCase(name.replace(/^section(?=\d)/, ""))}`;
}

function inSnakeCase(name: string): string {
  return name
    .replace(/([a-z])(\d)/g, "$1_$2")
    .replace(/(\d)([A-Z])/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

function column(name: string, type: ColumnType, meaning: string): Column {
  return { name, type, meaning };
}

/** One row for each outgoing document with its full text. */
export const TEXTS: Table = {
  name: "texts",
  columns: [
    ...PUBLISHED.map((each) => ({
      ...column(each.column, KINDS[each.kind].type, each.meaning),
      ...(each.kind === "title" ? { isShort: true as const } : {}),
    })),
    column("art_unit", "text", "Group art unit, four characters, as in the other tables."),
    column("source", "text", "api, archive (a weekly zip) or document (a single file)."),
    column("source_file", "text", "Name of the file the row was read from."),
    column("source_row", "integer", "Number of the line or record in the file, from 1."),
    column(
      "verbatim",
      "json",
      "Received values whose canonical rendering would differ, by protocol; unknown members.",
    ),
  ],
  order: ["application_number", "mail_date", "document_id", "record_id"],
  alsoCalled: ALSO_CALLED,
  roles: {
    application: "application_number",
    partition: "application_number",
    document: "document_id",
    date: "mail_date",
    stamp: "created_at",
  },
  // The API's own record before a weekly archive before a single file.
  sources: ["api", "archive", "document"],
  hints: { keys: ["document_code", "art_unit_number"] },
  secondOrders: [],
};

function fieldOf(each: TextField): Field {
  const { match, ds, odp } = KINDS[each.kind];
  const portal = each.odpName === undefined ? odp : { ...odp, name: each.odpName };
  return field(each.name, each.column, match, {
    ...(each.column === "document_code" ? { values: TEXT_CODES } : {}),
    wires: each.odp ? { ds, odp: portal } : { ds },
    meaning: each.meaning,
    example: each.example,
  });
}

export const OA_ACTIONS_V1: Dataset = {
  key: "oa_actions",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["patent application", "office actions", "full text"],
  title: "USPTO Office Action Text Retrieval API",
  description: "The full text of Office actions and other outgoing documents, with their sections.",
  table: TEXTS,
  rows: null,
  fields: withOwn(
    PUBLISHED.map(fieldOf),
    field("art_unit", "art_unit", "keyword", {
      meaning: "Group art unit as in the other data sets.",
      example: "3763",
      derived: "groupArtUnitNumber as four characters.",
    }),
    OWN.APPLICATION_SPELLINGS,
    OWN.PROVENANCE.filter((each) => each.name !== "is_preferred"),
  ),
  defaultFields: ["bodyText"],
  renamed: {
    oaText: "bodyText",
    documentCode: "legacyDocumentCodeIdentifier",
    officeActionDate: "submissionDate",
    mailDate: "submissionDate",
  },
  publishedIn: {
    ds: { lastDataUpdatedDate: "2020-03-12 15:19:05.0", swaggerSuffix: "", listed: "4" },
    odp: { lastDataUpdatedDate: "2020-03-12 11:19:05.0" },
  },
  notes: [
    "A term without a field searches bodyText.",
    "The same document from several files is kept once: from the API before a weekly archive before a single file, then the latest load stamp.",
    "A section that is empty is left out; a record that was received with an empty one keeps it.",
  ],
};

export const TEXT_FILES: readonly Source[] = [records(OA_ACTIONS_V1, ["patentApplicationNumber"])];
