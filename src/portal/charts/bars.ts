import { scaleBand, scaleLinear } from "d3-scale";
import { type Html, html } from "../../server/html.js";
import { type Chart, legend, MOST_SERIES, round, saysOf, summaryOf, written } from "./chart.js";
import { type Spot, spots } from "./spots.js";

const WIDTH = 760;
const MARGIN = { top: 28, right: 110, left: 170 };
const THICK = 13;
/** About so wide is a character of the numbers behind the bars. */
const CHARACTER = 7.5;
/** Places that are drawn; all stand in the table. */
const MOST_PLACES = 12;

/** Values as bars beside each other, with their intervals; one bar for each series at each place. */
export function bars(whole: Chart): Html {
  const places = whole.places.slice(0, MOST_PLACES);
  const series = whole.series
    .slice(0, MOST_SERIES)
    .map(({ title, values }) => ({ title, values: values.slice(0, MOST_PLACES) }));
  const chart = { ...whole, places, series };
  const ends = series.flatMap(({ values }) =>
    values.flatMap((value) => (value ? [value.high ?? value.value] : [])),
  );
  if (ends.length === 0) return html``;
  const isSingle = series.length === 1;
  const top = isSingle ? 8 : MARGIN.top;
  const height = top + places.length * (series.length * (THICK + 1) + 12) + 6;
  // Two places may bear one name where it was shortened.
  const y = scaleBand<number>()
    .domain(places.map((_, at) => at))
    .range([top, height - 6])
    .paddingInner(0.15);
  const inner = scaleBand<number>()
    .domain(series.map((_, at) => at))
    .range([0, y.bandwidth()]);
  const x = scaleLinear()
    .domain([0, Math.max(...ends) || 1])
    .range([MARGIN.left, WIDTH - MARGIN.right]);
  const place = (nth: number, at: number) => ({
    from: round(y(at)! + inner(nth)!),
    thick: round(inner.bandwidth() - 1),
  });
  // The number behind a bar leads there, too: of a short bar there is hardly more.
  const leading = series.flatMap(({ values }, nth) =>
    values.flatMap((value, at): readonly Spot[] => {
      if (!value?.href) return [];
      const says = saysOf(chart, nth, at);
      const { from, thick } = place(nth, at);
      const end = x(value.high ?? value.value) + 6 + written(value.value, whole.unit).length * CHARACTER;
      return [
        { x: MARGIN.left, y: from, width: round(end - MARGIN.left), height: thick, href: value.href, says },
      ];
    }),
  );
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${round(height)}">
<g role="img" aria-label="${whole.caption}. ${summaryOf(chart, false)}">
${isSingle ? null : legend(chart, 8)}
${places.map(
  (
    place,
    at,
  ) => html`<text x="${MARGIN.left - 8}" y="${round(y(at)! + y.bandwidth() / 2 + 4)}" text-anchor="end">${shortened(place)}</text>
`,
)}${series.map(({ values }, nth) =>
  values.map((value, at) => {
    if (value === null) return null;
    const { from, thick } = place(nth, at);
    const middle = round(from + thick / 2);
    const whisker =
      value.low === null || value.low === undefined || value.high === null || value.high === undefined
        ? null
        : html`<line class="whisker" x1="${round(x(value.low))}" x2="${round(x(value.high))}" y1="${middle}" y2="${middle}"/>`;
    return html`<rect class="bar s${nth}" x="${MARGIN.left}" y="${from}" width="${Math.max(1, round(x(value.value) - MARGIN.left))}" height="${thick}"/>${whisker}
<text x="${round(x(value.high ?? value.value) + 6)}" y="${round(middle + 4)}">${written(value.value, whole.unit)}</text>
`;
  }),
)}</g>
${spots(leading)}</svg>`;
}

function shortened(place: string): string {
  return place.length > 24 ? `${place.slice(0, 23)}…` : place;
}
