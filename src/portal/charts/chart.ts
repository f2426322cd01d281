import { symbol, symbolsFill } from "d3-shape";
import { count } from "../../catalog/index.js";
import { type Html, html } from "../../server/html.js";

/** How the values of a chart are written: a share as per cent, a mean with decimals, anything else whole. */
export type Unit = "share" | "mean" | "count";

export interface Series {
  readonly title: string;
  /** One for each place of the chart; null where there is none. */
  readonly values: readonly (Value | null)[];
}

export interface Value {
  readonly value: number;
  readonly low?: number | null;
  readonly high?: number | null;
  /** Where the records behind it are. */
  readonly href?: string;
}

/** What is drawn: places along one axis, series of values over them. */
export interface Chart {
  readonly caption: string;
  readonly unit: Unit;
  readonly places: readonly string[];
  readonly series: readonly Series[];
}

/** Series that can be told apart by mark and stroke; further ones stand in the table alone. */
export const MOST_SERIES = 6;

export function written(value: number, unit: Unit): string {
  if (unit === "share") return `${(value * 100).toFixed(1)} %`;
  return unit === "mean" ? value.toFixed(2) : count(Math.round(value));
}

/** The mark of a series: a shape of its own, so that no series is told by its colour alone. */
export function mark(series: number, x: number, y: number, size = 42): Html {
  const path = symbol(symbolsFill[series % symbolsFill.length], size)() ?? "";
  return html`<path class="mark s${series}" transform="translate(${round(x)},${round(y)})" d="${path}"/>`;
}

/** The names of the series with their marks, above the chart. */
export function legend({ series }: Chart, left: number): Html {
  let x = left;
  return html`<g class="legend">${series.map(({ title }, at) => {
    const here = x;
    x += 26 + title.length * 7.2;
    return html`${mark(at, here + 5, 9)}<text x="${round(here + 15)}" y="14">${title}</text>`;
  })}</g>`;
}

/** What one value of a chart shows, in words. */
export function saysOf({ unit, places, series }: Chart, nth: number, at: number): string {
  const names = [places[at], ...(series.length > 1 ? [series[nth]?.title] : [])].join(", ");
  return `${names}: ${written(series[nth]?.values[at]?.value ?? 0, unit)}`;
}

/** Below a chart: what its parts lead to, and where who has no mouse finds the same. */
export function leadsOn(part: string): string {
  return `Each ${part} leads to the records behind it, as its number in the table below does.`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The chart in words: of each series its first and last value, or its greatest and least. */
export function summaryOf({ unit, places, series }: Chart, isOrdered: boolean): string {
  const told = series.flatMap(({ title, values }) => {
    const known = values.flatMap((each, at) => (each === null ? [] : [{ at, value: each.value }]));
    const [first] = known;
    if (!first) return [];
    const most = known.reduce((a, b) => (b.value > a.value ? b : a));
    const least = known.reduce((a, b) => (b.value < a.value ? b : a));
    const at = (each: { at: number; value: number }) =>
      `${written(each.value, unit)}${places.length > 1 ? ` (${places[each.at]})` : ""}`;
    if (known.length === 1) return [`${title} ${at(first)}`];
    if (!isOrdered) return [`${title} from ${at(least)} to ${at(most)}`];
    return [`${title} from ${at(first)} to ${at(known.at(-1)!)}, at most ${at(most)}`];
  });
  return told.length === 0 ? "No figure to show." : `${told.join("; ")}.`;
}
