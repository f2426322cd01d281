import type { Catalog, Dataset } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { HUB, hubDatasets } from "../../protocols/ds-api/index.js";
import { address } from "../../server/address.js";
import { documented } from "../../server/datasetApi/index.js";
import type { Installation } from "../../server/index.js";
import { OWN } from "../../server/ownRoutes.js";
import { type Asked, FORMATS, type Format, type Parameter, type Route } from "../../server/route.js";
import { pageRoute } from "../pages.js";
import type { Filled } from "./built.js";
import { FORM_TYPE, JSON_TYPE, type Operation, operationsOf } from "./operations.js";
import { operationPage, operationsPage, VALUE } from "./page.js";

/**
 * Every call that is served, to be filled in and sent: read from our own OpenAPI document. It is told the portal's other
 * routes, because what stands in an address is declared, and so is every parameter of every call.
 */
export function consoleRoutes(installation: Installation, others: readonly Route[]): readonly Route[] {
  const routes = [OWN, ...installation.protocols.filter(({ mounts }) => mounts.length > 0)].flatMap((each) =>
    each.routes(installation),
  );
  const values = valuesOf([...routes, ...others.filter(({ type }) => type !== "text/html")]);
  return [
    consoleRoute(values, installation),
    ...["/ds-api-docs", "/ds-api-docs/index.html"].map((path) => oldRoute(path, installation)),
  ];
}

/** A parameter of the console for each name that some call has. */
function valuesOf(routes: readonly Route[]): readonly Parameter[] {
  const sent = routes
    .flatMap(({ parameters }) => parameters)
    .filter(({ kind }) => !["key", "version", "file"].includes(kind));
  return [...new Set(sent.map(({ name }) => name))].map((name) => ({
    name: VALUE + name,
    in: "query",
    kind: "text",
    meaning: `What is filled in for ${name}.`,
  }));
}

function consoleRoute(values: readonly Parameter[], installation: Installation): Route {
  return pageRoute(
    {
      path: "/console",
      summary: "Every call, to be filled in, written in several languages and sent.",
      parameters: [...OWN_PARAMETERS, ...values],
      from: "nothing",
      open: true,
      script: "/console.js",
      async draw(asked, { baseUrl, settings }) {
        const operations = operationsOf(installation);
        const id = asked.text("operation") || null;
        if (id === null)
          return {
            title: "Console: Artunit",
            body: operationsPage(operations, asked.text("search") ?? "", baseUrl),
          };
        const operation = operations.find((each) => each.id === id);
        if (!operation)
          throw new ArtunitError(
            "not-found",
            `There is no operation "${id.slice(0, 80)}". /console lists them all.`,
            { field: "operation" },
          );
        return {
          title: `${operation.method} ${operation.path}: Artunit`,
          body: operationPage(operation, filledIn(operation, asked), baseUrl, settings.keys !== null),
        };
      },
    },
    installation,
  );
}

const OWN_PARAMETERS: readonly Parameter[] = [
  {
    name: "operation",
    in: "query",
    kind: "text",
    meaning: "The id of the operation; the list of all when absent.",
  },
  { name: "search", in: "query", kind: "text", meaning: "Only operations that hold these words." },
  {
    name: "as",
    in: "query",
    kind: "choice",
    choices: ["", ...FORMATS],
    meaning: "The format of the answer.",
  },
  {
    name: "sent",
    in: "query",
    kind: "choice",
    choices: ["", JSON_TYPE, FORM_TYPE],
    meaning: "The type of the body.",
  },
  { name: "body", in: "query", kind: "text", meaning: "The body itself, instead of the fields." },
];

/** What stands in the address; where nothing does, the examples of what has to be filled in: a call that works. */
function filledIn({ fields }: Operation, asked: Asked): Filled {
  const given = fields.map(({ name }) => [name, asked.text(VALUE + name)] as const);
  const isFresh = given.every(([, value]) => value === undefined);
  const usual = isFresh
    ? fields.filter(({ isRequired }) => isRequired).map(({ name, example }) => [name, example ?? ""] as const)
    : given;
  return {
    values: new Map(usual.flatMap(([name, value]) => (value ? [[name, value] as const] : []))),
    bodyType: asked.text("sent") || null,
    body: asked.text("body")?.trim() || null,
    format: (asked.text("as") || null) as Format | null,
  };
}

const LINK: Parameter = {
  name: "url",
  in: "query",
  kind: "text",
  meaning: "The Swagger document of a dataset; the list of all operations when absent.",
};

/** Where the Developer Hub had its console, and old links still lead. */
function oldRoute(path: string, installation: Installation): Route {
  return pageRoute(
    {
      path,
      summary: "Where the Developer Hub had its console: leads to ours.",
      parameters: [LINK],
      from: "nothing",
      open: true,
      async draw(asked) {
        const dataset = datasetOfLink(asked.text("url") ?? "", installation);
        return { elsewhere: address("/console", { operation: dataset && searchOf(dataset, installation) }) };
      },
    },
    installation,
  );
}

/** The dataset whose Swagger document an old link names; null where it names none of ours. */
function datasetOfLink(url: string, catalog: Catalog): Dataset | null {
  const found = /\/swagger\/docs\/([\w-]+)\.json(?:\/(\w+))?$/.exec(url);
  return found ? documented(hubDatasets(catalog), found[1] ?? "", found[2] ?? "") : null;
}

/** The operation by which the Developer Hub's clients search a dataset. */
function searchOf(dataset: Dataset, installation: Installation): string | null {
  const paths = HUB.publishes(dataset);
  const found = operationsOf(installation).find(
    ({ method, path, fields }) =>
      method === "POST" && paths.includes(path) && fields.some(({ name }) => name === "criteria"),
  );
  return found?.id ?? null;
}
