import { type MessagePort, type ResourceLimits, Worker } from "node:worker_threads";
import { ArtunitError, type ErrorCode } from "../errors.js";

/**
 * The compiled file of a worker thread, given the URL of the module that starts it and the worker's own file name.
 * Threads load JavaScript only: from the sources, as in tests, it is the one that the build put beside them in `dist`.
 */
export function threadFile(startedFrom: string, name: string): URL {
  const file = new URL(name, startedFrom);
  if (!startedFrom.endsWith(".ts")) return file;
  return new URL(file.href.replace(/\/src\/(?!.*\/src\/)/, "/dist/"));
}

/** Functions that a thread answers; arguments and results are copied. */
// biome-ignore lint/suspicious/noExplicitAny: any function will do, and TypeScript has no other word for it.
export type Calls<T> = { readonly [K in keyof T]: (...given: any[]) => Promise<unknown> };

interface Call {
  readonly id: number;
  readonly name: string;
  readonly given: readonly unknown[];
}

type Answer =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly error: { code: ErrorCode | null; message: string; stack?: string | undefined };
    };

/** Answers calls that come through the port, one after another. Runs in the thread. */
export function serve<T extends Calls<T>>(port: MessagePort, calls: T): void {
  let last: Promise<void> = Promise.resolve();
  port.on("message", (call: Call) => {
    last = last.then(async () => {
      try {
        const result = await calls[call.name as keyof T]!(...call.given);
        port.postMessage({ id: call.id, result } satisfies Answer);
      } catch (error) {
        const { message, stack } = error as Error;
        const code = error instanceof ArtunitError ? error.code : null;
        port.postMessage({ id: call.id, error: { code, message, stack } } satisfies Answer);
      }
    });
  });
}

/** A worker thread whose functions are called as if they were here. Its errors arrive as they were thrown. */
export class Thread<T extends Calls<T>> {
  private readonly worker: Worker;
  private readonly open = new Map<
    number,
    { done: (result: unknown) => void; failed: (error: Error) => void }
  >();
  private next = 0;
  private ended: Error | null = null;
  readonly call: T;

  constructor(file: URL, data: unknown, resourceLimits: ResourceLimits = {}) {
    this.worker = new Worker(file, { workerData: data, resourceLimits });
    this.worker.on("message", (answer: Answer) => this.settle(answer));
    this.worker.on("error", (error) => this.end(error));
    this.worker.on("exit", (code) => this.end(new Error(`A worker thread ended with code ${code}.`)));
    // Listening for messages makes the process wait for the thread; an idle thread must not.
    this.worker.unref();
    this.call = new Proxy({} as T, {
      get:
        (_, name) =>
        (...given: unknown[]) =>
          this.send(String(name), given),
    });
  }

  /** How many calls wait for their answer. */
  get busy(): number {
    return this.open.size;
  }

  /** Whether it answers no more: it was closed, or it died, out of memory for one. */
  get hasEnded(): boolean {
    return this.ended !== null;
  }

  async close(): Promise<void> {
    this.ended ??= new Error("The worker thread was closed.");
    await this.worker.terminate();
  }

  private send(name: string, given: readonly unknown[]): Promise<unknown> {
    if (this.ended) return Promise.reject(this.ended);
    const id = this.next++;
    if (this.open.size === 0) this.worker.ref();
    return new Promise((done, failed) => {
      this.open.set(id, { done, failed });
      this.worker.postMessage({ id, name, given } satisfies Call);
    });
  }

  private settle(answer: Answer): void {
    const waiting = this.open.get(answer.id);
    this.open.delete(answer.id);
    if (this.open.size === 0) this.worker.unref();
    if (!waiting) return;
    if ("result" in answer) waiting.done(answer.result);
    else {
      const { code, message, stack } = answer.error;
      const error = code ? new ArtunitError(code, message) : new Error(message);
      if (stack) error.stack = stack;
      waiting.failed(error);
    }
  }

  private end(error: Error): void {
    this.ended ??= error;
    for (const { failed } of this.open.values()) failed(this.ended);
    this.open.clear();
  }
}

/** The thread that has least to do; another is begun, up to so many, where all are busy: each takes time to begin. */
export function leastBusy<T extends Calls<T>>(
  threads: Thread<T>[],
  most: number,
  begin: () => Thread<T>,
): Thread<T> {
  const least = threads.toSorted((a, b) => a.busy - b.busy)[0];
  if (least && (least.busy === 0 || threads.length >= most)) return least;
  const begun = begin();
  threads.push(begun);
  return begun;
}
