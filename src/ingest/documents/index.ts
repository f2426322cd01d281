import { ArtunitError } from "../../errors.js";
import { readDocx } from "./docx.js";

/**
 * The text of an Office action as a person has it on disk: .docx, .txt, .md. The bytes decide, not the name.
 * A PDF is refused by name: those of the file wrapper are page images.
 */
export function readDocument(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b) return readDocx(bytes, name);
  if (first === 0xd0 && second === 0xcf) return readDocx(bytes, name);
  if (first === 0x25 && second === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46) {
    throw new ArtunitError(
      "format-refused",
      `${name} is a PDF. PDFs of the file wrapper hold page images, not text: bring the .docx, or text from character recognition.`,
    );
  }
  if (/\.docx$/i.test(name))
    throw new ArtunitError("file-unreadable", `${name} is damaged: it is no zip archive.`);
  return decodeText(bytes);
}

/** UTF-8 or UTF-16 by its mark; without one, UTF-8 if it is valid, else Windows-1252. */
function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** Node's small-ICU decoder reads 0x80-0x9F as control characters; the code page has quotes and dashes there. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]!);
}
