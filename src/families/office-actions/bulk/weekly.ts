import { dayAfter } from "../../../catalog/index.js";
import type { Store } from "../../../store/index.js";
import { OA_ACTIONS_V1 } from "../texts/dataset.js";
import { weeklyLine } from "./weeklyLine.js";
import { writeZip } from "./zipFile.js";

/** A week of texts: Monday to the Sunday that names its archive. */
export interface Week {
  readonly fileName: string;
  readonly from: string;
  readonly to: string;
  readonly actions: number;
}

/** The weeks in which texts of a snapshot were mailed, the latest first. Texts without a date are in none. */
export async function weeksOf(store: Store): Promise<readonly Week[]> {
  const { groups } = await store.groups({
    dataset: OA_ACTIONS_V1,
    predicate: { kind: "exists", column: "mail_date" },
    by: [{ column: "mail_date" }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: Number.POSITIVE_INFINITY,
  });
  const weeks = new Map<string, number>();
  for (const { key, size } of groups) {
    const sunday = sundayOf(String(key[0]));
    weeks.set(sunday, (weeks.get(sunday) ?? 0) + size);
  }
  return [...weeks].map(([to, actions]) => weekEnding(to, actions)).sort((a, b) => (a.to < b.to ? 1 : -1));
}

function archiveName(sunday: string): string {
  return `bdr_oa_bulkdata_weekly_${sunday}.zip`;
}

function weekEnding(to: string, actions: number): Week {
  return { fileName: archiveName(to), from: dayAfter(to, -6), to, actions };
}

function sundayOf(day: string): string {
  return dayAfter(day, (7 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7);
}

/** Writes one week's archive. */
export async function writeWeek(store: Store, week: Week, path: string): Promise<void> {
  if (!store.documents) throw new Error("This store keeps no texts.");
  const documents = store.documents({
    dataset: OA_ACTIONS_V1,
    predicate: {
      kind: "range",
      column: "mail_date",
      lower: { value: week.from, inclusive: true },
      upper: { value: week.to, inclusive: true },
    },
  });
  const name = week.fileName.replace(/\.zip$/, ".json");
  await writeZip(path, { name, date: week.to }, linesOf(documents));
}

async function* linesOf(documents: ReturnType<NonNullable<Store["documents"]>>): AsyncIterable<string> {
  for await (const rows of documents) yield rows.map((row) => `${weeklyLine(row)}\n`).join("");
}
