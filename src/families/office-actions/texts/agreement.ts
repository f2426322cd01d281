import { type Dataset, ownShape } from "../../../catalog/index.js";
import type { Predicate } from "../../../query/index.js";
import type { Store } from "../../../store/index.js";
import type { Agreement, Difference, FieldAgreement } from "../../agreement.js";
import { OFFICE_ACTION_CATALOG } from "../catalog.js";

const EXAMPLES = 3;
const BATCH = 500;
/** The USPTO's own rows, the better source first. */
const OWN = ["api", "release-2017"];

const FLAGS = [
  "has_rej_101",
  "has_rej_102",
  "has_rej_103",
  "has_rej_112",
  "has_rej_dp",
  "has_objection",
  "allowed_claims",
  "header_missing",
  "form_paragraph_missing",
  "reject_form_mismatch",
  "closing_missing",
  "cite102_gt1",
  "cite103_gt3",
  "cite103_eq1",
  "cite103_max",
  "signature_type",
  "alice",
  "bilski",
  "mayo",
  "myriad",
];
const OF_REJECTIONS = [
  "document_id",
  "source",
  "legal_section",
  "paragraph",
  "action_category",
  "claims",
  ...FLAGS,
];
const OF_CITATIONS = ["document_id", "source", "reference_key", "in_office_action"];
const OF_ENRICHED = ["document_id", "source", "reference_key", "category_code", "claims", "passages"];

type Row = Readonly<Record<string, unknown>>;

/**
 * Compares, document by document, the rows of the API or the release with those extracted from the text: each flag of
 * the action, the claims rejected under each section and its paragraphs, and the references used in the action. Of
 * enriched citations: which references, and of each that both name its category, claims and passages. What one side
 * lacks is not compared.
 */
export async function agreement(store: Store): Promise<Agreement> {
  const tally = new Tally();
  let documents = 0;
  for await (const ids of extractedDocuments(store)) {
    const [rejections, citations, enriched] = await Promise.all([
      rowsByDocument(store, "rejections", OF_REJECTIONS, ids),
      rowsByDocument(store, "citations", OF_CITATIONS, ids),
      rowsByDocument(store, "enriched_citations", OF_ENRICHED, ids),
    ]);
    for (const id of ids) {
      const statements = sidesOf(rejections.get(id) ?? []);
      const references = sidesOf(citations.get(id) ?? []);
      if (statements) compareStatements(tally, id, statements);
      if (references)
        tally.add("references", id, referencesOf(references.uspto), referencesOf(references.extracted));
      const described = sidesOf(enriched.get(id) ?? []);
      if (described) compareEnriched(tally, id, described);
      if (statements || references || described) documents++;
    }
  }
  return { documents, fields: tally.fields() };
}

interface Sides {
  readonly uspto: readonly Row[];
  readonly extracted: readonly Row[];
}

/** The rows of the best source of the USPTO's, and ours; null where one side is silent. */
function sidesOf(rows: readonly Row[]): Sides | null {
  const own = OWN.map((source) => rows.filter((row) => row.source === source)).find(
    (some) => some.length > 0,
  );
  const extracted = rows.filter((row) => row.source === "extraction");
  return own && extracted.length > 0 ? { uspto: own, extracted } : null;
}

function compareStatements(tally: Tally, id: string, { uspto, extracted }: Sides): void {
  for (const flag of FLAGS) {
    const [theirs, ours] = [uspto[0]![flag], extracted[0]![flag]];
    if (theirs === null || ours === null || theirs === undefined || ours === undefined) continue;
    tally.add(flag, id, String(Number(theirs)), String(Number(ours)));
  }
  const sections = new Set([...uspto, ...extracted].flatMap((row) => rejectedUnder(row) ?? []));
  for (const section of [...sections].sort()) {
    tally.add(
      `claims rejected, ${section}`,
      id,
      claimsUnder(uspto, section),
      claimsUnder(extracted, section),
    );
    const [theirs, ours] = [paragraphsUnder(uspto, section), paragraphsUnder(extracted, section)];
    if (theirs !== null && ours !== null) tally.add(`paragraphs, ${section}`, id, theirs, ours);
  }
}

function compareEnriched(tally: Tally, id: string, { uspto, extracted }: Sides): void {
  const theirs = byReference(uspto);
  const ours = byReference(extracted);
  const names = (rows: ReadonlyMap<string, Row>) => [...rows.keys()].sort().join(" ");
  tally.add("enriched references", id, names(theirs), names(ours));
  for (const [reference, their] of theirs) {
    const our = ours.get(reference);
    if (our === undefined) continue;
    for (const field of ["category_code", "claims", "passages"])
      if (their[field] != null && our[field] != null)
        tally.add(`enriched ${field}`, `${id} ${reference}`, textOf(their[field]), textOf(our[field]));
  }
}

/** The first row of each reference that was read as a document. */
function byReference(rows: readonly Row[]): ReadonlyMap<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const { reference_key: key } = row;
    if (typeof key === "string" && !found.has(key)) found.set(key, row);
  }
  return found;
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? [...value].sort((a, b) => a - b).join(",") : String(value);
}

function rejectedUnder(row: Row): string | null {
  return row.action_category === "rejected" && typeof row.legal_section === "string"
    ? row.legal_section
    : null;
}

function claimsUnder(rows: readonly Row[], section: string): string {
  const claims = rows
    .filter((row) => rejectedUnder(row) === section)
    .flatMap((row) => (Array.isArray(row.claims) ? (row.claims as number[]) : []));
  return [...new Set(claims)].sort((a, b) => a - b).join(",");
}

/** Null where nothing is rejected under the section. */
function paragraphsUnder(rows: readonly Row[], section: string): string | null {
  const under = rows.filter((row) => rejectedUnder(row) === section);
  if (under.length === 0) return null;
  return [...new Set(under.map((row) => row.paragraph ?? ""))].sort().join(" ");
}

function referencesOf(rows: readonly Row[]): string {
  const keys = rows.filter((row) => row.in_office_action === true).map((row) => row.reference_key);
  return [...new Set(keys.filter((key) => typeof key === "string"))].sort().join(" ");
}

/** Ids of the documents that were extracted from, in batches, in the declared order. */
async function* extractedDocuments(store: Store): AsyncIterable<readonly string[]> {
  const dataset = columnsOf("office_actions", ["document_id"]);
  const page = await store.page({
    dataset,
    shape: ownShape(dataset),
    predicate: { kind: "in", column: "source", values: ["extraction"] },
    rows: Number.POSITIVE_INFINITY,
    counts: false,
  });
  const ids: string[] = [];
  for await (const records of page.records) {
    for (const record of records) {
      const { document_id: id } = JSON.parse(record) as { document_id: string | null };
      if (id !== null) ids.push(id);
    }
    while (ids.length >= BATCH) yield ids.splice(0, BATCH);
  }
  if (ids.length > 0) yield ids;
}

async function rowsByDocument(
  store: Store,
  table: string,
  columns: readonly string[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const predicate: Predicate = { kind: "in", column: "document_id", values: ids };
  const dataset = columnsOf(table, columns);
  const page = await store.page({
    dataset,
    shape: ownShape(dataset),
    predicate,
    rows: Number.POSITIVE_INFINITY,
    counts: false,
  });
  const found = new Map<string, Row[]>();
  for await (const records of page.records) {
    for (const record of records) {
      const row = JSON.parse(record) as Row;
      const id = String(row.document_id);
      found.set(id, [...(found.get(id) ?? []), row]);
    }
  }
  return found;
}

/** All rows of a table, preferred or not, under the names of its columns. */
function columnsOf(table: string, columns: readonly string[]): Dataset {
  const dataset = OFFICE_ACTION_CATALOG.datasets.find((each) => each.table.name === table)!;
  const known = new Set(dataset.table.columns.map((each) => each.name));
  return {
    ...dataset,
    rows: null,
    fields: columns
      .filter((column) => known.has(column))
      .map((column) => ({ name: column, column, match: "keyword", meaning: "", example: "" })),
  };
}

class Tally {
  private readonly counts = new Map<string, { compared: number; equal: number; examples: Difference[] }>();

  add(field: string, document: string, uspto: string, extracted: string): void {
    const count = this.counts.get(field) ?? { compared: 0, equal: 0, examples: [] };
    this.counts.set(field, count);
    count.compared++;
    if (uspto === extracted) count.equal++;
    else if (count.examples.length < EXAMPLES) count.examples.push({ document, uspto, extracted });
  }

  fields(): readonly FieldAgreement[] {
    return [...this.counts].map(([field, count]) => ({ field, ...count }));
  }
}
