import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askStore } from "../../src/store/duckdb/ask.js";
import { officeActionColumns } from "../release/columns.js";
import { Random } from "../release/random.js";

/** What comes in a day, at the release's size. */
export const DAY = { actions: 3_000, rejections: 10_000, citations: 20_000 } as const;

/** Applications of a store, of which a day touches some. */
export interface KnownApplications {
  readonly all: readonly string[];
  /** The newest tenth. */
  readonly newest: readonly string[];
}

/** The applications of a snapshot's folder, in their order. */
export async function applicationsIn(folder: string): Promise<KnownApplications> {
  const found = await askStore(join(folder, "store.duckdb"), (ask) =>
    ask(
      "select distinct application_number from office_actions where application_number is not null order by 1",
    ),
  );
  const all = found.map(([number]) => String(number));
  return { all, newest: all.slice(Math.floor(all.length * 0.9)) };
}

export interface Day {
  readonly files: readonly string[];
  /** Documents that it brings. */
  readonly documents: readonly string[];
}

/**
 * Writes what a day brings, in the shape of the release and of the API: actions, and rejections and citations of them. Nine
 * tenths fall into the newest tenth of applications. A twentieth of the rejections and citations replace those of the day
 * before.
 */
export function writeDay(
  into: string,
  { all, newest }: KnownApplications,
  { day, scale }: { readonly day: number; readonly scale: number },
): Day {
  mkdirSync(into, { recursive: true });
  const random = new Random(1_000 + day);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random.fraction() * from.length)]!;
  const some = (count: number) => Math.max(1, Math.round(count * scale));
  const stamp = `${new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 19)}Z`;
  const actions = Array.from({ length: some(DAY.actions) }, (_, at) => ({
    application: random.fraction() < 0.9 ? pick(newest) : pick(all),
    document: `R${String(day).padStart(3, "0")}${String(at).padStart(5, "0")}RXEAPX`,
    mailed: new Date(Date.UTC(2017, 6, day)).toISOString().slice(0, 10),
  }));
  // A record of the day before comes again, changed: its id is the same.
  const idOf = (kind: string, at: number) =>
    `${kind}-${at % 20 === 0 && day > 1 ? day - 1 : day}-${at % 20 === 0 && day > 1 ? at + 1 : at}`;
  const rejections = Array.from({ length: some(DAY.rejections) }, (_, at) => {
    const { application, document, mailed } = actions[at % actions.length]!;
    return {
      id: idOf("rejection", at),
      patentApplicationNumber: application,
      obsoleteDocumentIdentifier: document,
      groupArtUnitNumber: String(1600 + (at % 2000)),
      legacyDocumentCodeIdentifier: at % 3 === 0 ? "CTFR" : "CTNF",
      submissionDate: `${mailed}T05:00:00Z`,
      hasRej103: 1,
      cite103Max: 1 + (at % 5),
      actionTypeCategory: "rejected",
      legalSectionCode: "103",
      paragraphNumber: "a",
      claimNumberArrayDocument: ["1,2,3"],
      createUserIdentifier: "ETL_SYS",
      createDateTime: stamp,
    };
  });
  const citations = Array.from({ length: some(DAY.citations) }, (_, at) => {
    const { application, document } = actions[at % actions.length]!;
    const number = String(5_000_000 + Math.floor(random.fraction() * 5_000_000));
    return {
      id: idOf("citation", at),
      patentApplicationNumber: application,
      obsoleteDocumentIdentifier: document,
      referenceIdentifier: number,
      parsedReferenceIdentifier: number,
      officeActionCitationReferenceIndicator: true,
      examinerCitedReferenceIndicator: true,
      applicantCitedExaminerReferenceIndicator: false,
      actionTypeCategory: "rejected",
      legalSectionCode: "103",
      groupArtUnitNumber: String(1600 + (at % 2000)),
      techCenter: `${String(1600 + (at % 2000)).slice(0, 2)}00`,
      workGroup: `${String(1600 + (at % 2000)).slice(0, 3)}0`,
      createUserIdentifier: "ETL_SYS",
      createDateTime: stamp,
    };
  });
  const flags = officeActionColumns.slice(7).map((_, at) => (at === 9 ? "1" : "0"));
  const rows = actions.map(({ application, document, mailed }) =>
    [application, document, "CTNF", mailed, "1612", "424", "400000", ...flags].join(","),
  );
  const files = [
    write(into, `office_actions-${day}.csv`, [officeActionColumns.join(","), ...rows, ""].join("\n")),
    write(into, `oa_rejections-${day}.json`, answer(rejections)),
    write(into, `oa_citations-${day}.json`, answer(citations)),
  ];
  return { files, documents: actions.map(({ document }) => document) };
}

/** As the Developer Hub answered. */
function answer(docs: readonly unknown[]): string {
  const header = { status: 0, QTime: 1 };
  return JSON.stringify({ responseHeader: header, response: { numFound: docs.length, start: 0, docs } });
}

function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/**
 * Writes actions of a snapshot's release again, one of each of so many applications: loaded, they change nothing that is
 * said and move all of these applications into the overlay. Only actions that the columns give back just as they came, which
 * their ids tell.
 */
export async function writeRepeated(folder: string, into: string, rows: number): Promise<string> {
  mkdirSync(into, { recursive: true });
  const flag = (name: string) => `case when ${name} then '1' when not ${name} then '0' else '' end`;
  const cells = [
    ...[
      "application_number",
      "document_id",
      "document_code",
      "mail_date::varchar",
      "art_unit",
      "uspc_class",
      "uspc_subclass",
    ],
    ...FLAGS.map(flag),
    "cite103_max::varchar",
    "signature_type::varchar",
  ].map((cell) => `coalesce(${cell}, '')`);
  const received = `md5(concat('office_actions', chr(31), ${cells.join(", chr(31), ")}))`;
  const found = await askStore(join(folder, "store.duckdb"), (ask) =>
    ask(`with ranked as (select application_number, percent_rank() over (order by application_number) as rank
           from (select distinct application_number from office_actions)),
         chosen as (select application_number from ranked
           where (rank > 0.9 and hash(application_number) % 10 < 9) or (rank <= 0.9 and hash(application_number) % 90 = 0)),
         weighed as (select application_number, sum(rows) as rows from (${TABLES.map(rowsOfChosen).join(" union all ")}) group by 1),
         first_rows as (select concat_ws(',', ${cells.join(", ")}) as line, application_number from office_actions
           where application_number in (select application_number from chosen) and record_id = ${received}
           qualify row_number() over (partition by application_number order by document_id) = 1)
       select line, rows + 1 as weight from first_rows join weighed using (application_number)
       order by hash(application_number)`),
  );
  const lines: string[] = [];
  let weight = 0;
  for (const [line, each] of found) {
    weight += Number(each);
    if (weight > rows) break;
    lines.push(String(line));
  }
  return write(into, "office_actions-again.csv", [officeActionColumns.join(","), ...lines, ""].join("\n"));
}

/** What moves with an application. */
const TABLES = ["office_actions", "rejections", "citations"];

function rowsOfChosen(table: string): string {
  return `select application_number, count(*) as rows from ${table}
    where application_number in (select application_number from chosen) group by 1`;
}

/** Columns of the flags, in the order of the release. */
const FLAGS = [
  "header_missing",
  "form_paragraph_missing",
  "reject_form_mismatch",
  "closing_missing",
  "has_rej_101",
  "has_rej_102",
  "has_rej_103",
  "has_rej_112",
  "has_rej_dp",
  "has_objection",
  "allowed_claims",
  "cite102_gt1",
  "cite103_gt3",
  "cite103_eq1",
];
