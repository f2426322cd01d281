import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadedServer } from "../server/loaded.js";

const BAD_ROWS = 1_100;
const folder = mkdtempSync(join(tmpdir(), "artunit-rejected-"));
let server: Awaited<ReturnType<typeof loadedServer>>;

beforeAll(async () => {
  const bad = Array.from({ length: BAD_ROWS }, (_, at) => `<b>${at}x,5386490`);
  const file = (name: string, rows: readonly string[]) => {
    writeFileSync(join(folder, name), `${["app_id,citation_pat_pgpub_id", ...rows].join("\n")}\n`);
    return join(folder, name);
  };
  server = await loadedServer([
    file("many.csv", ["12000001,5386490", ...bad]),
    file("one.csv", ["y,5386490", "12000002,5386490"]),
  ]);
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

/** Where the number of rejected rows of a file leads from a page. */
async function leadFrom(
  url: string,
  name: string,
): Promise<{ readonly href: string; readonly told: string }> {
  const { body } = await server.app.inject({ url, headers: { host: "localhost" } });
  const link = new RegExp(`href="http://localhost(/rejected[^"]*${name}[^"]*)">([\\d,]+)<`).exec(
    body.replaceAll("<wbr>", ""),
  );
  return { href: link![1]!.replaceAll("&amp;", "&"), told: link![2]! };
}

test.each(["/", "/changes"])("the number of rejected rows on %s leads to them", async (url) => {
  const { href, told } = await leadFrom(url, "one.csv");
  expect(told).toBe("1");
  const shown = await server.app.inject({ url: href, headers: { host: "localhost" } });
  expect(shown.statusCode).toBe(200);
  expect(shown.body.match(/<tr><th scope="row">/g)).toHaveLength(1);
  expect(shown.body).toMatch(/<td class="number">2<\/td><td>key-unreadable: .*<code>y,5386490<\/code>/);
});

test("of very many rows the first are shown, each as it came and inert, and the number is all of them", async () => {
  const { href, told } = await leadFrom("/", "many.csv");
  expect(told).toBe("1,100");
  const { body } = await server.app.inject({ url: href, headers: { host: "localhost" } });
  expect(body.match(/<tr><th scope="row">/g)).toHaveLength(1_000);
  expect(body).toContain("&lt;b&gt;0x");
  const { body: json } = await server.app.inject(href.replace("/rejected", "/v1/rejected"));
  const answer = JSON.parse(json) as { rejected: number; rows: { line: number }[]; isCut: boolean };
  expect([answer.rejected, answer.rows.length, answer.rows[0]?.line, answer.isCut]).toEqual([
    BAD_ROWS,
    100,
    3,
    true,
  ]);
});

test("a file that was not loaded then, and a server under an embargo, say so", async () => {
  const { href } = await leadFrom("/", "one.csv");
  const unknown = await server.app.inject(href.replace("/rejected", "/v1/rejected").replace("one", "other"));
  expect([unknown.statusCode, unknown.json<{ message: string }>().message]).toEqual([
    404,
    expect.stringContaining('No file called "other.csv" of this snapshot was loaded at'),
  ]);
  const secret = await loadedServer([join(folder, "one.csv")], { setAsideFolder: null });
  const { body } = await secret.app.inject({ url: "/v1/datasets/citations/2017" });
  const { files } = JSON.parse(body) as { files: { loadedAt: string }[] };
  const refused = await secret.app.inject(`/v1/rejected?loaded=${encodeURIComponent(files[0]!.loadedAt)}`);
  await secret.close();
  expect([refused.statusCode, refused.json<{ message: string }>().message]).toEqual([
    404,
    expect.stringContaining("embargo"),
  ]);
});
