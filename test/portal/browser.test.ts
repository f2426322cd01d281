import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axeCore from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IssuedKeys } from "../../src/server/index.js";
import { loadedServer, RECORDED } from "../server/loaded.js";

/** Debian's; where there is none the walk is left out, but never where changes are checked. */
const CHROMIUM = "/usr/bin/chromium";
const axe = axeCore.source;

const PAGES = [
  "/",
  "/find?q=14574014&all=true",
  "/datasets",
  "/datasets/oa_rejections/v2",
  "/datasets/oa_rejections/v2/about",
  "/coverage",
  "/status",
  "/changes",
  "/about",
  "/accessibility",
  "/search?text=rejected&criteria=techCenter%3A3700%20AND%20submissionDate%3A%5B2016-01-01%20TO%20*%5D",
  "/applications/14574014",
  "/references/US20090048582",
  "/office-actions/IVLC08MNRXEAPX5",
  "/search?text=rejected",
  "/statistics",
  "/statistics/grounds-by-tech-center",
  "/statistics/provenance-of-citations",
  "/art-units/3763",
  "/tech-centers/3700",
  "/combinations",
  "/combinations/US20090048582",
  "/verify",
  "/verify?statement=claims%2033%2C%2040%20and%2042%20rejected%20under%20103%20over%20Odland%2C%20application%2014%2F574%2C014",
  "/read",
  "/apis",
  "/apis/bdss",
  "/apis?lifecycle=retired&year=2026",
  "/keys",
  "/ds-api-docs/index.html",
  "/no-such-page",
];

describe.skipIf(!existsSync(CHROMIUM) && !process.env.CI)("in a browser", () => {
  let server: Awaited<ReturnType<typeof loadedServer>>;
  let browser: Browser;
  let base: string;
  const keysFolder = mkdtempSync(join(tmpdir(), "artunit-keys-"));
  const issuedKeys = new IssuedKeys(keysFolder);
  const operator = issuedKeys.init();
  beforeAll(async () => {
    server = await loadedServer(
      [
        `${RECORDED}oa_rejections-v2/dh-2023-records-app-14574014.json`,
        `${RECORDED}oa_citations-v2/dh-2023-records-app-14574014.json`,
        `${RECORDED}oa_actions-v1/dh-2023-records-app-14574014.json`,
      ],
      { issuedKeys },
    );
    base = await server.app.listen({ port: 0, host: "127.0.0.1" });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(keysFolder, { recursive: true });
  });

  /** A page in a window of its own, and what its console said. */
  async function opened(
    path: string,
    width: number,
    colorScheme: "light" | "dark",
    more: { readonly javaScriptEnabled?: boolean; readonly forcedColors?: "active" } = {},
  ): Promise<{ readonly page: Page; readonly said: string[]; readonly asked: string[] }> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      bypassCSP: true,
      ...more,
    });
    const page = await context.newPage();
    const [said, asked]: [string[], string[]] = [[], []];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(base + path);
    return { page, said, asked };
  }

  test.each(PAGES)(
    "%s is accessible, fits, and asks nobody else, narrow and wide, light and dark",
    async (path) => {
      for (const [width, scheme] of [
        [320, "dark"],
        [768, "light"],
        [1440, "light"],
        [1440, "dark"],
      ] as const) {
        const { page, said, asked } = await opened(path, width, scheme);
        const over = await page.evaluate(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect([path, width, over]).toEqual([path, width, 0]);
        for (const url of asked) expect(url.startsWith(base)).toBe(true);
        if (path !== "/no-such-page") expect([path, said]).toEqual([path, []]);
        await page.evaluate(axe);
        const found = await page.evaluate(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
        );
        expect([path, width, scheme, found]).toEqual([path, width, scheme, []]);
        await page.context().close();
      }
    },
    120_000,
  );

  test("a number is found, its action read and its passage reached by mouse, without JavaScript", async () => {
    const { page } = await opened("/", 1440, "light", { javaScriptEnabled: false });
    await page.locator("main input[name=q]").fill("14/574,014");
    await page.locator("main form.big button").click();
    expect(page.url()).toContain("/applications/14574014");
    expect(await page.locator(".note").textContent()).toContain("14/574,014");
    await page.locator(".timeline a", { hasText: "Final rejection (CTFR)" }).click();
    expect(page.url()).toContain("/office-actions/IVLC08MNRXEAPX5");
    await page.locator(".findings a[href='#r1']").last().click();
    expect(page.url()).toMatch(/#r1$/);
    await page.context().close();
  }, 60_000);

  test("forms unfold, marks are switched off and on, and paper shows all, without JavaScript", async () => {
    const { page } = await opened("/office-actions/IVLC08MNRXEAPX5", 1440, "light", {
      javaScriptEnabled: false,
    });
    const form = page.locator("details.form", { hasText: "Any inquiry concerning this communication" });
    const height = async () => (await form.boundingBox())!.height;
    const folded = await height();
    expect(folded).toBeLessThan(60);
    await page.emulateMedia({ media: "print" });
    expect(await height()).toBeGreaterThan(100);
    await page.emulateMedia({ media: "screen" });
    await form.locator("summary").focus();
    await page.keyboard.press("Enter");
    expect(await height()).toBeGreaterThan(100);
    const bar = () => page.evaluate("getComputedStyle(document.querySelector('.text .begins')).boxShadow");
    const shown = await bar();
    expect(shown).not.toBe("none");
    await page.locator("label[for=show-rejection]").click();
    expect(await bar()).toBe("none");
    await page.locator("#show-rejection").press("Space");
    expect(await bar()).toBe(shown);
    await page.locator("summary", { hasText: "What is new, changed or dropped" }).click();
    expect(await page.locator(".difference ins").first().isVisible()).toBe(true);
    await page.context().close();
  }, 60_000);

  test("by keyboard alone one gets past the menu, into the box and to a document", async () => {
    const { page } = await opened("/apis", 768, "light", { forcedColors: "active" });
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").evaluate((element) => element.closest("main") !== null)).toBe(true);
    await page.goto(base);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("IVLC08MNRXEAPX5");
    await page.keyboard.press("Enter");
    await page.waitForURL(/office-actions/);
    expect(await page.locator("h1").textContent()).toContain("Final rejection");
    await page.context().close();
  }, 60_000);

  test("the operator makes a key and finds it in the list by keyboard, without JavaScript", async () => {
    const { page } = await opened("/keys", 320, "dark", { javaScriptEnabled: false });
    await page.locator("form[action$='/keys/new'] input[name=name]").focus();
    await page.keyboard.type("Ada");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type(operator);
    await page.keyboard.press("Enter");
    await page.waitForURL(/keys\/new$/);
    expect(await page.locator("main pre").textContent()).toMatch(/^artunit_k_/);
    await page.goto(`${base}/keys`);
    await page.locator("form[action$='/keys/list'] input").focus();
    await page.keyboard.type(operator);
    await page.keyboard.press("Enter");
    await page.waitForURL(/keys\/list$/);
    expect(await page.locator("tbody th").textContent()).toBe("Ada");
    await page.context().close();
  }, 60_000);

  test("an action that is pasted or uploaded is read at once", async () => {
    const action =
      "DETAILED ACTION\n\nClaims 1-3 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,254,567).";
    const { page } = await opened("/", 768, "light", { javaScriptEnabled: false });
    await page.locator("textarea[name=text]").fill(action);
    await page.locator("button", { hasText: "Read it" }).click();
    expect(await page.locator(".findings").textContent()).toContain("US6254567");
    await page.goto(`${base}/read`);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "<b>action.txt", mimeType: "text/plain", buffer: Buffer.from(action) });
    await page.locator("button", { hasText: "Read it" }).click();
    expect(await page.locator("h1").textContent()).toBe("What <b>action.txt says");
    await page.context().close();
  }, 60_000);

  test("a statement is checked and its passage shown, without JavaScript", async () => {
    const { page } = await opened("/verify", 768, "light", { javaScriptEnabled: false });
    await page
      .locator("textarea[name=statement]")
      .fill("claims 33, 40 and 42 rejected under 103 over Odland, application 14/574,014");
    await page.locator("main button", { hasText: "Check it" }).click();
    expect(await page.locator("h2").first().textContent()).toBe("Confirmed");
    expect(await page.locator("main").textContent()).toContain("Claims 33, 40, and 42 are rejected");
    await page.context().close();
  }, 60_000);

  test("no link within the pages is broken, and no first view is heavy", async () => {
    const links = new Set<string>();
    for (const path of PAGES) {
      const answer = await server.app.inject({
        url: path,
        headers: { accept: "text/html", "accept-encoding": "gzip" },
      });
      const style = await server.app.inject({ url: "/artunit.css", headers: { "accept-encoding": "gzip" } });
      expect([path, answer.rawPayload.length + style.rawPayload.length < 120 * 1024]).toEqual([path, true]);
      const { body } = await server.app.inject({
        url: path,
        headers: { accept: "text/html", host: "localhost" },
      });
      for (const [, href = ""] of body.matchAll(/href="http:\/\/localhost(\/[^"]*)"/g))
        links.add(href.replaceAll("&amp;", "&").replaceAll("&#39;", "'").split("#")[0]!);
    }
    expect(links.size).toBeGreaterThan(60);
    const broken: [string, number][] = [];
    for (const url of links) {
      // Where a weekly archive is asked for, nothing is loaded to write it from.
      const { statusCode } = await server.app.inject({ url, headers: { accept: "text/html" } });
      if (statusCode >= 400) broken.push([url, statusCode]);
    }
    expect(broken).toEqual([]);
  }, 120_000);

  test("nothing the walk asked was a fault of ours", () => {
    expect(server.logged).toEqual([]);
  });
});
