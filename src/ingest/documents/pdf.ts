import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ArtunitError } from "../../errors.js";
import { threadFile } from "../../threads/threads.js";
import type { OpenedDocument } from "./docx.js";

/** What the process says that read a PDF. */
export type PdfAnswer =
  | {
      readonly kind: "read";
      readonly text: string;
      readonly head: string;
      readonly pages: number;
      /** Numbers of pages that hold no text. */
      readonly withoutText: readonly number[];
      /** Something in it was damaged, and read around. */
      readonly isMended: boolean;
    }
  | {
      readonly kind: "refused";
      readonly why: "encrypted" | "damaged" | "long";
      readonly message?: string;
    };

/** Ceilings of a PDF: its file, and what its reading may take. */
const PDF_CAPS = { bytes: 64 * 1024 * 1024, seconds: 20, memory: 512 * 1024 * 1024, heap: 256 };

/** Far more than the text that is read at most. */
const LONGEST_ANSWER = 128 * 1024 * 1024;

/**
 * A PDF with a text layer: its lines in reading order, joined to paragraphs, what stands alike at the head or foot of its pages
 * apart. It is read in a process of its own, which ends with it. `name` is for messages.
 * Errors: `format-refused` (page images, encrypted), `file-unreadable` (damaged, cut off), `file-hostile` (over the caps).
 */
export async function readPdf(bytes: Uint8Array, name: string): Promise<OpenedDocument> {
  if (bytes.length > PDF_CAPS.bytes)
    throw new ArtunitError("file-hostile", `${name} is larger than ${PDF_CAPS.bytes} bytes.`);
  if (!hasEnd(bytes))
    throw new ArtunitError(
      "file-unreadable",
      `${name} is damaged: it has no end, as a PDF does that was cut off. Fetch it again.`,
    );
  const found = await askProcess(bytes, name);
  if (found.kind === "refused") throw refusal(found, name);
  if (found.withoutText.length === found.pages)
    throw new ArtunitError(
      "format-refused",
      `${name} is a PDF of page images: none of its pages (${found.pages}) holds text, as in PDFs of the file wrapper. Bring the .docx, or text from character recognition.`,
    );
  return {
    kind: "pdf",
    text: found.text,
    head: found.head,
    properties: new Map(),
    remarks: remarksOn(found),
  };
}

function remarksOn({ withoutText, isMended }: PdfAnswer & { readonly kind: "read" }): readonly string[] {
  const [first, ...rest] = withoutText;
  return [
    ...(first === undefined
      ? []
      : [
          rest.length === 0
            ? `its page ${first} holds no text, perhaps an image of it, and was not read`
            : `its pages ${withoutText.join(", ")} hold no text, perhaps images of it, and were not read`,
        ]),
    ...(isMended
      ? ["it is damaged in places; what could be read was read, and something may be missing"]
      : []),
  ];
}

/** "%%EOF" stands at the end, but for blanks and what some programs leave behind it (ISO 32000-1, 7.5.5). */
function hasEnd(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(-2048);
  return end.includes("%%EOF");
}

function askProcess(bytes: Uint8Array, name: string): Promise<PdfAnswer> {
  const { seconds, memory, heap } = PDF_CAPS;
  const { PATH, SystemRoot } = process.env;
  const worker = fileURLToPath(threadFile(import.meta.url, "pdfWorker.js"));
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heap}`, worker, String(memory), String(seconds + 1)],
    {
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...(PATH ? { PATH } : {}), ...(SystemRoot ? { SystemRoot } : {}) },
    },
  );
  return new Promise((resolve, reject) => {
    const end = (why: string) => {
      child.kill("SIGKILL");
      reject(new ArtunitError("file-hostile", `${name} ${why}. Bring it as .docx, or its text.`));
    };
    const timer = setTimeout(
      () => end(`takes longer to read than ${seconds} s, too long for a PDF`),
      seconds * 1000,
    );
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > LONGEST_ANSWER) end("holds more text than is read of one document");
      else chunks.push(chunk);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as PdfAnswer);
      else end(`needs more memory to be read than ${memory / 1024 ** 2} MB, too much for a PDF`);
    });
    // Where it ended before it took everything, its end is told above.
    child.stdin.on("error", () => {});
    child.stdin.end(bytes);
  });
}

function refusal(
  { why, message = "" }: PdfAnswer & { readonly kind: "refused" },
  name: string,
): ArtunitError {
  switch (why) {
    case "encrypted":
      return new ArtunitError(
        "format-refused",
        `${name} is a PDF that is encrypted with a password. Save it without one and try again.`,
      );
    case "damaged":
      return new ArtunitError("file-unreadable", `${name} is damaged: ${message.replace(/\.$/, "")}.`);
    case "long":
      return new ArtunitError(
        "file-hostile",
        `${name} is too long: it has ${message} pages, or more text than is read of one document.`,
      );
  }
}
