import { describe, expect, test } from "vitest";
import { extract } from "../../src/extract/index.js";

const REJECTION =
  "Claims 1-4 are rejected under 35 U.S.C. 102(b) as being anticipated by Smith (US 5,111,222).";

describe("what sort of letter it is", () => {
  test.each<[text: string, actionType: string]>([
    [
      "ORDER GRANTING REQUEST FOR EX PARTE REEXAMINATION\nA substantial new question of patentability affecting claims 1-4 of United States Patent 7,111,222 is raised by the request.",
      "other",
    ],
    ["NOTICE OF INTENT TO ISSUE EX PARTE REEXAMINATION CERTIFICATE\nClaims 1-4 are confirmed.", "other"],
    [
      "Notice of Non-Compliant Amendment (37 CFR 1.121)\nThe amendment document filed on 3/3/2015 is considered non-compliant.",
      "other",
    ],
    [
      "Interview Summary\nAll participants: (1) A B. (2) C D.\nDate of Interview: 3 March 2015. Claims discussed: 1-4. The rejection of claims 1-4 under 35 U.S.C. 103 was discussed.",
      "other",
    ],
    [
      "Applicant-Initiated Interview Summary\nClaim(s) discussed: 1. Identification of prior art discussed: Smith.",
      "other",
    ],
    [
      "Advisory Action Before the Filing of an Appeal Brief\nTHE REPLY FILED 2 May 2015 FAILS TO PLACE THIS APPLICATION IN CONDITION FOR ALLOWANCE.",
      "other",
    ],
    [
      "Notice of Allowability\nThis communication is responsive to the amendment filed 2/2/2015. The allowed claims are 1-9.",
      "other",
    ],
    ["NOTICE OF ALLOWANCE\nClaims 1-9 are allowed.", "other"],
    [
      "EXAMINER'S AMENDMENT\nAn examiner's amendment to the record appears below. Claim 1, line 2, delete 'a'.\nClaims 1-9 are allowed.",
      "other",
    ],
    [
      "DETAILED ACTION\nReasons for Allowance\nThe following is an examiner's statement of reasons for allowance: the prior art does not teach the lid of claims 1-9.",
      "other",
    ],
    [
      "DETAILED ACTION\nAllowable Subject Matter\nClaims 1-9 are allowed.\nAny inquiry concerning this communication should be directed to A B.",
      "other",
    ],
    [
      "DETAILED ACTION\nThis application is in condition for allowance except for the following formal matters: the abstract is objected to. Prosecution on the merits is closed in accordance with the practice under Ex parte Quayle, 25 USPQ 74.",
      "other",
    ],
    [
      "DETAILED ACTION\nElection/Restrictions\nRestriction to one of the following inventions is required under 35 U.S.C. 121:\nI. Claims 1-9, drawn to a pump.\nII. Claims 10-14, drawn to a method.",
      "other",
    ],
    [
      "DETAILED ACTION\nREQUIREMENT FOR UNITY OF INVENTION\nThis application contains the following inventions or groups of inventions which are not so linked as to form a single general inventive concept under PCT Rule 13.1.\nGroup I, claims 1-9. Group II, claims 10-14.",
      "other",
    ],
    [
      "DETAILED ACTION\nElection of Species\nThis application contains claims directed to the following patentably distinct species: Figures 1-2; Figures 3-4. Applicant is required under 35 U.S.C. 121 to elect a single disclosed species.",
      "other",
    ],
    [
      `EXAMINER'S ANSWER\nThis is in response to the appeal brief filed 2/2/2012 appealing from the Office action mailed 1/1/2011.\n${REJECTION}`,
      "other",
    ],
    [
      "DECISION ON PETITION\nThis is a decision on the petition under 37 CFR 1.137(a). The petition is GRANTED.",
      "other",
    ],
    [
      "DECISION ON REQUEST FOR REHEARING\nBefore A B, Administrative Patent Judges. PATENT TRIAL AND APPEAL BOARD",
      "other",
    ],
    [
      "DECISION ON APPEAL\nBefore A B, Administrative Patent Judges.\nPATENT TRIAL AND APPEAL BOARD\nWe AFFIRM the rejection of claims 1-4 under 35 U.S.C. 103.",
      "other",
    ],
    [
      "Notice of Abandonment\nThis application is abandoned in view of applicant's failure to timely file a proper reply to the Office letter mailed on 2/2/2015.",
      "other",
    ],
    [
      "Supplemental Notice of Allowability\nThe IDS filed 1/1/2016 has been considered. Claims 1-9 remain allowed.",
      "other",
    ],
    [
      "Response to Rule 312 Communication\nThe amendment filed on 1/1/2016 under 37 CFR 1.312 has been entered.",
      "other",
    ],
    ["Notice of Defective Appeal Brief\nThe appeal brief filed 1/1/2012 is defective.", "other"],
    ["COMMUNICATION RE: APPEAL\nThe reply brief filed 1/1/2014 has been entered.", "other"],
    [
      "Suspension of action\nPursuant to applicant's request, action by the Office is suspended on this application under 37 CFR 1.103(a) for a period of 6 months.",
      "other",
    ],
    [
      "RIGHT OF APPEAL NOTICE\n(37 CFR 1.953)\nClaims 1-4 are rejected under 35 U.S.C. 102(b) over Smith.",
      "other",
    ],
    [`FINAL OFFICE ACTION\n${REJECTION}`, "CTFR"],
    [`DETAILED ACTION\n${REJECTION}\nAccordingly, this action is made final.`, "CTFR"],
    [`This Final Office Action is in response to the amendments filed in May.\n${REJECTION}`, "CTFR"],
    [`DETAILED ACTION\n${REJECTION}\nThis rejection is made FINAL.`, "CTFR"],
    [`A Final Office Action follows.\n${REJECTION}`, "CTFR"],
    [`A Final Office Action follows the amendment filed in May.\n${REJECTION}`, "unknown"],
    [`An appeal from the final rejection follows.\n${REJECTION}`, "unknown"],
    [`Herein is the Final Rejection.\n${REJECTION}`, "CTFR"],
    [`Below is a final Office action.\n${REJECTION}`, "CTFR"],
    [`Attached please find a Final Rejection.\n${REJECTION}`, "CTFR"],
    [`This constitutes a final rejection.\n${REJECTION}`, "CTFR"],
    [`The present action is thus a final action.\n${REJECTION}`, "CTFR"],
    [`The examiner hereby issues a final Office action.\n${REJECTION}`, "CTFR"],
    [`A final rejection is set forth below.\n${REJECTION}`, "CTFR"],
    [`Applicant argues that this constitutes a final rejection.\n${REJECTION}`, "unknown"],
    [`In response to the Final Office Action mailed in May an RCE was filed.\n${REJECTION}`, "unknown"],
    [`A non-final Office action follows.\n${REJECTION}`, "CTNF"],
    [`Herein is the Non-Final Rejection.\n${REJECTION}`, "CTNF"],
    [`This constitutes a non-final rejection.\n${REJECTION}`, "CTNF"],
    [
      `The finality of the previous action is withdrawn. A non-final Office action follows.\n${REJECTION}`,
      "CTNF",
    ],
    [`The non-final Office action mailed in May was answered.\n${REJECTION}`, "unknown"],
    [
      `DETAILED ACTION\n${REJECTION}\nMADE FINAL\nAny inquiry concerning this communication should be directed to A B.`,
      "CTFR",
    ],
    [`DETAILED ACTION\nThis Office action is FINAL.\n${REJECTION}`, "CTFR"],
    [
      "DETAILED ACTION\nClaims 1-4 are finally rejected under 35 U.S.C. 102(b) as being anticipated by Smith (US 5,111,222).\nA shortened statutory period for reply to this final action is set to expire THREE MONTHS from the mailing date.",
      "CTFR",
    ],
    [`Final Rejection\nDETAILED ACTION\n${REJECTION}`, "CTFR"],
    [`DETAILED ACTION: FINAL REJECTION\n${REJECTION}`, "CTFR"],
    [`DETAILED FINAL ACTION\n${REJECTION}`, "CTFR"],
    [`NON-FINAL OFFICE ACTION\n${REJECTION}`, "CTNF"],
    [`DETAILED NON-FINAL ACTION\n${REJECTION}`, "CTNF"],
    [`DETAILED ACTION\n${REJECTION}\nThis action is non-final.`, "CTNF"],
    [
      `DETAILED ACTION\nThe finality of the previous Office action is withdrawn. ${REJECTION}\nAny inquiry concerning this communication should be directed to A B whose telephone number is 571-272-1111.`,
      "CTNF",
    ],
    [
      `DETAILED ACTION\nResponse to Arguments\nApplicant argues that the action should not be made final. ${REJECTION}\nAny inquiry concerning this communication should be directed to A B whose telephone number is 571-272-1111.`,
      "CTNF",
    ],
    [`DETAILED ACTION\nThis is a first Office action on the merits. ${REJECTION}`, "unknown"],
    ["asdf qwer zxcv", "unknown"],
    ["Der Anspruch 1 wird zurückgewiesen, da er nicht neu ist (Art. 54 EPÜ).", "unknown"],
  ])("%s", (text, actionType) => {
    expect(extract(text).actionType).toBe(actionType);
  });
});

describe("letters that are no action on the merits, in words of other offices of the USPTO", () => {
  const CONTACT =
    "\nAny inquiry concerning this communication should be directed to A B at telephone number 571-272-0000.";
  test.each<[text: string, letter: string | null]>([
    [
      "Advisory Action\nContinuation of 11. does NOT place the application in condition for allowance because: applicant argues that Smith lacks a lid. The rejection of claims 1-4 under 35 U.S.C. 102 is maintained.",
      "advisory",
    ],
    [
      "Continuation Sheet (PTO-303)\nContinuation of 3. NOTE: the amendment raises new issues. Claims 1-4 remain rejected under 35 U.S.C. 103 over Smith.",
      "advisory",
    ],
    [
      `DECISION GRANTING EX PARTE REEXAMINATION\nThe requester proposes that claims 1-4 are rejected under 35 U.S.C. 102 over Smith (US 5,111,222).${CONTACT}`,
      null,
    ],
    [
      `DETAILED ACTION\nSTATEMENT OF REASONS FOR PATENTABILITY AND/OR CONFIRMATION\nClaims 1-4 are confirmed.${CONTACT}`,
      null,
    ],
    ["DECISION DISMISSING PETITION\nThe petition under 37 CFR 1.78 is dismissed.", "petition-decision"],
    [
      "DECISION GRANTING REQUEST FOR PRIORITIZED EXAMINATION\nThe request under 37 CFR 1.102(e) is GRANTED.",
      null,
    ],
    ["REQUIREMENT FOR INFORMATION UNDER 37 CFR 1.105\nApplicant is required to provide the following.", null],
    [
      `DETAILED ACTION\nMiscellaneous Communication\nThe letter filed 1/2/2013 is acknowledged.${CONTACT}`,
      null,
    ],
    [
      `DETAILED ACTION\nResponse to Amendment\nThe reply filed on 1/2/2013 is not fully responsive to the prior Office action: no species is elected.${CONTACT}`,
      null,
    ],
    [
      "Interview Summary\nThe rejection of claims 1-4 under 35 U.S.C. 103 over Smith is maintained, as was explained.",
      "interview",
    ],
  ])("%s", (text, letter) => {
    const found = extract(text);
    expect(found).toMatchObject({ actionType: "other", letter });
    expect(found.rejections).toEqual([]);
  });

  test("an examiner's answer is known without its title, and its grounds stand", () => {
    const found = extract(
      `This is in response to the appeal brief filed 5/1/2014 appealing from the Office action mailed 1/2/2013.\n(1) Real Party in Interest\nNo comment.\n(9) Grounds of Rejection\n${REJECTION}`,
    );
    expect(found).toMatchObject({ actionType: "other", letter: "examiner-answer" });
    expect(found.rejections).toHaveLength(1);
  });

  test("an action in a reexamination is one on the merits, though it names the order that granted it", () => {
    const found = extract(
      `Office Action in Ex Parte Reexamination\nThe Order Granting Ex Parte Reexamination raised a question.\nDETAILED ACTION\n${REJECTION}${CONTACT}`,
    );
    expect(found).toMatchObject({ actionType: "CTNF", rejections: [{ ground: "102" }] });
  });
});
