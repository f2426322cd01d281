import { type Column, SOURCES, type Table } from "../../catalog/index.js";
import { tableOf } from "../../installation.js";
import { type DuckDBConnection, INTEGER, LIST, listValue, VARCHAR } from "../duckdb/engine.js";
import { literal, quoted } from "../duckdb/sql.js";
import { CATEGORY_SQL, SECTION_SQL, USUAL, type Usual, unitGroupSql } from "../engines/lookup/usual.js";
import { actionDigestSql, digestOfReleaseSql } from "./digest.js";
import type { BuildInput, BulkInput, FileInput } from "./input.js";
import {
  ACTION_FLAGS,
  PACKED_FLAGS,
  packFlags,
  packingOf,
  packReference,
  REFERENCE_DIGITS,
  unpackFlag,
} from "./packed.js";
import { type BuildRange, inRange } from "./ranges.js";
import { BUILT_TABLES, columnSqlType, type Generated, isShared } from "./tables.js";

/**
 * The rows of one range of a table, in the declared order: a temporary table as narrow as what must be joined
 * and sorted, and the value of each written column over it. Moving rows costs more than computing columns.
 */
export interface StagedRows {
  readonly table: Table;
  readonly staged: string;
  readonly columns: ReadonlyMap<string, string>;
  /** The digest of the staged rows; null where it is that of the written ones. */
  readonly digest: string | null;
  /** Columns that follow from others in every row as they usually do. */
  readonly followed: ReadonlySet<string>;
}

/** What is known of a table's rows in a range that all come from the release. */
interface Released {
  /** The columns that its rows have of their own; all others are derived or null. */
  readonly columns: ReadonlySet<string>;
  /** Those that are not in `own_<table>`, because they are the same throughout or follow from others. */
  readonly computed: ReadonlyMap<string, string>;
}

/**
 * Stages the rows of one range of applications, for every table. First the rows as they were read
 * (`own_<table>`: staged and stored, each record once), then the Office actions they belong to, then all with
 * their derived columns.
 */
export async function stageRange(
  connection: DuckDBConnection,
  input: BuildInput,
  range: BuildRange,
  previousTables: ReadonlySet<string>,
): Promise<{ readonly rows: readonly StagedRows[]; readonly referenceDisagreements: number }> {
  const run = (sql: string) => connection.run(sql);
  /** Tables whose rows in this range all come from the release. */
  const releaseOnly = new Map<string, Released>();
  for (const table of BUILT_TABLES) {
    const released = await collectOwnRows(connection, input, range, table, previousTables);
    if (released) releaseOnly.set(table.name, released);
  }
  await readTexts(connection, "citations", "reference_text", "reference_keys", "key", input.referenceKey);
  await readTexts(
    connection,
    "enriched_citations",
    "reference_text",
    "enriched_keys",
    "key",
    input.referenceKey,
  );
  await readTexts(connection, "rejections", "claim_numbers", "claim_lists", "claims", input.parseClaims);
  await readTexts(
    connection,
    "enriched_citations",
    "related_claims",
    "enriched_claims",
    "claims",
    input.parseClaims,
  );

  await run(describedActions(releaseOnly));
  await run(linkedActions(isOfReleaseAlone(releaseOnly)));
  await run(documentFacts());
  await run(actionsByLink());
  await run(latestArtUnits());

  // Other sources bring Office actions of their own, described from what they say of them.
  if (!isOfReleaseAlone(releaseOnly)) releaseOnly.delete("office_actions");
  const rows: StagedRows[] = [];
  for (const table of BUILT_TABLES)
    rows.push(await finalRows(connection, table, releaseOnly.get(table.name)));
  const isNumbered = releaseOnly.has("citations");
  const [key, number] = isNumbered ? ["other_key", "other_number"] : ["reference_key", "reference_number"];
  const found = await connection.runAndReadAll(
    `select count(*) from final_citations where case when ${key} <> concat('US', ${number}) then
       ltrim(regexp_replace(${key}, '[^0-9]', '', 'g'), '0') <> ltrim(regexp_replace(${number}, '[^0-9]', '', 'g'), '0') end`,
  );
  for (const table of BUILT_TABLES) await run(`drop table own_${table.name}`);
  for (const name of TEMPORARY) await run(`drop table ${name}`);
  return { rows, referenceDisagreements: Number(found.getRows()[0]?.[0] ?? 0) };
}

const TEMPORARY = [
  "reference_keys",
  "enriched_keys",
  "claim_lists",
  "enriched_claims",
  "described",
  "linked",
  "facts",
  "acts",
  "latest_units",
];

/** The rows of a bulk table as text: `file`, `line`, its columns as `c0`, `c1`, …, and `extra`. */
function bulkSource(bulk: BulkInput, paths: readonly string[]): string {
  const columns = [
    "'file': 'integer'",
    "'line': 'bigint'",
    ...bulk.columns.map((_, at) => `'c${at}': 'varchar'`),
    "'extra': 'varchar'",
  ];
  return `read_csv([${paths.map(literal).join(", ")}], auto_detect = false, header = false, delim = '\x1f', quote = '',
    escape = '', nullstr = '', new_line = '\\n', columns = {${columns.join(", ")}})`;
}

/**
 * Makes `own_<table>`: what was read, with the columns that a load derives still empty. Returns what is known of
 * the rows when they all come from the release; null when there are others, or none.
 */
async function collectOwnRows(
  connection: DuckDBConnection,
  input: BuildInput,
  range: BuildRange,
  table: Table,
  previousTables: ReadonlySet<string>,
): Promise<Released | null> {
  const parts: string[] = [];
  const bulk = input.bulk.filter((each) => each.table === table.name);
  const hasCatalog = input.catalog.some((each) => each.table === table.name);
  const hasPrevious = previousTables.has(table.name);
  const released =
    bulk.length === 1 && !hasCatalog && !hasPrevious ? releasedRows(bulk[0]!, table, input.files) : null;
  for (const each of bulk) {
    const paths = each.buckets
      .filter(({ prefix }) => !/^\d{4}$/.test(prefix) || isPrefixIn(prefix, range))
      .map(({ path }) => path);
    if (paths.length > 0) parts.push(ownFromBulk(each, table, paths, range, input.files, released));
  }
  const isRead = parts.length > 0;
  // Our own readings are made afresh: another version of us may read better.
  const columns = table.columns
    .map(({ name }) => {
      if (name === "reference_key") return `${PLAIN_KEY("reference_text")} as reference_key`;
      if (name !== "claims") return quoted(name);
      return `${PLAIN_CLAIMS(table.name === "rejections" ? "claim_numbers" : "related_claims")} as claims`;
    })
    .join(", ");
  const where = table.columns.some((column) => column.name === "application_number")
    ? inRange(range, "application_number")
    : range.to === null
      ? "true"
      : "false";
  if (hasCatalog) parts.push(`select ${columns} from staged_${table.name} where ${where}`);
  if (hasPrevious) {
    const isGiven = table.name === "office_actions" ? `and ${IS_GIVEN}` : "";
    parts.push(`select ${columns} from prev.${table.name} where ${where} ${isGiven}`);
  }
  const own = `own_${table.name}`;
  if (parts.length === 0) {
    await connection.run(`create temp table ${own} as ${emptyRows(table)}`);
    return null;
  }
  // A load of the release alone stays narrow; beside other rows every column must be there.
  if (isRead && (hasCatalog || hasPrevious)) parts.push(emptyRows(table));
  await connection.run(`create temp table ${own} as ${parts.join("\nunion all by name\n")}`);
  if (isRead) {
    await numberRepeats(connection, own, released?.computed.has("source_file") ?? false);
    await connection.run(`alter table ${own} drop column repeat_group`);
  }
  const groups = new Set(input.files.filter((file) => file.table === table.name).map((file) => file.group));
  if (hasCatalog || hasPrevious || groups.size > 1) await keepEachOnce(connection, own, table);
  return released;
}

/** Office actions that were read, not made from their rejections. */
const IS_GIVEN = "not starts_with(record_id, 'action-')";

function isPrefixIn(prefix: string, range: BuildRange): boolean {
  return (range.from === null || prefix >= range.from) && (range.to === null || prefix < range.to);
}

function emptyRows(table: Table): string {
  const columns = table.columns.map(
    (column) => `null::${columnSqlType(column.type)} as ${quoted(column.name)}`,
  );
  return `select ${columns.join(", ")} where false`;
}

/**
 * The same record (source and id) once: the one loaded later at the USPTO, then one that any order of loading
 * would choose; its place is the first in file and row order.
 */
async function keepEachOnce(connection: DuckDBConnection, own: string, table: Table): Promise<void> {
  const present = await columnNames(connection, own);
  // Left out where every row is of the same source, or of the same file.
  const hasSource = present.has("source");
  const key = hasSource ? "source, record_id" : "record_id";
  const found = await connection.runAndReadAll(
    `select count(*) from (select 1 from ${own} group by ${key} having count(*) > 1)`,
  );
  if (found.getRows()[0]?.[0] === 0n) return;
  const content = table.columns
    .filter(({ name }) => !isOfPlace(name) && !isDerived(name))
    .map((column) => receivedText(column, table, present));
  const later = present.has("created_at") ? "created_at desc nulls last," : "";
  const place = ["source_file", "source_row"].map((name) => (present.has(name) ? `, ${name}` : "")).join("");
  await connection.run(`create temp table once as select * from ${own}
    qualify row_number() over (partition by ${key} order by ${later} md5(concat_ws(chr(31), ${content.join(", ")}))${place}) = 1`);
  await connection.run(`drop table ${own}`);
  await connection.run(`alter table once rename to ${own}`);
}

/**
 * A column as it was received, so that a row just read and the same row out of the previous snapshot, where
 * more is filled in, count as one. What a row has from its Office action is its own in records of the API alone.
 */
function receivedText(column: Column, table: Table, present: ReadonlySet<string>): string {
  const { name } = column;
  if (!present.has(name)) return "''";
  const text = `coalesce(${quoted(name)}::varchar, '')`;
  const isOfAction = isShared(name) && ACTION_NAMES.includes(name);
  const isFilledIn = isOfAction || FILLED_IN.has(name);
  if (!isFilledIn || table.name === "office_actions" || table.name === "all_rejections") return text;
  return present.has("source") ? `case when source = 'api' then ${text} else '' end` : "''";
}

/** Beside the columns of the action, what a row of another source than the API gets while building. */
const FILLED_IN = new Set(["derived_art_unit", "work_group"]);

function isOfPlace(name: string): boolean {
  return name === "source_file" || name === "source_row";
}

/** Worked out anew at each build. */
function isDerived(name: string): boolean {
  return DERIVED.has(name);
}
const DERIVED = new Set([
  "is_preferred",
  "is_duplicate",
  "canonical_action_id",
  "is_first_action",
  "tech_center",
  "claims",
  "reference_key",
]);

async function columnNames(connection: DuckDBConnection, table: string): Promise<ReadonlySet<string>> {
  const found = await connection.runAndReadAll(
    `select column_name from duckdb_columns() where table_name = ${literal(table)} and database_name = 'temp'`,
  );
  return new Set(found.getRows().map(([name]) => String(name)));
}

// ---- release rows: text to typed columns

/** The usual spellings first: those that come later are sought only where they are not. */
const flagSql = (text: string) =>
  `case when ${text} = '0' then false when ${text} = '1' then true
    when ${text} in ('0.0', 'false') then false when ${text} in ('1.0', 'true') then true end`;

function ownFromBulk(
  bulk: BulkInput,
  table: Table,
  paths: readonly string[],
  range: BuildRange,
  files: readonly FileInput[],
  released: Released | null,
): string {
  const left = released?.computed ?? new Map<string, string>();
  const column = (name: string) => table.columns.find((each) => each.name === name);
  const place = (stored: string) => bulk.stored.indexOf(stored);
  const received = (at: number) =>
    bulk.hasLineBreaks ? `replace(replace(c${at}, chr(30), chr(10)), chr(29), chr(13))` : `c${at}`;
  const application = `case when length(c${place("application_number")}) < 8 and regexp_full_match(c${place("application_number")}, '[0-9]+') then lpad(c${place("application_number")}, 8, '0') else c${place("application_number")} end`;
  const value = (at: number): string => {
    const name = bulk.stored[at]!;
    if (name === "application_number") return application;
    switch (column(name)?.type) {
      case "boolean":
        return flagSql(`c${at}`);
      case "integer":
        return `coalesce(try_cast(c${at} as bigint), try_cast(try_cast(c${at} as double) as bigint))`;
      case "date":
        // The agency's exports write a missing date as the first day of 2001, or of the calendar and about; 9999
        // is another's. The reader has written every day as yyyy-mm-dd; the engine would also read words such as
        // epoch, years before Christ, and days with something behind them.
        return `case when length(c${at}) = 10 and c${at} <> '2001-01-01' and c${at} >= '0002' and c${at} < '9999' then try_cast(c${at} as date) end`;
      default:
        return received(at);
    }
  };
  const typed = bulk.stored.map((_, at) => value(at));
  // Nearly every reference is a number that its text and our reading repeat: beside other rows each is a column.
  const isNumbered = released !== null && table.name === "citations";
  const digits = isNumbered ? digitsOf(`c${place("reference_text")}`, `c${place("reference_number")}`) : "";
  const unlessNumbered = (name: string, sql: string) =>
    isNumbered && name.startsWith("reference_")
      ? `case when ${REFERENCE_DIGITS} is null then ${sql} end`
      : sql;
  const lost = bulk.columns
    .map((name, at) => ({ name, at }))
    .filter(({ at }) => {
      const type = column(bulk.stored[at]!)?.type;
      return type === "boolean" || type === "integer" || type === "date";
    });
  const lostHere = ({ at }: { readonly at: number }) =>
    `c${at} is not null and ${quoted(bulk.stored[at]!)} is null`;
  const isLost = lost.map((each) => `(${lostHere(each)})`).join(" or ");
  const release = `json_merge_patch(${lost.map((each) => `case when ${lostHere(each)} then json_object(${literal(each.name)}, c${each.at}) else '{}'::json end`).join(", ")}${lost.length === 1 ? ", '{}'::json" : ""})`;
  const verbatim = `case when ${isLost || "false"} then
      case when extra is null then json_object('release', ${lost.length > 0 ? release : "'{}'::json"})
           else json_object('release', ${lost.length > 0 ? release : "'{}'::json"}, 'extra', extra::json) end
    when extra is not null then json_object('extra', extra::json) end`;
  // What is missing counts as an empty text.
  const content = bulk.columns
    .map((_, at) => (bulk.stored[at] === "application_number" ? application : received(at)))
    .join(", chr(31), ");
  const kept = files.flatMap((file, at) => (file.isRefused ? [] : [at]));
  const group =
    files.length === 1 ? "0" : `list_extract([${files.map((file) => file.group).join(", ")}], file + 1)`;
  const statement = table.columns.some((each) => each.name === "action_category");
  const actionType = statement ? `c${place("action_type")}` : "";
  const derived: readonly (readonly [string, string])[] = [
    ...(statement
      ? ([
          ["action_category", CATEGORY_SQL(actionType)],
          ["legal_section", SECTION_SQL(actionType)],
        ] as const)
      : []),
    ["source", literal(bulk.source)],
    ["source_file", `list_extract([${files.map((file) => literal(file.name)).join(", ")}], file + 1)`],
  ];
  const typedColumns = bulk.stored.map(
    (name, at) => `${unlessNumbered(name, typed[at]!)} as ${quoted(name)}`,
  );
  const select = [
    "id0 as record_id",
    ...bulk.stored.map(quoted),
    ...(isNumbered ? [REFERENCE_DIGITS] : []),
    ...derived.filter(([name]) => !left.has(name)).map(([name, sql]) => `${sql} as ${name}`),
    `line as source_row`,
    `(${verbatim})::varchar as verbatim`,
    ...(table.name === "rejections" ? [`${PLAIN_CLAIMS(`c${place("claim_numbers")}`)} as claims`] : []),
    ...(table.name === "citations"
      ? [`${unlessNumbered("reference_key", PLAIN_KEY(`c${place("reference_text")}`))} as reference_key`]
      : []),
    `${group} as repeat_group`,
  ];
  const whole = [
    `md5(concat(${literal(table.name)}, chr(31), ${content})) as id0`,
    ...(isNumbered ? [`${digits} as ${REFERENCE_DIGITS}`] : []),
  ];
  // A join, and not a condition: behind it the engine need not keep the order of the lines, which takes twice as long.
  return `select ${select.join(", ")}
    from (select *, ${typedColumns.join(", ")}
      from (select *, ${whole.join(", ")}
        from ${bulkSource(bulk, paths)}
        semi join (select unnest([${kept.join(", ")}]::integer[]) as file) using (file)
        where ${inRange(range, application)}))`;
}

/**
 * What is known of release rows: their columns, and which of them need not be carried along. Office actions are
 * described with all of theirs.
 */
function releasedRows(bulk: BulkInput, table: Table, files: readonly FileInput[]): Released {
  const has = (name: string) => table.columns.some((column) => column.name === name);
  const columns = new Set([
    ...bulk.stored,
    ...["record_id", "source", "source_file", "source_row", "verbatim"],
    ...(has("action_category") ? ["action_category", "legal_section"] : []),
    ...(table.name === "rejections" ? ["claims"] : []),
    ...(table.name === "citations" ? ["reference_key"] : []),
  ]);
  const computed = new Map<string, string>();
  if (table.name === "rejections" || table.name === "citations") {
    computed.set("source", literal(bulk.source));
    for (const { column, sql } of followingOf(table)) computed.set(column, sql);
    const sources = files.filter((file) => file.table === table.name && !file.isRefused);
    if (sources.length === 1) computed.set("source_file", literal(sources[0]!.name));
  }
  return { columns, computed };
}

/**
 * Identical rows of one file get ids of their own: the content's hash for the first, the hash and a number for
 * the others. Most tables have few of them, so they are looked for first.
 */
async function numberRepeats(connection: DuckDBConnection, own: string, isOfOneFile: boolean): Promise<void> {
  const place = isOfOneFile ? "o.source_row" : "o.source_file, o.source_row";
  // Numbers are grouped in half the time of texts; what only their hashes share is told apart below.
  await connection.run(`create temp table repeats as
    select repeat_group, record_id from ${own} where repeat_group is not null and hash(record_id) in (
      select hash(record_id) from ${own} where repeat_group is not null group by repeat_group, hash(record_id) having count(*) > 1)
    group by all having count(*) > 1`);
  await connection.run(`update ${own} set record_id = md5(concat(n.record_id, '#', n.nth))
    from (select o.rowid as place, o.record_id,
            row_number() over (partition by o.repeat_group, o.record_id order by ${place}) as nth
          from ${own} o semi join repeats using (repeat_group, record_id)) n
    where ${own}.rowid = n.place and n.nth > 1`);
  await connection.run("drop table repeats");
}

// ---- texts that we re-read

/**
 * Fills a table of distinct texts and our reading of them, for those that SQL alone does not settle (bare
 * numbers, plain lists).
 */
async function readTexts(
  connection: DuckDBConnection,
  table: "citations" | "enriched_citations" | "rejections",
  column: string,
  name: string,
  value: "key" | "claims",
  read: (text: string) => string | readonly number[] | null,
): Promise<void> {
  await connection.run(
    `create temp table ${name} ("text" varchar, "${value}" ${value === "key" ? "varchar" : "integer[]"})`,
  );
  const settled = value === "key" ? "reference_key" : "claims";
  const distinct = await connection.streamAndRead(
    `select distinct ${quoted(column)} from own_${table} where ${quoted(column)} is not null and ${settled} is null`,
  );
  const appender = await connection.createAppender(name, null, "temp");
  let from = 0;
  for (;;) {
    await distinct.readUntil(from + 50_000);
    const columnValues = distinct.getColumns()[0] ?? [];
    if (columnValues.length <= from) break;
    for (const text of columnValues.slice(from) as string[]) {
      const found = read(text);
      if (found === null) continue;
      appender.appendVarchar(text);
      if (typeof found === "string") appender.appendValue(found, VARCHAR);
      else appender.appendValue(listValue([...found]), LIST(INTEGER));
      appender.endRow();
    }
    from = columnValues.length;
    if (distinct.done) break;
  }
  appender.closeSync();
}

/** Bare digits of a patent (without leading zeros) or of a publication: most references, read in SQL. */
const IS_PLAIN = (column: string) => `regexp_full_match(${column}, '[1-9][0-9]{4,7}|(19|20)[0-9]{9}')`;
const PLAIN_KEY = (column: string) => `case when ${IS_PLAIN(column)} then concat('US', ${column}) end`;
/** The digits of a reference of which text and number are the same, so that our reading is, too. */
const digitsOf = (text: string, number: string) =>
  `case when ${text} = ${number} and ${IS_PLAIN(number)} then ${number}::bigint end`;
const PLAIN_CLAIMS = (column: string) =>
  `case when regexp_full_match(${column}, '[1-9][0-9]{0,3}(,[1-9][0-9]{0,3})*') then cast(concat('[', ${column}, ']') as integer[]) end`;

// ---- Office actions

const FACTS = ["is_duplicate", "canonical_action_id", "is_first_action"] as const;

const ACTION = tableOf("office_actions").columns.filter(
  (column) =>
    isShared(column.name) && tableOf("rejections").columns.some((each) => each.name === column.name),
);
const ACTION_NAMES = ACTION.map((column) => column.name).filter((name) => !isFact(name));

function isFact(name: string): boolean {
  return (FACTS as readonly string[]).includes(name);
}

const ACTION_LIST = ACTION_NAMES.map(quoted).join(", ");
const RANK = `case source ${SOURCES.map((source, rank) => `when ${literal(source)} then ${rank}`).join(" ")} else ${SOURCES.length} end`;

/** The range holds nothing but rows of the release, in all its three tables. */
function isOfReleaseAlone(releaseOnly: ReadonlyMap<string, Released>): boolean {
  return ["office_actions", "rejections", "citations"].every((name) => releaseOnly.has(name));
}

/**
 * Every document once per source: Office actions as read, and for those that only show up in rejections of an
 * API (v2, or v1 which repeats the release) or in enriched citations, an Office action made from these.
 */
function describedActions(releaseOnly: ReadonlyMap<string, Released>): string {
  const given = tableOf("office_actions").columns.filter(
    ({ name }) => !isFact(name) && name !== "is_preferred" && name !== "tech_center",
  );
  const select = given.map(({ name, type }) =>
    releaseOnly.has("office_actions") && name.startsWith("span_")
      ? `null::${columnSqlType(type)} as ${name}`
      : quoted(name),
  );
  const read = `select ${select.join(", ")} from own_office_actions`;
  if (isOfReleaseAlone(releaseOnly)) return `create temp table described as ${read}`;

  const made = (table: string, columns: string, condition: string) => `
    select source, application_number, document_id, ${columns}, source_file, source_row, created_at, record_id
    from own_${table} where document_id is not null and ${condition}`;
  const repeatsRelease = "source = 'release-2017' and (document_code is not null or mail_date is not null)";
  const enriched = ACTION.filter((column) => !isFact(column.name)).map((column) =>
    ["document_code", "mail_date", "art_unit"].includes(column.name)
      ? quoted(column.name)
      : `null::${columnSqlType(column.type)} as ${quoted(column.name)}`,
  );
  const sources = [
    ...(releaseOnly.has("rejections")
      ? []
      : [made("rejections", `${ACTION_LIST}, 0 as rank`, `(source = 'api' or (${repeatsRelease}))`)]),
    ...(releaseOnly.has("citations") ? [] : [made("citations", `${ACTION_LIST}, 1 as rank`, repeatsRelease)]),
    made("enriched_citations", `${enriched.join(", ")}, 2 as rank`, "source <> 'extraction'"),
  ];
  return `create temp table described as
    with given as (${read}),
    repeated as (${sources.join(" union all by name ")}),
    made as (
      select * from repeated r
      where not exists (select 1 from given g where g.source = r.source and g.document_id = r.document_id and g.application_number = r.application_number)
      qualify row_number() over (partition by source, application_number, document_id
        order by rank, created_at desc nulls last, record_id) = 1)
    select * from given
    union all by name
    select concat('action-', md5(concat_ws(chr(31), source, application_number, document_id))) as record_id,
      source, application_number, document_id, ${ACTION_LIST}, source_file, source_row
    from made`;
}

/**
 * One row for each document and link: the release's own rows link to the release's description, those of the
 * extraction to the extraction's, those of the API to the best there is.
 */
function linkedActions(isReleaseAlone: boolean): string {
  const columns = `application_number, document_id, ${ACTION_LIST}`;
  if (isReleaseAlone)
    return `create temp table linked as
      select source as link, ${columns} from described where record_id in (
        select min(record_id) from described where document_id is not null group by application_number, document_id)`;
  return `create temp table linked as
    with once as (
      select * from described where document_id is not null
      qualify row_number() over (partition by source, application_number, document_id order by record_id) = 1)
    select source as link, ${columns} from once where source <> 'api'
    union all
    select 'api' as link, ${columns} from once
    qualify row_number() over (partition by application_number, document_id order by ${RANK}) = 1`;
}

/**
 * Duplicates and first actions (research dataset, rules 3 to 5): within the release for its own rows, so that
 * its figures do not change with what else is loaded; among all documents for the others. The 15-character id
 * stands for the 9-digit one, else the smaller id.
 */
function documentFacts(): string {
  return `create temp table facts as
    with placed as (
      select link, application_number, document_id, mail_date, document_code,
        case when length(document_id) = 15 then 0 else 1 end as shape
      from linked where link in ('release-2017', 'api')),
    named as (
      select *, case when mail_date is not null and document_code is not null
        then first_value(document_id) over (partition by link, application_number, mail_date, document_code order by shape, document_id)
        else document_id end as canonical_action_id
      from placed)
    select link, application_number, document_id, canonical_action_id <> document_id as is_duplicate, canonical_action_id,
      mail_date is not null and canonical_action_id = document_id and row_number() over (
        partition by link, application_number
        order by canonical_action_id <> document_id, mail_date nulls last, shape, document_id) = 1 as is_first_action
    from named`;
}

function actionsByLink(): string {
  return `create temp table acts as
    select *, ${actionDigestSql(PACKED_FLAGS)} as action_digest from (
      select l.*, ${packFlags("l")} as ${PACKED_FLAGS}, f.is_duplicate, f.canonical_action_id, f.is_first_action
      from linked l left join facts f
        on f.link = case when l.link = 'release-2017' then l.link else 'api' end
        and f.application_number = l.application_number and f.document_id = l.document_id)`;
}

/** For references that only stand on a form: the art unit of the application's latest dated action. */
function latestArtUnits(): string {
  return `create temp table latest_units as
    select link, application_number, arg_max(art_unit, struct_pack(mail_date, document_id)) as art_unit
    from acts where mail_date is not null and art_unit is not null group by 1, 2`;
}

// ---- final rows

/** Whether some row of the table comes from a source other than the release decides how much must be asked. */
async function finalRows(
  connection: DuckDBConnection,
  table: Table,
  released: Released | undefined,
): Promise<StagedRows> {
  const staged = `final_${table.name}`;
  const late = released ? lateColumns(table, released) : new Map<string, string>();
  const carried = [
    ...table.columns
      .filter(({ name }) => !late.has(name))
      .map((column) => `${finalColumn(table, column, released)} as ${quoted(column.name)}`),
    ...(late.has("canonical_action_id")
      ? ["nullif(a.canonical_action_id, r.document_id) as other_action_id"]
      : []),
    ...(late.has(ACTION_FLAGS[0]!) ? [`a.${PACKED_FLAGS}`, "a.action_digest"] : []),
    ...(late.has("reference_key") ? referencesOfRelease(table, released!) : []),
  ];
  const order = table.order.map((name) => `${quoted(name)} nulls last`).join(", ");
  await connection.run(
    `create temp table ${staged} as select ${carried.join(",\n ")} from ${fromClause(table, released)} order by ${order}`,
  );
  const { write, written } = packingOf(table);
  const columns = [...table.columns.map(({ name }) => name), ...written.keys()].map(
    (name) =>
      [name, late.get(name) ?? (released ? quoted(name) : (write.get(name) ?? quoted(name)))] as const,
  );
  const followed = released ? followingOf(table).map(({ column }) => column) : [];
  const digest = late.size > 0 ? digestOfReleaseSql(table) : null;
  return { table, staged, columns: new Map(columns), digest, followed: new Set(followed) };
}

/** What is written of a reference, of rows that carry its digits where all say the same and its columns elsewhere. */
function referencesOfRelease(table: Table, released: Released): readonly string[] {
  const key = table.columns.find(({ name }) => name === "reference_key")!;
  const packed = packReference(
    { text: "r.reference_text", number: "r.reference_number", key: finalColumn(table, key, released) },
    `r.${REFERENCE_DIGITS}`,
  );
  return [...packed].map(([name, sql]) => `${sql} as ${name}`);
}

/** The columns of release rows that follow in every row by the rule that is usual in the table. */
const FOLLOWING = new Set(["action_category", "legal_section", "tech_center", "work_group"]);

function followingOf(table: Table): readonly Usual[] {
  return (USUAL[table.name] ?? []).filter(({ column }) => FOLLOWING.has(column));
}

/** Columns of release rows that follow from the carried ones. */
function lateColumns(table: Table, released: Released): ReadonlyMap<string, string> {
  if (table.name !== "rejections" && table.name !== "citations") return new Map();
  const late = new Map(released.computed);
  late.set("is_preferred", "true");
  late.set("canonical_action_id", "coalesce(other_action_id, document_id)");
  for (const name of ACTION_FLAGS) late.set(name, unpackFlag(name));
  for (const [name, sql] of packingOf(table).read) late.set(name, sql);
  for (const { name, type } of table.columns)
    if (!released.columns.has(name) && !isJoined(name) && !late.has(name))
      late.set(name, `null::${columnSqlType(type)}`);
  return late;
}

/** Columns that hold one value throughout a table, as is known before it is built: in a load of the release alone. */
export function constantColumns(input: BuildInput, table: Table): Generated {
  const [bulk, ...others] = input.bulk.filter((each) => each.table === table.name);
  if (!bulk || others.length > 0 || input.previous || input.catalog.length > 0) return new Map();
  const released = releasedRows(bulk, table, input.files);
  const isConstant = (name: string) =>
    ["source", "source_file", "is_preferred"].includes(name) ||
    (!released.columns.has(name) && !isJoined(name));
  return new Map([...lateColumns(table, released)].filter(([name]) => isConstant(name)));
}

/** Columns that come from the Office action, or are worked out. */
function isJoined(name: string): boolean {
  return ACTION_NAMES.includes(name) || isFact(name) || isDerived(name) || FILLED_IN.has(name);
}

function fromClause(table: Table, released: Released | undefined): string {
  const isReleaseOnly = released !== undefined;
  const own = table.name === "office_actions" ? "described" : `own_${table.name}`;
  // Conditions on one side alone stay out of the joins: the engine would compare every row with every other.
  const linked = (name: string) =>
    isReleaseOnly ? `(select * from ${name} where link = 'release-2017')` : name;
  const link = (alias: string) => (isReleaseOnly ? "" : `${alias}.link = r.source and`);
  const acts = `left join ${linked("acts")} a on ${link("a")} a.application_number = r.application_number and a.document_id = r.document_id`;
  switch (table.name) {
    case "office_actions":
      return `described r ${acts}`;
    case "rejections":
      return `${own} r ${acts} left join claim_lists cl on cl."text" = r.claim_numbers`;
    case "citations":
      return `${own} r ${acts} left join reference_keys k on k."text" = r.reference_text
        left join ${linked("latest_units")} u on ${link("u")} u.application_number = r.application_number`;
    case "enriched_citations":
      return `${own} r ${acts} left join enriched_keys k on k."text" = r.reference_text
        left join enriched_claims cl on cl."text" = r.related_claims`;
    default:
      return `${own} r`;
  }
}

function finalColumn(table: Table, column: Column, released: Released | undefined): string {
  const name = quoted(column.name);
  const isReleaseOnly = released !== undefined;
  // Office actions are described with all their columns, whatever they come from.
  const own =
    released === undefined || released.columns.has(column.name) || table.name === "office_actions"
      ? `r.${name}`
      : `null::${columnSqlType(column.type)}`;
  const isOfAction = isShared(column.name) && ACTION_NAMES.includes(column.name);
  switch (column.name) {
    case "is_preferred":
      return isReleaseOnly || table.name === "all_rejections" ? "true" : preferred(table);
    case "is_duplicate":
      return "coalesce(a.is_duplicate, false)";
    case "canonical_action_id":
      return "coalesce(a.canonical_action_id, r.document_id)";
    case "is_first_action":
      return "a.is_first_action";
    case "claims":
      return "coalesce(r.claims, cl.claims)";
    case "reference_key":
      return table.name === "citations"
        ? `coalesce(r.reference_key, k."key",
            ${PLAIN_KEY("r.reference_number")})`
        : `coalesce(r.reference_key, k."key",
            case when r.country_code is not null and r.publication_number is not null then concat(r.country_code, ltrim(regexp_replace(r.publication_number, '[^A-Z0-9]', '', 'g'), '0')) end)`;
    case "derived_art_unit":
      return artUnit(isReleaseOnly);
    case "work_group":
      if (table.name !== "citations") return own;
      return `case when r.source = 'api' then ${own} else ${unitGroupSql(artUnit(false), 3, "0")} end`;
    case "tech_center":
      if (table.name === "citations")
        return `case when r.source = 'api' then ${own} else ${unitGroupSql(artUnit(false), 2, "00")} end`;
      if (table.name === "enriched_citations") return own;
      return unitGroupSql(
        table.name === "rejections" ? ofAction("art_unit", table, isReleaseOnly) : 'r."art_unit"',
        2,
        "00",
      );
    default:
      if (!isOfAction || table.name === "office_actions" || table.name === "all_rejections") return own;
      return ofAction(column.name, table, isReleaseOnly);
  }
}

/** A column of the action: the row's own where it is a record of the API that carries it, else the action's. */
function ofAction(name: string, table: Table, isReleaseOnly: boolean): string {
  const own = `r.${quoted(name)}`;
  const joined = `a.${quoted(name)}`;
  if (isReleaseOnly) return joined;
  if (table.name === "rejections")
    return `case when r.source = 'api' then ${own} else coalesce(${joined}, ${own}) end`;
  return table.name === "enriched_citations" ? `coalesce(${own}, ${joined})` : `coalesce(${joined}, ${own})`;
}

function artUnit(isReleaseOnly: boolean): string {
  const derived = "case when r.document_id is null then u.art_unit else a.art_unit end";
  return isReleaseOnly ? derived : `case when r.source = 'api' then r.derived_art_unit else ${derived} end`;
}

/** No better source describes the same document; for a reference that only stands on a form, the application. */
function preferred(table: Table): string {
  const names = new Set(table.columns.map((column) => column.name));
  if (!names.has("document_id")) return "true";
  const rank = RANK.replace("case source", "case r.source");
  const key =
    table.name === "citations"
      ? "r.application_number, case when r.in_office_action then r.document_id end"
      : "r.application_number, r.document_id";
  return `(${rank}) = min(${rank}) over (partition by ${key})`;
}
