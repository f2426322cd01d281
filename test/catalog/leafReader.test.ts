import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Column,
  type LeavesRead,
  leavesOf,
  type Nested,
  readLeaves,
  readPlainly,
  valuesAt,
} from "../../src/catalog/index.js";

const column = (name: string, type: Column["type"], path: string, isList = false): Column => ({
  name,
  type,
  path,
  meaning: `${name}.`,
  ...(isList ? { isList: true } : {}),
});

const COLUMNS = [
  column("a", "text", "a"),
  column("b", "json", "b"),
  column("ab", "text", "a.b", true),
  column("bab", "integer", "b.a.b", true),
  column("c", "date", "c"),
  column("cc", "boolean", "c.c", true),
  column("bc", "number", "b.c"),
  { name: "apart", type: "text", meaning: "No path." } as const,
];
const DEEPEST = 4;

/** What of the columns is filled, as the reader tells it, and as the object is walked. */
function filled(read: LeavesRead): unknown {
  const found: unknown[] = [];
  read.each(({ name }, cell, isUnfit) => {
    if (cell !== null || isUnfit) found.push([name, cell, isUnfit]);
  });
  return found;
}

function walked(object: Nested): unknown {
  const { cells, unfit } = leavesOf(object, COLUMNS);
  return Object.entries(cells)
    .filter(([name, cell]) => cell !== null || unfit.includes(name))
    .map(([name, cell]) => [name, cell, unfit.includes(name)]);
}

const NAMES = fc.constantFrom("a", "b", "c", "d", 'd"');
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom("", "x", "2020-01-31", "7", 'a "b"', "a\\b", "é", "\u0007", "\ud800", "a\tb"),
    fc.constantFrom(0, 7, -1.5, 1e300),
    fc.constantFrom(true, false, null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(NAMES, tie("value"), { maxKeys: 4 }),
  ),
}));

test("a text is read as the object that it is of, or left to who reads it as a whole", () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.oneof(anyValue, fc.dictionary(NAMES, anyValue)), fc.boolean(), (value, isSpread) => {
      const json = JSON.stringify(value, null, isSpread ? 1 : undefined);
      const read = readLeaves(json, COLUMNS, DEEPEST);
      const whole = readPlainly(json, DEEPEST);
      // What is plain and written as we write it, but for odd names, and nothing else.
      const isOdd = json.includes('d\\"');
      expect(read !== null).toBe(whole !== null && whole.text === json && !isOdd);
      if (read === null) return;
      plain++;
      expect(filled(read)).toEqual(walked(whole!.object));
      for (const path of ["a", "b.a.b", "c.c"])
        expect(read.at(path).map(String)).toEqual(valuesAt(whole!.object, path).map(String));
    }),
    { numRuns: 5_000, seed: 7 },
  );
  expect(plain).toBeGreaterThan(500);
});

describe("a text is left alone", () => {
  test.each([
    ["a member that is named twice", '{"a":"x","a":"y"}'],
    ["the same where no path leads", '{"d":{"x":1,"y":2,"x":3}}'],
    ["what stands behind it", '{"a":"x"} '],
    ["two of them", '{"a":"x"}{"a":"y"}'],
    ["a comma too many", '{"a":"x",}'],
    ["a comma too few", '{"a":"x""b":"y"}'],
    ["a list with a comma too many", '{"a":["x",]}'],
    ["a list that is an object", '{"a":["x"}}'],
    ["a number that is none", '{"a":01}'],
    ["a number without its end", '{"a":1'],
    ["a text without its end", '{"a":"x'],
    ["a character by its number", '{"a":"\\u0041"}'],
    ["a sign that needs no backslash", '{"a":"\\/"}'],
    ["a backslash of nothing", '{"a":"\\x"}'],
    ["a name with a backslash", '{"a\\n":"x"}'],
    ["nothing", ""],
    ["a list", "[]"],
  ])("with %s", (_, json) => {
    // Twice: what was seen before is known.
    for (let nth = 0; nth < 2; nth++) expect(readLeaves(json, COLUMNS, DEEPEST)).toBeNull();
  });
});

test("objects of ever other members are left to who reads them as a whole, and the others are read", () => {
  const columns = [...COLUMNS];
  for (let at = 0; at < 30_000; at++) readLeaves(`{"m${at}":1}`, columns, DEEPEST);
  expect(readLeaves('{"m40000":1}', columns, DEEPEST)).toBeNull();
  expect(readLeaves('{"m1":1}', columns, DEEPEST)).not.toBeNull();
});
