import type { Calls } from "./calls.js";
import { Thread } from "./threads.js";

interface Waiting<T extends Calls<T>> {
  readonly ask: (call: T) => Promise<unknown>;
  readonly signal: AbortSignal | undefined;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * How long a call that nobody waits for any more may go on, in milliseconds: a thread that is ended has to read again what it
 * knew.
 */
const GRACE = 1000;

/**
 * A thread that answers calls in turn, begun with the first of them, and outlives them: where a call goes on for long after its signal aborted, the thread is ended
 * and a new one answers those that wait. Calls must change nothing.
 */
export class LastingThread<T extends Calls<T>> {
  private readonly queue: Waiting<T>[] = [];
  private thread: Thread<T> | null = null;
  private isBusy = false;
  private isClosed = false;

  constructor(
    private readonly file: URL,
    private readonly data: unknown,
    private readonly grace = GRACE,
  ) {}

  /** The functions of the thread. A call is given up, with the signal's reason, when the signal aborts. */
  until(signal: AbortSignal | undefined): T {
    return new Proxy({} as T, {
      get:
        (_, name) =>
        (...given: unknown[]) =>
          this.send((call) => call[name as keyof T]!(...given), signal),
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const closed = new Error("The worker thread was closed.");
    for (const { failed } of this.queue.splice(0)) failed(closed);
    await this.thread?.close();
  }

  private send(ask: Waiting<T>["ask"], signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.isClosed) return Promise.reject(new Error("The worker thread was closed."));
    return new Promise((done, failed) => {
      const leave = () => {
        const at = this.queue.indexOf(waiting);
        if (at >= 0) this.queue.splice(at, 1);
        failed(signal!.reason);
      };
      const settled = () => signal?.removeEventListener("abort", leave);
      const waiting: Waiting<T> = {
        ask,
        signal,
        done: (result) => {
          settled();
          done(result);
        },
        failed: (error) => {
          settled();
          failed(error);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.queue.push(waiting);
      this.next();
    });
  }

  private next(): void {
    if (this.isBusy || this.isClosed) return;
    const call = this.queue.shift();
    if (call === undefined) return;
    if (this.thread === null || this.thread.hasEnded) this.thread = new Thread<T>(this.file, this.data);
    const { thread } = this;
    this.isBusy = true;
    let timer: NodeJS.Timeout | null = null;
    let isLeft = false;
    const leave = () => {
      if (isLeft) return;
      isLeft = true;
      if (timer) clearTimeout(timer);
      call.signal?.removeEventListener("abort", overrun);
      this.isBusy = false;
      this.next();
    };
    const overrun = () => {
      timer = setTimeout(() => {
        void thread.close();
        leave();
      }, this.grace);
    };
    call.signal?.addEventListener("abort", overrun, { once: true });
    call.ask(thread.call).then(call.done, call.failed).finally(leave);
  }
}
