import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const pages = [
  ...readdirSync(root).map((file) => join(root, file)),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((file) =>
    join(root, "docs", file),
  ),
].filter((file) => file.endsWith(".md"));

/** Targets of the links of a page, without those in code. */
function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, "").replaceAll(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
}

/** What GitHub and npm make of a heading. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function isBroken(page: string, link: string): boolean {
  if (/^(https?|mailto):/.test(link)) return false;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : resolve(dirname(page), path);
  if (!existsSync(target)) return true;
  return anchor !== undefined && !anchorsOf(readFileSync(target, "utf8")).includes(anchor);
}

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
