import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadedServer, RECORDED, RECORDED_DATASETS, recordedPages } from "../../server/loaded.js";
import { search } from "../../server/servers.js";

type Record = Readonly<{ [name: string]: unknown }>;

interface Recorded {
  readonly responseHeader?: unknown;
  readonly response: { readonly docs: readonly Record[] };
}

const pages = RECORDED_DATASETS.flatMap((folder) =>
  recordedPages(folder).map((name) => [folder, name] as const),
);

function read(folder: string, name: string): Recorded {
  return JSON.parse(readFileSync(join(RECORDED, folder, name), "utf8")) as Recorded;
}

function pathOf(folder: string, generation: "ds" | "odp"): string {
  const [key = "", version = ""] = folder.split("-");
  return `${generation === "ds" ? "/ds-api" : "/api/v1/patent/oa"}/${key}/${version}/records`;
}

let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  server = await loadedServer(pages.map(([folder, name]) => join(RECORDED, folder, name)));
});
afterAll(() => server.close());

async function ask(
  url: string,
  parameters: { [name: string]: string },
): Promise<Recorded["response"] & { numFound: number }> {
  const answer = await server.app.inject(search(url, parameters));
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ response: Recorded["response"] & { numFound: number } }>().response;
}

test.each(pages)("%s/%s is served again, record for record", async (folder, name) => {
  const { responseHeader, response } = read(folder, name);
  const url = pathOf(folder, responseHeader ? "ds" : "odp");
  for (const record of response.docs) {
    const { numFound, docs } = await ask(url, { criteria: `id:"${String(record.id)}"` });
    expect(numFound).toBe(1);
    expect(docs).toEqual([record]);
  }
});

test.each([
  ["oa_rejections-v2", 10],
  ["oa_citations-v2", 10],
])("%s of application 14574014 are the ten recorded ones", async (folder, count) => {
  const recorded = read(folder, "dh-2023-records-app-14574014.json").response.docs;
  const criteria = "patentApplicationNumber:(14574014)";
  const { numFound, docs } = await ask(pathOf(folder, "ds"), { criteria, start: "0", rows: "100" });
  expect(numFound).toBe(count);
  const byId = (records: readonly Record[]) =>
    [...records].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  expect(byId(docs)).toEqual(byId(recorded));
});

test.each(["Itagaki; Takeshi US 20150044531 A1 ", "Itagaki; Takeshi US 20150044531 A1"])(
  "a value that was recorded with a blank at its end is found as %j",
  async (value) => {
    const criteria = `referenceIdentifier:"${value}"`;
    const { docs } = await ask(pathOf("oa_citations-v2", "odp"), { criteria });
    expect(docs.map((each) => each.referenceIdentifier)).toEqual(["Itagaki; Takeshi US 20150044531 A1 "]);
  },
);

test("a number has the recorded decimals, which JSON.parse would hide", async () => {
  const answer = await server.app.inject(search(pathOf("oa_rejections-v2", "ds"), { rows: "1" }));
  expect(answer.body).toMatch(/"hasRej103":[01]\.0[,}]/);
  const portal = await server.app.inject(search(pathOf("oa_rejections-v2", "odp"), { rows: "1" }));
  expect(portal.body).toMatch(/"hasRej103":[01][,}]/);
});

test("walking page by page gives every record once, in the order of one long page", async () => {
  const url = pathOf("oa_rejections-v2", "odp");
  const whole = (await ask(url, { rows: "100001" })).docs.map((each) => each.id);
  const walked: unknown[] = [];
  for (let start = 0; ; start += 7) {
    const { docs, numFound } = await ask(url, { start: String(start), rows: "7" });
    if (docs.length === 0) {
      expect(walked).toHaveLength(numFound);
      break;
    }
    walked.push(...docs.map((each) => each.id));
  }
  expect(walked).toEqual(whole);
  expect(new Set(walked).size).toBe(walked.length);
});
