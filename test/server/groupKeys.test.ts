import { expect, test } from "vitest";
import { findDataset, INSTALLATION } from "../../src/installation.js";
import { groupKeyOf } from "../../src/server/groupKeys.js";

const REJECTIONS = findDataset("oa_rejections", "v2");

test.each(["submissionDate.year", "createDateTime.month"])("%s is a period of a date", (name) => {
  expect(groupKeyOf(REJECTIONS, name, "by")).toMatchObject({ period: name.split(".")[1] });
});

test.each([
  ["year", "submissionDate.year"],
  ["Years", "submissionDate.year"],
  ["yr", "submissionDate.year"],
  ["quarter", "submissionDate.quarter"],
  ["submissionYear", "submissionDate.year"],
  ["submission_month", "submissionDate.month"],
  ["mailDate.year", "submissionDate.year"],
  ["date.year", "submissionDate.year"],
  ["createYear", "createDateTime.year"],
])("%s leads to %s", (name, suggestion) => {
  expect(() => groupKeyOf(REJECTIONS, name, "by")).toThrow(
    expect.objectContaining({ code: "unknown-field", where: { field: "by", suggestion } }),
  );
});

test.each(["fiscal_year", "decade", "filing_year", "bananas"])(
  "%s is near nothing: the fields are told",
  (name) => {
    expect(() => groupKeyOf(REJECTIONS, name, "by")).toThrow(
      expect.objectContaining({
        where: { field: "by" },
        message: expect.stringContaining("There are: id, "),
      }),
    );
  },
);

test.each(["week", "day", "decade"])("a date has no %s: its periods are told", (period) => {
  expect(() => groupKeyOf(REJECTIONS, `submissionDate.${period}`, "by")).toThrow(
    "Of a date there are submissionDate.year, submissionDate.quarter and submissionDate.month",
  );
});

test("no date has no year", () => {
  expect(() => groupKeyOf(REJECTIONS, "legalSectionCode.year", "by")).toThrow("only dates have a year");
});

test.each([
  ["examiner", 'oa_actions/v1 ("examinerEmployeeNumber"), applications/v1'],
  ["assignee", 'applications/v1 ("assignmentBag.assigneeBag.assigneeNameText") has it.'],
  ["ref", 'oa_citations/v2 ("referenceIdentifier")'],
])("by=%s tells which datasets have it", (name, says) => {
  expect(() => groupKeyOf(REJECTIONS, name, "by", INSTALLATION.datasets)).toThrow(says);
});
