import { columnOf, type Dataset, type Field, fieldName, fieldsOf } from "../../catalog/index.js";
import { type Schema, schemaOf } from "../../store/records/wireForms.js";
import type { Envelope } from "./datasets.js";

/** One record as a envelope writes it. */
export function recordSchema(dataset: Dataset, envelope: Envelope): Schema {
  return {
    type: "object",
    description: dataset.description,
    properties: Object.fromEntries(
      fieldsOf(dataset, envelope).map((field) => [
        fieldName(field, envelope),
        {
          ...schemaOf(columnOf(dataset.table, field.column), field.wires![envelope]!.form),
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
export function recordsSchema(record: Schema, envelope: Envelope): Schema {
  const response = {
    type: "object",
    required: ["numFound", "start", "docs"],
    properties: {
      numFound: { type: "integer", description: "Exactly how many records match." },
      start: { type: "integer", description: "The offset of the first record, as asked." },
      docs: { type: "array", items: record, description: "Empty, never null, where there are none." },
    },
  };
  if (envelope === "odp") return { type: "object", required: ["response"], properties: { response } };
  return {
    type: "object",
    required: ["responseHeader", "response"],
    properties: {
      responseHeader: {
        type: "object",
        properties: {
          zkConnected: { type: "boolean" },
          status: { type: "integer" },
          QTime: { type: "integer", description: "Milliseconds until the answer began." },
          params: {
            type: "object",
            properties: { json: { type: "string", description: "What was asked, as JSON text." } },
          },
        },
      },
      response,
    },
  };
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

export const LIST_SCHEMA: Schema = {
  type: "object",
  required: ["total", "apis"],
  properties: {
    total: { type: "integer" },
    apis: {
      type: "array",
      items: {
        type: "object",
        required: ["apiKey", "apiVersionNumber", "apiUrl", "apiDocumentationUrl"],
        properties: {
          apiKey: { type: "string", description: "The dataset in the other routes." },
          apiVersionNumber: { type: "string", description: "The version in the other routes." },
          apiUrl: { type: "string", description: "The dataset's fields." },
          apiDocumentationUrl: { type: "string", description: "A console for the dataset." },
        },
      },
    },
  },
};

export const ERROR_SCHEMA: Schema = {
  type: "object",
  required: ["code", "error", "errorDetails", "requestIdentifier"],
  properties: {
    code: { type: "integer", description: "The HTTP status." },
    error: { type: "string", description: "The status in words." },
    errorDetails: { type: "string", description: "What is wrong, where, and what to do next." },
    requestIdentifier: { type: "string", format: "uuid" },
  },
};

/** The parameters of a search: name, schema, meaning. */
export const RECORDS_PARAMETERS: readonly {
  readonly name: string;
  readonly schema: Schema;
  readonly meaning: string;
}[] = [
  {
    name: "criteria",
    schema: { type: "string", default: "*:*" },
    meaning:
      "What to search for, in Lucene's classic query language: field:value, field:[a TO b], AND, OR, NOT.",
  },
  { name: "start", schema: { type: "integer", default: 0, minimum: 0 }, meaning: "Records to skip." },
  {
    name: "rows",
    schema: { type: "integer", default: 100, minimum: 0 },
    meaning: "Records to answer with; there is no upper limit.",
  },
  {
    name: "sort",
    schema: { type: "string" },
    meaning: "Fields to sort by, for example submissionDate desc.",
  },
  {
    name: "fl",
    schema: { type: "string" },
    meaning: "Fields to answer with, separated by commas; all by default.",
  },
];
