/**
 * Takes the pictures of the README, in Debian's Chromium, of a server that has the sample loaded.
 *
 * artunit start, then: npm run -s tools && node build/scripts/screenshots.js http://localhost:8892
 */
import { join } from "node:path";
import { chromium } from "playwright-core";

const PICTURES: readonly (readonly [name: string, path: string, height: number])[] = [
  ["start", "/", 720],
  ["reader", "/office-actions/IVLC08MNRXEAPX5#action", 640],
  ["statistics", "/art-units/3763", 640],
  [
    "search",
    "/search?text=rejected&criteria=techCenter%3A3700%20AND%20submissionDate%3A%5B2016-01-01%20TO%20*%5D",
    700,
  ],
];

const base = process.argv[2] ?? "http://localhost:8892";
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
for (const [name, path, height] of PICTURES) {
  const page = await browser.newPage({
    viewport: { width: 960, height },
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  await page.goto(base + path);
  await page.screenshot({ path: join(import.meta.dirname, "../../docs/images", `${name}.png`) });
  await page.close();
}
await browser.close();
