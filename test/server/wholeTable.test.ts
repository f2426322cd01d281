import { expect, test } from "vitest";
import { memberOf } from "../../src/server/wholeTable.js";

test.each([
  ["text", { document_id: "IVLC08MNRXEAPX5", mail_date: "2016-01-01" }, "IVLC08MNRXEAPX5"],
  ["text behind others", { record_id: "x", document_id: "A" }, "A"],
  ["text with quotation marks and backslashes", { document_id: 'a"b\\', mail_date: null }, 'a"b\\'],
  ["a value that looks like the member", { record_id: 'x","document_id":"wrong', document_id: "A" }, "A"],
  ["a truth value at the end", { record_id: "x", document_id: true }, true],
  ["a missing value", { document_id: null, mail_date: "2016-01-01" }, null],
  ["no such member", { record_id: '"document_id":' }, null],
])("a member of a record's text: %s", (_, record, expected) => {
  expect(memberOf(JSON.stringify(record), "document_id")).toBe(expected);
});
