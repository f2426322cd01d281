import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fieldName, fieldsOf, publishedNames } from "../../src/catalog/index.js";
import { findDataset } from "../../src/installation.js";
import { readSort } from "../../src/server/datasetApi/question.js";

function recordedFields(file: string): readonly string[] {
  const path = new URL(`../data/recorded/oa_actions-v1/${file}`, import.meta.url);
  return (JSON.parse(readFileSync(path, "utf8")) as { fields: string[] }).fields;
}

describe("oa_actions/v1", () => {
  test.each([
    ["ds", "dh-2023-fields.json", 133],
    ["odp", "odp-2026-fields-raw.json", 56],
  ])("publishes in %s exactly the fields recorded in %s", (protocol, file, count) => {
    const dataset = findDataset("oa_actions", "v1");
    const names = fieldsOf(dataset, protocol).map((field) => fieldName(field, protocol));
    expect(names).toHaveLength(count);
    expect([...names].sort()).toEqual([...recordedFields(file)].sort());
  });

  test.each(["oa_actions", "oa_zip_data"])("%s reads each of its fields from a column that exists", (key) => {
    const dataset = findDataset(key, "v1");
    const columns = new Set(dataset.table.columns.map((each) => each.name));
    expect(dataset.fields.filter((field) => !columns.has(field.column))).toEqual([]);
    // Extra fields show a column once more, as another data set writes it.
    const shown = dataset.fields.filter((field) => !field.isExtra).map((field) => field.column);
    expect(new Set(shown).size).toBe(shown.length);
  });

  test("is sorted by title, but not by a long text", () => {
    const dataset = findDataset("oa_actions", "v1");
    const names = publishedNames(dataset, "odp");
    expect(readSort("inventionTitle desc", dataset, names)).toEqual([{ column: "title", descending: true }]);
    expect(() => readSort("bodyText", dataset, names)).toThrow(/cannot be sorted by "bodyText"/);
    expect(() => readSort("sections.summaryText", dataset, names)).toThrow(/cannot be sorted/);
  });
});
