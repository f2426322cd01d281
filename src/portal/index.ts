import { datasetName, findDataset } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { address } from "../server/address.js";
import { Html } from "../server/html.js";
import {
  ERROR_BY_STATUS,
  type Installation,
  officeError,
  type Protocol,
  readStrictly,
  type Summary,
  summaryOf,
} from "../server/index.js";
import type { Answer, Context, Parameter, Route } from "../server/route.js";
import { AS_OF, CURSOR, DUPLICATES, SOURCE } from "../server/usualParameters.js";
import { catalogueRoutes } from "./catalogue/index.js";
import { consolePage, datasetOfLink } from "./console.js";
import {
  datasetPage,
  datasetsPage,
  idField,
  type RecordsAnswer,
  recordPage,
  shownFields,
} from "./datasets.js";
import { failurePage } from "./failure.js";
import { findPage, pathOf, readingsOf } from "./find.js";
import { firstCalls, homePage } from "./home.js";
import { infoRoutes } from "./info.js";
import { applicationPage, referencePage } from "./joined.js";
import { keyRoutes } from "./keys.js";
import { askNative } from "./native.js";
import { pageRoute } from "./pages.js";
import { statisticsRoutes } from "./statistics/index.js";
import { MARK, STYLE } from "./style.js";

/** The pages, drawn from native answers: what is loaded, what is asked for, the catalogue, the families' own. */
export const PORTAL: Protocol = {
  name: "portal",
  title: "Pages",
  description: "Pages for people, and what they say for machines.",
  mounts: [],
  routes: portalRoutes,
  read: readStrictly,
  error: officeError,
  errorPage: failurePage,
  errorSchema: ERROR_BY_STATUS,
  publishes: () => [],
  schemas: () => ({}),
};

function portalRoutes(installation: Installation): readonly Route[] {
  return [
    ...frontRoutes(installation),
    findRoute(installation),
    ...datasetRoutes(installation),
    ...joinedRoutes(installation),
    ...statisticsRoutes(installation),
    ...infoRoutes(installation),
    ...catalogueRoutes(installation),
    ...keyRoutes(installation),
    ...["/ds-api-docs", "/ds-api-docs/index.html"].map((path) => consoleRoute(path, installation)),
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
    ...fileRoutes(installation),
  ];
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
      parameters: [FORMAT],
      from: "snapshot-if-any",
      open: true,
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
      parameters: [],
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
      ],
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

const KEY: readonly Parameter[] = [
  { name: "key", in: "path", kind: "key", meaning: "Key of the dataset." },
  { name: "version", in: "path", kind: "version", meaning: "Version of the dataset." },
];
/** Rows of a table on one page. */
const ROWS = 50;

function datasetRoutes(installation: Installation): readonly Route[] {
  return [
    pageRoute(
      {
        path: "/datasets",
        operationId: "datasets",
        summary: "Every dataset that is served.",
        parameters: [],
        from: "snapshot-if-any",
        open: true,
        draw: async (_asked, context) => ({
          title: "Datasets: Artunit",
          body: datasetsPage(installation.datasets, await summary(context), context.baseUrl),
          twin: "/index.json",
        }),
      },
      installation,
    ),
    pageRoute(
      {
        path: "/datasets/{key}/{version}",
        operationId: "dataset-table",
        summary: "The rows of a dataset with its dictionary, exports and a permanent link.",
        parameters: [
          ...KEY,
          { name: "criteria", in: "query", kind: "criteria", meaning: "What to match." },
          { name: "sort", in: "query", kind: "text", meaning: "A field, with or without desc." },
          DUPLICATES,
          SOURCE,
          CURSOR,
          AS_OF,
        ],
        async draw(asked, context) {
          const dataset = findDataset(installation, asked.text("key") ?? "", asked.text("version") ?? "");
          const shown = {
            criteria: asked.text("criteria") || undefined,
            sort: asked.text("sort") || undefined,
            cursor: asked.text("cursor"),
            asOf: asked.text("as_of"),
            duplicates: asked.text("duplicates"),
            source: asked.text("source"),
          };
          const select = shownFields(dataset).map(({ name }) => name);
          const given = {
            key: dataset.key,
            version: dataset.version,
            criteria: shown.criteria ?? "*:*",
            sort: shown.sort,
            duplicates: shown.duplicates,
            source: shown.source,
            select: select.join(",") || undefined,
            cursor: shown.cursor,
            limit: ROWS,
          };
          const answer = await askNative<RecordsAnswer>("list-records", given, asked, context, installation);
          const { criteria, sort } = shown;
          return {
            title: `${datasetName(dataset)}: Artunit`,
            body: datasetPage(dataset, answer, shown, context.baseUrl),
            twin: address(`/v1/datasets/${datasetName(dataset)}/records`, {
              criteria: criteria ?? "*:*",
              sort,
              limit: String(ROWS),
              cursor: shown.cursor,
              duplicates: shown.duplicates,
              source: shown.source,
            }),
          };
        },
      },
      installation,
    ),
    recordRoute(installation),
  ];
}

function recordRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/datasets/{key}/{version}/records/{id}",
      operationId: "dataset-record",
      summary: "One record of a dataset, each field with its meaning.",
      parameters: [...KEY, { name: "id", in: "path", kind: "text", meaning: "Id of the row." }, AS_OF],
      async draw(asked, context) {
        const dataset = findDataset(installation, asked.text("key") ?? "", asked.text("version") ?? "");
        const id = asked.text("id") ?? "";
        const given = { key: dataset.key, version: dataset.version, ids: [id], limit: 100 };
        const { records, snapshot } = await askNative<RecordsAnswer>(
          "list-records",
          given,
          asked,
          context,
          installation,
        );
        const field = idField(dataset);
        const record = records.find((each) => field && each[field.name] === id) ?? records[0];
        if (!record)
          throw new ArtunitError("not-found", `${datasetName(dataset)} has no record "${id.slice(0, 80)}".`, {
            field: "id",
          });
        return {
          title: `${id}: ${datasetName(dataset)}`,
          body: recordPage(dataset, record, id, snapshot, context.baseUrl),
          twin: address(`/v1/datasets/${datasetName(dataset)}/records`, { ids: id }),
        };
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

const LINK: Parameter = {
  name: "url",
  in: "query",
  kind: "text",
  meaning: "The Swagger document of a dataset; the list of datasets when absent.",
};

function consoleRoute(path: string, installation: Installation): Route {
  return pageRoute(
    {
      path,
      summary: "A form for one dataset.",
      parameters: [LINK],
      from: "snapshot-if-any",
      open: true,
      async draw(asked, context) {
        const dataset = datasetOfLink(asked.text("url") ?? "", installation);
        const title = dataset ? `${dataset.title}: console` : "Console";
        return { title, body: consolePage(dataset, installation, context) };
      },
    },
    installation,
  );
}

/** What a browser asks for beside the pages. */
function fileRoutes({ families }: Installation): readonly Route[] {
  const style = [STYLE, ...families.flatMap((each) => each.style ?? [])].join("\n");
  const file = (path: string, summary: string, type: string, body: string): Route => ({
    path,
    operationId: path.slice(1),
    summary,
    methods: ["GET"],
    parameters: [],
    from: "nothing",
    open: true,
    type,
    answer: { type: "string" },
    handle: async () => ({
      kind: "text",
      type: `${type}; charset=utf-8`,
      body,
      headers: { "cache-control": "max-age=3600" },
    }),
  });
  return [
    file("/artunit.css", "How the pages look.", "text/css", style),
    file("/favicon.svg", "The mark of the pages.", "image/svg+xml", MARK),
    file("/favicon.ico", "The mark, where browsers look for it.", "image/svg+xml", MARK),
    file(
      "/robots.txt",
      "What crawlers may ask.",
      "text/plain",
      "User-agent: *\nDisallow: /find\nDisallow: /read\nDisallow: /v1/\nDisallow: /ds-api/\nDisallow: /api/\n",
    ),
  ];
}
