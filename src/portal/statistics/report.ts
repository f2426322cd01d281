import { count } from "../../catalog/index.js";
import type { ReportAnswer } from "../../protocols/native/statistics/routes.js";
import type { Figure, StatisticsGroup } from "../../protocols/native/statistics/statistics.js";
import { type Html, html } from "../../server/html.js";
import { bars } from "../charts/bars.js";
import {
  type Chart,
  leadsOn,
  type Series,
  summaryOf,
  type Unit,
  type Value,
  written,
} from "../charts/chart.js";
import { lineChart } from "../charts/lines.js";
import { type Head, link, table } from "../components.js";

/** A report as a chart, its summary in words, and the table that it is drawn from. */
export function reportParts(answer: ReportAnswer, base: string): Html {
  const chart = chartOf(answer, base);
  const isLines = answer.chart === "lines";
  const drawn = chart === null ? null : isLines ? lineChart(chart) : bars(chart);
  return html`${
    chart && drawn && drawn.text !== ""
      ? html`<figure class="plotted"><div class="wide" tabindex="0" role="region" aria-label="Chart: ${answer.title}">${drawn}</div>
<figcaption>${summaryOf(chart, isLines)} ${leadsOn(isLines ? "point" : "bar")}</figcaption></figure>`
      : null
  }
${reportTable(answer, base)}`;
}

/** Rows of a table on a page; the files have all. */
const SHOWN = 400;

function reportTable(answer: ReportAnswer, base: string): Html {
  const { by, keys, titles, groups, title } = answer;
  const numbers = (each: string): Head => ({ title: each, isNumber: true });
  const heads: readonly (Head | string)[] = [
    ...(by.length === 0 ? ["Records"] : keys),
    numbers("n"),
    ...titles.map(numbers),
  ];
  return html`${table(
    title,
    heads,
    groups
      .slice(0, SHOWN)
      .map((group) => [
        ...(by.length === 0 ? ["all"] : group.key.map(keyText)),
        html`${link(pageOf(group.rows, base), count(group.n))}${group.is_thin ? html` <span class="hint">thin</span>` : null}`,
        ...group.figures.map((figure) => figureCell(figure, base)),
      ]),
    true,
  )}
${groups.length > SHOWN ? html`<p>The first ${SHOWN} of ${count(groups.length)} lines are shown; the files have all.</p>` : null}`;
}

export function figureCell(figure: Figure, base: string): Html | null {
  if (figure.value === null) return null;
  const unit = unitOf(figure.measure);
  const interval =
    figure.low === null || figure.high === null
      ? null
      : html` <span class="hint">${intervalOf(figure.low, figure.high, unit)}</span>`;
  return html`${link(pageOf(figure.rows, base), written(figure.value, unit))}${interval}`;
}

function intervalOf(low: number, high: number, unit: Unit): string {
  return unit === "share"
    ? `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`
    : `${low.toFixed(2)}–${high.toFixed(2)}`;
}

/** The page with the rows that an address of the native API answers. */
export function pageOf(rows: string, base: string): string {
  return rows.replace(`${base}/v1/datasets/`, `${base}/datasets/`).replace("/records?", "?");
}

function unitOf(measure: string): Unit {
  if (measure.startsWith("share:")) return "share";
  return measure.startsWith("mean:") ? "mean" : "count";
}

function keyText(value: StatisticsGroup["key"][number]): string {
  if (value === null) return "none told";
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** What is drawn of a report: the measures that are of one kind with the first. */
export function chartOf(answer: ReportAnswer, base: string): Chart | null {
  const { chart, by, keys, titles, groups, title, measures } = answer;
  const [first] = measures;
  if (chart === null || !first || groups.length === 0) return null;
  const unit = unitOf(first.measure);
  const common = { caption: title, unit };
  const drawn = measures.flatMap(({ measure }, at) => (unitOf(measure) === unit ? [at] : []));
  if (by.length === 0)
    return {
      ...common,
      places: drawn.map((at) => titles[at]!),
      series: [{ title: "All", values: drawn.map((at) => plotted(groups[0]!.figures[at]!, base)) }],
    };
  if (chart === "lines" && by.length === 2) return { ...common, ...bySecondKey(groups, base) };
  const told = chart === "lines" ? groups.filter(({ key }) => key[0] !== null) : groups;
  return {
    ...common,
    places: told.map(({ key }) => (by.length === 3 ? flags(keys, key) : key.map(keyText).join(", "))),
    series: drawn.map((at) => ({
      title: titles[at]!,
      values: told.map(({ figures }) => plotted(figures[at]!, base)),
    })),
  };
}

/** A line for each of the largest values of the second key, of the first measure. */
function bySecondKey(
  groups: readonly StatisticsGroup[],
  base: string,
): { places: string[]; series: Series[] } {
  const told = groups.filter(({ key }) => key[0] !== null && key[1] !== null);
  const places = [...new Set(told.map(({ key }) => String(key[0])))].sort();
  const sizes = new Map<string, number>();
  for (const { key, n } of told) sizes.set(String(key[1]), (sizes.get(String(key[1])) ?? 0) + n);
  const names = [...sizes].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const found = new Map(told.map(({ key, figures }) => [`${key[0]}\n${key[1]}`, figures[0]!]));
  return {
    places,
    series: names.slice(0, 6).map((name) => ({
      title: name,
      values: places.map((place) => {
        const figure = found.get(`${place}\n${name}`);
        return figure ? plotted(figure, base) : null;
      }),
    })),
  };
}

/** Three truth values as one name: which of them hold. */
function flags(keys: readonly string[], key: StatisticsGroup["key"]): string {
  const held = keys.filter((_, at) => key[at] === true);
  return held.length === 0 ? "none of them" : held.join(" + ");
}

function plotted({ value, low, high, rows }: Figure, base: string): Value | null {
  return value === null ? null : { value, low, high, href: pageOf(rows, base) };
}
