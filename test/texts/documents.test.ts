import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { notesOn, readActionFile, readFileName } from "../../src/families/office-actions/texts/document.js";
import { documents } from "../../src/families/office-actions/texts/documentReader.js";
import type { AboutDocument } from "../../src/ingest/reader.js";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { type LoadReport, load } from "../../src/load/load.js";
import { openSnapshotStore } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { onePage, written } from "../ingest/documents/pdfs.js";
import { shapeOf } from "../shapes.js";

const WORD = fileURLToPath(
  new URL("../../corpora/development/texts/full-19182905-CTFR-2025-12-10.docx", import.meta.url),
);
const PAGE = fileURLToPath(
  new URL("../data/recorded/oa_rejections-v2/odp-docs-sample-app-14832202.json", import.meta.url),
);
const root = mkdtempSync(join(tmpdir(), "artunit-documents-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Given {
  readonly about?: AboutDocument;
  readonly removes?: readonly string[];
}

function loadInto(data: string, paths: readonly string[], given: Given = {}): Promise<LoadReport> {
  return load({ data, installation: INSTALLATION, paths, artunitVersion: "0", ...given });
}

function emptyFolder(): string {
  return mkdtempSync(join(root, "data-"));
}

function fileWith(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(root, "files-"));
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function wordNamed(name: string): string {
  return fileWith(name, readFileSync(WORD));
}

/** All records of a dataset, with what the caller asks of each. */
async function recordsOf(data: string, key: string, version: string): Promise<Record<string, unknown>[]> {
  const store = await openSnapshotStore(places.snapshot(data, currentId(data)!), INSTALLATION);
  try {
    const dataset = findDataset(key, version);
    const page = await store.page({
      dataset,
      shape: shapeOf(dataset, "native"),
      predicate: { kind: "everything" },
      rows: Number.POSITIVE_INFINITY,
    });
    const records: Record<string, unknown>[] = [];
    for await (const batch of page.records) records.push(...batch.map((each) => JSON.parse(each)));
    return records;
  } finally {
    await store.close();
  }
}

const notesOf = (report: LoadReport) => report.notes.map(({ note }) => note).join("\n");

const LETTER = `Application/Control Number: 14/574,014
Art Unit: 3763

Claims 1-5 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,992,580).
`;

describe("A Word document of the file wrapper", () => {
  test("is known by its head and its properties, whatever its file is called", async () => {
    const data = emptyFolder();
    const report = await loadInto(data, [wordNamed("action")]);
    expect(report.refused).toEqual([]);
    expect(await recordsOf(data, "oa_actions", "v1")).toMatchObject([
      {
        patentApplicationNumber: "19182905",
        groupArtUnitNumber: 1633,
        inventionTitle: "Amniotic Membrane Method of Use",
        filingDate: "2025-04-18",
        examinerEmployeeNumber: "80382",
      },
    ]);
    expect(await recordsOf(data, "oa_rejections", "v2")).toHaveLength(3);
  });

  test.each<[string, (parts: Record<string, Uint8Array>) => Record<string, Uint8Array>]>([
    ["without properties, by its head", ({ "docProps/custom.xml": _, ...rest }) => rest],
    ["without a head, by its properties", ({ "word/header1.xml": _, ...rest }) => rest],
    [
      "that names its number as it is printed",
      (parts) => ({
        ...parts,
        "word/header1.xml": strToU8("<w:hdr/>"),
        "docProps/custom.xml": strToU8(
          '<Properties><property name="FormattedApplicationNumber"><vt:lpwstr>19/182,905</vt:lpwstr></property></Properties>',
        ),
      }),
    ],
  ])("%s", async (_, changed) => {
    const bytes = zipSync(changed(unzipSync(readFileSync(WORD))));
    expect((await readActionFile(bytes, "a.docx")).known.applicationNumber).toBe("19182905");
  });

  test("tells extraction what the USPTO knows", async () => {
    expect((await readActionFile(readFileSync(WORD), "a.docx")).context).toEqual({
      applicationNumber: "19182905",
      filingDate: "2025-04-18",
      aia: "post",
    });
  });
});

test.each([
  ["14574014-CTFR-2016-11-18.txt", "14574014", "CTFR", "2016-11-18"],
  ["2016-11-18 US14574014 ctnf.docx", "14574014", "CTNF", "2016-11-18"],
  ["14574014_20161118_noa.txt", "14574014", "NOA", "2016-11-18"],
  ["20161118.txt", null, null, "2016-11-18"],
  ["action.docx", null, null, null],
])("The name %s tells application, code and date", (name, applicationNumber, documentCode, mailDate) => {
  expect(readFileName(name)).toEqual({ applicationNumber, documentCode, mailDate });
});

test.each([
  ["Application No. 14/574,014", "14574014"],
  ["Serial Number: 08/123,456", "08123456"],
  ["Application/Control Number: 14/574,014      Page 2", "14574014"],
  ["Application/Control Number: 14574014", "14574014"],
  ["Application/Control Number: 14/ 574,014", "14574014"],
  ["Application No. 14574014", "14574014"],
  ["Application No. 145740143", null],
  ["Claims 1-2 conflict with claims of copending Application No. 15/000,001.", null],
])("A letter headed %s is about %s", async (head, number) => {
  const text = `${head}\n\nClaim 1 is rejected.\n`;
  expect((await readActionFile(Buffer.from(text), "a.txt")).known.applicationNumber).toBe(number);
});

describe("A document that loads without its rejections says so, and how to mend it", () => {
  test.each<[string, string, string, RegExp]>([
    [
      "without a code",
      "a.txt",
      LETTER,
      /1 rejection was found.*whether it is a CTNF or a CTFR.*--code CTNF --mailed/,
    ],
    [
      "without an application",
      "CTNF-2016-05-11.txt",
      LETTER.replace(/^Application.*\n/, ""),
      /1 rejection was found.*which application.*--application N/,
    ],
    [
      "without either",
      "a.txt",
      LETTER.replace(/^Application.*\n/, ""),
      /which application .* and whether it is/,
    ],
    ["of another kind", "14574014-NOA-2016-05-11.txt", LETTER, /1 rejection was found.*said to be NOA/],
    [
      "that is none",
      "a.txt",
      "The patent was nice, and it rained all day.\n",
      /may be no Office action.*artunit remove/,
    ],
    [
      "of the applicant",
      "a.txt",
      `REMARKS\nIn response to the Office Action mailed May 3, applicant respectfully traverses the rejection. ${LETTER.replace(/^.*detailed action.*\n/im, "")}`,
      /^it may be no Office action: it reads like an applicant's reply; `artunit remove`[^;]*$/,
    ],
    [
      "of the applicant, named as an action",
      "14574014-CTNF.txt",
      "REMARKS\nIn response to the Office Action mailed May 3, applicant respectfully traverses the rejection of claim 1.\n",
      /reads like an applicant's reply and not like the CTNF/,
    ],
    ["without a date", "14574014-CTNF.txt", LETTER, /when it was mailed.*--mailed/],
    [
      "named for another",
      "15000001-CTNF-2016-05-11.txt",
      LETTER,
      /itself names application 14574014.*says 15000001, which is taken/,
    ],
  ])("%s", async (_, name, text, says) => {
    const isExtracted = name === "14574014-CTNF.txt" || name.startsWith("15");
    expect(notesOn(await readActionFile(Buffer.from(text), name), isExtracted).join("\n")).toMatch(says);
  });

  test("to whoever loads it, and nothing where there is nothing to say", async () => {
    const report = await loadInto(emptyFolder(), [
      fileWith("a.txt", LETTER),
      fileWith("14574014-CTNF-2016-05-11.txt", LETTER.replace("1-5", "1-6")),
    ]);
    expect(report.notes).toHaveLength(1);
    expect(report.notes[0]).toMatchObject({ file: "a.txt", note: expect.stringContaining("--code CTNF") });
  });
});

describe("Prose is told from a table", () => {
  test.each([
    ["notes.txt", "It rained all day, and we, as ever, went out.\nThe dog barked.\n"],
    ["notes.md", "# Notes\n\nSome text; more text\n"],
    ["notes", "Hello\n\nThis is prose without a comma.\n"],
  ])("%s is refused as a text", async (name, text) => {
    const { refused } = await loadInto(emptyFolder(), [fileWith(name, text)]);
    expect(refused.map(({ error }) => error.message)).toEqual([
      expect.stringContaining(`${name} is a text and no table`),
    ]);
  });
  test.each([
    ["a.txt", "Remarks, Claims, Fees\n\nThe applicant thanks the examiner for the claims.\n"],
    ["a.md", "Smith, Jones, Brown\nwent out for lunch. The claims were not discussed there.\n"],
  ])("%s that speaks of patents is read", async (name, text) => {
    const { refused, notes } = await loadInto(emptyFolder(), [fileWith(name, text)]);
    expect(refused).toEqual([]);
    expect(notes[0]!.note).toMatch(/may be no Office action/);
  });
  test("a table stays one, whatever its cells say", async () => {
    const { refused } = await loadInto(emptyFolder(), [
      fileWith("a.txt", "patent, claims, day\n1, Claims 1-3 are rejected., 2\n"),
    ]);
    expect(refused.map(({ error }) => error.message)).toEqual([
      expect.stringContaining("its first row is patent"),
    ]);
  });
});

const FINAL = `${LETTER}\nTHIS ACTION IS MADE FINAL.\n\nAny inquiry should be directed to the examiner.\n`;

describe("A document whose code its text contradicts says so", () => {
  test.each<[string, string, Given, RegExp]>([
    [
      "by its name",
      "14574014-CTNF-2016-05-11.txt",
      {},
      /code is CTNF, and the text says CTFR; the code is taken/,
    ],
    [
      "by an option",
      "a.txt",
      { about: { code: "CTNF", day: "2016-05-11" } },
      /code is CTNF, and the text says CTFR/,
    ],
    ["as a Word document", "14574014-CTNF-2016-05-11.docx", {}, /code is CTNF, and the text says CTFR/],
    ["which rejects nothing", "14574014-NOA-2016-05-11.md", {}, /code is NOA, and the text says CTNF/],
  ])("%s", async (_, name, given, says) => {
    const rejectsNothing =
      "This is a non-final Office action.\n\nAny inquiry should be directed to the examiner.\n";
    const text = name.includes("NOA") ? rejectsNothing : FINAL;
    const path = name.endsWith(".docx") ? wordNamed(name) : fileWith(name, text);
    const { notes } = await loadInto(emptyFolder(), [path], given);
    expect(notes.filter(({ note }) => says.test(note))).toHaveLength(1);
  });

  test.each([
    ["14574014-CTFR-2016-05-11.txt", FINAL],
    ["14574014-CTNF-2016-05-11.txt", LETTER],
  ])("and %s says nothing, because they agree or the text does not tell", async (name, text) => {
    expect((await loadInto(emptyFolder(), [fileWith(name, text)])).notes).toEqual([]);
  });
});

describe("What a person says of a document", () => {
  test("is taken before what its file says, and each difference is told", async () => {
    const said = { applicationNumber: "15000001", documentCode: "CTFR", mailDate: "2020-01-02" };
    const { known, remarks } = await readActionFile(
      Buffer.from(LETTER),
      "14574014-CTNF-2016-05-11.txt",
      said,
    );
    expect(known).toMatchObject(said);
    expect(remarks).toEqual([
      "the document itself names application 14574014, --application says 15000001, which is taken",
      "its file's name says CTNF, --code says CTFR, which is taken",
      "its file's name says 2016-05-11, --mailed says 2020-01-02, which is taken",
    ]);
  });

  test("goes before its name and its head", async () => {
    const data = emptyFolder();
    const about = { application: "15000001", code: "CTFR", day: "2020-01-02" };
    await loadInto(data, [fileWith("14574014-CTNF-2016-05-11.txt", LETTER)], { about });
    expect(await recordsOf(data, "oa_rejections", "v2")).toMatchObject([
      {
        patentApplicationNumber: "15000001",
        legacyDocumentCodeIdentifier: "CTFR",
        submissionDate: "2020-01-02",
      },
    ]);
  });

  test("makes a document of any text", async () => {
    const report = await loadInto(emptyFolder(), [fileWith("letter", "Dear applicant.\n")], {
      about: { application: "14574014", code: "CTNF" },
    });
    expect(report.files).toMatchObject([{ kind: "Office action document" }]);
  });

  test("is refused for several files, and for what is no document", async () => {
    const about = { code: "CTNF" };
    const [a, b] = [fileWith("a.txt", LETTER), fileWith("b.txt", `${LETTER}b`)];
    await expect(loadInto(emptyFolder(), [a, b], { about })).rejects.toMatchObject({ code: "bad-parameter" });
    const table = fileWith("cases.json", readFileSync(PAGE));
    const { refused } = await loadInto(emptyFolder(), [table], { about });
    expect(refused[0]?.error.message).toMatch(/--code.*one document/);
  });
});

describe("A document that is read anew", () => {
  test("under a name that says more replaces what was there", async () => {
    const data = emptyFolder();
    await loadInto(data, [wordNamed("action.docx")]);
    const again = await loadInto(data, [wordNamed("19182905-CTFR-2025-12-10.docx")]);
    expect(again.skipped).toEqual([]);
    expect(again.manifest?.files).toHaveLength(1);
    expect(await recordsOf(data, "oa_actions", "v1")).toMatchObject([{ submissionDate: "2025-12-10" }]);
    const rejections = await recordsOf(data, "oa_rejections", "v2");
    expect(rejections).toHaveLength(3);
    expect(rejections[0]).toMatchObject({ submissionDate: "2025-12-10" });
    // As if it had been loaded so at first.
    const fresh = emptyFolder();
    const whole = await loadInto(fresh, [wordNamed("19182905-CTFR-2025-12-10.docx")]);
    expect(again.manifest?.contentHash).toBe(whole.manifest?.contentHash);
  });

  test("with more said of it does, too", async () => {
    const data = emptyFolder();
    const path = fileWith("a.txt", LETTER);
    await loadInto(data, [path]);
    const about = { code: "CTNF", day: "2016-05-11" };
    await loadInto(data, [path], { about });
    expect((await loadInto(data, [path], { about })).skipped).toEqual([path]);
    const other = fileWith("b.txt", LETTER);
    expect((await loadInto(data, [other], { about })).skipped).toEqual([other]);
    expect(await recordsOf(data, "oa_rejections", "v2")).toMatchObject([{ submissionDate: "2016-05-11" }]);
    expect(await recordsOf(data, "oa_actions", "v1")).toHaveLength(1);
  });

  test("with a corrected text replaces what was found in it", async () => {
    const data = emptyFolder();
    await loadInto(data, [fileWith("14574014-CTNF-2016-05-11.txt", LETTER)]);
    const corrected = LETTER.replace("Claims 1-5", "Claims 1-6")
      .replace("103", "102")
      .replace("unpatentable over", "anticipated by");
    await loadInto(data, [fileWith("14574014-CTNF-2016-05-11.txt", corrected)]);
    expect(await recordsOf(data, "oa_rejections", "v2")).toMatchObject([{ legalSectionCode: "102" }]);
    expect(await recordsOf(data, "oa_actions", "v1")).toMatchObject([{ bodyText: corrected }]);
  });

  test("twice in one load is refused, and the load goes on", async () => {
    const report = await loadInto(emptyFolder(), [
      fileWith("14574014-CTNF-2016-05-11.txt", LETTER),
      fileWith("14574014-CTNF-2016-05-11.md", `${LETTER}\n`),
    ]);
    expect(report.files).toHaveLength(1);
    expect(report.refused[0]?.error.message).toMatch(/same document as 14574014-CTNF-2016-05-11\.txt/);
  });
});

describe("A document that is removed", () => {
  test("takes along what was found in it, leaves the others, and can be loaded again", async () => {
    const data = emptyFolder();
    const word = wordNamed("19182905-CTFR-2025-12-10.docx");
    const { manifest } = await loadInto(data, [word, fileWith("14574014-CTNF-2016-05-11.txt", LETTER)]);
    const [id] = manifest!.files.find(({ name }) => name.endsWith(".docx"))!.documents!;
    const after = await loadInto(data, [], { removes: [id!] });
    expect(after.manifest?.files).toMatchObject([{ name: "14574014-CTNF-2016-05-11.txt" }]);
    const only = { patentApplicationNumber: "14574014" };
    expect(await recordsOf(data, "oa_actions", "v1")).toMatchObject([only]);
    expect(await recordsOf(data, "oa_rejections", "v2")).toMatchObject([only]);
    const again = await loadInto(data, [word]);
    expect(again.manifest?.contentHash).toBe(manifest?.contentHash);
  });

  test("as the last one leaves an empty folder that loads", async () => {
    const data = emptyFolder();
    const { manifest } = await loadInto(data, [fileWith("14574014-CTNF-2016-05-11.txt", LETTER)]);
    await loadInto(data, [], { removes: manifest!.files[0]!.documents! });
    expect(await recordsOf(data, "oa_actions", "v1")).toEqual([]);
  });
});

test.each([
  ["a table that pandas wrote", ",id,bodyText,sections.summaryText\n0,a,Claims 1-5 are rejected.,x\n"],
  ["a table with quoted names", '"id";"text"\n1;Claims 1-5 are rejected.\n'],
  ["a table with blanks behind its commas", "id, kind, text\n1, a, Claims 1-5 are rejected.\n"],
  ["JSON", '[{"a":"Claims 1-5 are rejected."}]'],
])("%s is no document, though it speaks of rejected claims", (_, text) => {
  const reader = documents({ extracts: false, findings: null });
  const member = { name: "a.csv", bytes: null, path: null, open: () => Readable.from([]) };
  for (const name of ["a.csv", "a.txt", "a"])
    expect(reader.recognise({ ...member, name }, Buffer.from(text))).toBeNull();
});

test.each([
  "Smith, Jones and others: claims 1-5 are rejected.",
  "DETAILED ACTION\n\nClaims 1, 2; 3 are rejected.",
])("%j is one, whatever it is called", (text) => {
  const member = { name: "letter", bytes: null, path: null, open: () => Readable.from([]) };
  expect(documents({ extracts: false, findings: null }).recognise(member, Buffer.from(text))).not.toBeNull();
});

describe("A file is what its content says", () => {
  const page = (body: string) =>
    `<!DOCTYPE html><html><head><title>Sign in</title></head><body>${body}</body></html>`;

  test.each([
    "page.csv.zip",
    "page.xlsx",
    "page.rtf",
    "page.docm",
    "page.json",
    "page.csv",
    "page.txt",
    "page",
  ])("a web page called %s is refused as one", async (name) => {
    const { refused } = await loadInto(emptyFolder(), [
      fileWith(name, page("<p>Please sign in to see this patent.</p>")),
    ]);
    expect(refused[0]?.error.code).toBe("format-refused");
    expect(refused[0]?.error.message).toMatch(/is a web page.*fetch it in a browser/);
  });

  test("an Office action as a web page is read, with a word", async () => {
    const lines = LETTER.split("\n").map((line) => `<p>${line}</p>`);
    const data = emptyFolder();
    const report = await loadInto(data, [fileWith("page.rtf", page(lines.join("")))], {
      about: { code: "CTNF" },
    });
    expect(notesOf(report)).toMatch(/it is a web page/);
    expect(await recordsOf(data, "oa_rejections", "v2")).toHaveLength(1);
  });

  test("XML that is no Office action is refused, and a list of saved pages is read", async () => {
    const xml = fileWith("a.txt", "<?xml version='1.0'?><patents><patent>A claim</patent></patents>");
    const { refused } = await loadInto(emptyFolder(), [xml]);
    expect(refused[0]?.error.message).toMatch(/is XML/);
    const { response } = JSON.parse(readFileSync(PAGE, "utf8")) as { response: { docs: unknown[] } };
    const pages = response.docs.map((record) => ({ response: { numFound: 1, docs: [record] } }));
    const report = await loadInto(emptyFolder(), [fileWith("pages.json", JSON.stringify(pages))]);
    expect(report.files).toMatchObject([{ kind: "oa_rejections/v2 records", loaded: pages.length }]);
  });

  test("a Word document and a text in UTF-16 in a zip are documents", async () => {
    const bytes = zipSync({
      "one/19182905-CTFR-2025-12-10.docx": readFileSync(WORD),
      "two/action": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(LETTER, "utf16le")]),
    });
    const report = await loadInto(emptyFolder(), [fileWith("actions.zip", bytes)]);
    expect(report.files).toMatchObject([{ read: 2, loaded: 2 }]);
  });
});

describe("A PDF", () => {
  test("that holds its text is loaded with its rejections, and one that is kept for its address as it came", async () => {
    const data = emptyFolder();
    const pdf = readFileSync("test/data/pdf/14574014-CTNF-2016-05-11.pdf");
    const action = fileWith("14574014-CTNF-2016-05-11.pdf", pdf);
    const site = join(mkdtempSync(join(root, "site-")), "api", "v1", "download", "applications", "14412875");
    mkdirSync(site, { recursive: true });
    writeFileSync(join(site, "LDXBTPQ7XBLUEX3.pdf"), pdf);
    const { files, kept } = await loadInto(data, [action, site]);
    expect(files.map(({ kind, loaded }) => [kind, loaded])).toContainEqual(["Office action document", 1]);
    expect(kept).toBe(1);
    const rejections = await recordsOf(data, "oa_rejections", "v2");
    expect(rejections.map(({ patentApplicationNumber }) => patentApplicationNumber)).toContain("14574014");
    expect((await recordsOf(data, "oa_actions", "v1")).length).toBe(1);
  });

  test("that does not read like an action is refused, unless somebody says that it is one", async () => {
    const brochure = fileWith("brochure.pdf", onePage(written("Our products are the best there are.")));
    const { refused } = await loadInto(emptyFolder(), [brochure]);
    expect(refused.map(({ error }) => error.message).join()).toMatch(
      /does not read like an Office action.*--code/,
    );
    const said = await loadInto(emptyFolder(), [brochure], { about: { code: "CTNF" } });
    expect(said.refused).toEqual([]);
  });
});
