import { count, type Dataset, datasetName } from "../catalog/index.js";
import { address } from "../server/address.js";
import { firstDay, lastDay } from "../server/groupKeys.js";
import { breakable, type Html, html } from "../server/html.js";
import type { DatasetSummary, Installation, Summary } from "../server/index.js";
import { code, lines, link, list, moment, monthStrip, more, table } from "./components.js";
import { tablePath } from "./datasets.js";
import { loadedOf, rejectedOf } from "./rejected.js";

/** One line a newcomer can copy. */
export interface FirstCall {
  readonly says: string;
  readonly line: string;
}

/** The first calls to try, each true of what is served at this address. */
export function firstCalls(
  { families, protocols }: Pick<Installation, "families" | "protocols">,
  base: string,
): readonly FirstCall[] {
  const questions = families.flatMap(({ firstQuestions }) => firstQuestions);
  const [first] = questions;
  const served = (dataset: Dataset, end: string) =>
    protocols.flatMap((protocol) =>
      protocol
        .publishes(dataset)
        .filter((path) => path.endsWith(end))
        .map((path) => ({ path, title: protocol.title })),
    );
  return [
    { says: "List the datasets", line: `curl ${base}/v1/datasets` },
    ...(first
      ? served(first.dataset, "/fields")
          .slice(0, 1)
          .map(({ path }) => ({ says: "List the fields of one", line: `curl ${base}${path}` }))
      : []),
    ...questions.flatMap(({ says, dataset, criteria }) =>
      served(dataset, "/records").map(({ path, title }) => ({
        says: `${says}, as clients of the ${title} API do`,
        line: `curl --data-urlencode 'criteria=${criteria}' ${base}${path}`,
      })),
    ),
  ];
}

/** The front page; `summary` is null while nothing is loaded. */
export function homePage(summary: Summary | null, installation: Installation, base: string): Html {
  return html`<h1>The USPTO’s open data on this machine</h1>
<p>This is <strong>not the USPTO</strong>. It is Artunit, which serves data that the USPTO published, under the addresses and in the formats of the USPTO’s own services, so that programs written for those go on working.</p>
<div class="columns">
<section aria-labelledby="find">
<h2 id="find">Find</h2>
<form class="big" action="${base}/find">
<label>Application, patent, publication or document number, art unit, criteria, words
<input id="find-box" name="q" data-suggest="${base}/v1/suggestions" maxlength="2000" autocomplete="off" spellcheck="false"></label>
<p class="hint">For example ${examplesOf(installation).map((each, at) => html`${at > 0 ? " · " : ""}${link(address(`${base}/find`, { q: each }), each)}`)}</p>
<p class="buttons"><button>Find</button></p>
</form>
</section>
${installation.families.flatMap(({ welcomes }) => (welcomes ?? []).map((each) => each(base)))}
</div>
${summary ? loaded(summary, installation, base) : NOTHING_LOADED}
<h2>For programs</h2>
${more(
  "First calls to try",
  html`${firstCalls(installation, base).map(({ says, line }) => html`<p>${says}</p>\n${lines(line, says)}\n`)}`,
)}
<p>To move a program here, change its base address <code>https://developer.uspto.gov</code> or <code>https://api.uspto.gov</code> to <code>${base}</code>. No key is needed unless the operator of this server asks for one.</p>
<p>The same facts for machines: <a href="${base}/index.json">index.json</a>. The whole API: <a href="${base}/openapi.json">openapi.json</a>. The catalogue: <a href="${base}/data.json">data.json</a>. Health: <a href="${base}/healthz">healthz</a>, <a href="${base}/metrics">metrics</a>.</p>`;
}

/** What may be written into the box, each of another kind. */
function examplesOf({ families }: Installation): readonly string[] {
  const found = families.flatMap(({ finders }) => (finders ?? []).flatMap(({ examples }) => examples));
  return ["14/574,014", "US 2009/0048582 A1", "US 6,254,567", ...found];
}

const NOTHING_LOADED = html`<h2>Nothing is loaded yet</h2>
<p>Load the USPTO’s files on the machine this server runs on, into the same data folder; the server notices by itself:</p>
<pre><code>artunit load FILE…</code></pre>`;

function loaded(summary: Summary, installation: Installation, base: string): Html {
  const held = summary.datasets.filter((each) => each.records > 0);
  const empty = summary.datasets.filter((each) => each.records === 0);
  const months = held.flatMap((each) => datedMonths(each).map(([month]) => month)).sort();
  const span = months[0] === undefined ? null : { from: months[0], to: months.at(-1)! };
  return html`<h2>What is loaded</h2>
<p>Snapshot <code>${summary.snapshot}</code>, made ${moment(summary.createdAt)}.</p>
${table(
  "Datasets, how many records each has, and when they are dated",
  [
    "Dataset",
    "What it is",
    { title: "Records", isNumber: true },
    `By month${span ? `, ${span.from} to ${span.to}` : ""}`,
  ],
  held.map((each) => [
    link(base + tablePath(each), code(each.name)),
    each.title,
    link(base + tablePath(each), count(each.records)),
    span && strip(each, span, base),
  ]),
)}
${
  empty.length === 0
    ? null
    : more(
        `${empty.length} more datasets, of which nothing is loaded`,
        list(empty.map((each) => html`${link(base + tablePath(each), code(each.name))} ${each.title}`)),
      )
}
${coverage(held, installation, base)}
<h2>Where it came from</h2>
${table(
  "Files that were loaded; records read are loaded or rejected, none is lost",
  [
    "File",
    "Recognised as",
    { title: "Read", isNumber: true },
    { title: "Loaded", isNumber: true },
    { title: "Rejected", isNumber: true },
  ],
  summary.files.map((file) => [
    breakable(file.name),
    breakable(file.kind),
    file.read,
    loadedOf(file, installation.datasets, base),
    rejectedOf(file, base),
  ]),
)}`;
}

function datedMonths({ months }: DatasetSummary): readonly [month: string, rows: number][] {
  return Object.entries(months).filter(([month]) => month !== "undated");
}

/** All strips have one span, so that they can be read one under the other; the months themselves stand on the page about the dataset. */
function strip(
  dataset: DatasetSummary,
  span: { readonly from: string; readonly to: string },
  base: string,
): Html | null {
  const dated = datedMonths(dataset);
  if (dated.length === 0) return null;
  const [first, last] = [dated[0]![0], dated.at(-1)![0]];
  return html`${monthStrip(
    `${dataset.name} by month`,
    dated.map(([month, rows]) => ({ month, rows })),
    span,
  )}${link(`${base}/datasets/${dataset.name}/about`, `${first} to ${last}`)}`;
}

/** The figures behind the strips, each a link to its rows. */
export function coverage(
  held: readonly DatasetSummary[],
  installation: Installation,
  base: string,
): Html | null {
  const dated = held.filter((each) => Object.keys(each.years).length > 0);
  if (dated.length === 0) return null;
  const rowsIn = (each: DatasetSummary, period: string, size: number | undefined) => {
    const dataset = installation.datasets.find((other) => datasetName(other) === each.name);
    return dataset ? sizeOf(dataset, period, size, base) : (size ?? null);
  };
  const sizes = (
    caption: string,
    by: "years" | "months",
    shown: readonly DatasetSummary[],
    periods: readonly string[],
  ) =>
    table(
      caption,
      [
        by === "years" ? "Year" : "Month",
        ...shown.map((each) => ({ title: breakable(each.name), isNumber: true as const })),
      ],
      periods.map((period) => [period, ...shown.map((each) => rowsIn(each, period, each[by][period]))]),
      true,
    );
  const periodsOf = (by: "years" | "months") =>
    [...new Set(dated.flatMap((each) => Object.keys(each[by])))].sort();
  const years = periodsOf("years");
  const months = periodsOf("months");
  // A fold for each year: a table of all months of many years takes a browser a quarter of a second to lay out.
  const foldOf = (year: string) =>
    more(
      year,
      sizes(
        `Records dated in ${year}, by month`,
        "months",
        dated.filter((each) => each.years[year] !== undefined),
        months.filter((month) => month.startsWith(year)),
      ),
    );
  return html`<h2>Coverage</h2>
${sizes("Records by the year they are dated", "years", dated, years)}
<h3>By month</h3>
${years.filter((year) => year !== "undated").map(foldOf)}`;
}

/** How many records a year or month has; the number leads to them where the dataset publishes its date. */
export function sizeOf(
  dataset: Dataset,
  period: string,
  size: number | undefined,
  base: string,
): Html | number | null {
  const href = size === undefined ? null : rowsOf(dataset, period, base);
  return href === null || size === undefined ? (size ?? null) : link(href, count(size));
}

/** The page with the rows of a year or month, or of those without a date; null where the dataset does not publish its date. */
function rowsOf(dataset: Dataset, period: string, base: string): string | null {
  const date = dataset.fields.find(
    ({ column, match }) => column === dataset.table.roles.date && match === "date",
  );
  if (!date) return null;
  const criteria =
    period === "undated" ? `NOT ${date.name}:*` : `${date.name}:[${firstDay(period)} TO ${lastDay(period)}]`;
  return address(base + tablePath(dataset), { criteria });
}
