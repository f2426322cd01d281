import type { Served, Shape } from "../../catalog/index.js";
import { withLookup } from "../engines/lookup/lookupStore.js";
import { assembled, openLookups } from "../layers/assembled.js";
import type { Manifest } from "../manifest.js";
import { nestedWriter } from "../records/render.js";
import type { Row } from "../row.js";
import { manifestIn } from "../snapshots/folder.js";
import { checkForm } from "../snapshots/form.js";
import { checkWhole } from "../snapshots/whole.js";
import type {
  Groups,
  Page,
  PageRequest,
  RowKey,
  SearchRequest,
  SearchResult,
  Selection,
  Statement,
  Store,
  TogetherRows,
} from "../store.js";
import { sent } from "./asked.js";
import type { EngineLink } from "./engineLink.js";
import type { Piece } from "./messages.js";

/**
 * Opens a snapshot of which this process answers what look-up files answer, and an engine's process everything else.
 */
export async function openRemoteStore(folder: string, catalog: Served, engine: EngineLink): Promise<Store> {
  const manifest = manifestIn(folder);
  checkForm(manifest);
  checkWhole(folder, manifest);
  const remote = remoteStore(manifest, folder, engine);
  await engine.ask({ kind: "open", folder });
  const lookup = openLookups(folder, manifest, catalog);
  const structured = lookup ? withLookup(remote, lookup) : remote;
  const { search, documents, together } = remote;
  return assembled({ ...structured, search: search!, documents: documents!, together: together! }, catalog);
}

/** How long it is waited for an engine to close its files, in milliseconds. */
const LONGEST_CLOSE = 5000;

/** Every question goes to the engine's process. */
export function remoteStore(
  manifest: Manifest,
  folder: string,
  engine: Pick<EngineLink, "ask" | "tell">,
): Store {
  async function ask<Value>(
    kind: "count" | "groups" | "search" | "explain" | "page" | "groupBatches" | "documents" | "together",
    request: Pick<Selection, "dataset" | "signal">,
  ): Promise<{ id: number; value: Value }> {
    return engine.ask<Value>({ kind, folder, request: sent(request) }, request.signal);
  }

  /** The items of a stream of which the first is there. One that nobody reads ends with its question. */
  function items<Item>(
    { id, first }: { readonly id: number; readonly first: Piece<Item> },
    signal: AbortSignal | undefined,
    onEnd: (last: unknown) => void = () => {},
  ): AsyncGenerator<Item> {
    const drop = () => engine.tell({ kind: "drop", stream: id });
    if (!first.isDone) signal?.addEventListener("abort", drop, { once: true });
    return read();

    async function* read(): AsyncGenerator<Item> {
      let piece = first;
      try {
        while (!piece.isDone) {
          // The next is made while this one is sent.
          const coming = engine.ask<Piece<Item>>({ kind: "next", stream: id }, signal);
          coming.catch(() => {});
          yield piece.item!;
          piece = (await coming).value;
        }
        onEnd(piece.last);
      } finally {
        signal?.removeEventListener("abort", drop);
        if (!piece.isDone) drop();
      }
    }
  }

  return {
    manifest,
    count: async (query) => (await ask<number>("count", query)).value,
    groups: async (request) => (await ask<Groups>("groups", request)).value,
    explain: async (request) => (await ask<readonly Statement[]>("explain", request)).value,
    async page(request: PageRequest): Promise<Page> {
      const { id, value } = await ask<{ total: number | null; first: Piece<readonly string[]> }>(
        "page",
        request,
      );
      let last: RowKey | null = null;
      const records = items({ id, first: value.first }, request.signal, (key) => {
        last = key as RowKey | null;
      });
      return { total: value.total, records: inShape(records, request.shape), last: () => last };
    },
    async groupBatches(request) {
      const { id, value } = await ask<Piece<Groups["groups"]>>("groupBatches", request);
      return items({ id, first: value }, request.signal);
    },
    async search(request: SearchRequest): Promise<SearchResult> {
      return (await ask<SearchResult>("search", request)).value;
    },
    together: async (request) => (await ask<TogetherRows | null>("together", request)).value,
    async *documents(query: Selection): AsyncGenerator<readonly Row[]> {
      const { id, value } = await ask<Piece<readonly Row[]>>("documents", query);
      yield* items({ id, first: value }, query.signal);
    },
    async close() {
      // One that does not listen is ended with its process.
      await engine.ask({ kind: "close", folder }, AbortSignal.timeout(LONGEST_CLOSE)).catch(() => {});
    },
  };
}

/** Nested records come as they were received: what a protocol makes of them is a function, which stays here. */
async function* inShape(
  records: AsyncIterable<readonly string[]>,
  shape: Shape,
): AsyncGenerator<readonly string[]> {
  const write = shape.kind === "nested" ? nestedWriter(shape) : null;
  for await (const batch of records) yield write ? batch.map(write) : batch;
}
