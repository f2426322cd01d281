import { type Unzipped, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { ArtunitError } from "../../errors.js";

/** Largest .docx file that is opened, and largest text part within it, in bytes. */
const LARGEST_DOCX = 64 * 1024 * 1024;
const LARGEST_PART = 256 * 1024 * 1024;

const BODY = "word/document.xml";

/**
 * The text of a .docx file: paragraphs as lines, deleted revisions left out, inserted ones kept. `name` is for messages.
 * Errors: `file-unreadable` (damaged), `format-refused` (encrypted, or the old .doc), `format-unknown` (another kind of
 * zip), `file-hostile` (over the caps).
 */
export function readDocx(bytes: Uint8Array, name: string): string {
  if (bytes.length > LARGEST_DOCX) {
    throw new ArtunitError("file-hostile", `${name} is larger than ${LARGEST_DOCX} bytes.`);
  }
  refuseCompoundFile(bytes, name);
  return paragraphsOf(bodyOf(bytes, name), name);
}

/** An encrypted .docx and a .doc are both OLE compound files; the name of a stream tells which. */
function refuseCompoundFile(bytes: Uint8Array, name: string): void {
  if (!(bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)) return;
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
  throw new ArtunitError(
    "format-refused",
    encrypted
      ? `${name} is encrypted with a password. Save it without one and try again.`
      : `${name} is an old Word document (.doc). Save it as .docx or text and try again.`,
  );
}

function bodyOf(bytes: Uint8Array, name: string): string {
  if (encryptedEntry(bytes)) {
    throw new ArtunitError(
      "format-refused",
      `${name} holds an encrypted entry. Save it without a password and try again.`,
    );
  }
  let parts: Unzipped;
  let tooLarge = false;
  try {
    parts = unzipSync(bytes, {
      filter: (entry) => {
        if (entry.name !== BODY) return false;
        tooLarge = entry.originalSize > LARGEST_PART;
        return !tooLarge;
      },
    });
  } catch (error) {
    throw new ArtunitError("file-unreadable", `${name} is damaged: ${(error as Error).message}.`);
  }
  if (tooLarge)
    throw new ArtunitError("file-hostile", `The text of ${name} is larger than ${LARGEST_PART} bytes.`);
  const body = parts[BODY];
  if (!body) throw new ArtunitError("format-unknown", `${name} is no Word document: it has no ${BODY}.`);
  return new TextDecoder().decode(body);
}

/** Bit 0 of the general flags of the first entry (APPNOTE.TXT 4.4.4), in an archive that has its end. */
function encryptedEntry(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return (
    file.indexOf("PK\u0003\u0004", 0, "latin1") === 0 &&
    ((bytes[6] ?? 0) & 1) === 1 &&
    file.lastIndexOf("PK\u0005\u0006", undefined, "latin1") > 0
  );
}

/** Elements whose content is no text of the document: deleted revisions, field codes, drawings' fallbacks. */
const SKIPPED = new Set([
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:delText",
  "mc:Fallback",
  "w:rPr",
  "w:pPr",
  "w:sectPr",
]);

function paragraphsOf(xml: string, name: string): string {
  const parser = new SaxesParser();
  const out: string[] = [];
  let skipping = 0;
  let inText = false;
  let failure: Error | null = null;
  parser.on("error", (error) => {
    failure ??= error;
  });
  parser.on("opentag", (tag) => {
    if (skipping > 0 || SKIPPED.has(tag.name)) {
      skipping++;
      return;
    }
    if (tag.name === "w:t") inText = true;
    else if (tag.name === "w:tab") out.push("\t");
    else if (tag.name === "w:br" || tag.name === "w:cr") out.push("\n");
    else if (tag.name === "w:noBreakHyphen") out.push("-");
  });
  parser.on("text", (text) => {
    if (inText && skipping === 0) out.push(text);
  });
  parser.on("closetag", (tag) => {
    if (skipping > 0) {
      skipping--;
      return;
    }
    if (tag.name === "w:t") inText = false;
    else if (tag.name === "w:p") out.push("\n");
    else if (tag.name === "w:tc") out.push("\t");
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    failure ??= error as Error;
  }
  if (failure) {
    throw new ArtunitError(
      "file-unreadable",
      `${name} is damaged: its ${BODY} is no well-formed XML (${(failure as Error).message.trim()}).`,
    );
  }
  return out.join("");
}
