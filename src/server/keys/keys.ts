import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { ArtunitError } from "../../errors.js";
import { systemError } from "../../systemErrors.js";
import type { ServedKeys } from "./issuedKeys.js";
import { formOfKey } from "./keyForm.js";

/** How long a change of the key file may go unnoticed, in milliseconds. */
const CHECK_INTERVAL = 2000;

/** Says who may ask. */
export interface Keys {
  /** Throws `key-missing` (for null) or `key-wrong`. */
  check(key: string | null): void;
}

/**
 * The keys in a file, one a line: the key itself or `sha256:` and its digest in hex; blanks and what follows
 * `#` are comments. Only digests are held in memory, and compared, so that time tells nothing of a key. A changed file
 * counts within two seconds.
 *
 * @throws ArtunitError `file-unreadable` when the file cannot be read at the start.
 */
export function keysFromFile(path: string, now: () => number = Date.now): Keys {
  let digests = readDigests(path);
  let checked = now();
  let changed = modified(path);

  function refresh(): void {
    if (now() - checked < CHECK_INTERVAL) return;
    checked = now();
    const present = modified(path);
    if (present === changed) return;
    // A file that is gone or cannot be read lets nobody in, rather than those whose keys were revoked.
    digests = new Set();
    if (present !== null) digests = readDigests(path);
    changed = present;
  }

  return {
    check(key) {
      refresh();
      checkAmong(digests, key);
    },
  };
}

const NOBODY: Keys = { check: (key) => checkAmong(new Set(), key) };

function checkAmong(digests: ReadonlySet<string>, key: string | null): void {
  if (key === null)
    throw new ArtunitError("key-missing", "This server asks for a key. Send it in the header X-API-KEY.");
  if (!digests.has(digestOf(key)))
    throw new ArtunitError("key-wrong", "The key is not one of this server's. Ask its operator for one.");
}

/** Those that were made here, and those of another list where there is one, as the keys that are asked for. */
export function keysOfBoth(issued: ServedKeys, listed: Keys | null): Keys {
  return {
    check(key) {
      if (key !== null && issued.holderOf(key) !== null) return;
      if (key !== null && formOfKey(key) === "mistyped")
        throw new ArtunitError("key-wrong", "The key is mistyped or cut: its checksum does not fit.");
      (listed ?? NOBODY).check(key);
    },
  };
}

/** What the client sent as its key: `X-API-KEY`, or `Authorization: Bearer`. */
export function keyOf(headers: IncomingHttpHeaders): string | null {
  const sent = headers["x-api-key"];
  if (typeof sent === "string" && sent !== "") return sent;
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "");
  return bearer?.[1] ?? null;
}

/** The field of a form that holds the key, where a page without a script cannot send a header. */
export const KEY_FIELD = "api_key";

/** Takes the key out of a form's text: what it is, and the form without it. */
export function takeKey(form: string): { readonly key: string | null; readonly rest: string } {
  const fields = form.split("&");
  const isKey = (field: string) => field.startsWith(`${KEY_FIELD}=`);
  const key = new URLSearchParams(fields.find(isKey) ?? "").get(KEY_FIELD)?.trim() || null;
  return { key, rest: fields.filter((field) => !isKey(field)).join("&") };
}

/** What tells a key from others without telling it: the beginning of its digest. */
export function nameOfKey(key: string): string {
  return digestOf(key).slice(0, 12);
}

/** Whether a file of keys holds none, so that nobody is let in. Throws `file-unreadable`. */
export function listsNoKey(path: string): boolean {
  return readDigests(path).size === 0;
}

function readDigests(path: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const why = systemError(error, path)?.message ?? (error as Error).message;
    throw new ArtunitError("file-unreadable", `The key file cannot be read: ${why}`);
  }
  const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*$/, "").trim());
  return new Set(
    lines
      .filter((line) => line !== "")
      .map((line) => (/^sha256:[0-9a-f]{64}$/i.test(line) ? line.slice(7).toLowerCase() : digestOf(line))),
  );
}

function modified(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
