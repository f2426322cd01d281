import {
  allNames,
  type Column,
  columnOf,
  type LeavesRecord,
  type NestedObject,
  nestedOf,
  nestedRecord,
  type Row,
  type Source,
  type Table,
} from "../catalog/index.js";
import { bulkScanner, type Tally } from "./bulk.js";
import { readBulkJson } from "./bulkJson.js";
import { type CellCounts, listIn } from "./cells.js";
import { CsvScanner, cellTexts } from "./csvScanner.js";
import { type JsonRecords, type JsonShape, readJson } from "./json.js";
import { isUnnamed } from "./kindOfFile.js";
import { rowOfNested } from "./nestedRecords.js";
import { withoutApostrophe } from "./ownCsv.js";
import { rowOfExport } from "./ownExports.js";
import type { Member, ReadContext, Rejected } from "./reader.js";
import type { Recognition } from "./recognise.js";
import { type Render, type RowContext, type RowOrFault, rowOfRecord } from "./recordRows.js";
import type { Stage } from "./stage.js";

export interface ReadOptions {
  readonly member: Member;
  readonly recognition: Exclude<Recognition, { how: "parquet" }>;
  /** Number of the file in this load; staged rows carry it. */
  readonly file: number;
  readonly stage: Stage;
  readonly dataset: string | null;
  readonly source: ReadContext["file"];
  readonly render: Render;
  /** Columns of a table that are never read, because a load works them out afresh. */
  readonly afresh: (table: Table) => ReadonlySet<string>;
  readonly tally: Tally;
  readonly counts: CellCounts;
  readonly reject: (rejected: Rejected) => void;
  readonly note: (note: string) => void;
  /** Keeps the member as the file that some keys ask for. */
  readonly keep: (keys: readonly string[]) => Promise<void>;
  /** Called now and then with the bytes read so far. */
  readonly onProgress: (bytes: number) => void;
}

/** Reads one member into the stage; returns the columns or members nobody knows. Throws when it is damaged. */
export async function readMember(options: ReadOptions): Promise<readonly string[]> {
  switch (options.recognition.how) {
    case "bulk-csv":
      return readBulkCsv(options, options.recognition);
    case "record-csv":
      return readRecordCsv(options, options.recognition);
    case "export-csv":
      return readExportCsv(options, options.recognition);
    case "export-json":
      return readExportJson(options, options.recognition);
    case "export-note":
      return [];
    case "bulk-json":
      return readBulkJson(counted(options), options.recognition, {
        ...options,
        stage: options.stage.bulk(options.recognition.layout),
      });
    case "record-json":
      return readRecordJson(options, options.recognition);
    case "reader":
      return readByReader(options, options.recognition);
  }
}

type How<Name extends Recognition["how"]> = Extract<Recognition, { how: Name }>;

async function readBulkCsv(options: ReadOptions, recognition: How<"bulk-csv">): Promise<readonly string[]> {
  const { match } = recognition;
  const stage = options.stage.bulk(match.layout);
  // Line breaks inside quotes are rare; the builder turns the marks back only where there may be some.
  const scanner = bulkScanner(match, stage, options.file, options.tally, options.counts, options.reject);
  await pushAll(options, scanner);
  if (scanner.sawLineBreaks) stage.hasLineBreaks = true;
  return match.extra.map(({ name }) => name);
}

async function readRecordCsv(
  options: ReadOptions,
  recognition: How<"record-csv">,
): Promise<readonly string[]> {
  const { source, dataset, names, isGuarded, reader } = recognition;
  if (reader) return readByReader({ ...options, member: asRecords(options.member, recognition) }, { reader });
  const toRow: ToRow = (record, line, context) =>
    source.nested
      ? rowOfNested(nestedRecord(nestedOf(record) as NestedObject), source, dataset.table, line, context)
      : rowOfRecord(record, source, dataset, line, context);
  const sink = new RecordSink(options, toRow, dataset.table.name, true);
  return readCsvRows(options, sink, names, textReader(isGuarded));
}

function readExportCsv(
  options: ReadOptions,
  { table, names }: How<"export-csv">,
): Promise<readonly string[]> {
  const toRow: ToRow = (record, _, context) => rowOfExport(record, table, context);
  return readCsvRows(options, new RecordSink(options, toRow, table.name, true), names, withoutApostrophe);
}

/** Reads a cell: without what makes it safe for a spreadsheet, and as a list where it is one. */
function textReader(isGuarded: boolean): ReadText {
  return (text) => {
    const plain = isGuarded ? withoutApostrophe(text) : text;
    return listIn(plain) ?? plain;
  };
}

type ReadText = (text: string) => string | readonly (string | number | null)[];

async function readCsvRows(
  options: ReadOptions,
  sink: RecordSink,
  names: readonly string[],
  readText: ReadText = (text) => text,
): Promise<readonly string[]> {
  const scanner = recordScanner(names, readText, {
    record: (record, line, raw) => sink.add(record, line, raw),
    rejected: (line, reason, raw) => sink.reject({ line, reason, raw }),
  });
  await pushAll(options, scanner, () => sink.room());
  sink.flush();
  return sink.unknownNames();
}

interface RecordHandler {
  record(record: Record<string, unknown>, line: number, raw: () => string): void;
  rejected(line: number, reason: string, raw: string): void;
}

/** The lines of a table as records by the names of its columns; an empty cell is no member. */
function recordScanner(names: readonly string[], readText: ReadText, handler: RecordHandler): CsvScanner {
  // The first column without a name numbers the lines.
  const members = names.map((name, at) =>
    at === 0 && isUnnamed(name) ? null : name === "" ? `column ${at + 1}` : name,
  );
  let isHeader = true;
  return new CsvScanner({
    row(self, cells, line) {
      if (isHeader) {
        isHeader = false;
        self.width = cells;
        return;
      }
      const texts = cellTexts(self, cells);
      const record: Record<string, unknown> = {};
      for (const [at, text] of texts.entries()) {
        const member = members[at];
        if (text !== "" && member) record[member] = readText(text);
      }
      handler.record(record, line, () => texts.join(","));
    },
    rejected: (line, reason, raw) => handler.rejected(line, reason, raw),
  });
}

/** A table as JSON Lines, for a reader of records; a line that is no row comes out as none, and is set aside there. */
function asRecords(
  member: Member,
  { dataset, names, isGuarded }: Pick<How<"record-csv">, "dataset" | "names" | "isGuarded">,
): Member {
  const integers = new Set(
    [...allNames(dataset)]
      .filter(([, field]) => columnOf(dataset.table, field.column).type === "integer")
      .map(([name]) => name),
  );
  const readText = textReader(isGuarded);
  // The API writes numbers as such.
  const numberIn = (name: string, value: unknown) =>
    integers.has(name) && typeof value === "string" && /^\d+(?:\.0*)?$/.test(value) ? Number(value) : value;
  return {
    ...member,
    path: null,
    async *open() {
      let lines: string[] = [];
      const scanner = recordScanner(names, readText, {
        record: (record) => lines.push(JSON.stringify(record, (name, value) => numberIn(name, value))),
        rejected: (_, reason, raw) => lines.push(`${reason}: ${raw.replaceAll("\n", " ")}`),
      });
      for await (const chunk of member.open()) {
        scanner.push(chunk);
        if (lines.length > 0) yield Buffer.from(`${lines.join("\n")}\n`);
        lines = [];
      }
      scanner.end();
      if (lines.length > 0) yield Buffer.from(`${lines.join("\n")}\n`);
    },
  };
}

async function pushAll(
  options: ReadOptions,
  scanner: CsvScanner,
  room: () => Promise<void> = async () => {},
): Promise<void> {
  let bytes = 0;
  for await (const chunk of options.member.open()) {
    scanner.push(chunk);
    await room();
    bytes += chunk.length;
    options.onProgress(bytes);
  }
  scanner.end();
}

async function readRecordJson(
  options: ReadOptions,
  { source, dataset, shape, about }: How<"record-json">,
): Promise<readonly string[]> {
  if (source.nested) return readNestedJson(options, source, shape, about);
  const toRow: ToRow = (record, number, context) => rowOfRecord(record, source, dataset, number, context);
  return readJsonRecords(options, new RecordSink(options, toRow, dataset.table.name, false), shape, about);
}

function readExportJson(
  options: ReadOptions,
  { table, shape }: How<"export-json">,
): Promise<readonly string[]> {
  const toRow: ToRow = (record, _, context) => rowOfExport(record, table, context);
  return readJsonRecords(options, new RecordSink(options, toRow, table.name, false), shape);
}

async function readJsonRecords(
  options: ReadOptions,
  sink: RecordSink,
  shape: JsonShape,
  about?: JsonRecords,
): Promise<readonly string[]> {
  for await (const items of readJson(counted(options), shape, about)) {
    for (const item of items) {
      if ("fault" in item) sink.reject({ line: item.number, reason: item.fault, raw: item.rawText });
      else sink.add(item.value, item.number, () => item.raw.toString("utf8"));
    }
    await sink.room();
  }
  sink.flush();
  return sink.unknownNames();
}

/** Nested records, each to the table of its kind. */
async function readNestedJson(
  options: ReadOptions,
  source: Source,
  shape: JsonShape,
  about: JsonRecords,
): Promise<readonly string[]> {
  const sinks = new Map<Source, RecordSink<LeavesRecord>>();
  const sinkOf = (kind: Source): RecordSink<LeavesRecord> => {
    const known = sinks.get(kind);
    if (known) return known;
    const table = "dataset" in kind.names ? kind.names.dataset.table : kind.names.table;
    const toRow: ToRow<LeavesRecord> = (record, number, context) =>
      rowOfNested(record, kind, table, number, context);
    const sink = new RecordSink(options, toRow, table.name, false, NESTED_BATCH);
    sinks.set(kind, sink);
    return sink;
  };
  const columns = columnsAlone(source);
  const records = { ...about, isNested: true, ...(columns ? { columns } : {}) };
  for await (const items of readJson(counted(options), shape, records))
    for (const item of items) {
      if ("fault" in item)
        sinkOf(source).reject({ line: item.number, reason: item.fault, raw: item.rawText });
      else {
        const kind = source.nested?.divides?.(item.nested!.object) || source;
        sinkOf(kind).add(item.nested!, item.number, () => item.raw.toString("utf8"));
      }
    }
  for (const sink of sinks.values()) sink.flush();
  return [...sinks.values()].flatMap((sink) => sink.unknownNames());
}

/** The columns of a source's table, where nothing is made of its records; null where the records are asked for more. */
function columnsAlone({ nested, names, identity }: Source): readonly Column[] | null {
  const { columns } = "dataset" in names ? names.dataset.table : names.table;
  const isRead = (path: string) => columns.some((column) => column.path === path);
  const isAlone = !nested?.map && !nested?.divides && identity !== "record" && identity.every(isRead);
  return isAlone ? columns : null;
}

async function readByReader(
  options: ReadOptions,
  { reader }: Pick<How<"reader">, "reader">,
): Promise<readonly string[]> {
  const { tally, stage, file } = options;
  const unknown = new Set<string>();
  const context = { fileName: options.member.name, dataset: options.dataset, file: options.source };
  for await (const batch of reader.read(options.member, context))
    switch (batch.kind) {
      case "rows":
        await stage.rows(batch.table, batch.rows, file);
        if (batch.counted !== false) {
          tally.read += batch.rows.length;
          tally.loaded += batch.rows.length;
        }
        break;
      case "rejected":
        tally.read++;
        tally.rejected++;
        options.reject(batch.rejected);
        break;
      case "flawed":
        options.reject(batch.rejected);
        break;
      case "file":
        await options.keep(batch.keys);
        break;
      case "note":
        options.note(batch.note);
        break;
      case "unknown-members":
        for (const name of batch.names) unknown.add(name);
        break;
    }
  return [...unknown];
}

async function* counted(options: ReadOptions): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of options.member.open()) {
    yield chunk;
    bytes += chunk.length;
    options.onProgress(bytes);
  }
}

type ToRow<Given = Record<string, unknown>> = (
  record: Given,
  number: number,
  context: RowContext,
) => RowOrFault;

const BATCH = 1_000;
/** Nested ones are long: what is kept no longer than it is new costs the collector of garbage nothing. */
const NESTED_BATCH = 20;

/** Stages records as rows, in batches. */
class RecordSink<Given = Record<string, unknown>> {
  private readonly unknown = new Set<string>();
  private readonly occurrences = new Map<string, number>();
  private rows: Row[] = [];
  private taking: Promise<unknown> = Promise.resolve();
  private readonly context: RowContext;

  constructor(
    private readonly options: ReadOptions,
    private readonly toRow: ToRow<Given>,
    private readonly table: Parameters<Stage["rows"]>[0],
    isTable: boolean,
    private readonly batch = BATCH,
  ) {
    this.context = {
      fileName: options.member.name,
      render: options.render,
      counts: options.counts,
      isTable,
      afresh: options.afresh,
      occurrence: (digest) => {
        const nth = (this.occurrences.get(digest) ?? 0) + 1;
        this.occurrences.set(digest, nth);
        return nth;
      },
    };
  }

  add(record: Given, number: number, raw: () => string): void {
    const found = this.toRow(record, number, this.context);
    if ("fault" in found) {
      this.reject({ line: number, reason: found.fault, raw: raw().slice(0, 2_000) });
      return;
    }
    for (const name of found.unknown) this.unknown.add(name);
    this.rows.push(found.row);
    this.options.tally.read++;
    this.options.tally.loaded++;
    if (this.rows.length >= this.batch) this.flush();
  }

  reject(rejected: Rejected): void {
    this.options.tally.read++;
    this.options.tally.rejected++;
    this.options.reject(rejected);
  }

  flush(): void {
    if (this.rows.length > 0) {
      const taken = this.options.stage.rows(this.table, this.rows, this.options.file);
      // What a sink cannot take it reports at its end.
      this.taking = Promise.all([this.taking, taken.catch(() => {})]);
    }
    this.rows = [];
  }

  /** Tables that are staged in files take rows at once; others say when there is room for more. */
  async room(): Promise<void> {
    await this.taking;
  }

  unknownNames(): readonly string[] {
    return [...this.unknown];
  }
}
