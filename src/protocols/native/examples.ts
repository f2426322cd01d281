import type { Dataset, Field } from "../../catalog/index.js";

/** Criteria that a dataset understands: a value of one of its fields. */
export function exampleCriteria(dataset: Dataset): string {
  const field = groupable(dataset)[0] ?? dataset.fields[0]!;
  return `${field.name}:"${field.example}"`;
}

/** Fields a dataset can be counted by, and a period of its date. */
export function exampleKeys(dataset: Dataset): string {
  const dated = dataset.fields.find((each) => each.match === "date");
  const [first] = groupable(dataset);
  const keys = [...(first ? [first.name] : []), ...(dated ? [`${dated.name}.year`] : [])];
  return keys.length > 0 ? keys.join(",") : dataset.fields[0]!.name;
}

export function exampleFields(dataset: Dataset): string {
  return dataset.fields
    .slice(0, 2)
    .map(({ name }) => name)
    .join(",");
}

export function exampleSort(dataset: Dataset): string {
  const dated = dataset.fields.find((each) => each.match === "date");
  return `${(dated ?? dataset.fields[0]!).name} desc`;
}

function groupable({ fields }: Dataset): readonly Field[] {
  return fields.filter((each) => each.match === "keyword" && !each.isExtra);
}
