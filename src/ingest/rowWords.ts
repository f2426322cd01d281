import type { Cell, Row, Table, WordsOf } from "../catalog/index.js";
import { analyse } from "../query/index.js";

/** Tells what a row is found by: `:word` of the cells of analysed columns, `=value` of others, each once. */
export interface RowWords {
  /** The column that is filled with them. */
  readonly column: string;
  readonly of: (row: Row) => readonly string[];
}

/** Null for a table that has no such column. */
export function rowWords(table: Table): RowWords | null {
  const before = known.get(table);
  if (before !== undefined) return before;
  const column = table.columns.find(({ wordsOf }) => wordsOf !== undefined);
  const made = column ? gathering(column.name, column.wordsOf!) : null;
  known.set(table, made);
  return made;
}

const known = new WeakMap<Table, RowWords | null>();

/** Texts whose words are kept, because files write the same ones over and over; and how long such a text may be. */
const MOST_KEPT = 50_000;
const LONGEST_KEPT = 100;

function gathering(column: string, { analysed, whole }: WordsOf): RowWords {
  const kept = new Map<string, readonly string[]>();
  const wordsOf = (text: string): readonly string[] => {
    const before = kept.get(text);
    if (before) return before;
    const found = analyse(text).map(({ term }) => `:${term}`);
    if (kept.size >= MOST_KEPT) kept.clear();
    if (text.length <= LONGEST_KEPT) kept.set(text, found);
    return found;
  };
  const textsOf = (cell: Cell): readonly string[] =>
    cell === null ? [] : Array.isArray(cell) ? cell.map(String) : [String(cell)];
  return {
    column,
    of: (row) => {
      const words = new Set<string>();
      for (const name of analysed)
        for (const text of textsOf(row[name] ?? null)) for (const word of wordsOf(text)) words.add(word);
      for (const name of whole) for (const text of textsOf(row[name] ?? null)) words.add(`=${text}`);
      return [...words];
    },
  };
}
