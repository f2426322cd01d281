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

test("the text of the action is all there", () => {
  const main = page
    .slice(page.indexOf('<div class="text">'), page.indexOf("</main>"))
    .replace(/<sup[^>]*>.*?<\/sup>/g, "")
    .replace(/<[^>]+>/g, "");
  expect(main.trim().replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')).toBe(
    text.replace("\u202e", "\ufffd"),
  );
});
