import { statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { Shape, Table } from "../../../catalog/index.js";
import { damaged, isDamage } from "../../../errors.js";
import type { Predicate } from "../../../query/predicate.js";
import { answerInTurn, lineToThread } from "../../../threads/calls.js";
import type { KeyColumn } from "../../records/spelled.js";
import type { Row } from "../../row.js";
import { storedName } from "../../snapshots/damage.js";
import type { GroupKey, SearchPassage } from "../../store.js";
import { layoutOf } from "./layout.js";
import {
  type KeysRequest,
  type RankedRequest,
  type RankingCounts,
  Shard,
  type ShardKey,
  type ShardSelection,
} from "./shard.js";

/** What a search thread does when asked: each call goes to the shard in that file, opened when first asked. */
export interface SearchCalls {
  count(path: string, selection: ShardSelection): Promise<number>;
  keys(path: string, request: KeysRequest): Promise<readonly ShardKey[]>;
  samples(path: string, selection: ShardSelection, step: number): Promise<readonly ShardKey[]>;
  rank(path: string, selection: ShardSelection, key: ShardKey): Promise<number>;
  render(path: string, shape: Shape, positions: readonly number[]): Promise<readonly string[]>;
  groups(
    path: string,
    selection: ShardSelection,
    by: readonly GroupKey[],
    distinct: KeyColumn | null,
  ): Promise<readonly (readonly (string | number | null)[])[]>;
  expand(path: string, predicate: Predicate): Promise<readonly (readonly string[])[]>;
  rows(path: string, positions: readonly number[]): Promise<readonly Row[]>;
  rankingCounts(path: string, predicate: Predicate): Promise<RankingCounts>;
  ranked(path: string, request: RankedRequest): Promise<readonly ShardKey[]>;
  unranked(path: string, request: RankedRequest): Promise<readonly ShardKey[]>;
  passages(
    path: string,
    predicate: Predicate,
    positions: readonly number[],
    most: number,
  ): Promise<readonly (readonly SearchPassage[])[]>;
}

const layout = layoutOf((workerData as { table: Table }).table);
const shards = new Map<string, { readonly shard: Shard; readonly inode: number }>();

function open(path: string): Shard {
  const { ino: inode } = statSync(path);
  const known = shards.get(path);
  if (known?.inode === inode) return known.shard;
  // A damaged one was restored under its name.
  known?.shard.close();
  shards.delete(path);
  const shard = new Shard(path, layout);
  shards.set(path, { shard, inode });
  return shard;
}

/** Where the engine finds a shard damaged, the error names it. */
function named(all: SearchCalls): SearchCalls {
  return new Proxy(all, {
    get:
      (of, name) =>
      async (path: string, ...given: unknown[]) => {
        try {
          const call = of[name as keyof SearchCalls] as (...given: unknown[]) => Promise<unknown>;
          return await call(path, ...given);
        } catch (error) {
          throw isDamage(error) ? damaged(storedName(path), (error as Error).message) : error;
        }
      },
  });
}

const calls: SearchCalls = {
  count: async (path, selection) => open(path).count(selection),
  keys: async (path, request) => open(path).keys(request),
  samples: async (path, selection, step) => open(path).samples(selection, step),
  rank: async (path, selection, key) => open(path).rank(selection, key),
  render: async (path, shape, positions) => open(path).render(shape, positions),
  groups: async (path, selection, by, distinct) => open(path).groups(selection, by, distinct),
  expand: async (path, predicate) => open(path).expandAll(predicate),
  rows: async (path, positions) => open(path).rows(positions),
  rankingCounts: async (path, predicate) => open(path).rankingCounts(predicate),
  ranked: async (path, request) => open(path).ranked(request),
  unranked: async (path, request) => open(path).unranked(request),
  passages: async (path, predicate, positions, most) => open(path).passages(predicate, positions, most),
};

answerInTurn(lineToThread(parentPort!), named(calls));
