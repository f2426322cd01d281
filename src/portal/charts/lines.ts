import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import { type Html, html } from "../../server/html.js";
import { type Chart, legend, MOST_SERIES, mark, round, summaryOf, type Value, written } from "./chart.js";

const WIDTH = 760;
const HEIGHT = 300;
const MARGIN = { top: 30, right: 16, bottom: 28, left: 56 };

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
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${caption}. ${summaryOf(chart, true)}">
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
)}</svg>`;
}

/** A tick has no more decimals than it needs. */
function tickOf(value: number, unit: Chart["unit"]): string {
  if (unit === "share") return `${Math.round(value * 1000) / 10} %`;
  return unit === "mean" ? String(Math.round(value * 100) / 100) : written(value, unit);
}
