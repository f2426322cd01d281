import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Column,
  leavesOf,
  type NestedObject,
  nestedOf,
  prune,
  readNested,
  writeNested,
} from "../../src/catalog/index.js";

const RECORD = `{
  "applicationNumberText": "14412875",
  "applicationMetaData": {"firstInventorName": "Ann, A.", "filingDate": "2015-01-05", "cpcBag": ["A61F", "B01D"], "score": 1.0},
  "eventDataBag": [
    {"eventCode": "CTNF", "eventDate": "2016-05-03", "seq": 9007199254740993},
    {"eventCode": "CTFR", "note": null},
    {}
  ],
  "parentContinuityBag": [{"parent": {"number": "12000001"}}, {"child": {"number": "12000002"}}],
  "unknown": {"10": true, "2": [[1e3]]}
}`;

const read = (json: string) => readNested(json) as NestedObject;

test("a value comes back with the order of its members and the spelling of its numbers", () => {
  const compact = RECORD.replace(/\n\s*/g, "").replace(/([:,]) /g, "$1");
  const commaInName = compact.replace("Ann,A.", "Ann, A.");
  expect(writeNested(read(RECORD))).toBe(commaInName);
});

test("any JSON comes back the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value);
      expect(JSON.parse(writeNested(readNested(json)))).toEqual(JSON.parse(json));
      expect(writeNested(readNested(writeNested(readNested(json))))).toBe(writeNested(readNested(json)));
    }),
    { numRuns: 500 },
  );
});

test.each(["", "{", '{"a"}', "[1,]", '{"a":1,}', "[1] 2", '{"a":tru}', '"a', "01", `${"[".repeat(400)}`])(
  "%j is refused",
  (json) => {
    expect(() => readNested(json)).toThrow(SyntaxError);
  },
);

test.each<[string, readonly string[], string]>([
  [
    "a leaf keeps its parents",
    ["applicationMetaData.filingDate"],
    '{"applicationMetaData":{"filingDate":"2015-01-05"}}',
  ],
  [
    "a parent brings all that it holds",
    ["applicationMetaData"],
    '{"applicationMetaData":{"firstInventorName":"Ann, A.","filingDate":"2015-01-05","cpcBag":["A61F","B01D"],"score":1.0}}',
  ],
  [
    "a list of values is one leaf",
    ["applicationMetaData.cpcBag"],
    '{"applicationMetaData":{"cpcBag":["A61F","B01D"]}}',
  ],
  [
    "a path passes through lists, and elements that keep nothing go",
    ["eventDataBag.eventDate"],
    '{"eventDataBag":[{"eventDate":"2016-05-03"}]}',
  ],
  ["a null that is asked for is kept", ["eventDataBag.note"], '{"eventDataBag":[{"note":null}]}'],
  [
    "the order is the object's own, whatever the order of the paths",
    ["eventDataBag.eventCode", "applicationNumberText"],
    '{"applicationNumberText":"14412875","eventDataBag":[{"eventCode":"CTNF"},{"eventCode":"CTFR"}]}',
  ],
  [
    "a star stands for any run of characters",
    ["*Date"],
    '{"applicationMetaData":{"filingDate":"2015-01-05"},"eventDataBag":[{"eventDate":"2016-05-03"}]}',
  ],
  [
    "a star in the middle of a name brings what the name holds",
    ["*Continuity*"],
    '{"parentContinuityBag":[{"parent":{"number":"12000001"}},{"child":{"number":"12000002"}}]}',
  ],
  ["letter case counts", ["applicationmetadata", "*continuity*"], "{}"],
  ["a path that is nowhere brings nothing", ["eventDataBag.eventCode.x", "no.such"], "{}"],
  ["no path brings nothing", [], "{}"],
  ["the beginning of a name is no parent", ["application"], "{}"],
])("pruned: %s", (_, paths, expected) => {
  expect(writeNested(prune(read(RECORD), paths))).toBe(expected);
});

test("pruning to everything changes nothing, and pruning twice is pruning once", () => {
  const record = read(RECORD);
  expect(prune(record, ["*"])).toEqual(record);
  const paths = ["eventDataBag.eventCode", "*Data.c*"];
  expect(prune(prune(record, paths), paths)).toEqual(prune(record, paths));
  expect(record).toEqual(read(RECORD));
});

const column = (name: string, type: Column["type"], path: string, isList?: true): Column => ({
  name,
  type,
  path,
  meaning: "",
  ...(isList ? { isList } : {}),
});

test("columns hold what stands at their paths", () => {
  const { cells, unfit } = leavesOf(read(RECORD), [
    column("number", "text", "applicationNumberText"),
    column("filed", "date", "applicationMetaData.filingDate"),
    column("score", "number", "applicationMetaData.score"),
    column("cpc", "text", "applicationMetaData.cpcBag", true),
    column("codes", "text", "eventDataBag.eventCode", true),
    column("days", "date", "eventDataBag.eventDate", true),
    column("parents", "text", "parentContinuityBag.parent.number", true),
    column("notes", "text", "eventDataBag.note", true),
    column("missing", "text", "applicationMetaData.nothing"),
    { name: "own", type: "text", meaning: "" },
  ]);
  expect(cells).toEqual({
    number: "14412875",
    filed: "2015-01-05",
    score: 1,
    cpc: ["A61F", "B01D"],
    codes: ["CTNF", "CTFR"],
    days: ["2016-05-03"],
    parents: ["12000001"],
    notes: null,
    missing: null,
  });
  expect(unfit).toEqual([]);
});

test("what a column cannot hold is named, not guessed", () => {
  const object = nestedOf({
    day: "3 May",
    count: "x",
    big: 2 ** 60,
    flag: "yes",
    codes: ["a", "b"],
    text: { a: 1 },
  });
  const columns = [
    column("day", "date", "day"),
    column("count", "integer", "count"),
    column("big", "integer", "big"),
    column("flag", "boolean", "flag"),
    column("code", "text", "codes"),
    column("text", "text", "text"),
  ];
  const { cells, unfit } = leavesOf(object, columns);
  expect(unfit).toEqual(["day", "count", "big", "flag", "code", "text"]);
  expect(cells).toEqual({ day: null, count: null, big: null, flag: null, code: "a", text: null });
});

test("a number that a text column holds keeps its spelling", () => {
  expect(leavesOf(read('{"code":150.0}'), [column("code", "text", "code")]).cells).toEqual({ code: "150.0" });
});
