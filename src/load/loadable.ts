import { resolve } from "node:path";
import type { Catalog, Deriving, Table } from "../catalog/index.js";
import type { Reader, ReaderOptions } from "../ingest/reader.js";

/** What a load has to know of an installation. */
export interface Loadable extends Catalog {
  readonly families: readonly LoadedFamily[];
}

/** A bulk product, which of its files are read, and whether it is fetched where none is named. */
interface ReadProduct {
  readonly id: string;
  readonly files?: RegExp;
  readonly isUsual?: true;
}

/** What a load has to know of a family: how its files are read, beside its sources, and how its columns come about. */
interface LoadedFamily {
  readonly tables: readonly Table[];
  readonly deriving?: Deriving;
  readonly readers?: (options: ReaderOptions) => readonly Reader[];
  /** The keys under which a file is kept for what its path is. */
  readonly keeps?: (path: string) => readonly string[];
  /** The office's bulk products whose files it reads; those of these names, where it does not read all. */
  readonly reads?: readonly ReadProduct[];
}

/** The readers of all families, made anew for each load. */
export function readersOf({ families }: Loadable, options: ReaderOptions): readonly Reader[] {
  return families.flatMap(({ readers }) => readers?.(options) ?? []);
}

/** The keys under which a file is kept for what its path on disk is; none for a file that is only read. */
export function keysOfFile({ families }: Loadable, path: string): readonly string[] {
  const whole = resolve(path).replaceAll("\\", "/");
  return families.flatMap(({ keeps }) => keeps?.(whole) ?? []);
}

const afresh = new WeakMap<Table, ReadonlySet<string>>();

/** Columns of a table that are never taken from a file: which rows are preferred, and what the family says. */
export function afreshOf({ families }: Loadable, table: Table): ReadonlySet<string> {
  const known = afresh.get(table);
  if (known) return known;
  const { preferred, duplicate } = table.roles;
  const said = families.flatMap(({ deriving }) => deriving?.tables[table.name]?.afresh ?? []);
  const names = new Set([preferred, duplicate, ...said].filter((name) => name !== undefined));
  afresh.set(table, names);
  return names;
}
