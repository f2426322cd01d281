import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { extract } from "../../src/extract/index.js";
import { readDocument } from "../../src/ingest/documents/index.js";
import { rejection, serverOf, storeOf } from "../server/servers.js";

const folder = "corpora/development/texts";
const docx = readFileSync(`${folder}/full-19182905-CTFR-2025-12-10.docx`);
const pdf = readFileSync("test/data/pdf/14574014-NOA-2017-08-16.pdf");
const txt = readFileSync(`${folder}/14574014-CTNF-2016-05-11.txt`);
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const { app, logged } = serverOf(storeOf({ rejections: [rejection(1)] }));
afterAll(() => expect(logged).toEqual([]));

async function send(payload: string | Buffer, type: string | null, url = "/v1/extract") {
  const headers = type === null ? {} : { "content-type": type };
  const answer = await app.inject({ method: "POST", url, payload, headers });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
}

const same = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
const ofDocx = same(extract(await readDocument(docx, "x.docx")));
const ofPdf = same(extract(await readDocument(pdf, "x.pdf"), { applicationNumber: "14574014" }));
const ofText = same(extract(txt.toString("utf8")));

test.each<[string, string | Buffer, string | null, unknown]>([
  ["a .docx under its type", docx, WORD, ofDocx],
  ["a .docx under no type", docx, null, ofDocx],
  ["a .docx as bytes", docx, "application/octet-stream", ofDocx],
  ["a .docx as curl sends it", docx, "application/x-www-form-urlencoded", ofDocx],
  ["a PDF", pdf, "application/pdf", ofPdf],
  ["a PDF under no type", pdf, null, ofPdf],
  ["a .docx under a wrong type of a file", docx, "text/plain", ofDocx],
  ["a text", txt, "text/plain", ofText],
  ["a text with its character set", txt, "text/plain; charset=utf-8", ofText],
  ["a Markdown file", txt, "text/markdown", ofText],
  ["a text as curl sends it", txt, "application/x-www-form-urlencoded", ofText],
  ["a text as JSON", JSON.stringify({ text: txt.toString("utf8") }), "application/json", ofText],
  [
    "a form",
    new URLSearchParams({ text: txt.toString("utf8") }).toString(),
    "application/x-www-form-urlencoded",
    ofText,
  ],
  [
    "a text in Windows-1252",
    Buffer.from("DETAILED ACTION\nClaims 1\x962 are rejected under 35 U.S.C. 103 over Smith.", "latin1"),
    "text/plain",
    same(extract("DETAILED ACTION\nClaims 1–2 are rejected under 35 U.S.C. 103 over Smith.")),
  ],
])("%s is read", async (_, payload, type, expected) => {
  const { status, body } = await send(payload, type);
  expect(status).toBe(200);
  expect(body).toEqual(expected);
});

/** A form with files as a browser sends it. */
function form(parts: readonly (readonly [head: string, content: string | Buffer])[]) {
  const chunks = parts.flatMap(([head, content]) => [
    Buffer.from(`--XX\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
  return {
    payload: Buffer.concat([...chunks, Buffer.from("--XX--\r\n")]),
    type: "multipart/form-data; boundary=XX",
  };
}

test("a form's file is read, with what its name says and what is said beside", async () => {
  const named = (name: string) =>
    [`name="file"; filename="${name}"\r\nContent-Type: application/pdf`, docx] as const;
  const ask = async (...parts: Parameters<typeof form>[0]) => {
    const { payload, type } = form(parts);
    return (await send(payload, type)).body;
  };
  expect(await ask(named("x.docx"))).toEqual(ofDocx);
  const context = { applicationNumber: "19182905", documentCode: "CTFR" };
  const text = await readDocument(docx, "x.docx");
  expect(await ask(named("19182905-CTFR.docx"))).toEqual(same(extract(text, context)));
  expect(await ask(named("19182905-CTFR.docx"), ['name="documentCode"', "CTNF"])).toEqual(
    same(extract(text, { ...context, documentCode: "CTNF" })),
  );
  expect(await ask(['name="text"', txt])).toEqual(ofText);
});

test.each<[string, string | Buffer, string | null, number, RegExp]>([
  [
    "a PDF that was cut off, by its type",
    "%PDF-1.7",
    "application/pdf",
    422,
    /^The body is damaged: it has no end/,
  ],
  ["a PDF that was cut off, by its content", "%PDF-1.7", null, 422, /^The body is damaged: it has no end/],
  ["a PDF that says it is text", "%PDF-1.7", "text/plain", 422, /^The body is damaged: it has no end/],
  ["an image", "x", "image/png", 415, /"image\/png" is not read here/],
  ["an old Word document", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), "application/msword", 415, /msword/],
  ["an old Word document as bytes", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), null, 422, /old Word/],
  ["a zip of something else", Buffer.from("PK\x03\x04nothing"), null, 422, /The body/],
  ["nothing", "", null, 400, /No action is sent/],
  ["nothing under a type", "", "text/plain", 400, /No action is sent/],
  ["blanks", " \n ", "text/plain", 400, /The body holds no text/],
  ["a blank text", '{"text":" "}', "application/json", 400, /"text" is blank/],
  ["an empty object", "{}", "application/json", 400, /No action is sent/],
  ["a name for a file", '{"file":"x.docx"}', "application/json", 400, /"file" must be a file/],
  ["a compressed body type", "x", "multipart/form-data; boundary=YY", 400, /not a whole form/],
])("%s is refused", async (_, payload, type, status, says) => {
  const refused = await send(payload, type);
  expect(refused.status).toBe(status);
  expect(refused.body.message).toMatch(says);
});

test.each([
  ["a file without content", [['name="file"; filename="a.txt"', ""]], /a\.txt holds no text/],
  [
    "a text and a file",
    [
      ['name="file"; filename="a.txt"', "x"],
      ['name="text"', "x"],
    ],
    /Both "text" and "file"/,
  ],
  [
    "two files",
    [
      ['name="file"; filename="a.txt"', "x"],
      ['name="file"; filename="b.txt"', "y"],
    ],
    /"file" is sent more than once/,
  ],
  ["an unknown field", [['name="upload"; filename="a.txt"', "x"]], /no parameter "upload"/],
  ["a field called __proto__", [['name="__proto__"', "x"]], /no parameter "__proto__"/],
  ["a PDF that was cut off", [['name="file"; filename="a.docx"', "%PDF-1.7"]], /a\.docx is damaged/],
] as const)("a form with %s is refused", async (_, parts, says) => {
  const { payload, type } = form(parts);
  const { status, body } = await send(payload, type);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(body.message).toMatch(says);
});

test("a text of many megabytes keeps nobody waiting", async () => {
  const long = Buffer.concat(Array.from({ length: Math.ceil(6_000_000 / txt.length) }, () => txt));
  await send(txt, "text/plain");
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const begin = performance.now();
  const { status } = await send(long, "text/plain");
  const whole = performance.now() - begin;
  clearInterval(watch);
  longest = Math.max(longest, performance.now() - last);
  expect(status).toBe(200);
  // What is left here is to receive the text and to send the answer on; on a loaded machine both grow together.
  expect(longest).toBeLessThan(whole / 2);
});

test("one client has at most four readings under way, and an answer tells so", async () => {
  const long = JSON.stringify({ text: txt.toString("utf8").repeat(20) });
  const asked = await Promise.all(Array.from({ length: 6 }, () => send(long, "application/json")));
  const statuses = asked.map(({ status }) => status);
  expect(statuses.filter((each) => each === 200)).toHaveLength(4);
  expect(asked.find(({ status }) => status === 429)?.body.message).toContain("Wait for an answer");
});
