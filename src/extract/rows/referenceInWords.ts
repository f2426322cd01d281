import type { Citation, Extraction } from "../model.js";

type Reference = Extraction["rejections"][number]["references"][number];

/** "Smith (US5890015)": a reference as people are told it, so that two of one name are told apart. */
export function referenceInWords({ name, normalized, raw }: Reference): string {
  return nameAndNumber(name, normalized) ?? raw;
}

/** The same of a citation; literature by its first words. */
export function citationInWords({ shortNames, normalized, raw }: Citation): string {
  return (
    (normalized ? nameAndNumber(shortNames[0] ?? null, normalized) : null) ?? raw.slice(0, LONGEST_TITLE)
  );
}

const LONGEST_TITLE = 60;

function nameAndNumber(name: string | null, number: string | null): string | null {
  if (name === null || number === null || name === number) return name ?? number;
  return `${name} (${number})`;
}
