/** Sections of Title 35 that a rejection can stand on, and what their paragraphs are called. */
export interface Statute {
  readonly section: string;
  /** `ground` of a rejection under it; sections outside the published data are `other`. */
  readonly ground: "101" | "102" | "103" | "112" | "other";
  readonly meaning: string;
  readonly source: string;
}

export const STATUTES: readonly Statute[] = [
  {
    section: "101",
    ground: "101",
    meaning: "eligibility, utility, one patent for one invention",
    source: "35 U.S.C. 101; MPEP 2104-2107, 804",
  },
  { section: "102", ground: "102", meaning: "novelty", source: "35 U.S.C. 102; MPEP 2131-2138, 2151-2155" },
  { section: "103", ground: "103", meaning: "obviousness", source: "35 U.S.C. 103; MPEP 2141-2146, 2158" },
  {
    section: "112",
    ground: "112",
    meaning: "specification and claims",
    source: "35 U.S.C. 112; MPEP 2161-2187",
  },
  {
    section: "115",
    ground: "other",
    meaning: "inventorship; rejected together with 101",
    source: "35 U.S.C. 115; form paragraph 7.04.02.aia",
  },
  {
    section: "132",
    ground: "other",
    meaning: "new matter (an objection; a rejection only by slip)",
    source: "35 U.S.C. 132(a); MPEP 608.04, 706.03(o)",
  },
  {
    section: "135",
    ground: "other",
    meaning: "claims copied from a patent too late for an interference",
    source: "35 U.S.C. 135(b); MPEP 715.05",
  },
  { section: "161", ground: "other", meaning: "plant patents", source: "35 U.S.C. 161; MPEP 1608" },
  {
    section: "162",
    ground: "other",
    meaning: "plant patents, description and claim",
    source: "35 U.S.C. 162; MPEP 1605",
  },
  { section: "171", ground: "other", meaning: "design patents", source: "35 U.S.C. 171; MPEP 1504" },
  {
    section: "251",
    ground: "other",
    meaning: "reissue: defective oath, recapture, broadening",
    source: "35 U.S.C. 251; MPEP 1414, 1412.02",
  },
  {
    section: "305",
    ground: "other",
    meaning: "re-examination: enlarging the scope",
    source: "35 U.S.C. 305; MPEP 2258",
  },
];

/** Paragraph words of section 112: pre-AIA ordinals and the letters that replaced them. Source: 35 U.S.C. 112 before and after 16 September 2012; MPEP 2161. */
export const PARAGRAPH_LETTERS: Readonly<Record<string, string>> = {
  first: "a",
  "1st": "a",
  "1": "a",
  one: "a",
  a: "a",
  i: "a",
  lst: "a",
  ist: "a",
  frist: "a",
  second: "b",
  "2nd": "b",
  "2": "b",
  two: "b",
  b: "b",
  ii: "b",
  "2d": "b",
  secord: "b",
  third: "c",
  "3rd": "c",
  "3": "c",
  three: "c",
  c: "c",
  fourth: "d",
  "4th": "d",
  "4": "d",
  four: "d",
  d: "d",
  forth: "d",
  iv: "d",
  fifth: "e",
  "5th": "e",
  "5": "e",
  five: "e",
  e: "e",
  sixth: "f",
  "6th": "f",
  "6": "f",
  six: "f",
  f: "f",
  vi: "f",
};

/** The letters a paragraph of a section can have; anything else is a slip. */
export const LETTERS: Readonly<Record<string, string>> = {
  "102": "abcdefg",
  "103": "abc",
  "112": "abcdef",
};
