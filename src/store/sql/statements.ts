import { isFullText } from "../../catalog/index.js";
import type { ColumnPredicate } from "../../query/predicate.js";
import { layoutOf } from "../engines/fulltext/layout.js";
import { compileQuestion, type LookUp } from "../engines/fulltext/question.js";
import type { Selection, Statement } from "../store.js";
import { compileSelection, needsResolving, Parameters } from "./compile.js";
import { DUCKDB } from "./dialect.js";
import { resolve } from "./resolve.js";

/**
 * How the engine that holds the table counts a selection, without a snapshot at hand: conditions that hold for every
 * row of a particular one are still in it, and what the engine looks up first (words, edit distances) stands as a
 * parameter that says so.
 */
export async function statementsOf(selection: Selection): Promise<readonly Statement[]> {
  const { table } = selection.dataset;
  if (isFullText(table)) return [textStatement(selection)];
  const predicate = await resolve(
    selection.predicate,
    (leaf) => needsResolving(leaf, DUCKDB),
    async (leaf) => ({ kind: "in", column: leaf.column, values: [lookedUp(leaf)] }),
  );
  const parameters = new Parameters(DUCKDB);
  const condition = compileSelection({ ...selection, predicate }, table, parameters);
  return [
    {
      engine: "duckdb",
      sql: `SELECT count(*) FROM ${table.name} WHERE ${condition}`,
      parameters: parameters.list.map(({ value }) => parameterValue(value)),
    },
  ];
}

/** Texts are asked in shards, each by its own index of words. */
function textStatement({ dataset, predicate }: Selection): Statement {
  const symbolic: LookUp = {
    expand: (column, text) => [`words of ${column} that match ${JSON.stringify(text)}`],
    find: () => [],
    values: (leaf) => [lookedUp(leaf)],
  };
  const layout = layoutOf(dataset.table);
  const { from, condition, parameters } = compileQuestion(layout, dataset, predicate, symbolic, "columns");
  return {
    engine: "sqlite fts5",
    sql: `SELECT count(*) FROM ${from} WHERE ${condition}`,
    parameters: parameters.map(({ value }) => parameterValue(value)),
  };
}

function lookedUp(leaf: ColumnPredicate): string {
  const asked = leaf.kind === "text" ? leaf.text : leaf.kind === "matches" ? leaf.pattern : leaf.kind;
  return `values of ${leaf.column} that match ${JSON.stringify(asked)}`;
}

function parameterValue(value: Parameters["list"][number]["value"]): Statement["parameters"][number] {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
