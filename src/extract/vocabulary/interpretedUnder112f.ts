import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Limitations interpreted under 112(f)",
  "A limitation in means or step plus function is interpreted, which rejects nothing (MPEP 2181).",
);

export const INVOKES_112F = wording({
  name: "section-112-f",
  says: "Paragraph (f), pre-AIA the sixth, of section 112.",
  from: "35 U.S.C. 112(f); MPEP 2181",
  matches: ["112(f)", "112, sixth paragraph", "112, ¶ 6"],
  not: ["112(b)", "112, first paragraph"],
  is: /112(?:\s?,?\s?\(?\s?f\s?\)|[^.\n]{0,30}\b(?:sixth|6th)\s+paragraph|\s?,?\s?¶\s?6)/y,
});

export const INTERPRETED = wording({
  name: "interpreted",
  says: "A limitation is interpreted; nothing is rejected.",
  from: "form paragraph 7.30.05, MPEP 2181",
  matches: ["invokes", "are being interpreted", "is construed"],
  not: ["rejected"],
  is: /\b(?:invok\w+|interpret\w*|constru\w+|treated)\b/,
});

export const NOT_INTERPRETED = wording({
  name: "not-interpreted",
  says: "The statute is quoted, or the limitation is not interpreted under it.",
  from: "form paragraphs 7.30.03, 7.30.06",
  matches: ["the following is a quotation of 35 u.s.c. 112(f)", "will not be interpreted", "amend the claim"],
  not: ["is being interpreted"],
  is: [/quotation of/, /will\s+not\s+be\s+interpreted|no\s+longer\s+be\s+interpreted/, /amend\s+the\s+claim/],
});
