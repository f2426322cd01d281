import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { ArtunitError } from "../errors.js";
import { type IssuedKey, type KeptKey, KeyFile, notSet } from "./keyFile.js";
import { formOfKey, makeKey } from "./keyForm.js";
import { KeyUsage, type Usage } from "./keyUsage.js";
import { type RateLimit, rateLimit } from "./rateLimit.js";

/** Whose key was sent. */
export interface Holder {
  readonly role: "operator" | "key";
  /** By which the list and the access log call it. */
  readonly id: string;
  readonly limit: number | null;
}

/** Keys there may be at once: anybody may make them where keys are self-service. */
const MOST_KEYS = 10_000;
const LONGEST_NAME = 100;

/** The keys that are made here, in a folder: what the operator does with them, and what a server asks of them. */
export class IssuedKeys {
  readonly #file: KeyFile;
  readonly #usage: KeyUsage;
  readonly #limits = new Map<string, RateLimit>();

  constructor(
    folder: string,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.#file = new KeyFile(folder, now);
    this.#usage = new KeyUsage(join(folder, "usage.json"), now);
  }

  /** Whether `artunit keys init` has been run. */
  isSet(): boolean {
    return this.#file.recent() !== null;
  }

  /** Null for a key that is not one of these, or is revoked. */
  holderOf(key: string): Holder | null {
    const kept = this.#file.recent();
    if (kept === null || formOfKey(key) !== "sound") return null;
    const hash = this.#file.hashOf(key);
    if (hash === kept.operator) return { role: "operator", id: "operator", limit: null };
    const issued = this.#file.holding(hash);
    return issued && { role: "key", id: issued.id, limit: issued.limit };
  }

  /** Counts one request. Throws `too-many-requests` beyond the key's own limit; `retryAfter` then says how long to wait. */
  take(holder: Holder): void {
    this.#limitOf(holder)?.take(holder.id);
    this.#usage.count(holder.id);
  }

  retryAfter(holder: Holder): number {
    return this.#limitOf(holder)?.retryAfter(holder.id) ?? 1;
  }

  list(): readonly (IssuedKey & Usage)[] {
    const kept = this.#file.read();
    if (kept === null) throw notSet();
    return kept.keys.map((each) => ({ ...plain(each), ...this.#usage.of(each.id) }));
  }

  /** The key is told here and never again. */
  create(name: string, limit: number | null): { readonly key: string; readonly issued: IssuedKey } {
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

  /** The key holds no longer. Throws `not-found`. */
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

  /** Writes down what was used. */
  flush(): void {
    this.#usage.flush();
  }

  #limitOf({ id, limit }: Holder): RateLimit | null {
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
