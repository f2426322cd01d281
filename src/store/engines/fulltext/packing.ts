import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { HOUSE } from "../../../catalog/index.js";
import type { Row } from "../../row.js";
import type { Layout } from "./layout.js";

/** The long texts of one document by column, and `verbatim`. */
export type Content = Readonly<Record<string, string>>;

const LINE_END = 0x0a;

/** Puts a document's long texts behind each other in UTF-8, after a line of JSON that says how long each is. */
export function joinContent(row: Row, { table }: Layout): Buffer {
  const lengths: Record<string, number> = {};
  const texts: Buffer[] = [];
  const long = table.columns.filter(({ name, type }) => type === "fulltext" && name !== HOUSE.verbatim);
  for (const name of [...long.map((each) => each.name), HOUSE.verbatim]) {
    const text = row[name];
    if (typeof text !== "string") continue;
    const bytes = Buffer.from(text);
    lengths[name] = bytes.length;
    texts.push(bytes);
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(lengths)}\n`), ...texts]);
}

/**
 * Packs a document's content. The window spans the whole of it, so that a section that repeats a passage of the body
 * takes next to no space; a wider one would cost time for each document.
 */
export function pack(content: Uint8Array): Buffer {
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 1,
      [constants.BROTLI_PARAM_LGWIN]: windowFor(content.length),
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
    chunkSize: Math.max(4096, content.length),
  });
}

function windowFor(length: number): number {
  const bits = Math.ceil(Math.log2(length + 16));
  return Math.min(24, Math.max(constants.BROTLI_MIN_WINDOW_BITS, bits));
}

export function unpack(packed: Uint8Array): Content {
  const bytes = brotliDecompressSync(packed);
  let at = bytes.indexOf(LINE_END) + 1;
  const lengths = JSON.parse(bytes.toString("utf8", 0, at)) as Record<string, number>;
  const content: Record<string, string> = {};
  for (const [name, length] of Object.entries(lengths)) {
    content[name] = bytes.toString("utf8", at, at + length);
    at += length;
  }
  return content;
}
