import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Column } from "../../src/catalog/index.js";
import { listIn, readCell } from "../../src/ingest/cells.js";
import { ask, folderWith, loadInto } from "./folders.js";

const column = (name: string, type: Column["type"], digits?: number): Column => ({
  name,
  type,
  meaning: "",
  ...(digits === undefined ? {} : { digits }),
});
const FLAG = column("alice", "boolean");
const INTEGER = column("cite103_max", "integer");
const DATE = column("mail_date", "date");
const INSTANT = column("created_at", "timestamp");
const APPLICATION = column("application_number", "text", 8);
const CLASS = column("uspc_class", "text", 3);
const GROUND = column("legal_section", "text", 0);
const NAME = column("inventor_name", "text");

test.each([
  ...["1", "1.0", " 1", "True", "TRUE", "t", "yes", "Y"].map((text) => [FLAG, text, true] as const),
  ...["0", "0.0", "False", "FALSE", "f", "no", "N"].map((text) => [FLAG, text, false] as const),
  ...["2", "maybe", "10"].map((text) => [FLAG, text, "unread"] as const),
  ...["", " ", "NA", "NaN", "null", "None", "<NA>", "\\N"].map((text) => [FLAG, text, null] as const),
  [INTEGER, "3.0", 3],
  [INTEGER, "-1", -1],
  [INTEGER, "1.5", "unread"],
  [INTEGER, "x", "unread"],
  [APPLICATION, "13759138.0", "13759138"],
  [APPLICATION, "1.3759138E7", "13759138"],
  [APPLICATION, "1.3759138e+07", "13759138"],
  [APPLICATION, "1.37591E+07", "unread"],
  [APPLICATION, "13759138.5", "unread"],
  [APPLICATION, "7123456", "07123456"],
  [APPLICATION, "14/574,014", "14574014"],
  [APPLICATION, "PCTUS1412345", "PCTUS1412345"],
  [APPLICATION, "hello", "unread"],
  [APPLICATION, '="13759138"', "13759138"],
  [INTEGER, '="3"', 3],
  [CLASS, '="073"', "073"],
  [DATE, '="2012-02-29"', "2012-02-29"],
  [NAME, '="Smith"', '="Smith"'],
  [CLASS, "73", "073"],
  [CLASS, "73.0", "073"],
  [CLASS, "D14", "D14"],
  [GROUND, "103.0", "103"],
  [GROUND, "NaN", null],
  [GROUND, "2.00602E+10", "unread"],
  [NAME, "NA", "NA"],
  [NAME, "null", null],
  [DATE, "20120229.0", "2012-02-29"],
  [DATE, "2012-02-29 00:00:00+00:00", "2012-02-29"],
  [DATE, "2012-02-30", "unread"],
  [DATE, "9999-12-31", null],
  [DATE, "NaT", null],
  [INSTANT, "2025-07-15 21:22:06+00:00", "2025-07-15T21:22:06"],
  [INSTANT, "2025-07-15", "2025-07-15T00:00:00"],
  [INSTANT, "soon", "unread"],
] as const)("%o reads %j as %j", (of, text, value) => {
  const reading = readCell(of, text, of === APPLICATION);
  expect("value" in reading ? reading.value : Object.keys(reading)[0]).toBe(value);
});

test.each([
  ["['1,10']", ["1,10"]],
  [`["it's", 'a "word"', None, 3]`, ["it's", 'a "word"', null, 3]],
  ["['a\\nb', 'c\\\\d', 'e\\'f', '\\xa7 103']", ["a\nb", "c\\d", "e'f", "§ 103"]],
  ["[]", []],
  ["[Fig. 3]", null],
  ["['a' 'b']", null],
])("%s is the list %j", (text, list) => {
  expect(listIn(text)).toEqual(list);
});

const HEADER =
  "app_id,ifw_number,action_type,action_subtype,claim_numbers,alice_in,bilski_in,mayo_in,myriad_in";
const PLAIN = ['14209643,HJZTZNLTPXXIFW4,103,a,"1,10",1,0,1,1', "07209644,100867762,objected,,4,0,0,0,1"];
const REWRITTEN = [
  `14209643.0, HJZTZNLTPXXIFW4,103.0,a,"['1,10']",True,F,t, 1`,
  "7209644,100867762.0,objected,NA,4.0,0.0,FALSE,False,TRUE",
];

test("Rows that a program rewrote load as they were, in CSV and in JSON", async () => {
  const names = HEADER.split(",");
  const cells = (row: string) =>
    row.match(/"[^"]*"|[^,]+|(?<=,)(?=,)/g)!.map((cell) => cell.replaceAll('"', ""));
  const asJson = (rows: readonly string[]) =>
    rows
      .map((row) => JSON.stringify(Object.fromEntries(cells(row).map((cell, at) => [names[at], cell]))))
      .join("\n");
  const data = folderWith({
    "plain.csv": [HEADER, ...PLAIN].join("\n"),
    "rewritten.csv": [HEADER, ...REWRITTEN].join("\n"),
    "rewritten.jsonl": asJson(REWRITTEN.map((row) => row.replace("['1,10']", "1,10"))),
  });
  const hashes: unknown[] = [];
  for (const file of ["plain.csv", "rewritten.csv", "rewritten.jsonl"]) {
    const { manifest, rejected, unreadCells } = await loadInto(join(data, `${file}-data`), [
      join(data, file),
    ]);
    expect([rejected, unreadCells]).toEqual([0, []]);
    hashes.push(manifest?.contentHash);
  }
  expect(hashes[0]).toBeDefined();
  expect(new Set(hashes).size).toBe(1);
});

test.each(["csv", "jsonl"])(
  "A key that lost digits sets its row aside with the reason: %s",
  async (format) => {
    const rows = [
      ["1.37591E+07", "HJZTZNLTPXXIFW4"],
      ["14209643", "1.00868E+08"],
      ["14209643", "HJZTZNLTPXXIFW4"],
      ["NA", "HJZTZNLTPXXIFW4"],
    ];
    const csv = `${HEADER}\n${rows.map((keys) => `${keys.join(",")},103,a,1,0,0,0,0`).join("\n")}\n`;
    const json = rows
      .map(([app_id, ifw_number]) => JSON.stringify({ app_id, ifw_number, alice_in: "0" }))
      .join("\n");
    const data = folderWith({ [`r.${format}`]: format === "csv" ? csv : json });
    const report = await loadInto(data, [join(data, `r.${format}`)]);
    expect(report.files[0]).toMatchObject({ read: 4, loaded: 1, rejected: 3 });
    const kept = readFileSync(report.quarantine!, "utf8").trim().split("\n");
    expect(kept.map((line) => (JSON.parse(line) as { reason: string }).reason)).toEqual([
      expect.stringContaining('key-unreadable: app_id "1.37591E+07"'),
      expect.stringContaining('key-unreadable: ifw_number "1.00868E+08"'),
      "row-without-key: no app_id",
    ]);
  },
);

test("Cells that cannot be read are missing, kept, and counted; too many refuse the file unless they are accepted", async () => {
  const row = (flag: string, type: string) => `14209643,HJZTZNLTPXXIFW4,${type},a,1,${flag},0,0,0`;
  const rows = [...Array.from({ length: 19 }, () => row("1", "103")), row("maybe", "1.03E+9")];
  const data = folderWith({
    "few.csv": [HEADER, ...rows].join("\n"),
    "many.csv": [HEADER, ...rows.slice(15)].join("\n"),
    "few.jsonl": [
      ...Array.from(
        { length: 19 },
        (_, at) => `{"id":"${at}","patentApplicationNumber":"14209643","hasRej101":1}`,
      ),
      '{"id":"x","patentApplicationNumber":"14209643","hasRej101":"maybe"}',
    ].join("\n"),
  });
  const few = await loadInto(join(data, "few"), [join(data, "few.csv")]);
  expect(few.unreadCells.map(({ column: name, unread, filled }) => [name, unread, filled])).toEqual([
    ["action_type", 1, 20],
    ["alice_in", 1, 20],
  ]);
  expect(
    await ask(join(data, "few"), "select alice, action_type, verbatim from rejections where alice is null"),
  ).toEqual([[null, null, '{"release":{"alice_in":"maybe"},"extra":{"action_type":"1.03E+9"}}']]);
  const many = await loadInto(join(data, "many"), [join(data, "many.csv")]);
  expect(many.refused[0]?.error).toMatchObject({ code: "cells-unreadable", where: { field: "action_type" } });
  expect(many.refused[0]?.error.message).toContain("--accept action_type --accept alice_in");
  expect(many.manifest).toBeNull();
  const accepted = await loadInto(join(data, "many"), [join(data, "many.csv")], {
    accepted: ["action_type", "ALICE_IN"],
  });
  expect(accepted.files[0]?.loaded).toBe(5);
  const records = await loadInto(join(data, "records"), [join(data, "few.jsonl")]);
  expect(records.unreadCells.map(({ column: name, unread, filled }) => [name, unread, filled])).toEqual([
    ["hasRej101", 1, 20],
  ]);
  expect(await ask(join(data, "records"), "select verbatim from rejections where record_id = 'x'")).toEqual([
    [expect.stringContaining('"hasRej101":"maybe"')],
  ]);
});
