import { join } from "node:path";
import { expect, test } from "vitest";
import { TABLES } from "../../src/installation.js";
import { Lookup } from "../../src/store/engines/lookup/lookupFile.js";
import { LOOKUP_FOLDER, places } from "../../src/store/snapshots/dataFolder.js";
import { currentId } from "../../src/store/snapshots/folder.js";
import { ask, folderWith, loadInto } from "../ingest/folders.js";

const ACTIONS =
  "app_id,ifw_number,document_cd,mail_dt,art_unit,uspc_class,uspc_subclass,header_missing,fp_missing,rejection_fp_mismatch,closing_missing,rejection_101,rejection_102,rejection_103,rejection_112,rejection_dp,objection,allowed_claims,cite102_gt1,cite103_gt3,cite103_eq1,cite103_max,signature_type";
const REJECTIONS =
  "app_id,ifw_number,action_type,action_subtype,claim_numbers,alice_in,bilski_in,mayo_in,myriad_in";
const CITATIONS =
  "app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa";

/** Rows whose columns follow from others as they usually do, and rows of which each does not. */
const RELEASE = {
  "office_actions.csv": `${ACTIONS}
13000001,GAAAAAAAPPOPPY5,CTNF,2015-11-02,1612,424,400000,0,1,0,0,0,1,0,1,0,0,0,1,0,0,0,1
13000001,100867762,CTNF,2015-11-02,1612,424,400000,0,1,0,0,0,1,0,1,0,0,0,1,0,0,0,1
13000002,GBBBBBBBPPOPPY5,CTFR,2012-01-03,36A1,,,,,,,,,,,,,,,,,,
13000003,GCCCCCCCPPOPPY5,CTFR,,,,,,,,,,,,,,,,,,,,
`,
  "rejections.csv": `${REJECTIONS}
13000001,GAAAAAAAPPOPPY5,103,a,"1,2,3",0,0,0,0
13000001,100867762,nonstatutory double patenting,,,1,0,0,1
13000002,GBBBBBBBPPOPPY5,objected,,"4,5",,,,
13000009,GZZZZZZZPPOPPY5,,,"12-9",0,0,0,0
`,
  "citations.csv": `${CITATIONS}
13000001,7000001,7000001,GAAAAAAAPPOPPY5,103,a,1,0,1
13000001,7000001,7000001,GAAAAAAAPPOPPY5,103,a,1,0,1
13000001,US 2004/0123456 A1,20040123456,100867762,102,b,0,1,1
13000001,JP 2004-159476,2004159476,,,,0,1,0
13000002,D500001,,GBBBBBBBPPOPPY5,102,,1,0,1
13000002,,6000001,,,,1,0,0
13000003,06500001,06500001,GCCCCCCCPPOPPY5,102,a,1,0,1
13000009,6500002,6500002,GZZZZZZZPPOPPY5,103,,0,0,1
,6500003,6500003,,,,0,1,0
`,
};

const RECORD = {
  id: "90d4b51ab322a638b1327494a7129975",
  patentApplicationNumber: "13000001",
  obsoleteDocumentIdentifier: "GAAAAAAAPPOPPY5",
  referenceIdentifier: "Sabe; Kohtaro US 20070217688 A1",
  parsedReferenceIdentifier: "20070217688",
  officeActionCitationReferenceIndicator: true,
  examinerCitedReferenceIndicator: true,
  applicantCitedExaminerReferenceIndicator: false,
  actionTypeCategory: "",
  legalSectionCode: "102",
  groupArtUnitNumber: "2641",
  workGroup: "2700",
  techCenter: "",
  createUserIdentifier: "ETL_SYS",
  createDateTime: "2025-07-07T01:12:35",
};

/** Every row of a table as the lookup files give it, by application, and as the engine does. */
async function bothReadings(data: string, name: string) {
  const { columns } = TABLES.find((table) => table.name === name)!;
  const lookup = Lookup.open(join(places.snapshot(data, currentId(data)!), LOOKUP_FOLDER), TABLES)!;
  const names = columns.map((column) => column.name);
  const applications = await ask(
    data,
    `select distinct application_number from ${name} where application_number is not null order by 1`,
  );
  const found = applications.flatMap(
    ([application]) => lookup.rows(name, application!, new Set(names))!.rows,
  );
  const read = found.map((row) => [row.position, ...names.map((each) => row[each])].map(asText));
  lookup.close();
  const engine = await ask(
    data,
    `select position, ${columns.map(({ name, type, isList }) => (isList ? `array_to_string(${name}, ',')` : type === "timestamp" ? `strftime(${name}, '%Y-%m-%dT%H:%M:%S')` : `${name}::varchar`)).join(", ")}
     from ${name} where application_number is not null order by position`,
  );
  return { read, engine };
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.join(",") : String(value);
}

test("Lookup files say what the engine says, of the release alone and of other records beside it", async () => {
  const data = folderWith();
  const release = folderWith(RELEASE);
  await loadInto(data, [release]);
  for (const name of ["office_actions", "rejections", "citations"] as const) {
    const { read, engine } = await bothReadings(data, name);
    expect(read.length).toBeGreaterThan(3);
    expect(read).toEqual(engine);
  }
  await loadInto(data, [join(folderWith({ "c.jsonl": `${JSON.stringify(RECORD)}\n` }), "c.jsonl")], {
    dataset: "oa_citations/v2",
  });
  const { read, engine } = await bothReadings(data, "citations");
  expect(read.map((row) => row[1])).toContain(RECORD.id);
  expect(read).toEqual(engine);
});

test("One load and one after another give the same digests; another day of an action gives others", async () => {
  const digests = async (data: string, loads: readonly string[]) => {
    let tables: readonly { readonly name: string; readonly contentHash: string }[] = [];
    for (const path of loads) tables = (await loadInto(data, [path])).manifest!.tables;
    return Object.fromEntries(tables.map(({ name, contentHash }) => [name, contentHash]));
  };
  const files = folderWith(RELEASE);
  const atOnce = await digests(folderWith(), [files]);
  const apart = ["citations.csv", "rejections.csv", "office_actions.csv"].map((name) => join(files, name));
  expect(await digests(folderWith(), apart)).toEqual(atOnce);
  const actions = RELEASE["office_actions.csv"].replace("2012-01-03", "2012-01-04");
  const other = await digests(folderWith(), [folderWith({ ...RELEASE, "office_actions.csv": actions })]);
  for (const name of ["office_actions", "rejections", "citations"])
    expect(other[name]).not.toBe(atOnce[name]);
});
