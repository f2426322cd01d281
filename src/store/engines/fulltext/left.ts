import { readFileSync, writeFileSync } from "node:fs";
import { ifThere } from "../../../systemErrors.js";

/** What a shard says of itself. */
export interface ShardFacts {
  readonly rows: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly rowsBySource: Readonly<Record<string, number>>;
  /** Order-independent digest of its rows, in hex. */
  readonly digest: string;
}

/** Rows of a shard that a snapshot has no more, and what the others come to. It stands beside the shard, which is as it was. */
export interface LeftRows {
  readonly positions: readonly number[];
  readonly facts: ShardFacts;
}

const ENDING = ".left.json";

function leftFile(shard: string): string {
  return shard.replace(/\.db$/, ENDING);
}

/** Whether a stored file says which rows left a shard. */
export function isLeftFile({ path }: { readonly path: string }): boolean {
  return path.endsWith(ENDING);
}

/** Null where every row of the shard counts. */
export function readLeft(shard: string): LeftRows | null {
  return ifThere(() => JSON.parse(readFileSync(leftFile(shard), "utf8")) as LeftRows);
}

export function writeLeft(shard: string, left: LeftRows): void {
  writeFileSync(leftFile(shard), JSON.stringify(left));
}
