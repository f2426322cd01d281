import { expect, test } from "vitest";
import { type JsonItem, type JsonShape, jsonShape, readJson } from "../../src/ingest/json.js";

async function read(text: string | Buffer, step = 5, shape?: JsonShape): Promise<JsonItem[]> {
  const bytes = Buffer.from(text as string);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }
  const items: JsonItem[] = [];
  for await (const batch of readJson(pieces(), shape ?? jsonShape(bytes))) items.push(...batch);
  return items;
}

function seen(items: readonly JsonItem[]): unknown[] {
  return items.map((item) => ("value" in item ? item.value : [item.number, item.fault.split(":")[0]]));
}

test.each([
  [
    "a page of the Developer Hub",
    '{"responseHeader":{"params":{"json":"{\\"a\\":[1]}"}},"response":{"numFound":2,"docs":[{"a":1},{"b":[{"c":"]"}]}]}}',
    [{ a: 1 }, { b: [{ c: "]" }] }],
  ],
  [
    "a page of the portal, over lines",
    '{\n "response": {\n  "docs": [\n   {\n    "a": "x\\"}"\n   }\n  ],\n  "numFound": 1\n }\n}\n',
    [{ a: 'x"}' }],
  ],
  ["an un-wrapped page", '{"numFound":1,"docs":[{"a":1}]}', [{ a: 1 }]],
  ["an empty page", '{"response":{"numFound":0,"docs":[]}}', []],
  ["a bare array", '[ {"a":1} , {"a":2} ]', [{ a: 1 }, { a: 2 }]],
  ["lines, with a byte order mark and empty ones", '\ufeff{"a":1}\r\n\r\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ["one record over lines", '{\n  "a": 1,\n  "b": {"c": []}\n}\n', [{ a: 1, b: { c: [] } }]],
  ["two records over lines", '{\n  "a": 1\n}\n{\n  "a": 2\n}\n', [{ a: 1 }, { a: 2 }]],
  [
    "an export of ours, whose last line counts them",
    '{"a":1}\n{"a":2}\n{"artunit":{"rows":2,"sha256":"ab","snapshot":"s"}}\n',
    [{ a: 1 }, { a: 2 }],
  ],
  [
    "two exports of ours, one after the other",
    '{"a":1}\n{"artunit":{"rows":1,"sha256":"ab"}}\n{"a":2}\n{"artunit":{"rows":1,"sha256":"cd"}}\n',
    [{ a: 1 }, { a: 2 }],
  ],
  [
    "an export of ours that lost a line, and says so",
    '{"a":1}\n{"artunit":{"rows":2,"sha256":"ab"}}\n',
    [{ a: 1 }, [2, "cut"]],
  ],
  [
    "a list of pages",
    '[{"response":{"numFound":2,"docs":[{"a":1},{"b":[{"docs":[3]}]}],"start":0}}, {"response":{"docs":[]}},\n{"response":{"docs":[{"a":2}]}}]',
    [{ a: 1 }, { b: [{ docs: [3] }] }, { a: 2 }],
  ],
  [
    "a page whose records go deep, with brackets in texts",
    '{"response":{"docs":[{"a":{"b":[{"c":{"d":"}]\\"{["}}]},"e":[[[[[1]]]]]},{"a":2}]}}',
    [{ a: { b: [{ c: { d: '}]"{[' } }] }, e: [[[[[1]]]]] }, { a: 2 }],
  ],
  [
    "a list of un-wrapped pages",
    '[{"numFound":1,"docs":[{"a":1}]},{"docs":[{"a":2}]}]',
    [{ a: 1 }, { a: 2 }],
  ],
  [
    "a list of our own pages",
    '[{"total":2,"records":[{"a":1}]},{"records":[{"a":2}]}]',
    [{ a: 1 }, { a: 2 }],
  ],
  [
    "a page and a record in a list",
    '[{"docs":[{"a":1}]},{"a":2},{"docs":[{"a":3}]}]',
    [{ a: 1 }, { a: 2 }, { a: 3 }],
  ],
  [
    "a list of records that have docs within",
    '[{"a":{"docs":[1]}},{"a":2}]',
    [{ a: { docs: [1] } }, { a: 2 }],
  ],
  ["a list of pages, and a page after it", '[{"docs":[{"a":1}]}]\n{"docs":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
  ["several pages, one to a line", '{"docs":[{"a":1}]}\n{"docs":[{"a":2}]}\n', [{ a: 1 }, { a: 2 }]],
])("The reader finds the records of %s", async (_, text, records) => {
  for (const step of [1, 3, 1000]) expect(seen(await read(text, step))).toEqual(records);
});

test.each([
  ["a record cut off", '{"a":1}\n{"a":', [{ a: 1 }, [2, "bad-json"]]],
  ["a NUL", '{"a":"\0"}\n{"a":2}', [[1, "bad-json"], { a: 2 }]],
  ["an escaped NUL", '{"a":"\\u0000"}\n{"a":2}', [[1, "nul"], { a: 2 }]],
  ["half a character", '{"a":"\\ud800"}\n{"a":2}', [[1, "lone-surrogate"], { a: 2 }]],
  ["a member named twice", '{"a":1,"b":{"c":1,"c":2}}\n{"a":2}', [[1, "duplicate-key"], { a: 2 }]],
  [
    "a number beyond all bounds",
    '{"a":1e400}\n{"a":9223372036854775808}',
    [
      [1, "number-out-of-range"],
      [2, "number-out-of-range"],
    ],
  ],
  ["no object", '{"a":1}\n[1]\n"x"', [{ a: 1 }, [2, "not-a-record"], [3, "not-a-record"]]],
  [
    "nesting without end",
    `{"a":1}\n{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
    [{ a: 1 }, [2, "too-deep"]],
  ],
])("A line with %s is set aside and the others are read", async (_, text, records) => {
  expect(seen(await read(text, 1000, "lines"))).toEqual(records);
});

test("Bytes that are not UTF-8 are set aside", async () => {
  const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xe9]), Buffer.from('"}\n{"a":2}')]);
  expect(seen(await read(bytes))).toEqual([[1, "bad-utf8"], { a: 2 }]);
});

test("A page cut inside a record says so", async () => {
  expect(seen(await read('{"response":{"docs":[{"a":1},{"a":2,"b'))).toEqual([{ a: 1 }, [2, "cut-off"]]);
});

test.each(["lines", "document"] as const)(
  "A record of 40 MB in %s is set aside without keeping it",
  async (shape) => {
    const huge = `{"a":"${"x".repeat(40_000_000)}"}`;
    const text = shape === "lines" ? `{"a":1}\n${huge}\n{"a":2}` : `[{"a":1},${huge},{"a":2}]`;
    const items = await read(text, 1_000_000, shape);
    expect(seen(items)).toEqual([{ a: 1 }, [2, "too-long"], { a: 2 }]);
    expect(items[1]).toMatchObject({ rawText: expect.stringMatching(/^.{2000}$/) });
  },
);
