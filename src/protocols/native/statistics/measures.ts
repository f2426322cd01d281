import { columnOf, type Dataset, type Field } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { fieldNamed } from "../../../server/usualParameters.js";

/** What is told of the records of a group. */
export type Measure =
  | { readonly kind: "count" | "share"; readonly written: string; readonly criteria: string | null }
  | { readonly kind: "distinct" | "mean"; readonly written: string; readonly field: Field };

const MOST = 12;

/** Reads `count;share:hasRej101:1;mean:cite103Max`: measures are separated by semicolons. */
export function readMeasures(
  dataset: Dataset,
  written: string,
  datasets?: readonly Dataset[],
): readonly Measure[] {
  const parts = written
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  if (parts.length < 1 || parts.length > MOST)
    throw bad(`"measures" takes 1 to ${MOST} measures, separated by semicolons, not ${parts.length}.`);
  return parts.map((each) => readMeasure(dataset, each, datasets));
}

export function readMeasure(dataset: Dataset, written: string, datasets?: readonly Dataset[]): Measure {
  const [, kind = "", rest = ""] = /^([a-z]+)(?::([\s\S]+))?$/.exec(written) ?? [];
  switch (kind) {
    case "count":
      return { kind, written, criteria: rest === "" ? null : rest };
    case "share":
      if (rest !== "") return { kind, written, criteria: rest };
      break;
    case "distinct":
      if (rest !== "") return { kind, written, field: fieldNamed(dataset, rest, "measures", datasets) };
      break;
    case "mean":
      if (rest !== "") return { kind, written, field: numberField(dataset, rest, datasets) };
  }
  throw bad(
    `"${written.slice(0, 80)}" is no measure. There are count, count:CRITERIA, distinct:FIELD, share:CRITERIA and mean:FIELD.`,
  );
}

function numberField(dataset: Dataset, name: string, datasets?: readonly Dataset[]): Field {
  const field = fieldNamed(dataset, name, "measures", datasets);
  const { type, isList } = columnOf(dataset.table, field.column);
  if ((type === "integer" || type === "number") && !isList && field.spelling === undefined) return field;
  throw bad(`"mean:${name}": only a field that holds one number has a mean.`);
}

/** What a measure tells, in a sentence that stands beside its figures. */
export function definitionOf(measure: Measure): string {
  switch (measure.kind) {
    case "count":
      return measure.criteria === null
        ? "Records in the group."
        : `Records in the group that match ${measure.criteria}.`;
    case "share":
      return `Records that match ${measure.criteria}, divided by all records in the group. The interval is Wilson's, at 95 %.`;
    case "distinct":
      return `Different values of ${measure.field.name} in the group; a missing one is none.`;
    case "mean":
      return `Mean of ${measure.field.name} over the records that have it. The interval is of two standard errors, at 95 %.`;
  }
}

function bad(message: string): ArtunitError {
  return new ArtunitError("bad-parameter", message, { field: "measures" });
}
