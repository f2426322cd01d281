import type { Html } from "../server/html.js";
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
import { consolePage, datasetOfLink } from "./console.js";
import { firstCalls, homePage } from "./home.js";
import { wholePage } from "./layout.js";
import { STYLE } from "./style.js";

/** The pages: what is loaded, with its JSON twin, the console that old documentation links lead to, the families' own. */
export const PORTAL: Protocol = {
  name: "portal",
  title: "Pages",
  description: "Pages for people, and what they say for machines.",
  mounts: [],
  routes: pageRoutes,
  read: readStrictly,
  error: errorByStatus,
  errorSchema: ERROR_BY_STATUS,
  publishes: () => [],
  schemas: () => ({}),
};

function pageRoutes(installation: Installation): readonly Route[] {
  const twin = async (context: Context): Promise<Answer> => ({
    kind: "json",
    body: {
      name: "Artunit",
      isUspto: false,
      loaded: await summary(context),
      firstCalls: firstCalls(installation, context.baseUrl),
    },
  });
  return [
    {
      ...PAGE,
      path: "/",
      operationId: "home",
      summary: "What is loaded, and the first calls to try.",
      parameters: [FORMAT],
      async handle(asked, context) {
        if (asked.text("format") === "json") return twin(context);
        const { baseUrl } = context;
        const body = homePage(await summary(context), firstCalls(installation, baseUrl), baseUrl);
        return page("Artunit: the USPTO’s open data on this machine", body, context);
      },
    },
    {
      ...PAGE,
      path: "/index.json",
      operationId: "summary",
      summary: "What is loaded: counts, coverage, first calls to try.",
      type: "application/json",
      answer: { type: "object" },
      parameters: [],
      handle: (_asked, context) => twin(context),
    },
    ...["/ds-api-docs", "/ds-api-docs/index.html"].map((path) => consoleRoute(path, installation)),
    {
      ...PAGE,
      path: "/artunit.css",
      operationId: "style",
      summary: "How the pages look.",
      type: "text/css",
      parameters: [],
      handle: async () => ({
        kind: "text",
        type: "text/css; charset=utf-8",
        body: STYLE,
        headers: { "cache-control": "max-age=3600" },
      }),
    },
    ...installation.families.flatMap(({ pages }) =>
      pages.map(
        ({ path, title, parameters, draw }): Route => ({
          ...PAGE,
          path,
          operationId: path,
          summary: title,
          parameters,
          handle: async (asked, context) => page(title, await draw(asked, context), context),
        }),
      ),
    ),
  ];
}

const PAGE = {
  methods: ["GET"],
  type: "text/html",
  answer: { type: "string" },
  from: "snapshot-if-any",
  open: true,
} as const satisfies Partial<Route>;

const FORMAT: Parameter = {
  name: "format",
  in: "query",
  kind: "choice",
  choices: ["html", "json"],
  meaning: "A page or JSON.",
};

const LINK: Parameter = {
  name: "url",
  in: "query",
  kind: "text",
  meaning: "The Swagger document of a dataset; the list of datasets when absent.",
};

function consoleRoute(path: string, installation: Installation): Route {
  return {
    ...PAGE,
    path,
    operationId: path,
    summary: "A form for one dataset.",
    parameters: [LINK],
    async handle(asked, context) {
      const dataset = datasetOfLink(asked.text("url") ?? "", installation);
      const title = dataset ? `${dataset.title}: console` : "Console";
      return page(title, consolePage(dataset, installation, context.baseUrl), context);
    },
  };
}

async function summary(context: Context): Promise<Summary | null> {
  return context.isLoaded ? summaryOf(context.lease.store, context.catalog.datasets) : null;
}

/** No script, no frame, nothing from elsewhere. */
const CONTENT_POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function page(title: string, body: Html, { baseUrl }: Context): Answer {
  return {
    kind: "text",
    type: "text/html; charset=utf-8",
    body: wholePage({ title, base: baseUrl, body }),
    headers: { "content-security-policy": CONTENT_POLICY, "referrer-policy": "no-referrer" },
  };
}
