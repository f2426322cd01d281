import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SimilarAnswer, SimilarHit } from "../../../src/families/office-actions/routes/similar.js";
import { paragraphsOf } from "../../../src/families/office-actions/similar/paragraphs.js";
import { loadedServer } from "../../server/loaded.js";

const CORPORA = resolve(import.meta.dirname, "../../../corpora");
const FOLDERS = ["development", "wider/development", "held-out", "wider/held-out"];

interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

interface Pair {
  readonly kind: "repeated" | "changed";
  readonly text?: string;
  readonly passage?: Place;
  readonly right: Place;
}

const FINAL =
  "THIS ACTION IS MADE FINAL.  Applicant is reminded of the extension of time policy as set forth in 37 CFR 1.136(a).";
const CONTACT =
  "Any inquiry concerning this communication or earlier communications from the examiner should be directed to Jared Walker whose telephone number is (571)272-1839.";

const ACTION = idOf("development/texts/14574014-CTFR-2016-11-18.txt");

let folder: string;
let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "artunit-similar-"));
  writeFileSync(join(folder, "texts.json"), JSON.stringify({ response: { docs: corpusTexts() } }));
  server = await loadedServer([folder]);
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The real texts of the corpora as the text API answers them. */
function corpusTexts() {
  return FOLDERS.flatMap((part) =>
    readdirSync(join(CORPORA, part, "texts"))
      .filter((name) => name.endsWith(".txt"))
      .map((name, at) => ({
        id: createHash("md5").update(`${part}/texts/${name}`).digest("hex"),
        obsoleteDocumentIdentifier: idOf(`${part}/texts/${name}`),
        patentApplicationNumber: [/^\d{8}/.exec(name)?.[0] ?? `99${part.length}${10_000 + at}`.slice(0, 8)],
        legacyDocumentCodeIdentifier: [/-(CT[A-Z]{2}|NOA)\b/.exec(name)?.[1] ?? "CTNF"],
        bodyText: [readFileSync(join(CORPORA, part, "texts", name), "utf8")],
      })),
  );
}

function idOf(file: string): string {
  return createHash("md5").update(file).digest("hex").slice(0, 15).toUpperCase();
}

/** By its text, or by the document that holds it. */
async function ask(
  { document, ...given }: Readonly<Record<string, string | number>>,
  status = 200,
): Promise<SimilarAnswer> {
  const query = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  const answer = await server.app.inject(
    document === undefined
      ? { method: "POST", url: "/v1/similar", payload: given }
      : { url: `/v1/office-actions/${document}/similar`, query },
  );
  expect([answer.statusCode, answer.body]).toEqual([status, answer.body]);
  return answer.json();
}

function pairs(part: string): readonly Pair[] {
  return readFileSync(join(CORPORA, "similar", `${part}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Pair);
}

/** Pairs whose right passage is not among the first five. */
async function missed(part: string): Promise<readonly Pair[]> {
  const all: Pair[] = [];
  for (const pair of pairs(part)) {
    const { text, passage, right } = pair;
    const given = passage
      ? { document: idOf(passage.file), start: passage.start, end: passage.end }
      : { text: text! };
    const { hits } = await ask({ ...given, limit: 5 });
    if (!hits.some((hit) => isRight(hit, right))) all.push(pair);
  }
  return all;
}

/** It stands in the right text, and more than half of the right passage is in it. */
function isRight(hit: SimilarHit, right: Place): boolean {
  const shared = Math.min(hit.end, right.end) - Math.max(hit.start, right.start);
  return hit.document_id === idOf(right.file) && shared > (right.end - right.start) / 2;
}

describe("labelled pairs", () => {
  test("of 40, the right passage is among the first five in at least 34, and in as many of the withheld third", async () => {
    const [read, withheld] = [pairs("development").length, pairs("held-out").length];
    expect([read, withheld]).toEqual([27, 13]);
    const lost = [await missed("development"), await missed("held-out")];
    const found = [read - lost[0]!.length, withheld - lost[1]!.length] as const;
    expect(found[0] + found[1]).toBeGreaterThanOrEqual(34);
    expect(found[1] / withheld).toBeGreaterThanOrEqual(34 / 40);
  });
});

describe("a passage", () => {
  const [first] = pairs("development").filter(({ kind }) => kind === "repeated");

  test("of a document is the paragraph in which its start stands, and the document is not among the hits", async () => {
    const { file, start, end } = first!.passage!;
    const answer = await ask({ document: idOf(file), start: start + 20, limit: 50 });
    expect(answer.passage).toMatchObject({ document_id: idOf(file), start, end });
    expect(answer.hits.map(({ document_id }) => document_id)).not.toContain(idOf(file));
  });

  test("is found by words of which the rarest stand first, each with the number of texts that hold it", async () => {
    const { words, texts } = await ask({ text: first!.text ?? textOf(first!.passage!) });
    const counts = words.map((each) => each.texts);
    expect(words.length).toBeLessThanOrEqual(25);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    const bodies = corpusTexts().map(({ bodyText }) => bodyText[0]!.toLowerCase());
    expect(texts).toBe(bodies.length);
    const { word, texts: count } = words[0]!;
    expect(
      bodies.filter((body) => new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "u").test(body))
        .length,
    ).toBe(count);
  });

  test.each([
    ["made final", FINAL, ["7.39"]],
    ["contact", CONTACT, ["7.100"]],
  ])("that is a form paragraph (%s) has nothing to be found by", async (_, text, forms) => {
    const { form_paragraphs, words, hits } = await ask({ text });
    expect([form_paragraphs, words, hits]).toEqual([forms, [], []]);
  });

  test("loses the sentences of form paragraphs and keeps the examiner's own", async () => {
    const own = textOf(first!.passage!);
    const rejected = "Claims 1-5 are rejected under 35 U.S.C. 103 as being unpatentable over Zworykin.";
    const alone = await ask({ text: own });
    const both = await ask({ text: `${rejected} ${own}` });
    expect(both.form_paragraphs).toEqual(["7.21"]);
    expect(both.words).toEqual(alone.words);
  });

  test("no hit is a form paragraph, whatever else is said in it", async () => {
    const { hits } = await ask({
      text: "The telephone of Jared Walker, the examiner's supervisor Mehrdad Dastouri",
      limit: 50,
    });
    expect(hits.filter(({ text }) => /any inquiry concerning this communication/i.test(text))).toEqual([]);
  });

  test("is sought in the texts that match the criteria", async () => {
    const { file, start, end } = first!.passage!;
    const application = /(\d{8})-/.exec(file)![1]!;
    const given = { document: idOf(file), start, end, limit: 50 };
    const inside = await ask({ ...given, criteria: `patentApplicationNumber:${application}` });
    const outside = await ask({ ...given, criteria: `NOT patentApplicationNumber:${application}` });
    expect(new Set(inside.hits.map((each) => each.application_number))).toEqual(new Set([application]));
    expect(outside.hits.map((each) => each.application_number)).not.toContain(application);
  });

  test.each([
    [{}, "text"],
    [{ text: "lumen".padEnd(4001, "n") }, "text"],
    [{ text: "a lumen", start: 4 }, "start"],
    [{ document: ACTION }, "start"],
    [{ document: ACTION, start: 9_000_000 }, "start"],
    [{ document: ACTION, start: 40, end: 20 }, "start"],
    [{ document: ACTION, start: 0, end: 9000 }, "end"],
  ])("that is no passage is refused, case %#", async (given, field) => {
    expect(await ask(given as Record<string, string | number>, 400)).toMatchObject({ field });
  });
});

function textOf({ file, start, end }: Place): string {
  return readFileSync(join(CORPORA, file), "utf8").slice(start, end);
}

describe("paragraphs", () => {
  test("are lines; headings and form paragraphs are none, and a long one is cut where sentences end", () => {
    const own = "Smith teaches a catheter that is withdrawn through the lumen of a sheath.";
    const long = Array.from({ length: 40 }, (_, at) => `${own.slice(0, -1)} of kind ${at}.`).join(" ");
    const body = `Claim Rejections - 35 USC 103\n${FINAL}\n\t${own} \n${CONTACT}\n${long}\n`;
    const found = paragraphsOf(body).map(({ start, end }) => body.slice(start, end));
    expect(found[0]).toBe(own);
    expect(found.slice(1).join(" ")).toBe(long);
    expect(found.every((each) => each.length <= 1500 && each.endsWith("."))).toBe(true);
  });
});
