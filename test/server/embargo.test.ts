import { expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { findDataset } from "../../src/query/index.js";
import { createServer, embargoed } from "../../src/server/index.js";
import type { GroupRequest, Store } from "../../src/store/index.js";
import { rejection, search, storeOf } from "./servers.js";

const store = storeOf({
  rejections: [
    rejection(1, { mail_date: "2026-01-01" }),
    rejection(2, { mail_date: "2026-05-04" }),
    rejection(3, { mail_date: "2026-05-05" }),
    rejection(4, { mail_date: null }),
  ],
  archives: [
    { record_id: "a", file_name: "early.zip", last_mail_date: "2026-01-01" },
    { record_id: "b", file_name: "late.zip", last_mail_date: "2026-05-05" },
  ],
});

let now = "2026-10-31T23:59:59Z";
const lease = () => ({ store, release: () => {} });
const snapshots = { current: lease, open: async (id: string) => (id === store.manifest.id ? lease() : null) };
const { app } = createServer({
  installation: INSTALLATION,
  snapshots: embargoed(snapshots, 180, () => new Date(now)),
  log: () => {},
});

async function total(path: string, criteria = "*:*") {
  const answer = await app.inject(search(`/ds-api/${path}/records`, { criteria }));
  return [answer.json().response.numFound, answer.headers["x-artunit-snapshot"]];
}

test("keeps back what was mailed less than 180 days ago; the day moves at midnight UTC and is in every header", async () => {
  expect(await total("oa_rejections/v2")).toEqual([3, `${store.manifest.id}.until-2026-05-04`]);
  now = "2026-11-01T00:00:00Z";
  expect(await total("oa_rejections/v2")).toEqual([4, `${store.manifest.id}.until-2026-05-05`]);
  now = "2026-10-31T23:59:59Z";
});

test("criteria cannot reach around it, and the complement adds up", async () => {
  expect((await total("oa_rejections/v2", "submissionDate:2026-05-05"))[0]).toBe(0);
  expect((await total("oa_rejections/v2", "NOT submissionDate:2026-05-05"))[0]).toBe(3);
  expect((await total("oa_zip_data/v1"))[0]).toBe(1);
});

test("the tag of an answer is another one the next day", async () => {
  const url = "/api/v1/patent/oa/oa_rejections/v2/fields";
  const records = "/v1/datasets/oa_rejections/v2/records";
  const before = (await app.inject({ url: records })).headers.etag;
  now = "2026-11-01T00:00:00Z";
  expect((await app.inject({ url: records })).headers.etag).not.toBe(before);
  now = "2026-10-31T23:59:59Z";
  expect((await app.inject({ url })).statusCode).toBe(200);
});

test("a cursor goes on over midnight with what was served when it was given", async () => {
  const url = "/v1/datasets/oa_rejections/v2/records?limit=2";
  const first = (await app.inject({ url })).json();
  now = "2026-11-01T00:00:00Z";
  const second = (await app.inject({ url: `${url}&cursor=${encodeURIComponent(first.cursor)}` })).json();
  expect(first.records.length + second.records.length).toBe(3);
  now = "2026-10-31T23:59:59Z";
});

test.each(["1900-02-31", "0000-00-00", "2025-13-01"])(
  "a day that no calendar has, %s, names no snapshot",
  async (day) => {
    const url = `/v1/datasets/oa_rejections/v2/records?as_of=${store.manifest.id}.until-${day}`;
    expect((await app.inject({ url })).statusCode).toBe(404);
  },
);

test("groups for an export come in batches, of what is served", async () => {
  const batched: Store = {
    ...store,
    groups: () => Promise.reject(new Error("at once")),
    async groupBatches(request: GroupRequest) {
      const { groups } = await store.groups(request);
      return (async function* () {
        for (const group of groups) yield [group];
      })();
    },
  };
  const held = () => ({ store: batched, release: () => {} });
  const kept = embargoed({ current: held, open: async () => held() }, 180, () => new Date(now)).current()!
    .store;
  const batches = await kept.groupBatches!({
    dataset: findDataset(INSTALLATION, "oa_rejections", "v2"),
    predicate: { kind: "everything" },
    by: [{ column: "mail_date" }],
    measure: { kind: "count" },
    order: "key",
    start: 0,
    rows: Number.POSITIVE_INFINITY,
  });
  const days: unknown[] = [];
  for await (const [group, ...others] of batches) days.push([group?.key[0], others.length]);
  expect(days).toEqual([
    ["2026-01-01", 0],
    ["2026-05-04", 0],
    [null, 0],
  ]);
});
