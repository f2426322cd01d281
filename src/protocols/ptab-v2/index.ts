import { nestedShape } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { ERROR_BY_STATUS, errorByStatus, type Installation, type Protocol } from "../../server/index.js";
import { keptFile } from "../../server/keptFiles.js";
import type { Answer, Context, Asked as Request, Route } from "../../server/route.js";
import { list } from "../../server/schemas.js";
import { textParameter } from "../../server/usualParameters.js";
import { warningHeader } from "../../server/warning.js";
import { keysOfPath, ofDocument } from "../../store/files.js";
import type { Page } from "../../store/index.js";
import { type Asked, bindFilter, fieldsFor } from "./criteria.js";
import { PAGING, type Question, questionOf, readQuestion } from "./question.js";

/** The name by which datasets know this protocol. */
const NAME = "ptab-v2";
const ROOT = "/ptab-api";
const KINDS = ["proceedings", "documents", "decisions"] as const;
type Kind = (typeof KINDS)[number];

/** PTAB API v2 of the Developer Hub, switched off in January 2026: flat records of trials, appeals and interferences. */
export const PTAB_V2: Protocol = {
  name: NAME,
  title: "PTAB API v2",
  description: "Trials, appeals and interferences as PTAB API v2 answered them until January 2026.",
  mounts: [ROOT],
  routes: (installation) => {
    const papers = [...askedAs("documents", installation), ...askedAs("decisions", installation)];
    return [
      ...KINDS.flatMap((kind) => routesOf(kind, askedAs(kind, installation))),
      ...(papers.length === 0 ? [] : [download(papers)]),
    ];
  },
  read: readQuestion,
  // What its errors were like is not known: they are those of the Developer Hub.
  error: errorByStatus,
  errorSchema: ERROR_BY_STATUS,
  publishes: (dataset) => {
    const kind = dataset.publishedIn[NAME]?.kind;
    return kind === undefined ? [] : [`${ROOT}/${kind}`];
  },
  schemas: () => ({}),
};

/** The datasets behind an endpoint, in the order in which their records are answered. */
function askedAs(kind: Kind, { datasets }: Installation): readonly Asked[] {
  return datasets
    .filter(({ publishedIn }) => publishedIn[NAME]?.kind === kind)
    .sort((a, b) => Number(a.publishedIn[NAME]!.place) - Number(b.publishedIn[NAME]!.place))
    .map((dataset) => {
      const manner = dataset.manners?.[NAME];
      if (!manner) throw new Error(`${dataset.key} does not say how ${NAME} answers it.`);
      const category = manner.answered.answer!(new Map()).get("proceedingTypeCategory");
      return { dataset, manner, category: typeof category === "string" ? category : "" };
    });
}

const ANSWER = {
  type: "object",
  required: ["aggregationData", "results", "recordTotalQuantity"],
  properties: {
    aggregationData: { type: "object" },
    results: list({ type: "object" }),
    recordTotalQuantity: { type: "integer", description: "How many records match, exactly." },
  },
};

function routesOf(kind: Kind, asked: readonly Asked[]): readonly Route[] {
  if (asked.length === 0) return [];
  const names = [...new Set(asked.flatMap(({ manner }) => Object.keys(manner.names)))];
  const route: Route = {
    path: `${ROOT}/${kind}`,
    operationId: kind,
    summary: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} that match every filter.`,
    methods: ["GET"],
    parameters: [...PAGING, ...[...names, ...GENERAL].map((name) => textParameter(name, meaningOf(name)))],
    answer: ANSWER,
    changes: true,
    handle: (request, context) => answer(asked, questionOf(request), request, context),
  };
  if (kind !== "decisions") return [route];
  const byBody = {
    ...route,
    path: `${ROOT}/decisions/json`,
    operationId: "decisions-json",
    methods: ["POST"],
  };
  return [route, byBody as Route];
}

/** The file of a document: kept under its identifier, or as the file of the address at which the portal has it. */
function download(asked: readonly Asked[]): Route {
  return {
    path: `${ROOT}/documents/{documentIdentifier}/download`,
    operationId: "document-download",
    summary: "The file of a document, or a part of it.",
    methods: ["GET"],
    parameters: [
      {
        name: "documentIdentifier",
        in: "path",
        kind: "text",
        meaning: "The document's identifier, as /documents and /decisions have it.",
      },
    ],
    type: "application/pdf",
    // Its tag is the digest of the file.
    changes: true,
    from: "snapshot-if-any",
    answer: { type: "string", format: "binary" },
    handle: async (request, context) => {
      const id = request.text("documentIdentifier") ?? "";
      const address = await addressOf(id, asked, request, context);
      const elsewhere =
        address ?? `https://developer.uspto.gov${ROOT}/documents/${encodeURIComponent(id)}/download`;
      const keys = address === null ? [] : keysOfPath(new URL(address).pathname);
      return keptFile([ofDocument(id), ...keys], elsewhere, context);
    },
  };
}

/** Where the portal has the file of a document; null where no record tells. */
async function addressOf(
  id: string,
  asked: readonly Asked[],
  { signal }: Request,
  context: Context,
): Promise<string | null> {
  if (!context.isLoaded) return null;
  for (const { dataset } of asked) {
    const column = (name: string) => dataset.fields.find((each) => each.name === name)?.column;
    const identifier = column("documentData.documentIdentifier");
    if (identifier === undefined) continue;
    const page = await context.lease.store.page({
      dataset,
      predicate: { kind: "in", column: identifier, values: [id] },
      start: 0,
      rows: 1,
      shape: nestedShape(dataset, NAME, { paths: ["documentData.fileDownloadURI"] }),
      signal,
    });
    for await (const [record] of page.records) {
      const found = /"fileDownloadURI":"(https:[^"\\]+)"/.exec(record ?? "")?.[1];
      if (found !== undefined && URL.canParse(found)) return found;
    }
  }
  return null;
}

/** Filters over all parties, and over both ends of days. */
const GENERAL = [
  "proceedingTypeCategory",
  "partyName",
  "patentOwnerName",
  "inventorName",
  "counselName",
  "patentNumber",
  "applicationNumberText",
  "technologyCenterNumber",
  "groupArtUnitNumber",
  ...["declaration", "institution", "proceedingFiling", "accordedFiling", "proceedingLastModified", "grant"]
    .concat(["documentFiling", "decision"])
    .flatMap((day) => [`${day}FromDate`, `${day}ToDate`]),
  "institutionDate",
  "grantDate",
];

function meaningOf(name: string): string {
  if (/FromDate$/.test(name)) return "This day or later: 2022-01-31.";
  if (/ToDate$/.test(name)) return "This day or earlier: 2022-01-31.";
  if (/Date$/.test(name)) return "This day: 2022-01-31.";
  return /Name$|NameText$|TitleText$/.test(name) ? "Holds these words." : "Is this value.";
}

/** The records of several datasets one after another, as one list with one total. */
async function answer(
  asked: readonly Asked[],
  question: Question,
  { signal }: Request,
  context: Context,
): Promise<Answer> {
  const unknown = unknownNames(asked, question);
  if (unknown.length > 0 && context.settings.unknownFields === "refuse")
    throw new ArtunitError("unknown-field", `There is no field "${unknown[0]}" here.`, {
      field: unknown[0]!,
    });
  let { start, rows } = question;
  let total = 0;
  const records: string[] = [];
  for (const each of asked) {
    const page = await pageOf(each, question, start, rows, signal, context);
    const found = page?.total ?? 0;
    for await (const batch of page?.records ?? []) records.push(...batch);
    total += found;
    rows = Math.max(0, question.rows - records.length);
    start = Math.max(0, start - found);
  }
  context.metrics.countRecords(records.length);
  return {
    kind: "text",
    body: `{"aggregationData":{},"results":[${records.join(",")}],"recordTotalQuantity":${total}}`,
    headers: warningHeader(
      unknown.length === 0 ? [] : [`No such field: ${unknown.join(", ")}. A filter on it matches nothing.`],
    ),
  };
}

function unknownNames(asked: readonly Asked[], { filters, sort }: Question): readonly string[] {
  const names = [...filters.map(([name]) => name), ...sort.map(({ name }) => name)];
  return names.filter(
    (name) => name !== "proceedingTypeCategory" && asked.every((each) => fieldsFor(name, each).length === 0),
  );
}

async function pageOf(
  asked: Asked,
  question: Question,
  start: number,
  rows: number,
  signal: AbortSignal,
  context: Context,
): Promise<Page | null> {
  const { dataset, manner } = asked;
  const bound = question.filters.map(([name, values]) => bindFilter(name, values, asked, context));
  const children = bound.filter((each) => each !== null);
  // A dataset without the field has no record that is sought.
  if (children.length < bound.length) return null;
  const [usual = "proceedingNumber", order] = (dataset.publishedIn[NAME]?.sort ?? "")
    .split(" ")
    .filter(Boolean);
  const wanted = question.sort.length > 0 ? question.sort : [{ name: usual, descending: order === "desc" }];
  const sort = wanted.flatMap(({ name, descending }) =>
    fieldsFor(name, asked)
      .slice(0, 1)
      .map(([, { column }]) => ({ column, descending })),
  );
  return context.lease.store.page({
    dataset,
    predicate: { kind: "and", children },
    sort,
    start,
    rows,
    shape: nestedShape(dataset, NAME, { map: manner.answered.answer! }),
    signal,
  });
}
