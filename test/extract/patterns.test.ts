import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { STANDING } from "../../src/extract/claims/index.js";
import { extract } from "../../src/extract/index.js";
import { AROUND, BEFOREHAND, COUNTING, SAID } from "../../src/extract/verdict/index.js";
import { declaredPatterns } from "../../src/extract/vocabulary/index.js";

/** Every wording that decides, held to its own examples. */
const GROUPS = declaredPatterns();
const ALL = GROUPS.flatMap(({ patterns }) => patterns);

/**
 * Whether a pattern finds something in an example. One that is asked at a place is asked at its beginning, and at its end
 * where it reads backwards.
 */
function finds(pattern: RegExp, words: string): boolean {
  const places = pattern.sticky ? [0, words.length] : [0];
  return places.some((place) => {
    pattern.lastIndex = place;
    const isFound = pattern.test(words);
    pattern.lastIndex = 0;
    return isFound;
  });
}

describe.each(GROUPS)("$title", ({ patterns }) => {
  test.each(patterns)("$name", ({ pattern, matches, not }) => {
    expect(matches.filter((words) => !finds(pattern, words))).toEqual([]);
    expect(not.filter((words) => finds(pattern, words))).toEqual([]);
    expect(matches.length).toBeGreaterThan(0);
    // Only what may be empty has nothing that it leaves alone.
    if (not.length === 0) expect(finds(pattern, "")).toBe(true);
  });
});

test("no two wordings share a name, and each says what it means", () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
  for (const { name, says } of ALL) {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(says).toMatch(/[.?]$/);
  }
});

test("every finding gives its reasons, by names that patterns.md has", () => {
  const reasons = [...BEFOREHAND, ...SAID, ...AROUND, ...COUNTING, ...STANDING, ...ALL];
  const known = new Set(reasons.map(({ name }) => name));
  const folder = join(import.meta.dirname, "../../corpora/development/texts");
  const unknown = new Set<string>();
  for (const file of readdirSync(folder)) {
    const found = extract(readFileSync(join(folder, file), "utf8"));
    for (const one of [
      ...found.rejections,
      ...found.notRejections,
      ...found.objections,
      ...found.claimStatements,
    ]) {
      expect(one.because.length).toBeGreaterThan(0);
      for (const name of one.because) if (!known.has(name)) unknown.add(name);
    }
  }
  expect([...unknown]).toEqual([]);
});

test("no pattern is written in more than 200 characters: long ones are put together from named parts", () => {
  const folder = join(import.meta.dirname, "../../src/extract");
  const long: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node) && node.text.length > 200) long.push(`${file}: ${node.text}`);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest));
  }
  expect(long).toEqual([]);
});
