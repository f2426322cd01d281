import { createHash } from "node:crypto";
import { datasetName, dayAfter } from "../../../catalog/index.js";
import { type JsonItem, jsonShape, readJson } from "../../../ingest/json.js";
import type { Batch, Member, ReadContext, Reader, ReaderOptions } from "../../../ingest/reader.js";
import type { Row } from "../../../store/index.js";
import { leastBusy, Thread, threadFile } from "../../../threads/threads.js";
import { OA_ACTIONS_V1 } from "./dataset.js";
import type { Extracted } from "./extraction.js";
import { isCovered } from "./extraction.js";
import type { ExtractCalls } from "./extractWorker.js";
import { type ExtractOutcome, findingsPath } from "./findings.js";
import { UnreadableRecord } from "./record.js";
import { rowOfRecord } from "./verbatim.js";

/** Of extraction. */
const THREADS = 2;
/** Records that go through the threads together. */
const BATCH = 100;
/** The archives' names; the date is the Sunday that ends the week. */
const ARCHIVE_NAME = /^bdr_oa_bulkdata_weekly_(\d{4}-\d\d-\d\d)\.zip$/;

/**
 * Reads texts of Office actions: lines of a weekly archive, and records of `oa_actions/v1` as either API answers them.
 * Finds rejections and citations in them on the way, in worker threads.
 */
export function textRecords(options: ReaderOptions): Reader {
  const archives = new Map<string, ArchiveTally>();
  return {
    name: "texts",
    dataset: datasetName(OA_ACTIONS_V1),
    recognise: (_, head) => (looksLikeTexts(head) ? { kind: "oa_actions/v1 texts" } : null),
    read: (member, context) => readTexts(member, context, options, archives),
  };
}

/** JSON that names the body of an action, by either name, or one of its sections. */
function looksLikeTexts(head: Uint8Array): boolean {
  const text = Buffer.from(head)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart();
  if (!/^[[{]/.test(text)) return false;
  return /"(?:oaText|bodyText)"\s*:/.test(text) || /"sections\.[A-Za-z]+"\s*:/.test(text);
}

async function* readTexts(
  member: Member,
  context: ReadContext,
  options: ReaderOptions,
  archives: Map<string, ArchiveTally>,
): AsyncIterable<Batch> {
  const extractor = options.extracts ? new Extractor(THREADS) : null;
  const unknown = new Set<string>();
  const tally = tallyOf(context, archives);
  const shape = jsonShape(await firstBytes(member));
  try {
    const waiting: Promise<readonly Batch[]>[] = [];
    let batch = 0;
    for await (const items of inBatches(readJson(member.open(), shape))) {
      const { rows, rejected } = readItems(items, context.fileName, unknown);
      yield* rejected;
      for (const row of rows) count(tally, row);
      const keepAt = options.findings ? findingsPath(options.findings, context, batch++) : null;
      waiting.push(extractor ? extractor.withFindings(rows, keepAt) : Promise.resolve([textsOf(rows)]));
      // Enough batches under way to keep the threads busy, and no more in memory.
      if (waiting.length > 4) yield* await waiting.shift()!;
    }
    for (const each of waiting) yield* await each;
  } finally {
    await extractor?.close();
  }
  if (unknown.size > 0) yield { kind: "unknown-members", names: [...unknown] };
  if (context.file?.isLastMember && tally && tally.actions > 0) {
    yield { kind: "rows", table: "archives", rows: [archiveRow(context, tally)], counted: false };
  }
}

async function firstBytes(member: Member): Promise<Uint8Array> {
  for await (const chunk of member.open()) return chunk;
  return new Uint8Array();
}

function readItems(
  items: readonly JsonItem[],
  fileName: string,
  unknown: Set<string>,
): { rows: readonly Row[]; rejected: readonly Batch[] } {
  const rows: Row[] = [];
  const rejected: Batch[] = [];
  for (const item of items) {
    if ("fault" in item) {
      rejected.push({
        kind: "rejected",
        rejected: { line: item.number, reason: item.fault, raw: item.rawText },
      });
      continue;
    }
    try {
      const found = rowOfRecord(item.value);
      for (const name of found.unknown) unknown.add(name);
      rows.push({ ...found.row, source_file: fileName, source_row: item.number });
    } catch (error) {
      if (!(error instanceof UnreadableRecord)) throw error;
      const raw = item.raw.toString("utf8", 0, 2000);
      rejected.push({
        kind: "rejected",
        rejected: { line: item.number, reason: `unreadable: ${error.message}`, raw },
      });
    }
  }
  return { rows, rejected };
}

async function* inBatches(pieces: AsyncIterable<readonly JsonItem[]>): AsyncIterable<readonly JsonItem[]> {
  let batch: JsonItem[] = [];
  for await (const items of pieces) {
    for (const item of items) {
      batch.push(item);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function textsOf(rows: readonly Row[]): Batch {
  return { kind: "rows", table: "texts", rows };
}

/** Threads that look for rejections and citations. One that dies is replaced, and only the text that killed it is lost. */
export class Extractor {
  private readonly threads: Thread<ExtractCalls>[] = [];
  private isClosed = false;

  /** `file` is what the threads run, of which there are `most`. */
  constructor(
    private readonly most: number,
    private readonly file: URL = threadFile(import.meta.url, "extractWorker.js"),
  ) {}

  /**
   * The texts, their sections filled where they came without, and the rows found in them; kept at a path, where one is
   * given, and taken from there if they are kept already.
   */
  async withFindings(rows: readonly Row[], keepAt: string | null): Promise<readonly Batch[]> {
    const covered = rows.filter(isCovered);
    const outcomes = covered.length > 0 ? await this.outcomesOf(covered, keepAt) : [];
    const found = new Map<Row, Extracted>();
    const flawed: Batch[] = [];
    outcomes.forEach((outcome, at) => {
      const row = covered[at]!;
      if ("failed" in outcome) {
        const reason = `extraction-failed: ${outcome.failed}`;
        const raw = `${row.document_id ?? row.record_id}`;
        flawed.push({ kind: "flawed", rejected: { line: Number(row.source_row ?? 0), reason, raw } });
      } else if (outcome.found) found.set(row, outcome.found);
    });
    const all = [...found.values()];
    // Of a single document somebody gave the code; those of an archive are the office's own.
    const notes = [...found].flatMap(([{ source }, { disagreement }]): Batch[] =>
      source === "document" && disagreement !== null ? [{ kind: "note", note: disagreement }] : [],
    );
    const batch = (
      table: "office_actions" | "rejections" | "citations" | "enriched_citations",
      some: Row[],
    ) => (some.length > 0 ? [{ kind: "rows" as const, table, rows: some, counted: false }] : []);
    return [
      textsOf(rows.map((row) => withSections(row, found.get(row)))),
      ...batch(
        "office_actions",
        all.map((each) => each.action),
      ),
      ...batch(
        "rejections",
        all.flatMap((each) => each.rejections),
      ),
      ...batch(
        "citations",
        all.flatMap((each) => each.citations),
      ),
      ...batch(
        "enriched_citations",
        all.flatMap((each) => each.enrichedCitations),
      ),
      ...notes,
      ...flawed,
    ];
  }

  private async outcomesOf(rows: readonly Row[], keepAt: string | null): Promise<readonly ExtractOutcome[]> {
    const thread = leastBusy(this.threads, this.most, () => this.begin());
    try {
      return await thread.call.extract(rows, keepAt);
    } catch (error) {
      if (!thread.hasEnded || this.isClosed) throw error;
      const place = this.threads.indexOf(thread);
      if (place >= 0) this.threads[place] = this.begin();
      return this.oneByOne(rows);
    }
  }

  /** In a thread where nothing else waits, so that no text is blamed for another. */
  private async oneByOne(rows: readonly Row[]): Promise<readonly ExtractOutcome[]> {
    const outcomes: ExtractOutcome[] = [];
    let thread = this.begin();
    try {
      for (const row of rows) {
        try {
          outcomes.push(...(await thread.call.extract([row], null)));
        } catch (error) {
          if (!thread.hasEnded) throw error;
          outcomes.push({ failed: `its thread died: ${(error as Error).message}` });
          thread = this.begin();
        }
      }
    } finally {
      await thread.close();
    }
    return outcomes;
  }

  private begin(): Thread<ExtractCalls> {
    return new Thread<ExtractCalls>(this.file, {});
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

/** What the API sent goes out as it came; other texts get the sections that we find, if they bring none. */
function withSections(row: Row, found: Extracted | undefined): Row {
  if (!found || row.source === "api") return row;
  const bringsSome = Object.keys(row).some((name) => /^section_.*_text$/.test(name) && row[name] !== null);
  return bringsSome ? row : { ...row, ...found.sections };
}

interface ArchiveTally {
  actions: number;
  first: string | null;
  last: string | null;
}

/** What is counted over all entries of a weekly archive; null for any other file. */
function tallyOf(context: ReadContext, archives: Map<string, ArchiveTally>): ArchiveTally | null {
  if (!context.file || !ARCHIVE_NAME.test(context.file.name)) return null;
  const known = archives.get(context.file.sha256);
  if (known) return known;
  const tally: ArchiveTally = { actions: 0, first: null, last: null };
  archives.set(context.file.sha256, tally);
  return tally;
}

function count(tally: ArchiveTally | null, row: Row): void {
  if (!tally) return;
  tally.actions++;
  const date = row.mail_date;
  if (typeof date !== "string") return;
  if (tally.first === null || date < tally.first) tally.first = date;
  if (tally.last === null || date > tally.last) tally.last = date;
}

function archiveRow(context: ReadContext, tally: ArchiveTally): Row {
  const { name, sha256, bytes } = context.file!;
  const sunday = ARCHIVE_NAME.exec(name)![1]!;
  return {
    record_id: createHash("md5")
      .update(JSON.stringify([name, sha256]))
      .digest("hex"),
    file_name: name,
    from_date: dayAfter(sunday, -6),
    to_date: sunday,
    first_mail_date: tally.first,
    last_mail_date: tally.last,
    action_count: tally.actions,
    file_size: bytes,
    sha256,
    download_path: `/bdr-oa-bulkdata/weekly/${name}`,
  };
}
