import type { Profile } from "../../server/report.js";

/** The reports on Office actions, by one of their fields. */
function onActions(field: string, ...more: readonly string[]): Profile["reports"] {
  const reports = ["grounds", "grounds-by-year", "grounds-first-and-later", "references-by-year", ...more];
  return reports.map((report) => ({ report, field }));
}

/** What reports are told of together. No dataset here names examiners; the texts have their employee number. */
export const PROFILES: readonly Profile[] = [
  {
    path: "art-units",
    operationId: "read-art-unit",
    summary: "One art unit: its grounds of rejection by year, beside its technology centre and all.",
    parameter: { name: "number", meaning: "An art unit: four digits.", example: "3763" },
    read: (written) => /^\d{4}$/.exec(written.trim())?.[0] ?? null,
    title: (value) => `Art unit ${value}`,
    parent: (value) => ({ path: "tech-centers", value: `${value.slice(0, 2)}00` }),
    reports: onActions("art_unit", "signatures", "coverage-by-year"),
  },
  {
    path: "tech-centers",
    operationId: "read-tech-center",
    summary: "One technology centre: its grounds of rejection by year, beside all.",
    parameter: { name: "number", meaning: "A technology centre: two digits, then 00.", example: "3700" },
    read: (written) => /^\d{2}00$/.exec(written.trim())?.[0] ?? null,
    title: (value) => `Technology centre ${value}`,
    reports: onActions("tech_center", "signatures", "coverage-by-year", "coverage-by-art-unit"),
  },
  {
    path: "classes",
    operationId: "read-class",
    summary: "One USPC class: its grounds of rejection by year, beside all.",
    parameter: { name: "number", meaning: "A USPC class: up to three digits or letters.", example: "705" },
    read: (written) => /^[0-9A-Z]{1,3}$/.exec(written.trim().toUpperCase())?.[0]?.padStart(3, "0") ?? null,
    title: (value) => `USPC class ${value}`,
    reports: onActions("uspc_class", "coverage-by-year", "coverage-by-art-unit"),
  },
  {
    path: "examiners",
    operationId: "read-examiner",
    summary: "One examiner by employee number: the texts that are loaded. No dataset here has a name.",
    parameter: { name: "number", meaning: "An examiner's employee number: digits.", example: "84263" },
    read: (written) => /^\d{1,8}$/.exec(written.trim())?.[0] ?? null,
    title: (value) => `Examiner ${value}`,
    reports: ["texts-by-year", "texts-by-kind"].map((report) => ({
      report,
      field: "examinerEmployeeNumber",
    })),
  },
];
