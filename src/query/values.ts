import type { Dataset, Field, KnownValues } from "../catalog/index.js";
import type { Span } from "./tree.js";

/** A value that a field never holds, and what was probably meant. */
export interface UnheldValue {
  readonly field: string;
  readonly value: string;
  readonly position: number;
  /** A sentence: that it is never held, and what to ask instead. */
  readonly says: string;
  readonly suggestion: string | null;
}

/**
 * What to say of a value that a field with a closed list never holds; null where it may. Of a list that others may
 * join, only what is surely another way of writing one of its values is said.
 */
export function unheldValue(
  field: Field,
  name: string,
  value: string,
  { start }: Span,
  dataset: Dataset,
  names: ReadonlyMap<string, Field>,
): UnheldValue | null {
  const { values } = field;
  const asked = value.trim();
  if (values === undefined || asked === "" || values.held.some((each) => each.value === asked)) return null;
  const meant = meantBy(asked, values) ?? meantByForm(asked, values);
  // Of what no list is known, other fields' values may be its own.
  const other = meant === null && values.held.length > 0 ? otherField(asked, field, dataset) : null;
  if (meant === null && other === null && values.isOpen) return null;
  const shown = asked.slice(0, 40);
  const told = (says: string, suggestion: string | null): UnheldValue => ({
    field: name,
    value: shown,
    position: start,
    suggestion,
    says: `"${name}" never holds "${shown}" (character ${start}). ${says}`,
  });
  if (meant !== null) {
    const rest = meant.isPart && values.parts ? nameOf(values.parts.restIn, names) : null;
    return told(
      `Did you mean "${meant.value}"?${rest === null ? "" : ` ${capital(values.parts!.says)} is in "${rest}".`}`,
      meant.value,
    );
  }
  if (other !== null) {
    const its = nameOf(other.field.column, names);
    if (its !== null) return told(`"${its}" holds "${other.value}".`, null);
  }
  const connective = asConnective(asked);
  if (connective !== null) return told(connective, null);
  return told(`It holds ${values.held.map((each) => each.value).join(", ")}.`, null);
}

/** What to say of a connective that is not written as one; null for any other word. */
export function asConnective(word: string): string | null {
  return /^(?:and|or|not)$/i.test(word)
    ? `Here "${word}" is a word. Write ${word.toUpperCase()} in capitals.`
    : null;
}

interface Meant {
  readonly value: string;
  /** It names more than the field says. */
  readonly isPart: boolean;
}

function meantBy(asked: string, { held, parts }: KnownValues): Meant | null {
  const wanted = bare(asked);
  const found = held.find(({ value, alsoWritten = [] }) =>
    [value, ...alsoWritten].some((each) => bare(each) === wanted),
  );
  if (found) return { value: found.value, isPart: false };
  const whole = parts?.whole.exec(asked)?.[1];
  return whole === undefined ? null : { value: whole, isPart: true };
}

function meantByForm(asked: string, { spelled }: KnownValues): Meant | null {
  const part = spelled?.as.exec(asked)?.[1];
  const value = part === undefined ? asked : spelled!.stored(part);
  return value === asked ? null : { value, isPart: false };
}

/** A value that another field of the dataset holds. */
function otherField(asked: string, { column }: Field, dataset: Dataset) {
  for (const field of dataset.fields) {
    if (field.values === undefined || field.column === column) continue;
    const meant = meantBy(asked, field.values);
    if (meant !== null) return { field, value: meant.value };
  }
  return null;
}

/** What is compared: letters and digits. */
function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function nameOf(column: string, names: ReadonlyMap<string, Field>): string | null {
  for (const [name, field] of names) if (field.column === column && field.spelling === undefined) return name;
  return null;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
