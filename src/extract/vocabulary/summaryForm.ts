import { patternsOn } from "./pattern.js";

const wording = patternsOn(
  "The summary form",
  "The disposition of claims on form PTOL-326, where a text carries the form.",
);

export const DISPOSITION = wording({
  name: "disposition-of-claims",
  says: "The part of the summary form that lists what becomes of which claims.",
  from: "form PTOL-326",
  matches: ["disposition of claims"],
  not: ["the disposition of the pump"],
  stems: ["disposition"],
  is: /^disposition\s+of\s+claims/,
});

export const FORM_PENDING = wording({
  name: "form-claims-pending",
  says: "A line of the form: these claims are pending.",
  from: "form PTOL-326",
  matches: [" is/are pending in the application"],
  not: [" is/are rejected"],
  is: /^\s*(?:is|are|is\/are)\s+pending/,
});

export const FORM_REJECTED = wording({
  name: "form-claims-rejected",
  says: "A line of the form: these claims are rejected.",
  from: "form PTOL-326",
  matches: [" is/are rejected"],
  not: [" is/are allowed"],
  is: /^\s*(?:is|are|is\/are)\s+rejected/,
});

export const FORM_OBJECTED = wording({
  name: "form-claims-objected-to",
  says: "A line of the form: these claims are objected to.",
  from: "form PTOL-326",
  matches: [" is/are objected to"],
  not: [" is/are rejected"],
  is: /^\s*(?:is|are|is\/are)\s+objected/,
});

export const FORM_ALLOWED = wording({
  name: "form-claims-allowed",
  says: "A line of the form: these claims are allowed.",
  from: "form PTOL-326",
  matches: [" is/are allowed"],
  not: [" is/are rejected"],
  is: /^\s*(?:is|are|is\/are)\s+allowed/,
});
