import type { Table } from "../../../catalog/index.js";
import type { Contribution, Members } from "../../../server/extension.js";
import { ownSchema, rowName, rowOf, rowSchema } from "../../../server/ownSchemas.js";
import type { Asked, Context, Schema } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { equals, memberOf, recordsOf } from "../../../server/wholeTable.js";
import { drawApplication } from "../pages/joined.js";
import { CITATIONS, ENRICHED_CITATIONS, OFFICE_ACTIONS, REJECTIONS } from "../tables.js";
import { TEXTS } from "../texts/dataset.js";

const TABLES: readonly Table[] = [OFFICE_ACTIONS, REJECTIONS, CITATIONS, ENRICHED_CITATIONS];

/** What the list of an application's documents shows of a text; its body is a link away. */
const TEXT_COLUMNS = [
  "document_id",
  "document_code",
  "mail_date",
  "art_unit",
  "source",
  "application_number",
];

const ROWS_BY_KIND = {
  rejections: list(rowOf(REJECTIONS)),
  citations: list(rowOf(CITATIONS)),
  enriched_citations: list(rowOf(ENRICHED_CITATIONS)),
};
const LINK = { type: ["string", "null"] };

/** What is told of one Office action. */
export const ACTION: Readonly<Record<string, Schema>> = {
  document_id: { type: "string" },
  action: {
    ...rowSchema(OFFICE_ACTIONS),
    type: ["object", "null"],
    required: TEXT_COLUMNS,
    description:
      "The preferred description of the action: a whole row of office_actions, or of its text what both have.",
  },
  sources: list(rowOf(OFFICE_ACTIONS)),
  ...ROWS_BY_KIND,
  duplicates: list({ type: "string", description: "Other documents that are the same action." }),
  other_sources: object(ROWS_BY_KIND),
  text: { ...LINK, description: "Where its text is." },
  previous: { ...LINK, description: "The action before it, of the same application." },
  next: LINK,
};

/** Schemas that are referred to here and in other routes. */
export const ACTION_SCHEMAS: Readonly<Record<string, Schema>> = {
  office_action: object(ACTION),
  ...Object.fromEntries(TABLES.map((table) => [rowName(table), rowSchema(table)])),
};

/** What Office actions say of an application: the actions in order, and what only stands on its forms. */
export const APPLICATION: Contribution = {
  about: "application",
  tables: [...TABLES, TEXTS],
  parameters: [],
  members: { actions: list(ownSchema("office_action")), form_citations: list(rowOf(CITATIONS)) },
  async read(number, asked, context) {
    const { actions, formCitations } = await readApplication(number, asked, context);
    return {
      isEmpty: actions.length === 0 && formCitations.length === 0,
      members: { actions: listText(actions.map(objectText)), form_citations: listText(formCitations) },
    };
  },
  draw: drawApplication,
};

/** The application of a document; null where nothing is loaded about it. */
export async function applicationOf(id: string, asked: Asked, context: Context): Promise<string | null> {
  for (const table of [...TABLES, TEXTS]) {
    const select = table === TEXTS ? TEXT_COLUMNS : undefined;
    const matching = equals("document_id", id);
    const [record] = await recordsOf(context.lease.store, table, matching, asked.signal, select);
    if (record !== undefined) return memberOf(record, "application_number") as string;
  }
  return null;
}

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

/** An application's actions in order, and the citations that name no action. */
export async function readApplication(
  number: string,
  asked: Asked,
  context: Context,
): Promise<{ readonly actions: readonly Members[]; readonly formCitations: readonly string[] }> {
  const { store } = context.lease;
  const ofApplication = equals("application_number", number);
  const found = await Promise.all([
    ...TABLES.map((table) => recordsOf(store, table, ofApplication, asked.signal)),
    recordsOf(store, TEXTS, ofApplication, asked.signal, TEXT_COLUMNS),
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

export function objectText(members: Members): string {
  let text = "";
  for (const name in members) text += `${text === "" ? "" : ","}"${name}":${members[name]}`;
  return `{${text}}`;
}
