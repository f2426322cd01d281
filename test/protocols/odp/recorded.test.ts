import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { DATASETS } from "../../../src/installation.js";
import { serverOf, storeOf } from "../../server/servers.js";
import { DIFFERENCES } from "./differences.js";
import { type Json, RECORDED, recordedJson, rowsOf } from "./nestedRows.js";

/** What was sent and what came back; of records of a client's own files only the question is known. */
interface Exchange {
  readonly name: string;
  readonly dataset: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: Json;
  readonly answer: Json;
}

const SEARCHED = DATASETS.filter((each) => "odp-search" in each.publishedIn);

function pathsOf(dataset: (typeof SEARCHED)[number]) {
  const { path = "", numbered = "" } = dataset.publishedIn["odp-search"]!;
  return [path, numbered.replace(/\{.*/, "")].filter((each) => each !== "");
}

/** The dataset that answers below a path: of several the one whose path says most. */
function datasetAt(url: string): string {
  const numbered = /\/(decisions|documents)$/.exec(url)?.[1];
  const found = SEARCHED.filter((each) => pathsOf(each).some((path) => url.startsWith(path))).filter(
    (each) => numbered === undefined || each.publishedIn["odp-search"]?.numbered?.includes(`/${numbered} `),
  );
  return found.sort((a, b) => pathsOf(b)[0]!.length - pathsOf(a)[0]!.length)[0]!.key;
}

const EXCHANGES: readonly Exchange[] = readdirSync(new URL("odp_ptab/exchanges/", RECORDED))
  .filter((name) => name.endsWith(".json"))
  .map((name): Exchange => {
    const { request, response } = recordedJson(`odp_ptab/exchanges/${name}`) as unknown as {
      request: { method: "GET" | "POST"; uri: string; body?: Json };
      response: { body: Json };
    };
    const { pathname, search } = new URL(request.uri);
    const about = { name, dataset: datasetAt(pathname), method: request.method, url: pathname + search };
    return { ...about, ...(request.body ? { body: request.body } : {}), answer: response.body };
  });

const SEARCH = "/api/v1/patent";
const IPR = "q=trialMetaData.trialTypeCode:IPR";
const APPLICATION = `${SEARCH}/applications/17248024`;

/** Answers of which a client kept the question as a name and parameters. */
const ASKED: readonly (readonly [file: string, dataset: string, url: string])[] = [
  [
    "odp_petition/search_petitions.json",
    "petitions",
    "/api/v1/petition/decisions/search?q=&offset=0&limit=5",
  ],
  ["odp_petition/raw_search_petitions.json", "petitions", "/api/v1/petition/decisions/search"],
  [
    "odp_petition/raw_get_petition_decision.json",
    "petitions",
    "/api/v1/petition/decisions/eafa727a-354d-534f-b6aa-a4b366afbb28?includeDocuments=true",
  ],
  [
    "odp_ptab/search_trial_proceedings.json",
    "trial_proceedings",
    `${SEARCH}/trials/proceedings/search?${IPR}`,
  ],
  ["odp_ptab/raw_search_trial_proceedings.json", "trial_proceedings", `${SEARCH}/trials/proceedings/search`],
  [
    "odp_ptab/raw_get_trial_proceeding.json",
    "trial_proceedings",
    `${SEARCH}/trials/proceedings/PGR2026-00055`,
  ],
  ["odp_ptab/search_trial_decisions.json", "trial_decisions", `${SEARCH}/trials/decisions/search?q=`],
  ["odp_ptab/raw_search_trial_decisions.json", "trial_decisions", `${SEARCH}/trials/decisions/search`],
  ["odp_ptab/raw_get_trial_decisions.json", "trial_decisions", `${SEARCH}/trials/{trialNumber}/decisions`],
  ["odp_ptab/search_trial_documents.json", "trial_documents", `${SEARCH}/trials/documents/search`],
  ["odp_ptab/raw_search_trial_documents.json", "trial_documents", `${SEARCH}/trials/documents/search`],
  [
    "odp_ptab/raw_get_trial_documents.json",
    "trial_documents",
    `${SEARCH}/trials/{trialNumber}/documents?limit=500`,
  ],
  ["odp_ptab/search_appeal_decisions.json", "appeal_decisions", `${SEARCH}/appeals/decisions/search`],
  ["odp_ptab/raw_search_appeal_decisions.json", "appeal_decisions", `${SEARCH}/appeals/decisions/search`],
  [
    "odp_ptab/raw_get_appeal_decisions.json",
    "appeal_decisions",
    `${SEARCH}/appeals/{appealNumber}/decisions`,
  ],
  [
    "odp_ptab/search_interference_decisions.json",
    "interference_decisions",
    `${SEARCH}/interferences/decisions/search`,
  ],
  [
    "odp_ptab/raw_search_interference_decisions.json",
    "interference_decisions",
    `${SEARCH}/interferences/decisions/search`,
  ],
  [
    "odp_ptab/raw_get_interference_decisions.json",
    "interference_decisions",
    `${SEARCH}/interferences/{interferenceNumber}/decisions`,
  ],
  [
    "odp_pfw/search_patents.json",
    "applications",
    `${SEARCH}/applications/search?offset=0&limit=5&q=artificialIntelligence`,
  ],
  ["odp_pfw/raw_get_patent.json", "applications", APPLICATION],
];

function asExchange([name, dataset, url]: (typeof ASKED)[number]): Exchange {
  const answer = recordedJson(name);
  const [first] = bagOf(answer) as readonly Json[];
  const filled = url.replace(/\{(\w+)\}/, (_, field: string) => String(first?.[field]));
  return { name, dataset, method: "GET", url: filled, answer };
}

const faults: string[] = [];

function bagOf(answer: Json): readonly unknown[] {
  return Object.values(answer).find((each): each is readonly unknown[] => Array.isArray(each)) ?? [];
}

async function ask(
  datasetKey: string,
  records: readonly unknown[],
  { method, url, body }: Omit<Exchange, "answer">,
) {
  const dataset = SEARCHED.find(({ key }) => key === datasetKey)!;
  const server = serverOf(storeOf({ [dataset.table.name]: rowsOf(dataset, records) }));
  const answer = await server.app.inject({
    method,
    url,
    ...(body ? { payload: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  });
  faults.push(...server.logged);
  return answer;
}

/** A set of records, in whatever order; members in one order. */
function asSet(records: readonly unknown[]): readonly string[] {
  return records.map((each) => JSON.stringify(each, sorted)).sort();
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The facets that were recorded, counted over the records at hand. */
function countsOf(facets: Json, records: readonly unknown[]): Json {
  return Object.fromEntries(
    Object.keys(facets).map((path) => {
      const counts = new Map<string, number>();
      for (const record of records) {
        const value = path.split(".").reduce<unknown>((at, name) => (at as Json)[name], record);
        counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
      }
      const values = [...counts].map(([value, count]) => ({ value, count }));
      return [path, values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))];
    }),
  );
}

const DOWNLOADS = EXCHANGES.filter(({ url }) => url.endsWith("/download"));

test.each([...EXCHANGES.filter((each) => !DOWNLOADS.includes(each)), ...ASKED.map(asExchange)])(
  "$name is answered as recorded",
  async (exchange) => {
    const recorded = exchange.answer;
    // `fields` was asked for: what is loaded is the whole record, which another answer has.
    const whole = exchange.name.endsWith("_with_fields.json")
      ? bagOf(EXCHANGES.find(({ name }) => name === "PtabInterferences_test_search.json")!.answer)
      : bagOf(recorded);
    const { statusCode, body } = await ask(exchange.dataset, whole, exchange);
    expect([statusCode, statusCode === 200 ? "" : body]).toEqual([200, ""]);
    const ours = JSON.parse(body) as Json;
    const names = (answer: Json) =>
      Object.keys(answer)
        .filter((name) => name !== "requestIdentifier")
        .sort();
    expect(names(ours)).toEqual(names(recorded));
    expect(ours.requestIdentifier).toMatch(/^[0-9a-f-]{36}$/);
    expect(ours.count).toBe(whole.length);
    expect(ours.facets).toEqual(recorded.facets && countsOf(recorded.facets as Json, whole));
    if (DIFFERENCES.order.has(exchange.name)) expect(asSet(bagOf(ours))).toEqual(asSet(bagOf(recorded)));
    else expect(bagOf(ours)).toEqual(bagOf(recorded));
  },
);

test.each(["adjustment", "associated_documents", "attorney", "continuity", "transactions"])(
  "the part %s of an application is answered as recorded",
  async (part) => {
    const whole = bagOf(recordedJson("odp_pfw/raw_get_patent.json"));
    const url = `${APPLICATION}/${part.replace("_", "-")}`;
    const { body } = await ask("applications", whole, { name: "", dataset: "", method: "GET", url });
    const recorded = recordedJson(`odp_pfw/raw_get_patent_${part}.json`);
    expect(JSON.parse(body)).toEqual({ ...recorded, requestIdentifier: expect.any(String) });
  },
);

test.each(["assignment", "foreign_priority"])(
  "the part %s of another is answered as recorded",
  async (part) => {
    const recorded = recordedJson(`odp_pfw/raw_get_patent_${part}.json`);
    const [record] = bagOf(recorded) as readonly Json[];
    const more = { ...record, applicationMetaData: { filingDate: "2016-01-19" } };
    const url = `${SEARCH}/applications/${String(record?.applicationNumberText)}/${part.replace("_", "-")}`;
    const { body } = await ask("applications", [more], { name: "", dataset: "", method: "GET", url });
    expect(JSON.parse(body)).toEqual({ ...recorded, requestIdentifier: expect.any(String) });
  },
);

test.each([
  ["PtabTrials_test_download_proceedings.json", "PtabTrials_test_search_proceedings.json"],
  ["PtabAppeals_test_download.json", "PtabAppeals_test_search.json"],
  ["PtabInterferences_test_download.json", "PtabInterferences_test_search.json"],
])("%s is downloaded as recorded", async (download, search) => {
  const exchange = EXCHANGES.find(({ name }) => name === download)!;
  const loaded = bagOf(EXCHANGES.find(({ name }) => name === search)!.answer);
  const { body, headers } = await ask(exchange.dataset, loaded, exchange);
  const ours = JSON.parse(body) as Json;
  expect(Object.keys(ours)).toEqual(Object.keys(exchange.answer));
  expect(asSet(bagOf(ours))).toEqual(asSet(bagOf(exchange.answer)));
  expect(headers["content-disposition"]).toMatch(
    /^attachment;filename="results-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.json"$/,
  );
});

test.each([
  [
    "odp_pfw/search_patents_download.json",
    "odp_pfw/search_patents.json",
    "applications",
    `${SEARCH}/applications`,
  ],
  [
    "odp_petition/search_petitions_download.json",
    "odp_petition/raw_search_petitions.json",
    "petitions",
    "/api/v1/petition/decisions",
  ],
])("%s is downloaded as recorded", async (download, search, dataset, path) => {
  const loaded = bagOf(recordedJson(search));
  const url = `${path}/search/download?q=&offset=0&limit=5`;
  const { body } = await ask(dataset, loaded, { name: "", dataset, method: "GET", url });
  const [ours, recorded] = [JSON.parse(body) as Json, recordedJson(download)];
  expect(Object.keys(ours)).toEqual(Object.keys(recorded));
  expect(bagOf(ours)).toHaveLength(loaded.length);
  // Fewer records were kept of the search than of the download.
  expect(asSet(bagOf(recorded))).toEqual(expect.arrayContaining([...asSet(bagOf(ours))]));
});

test.each(["odp_errors/odp_pct_403_404.json", "odp_errors/odp_transactions_404.json"])(
  "errors of %s are told as recorded",
  async (file) => {
    const exchanges = JSON.parse(readFileSync(new URL(file, RECORDED), "utf8")) as readonly {
      request: { method: "GET" | "POST"; uri: string; body: string };
      response: { status: number; body: string };
    }[];
    for (const { request, response } of exchanges) {
      const { pathname } = new URL(request.uri);
      const body = request.body === "" ? {} : { body: JSON.parse(request.body) as Json };
      const asked = { name: "", dataset: "", method: request.method, url: pathname, ...body };
      const answer = await ask("applications", [], asked);
      const known = DIFFERENCES.errors.get(`${request.method} ${pathname}`);
      expect(answer.statusCode).toBe(known?.status ?? response.status);
      if (known) continue;
      const recorded = JSON.parse(response.body) as Json;
      expect(answer.json()).toMatchObject({ ...recorded, requestIdentifier: expect.any(String) });
      const added = Object.keys(answer.json() as Json).filter((name) => !(name in recorded));
      expect(added).toEqual([...DIFFERENCES.addedToErrors.keys()]);
    }
  },
);

afterAll(() => expect(faults).toEqual([]));
