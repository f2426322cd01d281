import { expect, test } from "vitest";
import { isFullText } from "../../../src/catalog/index.js";
import { INSTALLATION } from "../../../src/installation.js";
import { profilesOf } from "../../../src/protocols/native/statistics/profiles.js";
import { reportsOf } from "../../../src/protocols/native/statistics/routes.js";
import { countsFor, countsForGroups, storedCounts } from "../../../src/store/build/counts.js";
import type { GroupRequest, Selection, Store } from "../../../src/store/index.js";
import { rejection, serverOf, storeOf } from "../../server/servers.js";

/** What a report asks, in words, that no stored count of its table answers: the engine would look at every row. */
async function scansOf(urls: readonly string[]): Promise<readonly string[]> {
  const scans: string[] = [];
  const note = (asked: Selection, isStored: boolean) => {
    if (!isStored && asked.predicate.kind !== "everything") scans.push(JSON.stringify(asked.predicate));
  };
  const counts = ({ dataset }: Selection) => storedCounts(dataset.table);
  const over = rejection(1, { art_unit: "3763", tech_center: "3700", uspc_class: "604" });
  const store = storeOf({ office_actions: [over], rejections: [over], citations: [over] });
  const watched: Store = {
    ...store,
    manifest: store.manifest,
    count: (asked) => {
      note(asked, countsFor(asked, counts(asked)) !== null);
      return store.count(asked);
    },
    groups: (asked: GroupRequest) => {
      const stored = countsForGroups(asked, counts(asked));
      if (stored === null) scans.push(`${JSON.stringify(asked.by)} of ${JSON.stringify(asked.predicate)}`);
      return store.groups(asked);
    },
    page: (asked) => store.page(asked),
    close: () => store.close(),
  };
  const { app } = serverOf(watched);
  for (const url of urls) {
    const answer = await app.inject(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
  }
  return scans;
}

const REPORTS = reportsOf(INSTALLATION).filter(({ dataset }) => !isFullText(dataset.table));

test.each(REPORTS.map(({ name }) => name))("%s is answered from stored counts", async (name) => {
  expect(await scansOf([`/v1/statistics/${name}`])).toEqual([]);
});

test.each(REPORTS.map(({ name }) => name))("%s with duplicates and of one source, too", async (name) => {
  const url = `/v1/statistics/${name}`;
  expect(await scansOf([`${url}?duplicates=include`, `${url}?source=release-2017`])).toEqual([]);
});

const PROFILES = profilesOf(INSTALLATION).filter((profile) =>
  profile.reports.every(({ report }) => REPORTS.some(({ name }) => name === report)),
);

test.each(PROFILES.map((each) => [each.path, each.parameter.example]))(
  "all that /v1/%s/%s tells is answered from stored counts",
  async (path, example) => {
    const value = path === "classes" ? "604" : example;
    expect(await scansOf([`/v1/${path}/${value}`])).toEqual([]);
  },
);
