import type { Dataset } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { type Html, html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import type { Route } from "../server/route.js";
import { bars } from "./charts/bars.js";
import type { Chart } from "./charts/chart.js";
import { lineChart } from "./charts/lines.js";
import * as components from "./components.js";
import { pageRoute } from "./pages.js";

/** `/components`: each component once, for those who change how pages look; only where the server is one of a developer. */
export function componentsRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/components",
      operationId: "components",
      summary: "Every component of the pages, for development.",
      parameters: [],
      from: "nothing",
      open: true,
      async draw(_asked, { settings, baseUrl }) {
        if (!settings.isDevelopment)
          throw new ArtunitError(
            "not-found",
            "The components are shown to developers: start the server with `artunit serve --dev`.",
          );
        return { title: "Components: Artunit", body: componentsPage(baseUrl, installation.datasets) };
      },
    },
    installation,
  );
}

function componentsPage(base: string, datasets: readonly Dataset[]): Html {
  return html`<h1>Components</h1>
<p>Each component once, as a page shows it: by its name in the code, then what has no name there.</p>
${Object.entries(shown(base, datasets)).map(([name, drawn]) => html`<section><h2>${name}</h2>\n${drawn}\n</section>\n`)}
${Object.entries(others(base)).map(([name, drawn]) => html`<section><h2>${name}</h2>\n${drawn}\n</section>\n`)}`;
}

const LONG = "w".repeat(90);

/** One for each function of components.ts: the compiler misses one that is not here. */
function shown(
  base: string,
  datasets: readonly Dataset[],
): Readonly<Record<keyof typeof components, Html | string>> {
  const {
    table,
    facts,
    link,
    list,
    lines,
    copyAs,
    copyCall,
    more,
    code,
    moment,
    barChart,
    monthStrip,
    countedNote,
    patentPages,
    recordsForm,
  } = components;
  return {
    table: html`${table(
      "A table with a number, a missing value and what would be too wide",
      ["Name", { title: "Number", isNumber: true }, { title: "Sorted", sorted: "ascending" }, "Long"],
      [
        ["one", 1234567, true, LONG],
        [link(`${base}/`, "two"), null, false, code("a_long_name_of_the_machine/with/places/to/break")],
      ],
    )}
${table(
  "A dense table",
  ["Name", "Value"],
  [
    ["one", "1"],
    ["two", null],
  ],
  true,
)}`,
    facts: facts([
      ["Name", "value"],
      ["Number", 1234567],
      ["Long", LONG],
      ["Left out", null],
    ]),
    link: link(`${base}/`, "A link of this server’s"),
    recordsForm: recordsForm(datasets, base),
    list: list(["one", html`<strong>two</strong>`, LONG]),
    lines: lines(`GET ${base}/v1/datasets\n${LONG}`, "Lines to copy"),
    copyAs: copyAs(`${base}/v1/datasets`, "datasets.json", "json"),
    copyCall: copyCall({
      method: "POST",
      url: `${base}/v1/extract`,
      body: { type: "application/json", text: '{"text":"Claims 1-3 are rejected."}' },
      answers: "json",
      fileName: "answer.json",
      asksForKey: true,
    }),
    more: more("What one does not need at once", html`<p>It opens without a script.</p>`),
    code: code("applicationMetaData.filingDate"),
    moment: moment("2026-11-26T02:18:00.000Z"),
    barChart: barChart("Rejections by ground", "Ground", [
      { label: "103", value: 120, href: `${base}/` },
      { label: "102", value: 40 },
      { label: "a label that is longer than its place", value: 1 },
    ]),
    monthStrip: monthStrip("Records by month", [
      { month: "2019-11", rows: 3 },
      { month: "2020-02", rows: 12 },
    ]),
    countedNote: countedNote("rejections", base),
    patentPages: patentPages("US6992580") ?? "",
  };
}

const chart = (href: string): Chart => ({
  caption: "Share of actions",
  unit: "share",
  places: ["2016", "2017", "2018"],
  series: Array.from({ length: 6 }, (_, at) => ({
    title: `series ${at + 1}`,
    values: [
      { value: 0.1 * (at + 1), low: 0.05, high: 0.1 * (at + 1) + 0.05, href },
      at === 2 ? null : { value: 0.08 * (at + 1), href },
      { value: 0.12 * (at + 1) },
    ],
  })),
});

/** Charts, and what style and markup make. */
function others(base: string): Readonly<Record<string, Html>> {
  return {
    lineChart: html`<figure class="plotted"><div class="wide" tabindex="0" role="region" aria-label="A chart, lineChart">${lineChart(chart(base))}</div></figure>`,
    bars: html`<figure class="plotted"><div class="wide" tabindex="0" role="region" aria-label="A chart, bars">${bars(chart(base))}</div></figure>`,
    note: html`<p class="note" role="note">A note.</p>`,
    "none and hint": html`<p><span class="none">none</span>, <span class="hint">a hint</span></p>`,
    mark: html`<p>A passage with <mark>words that were found</mark>.</p>`,
    form: html`<form action="${base}/components" aria-label="Of every kind">
<label>Text <span class="hint">what it means</span>
<input autocomplete="off"></label>
<label>Long text
<textarea rows="2"></textarea></label>
<label>Choice <select><option>one</option><option>two</option></select></label>
<p class="buttons"><button type="button">First</button> <button type="button">Second</button> <button type="button" disabled>Not now</button></p>
</form>`,
    fields: html`<form class="fields" action="${base}/components" aria-label="Many fields">
<label>One <input autocomplete="off"></label>
<label>Two <input autocomplete="off"></label>
<label>Three <input autocomplete="off"></label>
</form>`,
    timeline: html`<ol class="timeline"><li>2015-05-05 one</li><li>2016-05-05 two</li></ol>`,
    pager: html`<p class="pager">${components.link(`${base}/components`, "First rows")} ${components.link(`${base}/components`, "Next rows")}</p>`,
    columns: html`<div class="columns"><div><h3>One</h3><p>beside</p></div><div><h3>Two</h3><p>the other</p></div></div>`,
  };
}
