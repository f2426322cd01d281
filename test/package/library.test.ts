import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, expect, test } from "vitest";
import * as library from "../../src/index.js";
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
    const ended = spawnSync(process.execPath, [file], { cwd: home, encoding: "utf8", timeout: 120_000 });
    expect(ended.stderr).toBe("");
    return ended.stdout;
  });
  expect(printed[0]).toMatch(/^19182905 112\(a\) \[/);
  expect(printed[1]).toMatch(/^a \+b \+c\n.*legalSectionCode is 103/);
  expect(printed[2]).toMatch(/patentApplicationNumber: '14832202'/);
});

const DATASET = library.findDataset("oa_rejections", "v2");
const anything = (value: unknown) => value as never;

test.each<[string, () => unknown, string, RegExp]>([
  [
    "a number for a text",
    () => library.extract(anything(5)),
    "bad-parameter",
    /"text" of extract must be text, and is 5\. readActionFile/,
  ],
  ["nothing", () => library.extract(anything(undefined)), "bad-parameter", /and is missing/],
  [
    "bytes for a text",
    () => library.extract(anything(Buffer.from("x"))),
    "bad-parameter",
    /of type Buffer\. readActionFile/,
  ],
  [
    "a code for a context",
    () => library.extract("x", anything("CTNF")),
    "bad-parameter",
    /"context" .*documentCode.*and is "CTNF"/,
  ],
  [
    "a member of another name",
    () => library.extract("x", anything({ applicationNumbr: "1" })),
    "bad-parameter",
    /Did you mean applicationNumber\?/,
  ],
  [
    "a member of another type",
    () => library.extract("x", anything({ filingDate: new Date() })),
    "bad-parameter",
    /"context.filingDate".*of type Date/,
  ],
  [
    "a value that there is not",
    () => library.extract("x", anything({ aia: "yes" })),
    "bad-parameter",
    /must be post or pre/,
  ],
  [
    "an extraction without its text",
    () => library.toUsptoRows(library.extract("x"), anything(undefined)),
    "bad-parameter",
    /"text" of toUsptoRows/,
  ],
  [
    "what is no extraction",
    () => library.toUsptoRows(anything({}), "x"),
    "bad-parameter",
    /what extract returns/,
  ],
  [
    "a path for bytes",
    () => library.readActionFile(anything("a.docx"), "a.docx"),
    "bad-parameter",
    /bytes of a file.*readFile/,
  ],
  [
    "bytes without a name",
    () => library.readActionFile(Buffer.from("x"), anything(undefined)),
    "bad-parameter",
    /"name" of readActionFile/,
  ],
  [
    "criteria that are none",
    () => library.parseCriteria(anything(null)),
    "bad-parameter",
    /"criteria" .*and is null/,
  ],
  ["text for a tree", () => library.bindCriteria(anything("a:1"), DATASET), "bad-parameter", /parseCriteria/],
  [
    "a tree without a dataset",
    () => library.bindCriteria(library.parseCriteria("a:1"), anything(undefined)),
    "bad-parameter",
    /findDataset/,
  ],
  [
    "a tree that is none",
    () => library.formatCriteria(anything({})),
    "bad-parameter",
    /"query" of formatCriteria/,
  ],
  ["a tree that is not bound", () => library.explain(anything("a")), "bad-parameter", /bindCriteria/],
  [
    "a key without a version",
    () => library.findDataset("oa_rejections", anything(undefined)),
    "bad-parameter",
    /"version"/,
  ],
  [
    "a folder that there is not",
    () => library.openLiveStore(join(home, "nowhere")),
    "place-unusable",
    /no file or folder .*nowhere/,
  ],
  [
    "a file for a folder",
    () => library.openLiveStore(fileURLToPath(import.meta.url)),
    "place-unusable",
    /folder is meant by/,
  ],
  ["no folder", () => library.openLiveStore(anything(undefined)), "bad-parameter", /"dataFolder"/],
])("%s handed to the library is refused by a sentence", async (_, call, code, says) => {
  const failure = await Promise.resolve()
    .then(call)
    .then(() => null)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(library.ArtunitError);
  expect(failure).toMatchObject({ code, message: expect.stringMatching(says) });
});

test("an empty folder is waited for", async () => {
  const live = await library.openLiveStore(mkdtempSync(join(home, "empty-")));
  expect(live.current()).toBeNull();
  await live.close();
});
