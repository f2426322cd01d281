import type { Spelling } from "../../catalog/index.js";
import { spell } from "../../query/index.js";
import type { Cell } from "../row.js";

/** A column as questions name it: as it is stored, or in another spelling. */
export interface KeyColumn {
  readonly column: string;
  readonly spelling?: Spelling | undefined;
}

/** A stored cell in another spelling. */
export function spelledCell(cell: Cell | undefined, spelling: Spelling | undefined): Cell {
  if (cell === undefined || cell === null) return null;
  return spelling === undefined ? cell : spell(spelling, String(cell));
}

/** The same as SQL, in words that every engine has. */
export function spelledColumn({ column, spelling }: KeyColumn): string {
  switch (spelling) {
    case undefined:
      return column;
    case "application-patentsview":
      return `(CASE WHEN length(${column}) = 8 THEN substr(${column}, 1, 2) || '/' || substr(${column}, 3) END)`;
    case "document-patentsview":
      return american(column, `substr(${column}, 3)`);
    case "document-bigquery": {
      const isPublication = `length(${column}) = 13 AND substr(${column}, 7, 1) = '0'`;
      const number = `CASE WHEN ${isPublication} THEN substr(${column}, 3, 4) || substr(${column}, 8) ELSE substr(${column}, 3) END`;
      return american(column, `'US-' || ${number}`);
    }
  }
}

function american(column: string, value: string): string {
  return `(CASE WHEN substr(${column}, 1, 2) = 'US' THEN ${value} END)`;
}
