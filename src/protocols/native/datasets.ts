import {
  columnOf,
  type Dataset,
  datasetName,
  type Field,
  houseColumn,
  typeName,
} from "../../catalog/index.js";
import { hasValue } from "../../query/index.js";
import type { Answer, Asked, Context, Route } from "../../server/route.js";
import { INTEGER, list, listOf, mayLack, object, objectOf, saying, TEXT } from "../../server/schemas.js";
import { AS_OF } from "../../server/usualParameters.js";
import type { SourceFile, Store } from "../../store/index.js";
import { DATASET_NAMED, datasetAsked } from "./question.js";

const SUMMARY = object({
  key: { type: "string" },
  version: { type: "string" },
  title: { type: "string" },
  description: { type: "string" },
  known: {
    type: "string",
    description: "How it is known what the original was like: recorded, documented, claimed or inferred.",
  },
  rows: { type: "integer", description: "Records served now." },
  url: { type: "string" },
});

/** A file that brought rows, as the snapshot's manifest says it. */
const FILE = mayLack<SourceFile>(
  objectOf<SourceFile>({
    name: TEXT,
    sha256: TEXT,
    bytes: INTEGER,
    kind: saying("What it was recognised as.", TEXT),
    read: saying("Rows read: those loaded and those rejected.", INTEGER),
    loaded: INTEGER,
    rejected: INTEGER,
    loadedAt: TEXT,
    unknownColumns: saying("Columns or members that no field takes.", listOf(TEXT)),
    documents: saying("Ids of the documents it is or holds, where it is no bulk file.", listOf(TEXT)),
  }),
  "documents",
);

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
      context.catalog.datasets.map(async (each) => summary(each, await rowsOf(store, each), context)),
    );
    return { kind: "json", body: { snapshot: manifest.id, datasets } };
  },
};

export const DATASET: Route = {
  path: "/v1/datasets/{key}/{version}",
  operationId: "describe-dataset",
  summary: "One dataset: fields with type, meaning and null rate, coverage by month, sources, known issues.",
  methods: ["GET"],
  parameters: [...DATASET_NAMED, AS_OF],
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
    sources: list(object({ source: { type: "string" }, rows: { type: "integer" } })),
    files: list(FILE),
    knownIssues: list({ type: "string" }),
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const dataset = datasetAsked(asked, context.catalog);
    const { store } = context.lease;
    const { manifest } = store;
    const profile = await profileOf(store, dataset);
    const files = manifest.files.filter(({ kind }) => broughtRows(kind, dataset, context.catalog));
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

/**
 * Whether a file brought rows to a dataset. Its kind says what it was recognised as: one or more of `KEY/VERSION …` and
 * `TABLE export`.
 */
function broughtRows(kind: string, dataset: Dataset, { datasets }: Context["catalog"]): boolean {
  return kind.split(", ").some((part) => {
    const [name] = part.split(" ");
    if (part === `${dataset.table.name} export`) return true;
    const brought = datasets.find((each) => datasetName(each) === name);
    return brought?.table === dataset.table && isServedFrom(dataset, brought);
  });
}

/** Preferred rows may come from any file of the table; rows of one source from files of that source. */
function isServedFrom({ rows, table }: Dataset, brought: Dataset): boolean {
  if (rows === null || rows.column === table.roles.preferred) return true;
  return rows.column === brought.rows?.column && rows.value === brought.rows.value;
}

function summary(dataset: Dataset, rows: number, context: Context) {
  return {
    key: dataset.key,
    version: dataset.version,
    title: dataset.title,
    description: dataset.description,
    known: dataset.known ?? "recorded",
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
  const { date } = dataset.table.roles;
  const source = houseColumn(dataset.table, "source");
  const months = date ? await counted(store, dataset, { column: date, period: "month" }) : [];
  const sources = source ? await counted(store, { ...dataset, rows: null }, { column: source }) : [];
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
