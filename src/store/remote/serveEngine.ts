import type { Served } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import type { Selection, Store } from "../store.js";
import { Received, type Sent } from "./asked.js";
import type { Answered, Asked } from "./messages.js";

/** The other process: what is asked comes as messages, and goes back so. */
export interface Peer {
  onMessage(listen: (asked: Asked) => void): void;
  send(answered: Answered): void;
}

/**
 * Answers questions about snapshots, which are opened when first asked about. Streams are pulled: a reader that is slow holds
 * nothing but its own.
 */
export function serveEngine(peer: Peer, served: Served, open: (folder: string) => Promise<Store>): void {
  const stores = new Map<string, Promise<Store>>();
  const streams = new Map<number, Stream>();
  const asking = new Map<number, AbortController>();
  const received = new Received(served);

  const storeIn = (folder: string): Promise<Store> => {
    const known = stores.get(folder);
    if (known) return known;
    const opening = open(folder);
    stores.set(folder, opening);
    opening.catch(() => stores.delete(folder));
    return opening;
  };

  async function answer(
    asked: Exclude<Asked, { kind: "abort" | "drop" }>,
    signal: AbortSignal,
  ): Promise<unknown> {
    if (asked.kind === "open") {
      await storeIn(asked.folder);
      return null;
    }
    if (asked.kind === "close") {
      const store = stores.get(asked.folder);
      stores.delete(asked.folder);
      await (await store)?.close();
      return null;
    }
    if (asked.kind === "next") {
      const stream = streams.get(asked.stream);
      if (!stream) throw new Error("A stream was read behind its end.");
      const piece = await stream.next();
      if (piece.isDone) streams.delete(asked.stream);
      return piece;
    }
    const store = await storeIn(asked.folder);
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
      case "page": {
        const page = await store.page(question);
        return { total: page.total, first: await streamed(page.records, page.last) };
      }
      case "groupBatches": {
        const batches = store.groupBatches
          ? await store.groupBatches(question)
          : whole((await store.groups(question)).groups);
        return streamed(batches, () => null);
      }
      case "documents":
        return streamed(store.documents!(question), () => null);
    }
  }

  peer.onMessage((asked) => {
    if (asked.kind === "abort") return asking.get(asked.of)?.abort(new Error("The question was given up."));
    if (asked.kind === "drop") {
      const stream = streams.get(asked.stream);
      streams.delete(asked.stream);
      asking.get(asked.stream)?.abort(new Error("The stream was given up."));
      return void stream?.end();
    }
    const { id } = asked;
    const ending = new AbortController();
    asking.set(id, ending);
    answer(asked, ending.signal)
      .then((value) => peer.send({ id, value }))
      .catch((error: unknown) => peer.send({ id, error: told(error) }))
      .finally(() => {
        // What streams are made of is ended by the signal of the question that began them.
        if (!streams.has(id)) asking.delete(id);
      });
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

async function* whole<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

function told(error: unknown) {
  if (error instanceof ArtunitError) {
    const { code, message, where } = error;
    return { code, message, where };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: null, message, where: {}, stack };
}
