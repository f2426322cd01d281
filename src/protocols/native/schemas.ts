import { type Column, columnOf, type Dataset, HOUSE, hasColumn } from "../../catalog/index.js";
import { schemaNamed } from "../../server/openapi.js";
import type { Schema } from "../../server/route.js";
import { object } from "../../server/schemas.js";

/** What every answer to a question about a dataset begins with. */
export const ECHO: Readonly<Record<string, Schema>> = {
  snapshot: { type: "string", description: "The snapshot the answer comes from." },
  dataset: { type: "string", description: "Key and version of the dataset." },
  criteria: { type: "string", description: "The criteria as received." },
  meaning: { type: "string", description: "The criteria in words." },
  duplicates: { type: "string", enum: ["include", "exclude"] },
  source: { type: ["string", "null"] },
};

export const ERROR: Schema = object({
  code: { type: "string", description: "Never changes; see the list of error codes." },
  message: { type: "string" },
  field: { type: ["string", "null"], description: "The parameter or field that is wrong." },
  position: { type: ["integer", "null"], description: "Character of the criteria, from 0." },
  suggestion: { type: ["string", "null"], description: "What was probably meant." },
  requestId: { type: "string" },
});

/** A record of a dataset under its own names; fewer members where some are selected. */
export function recordSchema(dataset: Dataset): Schema {
  return {
    type: "object",
    description: dataset.description,
    properties: {
      ...Object.fromEntries(
        dataset.fields.map(({ name, column, meaning, spelling }) => [
          name,
          {
            ...(spelling === undefined
              ? valueSchema(columnOf(dataset.table, column))
              : { type: ["string", "null"] }),
            description: meaning,
          },
        ]),
      ),
      ...(!hasColumn(dataset.table, HOUSE.verbatim)
        ? {}
        : { extra: { type: "object", description: "Members that were received and that no field takes." } }),
    },
  };
}

export function recordSchemaName({ key, version }: Dataset): string {
  return `native_${key}_${version}`;
}

export function recordOf(dataset: Dataset): Schema {
  return schemaNamed(recordSchemaName(dataset));
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
      return { type: ["object", "null"] };
  }
}
