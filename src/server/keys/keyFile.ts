import { createHmac, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ArtunitError } from "../../errors.js";
import { systemError } from "../../systemErrors.js";
import { formOfKey } from "./keyForm.js";

/** Whose key was sent. */
export interface Holder {
  readonly role: "operator" | "key";
  /** By which the list and the access log call it. */
  readonly id: string;
  readonly limit: number | null;
}

/** A key that was made here, without what would let anybody use it. */
export interface IssuedKey {
  readonly id: string;
  readonly name: string;
  /** Requests a minute; null sets no limit of its own. */
  readonly limit: number | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export interface KeptKey extends IssuedKey {
  /** HMAC-SHA-256 of the key, in hex. */
  readonly hash: string;
}

interface Kept {
  /** The hash of the operator's own key. */
  readonly operator: string;
  readonly keys: readonly KeptKey[];
}

/** How long a change that another process made may go unnoticed, in milliseconds. */
const CHECK_INTERVAL = 2000;

/** How long a change can take, in milliseconds; what stands longer was left by a process that died. */
const LEFT_BEHIND = 10_000;

/**
 * `keys.json` with the hash of each key, beside `secret` with what they are hashed with, so that neither file alone tells
 * whether a key is one of them. Both are readable by their owner alone.
 */
export class KeyFile {
  #kept: Kept | null = null;
  #holding: ReadonlyMap<string, KeptKey> = new Map();
  #secret = "";
  #changed: number | null = null;
  #checked = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly folder: string,
    private readonly now: () => Date,
  ) {}

  /** What is kept; null where `init` was never run. Read again where the file has changed. */
  read(): Kept | null {
    this.#checked = this.now().getTime();
    const changed = statSync(this.#path, { throwIfNoEntry: false })?.mtimeMs ?? null;
    if (changed !== null && changed === this.#changed) return this.#kept;
    // Where it cannot be read nobody has a key, rather than those whose keys were revoked; it is tried again.
    this.#changed = null;
    this.#holding = new Map();
    this.#kept = changed === null ? null : readKept<Kept>(this.#path);
    this.#secret = existsSync(this.#secretPath) ? readFileSync(this.#secretPath, "utf8") : "";
    const holding = this.#kept?.keys.filter(({ revokedAt }) => revokedAt === null) ?? [];
    this.#holding = new Map(holding.map((each) => [each.hash, each]));
    this.#changed = changed;
    return this.#kept;
  }

  /** The same, as it was at most two seconds ago. */
  recent(): Kept | null {
    return Math.abs(this.now().getTime() - this.#checked) < CHECK_INTERVAL ? this.#kept : this.read();
  }

  /** Whose key it is; null for one that is not of these, or is revoked. */
  holderOf(key: string): Holder | null {
    const kept = this.recent();
    if (kept === null || formOfKey(key) !== "sound") return null;
    const hash = this.hashOf(key);
    if (hash === kept.operator) return { role: "operator", id: "operator", limit: null };
    const issued = this.#holding.get(hash);
    return issued ? { role: "key", id: issued.id, limit: issued.limit } : null;
  }

  hashOf(key: string): string {
    return createHmac("sha256", this.#secret).update(key).digest("hex");
  }

  /** Read anew before it is changed, by one at a time: the command line and a server may both make keys. */
  change(to: (before: Kept) => Kept): void {
    if (this.read() === null) throw notSet();
    this.#alone(() => {
      this.#changed = null;
      this.#write(to(this.read()!));
    });
  }

  /** Keeps the hash of a new key of the operator's, and the other keys as they are. */
  init(key: string): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.#alone(() => {
      const before = this.read();
      if (before === null) writePrivately(this.#secretPath, randomBytes(32).toString("hex"));
      this.#secret = readFileSync(this.#secretPath, "utf8");
      this.#write({ operator: this.hashOf(key), keys: before?.keys ?? [] });
    });
  }

  /** While a file stands that only one can make. */
  #alone(change: () => void): void {
    const lock = join(this.folder, "changing");
    for (;;) {
      try {
        closeSync(openSync(lock, "wx"));
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw systemError(error, lock) ?? error;
        const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
        if (made !== undefined && Date.now() - made > LEFT_BEHIND) rmSync(lock, { force: true });
        else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      }
    }
    try {
      change();
    } finally {
      rmSync(lock, { force: true });
    }
  }

  #write(kept: Kept): void {
    writePrivately(this.#path, JSON.stringify(kept, null, 1));
    this.#changed = null;
    this.read();
  }

  get #path(): string {
    return join(this.folder, "keys.json");
  }

  get #secretPath(): string {
    return join(this.folder, "secret");
  }
}

export function notSet(): ArtunitError {
  return new ArtunitError(
    "not-found",
    "No keys are made here yet. Run `artunit keys init` on the machine of this server.",
  );
}

/** Writes a file whole or not at all, for its owner's eyes. */
export function writePrivately(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const part = `${path}.${process.pid}.part`;
    writeFileSync(part, text, { mode: 0o600 });
    renameSync(part, path);
  } catch (error) {
    throw systemError(error, path) ?? error;
  }
}

/** What a file holds; null where there is none. */
export function readKept<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new ArtunitError("file-unreadable", `${path} cannot be read: ${(error as Error).message}`);
  }
}
