import type { Dataset } from "../catalog/index.js";
import { breakable, type Html, html } from "../server/html.js";
import type { DatasetSummary, Installation, Summary } from "../server/index.js";

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
export function homePage(summary: Summary | null, calls: readonly FirstCall[], base: string): Html {
  return html`<h1>The USPTO’s open data on this machine</h1>
<p>This is <strong>not the USPTO</strong>. It is Artunit, which serves data that the USPTO published, under the addresses and in the formats of the USPTO’s own services, so that programs written for those go on working.</p>
${summary ? loaded(summary, base) : NOTHING_LOADED}
<h2>First calls to try</h2>
${calls.map(
  ({ says, line }) => html`<p>${says}</p>
<pre><code>${line}</code></pre>
`,
)}
<p>To move a program here, change its base address <code>https://developer.uspto.gov</code> or <code>https://api.uspto.gov</code> to <code>${base}</code>. No key is needed unless the operator of this server asks for one.</p>
<p>The same facts for machines: <a href="${base}/index.json">index.json</a>. The whole API: <a href="${base}/openapi.json">openapi.json</a>. Health: <a href="${base}/healthz">healthz</a>, <a href="${base}/metrics">metrics</a>.</p>`;
}

const NOTHING_LOADED = html`<h2>Nothing is loaded yet</h2>
<p>Load the USPTO’s files on the machine this server runs on, into the same data folder; the server notices by itself:</p>
<pre><code>artunit load FILE…</code></pre>`;

function loaded(summary: Summary, base: string): Html {
  const held = summary.datasets.filter((each) => each.records > 0);
  const years = [...new Set(held.flatMap((each) => Object.keys(each.years)))].sort();
  return html`<h2>What is loaded</h2>
<p>Snapshot <code>${summary.snapshot}</code>, made ${shownTime(summary.createdAt)}.</p>
<div class="wide" tabindex="0" role="region" aria-label="Datasets">
<table>
<caption><span>Datasets and how many records each has</span></caption>
<thead><tr><th scope="col">Dataset</th><th scope="col">What it is</th><th scope="col" class="number">Records</th></tr></thead>
<tbody>
${summary.datasets.map(
  (
    each,
  ) => html`<tr><th scope="row"><a href="${consoleLink(each, base)}"><code>${breakable(each.name)}</code></a></th><td>${each.title}</td><td class="number">${shownCount(each.records)}</td></tr>
`,
)}</tbody>
</table>
</div>
${years.length === 0 ? null : coverage(held, years)}
<h2>Where it came from</h2>
<div class="wide" tabindex="0" role="region" aria-label="Files">
<table>
<caption><span>Files that were loaded; records read are loaded or rejected, none is lost</span></caption>
<thead><tr><th scope="col">File</th><th scope="col">Recognised as</th><th scope="col" class="number">Read</th><th scope="col" class="number">Loaded</th><th scope="col" class="number">Rejected</th></tr></thead>
<tbody>
${summary.files.map(
  (
    file,
  ) => html`<tr><th scope="row">${breakable(file.name)}</th><td>${breakable(file.kind)}</td><td class="number">${shownCount(file.read)}</td><td class="number">${shownCount(file.loaded)}</td><td class="number">${shownCount(file.rejected)}</td></tr>
`,
)}</tbody>
</table>
</div>`;
}

function coverage(held: readonly DatasetSummary[], years: readonly string[]): Html {
  return html`<h2>Coverage by year</h2>
<div class="wide" tabindex="0" role="region" aria-label="Coverage by year">
<table class="dense">
<caption><span>Records by the year they are dated</span></caption>
<thead><tr><th scope="col">Year</th>${held.map((each) => html`<th scope="col" class="number">${breakable(each.name)}</th>`)}</tr></thead>
<tbody>
${years.map(
  (
    year,
  ) => html`<tr><th scope="row">${year}</th>${held.map((each) => html`<td class="number">${shownCount(each.years[year] ?? 0)}</td>`)}</tr>
`,
)}</tbody>
</table>
</div>`;
}

function consoleLink({ key, version }: DatasetSummary, base: string): string {
  return `${base}/ds-api-docs/index.html?url=/ds-api/swagger/docs/${key}.json/${version}`;
}

/** `2026-11-26 02:18 UTC` of an instant as JSON writes it. */
function shownTime(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

function shownCount(count: number): string {
  return count.toLocaleString("en-US");
}
