import { findDataset } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { readApplicationNumber } from "../../query/index.js";
import { equals, type Row, rowsOf } from "./joined.js";
import { AS_OF } from "./question.js";
import type { Answer, Asked, Context, Parameter, Route } from "./route.js";
import { list, object } from "./schemas.js";

const ROW = { type: "object", description: "One row, under its columns' names." } as const;

const ACTION = object({
  document_id: { type: "string" },
  action: { ...ROW, type: ["object", "null"], description: "The preferred description of the action." },
  sources: list(ROW),
  rejections: list(ROW),
  citations: list(ROW),
  enriched_citations: list(ROW),
  duplicates: list({ type: "string" }),
  other_sources: object({ rejections: list(ROW), citations: list(ROW), enriched_citations: list(ROW) }),
  text: { type: ["string", "null"], description: "Where its text is." },
  previous: { type: ["string", "null"] },
  next: { type: ["string", "null"] },
});

export const APPLICATION: Route = {
  path: "/v1/applications/{number}",
  operationId: "read-application",
  summary: "One application: its Office actions in order, each with its rejections, citations and sources.",
  methods: ["GET"],
  parameters: [
    {
      name: "number",
      in: "path",
      kind: "text",
      meaning: "Application number in any written form.",
      example: "14574014",
    },
    AS_OF,
  ],
  answer: object({
    snapshot: { type: "string" },
    application_number: { type: "string" },
    spellings: { type: "object" },
    actions: list(ACTION),
    form_citations: list(ROW),
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const number = readApplicationNumber(asked.text("number") ?? "", "number");
    const found = await read(number, asked, context);
    if (found.actions.length === 0 && found.formCitations.length === 0)
      throw new ArtunitError("not-found", `Nothing is loaded about application ${number}.`, {
        field: "number",
      });
    return {
      kind: "json",
      body: {
        snapshot: context.lease.store.manifest.id,
        application_number: number,
        spellings: spellings(number),
        actions: found.actions,
        form_citations: found.formCitations,
      },
    };
  },
};

const DOCUMENT: Parameter = {
  name: "id",
  in: "path",
  kind: "text",
  meaning: "Image-file-wrapper id of the document.",
  example: "IVLC08MNRXEAPX5",
};

export const OFFICE_ACTION: Route = {
  path: "/v1/office-actions/{id}",
  operationId: "read-office-action",
  summary: "One Office action joined with its rejections, citations, sources and neighbours.",
  methods: ["GET"],
  parameters: [DOCUMENT, AS_OF],
  answer: object({
    snapshot: { type: "string" },
    application_number: { type: "string" },
    ...(ACTION.properties as Record<string, Record<string, unknown>>),
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const id = asked.text("id") ?? "";
    const number = await applicationOf(id, asked, context);
    const found =
      number === null
        ? undefined
        : (await read(number, asked, context)).actions.find((each) => each.document_id === id);
    if (!found)
      throw new ArtunitError("not-found", `Nothing is loaded about an Office action "${id}".`, {
        field: "id",
      });
    return {
      kind: "json",
      body: { snapshot: context.lease.store.manifest.id, application_number: number, ...found },
    };
  },
};

export const OFFICE_ACTION_TEXT: Route = {
  path: "/v1/office-actions/{id}/text",
  operationId: "read-office-action-text",
  summary: "The full text of one Office action, with its sections.",
  methods: ["GET"],
  parameters: [DOCUMENT, AS_OF],
  answer: object({
    snapshot: { type: "string" },
    text: { type: "object", description: "The record, with the field names of oa_actions/v1." },
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const id = asked.text("id") ?? "";
    const { store } = context.lease;
    const page = await store.page({
      dataset: findDataset("oa_actions", "v1"),
      predicate: equals("document_id", id),
      generation: "native",
      rows: 1,
      counts: false,
      signal: asked.signal,
    });
    for await (const [record] of page.records)
      if (record !== undefined)
        return { kind: "json", body: { snapshot: store.manifest.id, text: JSON.parse(record) as unknown } };
    throw new ArtunitError("not-found", `No text of an Office action "${id}" is loaded.`, { field: "id" });
  },
};

const TABLES = ["office_actions", "rejections", "citations", "enriched_citations"] as const;

async function applicationOf(id: string, asked: Asked, context: Context): Promise<string | null> {
  for (const table of [...TABLES, "texts"] as const) {
    const select = table === "texts" ? TEXT_COLUMNS : undefined;
    const [row] = await rowsOf(context.lease.store, table, equals("document_id", id), asked.signal, select);
    if (row) return row.application_number as string;
  }
  return null;
}

/** What the list of an application's documents shows of a text; its body is a link away. */
const TEXT_COLUMNS = [
  "document_id",
  "document_code",
  "mail_date",
  "art_unit",
  "source",
  "application_number",
];

async function read(number: string, asked: Asked, context: Context) {
  const { store } = context.lease;
  const ofApplication = equals("application_number", number);
  const [described, rejections, citations, enriched, texts] = await Promise.all([
    ...TABLES.map((table) => rowsOf(store, table, ofApplication, asked.signal)),
    rowsOf(store, "texts", ofApplication, asked.signal, TEXT_COLUMNS),
  ]);
  const rows = { described: described!, rejections: rejections!, citations: citations!, enriched: enriched! };
  const ids = documentsInOrder(Object.values(rows).concat([texts!]).flat());
  const link = (id: string | undefined) =>
    id === undefined ? null : `${context.baseUrl}/v1/office-actions/${id}`;
  return {
    formCitations: rows.citations.filter((each) => each.document_id === null),
    actions: ids.map((id, i) => {
      const text = texts!.find((each) => each.document_id === id);
      const document = documentOf(id, rows);
      return {
        ...document,
        action: document.action ?? text ?? null,
        text: text ? `${link(id)}/text` : null,
        previous: link(ids[i - 1]),
        next: link(ids[i + 1]),
      };
    }),
  };
}

/** Document ids by mail date, those without one last, then by id. */
function documentsInOrder(rows: readonly Row[]): readonly string[] {
  const dates = new Map<string, string>();
  for (const { document_id: id, mail_date: date } of rows)
    if (typeof id === "string" && (typeof date === "string" || !dates.has(id)))
      dates.set(id, (date as string | null) ?? "9999");
  return [...dates.keys()].sort((a, b) => compare(dates.get(a)!, dates.get(b)!) || compare(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function documentOf(
  id: string,
  rows: {
    described: readonly Row[];
    rejections: readonly Row[];
    citations: readonly Row[];
    enriched: readonly Row[];
  },
) {
  const own = (each: Row) => each.document_id === id;
  const preferred = (each: Row) => own(each) && each.is_preferred === true;
  const other = (each: Row) => own(each) && each.is_preferred !== true;
  const action = rows.described.find(preferred) ?? null;
  return {
    document_id: id,
    action,
    sources: rows.described.filter(own),
    rejections: rows.rejections.filter(preferred),
    citations: rows.citations.filter(preferred),
    enriched_citations: rows.enriched.filter(preferred),
    duplicates: rows.described
      .filter(
        (each) =>
          each.document_id !== id &&
          action !== null &&
          each.canonical_action_id === action.canonical_action_id,
      )
      .map((each) => each.document_id as string),
    other_sources: {
      rejections: rows.rejections.filter(other),
      citations: rows.citations.filter(other),
      enriched_citations: rows.enriched.filter(other),
    },
  };
}

/** The number as other datasets write it. */
function spellings(number: string) {
  return {
    patex: number,
    patentsview: `${number.slice(0, 2)}/${number.slice(2)}`,
    printed: `${number.slice(0, 2)}/${number.slice(2, 5)},${number.slice(5)}`,
    uspto_portal: number,
  };
}
