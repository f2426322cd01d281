import type { Schema } from "./route.js";

/** An object all of whose members are always there. */
export function object(properties: Readonly<Record<string, Schema>>): Schema {
  const required = Object.keys(properties);
  return { type: "object", ...(required.length > 0 ? { required } : {}), properties };
}

export function list(items: Schema): Schema {
  return { type: "array", items };
}

declare const typed: unique symbol;

/** The schema of a type's values: what the type says otherwise than the schema does not compile. */
export type SchemaOf<T> = Schema & { readonly [typed]?: (value: T) => T };

export const TEXT: SchemaOf<string> = { type: "string" };
export const INTEGER: SchemaOf<number> = { type: "integer" };
export const NUMBER: SchemaOf<number> = { type: "number" };
export const BOOLEAN: SchemaOf<boolean> = { type: "boolean" };

/** An object with every member of a type. */
export function objectOf<T>(
  members: {
    readonly [Name in keyof T]-?: SchemaOf<Exclude<T[Name], undefined>>;
  },
): SchemaOf<T> {
  return object(members);
}

/** The same object, some of whose members may be missing. */
export function mayLack<T>(schema: SchemaOf<T>, ...names: readonly (keyof T)[]): SchemaOf<T> {
  const required = (schema.required as readonly (keyof T)[]).filter((each) => !names.includes(each));
  return { ...schema, required };
}

export function listOf<T>(items: SchemaOf<T>): SchemaOf<readonly T[]> {
  return list(items);
}

/** One of the texts that a type allows, all of which are keys. */
export function oneOf<T extends string>(allowed: Readonly<Record<T, true>>): SchemaOf<T> {
  return { type: "string", enum: Object.keys(allowed) };
}

/** One of the whole numbers that a type allows, all of which are keys. */
export function oneNumberOf<T extends number>(allowed: Readonly<Record<T, true>>): SchemaOf<T> {
  return { type: "integer", enum: Object.keys(allowed).map(Number) };
}

/** What may be null instead. */
export function orNull<T>(schema: SchemaOf<T>): SchemaOf<T | null> {
  const { type, enum: allowed, ...told }: Schema = schema;
  return {
    ...told,
    type: [type, "null"].flat(),
    ...(Array.isArray(allowed) ? { enum: [...allowed, null] } : {}),
  };
}

/** The same schema with a sentence about it. */
export function saying<T>(description: string, schema: SchemaOf<T>): SchemaOf<T> {
  return { ...schema, description };
}
