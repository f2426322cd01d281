import { type Dataset, findDataset, type Table, type TableName, tableOf } from "../../catalog/index.js";
import type { Predicate } from "../../query/index.js";
import type { Store } from "../../store/index.js";

/** One row under its columns' own names, as the joined objects show it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The rows of a table that match, of every source, under their columns' names: the joined objects are about
 * documents, not about a published dataset.
 */
export async function rowsOf(
  store: Store,
  name: TableName,
  predicate: Predicate,
  signal: AbortSignal,
  select?: readonly string[],
): Promise<readonly Row[]> {
  const dataset = wholeTable(tableOf(name));
  const page = await store.page({
    dataset,
    predicate,
    generation: "native",
    rows: Number.POSITIVE_INFINITY,
    counts: false,
    signal,
    ...(select ? { select } : {}),
  });
  const rows: Row[] = [];
  for await (const batch of page.records) for (const each of batch) rows.push(JSON.parse(each) as Row);
  return rows;
}

const HIDDEN = new Set(["verbatim"]);

/** A table as a dataset: all rows, each column a field of its own name. */
function wholeTable(table: Table): Dataset {
  const model = findDataset("office_actions", "2017");
  return {
    ...model,
    key: table.name,
    version: "all",
    versionAliases: [],
    table: table.name,
    rows: null,
    fields: table.columns
      .filter((each) => !HIDDEN.has(each.name))
      .map((each) => ({
        name: each.name,
        column: each.name,
        match: "keyword",
        meaning: each.meaning,
        example: "",
      })),
    renamed: {},
    notes: [],
  };
}

export function equals(column: string, ...values: readonly string[]): Predicate {
  return { kind: "in", column, values };
}
