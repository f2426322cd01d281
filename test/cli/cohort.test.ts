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
  ["one line with commas", "14574014, 13371769\n", null, ["a list", "14574014", "13371769"]],
  ["one line with semicolons", "14574014;13371769", null, ["a list", "14574014", "13371769"]],
  ["one line with blanks", "14574014 13371769", null, ["a list", "14574014", "13371769"]],
  ["one line with tabs", "14574014\t13371769", null, ["a list", "14574014", "13371769"]],
  ["one line of any form", "US 14/574,014, 13/371,769", null, ["a list", "14574014", "13371769"]],
  ["a JSON list", '["14574014","13371769"]', null, ["a list", "14574014", "13371769"]],
  ["a JSON list over lines", "[\n  14574014,\n  13371769\n]\n", null, ["a list", "14574014", "13371769"]],
  [
    "lines with blanks",
    "14574014 13371769\n14832202\n",
    null,
    ["a list", "14574014", "13371769", "14832202"],
  ],
  [
    "cells that Excel keeps as text",
    'x,app\nA,="14574014"\nB,"=""13371769"""\n',
    null,
    ["column 2 (app)", "14574014", "13371769"],
  ],
  ["lines that Excel keeps as text", 'app\n="14574014"\n', null, ["one number to a line", "14574014"]],
  [
    "a column beside short cells with tabs",
    "app\tclaims\n7123456\t4\n",
    null,
    ["column 1 (app)", "07123456"],
  ],
  [
    "a column beside short cells with commas",
    "app,claims\n7123456,4\n",
    null,
    ["column 1 (app)", "07123456"],
  ],
  ["thousands", "14,574,014\n", null, ["one number to a line", "14574014"]],
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
    /: 2 of 5 values in column 1 are not application numbers: line 2: "foo", line 6: "n\/a"\. Nothing was done/,
  ],
  [
    "a heading, one column and more bad lines than are told",
    `apps\n${"14574014\n".repeat(30)}${"x\n".repeat(12)}`,
    null,
    /: 12 of 42 values in column 1 \(apps\) .*line 32: "x".*, and 2 more\./,
  ],
  ["words in one column", "one\ntwo\nthree\n", null, /No column of ids\.csv holds/],
  ...[",", ";", "\t"].map((separator): [string, string, null, RegExp] => [
    `two columns without a heading and ${JSON.stringify(separator)}`,
    `14574014${separator}14832202\n14574015${separator}14832203\n`,
    null,
    /column 1 or 2\. Say which with --column/,
  ]),
  ["nothing", "\n", null, /is empty/],
  ["an empty list", "[]", null, /is empty/],
  ["a heading only", "application\n", null, /its heading or words: it lists no application/],
  ["headings only", "application,client\n", null, /it lists no application/],
  ["one line and a column", "14574014, 13371769", "1", /list of numbers.*Leave --column out/],
  [
    "one line with a slip",
    "14574014, 13371769, soon",
    null,
    /1 of 3 values in the list is not .*: line 1: "soon"/,
  ],
  ["JSON that is no list of numbers", '[{"application":"14574014"}]', null, /is JSON, and no list/],
  [
    "two columns of numbers and tabs",
    "a\tb\n14574014\t14832202\n",
    null,
    /column 1 \(a\) or 2 \(b\).*--column/,
  ],
])("A file with %s is refused, saying so", (_, text, column, says) => {
  expect(() => readCohort(text, "ids.csv", column)).toThrow(says);
});
