import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axeCore from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IssuedKeys } from "../../src/server/index.js";
import { sqlDesk } from "../../src/server/sqlDesk.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
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
  "/datasets/applications/v1",
  "/datasets/applications/v1/row?row=1",
  "/coverage",
  "/status",
  "/changes",
  "/about",
  "/accessibility",
  "/search?text=rejected&criteria=techCenter%3A3700%20AND%20submissionDate%3A%5B2016-01-01%20TO%20*%5D",
  "/applications/14574014",
  "/applications/17248024",
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
  "/components",
  "/similar",
  "/similar?document=IVLC08MNRXEAPX5&start=12000&end=12600",
  "/console",
  "/console?search=peds",
  "/console?operation=native-list-records-oa_rejections-v2&p.criteria=hasRej103%3A1",
  "/console?operation=hub-search-oa_rejections-v2-post",
  "/console?operation=ptab-v2-decisions-json",
  "/sql",
  "/sql?sql=SHOW%20TABLES",
  "/no-such-page",
];

/** Pages that bring a module. */
const SCRIPTED = /^\/(?:$|find|console)/;

/** Rules of axe that read where things stand, and how they are coloured; all others read the document alone. */
const PLACES = ["scrollable-region-focusable", "target-size"];
const COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe finds, as rule and element; it must stand in the page. */
async function violations(page: Page, rules: readonly string[] | null): Promise<unknown> {
  const options = {
    // What passes is not told, nor by which selectors an element would be found: that takes most of the time.
    resultTypes: ["violations"],
    selectors: false,
    ...(rules ? { runOnly: rules } : {}),
    rules: { "target-size": { enabled: true } },
  };
  return page.evaluate(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`,
  );
}

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
        "sample/applications",
      ],
      (data) => ({
        issuedKeys,
        isDevelopment: true,
        sql: sqlDesk((id) => places.snapshot(data, id), { seconds: 30, memory: "500MB" }),
      }),
    );
    base = await server.app.listen({ port: 0, host: "127.0.0.1" });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  });
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
    more: {
      readonly javaScriptEnabled?: boolean;
      readonly forcedColors?: "active";
      readonly bypassCSP?: boolean;
    } = {},
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
    await page.goto(path.startsWith("/") ? base + path : path);
    return { page, said, asked };
  }

  /**
   * What a browser makes otherwise of a page than it is written: elements that it adds or takes away, since some stood where they may
   * not or were not closed, and names that stand twice.
   */
  function misread(source: string, page: Page): Promise<unknown> {
    const written: Record<string, number> = {};
    for (const [, name = ""] of source.matchAll(/<([a-zA-Z][a-zA-Z0-9]*)[\s>/]/g))
      written[name] = (written[name] ?? 0) + 1;
    return page.evaluate(`(() => {
      const written = ${JSON.stringify(written)};
      const whole = new DOMParser().parseFromString(${JSON.stringify(source)}, "text/html");
      const read = {};
      for (const { localName } of whole.querySelectorAll("*")) read[localName] = (read[localName] ?? 0) + 1;
      const ids = [...whole.querySelectorAll("[id]")].map(({ id }) => id);
      return [
        ...[...new Set([...Object.keys(written), ...Object.keys(read)])].filter((name) => written[name] !== read[name])
          .map((name) => name + ": " + written[name] + " written, " + read[name] + " read"),
        ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => "twice " + id),
        ...[...whole.querySelectorAll("a a, form form, button a, a button, p p, label label")].map(({ outerHTML }) => "within itself " + outerHTML.slice(0, 80)),
        ...[...whole.querySelectorAll("[aria-labelledby], [aria-controls], label[for]")]
          .flatMap((each) => (each.getAttribute("aria-labelledby") ?? each.getAttribute("aria-controls") ?? each.htmlFor).split(" "))
          .filter((id) => !whole.getElementById(id)).map((id) => "no element " + id),
      ];
    })()`);
  }

  describe("one window through every page", () => {
    let walked: Awaited<ReturnType<typeof opened>>;
    beforeAll(async () => {
      walked = await opened("about:blank", 320, "dark");
    });
    afterAll(async () => {
      await walked?.page.context().close();
    });

    // A page is loaded once: its width and colours change nothing but its style. Every rule is asked of the narrow and of the
    // wide page; between them, those that read places and colours.
    test.each(PAGES)(
      "%s is accessible, fits, and asks nobody else, narrow and wide, light, dark and in forced colours",
      async (path) => {
        const { page, said, asked } = walked;
        said.length = asked.length = 0;
        const states = [
          { width: 320, colorScheme: "dark", rules: null },
          { width: 768, colorScheme: "light", rules: [...PLACES, ...COLOURS] },
          { width: 1440, colorScheme: "light", rules: null },
          { width: 1440, colorScheme: "dark", rules: COLOURS },
          // The colours are the browser's then, and axe does not know them.
          { width: 1440, colorScheme: "dark", forcedColors: "active", rules: PLACES },
        ] as const;
        for (const [at, { width, rules, ...media }] of states.entries()) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ forcedColors: "none", ...media });
          if (at === 0) {
            await page.goto(base + path);
            await page.evaluate(axe);
          }
          const over = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth",
          );
          expect([path, width, over]).toEqual([path, width, 0]);
          expect([path, width, media, await violations(page, rules)]).toEqual([path, width, media, []]);
        }
        const { body: source } = await server.app.inject({ url: path, headers: { accept: "text/html" } });
        expect([path, await misread(source, page)]).toEqual([path, []]);
        expect(asked.length).toBeGreaterThan(1);
        for (const url of asked) expect(url.startsWith(base)).toBe(true);
        if (path !== "/no-such-page") expect([path, said]).toEqual([path, []]);
      },
    );
  });

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
  });

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
  });

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
  });

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
  });

  test("a bar leads to its records by mouse, and the keyboard goes by the table alone", async () => {
    const { page } = await opened("/statistics/grounds-by-tech-center", 1440, "dark", {
      forcedColors: "active",
      javaScriptEnabled: false,
    });
    const spot = page.locator(".plot .spots a", { hasText: "3700, 103: " });
    const told = (await spot.locator("title").textContent())!.split(": ")[1]!;
    const href = await spot.getAttribute("href");
    expect(await page.locator(`main table a[href="${href}"]`).textContent()).toBe(told);
    expect(await page.locator("svg a:not([tabindex='-1'])").count()).toBe(0);
    // Between the frame of the drawing and that of the table nothing stops.
    await page.locator(".plotted .wide").focus();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe(
      "Grounds of rejection by technology centre",
    );
    await spot.click();
    expect(page.url()).toBe(href);
    expect(await page.locator("h1").textContent()).toBe("office_actions/all");
    await page.context().close();
  });

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
  });

  test("a PDF that is dropped on the start page is read at once", async () => {
    const { page, said } = await opened("/", 768, "light", { bypassCSP: false });
    const bytes = readFileSync("test/data/pdf/14574014-NOA-2017-08-16.pdf").toString("base64");
    // As text: the types of a browser are not those of a test.
    const dropped = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob("${bytes}"), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], "action.pdf", { type: "application/pdf" }));
      return transfer;
    })()`);
    await page.dispatchEvent("main", "dragover", { dataTransfer: dropped });
    expect(await page.locator("form.dropping").count()).toBe(1);
    await page.dispatchEvent("main", "drop", { dataTransfer: dropped });
    await page.waitForURL(/read$/);
    expect(await page.locator("h1").textContent()).toBe("What action.pdf says");
    expect(await page.locator("main").textContent()).toContain("allowed: 1–6, 8–19");
    expect(said).toEqual([]);
    await page.context().close();
  });

  test("a call is filled in, sent and stopped by keyboard, and its key goes into no address", async () => {
    const { page, said, asked } = await opened(
      "/console?operation=native-list-records-oa_rejections-v2",
      768,
      "light",
      { bypassCSP: false },
    );
    await page.locator("input[name='p.criteria']").focus();
    await page.keyboard.type("hasRej103:1");
    await page.locator("#key").focus();
    await page.keyboard.type(operator);
    const sent = page.waitForRequest((request) => request.url().includes("/v1/datasets/"));
    await page.keyboard.press("Enter");
    expect((await sent).headers()["x-api-key"]).toBe(operator);
    await page.waitForSelector("#answer table");
    expect(await page.locator("#state").textContent()).toMatch(/^200 OK, [\d,]+ ms, [\d,]+ bytes\.$/);
    expect(await page.locator("#answer tbody tr").count()).toBeGreaterThan(2);
    expect(await page.locator("#answer dd").allTextContents()).toContain("application/json");
    expect(await page.locator("#answer pre").textContent()).toContain('"total"');
    expect(await page.evaluate("document.activeElement.id")).toBe("answer");
    expect(page.url()).toContain("p.criteria=hasRej103%3A1");
    expect([page.url(), ...asked].join(" ")).not.toContain(operator);
    expect(await page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")).toBe(
      '[{},{},""]',
    );
    await page.reload();
    expect(await page.locator("input[name='p.criteria']").inputValue()).toBe("hasRej103:1");
    expect(await page.locator("#key").inputValue()).toBe("");
    expect(said).toEqual([]);
    await page.context().close();
  });

  test("an answer in another format, a refusal and nothing filled in show as what they are", async () => {
    const { page } = await opened(
      "/console?operation=native-list-records-oa_rejections-v2&as=csv&p.limit=2",
      320,
      "dark",
    );
    await page.locator("#send").click();
    await page.waitForSelector("#answer table");
    expect(await page.locator("#answer tbody tr").count()).toBe(2);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    await page.evaluate(axe);
    expect(await violations(page, null)).toEqual([]);
    await page.locator("input[name='p.criteria']").fill("nothing:1");
    await page.locator("#send").click();
    await page.waitForFunction("document.querySelector('#state').textContent.startsWith('400')");
    expect(await page.locator("#answer table").textContent()).toContain("nothing");
    await page.goto(`${base}/console?operation=native-read-application`);
    await page.locator("input[name='p.number']").fill("");
    await page.locator("#send").click();
    await page.waitForFunction("document.querySelector('#state').textContent.startsWith('Fill in')");
    await page.context().close();
  });

  test("without JavaScript the console leads to the answer by a link or a form", async () => {
    const { page } = await opened("/console?search=oa_rejections", 768, "light", {
      javaScriptEnabled: false,
    });
    await page.locator("main a", { hasText: "POST /ds-api/oa_rejections/v2/records" }).click();
    expect(await page.locator("#key").isVisible()).toBe(false);
    await page.locator("input[name='p.rows']").fill("1");
    await page.locator("button", { hasText: "Show the call" }).click();
    await page.locator("button", { hasText: "Open the answer" }).click();
    expect(await page.locator("body").textContent()).toContain('"numFound":');
    await page.goto(`${base}/console?operation=native-read-application&p.number=14574014`);
    await page.locator("a", { hasText: "Open the answer" }).click();
    expect(page.url()).toBe(`${base}/v1/applications/14574014`);
    await page.context().close();
  });

  test("a statement is checked and its passage shown, without JavaScript", async () => {
    const { page } = await opened("/verify", 768, "light", { javaScriptEnabled: false });
    await page
      .locator("textarea[name=statement]")
      .fill("claims 33, 40 and 42 rejected under 103 over Odland, application 14/574,014");
    await page.locator("main button", { hasText: "Check it" }).click();
    expect(await page.locator("h2").first().textContent()).toBe("Confirmed");
    expect(await page.locator("main").textContent()).toContain("Claims 33, 40, and 42 are rejected");
    await page.context().close();
  });

  /** Modules and those that they import. */
  async function withImports(urls: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set(urls);
    for (const url of found) {
      const { body } = await server.app.inject({ url });
      for (const [, from] of body.matchAll(/(?:import|from) "\.(\/[\w.]+)"/g)) found.add(from!);
    }
    return found;
  }

  test("no link within the pages is broken, and no first view is heavy", async () => {
    const links = new Set<string>();
    /** As it comes, compressed. */
    const bytesOf = async (url: string) =>
      (await server.app.inject({ url, headers: { accept: "text/html", "accept-encoding": "gzip" } }))
        .rawPayload.length;
    for (const path of PAGES) {
      const { body } = await server.app.inject({
        url: path,
        headers: { accept: "text/html", host: "localhost" },
      });
      const scripts = [...body.matchAll(/<script [^>]*src="http:\/\/localhost([^"]+)"/g)].map(
        ([, url]) => url!,
      );
      let script = 0;
      for (const url of await withImports(scripts)) script += await bytesOf(url);
      const view =
        (await bytesOf(path)) + (await bytesOf("/artunit.css")) + (await bytesOf("/favicon.svg")) + script;
      expect([path, script <= 30 * 1024, view <= 120 * 1024]).toEqual([path, true, true]);
      expect([path, scripts.length]).toEqual([path, SCRIPTED.test(path) ? 1 : 0]);
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
  });

  test("nothing the walk asked was a fault of ours", () => {
    expect(server.logged).toEqual([]);
  });
});
