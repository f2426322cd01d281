/**
 * Criteria as other languages write them (SQL, OData), written as they are written here, with the values they have. Only
 * comparisons are rewritten; what stands in quotation marks, and everything else, stays.
 */
export interface Rewritten {
  readonly criteria: string;
  /** The names that are compared, as they were written. */
  readonly names: readonly string[];
  /** One is compared by a sign or a list, which words of a text are not. */
  readonly isSure: boolean;
}

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
const VALUE = String.raw`'[^']*'|${TEXT}|[^\s()"',]+`;
const SIGN = "<>|<=|>=|!=|==?|<|>";
const WORD = String.raw`(?<![\w.])(?:(?:not\s+)?i?like|is(?:\s+not)?|eq|ne|gte?|ge|lte?|le)\b`;
/** A text, which is passed over, or a name with a comparison behind it. */
const COMPARISON = new RegExp(
  String.raw`${TEXT}|(?<![\w.:])(?<name>[A-Za-z_][\w.]*)\s*(?:` +
    String.raw`(?<![\w.])(?<notIn>not\s+)?in\s*\((?<list>[^()]*)\)` +
    String.raw`|(?<![\w.])(?<notBetween>not\s+)?between\s+(?<low>${VALUE})\s+and\s+(?<high>${VALUE})` +
    String.raw`|(?<operator>${SIGN}|${WORD})\s*(?<value>${VALUE}))`,
  "gi",
);

/** How the name of a comparison is written here. */
interface Named {
  readonly name: string;
  readonly isDate: boolean;
}

/**
 * The criteria with every comparison of another language written as here; null where there is none.
 *
 * @param named the name here of a name that was written.
 */
export function fromOtherLanguage(written: string, named: (name: string) => Named): Rewritten | null {
  const names: string[] = [];
  let criteria = "";
  let end = 0;
  let isSure = false;
  for (const match of written.matchAll(COMPARISON)) {
    const { name } = match.groups!;
    if (name === undefined) continue;
    names.push(name);
    const { list, low, operator = "" } = match.groups!;
    isSure ||= list !== undefined || low !== undefined || /^[<>=!]/.test(operator);
    criteria += between(written.slice(end, match.index), end === 0) + compared(named(name), match.groups!);
    end = match.index + match[0].length;
  }
  return names.length === 0
    ? null
    : { criteria: criteria + between(written.slice(end), false), names, isSure };
}

/** What stands between comparisons: its connectives in capitals, and at the beginning no `SELECT … WHERE`. */
function between(words: string, isFirst: boolean): string {
  const said = isFirst ? words.replace(/^\s*(?:select\b.*\bwhere|where|filter|having)\s+/is, "") : words;
  return said.replace(/\b(?:and|or|not)\b/gi, (each) => each.toUpperCase()).replace(/;\s*$/, "");
}

type Parts = Readonly<Record<string, string | undefined>>;

function compared({ name, isDate }: Named, parts: Parts): string {
  const { list, low, high, value = "" } = parts;
  if (list !== undefined) {
    const values = list.split(",").map((each) => quoted(each));
    return `${parts.notIn ? "-" : ""}${name}:(${values.join(" OR ")})`;
  }
  if (low !== undefined && high !== undefined)
    return `${parts.notBetween ? "-" : ""}${name}:[${quoted(low)} TO ${quoted(high)}]`;
  const operator = parts.operator!.toLowerCase().replaceAll(/\s+/g, " ");
  if (operator.endsWith("like"))
    return `${operator.startsWith("not") ? "-" : ""}${name}:${pattern(bare(value))}`;
  const sign = SIGNS[operator] ?? operator;
  if (/^null$/i.test(value)) return `${sign === "-" ? "" : "-"}${name}:*`;
  if (/^[<>]/.test(sign)) return `${name}:${sign}${quoted(value)}`;
  return `${sign}${name}:${isDate ? day(bare(value)) : quoted(value)}`;
}

/** Operators by what stands for them here: before the name for a denial, behind the colon else. */
const SIGNS: Readonly<Record<string, string>> = {
  "=": "",
  "==": "",
  eq: "",
  is: "",
  "!=": "-",
  "<>": "-",
  ne: "-",
  "is not": "-",
  gt: ">",
  gte: ">=",
  ge: ">=",
  lt: "<",
  lte: "<=",
  le: "<=",
};

function bare(value: string): string {
  return value.trim().replace(/^(['"])(.*)\1$/s, "$2");
}

/** A value as a term, or in quotation marks where it is none. */
function quoted(value: string): string {
  const text = bare(value);
  return /^[\w.,-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** `%` and `_` as wildcards, the rest as it is written. */
function pattern(like: string): string {
  return like
    .replaceAll(/[\s+\-!(){}[\]^"~:\\/&|*?]/g, "\\$&")
    .replaceAll("%", "*")
    .replaceAll("_", "?");
}

/** A day; of a year or a month the range of its days. */
function day(text: string): string {
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (year === undefined) return quoted(text);
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate();
  return `[${year}-${month ?? "01"}-01 TO ${year}-${month ?? "12"}-${last}]`;
}
