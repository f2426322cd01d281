import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ArtunitError } from "../../../src/errors.js";
import { readDocument } from "../../../src/ingest/documents/index.js";

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function docx(body: string): Uint8Array {
  return zipSync({
    "word/document.xml": strToU8(
      `<?xml version="1.0"?><w:document ${WORD}><w:body>${body}</w:body></w:document>`,
    ),
  });
}

function refused(bytes: Uint8Array, name: string): string {
  try {
    readDocument(bytes, name);
  } catch (error) {
    return error instanceof ArtunitError ? error.code : String(error);
  }
  return "read";
}

describe("a .docx file", () => {
  test("gives its paragraphs as lines", () => {
    expect(
      readDocument(
        docx(
          '<w:p><w:r><w:t>Claims 1-5</w:t></w:r><w:r><w:t xml:space="preserve"> are</w:t></w:r></w:p><w:p><w:r><w:t>rejected</w:t></w:r></w:p>',
        ),
        "a.docx",
      ),
    ).toBe("Claims 1-5 are\nrejected\n");
  });

  test("leaves deleted revisions and field codes out and keeps inserted ones", () => {
    const body =
      "<w:p><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>rejected</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>";
    expect(readDocument(docx(body), "a.docx")).toBe("rejected\n");
  });

  test.each<[string, Uint8Array, string]>([
    ["cut off", docx("<w:p/>").slice(0, 60), "file-unreadable"],
    ["no zip at all", strToU8("hello"), "file-unreadable"],
    ["of broken XML", docx("<w:p><w:r>"), "file-unreadable"],
    ["another kind of zip", zipSync({ "a.txt": strToU8("x") }), "format-unknown"],
    [
      "encrypted",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, ...Buffer.from("EncryptedPackage", "utf16le")]),
      "format-refused",
    ],
    ["the old .doc", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), "format-refused"],
  ])("that is %s is refused by name", (_, bytes, code) => {
    expect(refused(bytes, "a.docx")).toBe(code);
  });

  test("cut off within an entry is damaged, whatever its flags say", () => {
    expect(refused(strToU8("PK\u0003\u0004 not really"), "a.docx")).toBe("file-unreadable");
  });

  test("with an encrypted entry is refused", () => {
    const bytes = docx("<w:p/>");
    bytes[6] = bytes[6]! | 1;
    expect(refused(bytes, "a.docx")).toBe("format-refused");
  });
});

describe("other documents", () => {
  test("a PDF is refused by name", () => {
    expect(refused(strToU8("%PDF-1.7"), "a.pdf")).toBe("format-refused");
  });

  test.each<[string, Uint8Array]>([
    ["UTF-8", new TextEncoder().encode("§ 103 – “Smith”")],
    ["UTF-16 with a mark", new Uint8Array([0xff, 0xfe, ...Buffer.from("§ 103 – “Smith”", "utf16le")])],
    [
      "Windows-1252",
      new Uint8Array([
        0xa7, 0x20, 0x31, 0x30, 0x33, 0x20, 0x96, 0x20, 0x93, 0x53, 0x6d, 0x69, 0x74, 0x68, 0x94,
      ]),
    ],
  ])("text in %s", (_, bytes) => {
    expect(readDocument(bytes, "a.txt")).toBe("§ 103 – “Smith”");
  });
});
