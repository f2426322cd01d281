import { describe, expect, test } from "vitest";
import { extract } from "../../src/extract/index.js";

const REJECTED = "DETAILED ACTION\nClaim 1 is rejected under 35 U.S.C. 103 as being unpatentable over ";

/** Each warning with the words it points at. */
function warned(text: string): string[] {
  return extract(text).warnings.map(({ code, span }) =>
    span === null ? code : `${code}: ${text.slice(span.start, span.end)}`,
  );
}

describe("an action that rejects nothing says so", () => {
  test.each<[text: string, warning: string]>([
    [
      "Notice of Allowability\nClaims 1-9 are allowed. The following is an examiner's statement of reasons for allowance.",
      "No claim is rejected; the letter is of type allowance.",
    ],
    [
      "DECISION ON PETITION\nThis is a decision on the petition under 37 CFR 1.137(a). The petition is GRANTED.",
      "No claim is rejected; the letter is of type petition-decision.",
    ],
    [
      "Les revendications 1 to 5 lack novelty; the claims are not examined here.",
      "No claim is rejected, and what sort of letter it is cannot be told.",
    ],
  ])("%j", (text, message) => {
    expect(extract(text).warnings).toEqual([{ code: "no-rejection", message, span: null }]);
  });
});

describe("what cannot be read as written is told, with its place", () => {
  test.each<[text: string, warning: string[]]>([
    [
      "DETAILED ACTION\nClaims 6-8 are rejected over Smith (US 6,123,456) in view of Jones (US 7,111,222).",
      [
        "claims-without-ground: Claims 6-8 are rejected over Smith (US 6,123,456) in view of Jones (US 7,111,222).",
      ],
    ],
    ["DETAILED ACTION\nClaim 9 stands rejected.", ["claims-without-ground: Claim 9 stands rejected."]],
    ["Claims 1-9 are rejected.\nClaims 1-9 are rejected under 35 U.S.C. 103 over Smith (US 6,123,456).", []],
    [
      `${REJECTED}Smith (U.S. Patent No. 6,12,456) in view of Jones (US Pub. No. 2005/123).`,
      ["number-unreadable: U.S. Patent No. 6,12,456", "number-unreadable: US Pub. No. 2005/123"],
    ],
    [
      `${REJECTED}Smith (US 6,123,456). The U.S. patents 2001-2005 and U.S. Patent Application No. 16/345,678 are not cited.`,
      [],
    ],
    [
      `${REJECTED}Smith in view of Jones.\nSmith (US 6,123,456) has a lid. Smith (US 7,123,456) has a rim. Jones (US 7,111,222).`,
      ["name-ambiguous: Smith"],
    ],
    [
      `${REJECTED}Lin (US 7,999,111) in view of Lin (US 8,999,222).\nClaim 2 is rejected under 35 U.S.C. 103 as being unpatentable over Lin '111 in view of Lin '222.`,
      [],
    ],
    [
      "Claims 1-20 are pending.\nClaims 10-25 are rejected under 35 U.S.C. 101.",
      ["beyond-pending: Claims 10-25"],
    ],
    [
      "Claims 12-9 are rejected under 35 U.S.C. 101.",
      ["range-backwards: 12-9", "ground-without-claims: Claims 12-9 are rejected under 35 U.S.C. 101."],
    ],
    [
      "Claims * are rejected under 35 U.S.C. 101.",
      ["placeholder: Claims * are rejected under 35 U.S.C. 101."],
    ],
  ])("%s", (text, warning) => {
    expect(warned(text)).toEqual(warning);
  });
});

test.each<[pending: string, told: string, claims: number[]]>([
  ["1-12", "10-25", [10, 11, 12]],
  ["1-12", "10-12, 25", [10, 11, 12, 25]],
  ["1-12", "10 through 25 and 30", [10, 11, 12, 30]],
])("claims %s pending: a range is not taken past them in %s", (pending, told, claims) => {
  const found = extract(`Claims ${pending} are pending.\nClaims ${told} are rejected under 35 U.S.C. 101.`);
  expect(found.rejections.map((one) => one.claims)).toEqual([claims]);
});

test("one name of two documents is told apart by the last digits of their numbers", () => {
  const found = extract(
    `${REJECTED}Lin (US 7,999,111) in view of Lin (US 8,999,222).\nClaim 2 is rejected under 35 U.S.C. 103 as being unpatentable over Lin '111 in view of Lin '222.`,
  );
  expect(found.rejections[1]!.references.map((one) => one.normalized)).toEqual(["US7999111", "US8999222"]);
});

test("a short name with digits in brackets keeps both", () => {
  const found = extract(`${REJECTED}Yamazaki (US 2010/0100053, hereinafter Yamazaki ('053)) in view of Lin.`);
  expect(found.rejections[0]!.references[0]!.name).toBe("Yamazaki ('053)");
});

test.each(["The apparatus 7123456 is shown", "the bus 7123456", "versus 6,425,718 particles"])(
  "%s cites nothing",
  (text) => {
    expect(extract(`Claims 1-3 are pending. ${text}.`).citations).toEqual([]);
  },
);

test.each([
  ["The title of the invention is not descriptive. A new title is required.", ["title"]],
  ["Applicant submits that the title is not descriptive.", []],
])("%s objects to %s", (text, what) => {
  expect(extract(`Specification\n${text}`).objections.map((one) => one.what)).toEqual(what);
});

describe("what the applicant elected", () => {
  test.each<[text: string, election: object | null]>([
    [
      "Applicant's election without traverse of Group I, claims 1-3, in the reply filed on May 1, 2020 is acknowledged.",
      { traverse: "without traverse", elected: "Group I", claims: [1, 2, 3] },
    ],
    [
      "Applicant elected Species A, drawn to claims 1-3, with traverse.",
      { traverse: "with traverse", elected: "Species A", claims: [1, 2, 3] },
    ],
    [
      "A provisional election was made without traverse to prosecute the invention of Group II, claims 4 and 5.",
      { traverse: "without traverse", elected: "Group II", claims: [4, 5] },
    ],
    ["Applicant's election of Group I is acknowledged.", { traverse: null, elected: "Group I", claims: [] }],
    ["Applicant is required to elect a single species.", null],
    ["Upon election of Group I, claims 1-5 will be examined.", null],
    [
      "Applicant chose Group II, claims 4-9, without traverse in the reply filed on May 3, 2021.",
      { traverse: "without traverse", elected: "Group II", claims: [4, 5, 6, 7, 8, 9] },
    ],
    ["If applicant selected Group II, claims 4-9 would be examined.", null],
    ["Applicant chose to amend claims 1-5 of Group I.", null],
    ["A reply must include an election of a species.", null],
  ])("%s", (text, election) => {
    const found = extract(`DETAILED ACTION\nElection/Restrictions\n${text}`).election;
    if (election === null) expect(found).toBeNull();
    else expect(found).toMatchObject(election);
  });
});

describe("a decision is named, not merely its word", () => {
  test.each<[text: string, named: string[]]>([
    ["Alice, a user, sends a key to Bob.", []],
    ["The Mayo Clinic and Mayo Foundation report a myriad, and Myriad, Inc. another.", []],
    ["See Alice, 573 U.S. at 217.", ["alice"]],
    ["The claims fail under the Alice/Mayo test.", ["alice", "mayo"]],
    ["The Court in Mayo and Myriad held otherwise.", ["mayo", "myriad"]],
    ["Alice Corp. v. CLS Bank; Bilski v. Kappos.", ["alice", "bilski"]],
  ])("%s", (text, named) => {
    const { flags } = extract(`Claims 1-3 are rejected under 35 U.S.C. 101. ${text}`);
    expect((["alice", "mayo", "bilski", "myriad"] as const).filter((one) => flags[one]).sort()).toEqual(
      named.sort(),
    );
  });
});

test.each<[signature: string, type: number]>([
  ["/JANE DOE/\nExaminer, Art Unit 2121", 0],
  ["/JANE DOE/\nPrimary Examiner, Art Unit 2121", 1],
  ["/JANE DOE/\nExaminer, Art Unit 2121\n/RICHARD ROE/\nPrimary Examiner, Art Unit 2121", 2],
  ["/JANE DOE/\nExaminer, Art Unit 2121\n/RICHARD ROE/\nSupervisory Patent Examiner, Art Unit 2121", 3],
  ["/JANE DOE/\nExaminer, Art Unit 2121\n/RICHARD ROE/\nDirector, Technology Center 2100", 4],
])("the signature %j is of type %d", (signature, type) => {
  const text = `Claims 1-3 are allowed.\nAny inquiry concerning this communication should be directed to Jane Doe whose telephone number is 571-272-0000.\n${signature}`;
  expect(extract(text).flags.signatureType).toBe(type);
});

const REPLY = `Applicant: John Doe, Serial No. 15/123,456
AMENDMENT AND RESPONSE UNDER 37 CFR 1.111
In response to the Office Action mailed May 3, 2018, please amend the application as follows.
REMARKS
Claims 1-3 are rejected under 35 U.S.C. 102(a)(1) as being anticipated by Smith (US 5,890,015). Applicant respectfully traverses the rejection.
Respectfully submitted,
/Jane Roe/
Registration No. 45,678, Attorney for Applicant`;

describe("a paper of another than the USPTO says so, and rejects nothing", () => {
  const rejected = "Claims 1-3 are rejected under 35 U.S.C. 102(b) as being anticipated by Smith.";
  test.each<[text: string, paper: string]>([
    [REPLY, "an applicant's reply"],
    [`Reconsideration is respectfully requested. ${rejected}\nReg. No. 45678`, "an applicant's reply"],
    [
      `APPEAL BRIEF UNDER 37 CFR 41.37\nReal party in interest: Doe Inc.\n${rejected}`,
      "a brief in an appeal",
    ],
    [
      `PETITION FOR INTER PARTES REVIEW\nof U.S. Patent No. 8,111,222\n${rejected}`,
      "a petition or a request for review",
    ],
    [
      `PATENT COOPERATION TREATY\nWRITTEN OPINION OF THE INTERNATIONAL SEARCHING AUTHORITY\n${rejected}`,
      "a search report or opinion of an international or foreign authority",
    ],
    [`Communication pursuant to Article 94(3) EPC\n${rejected}`, "a letter of a foreign patent office"],
  ])("%s", (text, paper) => {
    const { rejections, notRejections, warnings, actionType } = extract(text);
    expect(rejections).toEqual([]);
    expect(notRejections[0]).toMatchObject({ kind: "quoted", claims: [1, 2, 3] });
    expect(actionType).toBe("unknown");
    expect(warnings).toEqual([
      {
        code: "not-an-office-action",
        message: `It may be no Office action: it reads like ${paper}, and what it says of rejections is not decided in it.`,
        span: null,
      },
    ]);
  });

  test.each([
    `DETAILED ACTION\nIn response to the Office action, applicant respectfully submits that Smith lacks a lid.\n${rejected}`,
    `${rejected}\nApplicant respectfully traverses the rejection.`,
    `This Office action is in response to the reply. Please cancel nothing. Reg. No. 45,678 was called.\n${rejected}`,
    `Response to Amendment\nResponse to Arguments\nIt is respectfully submitted by applicant that Smith lacks a lid.\n${rejected}`,
    `NOTICE OF DEFECTIVE APPEAL BRIEF\n${rejected}`,
  ])("but no action that tells what was written: %s", (text) => {
    expect(extract(text).warnings.map(({ code }) => code)).not.toContain("not-an-office-action");
    expect(extract(text).rejections).toHaveLength(1);
  });

  test("the USPTO's code, where someone says it, goes before, with the warning", () => {
    const { rejections, warnings, actionType } = extract(REPLY, { documentCode: "CTNF" });
    expect(actionType).toBe("CTNF");
    expect(rejections).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code: "not-an-office-action" });
  });
});
