import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { ArtunitError } from "../../errors.js";
import { type OwnRateLimit, rateLimit } from "../rateLimit.js";
import { type Holder, type IssuedKey, type KeptKey, KeyFile, notSet } from "./keyFile.js";
import { makeKey } from "./keyForm.js";
import { KeyUsage, type Usage } from "./keyUsage.js";

/** Keys there may be at once: anybody may make them where keys are self-service. */
const MOST_KEYS = 10_000;
const LONGEST_NAME = 100;

/** A key of the list, and how much it was used. */
export type ListedKey = IssuedKey & Usage;

/** The key is told once and never again. */
export interface MadeKey {
  readonly key: string;
  readonly issued: IssuedKey;
}

/** What a server asks of the keys that are made here. */
export interface ServedKeys {
  /** Whether `artunit keys init` has been run. */
  isSet(): boolean;
  /** Null for a key that is not one of these, or is revoked. */
  holderOf(key: string): Holder | null;
  /** Counts one request: 0 where it may be answered, else the whole seconds until the key's own limit allows another. */
  take(holder: Holder): number | Promise<number>;
  list(): readonly ListedKey[] | Promise<readonly ListedKey[]>;
  create(name: string, limit: number | null): MadeKey | Promise<MadeKey>;
  /** The key holds no longer. Throws `not-found`. */
  revoke(id: string): IssuedKey | Promise<IssuedKey>;
  /** Writes down what was used. */
  flush(): void;
}

/** The keys that are made here, in a folder: what the operator does with them, and what a server asks of them. */
export class IssuedKeys implements ServedKeys {
  readonly #file: KeyFile;
  readonly #usage: KeyUsage;
  readonly #limits = new Map<string, OwnRateLimit>();

  constructor(
    folder: string,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.#file = new KeyFile(folder, now);
    this.#usage = new KeyUsage(join(folder, "usage.json"), now);
  }

  isSet(): boolean {
    return this.#file.recent() !== null;
  }

  holderOf(key: string): Holder | null {
    return this.#file.holderOf(key);
  }

  take(holder: Holder): number {
    const wait = this.#limitOf(holder)?.take(holder.id) ?? 0;
    if (wait === 0) this.#usage.count(holder.id);
    return wait;
  }

  list(): readonly ListedKey[] {
    const kept = this.#file.read();
    if (kept === null) throw notSet();
    return kept.keys.map((each) => ({ ...plain(each), ...this.#usage.of(each.id) }));
  }

  create(name: string, limit: number | null): MadeKey {
    const key = makeKey(false);
    const issued: IssuedKey = {
      id: randomBytes(6).toString("hex"),
      name: readName(name),
      limit: readLimit(limit),
      createdAt: this.now().toISOString(),
      revokedAt: null,
    };
    this.#file.change((before) => {
      if (before.keys.length >= MOST_KEYS)
        throw new ArtunitError(
          "too-many-requests",
          `${MOST_KEYS} keys have been made here, and no more can be.`,
        );
      return { ...before, keys: [...before.keys, { ...issued, hash: this.#file.hashOf(key) }] };
    });
    return { key, issued };
  }

  revoke(id: string): IssuedKey {
    const revokedAt = this.now().toISOString();
    this.#file.change((before) => ({
      ...before,
      keys: before.keys.map((each) =>
        each.id === id ? { ...each, revokedAt: each.revokedAt ?? revokedAt } : each,
      ),
    }));
    const revoked = this.#file.read()?.keys.find((each) => each.id === id);
    if (revoked) return plain(revoked);
    throw new ArtunitError("not-found", `There is no key with the id "${id.slice(0, 80)}".`, { field: "id" });
  }

  /** The operator's own key, told here and never again; one from before holds no longer. */
  init(): string {
    const key = makeKey(true);
    this.#file.init(key);
    return key;
  }

  flush(): void {
    this.#usage.flush();
  }

  #limitOf({ id, limit }: Holder): OwnRateLimit | null {
    if (limit === null) return null;
    const made = this.#limits.get(id) ?? rateLimit(limit);
    this.#limits.set(id, made);
    return made;
  }
}

function plain({ hash: _, ...issued }: KeptKey): IssuedKey {
  return issued;
}

function readName(name: string): string {
  const trimmed = name.trim();
  if (trimmed !== "" && trimmed.length <= LONGEST_NAME && !/\p{C}/u.test(trimmed)) return trimmed;
  throw new ArtunitError(
    "bad-parameter",
    `"name" says whose key it is, in 1 to ${LONGEST_NAME} visible characters.`,
    { field: "name" },
  );
}

function readLimit(limit: number | null): number | null {
  if (limit === null || (Number.isInteger(limit) && limit >= 1 && limit <= 1_000_000)) return limit;
  throw new ArtunitError(
    "bad-parameter",
    '"limit" is a whole number of requests a minute, from 1 to 1000000.',
    {
      field: "limit",
    },
  );
}
