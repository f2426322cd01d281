import { ArtunitError } from "../errors.js";
import { type Calls, Thread } from "./threads.js";

export interface PoolOptions {
  /** Threads at most; each begins when it is first needed. */
  readonly threads: number;
  /** Calls that wait at most, of all clients together. */
  readonly waiting: number;
  /** Calls of one client at most, those that run included. */
  readonly perClient: number;
  /** Of one thread, for JavaScript's own objects. */
  readonly megabytes: number;
  /** How long a thread is kept that has nothing to do, in milliseconds. */
  readonly idle: number;
}

type Call<T extends Calls<T>> = (thread: Thread<T>) => Promise<void>;

/**
 * A few threads for calls that take long, in turn. A call whose signal aborts while it runs is ended for real: its thread
 * is ended, and the next call gets a new one.
 */
export class ThreadPool<T extends Calls<T>> {
  private readonly idle: Thread<T>[] = [];
  private readonly queue: Call<T>[] = [];
  private readonly clients = new Map<string, number>();
  private busy = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly file: URL,
    private readonly options: PoolOptions,
  ) {}

  /**
   * Runs a call in a thread, as soon as one is free.
   *
   * @throws ArtunitError `too-busy` where too many wait, `too-many-requests` where this client has too many under way,
   * `over-memory`; and the signal's reason.
   */
  async run<R>(client: string, signal: AbortSignal, ask: (call: T) => Promise<R>): Promise<R> {
    signal.throwIfAborted();
    const ofClient = this.clients.get(client) ?? 0;
    if (ofClient >= this.options.perClient)
      throw new ArtunitError(
        "too-many-requests",
        `${this.options.perClient} requests of yours are being worked on, which is as many as one client may have of this kind. Wait for an answer.`,
      );
    if (this.queue.length >= this.options.waiting)
      throw new ArtunitError(
        "too-busy",
        `${this.options.waiting} requests of this kind are waiting already. Ask again in a few seconds.`,
      );
    this.clients.set(client, ofClient + 1);
    try {
      return await this.wait(signal, ask);
    } finally {
      const left = this.clients.get(client)! - 1;
      if (left === 0) this.clients.delete(client);
      else this.clients.set(client, left);
    }
  }

  private wait<R>(signal: AbortSignal, ask: (call: T) => Promise<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const call: Call<T> = async (thread) => {
        signal.removeEventListener("abort", leave);
        const end = () => void thread.close();
        signal.addEventListener("abort", end, { once: true });
        try {
          resolve(await ask(thread.call));
        } catch (error) {
          reject(signal.aborted ? signal.reason : asKnown(error));
        } finally {
          signal.removeEventListener("abort", end);
        }
      };
      const leave = () => {
        this.queue.splice(this.queue.indexOf(call), 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      this.queue.push(call);
      this.next();
    });
  }

  /** Gives the call that has waited longest to a thread, if one is free. */
  private next(): void {
    if (this.queue.length === 0 || this.busy >= this.options.threads) return;
    const call = this.queue.shift()!;
    const thread = this.idle.pop() ?? this.begin();
    this.busy++;
    void call(thread).finally(() => {
      this.busy--;
      if (!thread.hasEnded) this.idle.push(thread);
      this.next();
      this.endIdle();
    });
  }

  private begin(): Thread<T> {
    return new Thread<T>(this.file, null, { maxOldGenerationSizeMb: this.options.megabytes });
  }

  private endIdle(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      for (const thread of this.idle.splice(0)) void thread.close();
    }, this.options.idle);
    this.timer.unref();
  }
}

function asKnown(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ERR_WORKER_OUT_OF_MEMORY"
    ? new ArtunitError(
        "over-memory",
        "This needs more memory than one request may have. Ask for less at once.",
      )
    : error;
}
