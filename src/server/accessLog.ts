import { appendFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { unwritable } from "../systemErrors.js";
import type { Client } from "./client.js";

/** One answer, with nothing of what was asked: the route's pattern, not its URL. */
export interface Access {
  readonly at: Date;
  readonly client: Client | null;
  readonly method: string;
  /** As it is declared: `/v1/applications/{number}`; null where none answered. */
  readonly route: string | null;
  readonly status: number;
  readonly milliseconds: number;
  /** Of the body; null where it was sent in pieces. */
  readonly bytes: number | null;
  /** The client left before it had everything. */
  readonly isCut: boolean;
}

/** Where answers are noted. */
export interface AccessLog {
  note(access: Access): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/** The file itself, to which others may add lines as `lineOf` makes them. */
export interface AccessFile extends AccessLog {
  add(lines: readonly string[]): void;
}

/** How long lines are held, so that many are written at once, in milliseconds. */
const HELD = 500;
/** Lines that are held at most while they cannot be written; then the oldest are lost, and that is told. */
const MOST_HELD = 100_000;

/**
 * A line of JSON for each answer, added to a file, or to standard output for `-`. The file is opened anew for each batch: it may be
 * moved away at any time.
 *
 * @throws ArtunitError where the file cannot be written at the start.
 */
export function accessLogTo(path: string, tell: (message: string) => void): AccessFile {
  try {
    if (path !== "-") appendFileSync(path, "");
  } catch (error) {
    throw unwritable(path, error);
  }
  let lines: string[] = [];
  let lost = 0;
  let isTold = false;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const batch = lines;
    lines = [];
    if (batch.length === 0) return;
    const text = batch.join("");
    try {
      if (path === "-") process.stdout.write(text);
      else await appendFile(path, text);
      if (isTold) tell(`The access log ${path} is written again; ${lost} of its lines are lost.`);
      isTold = false;
      lost = 0;
    } catch (error) {
      lines = [...batch, ...lines];
      if (!isTold) tell(`The access log cannot be written: ${(error as Error).message}`);
      isTold = true;
    }
    const over = lines.length - MOST_HELD;
    if (over > 0) {
      lost += over;
      lines = lines.slice(over);
    }
  }

  function flush(): Promise<void> {
    timer = null;
    writing = writing.then(write);
    return writing;
  }

  function add(more: readonly string[]): void {
    for (const line of more) lines.push(line);
    timer ??= setTimeout(() => void flush(), HELD);
  }

  return {
    add,
    note: (access) => add([lineOf(access)]),
    close() {
      if (timer) clearTimeout(timer);
      return flush();
    },
  };
}

/** One answer as a line of JSON. */
function lineOf({ at, client, method, route, status, milliseconds, bytes, isCut }: Access): string {
  const line = {
    time: at.toISOString(),
    client: client?.address ?? null,
    key: client?.key ?? null,
    method,
    route,
    status,
    ms: Math.round(milliseconds * 10) / 10,
    bytes,
    ...(isCut ? { cut: true } : {}),
  };
  return `${JSON.stringify(line)}\n`;
}

/** Hands lines on to whoever writes them, a few at once. */
export function accessLogOver(add: (lines: readonly string[]) => Promise<void>): AccessLog {
  let lines: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = lines;
    lines = [];
    return batch.length === 0 ? Promise.resolve() : add(batch);
  }
  return {
    note(access) {
      lines.push(lineOf(access));
      timer ??= setTimeout(() => void flush(), HELD);
    },
    close: flush,
  };
}
