import { allNames, type Dataset, datasetName, type Field } from "../catalog/index.js";
import { nearest } from "./edits.js";
import { listed } from "./listed.js";
import { bareName, meantField, valueMeant } from "./meantFields.js";

/** What to do about a name that is no field's: a sentence, and the field that was probably meant. */
export interface UnknownName {
  readonly hint: string;
  readonly suggestion: string | null;
  /** Suggested is what the field is called here that the name means. */
  readonly isSynonym?: true;
}

/**
 * What to tell somebody who names a field that a dataset does not have, by the names that the caller's clients know: how it is
 * called here, or which of the other datasets have it, or all that there are.
 */
export function aboutUnknownName(
  name: string,
  dataset: Dataset,
  fields: ReadonlyMap<string, Field>,
  datasets: readonly Dataset[] = [],
): UnknownName {
  if (allNames(dataset).has(name) && !fields.has(name))
    return { hint: "It is not published here; the native API (/v1) has it.", suggestion: null };
  const { renamed } = dataset;
  const other = Object.hasOwn(renamed, name) ? renamed[name]! : null;
  if (other !== null)
    return { hint: `Another version has that name; here it is "${other}".`, suggestion: other };
  const near = nearest(name, [...fields.keys()]);
  const meantHere = { hint: `Did you mean "${near}"?`, suggestion: near };
  if (near !== null && bareName(near) === bareName(name)) return meantHere;
  const meant = meantField(name, dataset, fields, datasets);
  if (meant?.here) return { hint: `Here it is "${meant.here}".`, suggestion: meant.here, isSynonym: true };
  const value = valueMeant(name, fields);
  if (value !== null) return { hint: `That is a value here: write ${value}.`, suggestion: null };
  const elsewhere = meant === null ? null : haveIt(meant.elsewhere);
  const isNameElsewhere = datasets.some((each) => each.fields.some((field) => field.name === name));
  if (near !== null && !isNameElsewhere)
    return elsewhere === null ? meantHere : { ...meantHere, hint: `${meantHere.hint} ${elsewhere}` };
  return { hint: elsewhere ?? listed([...fields.keys()]), suggestion: null };
}

function haveIt(elsewhere: readonly string[]): string {
  return `${elsewhere.slice(0, 3).join(", ")} ${elsewhere.length === 1 ? "has" : "have"} it.`;
}

/** The fields of a dataset by their own names. */
export function ownNames({ fields }: Dataset): ReadonlyMap<string, Field> {
  return new Map(fields.map((each) => [each.name, each]));
}

/** How a dataset says that it lacks a field; the place and the hint go behind. */
export function lacksField(dataset: Dataset, name: string): string {
  return `${datasetName(dataset)} has no field "${name.slice(0, 100)}"`;
}
