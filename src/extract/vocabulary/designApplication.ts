import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "A design application",
  'That the application is a design, so that "the claim" is claim 1 (MPEP 1503.01, 1504).',
);

export const ORNAMENTAL_DESIGN = wording({
  name: "ornamental-design",
  says: "The claim of a design application.",
  from: "MPEP 1503.01, 1504.02",
  matches: ["the ornamental design", "the claimed design", "a design patent"],
  not: ["the design of the pump"],
  stems: ["design"],
  is: /^.{0,11}(?:ornamental|claimed) design|^.{0,11}design (?:patent|claim)/,
});

export const DESIGN_STATUTE = wording({
  name: "design-statute",
  says: "The statute of designs.",
  from: "35 U.S.C. 171",
  matches: ["35 u.s.c. 171", "35 usc §171"],
  not: ["35 u.s.c. 101"],
  stems: ["171"],
  is: /35 u\.?s\.?c\.? ?§? ?171/,
});

export const ARTICLE_OF_DESIGN = wording({
  name: "article-of-a-design",
  says: "The article in which a design is embodied.",
  from: "MPEP 1502",
  matches: ["article of manufacture in which the design"],
  not: ["article of manufacture comprising"],
  stems: ["manufacture"],
  is: /article of manufacture (?:in|as|to) which/,
});

export const OTHER_CLAIM = wording({
  name: "another-claim-than-claim-1",
  says: 'A claim other than claim 1 is named: "the claim" is then not the only one.',
  matches: ["claim 2", "claims 1-5", "claims 1, 3"],
  not: ["claim 1 is", "the claim"],
  is: /\bclaims? (?:[2-9]|1\d|1\s?[-,])/,
});
