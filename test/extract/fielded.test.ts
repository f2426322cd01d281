import { describe, expect, test } from "vitest";
import { extract, referenceKey } from "../../src/extract/index.js";

/** Ground, claims and references of every live rejection: "103 1-3 Smith, US6123456". */
function toldIn(text: string): string[] {
  return extract(`DETAILED ACTION\n${text}`).rejections.map((rejection) =>
    [
      rejection.ground,
      rejection.claims.join(","),
      rejection.references.map((reference) => reference.normalized ?? reference.name).join("+"),
    ]
      .filter((part) => part !== "")
      .join(" "),
  );
}

const SMITH = "Smith (US 6,123,456)";

describe("documents as examiners of many offices write them", () => {
  test.each<[string, string]>([
    ["USP 5,912,447", "US5912447"],
    ["USPAP 2002/0134567", "US20020134567"],
    ["US 2005/OI23456 A1", "US20050123456"],
    ["GR 1006789 B", "GR1006789"],
    ["HR P20110123 A2", "HRP20110123"],
    ["SK 288123 B6", "SK288123"],
    ["IS 2789 B", "IS2789"],
    ["PH 1 2012 000123 A1", "PH12012000123"],
    ["BR 10 2013 012345 A2", "BR102013012345"],
    ["DK 2009 00123 A", "DK200900123"],
    ["UK 1 234 567", "GB1234567"],
    ["Dan. pat. 123,456", "DK123456"],
    ["Jap. Kokai 54-123456", "JP54123456"],
    ["German Offenlegungsschrift 39 12 345", "DE3912345"],
    ["EPO document 0 234 567 A1", "EP0234567"],
  ])("%s is %s", (written, key) => {
    expect(referenceKey(written)).toBe(key);
  });

  test.each(["plasmid ID 123456", "see AR 12345", "47 USP 123456"])("%s is no document", (written) => {
    expect(referenceKey(written)).toBeNull();
  });
});

describe("names as they are written", () => {
  test.each<[string, string, string]>([
    ["Bergström et al. (US 6,123,456)", "Bergström", "US6123456"],
    ["Łukasik (US 6,123,456)", "Łukasik", "US6123456"],
    ["Ó Súilleabháin (US 6,123,456)", "Ó Súilleabháin", "US6123456"],
    ["Vázquez-Montalbán (US 6,123,456)", "Vázquez-Montalbán", "US6123456"],
    ["Patent Application Publication to Peano, US 2017/0100200 A1", "Peano", "US20170100200"],
  ])("%s keeps its name", (reference, name, key) => {
    const found = extract(`Claim 1 is rejected under 35 U.S.C. 103 as being unpatentable over ${reference}.`);
    expect(found.rejections[0]!.references).toMatchObject([{ name, normalized: key }]);
  });

  test("signs of other alphabets stand in references and headings as they do in the text", () => {
    const found = extract(
      "Claim Rejections - 35 USC § 103 – “α-Olefin ≥ 5”\nClaim 1 is rejected under 35 U.S.C. 103 as being unpatentable over 王 (CN 104567890 A).",
    );
    expect(found.sections.map((section) => section.heading)).toContain(
      'Claim Rejections - 35 USC § 103 - "α-Olefin ≥ 5"',
    );
    expect(found.rejections[0]!.references[0]).toMatchObject({
      raw: "王 (CN 104567890 A)",
      normalized: "CN104567890",
    });
  });

  test.each<[string, string, string]>([
    [
      "a name that a sentence gives to a number",
      "Claim 1 is rejected under 35 U.S.C. 103 over Ueda (US 6,123,456) in view of either Okamoto or Hirota.\nOkamoto is US 7,111,222. Hirota is US 7,222,333.",
      "103 1 US6123456+US7111222+US7222333",
    ],
    [
      "a word that ends like a prefix of names",
      "Claim 1 is rejected under 35 U.S.C. 103 as unpatentable over Saari et al. and Salonen.\nSaari et al. (US 2016/0333222) has an app, while Salonen (US 9,555,666) has a sensor.",
      "103 1 US20160333222+US9555666",
    ],
  ])("%s", (_, text, told) => {
    expect(toldIn(text)).toEqual([told]);
  });
});

describe("combinations as they are listed", () => {
  const first = `Claim 1 is rejected under 35 U.S.C. 103 as being unpatentable over ${SMITH} in view of Jones (US 7,111,222).\n`;
  test.each<[string, string, string]>([
    [
      "a known name and a new one",
      "Claim 2 is rejected under 35 U.S.C. 103 as being unpatentable over Smith in view of Jones and Brown (US 7,222,333).",
      "103 2 US6123456+US7111222+US7222333",
    ],
    [
      "and/or at the end",
      "Claim 2 is rejected under 35 U.S.C. 103 as being unpatentable over Smith, Jones, and/or Brown (US 7,222,333).",
      "103 2 US6123456+US7111222+US7222333",
    ],
    [
      "one reference for anticipation and the alternative",
      "Claim 2 is rejected under 35 U.S.C. 103 as anticipated by or, in the alternative, as obvious over Brown (US 7,222,333).",
      "103 2 US7222333",
    ],
  ])("%s", (_, text, told) => {
    expect(toldIn(first + text).at(-1)).toBe(told);
  });

  test("a reference that serves as evidence counts among the references of a rejection", () => {
    const found = extract(
      `Claim 1 is rejected under 35 U.S.C. 102(a)(1) as being anticipated by ${SMITH}, as evidenced by Jones (US 7,111,222).`,
    );
    expect(found.flags.cite102GT1).toBe(1);
  });
});

describe("rejections in an examiner's own words", () => {
  test.each<[string, string, string[]]>([
    [
      "continue to be rejected",
      `Claims 6-8 continue to be rejected under 35 U.S.C. 103(a) as unpatentable over ${SMITH}.`,
      ["103 6,7,8 US6123456"],
    ],
    [
      "the statute before the claims",
      `The rejection under 35 U.S.C. 103(a) of claims 1-3 over ${SMITH} is repeated.`,
      ["103 1,2,3 US6123456"],
    ],
    [
      "a ground by its name",
      `The obviousness rejection of claims 2 and 3 based on ${SMITH} and Jones (US 7,111,222) is sustained.`,
      ["103 2,3 US6123456+US7111222"],
    ],
    [
      "maintained for some claims, stated for others",
      `The rejection of claims 5 and 7 under 35 USC 103(a) over ${SMITH} is maintained for reasons of record.\nClaims 1-3 are rejected under 35 U.S.C. 103(a) as being unpatentable over Jones (US 7,111,222).`,
      ["103 5,7 US6123456", "103 1,2,3 US7111222"],
    ],
    [
      "a pilcrow for the paragraph and a second statute",
      "Claims 14 and 15 are rejected under 35 U.S.C. 112, ¶ 2, and 35 U.S.C. 101.",
      ["112(b) 14,15", "101 14,15"],
    ],
    [
      "inclusive",
      `Claims 1 through 4, inclusive, and claim 9 are rejected under 35 USC 103 (a) over ${SMITH}.`,
      ["103 1,2,3,4,9 US6123456"],
    ],
    [
      "confused characters",
      `Claims l-3, 8 and lO are rejeted under 35 U.S.C. l03{a) as being unpatentable over ${SMITH}.`,
      ["103 1,2,3,8,10 US6123456"],
    ],
    [
      "the claims announced and told at the end",
      `The following claims are rejected under 35 U.S.C. 103 as being unpatentable over ${SMITH}: claims 11, 12 and 14.`,
      ["103 11,12,14 US6123456"],
    ],
    [
      "the claims behind the verb",
      `Rejected under 35 U.S.C. 103 as obvious over ${SMITH}, are claims 13 and 15.`,
      ["103 13,15 US6123456"],
    ],
    [
      "brackets that say which claims are left out",
      `Claims 1-3 and 9 (i.e., all claims except claims 4-8) are rejected under 35 U.S.C. 103 over ${SMITH}.`,
      ["103 1,2,3,9 US6123456"],
    ],
    [
      "it, of a claim that depends from another",
      "Claim 14 depends from cancelled claim 7 and is not examined. It is rejected under 35 U.S.C. 112(d).",
      ["112(d) 14"],
    ],
    [
      "a range over three lines",
      `Claims 1\n-\n4,\n6\nand\n9\nare rejected under 35 U.S.C.\n103\nover ${SMITH}.`,
      ["103 1,2,3,4,6,9 US6123456"],
    ],
    [
      "the references of other claims",
      `Claims 1-3 are rejected under 35 U.S.C. 103 over ${SMITH}.\nClaims 4-6 are rejected under 35 U.S.C. 103 for the reasons given with regard to claims 1-3.`,
      ["103 1,2,3 US6123456", "103 4,5,6 US6123456"],
    ],
    [
      "the art of other claims and one more",
      `Claim 1 is rejected under 35 U.S.C. 103 over ${SMITH}.\nClaim 2 is rejected under 35 U.S.C. 103 over the art as applied to claim 1 above, and further in view of Jones (US 7,111,222).`,
      ["103 1 US6123456", "103 2 US6123456+US7111222"],
    ],
    [
      "what would be maintained",
      `The rejection of claims 1-6 under 35 U.S.C. 103(a) over ${SMITH} would be maintained.`,
      [],
    ],
  ])("%s", (_, text, told) => {
    expect(toldIn(text)).toEqual(told);
  });
});

test.each([
  ["2a)[ ] This action is FINAL.  2b)[X] This action is non-final.", "CTNF"],
  ["2a)[X] This action is FINAL.  2b)[ ] This action is non-final.", "CTFR"],
])("%s is %s", (boxes, actionType) => {
  const found = extract(
    `${boxes}\nClaim 1 is rejected under 35 U.S.C. 103 as being unpatentable over ${SMITH}.\nAny inquiry concerning this communication should be directed to the examiner.`,
  );
  expect(found.actionType).toBe(actionType);
});

test.each<[string, string]>([
  [
    "The following patents are cited to further show the state of the art: USPN 4,123,456.",
    "of-record-not-relied",
  ],
  [
    "This application is the national stage of PCT/EP2015/061234 (published as WO 2015/181234).",
    "mentioned-family",
  ],
  ["Claims 1-4 of U.S. Patent No. 7,111,222 are subject to reexamination.", "mentioned-family"],
])("%s is %s", (text, context) => {
  expect(extract(`Conclusion\n${text}`).citations.map((citation) => citation.context)).toEqual([context]);
});

test("lines that end as Windows ends them are read as any others, and spans count both characters", () => {
  const lines = [
    "Claim Rejections - 35 USC § 103",
    "Claims 1, 3, 5 and 7-9 of the present application are",
    "rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456)",
    "in view of",
    "Jones (US 7,111,222).",
  ];
  const text = lines.join("\r\n");
  expect(toldIn(text)).toEqual(toldIn(lines.join("\n")));
  const [rejection] = extract(text).rejections;
  expect(text.slice(rejection!.span.start, rejection!.span.end)).toBe(lines.slice(1).join("\r\n"));
});
