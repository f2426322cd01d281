import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "The application's number and the art unit",
  "What the head of an action's pages, or its first lines, tell of the application. Asked of the text as written (MPEP 707.07, 503).",
);

export const NUMBER_AT_HEAD = wording({
  name: "application-number-at-the-head-of-a-page",
  says: "The running head of every page, where a document of the file wrapper still has it.",
  from: "MPEP 503",
  matches: ["Application/Control Number: 12/345,678", "Application/Control No. 12345678"],
  not: ["Application 12/345,678", "Application/Control Number: 12/345"],
  is: /Application\/Control\s+(?:Number|No\.?)\s*:?\s*(\d\d)(?:\s?\/\s?)?(\d{3}),?(\d{3})(?!\d)/i,
});

export const NUMBER_ON_FIRST_LINES = wording({
  name: "application-number-on-the-first-lines",
  says: "At the beginning of a letter, on a line of its own: elsewhere it may be another application's.",
  from: "MPEP 503",
  matches: ["Application No. 12/345,678", "  U.S. Serial Number: 12/345,678"],
  not: ["over Application No. 12/345,678", "Application No. 12/345"],
  is: /^[ \t]*(?:U\.?S\.?\s+)?(?:Application|Appl\.?|Serial|Control)\s+(?:Serial\s+)?(?:Number|No\.?|#)\s*:?\s*(\d\d)(?:\s?\/\s?)?(\d{3}),?(\d{3})\b/im,
});

export const ART_UNIT_NAMED = wording({
  name: "art-unit",
  says: "The art unit, at the head of a page or in the signature.",
  matches: ["Art Unit: 2626", "Art Unit : 2626"],
  not: ["Art Unit 2626", "Unit: 2626"],
  is: /Art\s+Unit\s*:\s*(\d{4})\b/i,
});
