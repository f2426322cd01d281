import { columnOf, type Dataset, datasetName, type Field, typeName } from "../../catalog/index.js";
import { DATASETS, findDataset } from "../../installation.js";
import { hasValue } from "../../query/index.js";
import type { Store } from "../../store/index.js";
import { AS_OF } from "./question.js";
import type { Answer, Asked, Context, Route } from "./route.js";
import { list, object } from "./schemas.js";

const SUMMARY = object({
  key: { type: "string" },
  version: { type: "string" },
  title: { type: "string" },
  description: { type: "string" },
  rows: { type: "integer", description: "Records served now." },
  url: { type: "string" },
});

export const DATASET_LIST: Route = {
  path: "/v1/datasets",
  operationId: "list-datasets",
  summary: "Every dataset that is served, with its size.",
  methods: ["GET"],
  parameters: [AS_OF],
  answer: object({ snapshot: { type: "string" }, datasets: list(SUMMARY) }),
  async handle(_asked: Asked, context: Context): Promise<Answer> {
    const { store } = context.lease;
    const { manifest } = store;
    const datasets = await Promise.all(
      DATASETS.map(async (each) => summary(each, await rowsOf(store, each), context)),
    );
    return { kind: "json", body: { snapshot: manifest.id, datasets } };
  },
};

export const DATASET: Route = {
  path: "/v1/datasets/{key}/{version}",
  operationId: "describe-dataset",
  summary: "One dataset: fields with type, meaning and null rate, coverage by month, sources, known issues.",
  methods: ["GET"],
  parameters: [
    { name: "key", in: "path", kind: "text", meaning: "Key of the dataset.", example: "oa_citations" },
    { name: "version", in: "path", kind: "text", meaning: "Version of the dataset.", example: "v2" },
    AS_OF,
  ],
  answer: object({
    snapshot: { type: "string" },
    ...(SUMMARY.properties as Record<string, Record<string, unknown>>),
    lastLoad: { type: ["string", "null"] },
    fields: list(
      object({
        name: { type: "string" },
        type: { type: "string" },
        match: { type: "string", description: "How criteria match it." },
        meaning: { type: "string" },
        example: { type: "string" },
        derived: {
          type: ["string", "null"],
          description: "The rule, where the value is not the USPTO's own.",
        },
        shown: { type: "string", enum: ["always", "when selected"] },
        generations: list({ type: "string" }),
        missing: { type: "integer", description: "Records without a value." },
        nullRate: { type: "number" },
      }),
    ),
    coverage: list(object({ month: { type: ["string", "null"] }, rows: { type: "integer" } })),
    sources: list({ type: "object" }),
    files: list({ type: "object" }),
    knownIssues: list({ type: "string" }),
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const dataset = findDataset(asked.text("key") ?? "", asked.text("version") ?? "");
    const { store } = context.lease;
    const { manifest } = store;
    const profile = await profileOf(store, dataset);
    const files = manifest.files.filter(
      (each) => each.kind.includes(dataset.table.name) || each.kind.includes(dataset.key),
    );
    return {
      kind: "json",
      body: {
        snapshot: manifest.id,
        ...summary(dataset, profile.rows, context),
        lastLoad:
          files
            .map((each) => each.loadedAt)
            .sort()
            .at(-1) ?? null,
        fields: dataset.fields.map((each) => describe(dataset, each, profile)),
        coverage: profile.months,
        sources: profile.sources,
        files,
        knownIssues: dataset.notes,
      },
    };
  },
};

function summary(dataset: Dataset, rows: number, context: Context) {
  return {
    key: dataset.key,
    version: dataset.version,
    title: dataset.title,
    description: dataset.description,
    rows,
    url: `${context.baseUrl}/v1/datasets/${datasetName(dataset)}`,
  };
}

function describe(dataset: Dataset, field: Field, profile: Profile) {
  const missing = profile.missing.get(field.name) ?? 0;
  return {
    name: field.name,
    type: typeName(columnOf(dataset.table, field.column)),
    match: field.match,
    meaning: field.meaning,
    example: field.example,
    derived: field.derived ?? null,
    shown: field.isExtra ? "when selected" : "always",
    generations: [...Object.keys(field.wires ?? {}), "native"],
    missing,
    nullRate: profile.rows === 0 ? 0 : missing / profile.rows,
  };
}

interface Profile {
  readonly rows: number;
  readonly missing: ReadonlyMap<string, number>;
  readonly months: readonly { readonly month: string | null; readonly rows: number }[];
  readonly sources: readonly { readonly source: string; readonly rows: number }[];
}

// A snapshot never changes, so neither do its profiles; they go when the store is closed.
const profiles = new WeakMap<Store, Map<string, Promise<Profile>>>();

function profileOf(store: Store, dataset: Dataset): Promise<Profile> {
  const kept = profiles.get(store) ?? new Map<string, Promise<Profile>>();
  profiles.set(store, kept);
  const name = datasetName(dataset);
  const found = kept.get(name) ?? measure(store, dataset);
  kept.set(name, found);
  found.catch(() => kept.delete(name));
  return found;
}

async function measure(store: Store, dataset: Dataset): Promise<Profile> {
  const rows = await rowsOf(store, dataset);
  const missing = new Map<string, number>();
  const having = new Map<string, number>();
  for (const field of dataset.fields) {
    const predicate = hasValue(field);
    const asked = JSON.stringify(predicate);
    const found = having.get(asked) ?? (await store.count({ dataset, predicate }));
    having.set(asked, found);
    missing.set(field.name, rows - found);
  }
  const has = (column: string) => dataset.fields.some((each) => each.column === column);
  const months = has("mail_date")
    ? await counted(store, dataset, { column: "mail_date", period: "month" })
    : [];
  const sources = has("source") ? await counted(store, { ...dataset, rows: null }, { column: "source" }) : [];
  return {
    rows,
    missing,
    months: months.map(([month, size]) => ({ month, rows: size })),
    sources: sources.map(([source, size]) => ({ source: source ?? "unknown", rows: size })),
  };
}

async function counted(
  store: Store,
  dataset: Dataset,
  by: { column: string; period?: "month" },
): Promise<readonly (readonly [string | null, number])[]> {
  const found = await store.groups({
    dataset,
    predicate: { kind: "everything" },
    by: [by],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: 10_000,
  });
  return found.groups.map((each) => [each.key[0] as string | null, each.size]);
}

function rowsOf(store: Store, dataset: Dataset): Promise<number> {
  return store.count({ dataset, predicate: { kind: "everything" } });
}
