import { ArtunitError } from "../../../errors.js";
import { decodeText, isProse, kindOf } from "../../../ingest/documents/index.js";
import type { Batch, Member, ReadContext, Reader, ReaderOptions } from "../../../ingest/reader.js";
import { notesOn, readActionFile, rowOfAction, type SaidOfAction } from "./document.js";
import { Extractor } from "./reader.js";
import { UnreadableRecord } from "./record.js";

/** The largest real action is far below; a larger file is no single document. */
const LARGEST = 64 * 1024 * 1024;

/** Reads single Office actions: Word documents, PDFs, texts, Markdown, saved web pages, XML; told by what is in them. */
export function documents(options: ReaderOptions): Reader {
  const said = saidOf(options);
  return {
    name: "documents",
    document: "an Office action",
    recognise: (member, head) =>
      looksLikeDocument(member.name, head, options.about !== undefined)
        ? // Papers are kept as they came, and told by their names; any other PDF may be an action.
          { kind: "Office action document", ...(kindOf(head) === "pdf" ? { yields: true as const } : {}) }
        : null,
    read: (member, context) => readMember(member, context, options, said),
    async identify(member) {
      const action = await openAction(member, said, options.about !== undefined);
      return action.text.trim() === "" ? null : String(rowOfAction(action).document_id);
    },
  };
}

function saidOf({ about = {} }: ReaderOptions): SaidOfAction {
  const { application, code, day } = about;
  return {
    ...(application === undefined ? {} : { applicationNumber: application }),
    ...(code === undefined ? {} : { documentCode: code }),
    ...(day === undefined ? {} : { mailDate: day }),
  };
}

/** A text under another name than .txt and .md, a web page and XML have to read like an action, unless someone says they are. */
function looksLikeDocument(name: string, head: Uint8Array, isSaid: boolean): boolean {
  const kind = kindOf(head);
  if (kind === "word" || kind === "pdf") return true;
  if (kind !== "text" && kind !== "html" && kind !== "xml") return false;
  const text = decodeText(head);
  if (text.includes("\0") || looksLikeTable(text)) return false;
  if (isSaid || READS_LIKE_AN_ACTION.test(text)) return true;
  // A text file beside the data (a read-me) is none of ours.
  return kind === "text" && /\.(?:txt|md)$/i.test(name) && SPEAKS_OF_PATENTS.test(text);
}

const READS_LIKE_AN_ACTION =
  /\bclaims?\b[^.]{0,200}\b(?:rejected|allow(?:ed|able)|objected\s+to|cancell?ed|restriction)\b|\bdetailed\s+action\b|application\/control\s+n|notice\s+of\s+allow/i;
const SPEAKS_OF_PATENTS = /\b(?:claims?|applicants?|examiner|patent)\b/i;

/** Tables and JSON come as .txt, too: a first line of names between commas, semicolons or tabs, or a bracket. */
function looksLikeTable(text: string): boolean {
  const [first = ""] = text
    .replace(/^\ufeff/, "")
    .trimStart()
    .split(/\r?\n/, 1);
  if (/^[[{]/.test(first)) return true;
  const cells = first.split(/[,;\t]/).map((cell) => cell.replace(/^"(.*)"$/, "$1"));
  const isName = (cell: string) => /^[\w.$]*$/.test(cell);
  if (isProse(text)) return false;
  // Programs number the lines in a column without a name, or put a blank behind the comma.
  return (
    cells.length > 1 &&
    (cells.every(isName) || (cells.length > 2 && cells.every((cell) => isName(cell.trim()))))
  );
}

/** A PDF is looked into only now: what stands beside the data is often one, and no action. */
async function openAction(member: Member, said: SaidOfAction, isSaid: boolean) {
  const bytes = await allBytes(member);
  const action = await readActionFile(bytes, member.name, said);
  if (isSaid || kindOf(bytes) !== "pdf" || READS_LIKE_AN_ACTION.test(action.text)) return action;
  throw new ArtunitError(
    "format-refused",
    `${member.name} is a PDF that does not read like an Office action. If it is one, say so: load it with --application N or --code CTNF.`,
  );
}

async function* readMember(
  member: Member,
  context: ReadContext,
  options: ReaderOptions,
  said: SaidOfAction,
): AsyncIterable<Batch> {
  const action = await openAction(member, said, options.about !== undefined);
  try {
    const row = { ...rowOfAction(action), source_file: context.fileName, source_row: 1 };
    if (!options.extracts) {
      yield { kind: "rows", table: "texts", rows: [row] };
      return;
    }
    const extractor = new Extractor(1);
    try {
      const batches = await extractor.withFindings([row], null);
      yield* batches;
      if (batches.some(({ kind }) => kind === "flawed")) return;
      const isExtracted = batches.some((batch) => batch.kind === "rows" && batch.table === "office_actions");
      for (const note of notesOn(action, isExtracted)) yield { kind: "note", note };
    } finally {
      await extractor.close();
    }
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    const rejected = { line: 1, reason: `unreadable: ${error.message}`, raw: action.text.slice(0, 2000) };
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
