import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Database, DEFAULT_LIMITS } from "../../src/store/duckdb/database.js";
import { MemoryBudget } from "../../src/store/duckdb/memoryBudget.js";

const ENDLESS = "SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 3";

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "artunit-database-"));
  path = join(folder, "store.duckdb");
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run("CREATE TABLE numbers AS SELECT range AS n FROM range(10)");
  connection.closeSync();
  instance.closeSync();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened<T>(
  limits: Partial<typeof DEFAULT_LIMITS>,
  use: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await Database.open(path, { ...DEFAULT_LIMITS, ...limits });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

test("a long result comes in batches of one reading", async () => {
  await opened({ connections: 1 }, async (database) => {
    const batches = await database.runInBatches("SELECT range AS n FROM range(25000)", [], {}, 10_000);
    const sizes: number[] = [];
    const seen: unknown[] = [];
    for await (const [column] of batches) {
      // The connection is free meanwhile: a slow reader of an export holds up nobody.
      expect(await database.run("SELECT n FROM numbers LIMIT 1")).toEqual([[0]]);
      sizes.push(column!.length);
      seen.push(...column!);
    }
    expect(sizes).toHaveLength(3);
    expect(seen).toEqual(Array.from({ length: 25_000 }, (_, at) => at));
  });
});

test("a batched result ends when its reader leaves", async () => {
  await opened({}, async (database) => {
    const leaving = new AbortController();
    const batches = await database.runInBatches(
      "SELECT range AS n FROM range(25000)",
      [],
      { signal: leaving.signal },
      10_000,
    );
    await batches.next();
    leaving.abort(new Error("left"));
    await expect(batches.next()).rejects.toThrow("left");
  });
});

test("a statement that takes too long is ended and says how to narrow it", async () => {
  await opened({ secondsWithoutSignal: 0.1 }, async (database) => {
    await expect(database.run(ENDLESS)).rejects.toMatchObject({
      code: "over-time",
      message: expect.stringContaining("Narrow it"),
    });
    expect(await database.run("SELECT max(n) FROM numbers")).toEqual([[9]]);
  });
});

test("whoever brings a signal decides alone how long a statement may take", async () => {
  await opened({ secondsWithoutSignal: 0.1 }, async (database) => {
    const until = AbortSignal.timeout(500);
    await expect(database.run(ENDLESS, [], { signal: until })).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });
});

test("a statement that needs too much memory is ended and says how to narrow it", async () => {
  await opened({ memory: new MemoryBudget(30) }, async (database) => {
    await expect(database.run("SELECT len(list(range)) FROM range(50000000)")).rejects.toMatchObject({
      code: "over-memory",
    });
    expect(await database.run("SELECT max(n) FROM numbers")).toEqual([[9]]);
  });
});

describe("snapshots that are open together", () => {
  const limitOf = async (database: Database) =>
    String(await database.run("SELECT value FROM duckdb_settings() WHERE name = 'memory_limit'"));

  test("share one budget: each that is opened takes of the others' memory, and gives it back when it is closed", async () => {
    const memory = new MemoryBudget(400);
    await opened({ memory }, async (first) => {
      expect(await limitOf(first)).toBe("381.4 MiB");
      await opened({ memory }, async (second) => {
        expect(await Promise.all([first, second].map(limitOf))).toEqual(["190.7 MiB", "190.7 MiB"]);
        const others = await Promise.all(
          [1, 2].map(() => Database.open(path, { ...DEFAULT_LIMITS, memory })),
        );
        expect(await Promise.all([first, second, ...others].map(limitOf))).toEqual(Array(4).fill("95.3 MiB"));
        for (const other of others) await other.close();
      });
      expect(await limitOf(first)).toBe("381.4 MiB");
    });
  });

  test("take no more than the budget while they work; what does not fit is laid aside on disk", async () => {
    const memory = new MemoryBudget(120);
    await opened({ memory }, (first) =>
      opened({ memory }, async (second) => {
        const both = await Promise.all([first, second].map((each) => each.run(GROUPS)));
        expect(both).toEqual([[[10_000_000]], [[10_000_000]]]);
      }),
    );
  });

  test("an engine that cannot give up what its statement holds keeps it until then, and the newcomer has the rest", async () => {
    const memory = new MemoryBudget(300);
    const refused = Promise.reject(new Error("could not free up enough memory for the new limit"));
    refused.catch(() => {});
    const first = await memory.take();
    let isBusy = true;
    let limit = 0;
    await first.follow((megabytes) => {
      if (isBusy && megabytes < 220) return refused;
      limit = megabytes;
      return Promise.resolve();
    });
    const second = await memory.take();
    expect([limit, second.megabytes]).toEqual([300, 50]);
    isBusy = false;
    first.statementEnded();
    await memory.settle();
    expect([limit, first.megabytes, second.megabytes]).toEqual([150, 150, 150]);
    await second.release();
    expect(limit).toBe(300);
  });
});

/** Ten million groups: some two hundred megabytes. */
const GROUPS =
  "SELECT count(*) FROM (SELECT range % 10000000 AS n, count(*) FROM range(10000000) GROUP BY n)";
const spilled = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`artunit-spill-${process.pid}-`)).length;

test("what does not fit in memory is laid aside on disk, and nothing of it stays", async () => {
  const before = spilled();
  await opened({ memory: new MemoryBudget(60) }, async (database) => {
    expect(await database.run(GROUPS)).toEqual([[10_000_000]]);
    expect(spilled()).toBe(before + 1);
  });
  expect(spilled()).toBe(before);
});

test("what does not fit on disk either is ended and says how to narrow it", async () => {
  await opened({ memory: new MemoryBudget(60), spill: "5MB" }, async (database) => {
    await expect(database.run(GROUPS)).rejects.toMatchObject({
      code: "over-memory",
      message: expect.stringContaining("60MB of memory and 5MB of disk"),
    });
    expect(await database.run("SELECT max(n) FROM numbers")).toEqual([[9]]);
  });
});

test("where the temporary folder cannot be written, that is said, and other questions are answered", async () => {
  vi.stubEnv("TMPDIR", "/proc/self");
  try {
    await opened({ memory: new MemoryBudget(60) }, async (database) => {
      await expect(database.run(GROUPS)).rejects.toMatchObject({
        code: "over-memory",
        message: expect.stringMatching(/temporary folder of the server, .* cannot be written.*TMPDIR/),
      });
      expect(await database.run("SELECT max(n) FROM numbers")).toEqual([[9]]);
    });
  } finally {
    vi.unstubAllEnvs();
  }
});

test("a client that leaves ends its statement within a second, and the connection goes on", async () => {
  await opened({ connections: 1 }, async (database) => {
    const client = new AbortController();
    const running = database.run(ENDLESS, [], { signal: client.signal });
    const waiting = database.run("SELECT max(n) FROM numbers");
    setTimeout(() => client.abort(new Error("the client left")), 50);
    await expect(running).rejects.toThrow("the client left");
    const freed = performance.now();
    expect(await waiting).toEqual([[9]]);
    expect(performance.now() - freed).toBeLessThan(1000);
  });
});

test.each([
  ["reading another file", "SELECT * FROM read_csv('/etc/hostname')"],
  ["writing a file", "COPY numbers TO 'numbers.csv'"],
  ["attaching a file", "ATTACH 'other.duckdb'"],
  ["changing a table", "INSERT INTO numbers VALUES (10)"],
  ["loading an extension", "INSTALL httpfs"],
  ["loosening a setting", "SET enable_external_access = true"],
])("%s is refused", async (_, sql) => {
  await opened({}, async (database) => {
    await expect(database.run(sql)).rejects.toThrow(/disabled|read-only|Cannot|locked|lock/i);
  });
});

test("closing waits for the statements under way", async () => {
  const database = await Database.open(path);
  const running = database.run("SELECT count(*) FROM range(30000000)");
  await database.close();
  expect(await running).toEqual([[30_000_000]]);
});

test("whoever leaves while all connections are busy does not wait for them", async () => {
  await opened({ connections: 1 }, async (database) => {
    const busy = new AbortController();
    const leaving = new AbortController();
    const running = database.run(ENDLESS, [], { signal: busy.signal });
    const waiting = database.run("SELECT 1", [], { signal: leaving.signal });
    leaving.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    const next = database.run("SELECT 2");
    busy.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
    expect(await next).toEqual([[2]]);
  });
});

test("a connection that cannot be set up takes nobody's place", async () => {
  await opened({ connections: 1 }, async (database) => {
    await database.define(["SELECT * FROM there_is_none"]);
    await expect(database.run("SELECT 1")).rejects.toThrow();
    await expect(database.run("SELECT 1")).rejects.toThrow();
    await database.define([]);
    expect(await database.run("SELECT 1")).toEqual([[1]]);
  });
});
