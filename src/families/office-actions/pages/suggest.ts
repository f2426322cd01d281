import { counted } from "../../../catalog/index.js";
import type { Interpretation } from "../../../server/extension.js";
import type { Asked, Context } from "../../../server/route.js";
import { wholeTable } from "../../../server/wholeTable.js";
import type { GroupRequest, Store } from "../../../store/index.js";
import { OFFICE_ACTIONS_ALL } from "../actions.js";
import { CITATIONS } from "../tables.js";

const MOST = 4;
/** Digits from which on there are few applications, patents and publications that begin so. */
const OF_APPLICATION = 5;
const OF_PATENT = 5;
const OF_PUBLICATION = 8;

/** What is loaded whose number begins as somebody writes it, while it is written. */
export async function suggest(
  written: string,
  { signal }: Asked,
  context: Context,
): Promise<readonly Interpretation[]> {
  const text = written.trim();
  if (!context.isLoaded || !/^[\d/,. ]+$/.test(text)) return [];
  const digits = text.replace(/\D/g, "");
  const { store } = context.lease;
  const found = await Promise.all([
    units(digits, signal, store),
    digits.length < OF_APPLICATION || digits.length > 8 ? [] : applications(digits, signal, store),
    digits.length < (/^(?:19|20)\d\d/.test(digits) ? OF_PUBLICATION : OF_PATENT)
      ? []
      : documents(digits, signal, store),
  ]);
  return found.flat();
}

const known = new WeakMap<Store, Promise<readonly (readonly [string, number])[]>>();

/** Art units and technology centres, those with the most actions first; a snapshot's are counted once. */
async function units(digits: string, signal: AbortSignal, store: Store): Promise<readonly Interpretation[]> {
  if (digits.length === 0 || digits.length > 4) return [];
  const all = known.get(store) ?? unitsOf(store);
  known.set(store, all);
  all.catch(() => known.delete(store));
  const fitting = (await all).filter(([unit]) => unit.startsWith(digits)).slice(0, MOST);
  signal.throwIfAborted();
  return fitting.map(([unit, actions]) => ({
    says: `art unit ${unit}: ${counted(actions, "Office action")}`,
    path: `/art-units/${unit}`,
    isLoaded: true,
    likeness: 3,
  }));
}

async function unitsOf(store: Store): Promise<readonly (readonly [string, number])[]> {
  const { groups } = await store.groups({
    dataset: OFFICE_ACTIONS_ALL,
    predicate: { kind: "everything" },
    by: [{ column: "art_unit" }],
    measure: { kind: "count" },
    order: "size",
    start: 0,
    rows: 10_000,
  });
  return groups.flatMap(({ key: [unit], size }) =>
    /^\d{4}$/.test(String(unit)) ? [[String(unit), size]] : [],
  );
}

async function applications(
  digits: string,
  signal: AbortSignal,
  store: Store,
): Promise<readonly Interpretation[]> {
  const asked = { dataset: OFFICE_ACTIONS_ALL, column: "application_number", order: "key" } as const;
  const found = await beginning(digits, asked, signal, store);
  return found.map(([number, size]) => ({
    says: `application ${number.replace(/^(\d\d)(\d{3})/, "$1/$2,")}: ${counted(size, "Office action")}`,
    path: `/applications/${number}`,
    isLoaded: true,
    likeness: 2,
  }));
}

/** The office that numbered a document is not told by its digits: the box tells what they may mean. */
async function documents(
  digits: string,
  signal: AbortSignal,
  store: Store,
): Promise<readonly Interpretation[]> {
  const asked = { dataset: wholeTable(CITATIONS), column: "reference_number", order: "size" } as const;
  const found = await beginning(digits, asked, signal, store);
  return found.map(([number, size]) => ({
    says: `cited document ${number}: ${counted(size, "citation")}`,
    path: `/find?q=${encodeURIComponent(number)}`,
    isLoaded: true,
    likeness: 1,
  }));
}

/** The first numbers of a column that begin with some digits, and in how many rows each stands. */
async function beginning(
  digits: string,
  { dataset, column, order }: Pick<GroupRequest, "dataset" | "order"> & { readonly column: string },
  signal: AbortSignal,
  store: Store,
): Promise<readonly (readonly [number: string, rows: number])[]> {
  const { groups } = await store.groups({
    dataset,
    predicate: { kind: "matches", column, pattern: { kind: "wildcard", pattern: `${digits}*` } },
    by: [{ column }],
    measure: { kind: "count" },
    order,
    start: 0,
    rows: MOST,
    signal,
  });
  return groups.map(({ key: [number], size }) => [String(number), size]);
}
