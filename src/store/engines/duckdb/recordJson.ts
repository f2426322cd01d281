import type { Member, Shape } from "../../../catalog/index.js";
import { literal } from "../../duckdb/sql.js";
import { members as jsonMembers } from "../../records/jsonText.js";
import { nestedWriter, verbatimLayer } from "../../records/render.js";
import { spelledColumn } from "../../records/spelled.js";
import { formOf, stringText } from "../../records/wireForms.js";

/** What the engine writes of a row, and what makes its record of that: the same text as `recordRenderer` writes. */
export interface EngineRecord {
  readonly sql: string;
  readonly finish: (written: string) => string;
}

/** Stands before and behind what was received otherwise, which JSON never holds. */
const MARK = "\u001e";

export function engineRecord(shape: Shape, hasVerbatim = true): EngineRecord {
  if (shape.kind === "nested") {
    return { sql: `coalesce(${shape.column.name}, '{}')`, finish: nestedWriter(shape) };
  }
  const { members, verbatim } = shape;
  const plain = objectOf(members.map(memberJson));
  if (!hasVerbatim || verbatim === null) return { sql: plain, finish: (written) => written };
  const { column, adds } = verbatim;
  const whole = (adds.kind === "patch" && adds.whole?.map(memberJson)) || null;
  // The engine reads JSON's numbers as numbers and writes them in its own spelling; what was received keeps its own.
  const marked = `${literal(MARK)} || ${column} || ${literal(MARK)} || ${whole ? objectOf(whole) : plain}`;
  const layOver = verbatimLayer(members, verbatim);
  return {
    sql: `CASE WHEN ${column} IS NULL THEN ${plain} ELSE ${marked} END`,
    finish: (written) => {
      if (!written.startsWith(MARK)) return written;
      const end = written.indexOf(MARK, 1);
      return layOver(new Map(jsonMembers(written.slice(end + 1))), written.slice(1, end));
    },
  };
}

function memberJson(member: Member): string {
  return memberOf(member.key, valueJson(member), member.wire.absent);
}

function objectOf(members: readonly string[]): string {
  return `'{' || concat_ws(',', ${members.join(", ")}) || '}'`;
}

/** A missing value makes the whole member null, which concat_ws leaves out. */
function memberOf(key: string, json: string, absent: string | null): string {
  const start = literal(`${stringText(key)}:`);
  const text = `${start} || ${json}`;
  return absent === null ? text : `coalesce(${text}, ${literal(`${stringText(key)}:${absent}`)})`;
}

/** A value, or each value of a list, in the form of the member. */
function valueJson({ column, spelling, wire }: Member): string {
  const { element, isList } = formOf(column, wire.form);
  const value = spelledColumn({ column: column.name, spelling });
  if (column.isList) {
    const elements = `list_transform(${value}, lambda e: (${element.sql("e", column.type)})::VARCHAR)`;
    return `'[' || array_to_string(${elements}, ',') || ']'`;
  }
  const json = element.sql(value, column.type);
  return isList ? `'[' || ${json} || ']'` : json;
}
