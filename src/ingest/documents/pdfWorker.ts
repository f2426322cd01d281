import { Worker } from "node:worker_threads";
import type { PdfAnswer } from "./pdf.js";
import { type PdfRun, textOfPages } from "./pdfLines.js";

/**
 * The process in which one PDF is read, from standard input to standard output, and which ends with it: whatever a PDF does to
 * its reader ends, too. Its arguments are how many bytes of memory and how many seconds it may take; a thread beside the
 * reading, which may not return for long, ends the process where it takes more, also where nobody waits for it any more.
 */
const [, , memory, seconds] = process.argv;
const MOST_PAGES = 2_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

new Worker(
  `const { workerData } = require("node:worker_threads");
  setInterval(() => {
    if (process.memoryUsage.rss() > workerData.memory || Date.now() > workerData.until) process.kill(process.pid, "SIGKILL");
  }, 20);`,
  { eval: true, workerData: { memory: Number(memory), until: Date.now() + Number(seconds) * 1000 } },
).unref();
// The library tells what it mends there; standard output is for the answer.
console.log = console.warn = () => {};

answer().then(
  (found) => process.stdout.write(JSON.stringify(found), () => process.exit(0)),
  () => process.exit(1),
);

async function answer(): Promise<PdfAnswer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  const bytes = Buffer.concat(chunks);
  try {
    return await read(bytes, true);
  } catch {
    // What is mended in reading may have lost something: that is said.
    try {
      const found = await read(bytes, false);
      return found.kind === "read" ? { ...found, isMended: true } : found;
    } catch (error) {
      const { name, message } = error as Error;
      return name === "PasswordException"
        ? { kind: "refused", why: "encrypted" }
        : { kind: "refused", why: "damaged", message };
    }
  }
}

async function read(bytes: Uint8Array, stopAtErrors: boolean): Promise<PdfAnswer> {
  const { getDocumentProxy } = await import("unpdf");
  // The library keeps what it is given for itself.
  const pdf = await getDocumentProxy(Uint8Array.from(bytes), { stopAtErrors, verbosity: 0 });
  if (pdf.numPages > MOST_PAGES) return { kind: "refused", why: "long", message: String(pdf.numPages) };
  const pages: PdfRun[][] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const runs = runsOf(await page.getTextContent(), page.getViewport({ scale: 1 }).transform);
    page.cleanup();
    for (const { text } of runs) characters += text.length;
    if (characters > MOST_CHARACTERS) return { kind: "refused", why: "long", message: String(number) };
    pages.push(runs);
  }
  return {
    kind: "read",
    ...textOfPages(pages),
    pages: pages.length,
    withoutText: pages.flatMap((runs, at) => (runs.some(({ text }) => text.trim() !== "") ? [] : [at + 1])),
    isMended: false,
  };
}

interface Content {
  readonly items: readonly object[];
}

/** Runs as they stand on the page as it is seen, turned or not. */
function runsOf({ items }: Content, view: readonly number[]): PdfRun[] {
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view;
  return (items as Partial<PdfItem>[]).flatMap(({ str, transform, width = 0 }) => {
    if (!str || !transform) return [];
    const [, , c = 0, d = 0, x = 0, y = 0] = transform;
    const size = Math.hypot(c, d) || 1;
    return [{ text: str, x: va * x + vc * y + ve, y: vb * x + vd * y + vf, width, size }];
  });
}

interface PdfItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}
