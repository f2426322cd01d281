import { columnOf, type Dataset, type Field, fieldName, fieldsOf } from "../../catalog/index.js";
import { schemaOf } from "../../store/records/wireForms.js";
import type { Schema } from "../route.js";
import type { DatasetApi } from "./api.js";

/** One record as an API writes it. */
export function recordSchema({ name }: Pick<DatasetApi, "name">, dataset: Dataset): Schema {
  return {
    type: "object",
    description: dataset.description,
    properties: Object.fromEntries(
      fieldsOf(dataset, name).map((field) => [
        fieldName(field, name),
        {
          ...schemaOf(columnOf(dataset.table, field.column), field.wires![name]!.form),
          description: describe(field),
        },
      ]),
    ),
  };
}

function describe(field: Field): string {
  const derived = field.derived ? ` Not the USPTO's own value: ${field.derived}` : "";
  return `${field.meaning} Example: ${field.example}.${derived}`;
}

/** The answer to a search. */
export function recordsSchema(api: Pick<DatasetApi, "envelopeSchema">, record: Schema): Schema {
  return api.envelopeSchema({
    type: "object",
    required: ["numFound", "start", "docs"],
    properties: {
      numFound: { type: "integer", description: "Exactly how many records match." },
      start: { type: "integer", description: "The offset of the first record, as asked." },
      docs: { type: "array", items: record, description: "Empty, never null, where there are none." },
    },
  });
}

export const FIELDS_SCHEMA: Schema = {
  type: "object",
  required: [
    "apiKey",
    "apiVersionNumber",
    "apiUrl",
    "apiDocumentationUrl",
    "apiStatus",
    "fieldCount",
    "fields",
    "lastDataUpdatedDate",
  ],
  properties: {
    apiKey: { type: "string" },
    apiVersionNumber: { type: "string" },
    apiUrl: { type: "string" },
    apiDocumentationUrl: { type: "string" },
    apiStatus: { type: "string", enum: ["PUBLISHED"] },
    fieldCount: { type: "integer" },
    fields: { type: "array", items: { type: "string" } },
    lastDataUpdatedDate: { type: "string", description: "yyyy-MM-dd HH:mm:ss.0" },
  },
};
