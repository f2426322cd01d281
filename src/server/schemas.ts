import type { Schema } from "./route.js";

/** An object all of whose members are always there. */
export function object(properties: Readonly<Record<string, Schema>>): Schema {
  const required = Object.keys(properties);
  return { type: "object", ...(required.length > 0 ? { required } : {}), properties };
}

export function list(items: Schema): Schema {
  return { type: "array", items };
}
