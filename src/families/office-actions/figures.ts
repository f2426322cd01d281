import type { FigureQuestion } from "../../catalog/index.js";

const OA = "office_actions";
const FROM_RELEASE = "source = 'release-2017'";
const FIRST_DATES = `(select application_number, count(*) as n from (
    select application_number, mail_date, min(mail_date) over (partition by application_number) as first
    from ${OA} where ${FROM_RELEASE} and mail_date is not null) where mail_date = first group by 1)`;
const IN_ACTIONS = `application_number in (select application_number from ${OA} where ${FROM_RELEASE})`;
const IN_CITATIONS = `application_number in (select application_number from citations where ${FROM_RELEASE})`;
const WITH_ALICE = `rejections where ${FROM_RELEASE} and alice and document_id in (select document_id from ${OA} where ${FROM_RELEASE})`;
const ALICE_ALONE = `${WITH_ALICE} and has_rej_102 = false and has_rej_103 = false and has_rej_112 = false and has_rej_dp = false and reject_form_mismatch = false`;
const share = (
  month: string,
) => `select round(100.0 * count(*) filter (n > 1) / nullif(count(*), 0), 1) from (
    select first, count(*) as n from (
      select application_number, mail_date, min(mail_date) over (partition by application_number) as first
      from ${OA} where ${FROM_RELEASE} and mail_date is not null)
    where mail_date = first group by application_number, first) where strftime(first, '%Y-%m') = '${month}'`;

function countOf(table: string, condition: string): string {
  return `select count(*) from ${table} where ${FROM_RELEASE} and ${condition}`;
}

/**
 * The figures of the release that others have published or observed: the working paper's tables, a public
 * mirror's description, and queries on it with their results.
 */
export const FIGURES_OF_2017: readonly FigureQuestion[] = [
  { name: "office actions", sql: countOf(OA, "true"), expected: "4384532", countsFile: true },
  { name: "rejection rows", sql: countOf("rejections", "true"), expected: "10133179", countsFile: true },
  { name: "citation rows", sql: countOf("citations", "true"), expected: "58862278", countsFile: true },
  {
    name: "applications with an Office action",
    sql: `select count(distinct application_number) from ${OA} where ${FROM_RELEASE}`,
    expected: "2188195",
  },
  {
    name: "rejection rows whose application has an action",
    sql: `select case when count(*) filter (not coalesce(${IN_ACTIONS}, false)) = 0 then 'all' else 'all but ' || count(*) filter (not ${IN_ACTIONS}) end from rejections where ${FROM_RELEASE}`,
    expected: "all",
  },
  {
    name: "citation rows whose application has an action",
    sql: countOf("citations", IN_ACTIONS),
    expected: "58545451",
  },
  {
    name: "citation rows without (orphans)",
    sql: countOf("citations", `not ${IN_ACTIONS}`),
    expected: "316827",
  },
  {
    name: "applications with an action and a citation",
    sql: `select count(distinct application_number) from ${OA} where ${FROM_RELEASE} and ${IN_CITATIONS}`,
    expected: "2156513",
  },
  {
    name: "applications with an action and no citation",
    sql: `select count(distinct application_number) from ${OA} where ${FROM_RELEASE} and not ${IN_CITATIONS}`,
    expected: "31682",
  },
  { name: "actions whose application has a citation", sql: countOf(OA, IN_CITATIONS), expected: "4342080" },
  {
    name: "rejection rows whose application has a citation",
    sql: countOf("rejections", IN_CITATIONS),
    expected: "10036303",
  },
  {
    name: "citation rows with a resolvable number",
    expected: "58477933",
    needs: "the mirror's table of publications",
  },
  { name: "CTNF", sql: countOf(OA, "document_code = 'CTNF'"), expected: "2961350" },
  { name: "CTFR", sql: countOf(OA, "document_code = 'CTFR'"), expected: "1423182" },
  {
    name: "rejection_103 = 1 / 0 / null",
    sql: `select count(*) filter (has_rej_103), count(*) filter (not has_rej_103), count(*) filter (has_rej_103 is null) from ${OA} where ${FROM_RELEASE}`,
    expected: "3471340 / 913192 / 0",
  },
  {
    name: "rejection rows 103 a",
    sql: countOf("rejections", "action_type = '103' and paragraph = 'a'"),
    expected: "3001862",
  },
  {
    name: "rejection rows 103 without a letter",
    sql: countOf("rejections", "action_type = '103' and paragraph is null"),
    expected: "479613",
  },
  ...(
    [
      ["objected", "1177245"],
      ["cancelled", "611066"],
      ["allowed", "278348"],
    ] as const
  ).map(([state, expected]) => ({
    name: `rejection rows ${state}`,
    sql: countOf("rejections", `action_type = '${state}'`),
    expected,
  })),
  {
    name: "applications with one action / two / most actions",
    sql: `select count(*) filter (n = 1), count(*) filter (n = 2), max(n) from (select count(*) as n from ${OA} where ${FROM_RELEASE} group by application_number)`,
    expected: "1059193 / 602447 / 22",
  },
  {
    name: "mail_dt, earliest as received / latest",
    sql: `select least(min(mail_date)::varchar, min(json_extract_string(verbatim, '$.release.mail_dt'))), max(mail_date)::varchar from ${OA} where ${FROM_RELEASE}`,
    expected: "2001-01-01 / 2017-07-11",
  },
  {
    name: "applications with one row on the first date / two / more",
    sql: `select count(*) filter (n = 1), count(*) filter (n = 2), count(*) filter (n > 2) from ${FIRST_DATES}`,
    expected: "2150352 / 37687 / 0",
  },
  { name: "first dates with two rows, 2015-10, percent", sql: share("2015-10"), expected: "38.2" },
  { name: "first dates with two rows, 2015-11, percent", sql: share("2015-11"), expected: "78.5" },
  { name: "first dates with two rows, 2015-12, percent", sql: share("2015-12"), expected: "16.2" },
  {
    name: "citation rows of series 13",
    sql: countOf("citations", "application_number like '13%'"),
    expected: "22752171",
  },
  {
    name: "TC 2100, first actions 2015-16: flag and 103 row / neither / flag alone / row alone",
    sql: `select count(*) filter (flag and has_row), count(*) filter (not flag and not has_row), count(*) filter (flag and not has_row), count(*) filter (not flag and has_row)
      from (select has_rej_103 as flag, document_id in (select document_id from rejections where ${FROM_RELEASE} and action_type = '103') as has_row
        from ${OA} where ${FROM_RELEASE} and is_first_action and tech_center = '2100' and mail_date between '2015-01-01' and '2016-12-31')`,
    expected: "36230 / 13495 / 36 / 0",
  },
  {
    name: "TC 2100, first actions 2015 to mid-2016: share with 103",
    expected: "73.02 %",
    needs: "the observer's last day of mid-2016",
  },
  {
    name: "alice_in = 1 rows joined to actions",
    sql: `select count(*) from ${WITH_ALICE}`,
    expected: "56709",
  },
  {
    name: "of these, no 102, 103, 112, double patenting or mismatch: rows / applications",
    sql: `select count(*), count(distinct application_number) from ${ALICE_ALONE}`,
    expected: "8090 / 5785",
  },
  {
    name: "applications with an Alice rejection and a publication",
    expected: "35287",
    needs: "publications",
  },
  {
    name: "Alice rows by class (705, 463, 702, …)",
    expected: "33797, 3835, 2565, …",
    needs: "the class from application data",
  },
  {
    name: "applications abandoned after an Alice, Bilski, Mayo or Myriad rejection",
    expected: "22047",
    needs: "application status data",
  },
  {
    name: "five longest granted claims after a first action with 101",
    expected: "a list",
    needs: "granted claims",
  },
];
