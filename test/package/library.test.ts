import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/library.md"), "utf8");
const home = mkdtempSync(join(tmpdir(), "artunit-library-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Exported {
  readonly name: string;
  readonly docstring: string;
}

/** What a module exports, with what is said of it where it is declared. */
function exportsOf(file: string): readonly Exported[] {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return checker.getExportsOfModule(module).map((symbol) => {
    const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return {
      name: symbol.name,
      docstring: ts.displayPartsToString(declared.getDocumentationComment(checker)),
    };
  });
}

const exported = exportsOf(join(root, "src/index.ts"));

test("every name that the library exports has a docstring", () => {
  expect(exported.length).toBeGreaterThan(50);
  expect(exported.filter(({ docstring }) => docstring.trim() === "").map(({ name }) => name)).toEqual([]);
});

test("the page on the library names what it exports, and nothing else", () => {
  const tabled = [...page.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect([...tabled].sort()).toEqual(exported.map(({ name }) => name).sort());
});

test("a name without a docstring is noticed", () => {
  const file = join(home, "planted.ts");
  writeFileSync(file, "/** Said. */\nexport const a = 1;\nexport const b = 2;\n");
  expect(exportsOf(file)).toEqual([
    { name: "a", docstring: "Said." },
    { name: "b", docstring: "" },
  ]);
});

test("the programs on the page run", async () => {
  copyFileSync(
    join(root, "corpora/development/texts/full-19182905-CTFR-2025-12-10.docx"),
    join(home, "action.docx"),
  );
  const paths = [join(root, "test/data/recorded/oa_rejections-v2/odp-docs-sample-app-14832202.json")];
  await load({ data: join(home, "artunit-data"), installation: INSTALLATION, paths, artunitVersion: "0" });
  const programs = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, program]) => program!);
  const library = JSON.stringify(pathToFileURL(join(root, "dist/index.js")).href);
  const printed = programs.map((program, at) => {
    const file = join(home, `${at}.mjs`);
    writeFileSync(file, program.replace('"artunit"', library));
    const ended = spawnSync(process.execPath, [file], { cwd: home, encoding: "utf8", timeout: 60_000 });
    expect(ended.stderr).toBe("");
    return ended.stdout;
  });
  expect(printed[0]).toMatch(/^19182905 112\(a\) \[/);
  expect(printed[1]).toMatch(/^a \+b \+c\n.*legalSectionCode is 103/);
  expect(printed[2]).toMatch(/patentApplicationNumber: '14832202'/);
}, 120_000);
