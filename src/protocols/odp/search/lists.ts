import { randomUUID } from "node:crypto";
import { type Catalog, type Dataset, publishedNames, publishedShape } from "../../../catalog/index.js";
import { type Predicate, parseCriteria, type Query } from "../../../query/index.js";
import { OFFICE_ERROR, type Protocol } from "../../../server/index.js";
import type { Answer, Asked, Context, Route } from "../../../server/route.js";
import { list } from "../../../server/schemas.js";
import type { Selection } from "../../../store/index.js";
import { facetOf, nothingFound, refuseUnknown, warningOf } from "./answer.js";
import { bindQuestion } from "./criteria.js";
import { searchError } from "./errors.js";
import { facetsOf, pathsOf, type Searched, sortOf } from "./names.js";
import { QUESTION, readSearch, searchOf } from "./routes.js";

/** The name by which datasets and fields know the portal's flat lists. */
const NAME = "odp-list";

/** The flat lists that the portal searches like its collections, each at the path that its dataset says. */
export const ODP_LISTS: Protocol = {
  name: NAME,
  title: "Open Data Portal: lists",
  description: "Flat lists as the Open Data Portal of the USPTO searches them.",
  mounts: ["/api/v1/patent/status-codes"],
  routes: (installation) => listed(installation).map(listRoute),
  read: readSearch,
  error: searchError,
  errorSchema: OFFICE_ERROR,
  publishes: (dataset) => listed({ datasets: [dataset] }).map(({ publishedIn }) => publishedIn[NAME]!.path!),
  schemas: () => ({}),
};

function listed({ datasets }: Pick<Catalog, "datasets">): readonly Dataset[] {
  return datasets.filter(({ publishedIn }) => NAME in publishedIn);
}

function listRoute(dataset: Dataset): Route {
  const { path = "", bag = "" } = dataset.publishedIn[NAME] ?? {};
  return {
    path,
    operationId: `list-${bag}`,
    summary: `${dataset.title}: those that match; 404 where none does.`,
    methods: ["GET", "POST"],
    parameters: QUESTION.filter(({ name }) => name !== "format"),
    from: "snapshot-or-bundled",
    answer: {
      type: "object",
      required: ["count", bag, "requestIdentifier"],
      properties: {
        count: { type: "integer", description: "How many match." },
        facets: { type: "object", additionalProperties: list({ type: "object" }) },
        [bag]: list({ type: "object" }),
        requestIdentifier: { type: "string", format: "uuid" },
      },
    },
    changes: true,
    handle: (asked, context) => answerList(dataset, bag, asked, context),
  };
}

async function answerList(dataset: Dataset, bag: string, asked: Asked, context: Context): Promise<Answer> {
  const question = searchOf(asked);
  const { path = "", except } = dataset.publishedIn[NAME] ?? {};
  const searched: Searched = { dataset, names: publishedNames(dataset, NAME), sort: null };
  const bound = (criteria: Query) => bindQuestion(criteria, dataset, context, searched.names);
  const { predicate, ignored } = bound(question.criteria);
  const fields = pathsOf(question, searched, ignored);
  const sort = sortOf(question, searched, ignored);
  const facets = facetsOf(question, searched, ignored);
  refuseUnknown(ignored, context);
  const selection: Selection = {
    dataset,
    predicate: without(predicate, except === undefined ? null : bound(parseCriteria(except)).predicate),
    signal: asked.signal,
  };
  const page = await context.lease.store.page({
    ...selection,
    shape: publishedShape(dataset, NAME, fields ?? undefined),
    sort,
    start: question.offset,
    rows: question.limit,
  });
  if (page.total === 0) return nothingFound({ path, errorCode: "number" }, question, ignored);
  const counted = await Promise.all(facets.map((field) => facetOf(selection, field, context)));
  const records: string[] = [];
  for await (const batch of page.records) records.push(...batch);
  const members = [
    `"count":${page.total}`,
    ...(counted.length > 0 ? [`"facets":{${counted.join(",")}}`] : []),
    `"${bag}":[${records.join(",")}]`,
    `"requestIdentifier":"${randomUUID()}"`,
  ];
  return { kind: "text", headers: warningOf(question, ignored), body: `{${members.join(",")}}` };
}

/** What is asked, but for what the portal does not have. */
function without(wanted: Predicate, except: Predicate | null): Predicate {
  return except === null ? wanted : { kind: "and", children: [wanted, { kind: "not", child: except }] };
}
