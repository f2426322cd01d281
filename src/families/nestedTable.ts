import {
  type Column,
  type ColumnType,
  type Field,
  HOUSE,
  type KnownValues,
  type Matching,
  nested,
  type Table,
  type WordsOf,
} from "../catalog/index.js";
import { ART_UNITS, CAPITALS, TECH_CENTERS } from "./codes.js";

/**
 * What stands at a place of a nested record. `code` is matched whole, and so is the number of an `application`, a `patent` or a
 * `publication`, in any written form; `name` by its words, but whole in filters, and
 * records are sorted and counted by it; `words` is text that is only searched.
 */
type LeafKind =
  | "application"
  | "patent"
  | "publication"
  | "code"
  | "name"
  | "words"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "timestamp";

/** One place of a nested record: its path, what stands there (`[]`: any number of them), what it means, an example. */
export type Leaf = readonly [
  path: string,
  kind: LeafKind | `${LeafKind}[]`,
  meaning: string,
  example: string,
];

interface Kind {
  readonly type: ColumnType;
  readonly match: Matching;
  readonly numbers?: Field["numbers"];
}

const KINDS: Readonly<Record<LeafKind, Kind>> = {
  application: { type: "text", match: "keyword", numbers: "application" },
  patent: { type: "text", match: "keyword", numbers: "digits" },
  publication: { type: "text", match: "keyword", numbers: "published" },
  code: { type: "text", match: "keyword" },
  name: { type: "text", match: "text" },
  words: { type: "fulltext", match: "text" },
  integer: { type: "integer", match: "integer" },
  number: { type: "number", match: "number" },
  boolean: { type: "boolean", match: "flag" },
  date: { type: "date", match: "date" },
  timestamp: { type: "timestamp", match: "instant" },
};

function isList(leaf: Leaf): boolean {
  return leaf[1].endsWith("[]");
}

function kindOf(leaf: Leaf): LeafKind {
  return leaf[1].replace("[]", "") as LeafKind;
}

/** `applicationMetaData.filingDate` as the name of a column: `application_meta_data_filing_date`. */
export function columnAt(path: string): string {
  return path
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(".", "_")
    .toLowerCase();
}

function columnFor(leaf: Leaf): Column {
  const [path, , meaning] = leaf;
  const { type } = KINDS[kindOf(leaf)];
  return {
    name: columnAt(path),
    type,
    path,
    meaning,
    ...(isList(leaf) ? { isList: true } : {}),
    ...(type === "fulltext" ? { isShort: true } : {}),
  };
}

/** The column with the words of others. */
const WORDS = "words";

/** What a table of nested records is called and ordered by, in paths. */
interface About {
  readonly name: string;
  /**
   * What records are kept, cut and looked up by: the declared order begins with it. All states of a record have the same, so
   * it is part of their identity.
   */
  readonly key?: string;
  /** Of these the declared order is made, before the record's id. */
  readonly order: readonly string[];
  /** Other places by which records are looked up. */
  readonly lookedUpBy?: readonly string[];
  readonly application?: string;
  readonly date?: string;
  readonly stamp?: string;
  /** Places whose words are written down together, so that a word in any of them is found without reading all of them. */
  readonly searchedTogether?: readonly string[];
  /** What people call a place, by its path; see `Table`. */
  readonly alsoCalled?: Readonly<Record<string, readonly string[]>>;
  /** Where its records may come from; the answers of an API where nothing is said. */
  readonly sources?: readonly string[];
}

/** The table of nested records: a column for each place, the object as it came, and where it came from. */
export function nestedTable(leaves: readonly Leaf[], about: About): Table {
  const { name, key, order, lookedUpBy = [], application, date, stamp, sources = ["api"] } = about;
  const { searchedTogether, alsoCalled = {} } = about;
  return {
    name,
    columns: [
      { name: HOUSE.record, type: "text", meaning: "The record's id here." },
      ...leaves.map(columnFor),
      { name: "received", type: "json", meaning: "The object as it came." },
      { name: HOUSE.source, type: "text", meaning: "Where the record came from." },
      { name: HOUSE.file, type: "text", meaning: "The file it was read from." },
      { name: HOUSE.row, type: "integer", meaning: "Its place in that file, from 1." },
      ...(searchedTogether
        ? [
            {
              name: WORDS,
              type: "text",
              isList: true,
              meaning: "The words and values by which it is found.",
              wordsOf: wordsOf(leaves, searchedTogether),
            } as const,
          ]
        : []),
    ],
    order: [...(key === undefined ? order : [key, ...order]).map(columnAt), HOUSE.record],
    roles: {
      ...(key === undefined ? {} : { partition: columnAt(key) }),
      received: "received",
      ...(application === undefined ? {} : { application: columnAt(application) }),
      ...(date === undefined ? {} : { date: columnAt(date) }),
      ...(stamp === undefined ? {} : { stamp: columnAt(stamp) }),
    },
    sources,
    alsoCalled: Object.fromEntries(
      Object.entries(alsoCalled).map(([path, called]) => [columnAt(path), called]),
    ),
    secondOrders: searchedTogether ? [{ name: `${name}_${WORDS}`, by: WORDS, columns: [WORDS] }] : [],
    hints: { keys: lookedUpBy.map(columnAt), ...(searchedTogether ? { undigested: [WORDS] } : {}) },
  };
}

function wordsOf(leaves: readonly Leaf[], paths: readonly string[]): WordsOf {
  const searched = leaves.filter(([path]) => paths.includes(path));
  const isAnalysed = (leaf: Leaf) => KINDS[kindOf(leaf)].match === "text";
  return {
    analysed: searched.filter(isAnalysed).map(([path]) => columnAt(path)),
    whole: searched.filter((leaf) => !isAnalysed(leaf)).map(([path]) => columnAt(path)),
  };
}

/** Values of places by the last name of their path, in every collection. */
const KNOWN: Readonly<Record<string, KnownValues>> = {
  groupArtUnitNumber: ART_UNITS,
  technologyCenter: TECH_CENTERS,
  technologyCenterNumber: TECH_CENTERS,
};

/** A field for each place, called by its path; `known` are values of a collection's own places, by the last name of their path. */
export function nestedFields(
  table: Table,
  leaves: readonly Leaf[],
  known: Readonly<Record<string, KnownValues>> = {},
): readonly Field[] {
  const columns = new Map(table.columns.map((each) => [each.name, each]));
  return leaves.map((leaf) => {
    const [path, , , example] = leaf;
    const { match, numbers } = KINDS[kindOf(leaf)];
    const name = path.slice(path.lastIndexOf(".") + 1);
    const values = known[name] ?? KNOWN[name] ?? (isCapitals(leaf) ? CAPITALS : undefined);
    return nested(columns.get(columnAt(path))!, match, {
      example,
      ...(values === undefined ? {} : { values }),
      ...(numbers === undefined ? {} : { numbers }),
    });
  });
}

function isCapitals(leaf: Leaf): boolean {
  return kindOf(leaf) === "code" && /^[A-Z]+$/.test(leaf[3]);
}

/** The fields that a word without a name is looked for in: all that hold text. */
export function searchedFields(leaves: readonly Leaf[]): readonly string[] {
  return leaves.filter((leaf) => /^(?:text|fulltext)$/.test(KINDS[kindOf(leaf)].type)).map(([path]) => path);
}
