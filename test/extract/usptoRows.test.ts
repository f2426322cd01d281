import { describe, expect, test } from "vitest";
import { extract, toUsptoRows } from "../../src/extract/index.js";

const text = [
  "DETAILED ACTION",
  "Claims 1-8 are pending.",
  "Claim Rejections - 35 USC § 103",
  "The following is a quotation of 35 U.S.C. 103 which forms the basis for all obviousness rejections set forth in this Office action:",
  "Claims 4 and 1 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456 B1) in view of Jones (US 2010/0123456 A1).",
  "Smith discloses a widget (col. 3, lines 20-35).",
  "Claims 2-3 are rejected under 35 U.S.C. 103 as being unpatentable over Smith.",
  "Allowable Subject Matter",
  "Claim 5 is allowed. Claims 6-7 are objected to as being dependent upon a rejected base claim, but would be allowable if rewritten in independent form.",
  "Conclusion",
  "The prior art made of record and not relied upon is considered pertinent: Brown (US 7,111,222).",
].join("\n");
const rows = toUsptoRows(extract(text), text);

describe("rows as the USPTO has them", () => {
  test("rejections of one kind are united, in text order; states have rows of their own", () => {
    expect(
      rows.rejections.map((row) => [
        row.action_type,
        row.action_category,
        row.legal_section,
        row.paragraph,
        row.claim_numbers,
      ]),
    ).toEqual([
      ["103", "rejected", "103", null, "1,4,2,3"],
      ["allowed", "allowed", null, null, "5"],
      ["objected", "objected", null, null, "6,7"],
      ["allowable", "allowable", null, null, "6,7"],
    ]);
  });

  test("a citation has a row per statute; forms are missing, not false", () => {
    expect(
      rows.citations.map((row) => [row.reference_key, row.legal_section, row.form892, row.form1449]),
    ).toEqual([
      ["US6123456", "103", null, null],
      ["US20100123456", "103", null, null],
      ["US7111222", null, null, null],
    ]);
  });

  test("X stands alone somewhere, Y only in combination, A is background", () => {
    expect(
      rows.enrichedCitations.map((row) => [
        row.reference_text,
        row.category_code,
        row.related_claims,
        row.passages,
      ]),
    ).toEqual([
      ["US 6,123,456 B1", "X", "1-4", "col. 3, lines 20-35"],
      ["US 2010/0123456 A1", "Y", "1,4", null],
      ["US 7,111,222", "A", null, null],
    ]);
  });

  test("literature has no number, rather than an empty one", () => {
    const action =
      'Claim 1 is rejected under 35 U.S.C. 102 as being anticipated by Miller, "Gear trains", IEEE Trans. Mech., 2001.';
    const { citations } = toUsptoRows(extract(action), action);
    expect(citations.map((row) => [row.reference_number, row.reference_key])).toEqual([[null, null]]);
  });

  test("a reference that serves as evidence counts in the flags and in the rows alike", () => {
    const action =
      "Claim 1 is rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456), as evidenced by Jones (US 2010/0123456).";
    const extraction = extract(action);
    expect(extraction.flags).toMatchObject({ cite103EQ1: 0, cite103Max: 2 });
    expect(toUsptoRows(extraction, action).enrichedCitations.map((row) => row.category_code)).toEqual([
      "Y",
      "Y",
    ]);
  });

  test("the section's text begins at its first rejection; the quotation stands before it", () => {
    expect(rows.sections.section103RejectionText).toMatch(/^Claims 4 and 1 are rejected/);
    expect(rows.sections.section103RejectionFormParagraphText).toMatch(/^The following is a quotation/);
    expect(rows.sections.section102RejectionText).toBeNull();
    expect(rows.sections.allowableSubjectMatterText).toMatch(/^Claim 5 is allowed/);
  });
});
