import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "The basis of a rejection",
  "Its reason in a few words: enablement, abstract idea, new matter (form paragraphs 7.04 to 7.36).",
);

export const BASIS_SAME_INVENTION = wording({
  name: "basis-same-invention",
  says: "Statutory double patenting.",
  from: "MPEP 804 II.A",
  matches: ["claiming the same invention", "double patenting"],
  not: ["abstract idea"],
  is: /same invention|statutory(?:-|\s)type double patenting|double patenting/,
});

export const BASIS_UTILITY = wording({
  name: "basis-utility",
  says: "No utility.",
  from: "form paragraph 7.05.02, MPEP 2107",
  matches: ["lacks utility", "inoperative"],
  not: ["abstract idea"],
  is: /lacks? (?:patentable )?utility|not supported by either|asserted utility|inoperative|well.established utility/,
});

export const BASIS_EXCEPTION = wording({
  name: "basis-judicial-exception",
  says: "A judicial exception without significantly more.",
  from: "form paragraph 7.05.016, MPEP 2106.04",
  matches: ["an abstract idea", "a law of nature"],
  not: ["a signal per se"],
  is: /abstract idea|judicial exception|law of nature|natural phenomen|product of nature|significantly more/,
});

export const BASIS_CATEGORY = wording({
  name: "basis-no-category",
  says: "In none of the four categories.",
  from: "form paragraph 7.05.01, MPEP 2106.03",
  matches: ["a signal per se", "non-statutory subject matter"],
  not: ["an abstract idea"],
  is: /signal per se|transitory|carrier wave|software per se|program per se|non-?statutory subject matter/,
});

export const BASIS_HUMAN = wording({
  name: "basis-human-organism",
  says: "A human organism.",
  from: "form paragraph 7.04.03, MPEP 2105",
  matches: ["a human organism"],
  not: ["a plant"],
  is: /human organism/,
});

export const BASIS_INVENTOR = wording({
  name: "basis-inventorship",
  says: "Wrong inventorship.",
  from: "form paragraph 7.04.02.aia",
  matches: ["the inventorship"],
  not: ["invention"],
  is: /inventor(?:ship)?\b/,
});

export const BASIS_NEW_MATTER = wording({
  name: "basis-new-matter",
  says: "New matter.",
  from: "form paragraph 7.31.01, MPEP 2163.06",
  matches: ["new matter"],
  not: ["matter"],
  is: /new matter/,
});

export const BASIS_ENABLEMENT = wording({
  name: "basis-enablement",
  says: "Not enabled.",
  from: "form paragraph 7.31.02, MPEP 2164",
  matches: ["the enablement requirement"],
  not: ["written description"],
  is: /enable|enabling|enablement/,
});

export const BASIS_DESCRIPTION = wording({
  name: "basis-written-description",
  says: "Not described.",
  from: "form paragraph 7.31.01, MPEP 2163",
  matches: ["the written description requirement"],
  not: ["enablement"],
  is: /written description|had possession|not described/,
});

export const BASIS_BEST_MODE = wording({
  name: "basis-best-mode",
  says: "The best mode is concealed.",
  from: "form paragraph 7.31.04, MPEP 2165",
  matches: ["best mode"],
  not: ["mode"],
  is: /best mode/,
});

export const BASIS_INDEFINITE = wording({
  name: "basis-indefinite",
  says: "Indefinite.",
  from: "form paragraph 7.34.01, MPEP 2173",
  matches: ["as being indefinite"],
  not: ["definite"],
  is: /indefinite|particularly point/,
});

export const BASIS_OMITTED = wording({
  name: "basis-essential-omitted",
  says: "Essential elements are omitted.",
  from: "form paragraph 7.34.12, MPEP 2172.01",
  matches: ["omitting essential steps"],
  not: ["complete"],
  is: /omitting essential|incomplete/,
});

export const BASIS_DEPENDENT = wording({
  name: "basis-improper-dependent",
  says: "Of improper dependent form.",
  from: "form paragraph 7.36.01, MPEP 608.01(n)",
  matches: ["failing to further limit"],
  not: ["limit"],
  is: /further limit|improper dependent/,
});

export const BASIS_NOT_DISTINCT = wording({
  name: "basis-not-distinct",
  says: "Not patentably distinct.",
  from: "form paragraphs 8.34 to 8.37, MPEP 804",
  matches: ["not patentably distinct from"],
  not: ["same"],
  is: /not patentably distinct|unpatentable over|anticipated/,
});
