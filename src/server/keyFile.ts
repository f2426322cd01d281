import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ArtunitError } from "../errors.js";
import { systemError } from "../systemErrors.js";

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
    this.#changed = changed;
    this.#kept = changed === null ? null : readJson<Kept>(this.#path);
    this.#secret = existsSync(this.#secretPath) ? readFileSync(this.#secretPath, "utf8") : "";
    const holding = this.#kept?.keys.filter(({ revokedAt }) => revokedAt === null) ?? [];
    this.#holding = new Map(holding.map((each) => [each.hash, each]));
    return this.#kept;
  }

  /** The same, as it was at most two seconds ago. */
  recent(): Kept | null {
    return Math.abs(this.now().getTime() - this.#checked) < CHECK_INTERVAL ? this.#kept : this.read();
  }

  /** The key that has this hash and is not revoked. */
  holding(hash: string): KeptKey | null {
    return this.#holding.get(hash) ?? null;
  }

  hashOf(key: string): string {
    return createHmac("sha256", this.#secret).update(key).digest("hex");
  }

  /** Read anew before it is changed: the command line and a server may both make keys. */
  change(to: (before: Kept) => Kept): void {
    const before = this.read();
    if (before === null) throw notSet();
    this.#write(to(before));
  }

  /** Keeps the hash of a new key of the operator's, and the other keys as they are. */
  init(key: string): void {
    const before = this.read();
    if (before === null) writePrivately(this.#secretPath, randomBytes(32).toString("hex"));
    this.#secret = readFileSync(this.#secretPath, "utf8");
    this.#write({ operator: this.hashOf(key), keys: before?.keys ?? [] });
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
    writeFileSync(`${path}.part`, text, { mode: 0o600 });
    renameSync(`${path}.part`, path);
  } catch (error) {
    throw systemError(error, path) ?? error;
  }
}

/** What a file holds; null where there is none. */
export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new ArtunitError("file-unreadable", `${path} cannot be read: ${(error as Error).message}`);
  }
}
