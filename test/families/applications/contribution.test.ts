import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf } from "../../../src/families/applications/outcome.js";
import { RECORDED } from "../../protocols/odp/nestedRows.js";
import { loadedServer } from "../../server/loaded.js";

const home = mkdtempSync(join(tmpdir(), "artunit-international-"));
let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  const files = [
    "odp_pfw/raw_get_patent.json",
    "odp_ptab/raw_search_trial_decisions.json",
    "odp_ptab/raw_get_appeal_decisions.json",
  ];
  const wrapper = readFileSync(new URL(files[0]!, RECORDED), "utf8");
  const international = join(home, "international.json");
  writeFileSync(international, wrapper.replaceAll("17248024", "PCTUS1512345"));
  server = await loadedServer([
    ...files.map((name) => fileURLToPath(new URL(name, RECORDED))),
    international,
  ]);
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

test("the native answer about an application tells what its file wrapper knows", async () => {
  const answer = await server.app.inject("/v1/applications/17248024");
  expect(answer.statusCode).toBe(200);
  const { events, continuity, ...told } = answer.json() as Readonly<Record<string, unknown>>;
  expect(told).toMatchObject({
    status: { text: "Patented Case", code: 150, date: "2023-04-19" },
    filing: { date: "2021-01-05", type: "Utility", patent: "11646472", granted: "2023-05-09" },
    examiner: { name: "DOVE, TRACY MAE", art_unit: "1727" },
    class: { uspc: "429/144" },
    outcome: "allowed",
  });
  expect((events as readonly unknown[])[0]).toEqual({
    date: "2023-10-03",
    code: "EML_NTR",
    text: "Email Notification",
  });
  const { parents } = continuity as { parents: readonly unknown[] };
  expect(parents[0]).toEqual({
    application: "16695054",
    filed: "2019-11-25",
    patent: "10916753",
    status: "Patent Expired Due to NonPayment of Maintenance Fees Under 37 CFR 1.362",
    relation: "is a Continuation of",
  });
});

test.each(["PCT/US2015/012345", "PCTUS1512345", "PCT/US15/12345"])(
  "an international application is found as %s, however it is stored",
  async (written) => {
    const answer = await server.app.inject(`/v1/applications/${written}`);
    expect(answer.json()).toMatchObject({
      application_number: "PCT/US2015/012345",
      spellings: { printed: "PCT/US2015/012345" },
      status: { text: "Patented Case" },
    });
  },
);

test("of an international application that is not loaded it is said where actions are kept", async () => {
  const answer = await server.app.inject("/v1/applications/PCT/US2016/012345");
  expect([answer.statusCode, answer.json().message]).toEqual([
    404,
    expect.stringMatching(/international application PCT\/US2016\/012345\..*national applications/),
  ]);
});

test("the page of an application says what became of it, and the events beside", async () => {
  const page = await server.app.inject({ url: "/applications/17248024", headers: { host: "localhost" } });
  const body = page.body.replaceAll("<wbr>", "");
  expect(body).toMatch(/<dt>Outcome<\/dt>\s*<dd>allowed<\/dd>/);
  expect(body).toMatch(/<dt>Status<\/dt>\s*<dd>Patented Case, since 2023-04-19<\/dd>/);
  expect(body).toContain("https://patents.google.com/patent/US11646472");
  expect(body).toContain("Email Notification");
  expect(body).toContain('href="http://localhost/find?q=16695054"');
  expect(body).not.toContain("{&quot;");
});

test.each([
  ["11646472", "Patent Expired Due to NonPayment", "allowed"],
  [undefined, "Patented Case", "allowed"],
  [undefined, "Notice of Allowance Mailed -- Application Received in Office of Publications", "allowed"],
  [undefined, "Publications -- Issue Fee Payment Verified", "allowed"],
  [undefined, "Abandoned  --  Failure to Pay Issue Fee", "abandoned"],
  [undefined, "Abandoned  --  Failure to Respond to an Office Action", "abandoned"],
  [undefined, "Non Final Action Mailed", "pending"],
  [undefined, "ABANDONED - RESTORED", "pending"],
  [undefined, undefined, null],
])("patent %s and status %s make %s", (patent, status, outcome) => {
  expect(outcomeOf(patent, status)).toBe(outcome);
});

test("the latest decisions are a feed", async () => {
  const { body, headers } = await server.app.inject("/v1/feeds/decisions?limit=2");
  expect(headers["content-type"]).toBe("application/atom+xml; charset=utf-8");
  const titles = [...body.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title);
  expect(titles).toEqual([
    "Decisions of the Patent Trial and Appeal Board",
    "Trial IPR2025-00112: Final Written Decision",
    expect.stringMatching(/^Trial PGR|^Appeal|^Trial IPR/),
  ]);
  const [, path = ""] = /<link href="http:\/\/[^/]*([^"]*)"/.exec(body) ?? [];
  expect((await server.app.inject(path)).statusCode).toBe(200);
});
