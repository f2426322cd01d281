import type { Hints } from "./hints.js";
import type { NestedObject } from "./nested.js";

/**
 * How a value is stored. `number` is a double. Dates are days without a zone, timestamps wall time as received (an
 * instant with a zone is stored in UTC). `fulltext` is text that is analysed into words.
 */
export type ColumnType =
  | "text"
  | "fulltext"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "timestamp"
  | "json";

/** A column of a stored table: its name, its type and what it means. */
export interface Column {
  readonly name: string;
  /** Of the column's value, or of each value of its list. */
  readonly type: ColumnType;
  readonly meaning: string;
  /**
   * A row has any number of values, in their order. Criteria ask whether some value satisfies them; a row counts once in
   * the group of each value; it is sorted by its least value, or by its greatest when descending.
   */
  readonly isList?: true;
  /** The place in the received object whose value it holds, as `applicationMetaData.filingDate`; see `leavesOf`. */
  readonly path?: string;
  /** A `fulltext` column of one line, such as a title: records can be sorted and grouped by it all the same. */
  readonly isShort?: true;
  /**
   * A text that is a code and may look like a number, which tools then rewrite (`103.0`): how many digits it has
   * with the zeros at its front that they take away; 0 where there is no such length.
   */
  readonly digits?: number;
  /** What stands between the parts of a text that other files give as a list. */
  readonly joinedWith?: "," | "|";
  /** A list that a load fills with the parts of another column's text, which stays as it was received. */
  readonly partsOf?: { readonly column: string; readonly separators: string };
  /** A list that a load fills, each once, with what other columns are found by; see `rowWords`. Nobody is shown it. */
  readonly wordsOf?: WordsOf;
}

/** The columns whose words (`:word`, as analysed) and whole values (`=value`) are written down together. */
export interface WordsOf {
  readonly analysed: readonly string[];
  readonly whole: readonly string[];
}

/** Whether a column has one value to go by, so that records can be sorted and grouped by it. */
export function isOrdered({ type, isList, isShort }: Column): boolean {
  if (isList) return false;
  return type === "fulltext" ? isShort === true : type !== "json";
}

/** A stored table. `order` is the declared order of its rows, complete: no two rows are equal in it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly order: readonly string[];
  readonly roles: Roles;
  /** Where its rows may come from, the best first: of two sources that describe the same, the better is preferred. */
  readonly sources?: readonly string[];
  readonly hints?: Hints;
  readonly bundled?: Bundled;
  /** What people call a column that no field is named after, for suggestions; letter case and signs do not count. */
  readonly alsoCalled?: Readonly<Record<string, readonly string[]>>;
  /** What its received objects say that a table of codes may learn. */
  readonly teaches?: Teaching;
  /** Narrow copies of the table in another order, for fields that are looked up on their own. */
  readonly secondOrders: readonly SecondOrder[];
}

/**
 * Rows of a small table that come with the program. They answer where nothing was loaded, and for what the loaded rows
 * lack; none of them is stored.
 */
export interface Bundled {
  /** What a loaded row and a bundled one have in common when they are about the same. */
  readonly column: string;
  /** Codes are learnt from tables that teach this subject; the column is that of what a code means. */
  readonly learns?: { readonly subject: string; readonly column: string };
  rows(): readonly Readonly<Record<string, string | number>>[];
}

/** Where an object has a list of codes with what they mean, as the events of an application. */
export interface Teaching {
  readonly subject: string;
  /** The list, and in each of its elements the code and its meaning. */
  readonly list: string;
  readonly code: string;
  readonly meaning: string;
  /** What `source` says of a row that was learnt from it. */
  readonly source: string;
}

/** What `source` says of a row that came with the program. */
export const BUNDLED = "bundled";

/**
 * What generic code may ask of a table: the name of the column that plays the part, where one does. Code that serves
 * any table asks for a role, never for a column by its name. (Columns of the house have one name in all tables: `HOUSE`.)
 */
export interface Roles {
  /** The application a row is about, as eight digits; joins all families. */
  readonly application?: string;
  /** What big tables are cut, built and looked up by, such as the application. */
  readonly partition?: string;
  /** The document a row describes; joins the tables of a family. */
  readonly document?: string;
  /** The day a row is dated by: coverage, embargoes, order. */
  readonly date?: string;
  /** True where no better source describes the same. */
  readonly preferred?: string;
  /** True where another row stands for this one. */
  readonly duplicate?: string;
  /** When the record was made at its source: of two states of one record the later counts. */
  readonly stamp?: string;
  /** The nested object that the row's columns were filled from, as JSON: the record as it came. */
  readonly received?: string;
}

/**
 * The rows sorted by a column (missing last), then by their place in the declared order, which each has as `position`. Of a list, a
 * row stands there once for each of its values: rows that hold one are found there, and read from the table.
 */
export interface SecondOrder {
  readonly name: string;
  readonly by: string;
  /**
   * A column that nearly always holds the same text as the leading one. Questions about it are answered in this
   * order too, with the other spellings, which are kept apart. Rows that have it alone stand last, sorted by it.
   */
  readonly spelled?: string;
  /** The columns it holds, `by` among them; questions about others are answered from the table. */
  readonly columns: readonly string[];
  /** What is kept of the values of the leading column that stand in many rows. */
  readonly together?: Together;
}

/** The rows of a value, and those that stand in one statement with it: a document says them in one breath. */
export interface Together {
  /** Values in more rows than these. */
  readonly above: number;
  /** What rows of one statement have in common, beside the role `partition`. */
  readonly statement: readonly string[];
  /** Missing in a row that stands in no statement. */
  readonly within: string;
  /** What is kept of each row, beside what orders it. */
  readonly columns: readonly string[];
}

/** How criteria match a field; see the typed fields of the criteria language. */
export type Matching = "keyword" | "text" | "integer" | "number" | "flag" | "date" | "instant";

/**
 * How a value is written on the wire. `plain` is JSON's own type, days and instants as text. `…-list` forms are
 * one-element arrays; a column that is a list is an array in every form. `number` writes 1; `float` 1.0;
 * flags (booleans in the store) become 1/0 in the numeric forms. `utc-midnight` is midnight US Eastern
 * written in UTC, with the daylight-saving rule of that day; `midnight` is the same day without a zone.
 */
export type WireForm =
  | "plain"
  | "string"
  | "string-list"
  | "number"
  | "float"
  | "boolean"
  | "number-string-list"
  | "utc-midnight"
  | "midnight"
  | "midnight-list"
  | "utc-seconds"
  | "utc-milliseconds"
  | "seconds";

/** How a protocol writes the values of a field. */
export interface Wire {
  readonly form: WireForm;
  /** What stands for a missing value, as JSON text; null leaves the key out. */
  readonly absent: string | null;
}

/** How a protocol writes a field; `name` where it calls the field otherwise. */
export interface NamedWire extends Wire {
  readonly name?: string;
}

/** How another data set writes a number that we store once; read and written by `src/query/spelledElsewhere.ts`. */
export type Spelling = "application-patentsview" | "document-patentsview" | "document-bigquery";

/**
 * How a column holds numbers of patent documents: as a key (`US6992580`), as digits (`6992580`), as the office publishes them
 * (`US20210210819A1`, `WO 2009/064413`), the same with blanks (`US 6992580 B2`), or as somebody transcribed them.
 */
export type DocumentForm = "key" | "digits" | "published" | "spaced" | "text";

/**
 * What numbers a column holds: of applications, as eight digits or as files may write them (`11/798,000`), or of patent
 * documents.
 */
export type NumberForm = "application" | "application-text" | DocumentForm;

/** One field of a dataset: a named, typed view of a column. */
export interface Field {
  readonly name: string;
  readonly column: string;
  readonly match: Matching;
  readonly meaning: string;
  readonly example: string;
  /** How each protocol writes it, by the protocol's name. A protocol that is missing here does not have the field. */
  readonly wires?: Readonly<Record<string, NamedWire>>;
  /** Where the value is not the USPTO's own: the rule by which it is filled. */
  readonly derived?: string;
  /** The column's value is written as another data set does, and read so in criteria. */
  readonly spelling?: Spelling;
  /** It holds numbers, which criteria match in any written form: but a text that somebody did transcribe so as it stands. */
  readonly numbers?: NumberForm;
  /** Its texts are days as `20070509`, which criteria may write as any day. */
  readonly isCompactDay?: true;
  /** How some files spell its name; read, never written. */
  readonly spelled?: readonly string[];
  /** Shown only where it is selected by name. */
  readonly isExtra?: true;
  /** The values it holds, where they form a list: who asks for another is told. */
  readonly values?: KnownValues;
}

/** The values of a field that form a list. */
export interface KnownValues {
  readonly held: readonly KnownValue[];
  /** Others may come: only what is surely meant for one of these is told. */
  readonly isOpen?: true;
  /** How people write more than the field says: `103(a)`. */
  readonly parts?: {
    /** Its first group is the value. */
    readonly whole: RegExp;
    /** The column with the rest, and what that is. */
    readonly restIn: string;
    readonly says: string;
  };
  /** How people write a value of which the form is known, but no list: `AU2800`. */
  readonly spelled?: {
    /** Its first group is what the value is made of. */
    readonly as: RegExp;
    readonly stored: (part: string) => string;
  };
}

export interface KnownValue {
  readonly value: string;
  readonly meaning: string;
  /** What people write for it; letter case, blanks and signs do not count. */
  readonly alsoWritten?: readonly string[];
}

/**
 * How the records of a question are written. A protocol makes it, from what a dataset says of its fields; every engine
 * understands it.
 */
export type Shape = MemberShape | NestedShape;

/** The object that a row keeps as it was received, or what a protocol makes of it. */
export interface NestedShape {
  readonly kind: "nested";
  /** The protocol's name. */
  readonly name: string;
  /** The column with the object. */
  readonly column: Column;
  /** What a protocol or a family makes of the object; without it, it is the object itself. */
  readonly map?: (object: NestedObject) => NestedObject;
  /** A member of the object that is left out. Most objects do not have it, and are not read to see that. */
  readonly without?: string;
  /** What of the outcome is written; null for all of it. See `prune`. */
  readonly paths: readonly string[] | null;
}

/** A list of members, each a column in a wire form. */
export interface MemberShape {
  readonly kind: "members";
  /** The protocol's name, under which rows keep what was received otherwise. */
  readonly name: string;
  /** What is written, in this order. */
  readonly members: readonly Member[];
  /** What the rows themselves add; null where they cannot. */
  readonly verbatim: Verbatim | null;
}

/** One member of a record. */
export interface Member {
  readonly key: string;
  readonly column: Column;
  readonly spelling?: Spelling;
  readonly wire: Wire;
}

export interface Verbatim {
  readonly column: string;
  /**
   * `patch`: the row's merge patch of this name is laid over the record; where the shape is a selection, over the
   * members of the whole record, and the selected ones are picked from the outcome. `member`: the row's value of this
   * name is one more member, at the end.
   */
  readonly adds:
    | { readonly kind: "patch"; readonly name: string; readonly whole: readonly Member[] | null }
    | { readonly kind: "member"; readonly name: string };
}

/**
 * A kind of file, told by facts about its columns (or the members of its records): those it has, those it never has,
 * and how many others there may be. A file that fits several kinds is of the one of the lowest rank; if several
 * share that, it is refused, and `--dataset` settles it.
 */
export interface Source {
  /** Whose names its columns have: a dataset's fields, or a table's own columns. */
  readonly names: { readonly dataset: Dataset } | { readonly table: Table };
  readonly has: readonly string[];
  readonly lacks: readonly string[];
  /** Columns that hold one text here, where another kind of file gives a list. */
  readonly plain: readonly string[];
  /** Other columns there may be: any, or so many that no other kind of file knows. */
  readonly others: "any" | number;
  readonly rank: number;
  /** A row without a value in one of these cannot be placed. */
  readonly keys: readonly string[];
  /** What the rows' `source` says, where they do not say it themselves. */
  readonly origin: string;
  /**
   * What a row's id is made of: the id it brings (else all it says), or the cells of the named columns. Of nested
   * records: the values at these paths of the object that is kept.
   */
  readonly identity: "record" | readonly string[];
  /**
   * Its rows go in as they are, by the million; `identity` names all its columns, none of them a list. `tables`: only
   * where they come as a table that the office wrote; a record that was answered says more than its cells.
   */
  readonly isBulk?: true | "tables";
  /**
   * The protocol in which a record of this kind was answered, told by how it is written; null for our own, and for a line
   * of a table. What the record says otherwise than that protocol would write it is kept.
   */
  readonly protocolOf?: (record: Readonly<Record<string, unknown>>) => string | null;
  /** Under which name of a row's own patch its unreadable cells are kept, where no protocol would have written them. */
  readonly patch?: string;
  /** Its files come out again and again, each time whole: a row's source names the release, too (`litigation-2020`). */
  readonly isReleased?: true;
  /** Of records that are rows: the list of a JSON document in which they stand, where it is not the API's own (`docs`). */
  readonly bag?: string;
  /** Its records are kept as nested objects, from which columns that declare a path are filled. */
  readonly nested?: NestedRecords;
}

/**
 * How a kind of file comes to the nested object that its table keeps (the role `received`). `has` and `lacks` of such a
 * source name places in a record as the file has it: `applicationMetaData.filingDate`.
 */
export interface NestedRecords {
  /**
   * Where in a JSON document the records stand: the path of a list, as `patentFileWrapperDataBag` or `response.items`.
   * They are streamed. A list of records, and a record a line, need no path. In XML, the element that is a record:
   * `<PatentData>`.
   */
  readonly bags: readonly string[];
  /** Makes the object that is kept of a record of this kind; without it, the record is the object. */
  readonly map?: (record: NestedObject) => NestedObject;
  /** Where one list holds records of several kinds: the source that another one is of; null for this one. */
  readonly divides?: (record: NestedObject) => Source | null;
}

/** How a protocol knows a nested record whose shape is another than the one that is kept. */
export interface NestedManner {
  /** The protocol's names of fields, each to the dataset's. */
  readonly names: Readonly<Record<string, string>>;
  /** The value that is kept for one that is asked for by a name of the protocol; the value itself where it says none. */
  readonly asked?: (name: string, value: string) => string;
  /** How the protocol writes a value where it counts; the value itself where it says none. */
  readonly counted?: (name: string, value: string) => string;
  /** What is answered of the object that is kept; several where the protocol knows several shapes of it. */
  readonly answered: Readonly<Record<string, (object: NestedObject) => NestedObject>>;
}

/** From real answers and files, from what the office wrote, from what others say, or from our own reading. */
export type Known = "recorded" | "documented" | "claimed" | "inferred";

/** A field of another version that has no one counterpart, because it was split or joined. */
export interface Retold {
  /** The fields that hold now what it held. */
  readonly in: readonly string[];
  /** How values go from the one to the others, as a sentence. */
  readonly note: string;
  /**
   * What is asked now where it was asked for something: as that is written, and its value where it is one value. Null where
   * it cannot be asked.
   */
  readonly asked: (written: string, value: string | null) => string | null;
}

/** What clients see: some rows of a table under the names of one published API version. */
export interface Dataset {
  readonly key: string;
  readonly version: string;
  /** Other spellings of the version that old clients use. */
  readonly versionAliases: readonly string[];
  /** What it is found by in catalogues, beside "uspto" and "patent", in lower case. */
  readonly keywords?: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly table: Table;
  /** Which rows of the table belong to the dataset: those with this value; null means all. */
  readonly rows: { readonly column: string; readonly value: string | boolean } | null;
  readonly fields: readonly Field[];
  /** Of several releases the newest answers, unless the criteria ask for a source. */
  readonly isNewestOnly?: true;
  /** Fields searched by a term that names none; empty means such a term is refused. */
  readonly defaultFields: readonly string[];
  /** Names this data has in another version, to the name here: turns a wrong name into a helpful error. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Fields of another version that were split or joined, by their names there: how they are asked for here. */
  readonly retold?: Readonly<Record<string, Retold>>;
  /**
   * The protocols in which it is published beside our own, which has every dataset, by name; and what each has to know
   * of it, in words of the protocol.
   */
  readonly publishedIn: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** In which other manners its nested records are asked and answered, by the protocol's name. */
  readonly manners?: Readonly<Record<string, NestedManner>>;
  /** How it is known what the original was like; from its own answers where nothing is said. */
  readonly known?: Known;
  /** Known defects and choices of ours, for the reference pages. */
  readonly notes: readonly string[];
}
