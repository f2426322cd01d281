import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import type { Browser } from "playwright-core";
import { DRAWN } from "./vitals.js";

/** A file that a reader drops on the start page. */
export interface Dropped {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A real action of about twenty pages: 46,229 characters, where Word counts 13,308 on the six pages of the document in the corpora. */
const ACTION = "corpora/development/texts/14574014-CTNF-2016-05-11.txt";

/** The action as text and as a Word document. */
export function droppedFiles(): readonly Dropped[] {
  const text = readFileSync(ACTION, "utf8");
  return [
    { name: "action.txt", bytes: strToU8(text) },
    { name: "action.docx", bytes: wordDocument(text) },
  ];
}

/** The least that is read as a Word document: a paragraph for each line. */
function wordDocument(text: string): Uint8Array {
  const escaped = (line: string) => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const paragraphs = text
    .split("\n")
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`);
  const namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  return zipSync({
    "word/document.xml": strToU8(
      `<w:document xmlns:w="${namespace}"><w:body>${paragraphs.join("")}</w:body></w:document>`,
    ),
  });
}

/** Milliseconds from the drop of a file on a page until what the file says is drawn. */
export async function shownAfterDrop(
  url: string,
  { name, bytes }: Dropped,
  browser: Browser,
): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "load" });
    // As text: the types of a browser are not those of a program.
    const dataTransfer = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob("${Buffer.from(bytes).toString("base64")}"), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], "${name}"));
      return transfer;
    })()`);
    const began = performance.now();
    await page.dispatchEvent("main", "drop", { dataTransfer });
    await page.waitForURL(/\/read$/);
    await page.locator(".findings li").first().waitFor();
    await page.evaluate(DRAWN);
    const took = performance.now() - began;
    const title = await page.locator("h1").textContent();
    if (title !== `What ${name} says`) throw new Error(`The drop of ${name} led to "${title}".`);
    return took;
  } finally {
    await context.close();
  }
}
