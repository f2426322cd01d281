import type { Dataset, Field, NumberForm } from "../catalog/index.js";
import { storedApplicationNumbers, transcribedApplications } from "./applicationNumbers.js";
import { formatDay, readDay } from "./moments.js";
import { storedDocuments } from "./storedDocuments.js";
import type { Leaf } from "./tree.js";

export function numbersIn({ table }: Dataset, field: Field): Field["numbers"] {
  return field.column === table.roles.application ? "application" : field.numbers;
}

/** Every form in which a field may hold the number that somebody wrote, the value as it is among them. */
export function storedNumbers(dataset: Dataset, field: Field, written: string): readonly string[] {
  const numbers = numbersIn(dataset, field);
  if (numbers === "application") return applicationSpellings(written);
  const forms = numbers === undefined ? [] : formsOf(written, numbers);
  return [...new Set([...spellings(written), ...forms])];
}

export function formsOf(written: string, numbers: Exclude<NumberForm, "application">): readonly string[] {
  return numbers === "application-text"
    ? transcribedApplications(written)
    : storedDocuments(written, numbers);
}

/** The number of an application in any written form, beside the value as it is. */
export function applicationSpellings(value: string): readonly string[] {
  return [...new Set([...spellings(value), ...(storedApplicationNumbers(value) ?? [])])];
}

/** As written, and without the blanks at its ends that some records carry and the store keeps apart. */
export function spellings(value: string): readonly string[] {
  const trimmed = value.trim();
  return trimmed === value || trimmed === "" ? [value] : [value, trimmed];
}

/** The ends of a range and the beginning of a pattern with numbers of applications as they are stored: `14/574*`. */
export function withPlainNumbers(leaf: Leaf): Leaf {
  const plain = (end: string | null) => {
    const numbers = end === null ? null : storedApplicationNumbers(end);
    return numbers?.length === 1 ? numbers[0]! : end;
  };
  if (leaf.kind === "range") return { ...leaf, lower: plain(leaf.lower), upper: plain(leaf.upper) };
  if (leaf.kind !== "wildcard") return leaf;
  return { ...leaf, pattern: leaf.pattern.replace(/^([0-9]{2})\/([0-9]{0,3}),?/, "$1$2") };
}

/** The days of a value, a phrase or a range as `20070509`; what is no day stays as it is. */
export function withCompactDays(leaf: Leaf, now: Date): Leaf {
  const compact = (text: string) => {
    const day = readDay(text, now);
    return "says" in day ? text : formatDay(day.from).replaceAll("-", "");
  };
  if (leaf.kind === "term" || leaf.kind === "phrase") return { ...leaf, value: compact(leaf.value) };
  if (leaf.kind !== "range") return leaf;
  const end = (bound: string | null) => (bound === null ? null : compact(bound));
  return { ...leaf, lower: end(leaf.lower), upper: end(leaf.upper) };
}
