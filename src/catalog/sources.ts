import { HOUSE, hasColumn } from "./provenance.js";
import type { Dataset, NestedRecords, Source, Table } from "./types.js";

/** Unknown members that a record may have beside those of its dataset. */
const MOST_OTHERS = 20;

/**
 * The kinds of file that a release's table comes in: whole, with whatever other columns somebody added, or some of its
 * columns, chosen by somebody, the keys among them.
 */
export function releaseTable(dataset: Dataset, keys: readonly string[], origin: string): readonly Source[] {
  const fields = dataset.fields.filter((field) => !field.derived);
  for (const { name, column } of fields)
    if (dataset.table.columns.some((each) => each.name === column && each.isList))
      throw new Error(
        `${dataset.key}/${dataset.version}: ${name} is a list; rows with lists are read as records.`,
      );
  const columns = fields.map((field) => field.name);
  const common = {
    names: { dataset },
    lacks: [],
    plain: [],
    keys,
    origin,
    identity: columns,
    isBulk: true,
    patch: "release",
  } as const;
  return [
    { ...common, has: columns, others: "any", rank: 1 },
    { ...common, has: keys, others: 0, rank: 2 },
  ];
}

/** Records of the API, or of ours: all their members, or some, the keys among them. */
export function records(
  dataset: Dataset,
  keys: readonly string[],
  about: Partial<
    Pick<
      Source,
      "has" | "lacks" | "plain" | "others" | "rank" | "origin" | "identity" | "isBulk" | "protocolOf" | "bag"
    >
  > = {},
): Source {
  return {
    names: { dataset },
    has: keys,
    lacks: [],
    plain: [],
    others: MOST_OTHERS,
    rank: 2,
    keys,
    origin: dataset.rows?.column === "source" ? String(dataset.rows.value) : "api",
    identity: "record",
    ...about,
  };
}

/**
 * Records that are nested objects, told by the places they have. One object of each identity is kept: of two, the one
 * that is later by the role `stamp`. Several of a family's sources may map to one object.
 */
export function nestedRecords(
  dataset: Dataset,
  about: NestedRecords &
    Pick<Source, "has"> & { readonly identity: readonly string[] } & Partial<
      Pick<Source, "lacks" | "rank" | "origin">
    >,
): Source {
  const { has, identity, lacks = [], rank = 1, origin = "api", bags, map, divides } = about;
  if (dataset.table.roles.received === undefined)
    throw new Error(`Table ${dataset.table.name} keeps no object that was received.`);
  return {
    names: { dataset },
    has,
    lacks,
    plain: [],
    others: "any",
    rank,
    keys: [],
    origin,
    identity,
    nested: { bags, ...(map ? { map } : {}), ...(divides ? { divides } : {}) },
  };
}

/** A stored table as `artunit export` writes it. */
export function exportOf(table: Table): Source {
  return {
    names: { table },
    has: table.columns.filter(({ wordsOf }) => !wordsOf).map(({ name }) => name),
    lacks: [],
    plain: [],
    others: MOST_OTHERS,
    // It has all of the table's columns: whatever else it looks like, it is this.
    rank: 0,
    keys: hasColumn(table, HOUSE.record) ? [HOUSE.record] : [],
    origin: "",
    identity: "record",
  };
}
