import type { Column, ColumnType, WireForm } from "../../catalog/index.js";
import type { Scalar } from "../row.js";
import { easternMidnight, isDaylightSaving } from "./easternTime.js";

/** A JSON Schema, of the part that Swagger 2 and OpenAPI 3 have in common. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * How one value is written on the wire, said once for everyone: the renderer, the engine's SQL, the schemas of the
 * routes, and reading it back. The renderer's text and the engine's are the same text.
 */
export interface ElementForm {
  /** The columns whose values it can write. */
  readonly types: readonly ColumnType[];
  /** A value as JSON text. */
  readonly write: (value: Scalar, type: ColumnType) => string;
  /** The same as an SQL expression over the value; null where it is missing. */
  readonly sql: (value: string, type: ColumnType) => string;
  readonly schema: (type: ColumnType) => Schema;
  /** The stored value of a JSON value that is written so; undefined of any other. Less than was stored, where it cuts. */
  readonly read: (json: unknown, type: ColumnType) => Scalar | undefined;
}

const TEXTS: readonly ColumnType[] = ["text", "fulltext", "json"];
const NUMBERS: readonly ColumnType[] = ["integer", "number", "boolean"];
const DAYS: readonly ColumnType[] = ["date", "timestamp"];

const STRING: ElementForm = {
  types: [...TEXTS, ...NUMBERS, ...DAYS],
  write: (value) => stringText(plainText(value)),
  sql: stringSql,
  schema: () => ({ type: "string" }),
  read: (json, type) => (typeof json === "string" ? ofText(json, type) : undefined),
};

const NUMBER: ElementForm = {
  types: NUMBERS,
  write: (value) => JSON.stringify(Number(value)),
  sql: numberSql,
  schema: (type) => ({ type: type === "number" ? "number" : "integer" }),
  read: (json, type) => (typeof json === "number" ? ofNumber(json, type) : undefined),
};

const FLOAT: ElementForm = {
  ...NUMBER,
  write: (value) => withPoint(JSON.stringify(Number(value))),
  sql: (value, type) => {
    const text = numberSql(value, type);
    if (type !== "number") return `${text} || '.0'`;
    return `${text} || CASE WHEN regexp_full_match(${text}, '-?[0-9]+') THEN '.0' ELSE '' END`;
  },
  schema: () => ({ type: "number" }),
};

const BOOLEAN: ElementForm = {
  types: ["boolean"],
  write: (value) => (value ? "true" : "false"),
  sql: (value) => `CASE WHEN ${value} THEN 'true' WHEN NOT ${value} THEN 'false' END`,
  schema: () => ({ type: "boolean" }),
  read: (json) => (typeof json === "boolean" ? json : undefined),
};

const NUMBER_STRING: ElementForm = {
  types: NUMBERS,
  write: (value) => `"${JSON.stringify(Number(value))}"`,
  sql: (value, type) => `'"' || ${numberSql(value, type)} || '"'`,
  schema: (type) => (type === "number" ? { type: "string" } : { type: "string", pattern: "^-?[0-9]+$" }),
  read: (json, type) => (typeof json === "string" && json !== "" ? ofNumber(Number(json), type) : undefined),
};

const DATE_TIME: Schema = { type: "string", format: "date-time" };

const UTC_MIDNIGHT: ElementForm = {
  types: DAYS,
  write: (value) => `"${dayOf(value)}T${isDaylightSaving(dayOf(value)) ? "04" : "05"}:00:00Z"`,
  sql: (value, type) => {
    const day = type === "date" ? value : `${value}::DATE`;
    return `'"' || ${daySql(value, type)} || ${easternMidnight(day)} || '"'`;
  },
  schema: () => DATE_TIME,
  read: (json, type) => ofDay(json, /^(\d{4}-\d\d-\d\d)T0[45]:00:00Z$/, type),
};

const MIDNIGHT: ElementForm = {
  types: DAYS,
  write: (value) => `"${dayOf(value)}T00:00:00"`,
  sql: (value, type) => `'"' || ${daySql(value, type)} || 'T00:00:00"'`,
  schema: () => ({ type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00$" }),
  read: (json, type) => ofDay(json, /^(\d{4}-\d\d-\d\d)T00:00:00$/, type),
};

const SECONDS: ElementForm = {
  types: DAYS,
  write: (value, type) => `"${secondOf(value, type)}"`,
  sql: (value, type) => `'"' || ${secondSql(value, type)} || '"'`,
  schema: () => ({ type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$" }),
  read: (json, type) => ofInstant(json, /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)$/, type),
};

const UTC_SECONDS: ElementForm = {
  types: DAYS,
  write: (value, type) => `"${secondOf(value, type)}Z"`,
  sql: (value, type) => `'"' || ${secondSql(value, type)} || 'Z"'`,
  schema: () => DATE_TIME,
  read: (json, type) => ofInstant(json, /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z$/, type),
};

const UTC_MILLISECONDS: ElementForm = {
  types: DAYS,
  write: (value, type) => `"${secondOf(value, type)}.${fractionOf(value)}Z"`,
  sql: (value) => `'"' || strftime(${value}, '%Y-%m-%dT%H:%M:%S.%g') || 'Z"'`,
  schema: () => DATE_TIME,
  read: (json, type) => ofInstant(json, /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z$/, type),
};

/** JSON's own types, days and instants as text: what our own shape writes. */
const PLAIN: ElementForm = {
  types: [...TEXTS, ...NUMBERS, ...DAYS],
  write: (value) => (typeof value === "string" ? stringText(value) : JSON.stringify(value)),
  sql: (value, type) => {
    if (type === "boolean") return `${value}::VARCHAR`;
    return NUMBERS.includes(type) ? numberSql(value, type) : stringSql(value, type);
  },
  schema: plainSchema,
  read: (json, type) => {
    if (type === "boolean") return typeof json === "boolean" ? json : undefined;
    return NUMBERS.includes(type) ? NUMBER.read(json, type) : STRING.read(json, type);
  },
};

/** Every form; those called lists write the one value of a column as a list of one. */
export const FORMS: Readonly<Record<WireForm, { readonly element: ElementForm; readonly isList: boolean }>> =
  {
    plain: { element: PLAIN, isList: false },
    string: { element: STRING, isList: false },
    "string-list": { element: STRING, isList: true },
    number: { element: NUMBER, isList: false },
    float: { element: FLOAT, isList: false },
    boolean: { element: BOOLEAN, isList: false },
    "number-string-list": { element: NUMBER_STRING, isList: true },
    "utc-midnight": { element: UTC_MIDNIGHT, isList: false },
    midnight: { element: MIDNIGHT, isList: false },
    "midnight-list": { element: MIDNIGHT, isList: true },
    "utc-seconds": { element: UTC_SECONDS, isList: false },
    "utc-milliseconds": { element: UTC_MILLISECONDS, isList: false },
    seconds: { element: SECONDS, isList: false },
  };

/** The form of a member's values, and whether they stand in a list: those of a list column always do. */
export function formOf(
  column: Column,
  form: WireForm,
): { readonly element: ElementForm; readonly isList: boolean } {
  const { element, isList } = FORMS[form];
  if (!element.types.includes(column.type))
    throw new Error(`A column of the type ${column.type} cannot be written as ${form}: ${column.name}.`);
  return { element, isList: isList || column.isList === true };
}

/** The schema of a member that a column becomes in a form. */
export function schemaOf(column: Column, form: WireForm): Schema {
  const { element, isList } = formOf(column, form);
  const items = element.schema(column.type);
  if (!isList) return items;
  return column.isList ? { type: "array", items } : { type: "array", items, minItems: 1, maxItems: 1 };
}

function plainSchema(type: ColumnType): Schema {
  switch (type) {
    case "text":
    case "fulltext":
    case "json":
      return { type: "string" };
    case "integer":
    case "number":
    case "boolean":
      return { type };
    case "date":
      return { type: "string", format: "date" };
    case "timestamp":
      return { type: "string" };
  }
}

/** A JSON string as DuckDB's JSON writer has it, which is JSON.stringify but for upper-case hex digits. */
export function stringText(text: string): string {
  const json = JSON.stringify(text);
  return json.includes("\\u00")
    ? json.replace(/\\(?:u00[01][0-9a-f]|.)/gs, (written) =>
        written.length > 2 ? `\\u${written.slice(2).toUpperCase()}` : written,
      )
    : json;
}

function plainText(value: Scalar): string {
  if (typeof value === "string") return value;
  return JSON.stringify(Number(value));
}

function withPoint(number: string): string {
  return /^-?\d+$/.test(number) ? `${number}.0` : number;
}

function dayOf(value: Scalar): string {
  return String(value).slice(0, 10);
}

function secondOf(value: Scalar, type: ColumnType): string {
  return type === "date" ? `${dayOf(value)}T00:00:00` : String(value).slice(0, 19);
}

function fractionOf(value: Scalar): string {
  return String(value).slice(20, 23).padEnd(3, "0");
}

function stringSql(value: string, type: ColumnType): string {
  switch (type) {
    case "text":
    case "fulltext":
    case "json":
      return `to_json(${value})`;
    case "date":
      return `'"' || ${value}::VARCHAR || '"'`;
    case "timestamp":
      return `'"' || replace(${value}::VARCHAR, ' ', 'T') || '"'`;
    case "integer":
    case "number":
    case "boolean":
      return `'"' || ${numberSql(value, type)} || '"'`;
  }
}

/** A number as JavaScript writes it. The engine writes 1.0, -0.0 and 1e21. */
function numberSql(value: string, type: ColumnType): string {
  if (type === "boolean") return `CASE WHEN ${value} THEN '1' WHEN NOT ${value} THEN '0' END`;
  if (type === "integer") return `${value}::VARCHAR`;
  const written = `regexp_replace(regexp_replace(to_json(${value})::VARCHAR, '\\.0$', ''), 'e([0-9])', 'e+\\1')`;
  return `CASE WHEN ${value} = 0 THEN '0' ELSE ${written} END`;
}

function daySql(value: string, type: ColumnType): string {
  return type === "date" ? `${value}::VARCHAR` : `left(${value}::VARCHAR, 10)`;
}

function secondSql(value: string, type: ColumnType): string {
  if (type === "date") return `${value}::VARCHAR || 'T00:00:00'`;
  return `replace(left(${value}::VARCHAR, 19), ' ', 'T')`;
}

function ofText(text: string, type: ColumnType): Scalar | undefined {
  if (!NUMBERS.includes(type)) return text;
  return text === "" ? undefined : ofNumber(Number(text), type);
}

function ofNumber(number: number, type: ColumnType): Scalar | undefined {
  if (type === "boolean") return number === 1 ? true : number === 0 ? false : undefined;
  return (type === "integer" ? Number.isSafeInteger(number) : Number.isFinite(number)) ? number : undefined;
}

function ofDay(json: unknown, written: RegExp, type: ColumnType): Scalar | undefined {
  const day = typeof json === "string" ? written.exec(json)?.[1] : undefined;
  return day === undefined || type === "date" ? day : `${day}T00:00:00`;
}

/** Without the zeros at the end of a fraction, as instants are stored. */
function ofInstant(json: unknown, written: RegExp, type: ColumnType): Scalar | undefined {
  const instant = typeof json === "string" ? written.exec(json)?.[1] : undefined;
  if (instant === undefined || type === "date") return instant?.slice(0, 10);
  return instant.includes(".") ? instant.replace(/\.?0+$/, "") : instant;
}
