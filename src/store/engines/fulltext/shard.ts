import Database from "libsql";
import { type Dataset, HOUSE, hasColumn, type Shape } from "../../../catalog/index.js";
import { ArtunitError, damaged } from "../../../errors.js";
import { analyse } from "../../../query/analyse.js";
import { nearWords } from "../../../query/edits.js";
import { patternMatcher } from "../../../query/index.js";
import type { Predicate } from "../../../query/predicate.js";
import { isRun, type WildcardPart, wildcardParts } from "../../../query/wildcards.js";
import { recordRenderer } from "../../records/render.js";
import { type KeyColumn, spelledColumn } from "../../records/spelled.js";
import { type Cell, compareScalars, type Row } from "../../row.js";
import { storedName } from "../../snapshots/damage.js";
import { globPattern, nextBeginning, type Parameter } from "../../sql/compile.js";
import { SQLITE } from "../../sql/dialect.js";
import type { GroupKey, SearchPassage, SortKey } from "../../store.js";
import { standsWithin } from "../../words/phrases.js";
import { cellOf, FORMAT, indexOf, type Layout, shownColumns, valueColumn } from "./layout.js";
import { readLeft, type ShardFacts } from "./left.js";
import { unpack } from "./packing.js";
import { bodyQuestions, passagesOf } from "./passages.js";
import {
  asPhrase,
  compileQuestion,
  isUnbroken,
  type LookUp,
  needsExpanding,
  type Phrase,
  type Question,
  rankingExpression,
  sharedRankingParts,
  type WordSet,
} from "./question.js";

/** A pattern over words may stand for at most so many of them, over all shards together. */
export const MOST_WORDS = 5000;
/** And all patterns of a question for so many together: the index is asked for each. */
export const MOST_WORDS_TOGETHER = 20_000;
/** What patterns stood for is held for so many words of a shard. */
const MOST_WORDS_HELD = 100_000;
/** In code points: the analyser cuts at 255 code units, of which none has a lower case of more than three. */
const LONGEST_WORD = 3 * 255;
/** Documents of a shard that a sloppy phrase makes us read; for more, the places of its words are looked up. */
const MOST_READ = 1000;
/** Places of the words of all phrases of a query: 10 ns each, measured. */
const MOST_PHRASE_PLACES = 1_000_000_000;
/** So many places of a shard at most. */
const MOST_PLACES = 4_000_000;

type SqliteValue = string | number | null;

/** What decides between two texts of the same record or document. */
export interface StoredText {
  readonly position: number;
  readonly recordId: string;
  readonly documentId: string | null;
  readonly createdAt: string | null;
  readonly source: string;
  readonly digest: string;
}

export interface ShardSelection {
  readonly dataset: Dataset;
  readonly predicate: Predicate;
}

export interface KeysRequest extends ShardSelection {
  readonly sort: readonly SortKey[];
  /** Sort values, then the columns of the declared order: only rows behind it. */
  readonly after: readonly SqliteValue[] | null;
  readonly limit: number;
}

export interface RankedRequest extends ShardSelection {
  /** The shard's own scores times this are comparable with those of other shards. */
  readonly weight: number;
  /** Score, then the columns of the declared order: only rows behind it. */
  readonly after: readonly SqliteValue[] | null;
  readonly limit: number;
}

export interface RankingCounts {
  /** Of the shard's index, by which it scores: rows that left it count, too. */
  readonly texts: number;
  readonly held: readonly number[];
  /** Without those. */
  readonly there: { readonly texts: number; readonly held: readonly number[] };
}

/** Sort values, then the columns of the declared order, then the position in the shard. */
export type ShardKey = readonly SqliteValue[];

/** One immutable file of texts, open for reading. Synchronous; lives in a worker thread. */
export class Shard {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();
  private readonly expansions = new Map<string, readonly string[]>();
  private wordsHeld = 0;
  private readonly readWords = new Map<string, WeakRef<readonly string[]>>();
  /** Of the rows that have not left it. */
  readonly facts: ShardFacts;
  /** Rows of the file. */
  readonly stored: number;
  /** Positions of those that the snapshot has no more. */
  readonly left: ReadonlySet<number>;
  /** Analysed columns that are newer than the shard: no text of it has a word there. */
  private readonly unindexed: ReadonlySet<string>;

  /** Throws `snapshot-damaged` when the file is no shard of this format. */
  constructor(
    path: string,
    private readonly layout: Layout,
    private readonly mostRead = MOST_READ,
  ) {
    try {
      this.database = new Database(path, { readonly: true });
      this.database.exec("PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY");
      const facts = Object.fromEntries(this.all("SELECT name, value FROM facts") as [string, string][]);
      if (Number(facts.format) !== FORMAT) throw new Error(`format ${facts.format}`);
      const summary = JSON.parse(facts.summary!) as ShardFacts;
      const left = readLeft(path);
      this.stored = summary.rows;
      this.left = new Set(left?.positions);
      this.facts = left?.facts ?? summary;
      if (left) this.hideLeft(left.positions);
      this.unindexed = this.addLaterColumns();
    } catch (error) {
      throw damaged(storedName(path), (error as Error).message);
    }
  }

  close(): void {
    this.database.close();
  }

  private hideLeft(positions: readonly number[]): void {
    this.database.exec("CREATE TEMP TABLE left_rows (position INTEGER PRIMARY KEY)");
    const all = JSON.stringify(positions.map(Number));
    this.database.exec(`INSERT INTO temp.left_rows SELECT value FROM json_each('${all}')`);
  }

  /** The condition that a row has not left. */
  private isThere(place: string): string {
    return this.left.size === 0 ? "" : ` AND ${place} NOT IN (SELECT position FROM temp.left_rows)`;
  }

  /** Whether the table has columns that it did not have when the shard was written. */
  get isOlder(): boolean {
    return this.later().length > 0;
  }

  /** Lets every column of the table be asked: those that the shard does not have are null. */
  private addLaterColumns(): ReadonlySet<string> {
    const later = this.later();
    if (later.length === 0) return new Set();
    const nulls = later.map((name) => `NULL AS ${name}`).join(", ");
    this.database.exec(`CREATE TEMP VIEW texts AS SELECT *, ${nulls} FROM main.texts`);
    return new Set([this.layout.body, ...this.layout.sections].filter((name) => later.includes(name)));
  }

  private later(): readonly string[] {
    const stored = new Set(
      this.all("SELECT name FROM pragma_table_info('texts', 'main')").map(([name]) => name),
    );
    return shownColumns(this.layout).filter((name) => !stored.has(name));
  }

  count(selection: ShardSelection): number {
    if (selection.predicate.kind === "everything" && selection.dataset.rows === null) return this.facts.rows;
    const question = this.compile(selection, "places");
    const [row] = this.ask(question, `SELECT count(*) FROM ${question.from} WHERE ${question.condition}`);
    return row![0] as number;
  }

  /** The keys of the first matching rows in the asked order (nulls last), then the declared one. */
  keys(request: KeysRequest): readonly ShardKey[] {
    const { limit } = request;
    const sort = request.sort.map((key) => ({ ...key, column: valueColumn(this.layout, key.column) }));
    const question = this.compile(request, sort.length === 0 ? "places" : "columns");
    const { from, place, condition } = question;
    const parameters = [...question.parameters];
    const add = (value: SqliteValue) => {
      parameters.push({ value, type: typeof value === "number" ? "integer" : "text" });
      return `?${parameters.length}`;
    };
    const bound = request.after && this.lastBefore(request.after.slice(sort.length));
    const most = `LIMIT CAST(${add(Math.min(limit, 2 ** 40))} AS INTEGER)`;
    if (sort.length > 0) {
      const behind =
        bound === null ? "" : ` AND ${behindKey(sort, request.after!.slice(0, sort.length), bound, add)}`;
      const order = sort.map(
        (key) => `${spelledColumn(key)} IS NULL, ${spelledColumn(key)}${key.descending ? " DESC" : ""}`,
      );
      const columns = [...sort.map(spelledColumn), ...this.layout.order, "position"].join(", ");
      return this.ask(
        { parameters },
        `SELECT ${columns} FROM ${from} WHERE ${condition}${behind} ORDER BY ${order.join(", ")}, position ${most}`,
      );
    }
    const behind = bound === null ? "" : ` AND ${place} > CAST(${add(bound)} AS INTEGER)`;
    const places = `SELECT ${place} AS found FROM ${from} WHERE ${condition}${behind} ORDER BY ${place} ${most}`;
    return this.ask(
      { parameters },
      `SELECT ${[...this.layout.order, "position"].join(", ")} FROM (${places}) CROSS JOIN texts ON position = found ORDER BY position`,
    );
  }

  /** The order columns of every `step`-th match, for finding a place far down without reading all before it. */
  samples(selection: ShardSelection, step: number): readonly ShardKey[] {
    const question = this.compile(selection, "places");
    const [row] = this.ask(
      question,
      `SELECT json_group_array(found) FROM (SELECT ${question.place} AS found FROM ${question.from}` +
        ` WHERE ${question.condition} ORDER BY ${question.place})`,
    );
    const places = JSON.parse(row![0] as string) as number[];
    return this.all(
      `SELECT ${this.layout.order.join(", ")} FROM json_each(?1) CROSS JOIN texts ON position = value`,
      JSON.stringify(places.filter((_, at) => (at + 1) % step === 0)),
    ) as SqliteValue[][];
  }

  /** How many matches do not come after the key in the declared order. */
  rank(selection: ShardSelection, key: readonly SqliteValue[]): number {
    const question = this.compile(selection, "places");
    const parameters: Parameter[] = [
      ...question.parameters,
      { value: this.lastBefore(key), type: "integer" },
    ];
    const [row] = this.ask(
      { parameters },
      `SELECT count(*) FROM ${question.from} WHERE ${question.condition}` +
        ` AND ${question.place} <= CAST(?${parameters.length} AS INTEGER)`,
    );
    return row![0] as number;
  }

  /** The records at these positions as JSON text, in their order. */
  render(shape: Shape, positions: readonly number[]): readonly string[] {
    return this.rows(positions).map(recordRenderer(shape));
  }

  /** Whole rows, long texts and all. */
  rows(positions: readonly number[]): readonly Row[] {
    const wanted = JSON.stringify(positions);
    const found = this.all(
      `SELECT t.position, c.packed, ${this.layout.plain.map((each) => `t.${each.name}`).join(", ")}
       FROM json_each(?1) AS wanted CROSS JOIN texts AS t ON t.position = wanted.value
       CROSS JOIN contents AS c ON c.position = t.position`,
      wanted,
    );
    const byPosition = new Map(found.map((cells) => [cells[0] as number, cells]));
    return positions.map((position) => {
      const cells = byPosition.get(position);
      if (!cells) throw new Error(`The shard has no row ${position}.`);
      const row: Record<string, Cell> = {};
      this.layout.plain.forEach((column, at) => {
        row[column.name] = cellOf(column, cells[at + 2] as SqliteValue);
      });
      return Object.assign(row, unpack(cells[1] as Uint8Array));
    });
  }

  /** Every group with its size, or with its values where they are counted once each. */
  groups(
    selection: ShardSelection,
    by: readonly GroupKey[],
    distinct: KeyColumn | null,
  ): readonly (readonly SqliteValue[])[] {
    const question = this.compile(selection, "columns");
    const keys = by.map((key) =>
      key.period ? SQLITE.period(key.column, key.period) : valueExpression(this.layout, key),
    );
    if (distinct !== null) keys.push(valueExpression(this.layout, distinct));
    const numbers = keys.map((_, at) => at + 1).join(", ");
    return this.ask(
      question,
      `SELECT ${keys.join(", ")}, count(*) FROM ${question.from} WHERE ${question.condition} GROUP BY ${numbers}`,
    );
  }

  /**
   * Best matches first by bm25 over the words asked of the body, then in the declared order: score (less is
   * better), order columns, position.
   */
  ranked(request: RankedRequest): readonly ShardKey[] {
    const { words, condition, parameters } = this.compileRanked(request);
    const all = [...parameters];
    const add = (value: SqliteValue) => {
      all.push({ value, type: "integer" });
      return `?${all.length}`;
    };
    const weight = add(request.weight);
    let behind = "";
    if (request.after) {
      const [score, ...key] = request.after;
      const [worse, place] = [add(score!), add(this.lastBefore(key))];
      behind = ` WHERE score > ${worse} OR (score = ${worse} AND found > CAST(${place} AS INTEGER))`;
    }
    const scored = `SELECT rowid AS found, bm25(body_words) * ${weight} AS score FROM body_words WHERE body_words MATCH ${words} AND rowid IN (${condition})`;
    const best = `SELECT found, score FROM (${scored})${behind} ORDER BY score, found LIMIT CAST(${add(request.limit)} AS INTEGER)`;
    return this.ask(
      { parameters: all },
      `SELECT score, ${[...this.layout.order, "position"].join(", ")} FROM (${best}) CROSS JOIN texts ON position = found ORDER BY score, position`,
    );
  }

  /** How many texts there are, and how many hold each of the words that rank a text. */
  rankingCounts(predicate: Predicate): RankingCounts {
    // Not by the driver's get: it was seen to answer with the count of the question before.
    const sql = "SELECT count(*) FROM body_words WHERE body_words MATCH ?1";
    const parts = sharedRankingParts(bodyQuestions(predicate, this.layout.body));
    const counted = (asked: string) => parts.map((part) => this.all(asked, part)[0]![0] as number);
    const held = counted(sql);
    const there = this.left.size === 0 ? held : counted(`${sql}${this.isThere("rowid")}`);
    return { texts: this.stored, held, there: { texts: this.facts.rows, held: there } };
  }

  /** Matches that hold none of the words to rank by, in the declared order: order columns, position. */
  unranked(request: RankedRequest): readonly ShardKey[] {
    const { words, condition, parameters } = this.compileRanked(request);
    const all = [...parameters];
    const add = (value: number) => {
      all.push({ value, type: "integer" });
      return `CAST(?${all.length} AS INTEGER)`;
    };
    const bound = request.after ? ` AND position > ${add(this.lastBefore(request.after.slice(1)))}` : "";
    return this.ask(
      { parameters: all },
      `SELECT ${[...this.layout.order, "position"].join(", ")} FROM texts WHERE position IN (${condition})
       AND position NOT IN (SELECT rowid FROM body_words WHERE body_words MATCH ${words})${bound}
       ORDER BY position LIMIT ${add(request.limit)}`,
    );
  }

  /** The words to rank by, and a query of the rows that match. */
  private compileRanked(request: RankedRequest): {
    words: string;
    condition: string;
    parameters: readonly Parameter[];
  } {
    const { from, place, condition, parameters } = this.compile(request, "places");
    const expression = rankingExpression(
      bodyQuestions(request.predicate, this.layout.body),
      this.lookUp,
      this.layout.body,
    );
    return {
      words: `?${parameters.length + 1}`,
      condition: `SELECT ${place} FROM ${from} WHERE ${condition}`,
      parameters: [...parameters, { value: expression, type: "text" }],
    };
  }

  /** The passages of the bodies at these positions that show what was asked. */
  passages(
    predicate: Predicate,
    positions: readonly number[],
    most: number,
  ): readonly (readonly SearchPassage[])[] {
    const questions = bodyQuestions(predicate, this.layout.body);
    return positions.map((position) => {
      const packed = this.packedAt(position);
      return passagesOf(unpack(packed)[this.layout.body] ?? "", questions, most);
    });
  }

  private packedAt(position: number): Uint8Array {
    const sql = "SELECT packed FROM contents WHERE position = CAST(?1 AS INTEGER)";
    return this.all(sql, position)[0]![0] as Uint8Array;
  }

  /** The texts with one of these record ids or document ids. */
  storedTexts(recordIds: readonly string[], documentIds: readonly string[]): readonly StoredText[] {
    const { table } = this.layout;
    const { document, stamp } = table.roles;
    const known = (name: string | undefined) => (hasColumn(table, name) ? name! : "NULL");
    const rows = this.all(
      `SELECT position, ${HOUSE.record}, ${known(document)}, ${known(stamp)}, coalesce(${known(HOUSE.source)}, ''),
         lower(hex(c.digest))
       FROM texts JOIN contents AS c USING (position)
       WHERE (${HOUSE.record} IN (SELECT value FROM json_each(?1))
         OR ${known(document)} IN (SELECT value FROM json_each(?2)))${this.isThere("position")}`,
      JSON.stringify(recordIds),
      JSON.stringify(documentIds),
    ) as [number, string, string | null, string | null, string, string][];
    return rows.map(([position, recordId, documentId, createdAt, source, digest]) => ({
      position,
      recordId,
      documentId,
      createdAt,
      source,
      digest,
    }));
  }

  /** For each pattern or range over words in the predicate, in order: the words of this shard it stands for. */
  expandAll(predicate: Predicate): readonly (readonly string[])[] {
    let together = 0;
    return wordSets(predicate).map(({ column, text }) => {
      const words = this.unindexed.has(column) ? [] : this.expand(column, text);
      together += words.length;
      if (together > MOST_WORDS_TOGETHER) throw tooManyWordsTogether();
      return words;
    });
  }

  /** The predicate with what is asked of the words of later columns settled: no text has them. */
  private asked(predicate: Predicate): Predicate {
    switch (predicate.kind) {
      case "and":
      case "or":
        return { ...predicate, children: predicate.children.map((child) => this.asked(child)) };
      case "not":
        return { ...predicate, child: this.asked(predicate.child) };
      case "text":
        return this.unindexed.has(predicate.column) ? { kind: "nothing" } : predicate;
      default:
        return predicate;
    }
  }

  explain(selection: ShardSelection): { sql: string; parameters: readonly (string | number)[] } {
    const symbolic: LookUp = {
      expand: (_, text) => [JSON.stringify(text)],
      find: () => [],
      values: () => [],
    };
    const question = compileQuestion(this.layout, selection.dataset, selection.predicate, symbolic, "places");
    return {
      sql: `SELECT ${question.place} FROM ${question.from} WHERE ${question.condition}`,
      parameters: question.parameters.map(({ value }) => bindable(value) as string | number),
    };
  }

  private compile(selection: ShardSelection, needs: "columns" | "places"): Question {
    const predicate = this.unindexed.size === 0 ? selection.predicate : this.asked(selection.predicate);
    this.checkPhrases(predicate);
    const question = compileQuestion(this.layout, selection.dataset, predicate, this.lookUp, needs);
    return { ...question, condition: `(${question.condition})${this.isThere(question.place)}` };
  }

  /** First and last day of the rows that are there, but for some. */
  datesWithout(positions: readonly number[]): readonly [first: string | null, last: string | null] {
    const { date } = this.layout.table.roles;
    if (!hasColumn(this.layout.table, date)) return [null, null];
    const [row] = this.all(
      `SELECT min(${date}), max(${date}) FROM texts WHERE position NOT IN (SELECT value FROM json_each(?1))${this.isThere("position")}`,
      JSON.stringify(positions),
    );
    return row as [string | null, string | null];
  }

  /** The engine looks at each place of each word of a phrase; a query with too many is refused. */
  private checkPhrases(predicate: Predicate): void {
    const phrases = phrasesIn(predicate);
    if (phrases.length === 0) return;
    let sum = 0;
    for (const column of new Set(phrases.map((each) => each.column))) {
      const asked = new Map<string, number>();
      for (const { phrase } of phrases.filter((each) => each.column === column)) {
        for (const { term } of phrase.terms) asked.set(term, (asked.get(term) ?? 0) + 1);
      }
      const rows = this.all(
        `SELECT term, places FROM ${indexOf(this.layout, column).terms} WHERE term IN (SELECT value FROM json_each(?1))`,
        JSON.stringify([...asked.keys()]),
      ) as [string, number][];
      for (const [term, places] of rows) sum += places * asked.get(term)!;
    }
    if (sum <= MOST_PHRASE_PLACES) return;
    throw new ArtunitError(
      "too-expensive",
      `The words of this query's phrases stand at ${sum} places of one shard, each counted as often as it is asked; ${MOST_PHRASE_PLACES} is the limit. ` +
        "Ask in several requests, or use fewer phrases of common words.",
    );
  }

  private readonly lookUp: LookUp = {
    expand: (column, text) => this.expand(column, text),
    find: (column, phrase) => this.find(column, phrase),
    values: ({ column, pattern }) => {
      const matches = patternMatcher(pattern);
      return (this.all(`SELECT DISTINCT ${column} FROM texts WHERE ${column} IS NOT NULL`) as [string][])
        .map(([value]) => value)
        .filter(matches);
    },
  };

  private expand(column: string, text: WordSet): readonly string[] {
    const { terms } = indexOf(this.layout, column);
    const key = JSON.stringify([terms, text]);
    const known = this.expansions.get(key);
    if (known) return known;
    const words = this.wordsOf(terms, text);
    if (words.length > MOST_WORDS) throw tooManyWords(text);
    this.wordsHeld += words.length + 1;
    if (this.wordsHeld > MOST_WORDS_HELD) {
      this.expansions.clear();
      this.wordsHeld = words.length + 1;
    }
    this.expansions.set(key, words);
    return words;
  }

  private wordsOf(terms: string, text: WordSet): readonly string[] {
    const most = MOST_WORDS + 1;
    if (text.kind === "term-range") {
      const conditions: string[] = [];
      const values: string[] = [];
      for (const [bound, sign] of [
        [text.lower, ">"],
        [text.upper, "<"],
      ] as const) {
        if (!bound) continue;
        values.push(String(bound.value));
        conditions.push(`term ${sign}${bound.inclusive ? "=" : ""} ?${values.length}`);
      }
      const rows = this.all(
        `SELECT term FROM ${terms} WHERE ${conditions.join(" AND ")} LIMIT ${most}`,
        ...values,
      );
      return rows.map(([term]) => term as string);
    }
    const { pattern } = text;
    switch (pattern.kind) {
      case "wildcard": {
        const parts = wildcardParts(pattern.pattern);
        // GLOB takes no pattern that is much longer.
        if (leastLength(parts) > LONGEST_WORD) return [];
        const beginning = typeof parts[0] === "string" ? parts[0] : "";
        const end = nextBeginning(beginning) ?? "\u{10ffff}";
        const rows = this.all(
          `SELECT term FROM ${terms} WHERE term >= ?1 AND (?1 = '' OR term < ?2) AND term GLOB ?3 LIMIT ${most}`,
          beginning,
          end,
          globPattern(parts),
        );
        return rows.map(([term]) => term as string);
      }
      case "regexp":
        return this.everyWord(terms).filter(patternMatcher(pattern));
      case "fuzzy":
        if (pattern.value.length > 2 * (LONGEST_WORD + pattern.edits)) return [];
        return nearWords(this.everyWord(terms), pattern.value, pattern.edits);
    }
  }

  /** All words of an index, in the order of their code units. Read once for all patterns of a question, and not held for longer. */
  private everyWord(terms: string): readonly string[] {
    const read = this.readWords.get(terms)?.deref();
    if (read) return read;
    const [row] = this.all(`SELECT group_concat(term, char(10)) FROM ${terms}`);
    // The engine's order is that of code points, which only characters beyond the first 65,536 tell from it.
    const joined = row![0] as string | null;
    const words = joined === null ? [] : joined.split("\n").sort();
    this.readWords.set(terms, new WeakRef(words));
    return words;
  }

  /**
   * A sloppy phrase: the engine finds documents in which the words stand close enough together to be sure, and
   * those in which they might; the latter are read.
   */
  private find(column: string, phrase: Phrase): readonly number[] {
    const { terms, slop } = phrase;
    const { words } = indexOf(this.layout, column);
    const distinct = [...new Set(terms.map((each) => each.term))];
    const span =
      Math.max(...terms.map((each) => each.position)) - Math.min(...terms.map((each) => each.position));
    const filter = column === this.layout.body ? "" : `${column} : `;
    const near = (gap: number) => `NEAR(${distinct.map(asPhrase).join(" ")}, ${gap})`;
    const candidates = distinct.length === 1 ? asPhrase(distinct[0]!) : near(slop + span);
    const possible = this.matching(words, `${filter}${candidates}`);
    const sure = new Set<number>();
    if (distinct.length === terms.length && isUnbroken(terms)) {
      const exact = asPhrase(terms.map((each) => each.term).join(" "));
      for (const place of this.matching(words, `${filter}${exact}`)) sure.add(place);
      if (terms.length > 1 && slop >= terms.length) {
        for (const place of this.matching(words, `${filter}${near(slop - terms.length)}`)) sure.add(place);
      }
    }
    const unsure = possible.filter((place) => !sure.has(place));
    const found =
      unsure.length <= this.mostRead ? this.read(column, phrase, unsure) : this.scan(column, phrase, unsure);
    return [...sure, ...found].sort((a, b) => a - b);
  }

  /** Which of the documents hold the phrase, by reading each. */
  private read(column: string, phrase: Phrase, positions: readonly number[]): readonly number[] {
    return positions.filter((position) => {
      const packed = this.packedAt(position);
      const text = unpack(packed)[column];
      if (text === undefined) return false;
      const places = new Map<string, number[]>(phrase.terms.map(({ term }) => [term, []]));
      for (const { term, position: at } of analyse(text)) places.get(term)?.push(at);
      return standsWithin(
        phrase.terms,
        phrase.terms.map(({ term }) => places.get(term)!),
        phrase.slop,
      );
    });
  }

  /** The same for many documents: from every place where a word of the phrase stands, as the index has them. */
  private scan(column: string, phrase: Phrase, positions: readonly number[]): readonly number[] {
    const { words, terms } = indexOf(this.layout, column);
    const distinct = [...new Set(phrase.terms.map((each) => each.term))];
    const [sum] = this.all(
      `SELECT sum(places) FROM ${terms} WHERE term IN (SELECT value FROM json_each(?1))`,
      JSON.stringify(distinct),
    );
    if ((sum![0] as number) > MOST_PLACES) {
      throw new ArtunitError(
        "too-expensive",
        `Words of the phrase with a distance stand at ${sum![0]} places of one shard; ${MOST_PLACES} is the limit. ` +
          "Use a smaller distance, or leave out the commonest word.",
      );
    }
    this.database.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${words}_places USING fts5vocab(main, ${words}, instance)`,
    );
    const wanted = new Map(positions.map((position) => [position, new Map<string, number[]>()]));
    for (const term of distinct) {
      const [row] = this.all(
        `SELECT json_group_array(doc), json_group_array(offset) FROM temp.${words}_places WHERE term = ?1 AND col = ?2`,
        term,
        column,
      );
      const [documents, offsets] = row!.map((cell) => JSON.parse(cell as string) as number[]) as [
        number[],
        number[],
      ];
      documents.forEach((document, at) => {
        const places = wanted.get(document);
        const list = places?.get(term);
        if (list) list.push(offsets[at]!);
        else places?.set(term, [offsets[at]!]);
      });
    }
    return positions.filter((position) => {
      const places = wanted.get(position)!;
      return standsWithin(
        phrase.terms,
        phrase.terms.map(({ term }) => places.get(term) ?? []),
        phrase.slop,
      );
    });
  }

  private matching(words: string, expression: string): readonly number[] {
    const [row] = this.all(
      `SELECT json_group_array(rowid) FROM ${words} WHERE ${words} MATCH ?1`,
      expression,
    );
    return JSON.parse(row![0] as string) as number[];
  }

  /** The position of the last row that does not come after the key. */
  private lastBefore(key: readonly SqliteValue[]): number {
    const sql = `SELECT ${this.layout.order.join(", ")} FROM texts WHERE position = CAST(?1 AS INTEGER)`;
    let low = 0;
    let high = this.stored;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const [row] = this.all(sql, middle) as SqliteValue[][];
      if (compareKeys(row!, key) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private ask(
    question: { readonly parameters: readonly Parameter[] },
    sql: string,
  ): readonly SqliteValue[][] {
    return this.all(sql, ...question.parameters.map(({ value }) => bindable(value))) as SqliteValue[][];
  }

  /** Single rows, too: what libsql's `get` leaves open made the next reading repeat a row. */
  private all(sql: string, ...values: readonly SqliteValue[]): readonly (SqliteValue | Uint8Array)[][] {
    return this.statement(sql).all(...values) as (SqliteValue | Uint8Array)[][];
  }

  private statement(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    if (this.statements.size > 200) this.statements.clear();
    const made = this.database.prepare(sql).raw(true);
    this.statements.set(sql, made);
    return made;
  }
}

/** How many characters a text that matches has at least. */
function leastLength(parts: readonly WildcardPart[]): number {
  return parts.reduce(
    (sum, part) => sum + (typeof part === "string" ? Array.from(part).length : isRun(part) ? 0 : 1),
    0,
  );
}

function phrasesIn(predicate: Predicate): readonly { column: string; phrase: Phrase }[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.children.flatMap(phrasesIn);
    case "not":
      return phrasesIn(predicate.child);
    case "text":
      return predicate.text.kind === "phrase" ? [{ column: predicate.column, phrase: predicate.text }] : [];
    default:
      return [];
  }
}

/** Patterns and ranges over words that have to be expanded, in the order in which they stand. */
export function wordSets(predicate: Predicate): readonly { column: string; text: WordSet }[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.children.flatMap(wordSets);
    case "not":
      return wordSets(predicate.child);
    case "text":
      return needsExpanding(predicate.text) ? [{ column: predicate.column, text: predicate.text }] : [];
    default:
      return [];
  }
}

export function tooManyWords(text: WordSet): ArtunitError {
  return new ArtunitError(
    "too-expensive",
    `${shownSet(text)} stands for more than ${MOST_WORDS} different words; write more of the word.`,
  );
}

export function tooManyWordsTogether(): ArtunitError {
  return new ArtunitError(
    "too-expensive",
    `The patterns of this query stand for more than ${MOST_WORDS_TOGETHER} words together. Ask in several requests, or write more of the words.`,
  );
}

function shownSet(text: WordSet): string {
  if (text.kind === "term-range") return `[${text.lower?.value ?? "*"} TO ${text.upper?.value ?? "*"}]`;
  const { pattern } = text;
  switch (pattern.kind) {
    case "wildcard":
      return `"${pattern.pattern}"`;
    case "regexp":
      return `/${pattern.source}/`;
    case "fuzzy":
      return `"${pattern.value}~${pattern.edits}"`;
  }
}

function compareKeys(a: readonly SqliteValue[], b: readonly SqliteValue[]): number {
  for (let at = 0; at < b.length; at++) {
    const order = compareScalars(a[at] ?? null, b[at] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** Rows behind a key: greater in the first sort column that differs (nulls last), else in the position. */
function behindKey(
  sort: readonly SortKey[],
  values: readonly SqliteValue[],
  bound: number,
  add: (value: SqliteValue) => string,
): string {
  let condition = `position > CAST(${add(bound)} AS INTEGER)`;
  for (let at = sort.length - 1; at >= 0; at--) {
    const column = spelledColumn(sort[at]!);
    const { descending } = sort[at]!;
    const value = values[at] ?? null;
    if (value === null) {
      condition = `(${column} IS NULL AND ${condition})`;
      continue;
    }
    const place = add(value);
    const further = `${column} ${descending ? "<" : ">"} ${place} OR ${column} IS NULL`;
    condition = `(${further} OR (${column} = ${place} AND ${condition}))`;
  }
  return condition;
}

function valueExpression(layout: Layout, key: KeyColumn): string {
  return spelledColumn({ ...key, column: valueColumn(layout, key.column) });
}

/** The engine's driver takes no booleans, and a list as JSON. */
function bindable(value: Parameter["value"]): SqliteValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
