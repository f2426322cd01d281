import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Database, DEFAULT_LIMITS } from "../../src/store/duckdb/database.js";

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
  await opened({ secondsPerStatement: 0.1 }, async (database) => {
    await expect(database.run(ENDLESS)).rejects.toMatchObject({
      code: "over-time",
      message: expect.stringContaining("Narrow it"),
    });
    expect(await database.run("SELECT max(n) FROM numbers")).toEqual([[9]]);
  });
});

test("a statement that needs too much memory is ended and says how to narrow it", async () => {
  await opened({ memory: "30MB" }, async (database) => {
    await expect(database.run("SELECT len(list(range)) FROM range(50000000)")).rejects.toMatchObject({
      code: "over-memory",
    });
    expect(await database.run("SELECT max(n) FROM numbers")).toEqual([[9]]);
  });
});

/** Ten million groups: some two hundred megabytes. */
const GROUPS =
  "SELECT count(*) FROM (SELECT range % 10000000 AS n, count(*) FROM range(10000000) GROUP BY n)";
const spilled = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`artunit-spill-${process.pid}-`)).length;

test("what does not fit in memory is laid aside on disk, and nothing of it stays", async () => {
  const before = spilled();
  await opened({ memory: "60MB" }, async (database) => {
    expect(await database.run(GROUPS)).toEqual([[10_000_000]]);
    expect(spilled()).toBe(before + 1);
  });
  expect(spilled()).toBe(before);
});

test("what does not fit on disk either is ended and says how to narrow it", async () => {
  await opened({ memory: "60MB", spill: "5MB" }, async (database) => {
    await expect(database.run(GROUPS)).rejects.toMatchObject({
      code: "over-memory",
      message: expect.stringContaining("60MB of memory and 5MB of disk"),
    });
    expect(await database.run("SELECT max(n) FROM numbers")).toEqual([[9]]);
  });
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
