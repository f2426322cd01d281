import { createHash } from "node:crypto";
import { tableOf } from "../../catalog/index.js";
import type { Row } from "../row.js";
import { BODY, PLAIN_COLUMNS, SECTION_COLUMNS } from "./layout.js";
import { pack } from "./packing.js";
import { joinedWords } from "./words.js";

/** A text ready to be written into a shard: what costs time is done. */
export interface PreparedText {
  readonly plain: readonly (string | number | null)[];
  readonly packed: Uint8Array;
  /** The analysed words, joined by blanks; null where there is no text. */
  readonly body: string | null;
  readonly sections: readonly (string | null)[];
  /** SHA-256 of everything that is published of the row. */
  readonly digest: Uint8Array;
}

export function prepare(row: Row): PreparedText {
  return {
    plain: PLAIN_COLUMNS.map((each) => (row[each.name] ?? null) as string | number | null),
    packed: pack(row),
    body: words(row[BODY]),
    sections: SECTION_COLUMNS.map((name) => words(row[name])),
    digest: digestOf(row),
  };
}

function words(text: Row[string] | undefined): string | null {
  return typeof text === "string" ? joinedWords(text) : null;
}

// Where a row was read from is not published and differs between loads of the same data.
const DIGESTED = tableOf("texts").columns.filter(
  (each) => each.name !== "source_file" && each.name !== "source_row",
);

function digestOf(row: Row): Uint8Array {
  const published = DIGESTED.map((each) => row[each.name] ?? null);
  return createHash("sha256").update(JSON.stringify(published)).digest();
}

/** Adds digests up, whatever their order: the sum modulo 2^256. */
export class DigestSum {
  private sum = 0n;

  add(digest: Uint8Array): void {
    this.addHex(Buffer.from(digest).toString("hex"));
  }

  addHex(hex: string): void {
    this.sum = BigInt.asUintN(256, this.sum + BigInt(`0x${hex}`));
  }

  toString(): string {
    return this.sum.toString(16).padStart(64, "0");
  }
}

export function wordCount(words: string | null): number | null {
  if (words === null) return null;
  if (words === "") return 0;
  let count = 1;
  for (let at = words.indexOf(" "); at >= 0; at = words.indexOf(" ", at + 1)) count++;
  return count;
}
