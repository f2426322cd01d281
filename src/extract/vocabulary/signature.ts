import { patternsOn } from "./pattern.js";

/** The end of an action, from which the flags `closingMissing` and `signatureType` are read. */
const wording = patternsOn(
  "Closing and signature",
  "The contact paragraph and the titles below it, each asked of one line in lower case (MPEP 707.13, 1004, 1005).",
);

export const CONTACT_WORDS = wording({
  name: "contact-paragraph",
  says: "Words of the paragraph that says whom to call.",
  from: "form paragraphs 7.100 to 7.102",
  matches: ["any inquiry concerning", "whose telephone", "telephone number is", "should be directed to"],
  not: ["directed to a pump"],
  is: /any\s+inquir|whose\s+telephone|telephone\s+number\s+is|should\s+be\s+directed\s+to/,
});

export const CONTACT_BEGINS = wording({
  name: "contact-paragraph-begins",
  says: 'The contact paragraph begins with "any" and this word.',
  from: "form paragraph 7.100",
  matches: ["inquiry concerning this communication"],
  not: ["inquiries"],
  stems: ["inquir"],
  flags: "y",
  is: /inquiry/,
});

export const CONTACT_ANYWHERE = wording({
  name: "only-in-the-contact-paragraph",
  says: "Words that no other paragraph has, wherever they stand.",
  from: "form paragraphs 7.100 to 7.102",
  matches: ["inquiries concerning this", "telephone number is (571)"],
  not: ["telephone interview", "inquiries into"],
  stems: ["inquir", "telephone"],
  flags: "y",
  is: /inquiries concerning|telephone(?: number is|(?<=whose telephone))/,
});

export const SUPERVISOR_NAMED = wording({
  name: "supervisor-to-be-called",
  says: "The examiner's supervisor, who is named to be called and did not sign.",
  from: "form paragraph 7.101",
  matches: ["examiner's supervisor, jane doe can be reached"],
  not: ["supervisory patent examiner"],
  is: /examiner's\s+supervisor[^\n]*/g,
});

export const NO_TITLE_LINE = wording({
  name: "line-of-the-contact-paragraph",
  says: "A line of the contact paragraph, which may name a title and signs nothing.",
  matches: ["telephone", "the examiner can normally be reached", "visit http://"],
  not: ["primary examiner"],
  is: /telephone|inquiry|information|attempts|should you|visit|http|is requested|the examiner can/,
});

export const DIRECTOR = wording({
  name: "signed-by-a-director",
  says: "The director of a technology center signed.",
  from: "MPEP 1003",
  matches: ["technology center director", "group director", "director"],
  not: ["directory"],
  is: /(?:group|technology center|tc)\s+director|\bdirector\b/,
});

export const SUPERVISORY = wording({
  name: "signed-by-a-supervisor",
  says: "A supervisory patent examiner signed.",
  from: "MPEP 1005",
  matches: ["supervisory patent examiner", "spe, art unit 2626"],
  not: ["primary examiner", "spectrum"],
  is: /supervisory\s+(?:primary\s+)?(?:patent\s+)?examiner|supervisory\s+patent|\bspe\b/,
});

export const PRIMARY = wording({
  name: "signed-by-a-primary-examiner",
  says: "A primary examiner signed.",
  from: "MPEP 1005",
  matches: ["primary examiner, art unit 2626", "primary patent examiner"],
  not: ["assistant examiner"],
  is: /primary\s+(?:patent\s+)?examiner/,
});

export const EXAMINER_TITLE = wording({
  name: "signed-by-an-examiner",
  says: "An examiner without another title signed.",
  matches: ["examiner, art unit 2626", "patent examiner"],
  not: ["examined"],
  is: /\bexaminer\b/,
});

export const INITIALS_LINE = wording({
  name: "initials-above-a-signature",
  says: '"/J.S./" or "HM" above a primary examiner\'s name: who wrote the action.',
  matches: ["/j.s./", "hm", "/a.b.c/"],
  not: ["john smith", "art unit"],
  is: /^\/?[a-z]\.?\s?[a-z]?\.?\s?[a-z]\.?\/?$/,
});
