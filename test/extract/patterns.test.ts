import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { STANDING } from "../../src/extract/claims/index.js";
import { extract } from "../../src/extract/index.js";
import { AROUND, BEFOREHAND, COUNTING, SAID } from "../../src/extract/verdict/index.js";
import { declaredPatterns, STANDING_WORDS } from "../../src/extract/vocabulary/index.js";

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

test("every example of a wording that texts are scanned for has a word that the scan finds", () => {
  const unfound = ALL.flatMap(({ name, stems, matches }) =>
    stems === undefined
      ? []
      : matches
          .filter((words) => !stems.some((stem) => beginsAWord(words.toLowerCase(), stem)))
          .map((words) => `${name}: no word of "${words}" begins with ${stems.join(", ")}. Add its stem.`),
  );
  expect(unfound).toEqual([]);
});

/** Whether a word begins so; behind an example stands a blank. */
const beginsAWord = (words: string, stem: string) =>
  [...words.matchAll(/\b/g)].some(({ index }) => `${words} `.startsWith(stem, index));

test("no two wordings share a name, and each says what it means", () => {
  const all = [...ALL, ...STANDING_WORDS];
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name, says } of all) {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(says).toMatch(/[.?]$/);
  }
});

test("every finding gives its reasons, by names that patterns.md has", () => {
  const reasons = [...BEFOREHAND, ...SAID, ...AROUND, ...COUNTING, ...STANDING, ...STANDING_WORDS, ...ALL];
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

test("no window is a bare number: how far a station looks has a name and a reason", () => {
  const folder = join(import.meta.dirname, "../../src/extract");
  const bare: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.startsWith("vocabulary")) continue;
    const source = ts.createSourceFile(
      file,
      readFileSync(join(folder, file), "utf8"),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node: ts.Node, isInSlice: boolean): void => {
      if (ts.isNumericLiteral(node) && isInSlice && Number(node.text) >= 10)
        bare.push(`${file}: ${node.parent.getText(source)}`);
      const isSlice = ts.isCallExpression(node) && SLICES.test(node.expression.getText(source));
      ts.forEachChild(node, (child) => visit(child, (isInSlice && !ts.isFunctionLike(child)) || isSlice));
    };
    visit(source, false);
  }
  expect(bare).toEqual([]);
});

/** What cuts a piece out of a text. */
const SLICES = /(?:\.slice|^claimListsIn|^within|\btext\.at)$/;

test("patterns.md names every file of the vocabulary", () => {
  const root = join(import.meta.dirname, "../..");
  const page = readFileSync(join(root, "docs/reference/patterns.md"), "utf8");
  const files = readdirSync(join(root, "src/extract/vocabulary")).filter(
    (file) => file !== "index.ts" && file !== "pattern.ts",
  );
  expect(files.filter((file) => !page.includes(`src/extract/vocabulary/${file}`))).toEqual([]);
});

test("patterns.md tells wordings in words, and prints no expression", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/reference/patterns.md"), "utf8");
  expect(page.match(/\\[sbwd]|\(\?[:=!<]/g)).toBeNull();
  expect(page).toContain("- words:");
  expect(page).toContain("- asked in: `verdict/verdict.ts`");
});
