import { columnOf, type Field, type NamedWire, type Table, type Wire } from "../catalog/index.js";

/**
 * Wire forms by name, so that a field is one line; for any family that the Developer Hub (`ds`) or the portal (`odp`)
 * publishes. In the Developer Hub a missing value is a missing key; the portal sends an empty string or a sentinel
 * date, and never null.
 */
export const DS = {
  string: { form: "string", absent: null },
  list: { form: "string-list", absent: null },
  float: { form: "float", absent: null },
  number: { form: "number", absent: null },
  boolean: { form: "boolean", absent: null },
  numberText: { form: "number-string-list", absent: null },
  day: { form: "utc-midnight", absent: '"0001-01-01T05:00:00Z"' },
  dayOrNothing: { form: "utc-midnight", absent: null },
  dayText: { form: "midnight-list", absent: null },
  seconds: { form: "utc-seconds", absent: null },
  milliseconds: { form: "utc-milliseconds", absent: null },
} as const satisfies Record<string, Wire>;

export const ODP = {
  string: { form: "string", absent: '""' },
  stringOrNothing: { form: "string", absent: null },
  list: { form: "string-list", absent: null },
  listOrEmpty: { form: "string-list", absent: '[""]' },
  number: { form: "number", absent: null },
  boolean: { form: "boolean", absent: null },
  day: { form: "midnight", absent: '"0001-01-01T00:00:00"' },
  dayOrNothing: { form: "midnight", absent: null },
  seconds: { form: "seconds", absent: null },
} as const satisfies Record<string, Wire>;

/** A field that both publish. */
export function both(ds: NamedWire, odp: NamedWire = ds) {
  return { wires: { ds, odp } } as const;
}

/**
 * The fields of a dataset that neither ever published, as both would have written them: days and instants in their
 * usual form, everything missing left out. Fields of our own stay so.
 */
export function asUsual(table: Table, fields: readonly Field[]): readonly Field[] {
  return fields.map((field) =>
    field.derived ? field : { ...field, ...both(...usual(columnOf(table, field.column).type)) },
  );
}

function usual(type: Table["columns"][number]["type"]): readonly [ds: Wire, odp: Wire] {
  switch (type) {
    case "text":
    case "fulltext":
    case "json":
      return [DS.string, ODP.stringOrNothing];
    case "integer":
    case "number":
    case "boolean":
      return [DS.number, ODP.number];
    case "date":
      return [DS.dayOrNothing, ODP.dayOrNothing];
    case "timestamp":
      return [DS.seconds, ODP.seconds];
  }
}
