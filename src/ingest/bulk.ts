import { CELL_END, type CsvHandler, CsvScanner, cellText, cellTexts } from "./csv.js";
import { type Day, readDay, unclearDay } from "./days.js";
import type { HeaderMatch } from "./layouts.js";
import type { Rejected } from "./load.js";
import { withoutApostrophe } from "./ownCsv.js";
import type { BulkStage } from "./stage.js";

type BulkMatch = Extract<HeaderMatch, { kind: "bulk" }>;

/** The engine reads no longer line. */
const LONGEST_STAGED = 2_000_000;

const HYPHEN = 0x2d;
const APOSTROPHE = 0x27;

/** Counts of one member: `read = loaded + rejected`. */
export interface Tally {
  read: number;
  loaded: number;
  rejected: number;
}

/**
 * Makes the scanner that stages the rows of a bulk CSV: columns in the layout's order whatever the file's,
 * unknown columns as JSON. The header is expected to be the first row. Rows go to `stage`, others to `reject`.
 */
export function bulkScanner(
  match: BulkMatch,
  stage: BulkStage,
  file: number,
  tally: Tally,
  reject: (rejected: Rejected) => void,
): CsvScanner {
  const { layout, places, extra, isOwn } = match;
  const keyCells = layout.keys.map((key) => layout.columns.indexOf(key));
  const width = layout.columns.length;
  let isHeader = true;
  const isInOrder = extra.length === 0 && places.every((place, at) => place === at);
  const ordered = Buffer.alloc(LONGEST_STAGED);

  const handler: CsvHandler = {
    row(scanner, cells, line) {
      if (isHeader) {
        isHeader = false;
        scanner.width = cells;
        return;
      }
      tally.read++;
      const { row, ends } = scanner;
      for (const cell of keyCells) {
        const place = places[cell]!;
        const start = place === 0 ? 0 : ends[place - 1]! + 1;
        if (ends[place]! > start) continue;
        tally.rejected++;
        const raw = cellTexts(scanner, cells).join(",");
        reject({ line, reason: `key-missing: no ${layout.columns[cell]}`, raw: raw.slice(0, 2_000) });
        return;
      }
      const days = otherDays(scanner, layout.days, places);
      for (const [cell, { text, day }] of days) {
        if (!("unclear" in day)) continue;
        tally.rejected++;
        const reason = unclearDay(layout.columns[cell]!, text, day.unclear);
        reject({ line, reason, raw: cellTexts(scanner, cells).join(",").slice(0, 2_000) });
        return;
      }
      if (isInOrder && cells === width && days.size === 0) {
        const first = keyCells[0]!;
        stage.add(
          file,
          line,
          row,
          ends[cells - 1]! + 1,
          first === 0 ? 0 : ends[first - 1]! + 1,
          ends[first]!,
        );
      } else {
        let at = 0;
        let start = 0;
        let end = 0;
        for (let cell = 0; cell < width; cell++) {
          const place = places[cell]!;
          let from = place === 0 ? 0 : ends[place - 1]! + 1;
          if (isOwn && row[from] === APOSTROPHE) {
            const text = cellText(row, from, ends[place]!);
            from += text.length - withoutApostrophe(text).length;
          }
          if (cell === keyCells[0]) start = at;
          const written = days.get(cell)?.day;
          if (written && "day" in written) {
            at += ordered.write(written.day, at);
            ordered[at++] = CELL_END;
          } else at += row.copy(ordered, at, from, ends[place]! + 1);
          if (cell === keyCells[0]) end = at - 1;
        }
        const unknown: Record<string, string> = {};
        for (const { name, place } of extra) {
          const text = cellText(row, place === 0 ? 0 : ends[place - 1]! + 1, ends[place]!);
          if (text !== "") unknown[name] = text;
        }
        const unknownText = Object.keys(unknown).length > 0 ? JSON.stringify(unknown) : "";
        if (at + unknownText.length * 3 > LONGEST_STAGED) {
          tally.rejected++;
          const reason = `too-long: a row of more than ${LONGEST_STAGED} bytes with its unknown columns`;
          reject({ line, reason, raw: unknownText.slice(0, 2_000) });
          return;
        }
        at += ordered.write(unknownText, at);
        stage.add(file, line, ordered, at, start, end);
      }
      tally.loaded++;
    },
    rejected(line, reason, raw) {
      tally.read++;
      tally.rejected++;
      reject({ line, reason, raw });
    },
  };
  return new CsvScanner(handler);
}

interface OtherDay {
  readonly text: string;
  readonly day: Exclude<Day, null>;
}

const NO_DAYS: ReadonlyMap<number, OtherDay> = new Map();

/** The days of a row that are not written yyyy-mm-dd, by their place in the layout. */
function otherDays(
  { row, ends }: CsvScanner,
  cells: readonly number[],
  places: readonly number[],
): ReadonlyMap<number, OtherDay> {
  let found: Map<number, OtherDay> | null = null;
  for (const cell of cells) {
    const place = places[cell]!;
    const start = place === 0 ? 0 : ends[place - 1]! + 1;
    const end = ends[place]!;
    if (end === start || (end - start === 10 && row[start + 4] === HYPHEN && row[start + 7] === HYPHEN))
      continue;
    const text = cellText(row, start, end);
    const day = readDay(text);
    if (!day) continue;
    found ??= new Map();
    found.set(cell, { text, day });
  }
  return found ?? NO_DAYS;
}

/** Reads the header row of a CSV from its first bytes; null when there is none. */
export function readHeader(head: Uint8Array): readonly string[] | null {
  let header: readonly string[] | null = null;
  const scanner = new CsvScanner({
    row(self, cells) {
      header ??= cellTexts(self, cells);
    },
    rejected() {},
  });
  const lineEnd = firstLineEnd(head);
  scanner.push(head.subarray(0, lineEnd));
  scanner.end();
  return header;
}

function firstLineEnd(head: Uint8Array): number {
  for (let at = 0; at < head.length; at++) if (head[at] === 10 || head[at] === 13) return at + 1;
  return head.length;
}
