import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openZip } from "../../src/ingest/zip.js";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import { ask, folderWith, loadInto } from "./folders.js";
import { zipOf } from "./zips.js";

const CITATIONS = readFileSync("sample/research-2017/citations.csv");
const whole = zipOf([{ name: "citations.csv", content: CITATIONS }]);

function cut(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

test("A zip, with one table or several, loads as its files do", async () => {
  const two = zipOf([
    { name: "release/citations.csv", content: CITATIONS },
    { name: "release/", content: "" },
    { name: "__MACOSX/release/._citations.csv", content: "x" },
    { name: "release/office_actions.csv", content: readFileSync("sample/research-2017/office_actions.csv") },
  ]);
  const packed = folderWith({ "release.zip": two });
  const plain = folderWith();
  const report = await loadInto(packed, [join(packed, "release.zip")]);
  expect(report.refused).toEqual([]);
  expect(report.files[0]).toMatchObject({
    name: "release.zip",
    read: 37,
    loaded: 37,
    kind: "citations/2017, office_actions/2017",
  });
  const { manifest } = await loadInto(plain, ["sample/research-2017"]);
  expect(report.manifest?.contentHash).toBe(manifest?.contentHash);
});

const workbook = zipOf([
  { name: "[Content_Types].xml", content: "<Types/>" },
  { name: "xl/workbook.xml", content: CITATIONS },
]);

test.each([
  ["a.zip", cut(whole, 0.5), "a.zip is damaged: it is a zip without its end, as when a download was cut off"],
  ["a.zip", whole.subarray(0, -10), "a.zip is damaged: it is a zip without its end"],
  ["a.xlsx", cut(workbook, 0.5), "a.xlsx is an Excel workbook (.xlsx). Save its sheet as CSV"],
  ["a.xlsx", Buffer.from("PK\x03\x04"), "a.xlsx is damaged: it is a zip without its end"],
])("%s that was cut off is told in our words", async (name, bytes, message) => {
  const folder = folderWith({ [name]: bytes });
  const { refused } = await loadInto(folder, [join(folder, name)]);
  expect(refused[0]?.error.message).toContain(message);
});

const BOMB = zipOf([
  { name: "citations.csv", content: Buffer.concat([CITATIONS, Buffer.alloc(30_000_000, 10)]) },
]);

test.each([
  ["cut after a hundredth", cut(whole, 0.01), /format-unknown|file-unreadable/],
  ["cut in the middle", cut(whole, 0.5), /file-unreadable/],
  ["cut near its end", cut(whole, 0.99), /file-unreadable/],
  [
    "with a wrong checksum",
    zipOf([{ name: "citations.csv", content: CITATIONS, crc: 1 }]),
    /file-unreadable/,
  ],
  ["with a wrong size", zipOf([{ name: "citations.csv", content: CITATIONS, size: 100 }]), /file-unreadable/],
  [
    "whose entry leaves its folder",
    zipOf([{ name: "../../citations.csv", content: CITATIONS }]),
    /file-hostile/,
  ],
  [
    "whose entry has an absolute path",
    zipOf([{ name: "/etc/citations.csv", content: CITATIONS }]),
    /file-hostile/,
  ],
  [
    "whose entry has a drive letter",
    zipOf([{ name: "C:\\citations.csv", content: CITATIONS }]),
    /file-hostile/,
  ],
  [
    "whose entry is a link",
    zipOf([{ name: "citations.csv", content: "/etc/passwd", mode: 0o120777 }]),
    /file-hostile/,
  ],
  ["whose entry is named like a device", zipOf([{ name: "a/NUL.csv", content: CITATIONS }]), /file-hostile/],
  ["with a NUL in a name", zipOf([{ name: "a\0.csv", content: CITATIONS }]), /file-hostile/],
  [
    "with two names equal but for case",
    zipOf([
      { name: "a.csv", content: CITATIONS },
      { name: "A.csv", content: CITATIONS },
    ]),
    /file-hostile/,
  ],
  ["that unpacks to a thousand times its size", BOMB, /file-hostile/],
  ["that is a cut gzip", cut(gzipSync(CITATIONS), 0.7), /file-unreadable/],
])("A zip %s is refused, no row of it stays, and the old snapshot is served", async (_, bytes, code) => {
  const data = folderWith({ "bad.zip": bytes });
  await loadInto(data, ["sample/research-2017/office_actions.csv"]);
  const before = currentId(data);
  const alone = await loadInto(data, [join(data, "bad.zip")]);
  expect(alone.refused.map(({ error }) => error.code).join()).toMatch(code);
  expect(alone.manifest).toBeNull();
  expect(currentId(data)).toBe(before);
  const beside = await loadInto(data, [
    join(data, "bad.zip"),
    "test/data/recorded/oa_citations-v2/odp-2026-records-app-16123456.json",
  ]);
  expect(beside.refused).toHaveLength(1);
  expect(await ask(data, "select source, count(*) from citations group by 1")).toEqual([["api", "5"]]);
  expect(readManifest(data, currentId(data)!).files.map(({ name }) => name)).not.toContain("bad.zip");
});

test.runIf(existsSync("/proc/self/fd"))("a reader that stops early leaves no archive open", async () => {
  const path = join(
    folderWith({ "large.zip": zipOf([{ name: "a.csv", content: randomBytes(2_000_000) }]) }),
    "large.zip",
  );
  const open = () =>
    readdirSync("/proc/self/fd")
      .flatMap((fd) => linkOf(`/proc/self/fd/${fd}`))
      .filter((each) => each === path).length;
  for (let at = 0; at < 3; at++) {
    const opened = await openZip(path);
    for await (const _ of opened.members[0]!.open()) break;
    opened.close();
  }
  await expect.poll(open).toBe(0);
});

function linkOf(path: string): readonly string[] {
  try {
    return [readlinkSync(path)];
  } catch {
    return [];
  }
}
