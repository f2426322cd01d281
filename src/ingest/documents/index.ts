import { ArtunitError } from "../../errors.js";
import { decodeText } from "./decode.js";
import { type OpenedDocument, readDocx } from "./docx.js";
import { kindOf, refuseByKind } from "./kinds.js";
import { textOfMarkup } from "./markup.js";
import { readPdf } from "./pdf.js";

export { decodeText } from "./decode.js";
export type { OpenedDocument } from "./docx.js";
export { type FileKind, kindOf, refuseByKind } from "./kinds.js";
export { isProse } from "./prose.js";

/**
 * Opens a document as a person has it on disk: a Word document (.docx, .docm), a PDF that holds its text, text,
 * Markdown, a saved web page, XML. The bytes decide, not the name, which is for messages. Throws `format-refused` for other
 * kinds, saying what to bring (PDFs of the file wrapper are page images), `format-unknown`, `file-unreadable` for what is
 * damaged and `file-hostile` beyond the caps.
 */
export async function openDocument(bytes: Uint8Array, name: string): Promise<OpenedDocument> {
  const kind = kindOf(bytes);
  refuseByKind(kind, name);
  if (kind === "pdf") return readPdf(bytes, name);
  if (kind === "word") return readDocx(bytes, name);
  if (/\.docx$/i.test(name) && kind === "text")
    throw new ArtunitError("file-unreadable", `${name} is damaged: it is no zip archive.`);
  const text = decodeText(bytes);
  const rest = { head: "", properties: new Map<string, string>(), remarks: [] };
  return kind === "html" || kind === "xml"
    ? { kind, text: textOfMarkup(text), ...rest }
    : { kind: "text", text, ...rest };
}

/** The text of a document; see `openDocument`. */
export async function readDocument(bytes: Uint8Array, name: string): Promise<string> {
  return (await openDocument(bytes, name)).text;
}
