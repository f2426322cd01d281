import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Dataset, fieldOfColumn, isOrdered, type Table } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { LastingThread } from "../../../threads/lastingThread.js";
import { threadFile } from "../../../threads/threads.js";
import type { Manifest } from "../../manifest.js";
import { nestedWriter } from "../../records/render.js";
import { compareKeys, type KeyValue, type Row } from "../../row.js";
import type { FoundDamage } from "../../snapshots/checked.js";
import type {
  GroupRequest,
  Groups,
  Page,
  PageRequest,
  RowKey,
  SearchRequest,
  SearchResult,
  Selection,
  SortKey,
  Statement,
  Store,
} from "../../store.js";
import { shardFiles } from "./buildTexts.js";
import { type Layout, layoutOf, sendable } from "./layout.js";
import { bodyQuestions } from "./passages.js";
import type { SearchCalls } from "./searchWorker.js";
import {
  MOST_WORDS,
  MOST_WORDS_TOGETHER,
  Shard,
  type ShardKey,
  tooManyWords,
  tooManyWordsTogether,
  wordSets,
} from "./shard.js";

/** A row found in one of the shards. */
interface Found {
  readonly shard: OpenShard;
  /** Sort values, then the columns of the declared order. */
  readonly key: readonly KeyValue[];
  readonly position: number;
}

interface OpenShard {
  readonly path: string;
  /** Throws `snapshot-damaged` where the shard was found damaged: the engine would not notice. */
  readonly thread: LastingThread<SearchCalls>;
}

/** How cursors of a search by relevance are read. */
const BY_SCORE: readonly SortKey[] = [{ column: "score", descending: false }];
/** Groups that are counted by distinct values hold them all in memory; so many at most. */
const MOST_DISTINCT = 5_000_000;
/** From here on a page is found by way of samples instead of reading all keys before it. */
const FAR = 2000;
const STEP = 500;
/** Records that are rendered before the next are asked for. */
const BATCH = 200;

/**
 * A table of texts of one snapshot: shards searched in worker threads, their answers merged in the declared order. Each
 * shard is always asked in the same thread, which keeps its file open.
 */
export class TextStore implements Store {
  private readonly threads: readonly LastingThread<SearchCalls>[];
  private readonly shards: readonly OpenShard[];

  private readonly layout: Layout;
  private readonly sent = new WeakMap<Dataset, Dataset>();

  /** `folder` is the folder of the table in the snapshot. */
  constructor(
    readonly manifest: Manifest,
    folder: string,
    table: Table,
    threads: number = Math.min(availableParallelism(), 8),
    /** Files that were found damaged. */
    damage?: FoundDamage,
  ) {
    this.layout = layoutOf(table);
    const files = shardFiles(folder);
    this.threads = Array.from(
      { length: Math.min(threads, files.length) },
      () =>
        new LastingThread<SearchCalls>(threadFile(import.meta.url, "searchWorker.js"), {
          table: sendable(table),
        }),
    );
    this.shards = files.map((name, at) => {
      const path = join(folder, name);
      const thread = this.threads[at % this.threads.length]!;
      return {
        path,
        get thread() {
          damage?.require(path);
          return thread;
        },
      };
    });
  }

  async count(query: Selection): Promise<number> {
    query.signal?.throwIfAborted();
    await this.checkPatterns(query);
    const selection = { dataset: this.sendable(query.dataset), predicate: query.predicate };
    const counts = await this.all(({ path, thread }) => thread.until(query.signal).count(path, selection));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async page(request: PageRequest): Promise<Page> {
    const { sort = [], start = 0, after, rows, counts = true } = request;
    checkColumns(request.dataset, sort);
    await this.checkPatterns(request);
    const [total, first] = await Promise.all([
      counts ? this.count(request) : null,
      rows > 0
        ? this.first(request, after ? this.readKey(after, sort) : null, start, Math.min(rows, BATCH))
        : [],
    ]);
    let last: RowKey | null = null;
    const records = this.stream(request, first, rows, (key) => {
      last = key;
    });
    return { total, records, last: () => last };
  }

  async groups(request: GroupRequest): Promise<Groups> {
    const { by, measure, order, start, rows, dataset, predicate } = request;
    request.signal?.throwIfAborted();
    checkColumns(dataset, by);
    const distinct = measure.kind === "distinct" ? measure : null;
    if (distinct) checkColumns(dataset, [distinct]);
    await this.checkPatterns(request);
    const found = new Map<string, { key: KeyValue[]; count: number; values: Set<KeyValue> }>();
    let records = 0;
    let held = 0;
    const parts = await this.all(({ path, thread }) =>
      thread.until(request.signal).groups(path, { dataset: this.sendable(dataset), predicate }, by, distinct),
    );
    for (const cells of parts.flat()) {
      const key = cells.slice(0, by.length);
      const count = cells.at(-1) as number;
      const name = JSON.stringify(key);
      const group = found.get(name) ?? { key, count: 0, values: new Set<KeyValue>() };
      found.set(name, group);
      group.count += count;
      records += count;
      const value = distinct ? cells[by.length]! : null;
      if (value !== null && !group.values.has(value)) {
        group.values.add(value);
        if (++held > MOST_DISTINCT) {
          throw new ArtunitError(
            "too-expensive",
            `More than ${MOST_DISTINCT} distinct values would have to be held; narrow the criteria.`,
          );
        }
      }
    }
    const groups = [...found.values()].map(({ key, count, values }) => ({
      key,
      size: distinct ? values.size : count,
    }));
    groups.sort((a, b) => (order === "size" ? b.size - a.size : 0) || compareKeys(a.key, b.key, []));
    return { total: groups.length, records, groups: groups.slice(start, start + rows) };
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    const { predicate, order, limit } = request;
    const questions = bodyQuestions(predicate, this.layout.body);
    await this.checkPatterns(request);
    const ranks = order === "relevance" && questions.length > 0;
    const [total, found] = await Promise.all([
      this.count(request),
      ranks ? this.findRanked(request) : this.findByDate(request),
    ]);
    const [records, passages] = await Promise.all([
      this.render(request, found),
      this.atEach(found, ({ path, thread }, positions) =>
        thread.until(request.signal).passages(path, predicate, positions, request.passages),
      ),
    ]);
    const sort = ranks ? BY_SCORE : this.byDate();
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      total,
      hits: found.map(({ key }, at) => ({
        record: records[at]!,
        // The engine's bm25 is the better the less it is.
        score: ranks && typeof key[0] === "number" ? -key[0] : null,
        passages: passages[at]!,
      })),
      next: last ? writeKey(last.key, sort) : null,
    };
  }

  /** By score; then those in which no word that ranks occurs (they match for another reason), score missing. */
  private async findRanked(request: SearchRequest): Promise<readonly Found[]> {
    const { dataset, predicate, limit, signal } = request;
    const after = request.after ? this.readKey(request.after, BY_SCORE) : null;
    const isBehindRanked = after !== null && after[0] === null;
    const weights = await this.weights(request);
    const ask = async (how: "ranked" | "unranked", behind: readonly KeyValue[] | null, most: number) => {
      const parts = await this.all(async (shard) => {
        const weight = weights.get(shard) ?? 1;
        const asked = {
          dataset: this.sendable(dataset),
          predicate,
          weight,
          after: behind as ShardKey | null,
          limit: most,
        };
        const keys = await shard.thread.until(signal)[how](shard.path, asked);
        return keys.map((cells) => {
          const key = how === "ranked" ? cells.slice(0, -1) : [null, ...cells.slice(0, -1)];
          return { shard, key, position: cells.at(-1) as number };
        });
      });
      return parts
        .flat()
        .sort((a, b) => compareKeys(a.key, b.key, []))
        .slice(0, most);
    };
    const ranked = isBehindRanked ? [] : await ask("ranked", after, limit);
    if (ranked.length === limit) return ranked;
    return [...ranked, ...(await ask("unranked", isBehindRanked ? after : null, limit - ranked.length))];
  }

  /**
   * A shard scores by how rare a word is among its own texts; another year's shard finds it rarer or more common. The
   * weight of a shard is how rare the words asked for are among all texts, against how rare they are in it: exact for
   * one word or phrase, close for several.
   */
  private async weights({ predicate, signal }: SearchRequest): Promise<ReadonlyMap<OpenShard, number>> {
    if (this.shards.length <= 1) return new Map();
    const counts = await this.all(({ path, thread }) => thread.until(signal).rankingCounts(path, predicate));
    const texts = counts.reduce((sum, { there }) => sum + there.texts, 0);
    const totals = counts[0]!.held.map((_, part) =>
      counts.reduce((sum, { there }) => sum + there.held[part]!, 0),
    );
    return new Map(
      this.shards.map((shard, at) => {
        const own = counts[at]!;
        // A word that the shard lacks scores nothing there.
        const parts = totals.map((_, part) => part).filter((part) => own.held[part]! > 0);
        const sum = (rarityOf: (part: number) => number) =>
          parts.reduce((total, part) => total + rarityOf(part), 0);
        const overall = sum((part) => rarity(totals[part]!, texts));
        const within = sum((part) => rarity(own.held[part]!, own.texts));
        return [shard, within === 0 ? 1 : overall / within];
      }),
    );
  }

  private async findByDate(request: SearchRequest): Promise<readonly Found[]> {
    const sort = this.byDate();
    const after = request.after ? this.readKey(request.after, sort) : null;
    return this.find({ ...request, sort }, after, request.limit);
  }

  async *documents(query: Selection): AsyncIterable<readonly Row[]> {
    await this.checkPatterns(query);
    let after: readonly KeyValue[] | null = null;
    for (;;) {
      const found = await this.find(query, after, BATCH);
      if (found.length === 0) return;
      yield await this.atEach(found, ({ path, thread }, positions) =>
        thread.until(query.signal).rows(path, positions),
      );
      if (found.length < BATCH) return;
      after = found.at(-1)!.key;
    }
  }

  /** What one shard is asked; patterns over words are shown as such, because each shard expands them for itself. */
  explain(request: PageRequest): readonly Statement[] {
    const [first] = this.shards;
    if (!first) return [];
    const shard = new Shard(first.path, this.layout);
    try {
      const { sql, parameters } = shard.explain(request);
      return [{ engine: `sqlite fts5, in each of ${this.shards.length} shards`, sql, parameters }];
    } finally {
      shard.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  /** The latest first; in the declared order where nothing is dated. */
  private byDate(): readonly SortKey[] {
    const { date } = this.layout.table.roles;
    return date === undefined ? [] : [{ column: date, descending: true }];
  }

  /** A dataset as threads can be given it. */
  private sendable(dataset: Dataset): Dataset {
    const known = this.sent.get(dataset);
    if (known) return known;
    const sent = { ...dataset, table: sendable(dataset.table) };
    this.sent.set(dataset, sent);
    return sent;
  }

  /** The matching rows from `start` on. */
  private async first(
    request: PageRequest,
    after: readonly KeyValue[] | null,
    start: number,
    rows: number,
  ): Promise<readonly Found[]> {
    if (start < FAR || request.sort?.length || after) {
      return (await this.find(request, after, start + rows)).slice(start);
    }
    const { key, rank } = await this.keyBefore(request, start);
    return (await this.find(request, key, start - rank + rows)).slice(start - rank);
  }

  /**
   * A key with at most `start` matches up to it, and how many: every shard names each STEP-th of its matches, and
   * of these the one is taken that is sure not to be too far; then it is counted exactly.
   */
  private async keyBefore(
    selection: Selection,
    start: number,
  ): Promise<{ key: readonly KeyValue[] | null; rank: number }> {
    const { dataset, predicate, signal } = selection;
    const samples = await this.all(({ path, thread }) =>
      thread.until(signal).samples(path, { dataset: this.sendable(dataset), predicate }, STEP),
    );
    const keys = samples.flat().sort((a, b) => compareKeys(a, b, []));
    // Up to the n-th sample stand at most n x STEP matches and STEP - 1 more in every other shard.
    const key = keys[Math.floor((start - this.shards.length * STEP) / STEP) - 1] ?? null;
    if (key === null) return { key, rank: 0 };
    const ranks = await this.all(({ path, thread }) =>
      thread.until(signal).rank(path, { dataset: this.sendable(dataset), predicate }, key),
    );
    return { key, rank: ranks.reduce((sum, rank) => sum + rank, 0) };
  }

  /** The first matching rows in the asked order, from all shards. */
  private async find(
    request: Selection & Pick<PageRequest, "sort">,
    after: readonly KeyValue[] | null,
    limit: number,
  ): Promise<Found[]> {
    request.signal?.throwIfAborted();
    const { sort = [], dataset, predicate, signal } = request;
    const parts = await this.all(async (shard) => {
      const keys = await shard.thread.until(signal).keys(shard.path, {
        dataset: this.sendable(dataset),
        predicate,
        sort,
        after: after as ShardKey | null,
        limit,
      });
      return keys.map((cells) => ({ shard, key: cells.slice(0, -1), position: cells.at(-1) as number }));
    });
    if (parts.length === 1) return parts[0]!;
    return parts
      .flat()
      .sort((a, b) => compareKeys(a.key, b.key, sort))
      .slice(0, limit);
  }

  private async *stream(
    request: PageRequest,
    first: readonly Found[],
    rows: number,
    seen: (key: RowKey) => void,
  ): AsyncIterable<readonly string[]> {
    const { sort = [] } = request;
    let found = first;
    let left = rows;
    while (found.length > 0 && left > 0) {
      const next = found.at(-1)!.key;
      left -= found.length;
      yield await this.render(request, found);
      seen(writeKey(next, sort));
      if (left <= 0 || found.length < Math.min(BATCH, rows)) return;
      found = await this.find(request, next, Math.min(left, BATCH));
    }
  }

  private async render(
    { shape, signal }: Pick<PageRequest, "shape" | "signal">,
    found: readonly Found[],
  ): Promise<readonly string[]> {
    // What a protocol makes of an object is a function, which stays in this thread.
    const { sent, finish } =
      shape.kind === "nested"
        ? {
            sent: { kind: "nested", name: shape.name, column: shape.column, paths: null } as const,
            finish: nestedWriter(shape),
          }
        : { sent: shape, finish: (record: string) => record };
    const records = await this.atEach(found, ({ path, thread }, positions) =>
      thread.until(signal).render(path, sent, positions),
    );
    return records.map(finish);
  }

  /** Asks each shard once about its rows; the answers in the order of the rows. */
  private async atEach<T>(
    found: readonly Found[],
    ask: (shard: OpenShard, positions: readonly number[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    const answers: T[] = new Array(found.length);
    const byShard = new Map<OpenShard, number[]>();
    found.forEach(({ shard }, at) => {
      byShard.set(shard, [...(byShard.get(shard) ?? []), at]);
    });
    await Promise.all(
      [...byShard].map(async ([shard, places]) => {
        const given = await ask(
          shard,
          places.map((at) => found[at]!.position),
        );
        given.forEach((answer, at) => {
          answers[places[at]!] = answer;
        });
      }),
    );
    return answers;
  }

  private readKey(key: RowKey, sort: readonly SortKey[]): readonly KeyValue[] {
    const place = key.at(-1);
    try {
      const order: unknown = typeof place === "string" && JSON.parse(place);
      if (
        key.length === sort.length + 1 &&
        Array.isArray(order) &&
        order.length === this.layout.order.length
      ) {
        return [...key.slice(0, -1), ...(order as KeyValue[])];
      }
    } catch {
      // Falls through to the error below.
    }
    throw new ArtunitError("cursor-invalid", "The cursor was not issued for this query.");
  }

  /** A pattern over words that stands for too many of them is refused, counted over all shards together. */
  private async checkPatterns({ predicate, signal }: Pick<Selection, "predicate" | "signal">): Promise<void> {
    const patterns = wordSets(predicate).length;
    if (patterns === 0) return;
    const expanded = await this.all(({ path, thread }) => thread.until(signal).expand(path, predicate));
    let together = 0;
    for (let at = 0; at < patterns; at++) {
      const words = new Set<string>();
      for (const each of expanded) for (const word of each[at]!) words.add(word);
      if (words.size > MOST_WORDS) throw tooManyWords(wordSets(predicate)[at]!.text);
      together += words.size;
    }
    if (together > MOST_WORDS_TOGETHER) throw tooManyWordsTogether();
  }

  private all<T>(ask: (shard: OpenShard) => Promise<T>): Promise<T[]> {
    return Promise.all(this.shards.map(ask));
  }
}

/** Long texts are stored packed; nothing can be sorted or grouped by them. */
function checkColumns(dataset: Dataset, keys: readonly { readonly column: string }[]): void {
  for (const { column } of keys) {
    const found = dataset.table.columns.find((each) => each.name === column);
    if (found && !isOrdered(found)) {
      const field = fieldOfColumn(dataset, column);
      throw new ArtunitError("unsupported-match", `Texts cannot be sorted or grouped by ${field}.`, {
        field,
      });
    }
  }
}

/** The engine's inverse document frequency. */
function rarity(texts: number, of: number): number {
  return Math.max(1e-6, Math.log((of - texts + 0.5) / (texts + 0.5)));
}

/** A row's key as cursors hold it: sort values, then its place in the declared order as one text. */
function writeKey(key: readonly KeyValue[], sort: readonly SortKey[]): RowKey {
  return [...key.slice(0, sort.length), JSON.stringify(key.slice(sort.length))];
}
