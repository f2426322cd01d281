import { expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { bindCriteria, findDataset, parseCriteria } from "../../src/query/index.js";
import { fromOtherLanguage } from "../../src/query/otherLanguages.js";

const REJECTIONS = findDataset(INSTALLATION, "oa_rejections", "v2");
const TEXTS = findDataset(INSTALLATION, "oa_actions", "v1");

function refused(written: string, dataset = REJECTIONS): string {
  try {
    bindCriteria(parseCriteria(written), dataset, {
      written,
      catalog: INSTALLATION,
      unheldValues: "refuse",
    });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${written} was not refused`);
}

test.each([
  ["legalSectionCode IN (101,103)", "legalSectionCode:(101 OR 103)"],
  ["legalSectionCode in ('101', '103')", "legalSectionCode:(101 OR 103)"],
  ["legalSectionCode NOT IN (101)", "-legalSectionCode:(101)"],
  ["submissionDate >= 2019-01-01", "submissionDate:>=2019-01-01"],
  ["submissionDate>=2019-01-01", "submissionDate:>=2019-01-01"],
  ["submissionDate < '2019-01-01'", "submissionDate:<2019-01-01"],
  ["legalSectionCode = 103", "legalSectionCode:103"],
  ["legalSectionCode == '103'", "legalSectionCode:103"],
  ['legalSectionCode = "103"', "legalSectionCode:103"],
  ["legalSectionCode != 103", "-legalSectionCode:103"],
  ["legalSectionCode <> 103", "-legalSectionCode:103"],
  ["legalSectionCode eq 103", "legalSectionCode:103"],
  ["hasRej103:1 AND legalSectionCode LIKE '10%'", "hasRej103:1 AND legalSectionCode:10*"],
  ["legalSectionCode not like '1_2'", "-legalSectionCode:1?2"],
  ["submissionDate BETWEEN 2019-01-01 AND 2019-12-31", "submissionDate:[2019-01-01 TO 2019-12-31]"],
  ["legalSectionCode IS NOT NULL", "legalSectionCode:*"],
  ["legalSectionCode is null", "-legalSectionCode:*"],
  ["hasRej103 = true and hasRej101 = false", "hasRej103:true AND hasRej101:false"],
  ["SELECT * FROM oa_rejections WHERE legalSectionCode = '103';", "legalSectionCode:103"],
  ["where legalSectionCode=103 or hasRej101=1", "legalSectionCode:103 OR hasRej101:1"],
  ["section = 103", "legalSectionCode:103"],
  ["year = 2019", "submissionDate:[2019-01-01 TO 2019-12-31]"],
  ["submissionDate = 2020-02", "submissionDate:[2020-02-01 TO 2020-02-29]"],
  ['createUserIdentifier = "a \\"b"', 'createUserIdentifier:"a \\\\\\"b"'],
])("%s is told as %s, which is understood", (written, criteria) => {
  expect(refused(written)).toContain(`Write ${criteria}.`);
  expect(() => bindCriteria(parseCriteria(criteria), REJECTIONS)).not.toThrow();
});

test.each([
  ["foo = 1", '"foo" is no field. There are: id, '],
  ["examiner = 'Smith'", '"examiner" is no field. oa_actions/v1 ("examinerEmployeeNumber")'],
  ["rejected", "Write field:value; a field binds only the next value"],
  ["freq 103", "Write field:value"],
  ["legalSectionCode 103", '"legalSectionCode" is a field: write legalSectionCode:value'],
])("%s is told otherwise: %s", (written, says) => {
  expect(refused(written)).toContain(says);
});

test("a comparison is refused also where words are looked for without a name; words are not", () => {
  expect(refused("submissionDate >= 2019-01-01", TEXTS)).toContain("Write submissionDate:>=2019-01-01.");
  const words = ["source is unknown", "claims <b> and source", '"submissionDate >= 2019"', "class in which"];
  for (const written of words)
    expect(() =>
      bindCriteria(parseCriteria(written), TEXTS, { written, unheldValues: "refuse" }),
    ).not.toThrow();
});

test.each(['title:"a = b" AND x:1', "a:>1 AND b:<=2", "freq 103", "claims in suit", "like a patent"])(
  "%s holds no comparison of another language",
  (written) => {
    expect(fromOtherLanguage(written, (name) => ({ name, isDate: false }))).toBeNull();
  },
);

test("a long text without a comparison is read in time that is linear in what is shown of it", () => {
  for (const piece of ['\\"', "a'", "not ", "a ", "x between "])
    expect(fromOtherLanguage(piece.repeat(250), (name) => ({ name, isDate: false }))).toBeNull();
});
