import { expect, test } from "vitest";
import { extract, renderPage } from "../../src/extract/index.js";

const text =
  'Claims 1-3 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456).\n<script>alert("x")</script>\u202e';
const page = renderPage(extract(text), text, "action <1>");

test("the page is self-contained and escapes what the text says", () => {
  expect(page).not.toContain("<script");
  expect(page).not.toMatch(/(?:src|href)="https?:/);
  expect(page).not.toContain("\u202e");
  expect(page).toContain("action &lt;1&gt;");
});

test("each finding in the side list leads to a passage", () => {
  const targets = [...page.matchAll(/href="#([a-z]\d+)"/g)].map((match) => match[1]);
  expect(targets.length).toBeGreaterThan(1);
  for (const target of targets) expect(page).toContain(`id="${target}"`);
});

test("each mark in the text leads back to its place in the list", () => {
  const targets = [...page.matchAll(/<sup[^>]*><a href="#(list-[a-z]\d+)"/g)].map((match) => match[1]);
  expect(targets).toContain("list-r1");
  for (const target of targets) expect(page).toContain(`<li id="${target}"`);
});

test("claims are listed with all that stands against them, and those without a finding too", () => {
  const action =
    "Claims 1-6 are pending. Claims 4 and 5 are withdrawn from consideration. Claim 6 is allowed.\nClaims 1-2 are rejected under 35 U.S.C. 101 because the claimed invention is directed to an abstract idea.\nClaim 2 is rejected under 35 U.S.C. 102(a)(1) as being anticipated by Smith (US 6,123,456). See column 3, lines 4-5 of Smith.";
  const table = /<tbody>(.*?)<\/tbody>/s.exec(renderPage(extract(action), action, "an action"))![1]!;
  const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map((row) =>
    row[1]!
      .replace("</th>", ": ")
      .replace(/<[^>]+>/g, "")
      .replaceAll("\u00a0", " "),
  );
  expect(rows).toEqual([
    "1: [R1] 101",
    "2: [R1] 101, [R2] 102(a)(1)",
    "3: pending, nothing found",
    "4\u20135: withdrawn",
    "6: allowed",
  ]);
});

test("the passages of a reference are listed, each with its place", () => {
  const action =
    "Claim 2 is rejected under 35 U.S.C. 102(a)(1) as being anticipated by Smith (US 6,123,456).\nSmith teaches a lid (column 3, lines 4-5) and a cup (Fig. 2).";
  const shown = renderPage(extract(action), action, "an action");
  const links = [...shown.matchAll(/<a href="#(c1p\d)">([^<]+)</g)].map((match) => [match[1], match[2]]);
  expect(links).toEqual([
    ["c1p1", "column 3, lines 4-5"],
    ["c1p2", "Fig. 2"],
  ]);
  for (const [id] of links) expect(shown).toContain(`id="${id}"`);
});

test("the text of the action is all there", () => {
  const main = page
    .slice(page.indexOf('<div class="text">'), page.indexOf("</main>"))
    .replace(/<sup[^>]*>.*?<\/sup>/g, "")
    .replace(/<[^>]+>/g, "");
  expect(main.trim().replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')).toBe(
    text.replace("\u202e", "\ufffd"),
  );
});

const FORMS =
  "The following is a quotation of 35 U.S.C. 103 which forms the basis for all obviousness rejections set forth in this Office action:\nA patent for a claimed invention may not be obtained, notwithstanding that it is new.\n\nClaims 1-3 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456).\nThe prior art made of record and not relied upon is considered pertinent: Jones (US 6,254,567).\nAny inquiry concerning this communication should be directed to A. Smith.";

test("form paragraphs are folded, neighbours together; a paragraph with a finding or a document stays open", () => {
  const shown = renderPage(extract(FORMS), FORMS, "an action");
  const folded = [...shown.matchAll(/<details class="form"><summary>(.*?)<\/summary>(.*?)<\/details>/gs)].map(
    ([, summary, words]) => [summary, words!.replace(/<[^>]+>/g, "").trim()],
  );
  expect(folded).toEqual([
    ["Form paragraph 7.20.aia", FORMS.split("\n\n")[0]],
    ["Form paragraph 7.100", FORMS.split("\n").at(-1)],
  ]);
});

test("each kind of mark has a switch that works without script, and all are on", () => {
  for (const kind of ["rejection", "claims", "statute", "reference", "citation", "passage", "objection"]) {
    expect(page).toContain(`<input type="checkbox" id="show-${kind}" checked>`);
    expect(page).toContain(`#show-${kind}:checked~.text .${kind}`);
  }
});
