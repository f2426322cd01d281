import { closeSync, openSync, readSync } from "node:fs";
import type { JoinedWords } from "./joinedWords.js";
import type { PreparedText } from "./prepare.js";

/** Where a prepared text lies. */
export interface SpoolPlace {
  readonly spool: string;
  readonly offset: number;
  readonly length: number;
}

interface Head {
  readonly plain: PreparedText["plain"];
  readonly short: PreparedText["short"];
  readonly packed: number;
  readonly digest: number;
  /** Bytes and number of words of the body, then of each section; null where there is no text. */
  readonly words: readonly ([number, number] | null)[];
}

/** A prepared text as bytes: the length of its head, the head in JSON, then what the head gives the lengths of. */
export function toSpool(text: PreparedText): readonly Uint8Array[] {
  const words = [text.body, ...text.sections];
  const head: Head = {
    plain: text.plain,
    short: text.short,
    packed: text.packed.length,
    digest: text.digest.length,
    words: words.map((each) => each && [each.bytes.length, each.count]),
  };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return [length, json, text.packed, text.digest, ...words.flatMap((each) => (each ? [each.bytes] : []))];
}

function fromSpool(bytes: Buffer): PreparedText {
  let at = 4 + bytes.readUInt32LE(0);
  const head = JSON.parse(bytes.toString("utf8", 4, at)) as Head;
  const next = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const packed = next(head.packed);
  const digest = next(head.digest);
  const [body, ...sections] = head.words.map((each): JoinedWords | null =>
    each ? { bytes: next(each[0]), count: each[1] } : null,
  );
  return { plain: head.plain, short: head.short, packed, digest, body: body!, sections };
}

/** The texts at these places, one after the other. */
export function* readSpools(places: readonly SpoolPlace[]): Iterable<PreparedText> {
  const open = new Map<string, number>();
  try {
    for (const { spool, offset, length } of places) {
      if (!open.has(spool)) open.set(spool, openSync(spool, "r"));
      const bytes = Buffer.allocUnsafeSlow(length);
      if (readSync(open.get(spool)!, bytes, 0, length, offset) !== length) {
        throw new Error(`The spool ${spool} ends early.`);
      }
      yield fromSpool(bytes);
    }
  } finally {
    for (const file of open.values()) closeSync(file);
  }
}
