/**
 * What `extract` returns. Every finding carries the span of its passage (UTF-16 code units of the text as it
 * was given, half-open), the rule that found it and a confidence between 0 and 1. The names are stable: the
 * JSON of `artunit extract --json` and of `POST /v1/extract` is this model.
 */
export const EXTRACTOR_VERSION = "2";

/** A place in a text: UTF-16 code units, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What the caller knows of the document and the text alone does not tell. */
export interface ExtractionContext {
  readonly documentId?: string;
  /** Digits of the application, to tell the application's own rejections from those of others. */
  readonly applicationNumber?: string;
  /** The USPTO's document code; it settles `actionType`. */
  readonly documentCode?: string;
  /** Filing date, ISO; it settles the AIA status only where the text is silent. */
  readonly filingDate?: string;
  /** What the USPTO says of the AIA status; it settles it only where the text is silent. */
  readonly aia?: StatuteVersion;
  /** The highest claim number on file, if known from elsewhere. */
  readonly lastClaim?: number;
}

export type ActionType = "CTNF" | "CTFR" | "other" | "unknown";
/** What sort of letter an action of type `other` is. */
export type LetterKind =
  | "allowance"
  | "quayle"
  | "restriction"
  | "examiner-answer"
  | "petition-decision"
  | "advisory"
  | "interview"
  | "board-decision"
  | null;
export type Ground = "101" | "102" | "103" | "112(a)" | "112(b)" | "112(d)" | "DP" | "other";
export type StatuteVersion = "post" | "pre";
export type ReferenceKind = "us-patent" | "us-pgpub" | "foreign" | "npl";
export type CitationContext = "relied" | "mentioned" | "mentioned-family" | "of-record-not-relied";

export type StatementKind =
  | "withdrawn"
  | "moot"
  | "overcome"
  | "reversed"
  | "conditional"
  | "quoted"
  | "interpretation"
  | "restated"
  | "other-application"
  | "objection"
  | "allowed"
  | "allowable"
  | "cancelled"
  | "withdrawn-from-consideration"
  | "pending";

/**
 * The reasons and patterns that decided, by name and in their order, so that a wrong reading leads to what made it:
 * docs/reference/patterns.md has each with what it says and with examples.
 */
export type Because = readonly string[];

/** What an Office action says: what `extract` returns. */
export interface Extraction {
  readonly extractorVersion: string;
  readonly documentId: string | null;
  readonly actionType: ActionType;
  readonly letter: LetterKind;
  readonly aia: StatuteVersion | "unknown";
  readonly aiaKnownFrom: AiaEvidence;
  /** A design application: one claim, never numbered in the text. */
  readonly isDesign: boolean;
  readonly rejections: readonly Rejection[];
  /** Statements in the words of a rejection that are none: withdrawn, moot, overcome, quoted and so on. */
  readonly notRejections: readonly Statement[];
  /** The same statements, under the name the issue of their status is asked by. */
  readonly statements: readonly Statement[];
  readonly objections: readonly Objection[];
  readonly interpretations: readonly Statement[];
  /** What is said of the standing of claims: pending, cancelled, withdrawn, allowed, allowable. */
  readonly claimStatements: readonly Statement[];
  readonly allowedClaims: readonly number[];
  readonly allowableIfRewritten: readonly number[];
  readonly pending: readonly number[];
  readonly cancelled: readonly number[];
  readonly withdrawn: readonly number[];
  /** A requirement made in this action. */
  readonly restriction: Restriction | null;
  /** What the applicant elected under a requirement, this action's or an earlier one's. */
  readonly election: Election | null;
  readonly citations: readonly Citation[];
  readonly flags: UsptoFlags;
  readonly sections: readonly Section[];
  readonly warnings: readonly Warning[];
}

export interface AiaEvidence {
  readonly how:
    | "status-paragraph"
    | "rejection-sentence"
    | "statute-quotation"
    | "filing-date"
    | "told"
    | "wording"
    | "unknown";
  readonly span: Span | null;
}

/** A live rejection: its ground, the claims it names and the references it relies on. */
export interface Rejection {
  readonly ground: Ground;
  /** As far as the action says it: `102(a)(1)`, `103(a)`, `nonstatutory`. */
  readonly subsection: string | null;
  readonly aia: StatuteVersion;
  readonly provisional: boolean;
  /** Expanded, sorted, a set; empty where the action leaves the numbers out. */
  readonly claims: readonly number[];
  readonly dependentsInherit: boolean;
  readonly references: readonly Reference[];
  /** Facts beyond the references are noticed (MPEP 2144.03). */
  readonly officialNotice: boolean;
  /** It rests on what the applicant admits to be prior art, too, which is no reference (MPEP 2129). */
  readonly admittedPriorArt: boolean;
  /** No sentence says "rejected": a defect stated under the heading. */
  readonly implicit: boolean;
  /** The reason in a few words, where the words are known: enablement, abstract idea, indefinite. */
  readonly basis: string | null;
  readonly span: Span;
  readonly claimSpan: Span | null;
  /** Other places where the same rejection is told. */
  readonly alsoAt: readonly Span[];
  readonly rule: string;
  readonly because: Because;
  readonly confidence: number;
}

export interface Reference {
  readonly raw: string;
  readonly name: string | null;
  readonly kind: ReferenceKind;
  readonly normalized: string | null;
  readonly role: "primary" | "secondary" | "evidentiary";
  /** Where the short name was introduced, if the sentence itself gives no number. */
  readonly resolvedFrom: Span | null;
  readonly span: Span;
}

export interface Statement {
  readonly kind: StatementKind;
  /** The status the action gives it; the same word as `kind`. */
  readonly status: StatementKind;
  readonly ground: string | null;
  readonly subsection: string | null;
  readonly claims: readonly number[];
  readonly text: string;
  readonly span: Span;
  readonly rule: string;
  readonly because: Because;
  readonly confidence: number;
}

export type ObjectionTarget =
  | "claims"
  | "claims (dependent on rejected base claim)"
  | "drawings"
  | "specification"
  | "abstract"
  | "title"
  | "oath"
  | "other";

export interface Objection extends Statement {
  readonly what: ObjectionTarget;
}

export interface Restriction {
  readonly kind: "restriction" | "unity" | "species";
  readonly groups: readonly {
    readonly label: string;
    readonly claims: readonly number[];
    readonly span: Span;
  }[];
  /** How the applicant elected, if the text says so. */
  readonly election: "with traverse" | "without traverse" | null;
  readonly span: Span;
}

export interface Election {
  /** As the action says it; null if it does not. */
  readonly traverse: "with traverse" | "without traverse" | null;
  /** "Group I", "Species A", as written. */
  readonly elected: string | null;
  /** Claims the sentence names as elected. */
  readonly claims: readonly number[];
  readonly text: string;
  readonly span: Span;
}

export interface Passage {
  readonly kind: "column-line" | "paragraph" | "figure" | "page" | "abstract" | "claim";
  readonly text: string;
  readonly span: Span;
}

/** A document that the action names, once, with every place that names it. */
export interface Citation {
  readonly raw: string;
  readonly kind: ReferenceKind;
  /** Country and digits, no separators, no kind code; null for non-patent literature and unnumbered documents. */
  readonly normalized: string | null;
  readonly country: string | null;
  readonly number: string | null;
  readonly kindCode: string | null;
  readonly context: CitationContext;
  /** Claims of the live rejections that name it. */
  readonly claims: readonly number[];
  readonly passages: readonly Passage[];
  readonly shortNames: readonly string[];
  /** Where the number (or, without one, the name) stands. */
  readonly spans: readonly Span[];
  /** Where a short name stands for it. */
  readonly mentions: readonly Span[];
  /** A typing slip inside the number was repaired; `raw` is what the text says. */
  readonly repaired: boolean;
  readonly rule: string;
  readonly confidence: number;
}

export interface UsptoFlags {
  readonly alice: boolean;
  readonly mayo: boolean;
  readonly bilski: boolean;
  readonly myriad: boolean;
  readonly hasRej101: 0 | 1;
  readonly hasRej102: 0 | 1;
  readonly hasRej103: 0 | 1;
  readonly hasRej112: 0 | 1;
  readonly hasRejDP: 0 | 1;
  readonly hasObjection: 0 | 1;
  readonly allowedClaimIndicator: boolean;
  readonly cite102GT1: 0 | 1;
  readonly cite103GT3: 0 | 1;
  readonly cite103EQ1: 0 | 1;
  readonly cite103Max: number;
  readonly headerMissing: 0 | 1;
  readonly formParagraphMissing: 0 | 1;
  readonly rejectFormMissmatch: 0 | 1;
  readonly closingMissing: 0 | 1;
  /** 0 examiner, 1 primary, 2 examiner and primary, 3 with supervisor, 4 with director; null without a signature. */
  readonly signatureType: 0 | 1 | 2 | 3 | 4 | null;
}

export interface Section {
  readonly kind: string;
  readonly heading: string;
  readonly headingSpan: Span;
  /** Heading and everything under it, up to the next heading. */
  readonly span: Span;
}

export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly span: Span | null;
}

export type WarningCode =
  | "empty-text"
  | "not-text"
  | "not-an-office-action"
  | "no-rejection"
  | "placeholder"
  | "range-backwards"
  | "range-too-wide"
  | "range-open"
  | "beyond-pending"
  | "ground-without-claims"
  | "claims-without-ground"
  | "letter-unknown"
  | "lost-words"
  | "number-repaired"
  | "number-unreadable"
  | "name-ambiguous"
  | "summary-disagrees"
  | "code-disagrees"
  | "truncated"
  /** Of its file, by whoever opened it: pages without text, say. */
  | "read-in-part";
