import { type Column, STAGED, type StagedBucket, type Table } from "../../catalog/index.js";
import { columnSqlType, literal, quoted } from "../duckdb/sql.js";
import type { BuildInput, FileInput, RecordInput } from "./input.js";
import { readColumns } from "./parts.js";

/** Longer lines are staged as JSON, of which there are few. */
const LONGEST_LINE_BYTES = 4_000_000;
const READ_BYTES = 16_000_000;

/** Where the staged rows of a table are selected from, in SQL: rows of JSON, and the buckets that are asked for. */
export function stagedSources(
  input: Pick<BuildInput, "catalog" | "files">,
  table: Table,
  isAsked: (bucket: StagedBucket) => boolean = () => true,
): readonly string[] {
  return input.catalog
    .filter((each) => each.table === table.name)
    .flatMap(({ paths, buckets = [] }) => {
      const asked = buckets.filter(isAsked).map(({ path }) => path);
      return [
        ...(paths.length > 0 ? [quoted(`staged_${table.name}`)] : []),
        ...(asked.length > 0 ? [delimitedRows(asked, table, input.files)] : []),
      ];
    });
}

/** The rows that were staged as JSON become `staged_<table>`, once. */
export function takeJsonRows(staged: RecordInput, table: Table, files: readonly FileInput[]): string {
  const columns = readColumns(table).map((column) => `"${column.name}": '${columnSqlType(column)}'`);
  const paths = `[${staged.paths.map(literal).join(", ")}]`;
  return `create table ${quoted(`staged_${staged.table}`)} as
    select * exclude (staged_file)
    from read_json(${paths}, format = 'newline_delimited', maximum_object_size = 100000000,
      columns = {${columns.join(", ")}, "staged_file": 'integer'}) where ${isWanted(files)}`;
}

function delimitedRows(paths: readonly string[], table: Table, files: readonly FileInput[]): string {
  const columns = readColumns(table);
  const types = columns.map(
    (column) => `${quoted(column.name)}: '${column.isList ? "varchar" : columnSqlType(column)}'`,
  );
  const read = columns.map((column) => `${cellSql(column)} as ${quoted(column.name)}`);
  return `(select ${read.join(", ")}
    from read_csv([${paths.map(literal).join(", ")}], auto_detect = false, header = false, delim = '${STAGED.cellEnd}', quote = '',
      escape = '', comment = '', new_line = '\\n', nullstr = '', max_line_size = ${LONGEST_LINE_BYTES},
      buffer_size = ${READ_BYTES}, columns = {"staged_file": 'integer', ${types.join(", ")}}) where ${isWanted(files)})`;
}

function cellSql(column: Column): string {
  const name = quoted(column.name);
  if (!column.isList) return name;
  const texts = `string_split(${name}, ${literal(STAGED.betweenValues)})`;
  const type = columnSqlType(column);
  return type === "varchar[]" ? texts : `${texts}::${type}`;
}

/** Files that turned out to be damaged are left out. */
function isWanted(files: readonly FileInput[]): string {
  const refused = files.flatMap((file, at) => (file.isRefused ? [at] : []));
  return refused.length > 0 ? `staged_file not in (${refused.join(", ")})` : "true";
}
