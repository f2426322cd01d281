import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Japanese document numbers",
  "The year of an emperor's reign before the number, and the Japanese names of kinds of documents (MPEP 901.05(a)).",
);

/**
 * What Japanese calls its documents, where that stands for the name of the office: laid open (tokkai, kokai), of international
 * applications (tokuhyo), examined (tokko, kokoku), utility models (jikkai, jikko).
 */
export const KINDS_IN_JAPANESE: readonly string[] = [
  "tokkai",
  "tokukai",
  "tokuhyo",
  "tokko",
  "tokuko",
  "jikkai",
  "jitsukai",
  "jikko",
  "kokai",
  "kokoku",
];

/** An era before its year: a part of the patterns that read what stands before a number, in lower case and as written. */
export const ERA = /(?:heisei|hei|showa|sho|(?<![a-z])[hs])\.?[\s-]{0,3}/;
export const ERA_AS_WRITTEN = /(?:Heisei|HEISEI|Hei|HEI|Showa|SHOWA|Sho|SHO)\.?[\s-]{0,3}/;

export const ERA_BEFORE = wording({
  name: "heisei-or-showa",
  says: "The era by which Japan counts the year that follows: Heisei, from 1989, or Showa.",
  from: "MPEP 901.05(a)",
  matches: ["no. heisei ", " hei. ", "-sho", "no. h", "tokkaihei "],
  not: [" no. ", "the shoe "],
  is: [
    /(?:(?<![a-z])|(?<=kai|hyo|ko|ko[kh]u))(heisei|hei|showa|sho)\.?[\s-]{0,3}$/,
    /(?<![a-z])([hs])\.?[\s-]{0,3}$/,
  ],
});
