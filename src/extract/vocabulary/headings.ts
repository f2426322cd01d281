/**
 * Headings of an Office action, by the words that make one. `words` must all occur in the heading line (lower case);
 * `not` must not. The first entry that fits wins, so the narrow ones stand first.
 * Source for the usual order and titles: MPEP 707.05-707.07, form paragraphs of chapter 700 (700 Headings, 8.x).
 */
export interface HeadingPattern {
  readonly kind: SectionKind;
  readonly words: readonly string[];
  readonly not?: readonly string[];
  /** Longest heading, in characters, that still counts; free headings run longer than fixed ones. */
  readonly atMost?: number;
}

export type SectionKind =
  | "preamble"
  | "detailed-action"
  | "aia-status"
  | "status"
  | "continued-examination"
  | "election-restriction"
  | "priority"
  | "information-disclosure"
  | "oath"
  | "drawings"
  | "sequence"
  | "specification"
  | "claim-objections"
  | "claim-interpretation"
  | "rejection-101"
  | "rejection-102"
  | "rejection-103"
  | "rejection-112"
  | "rejection-102-103"
  | "rejection-dp"
  | "rejection"
  | "withdrawn"
  | "response"
  | "terminal-disclaimer"
  | "allowable"
  | "allowance-reasons"
  | "examiner-amendment"
  | "inventorship"
  | "interview"
  | "quoted-statute"
  | "conclusion"
  | "contact";

export const HEADINGS: readonly HeadingPattern[] = [
  { kind: "response", words: ["response to", "argument"] },
  { kind: "response", words: ["response to", "amendment"] },
  { kind: "response", words: ["response to", "remarks"] },
  { kind: "response", words: ["response to", "declaration"] },
  { kind: "response", words: ["response to", "affidavit"] },
  { kind: "response", words: ["applicant", "argument"], atMost: 60 },
  { kind: "response", words: ["applicant", "remarks"], atMost: 60 },
  { kind: "response", words: ["affidavit"], atMost: 60 },
  { kind: "response", words: ["declaration under 37 cfr 1.13"], atMost: 70 },
  { kind: "response", words: ["examiner's response"], atMost: 60 },
  { kind: "response", words: ["examiner's answer to"], atMost: 60 },
  { kind: "response", words: ["response to applicant"], atMost: 70 },
  { kind: "response", words: ["amendments and arguments"], atMost: 70 },
  { kind: "response", words: ["status of prior rejections"], atMost: 90 },
  { kind: "withdrawn", words: ["withdrawn", "rejection"], not: ["maintain", "claims ", "claim 1"] },
  { kind: "withdrawn", words: ["withdrawal of", "rejection"] },
  { kind: "withdrawn", words: ["withdrawn", "objection"], not: ["maintain"] },
  { kind: "withdrawn", words: ["withdrawal of", "objection"] },
  { kind: "withdrawn", words: ["rejections overcome"] },
  { kind: "election-restriction", words: ["election"], not: ["claims "], atMost: 60 },
  { kind: "election-restriction", words: ["restriction"], not: ["claims "], atMost: 60 },
  { kind: "election-restriction", words: ["unity of invention"], atMost: 60 },
  { kind: "aia-status", words: ["notice of", "aia", "status"] },
  { kind: "aia-status", words: ["aia", "status"], atMost: 40 },
  { kind: "continued-examination", words: ["continued examination"], atMost: 80 },
  { kind: "continued-examination", words: ["request for continued"], atMost: 60 },
  { kind: "claim-interpretation", words: ["claim interpretation"] },
  { kind: "claim-interpretation", words: ["claim construction"], atMost: 60 },
  { kind: "claim-interpretation", words: ["112(f)"], not: ["reject"], atMost: 80 },
  { kind: "claim-interpretation", words: ["112", "sixth paragraph"], not: ["reject"], atMost: 80 },
  { kind: "claim-objections", words: ["claim objection"] },
  { kind: "claim-objections", words: ["claims objection"] },
  { kind: "claim-objections", words: ["objection", "to the claims"], atMost: 60 },
  { kind: "drawings", words: ["drawing"], atMost: 40 },
  { kind: "specification", words: ["objection", "specification"], atMost: 60 },
  { kind: "specification", words: ["specification"], not: ["112"], atMost: 40 },
  { kind: "specification", words: ["abstract"], atMost: 30 },
  { kind: "specification", words: ["objection", "disclosure"], atMost: 50 },
  { kind: "specification", words: ["title"], atMost: 25 },
  { kind: "sequence", words: ["sequence"], atMost: 60 },
  { kind: "rejection-dp", words: ["double patenting"], not: ["withdrawn"], atMost: 120 },
  { kind: "rejection-dp", words: ["double-patenting"], not: ["withdrawn"], atMost: 120 },
  { kind: "rejection-102-103", words: ["102", "103", "reject"] },
  { kind: "rejection-101", words: ["101", "reject"] },
  { kind: "rejection-102", words: ["102", "reject"] },
  { kind: "rejection-103", words: ["103", "reject"] },
  { kind: "rejection-112", words: ["112", "reject"] },
  { kind: "rejection-102-103", words: ["35 u", "102", "103"], atMost: 60 },
  { kind: "rejection-101", words: ["35 u", "101"], atMost: 50 },
  { kind: "rejection-102", words: ["35 u", "102"], atMost: 50 },
  { kind: "rejection-103", words: ["35 u", "103"], atMost: 50 },
  { kind: "rejection-112", words: ["35 u", "112"], atMost: 60 },
  { kind: "rejection", words: ["claim", "rejection"], atMost: 60 },
  { kind: "rejection", words: ["grounds of rejection"], atMost: 60 },
  { kind: "rejection", words: ["ground(s) of rejection"], atMost: 60 },
  { kind: "rejection", words: ["rejections"], not: ["withdrawn"], atMost: 40 },
  { kind: "terminal-disclaimer", words: ["terminal disclaimer"], atMost: 50 },
  { kind: "allowance-reasons", words: ["reason", "allowance"], atMost: 70 },
  { kind: "allowable", words: ["allowable subject matter"], atMost: 80 },
  { kind: "allowable", words: ["allowed claim"], atMost: 40 },
  { kind: "allowable", words: ["allowable claim"], atMost: 40 },
  { kind: "allowable", words: ["allowance"], atMost: 40 },
  { kind: "examiner-amendment", words: ["examiner", "amendment"], atMost: 60 },
  { kind: "interview", words: ["interview"], atMost: 60 },
  { kind: "inventorship", words: ["inventorship"], atMost: 40 },
  { kind: "inventorship", words: ["joint inventors"], atMost: 50 },
  { kind: "inventorship", words: ["common ownership"], atMost: 60 },
  { kind: "information-disclosure", words: ["information disclosure"], atMost: 60 },
  { kind: "information-disclosure", words: ["ids"], atMost: 12 },
  { kind: "priority", words: ["priority"], atMost: 40 },
  { kind: "priority", words: ["domestic benefit"], atMost: 40 },
  { kind: "oath", words: ["oath"], atMost: 40 },
  { kind: "status", words: ["status of"], atMost: 60 },
  { kind: "status", words: ["claim status"], atMost: 40 },
  { kind: "status", words: ["claims status"], atMost: 40 },
  { kind: "status", words: ["summary"], atMost: 30 },
  { kind: "status", words: ["pending claims"], atMost: 40 },
  { kind: "status", words: ["introduction"], atMost: 30 },
  { kind: "status", words: ["remarks"], atMost: 30 },
  { kind: "status", words: ["acknowledg"], atMost: 40 },
  { kind: "status", words: ["preliminary"], atMost: 40 },
  { kind: "response", words: ["amendment"], atMost: 40 },
  { kind: "response", words: ["arguments"], atMost: 40 },
  { kind: "detailed-action", words: ["detailed", "action"], atMost: 60 },
  { kind: "detailed-action", words: ["detailed correspondence"], atMost: 60 },
  { kind: "detailed-action", words: ["official correspondence"], atMost: 60 },
  { kind: "contact", words: ["contact"], atMost: 50 },
  { kind: "contact", words: ["inquir"], atMost: 40 },
  { kind: "contact", words: ["correspondence"], atMost: 40 },
  { kind: "conclusion", words: ["conclusion"], atMost: 40 },
  { kind: "conclusion", words: ["pertinent"], atMost: 50 },
  { kind: "conclusion", words: ["cited art"], atMost: 40 },
  { kind: "conclusion", words: ["relevant prior art"], atMost: 50 },
  { kind: "conclusion", words: ["closing"], atMost: 30 },
];
