import { type Dataset, datasetName } from "../../catalog/index.js";
import { type Html, html } from "../../server/html.js";
import type { Installation } from "../../server/index.js";
import { facts, link, table } from "../components.js";
import { tablePath } from "../datasets.js";
import { ENTRIES, type Entry } from "./entries.js";

/** How the listing is narrowed and ordered. */
export interface ListingAsked {
  readonly category: string | undefined;
  readonly sort: string | undefined;
}

/** A card with what this installation has of it. */
export interface Listed extends Entry {
  readonly served: { readonly dataset: Dataset } | { readonly path: string } | null;
}

/** The cards of the listing, and what of each is served here. */
export function listing(installation: Installation, paths: readonly string[]): readonly Listed[] {
  return ENTRIES.map((each) => {
    const dataset = installation.datasets.find((one) => standsFor(one, each));
    if (dataset) return { ...each, known: dataset.known ?? "recorded", served: { dataset } };
    const path = each.path !== null && paths.some((one) => one.startsWith(each.path!)) ? each.path : null;
    return { ...each, served: path === null ? null : { path } };
  });
}

/** A dataset goes by the title of its card, and by the number of its version. */
function standsFor(dataset: Dataset, { title, version }: Entry): boolean {
  return plain(dataset.title) === plain(title) && major(dataset.version) === major(version);
}

function plain(title: string): string {
  return title
    .toLowerCase()
    .replace(/^(?:uspto|oce -) | api\b| data set\b/g, "")
    .trim();
}

function major(version: string): string | undefined {
  return /\d+/.exec(version)?.[0];
}

export const CATEGORIES = [...new Set(ENTRIES.map(({ category }) => category))];
export const ORDERS = ["listing", "newest", "oldest"] as const;

/** Whether it belongs to a category: one that stands in two belongs to either. */
function isOf({ category }: Entry, asked: string | undefined): boolean {
  return asked === undefined || category === asked || category.includes(asked.slice(0, 8));
}

export function cataloguePage(all: readonly Listed[], { category, sort }: ListingAsked, base: string): Html {
  const direction = sort === "newest" ? -1 : 1;
  const chosen = all
    .filter((each) => isOf(each, category))
    .sort((a, b) =>
      sort === "newest" || sort === "oldest"
        ? dated(a) - dated(b) || direction * (a.since ?? "").localeCompare(b.since ?? "")
        : a.place - b.place,
    );
  const option = (value: string, words: string, is: boolean) =>
    html`<option value="${value}"${is ? html` selected` : null}>${words}</option>`;
  return html`<h1>Catalogue</h1>
<p>The ${ENTRIES.length} systems that the USPTO’s Developer Hub listed: what became of each, and what of it is served here.</p>
<form action="${base}/apis" aria-label="Narrow the list">
<label>Category <select name="category"><option value="">Any</option>
${CATEGORIES.map((each) => option(each, each, each === category))}</select></label>
<label>Order <select name="sort">
${option("listing", "as the Hub listed them", sort === undefined || sort === "listing")}${option("newest", "latest change first", sort === "newest")}${option("oldest", "earliest change first", sort === "oldest")}</select></label>
<p class="buttons"><button>Show</button></p>
</form>
${table(
  `${chosen.length} systems`,
  ["System", "Version", "Category", "Here", "At the USPTO", "Since"],
  chosen.map((each) => [
    link(`${base}/apis/${each.slug}`, each.title),
    each.version,
    each.category,
    here(each, base),
    `${each.state}: ${each.fate}`,
    each.since,
  ]),
)}`;
}

/** Those whose day is not known stand last. */
function dated({ since }: Entry): number {
  return since === null ? 1 : 0;
}

function here({ served, known }: Listed, base: string): Html | string {
  if (served === null) return "not served here";
  const where =
    "dataset" in served
      ? link(base + tablePath(served.dataset), datasetName(served.dataset))
      : html`<code>${served.path}</code>`;
  return html`${where}, contract ${known}`;
}

const KNOWN: Readonly<Record<Entry["known"], string>> = {
  recorded: "recorded: answers of the original are kept, and ours are held against them",
  documented: "documented by the USPTO; no answer of the original is kept",
  claimed: "claimed by others; no answer of the original is kept",
  inferred: "inferred from its neighbours",
};

export function entryPage(entry: Listed, installation: Installation, base: string): Html {
  const { served } = entry;
  const published =
    served && "dataset" in served
      ? installation.protocols.flatMap((each) =>
          each.publishes(served.dataset).map((path) => [each.title, path] as const),
        )
      : [];
  return html`<h1>${entry.title}</h1>
${facts([
  ["Version", entry.version],
  ["Category", entry.category],
  ["Here", here(entry, base)],
  ["At the USPTO", `${entry.state}: ${entry.fate}`],
  ["Since", entry.since],
  ["Its contract is", KNOWN[entry.known]],
])}
${served && "dataset" in served ? html`<p>${served.dataset.description}</p>` : null}
${
  published.length === 0
    ? null
    : table(
        "Where it answers here",
        ["Address", "In the manner of"],
        published.map(([title, path]) => [link(base + path, path), title]),
      )
}
<p>${link(`${base}/apis`, "All systems")}</p>`;
}
