import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ByteReader } from "../../../src/ingest/dta/bytes.js";
import { readHeader } from "../../../src/ingest/dta/header.js";
import { folderWith } from "../folders.js";
import { LONG, tableOf } from "./kinds.js";

const DATA = "test/data/dta";
const inCsv = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** What test/data/dta/make.py wrote; wide characters from 118 on, long texts from 117 on. */
function kindsOfPandas(hasWide: boolean, hasLong: boolean): string {
  const more = (wide: string, ...long: string[]) => [...(hasWide ? [wide] : []), ...(hasLong ? long : [])];
  const row = (cells: string, others: readonly string[]) => [cells, ...others].join(",");
  return `${[
    row(
      "a_byte,an_int,a_long,a_float,a_double,a_day,an_instant,a_month,a_text,a_category",
      more("a_wide_text", "a_long_text", "another_long_text"),
    ),
    row(
      '1,300,70000,0.1,12000001,2012-02-29,2012-02-29T13:14:15.678,2012m2,"café, ""bar""","CTNF"',
      more('"請求項目"', inCsv(LONG), inCsv(`${LONG}?`)),
    ),
    row(
      '-127,-32767,-2147483647,-100000000000000000000,0.1,1959-12-31,1959-12-31T23:59:59,1959m12,"two\nlines","CTFR"',
      more('"𝒶"', "", inCsv(LONG)),
    ),
    row("100,32740,2147483620,,,,,,,", more("", '"short"', '"short"')),
  ].join("\n")}\n`;
}

/** What test/data/dta/make.R wrote. Of its missing values two are `.a` and `.z`. */
function kindsOfHaven(hasLong: boolean): string {
  const long = (text: string) => (hasLong ? `,${text}` : "");
  return [
    `an_integer,a_number,a_missing,a_day,an_instant,a_text,a_label${long("a_long_text")}\n`,
    `1,0.5,"one",2012-02-29,2012-02-29T13:14:15,"café, ""bar""","CTNF"${long(inCsv(LONG))}\n`,
    `-5,12000001,,1959-12-31,1959-12-31T23:59:59,"two\nlines","CTFR"${long("")}\n`,
    `,,,,,,"3"${long('"short"')}\n`,
  ].join("");
}

test.each([
  ["pandas-114.dta", kindsOfPandas(false, false)],
  ["pandas-114-big-endian.dta", kindsOfPandas(false, false)],
  ["pandas-117.dta", kindsOfPandas(false, true)],
  ["pandas-117-big-endian.dta", kindsOfPandas(false, false)],
  ["pandas-118.dta", kindsOfPandas(true, true)],
  ["pandas-118-big-endian.dta", kindsOfPandas(true, false)],
  ["pandas-119.dta", kindsOfPandas(true, true)],
  ["pandas-119-big-endian.dta", kindsOfPandas(true, false)],
  ["haven-113.dta", kindsOfHaven(false)],
  ["haven-114.dta", kindsOfHaven(false)],
  ["haven-115.dta", kindsOfHaven(false)],
  ["haven-117.dta", kindsOfHaven(true)],
  ["haven-118.dta", kindsOfHaven(true)],
  ["haven-119.dta", kindsOfHaven(true)],
])("%s holds what was written", async (name, table) => {
  expect(await tableOf(join(DATA, name))).toBe(table);
});

test("every file of the folder that has kinds of values is read above", () => {
  const names = readdirSync(DATA).filter((name) => /^(?:pandas|haven)-.*\.dta$/.test(name));
  expect(names).toHaveLength(14);
});

test("a Stata file is told by its content, in a gzip and under any name", async () => {
  const bytes = readFileSync(join(DATA, "pandas-114.dta"));
  const folder = folderWith({ "a.bin": bytes, "b.csv.gz": gzipSync(bytes) });
  expect(await tableOf(join(folder, "a.bin"))).toBe(kindsOfPandas(false, false));
  expect(await tableOf(join(folder, "b.csv.gz"))).toBe(kindsOfPandas(false, false));
});

/** A file whose bytes come one at a time. */
async function* byteByByte(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) yield bytes.subarray(at, at + 1);
}

test("the dictionary of a file is read: labels, types, formats, names of value labels", async () => {
  const bytes = readFileSync(join(DATA, "pandas-118.dta"));
  const header = await readHeader(new ByteReader(byteByByte(bytes), "a.dta"), "a.dta");
  expect([header.layout.release, header.rows, header.label]).toEqual([118, 3, "Kinds of values"]);
  const shown = header.variables.map(({ name, type, format, label, valueLabels }) =>
    [name, type, format, label, valueLabels].join(" | "),
  );
  expect(shown).toEqual([
    "a_byte | byte | %8.0g | One byte | ",
    "an_int | int | %8.0g |  | ",
    "a_long | long | %12.0g |  | ",
    "a_float | float | %9.0g |  | ",
    "a_double | double | %10.0g |  | ",
    "a_day | double | %td | Mail date | ",
    "an_instant | double | %tc |  | ",
    "a_month | double | %tm |  | ",
    "a_text | text | %12s | What the café is called | ",
    "a_category | byte | %8.0g |  | a_category",
    "a_wide_text | text | %12s |  | ",
    "a_long_text | long-text | %9s |  | ",
    "another_long_text | long-text | %9s |  | ",
  ]);
});

/** Turns the pointers of the last two variables as Stata writes them in a big-endian file, and the texts' heads too. */
function bigEndianLongTexts(little: Buffer, big: Buffer, rowBytes: number): Buffer {
  const data = (bytes: Buffer) => bytes.subarray(bytes.indexOf("<data>") + 6, bytes.indexOf("</data>"));
  const texts = Buffer.from(little.subarray(little.indexOf("</data>"), little.indexOf("<value_labels>")));
  for (let at = texts.indexOf("GSO"); at >= 0; at = texts.indexOf("GSO", at + 3)) {
    texts.subarray(at + 3, at + 7).swap32();
    texts.subarray(at + 7, at + 15).swap64();
    texts.subarray(at + 16, at + 20).swap32();
  }
  const rows = [0, 1, 2].map((row) => {
    const pointers = data(little).subarray((row + 1) * rowBytes - 16, (row + 1) * rowBytes);
    const turned = [0, 8].flatMap((at) => [
      Buffer.from(pointers.subarray(at, at + 2)).reverse(),
      Buffer.from(pointers.subarray(at + 2, at + 8)).reverse(),
    ]);
    return Buffer.concat([data(big).subarray(row * (rowBytes - 16), (row + 1) * (rowBytes - 16)), ...turned]);
  });
  const head = withTwoMore(big.subarray(0, big.indexOf("<data>")), little);
  return Buffer.concat([
    head,
    Buffer.from("<data>"),
    ...rows,
    texts,
    big.subarray(big.indexOf("<value_labels>")),
  ]);
}

/** The head of the big-endian file with the last two variables of the other. */
function withTwoMore(head: Buffer, other: Buffer): Buffer {
  const between = (bytes: Buffer, tag: string) =>
    bytes.subarray(bytes.indexOf(`<${tag}>`) + tag.length + 2, bytes.indexOf(`</${tag}>`));
  const parts: Buffer[] = [];
  let from = 0;
  for (const [tag, width] of [
    ["K", 0],
    ["variable_types", 2],
    ["varnames", 129],
    ["sortlist", 0],
    ["formats", 57],
    ["value_label_names", 129],
    ["variable_labels", 321],
  ] as const) {
    const end = head.indexOf(`</${tag}>`);
    if (tag === "K") parts.push(head.subarray(from, end - 2), Buffer.from([0, 13]));
    else if (tag === "sortlist") parts.push(head.subarray(from, end), Buffer.alloc(4));
    else {
      const added = Buffer.from(between(other, tag).subarray(-2 * width));
      parts.push(head.subarray(from, end), tag === "variable_types" ? added.swap16() : added);
    }
    from = end;
  }
  return Buffer.concat([...parts, head.subarray(from)]);
}

test("long texts of a big-endian file are found", async () => {
  const little = readFileSync(join(DATA, "pandas-118.dta"));
  const big = readFileSync(join(DATA, "pandas-118-big-endian.dta"));
  const rowBytes = (little.indexOf("</data>") - little.indexOf("<data>") - 6) / 3;
  const folder = folderWith({ "a.dta": bigEndianLongTexts(little, big, rowBytes) });
  expect(await tableOf(join(folder, "a.dta"))).toBe(kindsOfPandas(true, true));
});

test("texts before 118 are Windows-1252, unless they are UTF-8 as other programs write it", async () => {
  const bytes = readFileSync(join(DATA, "haven-114.dta"));
  const at = bytes.indexOf("caf");
  // haven writes UTF-8 into every release; Stata 12 wrote the one byte of é, and 0x80 for the euro.
  const old = Buffer.from(bytes);
  old.write("caf\xe9\x80, ", at, "latin1");
  const folder = folderWith({ "a.dta": old });
  expect(bytes.subarray(at, at + 5)).toEqual(Buffer.from("café"));
  expect(await tableOf(join(folder, "a.dta"))).toContain('"café€, ');
});
