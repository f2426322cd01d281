import { describe, expect, test } from "vitest";
import { extract } from "../../src/extract/index.js";

/** Ground and claims of every live rejection, as "103 1-3,5". */
function rejectionsOf(text: string): string[] {
  return extract(text).rejections.map((rejection) => `${rejection.ground} ${rejection.claims.join(",")}`);
}

describe("sentences that reject", () => {
  test.each<[string, string[]]>([
    [
      "Claims 1-3 and 5 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456).",
      ["103 1,2,3,5"],
    ],
    [
      "Claim(s) 1, 3 is/are rejected under 35 U.S.C. 102(a)(1) as being anticipated by Smith (US 6,123,456).",
      ["102 1,3"],
    ],
    [
      "The claim is rejected under 35 U.S.C. 112(a) and (b) or pre-AIA 35 U.S.C. 112, first and second paragraphs, as the claimed design is not understood.",
      ["112(a) 1", "112(b) 1"],
    ],
  ])("%s", (text, expected) => {
    expect(rejectionsOf(text)).toEqual(expected);
  });
});

describe("references of a rejection, in order, with their roles", () => {
  const read = (text: string) =>
    extract(text).rejections[0]!.references.map((one) => `${one.role} ${one.normalized}`);
  test.each<[string, string[]]>([
    [
      "Claims 1-5 are rejected under 35 U.S.C. 103 as being unpatentable over:\n \tTAKEDA ET AL (US 2017/0355863).\n\tTAKEDA ET AL '863 discloses a coating.",
      ["primary US20170355863"],
    ],
    [
      "Claims 1-4 are rejected under 35 U.S.C. 101 as claiming the same invention as that of claims 1-4 of prior U.S. Patent No. 11,004,222.",
      ["primary US11004222"],
    ],
    [
      "Claims 1-4 are rejected on the ground of nonstatutory double patenting as being unpatentable over claims 1-4 of U.S. Patent No. 9,111,222, claims 1-3 of U.S. Patent No. 9,222,333, and claims 7-9 of U.S. Patent No. 9,333,444.",
      ["primary US9111222", "secondary US9222333", "secondary US9333444"],
    ],
    [
      "Claims 1-4 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456), Jones (US 2010/0123456 A1) and Brown (EP 1234567 A1), as evidenced by Green (US 5,555,666).",
      ["primary US6123456", "secondary US20100123456", "secondary EP1234567", "evidentiary US5555666"],
    ],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe("spans cover their passages", () => {
  test.each<[text: string, passage: string, claims: string | null]>([
    [
      "1. Claims 1-4 are rejected under 35 U.S.C. 103 over Smith. Smith shows a pump.",
      "Claims 1-4 are rejected under 35 U.S.C. 103 over Smith.",
      "Claims 1-4",
    ],
    [
      "The following claims are rejected under 35 U.S.C. 103 over Smith: claims 11 and 12.",
      "The following claims are rejected under 35 U.S.C. 103 over Smith: claims 11 and 12.",
      "claims 11 and 12",
    ],
    [
      "Rejected under 35 U.S.C. 103 as obvious over Smith are claims 13 and 15.",
      "Rejected under 35 U.S.C. 103 as obvious over Smith are claims 13 and 15.",
      "claims 13 and 15",
    ],
    [
      'Claim Rejections - 35 USC § 112\nClaim 3 recites "the lid", which lacks antecedent basis.\nClaim 8 is unclear.',
      'Claim 3 recites "the lid", which lacks antecedent basis.\nClaim 8 is unclear.',
      null,
    ],
  ])("%s", (text, passage, claims) => {
    const { span, claimSpan } = extract(text).rejections[0]!;
    expect(text.slice(span.start, span.end)).toBe(passage);
    expect(claimSpan && text.slice(claimSpan.start, claimSpan.end)).toBe(claims);
  });
});
