import { describe, expect, test } from "vitest";
import type { Dataset, Spelling } from "../../src/catalog/index.js";
import type { ArtunitError } from "../../src/errors.js";
import { findDataset } from "../../src/installation.js";
import { bindCriteria, explain, parseCriteria, spell } from "../../src/query/index.js";
import { readSpelling } from "../../src/query/spelledElsewhere.js";

test.each<[Spelling, string, string | null]>([
  ["application-patentsview", "14574014", "14/574014"],
  ["application-patentsview", "02002761", "02/002761"],
  ["document-patentsview", "US6992580", "6992580"],
  ["document-patentsview", "US20140016098", "20140016098"],
  ["document-patentsview", "USD345393", "D345393"],
  ["document-patentsview", "JP2004159476", null],
  ["document-bigquery", "US8008688", "US-8008688"],
  ["document-bigquery", "US20140016098", "US-2014016098"],
  ["document-bigquery", "US20011000001", "US-20011000001"],
  ["document-bigquery", "USD345393", "US-D345393"],
  ["document-bigquery", "EP1234567", null],
])("%s writes %s as %s, and reads it back", (spelling, stored, written) => {
  expect(spell(spelling, stored)).toBe(written);
  if (written !== null) expect(readSpelling(spelling, written)).toBe(stored);
});

const bind = (criteria: string, dataset: Dataset) => bindCriteria(parseCriteria(criteria), dataset);
const CITATIONS = findDataset("oa_citations", "v2");

describe("criteria", () => {
  test.each([
    ['application_patentsview:"14/574014"', "patentApplicationNumber is 14574014"],
    ["application_patentsview:14\\/574014", "patentApplicationNumber is 14574014"],
    ["application_patex:14574014", "application_patex is 14574014"],
    ["reference_patentsview:(6992580 20070217688)", "reference_key is US6992580 or US20070217688"],
    ["reference_bigquery:US-2007217688-A1", "reference_key is US20070217688"],
    ["reference_bigquery:US-6992580", "reference_key is US6992580"],
    ["reference_bigquery:*", 'reference_key begins with "US"'],
    ["-reference_patentsview:*", 'not (reference_key begins with "US")'],
  ])("%s means %s", (criteria, meaning) => {
    expect(explain(bind(criteria, CITATIONS))).toBe(meaning);
  });

  test.each([
    ["application_patentsview:14574014", "bad-value"],
    ["reference_bigquery:6992580", "bad-value"],
    ["reference_patentsview:69925*", "unsupported-match"],
    ["reference_patentsview:[1 TO 2]", "unsupported-match"],
  ])("%s is refused", (criteria, code) => {
    let found: unknown;
    try {
      bind(criteria, CITATIONS);
    } catch (error) {
      found = (error as ArtunitError).code;
    }
    expect(found).toBe(code);
  });
});
