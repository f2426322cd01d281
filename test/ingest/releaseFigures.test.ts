import { join } from "node:path";
import { expect, test } from "vitest";
import { mismatches, releaseFigures } from "../../src/load/releaseFigures.js";
import { currentId, places } from "../../src/store/snapshots/folder.js";
import { folderWith, loadInto } from "./folders.js";

test("Figures of the release are counts, also where a sample has nothing to divide by", async () => {
  const data = folderWith();
  await loadInto(data, ["sample/research-2017"]);
  const figures = await releaseFigures(join(places.snapshot(data, currentId(data)!), "store.duckdb"));
  const found = new Map(figures.map((figure) => [figure.name, figure.found]));
  expect(found.get("citation rows")).toBe("32");
  expect(found.get("first dates with two rows, 2015-11, percent")).toBe("none");
  expect(figures.filter((figure) => figure.found?.includes("NaN"))).toEqual([]);
  expect(mismatches(figures).length).toBeGreaterThan(0);
});
