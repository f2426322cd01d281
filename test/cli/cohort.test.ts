import { expect, test } from "vitest";
import { readCohort } from "../../src/cli/cohort.js";

const listed = (text: string, column: string | null = null) => {
  const { column: label, numbers } = readCohort(text, "ids.csv", column);
  return [label, ...numbers.flatMap(({ stored }) => stored[0] ?? [])];
};

test.each<[string, string, string | null, readonly string[]]>([
  ["one number to a line", "14574014\n14/832,202\n", null, ["one number to a line", "14574014", "14832202"]],
  [
    "a heading, blank lines and quotes",
    '\ufeffapps\r\n\r\n"14/574,014"\r\n',
    null,
    ["one number to a line", "14574014"],
  ],
  [
    "the second column by what it holds",
    "client,ref\nAcme,14574014\nBell,14832202\n",
    null,
    ["column 2 (ref)", "14574014", "14832202"],
  ],
  [
    "the second column by its name",
    "patent_number,app_id\n9849038,14574014\n",
    null,
    ["column 2 (app_id)", "14574014"],
  ],
  [
    "the names of datasets",
    "a,patentApplicationNumber\n14574014,14832202\n",
    null,
    ["column 2 (patentApplicationNumber)", "14832202"],
  ],
  ["a table without a heading", "Acme,14574014\nBell,14832202\n", null, ["column 2", "14574014", "14832202"]],
  ["semicolons", "client;appl. no.\nAcme;14/574,014\n", null, ["column 2 (appl. no.)", "14574014"]],
  ["tabs", "client\tref\nAcme\t14574014\n", null, ["column 2 (ref)", "14574014"]],
  ["a comma within a number", "client,ref\nAcme,14/574,014\n", null, ["column 2 (ref)", "14574014"]],
  ["what pandas makes of numbers", ",ref\n0,14574014.0\n1,\n", null, ["column 2 (ref)", "14574014"]],
  ["a column that is named", "a,b\n14574014,14832202\n", "b", ["column 2 (b)", "14832202"]],
  ["a column that is counted", "a,b\n14574014,14832202\n", "2", ["column 2 (b)", "14832202"]],
  [
    "a quoted cell with a comma before it",
    'a,b\n"Smith, Inc. ""x""",14832202\n',
    null,
    ["column 2 (b)", "14832202"],
  ],
])("The numbers of %s are read", (_, text, column, expected) => {
  expect(listed(text, column)).toEqual(expected);
});

test.each<[string, string, string | null, RegExp]>([
  ["two columns of numbers", "a,b\n14574014,14832202\n", null, /column 1 \(a\) or 2 \(b\).*--column/],
  ["no column of numbers", "a,b\nx,y\n", null, /No column of ids\.csv holds.*1 \(a\), 2 \(b\)/],
  ["a column that is not there", "a,b\nx,14574014\n", "c", /has no column "c".*1 \(a\), 2 \(b\)/],
  [
    "a line that is no number",
    "a,application\nx,14574014\ny,soon\n",
    null,
    /: 1 of 2 values in column 2 \(application\) is not an application number: line 3: "soon"\. .*--column/,
  ],
  [
    "one column and lines that are no numbers",
    "14574014\nfoo\n12190351\n14/832,202\n\nn/a\n",
    null,
    /: 2 of 5 values in column 1 are not application numbers: line 2: "foo", line 6: "n\/a"\. Nothing was exported/,
  ],
  [
    "a heading, one column and more bad lines than are told",
    `apps\n${"14574014\n".repeat(30)}${"x\n".repeat(12)}`,
    null,
    /: 12 of 42 values in column 1 \(apps\) .*line 32: "x".*, and 2 more\./,
  ],
  ["words in one column", "one\ntwo\nthree\n", null, /No column of ids\.csv holds/],
  ["nothing", "\n", null, /is empty/],
])("A file with %s is refused, saying so", (_, text, column, says) => {
  expect(() => readCohort(text, "ids.csv", column)).toThrow(says);
});
