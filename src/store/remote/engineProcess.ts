import { type ChildProcess, fork } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { ArtunitError } from "../../errors.js";
import type { Answered, Asked, Told } from "./messages.js";

export interface EngineOptions {
  /** The program of the other process: it ends with `serveEngine`. */
  readonly program: URL;
  readonly arguments?: readonly string[];
  /** How long a question that was given up may go on until the process is ended, in milliseconds. */
  readonly patience?: number;
  /** Told when the process was ended or died, and another takes its place. */
  readonly onReplaced?: (why: string) => void;
  /** Starts the process; another one in tests. */
  readonly start?: () => EngineChild;
}

/** What is needed of a child process. */
export interface EngineChild {
  readonly pid?: number | undefined;
  readonly exitCode: number | null;
  readonly signalCode: NodeJS.Signals | null;
  send(asked: Asked, whenSent: (error: Error | null) => void): boolean;
  // biome-ignore lint/suspicious/noExplicitAny: what Node says of any event.
  on(event: string, listen: (...given: any[]) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: what Node says of any event.
  once(event: string, listen: (...given: any[]) => void): unknown;
  kill(signal: NodeJS.Signals): boolean;
  disconnect(): void;
}

/** How far behind the front the engine stands in line for processors. */
const NICE = 10;

interface Waiting {
  readonly asked: Asked;
  readonly done: (value: never) => void;
  readonly failed: (error: unknown) => void;
  overdue?: NodeJS.Timeout;
}

type Unnumbered<Message> = Message extends unknown ? Omit<Message, "id"> : never;

/**
 * A process for questions that need an engine. Where it does not listen when a question is given up, or dies, another takes its
 * place; what was being asked then is asked again, but for what was being streamed.
 */
export class EngineProcess {
  private child: EngineChild | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private next = 1;
  private isClosed = false;

  constructor(private readonly options: EngineOptions) {}

  /** Where the process runs now; null while none was needed. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Throws what the question throws there; the signal's reason when that comes first; `engine-lost` where a stream ended with its process. */
  ask<Value>(message: Unnumbered<Asked>, signal?: AbortSignal): Promise<{ id: number; value: Value }> {
    signal?.throwIfAborted();
    const asked = { ...message, id: this.next++ } as Asked;
    const { id } = asked;
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        reject(signal!.reason);
        this.post({ kind: "abort", id: this.next++, of: id });
        const waiting = this.waiting.get(id);
        if (waiting)
          waiting.overdue = setTimeout(
            () => this.replace("a question that was given up did not end"),
            this.options.patience ?? 5000,
          );
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      const settled = () => {
        signal?.removeEventListener("abort", giveUp);
        clearTimeout(this.waiting.get(id)?.overdue);
        this.waiting.delete(id);
      };
      this.waiting.set(id, {
        asked,
        done: (value: Value) => {
          settled();
          resolve({ id, value });
        },
        failed: (error) => {
          settled();
          reject(error);
        },
      });
      this.post(asked);
    });
  }

  /** Says something to which no answer comes. */
  tell(message: Unnumbered<Asked>): void {
    if (this.child) this.post({ ...message, id: this.next++ } as Asked);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const { overdue } of this.waiting.values()) clearTimeout(overdue);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    const kill = setTimeout(() => child.kill("SIGKILL"), this.options.patience ?? 5000);
    child.disconnect();
    await ended;
    clearTimeout(kill);
  }

  private post(asked: Asked): void {
    this.child ??= this.begin();
    // A process that has just died is replaced when that is told.
    this.child.send(asked, () => {});
  }

  private begin(): EngineChild {
    const child = this.options.start?.() ?? started(this.options);
    child.on("message", (answered) => this.settle(answered as Answered));
    child.on("exit", (code, signal) => this.lost(child, `it ended with ${signal ?? `code ${code}`}`));
    child.on("error", () => {});
    return child;
  }

  private settle(answered: Answered): void {
    const waiting = this.waiting.get(answered.id);
    if (!waiting) return;
    if ("error" in answered) waiting.failed(errorOf(answered.error));
    else waiting.done(answered.value as never);
  }

  private replace(why: string): void {
    const { child } = this;
    if (!child) return;
    child.kill("SIGKILL");
    this.lost(child, why);
  }

  private lost(child: EngineChild, why: string): void {
    if (this.child !== child) return;
    this.child = null;
    if (this.isClosed) return;
    this.options.onReplaced?.(why);
    for (const { asked, failed, overdue } of [...this.waiting.values()]) {
      // Given up already, or part of what went with the process.
      if (overdue) failed(null);
      else if (asked.kind === "next") failed(engineLost());
      else if (asked.kind === "close") failed(null);
      else this.post(asked);
    }
  }
}

function started({ program, arguments: given = [] }: EngineOptions): ChildProcess {
  const child = fork(fileURLToPath(program), given, {
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICE);
  } catch {
    // Some systems let nobody change priorities; it is slower beside heavy questions then.
  }
  return child;
}

function engineLost(): ArtunitError {
  return new ArtunitError("engine-lost", "The engine was replaced while this was being answered. Ask again.");
}

function errorOf({ code, message, where, stack }: Told): Error {
  const error = code === null ? new Error(message) : new ArtunitError(code, message, where);
  if (stack) error.stack = stack;
  return error;
}
