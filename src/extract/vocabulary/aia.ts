import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Whether the AIA applies",
  "By the paragraph on the status, the statute that is quoted, or its letters (MPEP 2159; form paragraph 7.03.aia).",
);

export const AIA_STATUS = wording({
  name: "aia-status",
  says: "The status paragraph.",
  from: "form paragraphs 7.03.aia, 7.03.fti",
  matches: ["examined under the first inventor to file", "examined under the pre-aia first to invent"],
  not: ["examined on the merits"],
  stems: ["examined"],
  is: /examined\s+under\s+the\s+(pre-?\s?aia\s+)?first\s+(inventor\s+to\s+file|to\s+invent)/y,
});

export const AIA_WORDING = wording({
  name: "subject-to-the-aia",
  says: "The status in other words.",
  from: "MPEP 2159",
  matches: [
    "subject to the aia",
    "governed by pre-aia",
    "this application falls under the aia",
    "being examined under pre-aia law",
    "the first inventor to file provisions of the aia govern",
    "the pre-aia first to invent provisions apply",
  ],
  not: [
    "under the aia (or",
    "the first inventor to file provisions of the aia do not apply",
    "the rejection under the aia",
  ],
  stems: ["aia", "pre-aia", "preaia", "provisions"],
  is: [
    /(?:subject\s+to|examined\s+under|governed\s+by|falls?\s+under|(?:proceeds?|comes?)\s+under|filed\s+under)\s+(?:the\s+)?(?:provisions\s+of\s+(?:the\s+)?)?(pre-?\s?aia|aia)\b(?!\s*\()/,
    /\b(pre-?\s?aia|aia)\s+(?:first\s+(?:to\s+invent|inventor\s+to\s+file)\s+)?(?:provisions|law|rules)\s+(?:apply|applies|governs?|control)\b/,
    /\bfirst\s+inventor\s+to\s+file\s+provisions\s+(?:of\s+the\s+(aia)\s+)?(?:apply|govern|control)\b/,
    /\bfirst\s+to\s+invent\s+provisions\s+(?:of\s+(pre-?\s?aia)\s+(?:law\s+)?)?(?:apply|govern|control)\b/,
  ],
});

export const NAMES_PRE_AIA = wording({
  name: "wording-of-the-old-law",
  says: "The wording of the status names the law before the AIA.",
  from: "MPEP 2159",
  matches: ["governed by pre-aia", "first to invent provisions apply"],
  not: ["subject to the aia", "first inventor to file provisions apply"],
  is: /pre-?\s?aia|first\s+to\s+invent/,
});

export const AIA_IN_DOUBT = wording({
  name: "aia-in-doubt",
  says: "A condition or both versions: nothing is told.",
  from: "form paragraph 7.06",
  matches: ["or", "if", "determination", "whether"],
  not: ["is"],
  is: /\bor\b|if\b|determination|\bwhether\b/,
});

export const PRE_AIA_QUOTED = wording({
  name: "pre-aia-statute-quoted",
  says: "The statute is quoted as before the AIA.",
  from: "form paragraphs 7.07.fti, 7.20.fti",
  matches: ["quotation of 35 u.s.c. 103(a)", "a patent may not be obtained though the invention"],
  not: ["a patent for a claimed invention may not be obtained"],
  is: [
    /quotation\s+of\s+(?:the\s+appropriate\s+paragraphs\s+of\s+)?(?:pre-aia\s+)?35\s*u\.?\s?s\.?\s?c\.?\s*(?:§\s*)?103\s?\(a\)/,
    /a\s+patent\s+may\s+not\s+be\s+obtained\s+though\s+the\s+invention/,
    /more\s+than\s+one\s+year\s+prior\s+to\s+the\s+date\s+of\s+application/,
  ],
});

export const AIA_QUOTED = wording({
  name: "aia-statute-quoted",
  says: "The statute is quoted as amended by the AIA.",
  from: "form paragraphs 7.07.aia, 7.20.aia",
  matches: ["a patent for a claimed invention may not be obtained"],
  not: ["a patent may not be obtained though"],
  is: /a\s+patent\s+for\s+a\s+claimed\s+invention\s+may\s+not\s+be\s+obtained|before\s+the\s+effective\s+filing\s+date\s+of\s+the\s+claimed\s+invention/,
});

export const AIA_102 = wording({
  name: "aia-paragraph-of-102",
  says: "102(a)(1) and (a)(2) exist only under the AIA.",
  from: "35 U.S.C. 102(a)",
  matches: ["102(a)(1)"],
  not: ["102(a)", "102(b)"],
  is: /102\(a\)\([12]\)/,
});

export const PRE_AIA_102 = wording({
  name: "pre-aia-paragraph-of-102",
  says: "These letters are of the section before the AIA.",
  from: "pre-AIA 35 U.S.C. 102",
  matches: ["102(b)", "102(e)"],
  not: ["102(a)"],
  is: /102\([befg]\)/,
});

export const AIA_LETTERS = wording({
  name: "letters-of-the-aia",
  says: "The letters that 35 U.S.C. 112 has had since the AIA, or the AIA by its name.",
  from: "MPEP 2159",
  matches: ["112(b)", "under the aia", "102(a)(1)"],
  not: ["112, second paragraph", "102(b)"],
  is: /112\s?\(?[ab]\)|aia|102\(a\)\(/,
});
