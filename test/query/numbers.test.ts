import { expect, test } from "vitest";
import { findDataset } from "../../src/installation.js";
import { bindCriteria, parseCriteria, readApplicationNumber, referenceKey } from "../../src/query/index.js";
import { readStoredNumbers, storedApplicationNumbers } from "../../src/query/numbers.js";

test.each([
  "14/574,014",
  "14574014",
  "US 14/574,014",
  "14/574014",
  "US-14574014-A",
  "Appl. No. 14/574,014",
  "US-201414574014-A",
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
  // Nor is an application a document.
  ["US Appl. 15/123,456", null],
])("the key of %s is %s", (written, key) => {
  expect(referenceKey(written)).toBe(key);
});
