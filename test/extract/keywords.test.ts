import { expect, test } from "vitest";
import { prepare } from "../../src/extract/text/index.js";

test.each([
  ["Claims 1-5 are rejected; the rejection stands.", "rej", [15, 29]],
  ["prerejected, inject", "rej", []],
  ["“Pending” claims", "pending", [1]],
  ["non-final, final", "final", [4, 11]],
  ["α-olefin: withdrawn", "withdrawn", [10]],
  ["ends with re", "re ", []],
] as const)("in %j words begin with %j at %j", (text, stem, places) => {
  expect(prepare(text).keywords.ofAny([stem])).toEqual(places);
});

test("several stems are told in text order", () => {
  expect(prepare("pending, allowed, pending").keywords.ofAny(["allow", "pending"])).toEqual([0, 9, 18]);
});

test("runs of digits are found within words too", () => {
  expect([...prepare("US2010/0123456 A1").keywords.digits]).toEqual([2, 7, 16]);
});

test("the marks at which sentences may end are found, each of them", () => {
  expect([...prepare("No.\n(See Fig. 1)?!").keywords.stops]).toEqual([2, 3, 4, 12, 15, 16, 17]);
});

test.each([
  ["Japanese Patent 1234567", [0]],
  ["EP 1234567, step 1234567", [0]],
  ["the UK\n1,234,567", [4]],
])("in %j the words of patent offices begin at %j", (text, places) => {
  const { offices } = prepare(text).keywords;
  expect([...offices.filter((at, index) => at !== offices[index - 1])]).toEqual(places);
});

test("nothing of a text is found in the next, shorter one", () => {
  prepare("It is rejected as obvious. ".repeat(20));
  const { keywords, clean } = prepare("It is re");
  expect(clean).toBe("It is re");
  expect(keywords.at("rej")).toEqual([]);
  expect(prepare("1-").keywords.digits.length).toBe(1);
});

test("a text longer than the room that is kept is read to its end", () => {
  const filler = "x\u200b ".repeat(120_000);
  const { clean, keywords, at } = prepare(`${filler}Claim 1 is rejected.`);
  const place = clean.lastIndexOf("rejected");
  expect(keywords.at("rej")).toEqual([place]);
  expect(at(place, place + 8)).toEqual({ start: filler.length + 11, end: filler.length + 19 });
});

test("accents come back as written, whatever stands between", () => {
  const { clean, asWritten } = prepare("A\u200b Łukasik\r\nand Bergstr\u00f6m\u00ad-M\u00fcller");
  expect(clean).toBe("A Lukasik\nand Bergstrom-Muller");
  expect(asWritten(2, clean.length)).toBe("Łukasik\nand Bergström-Müller");
});
