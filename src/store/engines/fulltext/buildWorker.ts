import { ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { HOUSE, type Table } from "../../../catalog/index.js";
import { answerInTurn, lineToThread } from "../../../threads/calls.js";
import type { Row } from "../../row.js";
import { sha256Of } from "../../snapshots/hash.js";
import { layoutOf } from "./layout.js";
import type { ShardFacts } from "./left.js";
import { type PreparedText, prepare } from "./prepare.js";
import { Shard, type StoredText } from "./shard.js";
import { readSpools, type SpoolPlace, toSpool } from "./spool.js";
import { writeShard } from "./writer.js";

/** A text that waits in a spool file: what decides about it and where it goes, and where it lies. */
export interface Staged extends StoredText, SpoolPlace {
  /** The columns of the declared order. */
  readonly order: readonly (string | number | null)[];
  readonly date: string | null;
}

export interface WrittenShard {
  readonly facts: ShardFacts;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a build thread does when asked. */
export interface BuildCalls {
  stage(rows: readonly Row[]): Promise<readonly Staged[]>;
  restage(shard: string, positions: readonly number[]): Promise<readonly Staged[]>;
  find(
    shard: string,
    recordIds: readonly string[],
    documentIds: readonly string[],
  ): Promise<readonly StoredText[]>;
  datesWithout(
    shard: string,
    positions: readonly number[],
  ): Promise<readonly [first: string | null, last: string | null]>;
  /** Forgets what is spooled. */
  clear(): Promise<void>;
  write(path: string, texts: readonly SpoolPlace[]): Promise<WrittenShard>;
}

const { spool, table } = workerData as { spool: string; table: Table };
const layout = layoutOf(table);
const out = openSync(spool, "w");
let written = 0;

const AT = new Map(layout.plain.map((each, at) => [each.name, at]));

function stage(texts: Iterable<PreparedText>): readonly Staged[] {
  const staged: Staged[] = [];
  const pieces: Uint8Array[] = [];
  const begin = written;
  for (const text of texts) {
    const bytes = toSpool(text);
    const length = bytes.reduce((sum, each) => sum + each.length, 0);
    const plain = (name: string | undefined) =>
      (text.plain[AT.get(name ?? "") ?? -1] ?? null) as string | null;
    const { document, stamp, date } = table.roles;
    staged.push({
      position: 0,
      recordId: plain(HOUSE.record)!,
      documentId: plain(document),
      createdAt: plain(stamp),
      source: plain(HOUSE.source) ?? "",
      digest: Buffer.from(text.digest).toString("hex"),
      order: layout.order.map(plain),
      date: plain(date),
      spool,
      offset: written,
      length,
    });
    pieces.push(...bytes);
    written += length;
  }
  writeAll(pieces, begin);
  return staged;
}

function writeAll(pieces: readonly Uint8Array[], begin: number): void {
  const bytes = Buffer.concat(pieces);
  for (let at = 0; at < bytes.length; ) {
    at += writeSync(out, bytes, at, bytes.length - at, begin + at);
  }
}

function withShard<T>(path: string, use: (shard: Shard) => T): T {
  const shard = new Shard(path, layout);
  try {
    return use(shard);
  } finally {
    shard.close();
  }
}

const calls: BuildCalls = {
  stage: async (rows) => stage(rows.map((row) => prepare(row, layout))),
  restage: async (path, positions) =>
    withShard(path, (shard) => {
      const staged: Staged[] = [];
      for (let at = 0; at < positions.length; at += 200) {
        staged.push(...stage(shard.rows(positions.slice(at, at + 200)).map((row) => prepare(row, layout))));
      }
      return staged;
    }),
  find: async (path, recordIds, documentIds) =>
    withShard(path, (shard) => shard.storedTexts(recordIds, documentIds)),
  datesWithout: async (path, positions) => withShard(path, (shard) => shard.datesWithout(positions)),
  clear: async () => {
    ftruncateSync(out, 0);
    written = 0;
  },
  write: async (path, texts) => {
    const facts = writeShard(path, readSpools(texts), layout);
    return { facts, bytes: statSync(path).size, sha256: await sha256Of(path) };
  },
};

answerInTurn(lineToThread(parentPort!), calls);
