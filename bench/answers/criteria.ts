import type { Field } from "../../src/catalog/index.js";
import type { Random } from "../release/random.js";
import type { Json } from "./client.js";

/** Writes criteria about values that really occur, in the forms people use, alone and combined. */
export function randomCriteria(random: Random, fields: readonly Field[], records: readonly Json[]): string {
  return group(random, fields, records, 2);
}

function group(random: Random, fields: readonly Field[], records: readonly Json[], depth: number): string {
  if (depth === 0 || random.chance(0.3)) return randomClause(random, fields, random.pick(records));
  const parts = Array.from({ length: 2 + random.below(2) }, () => group(random, fields, records, depth - 1));
  switch (random.below(5)) {
    case 0:
      return `(${parts.join(" OR ")})`;
    case 1:
      return `(${parts[0]} AND NOT ${parts[1]})`;
    case 2:
      return `(+${parts[0]} ${parts[1]} -${parts.at(-1)})`;
    default:
      return `(${parts.join(" AND ")})`;
  }
}

/** One clause about a field, with the value that a record has there. */
export function randomClause(random: Random, fields: readonly Field[], record: Json): string {
  const field = random.pick(fields);
  const cell = record[field.name] ?? null;
  const value = Array.isArray(cell) ? (cell.length > 0 ? random.pick(cell as unknown[]) : null) : cell;
  if (value === null || random.chance(0.05))
    return random.chance(0.5) ? `${field.name}:*` : `(-${field.name}:*)`;
  switch (field.match) {
    case "flag":
      return `${field.name}:${random.pick(value === true ? ["true", "1", "1.0"] : ["false", "0", "0.0"])}`;
    case "integer":
    case "number":
      return integer(random, field.name, Number(value));
    case "date":
      return day(random, field.name, String(value));
    case "instant":
      return `${field.name}:["${value}" TO *]`;
    case "keyword":
    case "text":
      return keyword(random, field.name, String(value));
  }
}

function integer(random: Random, name: string, value: number): string {
  switch (random.below(4)) {
    case 0:
      return `${name}:[${value} TO ${value + random.below(5)}]`;
    case 1:
      return `${name}:{${value} TO *]`;
    case 2:
      return `${name}:<=${value}`;
    default:
      return `${name}:${value < 0 ? `"${value}"` : value}`;
  }
}

function day(random: Random, name: string, value: string): string {
  switch (random.below(4)) {
    case 0:
      return `${name}:[${value} TO ${Number(value.slice(0, 4)) + random.below(3)}-12-31]`;
    case 1:
      return `${name}:{* TO ${value}}`;
    case 2:
      return `${name}:>=${value}`;
    default:
      return `${name}:${random.pick([`"${value}"`, value, value.replaceAll("-", "")])}`;
  }
}

function keyword(random: Random, name: string, value: string): string {
  const points = Array.from(value);
  const from = random.below(points.length);
  const part = points.slice(from, from + 2 + random.below(4)).join("");
  switch (random.below(8)) {
    case 0:
      return `${name}:${escaped(points.slice(0, 1 + random.below(points.length)).join(""))}*`;
    case 1:
      return `${name}:*${escaped(part)}*`;
    case 2:
      return `${name}:${points.map((each, at) => (at === from ? "?" : escaped(each))).join("")}`;
    case 3:
      return `${name}:[${quoted(value)} TO *]`;
    case 4:
      return `${name}:{${quoted(value)} TO ${quoted(`${value}zz`)}]`;
    case 5:
      return `${name}:/${Array.from(part, (each) => (/[A-Za-z0-9]/.test(each) ? each : ".")).join("")}.*/`;
    default:
      return `${name}:${quoted(value)}`;
  }
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function escaped(value: string): string {
  return value.replace(/[^A-Za-z0-9]/gu, "\\$&");
}
