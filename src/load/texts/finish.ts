import { createReadStream } from "node:fs";
import { join } from "node:path";
import { TEXTS_FOLDER } from "../../store/composite.js";
import { TextsBuild, type TextsBuilt } from "../../store/fulltext/build.js";
import type { Finisher } from "../load.js";

const PIECE_BYTES = 1024 * 1024;

/** Writes the texts that a load staged into the shards of the snapshot, beside those that need no change. */
export function textShards(onBuilt?: (built: TextsBuilt) => void): Finisher {
  return async ({ folder, previousFolder, scratch, staged, files }) => {
    const build = new TextsBuild({
      current: previousFolder === null ? null : join(previousFolder, TEXTS_FOLDER),
      next: join(folder, TEXTS_FOLDER),
      scratch: join(scratch, "texts"),
    });
    const refused = files.flatMap((file, at) => (file.isRefused ? [at] : []));
    try {
      for (const { table, paths } of staged.catalog) {
        if (table !== "texts") continue;
        for (const path of paths)
          for await (const lines of wholeLines(path)) await build.addLines(lines, refused);
      }
      const built = await build.finish();
      onBuilt?.(built);
      const { rows, rowsBySource, digest, firstDate, lastDate } = built.facts;
      return [{ name: "texts", rows, rowsBySource, contentHash: digest, firstDate, lastDate }];
    } finally {
      await build.close();
    }
  };
}

/** A file of lines in pieces that end where a line ends. */
async function* wholeLines(path: string): AsyncIterable<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end > 0) yield Uint8Array.from(bytes.subarray(0, end));
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) yield rest;
}
