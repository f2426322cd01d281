import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { walk } from "../../src/load/walk.js";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import { ask, folderWith, loadInto } from "./folders.js";

const RESEARCH = "sample/research-2017";
const RECORDED = "test/data/recorded";
const ACTIONS = readFileSync(`${RESEARCH}/office_actions.csv`, "utf8");
const CITATIONS = readFileSync(`${RESEARCH}/citations.csv`, "utf8");
const ACTION_HEADER = ACTIONS.slice(0, ACTIONS.indexOf("\n"));

/** One made-up action in the release's columns. */
function action(application: string, document: string, code: string, day: string, artUnit = "2100"): string {
  return `${application},${document},${code},${day},${artUnit},073,049000,0,0,0,0,0,0,1,0,0,0,0,0,0,1,1,0`;
}

test("The real sample rows of the release come out as they went in", async () => {
  const data = folderWith();
  const report = await loadInto(data, [RESEARCH]);
  expect(report.rejected).toBe(0);
  expect(report.files.map(({ kind, read, loaded }) => [kind, read, loaded])).toEqual([
    ["citations/2017", 32, 32],
    ["office_actions/2017", 5, 5],
  ]);
  expect(
    await ask(
      data,
      "select application_number, document_id, mail_date, uspc_subclass, has_rej_102, allowed_claims, signature_type, is_first_action, position from office_actions where document_id = 'HPE42TOCPXXIFW4'",
    ),
  ).toEqual([["13375148", "HPE42TOCPXXIFW4", "2013-12-23", "049000", "true", "false", "0", "true", "2"]]);
  expect(
    await ask(
      data,
      "select action_type, action_category, legal_section, count(*) from citations group by all order by 1 nulls last",
    ),
  ).toEqual([
    ["102", "rejected", "102", "5"],
    ["103", "rejected", "103", "12"],
    [null, null, null, "15"],
  ]);
  expect(await ask(data, "select count(*), min(position), max(position) from citations_by_number")).toEqual([
    ["32", "0", "31"],
  ]);
});

test("Files in any order, in one load or several, repeated, zipped or not give the same content hash", async () => {
  const pages = [
    `${RECORDED}/oa_rejections-v2/dh-2023-records-app-14574014.json`,
    `${RECORDED}/oa_citations-v2/dh-2023-records-match-all-rows100.json`,
  ];
  const files = [`${RESEARCH}/office_actions.csv`, `${RESEARCH}/citations.csv`, ...pages];
  const together = folderWith();
  const { manifest } = await loadInto(together, files);

  const apart = folderWith();
  for (const file of [...files].reverse()) await loadInto(apart, [file]);
  expect(readManifest(apart, currentId(apart)!).contentHash).toBe(manifest!.contentHash);

  const again = await loadInto(apart, files);
  expect(again.manifest).toBeNull();
  expect(again.skipped).toHaveLength(4);

  const packed = folderWith({ "c.csv.gz": gzipSync(CITATIONS) });
  await loadInto(packed, [join(packed, "c.csv.gz"), pages[1]!]);
  await loadInto(packed, [pages[0]!, `${RESEARCH}/office_actions.csv`]);
  expect(readManifest(packed, currentId(packed)!).contentHash).toBe(manifest!.contentHash);
});

test("Identical rows of one file are all kept; the same file under another name adds none", async () => {
  const rows = `${CITATIONS.split("\n")[0]}\n${"12000001,5386490,5386490,,,,1,0,0\n".repeat(3)}`;
  const data = folderWith({ "citations.csv": rows, "copy.csv": `${rows}\n` });
  await loadInto(data, [join(data, "citations.csv")]);
  expect(await ask(data, "select count(*), count(distinct record_id) from citations")).toEqual([["3", "3"]]);
  await loadInto(data, [join(data, "copy.csv")]);
  expect(await ask(data, "select count(*) from citations")).toEqual([["3"]]);
});

test("Shards of one export give the same ids as the whole file", async () => {
  const [header, ...rows] = CITATIONS.trim().split("\n");
  const doubled = [...rows, ...rows.slice(0, 5)];
  const whole = folderWith({ "citations.csv": [header, ...doubled].join("\n") });
  const shards = folderWith({
    "citations-000000000000.csv": [header, ...doubled.slice(0, 20)].join("\n"),
    "citations-000000000001.csv": [header, ...doubled.slice(20)].join("\n"),
  });
  const one = await loadInto(whole, [join(whole, "citations.csv")]);
  const many = await loadInto(shards, [shards]);
  expect(many.manifest!.contentHash).toBe(one.manifest!.contentHash);
});

test("Columns in another order load, additional ones are kept raw and reported", async () => {
  const lines = CITATIONS.trim()
    .split("\n")
    .map((line) => line.split(","));
  const turned = lines
    .map((cells, at) => [...cells.slice().reverse(), at === 0 ? "examiner" : `E${at}`].join(","))
    .join("\r\n");
  const data = folderWith({ "turned.csv": turned });
  const report = await loadInto(data, [join(data, "turned.csv")]);
  expect(report.files[0]).toMatchObject({ loaded: 32, unknownColumns: ["examiner"] });
  expect(await ask(data, "select reference_text, verbatim from citations where source_row = 2")).toEqual([
    ["20060218340", '{"extra":{"examiner":"E1"}}'],
  ]);
});

test("A table that lacks a column is refused with the difference, and --map settles it", async () => {
  const renamed = CITATIONS.replace("citation_pat_pgpub_id", "pat_pgpub_id");
  const data = folderWith({ "c.csv": renamed });
  const refused = await loadInto(data, [join(data, "c.csv")]);
  expect(refused.manifest).toBeNull();
  expect(refused.refused[0]?.error.code).toBe("column-missing");
  expect(refused.refused[0]?.error.message).toContain("--map pat_pgpub_id=citation_pat_pgpub_id");
  expect(currentId(data)).toBeNull();
  const mapped = await loadInto(data, [join(data, "c.csv")], {
    renamed: new Map([["pat_pgpub_id", "citation_pat_pgpub_id"]]),
  });
  expect(mapped.files[0]?.loaded).toBe(32);
});

test("One bad file does not stop the others; read = loaded + rejected; the raw row is kept", async () => {
  const broken = `${CITATIONS.trim()}\n12000001,short\n,5386490,5386490,,,,1,0,0\n12000002,"open,1,,,,1,0,0\n12000003,6000000,6000000,,,,1,0,0\n`;
  const data = folderWith({ "a.csv": broken, "b.dta": "<stata_dta>", "c.bin": new Uint8Array([0, 1, 2, 3]) });
  const report = await loadInto(
    data,
    ["a.csv", "b.dta", "c.bin"].map((name) => join(data, name)),
  );
  expect(report.refused.map(({ error }) => error.code)).toEqual(["file-unreadable", "format-unknown"]);
  expect(report.refused[0]?.error.message).toContain("b.dta is cut short");
  expect(report.files[0]).toMatchObject({ read: 36, loaded: 33, rejected: 3 });
  const kept = readFileSync(report.quarantine!, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  expect(kept).toMatchObject([
    { file: "a.csv", line: 34, raw: "12000001,short" },
    { line: 35, reason: expect.stringContaining("row-without-key") },
    { line: 36, reason: expect.stringContaining("open-quote") },
  ]);
});

test("Sentinel dates and values of the wrong kind are null, with the raw value kept", async () => {
  const rows = [
    action("12000001", "AAAAAAAAPPOPPY5", "CTNF", "2001-01-01"),
    action("12000002", "BBBBBBBBPPOPPY5", "CTNF", "2010-02-30"),
    action("12000003", "CCCCCCCCPPOPPY5", "CTNF", "2010-02-03").replace(/,0$/, ",x"),
  ];
  const data = folderWith({ "oa.csv": `${ACTION_HEADER}\n${rows.join("\n")}\n` });
  await loadInto(data, [join(data, "oa.csv")], { accepted: ["mail_dt", "signature_type"] });
  expect(
    await ask(
      data,
      "select mail_date, signature_type, verbatim, is_first_action from office_actions order by position",
    ),
  ).toEqual([
    [null, "0", '{"release":{"mail_dt":"2001-01-01"}}', "false"],
    [null, "0", '{"release":{"mail_dt":"2010-02-30"}}', "false"],
    ["2010-02-03", null, '{"release":{"signature_type":"x"}}', "true"],
  ]);
});

test.each(["0000-12-30", "0001-01-03", "9999-12-31", "epoch", "infinity", "0044-03-15 (BC)"])(
  "The date %s is none, with the raw value kept",
  async (date) => {
    const row = action("12000001", "AAAAAAAAPPOPPY5", "CTNF", date);
    const data = folderWith({ "oa.csv": `${ACTION_HEADER}\n${row}\n` });
    await loadInto(data, [join(data, "oa.csv")]);
    expect(await ask(data, "select mail_date, verbatim, is_first_action from office_actions")).toEqual([
      [null, JSON.stringify({ release: { mail_dt: date } }), "false"],
    ]);
  },
);

test("A day may be written in any way that means one day only, in CSV and in JSON", async () => {
  const days = [
    "20120229",
    "2012/02/29",
    "2012-2-29",
    "2012.02.29",
    "02/29/2012",
    "29.2.2012",
    "29FEB2012",
    "29feb2012:00:00:00",
    "29-Feb-2012",
    "29 February 2012",
    "Feb 29 2012",
    "2012-02-29T05:00:00Z",
    "2012-02-29 00:00:00 UTC",
  ];
  const rows = (written: readonly string[]) =>
    written.map((day, at) => action(String(12000001 + at), "AAAAAAAAPPOPPY5", "CTNF", day));
  const csv = (written: readonly string[]) => `${ACTION_HEADER}\n${rows(written).join("\n")}\n`;
  const data = folderWith({
    "iso.csv": csv(days.map(() => "2012-02-29")),
    "other.csv": csv(days),
    "other.jsonl": rows(days).map(asRecord).join("\n"),
  });
  const hashes: (string | undefined)[] = [];
  for (const name of ["iso.csv", "other.csv", "other.jsonl"]) {
    const { manifest, rejected } = await loadInto(join(data, `${name}-data`), [join(data, name)]);
    expect(rejected).toBe(0);
    hashes.push(manifest?.contentHash);
  }
  expect(hashes[0]).toBeDefined();
  expect(new Set(hashes).size).toBe(1);
});

function asRecord(row: string): string {
  const names = ACTION_HEADER.split(",");
  return JSON.stringify(Object.fromEntries(row.split(",").map((cell, at) => [names[at], cell])));
}

test("A row whose date may be more than one day is set aside, in CSV, in JSON and in records", async () => {
  const unclear = [
    ["03/04/2012", "may have its month or its day first"],
    ["3.4.2012", "may have its month or its day first"],
    ["29FEB12", "has a year of two digits"],
    ["02/29/12", "has a year of two digits"],
    ["19052", "is a number, not a day"],
    ["1645833600000", "is a number, not a day"],
  ] as const;
  const rows = unclear.map(([day]) => action("12000001", "AAAAAAAAPPOPPY5", "CTNF", day));
  const records = unclear.map(([submissionDate], at) =>
    JSON.stringify({ id: `${at}`, patentApplicationNumber: "12000001", submissionDate, hasRej101: 1 }),
  );
  const names = ["a.csv", "b.jsonl", "c.jsonl"];
  const data = folderWith({
    "a.csv": `${ACTION_HEADER}\n${rows.join("\n")}\n`,
    "b.jsonl": rows.map(asRecord).join("\n"),
    "c.jsonl": records.join("\n"),
  });
  const report = await loadInto(
    data,
    names.map((name) => join(data, name)),
  );
  expect(report.files.map(({ read, rejected }) => [read, rejected])).toEqual(names.map(() => [6, 6]));
  const kept = readFileSync(report.quarantine!, "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { reason: string }).reason);
  expect(kept).toEqual(
    ["mail_dt", "mail_dt", "submissionDate"].flatMap((name) =>
      unclear.map(([day, why]) => `date-unclear: ${name} "${day}" ${why}; write it as yyyy-mm-dd`),
    ),
  );
});

test.each([
  "ENOSPC: no space left on device, write",
  'IO Error: Could not write file "store.duckdb": No space left on device',
  "database or disk is full",
])("A full disk is called so, and nothing is left of the load: %s", async (words) => {
  const data = folderWith({ "c.csv": CITATIONS });
  const failing = loadInto(data, [join(data, "c.csv")], {
    onEvent() {
      throw new Error(words);
    },
  });
  await expect(failing).rejects.toMatchObject({ code: "disk-full" });
  expect(readdirSync(data).filter((name) => /staging|load\.lock|current/.test(name))).toEqual([]);
});

test("Rows that several files of the release have in common count once", async () => {
  const rejections = [
    "app_id,ifw_number,action_type,action_subtype,claim_numbers,alice_in,bilski_in,mayo_in,myriad_in",
    '12000001,AAAAAAAAPPOPPY5,103,a,"1,2",0,0,0,0',
    "12000001,AAAAAAAAPPOPPY5,102,a,3,0,0,0,0",
  ];
  const actions = [ACTION_HEADER, action("12000001", "AAAAAAAAPPOPPY5", "CTNF", "2010-02-03")];
  const parts = {
    "citations.csv": CITATIONS,
    "rejections.csv": `${rejections.join("\n")}\n`,
    "actions.csv": `${actions.join("\n")}\n`,
  };
  const once = folderWith(parts);
  const twice = folderWith({
    ...parts,
    "citations again.csv": `\ufeff${CITATIONS.replaceAll("\n", "\r\n")}`,
    "rejections again.csv": `${rejections.slice(0, 2).join("\r\n")}\r\n`,
    "actions again.csv": `${actions.join("\r\n")}\r\n`,
    "broken.csv.gz": "no gzip",
  });
  const whole = await loadInto(once, [once]);
  const repeated = await loadInto(twice, [twice]);
  expect(repeated.files).toHaveLength(6);
  expect(repeated.manifest?.contentHash).toBe(whole.manifest?.contentHash);
  expect(repeated.manifest?.tables.map(({ rows }) => rows)).toEqual(
    whole.manifest?.tables.map(({ rows }) => rows),
  );
});

test("Duplicate actions are marked, the first action is found without them", async () => {
  const rows = [
    action("14000001", "100867762", "CTNF", "2015-10-15"),
    action("14000001", "AAAAAAAARXEAPX0", "CTNF", "2015-10-15"),
    action("14000001", "BBBBBBBBRXEAPX0", "CTFR", "2016-03-01", "2800"),
  ];
  const citations = `${CITATIONS.split("\n")[0]}\n14000001,Pan 5386490,5386490,,,,1,0,0\n14000001,"US 2006/0242362 A1",20060242362,AAAAAAAARXEAPX0,103,a,1,0,1\n14999999,JP 2004-159476,2004159476,,,,1,0,0\n`;
  const data = folderWith({ "oa.csv": `${ACTION_HEADER}\n${rows.join("\n")}\n`, "c.csv": citations });
  await loadInto(data, [data]);
  expect(
    await ask(
      data,
      "select document_id, is_duplicate, canonical_action_id, is_first_action from office_actions order by position",
    ),
  ).toEqual([
    ["100867762", "true", "AAAAAAAARXEAPX0", "false"],
    ["AAAAAAAARXEAPX0", "false", "AAAAAAAARXEAPX0", "true"],
    ["BBBBBBBBRXEAPX0", "false", "BBBBBBBBRXEAPX0", "false"],
  ]);
  expect(
    await ask(
      data,
      "select reference_key, derived_art_unit, work_group, tech_center, mail_date, has_rej_103, is_first_action from citations order by position",
    ),
  ).toEqual([
    ["US20060242362", "2100", "2100", "2100", "2015-10-15", "true", "true"],
    ["US5386490", "2800", "2800", "2800", null, null, null],
    ["JP2004159476", null, null, null, null, null, null],
  ]);
});

test("API records are preferred to the release's of the same document, and the release's stay", async () => {
  const page = JSON.parse(
    readFileSync(`${RECORDED}/oa_rejections-v2/dh-2023-records-app-14574014.json`, "utf8"),
  ) as { response: { docs: { obsoleteDocumentIdentifier: string }[] } };
  const document = page.response.docs[0]!.obsoleteDocumentIdentifier;
  const release = `app_id,ifw_number,action_type,action_subtype,claim_numbers,alice_in,bilski_in,mayo_in,myriad_in\n14574014,${document},103,,"1,2,3",0,0,0,0\n14574015,X,objected,,"1-3, 5 and 7",0,0,0,0\n`;
  const data = folderWith({ "rejections.csv": release });
  await loadInto(data, [
    join(data, "rejections.csv"),
    `${RECORDED}/oa_rejections-v2/dh-2023-records-app-14574014.json`,
  ]);
  expect(
    await ask(data, "select source, is_preferred, count(*) from rejections group by all order by 1, 2"),
  ).toEqual([
    ["api", "true", "10"],
    ["release-2017", "false", "1"],
    ["release-2017", "true", "1"],
  ]);
  expect(await ask(data, "select source, count(*) from office_actions group by all")).toEqual([["api", "2"]]);
  expect(
    await ask(
      data,
      "select action_category, legal_section, claims::varchar from rejections where application_number = '14574015'",
    ),
  ).toEqual([["objected", null, "[1, 2, 3, 5, 7]"]]);
});

test("Of the same API record twice the one loaded later at the USPTO wins, whatever the order", async () => {
  const page = JSON.parse(
    readFileSync(`${RECORDED}/oa_citations-v2/odp-2026-records-app-16123456.json`, "utf8"),
  ) as { response: { docs: Record<string, unknown>[] } };
  const first = page.response.docs[0]!;
  const older = JSON.stringify([{ ...first, createDateTime: "2020-01-01T00:00:00", techCenter: "9900" }]);
  const newer = JSON.stringify({ docs: [first] });
  for (const order of [
    ["older.json", "newer.json"],
    ["newer.json", "older.json"],
  ]) {
    const data = folderWith({ "older.json": older, "newer.json": newer });
    for (const name of order) await loadInto(data, [join(data, name)]);
    expect(await ask(data, "select created_at, tech_center from citations")).toEqual([
      ["2025-07-07 01:12:35", first.techCenter],
    ]);
  }
});

test("Mirror exports, JSON Lines with every value a string, load as the release does", async () => {
  const [header = "", ...lines] = CITATIONS.trim().split("\n");
  const names = header.split(",");
  const records = lines.map((line) => {
    const cells = line.split(",");
    return JSON.stringify(
      Object.fromEntries(names.map((name, at) => [name, cells[at] === "" ? null : cells[at]])),
    );
  });
  const data = folderWith({ "export.json": `${records.join("\n")}\n` });
  const csv = folderWith();
  const mirror = await loadInto(data, [join(data, "export.json")]);
  const release = await loadInto(csv, [`${RESEARCH}/citations.csv`]);
  expect(mirror.manifest!.contentHash).toBe(release.manifest!.contentHash);
});

test("The later bulk file is a dataset of its own; its header may be in any case", async () => {
  const data = folderWith({
    "all.csv":
      "patentApplicationNumber,hasrej101,HASREJ102,hasrej103,hasrej112,submissionDate,groupartunitnumber,other\n16123456,0,1,,0,2019-02-14,3761,z\n1234567,1,0,0,0,2019-02-15,3762,\n",
  });
  await loadInto(data, [join(data, "all.csv")]);
  expect(
    await ask(
      data,
      "select application_number, has_rej_102, has_rej_103, mail_date, tech_center, verbatim from all_rejections order by position",
    ),
  ).toEqual([
    ["01234567", "false", "false", "2019-02-15", "3700", null],
    ["16123456", "true", null, "2019-02-14", "3700", '{"extra":{"other":"z"}}'],
  ]);
});

test("A file may begin with an application number that has lost its leading zero", async () => {
  const data = folderWith({
    "all.csv":
      "patentApplicationNumber,hasrej101,hasrej102,hasrej103,hasrej112,submissionDate,groupartunitnumber\n1234567,1,0,0,0,2019-02-15,3762\n16123456,1,0,0,0,2019-02-14,3761\n",
  });
  const report = await loadInto(data, [join(data, "all.csv")]);
  expect(report.files.map(({ read, loaded }) => [read, loaded])).toEqual([[2, 2]]);
  expect(await ask(data, "select application_number from all_rejections order by position")).toEqual([
    ["01234567"],
    ["16123456"],
  ]);
});

test("A load of nothing readable leaves no trace but its report", async () => {
  const data = folderWith({ "x.txt": "hello\n" });
  const report = await loadInto(data, [join(data, "x.txt"), join(data, "missing.csv")]);
  expect(report.manifest).toBeNull();
  expect(report.refused.map(({ error }) => error.code)).toEqual(["format-unknown", "file-unreadable"]);
  expect(existsSync(join(data, "staging"))).toBe(false);
  expect(existsSync(join(data, "load.lock"))).toBe(false);
});

test("Rows that come twice, once with a column more, give the same content hash in any order of loading", async () => {
  const wider = ACTIONS.trimEnd()
    .split("\n")
    .map((line, at) => `${line},${at === 0 ? "remark" : "x"}`)
    .join("\n");
  const files = folderWith({ "plain.csv": ACTIONS, "wider.csv": `${wider}\n` });
  const [plain, wide] = [join(files, "plain.csv"), join(files, "wider.csv")];
  const hashes = new Set<string>();
  for (const loads of [[[plain, wide]], [[plain], [wide]], [[wide], [plain]]]) {
    const data = folderWith();
    for (const load of loads) await loadInto(data, load);
    hashes.add(readManifest(data, currentId(data)!).contentHash);
  }
  expect(hashes.size).toBe(1);
});

test("a folder with links that lead back into it is walked to its end", () => {
  const folder = mkdtempSync(join(tmpdir(), "artunit-links-"));
  mkdirSync(join(folder, "below"));
  writeFileSync(join(folder, "below", "a.csv"), "a\n");
  for (const name of ["one", "two", "three"]) symlinkSync(folder, join(folder, "below", name));
  symlinkSync(join(folder, "below"), join(folder, "beside"));
  expect(walk([folder]).map((path) => path.slice(folder.length))).toEqual(["/below/a.csv"]);
  rmSync(folder, { recursive: true });
});

test.skipIf(process.platform === "win32")("Folders that all link to each other are each walked once", () => {
  const names = Array.from({ length: 12 }, (_, at) => `folder-${at}`);
  const folder = folderWith(Object.fromEntries(names.map((name) => [`${name}/a.csv`, ""])));
  for (const name of names)
    for (const other of names) symlinkSync(join(folder, other), join(folder, name, `to-${other}`));
  expect(walk([folder])).toHaveLength(12);
});

test("A folder is walked without what is written about it, which a file named on its own still is", async () => {
  const folder = folderWith({
    "office_actions.csv": ACTIONS,
    "README.md": "# About\n",
    "SOURCES.md": "# From\n",
  });
  const data = folderWith();
  const { files, refused } = await loadInto(data, [folder]);
  expect(files.map(({ name }) => name)).toEqual(["office_actions.csv"]);
  expect(refused).toEqual([]);
  const named = await loadInto(data, [join(folder, "README.md")]);
  expect(named.refused.length + named.files.length).toBe(1);
});
