import { expect, test } from "vitest";
import type { CombinationsAnswer } from "../../../src/families/office-actions/routes/combinations.js";
import { rejection, serverOf, storeOf } from "../../server/servers.js";

let id = 0;
/** A row that cites a document in an action of an application. */
function cited(application: number, reference: string, more: object = {}) {
  id += 1;
  return rejection(application, {
    record_id: String(id).padStart(32, "0"),
    document_id: `DOC${String(application).padStart(12, "0")}`,
    mail_date: `2016-01-0${application}`,
    reference_key: reference,
    reference_number: reference.slice(2),
    ...more,
  });
}

const [A, B, C] = ["US6254567", "US6752794", "US20090048582"];
const { app } = serverOf(
  storeOf({
    citations: [
      ...[A, B].map((each) => cited(1, each)),
      ...[A, B, C].map((each) => cited(2, each)),
      cited(3, A),
      ...[A, C].map((each) => cited(4, each, { legal_section: "102" })),
      ...[A, B].map((each) => cited(5, each, { is_duplicate: true })),
      cited(6, B, { legal_section: null }),
    ],
  }),
);
const ask = async (query = "") =>
  (await app.inject(`/v1/combinations/${A}${query}`)).json<CombinationsAnswer>();

test("a document is told with the others it was combined with, the most frequent first", async () => {
  const { rejections, alone, total, combinations } = await ask();
  expect([rejections, alone, total]).toEqual([5, 1, 2]);
  expect(
    combinations.map(({ reference_key, rejections, applications, grounds, first, last }) => [
      reference_key,
      rejections,
      applications,
      grounds,
      first,
      last,
    ]),
  ).toEqual([
    [B, 3, 3, { "103": 3 }, "2016-01-01", "2016-01-05"],
    [C, 2, 2, { "102": 1, "103": 1 }, "2016-01-02", "2016-01-04"],
  ]);
});

test("each combination leads to as many rejections as it counts", async () => {
  for (const query of ["", "?ground=103", "?duplicates=exclude"])
    for (const { rejections, address } of (await ask(query)).combinations) {
      const { rejections_with } = (
        await app.inject(new URL(address).href.replace(/^http:..[^/]*/, ""))
      ).json<CombinationsAnswer>();
      expect(rejections_with).toHaveLength(rejections);
    }
});

test.each([
  ["?duplicates=exclude", 4, 2],
  ["?ground=102", 1, 1],
  ["?limit=1", 5, 2],
])("%s narrows", async (query, rejections, total) => {
  expect(await ask(query)).toMatchObject({ rejections, total });
});

test("one that nothing cites is not found, and what is no number is refused", async () => {
  expect((await app.inject("/v1/combinations/US1234567")).statusCode).toBe(404);
  expect((await app.inject("/v1/combinations/Smith")).statusCode).toBe(400);
});

test("the page has the same figures, and leads to the rejections over both", async () => {
  const { body } = await app.inject(`/combinations/${A}`);
  expect(body).toContain(`/combinations/${A}?with=${B}`);
  const both = await app.inject(`/combinations/${A}?with=${B}`);
  expect(both.body.match(/office-actions\/DOC/g)).toHaveLength(3);
});
