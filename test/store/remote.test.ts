import { EventEmitter } from "node:events";
import { deserialize, serialize } from "node:v8";
import { afterAll, describe, expect, test } from "vitest";
import { findDataset, TABLES } from "../../src/installation.js";
import { manifestOf, memoryStore, type Rows, type Store } from "../../src/store/index.js";
import { type EngineChild, EngineProcess } from "../../src/store/remote/engineProcess.js";
import type { Asked } from "../../src/store/remote/messages.js";
import { remoteStore } from "../../src/store/remote/remoteStore.js";
import { serveEngine } from "../../src/store/remote/serveEngine.js";
import { storeContract } from "./contract.js";
import { STRUCTURED, STRUCTURED_DATASETS, sampleRows } from "./generate.js";

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

/** What would be another process: it answers here, and is told nothing but copies. */
class Child extends EventEmitter implements EngineChild {
  pid = 1;
  exitCode: number | null = null;
  signalCode: NodeJS.Signals | null = null;
  isDeaf = false;
  private readonly inside = new EventEmitter();

  constructor(open: () => Store) {
    super();
    serveEngine(
      {
        onMessage: (listen) => this.inside.on("message", listen),
        send: (answered) => {
          if (this.signalCode === null) this.emit("message", deserialize(serialize(answered)));
        },
      },
      { tables: STRUCTURED, datasets: STRUCTURED_DATASETS },
      async () => open(),
    );
  }

  send(asked: unknown): boolean {
    const copy = deserialize(serialize(asked)) as Asked;
    if (!this.isDeaf && this.signalCode === null) setImmediate(() => this.inside.emit("message", copy));
    return true;
  }

  kill(): boolean {
    this.signalCode = "SIGKILL";
    setImmediate(() => this.emit("exit", null, "SIGKILL"));
    return true;
  }

  disconnect(): void {
    this.kill();
  }
}

function engineOver(rows: Rows, patience = 50) {
  const children: Child[] = [];
  const replaced: string[] = [];
  const engine = new EngineProcess({
    program: new URL("file:///nowhere"),
    patience,
    onReplaced: (why) => replaced.push(why),
    start: () => {
      const child = new Child(() => memoryStore(rows));
      children.push(child);
      return child;
    },
  });
  closing.push(() => engine.close());
  const store = remoteStore(manifestOf(rows, TABLES), "folder", engine);
  return { engine, store, children, replaced };
}

describe("a store in another process", () => storeContract(async (rows) => engineOver(rows).store));

describe("an engine's process", () => {
  const dataset = findDataset("oa_rejections", "v2");
  const rows = sampleRows(3, 200);
  const everything = { dataset, predicate: { kind: "everything" } } as const;

  test("that dies is replaced, and what was being asked is asked again", async () => {
    const { store, children, replaced } = engineOver(rows);
    const right = await store.count(everything);
    children[0]!.isDeaf = true;
    const counting = store.count(everything);
    children[0]!.kill();
    expect(await counting).toBe(right);
    expect(children).toHaveLength(2);
    expect(replaced).toEqual(["it ended with SIGKILL"]);
  });

  test("that goes on with a question that was given up is ended and replaced; others are asked again", async () => {
    const { store, children, replaced } = engineOver(rows);
    const right = await store.count(everything);
    children[0]!.isDeaf = true;
    const ending = new AbortController();
    const heavy = store.count({ ...everything, signal: ending.signal });
    const other = store.count(everything);
    ending.abort(new Error("over time"));
    await expect(heavy).rejects.toThrow("over time");
    expect(await other).toBe(right);
    expect(replaced).toEqual(["a question that was given up did not end"]);
  });

  test("that listens is kept", async () => {
    const { store, children, replaced } = engineOver(rows);
    const ending = new AbortController();
    const counting = store.count({ ...everything, signal: ending.signal });
    ending.abort(new Error("gone"));
    await expect(counting).rejects.toThrow("gone");
    await new Promise((done) => setTimeout(done, 200));
    expect([children.length, replaced]).toEqual([1, []]);
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
    children[0]!.kill();
    await expect(next).rejects.toMatchObject({ code: "engine-lost" });
  });
});
