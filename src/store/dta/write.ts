import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DtaWriter } from "./file.js";
import { cellOf, type DtaCell, type DtaColumn, Extents, variablesOf } from "./variables.js";

/**
 * Writes records (JSON objects as text) as one Stata file; returns how many. They are laid aside first, because the file says
 * how many rows it has and how long its texts are before the first of them. Ends early, with an error, when the signal does.
 */
export async function writeDta(
  records: AsyncIterable<readonly string[]>,
  columns: readonly DtaColumn[],
  path: string,
  about: { readonly label: string; readonly made: Date; readonly signal?: AbortSignal },
): Promise<number> {
  const lines = `${path}.ndjson`;
  const extents = new Extents(columns);
  let rows = 0;
  async function* measured() {
    for await (const batch of records) {
      rows += batch.length;
      for (const record of batch) extents.see(cellsOf(record, columns));
      if (batch.length > 0) yield `${batch.join("\n")}\n`;
    }
  }
  try {
    const options = about.signal ? [{ signal: about.signal }] : [];
    await pipeline(Readable.from(measured()), createWriteStream(lines), ...options);
    const variables = variablesOf(columns, extents.found);
    const writer = await DtaWriter.create(path, { variables, rows, label: about.label, made: about.made });
    try {
      for await (const batch of linesOf(lines)) {
        about.signal?.throwIfAborted();
        await writer.write(batch.map((record) => cellsOf(record, columns)));
      }
      await writer.finish();
    } finally {
      await writer.close();
    }
  } finally {
    await rm(lines, { force: true });
  }
  return rows;
}

/** The lines of a file, some at a time. (Node's own reader of lines ends one at U+2028, too, which a text may hold.) */
async function* linesOf(path: string): AsyncIterable<readonly string[]> {
  let begun = "";
  for await (const chunk of createReadStream(path, { encoding: "utf8" })) {
    const lines = (begun + (chunk as string)).split("\n");
    begun = lines.pop()!;
    yield lines;
  }
}

function cellsOf(record: string, columns: readonly DtaColumn[]): readonly DtaCell[] {
  const values = JSON.parse(record) as Record<string, unknown>;
  return columns.map((column) => cellOf(values[column.name], column));
}
