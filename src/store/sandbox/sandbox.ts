import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ArtunitError, overTime } from "../../errors.js";
import { threadFile } from "../../threads/threads.js";
import type { FromSandbox, SqlColumn, SqlQuestion, SqlValue } from "./messages.js";

export interface SqlLimits {
  /** A question that takes longer, its rows included, is ended. */
  readonly seconds: number;
  /** In the engine's spelling: `1GB`. */
  readonly memory: string;
}

export interface SqlAnswer {
  readonly columns: readonly SqlColumn[];
  /** Batches of rows; reading them to the end or leaving them ends the process. */
  readonly batches: AsyncIterable<readonly (readonly SqlValue[])[]>;
}

const ROWS_AT_ONCE = 2_000;

/**
 * Asks the tables and views of a snapshot in SQL, in a process of its own that sees nothing else: no other file, no network,
 * no extension, no setting. One statement that only asks.
 *
 * @throws ArtunitError `bad-sql`, `sql-refused`, `over-time`, `over-memory`, also while rows are read; the signal's reason.
 */
export async function askInSql(
  snapshotFolder: string,
  sql: string,
  { seconds, memory }: SqlLimits,
  signal?: AbortSignal,
): Promise<SqlAnswer> {
  signal?.throwIfAborted();
  if (sql.trim() === "") throw refusal({ kind: "refused", why: "several" }, memory);
  const { PATH, SystemRoot } = process.env;
  const child = fork(fileURLToPath(threadFile(import.meta.url, "sqlWorker.js")), [], {
    cwd: snapshotFolder,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: { ...(PATH ? { PATH } : {}), ...(SystemRoot ? { SystemRoot } : {}) },
    execArgv: ["--max-old-space-size=512"],
    serialization: "advanced",
  });
  let ended: unknown = null;
  const end = (reason: unknown) => {
    ended ??= reason;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => end(overTime(seconds)), seconds * 1000);
  const leave = () => end(signal?.reason);
  signal?.addEventListener("abort", leave, { once: true });
  const finish = () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
    child.kill("SIGKILL");
  };
  const messages = messagesOf(child, () => ended);
  try {
    child.send({ sql, memory, rowsAtOnce: ROWS_AT_ONCE } satisfies SqlQuestion);
    const first = await messages.next();
    if (first.kind !== "columns") throw refusal(first, memory);
    return { columns: first.columns, batches: batchesOf(child, messages, memory, finish) };
  } catch (error) {
    finish();
    throw error;
  }
}

interface Messages {
  /** The next one; throws why the process was ended, where it was. */
  next(): Promise<FromSandbox>;
}

function messagesOf(child: ChildProcess, endedFor: () => unknown): Messages {
  const come: FromSandbox[] = [];
  let wake: (() => void) | null = null;
  let hasLeft = false;
  const woken = () => wake?.();
  child.on("message", (message: FromSandbox) => {
    come.push(message);
    woken();
  });
  for (const event of ["exit", "error"] as const)
    child.on(event, () => {
      hasLeft = true;
      woken();
    });
  return {
    async next() {
      for (;;) {
        const reason = endedFor();
        if (reason !== null) throw reason;
        const message = come.shift();
        if (message) return message;
        if (hasLeft)
          throw new ArtunitError(
            "over-memory",
            "The question ended with its process, which happens where it needs more memory than it may use. Narrow it.",
          );
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

async function* batchesOf(
  child: ChildProcess,
  messages: Messages,
  memory: string,
  finish: () => void,
): AsyncIterable<readonly (readonly SqlValue[])[]> {
  try {
    for (;;) {
      const message = await messages.next();
      if (message.kind === "end") return;
      if (message.kind !== "rows") throw refusal(message, memory);
      yield message.rows;
      child.send("more");
    }
  } finally {
    finish();
  }
}

function refusal(message: FromSandbox, memory: string): unknown {
  if (message.kind === "refused")
    return new ArtunitError(
      "sql-refused",
      message.why === "several"
        ? "One statement is answered, and this is none or several. Leave one SELECT."
        : `Only questions are answered here: SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW or EXPLAIN. This is ${message.why}.`,
    );
  if (message.kind !== "error") return new Error(`The sandbox says ${message.kind} out of turn.`);
  if (
    /^Permission Error|file system operations are disabled|configuration has been locked/.test(
      message.message,
    )
  )
    return new ArtunitError(
      "sql-refused",
      "The question reaches for a file, the network or a setting. The tables and views of the snapshot can be asked, and nothing else.",
    );
  if (/^Out of Memory Error/.test(message.message))
    return new ArtunitError(
      "over-memory",
      `The question needs more than the ${memory} of memory it may use. Narrow it, or sort and group less.`,
    );
  return new ArtunitError("bad-sql", message.message.split("\n\n")[0]!.trim());
}
