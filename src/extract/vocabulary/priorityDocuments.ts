import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Priority documents",
  "The application's own earlier filings are no citations (MPEP 201 to 216).",
);

export const PUBLISHED_AS = wording({
  name: "published-as",
  says: '"Published as": a document, no priority.',
  matches: ["published as "],
  not: ["filed as "],
  is: /published\s+as\s*$/,
});

export const PRIORITY = wording({
  name: "foreign-priority",
  says: "Priority is claimed: the number is the application's own earlier filing.",
  from: "MPEP 213, 215",
  matches: ["foreign priority", "certified copy", "119(a)"],
  not: ["prior art"],
  is: /foreign\s+priority|certified\s+cop|priority\s+(?:document|under|to|based|date|is\s+claimed)|119\(a\)|claims?\s+(?:the\s+)?(?:benefit|priority)|right\s+of\s+priority/,
});
