import { describe, expect, test } from "vitest";
import type { SuggestionsAnswer } from "../../src/protocols/native/suggestions.js";
import { rejection, serverOf, storeOf } from "../server/servers.js";

const units = [...Array.from({ length: 3 }, () => "3763"), "3711", "2431", null];
const actions = units.map((art_unit, at) => rejection(at, { art_unit }));
const citations = [
  rejection(1, { reference_number: "6992580", reference_key: "US6992580" }),
  rejection(2, { reference_number: "6992580", reference_key: "US6992580", source: "api" }),
  rejection(3, { reference_number: "6992581", reference_key: "US6992581" }),
  rejection(4, { reference_number: "20090048582", reference_key: "US20090048582" }),
];
const { app } = serverOf(storeOf({ office_actions: actions, rejections: actions, citations }));

async function suggested(q: string) {
  const answer = await app.inject({ url: "/v1/suggestions", query: { q } });
  expect(answer.statusCode).toBe(200);
  return answer
    .json<SuggestionsAnswer>()
    .suggestions.map((each) => [each.says, new URL(each.address).pathname]);
}

describe("suggestions while something is written", () => {
  test("art units that begin so, those with the most actions first", async () => {
    expect(await suggested("37")).toEqual([
      ["art unit 3763: 3 Office actions", "/art-units/3763"],
      ["art unit 3711: 1 Office action", "/art-units/3711"],
    ]);
  });

  test("applications and documents, from so many digits on that few begin so", async () => {
    expect(await suggested("12/00")).toEqual([]);
    expect((await suggested("12/000,00")).map(([says]) => says)).toEqual([
      "application 12/000,000: 1 Office action",
      "application 12/000,001: 1 Office action",
      "application 12/000,002: 1 Office action",
      "application 12/000,003: 1 Office action",
    ]);
    expect(await suggested("6,992,58")).toEqual([
      ["cited document 6992580: 2 citations", "/find"],
      ["cited document 6992581: 1 citation", "/find"],
    ]);
    expect(await suggested("2009/0048")).toEqual([["cited document 20090048582: 1 citation", "/find"]]);
    expect(await suggested("2009/00")).toEqual([]);
  });

  test("reports by the beginnings of words of their titles", async () => {
    expect(await suggested("qual ye")).toEqual([
      ["report: Quality of the texts by year", "/statistics/quality-flags-by-year"],
    ]);
  });

  test.each(["", "x", "hasRej103:1", "*", "%", "'"])("nothing for %j", async (q) => {
    expect(await suggested(q)).toEqual([]);
  });

  test.each(["/", "/find?q=37&all=true"])(
    "%s has the box, which is a plain form without its script",
    async (url) => {
      const page = await app.inject({ url, headers: { accept: "text/html" } });
      expect(page.body).toMatch(/<form class="big" action="[^"]*\/find">/);
      expect(page.body).toMatch(/<input id="find-box" name="q"[^>]* data-suggest="[^"]*\/v1\/suggestions"/);
      expect(page.body).toMatch(/<script type="module" src="[^"]*\/suggest\.js">/);
      expect(page.headers["content-security-policy"]).toContain("script-src 'self'; connect-src 'self'");
    },
  );

  test("the script is served", async () => {
    const script = await app.inject("/suggest.js");
    expect([script.statusCode, script.headers["content-type"]]).toEqual([
      200,
      "text/javascript; charset=utf-8",
    ]);
    expect(script.body.length).toBeLessThan(10_000);
  });
});
