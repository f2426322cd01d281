import { count, type Dataset, datasetName } from "../catalog/index.js";
import { breakable, Html, html } from "../server/html.js";
import { type Call, inLanguages } from "../server/writtenCalls.js";
import { type Spot, spots } from "./charts/spots.js";

/** What a cell may hold: text is escaped, HTML is not, nothing is a dash that is read aloud as "none". */
type Cell = Html | string | number | boolean | readonly Html[] | null | undefined;

/** A column of a table. */
export interface Head {
  readonly title: Html | string;
  /** Digits stand at the right, one below the other. */
  readonly isNumber?: true;
  readonly sorted?: "ascending" | "descending";
}

/** A table with a caption and a header for each column and row; it can be moved sideways where it is wider than the page. */
export function table(
  caption: string,
  heads: readonly (Head | string)[],
  rows: readonly (readonly Cell[])[],
  dense = false,
): Html {
  const columns = heads.map((each): Head => (typeof each === "string" ? { title: each } : each));
  const attributes = ({ isNumber, sorted }: Head) =>
    html`${isNumber ? html` class="number"` : null}${sorted ? html` aria-sort="${sorted}"` : null}`;
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}">
<table${dense ? html` class="dense"` : null}>
<caption><span>${caption}</span></caption>
<thead><tr>${columns.map((each) => html`<th scope="col"${attributes(each)}>${each.title}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr>${row.map((value, at) =>
    at === 0
      ? html`<th scope="row">${cell(value)}</th>`
      : html`<td${columns[at]?.isNumber ? html` class="number"` : null}>${cell(value)}</td>`,
  )}</tr>
`,
)}</tbody>
</table>
</div>`;
}

function cell(value: Cell): Html | string | readonly Html[] {
  if (value === null || value === undefined || value === "") return NONE;
  if (typeof value === "number") return count(value);
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
}

const NONE = new Html(
  '<span class="none"><span aria-hidden="true">–</span><span class="unseen">none</span></span>',
);

/** Facts as a list of names and values; one without a value is left out. */
export function facts(pairs: readonly (readonly [string, Html | string | number | null])[]): Html {
  return html`<dl class="facts">${pairs
    .filter(([, value]) => value !== null && value !== "")
    .map(
      ([name, value]) =>
        html`<div><dt>${name}</dt><dd>${typeof value === "number" ? count(value) : value}</dd></div>`,
    )}</dl>`;
}

/** A link of this server's. */
export function link(href: string, words: Html | string | number): Html {
  return html`<a href="${href}">${words}</a>`;
}

export function list(items: readonly (Html | string)[]): Html {
  return html`<ul>${items.map((each) => html`<li>${each}</li>`)}</ul>`;
}

/** Lines to copy; a long one wraps. */
export function lines(text: string, label: string): Html {
  return html`<pre tabindex="0" aria-label="${label}"><code>${text}</code></pre>`;
}

/** The call that gives a file, for those who work with it further. */
export function copyAs(url: string, fileName: string, answers: Call["answers"] = "csv"): Html {
  return copyCall({ method: "GET", url, body: null, answers, fileName, asksForKey: false });
}

/** A call in several languages, to be copied. */
export function copyCall(call: Call): Html {
  return more(
    "Copy as curl, Python, R or TypeScript",
    html`${inLanguages(call).map(([title, text]) => html`<h3>${title}</h3>${lines(text, title)}\n`)}`,
  );
}

/** What one does not need at once: open it by mouse or keyboard, no script needed. */
export function more(summary: string, body: Html): Html {
  return html`<details><summary>${summary}</summary>
${body}
</details>`;
}

export function code(text: string): Html {
  return html`<code>${breakable(text)}</code>`;
}

/** `2026-11-26 02:18 UTC` of an instant as JSON writes it. */
export function moment(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

/** One bar of a chart, and where its rows are. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly href?: string;
  /** The page about what it is of. */
  readonly about?: string;
}

/**
 * Bars by size as an image with a text alternative, and the table they are drawn from: the same rows, so that a
 * figure can be read, followed and copied.
 */
export function barChart(caption: string, what: string, bars: readonly Bar[]): Html {
  if (bars.length === 0) return html``;
  const drawn = bars.slice(0, 12);
  const most = Math.max(...drawn.map(({ value }) => value), 1);
  const height = drawn.length * 22 + 4;
  const wide = (value: number) => Math.max(2, Math.round((value / most) * 270));
  const leading = drawn.flatMap(({ label, value, href }, at): readonly Spot[] => {
    const width = wide(value) + 6 + count(value).length * 8;
    return href ? [{ x: 140, y: at * 22, width, height: 22, href, says: `${label}: ${count(value)}` }] : [];
  });
  return html`<figure>
<figcaption class="title">${caption}</figcaption>
<svg class="chart" viewBox="0 0 480 ${height}">
<g role="img" aria-label="${caption}: ${drawn.map(({ label, value }) => `${label} ${value}`).join(", ")}">
${drawn.map(
  (
    { label, value },
    at,
  ) => html`<text x="132" y="${at * 22 + 16}" text-anchor="end">${label.length > 18 ? `${label.slice(0, 17)}…` : label}</text>
<rect x="140" y="${at * 22 + 3}" width="${wide(value)}" height="16"/>
<text x="${146 + wide(value)}" y="${at * 22 + 16}">${count(value)}</text>
`,
)}</g>
${spots(leading)}</svg>
${table(
  caption,
  [what, { title: "Number", isNumber: true }],
  bars.map(({ label, value, href, about }) => [
    about ? link(about, label) : label,
    href ? link(href, count(value)) : value,
  ]),
  true,
)}
</figure>`;
}

/** How much there is in each month, as a strip: one thin bar a month; the months stand in a table of their own. */
export function monthStrip(
  caption: string,
  months: readonly { readonly month: string; readonly rows: number }[],
  span?: { readonly from: string; readonly to: string },
): Html {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return html``;
  const from = monthNumber(span?.from ?? first.month);
  const width = monthNumber(span?.to ?? last.month) - from + 1;
  const most = Math.max(...months.map(({ rows }) => rows), 1);
  return html`<svg class="strip" viewBox="0 0 ${width * 4} 24" preserveAspectRatio="none" role="img" aria-label="${caption}: ${first.month} to ${last.month}, at most ${most} in a month">
${months.map(({ month, rows }) => {
  const tall = Math.max(2, Math.round((rows / most) * 24));
  return html`<rect x="${(monthNumber(month) - from) * 4}" y="${24 - tall}" width="3" height="${tall}"/>`;
})}
</svg>`;
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}

/** Words in the records of one dataset: in the names, titles and other fields that it searches where none is named. */
export function recordsForm(datasets: readonly Dataset[], base: string): Html {
  const searched = datasets.filter(({ defaultFields }) => defaultFields.length > 0);
  return html`<form class="builder" action="${base}/datasets/find" aria-label="Words in records">
<label>Words <span class="hint">names of inventors and parties, titles; all of them must occur</span>
<input name="words" maxlength="400" spellcheck="false"></label>
<label>In the records of <select name="in">${searched.map((each) => html`<option value="${datasetName(each)}">${each.title}</option>`)}</select></label>
<p class="buttons"><button>Find records</button></p>
</form>`;
}

/** Under what is counted: of what, and that what is not loaded is not in it. */
export function countedNote(what: string, base: string): Html {
  return html`<p class="hint">Counted are ${what} as far as they are loaded; what was not loaded was not counted. ${link(`${base}/coverage`, "What is loaded")}</p>`;
}

/** Pages elsewhere about a patent document, by country and digits; null where the key is not of that form. */
export function patentPages(key: string | null): Html | null {
  if (key === null || !/^[A-Z]{2}[A-Z]{0,3}[0-9]{1,14}$/.test(key)) return null;
  const elsewhere = (href: string, words: string) => html`<a href="${href}" rel="noreferrer">${words}</a>`;
  // As the office's guide to links into its search has it (Patent Public Search, Setting up external searches, 2022).
  const [, digits] = /^US(\d{7,8}|\d{11})$/.exec(key) ?? [];
  const own = `https://ppubs.uspto.gov/pubwebapp/external.html?q=(${digits}).pn.`;
  return html`${elsewhere(`https://patents.google.com/patent/${key}`, "patents.google.com")}${digits ? html`, ${elsewhere(own, "ppubs.uspto.gov")}` : null}`;
}
