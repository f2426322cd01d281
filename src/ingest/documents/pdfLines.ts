/** A run of characters as a PDF places it: its baseline from the left and from the top of the page, in points. */
export interface PdfRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Of the font. */
  readonly size: number;
}

interface Line {
  readonly text: string;
  readonly y: number;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  /** How wide its first word is, about. */
  readonly firstWord: number;
}

/** A baseline this far from another, in sizes of the font, is another line: what is raised or lowered is not. */
const SAME_LINE = 0.45;
/** Runs this far apart, in sizes of the font, have a blank between them, or a column. */
const BLANK = 0.12;
const COLUMN = 2;
/** A line this much further down than most lines are begins a paragraph. */
const PARAGRAPH = 1.25;

/**
 * The text of a document, given the runs of each of its pages: lines from top to bottom, joined to paragraphs where only the
 * width of the page broke them. What stands alike at the head or the foot of most pages is kept apart.
 */
export function textOfPages(pages: readonly (readonly PdfRun[])[]): {
  readonly text: string;
  readonly head: string;
} {
  const lines = pages.map(linesOf);
  const furniture = repeated(lines);
  const bodies = lines.map((page) => page.filter((line) => !furniture.has(line)));
  const head = [...new Set([...furniture].map(({ text }) => text))];
  return { text: joined(bodies), head: head.map((text) => `${text}\n`).join("") };
}

function linesOf(runs: readonly PdfRun[]): readonly Line[] {
  const sorted = runs.filter(({ text }) => text.trim() !== "").sort((a, b) => a.y - b.y);
  const groups: { y: number; size: number; runs: PdfRun[] }[] = [];
  for (const run of sorted) {
    const last = groups.at(-1);
    if (last && run.y - last.y <= SAME_LINE * Math.max(run.size, last.size)) {
      last.runs.push(run);
      if (run.size > last.size) Object.assign(last, { y: run.y, size: run.size });
    } else groups.push({ y: run.y, size: run.size, runs: [run] });
  }
  return groups.map(lineOf);
}

function lineOf({ y, size, runs }: { y: number; size: number; runs: PdfRun[] }): Line {
  runs.sort((a, b) => a.x - b.x);
  let text = "";
  let right = runs[0]!.x;
  for (const run of runs) {
    const gap = (run.x - right) / size;
    if (text !== "") text += gap > COLUMN ? "\t" : gap > BLANK ? " " : "";
    text += run.text;
    right = Math.max(right, run.x + run.width);
  }
  text = text.replace(/ {2,}/g, " ").trim();
  const left = runs[0]!.x;
  const firstWord = ((right - left) * (text.search(/\s|$/) + 1)) / (text.length + 1);
  return { text, y, size, left, right, firstWord };
}

/** Lines that stand at the head or the foot of at least half of the pages, numbers aside. */
function repeated(pages: readonly (readonly Line[])[]): ReadonlySet<Line> {
  if (pages.length < FEW_PAGES) return new Set();
  const depths = Array.from({ length: DEEPEST }, (_, depth) => depth);
  const places = [...depths, ...depths.map((depth) => -1 - depth)];
  const alike = places.flatMap((place) => alikeAt(pages, place));
  return new Set(alike.filter((lines) => lines.length * 2 >= pages.length).flat());
}

/** The lines at one place of all pages, those together that differ by their numbers only. */
function alikeAt(pages: readonly (readonly Line[])[], place: number): readonly (readonly Line[])[] {
  const byShape = new Map<string, Line[]>();
  for (const page of pages) {
    const line = page.at(place);
    if (!line) continue;
    const shape = line.text.replace(/\d+/g, "0");
    byShape.set(shape, [...(byShape.get(shape) ?? []), line]);
  }
  return [...byShape.values()];
}

/** On fewer pages, nothing can be told from what comes again. */
const FEW_PAGES = 3;
/** So many lines a head or a foot may have. */
const DEEPEST = 3;

function joined(pages: readonly (readonly Line[])[]): string {
  const usual = usualGap(pages);
  let text = "";
  let last: { readonly line: Line; readonly edge: number } | null = null;
  for (const page of pages) {
    const edge = Math.max(0, ...page.map(({ right }) => right));
    for (const [at, line] of page.entries()) {
      if (last) text += between(last.line, line, last.edge, at === 0 ? null : gapOf(last.line, line) / usual);
      text += line.text;
      last = { line, edge };
    }
  }
  return text === "" ? "" : `${text}\n`;
}

/** What stands between two lines; `gap` is how far apart they are, in usual gaps, null where a page ends between them. */
function between(line: Line, next: Line, edge: number, gap: number | null): string {
  const isApart = gap !== null && gap > PARAGRAPH;
  const hasRoom = line.right + BLANK * line.size + next.firstWord < edge;
  const ends = /[.:;!?]["”’)]?$/.test(line.text);
  const isIndented = next.left - line.left > 0.5 * line.size;
  if (isApart) return "\n\n";
  // A heading: less than a line, and without a stop, so that it ends no paragraph.
  const isHeading = /[^.:;,!?)]$/.test(next.text) && next.right - next.left < 0.85 * (edge - next.left);
  if (hasRoom || (ends && (isIndented || isHeading))) return "\n";
  if (gap === null && ends && !/^[a-z(]/.test(next.text)) return "\n";
  // What was broken behind its hyphen goes on without a blank: "claims 1-" and "5", "semi-" and "conductor".
  return /[\p{L}\d]-$/u.test(line.text) ? "" : " ";
}

/** From one line to the next within a paragraph, in sizes of the font: what a quarter of all gaps do not exceed. */
function usualGap(pages: readonly (readonly Line[])[]): number {
  const gaps = pages.flatMap((page) => page.slice(1).map((line, at) => gapOf(page[at]!, line)));
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 4)] ?? 1;
}

function gapOf(line: Line, next: Line): number {
  return (next.y - line.y) / Math.max(line.size, next.size);
}
