import type { Predicate } from "../../../query/index.js";
import type { Context } from "../../../server/route.js";
import { equals, recordsOf, wholeTable } from "../../../server/wholeTable.js";
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
  readonly derived_art_unit: string | null;
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
  "derived_art_unit",
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
  const kept = await keptRows(reference, signal, store);
  const found = (kept ?? (await rows(numbered(reference), signal, store))).filter(
    (each) =>
      each.reference_key === reference &&
      numbersOf(reference).includes(each.reference_number!) &&
      counts(each),
  );
  const used = found.filter((each) => each.legal_section !== null);
  const beside = new Beside(used, counts);
  if (kept) beside.add(kept);
  else for await (const some of citedWith(used, signal, store)) beside.add(some);
  return {
    citations: found.length,
    applications: new Set(found.map((each) => each.application_number)).size,
    rejections: used.map((each) => ({
      application_number: each.application_number,
      document_id: each.document_id,
      mail_date: each.mail_date,
      art_unit: each.derived_art_unit,
      ground: each.legal_section,
      with: beside.of(each).filter((other) => other !== reference),
    })),
  };
}

async function rows(predicate: Predicate, signal: AbortSignal, store: Store): Promise<readonly Citing[]> {
  const records = await recordsOf(store, CITATIONS, predicate, signal, COLUMNS);
  return records.map((each) => JSON.parse(each) as Citing);
}

/** What the load kept of a document that is cited often; null of any other. */
async function keptRows(
  reference: string,
  signal: AbortSignal,
  store: Store,
): Promise<readonly Citing[] | null> {
  const [number, ...others] = numbersOf(reference);
  if (number === undefined || others.length > 0 || !store.together) return null;
  const dataset = wholeTable(CITATIONS);
  const [order] = CITATIONS.secondOrders;
  const found = await store.together({
    dataset,
    order: order!.name,
    value: number,
    columns: COLUMNS,
    signal,
  });
  if (found === null) return null;
  return found[0]!.map(
    (_, row) => Object.fromEntries(COLUMNS.map((name, at) => [name, found[at]![row]])) as unknown as Citing,
  );
}

/** The number finds the rows in their second order; the engine would have to search the table for the key. */
function numbered(reference: string): Predicate {
  return equals("reference_number", ...numbersOf(reference));
}

function numbersOf(reference: string): readonly string[] {
  return [...new Set([reference.slice(2), reference.replace(/[^0-9]/g, "")])];
}

/** One statement of one action: the references of a rejection belong together. */
function statement(row: Citing): string {
  return JSON.stringify([row.application_number, row.document_id, row.legal_section, row.paragraph]);
}

/** The documents that statements name, each once, in the order of the rows. */
class Beside {
  private readonly named: ReadonlyMap<string, string[]>;

  constructor(
    used: readonly Citing[],
    private readonly counts: (row: Citing) => boolean,
  ) {
    this.named = new Map(used.map((each) => [statement(each), []]));
  }

  add(rows: readonly Citing[]): void {
    for (const row of rows) {
      if (row.legal_section === null || !this.counts(row)) continue;
      const these = this.named.get(statement(row));
      const name = row.reference_key ?? row.reference_number ?? row.reference_text;
      if (these && name !== null && !these.includes(name)) these.push(name);
    }
  }

  of(row: Citing): readonly string[] {
    return this.named.get(statement(row)) ?? [];
  }
}

const BATCH = 500;

/** All that the applications of some rows cite in rejections. */
async function* citedWith(
  used: readonly Citing[],
  signal: AbortSignal,
  store: Store,
): AsyncGenerator<readonly Citing[]> {
  const applications = [...new Set(used.map((each) => each.application_number))];
  for (let i = 0; i < applications.length; i += BATCH) {
    const ofThese = equals("application_number", ...applications.slice(i, i + BATCH));
    const inRejections: Predicate = {
      kind: "and",
      children: [ofThese, { kind: "exists", column: "legal_section" }],
    };
    yield await rows(inRejections, signal, store);
  }
}
