import { ArtunitError } from "../errors.js";

/** How many may work at once on something that takes long. */
export interface TurnRule {
  /** What it is about: rules of one name share their turns. */
  readonly name: string;
  readonly atOnce: number;
  /** Who waits at most, of all clients together. */
  readonly waiting: number;
  /** Of one client at most, those that work included. */
  readonly perClient: number;
}

/** Says whose turn it is. */
export interface Turns {
  /**
   * Resolves when it is this client's turn, with what ends it.
   *
   * @throws ArtunitError `too-busy` where too many wait, `too-many-requests` where this client has too many turns; and the signal's
   * reason where that aborts while it waits.
   */
  take(rule: TurnRule, client: string, signal: AbortSignal): Promise<() => void>;
}

interface Line {
  working: number;
  readonly waiting: (() => void)[];
  readonly clients: Map<string, number>;
}

/** Turns of this process's own: first come, first served. */
export function ownTurns(): Turns {
  const lines = new Map<string, Line>();

  function lineOf({ name }: TurnRule): Line {
    const known = lines.get(name) ?? { working: 0, waiting: [], clients: new Map() };
    lines.set(name, known);
    return known;
  }

  function admit(line: Line, rule: TurnRule, client: string): void {
    const ofClient = line.clients.get(client) ?? 0;
    if (ofClient >= rule.perClient)
      throw new ArtunitError(
        "too-many-requests",
        `${rule.perClient} requests of yours are being worked on, which is as many as one client may have of this kind. Wait for an answer.`,
      );
    if (line.working >= rule.atOnce && line.waiting.length >= rule.waiting)
      throw new ArtunitError(
        "too-busy",
        `${rule.waiting} requests of this kind are waiting already. Ask again in a few seconds.`,
      );
    line.clients.set(client, ofClient + 1);
  }

  function leave(line: Line, client: string): void {
    const left = line.clients.get(client)! - 1;
    if (left === 0) line.clients.delete(client);
    else line.clients.set(client, left);
  }

  return {
    async take(rule, client, signal) {
      signal.throwIfAborted();
      const line = lineOf(rule);
      admit(line, rule, client);
      if (line.working < rule.atOnce) line.working++;
      else
        await waitIn(line, signal).catch((error: unknown) => {
          leave(line, client);
          throw error;
        });
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        leave(line, client);
        // Whoever is next works in this one's place.
        const next = line.waiting.shift();
        if (next) next();
        else line.working--;
      };
    },
  };
}

function waitIn(line: Line, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const begin = () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    };
    const giveUp = () => {
      line.waiting.splice(line.waiting.indexOf(begin), 1);
      reject(signal.reason);
    };
    signal.addEventListener("abort", giveUp, { once: true });
    line.waiting.push(begin);
  });
}
