import { describe, expect, test } from "vitest";
import { extract, ranges } from "../../src/extract/index.js";

/** Ground and claims of every live rejection, in text order: "103 1-3,5". */
function rejectionsOf(text: string): string[] {
  return extract(text).rejections.map((rejection) => `${rejection.ground} ${ranges(rejection.claims)}`);
}

type Cases = [name: string, text: string, expected: string[]][];

const OVER = "as being unpatentable over Smith (US 6,123,456) in view of Jones (US 2010/0123456).";

describe("how a rejection is worded", () => {
  test.each<Cases[number]>([
    [
      "is/are and claim(s)",
      `Claim(s) 1-5, 7 and 9-12 is/are rejected under 35 U.S.C. 103 ${OVER}`,
      ["103 1-5,7,9-12"],
    ],
    [
      "capitals",
      "CLAIMS 1-5 ARE REJECTED UNDER 35 U.S.C. 103(A) AS BEING UNPATENTABLE OVER SMITH.",
      ["103 1-5"],
    ],
    ["bold marks", `**Claims 1-8** are **rejected** under 35 U.S.C. 103 ${OVER}`, ["103 1-8"]],
    ["stand rejected", `Claims 1 and 2 stand rejected under 35 U.S.C. § 103 ${OVER}`, ["103 1-2"]],
    ["are hereby rejected", `Claims 1 and 2 are hereby rejected under 35 USC 103 ${OVER}`, ["103 1-2"]],
    ["remain rejected", `Claims 4-6 remain rejected under 35 U.S.C. §103(a) ${OVER}`, ["103 4-6"]],
    ["each is rejected", `Each of claims 1-3 is rejected under 35 U.S.C. 103 ${OVER}`, ["103 1-3"]],
    ["the examiner rejects", `The examiner rejects claims 1-3 under 35 U.S.C. 103 ${OVER}`, ["103 1-3"]],
    ["statute first", `Under 35 U.S.C. 103, claims 1-3 are rejected ${OVER}`, ["103 1-3"]],
    [
      "statute last",
      "Claims 1-3 are rejected as being unpatentable over Smith (US 6,123,456) under 35 U.S.C. 103(a).",
      ["103 1-3"],
    ],
    [
      "the verb is missing",
      "Claims 1-24, 26-28 provisionally rejected on the ground of nonstatutory double patenting as being unpatentable over claims 1-24 of copending Application No. 15103955.",
      ["DP 1-24,26-28"],
    ],
    ["the verb is misspelt", `Claims 1-11 ae rejected under 35 U.S.C. 103 ${OVER}`, ["103 1-11"]],
    ["singular verb", `Claims 16 is rejected under 35 U.S.C. 103 ${OVER}`, ["103 16"]],
    [
      "as best understood",
      `Claims 1-2 and 4 (as best understood) are rejected under 35 U.S.C. 103 ${OVER}`,
      ["103 1-2,4"],
    ],
    [
      "as best understood between commas",
      `Claims 1-2, 4, as best understood, are rejected under 35 U.S.C. 103 ${OVER}`,
      ["103 1-2,4"],
    ],
    ["claim and claim", `Claim 2 and claim 3 are rejected under 35 U.S.C. 103 ${OVER}`, ["103 2-3"]],
    ["paragraph number", `12. Claims 3, 4 and 13 are rejected under 35 U.S.C. 103 ${OVER}`, ["103 3-4,13"]],
    [
      "paragraph number without stop",
      `12 Claims 3, 4 and 13 are rejected under 35 U.S.C. 103 ${OVER}`,
      ["103 3-4,13"],
    ],
    [
      "of the instant application",
      "Claims 1-5 of the instant application are rejected on the ground of nonstatutory double patenting as being unpatentable over claims 1-9 of U.S. Patent No. 9,876,543.",
      ["DP 1-5"],
    ],
    [
      "regarding, these claims",
      `Regarding claims 1-3, these claims are rejected under 35 U.S.C. 103 ${OVER}`,
      ["103 1-3"],
    ],
    ["pending and rejected", `Claims 1-4 are pending and rejected under 35 U.S.C. 103 ${OVER}`, ["103 1-4"]],
    ["pre-AIA", `Claims 1-3 are rejected under pre-AIA 35 U.S.C. 103(a) ${OVER}`, ["103 1-3"]],
    [
      "two sentences of one kind",
      `Claims 1-3 are rejected under 35 U.S.C. 103 ${OVER}\nClaims 4-6 are rejected under 35 U.S.C. 103 as being unpatentable over Smith in view of Brown (US 7,111,222).`,
      ["103 1-3", "103 4-6"],
    ],
    [
      "two rejections in one sentence",
      "Claims 1-3 are rejected under 35 U.S.C. 102(a)(1) as being anticipated by Smith (US 6,123,456), and claims 4-6 are rejected under 35 U.S.C. 103 as being unpatentable over Smith.",
      ["102 1-3", "103 4-6"],
    ],
    [
      "dependents named with their base",
      "Claims 2-8, which depend from claim 1, are also rejected under 35 U.S.C. 112(b) as being indefinite.",
      ["112(b) 2-8"],
    ],
    [
      "therefrom",
      "Claim 1 and claims 2-5 depending therefrom are rejected under 35 U.S.C. 112(b) as being indefinite.",
      ["112(b) 1-5"],
    ],
    [
      "based upon a public use",
      "Claims 1-4 are rejected under 35 U.S.C. 102(b) based upon a public use or sale of the invention.",
      ["102 1-4"],
    ],
    [
      "over the prior art, comma before over",
      "Claims 1-4 are rejected under 35 U.S.C. 103(a), as being obvious over Smith et al., U.S. Patent 5,123,456, and further in view of Jones.",
      ["103 1-4"],
    ],
    ["rejected pursuant to", `Claims 1-4 are rejected pursuant to 35 U.S.C. §103(a) ${OVER}`, ["103 1-4"]],
    ["finally rejected", `Claims 1-4 are finally rejected under 35 U.S.C. 103(a) ${OVER}`, ["103 1-4"]],
    ["newly rejected", `Claims 21-24 are newly rejected under 35 U.S.C. 103(a) ${OVER}`, ["103 21-24"]],
  ])("%s", (_, text, expected) => {
    expect(rejectionsOf(text)).toEqual(expected);
  });
});

describe("statutes", () => {
  const reason: Record<string, string> = {
    a: "as failing to comply with the written description requirement.",
    b: "as being indefinite.",
  };
  test.each<[string, string[]]>([
    ["under 35 U.S.C. 112(b) or 35 U.S.C. 112 (pre-AIA), second paragraph, as being indefinite", ["112(b)"]],
    [
      "under 35 U.S.C. 112(a) or 35 U.S.C. 112 (pre-AIA ), first paragraph, as failing to comply with the enablement requirement",
      ["112(a)"],
    ],
    ["under 35 U.S.C. 112, second paragraph, as being indefinite", ["112(b)"]],
    ["under 35 U.S.C. 112, 2nd paragraph, as being indefinite", ["112(b)"]],
    ["under 35 USC 112, first paragraph", ["112(a)"]],
    ["under 35 U.S.C. § 112, ¶ 2, as indefinite", ["112(b)"]],
    ["under 35 U.S.C. 112 second paragraph as being indefinite", ["112(b)"]],
    ["under 35 U.S.C. 112, first and second paragraphs", ["112(a)", "112(b)"]],
    ["under 35 U.S.C. 112(a) and (b)", ["112(a)", "112(b)"]],
    ["under 35 U.S.C. 112(a) and 112(b)", ["112(a)", "112(b)"]],
    [
      "under 35 U.S.C. 112(d) or pre-AIA 35 U.S.C. 112, 4th paragraph, as being of improper dependent form for failing to further limit the subject matter",
      ["112(d)"],
    ],
    ["under 35 U.S.C. 112, fourth paragraph, as being of improper dependent form", ["112(d)"]],
    ["under 35 U.S.C. 112 as being indefinite for failing to particularly point out", ["112(b)"]],
    [
      "under 35 U.S.C. 112 because the specification, while being enabling for A, does not reasonably provide enablement for B",
      ["112(a)"],
    ],
    ["under 35 USC § 112 ( b ) as being indefinite", ["112(b)"]],
    ["under 35 U.S.C. 112b as being indefinite", ["112(b)"]],
    ["under section 112, second paragraph, as being indefinite", ["112(b)"]],
    [
      "under 35 U.S.C. 101 because the claimed invention is directed to an abstract idea without significantly more",
      ["101"],
    ],
    ["under 35 U.S.C. § 101 as being directed to non-statutory subject matter", ["101"]],
    [
      "under 35 U.S.C. 101 as claiming the same invention as that of claims 1-4 of prior U.S. Patent No. 8,000,000. This is a statutory double patenting rejection",
      ["101"],
    ],
    [
      "under 35 U.S.C. 101 and 35 U.S.C. 112(a) because the claimed invention lacks utility",
      ["101", "112(a)"],
    ],
    ["under 35 U.S.C. 102(a)(1) as being anticipated by Smith (US 6,123,456)", ["102"]],
    ["under 35 U.S.C. 102(a)(1) and 102(a)(2) as being anticipated by Smith (US 6,123,456)", ["102"]],
    ["under 35 U.S.C. 102 (a) (1) as being anticipated by Smith (US 6,123,456)", ["102"]],
    [
      "under 35 U.S.C. 102(b) as anticipated by or, in the alternative, under 35 U.S.C. 103(a) as obvious over Smith (US 6,123,456)",
      ["102", "103"],
    ],
    [
      "under 35 U.S.C. 102(a)(1) as being anticipated by Smith or, alternatively, under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456)",
      ["102", "103"],
    ],
    ["under 35 U.S.C. 102(a)(1)/103 as being anticipated by or obvious over Smith", ["102", "103"]],
    ["under 35 U.S.C. 102 and/or 103 as being unpatentable over Smith", ["102", "103"]],
    ["under 35 U.S.C. 103 as being unpatentable over Smith", ["103"]],
    ["under 35 U.S.C. 103 ( a ) as being unpatentable over Smith", ["103"]],
    ["under 35 U.S.C.103(a) as being unpatentable over Smith", ["103"]],
    ["under 35 USC§103(a) as being unpatentable over Smith", ["103"]],
    ["under 35 U.S.C. §§ 103(a) as being unpatentable over Smith", ["103"]],
    ["under 35 U.S.C. l03(a) as being unpatentable over Smith", ["103"]],
    ["under U.S.C. 103 as being unpatentable over Smith", ["103"]],
    ["under 103(a) as being unpatentable over Smith", ["103"]],
    ["under 35 U. S. C. 103 (a) as being unpatentable over Smith", ["103"]],
    ["under Title 35, United States Code, Section 103 as being unpatentable over Smith", ["103"]],
    ["under AIA 35 U.S.C. 103 as being unpatentable over Smith", ["103"]],
    ["under 35 U.S.C. 251 as being based upon a defective reissue declaration", ["other"]],
    ["under 35 U.S.C. 171 as directed to nonstatutory subject matter", ["other"]],
    [
      "on the judicially created basis that it contains an improper Markush grouping of alternatives",
      ["other"],
    ],
    [
      "on the ground of nonstatutory double patenting as being unpatentable over claims 1-7 of U.S. Patent No. 8,123,456",
      ["DP"],
    ],
    [
      "on the ground of nonstatutory obviousness-type double patenting as being unpatentable over claims 1-7 of U.S. Patent No. 8,123,456",
      ["DP"],
    ],
    [
      "under the judicially created doctrine of obviousness-type double patenting as being unpatentable over claim 1 of U.S. Patent No. 8,123,456",
      ["DP"],
    ],
    ["for nonstatutory double patenting over claims 1-7 of U.S. Patent No. 8,123,456", ["DP"]],
    ["as being unpatentable over claims 1-7 of U.S. Patent No. 8,123,456", ["DP"]],
    [
      "under the doctrine of obviousness type double patenting over claims 1-7 of U.S. Patent No. 8,123,456",
      ["DP"],
    ],
  ])("%s", (phrase, grounds) => {
    void reason;
    expect(rejectionsOf(`Claims 3 and 4 are rejected ${phrase}.`)).toEqual(
      grounds.map((ground) => `${ground} 3-4`),
    );
  });

  test.each<[string, string | null]>([
    ["under 35 U.S.C. 102(a)(1) as being anticipated by Smith", "102(a)(1)"],
    ["under 35 U.S.C. 102(a)(2) as being anticipated by Smith", "102(a)(2)"],
    ["under 35 U.S.C. 102(a)(1) and (a)(2) as being anticipated by Smith", "102(a)(1), 102(a)(2)"],
    ["under pre-AIA 35 U.S.C. 102(e) as being anticipated by Smith", "102(e)"],
    ["under 35 U.S.C. 103(a) as being unpatentable over Smith", "103(a)"],
    ["under 35 U.S.C. 103 as being unpatentable over Smith", null],
  ])("the subsection of %s", (phrase, subsection) => {
    expect(extract(`Claim 1 is rejected ${phrase}.`).rejections[0]!.subsection).toBe(subsection);
  });
});

const LIST_END = " are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456).";

describe("claim lists", () => {
  test.each<[string, string]>([
    ["Claims 1-5", "1-5"],
    ["Claims 1 - 5", "1-5"],
    ["Claims 1–5", "1-5"],
    ["Claims 1—5", "1-5"],
    ["Claims 1−5", "1-5"],
    ["Claims 1 to 5", "1-5"],
    ["Claims 1 through 5", "1-5"],
    ["Claims 1,2,3", "1-3"],
    ["Claims 1, 2, & 3", "1-3"],
    ["Claims 1; 2; 5-7", "1-2,5-7"],
    ["Claims 1, 3-5, 7 and 9-12", "1,3-5,7,9-12"],
    ["Claims 1-5, 3-7", "1-7"],
    ["Claims: 1-3", "1-3"],
    ["Claims [1-3]", "1-3"],
    ["Claims (1-3)", "1-3"],
    ["Claim(s) 1-3", "1-3"],
    ["Claim (s) 1-3", "1-3"],
    ["Claims 1-3 and/or 5", "1-3,5"],
    ["Claims 1, 5 – 17, and 19", "1,5-17,19"],
    ["Claims 1-3, 5,\n7 and 9", "1-3,5,7,9"],
    ["Claims 1-3 and\n\n5", "1-3,5"],
    ["Independent claims 1, 8 and 15", "1,8,15"],
    ["Claims 1-4 as well as claim 7", "1-4,7"],
    ["Claims 1-3, dependent claims 5-6 and claim 9", "1-3,5-6,9"],
    ["Claims 1-3, 5 (as amended), and 7", "1-3,5,7"],
    ["Claims 1, 3, 3, 5", "1,3,5"],
    ["Claims 1\u00a0-\u00a05", "1-5"],
    ["Claims 1\u200b-5", "1-5"],
    ["Claims l-5", "1-5"],
    ["Claims 1-5,7,9 and 12", "1-5,7,9,12"],
    ["Claims 1, 2 -4 and 6", "1-4,6"],
    ["Clams 1-5", "1-5"],
    ["Claims nos. 1-3", "1-3"],
    ["Claims 1-3, and 5-6,", "1-3,5-6"],
    ["All of claims 2-8", "2-8"],
    ["Claims 1-3, 5 and 6 of the present application", "1-3,5-6"],
  ])("%s", (list, claims) => {
    expect(rejectionsOf(`${list}${LIST_END}`)).toEqual([`103 ${claims}`]);
  });

  test.each([
    "Claims 1, 3, and their dependents",
    "Claims 1, 3 and dependents thereof",
    "Claims 1, 3, and all claims depending therefrom",
    "Claims 1, 3, as well as the claims dependent thereon",
    "Claims 1, 3 and any claims which depend therefrom",
    "Claims 1, 3 and all dependent claims thereof",
  ])("%s inherit", (list) => {
    const [rejection] = extract(`${list}${LIST_END}`).rejections;
    expect(rejection).toMatchObject({ claims: [1, 3], dependentsInherit: true });
  });

  test("page furniture inside a list is skipped", () => {
    const text = `Claims 1, 3, 5,\n\nApplication/Control Number: 13/123,456\t\t\tPage 4\nArt Unit: 2626\n\n7 and 9${LIST_END}`;
    expect(rejectionsOf(text)).toEqual(["103 1,3,5,7,9"]);
  });

  test("picture residue and numbering residue inside a sentence are skipped", () => {
    expect(rejectionsOf(`Claims 1-3 are rejected number='15'under 35 U.S.C. 103 ${OVER}`)).toEqual([
      "103 1-3",
    ]);
    expect(
      rejectionsOf(
        `Claims 1-3 and\nPNG\nmedia_image1.png\n172\n172\n5 are rejected under 35 U.S.C. 103 ${OVER}`,
      ),
    ).toEqual(["103 1-3,5"]);
  });

  test.each<[string, number[], string]>([
    ["Claims 9-3", [], "range-backwards"],
    ["Claims 1-3, 9-5 and 12", [1, 2, 3, 12], "range-backwards"],
    ["Claims 1-99999", [1], "range-too-wide"],
    ["Claims 1-, 7", [1, 7], "range-open"],
  ])("%s is not expanded and warned of", (list, claims, code) => {
    const found = extract(`${list}${LIST_END}`);
    expect(found.rejections[0]!.claims).toEqual(claims);
    expect(found.warnings.map((warning) => warning.code)).toContain(code);
  });

  test.each(["Claims ***", "Claims ____", "Claim(s) [ ]", "Claims XX", "Claims"])(
    "%s is a placeholder",
    (list) => {
      const found = extract(`${list}${LIST_END}`);
      expect(found.rejections).toMatchObject([{ ground: "103", claims: [] }]);
      expect(found.warnings.map((warning) => warning.code)).toContain("placeholder");
    },
  );

  test("a range is not expanded past the pending claims", () => {
    const found = extract(`Claims 1-20 are pending.\nClaims 1-200${LIST_END}`);
    expect(ranges(found.rejections[0]!.claims)).toBe("1-20");
    expect(found.warnings.map((warning) => warning.code)).toContain("beyond-pending");
  });

  test("all pending claims are those the status names", () => {
    expect(
      rejectionsOf(`Claims 1-4 and 6 are pending in this application.\nAll pending claims${LIST_END}`),
    ).toEqual(["103 1-4,6"]);
  });

  test("claims of the other patent are not ours", () => {
    expect(
      rejectionsOf(
        "Claims 2-3 are rejected on the ground of nonstatutory double patenting as being unpatentable over claims 5, 22 and 23 of U.S. Patent No. 8,055,910.",
      ),
    ).toEqual(["DP 2-3"]);
  });

  test("the claims an earlier combination was applied to are background", () => {
    expect(
      rejectionsOf(
        "Claims 4, 11 are rejected under 35 U.S.C. 103(a) as being unpatentable over Kotas and Ramer as applied to claims 1, 8 and 19 above, and in further view of Brown (US 7,111,222).",
      ),
    ).toEqual(["103 4,11"]);
  });
});

describe("statements that only look like rejections", () => {
  test.each<[string, string]>([
    ["withdrawn, noun", "The rejection of claims 1-5 under 35 U.S.C. 103 over Smith is withdrawn."],
    [
      "withdrawn, has been",
      "The rejection of claims 1, 2, 4 under pre-AIA 35 U.S.C. 102(b) as being anticipated by Emery et al (US 6,274,664) has been withdrawn.",
    ],
    [
      "withdrawn, hereby",
      "The rejections of claims 1-5 under 35 U.S.C. 112(b) are hereby withdrawn in view of the amendment.",
    ],
    [
      "withdrawn, next sentence",
      "Applicant's arguments with respect to the rejection(s) of claim(s) 30 under 35 USC 103(a) have been fully considered and are persuasive. Therefore, the rejection has been withdrawn.",
    ],
    [
      "withdrawn, examiner's recital",
      "Examiner rejected claims 1-8 and 11 on the ground of nonstatutory double patenting as being unpatentable over claims 1-5 of US 8,216,175.\nThe terminal disclaimer filed on August 5, 2016 has been reviewed and is accepted. Rejection is withdrawn.",
    ],
    [
      "withdrawn, were rejected",
      "Claims 1-5 were rejected under 35 U.S.C. 101 as being directed to an abstract idea. Applicant amended the claims. The rejection is withdrawn.",
    ],
    [
      "withdrawn, have been rejected",
      "Response to Arguments\nClaims 1-5 have been rejected under 35 U.S.C. 101. In view of the amendment the rejection of claims 1-5 is withdrawn.",
    ],
    [
      "withdrawn in the same sentence",
      "Claims 1-5 were rejected under 35 U.S.C. 112(a); this rejection is withdrawn.",
    ],
    [
      "withdrawn at the head of the sentence",
      "Withdrawn is the rejection of claims 1-5 under 35 U.S.C. 112(a).",
    ],
    ["withdraws", "The examiner withdraws the rejection of claims 1-5 under 35 U.S.C. 112(a)."],
    [
      "withdrawing",
      "Accordingly, the examiner is withdrawing the rejection of claims 1-5 under 35 U.S.C. 101.",
    ],
    ["withdrawal", "The withdrawal of the rejection of claims 1-5 under 35 U.S.C. 101 is noted."],
    [
      "under a heading",
      "Withdrawn Rejections\nClaims 1-5 rejected under 35 U.S.C. 112, second paragraph.\nClaim 6 under 35 U.S.C. 101.",
    ],
    [
      "in a list",
      "The following rejections are withdrawn:\nThe rejection of claim 1 under 35 U.S.C. 101.\nClaims 2-5 are rejected under 35 U.S.C. 112(b) as being indefinite.",
    ],
    [
      "overcome",
      "Applicant's amendments have overcome the rejection of claims 1-4 under 35 U.S.C. 102(a)(1) as being anticipated by Mao.",
    ],
    [
      "overcome, passive",
      "The rejections of Claims 1, 2, 4 under 35 U.S.C. 103 have been overcome via amendment or cancellation.",
    ],
    [
      "overcome, each objection",
      'Applicant has overcome\nThe 35 U.S.C. 112, 1st paragraph rejection of claims 21 and 26.\nThe 35 U.S.C. 112, 2nd paragraph rejection of claim 15 for the phrase "such as".',
    ],
    ["moot", "The rejection of claims 20-31 under 35 U.S.C. 112(a) is moot in view of their cancellation."],
    [
      "rendered moot",
      "The cancellation of claims 9 and 10 renders the rejection of claims 9 and 10 under 35 U.S.C. 103 moot.",
    ],
    ["reversed", "The Board reversed the rejection of claims 1-5 under 35 U.S.C. 103(a) over Smith."],
    [
      "reversed, passive",
      "The examiner's rejection of claims 1-5 under 35 U.S.C. 103(a) was reversed by the Board.",
    ],
    ["argued", "Applicant argues that claims 1-5 are rejected under 35 U.S.C. 103 without motivation."],
    ["argued, noun", "Applicant argues that the rejection of claims 1-5 under 35 U.S.C. 103 is improper."],
    ["traversed", "Applicant respectfully traverses the rejection of claims 1-5 under 35 U.S.C. 103."],
    [
      "quoted",
      'Applicant\'s remarks state: "Claims 1-5 are rejected under 35 U.S.C. 103 as being unpatentable over Smith. We disagree."',
    ],
    ["would be", "Claims 1-5 would be rejected under 35 U.S.C. 112(b) if they were amended that way."],
    [
      "may be used",
      "If the examiner finds one of the inventions unpatentable over the prior art, the evidence may be used in a rejection under 35 U.S.C. 103 of the other invention.",
    ],
    ["no longer", "Claims 1-5 are no longer rejected under 35 U.S.C. 112(b)."],
    ["not rejected", "Claims 1-5 are not rejected under 35 U.S.C. 102."],
    [
      "allowable if",
      "Claims 12-14 would be allowable if rewritten to overcome the rejection(s) under 35 U.S.C. 112(b) set forth in this Office action.",
    ],
    [
      "another application",
      "Claims 1-5 of copending Application No. 12/345,678 are rejected under 35 U.S.C. 103.",
    ],
    [
      "previous action",
      "In the previous Office action, claims 1-5 were rejected under 35 U.S.C. 103 over Smith.",
    ],
    [
      "status correction 7.06",
      "In the event the determination of the status of the application as subject to AIA 35 U.S.C. 102 and 103 (or as subject to pre-AIA 35 U.S.C. 102 and 103) is incorrect, any correction of the statutory basis for the rejection will not be considered a new ground of rejection.",
    ],
    [
      "statute",
      "The following is a quotation of 35 U.S.C. 103 which forms the basis for all obviousness rejections set forth in this Office action:",
    ],
    [
      "base claim",
      "Claim 7 is objected to as being dependent upon a rejected base claim, but would be allowable if rewritten in independent form.",
    ],
    [
      "could have been",
      "All claims are drawn to the same invention and could have been finally rejected on the grounds and art of record.",
    ],
    ["112(f)", "Claims 40-44 are interpreted under 35 U.S.C. 112(f)."],
    [
      "declaration",
      "The declaration under 37 CFR 1.132 filed 05/09/2014 is sufficient to overcome the rejection of claims 1-7 based upon Smith.",
    ],
  ])("%s", (_, text) => {
    expect(rejectionsOf(text)).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    ["The rejection of claims 1-5 under 35 U.S.C. 103 over Smith is withdrawn.", "withdrawn", "103", "1-5"],
    [
      "The rejection of claims 20-31 under 35 U.S.C. 112(a) is moot in view of their cancellation.",
      "moot",
      "112(a)",
      "20-31",
    ],
    [
      "The amendments have overcome the rejection of claims 1-4 under 35 U.S.C. 102(a)(1) as being anticipated by Mao.",
      "overcome",
      "102",
      "1-4",
    ],
    [
      "The Board reversed the rejection of claims 1-5 under 35 U.S.C. 103(a) over Smith.",
      "reversed",
      "103",
      "1-5",
    ],
    [
      "Applicant argues that claims 1-5 are rejected under 35 U.S.C. 103 without motivation.",
      "quoted",
      "103",
      "1-5",
    ],
    ["Claims 40-44 are interpreted under 35 U.S.C. 112(f).", "interpretation", "112(f)", "40-44"],
    [
      "Claims 1-5 would be rejected under 35 U.S.C. 112(b) if they were amended that way.",
      "conditional",
      "112(b)",
      "1-5",
    ],
  ])("%s is kept as %s", (text, kind, ground, claims) => {
    expect(
      extract(text).notRejections.map((one) => [one.kind, one.ground, ranges(one.claims)]),
    ).toContainEqual([kind, ground, claims]);
  });
});

describe("told once, told twice", () => {
  const heading = "Claim Rejections - 35 USC § 103\n";
  test.each<Cases[number]>([
    [
      "status paragraph and section",
      `Claims 1-5 are rejected under 35 U.S.C. 103.\n${heading}Claims 1-5 are rejected under 35 U.S.C. 103 ${OVER}`,
      ["103 1-5"],
    ],
    [
      "a summary of several",
      `Summary\nClaims 1-6 are rejected under 35 U.S.C. 103(a).\n${heading}Claims 1-3 are rejected under 35 U.S.C. 103(a) ${OVER}\nClaims 4-6 are rejected under 35 U.S.C. 103(a) as being unpatentable over Brown (US 7,111,222).`,
      ["103 1-3", "103 4-6"],
    ],
    [
      "a reminder per claim",
      `${heading}Claims 1-10 are rejected under 35 U.S.C. 103 ${OVER}\nClaim 6 is directed to an apparatus. Therefore, claim 6 is rejected based on the same rationale.`,
      ["103 1-10"],
    ],
    [
      "dependents reminded of",
      "Claim Rejections - 35 USC § 112\nClaims 8-14 are rejected under 35 U.S.C. 112(b) as being indefinite.\nClaims 9-14 depend directly or indirectly from a rejected claim and are, therefore, also rejected under 35 USC 112, second paragraph for the reasons set above.",
      ["112(b) 8-14"],
    ],
    [
      "response section",
      `${heading}Claims 1-5 are rejected under 35 U.S.C. 103 ${OVER}\nResponse to Arguments\nApplicant's arguments are not persuasive. Claims 1-5 remain rejected under 35 U.S.C. 103. The rejection of claims 1-5 under 35 U.S.C. 103 is maintained.`,
      ["103 1-5"],
    ],
    [
      "maintained with fewer claims",
      "RE: Rejection of claims 1-8 and 20-31 under 35 USC 112(a):\nCancellation of claims 20-31 renders the rejection thereof moot. The rejection is maintained.\nClaim Rejections - 35 USC § 112\nClaims 1-8 are rejected under 35 U.S.C. 112(a) as failing to comply with the written description requirement.",
      ["112(a) 1-8"],
    ],
    [
      "two references, two rejections",
      `${heading}Claims 1-5 are rejected under 35 U.S.C. 102(a)(1) as being anticipated by Smith (US 6,123,456).\nClaims 1-5 are rejected under 35 U.S.C. 102(a)(1) as being anticipated by Brown (US 7,111,222).`,
      ["102 1-5", "102 1-5"],
    ],
    [
      "two patents, two double patentings",
      "Claims 1-5 are rejected on the ground of nonstatutory double patenting as being unpatentable over claims 1-9 of U.S. Patent No. 9,876,543.\nClaims 1-5 are rejected on the ground of nonstatutory double patenting as being unpatentable over claims 1-3 of U.S. Patent No. 8,876,543.",
      ["DP 1-5", "DP 1-5"],
    ],
    [
      "two reasons under 112(a)",
      "Claims 1-5 are rejected under 35 U.S.C. 112(a) as failing to comply with the written description requirement.\nClaims 1-5 are rejected under 35 U.S.C. 112(a) as failing to comply with the enablement requirement.",
      ["112(a) 1-5", "112(a) 1-5"],
    ],
    [
      "maintained only",
      "The rejection of claims 1-5 under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456) is maintained.",
      ["103 1-5"],
    ],
    [
      "withdrawn, then rejected anew",
      `Applicant's arguments with respect to the rejection of claims 1-5 under 35 U.S.C. 102 have been fully considered and are persuasive. Therefore, the rejection has been withdrawn. However, upon further consideration, a new ground of rejection is made.\n${heading}Claims 1-5 are rejected under 35 U.S.C. 103 ${OVER}`,
      ["103 1-5"],
    ],
    [
      "claims that only the reminder names",
      `${heading}Claims 1-10 are rejected under 35 U.S.C. 103 ${OVER}\nClaims 11-20 are rejected for the same reasons as claims 1-10.`,
      ["103 1-10", "103 11-20"],
    ],
  ])("%s", (_, text, expected) => {
    expect(rejectionsOf(text)).toEqual(expected);
  });
});

describe("rejections that no sentence states", () => {
  test("a defect told per claim under the heading", () => {
    const found = extract(
      'Claim Rejections - 35 USC § 112\nThe following is a quotation of 35 U.S.C. 112(b):\n(b) CONCLUSION.—The specification shall conclude with one or more claims particularly pointing out.\nClaim 3 recites the limitation "the widget" in line 2. There is insufficient antecedent basis for this limitation in the claim.\nClaim 8 recites "about". The term is indefinite.\nConclusion\nAny inquiry concerning this communication should be directed to A B.',
    );
    expect(found.rejections).toMatchObject([{ ground: "112(b)", claims: [3, 8], implicit: true }]);
  });

  test("numbers left out are taken from the paragraphs under the sentence, and marked", () => {
    const found = extract(
      'Claim Rejections - 35 USC § 112\nClaims ____ are rejected under 35 U.S.C. 112(b) as being indefinite.\nClaim 3 recites the limitation "the widget" in line 2. There is insufficient antecedent basis for this limitation in the claim.',
    );
    expect(found.rejections).toMatchObject([{ ground: "112(b)", claims: [3], implicit: true }]);
  });

  test("a section that only quotes the statute makes none", () => {
    expect(
      rejectionsOf(
        "Claim Rejections - 35 USC § 102\nThe following is a quotation of the appropriate paragraphs of 35 U.S.C. 102:\nA person shall be entitled to a patent unless –\nConclusion\nAny inquiry",
      ),
    ).toEqual([]);
  });
});

describe("design applications", () => {
  test("the claim is claim 1", () => {
    expect(
      rejectionsOf(
        "The claim is rejected under 35 U.S.C. 103 as being unpatentable over Smith (US D456,789). The ornamental design of the article is the same.",
      ),
    ).toEqual(["103 1"]);
  });
});

describe("as examiners really write", () => {
  test.each<Cases[number]>([
    [
      "respective dependents with their numbers",
      "Accordingly, claims 1 and 11, and their respective dependent claims 2-10 and 12-20, are rejected under 35 U.S.C. 112(b).",
      ["112(b) 1-20"],
    ],
    [
      "lines wrapped by hand",
      `Claims 1-6, 8 and 10-12 are rejected under 35 U.S.C. 103 as being\nunpatentable over Smith et al. (US 6,123,456) in view of Jones\n(US 2010/0123456) and further in view of Brown\n(US 7,111,222).\n\nAs to claim 1, Smith discloses a widget.`,
      ["103 1-6,8,10-12"],
    ],
    [
      "design, 112 by its ordinals",
      "Claim Rejection - 35 USC § 112\nThe claim is rejected under 35 USC § 112, first and second paragraphs. The only use possible for an ornamental design is its embodiment.",
      ["112(a) 1", "112(b) 1"],
    ],
    [
      "design, 171",
      "In view of the above standard, the claim is rejected under 35 U.S.C. § 171 because the ornamental design is not shown applied to an article of manufacture.",
      ["other 1"],
    ],
    [
      "the doctrine of improper Markush grouping",
      "Claims 9, 11, 14, 17 are rejected under the judicially approved “improper Markush grouping” doctrine.",
      ["other 9,11,14,17"],
    ],
    [
      "a withdrawal that stops at a line break",
      "Withdrawn Objection and Rejection\nThe rejection of claims 1 and 3 under 35 U.S.C. 112(a) or 35 U.S.C. 112 (pre-AlA), first\nparagraph, as failing to comply with the enablement requirement. The claim(s) contains subject\nmatter, is withdrawn in light of Applicant’s persuasive arguments.",
      [],
    ],
    [
      "101 told without the word rejected",
      "CLAIM REJECTIONS - 35 USC § 101\n35 U.S.C. 101 reads as follows:\nWhoever invents or discovers any new and useful process may obtain a patent therefor.\n\nThe claimed invention is directed to a judicial exception without significantly more.  Claim(s) 1-10 is/are directed to one or more abstract idea(s).",
      ["101 1-10"],
    ],
    [
      "a letter that 112 has and a paragraph word",
      "Claim 11 is rejected under 35 U.S.C. 112(b), second paragraph, as being indefinite.",
      ["112(b) 11"],
    ],
    [
      "rejected herein, without a ground",
      "Accordingly, amended Claims 1-12 are now being rejected herein.",
      [],
    ],
    [
      "a decision of the Board",
      "DECISION ON APPEAL\nBefore A B, Administrative Patent Judges.\nClaims 1-9 stand rejected under 35 U.S.C. § 103(a) as obvious over Miranda in light of Iler.",
      [],
    ],
    [
      "dependents without a statute",
      "Claim 5 is rejected under 35 U.S.C. 112(b) as indefinite. Dependent claims 6-9 are also rejected for incorporating the deficiencies of claim 5 by dependency.",
      ["112(b) 5", "112(b) 6-9"],
    ],
    [
      "in the alternative, the claims named again",
      "Claims 1-3 are rejected under 35 U.S.C. 102(a)(1) as anticipated by Smith (US 6,123,456) or, in the alternative, claims 1-3 are rejected under 35 U.S.C. 103 as obvious over Smith.",
      ["102 1-3", "103 1-3"],
    ],
    [
      "amended to overcome",
      "Applicant amended the claims in order to overcome the rejection of claims 1-5 under 35 U.S.C. 101.",
      [],
    ],
    ["not maintained", "The rejection of claims 1-5 under 35 USC 101 is not maintained.", []],
  ])("%s", (_, text, expected) => {
    expect(rejectionsOf(text)).toEqual(expected);
  });

  test("a table of the status of claims is read", () => {
    const found = extract(
      "Claims pending: 1-5, 8-15, 18-20 and 23-24.\n(i) Claims canceled: dependent claims 6-7, 16-17 and 21-22.",
    );
    expect([ranges(found.pending), ranges(found.cancelled)]).toEqual([
      "1-5,8-15,18-20,23-24",
      "6-7,16-17,21-22",
    ]);
  });

  test("claims that recite allowable subject matter are allowable: the verb is theirs, whatever stands behind it", () => {
    expect(ranges(extract("Claims 3 and 4 recite allowable subject matter.").allowableIfRewritten)).toBe(
      "3-4",
    );
    expect(
      extract("Applicant argues that claims 3 and 4 recite allowable subject matter.").allowableIfRewritten,
    ).toEqual([]);
  });

  test("the standing of claims is told apart", () => {
    const found = extract(
      "Claims 1-20 are pending. Claims 5, 8 are cancelled. Claims 19-20 are withdrawn from further consideration as being drawn to a nonelected invention.\nClaims 1-4 are allowed. Claim 6 would be allowable if rewritten in independent form. Claim 7 is objected to as being dependent upon a rejected base claim, but would be allowable if rewritten.\nClaim 9 is objected to because of the following informalities.\nThe drawings are objected to under 37 CFR 1.83(a). The abstract of the disclosure is objected to. The title of the invention is not descriptive.",
    );
    expect([
      ranges(found.pending),
      ranges(found.cancelled),
      ranges(found.withdrawn),
      ranges(found.allowedClaims),
      ranges(found.allowableIfRewritten),
    ]).toEqual(["1-20", "5,8", "19-20", "1-4", "6-7"]);
    expect(found.objections.map((one) => `${one.what} ${ranges(one.claims)}`.trim())).toEqual([
      "claims (dependent on rejected base claim) 7",
      "claims 9",
      "drawings",
      "abstract",
      "title",
    ]);
  });

  test.each<[string, string, string | null]>([
    [
      "This is a final office action. THIS ACTION IS MADE FINAL. Claim 1 is rejected under 35 U.S.C. 101.",
      "CTFR",
      null,
    ],
    ["This is a non-final Office action. Claim 1 is rejected under 35 U.S.C. 101.", "CTNF", null],
    [
      "The restriction requirement is still deemed proper and is therefore made FINAL. Claim 1 is rejected under 35 U.S.C. 101. Any inquiry concerning this communication should be directed to A B.",
      "CTNF",
      null,
    ],
    [
      "Prosecution on the merits is closed in accordance with the practice under Ex parte Quayle. Claim 1 is allowed.",
      "other",
      "quayle",
    ],
    [
      "Claims 1-9 are allowed. The following is an examiner's statement of reasons for allowance: none.",
      "other",
      "allowance",
    ],
    [
      "Restriction to one of the following inventions is required under 35 U.S.C. 121:\nI. Claims 1-13, drawn to a method.\nII. Claims 14-20, drawn to a tool.",
      "other",
      "restriction",
    ],
  ])("%s is %s", (text, actionType, letter) => {
    expect(extract(text)).toMatchObject({ actionType, letter });
  });

  test("the groups of a restriction are read", () => {
    expect(
      extract(
        "Restriction to one of the following inventions is required under 35 U.S.C. 121:\nI. Claims 1-13, drawn to a method.\nII. Claims 14-20, drawn to a tool.",
      ).restriction?.groups.map((group) => [group.label, ranges(group.claims)]),
    ).toEqual([
      ["I", "1-13"],
      ["II", "14-20"],
    ]);
  });
});
