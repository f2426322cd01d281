import { ArtunitError } from "../errors.js";
import { askInSql, type SqlAnswer, type SqlLimits } from "../store/sandbox/sandbox.js";

/** Where questions in SQL are answered. */
export interface SqlDesk {
  /** @throws ArtunitError as `askInSql` does, and `too-busy` where others are being answered. */
  ask(snapshot: string, sql: string, signal: AbortSignal): Promise<SqlAnswer>;
}

/** Where this server answers questions in SQL. Throws `sql-refused` where its operator does not allow them. */
export function sqlDeskOf({ sql }: { readonly sql: SqlDesk | null }): SqlDesk {
  if (sql !== null) return sql;
  throw new ArtunitError(
    "sql-refused",
    "This server answers no SQL. Its operator allows it with `artunit serve --sql`; on the machine itself, `artunit sql` asks the snapshot.",
  );
}

/** Questions answered at one time: each has a process and its memory. */
const AT_ONCE = 2;

/** Answers a few questions at a time, each within limits, of the snapshots in the folders told. */
export function sqlDesk(folderOf: (snapshot: string) => string, limits: SqlLimits): SqlDesk {
  let underWay = 0;
  return {
    async ask(snapshot, sql, signal) {
      if (underWay >= AT_ONCE)
        throw new ArtunitError(
          "too-busy",
          `${AT_ONCE} questions in SQL are being answered. Ask again in a moment.`,
        );
      underWay++;
      try {
        const { columns, batches } = await askInSql(folderOf(snapshot), sql, limits, signal);
        return { columns, batches: thenDone(batches, () => underWay--) };
      } catch (error) {
        underWay--;
        throw error;
      }
    },
  };
}

async function* thenDone<T>(items: AsyncIterable<T>, done: () => void): AsyncIterable<T> {
  try {
    yield* items;
  } finally {
    done();
  }
}
