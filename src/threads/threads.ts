import { type ResourceLimits, Worker } from "node:worker_threads";
import { type Calls, callsOver, lineToThread } from "./calls.js";

/**
 * The compiled file of a worker thread, given the URL of the module that starts it and the worker's own file name.
 * Threads load JavaScript only: from the sources, as in tests, it is the one that the build put beside them in `dist`.
 */
export function threadFile(startedFrom: string, name: string): URL {
  const file = new URL(name, startedFrom);
  if (!startedFrom.endsWith(".ts")) return file;
  return new URL(file.href.replace(/\/src\/(?!.*\/src\/)/, "/dist/"));
}

/** A worker thread whose functions are called as if they were here. Its errors arrive as they were thrown. */
export class Thread<T extends Calls<T>> {
  private readonly worker: Worker;
  private waiting = 0;
  private ended: Error | null = null;
  readonly call: T;

  constructor(file: URL, data: unknown, resourceLimits: ResourceLimits = {}) {
    const worker = new Worker(file, { workerData: data, resourceLimits });
    this.worker = worker;
    const { theirs, end } = callsOver<T, Record<never, never>>(lineToThread(worker), {}, (calls) => {
      this.waiting = calls;
      if (calls > 0) worker.ref();
      else worker.unref();
    });
    const isOver = (error: Error) => {
      this.ended ??= error;
      end(this.ended);
    };
    worker.on("error", isOver);
    worker.on("exit", (code) => isOver(new Error(`A worker thread ended with code ${code}.`)));
    // Listening for messages makes the process wait for the thread; an idle thread must not.
    worker.unref();
    this.call = new Proxy(theirs, {
      get:
        (_, name) =>
        (...given: unknown[]) =>
          this.ended ? Promise.reject(this.ended) : theirs[name as keyof T](...given),
    });
  }

  /** How many calls wait for their answer. */
  get busy(): number {
    return this.waiting;
  }

  /** Whether it answers no more: it was closed, or it died, out of memory for one. */
  get hasEnded(): boolean {
    return this.ended !== null;
  }

  async close(): Promise<void> {
    this.ended ??= new Error("The worker thread was closed.");
    await this.worker.terminate();
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
