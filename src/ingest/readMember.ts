import { bulkScanner, type Tally } from "./bulk.js";
import { CsvScanner, cellTexts } from "./csv.js";
import { readDay, unclearDay } from "./days.js";
import { readJson } from "./json.js";
import type { BulkLayout } from "./layouts.js";
import type { CatalogRow, Member, ReadContext, Rejected } from "./load.js";
import { isOwnCsv, withoutApostrophe } from "./ownCsv.js";
import { rowOfExport } from "./ownExports.js";
import type { Recognition } from "./recognise.js";
import { type Render, type RowContext, type RowOrFault, rowOfRecord } from "./records.js";
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
  readonly tally: Tally;
  readonly reject: (rejected: Rejected) => void;
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
    case "export-note":
      return [];
    case "bulk-json":
      return readBulkJson(options, options.recognition);
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
  const scanner = bulkScanner(match, stage, options.file, options.tally, options.reject);
  await pushAll(options, scanner);
  if (scanner.sawLineBreaks) stage.hasLineBreaks = true;
  return match.extra.map(({ name }) => name);
}

function readRecordCsv(
  options: ReadOptions,
  { dataset, names }: How<"record-csv">,
): Promise<readonly string[]> {
  const toRow: ToRow = (record, line, context) => rowOfRecord(record, dataset, line, context);
  const textOf = isOwnCsv(names) ? withoutApostrophe : (text: string) => text;
  return readCsvRows(options, new RecordSink(options, toRow, dataset.table.name), names, textOf);
}

function readExportCsv(
  options: ReadOptions,
  { table, names }: How<"export-csv">,
): Promise<readonly string[]> {
  const toRow: ToRow = (record) => rowOfExport(record, table);
  return readCsvRows(options, new RecordSink(options, toRow, table.name), names);
}

async function readCsvRows(
  options: ReadOptions,
  sink: RecordSink,
  names: readonly string[],
  textOf: (text: string) => string = (text) => text,
): Promise<readonly string[]> {
  let isHeader = true;
  const scanner = new CsvScanner({
    row(self, cells, line) {
      if (isHeader) {
        isHeader = false;
        self.width = cells;
        return;
      }
      const texts = cellTexts(self, cells);
      const record: Record<string, unknown> = {};
      for (const [at, text] of texts.entries())
        if (text !== "") record[names[at] ?? `column ${at + 1}`] = textOf(text);
      sink.add(record, line, () => texts.join(","));
    },
    rejected(line, reason, raw) {
      sink.reject({ line, reason, raw });
    },
  });
  await pushAll(options, scanner);
  sink.flush();
  return sink.unknownNames();
}

async function pushAll(options: ReadOptions, scanner: CsvScanner): Promise<void> {
  let bytes = 0;
  for await (const chunk of options.member.open()) {
    scanner.push(chunk);
    bytes += chunk.length;
    options.onProgress(bytes);
  }
  scanner.end();
}

async function readBulkJson(
  options: ReadOptions,
  { layout, shape }: How<"bulk-json">,
): Promise<readonly string[]> {
  const { tally } = options;
  const stage = options.stage.bulk(layout);
  const own = new Set(layout.dataset.fields.map((field) => field.name.toLowerCase()));
  const unknownNames = new Set<string>();
  for await (const items of readJson(counted(options), shape)) {
    for (const item of items) {
      tally.read++;
      const fault =
        "fault" in item ? item.fault : stageBulkRecord(item.value, item.number, layout, own, unknownNames);
      if (fault === null) tally.loaded++;
      else {
        tally.rejected++;
        const raw = "fault" in item ? item.rawText : item.raw.toString("utf8", 0, 2_000);
        options.reject({ line: item.number, reason: fault, raw });
      }
    }
  }
  return [...unknownNames];

  function stageBulkRecord(
    record: Record<string, unknown>,
    line: number,
    bulk: BulkLayout,
    ownNames: ReadonlySet<string>,
    unknown: Set<string>,
  ): string | null {
    const values = new Map<string, unknown>();
    for (const [name, value] of Object.entries(record)) values.set(name.toLowerCase(), value);
    const texts: string[] = [];
    for (const [at, column] of bulk.columns.entries()) {
      const text = cellOf(values.get(column.toLowerCase()), column);
      if (text === null) return `bad-shape: ${column} is not one value`;
      if (text === "" && bulk.keys.includes(column)) return `key-missing: no ${column}`;
      const day = bulk.days.includes(at) ? readDay(text) : null;
      if (day && "unclear" in day) return unclearDay(column, text, day.unclear);
      texts.push(day?.day ?? text);
    }
    const extra: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(record))
      if (!ownNames.has(name.toLowerCase())) {
        extra[name] = value;
        unknown.add(name);
      }
    return stage.addTexts(
      options.file,
      line,
      texts,
      Object.keys(extra).length > 0 ? JSON.stringify(extra) : "",
    );
  }
}

/** A value as the CSV would hold it; null for what is not one value. */
function cellOf(value: unknown, column: string): string | null {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number" || typeof value === "string") {
    const text = String(value);
    return (column === "app_id" || column === "patentApplicationNumber") && /^\d{1,7}$/.test(text)
      ? text.padStart(8, "0")
      : text;
  }
  return Array.isArray(value) && value.length === 1 ? cellOf(value[0], column) : null;
}

async function readRecordJson(
  options: ReadOptions,
  { dataset, shape }: How<"record-json">,
): Promise<readonly string[]> {
  const sink = new RecordSink(
    options,
    (record, number, context) => rowOfRecord(record, dataset, number, context),
    dataset.table.name,
  );
  for await (const items of readJson(counted(options), shape))
    for (const item of items) {
      if ("fault" in item) sink.reject({ line: item.number, reason: item.fault, raw: item.rawText });
      else sink.add(item.value, item.number, () => item.raw.toString("utf8", 0, 2_000));
    }
  sink.flush();
  return sink.unknownNames();
}

async function readByReader(options: ReadOptions, { reader }: How<"reader">): Promise<readonly string[]> {
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

type ToRow = (record: Record<string, unknown>, number: number, context: RowContext) => RowOrFault;

const BATCH = 1_000;

/** Stages records as rows, in batches. */
class RecordSink {
  private readonly unknown = new Set<string>();
  private readonly occurrences = new Map<string, number>();
  private rows: CatalogRow[] = [];
  private readonly context: RowContext;

  constructor(
    private readonly options: ReadOptions,
    private readonly toRow: ToRow,
    private readonly table: Parameters<Stage["rows"]>[0],
  ) {
    this.context = {
      fileName: options.member.name,
      render: options.render,
      occurrence: (digest) => {
        const nth = (this.occurrences.get(digest) ?? 0) + 1;
        this.occurrences.set(digest, nth);
        return nth;
      },
    };
  }

  add(record: Record<string, unknown>, number: number, raw: () => string): void {
    const found = this.toRow(record, number, this.context);
    if ("fault" in found) {
      this.reject({ line: number, reason: found.fault, raw: raw().slice(0, 2_000) });
      return;
    }
    for (const name of found.unknown) this.unknown.add(name);
    this.rows.push(found.row);
    this.options.tally.read++;
    this.options.tally.loaded++;
    if (this.rows.length >= BATCH) this.flush();
  }

  reject(rejected: Rejected): void {
    this.options.tally.read++;
    this.options.tally.rejected++;
    this.options.reject(rejected);
  }

  flush(): void {
    // Tables that are staged in files take rows at once; what a sink cannot take it reports at its end.
    if (this.rows.length > 0)
      void this.options.stage.rows(this.table, this.rows, this.options.file).catch(() => {});
    this.rows = [];
  }

  unknownNames(): readonly string[] {
    return [...this.unknown];
  }
}
