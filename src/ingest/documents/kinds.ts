import { ArtunitError } from "../../errors.js";
import { decodeText } from "./decode.js";

/** What a file is that might be a document, or was taken for one. */
export type FileKind = "word" | "pdf" | "html" | "xml" | "text" | RefusedKind;

/** A kind that is refused by name: what it is, and what to bring instead. */
type RefusedKind = keyof typeof REFUSED;

const REFUSED = {
  rtf: ["Rich Text (RTF), which is not read", "Save it as .docx or as text and try again"],
  "old-word": ["an old Word document (.doc)", "Save it as .docx or text and try again"],
  "old-excel": ["an old Excel workbook (.xls)", "Save its sheet as CSV and try again"],
  "old-powerpoint": ["an old PowerPoint file (.ppt)", "Bring it as .docx, or its text"],
  message: ["an Outlook message (.msg)", "Bring what is attached to it as a file of its own"],
  encrypted: ["encrypted with a password", "Save it without one and try again"],
  excel: ["an Excel workbook (.xlsx)", "Save its sheet as CSV and try again"],
  powerpoint: ["a PowerPoint file (.pptx)", "Bring it as .docx, or its text"],
  "open-document": [
    "an OpenDocument file (.odt, .ods)",
    "Save a text as .docx or as text, a sheet as CSV, and try again",
  ],
  "word-xml": ["a Word document saved as XML", "Save it as .docx or text and try again"],
  "web-archive": [
    "a mail or a web archive (MIME)",
    "Save it as text, or bring the file that is attached to it",
  ],
  image: ["an image", "Bring it as .docx, or text from character recognition"],
  packed: ["packed by a program other than zip or gzip", "Unpack it and load what is in it"],
  database: ["a database file (SQLite)", "Write its tables as CSV and load those"],
} as const satisfies Readonly<Record<string, readonly [is: string, remedy: string]>>;

/** First bytes, as Latin-1, of kinds that begin with them. */
const BEGINNINGS: readonly (readonly [begins: string, kind: FileKind])[] = [
  ["%PDF", "pdf"],
  ["{\\rtf", "rtf"],
  ["\x89PNG", "image"],
  ["\xff\xd8\xff", "image"],
  ["GIF8", "image"],
  ["II*\0", "image"],
  ["MM\0*", "image"],
  ["7z\xbc\xaf\x27\x1c", "packed"],
  ["Rar!", "packed"],
  ["BZh", "packed"],
  ["\xfd7zXZ", "packed"],
  ["\x28\xb5\x2f\xfd", "packed"],
  ["SQLite format 3\0", "database"],
];

/**
 * Tells by its first bytes what a file is; `text` for what is none of the others. A zip is a Word document unless its
 * entries say otherwise: only packages of Office programs come here as files.
 */
export function kindOf(head: Uint8Array): FileKind {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");
  for (const [begins, kind] of BEGINNINGS) if (bytes.startsWith(begins)) return kind;
  if (bytes.slice(257, 262) === "ustar") return "packed";
  if (bytes.startsWith("\xd0\xcf\x11\xe0")) return kindOfCompound(head);
  if (bytes.startsWith("PK")) return kindOfPackage(bytes);
  return kindOfText(decodeText(head));
}

/** Old Office files are compound files; the name of a stream in them, in UTF-16, tells which. */
function kindOfCompound(head: Uint8Array): FileKind {
  const file = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const has = (name: string) => file.includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) return "encrypted";
  if (has("__substg1.0_")) return "message";
  if (has("WordDocument")) return "old-word";
  if (has("Workbook") || has("Book\0")) return "old-excel";
  return has("PowerPoint Document") ? "old-powerpoint" : "old-word";
}

/** Names of entries stand before them, unpacked. */
function kindOfPackage(bytes: string): FileKind {
  if (bytes.slice(30, 100).startsWith("mimetypeapplication/vnd.oasis.opendocument")) return "open-document";
  const entries = bytes.split("PK\x03\x04").map((entry) => entry.slice(26));
  const holds = (part: string) => entries.some((name) => name.startsWith(`${part}/`));
  if (holds("word")) return "word";
  if (holds("xl")) return "excel";
  return holds("ppt") ? "powerpoint" : "word";
}

const HTML =
  /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|style|meta|title)\b/i;
const FRAGMENT = /^<(?:div|p|table|h[1-6]|span|article|section|main|center|font|ul|ol|pre)\b[^>]*>/i;

function kindOfText(text: string): FileKind {
  const begin = text.replace(/^\ufeff/, "").trimStart();
  if (/^(?:MIME-Version|Received|Return-Path|From|Message-ID):[^\n]*\n(?:[\w-]+:|\s)/i.test(begin))
    return "web-archive";
  if (!begin.startsWith("<")) return "text";
  if (HTML.test(begin)) return "html";
  const isXml = /^<\?xml\b/.test(begin);
  if (
    isXml &&
    /<\?mso-application\s+progid="Word|<pkg:package\b|<w:wordDocument\b/.test(begin.slice(0, 4000))
  )
    return "word-xml";
  if (FRAGMENT.test(begin) && /<\/\w+>\s*$/.test(begin)) return "html";
  return isXml || /^<[A-Za-z_][\w:.-]*(?:\s[^<>]*)?>[\s\S]*<\/[\w:.-]+>/.test(begin) ? "xml" : "text";
}

/** Throws `format-refused` for a kind that is not read, saying what it is and what to bring. */
export function refuseByKind(kind: FileKind, name: string): void {
  if (!(kind in REFUSED)) return;
  const [is, remedy] = REFUSED[kind as RefusedKind];
  throw new ArtunitError("format-refused", `${name} is ${is}. ${remedy}.`);
}
