import { ArtunitError } from "../errors.js";
import type { TurnRule, Turns } from "../threads/turns.js";
import { type AccessFile, type AccessLog, accessLogOver } from "./accessLog.js";
import type { IssuedKeys, ListedKey, MadeKey, ServedKeys } from "./keys/issuedKeys.js";
import { type Holder, type IssuedKey, KeyFile } from "./keys/keyFile.js";
import type { OwnRateLimit, RateLimit } from "./rateLimit.js";

/** What a server has one of, however many front ends it has: one process keeps it, the front ends ask. */
export interface CommonCalls {
  takeRequest(client: string): Promise<number>;
  takeOfKey(holder: Holder): Promise<number>;
  listKeys(): Promise<readonly ListedKey[]>;
  createKey(name: string, limit: number | null): Promise<MadeKey>;
  revokeKey(id: string): Promise<IssuedKey>;
  /** Resolves when it is the turn of this ticket, which the front end numbers. */
  takeTurn(ticket: number, rule: TurnRule, client: string): Promise<void>;
  /** The turn of this ticket is over, or is not waited for any more. */
  leaveTurn(ticket: number): Promise<void>;
  addLines(lines: readonly string[]): Promise<void>;
}

export interface Common {
  readonly rateLimit: OwnRateLimit | null;
  readonly issuedKeys: IssuedKeys;
  readonly turns: Turns;
  readonly accessLog: AccessFile | null;
  /** Lets every front end read the keys again. */
  readonly keysChanged: () => Promise<void>;
}

/** Answers one front end; `leave` frees what it held, once it has gone. */
export function commonFor(common: Common): { readonly calls: CommonCalls; leave(): void } {
  const { rateLimit, issuedKeys, turns, accessLog, keysChanged } = common;
  const tickets = new Map<number, AbortController>();
  const calls: CommonCalls = {
    takeRequest: async (client) => rateLimit?.take(client) ?? 0,
    takeOfKey: async (holder) => issuedKeys.take(holder),
    listKeys: async () => issuedKeys.list(),
    async createKey(name, limit) {
      const made = issuedKeys.create(name, limit);
      await keysChanged();
      return made;
    },
    async revokeKey(id) {
      const revoked = issuedKeys.revoke(id);
      await keysChanged();
      return revoked;
    },
    async takeTurn(ticket, rule, client) {
      const leaving = new AbortController();
      tickets.set(ticket, leaving);
      const leave = await turns.take(rule, client, leaving.signal).catch((error: unknown) => {
        tickets.delete(ticket);
        throw error;
      });
      if (leaving.signal.aborted) leave();
      else leaving.signal.addEventListener("abort", leave, { once: true });
    },
    async leaveTurn(ticket) {
      tickets.get(ticket)?.abort(new ArtunitError("too-busy", "It is not waited for any more."));
      tickets.delete(ticket);
    },
    addLines: async (lines) => accessLog?.add(lines),
  };
  return {
    calls,
    leave() {
      for (const ticket of [...tickets.keys()]) void calls.leaveTurn(ticket);
    },
  };
}

/** How often one client may ask, of all front ends together. */
export function commonLimit(perMinute: number, calls: CommonCalls): RateLimit {
  return { perMinute, take: (client) => calls.takeRequest(client) };
}

/** The keys in a folder: a front end tells by itself whose one is, and leaves to the common process what counts or changes them. */
export class CommonKeys implements ServedKeys {
  readonly #file: KeyFile;

  constructor(
    folder: string,
    private readonly calls: CommonCalls,
  ) {
    this.#file = new KeyFile(folder, () => new Date());
  }

  isSet(): boolean {
    return this.#file.recent() !== null;
  }

  holderOf(key: string): Holder | null {
    return this.#file.holderOf(key);
  }

  take(holder: Holder): number | Promise<number> {
    const taken = this.calls.takeOfKey(holder);
    if (holder.limit !== null) return taken;
    // Nothing depends on the answer; without the common process this one ends, too.
    taken.catch(() => {});
    return 0;
  }

  list(): Promise<readonly ListedKey[]> {
    return this.calls.listKeys();
  }

  create(name: string, limit: number | null): Promise<MadeKey> {
    return this.calls.createKey(name, limit);
  }

  revoke(id: string): Promise<IssuedKey> {
    return this.calls.revokeKey(id);
  }

  /** They were changed by another process: what was read before holds no longer. */
  readAgain(): void {
    this.#file.read();
  }

  /** The common process writes it. */
  flush(): void {}
}

/** Turns of all front ends together. */
export function commonTurns(calls: CommonCalls): Turns {
  let next = 1;
  return {
    async take(rule, client, signal) {
      signal.throwIfAborted();
      const ticket = next++;
      const leave = () => void calls.leaveTurn(ticket).catch(() => {});
      const isTurn = calls.takeTurn(ticket, rule, client);
      const givenUp = new Promise<never>((_, failed) => {
        signal.addEventListener("abort", () => failed(signal.reason), { once: true });
      });
      try {
        await Promise.race([isTurn, givenUp]);
        return leave;
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}

/** One access log of all front ends, whose lines one process writes. */
export function commonAccessLog(calls: CommonCalls): AccessLog {
  return accessLogOver((lines) => calls.addLines(lines));
}
