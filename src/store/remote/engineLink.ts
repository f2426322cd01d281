import { ArtunitError } from "../../errors.js";
import { errorOf } from "../../threads/told.js";
import type { Line } from "./line.js";
import type { Answered, Asked } from "./messages.js";

/** A way to the engine's process that is there now. */
export interface EngineLine extends Line<Asked, Answered> {
  /** Ends the process for all, and says why. */
  kill(why: string): void;
}

export interface EngineLinkOptions {
  /** Reaches the engine's process, and begins one where there is none. */
  readonly connect: () => Promise<EngineLine>;
  /** How long a question that was given up may go on until the process is ended, in milliseconds. */
  readonly patience?: number;
}

interface Waiting {
  readonly asked: Asked;
  readonly done: (value: never) => void;
  readonly failed: (error: unknown) => void;
  overdue?: NodeJS.Timeout;
  /** Whether it was asked of an engine before that is gone. */
  wasLost?: boolean;
}

type Unnumbered<Message> = Message extends unknown ? Omit<Message, "id"> : never;

/**
 * What a process asks of the engine's. Where that does not listen when a question is given up, or dies, another takes its
 * place; what was being asked then is asked once again, but for what was being streamed.
 */
export class EngineLink {
  private line: Promise<EngineLine> | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private next = 1;
  private isClosed = false;

  constructor(private readonly options: EngineLinkOptions) {}

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
            () => void this.replace("a question that was given up did not end"),
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
    if (this.line) this.post({ ...message, id: this.next++ } as Asked);
  }

  /** Leaves the engine's process, which frees what it held for this one. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { overdue } of this.waiting.values()) clearTimeout(overdue);
    await this.line?.then(
      (line) => line.end(),
      () => {},
    );
  }

  private post(asked: Asked): void {
    this.line ??= this.begin();
    // One that cannot be reached is told where it is begun.
    this.line.then((line) => line.send(asked)).catch(() => {});
  }

  private begin(): Promise<EngineLine> {
    const begun = this.options.connect().then((line) => {
      line.onMessage((answered) => this.settle(answered));
      line.onEnd(() => this.lost(begun));
      return line;
    });
    begun.catch((error: unknown) => {
      if (this.line === begun) this.line = null;
      for (const { failed } of [...this.waiting.values()]) failed(error);
    });
    return begun;
  }

  private settle(answered: Answered): void {
    const waiting = this.waiting.get(answered.id);
    if (!waiting) return;
    if ("error" in answered) waiting.failed(errorOf(answered.error));
    else waiting.done(answered.value as never);
  }

  private async replace(why: string): Promise<void> {
    const { line } = this;
    if (!line) return;
    (await line).kill(why);
    this.lost(line);
  }

  private lost(line: Promise<EngineLine>): void {
    if (this.line !== line) return;
    this.line = null;
    if (this.isClosed) return;
    for (const waiting of [...this.waiting.values()]) {
      const { asked, failed, overdue, wasLost } = waiting;
      // Given up already, or part of what went with the process.
      if (overdue) failed(null);
      // What ends two engines would end every other.
      else if (asked.kind === "next" || wasLost) failed(engineLost());
      else if (asked.kind === "close") failed(null);
      else {
        waiting.wasLost = true;
        this.post(asked);
      }
    }
  }
}

/** The engine's process is not there any more, or not yet. */
export function engineLost(): ArtunitError {
  return new ArtunitError("engine-lost", "The engine was replaced while this was being answered. Ask again.");
}
