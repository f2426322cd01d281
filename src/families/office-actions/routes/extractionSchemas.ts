import type {
  Citation,
  Election,
  Extraction,
  Objection,
  Passage,
  Reference,
  Rejection,
  Restriction,
  Section,
  Span,
  Statement,
  UsptoFlags,
  Warning,
} from "../../../extract/index.js";
import { ownSchema } from "../../../server/ownSchemas.js";
import type { Schema } from "../../../server/route.js";
import {
  BOOLEAN,
  INTEGER,
  listOf,
  NUMBER,
  objectOf,
  oneNumberOf,
  oneOf,
  orNull,
  type SchemaOf,
  saying,
  TEXT,
} from "../../../server/schemas.js";

/** What can be said of a type only by a reference to its schema. */
function named<T>(name: string): SchemaOf<T> {
  return ownSchema(name);
}

const SPAN: SchemaOf<Span> = objectOf<Span>({ start: INTEGER, end: INTEGER });
const CLAIMS = listOf(INTEGER);
const MAYBE = orNull(TEXT);
const BIT = oneNumberOf<0 | 1>({ 0: true, 1: true });
const FOUND_BY = {
  span: named<Span>("span"),
  rule: saying("The rule that found it.", TEXT),
  because: saying("What decided, by name: see patterns.md.", listOf(TEXT)),
  confidence: saying("0 to 1.", NUMBER),
};
const VERSION = oneOf({ post: true, pre: true });
const KIND = oneOf({ "us-patent": true, "us-pgpub": true, foreign: true, npl: true });
const TRAVERSE = orNull(oneOf({ "with traverse": true, "without traverse": true }));

const REFERENCE = objectOf<Reference>({
  raw: TEXT,
  name: MAYBE,
  kind: KIND,
  normalized: MAYBE,
  role: oneOf({ primary: true, secondary: true, evidentiary: true }),
  resolvedFrom: orNull(SPAN),
  span: named("span"),
});

const REJECTION = objectOf<Rejection>({
  ground: oneOf({
    "101": true,
    "102": true,
    "103": true,
    "112(a)": true,
    "112(b)": true,
    "112(d)": true,
    DP: true,
    other: true,
  }),
  subsection: saying("As far as the action says it.", MAYBE),
  aia: VERSION,
  provisional: BOOLEAN,
  claims: saying("Expanded and sorted; empty where the action leaves the numbers out.", CLAIMS),
  dependentsInherit: BOOLEAN,
  references: listOf(named<Reference>("extracted_reference")),
  officialNotice: BOOLEAN,
  admittedPriorArt: BOOLEAN,
  implicit: saying('No sentence says "rejected".', BOOLEAN),
  basis: saying("The reason in a few words.", MAYBE),
  claimSpan: orNull(SPAN),
  alsoAt: saying("Other places where it is told.", listOf(named<Span>("span"))),
  ...FOUND_BY,
});

const STATUS = oneOf({
  withdrawn: true,
  moot: true,
  overcome: true,
  reversed: true,
  conditional: true,
  quoted: true,
  interpretation: true,
  restated: true,
  "other-application": true,
  objection: true,
  allowed: true,
  allowable: true,
  cancelled: true,
  "withdrawn-from-consideration": true,
  pending: true,
});

const STATEMENT_MEMBERS = {
  kind: STATUS,
  status: STATUS,
  ground: MAYBE,
  subsection: MAYBE,
  claims: CLAIMS,
  text: TEXT,
  ...FOUND_BY,
};
const STATEMENT = objectOf<Statement>(STATEMENT_MEMBERS);

const OBJECTION = objectOf<Objection>({
  ...STATEMENT_MEMBERS,
  what: oneOf({
    claims: true,
    "claims (dependent on rejected base claim)": true,
    drawings: true,
    specification: true,
    abstract: true,
    title: true,
    oath: true,
    other: true,
  }),
});

const CITATION = objectOf<Citation>({
  raw: TEXT,
  kind: KIND,
  normalized: saying("Country and digits; null where there is no number.", MAYBE),
  country: MAYBE,
  number: MAYBE,
  kindCode: MAYBE,
  context: oneOf({
    relied: true,
    mentioned: true,
    "mentioned-family": true,
    "of-record-not-relied": true,
  }),
  claims: CLAIMS,
  passages: listOf(
    objectOf<Passage>({
      kind: oneOf({
        "column-line": true,
        paragraph: true,
        figure: true,
        page: true,
        abstract: true,
        claim: true,
      }),
      text: TEXT,
      span: named("span"),
    }),
  ),
  shortNames: listOf(TEXT),
  spans: listOf(named<Span>("span")),
  mentions: listOf(named<Span>("span")),
  repaired: BOOLEAN,
  rule: TEXT,
  confidence: NUMBER,
});

const FLAGS = objectOf<UsptoFlags>({
  alice: BOOLEAN,
  mayo: BOOLEAN,
  bilski: BOOLEAN,
  myriad: BOOLEAN,
  hasRej101: BIT,
  hasRej102: BIT,
  hasRej103: BIT,
  hasRej112: BIT,
  hasRejDP: BIT,
  hasObjection: BIT,
  allowedClaimIndicator: BOOLEAN,
  cite102GT1: BIT,
  cite103GT3: BIT,
  cite103EQ1: BIT,
  cite103Max: INTEGER,
  headerMissing: BIT,
  formParagraphMissing: BIT,
  rejectFormMissmatch: BIT,
  closingMissing: BIT,
  signatureType: orNull(oneNumberOf<0 | 1 | 2 | 3 | 4>({ 0: true, 1: true, 2: true, 3: true, 4: true })),
});

const RESTRICTION = objectOf<Restriction>({
  kind: oneOf({ restriction: true, unity: true, species: true }),
  groups: listOf(
    objectOf<Restriction["groups"][number]>({ label: TEXT, claims: CLAIMS, span: named("span") }),
  ),
  election: TRAVERSE,
  span: named("span"),
});

const ELECTION = objectOf<Election>({
  traverse: TRAVERSE,
  elected: MAYBE,
  claims: CLAIMS,
  text: TEXT,
  span: named("span"),
});

const WARNING = objectOf<Warning>({
  code: oneOf({
    "empty-text": true,
    "not-text": true,
    "not-an-office-action": true,
    "no-rejection": true,
    placeholder: true,
    "range-backwards": true,
    "range-too-wide": true,
    "range-open": true,
    "beyond-pending": true,
    "ground-without-claims": true,
    "claims-without-ground": true,
    "letter-unknown": true,
    "lost-words": true,
    "number-repaired": true,
    "number-unreadable": true,
    "name-ambiguous": true,
    "summary-disagrees": true,
    "code-disagrees": true,
    truncated: true,
    "read-in-part": true,
  }),
  message: TEXT,
  span: orNull(SPAN),
});

const STATEMENTS = listOf(named<Statement>("extracted_statement"));

const EXTRACTION = objectOf<Extraction>({
  extractorVersion: TEXT,
  documentId: MAYBE,
  actionType: oneOf({ CTNF: true, CTFR: true, other: true, unknown: true }),
  letter: orNull(
    oneOf({
      allowance: true,
      quayle: true,
      restriction: true,
      "examiner-answer": true,
      "petition-decision": true,
      advisory: true,
      interview: true,
      "board-decision": true,
    }),
  ),
  aia: oneOf({ post: true, pre: true, unknown: true }),
  aiaKnownFrom: objectOf<Extraction["aiaKnownFrom"]>({
    how: oneOf({
      "status-paragraph": true,
      "rejection-sentence": true,
      "statute-quotation": true,
      "filing-date": true,
      told: true,
      wording: true,
      unknown: true,
    }),
    span: orNull(SPAN),
  }),
  isDesign: BOOLEAN,
  rejections: listOf(named<Rejection>("extracted_rejection")),
  notRejections: saying(
    "In the words of a rejection, and none: withdrawn, moot, quoted and so on.",
    STATEMENTS,
  ),
  statements: saying("The same as notRejections.", STATEMENTS),
  objections: listOf(named<Objection>("extracted_objection")),
  interpretations: STATEMENTS,
  claimStatements: saying("What is said of the standing of claims.", STATEMENTS),
  allowedClaims: CLAIMS,
  allowableIfRewritten: CLAIMS,
  pending: CLAIMS,
  cancelled: CLAIMS,
  withdrawn: CLAIMS,
  restriction: orNull(RESTRICTION),
  election: orNull(ELECTION),
  citations: listOf(named<Citation>("extracted_citation")),
  flags: FLAGS,
  sections: listOf(
    objectOf<Section>({ kind: TEXT, heading: TEXT, headingSpan: named("span"), span: named("span") }),
  ),
  warnings: listOf(named<Warning>("extraction_warning")),
});

/** What `extract` returns; each schema is held to its type by the compiler. */
export const EXTRACTION_SCHEMAS: Readonly<Record<string, Schema>> = {
  span: saying("A place in the text as it was sent: UTF-16 code units, half-open.", SPAN),
  extracted_reference: REFERENCE,
  extracted_rejection: REJECTION,
  extracted_statement: STATEMENT,
  extracted_objection: OBJECTION,
  extracted_citation: CITATION,
  extraction_warning: WARNING,
  extraction: EXTRACTION,
};
