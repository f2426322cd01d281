import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Column } from "../../catalog/index.js";
import { openEngine } from "./engine.js";
import { columnSqlType, literal, quoted } from "./sql.js";

export interface ParquetColumn extends Pick<Column, "name" | "type" | "isList"> {
  /** What the dictionary says of it, where it is one of its fields. */
  readonly meaning?: string;
}

/**
 * Writes records (JSON objects as text) as one Parquet file with real types, compressed with zstd; returns
 * how many. Works for any store, since it starts from rendered records. Ends early, with an error, when the signal does.
 */
export async function writeParquet(
  records: AsyncIterable<readonly string[]>,
  columns: readonly ParquetColumn[],
  path: string,
  signal?: AbortSignal,
): Promise<number> {
  const lines = `${path}.ndjson`;
  let rows = 0;
  async function* text() {
    for await (const batch of records) {
      rows += batch.length;
      if (batch.length > 0) yield `${batch.join("\n")}\n`;
    }
  }
  const instance = await openEngine(":memory:", { memory: "1GB", threads: 2 });
  try {
    await pipeline(Readable.from(text()), createWriteStream(lines), ...(signal ? [{ signal }] : []));
    const connection = await instance.connect();
    const types = columns.map((each) => `${quoted(each.name)}: '${columnSqlType(each)}'`).join(", ");
    await connection.run("SET preserve_insertion_order = true");
    const interrupt = () => connection.interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });
    try {
      signal?.throwIfAborted();
      await connection.run(
        `COPY (SELECT * FROM read_json(${literal(lines)}, format = 'newline_delimited', columns = {${types}})) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
      );
    } finally {
      signal?.removeEventListener("abort", interrupt);
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
    await rm(lines, { force: true });
  }
  return rows;
}
