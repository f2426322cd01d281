import { dayAfter } from "../../../catalog/index.js";
import { type Predicate, storedNumbers } from "../../../query/index.js";
import type { Asked, Parameter } from "../../../server/route.js";
import type { Collection, Condition } from "./collection.js";

const MEANING: Readonly<Record<Condition["asks"], string>> = {
  "one-of": "Values separated by commas: only records with one of them; all when absent or empty.",
  from: "A day as yyyy-mm-dd: only records of this day or later ones.",
  to: "A day as yyyy-mm-dd: only records of this day or earlier ones.",
};

/** The parameters by which the conditions are asked. */
export function conditionParameters({ conditions }: Collection): readonly Parameter[] {
  return conditions.map(({ parameter, asks }) => ({
    name: parameter,
    in: "query",
    kind: asks === "one-of" ? "list" : "day",
    meaning: MEANING[asks],
  }));
}

/** What those that were sent ask. A day is the one that is written, whatever the time and the zone behind it. */
export function conditionsAsked({ conditions, dataset }: Collection, asked: Asked): readonly Predicate[] {
  return conditions.flatMap(({ parameter, field: name, asks }): readonly Predicate[] => {
    const field = dataset.fields.find((each) => each.name === name)!;
    const { column } = field;
    if (asks === "one-of") {
      const values = asked.list(parameter)?.flatMap((value) => storedNumbers(dataset, field, value));
      return values === undefined ? [] : [{ kind: "in", column, values }];
    }
    const day = asked.text(parameter);
    if (day === undefined) return [];
    return asks === "from"
      ? [{ kind: "range", column, lower: { value: day, inclusive: true }, upper: null }]
      : [{ kind: "range", column, lower: null, upper: { value: dayAfter(day), inclusive: false } }];
  });
}
