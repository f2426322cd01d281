import { expect, test } from "vitest";
import { parseForm } from "../../src/server/forms.js";

const FLAGS = new Set(["criteria", "rows", "indent"]);

function read(text: string): Record<string, string> {
  return Object.fromEntries(parseForm(text, FLAGS).map(({ name, value }) => [name, value]));
}

test.each<[string, string, Record<string, string>]>([
  ["an encoded form", "criteria=id%3A%22a+b%22&rows=10", { criteria: 'id:"a b"', rows: "10" }],
  [
    "raw blanks, quotes, colons and brackets",
    'criteria=a:"b c" AND d:[1 TO 2]',
    { criteria: 'a:"b c" AND d:[1 TO 2]' },
  ],
  ["a plus beside raw blanks, which is a plus", "criteria=+a:1 -b:2", { criteria: "+a:1 -b:2" }],
  ["a plus without raw blanks, which is a blank", "criteria=a:1+OR+b:2", { criteria: "a:1 OR b:2" }],
  ["a percent sign that begins no escape", "criteria=50% of 20%25", { criteria: "50% of 20%" }],
  ["an equals sign in a value", "criteria=a:b=c&rows=1", { criteria: "a:b=c", rows: "1" }],
  ["a raw && between clauses", "criteria=a:1 && b:2&rows=1", { criteria: "a:1 && b:2", rows: "1" }],
  ["a raw & in a value", "criteria=title:R&D&rows=1", { criteria: "title:R&D", rows: "1" }],
  ["a name without a value", "criteria=*:*&indent", { criteria: "*:*", indent: "" }],
  ["an & too many", "criteria=*:*&&rows=1&", { criteria: "*:*", rows: "1" }],
  ["letters beyond ASCII, encoded and raw", "criteria=M%C3%BCller Ångström", { criteria: "Müller Ångström" }],
  ["nothing", "", {}],
])("reads %s", (_title, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test("escapes that are not UTF-8 are refused, naming the parameter", () => {
  expect(() => read("criteria=%E4")).toThrow('The escapes in the parameter "criteria" are not UTF-8.');
});

test("a parameter sent twice is seen twice", () => {
  expect(parseForm("rows=1&rows=2", FLAGS)).toHaveLength(2);
});
