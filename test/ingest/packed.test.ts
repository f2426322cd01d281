import { expect, test } from "vitest";
import { ask, folderWith, loadInto } from "./folders.js";

const HEADER =
  "app_id,citation_pat_pgpub_id,parsed,ifw_number,action_type,action_subtype,form892,form1449,citation_in_oa";

/** Text and number as the release may hold them, and our reading of the text, else of the number. */
const REFERENCES: readonly (readonly [string, string, string | null])[] = [
  ["5123456", "5123456", "US5123456"],
  ["20060242362", "20060242362", "US20060242362"],
  ["6,807,434", "6807434", "US6807434"],
  ["US 2006/0242362 A1", "20060242362", "US20060242362"],
  ["0512345", "0512345", "US512345"],
  ["5123457", "", "US5123457"],
  ["", "5123458", "US5123458"],
  ["5123459", "5123460", "US5123459"],
  ["9223372036854775808", "9223372036854775808", null],
  ["unclear", "", null],
  ["", "", null],
];

const CSV = [
  HEADER,
  ...REFERENCES.map(([text, number], at) => `120000${10 + at},"${text}",${number},,,,1,0,0`),
].join("\n");

const READ = `select reference_text, reference_number, reference_key from citations
  where source = 'release-2017' order by application_number`;
const IN_SECOND_ORDER = `select o.reference_text, o.reference_number, c.reference_key
  from citations_by_number o join citations c using (position)
  where c.source = 'release-2017' order by c.application_number`;

const EXPECTED = REFERENCES.map(([text, number, key]) => [text || null, number || null, key]);

test.each([
  ["alone", []],
  ["beside records of the API", ["test/data/recorded/oa_citations-v2"]],
])("a reference comes out as it went in, whatever stands for it in the engine, %s", async (_, others) => {
  const data = folderWith({ "citations.csv": CSV });
  await loadInto(data, [`${data}/citations.csv`, ...others]);
  expect(await ask(data, READ)).toEqual(EXPECTED);
  expect(await ask(data, IN_SECOND_ORDER)).toEqual(EXPECTED);
});

test("a reference comes out of the snapshot that a later load continues", async () => {
  const data = folderWith({ "citations.csv": CSV });
  await loadInto(data, [`${data}/citations.csv`]);
  await loadInto(data, ["test/data/recorded/oa_citations-v2"]);
  expect(await ask(data, READ)).toEqual(EXPECTED);
  expect(await ask(data, IN_SECOND_ORDER)).toEqual(EXPECTED);
});
