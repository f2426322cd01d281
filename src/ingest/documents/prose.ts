/** So many of the first lines are looked at. */
const LINES = 40;
/** A heading of a text may be one line of names, as that of a table is. */
const CELL_MARK = /[,;\t]/;
/** The names of a table's columns: words of letters, digits and underscores with nothing but a mark between them. */
const NAMES = /^[\w.$]+(?:[,;\t][\w.$]+)+$/;
const SENTENCE = /^(?:#{1,6}\s+|[>*-]\s+)?(?:\S+\s+){3,}\S*[.!?:]["')]?$/;

/**
 * Whether a text is prose and no table: it has a sentence among its first lines, and no line has as many cells as the first
 * one, which a table's lines have. A text with quoted cells is taken for a table, and so is one that begins with names of columns,
 * whose cells may be texts of many lines.
 */
export function isProse(text: string): boolean {
  const lines = text
    .split(/\r?\n/, LINES)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const [first = "", ...others] = lines;
  if (/^#{1,6}\s+\S/.test(first)) return true;
  if (/^[[{"]/.test(first) || NAMES.test(first) || text.includes('","')) return false;
  if (!lines.some((line) => SENTENCE.test(line))) return false;
  const cells = first.split(CELL_MARK).length;
  return (
    cells === 1 || SENTENCE.test(first) || !others.some((line) => line.split(CELL_MARK).length === cells)
  );
}
