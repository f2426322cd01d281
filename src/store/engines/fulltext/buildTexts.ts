import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Table } from "../../../catalog/index.js";
import { damaged } from "../../../errors.js";
import { ifThere } from "../../../systemErrors.js";
import { leastBusy, Thread, threadFile } from "../../../threads/threads.js";
import type { StoredFile } from "../../manifest.js";
import { compareScalars, compareText, type Row } from "../../row.js";
import { storedName } from "../../snapshots/damage.js";
import { sha256Of } from "../../snapshots/hash.js";
import { takeOver } from "../../snapshots/write.js";
import type { BuildCalls, Staged, WrittenShard } from "./buildWorker.js";
import { type Layout, layoutOf, SHARD_NAME, sendable } from "./layout.js";
import type { ShardFacts } from "./left.js";
import { writeLeft } from "./left.js";
import { DigestSum } from "./prepare.js";
import { Shard, type StoredText } from "./shard.js";

/** Rows of a shard at most: half a gigabyte of text, so that a weekly load rewrites little. */
const SHARD_ROWS = 50_000;
/** A shard is rewritten when more of its rows than this share have left it. */
const MOST_LEFT = 1 / 4;
/** Texts that are staged before shards are written of them: bounds memory (0.5 KB each) and the spool. */
const ROUND_ROWS = 200_000;

export interface TextsBuildOptions {
  readonly table: Table;
  /** The folder of the table in the snapshot that is built upon; null for the first. */
  readonly current: string | null;
  /** Its folder in the snapshot that is being built. */
  readonly next: string;
  /** For spool files; about the size of the raw texts of a round. Removed at the end. */
  readonly scratch: string;
  /** SHA-256 of its files by their names, as the snapshot's manifest says. */
  readonly hashes?: ReadonlyMap<string, string>;
  /** Rewrites shards that lack columns of the table, too; else they are left as they are while no row of them changes. */
  readonly renews?: boolean;
  readonly threads?: number;
  readonly shardRows?: number;
  readonly roundRows?: number;
}

/** What a build did, and what the manifest says of it. */
export interface TextsBuilt {
  readonly added: number;
  /** The same row was there already. */
  readonly unchanged: number;
  /** Took the place of an older reading of the same record or document. */
  readonly replaced: number;
  /** Left out: a better reading of the same record or document is there. */
  readonly superseded: number;
  readonly facts: ShardFacts;
  /** New files, with their paths relative to the folder; those taken over from before are `linked`. */
  readonly written: readonly StoredFile[];
  readonly linked: readonly string[];
}

/**
 * Builds a table of texts of the next snapshot: rows come in by batches in any order, worker threads analyse and pack
 * them, and `finish` writes them into shards beside those that need no change. What is built does not depend
 * on the order of the rows.
 */
export class TextsBuild {
  private readonly layout: Layout;
  private readonly threads: Thread<BuildCalls>[] = [];
  private readonly shardRows: number;
  private readonly roundRows: number;
  private readonly staging = new Set<Promise<void>>();
  private readonly waiting = new Map<number, Staged[]>();
  private staged = new Map<string, Staged>();
  private shards: Map<string, OpenShard>;
  private leftOut: readonly string[] = [];
  private counts = { added: 0, unchanged: 0, replaced: 0, superseded: 0 };
  private failure: unknown = null;
  /** Shards of the snapshot before that were read whole and are what was written. */
  private readonly whole = new Set<string>();

  constructor(private readonly options: TextsBuildOptions) {
    this.layout = layoutOf(options.table);
    this.shardRows = options.shardRows ?? SHARD_ROWS;
    this.roundRows = options.roundRows ?? ROUND_ROWS;
    this.shards = new Map(
      shardFiles(options.current).map((name) => [name, openShard(join(options.current!, name), this.layout)]),
    );
  }

  /**
   * Takes a batch of complete rows; returns once there is room for the next. Rows of a file wait until
   * `keep` says that the file is whole; without such a word they are left out.
   */
  async add(rows: readonly Row[], file = 0): Promise<void> {
    if (this.failure) throw this.failure;
    const work: Promise<void> = this.leastBusy()
      .call.stage(rows)
      .then((staged) => {
        const waiting = this.waiting.get(file);
        if (waiting) waiting.push(...staged);
        else this.waiting.set(file, [...staged]);
      })
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => this.staging.delete(work));
    this.staging.add(work);
    while (this.staging.size > 2 * this.threads.length) await Promise.race(this.staging);
  }

  /** What is stored of these documents is left out; said before the files that bring them anew are kept. */
  without(documents: readonly string[]): void {
    this.leftOut = [...this.leftOut, ...documents];
  }

  /** The files are whole: their rows belong to the snapshot. */
  async keep(files: readonly number[]): Promise<void> {
    if (!files.some((file) => this.waiting.has(file)) && this.staging.size === 0) return;
    await Promise.all(this.staging);
    if (this.failure) throw this.failure;
    for (const file of files) {
      for (const text of this.waiting.get(file) ?? []) this.take(text);
      this.waiting.delete(file);
    }
    if (this.staged.size >= this.roundRows) await this.writeRound();
  }

  /** Writes what is staged, takes over what did not change, and says what came of it. */
  async finish(): Promise<TextsBuilt> {
    await this.writeRound();
    if (this.options.renews) await this.rewriteOlder();
    mkdirSync(this.options.next, { recursive: true });
    const written: StoredFile[] = [];
    const linked: string[] = [];
    for (const [name, shard] of this.shards) {
      if (shard.written) {
        written.push({ path: name, bytes: shard.written.bytes, sha256: shard.written.sha256 });
      } else {
        await this.requireWhole(name);
        const taken = join(this.options.next, name);
        takeOver(shard.path, taken);
        if (shard.left.size > 0) writeLeft(taken, { positions: [...shard.left], facts: shard.facts });
        linked.push(name);
      }
    }
    await this.close();
    return { ...this.counts, facts: sumOf([...this.shards.values()]), written, linked };
  }

  /** Ends the threads and removes the spool; what was written stays for the caller to remove. */
  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
    rmSync(this.options.scratch, { recursive: true, force: true });
  }

  private take(text: Staged): void {
    const other = this.staged.get(text.recordId);
    if (!other) this.staged.set(text.recordId, text);
    else if (other.digest === text.digest) this.counts.unchanged++;
    else {
      this.counts.superseded++;
      if (this.isBetter(text, other)) this.staged.set(text.recordId, text);
    }
  }

  private async writeRound(): Promise<void> {
    await Promise.all(this.staging);
    if (this.failure) throw this.failure;
    if (this.staged.size === 0 && this.leftOut.length === 0) return;
    const removed = await this.settle();
    if (this.staged.size === 0 && removed.size === 0) return;
    const rewritten = this.shardsToRewrite(removed);
    for (const [name, texts] of removed) if (!rewritten.includes(name)) await this.leave(name, texts);
    const texts = [...this.staged.values(), ...(await this.restage(rewritten, removed))];
    this.staged = new Map();
    for (const name of rewritten) {
      const shard = this.shards.get(name)!;
      // A shard of an earlier round of this very build is ours to remove; one of the current snapshot is not.
      if (shard.written) rmSync(shard.path, { force: true });
      this.shards.delete(name);
    }
    await Promise.all(this.chunks(texts).map((chunk) => this.write(chunk)));
    // Rows of a file that is still being read lie in the spools, too.
    if (this.waiting.size === 0) await Promise.all(this.threads.map((thread) => thread.call.clear()));
  }

  /** What is taken from a shard of the snapshot before was written so. Throws `snapshot-damaged`. */
  private async requireWhole(name: string): Promise<void> {
    const { path, written } = this.shards.get(name)!;
    const sha256 = this.options.hashes?.get(name);
    if (written || sha256 === undefined || this.whole.has(name)) return;
    if ((await sha256Of(path)) !== sha256)
      throw damaged(storedName(path), "it is not what was written: its hash differs");
    this.whole.add(name);
  }

  /** Shard by shard, so that the spool stays as small as one. */
  private async rewriteOlder(): Promise<void> {
    for (const [name, shard] of [...this.shards]) {
      if (shard.written || (!shard.isOlder && shard.left.size === 0)) continue;
      const texts = await this.restage([name], new Map());
      this.shards.delete(name);
      for (const chunk of this.chunks(texts)) await this.write(chunk);
      await Promise.all(this.threads.map((thread) => thread.call.clear()));
    }
  }

  /** Of each document the rank of its best source. */
  private bestRanks(texts: readonly StoredText[]): ReadonlyMap<string, number> {
    const best = new Map<string, number>();
    for (const { documentId, source } of texts)
      if (documentId) best.set(documentId, Math.max(best.get(documentId) ?? 0, this.rank(source)));
    return best;
  }

  /** The stored texts that are the same records or documents as staged ones, or documents that are left out. */
  private async storedRivals(leftOut: ReadonlySet<string>) {
    const stored = new Map<string, { text: StoredText; shard: string }>();
    const recordIds = [...this.staged.keys()];
    const staged = [...this.staged.values()].flatMap(({ documentId }) => documentId ?? []);
    const documentIds = [...new Set([...leftOut, ...staged])];
    await Promise.all(
      [...this.shards].map(async ([name, { path }]) => {
        for (const text of await this.leastBusy().call.find(path, recordIds, documentIds))
          stored.set(text.recordId, { text, shard: name });
      }),
    );
    return stored;
  }

  /**
   * Compares the staged texts with each other and with the stored ones. Leaves in `staged` what is to be
   * written; returns, by shard, what gives way.
   */
  private async settle(): Promise<Removed> {
    const removed = new Map<string, StoredText[]>();
    const leftOut = new Set(this.leftOut);
    this.leftOut = [];
    const stored = await this.storedRivals(leftOut);
    const remove = (recordId: string) => {
      const { text, shard } = stored.get(recordId)!;
      removed.set(shard, [...(removed.get(shard) ?? []), text]);
      stored.delete(recordId);
    };

    for (const [recordId, { text }] of [...stored])
      if (text.documentId !== null && leftOut.has(text.documentId)) remove(recordId);

    const replacing = new Set<string>();
    for (const [recordId, text] of this.staged) {
      const other = stored.get(recordId)?.text;
      if (!other) continue;
      if (other.digest !== text.digest && this.isBetter(text, other)) {
        remove(recordId);
        replacing.add(recordId);
      } else {
        this.counts[other.digest === text.digest ? "unchanged" : "superseded"]++;
        this.staged.delete(recordId);
      }
    }

    const best = this.bestRanks([...this.staged.values(), ...[...stored.values()].map((each) => each.text)]);
    const givesWay = ({ documentId, source }: StoredText) =>
      documentId !== null && this.rank(source) < best.get(documentId)!;
    for (const [recordId, text] of this.staged) {
      if (!givesWay(text)) continue;
      this.staged.delete(recordId);
      this.counts.superseded++;
      if (replacing.delete(recordId)) this.counts.replaced++;
    }
    let displaced = 0;
    for (const [recordId, { text }] of [...stored]) {
      if (!givesWay(text)) continue;
      remove(recordId);
      displaced++;
    }
    this.counts.replaced += replacing.size + displaced;
    this.counts.added += this.staged.size - replacing.size - displaced;
    return removed;
  }

  /**
   * Shards of which too many rows have left, and small ones that are worth joining with what comes: while one is at most twice
   * as large as all before it, so that a row is rewritten only a few times however many loads follow. Of other shards that lose
   * rows, a file beside them says which.
   */
  private shardsToRewrite(removed: Removed): readonly string[] {
    const leaving = (name: string) => removed.get(name)?.length ?? 0;
    const rowsOf = (name: string) => this.shards.get(name)!.facts.rows - leaving(name);
    const isWorn = (name: string) => {
      const { written, left, stored } = this.shards.get(name)!;
      return written !== null || left.size + leaving(name) > MOST_LEFT * stored;
    };
    const rewritten = [...removed.keys()].filter(isWorn);
    let rows = this.staged.size + rewritten.reduce((sum, name) => sum + rowsOf(name), 0);
    const small = [...this.shards.keys()]
      .filter((name) => !rewritten.includes(name) && rowsOf(name) < this.shardRows / 2)
      .sort((a, b) => rowsOf(a) - rowsOf(b) || compareText(a, b));
    for (const name of small) {
      if (rowsOf(name) > 2 * rows || rows + rowsOf(name) > this.shardRows) break;
      rewritten.push(name);
      rows += rowsOf(name);
    }
    return rewritten;
  }

  /** The shard stays as it is, and some of its rows count no more. */
  private async leave(name: string, texts: readonly StoredText[]): Promise<void> {
    const shard = this.shards.get(name)!;
    const { facts } = shard;
    const positions = texts.map(({ position }) => position);
    const digest = new DigestSum();
    digest.addHex(facts.digest);
    const rowsBySource: Record<string, number> = { ...facts.rowsBySource };
    for (const text of texts) {
      digest.subtractHex(text.digest);
      rowsBySource[text.source]! -= 1;
      if (rowsBySource[text.source] === 0) delete rowsBySource[text.source];
    }
    const left = new Set([...shard.left, ...positions]);
    const [firstDate, lastDate] = await this.leastBusy().call.datesWithout(shard.path, [...left]);
    const rows = facts.rows - texts.length;
    this.shards.set(name, {
      ...shard,
      left,
      facts: { rows, firstDate, lastDate, rowsBySource, digest: digest.toString() },
    });
  }

  private async restage(names: readonly string[], removed: Removed): Promise<readonly Staged[]> {
    for (const name of names) await this.requireWhole(name);
    const tasks = names.flatMap((name) => {
      const { path, stored, left } = this.shards.get(name)!;
      const gone = new Set([...left, ...(removed.get(name) ?? []).map(({ position }) => position)]);
      const kept: number[] = [];
      for (let position = 1; position <= stored; position++) if (!gone.has(position)) kept.push(position);
      return inPieces(kept, 5000).map((positions) => this.leastBusy().call.restage(path, positions));
    });
    return (await Promise.all(tasks)).flat();
  }

  /** By date, in pieces of equal size that fit a shard; each in the declared order of the table. */
  private chunks(texts: readonly Staged[]): readonly (readonly Staged[])[] {
    if (texts.length === 0) return [];
    const byDate = [...texts].sort((a, b) => compareScalars(a.date, b.date) || inOrder(a, b));
    const pieces = Math.ceil(texts.length / this.shardRows);
    return inPieces(byDate, Math.ceil(texts.length / pieces)).map((piece) => [...piece].sort(inOrder));
  }

  private async write(texts: readonly Staged[]): Promise<void> {
    const digest = new DigestSum();
    for (const text of texts) digest.addHex(text.digest);
    const name = `shard-${digest.toString().slice(0, 16)}.db`;
    const path = join(this.options.next, name);
    mkdirSync(this.options.next, { recursive: true });
    const places = texts.map(({ spool, offset, length }) => ({ spool, offset, length }));
    const written = await this.leastBusy().call.write(path, places);
    const { facts } = written;
    this.shards.set(name, { path, facts, stored: facts.rows, left: new Set(), written, isOlder: false });
  }

  /** How good a source is: its place from the worst on; of one that the table does not name, 0. */
  private rank(source: string): number {
    const { sources = [] } = this.options.table;
    const place = sources.indexOf(source);
    return place < 0 ? 0 : sources.length - place;
  }

  /** The later load stamp, then the better source; then the greater digest, so that the order of loads is no matter. */
  private isBetter(a: StoredText, b: StoredText): boolean {
    const order =
      compareText(a.createdAt ?? "", b.createdAt ?? "") ||
      this.rank(a.source) - this.rank(b.source) ||
      compareText(a.digest, b.digest);
    return order > 0;
  }

  /** Threads are started when first needed: a load without texts only links. */
  private leastBusy(): Thread<BuildCalls> {
    return leastBusy(this.threads, this.options.threads ?? 2, () => {
      mkdirSync(this.options.scratch, { recursive: true });
      return new Thread<BuildCalls>(threadFile(import.meta.url, "buildWorker.js"), {
        spool: join(this.options.scratch, `spool-${this.threads.length}`),
        table: sendable(this.options.table),
      });
    });
  }
}

/** By shard, the texts that give way. */
type Removed = ReadonlyMap<string, readonly StoredText[]>;

interface OpenShard {
  readonly path: string;
  /** Of the rows that have not left. */
  readonly facts: ShardFacts;
  readonly stored: number;
  /** Positions of the rows that have. */
  readonly left: ReadonlySet<number>;
  /** Set for shards that this build wrote. */
  readonly written: WrittenShard | null;
  /** It lacks columns of the table. */
  readonly isOlder: boolean;
}

/** Names of the shards in the folder of a table, sorted. */
export function shardFiles(folder: string | null): readonly string[] {
  if (folder === null) return [];
  const names = ifThere(() => readdirSync(folder)) ?? [];
  return names.filter((name) => SHARD_NAME.test(name)).sort();
}

function openShard(path: string, layout: Layout): OpenShard {
  const shard = new Shard(path, layout);
  const { facts, stored, left, isOlder } = shard;
  shard.close();
  return { path, facts, stored, left, written: null, isOlder };
}

function inOrder(a: Staged, b: Staged): number {
  for (const [at, cell] of a.order.entries()) {
    const order = compareScalars(cell, b.order[at] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function inPieces<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const pieces: (readonly T[])[] = [];
  for (let at = 0; at < all.length; at += size) pieces.push(all.slice(at, at + size));
  return pieces;
}

function sumOf(shards: readonly { readonly facts: ShardFacts }[]): ShardFacts {
  const digest = new DigestSum();
  const rowsBySource: Record<string, number> = {};
  let rows = 0;
  for (const { facts } of shards) {
    digest.addHex(facts.digest);
    rows += facts.rows;
    for (const [source, count] of Object.entries(facts.rowsBySource)) {
      rowsBySource[source] = (rowsBySource[source] ?? 0) + count;
    }
  }
  const dates = shards.flatMap(({ facts }) =>
    [facts.firstDate, facts.lastDate].filter((each) => each !== null),
  );
  dates.sort(compareText);
  return {
    rows,
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
    rowsBySource,
    digest: digest.toString(),
  };
}
