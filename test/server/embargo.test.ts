import { expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { createServer, embargoed } from "../../src/server/index.js";
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
