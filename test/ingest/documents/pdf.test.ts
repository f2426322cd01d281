import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ArtunitError } from "../../../src/errors.js";
import { extract } from "../../../src/extract/index.js";
import { readActionFile } from "../../../src/families/office-actions/texts/document.js";
import { openDocument } from "../../../src/ingest/documents/index.js";
import { type PdfRun, textOfPages } from "../../../src/ingest/documents/pdfLines.js";
import { FONT, onePage, page, pdfOf, stream, written } from "./pdfs.js";

const CORPUS = "corpora/development/texts";
const keyOf = ({ rejections, citations, allowedClaims, objections }: ReturnType<typeof extract>) => ({
  rejections: rejections.map(({ ground, subsection, claims, references }) => ({
    ground,
    subsection,
    claims,
    references: references.map(({ normalized }) => normalized),
  })),
  citations: citations.map(({ normalized, context, claims }) => ({ normalized, context, claims })),
  allowedClaims,
  objections: objections.map(({ what, claims }) => ({ what, claims })),
});

describe("a PDF that holds its text", () => {
  test.each(["14574014-CTNF-2016-05-11", "14574014-NOA-2017-08-16"])(
    "says what the text says it was printed from: %s",
    async (name) => {
      const pdf = await readActionFile(readFileSync(`test/data/pdf/${name}.pdf`), `${name}.pdf`);
      const text = await readActionFile(readFileSync(`${CORPUS}/${name}.txt`), `${name}.txt`);
      expect(keyOf(extract(pdf.text, pdf.context))).toEqual(keyOf(extract(text.text, text.context)));
      expect(pdf.remarks).toEqual([]);
      // The running head is no part of the text, and tells what a Word document's does.
      expect(pdf.text).not.toContain("Application/Control");
      expect(pdf.known).toMatchObject({ applicationNumber: "14574014", artUnit: "3763" });
    },
  );

  test("is read around what is damaged in it, and a page without text is told", async () => {
    const bytes = pdfOf([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
      page("/Contents 5 0 R"),
      FONT,
      written("Claims 1-5 are rejected."),
      page(""),
    ]);
    const { text, remarks } = await openDocument(bytes, "a.pdf");
    expect(text).toBe("Claims 1-5 are rejected.\n");
    expect(remarks.join()).toMatch(/its page 2 holds no text/);
    const moved = Buffer.from(bytes.toString("latin1").replace(/startxref\n\d+/, "startxref\n7"), "latin1");
    expect((await openDocument(moved, "a.pdf")).text).toBe("Claims 1-5 are rejected.\n");
  });
});

async function refusal(bytes: Uint8Array): Promise<readonly [string, string]> {
  try {
    await openDocument(bytes, "a.pdf");
  } catch (error) {
    if (error instanceof ArtunitError) return [error.code, error.message];
    throw error;
  }
  return ["read", ""];
}

const whole = onePage(written("Claims 1-5 are rejected."));

describe("a PDF is refused in words", () => {
  test.each<[string, () => Uint8Array, string, RegExp]>([
    ["of page images", () => onePage(stream("")), "format-refused", /page images.*\.docx/],
    ["that is cut off", () => whole.subarray(0, 400), "file-unreadable", /has no end/],
    ["that holds nothing", () => Buffer.from("%PDF-1.7\n%%EOF\n"), "file-unreadable", /is damaged/],
    [
      "that is encrypted",
      () =>
        pdfOf(
          ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"],
          `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <${"ab".repeat(32)}> /U <${"cd".repeat(32)}> >>`,
        ),
      "format-refused",
      /encrypted with a password/,
    ],
    [
      "of 100 MB",
      () => Buffer.concat([whole, Buffer.alloc(100_000_000), whole]),
      "file-hostile",
      /is larger/,
    ],
    [
      "whose pages lead back to themselves",
      () => pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
      "file-unreadable",
      /is damaged/,
    ],
    [
      "of two thousand pages and one",
      () =>
        pdfOf([
          "<< /Type /Catalog /Pages 2 0 R >>",
          `<< /Type /Pages /Kids [${"3 0 R ".repeat(2001)}] /Count 2001 >>`,
          page("/Contents 5 0 R"),
          FONT,
          written("x"),
        ]),
      "file-hostile",
      /too long.*2001 pages/,
    ],
    [
      "that unpacks to gigabytes",
      () =>
        pdfOf([
          "<< /Type /Catalog /Pages 2 0 R >>",
          "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
          page(`/Contents [${"5 0 R ".repeat(40)}]`),
          FONT,
          stream(
            deflateSync(deflateSync(Buffer.alloc(64 * 1024 ** 2, " "))),
            "/Filter [/FlateDecode /FlateDecode]",
          ),
        ]),
      "file-hostile",
      /needs more memory/,
    ],
    [
      "that opens a million brackets",
      () => onePage(stream(`BT /F 12 Tf ${"[".repeat(1_000_000)}`)),
      "format-refused",
      /page images/,
    ],
  ])("%s", async (_, bytes, code, says) => {
    const began = performance.now();
    const [found, message] = await refusal(bytes());
    expect([found, message]).toEqual([code, expect.stringMatching(says)]);
    expect(performance.now() - began).toBeLessThan(25_000);
  });
});

const run = (text: string, x: number, y: number, width = text.length * 6): PdfRun => ({
  text,
  x,
  y,
  width,
  size: 12,
});

describe("runs of a page", () => {
  test.each<[string, readonly PdfRun[], string]>([
    [
      "come in reading order",
      [run("second line of the page", 0, 30, 300), run("line", 36, 10), run("first", 0, 10)],
      "first line\nsecond line of the page\n",
    ],
    ["stay words where they touch", [run("Cla", 0, 10, 18), run("ims", 18.2, 10)], "Claims\n"],
    [
      "are one line where one is raised",
      [run("1", 0, 10), run("st", 6, 6, 8), run("claim", 20, 10)],
      "1st claim\n",
    ],
    ["far apart are columns", [run("Number", 0, 10), run("Page 2", 300, 10)], "Number\tPage 2\n"],
    [
      "join to a paragraph where the page broke it, and a list over its hyphen",
      [run("Claims 1-", 0, 10, 300), run("5 are rejected.", 0, 24), run("Next", 0, 52), run("Last", 0, 66)],
      "Claims 1-5 are rejected.\n\nNext\nLast\n",
    ],
    [
      "turned on their side stand on their own",
      [run("text", 0, 10), run("stamp", 600, 400)],
      "text\nstamp\n",
    ],
  ])("%s", (_, runs, text) => {
    expect(textOfPages([runs]).text).toBe(text);
  });

  test("that come again on most pages are their head and foot", () => {
    const pages = [1, 2, 3].map((number) => [
      run("Art Unit: 3763", 0, 10),
      run(`Page ${number}`, 400, 10),
      run(`The text of page ${"abc"[number - 1]}.`, 0, 40),
      run(`- ${number} -`, 300, 780),
    ]);
    const { text, head } = textOfPages(pages);
    expect(text).toBe("The text of page a.\nThe text of page b.\nThe text of page c.\n");
    expect(head).toContain("Art Unit: 3763\tPage 1\n");
    expect(head).toContain("- 3 -\n");
  });
});
