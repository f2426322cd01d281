import { type Column, columnOf, type Dataset, HOUSE, hasColumn, type Table } from "../catalog/index.js";
import type { Schema } from "./route.js";
import { object } from "./schemas.js";
import { wholeTable } from "./wholeTable.js";

/** A schema of our own API under its name in `/openapi.json`, to be referred to. */
export function ownSchema(name: string): Schema {
  return { $ref: `#/components/schemas/${ownName(name)}` };
}

/** How `/openapi.json` calls a schema of our own API. */
export function ownName(name: string): string {
  return `native_${name}`;
}

/** A record of a dataset under its own names; fewer members where some are selected. */
export function recordSchema(dataset: Dataset): Schema {
  const { description } = dataset;
  return { type: "object", description, properties: { ...membersOf(dataset), ...extraOf(dataset.table) } };
}

export function recordName({ key, version }: Dataset): string {
  return `${key}_${version}`;
}

/** A reference to the schema of a dataset's records. */
export function recordOf(dataset: Dataset): Schema {
  return ownSchema(recordName(dataset));
}

/** A whole row of a table under its columns' names, as objects that join several tables have it. */
export function rowSchema(table: Table): Schema {
  const row = object(membersOf(wholeTable(table)));
  return {
    ...row,
    description: `A row of ${table.name}, under its columns' names.`,
    properties: { ...(row.properties as Schema), ...extraOf(table) },
  };
}

export function rowName({ name }: Table): string {
  return `row_of_${name}`;
}

/** A reference to the schema of a table's rows. */
export function rowOf(table: Table): Schema {
  return ownSchema(rowName(table));
}

function membersOf({ table, fields }: Dataset): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    fields.map(({ name, column, meaning, spelling }) => [
      name,
      {
        ...(spelling === undefined ? valueSchema(columnOf(table, column)) : { type: ["string", "null"] }),
        description: meaning,
      },
    ]),
  );
}

function extraOf(table: Table): Readonly<Record<string, Schema>> {
  if (!hasColumn(table, HOUSE.verbatim)) return {};
  return {
    extra: {
      type: "object",
      additionalProperties: true,
      description: "Members that were received and that no field takes.",
    },
  };
}

/** A column's value as JSON; null where it is missing. */
function valueSchema({ type, isList }: Pick<Column, "type" | "isList">): Schema {
  if (isList) return { type: ["array", "null"], items: valueSchema({ type }) };
  switch (type) {
    case "text":
    case "fulltext":
    case "timestamp":
      return { type: ["string", "null"] };
    case "date":
      return { type: ["string", "null"], format: "date" };
    case "integer":
      return { type: ["integer", "null"] };
    case "number":
      return { type: ["number", "null"] };
    case "boolean":
      return { type: ["boolean", "null"] };
    case "json":
      return { type: ["object", "null"], additionalProperties: true };
  }
}
