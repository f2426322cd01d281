import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type NestedObject, readNested, writeNested } from "../../src/catalog/index.js";
import { RECORDED } from "../protocols/odp/nestedRows.js";
import { loadedServer } from "../server/loaded.js";

/**
 * `docs/moving-your-code.md` says for each source in which shapes it is answered: `exact`, `partial`, or `not possible`. Here
 * one record of each source is loaded alone and asked in each shape.
 */
const PAGE = readFileSync(new URL("../../docs/moving-your-code.md", import.meta.url), "utf8");
const folder = mkdtempSync(join(tmpdir(), "artunit-shapes-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The cells of the row that begins with a source's name, by the heads of the columns. */
function rowOf(source: string): Readonly<Record<string, string>> {
  const table = PAGE.slice(PAGE.indexOf("## Which source in which shape"));
  const lines = table.split("\n").filter((line) => line.startsWith("|"));
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const head = cells(lines[0]!);
  const row = lines.map(cells).find(([name]) => name === source);
  if (!row) throw new Error(`The table has no row for ${source}.`);
  return Object.fromEntries(head.map((name, at) => [name, row[at]!]));
}

function recorded(path: string): NestedObject {
  const read = readNested(readFileSync(new URL(path, RECORDED), "utf8")) as NestedObject;
  const response = read.get("response") as NestedObject | undefined;
  return (response?.get("body") ?? read) as NestedObject;
}

type Json = Readonly<Record<string, unknown>>;

const APPLICATION = {
  portal: (number: string) => ({
    url: `/api/v1/patent/applications/${number}`,
    at: "patentFileWrapperDataBag",
  }),
  peds: (number: string) => ({
    url: `/peds/api/queries?searchText=applId:${number}`,
    at: "queryResults.searchResponse.response.docs",
  }),
};
const TRIAL = {
  portal: (number: string) => ({
    url: `/api/v1/patent/trials/proceedings/${number}`,
    at: "patentTrialProceedingDataBag",
  }),
  v2: (number: string) => ({ url: `/ptab-api/proceedings?proceedingNumber=${number}`, at: "results" }),
};
const PETITION = {
  portal: (id: string) => ({
    url: `/api/v1/petition/decisions/${id}?includeDocuments=true`,
    at: "petitionDecisionDataBag",
  }),
};

const SOURCES = [
  [
    "portal's answers and bulk files, applications",
    "odp_pfw/raw_get_patent.json",
    "patentFileWrapperDataBag",
    "17248024",
    APPLICATION,
    "portal",
  ],
  [
    "PEDS answers",
    "peds/query_single_application.json",
    "queryResults.searchResponse.response.docs",
    "16123456",
    APPLICATION,
    "peds",
  ],
  [
    "PEDS bulk files and packages",
    "peds_bulk/bulk-2019-record-with-assignments.json",
    "",
    "14244619",
    APPLICATION,
    "none",
  ],
  [
    "portal's answers, trials",
    "odp_ptab/raw_get_trial_proceeding.json",
    "patentTrialProceedingDataBag",
    "PGR2026-00055",
    TRIAL,
    "portal",
  ],
  [
    "PTAB API v2 answers, trials",
    "ptab_v2/proceeding_by_number.json",
    "results",
    "IPR2022-00037",
    TRIAL,
    "v2",
  ],
  [
    "portal's answers, petitions",
    "odp_petition/raw_get_petition_decision.json",
    "petitionDecisionDataBag",
    "eafa727a-354d-534f-b6aa-a4b366afbb28",
    PETITION,
    "portal",
  ],
] as const;

test.each(SOURCES)("%s are answered as the table says", async (source, path, bag, id, shapes) => {
  const file = join(folder, path.replaceAll("/", "-"));
  const whole = recorded(path);
  writeFileSync(file, writeNested(whole));
  const own =
    bag === "" ? null : (valueAt(JSON.parse(writeNested(whole)) as Json, bag) as readonly Json[])[0];
  const server = await loadedServer([file]);
  try {
    const row = rowOf(source);
    for (const [shape, asked] of Object.entries(shapes)) {
      const { url, at } = (asked as (id: string) => { url: string; at: string })(id);
      const answer = await server.app.inject(url);
      const said = row[{ portal: "as the portal", peds: "as PEDS", v2: "as PTAB API v2" }[shape]!]!;
      expect([source, shape, answer.statusCode]).toEqual([source, shape, 200]);
      const [record] = valueAt(answer.json() as Json, at) as readonly Json[];
      if (/^exact/.test(said)) expect(record).toEqual(own);
      else {
        expect(said).toMatch(/^partial/);
        const missing = [...said.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
        expect(missing.length).toBeGreaterThan(0);
        for (const name of missing)
          expect([source, shape, name, valueAt(record!, name)]).toEqual([source, shape, name, undefined]);
      }
    }
    for (const column of ["as the portal", "as PEDS", "as PTAB API v2"])
      if (!Object.keys(shapes).some((shape) => column.toLowerCase().includes(shape)))
        expect(row[column]).toBe("not possible");
  } finally {
    await server.close();
  }
});

function valueAt(value: Json, path: string): unknown {
  return path.split(".").reduce<unknown>((at, name) => (at as Json | undefined)?.[name], value);
}
