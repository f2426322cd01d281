import { expect, test } from "vitest";
import { datasetName } from "../../src/catalog/index.js";
import { readDataset } from "../../src/cli/options.js";

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
  ["rejection/v2", /There is no dataset/],
])("--dataset %s is refused, saying what there is", (written, message) => {
  expect(() => readDataset(written)).toThrow(message);
});
