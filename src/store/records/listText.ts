import type { Column } from "../../catalog/index.js";

type Type = Column["type"];

/** Texts may hold commas. */
function isText(type: Type): boolean {
  return type === "text" || type === "fulltext" || type === "json";
}

/**
 * A list as one text, for files whose cells hold no lists: texts as JSON, other values joined with commas, flags as 0
 * and 1. Ingest reads it back.
 */
export function listText(values: readonly unknown[], type: Type): string {
  if (isText(type)) return JSON.stringify(values);
  return values.map((each) => (typeof each === "boolean" ? Number(each) : each)).join(",");
}

/** The same as the engine's SQL. */
export function listTextSql(list: string, type: Type): string {
  return isText(type) ? `to_json(${list})::varchar` : `array_to_string(${list}, ',')`;
}
