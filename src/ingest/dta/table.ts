import type { Served } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { capped } from "../opened.js";
import type { Member } from "../reader.js";
import { type Beside, headerLine, RowWriter } from "./asCsv.js";
import { ByteReader } from "./bytes.js";
import { type DtaHeader, isDta, readHeader } from "./header.js";
import { LongTexts } from "./longTexts.js";
import { readValueLabels } from "./valueLabels.js";

/** How many bytes of rows are written at a time. */
const ROWS_AT_ONCE = 64 * 1024;
/** As many as tell a Stata file from others. */
const HEAD_BYTES = 11;

/**
 * A member that may be a Stata file, told by its content. Such a file is read as the table it holds: a CSV, with the names of
 * its variables above. Any other is read as it is. Close it when it is read.
 */
export class MaybeDta {
  private beside: Beside | null = null;

  /** `numbers` are names of variables whose values are numbers, whatever the file says they stand for. */
  constructor(
    private readonly file: Member,
    private readonly numbers: ReadonlySet<string>,
  ) {}

  get member(): Member {
    return { ...this.file, open: () => this.open() };
  }

  /** Removes what was laid aside. */
  close(): void {
    this.beside?.longTexts?.close();
    this.beside = null;
  }

  private async *open(): AsyncIterable<Uint8Array> {
    let head: Buffer | null = Buffer.alloc(0);
    for await (const chunk of this.file.open()) {
      if (head === null) {
        yield chunk;
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) continue;
      if (isDta(head)) break;
      yield head;
      head = null;
    }
    if (head === null || head.length === 0) return;
    // A long text stands in the file once, however many rows refer to it.
    if (isDta(head)) yield* capped(this.rows(), this.file.bytes ?? Number.POSITIVE_INFINITY, this.file.name);
    else yield head;
  }

  private async *rows(): AsyncIterable<Uint8Array> {
    const { name } = this.file;
    let reader = new ByteReader(this.file.open(), name);
    try {
      const header = withoutLabelsOf(this.numbers, await readHeader(reader, name));
      // What the rows refer to stands behind them: such a file is read twice.
      const isReadTwice = header.variables.some(
        (each) => each.type === "long-text" || each.valueLabels !== "",
      );
      if (isReadTwice) {
        this.beside ??= await readBeside(reader, header, name);
        await reader.close();
        reader = new ByteReader(this.file.open(), name);
        await readHeader(reader, name);
      }
      const writer = new RowWriter(header, this.beside ?? NOTHING, name);
      yield headerLine(header);
      const perBatch = Math.max(1, Math.floor(ROWS_AT_ONCE / header.rowBytes));
      for (let left = header.rows; left > 0; left -= perBatch)
        yield* writer.write(await reader.take(Math.min(left, perBatch) * header.rowBytes));
      if (!isReadTwice)
        await readBehindRows(reader, header, name).then(({ longTexts }) => longTexts?.close());
    } finally {
      await reader.close();
    }
  }
}

const NOTHING: Beside = { labels: new Map(), longTexts: null };

async function readBeside(reader: ByteReader, header: DtaHeader, name: string): Promise<Beside> {
  await reader.skip(header.rows * header.rowBytes);
  const beside = await readBehindRows(reader, header, name);
  const unlabelled = header.variables.find(
    (each) => each.valueLabels !== "" && !beside.labels.has(each.valueLabels),
  );
  // Before 117 nothing marks the end of a file: one that was cut behind its rows shows it only here.
  if (!unlabelled || header.layout.isTagged) return beside;
  throw new ArtunitError(
    "file-unreadable",
    `${name} is cut short: it ends without the value labels ${unlabelled.valueLabels} of ${unlabelled.name}. Download or copy it again; if it never had them, save it in Stata after: label values ${unlabelled.name}`,
  );
}

/** Reads from behind the last row to the end, which must be there: a file that was cut is never taken for a whole one. */
async function readBehindRows(reader: ByteReader, header: DtaHeader, name: string): Promise<Beside> {
  const longTexts = header.layout.isTagged ? await LongTexts.read(reader, header, name) : null;
  try {
    return { labels: await readValueLabels(reader, header, name), longTexts };
  } catch (error) {
    longTexts?.close();
    throw error;
  }
}

/** Names of fields and columns that hold a number, a flag or a day, in small letters. */
export function namesOfNumbers({ datasets, tables }: Served): ReadonlySet<string> {
  return new Set(
    [
      ...datasets.flatMap(({ fields }) =>
        fields.filter(({ match }) => match !== "keyword" && match !== "text"),
      ),
      ...tables.flatMap(({ columns }) => columns.filter(({ type }) => !/text|json/.test(type))),
    ].map(({ name }) => name.toLowerCase()),
  );
}

function withoutLabelsOf(numbers: ReadonlySet<string>, header: DtaHeader): DtaHeader {
  const variables = header.variables.map((each) =>
    numbers.has(each.name.toLowerCase()) ? { ...each, valueLabels: "" } : each,
  );
  return { ...header, variables };
}
