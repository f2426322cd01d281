import type { Predicate } from "../../../query/index.js";
import type { Context } from "../../../server/route.js";
import { equals, recordsOf } from "../../../server/wholeTable.js";
import type { Store } from "../../../store/index.js";
import { CITATIONS } from "../tables.js";

/** Which of the rows that cite a document count. */
export interface Counting {
  readonly withoutDuplicates: boolean;
  /** Only rows of this source, preferred or not; the preferred rows when null. */
  readonly source: string | null;
}

/** One rejection that rests on a document: a ground of an action, with the other documents it names. */
export interface RejectionOver {
  readonly application_number: string;
  readonly document_id: string | null;
  readonly mail_date: string | null;
  readonly art_unit: string | null;
  readonly ground: string | null;
  readonly with: readonly string[];
}

export interface CitedDocument {
  /** Rows that cite it, on forms or in actions. */
  readonly citations: number;
  readonly applications: number;
  readonly rejections: readonly RejectionOver[];
}

/** What is read of a row. */
interface Citing {
  readonly application_number: string;
  readonly document_id: string | null;
  readonly mail_date: string | null;
  readonly art_unit: string | null;
  readonly legal_section: string | null;
  readonly paragraph: string | null;
  readonly reference_key: string | null;
  readonly reference_number: string | null;
  readonly reference_text: string | null;
  readonly source: string;
  readonly is_preferred: boolean | null;
  readonly is_duplicate: boolean | null;
}

const COLUMNS: readonly (keyof Citing)[] = [
  "application_number",
  "document_id",
  "mail_date",
  "art_unit",
  "legal_section",
  "paragraph",
  "reference_key",
  "reference_number",
  "reference_text",
  "source",
  "is_preferred",
  "is_duplicate",
];

/** Documents whose rejections are kept for a snapshot, and from how many rows on that is worth it. */
const KEPT = 50;
const WORTH_KEEPING = 500;
const kept = new WeakMap<Store, Map<string, CitedDocument>>();

/** Who was rejected over a document, together with what; read once for a snapshot where it is cited often. */
export async function rejectionsOver(
  reference: string,
  counting: Counting,
  signal: AbortSignal,
  context: Context,
): Promise<CitedDocument> {
  const { store } = context.lease;
  const known = kept.get(store) ?? new Map<string, CitedDocument>();
  kept.set(store, known);
  const name = JSON.stringify([reference, counting]);
  const before = known.get(name);
  if (before) return before;
  const found = await read(reference, counting, signal, store);
  if (found.citations >= WORTH_KEEPING) known.set(name, found);
  if (known.size > KEPT) known.delete(known.keys().next().value!);
  return found;
}

async function read(
  reference: string,
  { withoutDuplicates, source }: Counting,
  signal: AbortSignal,
  store: Store,
): Promise<CitedDocument> {
  const counts = (each: Citing) =>
    (source === null ? each.is_preferred === true : each.source === source) &&
    !(withoutDuplicates && each.is_duplicate === true);
  const found = (await rows(numbered(reference), signal, store)).filter(
    (each) => each.reference_key === reference && counts(each),
  );
  const used = found.filter((each) => each.legal_section !== null);
  const beside = await citedBeside(used, counts, signal, store);
  return {
    citations: found.length,
    applications: new Set(found.map((each) => each.application_number)).size,
    rejections: used.map((each) => ({
      application_number: each.application_number,
      document_id: each.document_id,
      mail_date: each.mail_date,
      art_unit: each.art_unit,
      ground: each.legal_section,
      with: beside.get(statement(each))?.filter((other) => other !== reference) ?? [],
    })),
  };
}

async function rows(predicate: Predicate, signal: AbortSignal, store: Store): Promise<readonly Citing[]> {
  const records = await recordsOf(store, CITATIONS, predicate, signal, COLUMNS);
  return records.map((each) => JSON.parse(each) as Citing);
}

/** The number finds the rows in their second order; the engine would have to search the table for the key. */
function numbered(reference: string): Predicate {
  return equals("reference_number", ...new Set([reference.slice(2), reference.replace(/[^0-9]/g, "")]));
}

/** One statement of one action: the references of a rejection belong together. */
function statement(row: Citing): string {
  return JSON.stringify([row.document_id, row.legal_section, row.paragraph]);
}

const BATCH = 500;

async function citedBeside(
  used: readonly Citing[],
  counts: (row: Citing) => boolean,
  signal: AbortSignal,
  store: Store,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(used.map(statement));
  const beside = new Map<string, string[]>();
  const applications = [...new Set(used.map((each) => each.application_number))];
  for (let i = 0; i < applications.length; i += BATCH) {
    const ofThese = equals("application_number", ...applications.slice(i, i + BATCH));
    const inRejections: Predicate = {
      kind: "and",
      children: [ofThese, { kind: "exists", column: "legal_section" }],
    };
    for (const row of await rows(inRejections, signal, store)) {
      const place = statement(row);
      if (!counts(row) || !wanted.has(place)) continue;
      const name = row.reference_key ?? row.reference_number ?? row.reference_text;
      if (name === null) continue;
      const these = beside.get(place);
      if (these === undefined) beside.set(place, [name]);
      else if (!these.includes(name)) these.push(name);
    }
  }
  return beside;
}
