import { createHash } from "node:crypto";
import { HOUSE } from "../../../catalog/index.js";
import type { Row } from "../../row.js";
import { type JoinedWords, joinedWords } from "./joinedWords.js";
import { type Layout, storedCell } from "./layout.js";
import { joinContent, pack } from "./packing.js";

/** A text ready to be written into a shard: what costs time is done. */
export interface PreparedText {
  readonly plain: readonly (string | number | null)[];
  /** The texts of the short columns. */
  readonly short: readonly (string | null)[];
  readonly packed: Uint8Array;
  /** The analysed words; null where there is no text. */
  readonly body: JoinedWords | null;
  readonly sections: readonly (JoinedWords | null)[];
  /** SHA-256 of everything that is published of the row. */
  readonly digest: Uint8Array;
}

export function prepare(row: Row, layout: Layout): PreparedText {
  const content = joinContent(row, layout);
  return {
    plain: layout.plain.map((each) => storedCell(row[each.name])),
    short: layout.short.map((name) => (row[name] ?? null) as string | null),
    packed: pack(content),
    body: words(row[layout.body]),
    sections: layout.sections.map((name) => words(row[name])),
    digest: digestOf(row, content, layout),
  };
}

function words(text: Row[string] | undefined): JoinedWords | null {
  return typeof text === "string" ? joinedWords(text) : null;
}

// Where a row was read from is not published and differs between loads of the same data.
const OF_PLACE: readonly string[] = [HOUSE.file, HOUSE.row];

function digestOf(row: Row, content: Uint8Array, layout: Layout): Uint8Array {
  const digested = layout.plain.filter(({ name }) => !OF_PLACE.includes(name));
  const plain = JSON.stringify(digested.map((each) => row[each.name] ?? null));
  return createHash("sha256").update(plain).update(content).digest();
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

  subtractHex(hex: string): void {
    this.sum = BigInt.asUintN(256, this.sum - BigInt(`0x${hex}`));
  }

  toString(): string {
    return this.sum.toString(16).padStart(64, "0");
  }
}
