import { randomUUID } from "node:crypto";
import { type Catalog, type Dataset, publishedNames, publishedShape } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { bindCriteria, type Predicate, parseCriteria, type Query } from "../../../query/index.js";
import { readSort } from "../../../server/datasetApi/index.js";
import { OFFICE_ERROR, officeError, type Protocol } from "../../../server/index.js";
import type { Answer, Asked, Context, Route } from "../../../server/route.js";
import { list } from "../../../server/schemas.js";
import { NOTHING_FOUND } from "./answer.js";
import { QUESTION, questionOf, readSearch } from "./routes.js";

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
  error: officeError,
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
    parameters: QUESTION,
    from: "snapshot-or-bundled",
    answer: {
      type: "object",
      required: ["count", bag, "requestIdentifier"],
      properties: {
        count: { type: "integer", description: "How many match." },
        [bag]: list({ type: "object" }),
        requestIdentifier: { type: "string", format: "uuid" },
      },
    },
    changes: true,
    handle: (asked, context) => answerList(dataset, bag, asked, context),
  };
}

async function answerList(dataset: Dataset, bag: string, asked: Asked, context: Context): Promise<Answer> {
  const question = questionOf(asked);
  const { catalog, now, lease } = context;
  const names = publishedNames(dataset, NAME);
  const bind = (criteria: Query) =>
    bindCriteria(criteria, dataset, { names, unknownFields: "refuse", now, catalog }).predicate;
  const except = dataset.publishedIn[NAME]?.except;
  const sort = question.sort.map(({ field, descending }) => `${field} ${descending ? "desc" : "asc"}`);
  const page = await lease.store.page({
    dataset,
    predicate: without(bind(question.criteria), except === undefined ? null : bind(parseCriteria(except))),
    signal: asked.signal,
    shape: publishedShape(dataset, NAME, question.fields ?? undefined),
    sort: readSort(sort.join(","), dataset, names),
    start: question.offset,
    rows: question.limit,
  });
  if (page.total === 0) throw new ArtunitError("not-found", NOTHING_FOUND);
  const records: string[] = [];
  for await (const batch of page.records) records.push(...batch);
  const id = JSON.stringify(randomUUID());
  return {
    kind: "text",
    body: `{"count":${page.total},"${bag}":[${records.join(",")}],"requestIdentifier":${id}}`,
  };
}

/** What is asked, but for what the portal does not have. */
function without(wanted: Predicate, except: Predicate | null): Predicate {
  return except === null ? wanted : { kind: "and", children: [wanted, { kind: "not", child: except }] };
}
