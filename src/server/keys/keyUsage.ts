import { readKept, writePrivately } from "./keyFile.js";

/** How much a key was used, as far as servers have written it down. */
export interface Usage {
  readonly requests: number;
  readonly lastUsed: string | null;
}

/** How long usage is held before it is written, in milliseconds. */
const HELD = 5000;

/** Requests by the id of the key, kept in a file so that they outlast the server. */
export class KeyUsage {
  readonly #used: Record<string, Usage>;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly path: string,
    private readonly now: () => Date,
    private readonly tell: (problem: unknown) => void = () => {},
  ) {
    this.#used = readKept(path) ?? {};
  }

  of(id: string): Usage {
    return this.#used[id] ?? { requests: 0, lastUsed: null };
  }

  count(id: string): void {
    this.#used[id] = { requests: this.of(id).requests + 1, lastUsed: this.now().toISOString() };
    this.#timer ??= setTimeout(() => {
      try {
        this.flush();
      } catch (problem) {
        // Counted on, and written when there is room again: nobody is refused for a count.
        this.tell(problem);
      }
    }, HELD).unref();
  }

  /** Writes what is not written yet. */
  flush(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    writePrivately(this.path, JSON.stringify(this.#used));
  }
}
