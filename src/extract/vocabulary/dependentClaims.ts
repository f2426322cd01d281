import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Dependent claims",
  '"And their dependents", "9/4": what is said of a claim and of those that depend on it (MPEP 608.01(n); 37 CFR 1.75(c)).',
);

const ADDING = /and|as well as|plus|together with|along with|including|with|or/;
const WHOSE =
  /all|any|each|of|their|its|the|other|respective|corresponding|remaining|those|which|that|associated|or/;
const HOW = /directly|indirectly|or|and\/or|and|directly\/indirectly|that|which|are/;
const DEPEND = /depend(?:ents?|ant|ants|ing|encies|ent claims?|ant claims?)?\b(?!\s*(?:claims?\s*)?\d)/;
export const DEPENDENTS = wording({
  name: "and-their-dependents",
  says: "The claims that depend on the listed ones, without numbers.",
  from: "MPEP 608.01(n)",
  matches: [" and their dependents", ", and all claims depending therefrom", " depend"],
  not: [" dependent claims 4", " and 7"],
  is: new RegExp(
    `\\s*[,(]?\\s*(?:(?:${ADDING.source})\\s+)?,?\\s*(?:(?:${WHOSE.source})\\s+){0,4}(?:claims?\\s+)?(?:(?:${HOW.source})\\s+){0,4}` +
      `${DEPEND.source}(?:\\s+claims?)?(?:\\s+(?:thereof|therefrom|thereon|thereupon|from|on|upon|of))?`,
    "y",
  ),
});

export const ADDS_DEPENDENTS = wording({
  name: "adds-dependents",
  says: 'The dependents are added: "claims 2-8 depend from claim 1" only states whose dependents they are.',
  matches: [" and their dependents", ", including"],
  not: [" depend from"],
  is: /^\s*[,(]?\s*(?:and|as well as|plus|together|along|including|with|or)\b/,
});

export const EARLIER_BASE = wording({
  name: "as-it-depends-from",
  says: '"9/4": claim 9 as it depends from claim 4; only claim 9 is named.',
  from: "37 CFR 1.75(c); MPEP 608.01(n)",
  matches: ["/4", " / 5-7"],
  not: ["/345,678", "/4%"],
  is: /\s?\/\s?(\d{1,3})(?:\s?-\s?\d{1,3})?(?![\d%]|[.,]\d{3}|\s?\/\s?\d{4})/y,
});
