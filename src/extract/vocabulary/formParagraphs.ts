/**
 * Form paragraphs of MPEP chapters 700 and 800, by number, with words that identify each in a text. A paragraph is
 * present when all words of one of its `signs` stand in one sentence or heading; signs are lower case, single blanks.
 */
export interface FormParagraph {
  readonly number: string;
  /** `aia` first inventor to file, `fti` first to invent, `both` where one text serves. */
  readonly variant: "aia" | "fti" | "both";
  /** Statute it quotes or rejects under; `DP` for non-statutory double patenting. */
  readonly statute: "101" | "102" | "103" | "112(a)" | "112(b)" | "112(d)" | "112(f)" | "DP" | null;
  readonly role:
    | "status"
    | "quotation"
    | "preamble"
    | "rejection"
    | "interpretation"
    | "objection"
    | "allowance"
    | "finality"
    | "conclusion"
    | "contact";
  readonly signs: readonly string[];
  readonly source: string;
}

const m706 = "MPEP 706.03(a)-(w)";
const m707 = "MPEP 707.07, 707.08";
const m804 = "MPEP 804";

/**
 * Beginnings of words by which the signs below are found: each sign has one of them behind its first word, or one of those
 * that another wording is looked for by.
 */
export const SIGN_STEMS: readonly string[] = [
  "appropriate",
  "conclude",
  "contain",
  "discovers",
  "doctrine",
  "entitled",
  "forms",
  "included",
  "patenting",
  "pre-aia",
  "previously",
];

export const FORM_PARAGRAPHS: readonly FormParagraph[] = [
  {
    number: "7.03.aia",
    variant: "aia",
    statute: null,
    role: "status",
    signs: ["examined under the first inventor to file"],
    source: "MPEP 2159",
  },
  {
    number: "7.03.fti",
    variant: "fti",
    statute: null,
    role: "status",
    signs: ["examined under the pre-aia first to invent"],
    source: "MPEP 2159",
  },
  {
    number: "7.04.01",
    variant: "both",
    statute: "101",
    role: "quotation",
    signs: ["whoever invents or discovers any new and useful process"],
    source: m706,
  },
  {
    number: "7.05",
    variant: "both",
    statute: "101",
    role: "rejection",
    signs: ["rejected under 35 u.s.c. 101"],
    source: m706,
  },
  {
    number: "7.07",
    variant: "both",
    statute: "102",
    role: "quotation",
    signs: [
      "quotation of the appropriate paragraphs of 35 u.s.c. 102",
      "quotation of the appropriate paragraphs of pre-aia 35 u.s.c. 102",
      "a person shall be entitled to a patent unless",
    ],
    source: m706,
  },
  {
    number: "7.15",
    variant: "both",
    statute: "102",
    role: "rejection",
    signs: ["rejected under 35 u.s.c. 102"],
    source: m706,
  },
  {
    number: "7.20.aia",
    variant: "aia",
    statute: "103",
    role: "quotation",
    signs: ["quotation of 35 u.s.c. 103 which forms", "a patent for a claimed invention may not be obtained"],
    source: m706,
  },
  {
    number: "7.20.fti",
    variant: "fti",
    statute: "103",
    role: "quotation",
    signs: [
      "quotation of 35 u.s.c. 103(a) which forms",
      "quotation of pre-aia 35 u.s.c. 103(a)",
      "a patent may not be obtained though the invention",
    ],
    source: m706,
  },
  {
    number: "7.21",
    variant: "both",
    statute: "103",
    role: "rejection",
    signs: ["rejected under 35 u.s.c. 103"],
    source: m706,
  },
  {
    number: "7.30.01",
    variant: "both",
    statute: "112(a)",
    role: "quotation",
    signs: ["the specification shall contain a written description of the invention"],
    source: m706,
  },
  {
    number: "7.30.02",
    variant: "both",
    statute: "112(b)",
    role: "quotation",
    signs: ["the specification shall conclude with one or more claims"],
    source: m706,
  },
  {
    number: "7.30.03",
    variant: "both",
    statute: "112(f)",
    role: "interpretation",
    signs: ["an element in a claim for a combination may be expressed"],
    source: "MPEP 2181",
  },
  {
    number: "7.36",
    variant: "both",
    statute: "112(d)",
    role: "quotation",
    signs: [
      "a claim in dependent form shall contain a reference",
      "reference to a claim previously set forth",
    ],
    source: m706,
  },
  {
    number: "7.103",
    variant: "both",
    statute: null,
    role: "quotation",
    signs: ["not included in this action can be found in a prior"],
    source: m707,
  },
  {
    number: "8.30",
    variant: "both",
    statute: "101",
    role: "preamble",
    signs: ["a rejection based on double patenting of the"],
    source: m804,
  },
  {
    number: "8.33",
    variant: "both",
    statute: "DP",
    role: "preamble",
    signs: ["judicially created doctrine grounded in public policy"],
    source: m804,
  },
  {
    number: "7.39",
    variant: "both",
    statute: null,
    role: "finality",
    signs: ["this action is made final"],
    source: "MPEP 706.07",
  },
  {
    number: "7.41",
    variant: "both",
    statute: null,
    role: "finality",
    signs: ["this action is made final even though it is a first action"],
    source: "MPEP 706.07(b)",
  },
  {
    number: "7.51",
    variant: "both",
    statute: null,
    role: "finality",
    signs: ["ex parte quayle"],
    source: "MPEP 714.14",
  },
  {
    number: "7.96",
    variant: "both",
    statute: null,
    role: "conclusion",
    signs: ["prior art made of record and not relied upon"],
    source: m707,
  },
  {
    number: "7.97",
    variant: "both",
    statute: null,
    role: "allowance",
    signs: ["are allowed.", "is allowed."],
    source: m707,
  },
  {
    number: "7.43",
    variant: "both",
    statute: null,
    role: "objection",
    signs: ["objected to as being dependent upon a rejected base claim"],
    source: m707,
  },
  {
    number: "7.43.01",
    variant: "both",
    statute: null,
    role: "allowance",
    signs: ["would be allowable if rewritten or amended to overcome"],
    source: m707,
  },
  {
    number: "13.03.01",
    variant: "both",
    statute: null,
    role: "allowance",
    signs: ["examiner's statement of reasons for allowance"],
    source: "MPEP 1302.14",
  },
  {
    number: "7.100",
    variant: "both",
    statute: null,
    role: "contact",
    signs: ["any inquiry concerning this communication", "any inquiry of a general nature"],
    source: m707,
  },
];

/**
 * Roles whose text is the same in every action. A rejection, an objection or an allowance is a form, too, but what fills
 * it in (claims, statute, references) is what the examiner decided.
 */
export const FIXED_ROLES: ReadonlySet<FormParagraph["role"]> = new Set([
  "status",
  "quotation",
  "preamble",
  "interpretation",
  "finality",
  "conclusion",
  "contact",
]);

/** How the other parts of a form paragraph read, where its text has several; written as `signs` are. */
export const FORM_PARAGRAPH_PARTS: readonly Pick<FormParagraph, "number" | "signs">[] = [
  {
    number: "7.06",
    signs: [
      "in the event the determination of the status of the application as subject to aia 35 u.s.c. 102 and 103",
      "in the event the determination of the status of the application as subject to pre-aia 35 u.s.c. 102 and 103",
    ],
  },
  { number: "7.04.01", signs: ["35 u.s.c. 101 reads as follows"] },
  {
    number: "7.07",
    signs: [
      "(a) the invention was known or used by others in this country",
      "(b) the invention was patented or described in a printed publication in this or a foreign country",
      "(e) the invention was described in",
      "(a)(1) the claimed invention was patented, described in a printed publication",
      "(a)(2) the claimed invention was described in a patent issued under section 151",
    ],
  },
  {
    number: "7.20.02",
    signs: [
      "this application currently names joint inventors",
      "in considering patentability of the claims under pre-aia 35 u.s.c. 103(a), the examiner presumes",
    ],
  },
  {
    number: "7.23",
    signs: [
      "the factual inquiries set forth in graham v. john deere",
      "the factual inquiries for establishing a background for determining obviousness",
      "determining the scope and contents of the prior art",
      "ascertaining the differences between the prior art and the claims",
      "resolving the level of ordinary skill in the pertinent art",
      "considering objective evidence present in the application indicating obviousness",
    ],
  },
  {
    number: "7.30.01",
    signs: [
      "quotation of 35 u.s.c. 112(a)",
      "quotation of 35 u.s.c. 112 (pre-aia), first paragraph",
      "quotation of the first paragraph of 35 u.s.c. 112",
      "quotation of the first paragraph of pre-aia 35 u.s.c. 112",
    ],
  },
  {
    number: "7.30.02",
    signs: [
      "quotation of 35 u.s.c. 112(b)",
      "quotation of 35 u.s.c. 112 (pre-aia), second paragraph",
      "quotation of the second paragraph of 35 u.s.c. 112",
      "quotation of the second paragraph of pre-aia 35 u.s.c. 112",
    ],
  },
  {
    number: "7.30.03",
    signs: [
      "quotation of 35 u.s.c. 112(f)",
      "quotation of pre-aia 35 u.s.c. 112, sixth paragraph",
      "the claims in this application are given their broadest reasonable interpretation using the plain meaning",
      'use of the word "means" (or "step',
      'absence of the word "means" (or "step',
    ],
  },
  {
    number: "7.39",
    signs: [
      "applicant is reminded of the extension of time policy as set forth in 37 cfr 1.136",
      "a shortened statutory period for reply to this final action is set to expire",
    ],
  },
  {
    number: "8.33",
    signs: [
      "a timely filed terminal disclaimer in compliance with 37 cfr",
      "the filing of a terminal disclaimer by itself is not a complete reply",
      "the uspto internet website contains terminal disclaimer forms",
      "effective january 1, 1994, a registered attorney or agent of record may sign a terminal disclaimer",
    ],
  },
  {
    number: "7.100",
    signs: [
      "if attempts to reach the examiner by telephone are unsuccessful",
      "examiner interviews are available via telephone",
      "information regarding the status of an application may be obtained",
      "information regarding the status of published or unpublished applications may be obtained",
      "should you have questions on access to the private pair system",
    ],
  },
];
