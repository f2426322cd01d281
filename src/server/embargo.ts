import { dayAfter, dayOf, isDay } from "../catalog/index.js";
import type { Predicate } from "../query/index.js";
import { narrowedStore, type Selection, type Store } from "../store/index.js";
import type { Lease, Snapshots } from "./snapshots.js";

/** What is served of a snapshot differs from day to day, so the day is part of its name: in tags, headers, cursors. */
const NAME = /^(.*)\.until-(\d{4}-\d\d-\d\d)$/;

/**
 * Snapshots that keep back what is dated less than so many days before today (UTC). Rows without a date are
 * served; everything that answers, pages, groups, downloads and counts, sees the same rows.
 */
export function embargoed(snapshots: Snapshots, days: number, now: () => Date = () => new Date()): Snapshots {
  const wrapped = new WeakMap<Store, Map<string, Store>>();
  const until = (lease: Lease, day: string): Lease => {
    const known = wrapped.get(lease.store) ?? new Map<string, Store>();
    wrapped.set(lease.store, known);
    const store = known.get(day) ?? servedUntil(lease.store, day);
    // Only today's is asked again and again.
    known.clear();
    known.set(day, store);
    return { store, release: () => lease.release() };
  };
  const today = () => dayAfter(dayOf(now()), -days);
  return {
    ...(snapshots.sealKey === undefined ? {} : { sealKey: snapshots.sealKey }),
    current: () => {
      const lease = snapshots.current();
      return lease && until(lease, today());
    },
    open: async (name) => {
      const [, id = name, day = today()] = NAME.exec(name) ?? [];
      // A cursor of an earlier day goes on with what was served then; none reaches further than today's.
      if (day > today() || !isDay(day)) return null;
      const lease = await snapshots.open(id);
      return lease && until(lease, day);
    },
  };
}

function servedUntil(store: Store, day: string): Store {
  const manifest = { ...store.manifest, id: `${store.manifest.id}.until-${day}` };
  const until = <Asked extends Selection>(asked: Asked): Asked => ({
    ...asked,
    predicate: { kind: "and", children: [datedUntil(asked, day), asked.predicate] },
  });
  return { ...narrowedStore(store, until), manifest };
}

/** Rows that are dated until a day, and those that bear no date; tables that have none are served whole. */
function datedUntil({ dataset }: Selection, day: string): Predicate {
  const { date: column } = dataset.table.roles;
  if (column === undefined) return { kind: "everything" };
  return {
    kind: "or",
    children: [
      { kind: "range", column, lower: null, upper: { value: day, inclusive: true } },
      { kind: "not", child: { kind: "exists", column } },
    ],
  };
}
