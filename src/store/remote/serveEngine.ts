import type { Served } from "../../catalog/index.js";
import { told } from "../../threads/told.js";
import { allGroups } from "../groupBatches.js";
import type { Selection, Store } from "../store.js";
import { Receiver, type Sent } from "./asked.js";
import type { Line } from "./line.js";
import type { Answered, Asked } from "./messages.js";

/** A process that asks: its questions come as messages, and answers go back so. */
export type Peer = Pick<Line<Answered, Asked>, "send" | "onMessage" | "onEnd">;

/** A snapshot that is open, and for whom. */
interface Opened {
  readonly store: Promise<Store>;
  readonly holders: Set<Peer>;
}

/** Snapshots that are opened when first asked about, and closed when the last peer that asked has closed them or has gone. */
class OpenedStores {
  private readonly opened = new Map<string, Opened>();

  constructor(private readonly open: (folder: string) => Promise<Store>) {}

  take(folder: string, peer: Peer): Promise<Store> {
    const known = this.opened.get(folder) ?? this.begin(folder);
    known.holders.add(peer);
    return known.store;
  }

  async close(folder: string, peer: Peer): Promise<void> {
    const known = this.opened.get(folder);
    if (!known?.holders.delete(peer) || known.holders.size > 0) return;
    this.opened.delete(folder);
    await (await known.store).close();
  }

  /** Closes what a peer held. */
  leave(peer: Peer): void {
    for (const folder of [...this.opened.keys()]) this.close(folder, peer).catch(() => {});
  }

  private begin(folder: string): Opened {
    const opened = { store: this.open(folder), holders: new Set<Peer>() };
    this.opened.set(folder, opened);
    opened.store.catch(() => this.opened.delete(folder));
    return opened;
  }
}

/**
 * Answers questions about snapshots, of as many peers as come. Streams are pulled: a reader that is slow holds nothing but its
 * own. What a peer that has gone was asking is given up.
 */
export function serveEngine(served: Served, open: (folder: string) => Promise<Store>): (peer: Peer) => void {
  const stores = new OpenedStores(open);
  const received = new Receiver(served);
  return (peer) => answerPeer(peer, stores, received);
}

function answerPeer(peer: Peer, stores: OpenedStores, received: Receiver): void {
  const streams = new Map<number, Stream>();
  const asking = new Map<number, AbortController>();
  const answering = new Set<Promise<void>>();
  const forget = (id: number) => {
    streams.delete(id);
    asking.delete(id);
  };

  async function answer(
    asked: Exclude<Asked, { kind: "abort" | "drop" }>,
    signal: AbortSignal,
  ): Promise<unknown> {
    if (asked.kind === "open") {
      await stores.take(asked.folder, peer);
      return null;
    }
    if (asked.kind === "close") {
      await stores.close(asked.folder, peer);
      return null;
    }
    if (asked.kind === "next") {
      const stream = streams.get(asked.stream);
      if (!stream) throw new Error("A stream was read behind its end.");
      const piece = await stream.next();
      if (piece.isDone) forget(asked.stream);
      return piece;
    }
    const store = await stores.take(asked.folder, peer);
    const question = received.question(asked.request as Sent<Selection>, signal) as never;
    const streamed = async (items: AsyncIterable<unknown>, last: () => unknown) => {
      const stream = new Stream(items, last);
      const first = await stream.next();
      if (!first.isDone) streams.set(asked.id, stream);
      return first;
    };
    switch (asked.kind) {
      case "count":
        return store.count(question);
      case "groups":
        return store.groups(question);
      case "explain":
        return store.explain(question);
      case "search":
        return store.search!(question);
      case "together":
        return (await store.together?.(question)) ?? null;
      case "page": {
        const page = await store.page(question);
        return { total: page.total, first: await streamed(page.records, page.last) };
      }
      case "groupBatches": {
        return streamed(await allGroups(store, question), () => null);
      }
      case "documents":
        return streamed(store.documents!(question), () => null);
    }
  }

  peer.onMessage((asked) => {
    if (asked.kind === "abort") return asking.get(asked.of)?.abort(new Error("The question was given up."));
    if (asked.kind === "drop") {
      const stream = streams.get(asked.stream);
      asking.get(asked.stream)?.abort(new Error("The stream was given up."));
      forget(asked.stream);
      return void stream?.end();
    }
    const { id } = asked;
    const ending = new AbortController();
    asking.set(id, ending);
    const answered = answer(asked, ending.signal)
      .then((value) => peer.send({ id, value }))
      .catch((error: unknown) => peer.send({ id, error: told(error) }))
      .finally(() => {
        // What streams are made of is ended by the signal of the question that began them.
        if (!streams.has(id)) asking.delete(id);
        answering.delete(answered);
      });
    answering.add(answered);
  });
  peer.onEnd(() => {
    for (const ending of asking.values()) ending.abort(new Error("Who asked has gone."));
    for (const stream of streams.values()) stream.end().catch(() => {});
    void Promise.allSettled(answering).then(() => stores.leave(peer));
  });
}

class Stream {
  private readonly items: AsyncIterator<unknown>;

  constructor(
    items: AsyncIterable<unknown>,
    private readonly last: () => unknown,
  ) {
    this.items = items[Symbol.asyncIterator]();
  }

  async next() {
    const { value, done } = await this.items.next();
    return done
      ? { isDone: true, item: null, last: this.last() }
      : { isDone: false, item: value as unknown, last: null };
  }

  async end(): Promise<void> {
    await this.items.return?.();
  }
}
