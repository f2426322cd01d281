import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { Row } from "../row.js";
import { WORD_COLUMNS } from "./layout.js";

/** The long texts of one document by column, and `verbatim`. */
export type Content = Readonly<Record<string, string>>;

/**
 * Packs a document's long texts together. The window spans the whole of nearly every document, so that a section
 * that repeats a passage of the body takes next to no space.
 */
export function pack(row: Row): Buffer {
  const content: Record<string, string> = {};
  for (const name of [...WORD_COLUMNS, "verbatim"]) {
    const text = row[name];
    if (typeof text === "string") content[name] = text;
  }
  return brotliCompressSync(JSON.stringify(content), {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 20,
    },
  });
}

export function unpack(packed: Uint8Array): Content {
  return JSON.parse(brotliDecompressSync(packed).toString("utf8")) as Content;
}
