import { ownShape } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { findDataset } from "../../installation.js";
import { readApplicationNumber } from "../../query/index.js";
import { equals, memberOf, recordsOf } from "./joined.js";
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
      kind: "json-text",
      body: objectText({
        snapshot: JSON.stringify(context.lease.store.manifest.id),
        application_number: JSON.stringify(number),
        spellings: JSON.stringify(spellings(number)),
        actions: listText(found.actions.map(objectText)),
        form_citations: listText(found.formCitations),
      }),
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
        : (await read(number, asked, context)).actions.find(
            (each) => each.document_id === JSON.stringify(id),
          );
    if (!found)
      throw new ArtunitError("not-found", `Nothing is loaded about an Office action "${id}".`, {
        field: "id",
      });
    return {
      kind: "json-text",
      body: objectText({
        snapshot: JSON.stringify(context.lease.store.manifest.id),
        application_number: JSON.stringify(number),
        ...found,
      }),
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
    const dataset = findDataset("oa_actions", "v1");
    const page = await store.page({
      dataset,
      predicate: equals("document_id", id),
      shape: ownShape(dataset),
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
    const matching = equals("document_id", id);
    const [record] = await recordsOf(context.lease.store, table, matching, asked.signal, select);
    if (record !== undefined) return memberOf(record, "application_number") as string;
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

/** A row as its JSON text, with what decides where it belongs. */
interface Placed {
  readonly text: string;
  readonly document: string | null;
  readonly date: string | null;
  readonly isPreferred: boolean;
}

function placed(text: string): Placed {
  return {
    text,
    document: memberOf(text, "document_id") as string | null,
    date: memberOf(text, "mail_date") as string | null,
    isPreferred: memberOf(text, "is_preferred") === true,
  };
}

/** Members of an object by their names, each as JSON text. */
type Members = Readonly<Record<string, string>>;

async function read(
  number: string,
  asked: Asked,
  context: Context,
): Promise<{ readonly actions: readonly Members[]; readonly formCitations: readonly string[] }> {
  const { store } = context.lease;
  const ofApplication = equals("application_number", number);
  const found = await Promise.all([
    ...TABLES.map((table) => recordsOf(store, table, ofApplication, asked.signal)),
    recordsOf(store, "texts", ofApplication, asked.signal, TEXT_COLUMNS),
  ]);
  const [described, rejections, citations, enriched, texts] = found.map((each) => each.map(placed));
  const ids = documentsInOrder([...described!, ...rejections!, ...citations!, ...enriched!, ...texts!]);
  const rows: RowsByDocument = {
    described: byDocument(described!),
    rejections: byDocument(rejections!),
    citations: byDocument(citations!),
    enriched: byDocument(enriched!),
  };
  const textRows = byDocument(texts!);
  const link = (id: string | undefined) =>
    id === undefined ? null : `${context.baseUrl}/v1/office-actions/${id}`;
  return {
    formCitations: (rows.citations.get(null) ?? []).map((each) => each.text),
    actions: ids.map((id, i) => {
      const text = textRows.get(id)?.[0];
      const document = documentOf(id, rows, text);
      return {
        ...document,
        text: JSON.stringify(text ? `${link(id)}/text` : null),
        previous: JSON.stringify(link(ids[i - 1])),
        next: JSON.stringify(link(ids[i + 1])),
      };
    }),
  };
}

/** Rows by the document they belong to; null for those of the application alone. */
type ByDocument = ReadonlyMap<string | null, readonly Placed[]>;

type RowsByDocument = Readonly<Record<"described" | "rejections" | "citations" | "enriched", ByDocument>>;

function byDocument(rows: readonly Placed[]): ByDocument {
  const found = new Map<string | null, Placed[]>();
  for (const row of rows) {
    const these = found.get(row.document);
    if (these) these.push(row);
    else found.set(row.document, [row]);
  }
  return found;
}

/** Document ids by mail date, those without one last, then by id. */
function documentsInOrder(rows: readonly Placed[]): readonly string[] {
  const dates = new Map<string, string>();
  for (const { document, date } of rows)
    if (document !== null && (date !== null || !dates.has(document))) dates.set(document, date ?? "9999");
  return [...dates.keys()].sort((a, b) => compare(dates.get(a)!, dates.get(b)!) || compare(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function documentOf(id: string, rows: RowsByDocument, text: Placed | undefined): Members {
  const own = (all: ByDocument) => all.get(id) ?? [];
  const preferred = (all: ByDocument) => textsOf(own(all).filter((each) => each.isPreferred));
  const others = (all: ByDocument) => textsOf(own(all).filter((each) => !each.isPreferred));
  const action = own(rows.described).find((each) => each.isPreferred);
  const canonical = action && memberOf(action.text, "canonical_action_id");
  return {
    document_id: JSON.stringify(id),
    action: (action ?? text)?.text ?? "null",
    sources: textsOf(own(rows.described)),
    rejections: preferred(rows.rejections),
    citations: preferred(rows.citations),
    enriched_citations: preferred(rows.enriched),
    duplicates: JSON.stringify(
      [...rows.described]
        .filter(([document]) => action && document !== id)
        .flatMap(([, each]) => each)
        .filter((each) => memberOf(each.text, "canonical_action_id") === canonical)
        .map((each) => each.document),
    ),
    other_sources: objectText({
      rejections: others(rows.rejections),
      citations: others(rows.citations),
      enriched_citations: others(rows.enriched),
    }),
  };
}

function textsOf(rows: readonly Placed[]): string {
  return listText(rows.map((each) => each.text));
}

// Concatenated, not joined: the answer's text is then laid out once, when it is sent.
function listText(items: readonly string[]): string {
  let text = "";
  for (const item of items) text += text === "" ? item : `,${item}`;
  return `[${text}]`;
}

function objectText(members: Members): string {
  let text = "";
  for (const name in members) text += `${text === "" ? "" : ","}"${name}":${members[name]}`;
  return `{${text}}`;
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
