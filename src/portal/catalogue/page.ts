import { counted, type Dataset, datasetName } from "../../catalog/index.js";
import { type Html, html } from "../../server/html.js";
import type { Installation } from "../../server/index.js";
import { link, table } from "../components.js";
import { tablePath } from "../datasets.js";
import { ENTRIES, type Entry } from "./entries.js";
import { MENU } from "./menu.js";

/** How the listing is narrowed and ordered. */
export interface ListingAsked {
  readonly category: string | undefined;
  /** The year in which it last changed at the USPTO, or `undated`. */
  readonly year: string | undefined;
  readonly lifecycle: string | undefined;
  readonly sort: string | undefined;
}

/** A card with what this installation has of it. */
export interface Listed extends Entry {
  readonly served: { readonly dataset: Dataset } | { readonly path: string } | null;
  readonly lifecycle: Lifecycle;
}

export const LIFECYCLES = ["served here", "elsewhere", "retired"] as const;
/** Served here; only elsewhere; or retired, and nowhere. */
type Lifecycle = (typeof LIFECYCLES)[number];

/** The cards of the listing, and what of each is served here. */
export function listing(installation: Installation, paths: readonly string[]): readonly Listed[] {
  return ENTRIES.map((each) => {
    const dataset = installation.datasets.find((one) => standsFor(one, each));
    if (dataset)
      return { ...each, known: dataset.known ?? "recorded", served: { dataset }, lifecycle: "served here" };
    const path = each.path !== null && paths.some((one) => one.startsWith(each.path!)) ? each.path : null;
    if (path !== null) return { ...each, served: { path }, lifecycle: "served here" };
    return { ...each, served: null, lifecycle: each.state === "retired" ? "retired" : "elsewhere" };
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

export const YEARS = [...new Set(ENTRIES.map(yearOf).sort((a, b) => b.localeCompare(a)))];

function yearOf({ since }: Entry): string {
  return since?.slice(0, 4) ?? "undated";
}

/** Whether it belongs to a category: one that stands in two belongs to either. */
function isOf({ category }: Entry, asked: string | undefined): boolean {
  return asked === undefined || category === asked || category.includes(asked.slice(0, 8));
}

/** The entries that are asked for, in the order that is asked for. */
export function chosen(
  all: readonly Listed[],
  { category, year, lifecycle, sort }: ListingAsked,
): readonly Listed[] {
  const direction = sort === "newest" ? -1 : 1;
  return all
    .filter((each) => isOf(each, category))
    .filter((each) => year === undefined || yearOf(each) === year)
    .filter((each) => lifecycle === undefined || each.lifecycle === lifecycle)
    .sort((a, b) =>
      sort === "newest" || sort === "oldest"
        ? dated(a) - dated(b) || direction * (a.since ?? "").localeCompare(b.since ?? "")
        : a.place - b.place,
    );
}

export function cataloguePage(
  all: readonly Listed[],
  asked: ListingAsked,
  paths: readonly string[],
  base: string,
): Html {
  const { category, year, lifecycle, sort = "listing" } = asked;
  const shown = chosen(all, asked);
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[], is = "") =>
    html`<label>${label} <select name="${name}">${options.map(
      ([value, words]) =>
        html`<option value="${value}"${value === is ? html` selected` : null}>${words}</option>`,
    )}</select></label>
`;
  const any = (values: readonly string[]): readonly (readonly [string, string])[] => [
    ["", "Any"],
    ...values.map((each) => [each, each] as const),
  ];
  return html`<h1>Catalogue</h1>
<p>The ${ENTRIES.length} systems that the USPTO’s Developer Hub listed: what became of each, and what of it is served here.</p>
<form action="${base}/apis" aria-label="Narrow the list">
${choice("category", "Category", any(CATEGORIES), category)}${choice("year", "Last changed in", any(YEARS), year)}${choice("lifecycle", "Now", any(LIFECYCLES), lifecycle)}${choice(
  "sort",
  "Order",
  [
    ["listing", "as the Hub listed them"],
    ["newest", "latest change first"],
    ["oldest", "earliest change first"],
  ],
  sort,
)}<p class="buttons"><button>Show</button></p>
</form>
${table(
  counted(shown.length, "system"),
  ["System", "Version", "Category", "Here", "At the USPTO", "Since"],
  shown.map((each) => [
    link(`${base}/apis/${each.slug}`, each.title),
    each.version,
    each.category,
    here(each, base),
    fateOf(each),
    each.since,
  ]),
)}
<h2 id="menu">What else the Hub’s menu had</h2>
${table(
  "The rest of the menu",
  ["Entry", "At the USPTO", "Here"],
  MENU.map(({ title, went, here: at }) => [
    title,
    went,
    at !== null && paths.some((path) => path === at.path || path.startsWith(`${at.path}/`))
      ? link(base + at.page, at.page)
      : "not served here",
  ]),
)}`;
}

/** Those whose day is not known stand last. */
function dated({ since }: Entry): number {
  return since === null ? 1 : 0;
}

/** What of it is served here, and how well its contract is known. */
export function here({ served, known }: Listed, base: string): Html | string {
  if (served === null) return "not served here";
  const where =
    "dataset" in served
      ? link(base + tablePath(served.dataset), datasetName(served.dataset))
      : html`<code>${served.path}</code>`;
  return html`${where}, contract ${known}`;
}

/** What became of the original, its state said once. */
export function fateOf({ state, fate }: Pick<Entry, "state" | "fate">): string {
  return fate.startsWith(state) ? fate : `${state}: ${fate}`;
}
