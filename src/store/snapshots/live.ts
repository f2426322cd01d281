import { randomBytes } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Served } from "../../catalog/index.js";
import { openSnapshotStore } from "../layers/composite.js";
import type { Store } from "../store.js";
import { FoundDamage } from "./checked.js";
import { CURRENT, MANIFEST_FILE, places, SNAPSHOT_ID } from "./dataFolder.js";
import { readSealKey } from "./sealKey.js";

/** The right to read one snapshot; it stays open, whatever is loaded meanwhile, until it is released. */
export interface Lease {
  readonly store: Store;
  release(): void;
}

/** How a data folder is followed. */
export interface LiveOptions {
  /** Opens a snapshot folder; the DuckDB store by default. */
  readonly open?: (folder: string) => Promise<Store>;
  /** How often the pointer is read besides being watched, in milliseconds. */
  readonly checkEvery?: number;
  /** How long a snapshot opened by its id stays open when nobody reads it, in milliseconds. */
  readonly linger?: number;
  /** Told when a new snapshot cannot be opened; the old one, if any, goes on being served. */
  readonly onProblem?: (problem: unknown, snapshot: string, served: string | null) => void;
}

/** Follows a data folder: serves its current snapshot and moves to the next without failing a request. */
export async function openLiveStore(
  dataFolder: string,
  catalog: Served,
  options: LiveOptions = {},
): Promise<LiveStore> {
  const live = new LiveStore(dataFolder, catalog, options);
  await live.refresh();
  live.follow();
  return live;
}

/** A data folder that is followed: leases of its current snapshot, and of others by their ids. */
export class LiveStore {
  private readonly opened = new Map<string, Promise<OpenSnapshot>>();
  private lastingKey: Uint8Array | null = null;
  private readonly passingKey: Uint8Array = randomBytes(32);
  private serving: OpenSnapshot | null = null;
  /** A snapshot that could not be opened is not tried again until the pointer names another. */
  private failed: string | null = null;
  /** Why the pointer could not be read the last time. */
  private problem: string | null = null;
  private refreshing: Promise<void> | null = null;
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly damage: FoundDamage;

  constructor(
    private readonly dataFolder: string,
    private readonly catalog: Served,
    private readonly options: LiveOptions,
  ) {
    this.damage = new FoundDamage(dataFolder);
  }

  /** What cursors of this folder are sealed with; until its first load, what lasts as long as this store. */
  get sealKey(): Uint8Array {
    this.lastingKey ??= readSealKey(this.dataFolder);
    return this.lastingKey ?? this.passingKey;
  }

  /** The snapshot being served, until the lease is released; null while nothing is loaded. */
  current(): Lease | null {
    return this.serving?.lease() ?? null;
  }

  /** A kept snapshot by its id; null when there is none of that name any more. */
  async open(id: string): Promise<Lease | null> {
    if (!SNAPSHOT_ID.test(id)) return null;
    // Loop: a snapshot may be closed for idleness between being found and being leased.
    for (;;) {
      if (!this.opened.has(id) && !(await isComplete(this.folderOf(id)))) return null;
      const lease = (await this.openSnapshot(id)).lease();
      if (lease) return lease;
    }
  }

  /** Reads the pointer and moves over if it names another snapshot. */
  async refresh(): Promise<void> {
    this.refreshing ??= this.moveOver().finally(() => {
      this.refreshing = null;
    });
    await this.refreshing;
  }

  /** Watches the pointer; where the system cannot watch, the regular check alone notices. */
  follow(): void {
    const refresh = () => void this.refresh();
    try {
      this.watcher = watch(this.dataFolder, { persistent: false }, (_, name) => {
        if (name === null || name === CURRENT) refresh();
      });
      this.watcher.on("error", () => this.watcher?.close());
    } catch {
      this.watcher = null;
    }
    this.timer = setInterval(refresh, this.options.checkEvery ?? 1000);
    this.timer.unref();
  }

  /** Stops following and closes every snapshot once nobody reads it. */
  async close(): Promise<void> {
    this.watcher?.close();
    if (this.timer) clearInterval(this.timer);
    await this.refreshing;
    this.serving = null;
    for (const opening of [...this.opened.values()]) await (await opening).retire();
  }

  private async moveOver(): Promise<void> {
    const { problem: before } = this;
    this.problem = null;
    const id = await readPointer(places.current(this.dataFolder)).catch((problem: unknown) => {
      this.problem = String(problem);
      // Told once: it is looked for every second.
      if (this.problem !== before) this.tell(problem, CURRENT);
      return null;
    });
    if (id === null || id === this.serving?.id || id === this.failed) return;
    try {
      const next = await this.openSnapshot(id);
      // Closed for idleness this very moment: the next check opens it anew.
      if (!next.keep()) return;
      const previous = this.serving;
      this.serving = next;
      this.failed = null;
      previous?.unkeep();
    } catch (problem) {
      this.failed = id;
      this.tell(problem, id);
    }
  }

  private tell(problem: unknown, snapshot: string): void {
    this.options.onProblem?.(problem, snapshot, this.serving?.id ?? null);
  }

  private folderOf(id: string): string {
    return places.snapshot(this.dataFolder, id);
  }

  private openSnapshot(id: string): Promise<OpenSnapshot> {
    const known = this.opened.get(id);
    if (known) return known;
    const forget = () => this.opened.delete(id);
    const folder = this.folderOf(id);
    const opening = (
      this.options.open?.(folder) ?? openSnapshotStore(folder, this.catalog, this.damage)
    ).then((store) => new OpenSnapshot(id, store, this.options.linger ?? 30_000, forget));
    this.opened.set(id, opening);
    opening.catch(forget);
    return opening;
  }
}

/** One opened snapshot and its readers; closes itself when it is no longer kept and nobody reads it. */
class OpenSnapshot {
  private readers = 0;
  private isKept = false;
  private idle: NodeJS.Timeout | null = null;
  /** Set once it closes. */
  private closed: Promise<void> | null = null;
  private whenClosed: ((closed: Promise<void>) => void)[] = [];

  constructor(
    readonly id: string,
    private readonly store: Store,
    private linger: number,
    private readonly forget: () => void,
  ) {}

  lease(): Lease | null {
    if (this.closed) return null;
    if (this.idle) clearTimeout(this.idle);
    this.readers++;
    let isReleased = false;
    return {
      store: this.store,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        this.readers--;
        this.closeWhenIdle();
      },
    };
  }

  keep(): boolean {
    if (this.idle) clearTimeout(this.idle);
    this.isKept = this.closed === null;
    return this.isKept;
  }

  /** No longer the one being served: its memory is wanted for the next. */
  unkeep(): void {
    this.isKept = false;
    this.linger = 0;
    this.closeWhenIdle();
  }

  /** Closes as soon as the last reader has gone; resolves then. */
  retire(): Promise<void> {
    this.isKept = false;
    this.linger = 0;
    this.closeWhenIdle();
    return this.closed ?? new Promise<void>((resolve) => this.whenClosed.push(resolve));
  }

  private closeWhenIdle(): void {
    if (this.isKept || this.readers > 0 || this.closed) return;
    if (this.idle) clearTimeout(this.idle);
    if (this.linger === 0) this.closeNow();
    else {
      this.idle = setTimeout(() => this.closeNow(), this.linger);
      this.idle.unref();
    }
  }

  private closeNow(): void {
    this.forget();
    const closed = this.store.close();
    this.closed = closed;
    closed.catch(() => {});
    for (const resolve of this.whenClosed) resolve(closed);
  }
}

/** The id in the pointer file; null where there is none, or while it is being replaced. */
async function readPointer(path: string): Promise<string | null> {
  try {
    const id = (await readFile(path, "utf8")).trim();
    return SNAPSHOT_ID.test(id) ? id : null;
  } catch (error) {
    if (["ENOENT", "EPERM", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

/** A manifest is written last: where there is one, the snapshot is complete. */
async function isComplete(folder: string): Promise<boolean> {
  return access(join(folder, MANIFEST_FILE)).then(
    () => true,
    () => false,
  );
}
