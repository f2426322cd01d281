import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { datasetName } from "../../src/catalog/index.js";
import { DATASETS } from "../../src/installation.js";
import { loadedServer } from "../server/loaded.js";

/** Datasets of which the sample holds records, or which come with the program. */
let held: ReadonlySet<string>;
let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  server = await loadedServer([fileURLToPath(new URL("../../sample", import.meta.url))]);
  const { datasets } = (await server.app.inject("/v1/datasets")).json<{
    datasets: { key: string; version: string; rows: number }[];
  }>();
  held = new Set(datasets.filter(({ rows }) => rows > 0).map(({ key, version }) => `${key}/${version}`));
});
afterAll(() => server?.close());

async function page(url: string): Promise<string> {
  const answer = await server.app.inject({ url, headers: { host: "localhost", accept: "text/html" } });
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.body.replaceAll("<wbr>", "");
}

/** Where the first cell of each row of the table of records leads. */
function recordLinks(body: string, name: string): readonly string[] {
  const path = `http://localhost/datasets/${name}/`;
  return [...body.matchAll(/<th scope="row"><a href="([^"]*)"/g)]
    .map(([, href]) => href!.replaceAll("&amp;", "&"))
    .filter((href) => href.startsWith(`${path}records/`) || href.startsWith(`${path}row?`))
    .map((href) => href.replace("http://localhost", ""));
}

test("the sample holds records of every kind of source", () => {
  expect([...held]).toEqual(expect.arrayContaining(["oa_rejections/v2", "applications/v1", "petitions/v1"]));
});

test.each(DATASETS.map((each) => [datasetName(each), each] as const))(
  "each row in the table of %s leads to its record, whose fields are those of its JSON",
  async (name, dataset) => {
    if (!held.has(name)) return expect(await page(`/datasets/${name}`)).toContain("No record matches.");
    const body = await page(`/datasets/${name}`);
    const links = recordLinks(body, name);
    const { records, total } = (
      await server.app.inject(`/v1/datasets/${name}/records?limit=50&criteria=*:*`)
    ).json<{ records: Record<string, unknown>[]; total: number }>();
    expect(links).toHaveLength(Math.min(50, total));
    const last = await page(links.at(-1)!);
    const record = records.at(-1)!;
    for (const field of Object.keys(record))
      expect(last).toContain(`<th scope="row"><code>${field}</code></th>`);
    const told = dataset.fields.find(
      ({ name }) => typeof record[name] === "string" && /^[\w-]{4,60}$/.test(record[name]),
    );
    if (told) expect(last).toContain(String(record[told.name]));
    expect(last).toContain("This page as it is now");
  },
);

test("a row that a table has not is not found, and says so", async () => {
  const answer = async (row: string) => {
    const { statusCode, body } = await server.app.inject({
      url: `/datasets/petitions/v1/row?row=${row}`,
      headers: { accept: "text/html" },
    });
    return [statusCode, body] as const;
  };
  expect(await answer("3")).toEqual([404, expect.stringContaining("has no row 3")]);
  expect(await answer("0")).toEqual([400, expect.stringContaining("rows 1 to 50")]);
});

test("an examiner, whose reports are all told group by group, has each of them", async () => {
  const body = await page("/examiners/84263");
  expect([...body.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, title]) => title)).toEqual([
    "Texts by year",
    "Texts by kind of document",
  ]);
  expect(body.match(/n is of <a [^>]*>4<\/a> records/g)).toHaveLength(2);
});
