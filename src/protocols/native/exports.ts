import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Dataset, datasetName, type MemberShape } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { csvLines, type Result } from "../../server/csvLines.js";
import { pieces } from "../../server/pieces.js";
import type { Answer, Asked, Context, Format, Parameter } from "../../server/route.js";
import { type ParquetColumn, writeDta, writeParquet } from "../../store/index.js";
import type { Question } from "./question.js";

/** The media types of exports, beside JSON. */
export const EXPORT_TYPES = [
  "application/x-ndjson",
  "text/csv",
  "application/vnd.apache.parquet",
  "application/x-stata-dta",
];

export const RAW: Parameter = {
  name: "raw",
  in: "query",
  kind: "flag",
  meaning: "CSV cells as they are. Without it, cells that a spreadsheet would run as a formula begin with '.",
};

/** Refuses parameters that the format asked for cannot honour. */
export function checkFormat(asked: Asked): void {
  if (asked.flag("raw") !== undefined && asked.format !== "csv")
    throw new ArtunitError("bad-parameter", `"raw" is about CSV; this answer is ${asked.format}.`, {
      field: "raw",
    });
}

/**
 * A whole result as a file. Its row count and sha256 follow as HTTP trailers, in NDJSON also as a last line,
 * and in Parquet and Stata files in their own count, so that a cut file can be seen to be cut.
 */
export function exportResult(question: Question, result: Result, asked: Asked, context: Context): Answer {
  const seal = newSeal();
  const snapshot = context.lease.store.manifest.id;
  const name = `${datasetName(question.dataset).replace("/", "-")}-${snapshot}`;
  switch (asked.format) {
    case "csv":
      return stream(
        "text/csv; charset=utf-8; header=present",
        `${name}.csv`,
        seal,
        sealed(csvLines(result, asked.flag("raw") ?? false), seal),
      );
    case "parquet":
      return stream(
        "application/vnd.apache.parquet",
        `${name}.parquet`,
        seal,
        writtenFirst("parquet", seal, (path) =>
          writeParquet(result.records, result.columns, path, asked.signal),
        ),
      );
    case "dta":
      return stream(
        "application/x-stata-dta",
        `${name}.dta`,
        seal,
        writtenFirst("dta", seal, (path) =>
          writeDta(result.records, result.columns, path, {
            label: name,
            made: context.now,
            signal: asked.signal,
          }),
        ),
      );
    case "json":
    case "ndjson":
      return stream(
        "application/x-ndjson",
        `${name}.ndjson`,
        seal,
        ndjsonLines(result.records, seal, snapshot),
      );
  }
}

/** The columns of an export of records: the selected fields, or all. */
export function columnsOf({
  shape,
  dataset,
}: {
  readonly shape: MemberShape;
  readonly dataset: Dataset;
}): readonly ParquetColumn[] {
  return shape.members.map(({ key, column }) => {
    const meaning = dataset.fields.find(({ name }) => name === key)?.meaning ?? column.meaning;
    return { ...column, name: key, meaning };
  });
}

/** A body that is sent while it is made, with its rows and sha256 behind it. */
export function stream(
  type: string,
  fileName: string | null,
  seal: Seal,
  chunks: AsyncIterable<string | Uint8Array>,
  isPage = false,
): Answer {
  return {
    kind: "stream",
    held: isPage ? Number.POSITIVE_INFINITY : 0,
    type,
    fileName,
    chunks,
    trailers: () => ({ "x-artunit-rows": String(seal.rows), "x-artunit-sha256": seal.digest() }),
  };
}

/** Counts rows and hashes bytes on their way out. */
export interface Seal {
  rows: number;
  /** The chunk as bytes: laid out once, for the hash and for the socket. */
  pass(chunk: string | Uint8Array): Uint8Array;
  digest(): string;
}

export function newSeal(): Seal {
  const hash = createHash("sha256");
  let digest: string | null = null;
  return {
    rows: 0,
    pass(chunk) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      hash.update(bytes);
      return bytes;
    },
    digest() {
      digest ??= hash.digest("hex");
      return digest;
    },
  };
}

async function* ndjsonLines(
  records: AsyncIterable<readonly string[]>,
  seal: Seal,
  snapshot: string,
): AsyncIterable<string | Uint8Array> {
  for await (const batch of records)
    for (const { text, count } of pieces(batch, "\n")) {
      seal.rows += count;
      yield seal.pass(`${text}\n`);
    }
  yield `${JSON.stringify({ artunit: { rows: seal.rows, sha256: seal.digest(), snapshot } })}\n`;
}

async function* sealed(
  lines: ReturnType<typeof csvLines>,
  seal: Pick<Seal, "rows" | "pass">,
): AsyncIterable<Uint8Array> {
  for await (const { text, count } of lines) {
    seal.rows += count;
    yield seal.pass(text);
  }
}

/** Formats that can only be finished whole: written to a temporary file, then sent. */
async function* writtenFirst(
  format: Format,
  seal: Seal,
  write: (path: string) => Promise<number>,
): AsyncIterable<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), `artunit-${format}-`));
  try {
    const path = join(folder, `export.${format}`);
    seal.rows = await write(path);
    for await (const chunk of createReadStream(path)) yield seal.pass(chunk as Uint8Array);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
