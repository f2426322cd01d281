import { expect, test } from "vitest";
import { field, nestedShape, ownShape } from "../../src/catalog/index.js";
import { findDataset } from "../../src/installation.js";
import { isDaylightSaving } from "../../src/store/records/easternTime.js";
import { recordRenderer } from "../../src/store/records/render.js";
import type { Row } from "../../src/store/row.js";
import { type Manner, shapeOf } from "../shapes.js";
import { EVERYTHING } from "./everything.js";

const rejection: Row = {
  record_id: "40ae4cb8be9f1d54a7ecde0949468dc2",
  application_number: "14146331",
  mail_date: "2017-04-10",
  has_rej_101: true,
  cite103_max: 4,
  claim_numbers: "1,10",
  claims: [1, 10],
  alice: false,
  created_at: "2023-06-02T17:17:19.32",
};

const fields = ["id", "submissionDate", "hasRej101", "cite103Max", "claimNumberArrayDocument"];

test.each<[string, Manner, Row, readonly string[], string]>([
  [
    "the Developer Hub writes days as midnight Eastern in UTC and numbers as floats",
    "ds",
    rejection,
    fields,
    '{"id":"40ae4cb8be9f1d54a7ecde0949468dc2","submissionDate":"2017-04-10T04:00:00Z","hasRej101":1.0,"cite103Max":4.0,"claimNumberArrayDocument":["1,10"]}',
  ],
  [
    "the portal writes days without a zone and numbers as integers",
    "odp",
    rejection,
    fields,
    '{"id":"40ae4cb8be9f1d54a7ecde0949468dc2","submissionDate":"2017-04-10T00:00:00","hasRej101":1,"cite103Max":4,"claimNumberArrayDocument":["1,10"]}',
  ],
  [
    "our own shape writes plain types and null",
    "native",
    rejection,
    ["submissionDate", "hasRej101", "claims", "paragraphNumber", "createDateTime"],
    '{"submissionDate":"2017-04-10","hasRej101":true,"claims":[1,10],"paragraphNumber":null,"createDateTime":"2023-06-02T17:17:19.32"}',
  ],
  [
    "a missing value is a missing key in the Developer Hub, but for the sentinel day",
    "ds",
    {},
    ["id", "submissionDate", "paragraphNumber"],
    '{"submissionDate":"0001-01-01T05:00:00Z"}',
  ],
  [
    "a missing value is an empty string in the portal",
    "odp",
    {},
    ["id", "submissionDate", "hasRej101"],
    '{"id":"","submissionDate":"0001-01-01T00:00:00"}',
  ],
  [
    "load stamps are cut to whole seconds, in UTC",
    "ds",
    rejection,
    ["createDateTime"],
    '{"createDateTime":"2023-06-02T17:17:19Z"}',
  ],
  [
    "what was received otherwise replaces or removes what we would write",
    "ds",
    {
      ...rejection,
      verbatim: '{"ds":{"submissionDate":"0000-12-30T05:00:00Z","hasRej101":null,"cite103Max":2.50}}',
    },
    ["submissionDate", "hasRej101", "cite103Max"],
    '{"submissionDate":"0000-12-30T05:00:00Z","cite103Max":2.50}',
  ],
  [
    "the patch of another protocol has no effect",
    "odp",
    { ...rejection, verbatim: '{"ds":{"id":"x"}}' },
    ["id"],
    '{"id":"40ae4cb8be9f1d54a7ecde0949468dc2"}',
  ],
  [
    "quotes, control characters and other alphabets survive",
    "odp",
    { record_id: 'a"b\\c\n\u001f\\u001f é 𝒳' },
    ["id"],
    '{"id":"a\\"b\\\\c\\n\\u001F\\\\u001f é 𝒳"}',
  ],
])("%s", (_, manner, row, select, expected) => {
  expect(recordRenderer(shapeOf(findDataset("oa_rejections", "v2"), manner, select))(row)).toBe(expected);
});

test("unknown members stand under extra in our own shape, with their spelling", () => {
  const render = recordRenderer(shapeOf(findDataset("oa_rejections", "v2"), "native"));
  expect(render({ verbatim: '{"extra":{"a":1.0,"b":[null]}}' })).toMatch(
    /,"extra":\{"a":1.0,"b":\[null\]\}\}$/,
  );
});

test("version 1 wraps every value, flags included, in a list of one string", () => {
  const render = recordRenderer(
    shapeOf(findDataset("oa_rejections", "v1"), "ds", ["mailDate", "rejection101"]),
  );
  expect(render(rejection)).toBe('{"mailDate":["2017-04-10T00:00:00"],"rejection101":["1"]}');
});

test("a dataset that was never published gets the usual forms and leaves missing values out", () => {
  const render = recordRenderer(shapeOf(findDataset("office_actions", "2017"), "ds"));
  expect(render({ application_number: "14209643", mail_date: "2013-01-05", has_rej_101: false })).toBe(
    '{"app_id":"14209643","mail_dt":"2013-01-05T05:00:00Z","rejection_101":0}',
  );
});

test("a selected name that the protocol lacks is refused", () => {
  expect(() => shapeOf(findDataset("oa_rejections", "v2"), "odp", ["hasObjection"])).toThrow(
    'There is no field "hasObjection"',
  );
});

test("midnight of every day from 1967 on has the offset that New York had", () => {
  const hour = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/New_York",
    hour: "2-digit",
    hourCycle: "h23",
  });
  const wrong: string[] = [];
  for (let at = Date.UTC(1967, 0, 1); at < Date.UTC(2040, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    // At 04:00 UTC it is midnight in New York in summer, 23:00 of the day before in winter.
    const isSummer = hour.format(new Date(at + 4 * 3_600_000)) === "00";
    if (isDaylightSaving(day) !== isSummer) wrong.push(day);
  }
  expect(wrong).toEqual([]);
});

test.each<[string, readonly string[] | undefined, string]>([
  [
    "as it was received",
    undefined,
    '{"b":1.0,"a":{"2":[2.50,9007199254740993],"1":null,"c":"é"},"unknown":[]}',
  ],
  ["pruned, with its order and its numbers", ["a.2", "b"], '{"b":1.0,"a":{"2":[2.50,9007199254740993]}}'],
])("a nested record is written %s", (_, paths, expected) => {
  const received = '{"b":1.0,"a":{"2":[2.50,9007199254740993],"1":null,"c":"é"},"unknown":[]}';
  const render = recordRenderer(nestedShape(EVERYTHING, "any", paths ? { paths } : {}));
  expect(render({ object: received })).toBe(expected);
});

test.each([
  ['{"b":1.0,"peds":{"a":"1"},"c":[]}', '{"b":1.0,"c":[]}'],
  ['{"b":"not \\"peds\\" itself","c":{"peds":1}}', '{"b":"not \\"peds\\" itself","c":{"peds":1}}'],
  ['{"b" : 1.0}', '{"b" : 1.0}'],
])("of %s, without a member, %s is left", (received, expected) => {
  const render = recordRenderer(nestedShape(EVERYTHING, "any", { without: "peds" }));
  expect(render({ object: received })).toBe(expected);
});

test("the object that was received is no member among others", () => {
  const fields = [...EVERYTHING.fields, field("object", "object", "keyword", { meaning: "", example: "" })];
  expect(() => ownShape({ ...EVERYTHING, fields })).toThrow(/nested shape/);
});
