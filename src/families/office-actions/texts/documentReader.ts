import { ArtunitError } from "../../../errors.js";
import { readDocument } from "../../../ingest/documents/index.js";
import type { Batch, Member, ReadContext, Reader, ReaderOptions } from "../../../ingest/load.js";
import { readDocumentText } from "./document.js";
import { Extractor } from "./reader.js";
import { UnreadableRecord } from "./record.js";

/** The largest real action is far below; a larger file is no single document. */
const LARGEST = 64 * 1024 * 1024;

/** Reads single Office actions: `.docx` of the file wrapper, `.txt`, `.md`. Refuses a PDF, saying what to bring. */
export function documents(options: ReaderOptions): Reader {
  return {
    name: "documents",
    isOneRecord: true,
    recognise: (member, head) =>
      looksLikeDocument(member.name, head) ? { kind: "Office action document" } : null,
    read: (member, context) => readMember(member, context, options),
  };
}

function looksLikeDocument(name: string, head: Uint8Array): boolean {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
  const isPdf = begins(0x25, 0x50, 0x44, 0x46);
  const isOldWord = begins(0xd0, 0xcf, 0x11, 0xe0);
  if (isPdf || isOldWord || /\.docx$/i.test(name)) return true;
  return /\.(?:txt|md)$/i.test(name) && !looksLikeTable(head) && speaksOfPatents(head);
}

/** A text file beside the data (a read-me) is none of ours. */
function speaksOfPatents(head: Uint8Array): boolean {
  return /\b(?:claims?|applicants?|examiner|patent)\b/i.test(Buffer.from(head).toString("latin1"));
}

/** Tables and JSON come as .txt, too: a first line of names between commas or tabs, or a bracket. */
function looksLikeTable(head: Uint8Array): boolean {
  const [first = ""] = Buffer.from(head).toString("latin1").trimStart().split(/\r?\n/, 1);
  return /^[[{]/.test(first) || /^"?\w+"?(?:[,\t]"?\w+"?)+$/.test(first.trim());
}

async function* readMember(
  member: Member,
  context: ReadContext,
  options: ReaderOptions,
): AsyncIterable<Batch> {
  const bytes = await allBytes(member);
  const text = readDocument(bytes, member.name);
  try {
    const row = { ...readDocumentText(text, member.name), source_file: context.fileName, source_row: 1 };
    if (!options.extracts) {
      yield { kind: "rows", table: "texts", rows: [row] };
      return;
    }
    const extractor = new Extractor(1);
    try {
      yield* await extractor.withFindings([row], null);
    } finally {
      await extractor.close();
    }
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    const rejected = { line: 1, reason: `unreadable: ${error.message}`, raw: text.slice(0, 2000) };
    yield { kind: "rejected", rejected };
  }
}

async function allBytes(member: Member): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of member.open()) {
    length += chunk.length;
    if (length > LARGEST) {
      throw new ArtunitError(
        "file-hostile",
        `${member.name} is larger than ${LARGEST} bytes, too large for one document.`,
      );
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
