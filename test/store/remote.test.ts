import { EventEmitter } from "node:events";
import { deserialize, serialize } from "node:v8";
import { afterAll, describe, expect, test } from "vitest";
import { findDataset, TABLES } from "../../src/installation.js";
import { manifestOf, memoryStore, type Rows, type Store } from "../../src/store/index.js";
import { type EngineLine, EngineLink } from "../../src/store/remote/engineLink.js";
import type { Answered, Asked } from "../../src/store/remote/messages.js";
import { remoteStore } from "../../src/store/remote/remoteStore.js";
import { serveEngine } from "../../src/store/remote/serveEngine.js";
import { storeContract } from "./contract.js";
import { STRUCTURED, STRUCTURED_DATASETS, sampleRows } from "./generate.js";

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

/** What would be another process: it answers here, and is told nothing but copies. */
class Child extends EventEmitter implements EngineLine {
  isDeaf = false;
  private hasGone = false;
  private readonly inside = new EventEmitter();

  constructor(
    open: () => Store,
    private readonly killed: (why: string) => void,
  ) {
    super();
    serveEngine({ tables: STRUCTURED, datasets: STRUCTURED_DATASETS }, async () => open())({
      onMessage: (listen) => this.inside.on("message", listen),
      onEnd: (listen) => this.inside.on("end", listen),
      send: (answered) => {
        if (!this.hasGone) this.emit("message", deserialize(serialize(answered)));
      },
    });
  }

  send(asked: unknown): void {
    const copy = deserialize(serialize(asked)) as Asked;
    if (!this.isDeaf && !this.hasGone) setImmediate(() => this.inside.emit("message", copy));
  }

  onMessage(listen: (answered: Answered) => void): void {
    this.on("message", listen);
  }

  onEnd(listen: () => void): void {
    this.on("end", listen);
  }

  kill(why: string): void {
    this.killed(why);
    this.end();
  }

  end(): void {
    this.hasGone = true;
    this.inside.emit("end");
    setImmediate(() => this.emit("end"));
  }
}

/** `deaf`: so many of its processes answer nothing. */
function engineOver(rows: Rows, patience = 50, deaf = 0) {
  const children: Child[] = [];
  const killed: string[] = [];
  const engine = new EngineLink({
    patience,
    connect: async () => {
      const child = new Child(
        () => memoryStore(rows),
        (why) => killed.push(why),
      );
      child.isDeaf = children.length < deaf;
      children.push(child);
      return child;
    },
  });
  closing.push(() => engine.close());
  const store = remoteStore(manifestOf(rows, TABLES), "folder", engine);
  return { engine, store, children, killed };
}

describe("a store in another process", () => storeContract(async (rows) => engineOver(rows).store));

describe("an engine's process", () => {
  const dataset = findDataset("oa_rejections", "v2");
  const rows = sampleRows(3, 200);
  const everything = { dataset, predicate: { kind: "everything" } } as const;

  test("that dies is replaced, and what was being asked is asked again", async () => {
    const { store, children, killed } = engineOver(rows);
    const right = await store.count(everything);
    children[0]!.isDeaf = true;
    const counting = store.count(everything);
    children[0]!.end();
    expect(await counting).toBe(right);
    expect(children).toHaveLength(2);
    expect(killed).toEqual([]);
  });

  test("that goes on with a question that was given up is ended and replaced; others are asked again", async () => {
    const { store, children, killed } = engineOver(rows);
    const right = await store.count(everything);
    children[0]!.isDeaf = true;
    const ending = new AbortController();
    const heavy = store.count({ ...everything, signal: ending.signal });
    const other = store.count(everything);
    ending.abort(new Error("over time"));
    await expect(heavy).rejects.toThrow("over time");
    expect(await other).toBe(right);
    expect(killed).toEqual(["a question that was given up did not end"]);
  });

  test("that a question ends is not replaced for that question again and again", async () => {
    const { store, children } = engineOver(rows, 50, 2);
    const ending = store.count(everything);
    for (const at of [0, 1]) {
      await expect.poll(() => children.length).toBe(at + 1);
      children[at]!.end();
    }
    await expect(ending).rejects.toMatchObject({ code: "engine-lost" });
    expect(await store.count(everything)).toBeGreaterThan(0);
  });

  test("that listens is kept", async () => {
    const { store, children, killed } = engineOver(rows);
    const ending = new AbortController();
    const counting = store.count({ ...everything, signal: ending.signal });
    ending.abort(new Error("gone"));
    await expect(counting).rejects.toThrow("gone");
    await new Promise((done) => setTimeout(done, 200));
    expect([children.length, killed]).toEqual([1, []]);
  });

  test("whose stream was being read says so, instead of giving a part", async () => {
    const { store, children } = engineOver(rows);
    const batches = (
      await store.groupBatches!({
        ...everything,
        by: [{ column: "record_id" }],
        measure: { kind: "count" },
        order: "key",
        start: 0,
        rows: Number.POSITIVE_INFINITY,
      })
    )[Symbol.asyncIterator]();
    children[0]!.isDeaf = true;
    await batches.next();
    const next = batches.next();
    children[0]!.end();
    await expect(next).rejects.toMatchObject({ code: "engine-lost" });
  });
});
