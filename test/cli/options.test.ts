import { expect, test, vi } from "vitest";
import { datasetName } from "../../src/catalog/index.js";
import { readDataset } from "../../src/cli/options.js";
import { buildProgram } from "../../src/cli/program.js";
import { findDataset } from "../../src/installation.js";

test.each([
  ["oa_rejections/v2", "oa_rejections/v2"],
  ["oa_rejections/2", "oa_rejections/v2"],
  ["enriched_cited_reference_metadata/v1", "enriched_cited_reference_metadata/1"],
  ["rejections/2017", "rejections/2017"],
])("--dataset %s is %s", (written, name) => {
  expect(datasetName(readDataset(written)!)).toBe(name);
});

test.each([
  ["oa_rejections", /takes a key and a version/],
  ["oa_rejections/v2/records", /takes a key and a version/],
  ["oa_rejections/v9", /There are: oa_rejections\/v2, oa_rejections\/v1/],
  ["oa_rejection/v2", 'There is no dataset "oa_rejection/v2". Did you mean oa_rejections/v2?'],
  ["oa-rejections/1", "Did you mean oa_rejections/v2 or oa_rejections/v1?"],
  ["aplications/v1", "Did you mean applications/v1?"],
  ["oa_citation/v2", "Did you mean oa_citations/v2?"],
  ["rejection/v2", "Did you mean oa_rejections/v2?"],
  ["enriched-cited-references/v3", "Did you mean enriched_cited_reference_metadata/v3?"],
  ["weather/v1", "There are: enriched_cited_reference_metadata/v3, oa_rejections/v2, "],
])("--dataset %s is refused, saying what there is", (written, message) => {
  expect(() => readDataset(written)).toThrow(message);
});

test("a dataset without a version is named as it was written", () => {
  expect(() => findDataset("rejections", "")).toThrow('no dataset "rejections". There are: rejections/2017.');
});

test.each([
  [["query", "oa_rejections/v2", "--rows", "5"], "(Did you mean --limit?)"],
  [["query", "oa_rejections/v2", "--rows=5"], "(Did you mean --limit?)"],
  [["query", "oa_rejections/v2", "--fields", "id"], "(Did you mean --select?)"],
  [["keys", "create", "Ada", "--limt", "5"], "(Did you mean --limit?)"],
  [
    ["--data", "S", "query", "oa_rejections/v2"],
    "(Options stand behind the command: artunit query … --data …)",
  ],
])("an option that is not there leads to the one that is meant: %j", async (words, hint) => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await expect(buildProgram().parseAsync(words, { from: "user" })).rejects.toThrow("unknown option");
    expect(said.mock.calls.join("")).toContain(hint);
    expect(said.mock.calls.join("")).not.toContain("--raw?");
  } finally {
    said.mockRestore();
  }
});

test("every default is told as somebody would type it", () => {
  const helps = buildProgram().commands.map((command) => command.helpInformation());
  expect(helps.join("")).toMatch(/\(default:\s+localhost\)/);
  expect(helps.filter((help) => /default:\s+["[]/.test(help))).toEqual([]);
});
