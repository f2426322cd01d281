import { ArtunitError } from "../errors.js";
import { Html } from "../server/html.js";
import {
  ERROR_BY_STATUS,
  errorByStatus,
  type Installation,
  type Protocol,
  readStrictly,
  type Summary,
  summaryOf,
} from "../server/index.js";
import type { Answer, Context, Parameter, Route } from "../server/route.js";
import { AS_OF } from "../server/usualParameters.js";
import { catalogueRoutes } from "./catalogue/index.js";
import { componentsRoute } from "./componentsPage.js";
import { consoleRoutes } from "./console/index.js";
import { datasetRoutes } from "./datasetRoutes.js";
import { failurePage } from "./failure.js";
import { findPage, pathOf, readingsOf } from "./find.js";
import { firstCalls, homePage } from "./home.js";
import { infoRoutes } from "./info.js";
import { applicationPage, referencePage } from "./joined.js";
import { keyRoutes } from "./keys.js";
import { askNative } from "./native.js";
import { pageRoute } from "./pages.js";
import { SUGGEST, siteFiles } from "./siteFiles.js";
import { sqlRoutes } from "./sql.js";
import { statisticsRoutes } from "./statistics/index.js";

/** The pages, drawn from native answers: what is loaded, what is asked for, the catalogue, the families' own. */
export const PORTAL: Protocol = {
  name: "portal",
  title: "Pages",
  description: "Pages for people, and what they say for machines.",
  mounts: [],
  routes: portalRoutes,
  read: readStrictly,
  error: errorByStatus,
  errorPage: failurePage,
  errorSchema: ERROR_BY_STATUS,
  publishes: () => [],
  schemas: () => ({}),
};

function portalRoutes(installation: Installation): readonly Route[] {
  const routes = [
    ...frontRoutes(installation),
    findRoute(installation),
    ...datasetRoutes(installation),
    ...joinedRoutes(installation),
    ...statisticsRoutes(installation),
    ...infoRoutes(installation),
    ...catalogueRoutes(installation),
    ...keyRoutes(installation),
    ...sqlRoutes(installation),
    ...installation.families.flatMap(({ pages }) =>
      pages.map((page) =>
        pageRoute(
          {
            ...page,
            summary: page.title,
            async draw(asked, context) {
              const drawn = await page.draw(asked, context);
              return drawn instanceof Html ? { title: page.title, body: drawn } : drawn;
            },
          },
          installation,
        ),
      ),
    ),
    ...siteFiles(installation),
    componentsRoute(installation),
  ];
  return [...routes, ...consoleRoutes(installation, routes)];
}

const TITLE = "Artunit: the USPTO’s open data on this machine";

function frontRoutes(installation: Installation): readonly Route[] {
  const twin = async (context: Context): Promise<Answer> => ({
    kind: "json",
    body: {
      name: "Artunit",
      isUspto: false,
      loaded: await summary(context),
      firstCalls: firstCalls(installation, context.baseUrl),
    },
  });
  const home = pageRoute(
    {
      path: "/",
      operationId: "home",
      summary: "What is loaded, and the one box.",
      parameters: [FORMAT, AS_OF],
      from: "snapshot-if-any",
      open: true,
      script: SUGGEST,
      draw: async (_asked, context) => ({
        title: TITLE,
        body: homePage(await summary(context), installation, context.baseUrl),
        twin: "/index.json",
      }),
    },
    installation,
  );
  return [
    {
      ...home,
      handle: (asked, context) =>
        asked.text("format") === "json" ? twin(context) : home.handle(asked, context),
    },
    {
      path: "/index.json",
      operationId: "summary",
      summary: "What is loaded: counts, coverage, first calls to try.",
      methods: ["GET"],
      answer: { type: "object" },
      from: "snapshot-if-any",
      open: true,
      parameters: [AS_OF],
      handle: (_asked, context) => twin(context),
    },
  ];
}

const FORMAT: Parameter = {
  name: "format",
  in: "query",
  kind: "choice",
  choices: ["html", "json"],
  meaning: "A page or JSON.",
};

async function summary(context: Context): Promise<Summary | null> {
  return context.isLoaded ? summaryOf(context.lease.store, context.catalog.datasets) : null;
}

/** One clear reading leads straight to its page, which says what was understood; several are shown. */
function findRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/find",
      operationId: "find",
      summary: "Tells what somebody pasted, and leads to the page about it.",
      parameters: [
        {
          name: "q",
          in: "query",
          kind: "text",
          meaning: "A number, a document, an art unit, criteria, words.",
        },
        { name: "all", in: "query", kind: "flag", meaning: "Show every way to take it, and lead nowhere." },
        AS_OF,
      ],
      script: SUGGEST,
      from: "snapshot-if-any",
      async draw(asked, context) {
        const written = (asked.text("q") ?? "").trim();
        if (written.length > 2000)
          throw new ArtunitError(
            "bad-parameter",
            '"q" is longer than 2,000 characters. Paste an Office action into the form of the front page.',
            { field: "q" },
          );
        const readings = written === "" ? [] : await readingsOf(written, asked, context, installation);
        const [first] = readings;
        if (first && first.isLoaded !== false && !asked.flag("all"))
          return { elsewhere: pathOf(first, written) };
        return { title: "Find: Artunit", body: findPage(written, readings, context.baseUrl) };
      },
    },
    installation,
  );
}

function joinedRoutes(installation: Installation): readonly Route[] {
  const number: Parameter = {
    name: "number",
    in: "path",
    kind: "text",
    meaning: "Its number in any written form.",
  };
  return [
    pageRoute(
      {
        path: "/applications/{number}",
        operationId: "application",
        slashed: "number",
        summary: "One application: all that is loaded about it.",
        parameters: [number, AS_OF],
        async draw(asked, context) {
          const given = { number: asked.text("number") };
          const joined = await askNative<Readonly<Record<string, unknown>>>(
            "read-application",
            given,
            asked,
            context,
            installation,
          );
          return applicationPage(joined, installation, context.baseUrl);
        },
      },
      installation,
    ),
    pageRoute(
      {
        path: "/references/{number}",
        operationId: "reference",
        slashed: "number",
        summary: "One cited document: who was rejected over it.",
        parameters: [number, AS_OF],
        async draw(asked, context) {
          const given = { number: asked.text("number") };
          const joined = await askNative<Readonly<Record<string, unknown>>>(
            "read-reference",
            given,
            asked,
            context,
            installation,
          );
          return referencePage(joined, installation, context.baseUrl);
        },
      },
      installation,
    ),
  ];
}
