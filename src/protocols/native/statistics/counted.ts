import { ArtunitError } from "../../../errors.js";
import { dependsOnNow } from "../../../server/cursor.js";
import type { GroupRequest, Groups, Store } from "../../../store/index.js";
import type { Question } from "../question.js";

type Key = Groups["groups"][number]["key"];
type Asked = Pick<GroupRequest, "by" | "measure">;

/** Every group of a question, largest first or by key. */
export interface Counted {
  readonly records: number;
  readonly groups: readonly { readonly key: Key; readonly size: number }[];
}

/** Groups of one question at most. */
const MOST_GROUPS = 100_000;
/** Answers that a snapshot keeps at most; a snapshot never changes, so neither do they. */
const KEPT = 2000;
const kept = new WeakMap<Store, Map<string, Promise<Counted>>>();

/** The groups of a question, counted once for a snapshot. */
export async function counted(question: Question, asked: Asked, store: Store): Promise<Counted> {
  const { signal, ...selection } = question.selection;
  if (dependsOnNow(String(question.echo.criteria))) return count({ ...selection, ...asked }, store, signal);
  const known = kept.get(store) ?? new Map<string, Promise<Counted>>();
  kept.set(store, known);
  const name = JSON.stringify([question.echo, asked]);
  const before = known.get(name);
  if (before) {
    // Whoever asked first may have left meanwhile, and ended it.
    const found = await before.catch(() => null);
    if (found) return found;
  }
  const made = count({ ...selection, ...asked }, store, signal);
  known.set(name, made);
  made.catch(() => known.delete(name));
  if (known.size > KEPT) known.delete(known.keys().next().value!);
  return made;
}

async function count(
  asked: Omit<GroupRequest, "order" | "start" | "rows">,
  store: Store,
  signal: AbortSignal | undefined,
): Promise<Counted> {
  const selection = { ...asked, ...(signal ? { signal } : {}) };
  if (asked.by.length === 0) return whole(selection, store);
  const found = await store.groups({ ...selection, order: "size", start: 0, rows: MOST_GROUPS });
  if (found.total <= MOST_GROUPS) return found;
  throw new ArtunitError(
    "bad-parameter",
    `These are ${found.total} groups; statistics tell of at most ${MOST_GROUPS}. Ask by fewer fields, by longer periods or with narrower criteria.`,
    { field: "by" },
  );
}

/** All records as one group without a key. */
async function whole(asked: Omit<GroupRequest, "order" | "start" | "rows">, store: Store): Promise<Counted> {
  const { measure } = asked;
  const records = await store.count(asked);
  if (measure.kind === "count") return { records, groups: [{ key: [], size: records }] };
  const byValue = { ...asked, by: [measure], measure: { kind: "count" }, order: "key", rows: 1 } as const;
  const { total } = await store.groups({ ...byValue, start: 0 });
  // A missing value stands last, and is none.
  const last = await store.groups({ ...byValue, start: Math.max(0, total - 1) });
  const size = total - (last.groups[0]?.key[0] === null ? 1 : 0);
  return { records, groups: [{ key: [], size }] };
}
