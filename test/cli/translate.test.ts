import { expect, test } from "vitest";
import { mappingOf, translateCriteria } from "../../src/cli/translate.js";
import type { ArtunitError } from "../../src/errors.js";
import { findDataset } from "../../src/installation.js";
import { parseCriteria } from "../../src/query/index.js";

const v1 = findDataset("oa_rejections", "v1");
const v2 = findDataset("oa_rejections", "v2");

test.each([
  ["applicationId:14509643", "patentApplicationNumber:14509643"],
  [
    "mailDate:[2010-01-01 TO *] AND artUnit:24*",
    "submissionDate:[2010-01-01 TO *] AND groupArtUnitNumber:24*",
  ],
  ["rejection103:1 rejection102:1^2", "hasRej103:1 hasRej102:1^2"],
  ["actionType:103", "(legalSectionCode:103 AND actionTypeCategory:rejected)"],
  ["actionType:objected", "actionTypeCategory:objected"],
  ["-actionType:cancelled", "-actionTypeCategory:cancelled"],
  ["actionType:10*", "(legalSectionCode:10* OR actionTypeCategory:10*)"],
  [
    "actionType : (103 objected) AND claimNumbers:1",
    "((legalSectionCode:103 AND actionTypeCategory:rejected) actionTypeCategory:objected) AND claimNumberArrayDocument:1",
  ],
  [
    'actionType:"nonstatutory double patenting"',
    '(legalSectionCode:"nonstatutory double patenting" AND actionTypeCategory:rejected)',
  ],
  ["artUnit:(2431 2432)", "groupArtUnitNumber:(2431 2432)"],
  ["headerMissing:0", "headerMissing:0"],
  ["*:*", "*:*"],
])("v1 criteria %s are %s in v2", (criteria, expected) => {
  const translated = translateCriteria(criteria, v1, v2);
  expect(translated).toBe(expected);
  expect(() => parseCriteria(translated)).not.toThrow();
});

test.each([
  ["legalSectionCode:103", "actionType:103"],
  [
    "actionTypeCategory:rejected AND hasRej101:1",
    '(actionType:101 OR actionType:102 OR actionType:103 OR actionType:112 OR actionType:"nonstatutory double patenting") AND rejection101:1',
  ],
  ["actionTypeCategory:objected", "actionType:objected"],
  ["cite103GT3:1", "cite103Gt3:1"],
])("v2 criteria %s are %s in v1", (criteria, expected) => {
  expect(translateCriteria(criteria, v2, v1)).toBe(expected);
});

test.each([
  ["hasRej103:1", v1, v2, 'There is no field "hasRej103" (character 0) in oa_rejections/v1.'],
  [
    "hasRej103:1 aliceIndicator:1",
    v2,
    v1,
    '"aliceIndicator" (character 12) has no counterpart in oa_rejections/v1.',
  ],
  ["actionType:10~1", v1, v2, "~ on it cannot be translated"],
  [
    "hasRej103:1 actionTypeCategory:rej*",
    v2,
    v1,
    '"actionTypeCategory" (character 31) can be translated only where it is asked for one value.',
  ],
])("%s cannot be translated and it is said why", (criteria, from, to, message) => {
  expect(() => translateCriteria(criteria, from, to)).toThrow(message);
});

test("a field that is nearly there is suggested", () => {
  try {
    translateCriteria("rejecton103:1", v1, v2);
    expect.unreachable();
  } catch (error) {
    expect((error as ArtunitError).where.suggestion).toBe("rejection103");
  }
});

test("the table has every field of v1, and names what is new in v2", () => {
  const { fields, added } = mappingOf(v1, v2);
  expect(fields).toHaveLength(27);
  expect(fields.filter((each) => each.to.length === 0)).toEqual([]);
  expect([...added].sort()).toEqual([
    "aliceIndicator",
    "bilskiIndicator",
    "createDateTime",
    "createUserIdentifier",
    "mayoIndicator",
    "myriadIndicator",
  ]);
});
