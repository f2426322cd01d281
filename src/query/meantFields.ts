import { type Dataset, datasetName, type Field, HOUSE, hasColumn, type Table } from "../catalog/index.js";

/** What people call the columns that play a part in any table, beside what its family says. */
const OF_ROLES = {
  application: [
    "application",
    "appl",
    "app",
    "app id",
    "application number",
    "appl number",
    "app number",
    "serial",
    "serial number",
    "appno",
  ],
  document: ["document", "doc", "doc id", "document id", "document number"],
  date: ["date", "year", "month", "day", "mailed", "mail date", "mailing date", "when", "dated"],
} as const satisfies Partial<Record<keyof Table["roles"], readonly string[]>>;

/** And for a row's own id. */
const OF_RECORD: readonly string[] = ["identifier", "record id", "uuid", "key"];

/** The fields of the caller's protocol by their names. */
type Names = ReadonlyMap<string, Field>;

/** What somebody probably meant who wrote a name that is no field's. */
export interface Meant {
  /** The field that holds it here; null where only others have it. */
  readonly here: string | null;
  /** The datasets that have it, each with how they call it. */
  readonly elsewhere: readonly string[];
}

/**
 * The field that is called otherwise here: as another dataset calls its column, as the column itself, or as people say. Null where
 * the word means nothing to any of the datasets.
 */
export function meantField(
  name: string,
  dataset: Dataset,
  names: Names,
  datasets: readonly Dataset[] = [],
): Meant | null {
  const word = bareName(name);
  const columns = columnsMeant(word, [dataset, ...datasets]);
  const here = [...names].find(
    ([, field]) => field.spelling === undefined && columns.some((column) => column === field.column),
  );
  if (here) return { here: here[0], elsewhere: [] };
  const told = new Set<string>();
  const elsewhere = datasets.flatMap((other) => {
    // Of the versions of a dataset one is enough, so that others are told, too.
    if (told.has(other.key)) return [];
    const own = columnsMeant(word, [other]);
    const field = other.fields.find((each) => own.includes(each.column) && each.spelling === undefined);
    if (field) told.add(other.key);
    return field ? [datasetName(other) + (field.name === name ? "" : ` ("${field.name}")`)] : [];
  });
  return elsewhere.length === 0 ? null : { here: null, elsewhere };
}

/** What somebody asks for who writes a value for a field, as `final:1`; null where no field is known to hold it. */
export function valueMeant(written: string, names: Names): string | null {
  const word = bareName(written);
  for (const [name, { values, spelling }] of names) {
    if (spelling !== undefined) continue;
    const found = values?.held.find(({ value, alsoWritten = [] }) =>
      [value, ...alsoWritten].some((each) => bareName(each) === word),
    );
    if (found) return `${name}:${/^\w+$/.test(found.value) ? found.value : `"${found.value}"`}`;
  }
  return null;
}

function columnsMeant(word: string, datasets: readonly Dataset[]): readonly string[] {
  return datasets.flatMap(({ table, fields }) => [
    ...fields.filter((each) => bareName(each.name) === word).map(({ column }) => column),
    ...table.columns.filter((each) => bareName(each.name) === word).map(({ name }) => name),
    ...Object.entries(table.alsoCalled ?? {}).flatMap(([column, called]) =>
      called.some((each) => bareName(each) === word) ? [column] : [],
    ),
    ...(OF_RECORD.some((each) => bareName(each) === word) && hasColumn(table, HOUSE.record)
      ? [HOUSE.record]
      : []),
    ...Object.entries(OF_ROLES).flatMap(([role, called]) => {
      const column = table.roles[role as keyof typeof OF_ROLES];
      return column !== undefined && called.some((each) => bareName(each) === word) ? [column] : [];
    }),
  ]);
}

/** A name without case and signs. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
