import { isPlainName } from "./plainNames.js";
import { exportOf } from "./sources.js";
import type { Dataset, Source, Table } from "./types.js";

/** Everything that is kept and served, of all families of an installation. */
export interface Catalog {
  readonly tables: readonly Table[];
  /** In the order in which lists show them. */
  readonly datasets: readonly Dataset[];
  /** Every kind of file that is told by its columns. */
  readonly sources: readonly Source[];
}

/** What a store keeps and answers. */
export type Served = Pick<Catalog, "tables" | "datasets">;

/**
 * The catalog of some families. Throws where two tables or two datasets have one name, a name is a word of SQL's,
 * or a role is given to a column that is not there: that is a fault of ours.
 */
export function catalogOf(families: readonly Catalog[]): Catalog {
  const catalog = {
    tables: families.flatMap(({ tables }) => tables),
    datasets: families.flatMap(({ datasets }) => datasets),
    sources: [
      ...families.flatMap(({ sources }) => sources),
      ...families.flatMap(({ tables }) => tables.map(exportOf)),
    ],
  };
  refuseTwice(
    "table",
    catalog.tables.map(({ name }) => name),
  );
  refuseTwice(
    "dataset",
    catalog.datasets.map(({ key, version }) => `${key}/${version}`),
  );
  for (const table of catalog.tables) {
    refuseVacantRoles(table);
    refuseOddNames(table);
  }
  return catalog;
}

function refuseVacantRoles({ name, columns, roles }: Table): void {
  for (const [role, column] of Object.entries(roles))
    if (!columns.some((each) => each.name === column))
      throw new Error(`Table ${name} has no column ${column} to play the ${role}.`);
}

function refuseOddNames({ name, columns }: Table): void {
  const odd = [name, ...columns.map((each) => each.name)].find((each) => !isPlainName(each));
  if (odd !== undefined)
    throw new Error(
      `"${odd}" of table ${name} is no plain name: small letters, digits and _, and no word of SQL's.`,
    );
}

function refuseTwice(kind: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`There are two of the ${kind} ${twice}.`);
}

export function tableNamed({ tables }: Catalog, name: string): Table {
  const found = tables.find((each) => each.name === name);
  if (!found) throw new Error(`The catalog has no table ${name}.`);
  return found;
}

/** Every row of a table as a dataset, whatever other datasets show of it. */
export function wholeDataset(table: Table, fields: Dataset["fields"] = []): Dataset {
  return {
    key: table.name,
    version: "all",
    versionAliases: [],
    title: table.name,
    description: "",
    table,
    rows: null,
    fields,
    defaultFields: [],
    renamed: {},
    publishedIn: {},
    notes: [],
  };
}
