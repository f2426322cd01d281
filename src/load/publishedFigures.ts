import type { FigureQuestion } from "../catalog/index.js";
import { type Ask, askStore } from "../store/duckdb/ask.js";

/** One published figure, and what the loaded rows give. */
export interface Figure {
  readonly name: string;
  readonly expected: string;
  /** Null where it cannot be computed from the rows alone. */
  readonly found: string | null;
  /** Why it cannot be computed. */
  readonly needs?: string;
  /** It counts all rows of one of the release's files. */
  readonly countsFile?: true;
}

/** Computes every figure that the loaded rows give; the others are returned with what they need. */
export function publishedFigures(
  storeFile: string,
  questions: readonly FigureQuestion[],
): Promise<readonly Figure[]> {
  return askStore(storeFile, async (ask) => {
    const figures: Figure[] = [];
    for (const { name, sql, expected, needs, countsFile } of questions)
      figures.push({
        name,
        expected,
        found: sql === undefined ? null : await answer(ask, sql),
        ...(needs === undefined ? {} : { needs }),
        ...(countsFile === undefined ? {} : { countsFile }),
      });
    return figures;
  });
}

async function answer(ask: Ask, sql: string): Promise<string> {
  const [row = []] = await ask(sql);
  return row.map((cell) => cell ?? "none").join(" / ");
}

/** The files of a release of which rows are lacking, by the figures that count them. */
export function lackingFiles(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(
    ({ countsFile, found, expected }) => countsFile && found !== null && Number(found) < Number(expected),
  );
}

/** Figures that were computed and differ from what is published. */
export function mismatches(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(({ found, expected }) => found !== null && found !== expected);
}
