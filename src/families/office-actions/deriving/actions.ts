import type { Column, Range, Step } from "../../../catalog/index.js";
import { PACKED_FLAGS, packFlags } from "../packing.js";
import { FACTS_OF_DOCUMENT, OFFICE_ACTIONS, STATED_OF_ACTION } from "../tables.js";
import { SOURCES } from "../values.js";
import { actionDigest } from "./digest.js";

/** What rows of other tables have from their Office action, as it was read. */
export const ACTION_NAMES: readonly string[] = STATED_OF_ACTION.map(({ name }) => name);
const ACTION_LIST = ACTION_NAMES.join(", ");

/** The source of the 2017 release. */
export const RELEASE = "release-2017";

const RANK = `case source ${SOURCES.map((source, rank) => `when '${source}' then ${rank}`).join(" ")} else ${SOURCES.length} end`;

/** The range holds nothing but rows of the release, in all its three tables. */
function isOfReleaseAlone({ alone }: Range): boolean {
  return ["office_actions", "rejections", "citations"].every((name) => alone.has(name));
}

/** The Office actions of a range, from what was read to what their rejections and citations take from them. */
export function actionSteps(range: Range): readonly Step[] {
  return [
    { name: "described", select: describedActions(range) },
    { name: "linked", select: linkedActions(isOfReleaseAlone(range)) },
    { name: "facts", select: documentFacts() },
    { name: "acts", select: actionsByLink(range) },
    { name: "latest_units", select: latestArtUnits() },
  ];
}

/**
 * Every document once per source: Office actions as read, and for those that only show up in rejections of an
 * API (v2, or v1 which repeats the release) or in enriched citations, an Office action made from these.
 */
function describedActions(range: Range): string {
  const { alone, sql } = range;
  const nothing = (column: Column) => `null::${sql.typeOf(column)} as ${column.name}`;
  const given = OFFICE_ACTIONS.columns.filter(
    ({ name }) => !FACTS_OF_DOCUMENT.includes(name) && name !== "is_preferred" && name !== "tech_center",
  );
  const select = given.map((column) =>
    alone.has("office_actions") && column.name.startsWith("span_") ? nothing(column) : column.name,
  );
  const read = `select ${select.join(", ")} from own_office_actions`;
  if (isOfReleaseAlone(range)) return read;

  const made = (table: string, columns: string, condition: string) => `
    select source, application_number, document_id, ${columns}, source_file, source_row, created_at, record_id
    from own_${table} where document_id is not null and ${condition}`;
  const repeatsRelease = `source = '${RELEASE}' and (document_code is not null or mail_date is not null)`;
  const enriched = STATED_OF_ACTION.map((column) =>
    ["document_code", "mail_date", "art_unit"].includes(column.name) ? column.name : nothing(column),
  );
  const sources = [
    ...(alone.has("rejections")
      ? []
      : [made("rejections", `${ACTION_LIST}, 0 as rank`, `(source = 'api' or (${repeatsRelease}))`)]),
    ...(alone.has("citations") ? [] : [made("citations", `${ACTION_LIST}, 1 as rank`, repeatsRelease)]),
    made("enriched_citations", `${enriched.join(", ")}, 2 as rank`, "source <> 'extraction'"),
  ];
  return `
    with given as (${read}),
    repeated as (${sources.join(" union all by name ")}),
    made as (
      select * from repeated r
      where not exists (select 1 from given g where g.source = r.source and g.document_id = r.document_id and g.application_number = r.application_number)
      qualify row_number() over (partition by source, application_number, document_id
        order by rank, created_at desc nulls last, record_id) = 1)
    select * from given
    union all by name
    select concat('${MADE}', md5(concat_ws(chr(31), source, application_number, document_id))) as record_id,
      source, application_number, document_id, ${ACTION_LIST}, source_file, source_row
    from made`;
}

const MADE = "action-";

/** Office actions that were read, not made from their rejections. */
export const IS_GIVEN = `not starts_with(record_id, '${MADE}')`;

/**
 * One row for each document and link: the release's own rows link to the release's description, those of the
 * extraction to the extraction's, those of the API to the best there is.
 */
function linkedActions(isReleaseAlone: boolean): string {
  const columns = `application_number, document_id, ${ACTION_LIST}`;
  if (isReleaseAlone)
    return `select source as link, ${columns} from described where record_id in (
        select min(record_id) from described where document_id is not null group by application_number, document_id)`;
  return `
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
  return `
    with placed as (
      select link, application_number, document_id, mail_date, document_code,
        case when length(document_id) = 15 then 0 else 1 end as shape
      from linked where link in ('${RELEASE}', 'api')),
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

function actionsByLink({ sql }: Range): string {
  return `
    select *, ${actionDigest(PACKED_FLAGS, sql)} as action_digest from (
      select l.*, ${packFlags("l")} as ${PACKED_FLAGS}, f.is_duplicate, f.canonical_action_id, f.is_first_action
      from linked l left join facts f
        on f.link = case when l.link = '${RELEASE}' then l.link else 'api' end
        and f.application_number = l.application_number and f.document_id = l.document_id)`;
}

/** For references that only stand on a form: the art unit of the application's latest dated action. */
function latestArtUnits(): string {
  return `
    select link, application_number, arg_max(art_unit, struct_pack(mail_date, document_id)) as art_unit
    from acts where mail_date is not null and art_unit is not null group by 1, 2`;
}
