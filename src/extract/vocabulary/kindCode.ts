import { patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Kind codes",
  "The letter and digit behind a number that tell what kind of document it is (WIPO Standard ST.16; MPEP 901.04(a)).",
);

const KIND_END =
  /\s?[,;).\]:](?!\d)|\s?$|\s(?:\(|to\b|in\b|and\b|or\b|as\b|by\b|further\b|hereinafter\b|taken\b)/;
export const KIND_CODE = wording({
  name: "kind-code",
  says: "The letter, mostly with a digit, by which an office tells kinds of documents.",
  from: "WIPO Standard ST.16; MPEP 901.04(a)",
  matches: [" B2", "(A1)", " A.", "A1"],
  not: [" by Smith", " Applicant"],
  is: [
    /^[\s-]?\(?\s?([ABCEHPSUYTIMWX][1-9])\)?(?![A-Za-z0-9])/,
    /^([ABCEFPSUY])(?![A-Za-z0-9])/,
    re`^\s?([ABCEPSUY])(?=${KIND_END})`,
    /^([abu][1-9])(?![A-Za-z0-9])|^\s\(([ABCEPSUY])\)/,
  ],
});
