import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { extract, ranges } from "../../src/extract/index.js";

/**
 * Statements as examiners word them, one file a class: a text, then a line `=> GROUND CLAIMS | GROUND CLAIMS` with the
 * rejections it makes, `=> -` if it makes none. They were written before the rules were run over them.
 */
const FOLDER = join(import.meta.dirname, "wordings");

function casesIn(file: string): [text: string, expected: string[]][] {
  return readFileSync(join(FOLDER, file), "utf8")
    .split(/^(=> .*)\n*/m)
    .flatMap((piece, index, pieces): [string, string[]][] => {
      if (!piece.startsWith("=> ")) return [];
      const rejections = piece.slice(3).trim();
      const expected = rejections === "-" ? [] : rejections.split("|").map((one) => one.trim());
      return [[pieces[index - 1]!.trimEnd(), expected.sort()]];
    });
}

describe.each(readdirSync(FOLDER).sort())("%s", (file) => {
  test.each(casesIn(file))("%s", (text, expected) => {
    const found = extract(text).rejections.map(({ ground, claims }) => `${ground} ${ranges(claims)}`.trim());
    expect(found.sort()).toEqual(expected);
  });
});
