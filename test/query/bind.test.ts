import { describe, expect, test } from "vitest";
import { type Dataset, publishedNames } from "../../src/catalog/index.js";
import type { ArtunitError } from "../../src/errors.js";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import {
  type BindOptions,
  bindCriteria,
  explain,
  MAX_PATTERNS,
  parseCriteria,
} from "../../src/query/index.js";

const REJECTIONS = findDataset("oa_rejections", "v2");
const CITATIONS = findDataset("oa_citations", "v2");
const ENRICHED = findDataset("enriched_cited_reference_metadata", "v3");
const TRIALS = findDataset("trial_proceedings", "v1");
const WRAPPERS = findDataset("applications", "v1");
const TEXTS = findDataset("oa_actions", "v1");

/** Half past midnight in Washington, 31 March: half past four in the morning, UTC. */
const NOW = new Date("2024-03-31T04:30:15.250Z");

function bind(criteria: string, dataset: Dataset = REJECTIONS, options: BindOptions = {}) {
  return bindCriteria(parseCriteria(criteria), dataset, { now: NOW, catalog: INSTALLATION, ...options });
}

describe("means, in words", () => {
  test.each([
    ["legalSectionCode:103", "legalSectionCode is 103"],
    [
      "legalSectionCode:103 AND submissionDate:[2019-01-01 TO *]",
      "legalSectionCode is 103 and submissionDate is on or after 2019-01-01",
    ],
    ["NOT hasRej101:1", "hasRej101 is not true"],
    ["legalSectionCode:(101 112)", "legalSectionCode is 101 or 112"],
    [
      "legalSectionCode:101 OR legalSectionCode:112 OR legalSectionCode:101",
      "legalSectionCode is 101 or 112",
    ],
    [
      "legalSectionCode:101 OR hasRej102:true OR legalSectionCode:112",
      "legalSectionCode is 101 or 112 or hasRej102 is true",
    ],
    ["hasRej101:1 OR hasRej101:0", "hasRej101 is true or false"],
    [
      'legalSectionCode:"nonstatutory double patenting"',
      'legalSectionCode is "nonstatutory double patenting"',
    ],
    [
      "techCenter:2100 -legalSectionCode:(101 112)",
      "techCenter is 2100 and legalSectionCode is not 101 or 112",
    ],
    ["*:*", "all records"],
    ["*", "all records"],
    ["*:* AND hasRej103:1", "hasRej103 is true"],
    ["hasRej103:*", "hasRej103 has a value"],
    ["-legalSectionCode:*", "legalSectionCode has no value"],
    ["cite103Max:[2 TO 10]", "cite103Max is from 2 to 10"],
    ["cite103Max:{2 TO 10]", "cite103Max is above 2 and at most 10"],
    ["cite103Max:>=3", "cite103Max is at least 3"],
    ["cite103Max:3.0", "cite103Max is 3"],
    ["claims:7", "claims is 7"],
    ["hasRej103:1.0", "hasRej103 is true"],
    ["hasRej103:TRUE", "hasRej103 is true"],
    ["aliceIndicator:0", "aliceIndicator is false"],
    ["hasRej103:[1 TO *]", "hasRej103 is true"],
    ["hasRej103:<1", "hasRej103 is false"],
    ["hasRej103:[0 TO 1]", "hasRej103 has a value"],
    ["patentApplicationNumber:16*", 'patentApplicationNumber begins with "16"'],
    ["legalSectionCode:*103*", 'legalSectionCode contains "103"'],
    ['nationalClass:"438 "', 'nationalClass is "438 " or 438'],
    ["legalSectionCode:*patenting", 'legalSectionCode ends with "patenting"'],
    ["nationalClass:4?8", 'nationalClass matches "4?8" as a whole'],
    ["patentApplicationNumber:12190351~1", 'patentApplicationNumber is within 1 edit of "12190351"'],
    [
      "patentApplicationNumber:/1[46]\\d{6}/",
      "patentApplicationNumber matches the regular expression /1[46][0-9]{6}/ as a whole",
    ],
    [
      "patentApplicationNumber:[14000000 TO 15000000}",
      "patentApplicationNumber is at least 14000000 and below 15000000",
    ],
    ["submissionDate:2016-11-18", "submissionDate is 2016-11-18"],
    ["submissionDate:20161118", "submissionDate is 2016-11-18"],
    ['submissionDate:"2016-11-18T05:00:00Z"', "submissionDate is 2016-11-18"],
    ['submissionDate:"2016-11-18T00:00:00"', "submissionDate is 2016-11-18"],
    ["submissionDate:[20100101 TO 2010-12-31T23:59:59Z]", "submissionDate is from 2010-01-01 to 2010-12-31"],
    ["submissionDate:{2010-01-01 TO 2010-12-31}", "submissionDate is after 2010-01-01 and before 2010-12-31"],
    ["submissionDate:>=2020-06-01", "submissionDate is on or after 2020-06-01"],
    ["submissionDate:<2020-06-01", "submissionDate is before 2020-06-01"],
    ["submissionDate:NOW", "submissionDate is 2024-03-31"],
    ["submissionDate:[NOW-180DAYS TO NOW]", "submissionDate is from 2023-10-03 to 2024-03-31"],
    ["submissionDate:>=NOW/MONTH-1MONTH", "submissionDate is on or after 2024-02-01"],
    ["submissionDate:NOW-1MONTH", "submissionDate is 2024-02-29"],
    ["submissionDate:NOW-13MONTHS/YEAR", "submissionDate is 2023-01-01"],
    ["submissionDate:2020-02-29+1YEAR", "submissionDate is 2021-02-28"],
    [
      "createDateTime:[2025-07-01 TO 2025-07-04]",
      "createDateTime is on or after 2025-07-01T00:00:00 and before 2025-07-05T00:00:00",
    ],
    ["createDateTime:{2025-07-01 TO *]", "createDateTime is on or after 2025-07-02T00:00:00"],
    [
      "createDateTime:2025-07-07",
      "createDateTime is on or after 2025-07-07T00:00:00 and before 2025-07-08T00:00:00",
    ],
    [
      'createDateTime:"2025-07-07T01:12:35"',
      "createDateTime is on or after 2025-07-07T01:12:35 and before 2025-07-07T01:12:36",
    ],
    [
      'createDateTime:>"2025-07-07T01:12:35.5-04:00"',
      "createDateTime is on or after 2025-07-07T05:12:35.501",
    ],
    ["createDateTime:<NOW/HOUR", "createDateTime is before 2024-03-31T04:00:00"],
    [
      "techCenter:2100 OR techCenter:2800 AND legalSectionCode:103",
      "techCenter is 2800 and legalSectionCode is 103. Clauses without + or AND beside required ones do not change which records match.",
    ],
    [
      "hasRej103:1 AND (-legalSectionCode:103)",
      "hasRej103 is true and legalSectionCode is not 103. A group of exclusions only means all other records.",
    ],
  ])("%s: %s", (criteria, words) => {
    const dataset = criteria.includes("techCenter") ? CITATIONS : REJECTIONS;
    const adjusted = dataset === CITATIONS ? criteria.replace("hasRej103:1", "*:*") : criteria;
    expect(explain(bind(adjusted, dataset))).toBe(words);
  });

  test.each([
    ["inventorNameText:Bergeron", 'inventorNameText contains the word "bergeron"'],
    ['inventorNameText:"Bergeron; Noah P."', 'inventorNameText contains the phrase "bergeron noah p"'],
    [
      'inventorNameText:"Noah Bergeron"~3',
      'inventorNameText contains the words of "noah bergeron" at most 3 moves from that order',
    ],
    [
      "inventorNameText:Wi-Fi",
      'inventorNameText contains the word "wi" or inventorNameText contains the word "fi"',
    ],
    ["inventorNameText:BERG*", 'inventorNameText contains a word that begins with "berg"'],
    ["inventorNameText:Bergeron~", 'inventorNameText contains a word that is within 2 edits of "bergeron"'],
    [
      "inventorNameText:/Berg.*/",
      "inventorNameText contains a word that matches the regular expression /berg.*/ as a whole",
    ],
    ["inventorNameText:[A TO C}", "inventorNameText contains a word from a before c"],
    ["inventorNameText:*", "inventorNameText has a value"],
    [
      'citedDocumentIdentifier:"US 20190165601 A1"',
      'citedDocumentIdentifier is "US 20190165601 A1", or where no record has that, 20190165601, "2019/0165601", US20190165601, "US 20190165601" or "US 2019/0165601"',
    ],
    ["citedDocumentIdentifier:(*D543613*)", 'citedDocumentIdentifier contains "D543613"'],
    ["citedDocumentIdentifier:US*A1", 'citedDocumentIdentifier matches "US*A1" as a whole'],
    ["nplIndicator:true AND techCenter:2100", "nplIndicator is true and techCenter is 2100"],
  ])("%s: %s", (criteria, words) => {
    expect(explain(bind(criteria, ENRICHED))).toBe(words);
  });

  test("a term without a field searches the fields that the dataset declares for it", () => {
    expect(explain(bind("lithium", TEXTS))).toBe('bodyText contains the word "lithium"');
  });
});

describe("what a field cannot be asked is refused, with the place", () => {
  test.each([
    ["hasRej013:1", "unknown-field", 0, 'Did you mean "hasRej103"?'],
    ["hasRej103:1 AND (hasrej102:1)", "unknown-field", 17, "hasRej102"],
    ["rejection103:1", "unknown-field", 0, 'here it is "hasRej103"'],
    ["__proto__:1", "unknown-field", 0, "has no field"],
    ["nosuch:(a b)", "unknown-field", 0, "There are: id, patentApplicationNumber, "],
    ["bananas:1", "unknown-field", 0, "There are: id, patentApplicationNumber, "],
    ["a:1", "unknown-field", 0, "There are: id, patentApplicationNumber, "],
    ["legalSec:103", "unknown-field", 0, 'Did you mean "legalSectionCode"?'],
    ["referenceIdentifier:x", "unknown-field", 0, "oa_citations/v2 has it"],
    ["*:x", "unknown-field", 0, "has no field"],
    ["legalSectionCode:double patenting", "unknown-field", 24, "quotes"],
    ["hasRej103:maybe", "bad-value", 10, "flag"],
    ["hasRej103:2", "bad-value", 10, "flag"],
    ["cite103Max:many", "bad-value", 11, "whole number"],
    ["cite103Max:1.5", "bad-value", 11, "whole number"],
    ["cite103Max:99999999999999999999", "bad-value", 11, "whole number"],
    ["cite103Max:١", "bad-value", 11, "whole number"],
    ["cite103Max:[1 TO x]", "bad-value", 17, "whole number"],
    ["cite103Max:[10 TO 2]", "bad-value", 11, "lower end lies above"],
    ["cite103Max:{2 TO 2]", "bad-value", 11, "no value can lie"],
    ["submissionDate:2019-02-30", "bad-value", 15, "does not exist"],
    ["submissionDate:2019-13-01", "bad-value", 15, "does not exist"],
    ["submissionDate:2019", "bad-value", 15, "[2019-01-01 TO 2019-12-31]"],
    ["submissionDate:2020-02", "bad-value", 15, "[2020-02-01 TO 2020-02-29]"],
    ["submissionDate:2020-13", "bad-value", 15, "NOW-180DAYS"],
    ["submissionDate:yesterday", "bad-value", 15, "is no date"],
    ["submissionDate:[2019-01-01 TO 2018-01-01]", "bad-value", 15, "lower end lies above"],
    ["submissionDate:[2019-01-01 TO 2018-02-30]", "bad-value", 30, "does not exist"],
    ['submissionDate:"2019-01-01T25:00:00Z"', "bad-value", 15, "no clock"],
    ["submissionDate:NOW-3FORTNIGHTS", "bad-value", 15, "Units are"],
    ["submissionDate:NOW-9000YEARS", "bad-value", 15, "years 0 to 9999"],
    ["createDateTime:[2025-07-01 TO 2025-07-01}", "bad-value", 15, "no value can lie"],
    ["legalSectionCode:[103 TO 101]", "bad-value", 17, "lies above"],
    ['legalSectionCode:""', "bad-value", 17, "-legalSectionCode:*"],
    ["hasRej103:1*", "unsupported-match", 10, "wildcards"],
    ["submissionDate:2019*", "unsupported-match", 15, "wildcards"],
    ["cite103Max:3~1", "unsupported-match", 11, "fuzzy"],
    ["cite103Max:/3/", "unsupported-match", 11, "regular expressions"],
    ['hasRej103:"1"~2', "unsupported-match", 10, "distances"],
    ['legalSectionCode:"a b"~2', "unsupported-match", 17, "~2"],
    ["legalSectionCode:/a(b/", "criteria-syntax", 21, '")"'],
    ["legalSectionCode:/~a/", "unsupported-match", 18, "complements"],
    ["legalSectionCode:/(a{900}){900}/", "too-expensive", 18, "1,000"],
    ["legalSectionCode:/(a{1000}){2}/", "too-expensive", 18, "1,000"],
    ["legalSectionCode:/*a/", "criteria-syntax", 18, "nothing to repeat"],
  ])("%s: %s at %i", (criteria, code, position, says) => {
    const error = refusal(() => bind(criteria));
    expect(error).toMatchObject({ code, where: { position } });
    expect(error.message).toContain(says);
  });

  test("a value without a word is refused where words are searched", () => {
    expect(refusal(() => bind('inventorNameText:"--"', ENRICHED)).code).toBe("bad-value");
  });

  test("hundreds of patterns in one query are refused, whole values are not", () => {
    const list = (one: string) => `legalSectionCode:(${one.repeat(MAX_PATTERNS + 1)})`;
    expect(refusal(() => bind(list("*a* "))).code).toBe("too-expensive");
    expect(explain(bind(list("103 ")))).toBe("legalSectionCode is 103");
  });
});

test("a list of 1,000 numbers becomes one question", () => {
  const numbers = Array.from({ length: 1000 }, (_, i) => String(12_000_000 + i));
  const { predicate } = bind(`patentApplicationNumber:(${numbers.join(" OR ")})`);
  expect(predicate).toEqual({ kind: "in", column: "application_number", values: numbers });
});

test("where the operator allows it, an unknown field matches nothing and is reported", () => {
  const bound = bind("hasRej013:1 OR hasRej103:1", REJECTIONS, { unknownFields: "nothing" });
  expect(bound.warnings).toEqual([{ field: "hasRej013", position: 0, suggestion: "hasRej103" }]);
  expect(explain(bound)).toBe(
    'hasRej103 is true. There is no field "hasRej013" (character 0); its clause matches nothing.',
  );
  expect(bind("NOT hasRej013:1", REJECTIONS, { unknownFields: "nothing" }).predicate).toEqual({
    kind: "everything",
  });
});

test.each([
  ["legalSectionCode:DP", REJECTIONS, "nonstatutory double patenting", ""],
  ["legalSectionCode:§103", REJECTIONS, "103", ""],
  ['legalSectionCode:"35 U.S.C. 103"', REJECTIONS, "103", ""],
  ['legalSectionCode:"103(a)"', REJECTIONS, "103", 'The letter is in "paragraphNumber".'],
  ["legalSectionCode:103(a)", REJECTIONS, "103", 'The letter is in "paragraphNumber".'],
  ["legalSectionCode:112b", REJECTIONS, "112", 'The letter is in "paragraphNumber".'],
  ["legalSectionCode:104", REJECTIONS, null, "It holds 101, 102, 103, 112, nonstatutory double patenting."],
  ["legalSectionCode:rejected", REJECTIONS, null, '"actionTypeCategory" holds "rejected".'],
  ["actionTypeCategory:Rejected", REJECTIONS, "rejected", ""],
  ["actionTypeCategory:103", REJECTIONS, null, '"legalSectionCode" holds "103".'],
  ["legacyDocumentCodeIdentifier:final", REJECTIONS, "CTFR", ""],
  ['legacyDocumentCodeIdentifier:"Non-Final Rejection"', REJECTIONS, "CTNF", ""],
  ["countryCode:usa", ENRICHED, "US", ""],
  ["countryCode:Japan", ENRICHED, "JP", ""],
  ['countryCode:"United Kingdom"', ENRICHED, "GB", ""],
  ["citationCategoryCode:x", ENRICHED, "X", ""],
])("%s says what was probably meant", (criteria, dataset, suggestion, says) => {
  const { unheld } = bind(criteria, dataset, { unknownFields: "nothing" });
  expect(unheld).toHaveLength(1);
  expect(unheld[0]).toMatchObject({ suggestion });
  expect(unheld[0]!.says).toContain("never holds");
  expect(unheld[0]!.says).toContain(says);
  expect(() => bind(criteria, dataset, { unheldValues: "refuse" })).toThrow(/never holds/);
});

test("a word that names no field means no field's values", () => {
  const dataset = { ...REJECTIONS, defaultFields: ["legalSectionCode", "groupArtUnitNumber"] };
  expect(bind("seal", dataset, { unheldValues: "refuse" }).unheld).toEqual([]);
});

test.each([
  "legalSectionCode:103",
  'legalSectionCode:" 103"',
  "legalSectionCode:10*",
  "actionTypeCategory:undecided",
  "groupArtUnitNumber:2834",
  "groupArtUnitNumber:OPAP",
  "paragraphNumber:a",
  "paragraphNumber:7",
  "source:extraction",
])("%s may be held, and is asked for", (criteria) => {
  expect(bind(criteria, REJECTIONS, { unheldValues: "refuse" }).unheld).toEqual([]);
});

test.each([
  ["groupArtUnitNumber:AU2834", REJECTIONS, "2834"],
  ['groupArtUnitNumber:"Art Unit 2834"', REJECTIONS, "2834"],
  ["groupArtUnitNumber:gau-2834", CITATIONS, "2834"],
  ["techCenter:28", ENRICHED, "2800"],
  ["techCenter:TC2800", ENRICHED, "2800"],
  ['tech_center:"Technology Center 2800"', REJECTIONS, "2800"],
  ["paragraphNumber:A", REJECTIONS, "a"],
  ['paragraphNumber:"(a)"', REJECTIONS, "a"],
  ["kindCode:b2", ENRICHED, "B2"],
  ["source:USPTO", REJECTIONS, "api"],
  ["source:release", REJECTIONS, "release-2017"],
  ["trialMetaData.trialTypeCode:ipr", TRIALS, "IPR"],
  ['trialMetaData.trialTypeCode:"Inter Partes Review"', TRIALS, "IPR"],
  ["patentOwnerData.technologyCenterNumber:TC16", TRIALS, "1600"],
  ["patentOwnerData.groupArtUnitNumber:AU1654", TRIALS, "1654"],
  ["applicationMetaData.applicationTypeCode:utl", WRAPPERS, "UTL"],
])("%s leads to the value as it is stored", (criteria, dataset, suggestion) => {
  expect(refusal(() => bind(criteria, dataset, { unheldValues: "refuse" }))).toMatchObject({
    code: "bad-value",
    where: { suggestion },
  });
});

test.each([
  ["trialMetaData.trialTypeCode:IPR", TRIALS],
  ["trialMetaData.trialTypeCode:XYZ", TRIALS],
  ["patentOwnerData.groupArtUnitNumber:1654", TRIALS],
  ["applicationMetaData.applicationTypeCode:UTL", WRAPPERS],
])("%s is asked for as it is", (criteria, dataset) => {
  expect(bind(criteria, dataset, { unheldValues: "refuse" }).unheld).toEqual([]);
});

test.each(["kindCode:A", "kindCode:B2", "techCenter:2800"])("%s is no value of another field", (criteria) => {
  expect(bind(criteria, ENRICHED, { unheldValues: "refuse" }).unheld).toEqual([]);
});

test.each([
  ["legalSectionCode:101 and hasRej101:1", 'Here "and" is a word. Write AND in capitals.'],
  ["legalSectionCode:101 Or hasRej101:1", 'Here "Or" is a word. Write OR in capitals.'],
  ["legalSectionCode:(101 or 103)", 'Here "or" is a word. Write OR in capitals.'],
  ["legalSectionCode:101 rejected", "This clause names no field (character 21)"],
  ["legalSectionCode:103(a)", 'Did you mean "103"? The letter is in "paragraphNumber".'],
])("%s is refused for what follows the value: %s", (criteria, says) => {
  expect(refusal(() => bind(criteria, REJECTIONS, { unheldValues: "refuse" })).message).toContain(says);
});

test.each(["year:2019", "date:2019-01-31"])("%s is told by which day the records are dated", (criteria) => {
  expect(() => bind(criteria)).toThrow(/dated by "submissionDate": write submissionDate:\[/);
});

test("criteria know the names they are given, and every name when given none", () => {
  expect(bind("hasObjection:1", REJECTIONS, { names: publishedNames(REJECTIONS, "ds") }).warnings).toEqual(
    [],
  );
  expect(
    refusal(() => bind("hasObjection:1", REJECTIONS, { names: publishedNames(REJECTIONS, "odp") })).code,
  ).toBe("unknown-field");
  expect(
    refusal(() => bind("claims:7", REJECTIONS, { names: publishedNames(REJECTIONS, "ds") })).message,
  ).toContain("/v1");
  expect(bind("claims:7 hasObjection:1 aliceIndicator:1").warnings).toEqual([]);
});

test("NOW is one instant throughout the criteria", () => {
  const { predicate } = bindCriteria(parseCriteria("createDateTime:NOW OR createDateTime:NOW"), REJECTIONS);
  expect(predicate.kind).toBe("range");
});

function refusal(run: () => unknown): ArtunitError {
  try {
    run();
  } catch (error) {
    return error as ArtunitError;
  }
  throw new Error("nothing was refused");
}

describe("patterns that are too long together", () => {
  const many = (one: string, count: number) => Array.from({ length: count }, () => one).join(" ");

  test.each([
    ["expressions with many repetitions", many("legalSectionCode:/(a{1,30}){1,10}/", 7)],
    ["wildcards with many letters", many(`legalSectionCode:*${"a?".repeat(400)}*b*`, 5)],
  ])("%s are refused, and the place is said", (_, criteria) => {
    const error = refusal(() => bind(criteria));
    expect(error).toMatchObject({ code: "too-expensive" });
    expect(error.message).toMatch(/up to character \d+ they ask for more than 2000 characters/);
  });

  test("one wildcard is refused that is longer than any value", () => {
    expect(refusal(() => bind(`legalSectionCode:${"a?".repeat(501)}`)).message).toContain("1002 characters");
  });

  test.each([
    ["256 wildcards of ordinary length", many("legalSectionCode:US?2017*", 256)],
    ["a literal of any length within *", `legalSectionCode:*${"a".repeat(100_000)}*`],
    ["a hundred short expressions", many("legalSectionCode:/10[0-9]+[ab]?/", 100)],
  ])("%s are not", (_, criteria) => {
    expect(() => bind(criteria)).not.toThrow();
  });

  test("ranges of words count as patterns, ranges of whole values do not", () => {
    const list = many("[a TO b]", MAX_PATTERNS + 1);
    expect(refusal(() => bind(`inventorNameText:(${list})`, ENRICHED)).code).toBe("too-expensive");
    expect(() => bind(`legalSectionCode:(${list})`)).not.toThrow();
  });

  test("a phrase with a distance repeats few words, one without any", () => {
    const words = `"${"a b ".repeat(30)}"`;
    expect(refusal(() => bind(`inventorNameText:${words}~3`, ENRICHED)).code).toBe("too-expensive");
    expect(() => bind(`inventorNameText:${words}`, ENRICHED)).not.toThrow();
  });
});

test("exclusions from one column are one list", () => {
  const numbers = Array.from({ length: 1000 }, (_, i) => String(12_000_000 + i));
  const { predicate } = bind(numbers.map((each) => `-patentApplicationNumber:${each}`).join(" "));
  expect(predicate).toEqual({
    kind: "not",
    child: { kind: "in", column: "application_number", values: numbers },
  });
});

test.each([
  ["patentApplicationNumber:14574014 OR 13371769", "write patentApplicationNumber:(14574014 OR 13371769)."],
  ["hasRej101:1 AND (legalSectionCode:102 OR 103 OR 112)", "write legalSectionCode:(102 OR 103 OR 112)."],
  ["patentApplicationNumber:14574014 13371769", "write patentApplicationNumber:(14574014 OR 13371769)."],
])("the values behind %s are told as a list", (written, says) => {
  const bound = () => bindCriteria(parseCriteria(written), findDataset("oa_rejections", "v2"), { written });
  expect(refusal(bound).message).toContain(says);
});

test.each([
  ["groupArtUnitNumber:28xx", "Write groupArtUnitNumber:28* or groupArtUnitNumber:[2800 TO 2899]."],
  ["groupArtUnitNumber:2800-2899", "Write groupArtUnitNumber:[2800 TO 2899]."],
])("%s is told as a pattern or a range, not answered with nothing", (criteria, says) => {
  const bound = () =>
    bindCriteria(parseCriteria(criteria), findDataset("oa_rejections", "v2"), { unheldValues: "refuse" });
  expect(refusal(bound).message).toContain(says);
});

describe("what others write is told in our words", () => {
  const all = { catalog: INSTALLATION };
  const told = (criteria: string) => {
    try {
      bindCriteria(parseCriteria(criteria), findDataset("oa_rejections", "v2"), all);
    } catch (error) {
      return (error as Error).message;
    }
    return "bound";
  };

  test.each([
    [
      "examiner:84263",
      'oa_actions/v1 ("examinerEmployeeNumber"), applications/v1 ("applicationMetaData.examinerNameText") have it.',
    ],
    ["ref:6992580", 'oa_citations/v2 ("referenceIdentifier"), '],
    [
      "applicant:IBM",
      'applications/v1 ("applicationMetaData.firstApplicantName"), petitions/v1 ("firstApplicantName") have it.',
    ],
    ["petitioner:x", 'trial_proceedings/v1 ("regularPetitionerData.realPartyInInterestName") has it.'],
    ["year:2019", "write submissionDate:[2019-01-01 TO 2019-12-31]."],
    ["mailing_date:2019", "write submissionDate:[2019-01-01 TO 2019-12-31]."],
    ["appNumber:1", 'Here it is "patentApplicationNumber".'],
    ["serial:1", 'Here it is "patentApplicationNumber".'],
    ["statute:103", 'Here it is "legalSectionCode".'],
    ["rejectionType:103", 'Here it is "legalSectionCode".'],
    ["doc_type:CTNF", 'Here it is "legacyDocumentCodeIdentifier".'],
    ["gau:1713", 'Here it is "groupArtUnitNumber".'],
    ["art_unit:1713", 'Here it is "groupArtUnitNumber".'],
    ["doc:x", 'Here it is "obsoleteDocumentIdentifier".'],
    ["code:CTNF", 'Here it is "legacyDocumentCodeIdentifier".'],
    ["techCenter:1700", 'Did you mean "tech_center"?'],
    ["LegalSectionCode:103", 'Did you mean "legalSectionCode"?'],
    ["inventor:Smith", '("inventorNameText")'],
    ["inventor:Smith", 'applications/v1 ("applicationMetaData.firstInventorName")'],
    ["office_action:x", 'Here it is "obsoleteDocumentIdentifier".'],
    ["type:rejected", 'Here it is "actionTypeCategory".'],
    ["dp:1", 'Here it is "hasRejDP".'],
    ["double_patenting:1", 'Here it is "hasRejDP".'],
    ["provisional:1", 'Here it is "hasRejDP".'],
    ["obviousness:1", 'Here it is "hasRej103".'],
    ["anticipation:1", 'Here it is "hasRej102".'],
    ["allowed:1", 'Here it is "allowedClaimIndicator".'],
    ["final:1", "write legacyDocumentCodeIdentifier:CTFR."],
    ["nonfinal:1", "write legacyDocumentCodeIdentifier:CTNF."],
    ["actionTypeCategory:rejected finally", 'several words go in quotes: field:"a b".'],
    ["claims:1-3", "For a range, write claims:[1 TO 3]."],
    ["submissionDate:2019-01-01..2019-12-31", "write submissionDate:[2019-01-01 TO 2019-12-31]."],
    ["cite103Max:soon-ish", "it is no whole number."],
    ["_exists_:hasRej101", "Records with any value in a field are field:*."],
    ["_missing_:hasRej101", "Records with no value in a field are -field:*."],
    ["cite103Max > 1", "write cite103Max:value, and a comparison as cite103Max:>1, without blanks."],
    ["cite103Max>1", "Write cite103Max:>1."],
    ["cite103Max<=3", "Write cite103Max:<=3."],
    ["hasRej101=1", "Write hasRej101:1."],
    ["hasRej101==1", "Write hasRej101:1."],
    ["hasRej101:1 and hasRej102:1", 'Here "and" is a word. Write AND in capitals.'],
    ["not hasRej101:1", 'Here "not" is a word. Write NOT in capitals.'],
    ["submissionDate:[2019-01-01 to 2020-01-01]", "Write TO, in capitals: [2019-01-01 TO …]."],
    ["submissionDate:[* - 2020-01-01]", "Write TO, in capitals: [* TO …]."],
    ["submissionDate:[2019-01-01 and 2020-01-01]", '"and" stands between the ends of a range'],
    ["submissionDate:[2019-01-01..2020-01-01]", "Write TO between the ends: [2019-01-01 TO 2020-01-01]."],
    ["submissionDate:[2019-01-01, 2020-01-01]", "Write TO between the ends: [2019-01-01 TO …]."],
    ["submissionDate:[2019-01-01,2020-01-01]", "Write TO between the ends: [2019-01-01 TO 2020-01-01]."],
  ])("%s: %s", (criteria, says) => {
    expect(told(criteria)).toContain(says);
  });

  test.each([
    'obsoleteDocumentIdentifier:["a," b]',
    "obsoleteDocumentIdentifier:[a b]",
    "submissionDate:[2019-01-01 TO *]",
  ])("%s is no slip", (criteria) => {
    expect(told(criteria)).toBe("bound");
  });
});

describe("numbers of documents match in any written form", () => {
  const valuesOf = (criteria: string) => {
    const dataset = criteria.startsWith("cited")
      ? findDataset("enriched_cited_reference_metadata", "v3")
      : findDataset("oa_citations", "v2");
    const { predicate } = bindCriteria(parseCriteria(criteria), dataset);
    return predicate.kind === "in" ? [...predicate.values, ...(predicate.otherwise ?? [])] : predicate.kind;
  };

  test("what somebody transcribed is meant as it is written, and in other forms only where nobody wrote it so", () => {
    const { predicate } = bindCriteria(
      parseCriteria('referenceIdentifier:"US 6,992,580 B2" OR referenceIdentifier:Smith'),
      findDataset("oa_citations", "v2"),
    );
    expect(predicate).toMatchObject({
      kind: "or",
      children: [
        { values: ["US 6,992,580 B2"], otherwise: expect.arrayContaining(["6992580", "US 6992580 B2"]) },
        { values: ["Smith"] },
      ],
    });
  });

  test.each([
    ["referenceIdentifier:6,992,580", "6992580"],
    ['referenceIdentifier:"US 6,992,580 B2"', "6992580"],
    ['referenceIdentifier:"2009/0048582"', "20090048582"],
    ["referenceIdentifier:US20090048582", "2009/0048582"],
    ['citedDocumentIdentifier:"US 2019/0165601 A1"', "US 20190165601 A1"],
    ["parsedReferenceIdentifier:6,992,580", "6992580"],
    ['parsedReferenceIdentifier:"US 2009/0048582 A1"', "20090048582"],
    ['parsedReferenceIdentifier:"D668,832"', "D668832"],
    ['reference_key:"US 6,992,580 B2"', "US6992580"],
    ["reference_key:6992580", "US6992580"],
    ['reference_key:"JP 2004-159476"', "JP2004159476"],
    ["patentApplicationNumber:14/574,014", "14574014"],
  ])("%s finds %s", (criteria, value) => {
    expect(valuesOf(criteria)).toContain(value);
  });

  test.each([
    ["patentApplicationNumber:[14/574,014 TO 14/574,020]", "patentApplicationNumber:[14574014 TO 14574020]"],
    ["patentApplicationNumber:>=14/574,014", "patentApplicationNumber:>=14574014"],
    ["patentApplicationNumber:14/574*", "patentApplicationNumber:14574*"],
    ["patentApplicationNumber:14/574,0??", "patentApplicationNumber:145740??"],
    ["patentApplicationNumber:14/*", "patentApplicationNumber:14*"],
  ])("%s is %s", (criteria, plain) => {
    const bound = (text: string) => bindCriteria(parseCriteria(text), findDataset("oa_citations", "v2"));
    expect(bound(criteria).predicate).toEqual(bound(plain).predicate);
  });

  test.each([
    ["referenceIdentifier:6992580", ["6992580"]],
    ["referenceIdentifier:Smith", ["Smith"]],
    ["reference_key:US6992580", ["US6992580"]],
    ["parsedReferenceIdentifier:6992580", ["6992580"]],
  ])("%s asks for no other value", (criteria, values) => {
    expect(valuesOf(criteria)).toEqual(values);
  });
});
