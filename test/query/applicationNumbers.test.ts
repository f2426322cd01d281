import { expect, test } from "vitest";
import { findDataset } from "../../src/installation.js";
import { readStoredNumbers, storedApplicationNumbers } from "../../src/query/applicationNumbers.js";
import {
  bindCriteria,
  parseCriteria,
  readAnyApplication,
  readApplicationNumber,
  referenceKey,
} from "../../src/query/index.js";

test.each([
  "14/574,014",
  "14574014",
  "US 14/574,014",
  "14/574014",
  "US-14574014-A",
  "Appl. No. 14/574,014",
  "US-201414574014-A",
  "14574014.0",
])("%s is one application, wherever it is read", (written) => {
  expect(readApplicationNumber(written)).toBe("14574014");
  expect(readStoredNumbers(written)).toEqual(["14574014"]);
});

test.each([
  "PCTUS2547756",
  "PCT/US25/47756",
  "PCT/US25/047756",
  "PCTUS2025047756",
  "PCT/US2025/047756",
  "pct us2025 047756",
])("%s is one international application, however it is stored", (written) => {
  expect(new Set(storedApplicationNumbers(written))).toEqual(
    new Set([
      ...["PCTUS2547756", "PCTUS25047756", "PCT/US25/47756", "PCT/US25/047756"],
      ...["PCTUS202547756", "PCTUS2025047756", "PCT/US2025/47756", "PCT/US2025/047756"],
    ]),
  );
});

test.each([
  ["14/574,014", "14574014"],
  ["PCT/US15/12345", "PCT/US2015/012345"],
  ["pctus1512345", "PCT/US2015/012345"],
  ["PCT/JP99/01234", "PCT/JP1999/001234"],
])("%s, of whatever office, is %s", (written, number) => {
  expect(readAnyApplication(written)).toBe(number);
});

test("an international application is asked for in every form in which it may be stored", () => {
  const criteria = parseCriteria('parentContinuityBag.parentApplicationNumberText:"PCT/US2025/047756"');
  const { predicate } = bindCriteria(criteria, findDataset("applications", "v1"));
  expect(predicate).toMatchObject({ values: expect.arrayContaining(["PCT/US2025/047756", "PCTUS2547756"]) });
});

test.each([
  ["9123456.0", "09123456"],
  ["14.574.000", "14574000"],
])("the zeros of %s are taken for what they are", (written, number) => {
  expect(readApplicationNumber(written)).toBe(number);
});

test.each(["", "abc", "14/57", "6,992,580,111"])("%s is no application", (written) => {
  expect(storedApplicationNumbers(written)).toBeNull();
  expect(() => readStoredNumbers(written, "applications")).toThrow("is not an application number");
});

test.each([
  ['patentApplicationNumber:"14/574,014"', ["14/574,014", "14574014"]],
  ['patentApplicationNumber:"14/574014"', ["14/574014", "14574014"]],
  ["patentApplicationNumber:14574014", ["14574014"]],
  ["patentApplicationNumber:unknown", ["unknown"]],
  ['groupArtUnitNumber:"14/574,014"', ["14/574,014"]],
])("%s asks for the number as it is stored, in every protocol", (criteria, values) => {
  const { predicate } = bindCriteria(parseCriteria(criteria), findDataset("oa_rejections", "v2"));
  expect(predicate).toMatchObject({ kind: "in", values });
});

test.each([
  ["US 6,992,580 B2", "US6992580"],
  ["2009/0048582", "US20090048582"],
  ["US 2009/0048582 A1", "US20090048582"],
  ["D668,832", "USD668832"],
  ["USD668832", "USD668832"],
  ["US D668,832 S", "USD668832"],
  ["RE38,123", "USRE38123"],
  ["USRE38123", "USRE38123"],
  ["US PP12,345", "USPP12345"],
  ["USPP12345", "USPP12345"],
  ["NO 20041234", "NO20041234"],
  ["NO20041234 A", "NO20041234"],
  ["JP 2004-159476", "JP2004159476"],
  // Words are no countries.
  ["Notice of Allowance for U.S. Appl. No. 15/123,456", null],
  ["NOTICE OF ALLOWANCE, U.S. APPL. NO. 15/123,456", null],
  ["Office Action dated 2012 in 13/456789", null],
  ["as shown in 2010, pages 1234-1250", null],
  // A citation names a document: digits behind a name count, and those of the first million.
  ["Smith 4372601", "US4372601"],
  ['Smith et al. (US 905,975, hereinafter "Smith")', "US905975"],
  ["US 986,284 B2", "US986284"],
  ["4,950087", "US4950087"],
  ["2016111686", "US20160111686"],
  ["6,807,434; 7,123,456", "US6807434"],
  ["Plant Breeders' Rights grant QZ PBR 20140567", null],
  // What a text is read by, a citation is read by, too.
  ["Tennent (U.S. Patent Application Publication 2009-0145871)", "US20090145871"],
  ["Chartres (US Pub No. 2008/ 0263130)", "US20080263130"],
  ["US 8,977,4l4", "US8977414"],
  ["Evans (British Patent 2,123,456)", "GB2123456"],
  ["Hafer et al. (2008/0104738)[Hafer]", "US20080104738"],
  ["Marsh (D574,330)", "USD574330"],
  ["TW I392697 B", "TWI392697"],
  // Right behind an office's code, digits are that office's.
  ["EP 2021/0210819", "EP20210210819"],
  ["see FR 2011/0123456 A1", "FR20110123456"],
  // As systems of the office fill numbers up.
  ["USD0668832", "USD668832"],
  ["US D0668832 S1", "USD668832"],
  ["USRE045678E1", "USRE45678"],
  ["USPP012345 P2", "USPP12345"],
  ["USH0001234", "USH1234"],
  ["US 06992580 B2", "US6992580"],
  ["T109,201 I4", "UST109201"],
  // Nor is an application a document.
  ["copending Application No. 12103955.", null],
  ["US Appl. 15/123,456", null],
])("the key of %s is %s", (written, key) => {
  expect(referenceKey(written)).toBe(key);
});
