import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvScanner, cellTexts } from "../../src/ingest/csvScanner.js";

interface Scanned {
  readonly rows: (readonly [number, ...string[]])[];
  readonly rejected: (readonly [number, string, string])[];
}

/** Scans the text cut into pieces of `step` bytes, expecting rows of `width` cells. */
function scan(bytes: Buffer | string, width: number, step = 7): Scanned {
  const rows: [number, ...string[]][] = [];
  const rejected: [number, string, string][] = [];
  const scanner = new CsvScanner(
    {
      row: (self, cells, line) => rows.push([line, ...cellTexts(self, cells)]),
      rejected: (line, reason, raw) => rejected.push([line, reason.split(":")[0]!, raw]),
    },
    width,
  );
  const all = Buffer.from(bytes as string);
  for (let at = 0; at < all.length; at += step) scanner.push(all.subarray(at, at + step));
  scanner.end();
  return { rows, rejected };
}

test.each([
  [
    "line ends of all kinds, mixed",
    "a,b\nc,d\r\ne,f\rg,h",
    [
      [1, "a", "b"],
      [2, "c", "d"],
      [3, "e", "f"],
      [4, "g", "h"],
    ],
    [],
  ],
  ["quoted cells with commas and doubled quotes", '"a,1","say ""x"""\n', [[1, "a,1", 'say "x"']], []],
  [
    "quoted line breaks, counted as lines",
    '"a\r\nb",c\nd,e\n',
    [
      [1, "a\r\nb", "c"],
      [3, "d", "e"],
    ],
    [],
  ],
  ["a quote inside an unquoted cell as itself", 'a"b,c\n', [[1, 'a"b', "c"]], []],
  ["a byte order mark", "\ufeffa,b\n", [[1, "a", "b"]], []],
  [
    "empty lines as nothing",
    "a,b\n\n\nc,d\n",
    [
      [1, "a", "b"],
      [4, "c", "d"],
    ],
    [],
  ],
  [
    "empty cells",
    ',\n"",x\n',
    [
      [1, "", ""],
      [2, "", "x"],
    ],
    [],
  ],
  [
    "short and long rows aside",
    "a\nb,c\nd,e,f\n",
    [[2, "b", "c"]],
    [
      [1, "ragged-row", "a"],
      [3, "ragged-row", "d,e,f"],
    ],
  ],
  ["text behind a closing quote aside", '"a"b,c\nd,e\n', [[2, "d", "e"]], [[1, "stray-quote", '"a"b,c']]],
  [
    "an open quote without swallowing what follows",
    'a,"b\nc,d\ne,f\n',
    [
      [2, "c", "d"],
      [3, "e", "f"],
    ],
    [[1, "open-quote", 'a,"b']],
  ],
  ["a NUL aside", "a,\0\nb,c\n", [[2, "b", "c"]], [[1, "nul-byte", "a,\0"]]],
] as const)("The scanner reads %s", (_, text, rows, rejected) => {
  for (const step of [1, 2, 3, 7, 1000]) expect(scan(text, 2, step)).toEqual({ rows, rejected });
});

test("Bytes that are not UTF-8 are set aside", () => {
  const latin1 = Buffer.from("caf\xe9,x\na,b\n", "latin1");
  const { rows, rejected } = scan(latin1, 2);
  expect(rows).toEqual([[2, "a", "b"]]);
  expect(rejected.map(([line, reason]) => [line, reason])).toEqual([[1, "bad-utf8"]]);
});

test("A line of 20 MB is set aside, its beginning kept, and reading goes on behind it", () => {
  const text = Buffer.concat([Buffer.from("a,b\n"), Buffer.alloc(20_000_000, 120), Buffer.from("\r\nc,d\n")]);
  const { rows, rejected } = scan(text, 2, 65_536);
  expect(rows).toEqual([
    [1, "a", "b"],
    [3, "c", "d"],
  ]);
  expect(rejected).toHaveLength(1);
  expect(rejected[0]?.slice(0, 2)).toEqual([2, "too-long"]);
  expect(rejected[0]?.[2].length).toBeLessThanOrEqual(2000);
});

test("Any table that is written properly is read back, however it is cut", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", " ", "7"), maxLength: 6 });
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 40 }), (rows, step) => {
      const text = rows.map((row) => row.map((each) => `"${each.replace(/"/g, '""')}"`).join(",")).join("\n");
      const found = scan(text, 3, step);
      expect(found.rejected).toEqual([]);
      expect(found.rows.map(([, ...cells]) => cells)).toEqual(rows);
    }),
  );
});
