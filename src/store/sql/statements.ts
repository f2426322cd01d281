import type { Predicate } from "../../query/predicate.js";
import { compileQuestion, type LookUp } from "../engines/fulltext/question.js";
import type { Selection, Statement } from "../store.js";
import { compileSelection, needsResolving, Parameters } from "./compile.js";
import { type Dialect, DUCKDB, SQLITE } from "./dialect.js";
import { resolve } from "./resolve.js";

const DIALECTS: readonly (readonly [string, Dialect])[] = [
  ["duckdb", DUCKDB],
  ["sqlite", SQLITE],
];

/**
 * How each engine counts a selection, without a snapshot at hand: conditions that hold for every row of a
 * particular one are still in it, and what an engine looks up first (words, edit distances) stands as a
 * parameter that says so.
 */
export async function statementsOf(selection: Selection): Promise<readonly Statement[]> {
  if (selection.dataset.table.name === "texts") return [textStatement(selection)];
  const table = selection.dataset.table;
  const statements: Statement[] = [];
  for (const [engine, dialect] of DIALECTS) {
    const predicate = await resolve(
      selection.predicate,
      (leaf) => needsResolving(leaf, dialect),
      async (leaf) => [lookedUp(leaf)],
    );
    const parameters = new Parameters(dialect);
    const condition = compileSelection({ ...selection, predicate }, table, parameters);
    statements.push({
      engine,
      sql: `SELECT count(*) FROM ${table.name} WHERE ${condition}`,
      parameters: parameters.list.map(({ value }) => parameterValue(value)),
    });
  }
  return statements;
}

/** Texts are asked in shards, each by its own index of words. */
function textStatement({ dataset, predicate }: Selection): Statement {
  const symbolic: LookUp = {
    expand: (column, text) => [`words of ${column} that match ${JSON.stringify(text)}`],
    find: () => [],
    values: (leaf) => [lookedUp(leaf)],
  };
  const { from, condition, parameters } = compileQuestion(dataset, predicate, symbolic, "columns");
  return {
    engine: "sqlite fts5",
    sql: `SELECT count(*) FROM ${from} WHERE ${condition}`,
    parameters: parameters.map(({ value }) => parameterValue(value)),
  };
}

function lookedUp(leaf: Extract<Predicate, { column: string }>): string {
  const asked = leaf.kind === "text" ? leaf.text : leaf.kind === "matches" ? leaf.pattern : leaf.kind;
  return `values of ${leaf.column} that match ${JSON.stringify(asked)}`;
}

function parameterValue(value: Parameters["list"][number]["value"]): Statement["parameters"][number] {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
