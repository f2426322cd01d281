import { MAY, patternsOn, re } from "./pattern.js";

const wording = patternsOn(
  "Restriction and election",
  "Requirements to elect, and what the applicant elected (MPEP 802 to 821).",
);

/** Every wording of a requirement has a word that begins with one of these. */
const REQUIREMENT_STEMS = ["restriction", "elect", "restrict", "unity", "single", "species", "groups"];

export const RESTRICTION_REQUIRED = wording({
  name: "restriction-required",
  says: "A restriction or an election is required in this action.",
  from: "form paragraphs 8.01, 8.08, 18.05",
  matches: [
    "restriction to one of the following",
    "applicant is required to elect",
    "groups i and ii lack unity",
  ],
  not: ["the restriction requirement is withdrawn"],
  stems: REQUIREMENT_STEMS,
  is: [
    /restriction\s+to\s+one\s+of\s+the\s+following|restriction\s+is\s+(?:hereby\s+)?required/g,
    /required,?\s+(?:under|in\s+reply)[^.]{0,60}to\s+elect/,
    /applicants?\s+(?:is|are)\s+required[^\n]{0,60}?to\s+(?:elect|restrict)/,
    /groups?\s+[ivx]{1,4}(?:\s?[-,]\s?[ivx]{1,4}|\s+(?:and|through|to)\s+[ivx]{1,4})*\s+lacks?\s+unity/,
    /inventions?\s+(?:listed\s+as\s+groups[^.]{0,60}\s+)?(?:do\s+not\s+relate\s+to\s+a\s+single|lacks?\s+unity)/,
    /contains\s+(?:the\s+following\s+)?(?:claims\s+directed\s+to\s+)?(?:the\s+following\s+)?(?:patentably\s+distinct\s+species|inventions\s+or\s+groups)/,
  ],
});

export const REQUIREMENT_WORD = wording({
  name: "word-of-a-requirement",
  says: "What stands before or behind the stem in every such wording.",
  matches: ["restriction to one", "groups i"],
  not: ["electrode"],
  stems: REQUIREMENT_STEMS,
  is: /restriction\s+(?:to\s+one|is)|(?<=\bto\s+)(?:elect|restrict)|(?<=\blacks?\s+)unity|(?<=\ba\s+)single|(?<=\bdistinct\s+)species|groups(?:\s+[ivx]|(?<=\bor\s+groups))/y,
});

export const BEHIND_GROUPS = wording({
  name: "lacks-unity",
  says: '"Groups I and II lack unity" stands behind the groups.',
  from: "MPEP 1850",
  matches: ["lack", "relate"],
  not: ["required"],
  is: /lack|relate/,
});

export const UNITY = wording({
  name: "unity-of-invention",
  says: "Unity of invention: a national stage application.",
  from: "MPEP 1850, 1893.03(d)",
  matches: ["unity of invention", "pct rule 13.1"],
  not: ["restriction"],
  is: /unity\s+of\s+invention|13\.1|1\.475|1\.499/,
});

/** What it says of the traverse is its one group. */
const TRAVERSED = /(with|without|with\s+no)\s+traverse/;
export const ELECTED_TRAVERSE = wording({
  name: "elected-with-or-without-traverse",
  says: "Elected with or without traverse.",
  from: "MPEP 818",
  matches: ["election was made without traverse", "elected with traverse"],
  not: ["election of species"],
  is: re`elect(?:ed|ion)\s+(?:was\s+made\s+)?${TRAVERSED}`,
});

export const ELECTED = wording({
  name: "elected",
  says: "An election is told.",
  from: "form paragraphs 8.25, 8.25.02; MPEP 818",
  matches: [
    "applicant's election without traverse of ",
    "applicant elected ",
    "elected claims 1",
    "applicant chose group ii",
    "applicants have selected claims 4",
  ],
  not: ["elect one species", "applicant chose to argue", "applicant selected the pump"],
  stems: ["elected", "election", "chose", "selected"],
  flags: "g",
  is: [
    re`\belection\s+(?:was\s+made\s+)?(?:\(?${TRAVERSED}\)?\s+)?(?:of|to\s+prosecute)\s`,
    re`\belection\s+was\s+made\s+${TRAVERSED}`,
    /\bapplicants?\s+(?:has\s+|have\s+)?(?:provisionally\s+)?elected\s/,
    /\bprovisional\s+election\s+was\s+made\s|\belected\s+(?:(?:group|species|invention)\s|claims?\s+\d)/,
    /\bapplicants?\s+(?:has\s+|have\s+)?(?:provisionally\s+)?(?:chosen?|selected)\s+(?=(?:the\s+)?(?:group|species|invention|claims?\s+\d))/,
  ],
});

export const ELECTION_ASKED = wording({
  name: "election-asked-for",
  says: "The election is asked for, not told.",
  from: "MPEP 818.01",
  matches: ["applicant must make an ", "any ", "required to make the "],
  not: ["applicant's ", "in the reply of may 3, 2019, applicant's "],
  is: re`\b(?:must|should|shall|${MAY}|required|reply\s+to\s+this|if|upon|in\s+order)\b[^.]{0,90}$|\bany\s+$|\bthe\s+$`,
});

export const ELECTED_THING = wording({
  name: "group-or-species-elected",
  says: "What was elected.",
  matches: ["group i", "species a", "invention (ii)"],
  not: ["claims 1-5"],
  is: /\b(?:group|species|invention|embodiment)s?\s+\(?(?:[ivx]{1,5}|\d{1,2}[a-z]?|[a-z])\b\)?/,
});

export const TRAVERSE = wording({
  name: "traverse",
  says: "With or without traverse.",
  from: "MPEP 818.01(a)",
  matches: ["without traverse", "with no traverse"],
  not: ["traversed"],
  is: re`\b${TRAVERSED}`,
});

export const SPECIES = wording({
  name: "election-of-species",
  says: "A requirement that speaks of species and lists no groups is an election of species.",
  from: "MPEP 806.04; form paragraph 8.01",
  matches: ["patentably distinct species"],
  not: ["patentably distinct inventions"],
  is: /species/,
});

export const GROUP_OF_CLAIMS = wording({
  name: "group-of-claims",
  says: "A line of a restriction: the number or letter of a group before its claims.",
  from: "form paragraph 8.08",
  matches: ["group i. claims 1-5", "\nii, claim(s) 6", "\n  a) claims 7"],
  not: ["group of claims", "claims 1-5"],
  flags: "g",
  is: /(?:^|\n)[ \t]*(?:group|invention|species)?\s{0,3}\(?([ivx]{1,5}|\d{1,2}|[a-h])\s?[.:),-]\s{0,6}(?=claims?\b|claim\()/,
});
