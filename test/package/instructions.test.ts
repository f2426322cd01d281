import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Installation, Server } from "../../src/server/index.js";

/** What ARCHITECTURE.md says about adding things is followed to the letter, in a copy of the sources. */
const root = resolve(import.meta.dirname, "../..");
const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

interface Instruction {
  /** A line of a list, a whole file, or lines of a list of names: the import, and the entry. */
  readonly kind: "field" | "file" | "list";
  readonly path: string;
  readonly code: string;
}

const INSTRUCTIONS: readonly Instruction[] = [
  ...text.matchAll(/^```ts (field|file|list) (\S+)\n([\s\S]*?)^```$/gm),
].map(([, kind, path, code]) => ({ kind: kind as Instruction["kind"], path: path!, code: code! }));

function follow(copy: string, { kind, path, code }: Instruction): void {
  const target = join(copy, path);
  if (kind === "file") {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
    return;
  }
  const source = readFileSync(target, "utf8");
  const end = source.lastIndexOf("]");
  const lines = code.trimEnd().split("\n");
  const [imported, entry] = kind === "list" ? [`${lines[0]}\n`, lines[1]!.trim()] : ["", lines[0]!.trim()];
  const before = source.slice(0, end).trimEnd();
  writeFileSync(
    target,
    `${imported}${before}${before.endsWith(",") ? "" : ","} ${entry} ${source.slice(end)}`,
  );
}

let copy: string;
let server: Server;
const closing: (() => Promise<unknown>)[] = [];
const logged: string[] = [];

const HEARING = {
  hearingIdentifier: "H-12",
  applicationNumberText: "14/574,014",
  hearingData: { heardDate: "2014-03-01", judgeBag: ["Jane Roe"], notes: { deep: [1, null] } },
  lastIngestionDateTime: "2020-01-31T12:00:00",
};

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), "artunit-added-"));
  cpSync(join(root, "src"), join(copy, "src"), { recursive: true });
  cpSync(join(root, "package.json"), join(copy, "package.json"));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const instruction of INSTRUCTIONS) follow(copy, instruction);
  const files = join(copy, "files");
  mkdirSync(files);
  writeFileSync(
    join(files, "fees.csv"),
    "fee_code,fee_text,amount,is_small,valid_from,new\n1011,Basic filing fee,320,0,2022-12-29,x\n2011,Basic filing fee,128,1,12/29/2022,\n",
  );
  writeFileSync(join(files, "answer.json"), JSON.stringify({ count: 1, hearingDataBag: [HEARING] }));
  const from = (path: string) => import(join(copy, "src", path));
  const { INSTALLATION } = (await from("installation.ts")) as { INSTALLATION: Installation };
  const { load } = (await from("load/load.ts")) as typeof import("../../src/load/load.js");
  const { createServer } = (await from("server/index.ts")) as typeof import("../../src/server/index.js");
  const { openLiveStore } = (await from("store/index.ts")) as typeof import("../../src/store/index.js");
  const data = join(copy, "data");
  const report = await load({
    data,
    installation: INSTALLATION as never,
    paths: [files],
    artunitVersion: "test",
    memoryLimit: "500MB",
  });
  expect([report.refused, report.rejected]).toEqual([[], 0]);
  const live = await openLiveStore(data, INSTALLATION);
  server = createServer({
    installation: INSTALLATION,
    snapshots: live,
    settings: {},
    log: (message) => logged.push(message),
  });
  closing.push(
    () => server.app.close(),
    () => live.close(),
  );
});

afterAll(async () => {
  for (const close of closing) await close();
  rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
});

async function ask(url: string): Promise<string> {
  const { statusCode, body } = await server.app.inject(encodeURI(url));
  expect([url, statusCode, statusCode === 200 ? "" : body]).toEqual([url, 200, ""]);
  return body;
}

test("there are instructions for a field, a flat dataset, a nested collection and a protocol", () => {
  expect(INSTRUCTIONS.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    "field src/families/petitions/leaves.ts",
    "file src/families/fee-codes/index.ts",
    "list src/families/index.ts",
    "file src/families/hearings/index.ts",
    "list src/families/index.ts",
    "file src/protocols/counts/index.ts",
    "list src/protocols/index.ts",
  ]);
  const lines = (path: string) => INSTRUCTIONS.find((each) => each.path === path)!.code.split("\n").length;
  expect(lines("src/families/petitions/leaves.ts")).toBeLessThanOrEqual(2);
  expect(lines("src/families/fee-codes/index.ts")).toBeLessThanOrEqual(60);
});

describe("what was added by them is there", () => {
  test.each([
    ["the field", "/v1/datasets/petitions/v1", "hearingRoomText"],
    ["the flat dataset", "/v1/datasets", "fee_codes"],
    [
      "its records",
      "/v1/datasets/fee_codes/v1/records?criteria=amount:[200 TO *]",
      '"valid_from":"2022-12-29"',
    ],
    [
      "what it does not know",
      "/v1/datasets/fee_codes/v1/records?criteria=fee_code:1011",
      '"extra":{"new":"x"}',
    ],
    [
      "its groups",
      "/v1/datasets/fee_codes/v1/groups?by=valid_from.year",
      '"groups":[{"key":["2022"],"size":2}',
    ],
    ["its page", "/datasets/fee_codes/v1", "Basic filing fee"],
    ["its export", "/v1/datasets/fee_codes/v1/records.csv", "1011,Basic filing fee,320,0,2022-12-29"],
    ["another protocol", "/ds-api/fee_codes/v1/records?criteria=is_small:1", '"numFound":1'],
    ["the collection", "/v1/datasets/hearings/v1/records?criteria=hearingData.judgeBag:roe", '"H-12"'],
    ["its search", "/api/v1/hearings/search?q=roe", '"deep":[1,null]'],
    ["a record by its number", "/api/v1/hearings/H-12", '"14/574,014"'],
    [
      "what is known of its application",
      "/v1/applications/14574014",
      '"hearings":[{"hearingIdentifier":"H-12"',
    ],
    ["and the page about it", "/applications/14574014", "hearings"],
    ["the protocol", "/counts/fee_codes/v1", "2"],
    ["all of it described", "/openapi.json", "/counts/hearings/v1"],
    ["and listed", "/data.json", "fee_codes"],
  ])("%s: %s", async (_, url, holds) => {
    expect((await ask(url)).includes(holds)).toBe(true);
  });

  test.each([
    ["/counts/fee_codes/v1?nothing=1", 400, { code: 400, errorDetails: expect.any(String) }],
    ["/api/v1/hearings/H-13", 404, { code: 404, detailedMessage: expect.any(String) }],
  ])("what is wrong with %s is told in its protocol's manner", async (url, status, told) => {
    const answer = await server.app.inject(url);
    expect([answer.statusCode, answer.json()]).toMatchObject([status, told]);
  });

  test("and no fault of ours came of it", () => expect(logged).toEqual([]));
});
