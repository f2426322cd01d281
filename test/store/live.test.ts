import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { memoryStore } from "../../src/store/inMemory/memory.js";
import { type Lease, type LiveStore, openLiveStore } from "../../src/store/snapshots/live.js";
import type { Store } from "../../src/store/store.js";

const FIRST = "20260101T000000-aaaaaa";
const SECOND = "20260102T000000-bbbbbb";

let folder: string;
let live: LiveStore | undefined;
const closed: string[] = [];
const problems: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "artunit-live-"));
  closed.length = 0;
  problems.length = 0;
});

afterEach(async () => {
  await live?.close();
  await rm(folder, { recursive: true, force: true });
});

async function addSnapshot(id: string): Promise<void> {
  await mkdir(join(folder, "snapshots", id), { recursive: true });
  await writeFile(join(folder, "snapshots", id, "manifest.json"), "{}");
}

async function point(id: string): Promise<void> {
  await writeFile(join(folder, "next"), `${id}\n`);
  await rename(join(folder, "next"), join(folder, "current"));
}

async function openStore(path: string): Promise<Store> {
  const id = basename(path);
  if (id.endsWith("dddddd")) throw new Error("damaged");
  const store = memoryStore({}, { ...memoryStore({}).manifest, id });
  return { ...store, close: async () => void closed.push(id) };
}

async function follow(): Promise<LiveStore> {
  live = await openLiveStore(folder, INSTALLATION, {
    open: openStore,
    linger: 0,
    checkEvery: 3_600_000,
    onProblem: (_, id, served) => problems.push(`${id} beside ${served}`),
  });
  return live;
}

const idOf = (lease: Lease | null) => lease?.store.manifest.id ?? null;

/** The id of the snapshot that is leased, given back at once. */
function glance(lease: Lease | null): string | null {
  lease?.release();
  return idOf(lease);
}

test("an empty folder has nothing to serve, until something is loaded", async () => {
  const following = await follow();
  expect(following.current()).toBeNull();
  await addSnapshot(FIRST);
  await point(FIRST);
  await following.refresh();
  expect(glance(following.current())).toBe(FIRST);
});

test("a request under way finishes on the old snapshot, which closes when it is released", async () => {
  await addSnapshot(FIRST);
  await addSnapshot(SECOND);
  await point(FIRST);
  const following = await follow();
  const lease = following.current()!;
  await point(SECOND);
  await following.refresh();

  const later = following.current()!;
  expect([idOf(lease), idOf(later), ...closed]).toEqual([FIRST, SECOND]);
  lease.release();
  lease.release();
  expect(closed).toEqual([FIRST]);
  later.release();
  expect(closed).toEqual([FIRST]);
});

test("a kept snapshot is opened by its id, shared, and closed after its last reader", async () => {
  await addSnapshot(FIRST);
  await addSnapshot(SECOND);
  await point(SECOND);
  const following = await follow();
  const [one, two] = await Promise.all([following.open(FIRST), following.open(FIRST)]);
  expect([idOf(one), one!.store === two!.store]).toEqual([FIRST, true]);
  one!.release();
  expect(closed).toEqual([]);
  two!.release();
  expect(closed).toEqual([FIRST]);
  expect(glance(await following.open(FIRST))).toBe(FIRST);
});

test.each(["20250101T000000-cccccc", "../etc", "", "..", "x/../../y"])(
  "there is no snapshot %j",
  async (id) => {
    const following = await follow();
    expect(await following.open(id)).toBeNull();
  },
);

test("a snapshot without a manifest is not complete and not opened", async () => {
  await mkdir(join(folder, "snapshots", FIRST), { recursive: true });
  expect(await (await follow()).open(FIRST)).toBeNull();
});

test("a damaged new snapshot is reported and the old one goes on being served", async () => {
  await addSnapshot(FIRST);
  await point(FIRST);
  const following = await follow();
  const damaged = "20260103T000000-dddddd";
  await addSnapshot(damaged);
  await point(damaged);
  await following.refresh();
  await following.refresh();
  expect([glance(following.current()), ...problems]).toEqual([FIRST, `${damaged} beside ${FIRST}`]);
});

test("a damaged first snapshot is reported as one beside which nothing is served", async () => {
  const damaged = "20260103T000000-dddddd";
  await addSnapshot(damaged);
  await point(damaged);
  const following = await follow();
  expect([following.current(), ...problems]).toEqual([null, `${damaged} beside null`]);
});

test("a swap is noticed without being told", async () => {
  await addSnapshot(FIRST);
  await addSnapshot(SECOND);
  await point(FIRST);
  live = await openLiveStore(folder, INSTALLATION, { open: openStore, linger: 0, checkEvery: 20 });
  await point(SECOND);
  await expect.poll(() => glance(live!.current()), { timeout: 5000 }).toBe(SECOND);
});
