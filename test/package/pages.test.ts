import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isBroken, linksOf } from "./links.js";

const root = resolve(import.meta.dirname, "../..");
const pages = [
  ...readdirSync(root).map((file) => join(root, file)),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((file) =>
    join(root, "docs", file),
  ),
].filter((file) => file.endsWith(".md"));

describe("links between the pages lead somewhere", () => {
  test.each(pages.map((each) => [relative(root, each), each]))("%s", (_, page) => {
    expect(linksOf(readFileSync(page, "utf8")).filter((link) => isBroken(page, link))).toEqual([]);
  });

  test.each([
    ["a file that does not exist", "[a](nowhere.md)"],
    ["a heading that does not exist", "[a](CONTRIBUTING.md#nowhere)"],
    ["a heading of the page itself that does not exist", "[a](#nowhere)"],
  ])("%s is noticed", (_, planted) => {
    expect(linksOf(planted).filter((link) => isBroken(join(root, "ARCHITECTURE.md"), link))).toHaveLength(1);
  });
});

test("the changelog has an entry for the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const headings = readFileSync(join(root, "CHANGELOG.md"), "utf8").match(/^## \S+/gm);
  expect(headings).toContain(`## ${version}`);
});

test("every npm script that the pages name exists", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const pages = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "BENCHMARKS.md"].filter((page) =>
    existsSync(join(root, page)),
  );
  const named = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      (match) => match[1] ?? match[2]!,
    ),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test("the sizes in the README are those that were measured", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const measured = readFileSync(join(root, "BENCHMARKS.md"), "utf8");
  const figure = (name: string) =>
    new RegExp(`^\\| ${name} \\| ([^|]+?) \\|`, "m").exec(measured)?.[1] ?? `no figure: ${name}`;
  const seconds = Math.round(Number(/^[\d.]+/.exec(figure("CSV zips to served"))?.[0]));
  const line = /^\| the whole research dataset.*$/m.exec(readme)?.[0] ?? "";
  const [, , disk, , loading] = line.split("|").map((each) => each.trim());
  expect(disk).toBe(figure("on disk"));
  expect(loading).toBe(figure("most memory while loading"));
  expect(readme).toContain(`took ${Math.floor(seconds / 60)} min ${seconds % 60} s there`);
  expect(readme).toContain(`${figure("most memory while serving")} for ordinary questions`);
});

/** Commands in a fence, and those in the cells of a table that say what to type. */
function bareCommands(markdown: string): readonly string[] {
  const fences = [...markdown.matchAll(/^```(?:sh|bash|console)?\n([\s\S]*?)^```$/gm)].flatMap((each) =>
    each[1]!.split("\n"),
  );
  const cells = [...markdown.matchAll(/`(artunit [a-z][^`]*)`/g)].map((each) => each[1]!);
  return [...fences.filter((line) => /(?:^|[|=…] ?)artunit /.test(line)), ...cells];
}

test("a page that writes `artunit` says how a reader without it on the path gets it", () => {
  const docs = pages.filter((page) => /^docs.[a-z-]+\.md$|^README\.md$/.test(relative(root, page)));
  const bare = docs.filter((page) => bareCommands(readFileSync(page, "utf8")).length > 0);
  expect(bare.length).toBeGreaterThan(2);
  for (const page of docs) expect(readFileSync(page, "utf8"), page).toContain("npx artunit");
  for (const page of bare) expect(readFileSync(page, "utf8"), page).toContain("`npm link`");
});
