import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Debian's. */
export const CHROMIUM = "/usr/bin/chromium";

/** What a reader feels of a page: milliseconds until the largest thing is drawn, milliseconds until an act shows, share of what was shifted. */
export interface Vitals {
  readonly lcp: number;
  /** Null where nothing that was done took a frame's time. */
  readonly inp: number | null;
  readonly cls: number;
}

export function hasChromium(): boolean {
  return existsSync(CHROMIUM);
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

// As text: the types of a browser are not those of a program.
/** Keeps what the browser tells of a page, from its beginning on. */
const OBSERVE = `
globalThis.felt = { lcp: 0, inp: 0, cls: 0 };
const observe = (options, tell) =>
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) tell(entry); }).observe({ buffered: true, ...options });
observe({ type: "largest-contentful-paint" }, ({ startTime }) => { felt.lcp = startTime; });
observe({ type: "layout-shift" }, ({ hadRecentInput, value }) => { if (!hadRecentInput) felt.cls += value; });
observe({ type: "event", durationThreshold: 16 }, ({ interactionId, duration }) => {
  if (interactionId > 0) felt.inp = Math.max(felt.inp, duration);
});`;

/** Two frames, so that what was done before is drawn and told. */
export const DRAWN =
  "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))";

/** Opens a page in a window that knows nothing, unfolds, switches and writes as a reader does, and tells what that felt like. */
export async function feltOf(url: string, browser: Browser): Promise<Vitals> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(OBSERVE);
    await page.goto(url, { waitUntil: "load" });
    await page.evaluate(DRAWN);
    // The largest thing that is drawn is told until something is done.
    const lcp = Number(await page.evaluate("felt.lcp"));
    for (const folded of (await page.locator("main summary").all()).slice(0, 3))
      if (await folded.isVisible()) await folded.click();
    for (const choice of (await page.locator("main input[type=checkbox]").all()).slice(0, 3))
      await choice.click();
    const own = page.locator("#find-box");
    await ((await own.count()) > 0 ? own : page.locator("#box")).pressSequentially("14/574", { delay: 30 });
    await page.keyboard.press("Tab");
    await page.evaluate(DRAWN);
    const { inp, cls } = (await page.evaluate("felt")) as { inp: number; cls: number };
    return { lcp, inp: inp === 0 ? null : inp, cls };
  } finally {
    await context.close();
  }
}
