import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadedServer, RECORDED } from "../server/loaded.js";

const folder = mkdtempSync(join(tmpdir(), "artunit-learnt-"));
let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  const answer = JSON.parse(readFileSync(`${RECORDED}odp_pfw/raw_get_patent.json`, "utf8"));
  answer.patentFileWrapperDataBag[0].eventDataBag.push(
    { eventCode: "ZZ.9", eventDescriptionText: "An event nobody knows", eventDate: "2024-01-01" },
    { eventCode: "CTNF", eventDescriptionText: "Another text of a known code", eventDate: "2024-01-02" },
    { eventCode: "ZZ.9", eventDescriptionText: "An event nobody knows", eventDate: "2024-01-03" },
    { eventCode: "ZZ.8" },
  );
  const file = join(folder, "application.json");
  writeFileSync(file, JSON.stringify(answer));
  server = await loadedServer([file]);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test("codes of events are learnt from loaded transactions, each pair once, and marked so", async () => {
  const url = "/v1/datasets/oce_patent_examination_event_codes/v1/records?criteria=";
  const { records } = (await server.app.inject(`${url}source:transactions&limit=500`)).json();
  const pairs = records.map(
    (each: Record<string, string>) => `${each.event_code}: ${each.event_description}`,
  );
  expect(pairs).toEqual(
    expect.arrayContaining(["CTNF: Another text of a known code", "ZZ.9: An event nobody knows"]),
  );
  expect(new Set(pairs).size).toBe(pairs.length);
  // What is known of a code stays beside what was learnt.
  const known = (await server.app.inject(`${url}${encodeURIComponent("event_code:CTNF")}`)).json().records;
  expect(known.map((each: { source: string }) => each.source).sort()).toEqual(["bundled", "transactions"]);
});
