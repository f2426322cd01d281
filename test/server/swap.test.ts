import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { createServer } from "../../src/server/index.js";
import { openLiveStore } from "../../src/store/index.js";
import { RECORDED } from "./loaded.js";
import { search } from "./servers.js";

const data = mkdtempSync(join(tmpdir(), "artunit-swap-"));
afterAll(() => rmSync(data, { recursive: true, maxRetries: 5 }));

const PAGES = [
  "odp-2026-records-app-12190351-rows3.json",
  "dh-2023-records-app-14574014.json",
  "odp-docs-sample-app-14832202.json",
].map((name) => join(RECORDED, "oa_rejections-v2", name));

test("loads while it is asked: no request fails, and each answer is of the snapshot it names", async () => {
  await load({ data, installation: INSTALLATION, paths: PAGES.slice(0, 1), artunitVersion: "test" });
  const live = await openLiveStore(data, INSTALLATION, { checkEvery: 20, linger: 0 });
  const { app } = createServer({ installation: INSTALLATION, snapshots: live, log: () => {} });
  const totals = new Map<string, Set<number>>();
  let asking = true;

  async function ask(): Promise<void> {
    while (asking) {
      const answer = await app.inject(search("/ds-api/oa_rejections/v2/records", { rows: "1000" }));
      expect(answer.statusCode, answer.body).toBe(200);
      const { response } = answer.json<{ response: { numFound: number; docs: unknown[] } }>();
      expect(response.docs).toHaveLength(response.numFound);
      const snapshot = String(answer.headers["x-artunit-snapshot"]);
      totals.set(snapshot, (totals.get(snapshot) ?? new Set()).add(response.numFound));
    }
  }

  const asked = Promise.all([ask(), ask(), ask(), ask()]);
  for (const page of PAGES.slice(1)) {
    const { manifest } = await load({
      data,
      installation: INSTALLATION,
      paths: [page],
      artunitVersion: "test",
    });
    await expect.poll(() => totals.has(manifest?.id ?? ""), { timeout: 60_000 }).toBe(true);
  }
  asking = false;
  await asked;
  await app.close();
  await live.close();
  expect([...totals.values()].map((each) => [...each])).toEqual([[3], [13], [21]]);
});
