import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "Japanese document numbers",
  "The year of an emperor's reign in the number, and the Japanese names of kinds of documents (MPEP 901.05(a)).",
);

export const ERA_OF_JAPAN = wording({
  name: "heisei-or-showa",
  says: "The era by which Japan counted years: Hei for H, Sho for S.",
  matches: [" Hei ", "-Sho"],
  not: [" H"],
  is: /(?:^|[^a-z])(?:hei|sho)/i,
});

export const HEISEI = wording({
  name: "heisei",
  says: "The era that began in 1989.",
  matches: ["Hei", "HEI"],
  not: ["Sho"],
  is: /hei/i,
});
