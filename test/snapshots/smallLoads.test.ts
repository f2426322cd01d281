import { DuckDBConnection } from "@duckdb/node-api";
import { afterEach, expect, test, vi } from "vitest";
import { folderWith, loadInto } from "../ingest/folders.js";

const ACTIONS = "sample/research-2017/office_actions.csv";
const CITATIONS = "sample/research-2017/citations.csv";
const REJECTIONS = "sample/oa_rejections/dh-2023-records-app-14574014.json";

afterEach(() => vi.restoreAllMocks());

/** The statements of a load. */
async function statementsOf(load: () => Promise<unknown>): Promise<readonly string[]> {
  const run = vi.spyOn(DuckDBConnection.prototype, "run");
  await load();
  const statements = run.mock.calls.map(([sql]) => sql);
  run.mockRestore();
  return statements;
}

/** Statements that work on the rows of a table, beside those that create it, show it, or say that it is empty. */
function about(table: string, statements: readonly string[]): readonly string[] {
  const named = new RegExp(`\\b(?:final_|own_|stored_)?${table}\\b`);
  const makesIt = /^\s*create (?:or replace )?(?:temp )?(?:view|table next\.)/i;
  return statements.filter((sql) => named.test(sql) && !makesIt.test(sql));
}

test("A load asks nothing of tables that have no rows, neither of those before it nor of its own", async () => {
  const data = folderWith();
  for (const [paths, options] of [
    [[ACTIONS], {}],
    [[CITATIONS], {}],
    [[REJECTIONS], { overlayShare: 1000 }],
  ] as const) {
    const statements = await statementsOf(() => loadInto(data, paths, options));
    for (const table of ["trial_proceedings", "applications", "litigation_cases", "petition_decisions"])
      expect(about(table, statements)).toEqual([]);
  }
  const again = await statementsOf(() => loadInto(folderWith(), [ACTIONS]));
  expect(about("office_actions", again).length).toBeGreaterThan(3);
  // 370 before tables without rows were left alone.
  expect(again.length).toBeLessThan(200);
});
