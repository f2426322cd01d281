import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ArtunitError } from "../../../src/errors.js";
import { kindOf, openDocument, readDocument } from "../../../src/ingest/documents/index.js";

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function docx(body: string): Uint8Array {
  return zipSync({
    "word/document.xml": strToU8(
      `<?xml version="1.0"?><w:document ${WORD}><w:body>${body}</w:body></w:document>`,
    ),
  });
}

async function refused(bytes: Uint8Array, name: string): Promise<string> {
  try {
    await readDocument(bytes, name);
  } catch (error) {
    return error instanceof ArtunitError ? error.code : String(error);
  }
  return "read";
}

describe("a .docx file", () => {
  test("gives its paragraphs as lines", async () => {
    expect(
      await readDocument(
        docx(
          '<w:p><w:r><w:t>Claims 1-5</w:t></w:r><w:r><w:t xml:space="preserve"> are</w:t></w:r></w:p><w:p><w:r><w:t>rejected</w:t></w:r></w:p>',
        ),
        "a.docx",
      ),
    ).toBe("Claims 1-5 are\nrejected\n");
  });

  test("leaves deleted revisions and field codes out and keeps inserted ones", async () => {
    const body =
      "<w:p><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>rejected</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>";
    expect(await readDocument(docx(body), "a.docx")).toBe("rejected\n");
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
  ])("that is %s is refused by name", async (_, bytes, code) => {
    expect(await refused(bytes, "a.docx")).toBe(code);
  });

  test("cut off within an entry is damaged, whatever its flags say", async () => {
    expect(await refused(strToU8("PK\u0003\u0004 not really"), "a.docx")).toBe("file-unreadable");
  });

  test("with an encrypted entry is refused", async () => {
    const bytes = docx("<w:p/>");
    bytes[6] = bytes[6]! | 1;
    expect(await refused(bytes, "a.docx")).toBe("format-refused");
  });
});

const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function relations(...all: readonly (readonly [type: string, target: string])[]): Uint8Array {
  const each = all.map(
    ([type, target], at) => `<Relationship Id="r${at}" Type="${type}" Target="${target}"/>`,
  );
  return strToU8(`<Relationships xmlns="${RELATIONSHIPS}">${each.join("")}</Relationships>`);
}

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const body = (text: string) =>
  strToU8(`<w:document ${WORD}><w:body>${paragraph(text)}</w:body></w:document>`);
const header = (text: string) => strToU8(`<w:hdr ${WORD}>${paragraph(text)}</w:hdr>`);

describe("the parts of a Word document", () => {
  test.each<[string, string, string]>([
    ["beside the usual place", "word/document2.xml", `${OFFICE}/officeDocument`],
    ["by an absolute target", "/word/document2.xml", `${OFFICE}/officeDocument`],
    [
      "as strict documents say it",
      "word/document2.xml",
      "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    ],
  ])("are found by its relationships: %s", async (_, target, type) => {
    const bytes = zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "_rels/.rels": relations([type, target]),
      "word/document2.xml": body("Claims 1-5 are rejected."),
      "word/_rels/document2.xml.rels": relations([`${OFFICE}/header`, "heads/first.xml"]),
      "word/heads/first.xml": header("Art Unit: 3763"),
      "word/header9.xml": header("not of this document"),
    });
    expect(await openDocument(bytes, "a.docx")).toMatchObject({
      text: "Claims 1-5 are rejected.\n",
      head: "Art Unit: 3763\n",
    });
  });

  test("include its custom properties and heads where no relationship leads to them", async () => {
    const bytes = zipSync({
      "word/document.xml": body("x"),
      "word/header1.xml": header("Application/Control Number: 14/574,014"),
      "docProps/custom.xml": strToU8(
        '<Properties><property pid="2" name="AppNum"><vt:lpwstr>14574014</vt:lpwstr></property><property name="A &amp; B"><vt:lpwstr>&lt;x&gt;</vt:lpwstr></property></Properties>',
      ),
    });
    const { head, properties } = await openDocument(bytes, "a");
    expect(head).toBe("Application/Control Number: 14/574,014\n");
    expect([...properties]).toEqual([
      ["AppNum", "14574014"],
      ["A & B", "<x>"],
    ]);
  });

  test("that unpack to a bomb are refused", async () => {
    const bytes = zipSync({ "word/document.xml": body("a".repeat(8 * 1024 * 1024)) });
    expect(await refused(bytes, "a.docx")).toBe("file-hostile");
  });
});

test.each<[string, string | Uint8Array, string, RegExp]>([
  [
    "an Excel workbook",
    zipSync({ "[Content_Types].xml": strToU8("<T/>"), "xl/workbook.xml": strToU8("<w/>") }),
    "excel",
    /Excel.*CSV/,
  ],
  [
    "slides",
    zipSync({ "[Content_Types].xml": strToU8("<T/>"), "ppt/presentation.xml": strToU8("<w/>") }),
    "powerpoint",
    /PowerPoint/,
  ],
  [
    "OpenDocument",
    zipSync({ mimetype: [strToU8("application/vnd.oasis.opendocument.text"), { level: 0 }] }),
    "open-document",
    /OpenDocument/,
  ],
  ["Rich Text", "{\\rtf1\\ansi Claims 1-5 are rejected.}", "rtf", /Rich Text.*\.docx/],
  ["a picture", "\u0089PNG\r\n", "image", /image.*character recognition/],
  [
    "an old workbook",
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from("Workbook", "utf16le")]),
    "old-excel",
    /\.xls.*CSV/,
  ],
  [
    "a message",
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from("__substg1.0_", "utf16le")]),
    "message",
    /Outlook/,
  ],
  ["a saved mail", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "web-archive", /MIME/],
  [
    "Word's XML",
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>',
    "word-xml",
    /saved as XML/,
  ],
  ["7-Zip", "7z\u00bc\u00af'\u001c", "packed", /Unpack/],
])("%s is known by its content and refused by name", async (_, content, kind, says) => {
  const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
  expect(kindOf(bytes)).toBe(kind);
  // Whatever the file is called.
  for (const name of ["a.txt", "a.docx", "a.csv.zip", "a"])
    await expect(readDocument(bytes, name)).rejects.toThrow(says);
});

test.each([
  [
    "a web page",
    "<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body><p>Claims 1&ndash;5</p><p>are&nbsp;rejected.<br>Yes</p></body></html>",
    "html",
    "Claims 1–5\n\nare\u00a0rejected.\n\nYes",
  ],
  ["a piece of one", "<div>Claims 1-5 are <b>rejected</b>.</div>", "html", "Claims 1-5 are rejected."],
  [
    "XHTML",
    '<?xml version="1.0"?>\n<html xmlns="x"><body>a &#167; b &#x2019;</body></html>',
    "html",
    "a § b ’",
  ],
  [
    "XML",
    '<?xml version="1.0"?><oa:Action><oa:P>Claim 1 is <oa:b>rejected</oa:b>.</oa:P></oa:Action>',
    "xml",
    "Claim 1 is rejected.",
  ],
  ["text", "If x < y, claim 1 is rejected.", "text", "If x < y, claim 1 is rejected."],
  ["text that begins with a mark", "<1> Claims 1-5 are rejected.", "text", "<1> Claims 1-5 are rejected."],
])("%s is known by its content and read as text", async (_, content, kind, text) => {
  const bytes = Buffer.from(content);
  expect(kindOf(bytes)).toBe(kind);
  expect(await readDocument(bytes, "a.rtf")).toBe(text);
  if (kind !== "text") expect(await readDocument(bytes, "a.docx")).toBe(text);
});

describe("other documents", () => {
  test.each<[string, Uint8Array]>([
    ["UTF-8", new TextEncoder().encode("§ 103 – “Smith”")],
    ["UTF-16 with a mark", new Uint8Array([0xff, 0xfe, ...Buffer.from("§ 103 – “Smith”", "utf16le")])],
    [
      "Windows-1252",
      new Uint8Array([
        0xa7, 0x20, 0x31, 0x30, 0x33, 0x20, 0x96, 0x20, 0x93, 0x53, 0x6d, 0x69, 0x74, 0x68, 0x94,
      ]),
    ],
  ])("text in %s", async (_, bytes) => {
    expect(await readDocument(bytes, "a.txt")).toBe("§ 103 – “Smith”");
  });
});
