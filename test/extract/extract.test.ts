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
