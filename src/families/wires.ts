import {
  columnOf,
  type Field,
  type NamedWire,
  type Source,
  type Table,
  type Wire,
} from "../catalog/index.js";

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

/**
 * A source whose records may have been answered by the Developer Hub or the portal: told by how days and instants are
 * written, `…Z` in the one, without a zone in the other, as plain days in ours, which say their source, too.
 */
export function answered(source: Source): Source {
  if (!("dataset" in source.names)) return source;
  const { fields } = source.names.dataset;
  const dated = fields.filter(({ match }) => match === "date" || match === "instant");
  const protocolOf = (record: Readonly<Record<string, unknown>>): string | null => {
    const isOurs = record.source !== undefined;
    if (source.origin !== "api") return isOurs ? null : "ds";
    for (const { name, match } of dated) {
      const value = onlyOne(record[name]);
      if (typeof value !== "string") continue;
      if (/T[0-9:.]+Z$/.test(value)) return "ds";
      if (match === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
      if (/T[0-9:.]+$/.test(value) && !isOurs) return "odp";
    }
    return isOurs ? null : "odp";
  };
  return { ...source, protocolOf };
}

function onlyOne(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? onlyOne(value[0]) : value;
}
