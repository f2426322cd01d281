import { expect, test } from "vitest";
import { difference } from "../../src/extract/index.js";

const QUOTATION =
  "A patent for a claimed invention may not be obtained, notwithstanding that the claimed invention is not identically disclosed.";
const CONTACT =
  "Any inquiry concerning this communication should be directed to A. Smith whose telephone number is (571) 272-0000.";

/** Kind and text of each paragraph, as one would read them aloud. */
function told(before: string, after: string): readonly string[] {
  return difference(before, after).paragraphs.map(({ kind, text }) => `${kind}: ${text}`);
}

test("paragraphs are kept, new or dropped, in the order of the action", () => {
  expect(told("One stays.\nTwo goes away.\nThree stays.", "One stays.\nThree  stays.\nFour comes.")).toEqual([
    "kept: One stays.",
    "dropped: Two goes away.",
    "kept: Three  stays.",
    "new: Four comes.",
  ]);
});

test("a paragraph that says nearly the same is changed, and its words tell where", () => {
  const { paragraphs, counts } = difference(
    "Regarding claim 1, Smith teaches a lid that is round.",
    "Regarding claim 1, Jones teaches a lid that is round.",
  );
  expect(counts).toEqual({ kept: 0, new: 0, dropped: 0, changed: 1 });
  expect(paragraphs[0]).toMatchObject({
    before: "Regarding claim 1, Smith teaches a lid that is round.",
    words: [
      { kind: "kept", text: "Regarding claim 1," },
      { kind: "dropped", text: "Smith" },
      { kind: "new", text: "Jones" },
      { kind: "kept", text: "teaches a lid that is round." },
    ],
  });
});

test("form paragraphs are left out and counted; a rejection is the examiner's own word", () => {
  const rejection =
    "Claims 1-3 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,254,567).";
  const { paragraphs, forms } = difference(
    `${rejection}\n${CONTACT}`,
    `${QUOTATION}\n${rejection}\n${CONTACT}`,
  );
  expect(paragraphs.map(({ kind, text }) => [kind, text])).toEqual([["kept", rejection]]);
  expect(forms).toEqual({ before: 1, after: 2 });
});

test("each span is where the paragraph stands in its text", () => {
  const [before, after] = ["Alpha was here.\n\nBeta.", "Beta.\n\nGamma is here now."];
  for (const { kind, text, span } of difference(before, after).paragraphs)
    expect((kind === "dropped" ? before : after).slice(span.start, span.end)).toBe(text);
});

test("lines that a file broke are put together where blank lines divide the paragraphs", () => {
  const [before, after] = ["One line\nof a paragraph.\n\nLast.", "One\nline of a paragraph.\n\nLast."];
  expect(difference(before, after).counts).toEqual({ kept: 2, new: 0, dropped: 0, changed: 0 });
});

test("every paragraph of both texts is told once, whatever the texts", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const made = () => Array.from({ length: random(30) }, () => `word${random(6)} thing${random(3)}`);
  for (let round = 0; round < 200; round++) {
    const [before, after] = [made(), made()];
    const { paragraphs } = difference(before.join("\n"), after.join("\n"));
    const own = paragraphs.filter(({ kind }) => kind !== "dropped").map(({ text }) => text);
    const theirs = paragraphs.flatMap((one) =>
      one.kind === "new" ? [] : [one.kind === "changed" ? one.before : one.text],
    );
    expect([theirs, own]).toEqual([before, after]);
  }
});

test("long texts that have nothing in common are told at once, with a word that they were not compared to the end", () => {
  const long = (name: string) =>
    Array.from({ length: 40_000 }, (_, at) => `${name}${at} a${at}${name}`).join("\n");
  const { isWhole, counts } = difference(long("x"), long("y"));
  expect([isWhole, counts.new, counts.dropped]).toEqual([false, 40_000, 40_000]);
});

test.each([
  "The following is a quotation of 35 U.S.C. 112 (pre-AIA ), second paragraph:",
  "The following is a quotation of the first paragraph of 35 U.S.C. § 112:",
  "Use of the word \u201cmeans\u201d (or \u201cstep for\u201d) in a claim creates a rebuttable presumption.",
  "If attempts to reach the examiner by telephone are\nunsuccessful, the examiner\u2019s supervisor can be reached.",
  "A timely filed terminal disclaimer in compliance with 37 CFR 1.321(c) or 1.321(d) may be used to overcome it.",
])("%s is a form", (paragraph) => {
  expect(difference("", `${paragraph}\n\nHe disagrees.`).forms.after).toBe(1);
});
