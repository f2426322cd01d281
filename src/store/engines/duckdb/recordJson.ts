import type { ColumnType, Member, Shape } from "../../../catalog/index.js";
import { stringText } from "../../records/render.js";
import { spelledColumn } from "../../records/spelled.js";

/** The SQL expression whose value is a row's record as JSON text: the same text as `recordRenderer` writes. */
export function recordJson({ members, verbatim }: Shape, hasVerbatim = true): string {
  const plain = objectOf(members.map(memberJson));
  if (!hasVerbatim || verbatim === null) return plain;
  const { column, adds } = verbatim;
  const received =
    adds.kind === "member"
      ? `left(${plain}, -1) || coalesce(${literal(`,${stringText(adds.name)}:`)} || (${column}::JSON->${literal(adds.name)})::VARCHAR, '') || '}'`
      : patched(column, adds.name, adds.whole ?? members, adds.whole === null ? null : members);
  return `CASE WHEN ${column} IS NULL THEN ${plain} ELSE ${received} END`;
}

function memberJson(member: Member): string {
  return memberOf(member.key, valueJson(member), member.wire ? member.wire.absent : "null");
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

/** A row's merge patch laid over its record, from which members are then picked. */
function patched(
  column: string,
  name: string,
  over: readonly Member[],
  picked: readonly Member[] | null,
): string {
  const whole = objectOf(over.map(memberJson));
  const merged = `json_merge_patch((${whole})::JSON, coalesce(${column}::JSON->${literal(name)}, '{}'::JSON))`;
  if (picked === null) return `${merged}::VARCHAR`;
  const keys = picked.map(({ key }) => stringText(key));
  const paths = keys.map((key) => literal(`$.${key}`)).join(", ");
  const names = keys.map((key) => literal(`${key}:`)).join(", ");
  // A list drops its nulls when it is joined, as concat_ws does.
  const members = `list_transform(list_zip([${names}], json_extract(${merged}, [${paths}])), lambda m: m[1] || m[2]::VARCHAR)`;
  return `'{' || coalesce(array_to_string(${members}, ','), '') || '}'`;
}

function valueJson({ column: { name, type }, spelling, wire }: Member): string {
  const column = spelledColumn({ column: name, spelling });
  if (wire === null) return nativeJson(column, type);
  switch (wire.form) {
    case "string":
      return stringJson(column, type);
    case "string-list":
      return `'[' || ${stringJson(column, type)} || ']'`;
    case "number":
      return numberText(column, type);
    case "float":
      return `${numberText(column, type)} || '.0'`;
    case "boolean":
      return `CASE WHEN ${column} THEN 'true' WHEN NOT ${column} THEN 'false' END`;
    case "number-string-list":
      return `'["' || ${numberText(column, type)} || '"]'`;
    case "utc-midnight":
      return `'"' || ${day(column, type)} || ${easternMidnight(column)} || '"'`;
    case "midnight":
      return `'"' || ${day(column, type)} || 'T00:00:00"'`;
    case "midnight-list":
      return `'["' || ${day(column, type)} || 'T00:00:00"]'`;
    case "seconds":
      return `'"' || ${second(column, type)} || '"'`;
    case "utc-seconds":
      return `'"' || ${second(column, type)} || 'Z"'`;
    case "utc-milliseconds":
      return `'"' || strftime(${column}, '%Y-%m-%dT%H:%M:%S.%g') || 'Z"'`;
  }
}

function nativeJson(column: string, type: ColumnType): string {
  switch (type) {
    case "text":
    case "fulltext":
    case "json":
      return `to_json(${column})`;
    case "integer":
    case "boolean":
      return `${column}::VARCHAR`;
    case "integers":
      return `to_json(${column})`;
    case "date":
      return `'"' || ${column}::VARCHAR || '"'`;
    case "timestamp":
      return `'"' || replace(${column}::VARCHAR, ' ', 'T') || '"'`;
  }
}

function stringJson(column: string, type: ColumnType): string {
  switch (type) {
    case "text":
    case "fulltext":
    case "json":
      return `to_json(${column})`;
    case "date":
      return `'"' || ${column}::VARCHAR || '"'`;
    case "timestamp":
      return `'"' || replace(${column}::VARCHAR, ' ', 'T') || '"'`;
    case "integer":
    case "boolean":
      return `'"' || ${numberText(column, type)} || '"'`;
    case "integers":
      return `'"' || array_to_string(${column}, ',') || '"'`;
  }
}

function numberText(column: string, type: ColumnType): string {
  if (type === "boolean") return `CASE WHEN ${column} THEN '1' WHEN NOT ${column} THEN '0' END`;
  return `${column}::VARCHAR`;
}

function day(column: string, type: ColumnType): string {
  return type === "date" ? `${column}::VARCHAR` : `left(${column}::VARCHAR, 10)`;
}

function second(column: string, type: ColumnType): string {
  if (type === "date") return `${column}::VARCHAR || 'T00:00:00'`;
  return `replace(left(${column}::VARCHAR, 19), ' ', 'T')`;
}

/** The rule of `isDaylightSaving` in SQL, the newest and most frequent years first. */
function easternMidnight(column: string): string {
  const sundayBefore = `(day(${column}) - 1 - ((dayofweek(${column}) + 6) % 7))`;
  const isDaylightSaving = `CASE
    WHEN month(${column}) BETWEEN 5 AND 9 AND year(${column}) >= 1967 THEN TRUE
    WHEN month(${column}) IN (1, 2, 12) AND year(${column}) NOT IN (1974, 1975) THEN FALSE
    WHEN year(${column}) >= 2007 THEN CASE month(${column})
      WHEN 3 THEN ${sundayBefore} >= 8 WHEN 11 THEN ${sundayBefore} < 1 ELSE TRUE END
    WHEN year(${column}) < 1967 THEN FALSE
    WHEN month(${column}) = 10 THEN ${sundayBefore} < 25
    WHEN month(${column}) > 10 THEN FALSE
    WHEN year(${column}) = 1974 THEN ${column} > DATE '1974-01-06'
    WHEN year(${column}) = 1975 THEN ${column} > DATE '1975-02-23'
    WHEN month(${column}) = 4 THEN ${sundayBefore} >= CASE WHEN year(${column}) >= 1987 THEN 1 ELSE 24 END
    ELSE FALSE END`.replace(/\s+/g, " ");
  return `CASE WHEN ${isDaylightSaving} THEN 'T04:00:00Z' ELSE 'T05:00:00Z' END`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
