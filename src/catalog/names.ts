import type { Dataset, Field } from "./types.js";

/** The fields that a protocol publishes, in their order. Our own has all of them: `dataset.fields`. */
export function fieldsOf(dataset: Dataset, protocol: string): readonly Field[] {
  return dataset.fields.filter((each) => each.wires?.[protocol]);
}

/** A field's name in a protocol. */
export function fieldName(field: Field, protocol: string): string {
  return field.wires?.[protocol]?.name ?? field.name;
}

const published = new WeakMap<Dataset, Map<string, ReadonlyMap<string, Field>>>();
const all = new WeakMap<Dataset, ReadonlyMap<string, Field>>();

/** The fields that a protocol publishes, by the names it has for them. */
export function publishedNames(dataset: Dataset, protocol: string): ReadonlyMap<string, Field> {
  const ofDataset = published.get(dataset) ?? new Map<string, ReadonlyMap<string, Field>>();
  published.set(dataset, ofDataset);
  const known = ofDataset.get(protocol);
  if (known) return known;
  const made = new Map(fieldsOf(dataset, protocol).map((each) => [fieldName(each, protocol), each]));
  ofDataset.set(protocol, made);
  return made;
}

/** Every field by our own name for it, by each name that some protocol has for it, and by each that some files have. */
export function allNames(dataset: Dataset): ReadonlyMap<string, Field> {
  const known = all.get(dataset);
  if (known) return known;
  const made = new Map(dataset.fields.map((each) => [each.name, each]));
  for (const field of dataset.fields)
    for (const { name } of Object.values(field.wires ?? {}))
      if (name !== undefined && !made.has(name)) made.set(name, field);
  for (const field of dataset.fields)
    for (const name of field.spelled ?? []) if (!made.has(name)) made.set(name, field);
  all.set(dataset, made);
  return made;
}
