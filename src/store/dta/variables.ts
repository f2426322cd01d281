import type { ColumnType } from "../../catalog/index.js";
import { listText } from "../records/listText.js";

/** A column of what is exported, with what the dictionary says of it. */
export interface DtaColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly isList?: true;
  readonly meaning?: string | undefined;
}

/** A cell in Stata's own terms: flags 0 and 1, days and milliseconds since 1960, lists as text. */
export type DtaCell = string | number | null;

/** How much room the values of a column take. */
export interface Extent {
  /** Bytes of the longest text. */
  readonly longest: number;
  readonly least: number;
  readonly most: number;
}

/** One variable of the file. `width` are its bytes in a row. */
export interface DtaVariable {
  readonly name: string;
  /** What it is called where Stata does not allow that; null where it does. */
  readonly ownName: string | null;
  readonly type: "text" | "long-text" | "byte" | "int" | "long" | "double";
  readonly width: number;
  readonly format: string;
  readonly label: string;
  /** What did not fit into the label. */
  readonly note: string | null;
  readonly isFlag: boolean;
}

/** The longest text that stands in the row itself; longer ones stand behind all rows. */
const LONGEST_TEXT = 2045;
const LONGEST_NAME = 32;
const LONGEST_LABEL = 80;

/** Words of Stata's own that no variable can be called. */
const RESERVED =
  /^(?:_all|_b|byte|_coef|_cons|double|float|if|in|int|long|_n|_N|_pi|_pred|_rc|_skip|strL|str\d+|using|with)$/;

/** The smallest variables that hold these columns exactly. */
export function variablesOf(
  columns: readonly DtaColumn[],
  extents: readonly Extent[],
): readonly DtaVariable[] {
  const taken = new Set<string>();
  return columns.map((column, at) => {
    const name = nameOf(column.name, taken);
    taken.add(name);
    // A name that Stata does not allow stays readable in the label.
    const meaning = [name === column.name ? "" : column.name, column.meaning ?? ""].filter(
      (each) => each !== "",
    );
    const said = meaning.join(": ");
    return {
      name,
      ownName: name === column.name ? null : column.name,
      ...shapeOf(column, extents[at]!),
      label: [...said].length <= LONGEST_LABEL ? said : `${[...said].slice(0, LONGEST_LABEL - 1).join("")}…`,
      note: [...said].length <= LONGEST_LABEL ? null : said,
      isFlag: column.type === "boolean" && !column.isList,
    };
  });
}

function shapeOf(column: DtaColumn, extent: Extent): Pick<DtaVariable, "type" | "width" | "format"> {
  switch (column.isList ? "text" : column.type) {
    case "boolean":
      return { type: "byte", width: 1, format: "%8.0g" };
    case "date":
      return { type: "long", width: 4, format: "%td" };
    case "timestamp":
      return { type: "double", width: 8, format: "%tc" };
    case "integer":
      return numberShape(extent);
    case "number":
      return { type: "double", width: 8, format: "%10.0g" };
    case "text":
    case "fulltext":
    case "json":
      if (extent.longest > LONGEST_TEXT) return { type: "long-text", width: 8, format: "%9s" };
      return { type: "text", width: Math.max(1, extent.longest), format: `%${Math.max(9, extent.longest)}s` };
  }
}

/** The largest values of a type stand for what is missing. */
function numberShape({ least, most }: Extent): Pick<DtaVariable, "type" | "width" | "format"> {
  if (least >= -127 && most <= 100) return { type: "byte", width: 1, format: "%8.0g" };
  if (least >= -32_767 && most <= 32_740) return { type: "int", width: 2, format: "%8.0g" };
  if (least >= -2_147_483_647 && most <= 2_147_483_620) return { type: "long", width: 4, format: "%12.0g" };
  return { type: "double", width: 8, format: "%18.0g" };
}

/** A name of Stata's: letters, digits and _, at most 32, none of its own words, and each only once. */
function nameOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?=\d)/, "_");
  const allowed = RESERVED.test(plain) ? `${plain}_` : plain;
  let found = allowed.slice(0, LONGEST_NAME);
  for (let nth = 2; taken.has(found); nth++)
    found = `${allowed.slice(0, LONGEST_NAME - String(nth).length)}${nth}`;
  return found;
}

const DAY = 86_400_000;
const EPOCH = Date.UTC(1960, 0, 1);

/** A value as the API writes it, in Stata's terms. */
export function cellOf(value: unknown, { type, isList }: Pick<DtaColumn, "type" | "isList">): DtaCell {
  if (value === null || value === undefined) return null;
  if (isList) return Array.isArray(value) ? listText(value, type) : String(value);
  switch (type) {
    case "boolean":
      return Number(value);
    case "integer":
    case "number":
      return Number(value);
    case "date":
      return Math.floor((Date.parse(`${String(value).slice(0, 10)}Z`) - EPOCH) / DAY);
    case "timestamp":
      return Date.parse(`${String(value).replace(/Z$/, "")}Z`) - EPOCH;
    case "text":
    case "fulltext":
    case "json":
      return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
}

/** Finds out how much room columns take from cells that pass by. */
export class Extents {
  readonly found: { longest: number; least: number; most: number }[];

  constructor(columns: readonly DtaColumn[]) {
    this.found = columns.map(() => ({ longest: 0, least: 0, most: 0 }));
  }

  see(cells: readonly DtaCell[]): void {
    for (const [at, cell] of cells.entries()) {
      const extent = this.found[at]!;
      if (typeof cell === "string") extent.longest = Math.max(extent.longest, Buffer.byteLength(cell));
      else if (cell !== null) {
        extent.least = Math.min(extent.least, cell);
        extent.most = Math.max(extent.most, cell);
      }
    }
  }
}
