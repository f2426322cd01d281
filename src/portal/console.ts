import { type Catalog, type Dataset, datasetName, fieldName, fieldsOf } from "../catalog/index.js";
import { HUB, hubDatasets, swaggerPath } from "../protocols/hub/index.js";
import { documented } from "../server/datasetApi/index.js";
import { breakable, type Html, html } from "../server/html.js";
import { type Installation, KEY_FIELD } from "../server/index.js";
import type { Context } from "../server/route.js";

/** The dataset whose Swagger document an old console link names; null where it names none of ours. */
export function datasetOfLink(url: string, catalog: Catalog): Dataset | null {
  const found = /\/swagger\/docs\/([\w-]+)\.json(?:\/(\w+))?$/.exec(url);
  return found ? documented(hubDatasets(catalog), found[1] ?? "", found[2] ?? "") : null;
}

/** A form for one dataset that works with a keyboard and without a script; without a dataset, the list of them. */
export function consolePage(
  dataset: Dataset | null,
  installation: Installation,
  { baseUrl, settings }: Pick<Context, "baseUrl" | "settings">,
): Html {
  return dataset
    ? datasetConsole(dataset, installation, baseUrl, settings.keys !== null)
    : datasetLinks(installation, baseUrl);
}

function datasetLinks(catalog: Catalog, base: string): Html {
  return html`<h1>Console</h1>
<p>Choose a dataset to search.</p>
<ul>
${hubDatasets(catalog).map(
  (
    each,
  ) => html`<li><a href="${consoleLink(each, catalog, base)}">${datasetName(each)}</a>: ${each.title}</li>
`,
)}</ul>`;
}

function datasetConsole(
  dataset: Dataset,
  installation: Installation,
  base: string,
  asksForKeys: boolean,
): Html {
  const [fields = "", records = ""] = HUB.publishes(dataset).map((path) => base + path);
  return html`<h1>${breakable(datasetName(dataset))}</h1>
<p>${dataset.title}. ${dataset.description}</p>
<form method="post" action="${records}">
<label>Criteria <span class="hint">Lucene’s query language: field:value, field:[from TO to], AND, OR, NOT</span>
<textarea name="criteria" rows="3" spellcheck="false">*:*</textarea></label>
<label>Start <span class="hint">records to skip</span>
<input name="start" value="0" inputmode="numeric" pattern="[0-9]+"></label>
<label>Rows <span class="hint">records to answer with</span>
<input name="rows" value="10" inputmode="numeric" pattern="[0-9]+"></label>
<label>Sort <span class="hint">for example ${exampleSort(dataset)}; may stay empty</span>
<input name="sort" value=""></label>
${
  asksForKeys
    ? html`<label>Key <span class="hint">this server asks for one; programs send it as X-API-KEY</span>
<input name="${KEY_FIELD}" type="password" autocomplete="off"></label>
`
    : null
}<p class="buttons">${searches(dataset, installation).map(
    ({ title, path }) => html`<button formaction="${base}${path}">Search as the ${title} answers</button>
`,
  )}</p>
</form>
<h2>The same from a terminal</h2>
<pre><code>curl --data-urlencode 'criteria=*:*' -d start=0 -d rows=10 ${asksForKeys ? "-H 'X-API-KEY: …' " : ""}${records}</code></pre>
<h2>Fields</h2>
<p><a href="${fields}">The list for machines</a>, <a href="${base}${swaggerPath(dataset, installation)}">the Swagger document</a>.</p>
<div class="wide" tabindex="0" role="region" aria-label="Fields">
<table>
<caption><span>Fields of ${datasetName(dataset)}</span></caption>
<thead><tr><th scope="col">Field</th><th scope="col">Searched as</th><th scope="col">Meaning</th><th scope="col">Example</th></tr></thead>
<tbody>
${fieldsOf(dataset, "ds").map(
  (
    field,
  ) => html`<tr><th scope="row"><code>${breakable(fieldName(field, "ds"))}</code></th><td>${field.match}</td><td>${field.meaning}${field.derived ? ` (${field.derived})` : ""}</td><td><code>${field.example}</code></td></tr>
`,
)}</tbody>
</table>
</div>
${
  dataset.notes.length === 0
    ? null
    : html`<h2>Notes</h2>
<ul>${dataset.notes.map((note) => html`<li>${note}</li>`)}</ul>`
}
<p><a href="${base}/ds-api-docs/index.html">Other datasets</a></p>`;
}

/** What the form sends. */
const SENT = ["criteria", "start", "rows", "sort"];

/** Where the form is understood, with how it is called. */
function searches(dataset: Dataset, installation: Installation) {
  return installation.protocols.flatMap((protocol) =>
    protocol
      .routes(installation)
      .filter(({ parameters }) => SENT.every((name) => parameters.some((each) => each.name === name)))
      .flatMap(({ path }) => {
        const end = path.slice(path.lastIndexOf("/"));
        const found = protocol.publishes(dataset).find((each) => each.endsWith(end));
        return found === undefined ? [] : [{ title: protocol.title, path: found }];
      }),
  );
}

function exampleSort(dataset: Dataset): string {
  const dated = fieldsOf(dataset, "ds").find((each) => each.match === "date");
  return `${dated?.name ?? "id"} desc`;
}

function consoleLink(dataset: Dataset, catalog: Catalog, base: string): string {
  return `${base}/ds-api-docs/index.html?url=${base}${swaggerPath(dataset, catalog)}`;
}
