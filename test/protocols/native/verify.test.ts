import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { VerifyAnswer } from "../../../src/families/office-actions/routes/verify.js";
import { type Evidence, judge } from "../../../src/families/office-actions/statements/judge.js";
import { readStatement } from "../../../src/families/office-actions/statements/read.js";
import { rejection, serverOf, storeOf } from "../../server/servers.js";

const CORPORA = resolve(import.meta.dirname, "../../../corpora");

interface Labelled {
  readonly file: string;
  readonly application: string;
  readonly date: string | null;
  readonly statement: string;
  readonly verdict: string;
}

function labelled(part: string): readonly Labelled[] {
  return readFileSync(join(CORPORA, "statements", `${part}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Labelled);
}

/** A server that has the texts a part is about, and nothing else. */
function serverWith(statements: readonly Labelled[]) {
  const files = new Map(statements.map((each) => [each.file, each]));
  const texts = [...files].map(([file, { application, date }]) => ({
    record_id: createHash("md5").update(file).digest("hex"),
    document_id: createHash("md5").update(file).digest("hex").slice(0, 15).toUpperCase(),
    application_number: application,
    mail_date: date,
    document_code: /-(CT[A-Z]{2}|NOA)\b/.exec(file)?.[1] ?? null,
    source: "api",
    is_preferred: true,
    body: readFileSync(join(CORPORA, file), "utf8"),
  }));
  return serverOf(storeOf({ texts })).app;
}

/** How many of the labelled statements get their verdict, and which do not. */
async function score(part: string) {
  const statements = labelled(part);
  const app = serverWith(statements);
  const missed: string[] = [];
  for (const { statement, verdict } of statements) {
    const answer = await app.inject({ method: "POST", url: "/v1/verify", payload: { statement } });
    const found = answer.json<VerifyAnswer>();
    if (found.verdict !== verdict)
      missed.push(`${verdict}, not ${found.verdict}: ${statement} [${found.understood}] ${found.reason}`);
  }
  return { total: statements.length, missed };
}

describe("statements about the actions of the corpora", () => {
  test("of those that were read while it was written, nearly all get the verdict of the labels", async () => {
    const { total, missed } = await score("development");
    expect(total).toBe(187);
    expect(missed.slice(5)).toEqual([]);
  });

  test("of those that were held out, so do most", async () => {
    const { total, missed } = await score("held-out");
    expect(total).toBe(107);
    expect(missed.length).toBeLessThanOrEqual(5);
  });
});

test.each([
  [
    "claims 1-5 rejected under 103 over Smith in view of Jones, action of 2021-03-02",
    { claims: [1, 2, 3, 4, 5], grounds: ["103"], references: ["Smith", "Jones"], date: "2021-03-02" },
  ],
  [
    "In the final Office action mailed March 2, 2021, claim 7 was rejected under 35 U.S.C. § 112(b).",
    { claims: [7], grounds: ["112(b)"], references: [], date: "2021-03-02", code: "CTFR" },
  ],
  [
    "Claims 1, 3 and 5 to 7 anticipated by US 6,254,567 (application 14/574,014)",
    { claims: [1, 3, 5, 6, 7], grounds: ["102"], references: ["US 6,254,567"], application: "14574014" },
  ],
  [
    "claims 101-103 were not rejected under 101, 3/2/2021",
    { claims: [101, 102, 103], grounds: ["101"], references: [], isDenied: true, date: "2021-03-02" },
  ],
  [
    "double patenting over U.S. Patent No. 9,422,139, document IVLC08MNRXEAPX5",
    {
      claims: [],
      grounds: ["DP"],
      references: ["U.S. Patent No. 9,422,139"],
      document: "IVLC08MNRXEAPX5",
      isDenied: false,
    },
  ],
  ["claims 2 and 4 are allowed", { claims: [2, 4], kind: "allowed", grounds: [] }],
  ["no rejection under 101 was made of claim 1", { claims: [1], grounds: ["101"], isDenied: true }],
])("%s is understood", (statement, { references, ...meant }: Record<string, unknown>) => {
  const read = readStatement(statement);
  expect(read).toMatchObject(meant);
  if (references) expect(read.references.map(({ written }) => written)).toEqual(references);
});

const PASSAGE = { source: "text", start: 0, end: 1, text: "…" };

function evidence(more: Partial<Evidence> = {}): Evidence {
  const document = (key: string | null, ...names: string[]) => ({ key, names });
  return {
    isWhole: true,
    hasNames: true,
    rejections: [
      {
        ground: "103",
        claims: [1, 2, 3],
        references: [document("US6254567", "Smith"), document("US20090048582", "Jones et al.")],
        passage: PASSAGE,
      },
      {
        ground: "103",
        claims: [4],
        references: [document("US6254567", "Smith"), document(null, "Özil")],
        passage: PASSAGE,
      },
      { ground: "112(b)", claims: [5], references: [], passage: PASSAGE },
    ],
    allowed: [{ claims: [6], passage: PASSAGE }],
    objected: [],
    ...more,
  };
}

test.each([
  ["claims 1-3 rejected under 103 over Smith in view of Jones", "confirmed"],
  ["claims 1-2 rejected under 103 over US 6,254,567", "confirmed"],
  ["claims 1-4 rejected under 103 over Smith", "confirmed"],
  ["claims 1-4 rejected under 103 over Smith in view of Jones", "partly"],
  ["claim 4 rejected under 103 over Smith and Ozil", "confirmed"],
  ["claims 1-5 rejected under 103", "partly"],
  ["claims 1-3 rejected under 103 over Smith in view of Brown", "partly"],
  ["claims 1-3 rejected under 103 over Brown", "contradicted"],
  ["claims 8-9 rejected under 103 over Smith", "contradicted"],
  ["claims 1-3 rejected under 102 over Smith", "contradicted"],
  ["claim 5 rejected under 112", "confirmed"],
  ["claim 5 rejected under 112(a)", "contradicted"],
  ["claims 1-3 not rejected under 101", "confirmed"],
  ["claims 1-3 not rejected under 103", "contradicted"],
  ["claim 6 allowed", "confirmed"],
  ["claims 1 and 6 allowed", "partly"],
  ["claim 1 allowed", "contradicted"],
])("%s: %s", (statement, verdict) => {
  expect(judge(readStatement(statement), evidence()).verdict).toBe(verdict);
});

test.each([
  ["claims 1-3 rejected under 102", "not in the data"],
  ["claims 1-3 not rejected under 102", "not in the data"],
  ["claims 1-3 rejected under 103 over US 6,254,567", "confirmed"],
])("of an action that is not loaded whole, %s: %s", (statement, verdict) => {
  expect(judge(readStatement(statement), evidence({ isWhole: false })).verdict).toBe(verdict);
});

describe("an action of which only rows are loaded", () => {
  const row = (more: object) =>
    rejection(1, {
      document_id: "IVLC08MNRXEAPX5",
      mail_date: "2017-06-21",
      claims: [1, 2],
      source: "api",
      ...more,
    });
  const cited = row({
    record_id: "c",
    reference_key: "US6254567",
    reference_number: "6254567",
    action_category: "rejected",
  });
  const { app } = serverOf(storeOf({ rejections: [row({})], citations: [cited], office_actions: [row({})] }));
  const verdict = async (statement: string) =>
    (await app.inject({ url: "/v1/verify", query: { statement } })).json<VerifyAnswer>();

  test.each([
    ["claims 1-2 rejected under 103 over US 6,254,567, action of 2017-06-21", "confirmed"],
    ["claims 1-2 rejected under 103 over Treu, action of 2017-06-21", "partly"],
    ["claims 1-2 rejected under 101, application 12/000,001", "contradicted"],
    ["claims 1-2 rejected under 103, application 12/000,002", "not in the data"],
    ["claims 1-2 rejected under 103, application 12/000,001, action of 2017-06-22", "not in the data"],
  ])("%s: %s", async (statement, expected) => {
    const found = await verdict(statement);
    expect([found.verdict, found.reason]).toEqual([expected, expect.any(String)]);
    if (expected === "confirmed") expect(found.actions[0]!.passages[0]!.text).toContain("claims 1,2");
  });

  test.each([
    ["the weather is fine", 400, "nothing that can be checked"],
    ["claims 1-2 rejected under 103", 400, "which action"],
    ["claims 1-2 rejected under 103, 2017-02-31", 400, "no day"],
  ])("%s is refused in words", async (statement, status, words) => {
    const answer = await app.inject({ url: "/v1/verify", query: { statement } });
    expect([answer.statusCode, answer.json<{ message: string }>().message]).toEqual([
      status,
      expect.stringContaining(words),
    ]);
  });
});
