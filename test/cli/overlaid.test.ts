import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { createServer, embargoed } from "../../src/server/index.js";
import { openLiveStore } from "../../src/store/index.js";
import { currentId, readManifest, setPinned } from "../../src/store/snapshots/folder.js";
import { rollBack } from "../../src/store/snapshots/rollback.js";
import { lastingFolder } from "../ingest/lastingFolder.js";
import { endAll, serve } from "./served.js";

const ACTIONS = "sample/research-2017/office_actions.csv";
const CITATIONS = "sample/research-2017/citations.csv";
const TEXTS = "sample/oa_actions/dh-2023-records-app-14574014.json";
const REJECTIONS = "sample/oa_rejections/dh-2023-records-app-14574014.json";
const OTHERS = "sample/oa_rejections/dh-2023-records-match-all-rows100.json";
/** The only document of its application. */
const ALONE = "HJZTZNLTPXXIFW4";
const APPLICATION = "14574014";
/** Hides about half of what is there. */
const EMBARGO = 3_650;

const files = lastingFolder();
/** A document of the release that the API describes, too, and better; one that joins an application of the base; one alone. */
const BETTER = written("better.json", [
  { id: "r1", application: "13375148", document: "HPE42TOCPXXIFW4", has103: 1, stamp: "2020-01-01T00:00:00" },
  { id: "r2", application: "12598395", document: "JOINSTHEBASE1", has103: 1, stamp: "2020-01-01T00:00:00" },
  { id: "r3", application: "15999999", document: "STANDSALONE01", has103: 1, stamp: "2020-01-01T00:00:00" },
]);
/** Takes the place of every row of an application. */
const REPLACED = written("replaced.json", [
  { id: "r3", application: "15999999", document: "STANDSALONE01", has103: 0, stamp: "2021-01-01T00:00:00" },
]);

/** What is loaded, one behind the other; each but the first into an overlay. */
const STATES: readonly { readonly paths: readonly string[]; readonly removes?: readonly string[] }[] = [
  { paths: [ACTIONS] },
  { paths: [CITATIONS, TEXTS, BETTER] },
  { paths: [REJECTIONS, REPLACED] },
  { paths: [], removes: [ALONE] },
  { paths: [OTHERS] },
];

interface Rejection {
  readonly id: string;
  readonly application: string;
  readonly document: string;
  readonly has103: number;
  readonly stamp: string;
}

/** A file of rejections as the Developer Hub answered them. */
function written(name: string, rejections: readonly Rejection[]): string {
  const docs = rejections.map(({ id, application, document, has103, stamp }) => ({
    id,
    patentApplicationNumber: application,
    obsoleteDocumentIdentifier: document,
    groupArtUnitNumber: "1612",
    legacyDocumentCodeIdentifier: "CTNF",
    submissionDate: "2014-02-03T05:00:00Z",
    hasRej103: has103,
    actionTypeCategory: "rejected",
    legalSectionCode: "103",
    claimNumberArrayDocument: ["1,2,3"],
    createUserIdentifier: "ETL_SYS",
    createDateTime: `${stamp}Z`,
  }));
  const path = join(files, name);
  const header = { status: 0, QTime: 1 };
  writeFileSync(
    path,
    JSON.stringify({ responseHeader: header, response: { numFound: docs.length, start: 0, docs } }),
  );
  return path;
}

const DATASETS = [
  "office_actions/all",
  "rejections/2017",
  "citations/2017",
  "oa_rejections/v1",
  "oa_rejections/v2",
  "oa_citations/v1",
  "oa_actions/v1",
];

/** What a server answers to a path. */
type Ask = (path: string) => Promise<{ readonly status: number; readonly body: string }>;

const many = lastingFolder();
/** The snapshot of each state, and a folder that one load of the same made. */
const states: { id: string; one: string }[] = [];

function loadInto(
  data: string,
  paths: readonly string[],
  overlayShare: number,
  removes: readonly string[] = [],
) {
  return load({
    data,
    installation: INSTALLATION,
    paths,
    removes,
    overlayShare,
    artunitVersion: "test",
    memoryLimit: "500MB",
  });
}

beforeAll(async () => {
  for (const [at, state] of STATES.entries()) {
    const removes = state.removes ?? [];
    const { manifest } = await loadInto(many, state.paths, at === 0 ? 0 : 1000, removes);
    expect(manifest!.overlay === undefined, `${state.paths}`).toBe(at === 0);
    if (at === 0) await setPinned(many, manifest!.id, true);
    const one = lastingFolder();
    const before = STATES.slice(0, at + 1);
    await loadInto(
      one,
      before.flatMap(({ paths }) => paths),
      0,
    );
    const gone = before.flatMap((each) => each.removes ?? []);
    if (gone.length > 0) await loadInto(one, [], 0, gone);
    states.push({ id: manifest!.id, one });
  }
});
afterEach(endAll);

/** Every kind of question: pages from first to last by cursor, one deep inside, groups, facets, joined objects. */
async function answersOf(ask: Ask, asOf = ""): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  const at = (path: string) => (asOf ? `${path}${path.includes("?") ? "&" : "?"}as_of=${asOf}` : path);
  const told = async (path: string) => {
    const { status, body } = await ask(at(path));
    const {
      snapshot: _,
      requestId: __,
      cursor,
      ...answer
    } = JSON.parse(body.replace(/"QTime":\s*\d+/, '"QTime":0')) as Record<string, unknown>;
    // A question that no server answers would compare nothing.
    if (status !== 200 && answer.code !== "not-found") throw new Error(`${path}: ${body}`);
    return { cursor, answer: { status, ...answer } };
  };
  for (const dataset of DATASETS) {
    const records = `/v1/datasets/${dataset}/records`;
    const walked: unknown[] = [];
    let path = `${records}?limit=7`;
    for (;;) {
      const { cursor, answer } = await told(path);
      walked.push(answer);
      if (typeof cursor !== "string") break;
      path = `${records}?limit=7&cursor=${encodeURIComponent(cursor)}`;
    }
    answers.set(records, walked);
  }
  // The Developer Hub's routes know one snapshot, that which is served.
  const published = [
    "/ds-api/oa_citations/v1/records?criteria=*:*&start=3&rows=3",
    `/ds-api/oa_rejections/v2/records?criteria=patentApplicationNumber:${APPLICATION}`,
  ];
  for (const path of [
    ...(asOf ? [] : published),
    "/v1/datasets/citations/2017/records?limit=3&sort=-citation_pat_pgpub_id",
    "/v1/datasets/office_actions/all/groups?by=mail_date.year",
    "/v1/datasets/office_actions/all/groups?by=art_unit&measure=distinct:application_number",
    "/v1/datasets/citations/2017/groups?by=citation_pat_pgpub_id&limit=5",
    "/v1/datasets/oa_rejections/v2/facets?fields=legalSectionCode,tech_center",
    `/v1/applications/${APPLICATION}`,
    "/v1/applications/12000001",
    "/v1/applications/13375148",
    "/v1/applications/12598395",
    "/v1/applications/15999999",
    "/v1/datasets/office_actions/all/records?criteria=document_id:HPE42TOCPXXIFW4",
    `/v1/office-actions/${ALONE}`,
  ])
    answers.set(path, (await told(path)).answer);
  return answers;
}

/** What one load of everything answers. */
async function expected(one: string, embargo: number): Promise<ReadonlyMap<string, unknown>> {
  const live = await openLiveStore(one, INSTALLATION);
  const snapshots = embargo > 0 ? embargoed(live, embargo) : live;
  const { app } = createServer({ installation: INSTALLATION, snapshots, log: () => {} });
  try {
    return await answersOf(async (url) => {
      const { statusCode: status, body } = await app.inject({ url });
      return { status, body: body.replaceAll("http://localhost:80", "") };
    });
  } finally {
    await app.close();
    await live.close();
  }
}

describe.each([
  ["one process", ["--workers", "0"]],
  ["several front ends beside an engine's process", ["--workers", "2"]],
])("%s over base and overlay", { timeout: 240_000 }, (_, form) => {
  test.each([0, EMBARGO])(
    "every snapshot is answered as one load of the same, with an embargo of %i days",
    async (embargo) => {
      const { ask } = await serve(many, ...form, "--embargo-days", String(embargo));
      for (const [at, { id, one }] of states.entries()) {
        const right = await expected(one, embargo);
        const found = await answersOf(ask, id);
        for (const [path, answer] of found) expect(answer, `state ${at}: ${path}`).toEqual(right.get(path));
      }
    },
  );

  test("a roll-back, and a load behind it, are served as one load of the same; cursors go on in their snapshot", async () => {
    const { ask } = await serve(many, ...form);
    const records = "/v1/datasets/oa_rejections/v2/records?limit=3";
    const latest = states.at(-1)!;
    const first = JSON.parse((await ask(records)).body) as { cursor: string; records: unknown[] };
    const served = async (id: string) =>
      expect
        .poll(
          async () =>
            (await ask("/v1/datasets/office_actions/all/records?limit=1")).headers["x-artunit-snapshot"],
          {
            timeout: 60_000,
          },
        )
        .toBe(id);
    await rollBack(many, states[1]!.id, INSTALLATION);
    await served(states[1]!.id);
    expect(await answersOf(ask)).toEqual(await expected(states[1]!.one, 0));
    // What was begun in the snapshot before goes on there.
    const path = `${records}&cursor=${encodeURIComponent(first.cursor)}`;
    const second = JSON.parse((await ask(path)).body) as { records: unknown[] };
    const whole = JSON.parse(
      (await ask(`/v1/datasets/oa_rejections/v2/records?limit=6&as_of=${latest.id}`)).body,
    ) as {
      records: unknown[];
    };
    expect([...first.records, ...second.records]).toEqual(whole.records);

    const { manifest } = await loadInto(many, STATES[2]!.paths, 1000);
    await served(manifest!.id);
    expect(await answersOf(ask)).toEqual(await expected(states[2]!.one, 0));
    expect(manifest!.contentHash).toBe(readManifest(states[2]!.one, currentId(states[2]!.one)!).contentHash);
    await rollBack(many, latest.id, INSTALLATION);
  });
});
