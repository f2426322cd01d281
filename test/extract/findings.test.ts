import { describe, expect, test } from "vitest";
import { extract, ranges } from "../../src/extract/index.js";

const REJECTED = "Claims 1-12 are rejected under 35 U.S.C. 101.";

/** What is said of claims beside rejections, in a line: "allowed 4-6, objected drawings, rejected 101 1-3". */
function told(text: string): string {
  const found = extract(text);
  const claims = (what: string, list: readonly number[]) =>
    list.length > 0 ? [`${what} ${ranges(list)}`] : [];
  return [
    ...found.rejections.map((one) => `rejected ${one.ground} ${ranges(one.claims)}`.trim()),
    ...found.objections.map((one) => `objected ${one.what} ${ranges(one.claims)}`.trim()),
    ...claims("allowed", found.allowedClaims),
    ...claims("cancelled", found.cancelled),
    ...claims("withdrawn", found.withdrawn),
    ...claims("pending", found.pending),
  ].join(", ");
}

describe("the plural that a form left apart", () => {
  test.each([
    ["Claim s 1-3 are rejected under 35 U.S.C. 101.", "rejected 101 1-3"],
    ["07-15-aia AIA Claim s 1-3 is/are rejected under 35 U.S.C. 101.", "rejected 101 1-3"],
    ["Claim s: 1-3 are rejected under 35 U.S.C. 101.", "rejected 101 1-3"],
    ["Claim s (1-3) are rejected under 35 U.S.C. 101.", "rejected 101 1-3"],
    ["Claim  s 1-3 are rejected under 35 U.S.C. 101.", "rejected 101 1-3"],
    ["Claim' s 1-3 are rejected under 35 U.S.C. 101.", "rejected 101 1-3"],
    ["The rejection of claim s 1-3 under 35 U.S.C. 101 is maintained.", "rejected 101 1-3"],
    ["Claim s 4-6 are allowed.", "allowed 4-6"],
    ["Claim s 4-6 are objected to because of informalities.", "objected claims 4-6"],
    ["Claim s 7 and 8 are withdrawn from further consideration.", "withdrawn 7-8"],
    ["Claim s 7 and 8 have been cancelled. Claim s 1-6 are pending.", "cancelled 7-8, pending 1-6"],
  ])("%s", (text, expected) => {
    expect(told(text)).toBe(expected);
    expect(extract(text).warnings.map(({ code }) => code)).not.toContain("lost-words");
  });
});

describe("what claims were once cuts no live list", () => {
  test.each([
    "Claims 1-6 were initially pending. Claims 7-12 were added.",
    "Originally, claims 1-6 were pending.",
    "Claims 1-6 were examined in the last Office action. Claims 7-12 are new.",
    "Claims 1-6 had been presented for examination.",
    "Prior to the amendment, claims 1-6 are pending.",
    "Claims 1-6 are pending and claims 7-12 are newly added.",
    "Claims 1-6 are pending. New claims 7-12 have been added.",
    "Claims 1-6 are pending. Applicant has added new claims 7-12.",
    "In the parent application claims 1-6 are pending.",
  ])("%s", (text) => {
    expect(told(`${text} ${REJECTED}`)).toContain("rejected 101 1-12");
  });
  test("what is pending now still does", () => {
    expect(told(`Claims 1-6 are pending. ${REJECTED}`)).toBe("rejected 101 1-6, pending 1-6");
    expect(told("Claims 1-6, as originally filed, are pending.")).toBe("pending 1-6");
  });
});

describe("allowed, cancelled and withdrawn are of the claims", () => {
  test.each([
    ["Applicant has incorporated claim 1 into previously allowable claim 3.", ""],
    ["Applicant rewrote claim 3 as claim 1 plus allowable claim 4.", ""],
    ["The carriage of claim 3 is allowed to move along the rail.", ""],
    ["As to claims 3-5, the fluid is allowed to flow.", ""],
    ["Claim 8 recites that the transaction is allowed.", ""],
    ["The amendment of claim 1 is allowed.", ""],
    ["Claims 1-10 were previously allowed.", ""],
    ["Claims 5 and 6 were allowed in the parent application.", ""],
    ["Regarding claim 4, Smith teaches that the order of claim 3 is cancelled by the user.", ""],
    ["Smith discloses claim 7: wherein the request is canceled.", ""],
    ["In claim 7, the card is withdrawn from the slot.", ""],
    ["Per claim 8, Smith discloses wherein the requests are pending.", ""],
    ["Applicant has cancelled claims 1-3 and added claims 4-9.", "cancelled 1-3"],
    ["Claims 1-3 have been amended and claims 4-6 have been deleted.", "cancelled 4-6"],
    ["Each of claims 4-6 has been deleted.", "cancelled 4-6"],
    ["Applicant has deleted claims 4-6.", "cancelled 4-6"],
    ["Claims 4-6 should be deleted.", ""],
    ["The limitation of claim 3 has been deleted.", ""],
    ["In claim 3, lines 4-5 have been deleted.", ""],
    ['Claim 3, line 2, "about" has been deleted.', ""],
    ["Claim 4, which depends on allowed claim 3, is objected to.", "objected claims 4"],
    [
      "Since claim 1 now includes the limitations of previously allowable claim 5, claims 1-4 are allowed.",
      "allowed 1-4",
    ],
    ["Claims 1-3 and the drawings are objected to.", "objected claims 1-3, objected drawings"],
    ["Claim 5 recites the pump and is therefore allowed.", "allowed 5"],
    ["Claim 1 is allowed. Claims 2 and 4 are deemed allowable.", "allowed 1-2,4"],
    // The same told twice, in numbers that differ: the list that says "allowed" holds.
    ["Claims 1-5, 9 are found allowable. Claims 1-4, 6 are allowed.", "allowed 1-4,6"],
    ["Claims 1-9 are found allowable. Claim 1 is allowed.", "allowed 1-9"],
    ["Claims 4-6, drawn to a non-elected species, have been withdrawn.", "withdrawn 4-6"],
    [
      "Claims 1-3 and 5 are allowed; claims 4 and 6 are cancelled; claims 7-9 are withdrawn.",
      "allowed 1-3,5, cancelled 4,6, withdrawn 7-9",
    ],
  ])("%s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("boxes and headings", () => {
  test.each([
    ["9)[ ] The specification is objected to by the Examiner.", ""],
    ["9)\u25a1 The specification is objected to by the Examiner.", ""],
    ["10)[ ] The drawing(s) filed on May 3 are: a)[ ] accepted or b)[ ] objected to by the Examiner.", ""],
    ["9)[X] The specification is objected to by the Examiner.", "objected specification"],
    ["___ The drawings are objected to.\n_X_ The specification is objected to.", "objected specification"],
    ["____ Claims 1-3 are objected to because of informalities.", ""],
    [
      "\u2610 The drawings are objected to by the Examiner. \u2612 The specification is objected to by the Examiner.",
      "objected specification",
    ],
    ["Objection to the Specification\nThe abstract exceeds 150 words.", "objected specification"],
    ["Objections to the Drawings\nFigure 3 lacks the numeral 12.", "objected drawings"],
    ["Specification Objections\nThe examiner acknowledges the new abstract.", ""],
    ["Objection to the Specification\nThe objection is withdrawn since the title should not be longer.", ""],
  ])("%s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("entities, escapes and quotations of Markdown", () => {
  test.each([
    "Claims 1&ndash;3 are rejected under 35 U.S.C. 101.",
    "<u>Claims 1-3</u> are <b>rejected</b> under 35 U.S.C. 101.",
    'Claims 1-3 are <u>rejected</u><br/>under <span class="a">35 U.S.C.</span> 101.',
    "Claims 1-3<sup>2</sup> are rejected under 35 U.S.C. \\§ 101.",
    "Claims 1\\-3 are rejected under 35 U\\.S\\.C\\. 101\\.",
    "Claims 1&#8211;2 &amp; 3 are rejected under 35&nbsp;U.S.C. &sect; 101.",
    "Claims 1&#x2013;3 are rejected under 35 U.S.C. 101.",
    "> Claims 1-3 are\n> rejected under 35\n> U.S.C. 101.",
  ])("%s", (text) => {
    expect(told(text)).toBe("rejected 101 1-3");
  });
  test.each([
    "Claims 1&hyphen;2&comma; 3&nbsp;are rejected under 35 U&period;S&period;C&period; &sect;&thinsp;101&period;",
    "Claims 1&amp;ndash;3 are rejected under 35&#160;U.S.C. &#xa7; 101.",
    "Claims 1&dash;3 are rejected under 35 U.S.C.&numsp;101.",
    "Claims 1-<del>2</del><ins>3</ins> are rejected under 35 U.S.C. 101.",
    "<s>Claims 1-9 are rejected under 35 U.S.C. 112(b).</s> Claims 1-3 are rejected under 35 U.S.C. 101.",
    "~~Claims 1-9 are rejected under 35 U.S.C. 112(b).~~ Claims 1-3 are rejected under 35 U.S.C. 101.",
    '<p>Claims 1-3 are <a href="https://example.org/a?b=1">rejected</a> under 35 U.S.C. 101.</p>',
    "[Claims 1-3](https://example.org/claims) are rejected under [35 U.S.C. 101](#statute).",
    "> Claims 1-9 are rejected under 35 U.S.C. 112(b).\n\nClaims 1-3 are rejected under 35 U.S.C. 101.",
    "<blockquote>Claims 1-9 are rejected under 35 U.S.C. 112(b).</blockquote> Claims 1-3 are rejected under 35 U.S.C. 101.",
  ])("%s", (text) => {
    expect(told(text)).toBe("rejected 101 1-3");
  });
  test("what is quoted in a block is told as quoted", () => {
    const text =
      "The previous action said:\n\n> Claims 1-3 are rejected under 35 U.S.C. 101.\n> Claim 4 is allowed.\n";
    expect(told(text)).toBe("");
    expect(extract(text).notRejections).toMatchObject([
      { kind: "quoted", claims: [1, 2, 3], because: ["in-a-block-quotation"] },
    ]);
  });
  test("a link around a name leaves it the name of its number", () => {
    const text =
      'Claims 1-3 are rejected under 35 U.S.C. 103 over [Smith](https://example.org/p(1)) ([US 5,890,015](https://example.org/q "title")) in view of [Jones et al.](/r) (US 6,123,456).';
    expect(extract(text).rejections[0]!.references.map(({ name, normalized }) => [name, normalized])).toEqual(
      [
        ["Smith", "US5890015"],
        ["Jones", "US6123456"],
      ],
    );
  });
  test("letters with marks written as entities belong to the name", () => {
    const text = "Claims 1-3 are rejected under 35 U.S.C. 102 as anticipated by Bj&ouml;rk (US 5,890,015).";
    expect(extract(text).rejections[0]!.references[0]).toMatchObject({
      name: "Bjork",
      normalized: "US5890015",
    });
  });
  test("what nothing closes is not struck out, and no tag", () => {
    expect(told("It is <b and c> d. <s>Claims 1-3 are rejected under 35 U.S.C. 101.")).toBe(
      "rejected 101 1-3",
    );
    expect(told("It is ~~ 5 V. <s>Claims 1-3 are rejected under 35 U.S.C. 101.")).toBe("rejected 101 1-3");
  });
  test("an entity keeps the places of the source", () => {
    const text = "A &amp; B. Claims 1&ndash;3 are rejected under 35 U.S.C. 101.";
    const { span } = extract(text).rejections[0]!;
    expect(text.slice(span.start, span.end)).toBe("Claims 1&ndash;3 are rejected under 35 U.S.C. 101.");
  });
});

describe("what sort of letter", () => {
  test.each([
    ["This Final Rejection is filed in response to the amendment.", "CTFR"],
    ["The following Final Action is in response to the amendment.", "CTFR"],
    ["This communication is a Final Office Action in response to the remarks.", "CTFR"],
    ["The present Final Office Action is responsive to the remarks of May 3.", "CTFR"],
    ["This FINAL action is issued in reply to the remarks.", "CTFR"],
    ["This Non-Final Rejection is filed in response to the amendment.", "CTNF"],
    ["The following Non-Final Action is in response to the amendment.", "CTNF"],
    ["The Final Office Action of May 3 is hereby withdrawn.", "unknown"],
    ["This action is in response to the amendment after the Final Office Action of May 3.", "unknown"],
    ["This Final Office Action mailed on May 3 is vacated.", "unknown"],
    ["A Non-Final Rejection was mailed on May 3, 2019.", "unknown"],
  ])("%s", (text, type) => {
    expect(extract(`${text} ${REJECTED}`).actionType).toBe(type);
  });
  test("a code that says another type than the text is warned of", () => {
    const codes = (documentCode: string) =>
      extract(`This action is made final. ${REJECTED}`, { documentCode }).warnings.map(({ code }) => code);
    expect(codes("CTNF")).toContain("code-disagrees");
    expect(codes("CTFR")).not.toContain("code-disagrees");
  });
});

describe("references in all written forms", () => {
  const over = (words: string) => {
    const { rejections, flags } = extract(`Claim 1 is rejected under 35 U.S.C. 103 ${words}.`);
    const names = rejections[0]!.references.map(({ name, normalized }) => normalized ?? name);
    return `${names.join(" + ")} = ${flags.cite103Max}`;
  };
  test.each([
    ["as obvious over Smith et at. (US Patent 5,890,015)", "US5890015 = 1"],
    ["as obvious over Smith et ai. (US 5,890,015)", "US5890015 = 1"],
    [
      "as obvious over Smith et aI. (US 5,890,015) in view of Jones eta!. (US 6,123,456)",
      "US5890015 + US6123456 = 2",
    ],
    [
      "as being unpatentable Smith (US 5,890,015) in view of Jones (US 6,123,456)",
      "US5890015 + US6123456 = 2",
    ],
    ["Smith (US 5,890,015) in view of Jones (US 6,123,456)", "US5890015 + US6123456 = 2"],
    ["as being unpatentable over Smith, Jones and Brown", "Smith + Jones + Brown = 3"],
    ["as being unpatentable over Smith, Jones, Brown, and Green", "Smith + Jones + Brown + Green = 4"],
    ["as being unpatentable over Smith 5890015 in view of Jones 6123456", "US5890015 + US6123456 = 2"],
    ["over Smith (US 5,890,015) and Examiner's Official Notice", "US5890015 = 1"],
    ["over Smith (US 5,890,015) in view of Official Notice", "US5890015 = 1"],
    ["over applicant's admitted prior art (AAPA) in view of Smith (US 5,890,015)", "US5890015 = 1"],
    ["over Admitted Prior Art (APA) in view of Smith (US 5,890,015)", "US5890015 = 1"],
    ["over AAPA, Smith (US 5,890,015), and Jones (US 6,123,456)", "US5890015 + US6123456 = 2"],
    ["over Prior Art Figure 1 in view of Smith (US 5,890,015)", "US5890015 = 1"],
    ["over Figs. 1-3 of the present application (hereinafter APA) and Smith (US 5,890,015)", "US5890015 = 1"],
    ["over Prior Art as admitted by Applicant (PAA) in view of Smith (US 5,890,015)", "US5890015 = 1"],
    ["over the Applicant's own prior art in view of Smith (US 5,890,015)", "US5890015 = 1"],
    ["over Applicant's prior art patent to Smith (US 5,890,015)", "US5890015 = 1"],
    ["over Smith (US 5,890,015) in view of the Applicant's Description of the Related Art", "US5890015 = 1"],
    [
      'over Smith (US 5,890,015) in view of Applicants\' Admitted Prior Art, hereinafter "AAPA"',
      "US5890015 = 1",
    ],
    [
      "over Figure 3 of Smith (US 5,890,015) and the prior art of record, Jones (US 6,123,456)",
      "US5890015 + US6123456 = 2",
    ],
    [
      "over Smith (US 5,890,015) in view of admitted prior art and Jones (US 6,123,456)",
      "US5890015 + US6123456 = 2",
    ],
    ["over Smith (US 2015/0123456) in view of Smith et al. (US 20150123456 A1)", "US20150123456 = 1"],
  ])("%s", (words, expected) => {
    expect(over(words)).toBe(expected);
  });
});

describe("what is proposed, argued, reported or answered is not decided", () => {
  test.each([
    "The requester proposed that claims 1-3 are rejected under 35 U.S.C. 102(b) over Smith. This proposed rejection is not adopted.",
    "Claims 1-3 are rejected under 35 U.S.C. 102(b) as being anticipated by Smith. This proposed rejection is not adopted.",
    "It was reported in the interview that claims 1-3 are rejected under 35 U.S.C. 103 over Smith.",
    "In answer to the argument that claims 1-3 are rejected under 35 U.S.C. 101, the amendment is noted.",
  ])("%s", (text) => {
    expect(told(text)).toBe("");
    expect(extract(text).notRejections).toHaveLength(1);
  });
  test("a proposal that is adopted is", () => {
    expect(
      told(
        "The requester has proposed that claims 1-3 are rejected under 35 U.S.C. 102(b) over Smith. This proposed rejection is adopted.",
      ),
    ).toBe("rejected 102 1-3");
  });
});
