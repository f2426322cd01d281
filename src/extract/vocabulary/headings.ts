/**
 * Headings of an Office action, by the words that make one. `words` must all occur in the heading line (lower case);
 * `not` must not. The first entry that fits wins, so the narrow ones stand first.
 */
export interface HeadingPattern {
  readonly kind: SectionKind;
  readonly words: readonly string[];
  readonly not?: readonly string[];
  /** Longest heading, in characters, that still counts; free headings run longer than fixed ones. */
  readonly atMost?: number;
  /** What the section is for; its wordings are those of real actions (`corpora/`). */
  readonly source: string;
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
  { kind: "response", words: ["response to", "argument"], source: "MPEP 707.07(f)" },
  { kind: "response", words: ["response to", "amendment"], source: "MPEP 707.07(f)" },
  { kind: "response", words: ["response to", "remarks"], source: "MPEP 707.07(f)" },
  { kind: "response", words: ["response to", "declaration"], source: "MPEP 707.07(f)" },
  { kind: "response", words: ["response to", "affidavit"], source: "MPEP 707.07(f)" },
  { kind: "response", words: ["applicant", "argument"], atMost: 60, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["applicant", "remarks"], atMost: 60, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["affidavit"], atMost: 60, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["declaration under 37 cfr 1.13"], atMost: 70, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["examiner's response"], atMost: 60, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["examiner's answer to"], atMost: 60, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["response to applicant"], atMost: 70, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["amendments and arguments"], atMost: 70, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["status of prior rejections"], atMost: 90, source: "MPEP 707.07(f)" },
  {
    kind: "withdrawn",
    words: ["withdrawn", "rejection"],
    not: ["maintain", "claims ", "claim 1"],
    source: "MPEP 707.07(f)",
  },
  { kind: "withdrawn", words: ["withdrawal of", "rejection"], source: "MPEP 707.07(f)" },
  { kind: "withdrawn", words: ["withdrawn", "objection"], not: ["maintain"], source: "MPEP 707.07(f)" },
  { kind: "withdrawn", words: ["withdrawal of", "objection"], source: "MPEP 707.07(f)" },
  { kind: "election-restriction", words: ["election"], not: ["claims "], atMost: 60, source: "MPEP 818" },
  { kind: "election-restriction", words: ["restriction"], not: ["claims "], atMost: 60, source: "MPEP 818" },
  { kind: "election-restriction", words: ["unity of invention"], atMost: 60, source: "MPEP 818" },
  { kind: "aia-status", words: ["notice of", "aia", "status"], source: "MPEP 2159" },
  { kind: "aia-status", words: ["aia", "status"], atMost: 40, source: "MPEP 2159" },
  { kind: "continued-examination", words: ["continued examination"], atMost: 80, source: "MPEP 706.07(h)" },
  { kind: "continued-examination", words: ["request for continued"], atMost: 60, source: "MPEP 706.07(h)" },
  { kind: "claim-interpretation", words: ["claim interpretation"], source: "MPEP 2111, 2181" },
  { kind: "claim-interpretation", words: ["claim construction"], atMost: 60, source: "MPEP 2111, 2181" },
  { kind: "claim-interpretation", words: ["112(f)"], not: ["reject"], atMost: 80, source: "MPEP 2111, 2181" },
  {
    kind: "claim-interpretation",
    words: ["112", "sixth paragraph"],
    not: ["reject"],
    atMost: 80,
    source: "MPEP 2111, 2181",
  },
  { kind: "claim-objections", words: ["claim objection"], source: "MPEP 608.01(m)" },
  { kind: "claim-objections", words: ["claims objection"], source: "MPEP 608.01(m)" },
  { kind: "claim-objections", words: ["objection", "to the claims"], atMost: 60, source: "MPEP 608.01(m)" },
  { kind: "drawings", words: ["drawing"], atMost: 40, source: "MPEP 608.02" },
  { kind: "specification", words: ["objection", "specification"], atMost: 60, source: "MPEP 608.01" },
  { kind: "specification", words: ["specification"], not: ["112"], atMost: 40, source: "MPEP 608.01" },
  { kind: "specification", words: ["abstract"], atMost: 30, source: "MPEP 608.01" },
  { kind: "specification", words: ["objection", "disclosure"], atMost: 50, source: "MPEP 608.01" },
  { kind: "specification", words: ["title"], atMost: 25, source: "MPEP 608.01" },
  { kind: "sequence", words: ["sequence"], atMost: 60, source: "MPEP 2421" },
  { kind: "rejection-dp", words: ["double patenting"], not: ["withdrawn"], atMost: 120, source: "MPEP 804" },
  { kind: "rejection-dp", words: ["double-patenting"], not: ["withdrawn"], atMost: 120, source: "MPEP 804" },
  { kind: "rejection-102-103", words: ["102", "103", "reject"], source: "MPEP 706.02" },
  { kind: "rejection-101", words: ["101", "reject"], source: "MPEP 706.03(a)" },
  { kind: "rejection-102", words: ["102", "reject"], source: "MPEP 706.02(i)" },
  { kind: "rejection-103", words: ["103", "reject"], source: "MPEP 706.02(m)" },
  { kind: "rejection-112", words: ["112", "reject"], source: "MPEP 706.03(c)" },
  { kind: "rejection-102-103", words: ["35 u", "102", "103"], atMost: 60, source: "MPEP 706.02" },
  { kind: "rejection-101", words: ["35 u", "101"], atMost: 50, source: "MPEP 706.03(a)" },
  { kind: "rejection-102", words: ["35 u", "102"], atMost: 50, source: "MPEP 706.02(i)" },
  { kind: "rejection-103", words: ["35 u", "103"], atMost: 50, source: "MPEP 706.02(m)" },
  { kind: "rejection-112", words: ["35 u", "112"], atMost: 60, source: "MPEP 706.03(c)" },
  { kind: "rejection", words: ["claim", "rejection"], atMost: 60, source: "MPEP 707.07(d)" },
  { kind: "rejection", words: ["new rejection"], not: ["withdrawn"], atMost: 40, source: "MPEP 707.07(d)" },
  { kind: "rejection", words: ["grounds of rejection"], atMost: 60, source: "MPEP 707.07(d)" },
  { kind: "rejection", words: ["ground(s) of rejection"], atMost: 60, source: "MPEP 707.07(d)" },
  { kind: "rejection", words: ["rejections"], not: ["withdrawn"], atMost: 40, source: "MPEP 707.07(d)" },
  { kind: "terminal-disclaimer", words: ["terminal disclaimer"], atMost: 50, source: "MPEP 1490" },
  { kind: "allowance-reasons", words: ["reason", "allowance"], atMost: 70, source: "MPEP 1302.14" },
  { kind: "allowable", words: ["allowable subject matter"], atMost: 80, source: "MPEP 707.07(j)" },
  { kind: "allowable", words: ["allowed claim"], atMost: 40, source: "MPEP 707.07(j)" },
  { kind: "allowable", words: ["allowable claim"], atMost: 40, source: "MPEP 707.07(j)" },
  { kind: "allowable", words: ["allowance"], atMost: 40, source: "MPEP 707.07(j)" },
  { kind: "examiner-amendment", words: ["examiner", "amendment"], atMost: 60, source: "MPEP 1302.04" },
  { kind: "interview", words: ["interview"], atMost: 60, source: "MPEP 713.04" },
  { kind: "inventorship", words: ["inventorship"], atMost: 40, source: "MPEP 706.02(l)" },
  { kind: "inventorship", words: ["joint inventors"], atMost: 50, source: "MPEP 706.02(l)" },
  { kind: "inventorship", words: ["common ownership"], atMost: 60, source: "MPEP 706.02(l)" },
  { kind: "information-disclosure", words: ["information disclosure"], atMost: 60, source: "MPEP 609" },
  { kind: "information-disclosure", words: ["ids"], atMost: 12, source: "MPEP 609" },
  { kind: "priority", words: ["priority"], atMost: 40, source: "MPEP 211, 213" },
  { kind: "priority", words: ["domestic benefit"], atMost: 40, source: "MPEP 211, 213" },
  { kind: "oath", words: ["oath"], atMost: 40, source: "MPEP 602" },
  { kind: "status", words: ["status of"], atMost: 60, source: "MPEP 707.07(i)" },
  { kind: "status", words: ["claim status"], atMost: 40, source: "MPEP 707.07(i)" },
  { kind: "status", words: ["claims status"], atMost: 40, source: "MPEP 707.07(i)" },
  { kind: "status", words: ["summary"], atMost: 30, source: "MPEP 707.07(i)" },
  { kind: "status", words: ["pending claims"], atMost: 40, source: "MPEP 707.07(i)" },
  { kind: "status", words: ["introduction"], atMost: 30, source: "MPEP 707.07(i)" },
  { kind: "status", words: ["remarks"], atMost: 30, source: "MPEP 707.07(i)" },
  { kind: "status", words: ["acknowledg"], atMost: 40, source: "MPEP 707.07(i)" },
  { kind: "status", words: ["preliminary"], atMost: 40, source: "MPEP 707.07(i)" },
  { kind: "response", words: ["amendment"], atMost: 40, source: "MPEP 707.07(f)" },
  { kind: "response", words: ["arguments"], atMost: 40, source: "MPEP 707.07(f)" },
  { kind: "detailed-action", words: ["detailed", "action"], atMost: 60, source: "MPEP 707" },
  { kind: "detailed-action", words: ["detailed correspondence"], atMost: 60, source: "MPEP 707" },
  { kind: "detailed-action", words: ["official correspondence"], atMost: 60, source: "MPEP 707" },
  { kind: "contact", words: ["contact"], atMost: 50, source: "MPEP 707.08" },
  { kind: "contact", words: ["inquir"], atMost: 40, source: "MPEP 707.08" },
  { kind: "contact", words: ["correspondence"], atMost: 40, source: "MPEP 707.08" },
  { kind: "conclusion", words: ["conclusion"], atMost: 40, source: "MPEP 707.05" },
  { kind: "conclusion", words: ["pertinent"], atMost: 50, source: "MPEP 707.05" },
  { kind: "conclusion", words: ["cited art"], atMost: 40, source: "MPEP 707.05" },
  { kind: "conclusion", words: ["relevant prior art"], atMost: 50, source: "MPEP 707.05" },
  { kind: "conclusion", words: ["closing"], atMost: 30, source: "MPEP 707.05" },
];
