import { ArtunitError } from "../../errors.js";
import { type Installation, summaryOf } from "../../server/index.js";
import type { Parameter, Route } from "../../server/route.js";
import { pageRoute } from "../pages.js";
import { dataJson, dcat3 } from "./dcat.js";
import { CATEGORIES, cataloguePage, entryPage, type Listed, listing, ORDERS } from "./page.js";

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
            { category: asked.text("category") || undefined, sort: asked.text("sort") },
            baseUrl,
          ),
          twin: "/data.json",
        }),
      },
      installation,
    ),
    pageRoute(
      {
        path: "/apis/{slug}",
        operationId: "catalogue-entry",
        summary: "One of the systems that the Developer Hub listed.",
        parameters: [{ name: "slug", in: "path", kind: "text", meaning: "Its name in addresses." }],
        from: "nothing",
        async draw(asked, { baseUrl }) {
          const slug = asked.text("slug") ?? "";
          const entry = listed(installation).find((each) => each.slug === slug);
          if (!entry)
            throw new ArtunitError(
              "not-found",
              `The catalogue has no system "${slug.slice(0, 80)}". /apis lists them all.`,
              {
                field: "slug",
              },
            );
          return { title: `${entry.title}: Artunit`, body: entryPage(entry, installation, baseUrl) };
        },
      },
      installation,
    ),
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

const LISTING: readonly Parameter[] = [
  {
    name: "category",
    in: "query",
    kind: "choice",
    choices: ["", ...CATEGORIES],
    meaning: "Only systems of this category.",
  },
  { name: "sort", in: "query", kind: "choice", choices: ORDERS, meaning: "The order of the list." },
];

function listed(installation: Installation): readonly Listed[] {
  const others = installation.protocols.filter(({ name }) => name !== "portal");
  return listing(
    installation,
    others.flatMap((each) => each.routes(installation).map(({ path }) => path)),
  );
}
