import { datasetName } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { address } from "../../server/address.js";
import { type Installation, type Protocol, summaryOf } from "../../server/index.js";
import type { Asked, Parameter, Route } from "../../server/route.js";
import { AS_OF } from "../../server/usualParameters.js";
import { pageRoute } from "../pages.js";
import { dataJson, dcat3 } from "./dcat.js";
import { lastingSlug } from "./entries.js";
import { entryPage } from "./entryPage.js";
import {
  CATEGORIES,
  cataloguePage,
  chosen,
  LIFECYCLES,
  type Listed,
  type ListingAsked,
  listing,
  ORDERS,
  YEARS,
} from "./page.js";
import { servedOf } from "./served.js";

/** The systems the Developer Hub listed, for people; what is served here, for harvesters. */
export function catalogueRoutes(installation: Installation): readonly Route[] {
  return [
    pageRoute(
      {
        path: "/apis",
        operationId: "catalogue",
        summary: "The systems that the Developer Hub listed, and what of them is served here.",
        parameters: LISTING,
        from: "nothing",
        open: true,
        draw: async (asked, { baseUrl }) => ({
          title: "Catalogue: Artunit",
          body: cataloguePage(
            listed(installation),
            listingAsked(asked),
            pathsOf(installation, () => true),
            baseUrl,
          ),
          twin: address("/apis.json", { ...listingAsked(asked) }),
        }),
      },
      installation,
    ),
    pageRoute(
      {
        path: "/apis/{slug}",
        operationId: "catalogue-entry",
        summary: "One of the systems that the Developer Hub listed.",
        parameters: [SLUG, AS_OF],
        from: "snapshot-if-any",
        async draw(asked, context) {
          const slug = asked.text("slug") ?? "";
          const lasting = slugOf(slug);
          if (lasting !== slug) return { elsewhere: `/apis/${lasting}` };
          const entry = listed(installation).find((each) => each.slug === slug)!;
          const served = await servedOf(entry, asked, context, installation);
          return {
            title: `${entry.title}: Artunit`,
            body: entryPage(entry, served, context.baseUrl),
            twin: "/apis.json",
            isTwinStill: true,
          };
        },
      },
      installation,
    ),
    moved("/api-catalog", "the catalogue", [], () => "/apis", installation),
    moved(
      "/api-catalog/{slug}",
      "a system",
      [SLUG],
      (asked) => `/apis/${slugOf(asked.text("slug") ?? "")}`,
      installation,
    ),
    {
      path: "/apis.json",
      operationId: "catalogue-json",
      summary: "The systems that the Developer Hub listed, with their lifecycle, for machines.",
      methods: ["GET"],
      parameters: LISTING,
      from: "nothing",
      open: true,
      answer: { type: "object" },
      handle: async (asked, { baseUrl }) => ({
        kind: "json",
        body: {
          systems: chosen(listed(installation), listingAsked(asked)).map((each) => told(each, baseUrl)),
        },
      }),
    },
    harvested("/data.json", "data-json", "1.1", dataJson, installation),
    harvested("/dcat3.json", "dcat3-json", "3.0", dcat3, installation),
  ];
}

/** What is served here, for harvesters, in one edition of their form. */
function harvested(
  path: string,
  operationId: string,
  edition: string,
  write: typeof dataJson | typeof dcat3,
  installation: Installation,
): Route {
  return {
    path,
    operationId,
    summary: `What is served here, in the form of DCAT-US ${edition}.`,
    methods: ["GET"],
    parameters: [],
    from: "snapshot-if-any",
    open: true,
    answer: { type: "object" },
    async handle(_asked, context) {
      const summary = context.isLoaded ? await summaryOf(context.lease.store, installation.datasets) : null;
      const body = write(installation, summary, context.baseUrl, context.now.toISOString());
      return { kind: "json", body };
    },
  };
}

const SLUG: Parameter = { name: "slug", in: "path", kind: "text", meaning: "Its name in addresses." };

/** The slug as it stays; throws `not-found` for one that no system has had. */
function slugOf(asked: string): string {
  const slug = lastingSlug(asked);
  if (slug !== null) return slug;
  throw new ArtunitError(
    "not-found",
    `The catalogue has no system "${asked.slice(0, 80)}". /apis lists them all.`,
    { field: "slug" },
  );
}

/** Where the Hub had a page, the way to ours. */
function moved(
  path: string,
  what: string,
  parameters: readonly Parameter[],
  to: (asked: Asked) => string,
  installation: Installation,
): Route {
  return pageRoute(
    {
      path,
      summary: `Where the Developer Hub had ${what}: leads to our page.`,
      parameters,
      from: "nothing",
      draw: async (asked) => ({ elsewhere: to(asked) }),
    },
    installation,
  );
}

function told({ served, path: _, place: __, ...entry }: Listed, base: string) {
  return {
    ...entry,
    page: `${base}/apis/${entry.slug}`,
    dataset: served && "dataset" in served ? datasetName(served.dataset) : null,
    path: served && "path" in served ? served.path : null,
  };
}

function listingAsked(asked: Asked): ListingAsked {
  const given = (name: string) => asked.text(name) || undefined;
  return {
    category: given("category"),
    year: given("year"),
    lifecycle: given("lifecycle"),
    sort: given("sort"),
  };
}

const LISTING: readonly Parameter[] = [
  {
    name: "category",
    in: "query",
    kind: "choice",
    choices: ["", ...CATEGORIES],
    meaning: "Only systems of this category.",
  },
  {
    name: "year",
    in: "query",
    kind: "choice",
    choices: ["", ...YEARS],
    meaning: "Only systems that last changed at the USPTO in this year.",
  },
  {
    name: "lifecycle",
    in: "query",
    kind: "choice",
    choices: ["", ...LIFECYCLES],
    meaning: "Only systems that are served here, are elsewhere, or are retired.",
  },
  { name: "sort", in: "query", kind: "choice", choices: ORDERS, meaning: "The order of the list." },
];

function listed(installation: Installation): readonly Listed[] {
  return listing(
    installation,
    pathsOf(installation, ({ name }) => name !== "portal"),
  );
}

function pathsOf(installation: Installation, isMeant: (protocol: Protocol) => boolean): readonly string[] {
  return installation.protocols
    .filter(isMeant)
    .flatMap((each) => each.routes(installation).map(({ path }) => path));
}
