import { describe, expect, test } from "vitest";
import { claimListsIn, ranges } from "../../src/extract/claims/index.js";
import { readGrounds } from "../../src/extract/grounds/index.js";
import { findReferences } from "../../src/extract/references/index.js";
import { findStatements } from "../../src/extract/statements/index.js";
import { prepare, readAction } from "../../src/extract/text/index.js";

/** Each station by itself, asked what the next one is given. Verdicts and traces: verdict.test.ts. */

describe("text", () => {
  test.each([
    [
      "page heads are blanked",
      "over Smith\n\nApplication/Control Number: 12/345,678\nPage 3\n\nin view of",
      "over Smith in view of",
    ],
    ["pictures are blanked", "the pump\nmedia_image1.png\n172\n172\nis old", "the pump is old"],
    ["dashes and quotes are of one kind", "claims 1\u20135 \u201cas is\u201d", 'claims 1-5 "as is"'],
    ["claim is put right", "ciaims 1-5", "ciaims 1-5"],
    [
      "a word that a line broke is read in one piece",
      "are re-\njected as antici-\n  pated",
      "are rejected as anticipated",
    ],
    [
      "a hyphen that belongs to its word stays",
      "non-\nstatutory, self-\nlocking",
      "nonstatutory, self- locking",
    ],
  ])("%s", (_, source, clean) => {
    expect(prepare(source).clean.replace(/\s+/g, " ")).toBe(clean);
  });

  test("sentences end at stops, not at abbreviations, and not within brackets", () => {
    const { text, sentences } = readAction(
      "Claims 1-2 are rejected over Smith et al. (U.S. Pat. No. 6,123,456. Fig. 2). Claim 3 is allowed.",
      {},
    );
    expect(sentences.starts.map((start, index) => text.clean.slice(start, sentences.ends[index]))).toEqual([
      "Claims 1-2 are rejected over Smith et al. (U.S. Pat. No. 6,123,456. Fig. 2).",
      "Claim 3 is allowed.",
    ]);
  });
});

describe("claims", () => {
  test.each([
    ["claims 1-5, 7 and 9-12", "1-5,7,9-12"],
    [prepare("Claim s 1-25 are").lower, "1-25"],
    ["claim(s) 1, 3 (as amended) and 5", "1,3,5"],
    ["claims 1-10 except claims 3 and 5", "1-2,4,6-10"],
    ["claims 9/4 and 12", "9,12"],
    ["claims 1/11/20 are", "1,11,20"],
    ["claims [1]-[5]", "1-5"],
    ["claims 1-4, 9 - 35 u.s.c. 103", "1-4,9"],
    ["claim 1, line 3", "1"],
    ["claims 12-9", ""],
  ])("%s are %s", (text, claims) => {
    expect(ranges(claimListsIn(text, 0, text.length)[0]!.claims)).toBe(claims);
  });

  test("dependents are added by a conjunction alone", () => {
    const [added, stated] = ["claims 1-3 and their dependents", "claims 2-8 depend from claim 1"].map(
      (text) => claimListsIn(text, 0, text.length)[0]!.dependentsInherit,
    );
    expect([added, stated]).toEqual([true, false]);
  });
});

describe("grounds", () => {
  test.each([
    [" under 35 u.s.c. 102(a)(1) as", "102(a)(1)"],
    [" under pre-aia 35 u.s.c. 103(a)", "103(a)"],
    [" under 35 u.s.c. 112(a) and (b)", "112(a), 112(b)"],
    [" under 35 u.s.c. 112, second paragraph,", "112(b)"],
    [" on the ground of nonstatutory double patenting", "nonstatutory"],
    [" under 35 u.s.c. 1o3", "103"],
  ])("%s is %s", (text, grounds) => {
    const items = readGrounds(text, 0, text.length)!.items;
    expect(items.map(({ ground, subsection }) => subsection ?? ground).join(", ")).toBe(grounds);
  });

  test("the art is no ground", () => {
    expect(readGrounds(" over smith", 0, 11)).toBeNull();
  });
});

describe("statements", () => {
  test.each([
    ["Claims 1-5 are rejected under 35 U.S.C. 103 over Smith.", "verb now 1-5"],
    ["Claims 1-5 were rejected under 35 U.S.C. 103 over Smith.", "verb before 1-5"],
    ["Claims 1-5 have been rejected under 35 U.S.C. 103 over Smith.", "verb since 1-5"],
    ["Claims 1-5 would be rejected under 35 U.S.C. 103 over Smith.", "verb perhaps 1-5"],
    ["Claims 1-5 are not rejected under 35 U.S.C. 103.", "verb never 1-5"],
    ["The examiner rejects claims 1-5 under 35 U.S.C. 103.", "active now 1-5"],
    ["The rejection of claims 1-5 under 35 U.S.C. 103 follows.", "noun named 1-5"],
    ["Claims 1-5 are subject to a nonstatutory double patenting rejection.", "noun subject-to 1-5"],
    ["The drawings are objected to.", ""],
  ])("%s is %s", (text, told) => {
    const statements = findStatements(findReferences(readAction(text, {})));
    expect(statements.map(({ form, mood, claims }) => `${form} ${mood} ${ranges(claims)}`).join("; ")).toBe(
      told,
    );
  });
});
