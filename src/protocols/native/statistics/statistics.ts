import { type Dataset, datasetName } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { address } from "../../../server/address.js";
import { criteriaBehind, groupKeyOf } from "../../../server/groupKeys.js";
import type { Context, Schema } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import type { GroupKey } from "../../../store/index.js";
import { keyColumn, type Narrowing, type Question, questionOf } from "../question.js";
import { ECHO } from "../schemas.js";
import { type Counted, counted } from "./counted.js";
import { definitionOf, type Measure } from "./measures.js";
import { aroundMean, wilson } from "./wilson.js";

/** What is asked: measures of the records of each group. */
export interface StatisticsAsked extends Narrowing {
  readonly dataset: Dataset;
  readonly by: readonly string[];
  readonly measures: readonly Measure[];
  readonly order: "key" | "size";
}

type Key = Counted["groups"][number]["key"];

export interface Figure {
  readonly measure: string;
  /** Null where there is nothing to tell of. */
  readonly value: number | null;
  /** Of a share, the records that match; of a mean, the records that have the field. */
  readonly count: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly rows: string;
}

export interface StatisticsGroup {
  readonly key: Key;
  readonly n: number;
  readonly is_thin: boolean;
  readonly rows: string;
  readonly figures: readonly Figure[];
}

export interface Statistics {
  readonly snapshot: string;
  readonly dataset: string;
  readonly criteria: string;
  readonly meaning: string;
  readonly duplicates: string;
  readonly source: string | null;
  readonly by: readonly string[];
  readonly measures: readonly { readonly measure: string; readonly definition: string }[];
  readonly records: number;
  readonly thin: string;
  readonly question: string;
  readonly groups: readonly StatisticsGroup[];
}

const NUMBER = { type: ["number", "null"] } as const;

/** Members of an answer that tells statistics. */
export const STATISTICS: Readonly<Record<string, Schema>> = {
  ...ECHO,
  by: list({ type: "string" }),
  measures: list(object({ measure: { type: "string" }, definition: { type: "string" } })),
  records: { type: "integer", description: "Records that the question is about." },
  thin: { type: "string", description: "When a group is called thin." },
  question: { type: "string", description: "The address that answers this question again." },
  groups: list(
    object({
      key: list({ type: ["string", "number", "boolean", "null"] }),
      n: { type: "integer", description: "Records in the group: what shares are of." },
      is_thin: { type: "boolean", description: "So few that its figures say little." },
      rows: { type: "string", description: "The records of the group." },
      figures: list(
        object({
          measure: { type: "string" },
          value: NUMBER,
          count: {
            type: ["integer", "null"],
            description: "Of a share, the records that match; of a mean, those that have the field.",
          },
          low: { ...NUMBER, description: "Lower end of the interval, where there is one." },
          high: NUMBER,
          rows: { type: "string", description: "The records behind the figure." },
        }),
      ),
    }),
  ),
};

/** Groups in an answer at most. */
const MOST_TOLD = 10_000;
/** A group of fewer records is thin. */
const FEW = 30;
/** So is a period with less than this part of what the middle period has. */
const SPARSE = 0.1;

const THIN = `Fewer than ${FEW} records, or a period with less than a tenth of the records of the middle period: it is probably not covered completely.`;

interface Keyed {
  readonly name: string;
  readonly key: GroupKey;
}

/** Statistics of the records a question is about, each figure with what it is of and where its records are. */
export async function statisticsOf(
  asked: StatisticsAsked,
  signal: AbortSignal,
  context: Context,
): Promise<Statistics> {
  const { dataset, by, measures, order } = asked;
  if (by.length > 3)
    throw new ArtunitError("bad-parameter", '"by" takes at most three fields.', { field: "by" });
  const duplicates =
    asked.duplicates ?? (dataset.table.roles.duplicate === undefined ? "include" : "exclude");
  const given = { criteria: asked.criteria, duplicates, source: asked.source };
  const question = questionOf(dataset, given, signal, context);
  const keys = by.map(
    (name): Keyed => ({ name, key: groupKeyOf(dataset, name, "by", context.catalog.datasets) }),
  );
  const { store } = context.lease;
  const groups = await counted(
    question,
    { by: keys.map(({ key }) => key), measure: { kind: "count" } },
    store,
  );
  if (groups.groups.length > MOST_TOLD)
    throw new ArtunitError(
      "bad-parameter",
      `These are ${groups.groups.length} groups; one answer tells of ${MOST_TOLD}. Ask by fewer fields, by longer periods or with narrower criteria.`,
      { field: "by" },
    );
  const told = await Promise.all(
    measures.map((measure) => figures(measure, question, keys, signal, context)),
  );
  const rows = (extra: string | null, key: Key) => rowsBehind(question, keys, extra, key, context);
  const thin = thinPeriods(keys, groups);
  const made = groups.groups.map(({ key, size }): StatisticsGroup => {
    const name = JSON.stringify(key);
    return {
      key,
      n: size,
      is_thin: size < FEW || thin(key),
      // Written where they are read: a page shows a part of thousands of groups.
      get rows() {
        return rows(null, key);
      },
      figures: told.map((each, at) => {
        const { criteria = null } = measures[at] as { criteria?: string | null };
        return {
          measure: measures[at]!.written,
          ...each(name, size),
          get rows() {
            return rows(criteria, key);
          },
        };
      }),
    };
  });
  return {
    snapshot: store.manifest.id,
    dataset: datasetName(dataset),
    criteria: String(question.echo.criteria),
    meaning: String(question.echo.meaning),
    duplicates,
    source: asked.source ?? null,
    by,
    measures: measures.map((each) => ({ measure: each.written, definition: definitionOf(each) })),
    records: groups.records,
    thin: THIN,
    question: address(`${context.baseUrl}/v1/statistics/${datasetName(dataset)}`, {
      by: by.join(","),
      measures: measures.map(({ written }) => written).join(";"),
      criteria: String(question.echo.criteria),
      duplicates,
      source: asked.source,
      order,
      as_of: store.manifest.id,
    }),
    groups: order === "key" ? made.sort(byKey) : made,
  };
}

type Told = Omit<Figure, "measure" | "rows">;

/** What a measure tells of each group, by the group's key as JSON. */
async function figures(
  measure: Measure,
  question: Question,
  keys: readonly Keyed[],
  signal: AbortSignal,
  context: Context,
): Promise<(name: string, n: number) => Told> {
  const { dataset } = question;
  const { store } = context.lease;
  const by = keys.map(({ key }) => key);
  const narrowed = (criteria: string) => {
    const { duplicates, source } = question.echo as { duplicates: string; source: string | null };
    const both = criteriaBehind(dataset, [String(question.echo.criteria), criteria], [], []);
    return questionOf(dataset, { criteria: both, duplicates, source: source ?? undefined }, signal, context);
  };
  switch (measure.kind) {
    case "count": {
      if (measure.criteria === null) return (_, n) => alone(n);
      const sizes = byName(
        await counted(narrowed(measure.criteria), { by, measure: { kind: "count" } }, store),
      );
      return (name) => alone(sizes.get(name) ?? 0);
    }
    case "share": {
      const sizes = byName(
        await counted(narrowed(measure.criteria!), { by, measure: { kind: "count" } }, store),
      );
      return (name, n) => {
        const count = sizes.get(name) ?? 0;
        const { low, high } = wilson(count, n) ?? { low: null, high: null };
        return { value: n === 0 ? null : count / n, count, low, high };
      };
    }
    case "distinct": {
      const column = { kind: "distinct", ...keyColumn(measure.field) } as const;
      const sizes = byName(await counted(question, { by, measure: column }, store));
      return (name) => alone(sizes.get(name) ?? 0);
    }
    case "mean":
      return means(await valuesBy(question, measure, by, store));
  }
}

function alone(value: number): Told {
  return { value, count: null, low: null, high: null };
}

function byName({ groups }: Counted): ReadonlyMap<string, number> {
  return new Map(groups.map(({ key, size }) => [JSON.stringify(key), size]));
}

/** How often each value of a field stands in each group. */
function valuesBy(
  question: Question,
  { written, field }: Measure & { readonly kind: "distinct" | "mean" },
  by: readonly GroupKey[],
  store: Context["lease"]["store"],
): Promise<Counted> {
  if (by.length > 2)
    throw new ArtunitError("bad-parameter", `"${written}" takes at most two fields in "by".`, {
      field: "by",
    });
  return counted(question, { by: [...by, { column: field.column }], measure: { kind: "count" } }, store);
}

function means({ groups }: Counted): (name: string) => Told {
  const sums = new Map<string, { values: number; sum: number; squares: number }>();
  for (const { key, size } of groups) {
    const value = key.at(-1);
    if (typeof value !== "number") continue;
    const name = JSON.stringify(key.slice(0, -1));
    const known = sums.get(name) ?? { values: 0, sum: 0, squares: 0 };
    sums.set(name, {
      values: known.values + size,
      sum: known.sum + size * value,
      squares: known.squares + size * value * value,
    });
  }
  return (name) => {
    const { values, sum, squares } = sums.get(name) ?? { values: 0, sum: 0, squares: 0 };
    const { low, high } = aroundMean(sum, squares, values) ?? { low: null, high: null };
    return { value: values === 0 ? null : sum / values, count: values, low, high };
  };
}

/** Whether the period of a group holds far less than the others; never where there are no periods. */
function thinPeriods(keys: readonly Keyed[], { groups }: Counted): (key: Key) => boolean {
  const at = keys.findIndex(({ key }) => key.period !== undefined);
  if (at < 0) return () => false;
  const sizes = new Map<unknown, number>();
  for (const { key, size } of groups) sizes.set(key[at], (sizes.get(key[at]) ?? 0) + size);
  const sorted = [...sizes.values()].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return (key) => sizes.get(key[at])! < middle * SPARSE;
}

function rowsBehind(
  { dataset, echo }: Question,
  keys: readonly Keyed[],
  extra: string | null,
  key: Key,
  { baseUrl, lease }: Context,
): string {
  return address(`${baseUrl}/v1/datasets/${datasetName(dataset)}/records`, {
    criteria: criteriaBehind(dataset, [String(echo.criteria), extra], keys, key),
    duplicates: echo.duplicates === "exclude" ? "exclude" : null,
    source: echo.source as string | null,
    as_of: lease.store.manifest.id,
  });
}

function byKey(a: StatisticsGroup, b: StatisticsGroup): number {
  for (let at = 0; at < a.key.length; at++) {
    const [one = null, other = null] = [a.key[at], b.key[at]];
    if (one === other) continue;
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other ? -1 : 1;
  }
  return 0;
}
