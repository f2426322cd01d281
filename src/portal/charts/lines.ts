import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import { type Html, html } from "../../server/html.js";
import {
  type Chart,
  legend,
  MOST_SERIES,
  mark,
  round,
  saysOf,
  summaryOf,
  type Value,
  written,
} from "./chart.js";
import { type Spot, spots } from "./spots.js";

const WIDTH = 760;
const HEIGHT = 300;
const MARGIN = { top: 30, right: 16, bottom: 28, left: 56 };
/** How wide and high the place is by which a point is reached. */
const SPOT = 16;
/** So far apart are the places of points that stand on one another. */
const NEAREST = 4;

/** Values over time as lines, drawn on the server; marks and strokes differ, not only colours. */
export function lineChart(whole: Chart): Html {
  const chart = { ...whole, series: whole.series.slice(0, MOST_SERIES) };
  const { caption, unit, places, series } = chart;
  const values = series.flatMap((each) => each.values.flatMap((value) => (value ? [value.value] : [])));
  if (values.length === 0) return html``;
  const x = scalePoint()
    .domain(places)
    .range([MARGIN.left, WIDTH - MARGIN.right])
    .padding(0.3);
  const y = scaleLinear()
    .domain([0, Math.max(...values) || 1])
    .nice(5)
    .range([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const ticks = y.ticks(5).filter((tick) => unit !== "count" || Number.isInteger(tick));
  const along = line<{ readonly at: number; readonly value: Value | null }>()
    .defined(({ value }) => value !== null)
    .x(({ at }) => round(x(places[at]!)!))
    .y(({ value }) => round(y(value!.value)));
  const step = Math.ceil(places.length / 14);
  const hasMarks = places.length <= 40;
  const wide = Math.min(SPOT, x.step());
  const leading = places.flatMap((place, at) => {
    const points = series
      .flatMap(({ values }, nth) => {
        const value = values[at];
        return value?.href ? [{ nth, href: value.href, y: y(value.value) }] : [];
      })
      .sort((a, b) => b.y - a.y);
    const left = round(x(place)! - wide / 2);
    return stretches(points.map((point) => point.y)).map(([top, bottom], nth): Spot => {
      const { href, nth: of } = points[nth]!;
      const height = round(bottom - top);
      return { x: left, y: round(top), width: round(wide), height, href, says: saysOf(chart, of, at) };
    });
  });
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<g role="img" aria-label="${caption}. ${summaryOf(chart, true)}">
${legend(chart, MARGIN.left)}
${ticks.map(
  (
    tick,
  ) => html`<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${round(y(tick))}" y2="${round(y(tick))}"/>
<text x="${MARGIN.left - 6}" y="${round(y(tick)) + 4}" text-anchor="end">${tickOf(tick, unit)}</text>
`,
)}${places.map((place, at) =>
  at % step === 0
    ? html`<text x="${round(x(place)!)}" y="${HEIGHT - 8}" text-anchor="middle">${place}</text>
`
    : null,
)}${series.map(
  (
    each,
    at,
  ) => html`<path class="line s${at}" d="${along(each.values.map((value, place) => ({ at: place, value }))) ?? ""}"/>
${hasMarks ? each.values.map((value, place) => (value ? mark(at, x(places[place]!)!, y(value.value)) : null)) : null}
`,
)}</g>
${spots(leading)}</svg>`;
}

/** What each of some points above each other is reached by, from the lowest on: however near they are, none hides another. */
function stretches(points: readonly number[]): readonly (readonly [top: number, bottom: number])[] {
  const middles: number[] = [];
  for (const point of points) middles.push(Math.min(point, (middles.at(-1) ?? HEIGHT) - NEAREST));
  return middles.map((middle, at) => {
    const [below = HEIGHT * 2, above = -HEIGHT] = [middles[at - 1], middles[at + 1]];
    return [
      Math.max(middle - SPOT / 2, (middle + above) / 2),
      Math.min(middle + SPOT / 2, (below + middle) / 2),
    ];
  });
}

/** A tick has no more decimals than it needs. */
function tickOf(value: number, unit: Chart["unit"]): string {
  if (unit === "share") return `${Math.round(value * 1000) / 10} %`;
  return unit === "mean" ? String(Math.round(value * 100) / 100) : written(value, unit);
}
