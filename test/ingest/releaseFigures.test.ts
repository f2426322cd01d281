import { join } from "node:path";
import { expect, test } from "vitest";
import { FIGURES_OF_2017 } from "../../src/families/office-actions/figures.js";
import { lackingFiles, mismatches, publishedFigures } from "../../src/load/publishedFigures.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { folderWith, loadInto } from "./folders.js";

test("Figures of the release are counts, also where a sample has nothing to divide by", async () => {
  const data = folderWith();
  await loadInto(data, ["sample/research-2017"]);
  const figures = await publishedFigures(
    join(places.snapshot(data, currentId(data)!), "store.duckdb"),
    FIGURES_OF_2017,
  );
  const found = new Map(figures.map((figure) => [figure.name, figure.found]));
  expect(found.get("citation rows")).toBe("32");
  expect(found.get("first dates with two rows, 2015-11, percent")).toBe("none");
  expect(figures.filter((figure) => figure.found?.includes("NaN"))).toEqual([]);
  expect(mismatches(figures).length).toBeGreaterThan(0);
  expect(lackingFiles(figures).map(({ name, found }) => [name, found])).toEqual([
    ["office actions", "5"],
    ["rejection rows", "0"],
    ["citation rows", "32"],
  ]);
  // What is there whole, or is more, lacks nothing.
  expect(lackingFiles(figures.map((figure) => ({ ...figure, found: figure.expected })))).toEqual([]);
});
