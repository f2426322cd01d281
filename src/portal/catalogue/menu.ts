/** What else the Developer Hub's menu led to, and what does it here. */
export interface MenuEntry {
  readonly title: string;
  /** Where it went, as far as that is known. */
  readonly went: string;
  /** What does it here: a beginning of a path that must be served, and its page. */
  readonly here: { readonly path: string; readonly page: string } | null;
}

const same = (path: string) => ({ path, page: path });
const UNKNOWN = "where it went is not known";

/** In the order of the menu, then what its pages led to. */
export const MENU: readonly MenuEntry[] = [
  {
    title: "Bulk data",
    went: "the portal's Bulk Datasets",
    here: { path: "/api/v1/datasets/products", page: "/api/v1/datasets/products/search" },
  },
  { title: "Office action weekly archives", went: "the portal's bulk product OACT", here: same("/datasets") },
  { title: "Oath signatures", went: UNKNOWN, here: null },
  { title: "IP marketplace", went: "gone; nothing replaces it", here: null },
  {
    title: "Trademark decisions",
    went: "on the portal since 2026-03-04, without a public API",
    here: null,
  },
  {
    title: "Application search",
    went: "the portal's Patent File Wrapper",
    here: { path: "/peds/api/queries", page: "/apis/patent-examination-data-system" },
  },
  { title: "Assignment search", went: "the portal has assignments by application", here: null },
  {
    title: "PTAB bulk data",
    went: "the portal's trials, appeals and interferences",
    here: { path: "/ptab-api", page: "/apis/ptab-api-v2" },
  },
  { title: "APIs", went: "the portal has a page for each", here: same("/apis") },
  { title: "Analytics and visualisations", went: UNKNOWN, here: same("/statistics") },
  {
    title: "Alerts feed",
    went: UNKNOWN,
    here: same("/v1/feeds/decisions"),
  },
  { title: "Inventor search", went: UNKNOWN, here: { path: "/search", page: "/search#records" } },
  { title: "Tools", went: UNKNOWN, here: same("/console") },
  { title: "About", went: "gone with the hub", here: same("/") },
];
