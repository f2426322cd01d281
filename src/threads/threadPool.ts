import { ArtunitError } from "../errors.js";
import type { Calls } from "./calls.js";
import { Thread } from "./threads.js";
import type { TurnRule, Turns } from "./turns.js";

export interface PoolOptions {
  /** Who may work at once, and wait. */
  readonly rule: TurnRule;
  /** Of one thread, for JavaScript's own objects. */
  readonly megabytes: number;
  /** How long a thread is kept that has nothing to do, in milliseconds. */
  readonly idle: number;
}

/** For whom a call is made. */
export interface Caller {
  readonly client: string;
  readonly turns: Turns;
  readonly signal: AbortSignal;
}

/**
 * A few threads for calls that take long, each begun when it is first needed. A call whose signal aborts while it runs is ended
 * for real: its thread is ended, and the next call gets a new one.
 */
export class ThreadPool<T extends Calls<T>> {
  private readonly idle: Thread<T>[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly file: URL,
    private readonly options: PoolOptions,
  ) {}

  /**
   * Runs a call in a thread, when it is its turn.
   *
   * @throws ArtunitError what waiting for a turn throws, and `over-memory`; and the signal's reason.
   */
  async run<R>({ client, turns, signal }: Caller, ask: (call: T) => Promise<R>): Promise<R> {
    const leave = await turns.take(this.options.rule, client, signal);
    const thread = this.idle.pop() ?? this.begin();
    const end = () => void thread.close();
    signal.addEventListener("abort", end, { once: true });
    try {
      signal.throwIfAborted();
      return await ask(thread.call);
    } catch (error) {
      throw signal.aborted ? signal.reason : asKnown(error);
    } finally {
      signal.removeEventListener("abort", end);
      if (!thread.hasEnded) this.idle.push(thread);
      leave();
      this.endIdle();
    }
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
